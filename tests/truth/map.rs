//! Order and chaos.

use super::runs::{linked, run, train};
use unit_variance::lesson::map::{Cell, DEPTHS, Networks, STDS, STEPS};
use unit_variance::lesson::session::Session;
use unit_variance::nn::act::Act;
use unit_variance::nn::theory::Field;

/// What a cell of the map has right.
fn accuracy(networks: Networks, column: usize, row: usize) -> f32 {
    let mut session = Session::new(&networks.run(Cell { column, row })).expect("it fits");
    train(&mut session, STEPS);
    let shot = session.snapshot(false);
    if shot.divergence.is_some() { f32::NAN } else { shot.accuracy }
}

/// How many stds learn at a depth.
fn learned(networks: Networks, depth: u32) -> usize {
    let row = DEPTHS.iter().position(|one| *one == depth).expect("a row of the map");
    let found: Vec<f32> = (0..STDS.len()).map(|column| accuracy(networks, column, row)).collect();
    println!("{networks:?}, {depth} layers: {found:.2?}");
    found.into_iter().filter(|accuracy| *accuracy > 0.5).count()
}

fn tanh(batch_norm: bool) -> Networks {
    Networks { act: Act::Tanh, batch_norm, seed: 1 }
}

#[test]
fn the_border_of_order_and_chaos_is_xaviers_rule_for_tanh_and_hes_for_relu() {
    for (act, border) in [(Act::Tanh, 1.0), (Act::Relu, 2.0)] {
        let chi = |gain: f64| Field::new(act, gain).chi;
        assert!(chi(border * 0.9) < 1.0 && chi(border * 1.1) > 1.0 && (chi(border) - 1.0).abs() < 1e-3);
    }
}

#[test]
fn half_of_xaviers_width_carries_five_layers_of_tanh_and_not_ten() {
    let five = linked("init=normal&std=0.05&depth=5&batch=32");
    let [shallow, deep] = [five, "init=normal&std=0.05&depth=10&batch=32"].map(|query| run(query, STEPS).accuracy);
    println!("{shallow} and {deep}");
    assert!(shallow > 0.5 && deep < 0.2, "{shallow} and {deep}");
}

#[test]
fn on_the_border_relu_does_not_learn_at_22_layers() {
    let networks = Networks { act: Act::Relu, batch_norm: false, seed: 1 };
    assert!(networks.reach(STDS[7].into()) > 50.0);
    let found = accuracy(networks, 7, 6);
    assert!(found < 0.5, "{found}");
}

#[test]
fn batch_norm_opens_the_map_at_ten_layers_and_fifty_close_it() {
    let (with, without, deep) = (learned(tanh(true), 10), learned(tanh(false), 10), learned(tanh(true), 50));
    assert!(with >= 14 && without <= 5 && deep <= 4, "{with} {without} {deep}");
}

#[test]
fn with_batch_norm_theorys_line_is_level() {
    for (act, layers) in [(Act::Tanh, 37.0), (Act::Relu, 16.0)] {
        let networks = Networks { act, batch_norm: true, seed: 1 };
        let reach = STDS.map(|std| networks.reach(std.into()));
        assert!(reach.iter().all(|one| one.round() == layers), "{reach:?}");
    }
}
