//! `16-through-time.md`.

use std::sync::LazyLock;
use unit_variance::lesson::choice::Choice;
use unit_variance::lesson::data::{Stream, generator};
use unit_variance::lesson::time::{AtStep, LONGEST, Method, Network, Past, STEPS, Sequences, TRAINED};

/// Sequences on which a network is judged.
const HELD_OUT: usize = 128;

/// A network as the figure trains it.
fn trained(method: Method, seed: u32) -> Network {
    let mut network = Network::new(method, seed);
    for _ in 0..STEPS {
        network.train();
    }
    network
}

/// The networks of ten seeds, by method.
static NETWORKS: LazyLock<Vec<Vec<Network>>> =
    LazyLock::new(|| Method::ALL.iter().map(|method| (1..=10).map(|seed| trained(*method, seed)).collect()).collect());

/// What the networks of ten seeds do on long sequences.
fn runs(method: Method, past: Past) -> Vec<Vec<AtStep>> {
    let held_out = |seed| Sequences::draw(HELD_OUT, LONGEST as usize, &mut generator(seed, Stream::Points));
    (1..).zip(&NETWORKS[method as usize]).map(|(seed, network)| network.run(&held_out(seed), past)).collect()
}

/// The share told right at a step counted from 1, for ten seeds.
fn right(method: Method, past: Past, step: usize) -> Vec<f64> {
    let found = runs(method, past).iter().map(|run| run[step - 1].right).collect();
    println!("{method:?} {past:?} step {step}: {found:.3?}");
    found
}

#[test]
fn the_first_steps_are_not_like_the_later_ones() {
    for run in runs(Method::Batch, Past::Nothing) {
        let stored: Vec<f64> = run.iter().map(|at| at.stored).collect();
        println!("{stored:.2?}");
        assert!(stored[0] < 0.01 && stored[1] < 0.8 * stored[15] && stored[8] > 0.85 * stored[15], "{stored:?}");
    }
}

#[test]
fn batch_norm_stores_more_than_twice_what_the_network_learns_and_none_of_it_for_step_17() {
    let network = Network::new(Method::Batch, 1);
    assert_eq!((network.stored(), network.learned()), (1536, 697));
    assert_eq!(network.stored(), 24 * 2 * 16 * 2);
    assert!(runs(Method::Batch, Past::Nothing).iter().all(|run| run.len() == TRAINED as usize));
    assert_eq!(Network::new(Method::Layer, 1).stored(), 0);
}

#[test]
fn the_last_steps_statistics_do_for_most_networks_and_not_for_all() {
    assert!(right(Method::Batch, Past::Last, 16).iter().all(|share| *share == 1.0));
    let late = right(Method::Batch, Past::Last, 64);
    assert_eq!(late.iter().filter(|share| **share >= 0.98).count(), 8, "{late:?}");
    let least = late.iter().copied().fold(1.0, f64::min);
    assert!((0.92..0.935).contains(&least), "{least}");
    let own = right(Method::Batch, Past::Own, 64);
    assert!(own.iter().all(|share| *share > 0.99), "{own:?}");
}

#[test]
fn of_one_sequence_nothing_is_left_by_its_own_statistics() {
    let network = &NETWORKS[Method::Batch as usize][0];
    let rng = &mut generator(9, Stream::Points);
    for _ in 0..20 {
        let run = network.run(&Sequences::draw(1, LONGEST as usize, rng), Past::Own);
        assert!(
            run[TRAINED as usize + 1..].windows(2).all(|pair| pair[0].bins == pair[1].bins),
            "the state stands still"
        );
    }
}

#[test]
fn layer_norm_goes_on_alone_and_no_normalization_is_as_good() {
    let (layer, none) = (right(Method::Layer, Past::Nothing, 64), right(Method::None, Past::Nothing, 64));
    assert!(layer.iter().all(|share| *share > 0.9) && none.iter().all(|share| *share > 0.99), "{layer:?} {none:?}");
    let all = Sequences::draw(2, LONGEST as usize, &mut generator(3, Stream::Points));
    let first = |values: &[f32]| values.iter().copied().step_by(2).collect::<Vec<f32>>();
    let alone = Sequences { n: 1, x: first(&all.x), last: first(&all.last) };
    let run = NETWORKS[Method::Layer as usize][0].run(&alone, Past::Nothing);
    let known = run.iter().filter(|at| at.right.is_finite());
    assert!(run.len() == 64 && known.clone().count() > 20 && known.clone().all(|at| at.right == 1.0), "{run:?}");
}
