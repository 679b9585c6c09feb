//! `13-the-cube.md` and `14-layer-instance-group.md`: which statistics, and what they take away.

use super::runs::*;
use unit_variance::lesson::choice::View;
use unit_variance::lesson::cube::{CubeTensors, NormalizedTensor};
use unit_variance::nn::norm::Norm;

/// 14, “batches of two”: the linked races, in a dense net.
#[test]
fn in_batches_of_two_batch_norm_loses_and_layer_and_group_norm_hold() {
    let _ = (linked("vary=norm&act=relu&init=he&depth=3"), linked("vary=norm&act=relu&init=he&depth=3&batch=2"));
    let query = |norm: &str, batch: u32| format!("act=relu&init=he&depth=3&batch={batch}&norm={norm}");
    for norm in ["layer", "group"] {
        assert!(within(0.85..1.0, &accuracies(&query(norm, 2), 1000)), "{norm}");
        assert!(within(0.9..1.0, &accuracies(&query(norm, 128), 200)), "{norm}");
    }
    assert!(within(0.0..0.6, &accuracies(&query("batch", 2), 1000)));
    assert!(within(0.9..1.0, &accuracies(&query("batch", 128), 200)));
    assert!(within(0.0..0.15, &accuracies(&query("instance", 128), 200)), "one value per statistic: only beta is left");
}

/// 14, “a batch of two still gives 128 values to each statistic” in the convolutional network: batch norm does not lose there.
#[test]
fn in_the_convolutional_network_batches_of_two_do_not_put_batch_norm_behind_group_norm() {
    let query = linked("vary=norm&net=cnn&act=relu&init=he&batch=2").replace("vary=norm&", "");
    let cells = session("net=cnn").cube_tensors().expect("a convolution").shape;
    assert_eq!(2 * cells[2] * cells[3], 128);
    let [batch, group] = ["batch", "group"].map(|norm| accuracies(&format!("{query}&norm={norm}"), 500));
    assert!(batch.iter().sum::<f32>() > group.iter().sum::<f32>());
}

/// The first convolution's output for a batch of digits, at the start.
fn cells(seed: u32) -> CubeTensors {
    session(&format!("net=cnn&act=relu&init=he&seed={seed}")).cube_tensors().expect("a convolution")
}

/// How much a change of the cells moves the normalized values: of the first example, and of the others.
fn moved(before: &CubeTensors, after: &CubeTensors, norm: Norm) -> [f32; 2] {
    let (config, _) = unit_variance::lesson::config::Config::from_query("figure=cube&groups=4&shape=16,16,8");
    let values = |cells: &CubeTensors| NormalizedTensor::new(cells, &config, norm).values(View::After).to_vec();
    let (a, b) = (values(before), values(after));
    let example = a.len() / before.shape[0];
    let share = |range: std::ops::Range<usize>| {
        let moved: f32 = range.clone().map(|i| (a[i] - b[i]) * (a[i] - b[i])).sum();
        (moved / range.map(|i| a[i] * a[i]).sum::<f32>()).sqrt()
    };
    [share(0..example), share(example..a.len())]
}

/// 14, “a picture at a quarter of its contrast … under 1% … batch norm more than half, and its neighbours too”.
#[test]
fn layer_group_and_instance_norm_all_remove_the_contrast_of_a_picture_and_batch_norm_does_not() {
    for seed in SEEDS {
        let before = cells(seed);
        let mut after = before.clone();
        let example = after.x.len() / after.shape[0];
        after.x[..example].iter_mut().for_each(|x| *x *= 0.25);
        for norm in [Norm::Layer, Norm::Group, Norm::Instance] {
            let [own, others] = moved(&before, &after, norm);
            println!("{norm:?}: moved by {own:.4}, the others by {others:.4}");
            assert!(own < 0.01 && others == 0.0);
        }
        let [own, others] = moved(&before, &after, Norm::Batch);
        println!("batch: moved by {own:.3}, the others by {others:.3}");
        assert!(own > 0.5 && others > 0.01);
    }
}

/// 14, “Only instance norm takes away each channel's own contrast as well”.
#[test]
fn only_instance_norm_removes_the_contrast_of_one_channel() {
    for seed in SEEDS {
        let before = cells(seed);
        let mut after = before.clone();
        let channel = after.shape[2] * after.shape[3];
        after.x[3 * channel..4 * channel].iter_mut().for_each(|x| *x *= 3.0);
        let [instance, layer, group] =
            [Norm::Instance, Norm::Layer, Norm::Group].map(|norm| moved(&before, &after, norm)[0]);
        println!("instance {instance:.4}, layer {layer:.3}, group {group:.3}");
        assert!(instance < 0.02 && layer > 0.1 && group > 0.1);
    }
}

/// 14, “With one group it is layer norm; with as many groups as channels it is instance norm”.
#[test]
fn group_norm_is_layer_norm_at_one_end_and_instance_norm_at_the_other() {
    let cells = cells(1);
    let values = |norm: Norm, groups: u32| {
        let query = format!("figure=cube&norm=group&groups={groups}&shape=8,16,8");
        NormalizedTensor::new(&cells, &config(&query), norm).values(View::After).to_vec()
    };
    assert_eq!(values(Norm::Group, 1), values(Norm::Layer, 4));
    assert_eq!(values(Norm::Group, 16), values(Norm::Instance, 4));
}
