//! What each normalization takes away from a picture.

use super::runs::SEEDS;
use unit_variance::lesson::config::Config;
use unit_variance::lesson::contrast::{CHANNELS, Contrast, Moved, SIDE};

/// The figure as a link sets it.
fn state(query: &str, seed: u32) -> Contrast {
    let (config, notices) = Config::from_query(&format!("{query}&seed={seed}"));
    assert!(notices.is_empty(), "{notices:?}");
    let mut state = Contrast::default();
    state.configure(config.page.figures.contrast, config.run.seed);
    while state.work() {}
    state
}

/// What moves under batch, layer, instance and group norm, for three networks.
fn moved(query: &str) -> Vec<[Moved; 4]> {
    let all: Vec<_> = SEEDS.iter().map(|seed| state(query, *seed).finding().expect("it is measured").moved).collect();
    println!("{query}: {all:.4?}");
    all
}

#[test]
fn only_instance_norm_gives_back_a_louder_channel() {
    for [batch, layer, instance, group] in moved("contrast-gain=3") {
        assert!(instance.picture < 0.001, "{instance:?}");
        assert!([batch, layer, group].iter().all(|one| one.picture > 0.2 && one.channel > 0.4));
    }
}

/// The mean size of the normalized values of the picture's channels, before and after.
fn sizes(state: &Contrast, method: usize, channels: impl Iterator<Item = usize>) -> [f32; 2] {
    let normalized = state.normalized(method).expect("it is computed");
    let mean = |side: usize, channels: &[usize]| {
        let all = channels.iter().flat_map(|channel| normalized.channel(0, *channel)[side].iter());
        all.map(|v| v * v).sum::<f32>() / channels.len() as f32
    };
    let channels: Vec<usize> = channels.collect();
    [mean(0, &channels), mean(1, &channels)]
}

#[test]
fn under_layer_and_group_norm_the_quiet_channels_shrink_beside_the_loud_one() {
    for seed in SEEDS {
        let state = state("contrast-gain=3", seed);
        let loud = state.spec().channel as usize;
        let group = (4 * (loud / 4)..4 * (loud / 4) + 4).filter(|channel| *channel != loud);
        for (method, quiet) in
            [(1, (0..CHANNELS).filter(|channel| *channel != loud).collect()), (3, group.collect::<Vec<_>>())]
        {
            let [before, after] = sizes(&state, method, quiet.into_iter());
            println!("seed {seed}, method {method}: {before} to {after}");
            assert!(after < 0.85 * before, "{before} {after}");
        }
    }
}

#[test]
fn batch_norm_lets_the_gain_through_and_hands_some_of_it_to_the_neighbours() {
    for [batch, layer, instance, group] in moved("contrast-gain=3") {
        assert!(batch.channel > 1.0 && batch.others == 0.0 && batch.neighbours > 0.03, "{batch:?}");
        assert!([layer, instance, group].iter().all(|one| one.neighbours == 0.0));
    }
}

#[test]
fn instance_norm_leaves_about_half_of_the_brightness_that_layer_norm_leaves() {
    for query in ["contrast-shift=0.5", "contrast-shift=1", "contrast-shift=-0.5"] {
        for [_, layer, instance, _] in moved(query) {
            let ratio = instance.picture / layer.picture;
            assert!((0.4..0.6).contains(&ratio), "{query}: {ratio}");
        }
    }
}

/// Under instance norm as well, once its own scale is put aside: what a channel's inside becomes is what it was, moved by one
/// number and divided by another.
#[test]
fn away_from_the_edge_brightness_is_one_number_a_channel() {
    for seed in SEEDS {
        let state = state("contrast-shift=0.5", seed);
        let instance = state.normalized(2).expect("it is computed");
        for channel in 0..CHANNELS {
            let [before, after] = instance.channel(0, channel);
            let inside: Vec<usize> = (1..SIDE - 1).flat_map(|h| (1..SIDE - 1).map(move |w| h * SIDE + w)).collect();
            let far = |values: &[f32]| {
                let mean = inside.iter().map(|at| values[*at]).sum::<f32>() / inside.len() as f32;
                inside.iter().map(|at| values[*at] - mean).collect::<Vec<f32>>()
            };
            let (before, after) = (far(before), far(after));
            let size = |values: &[f32]| values.iter().map(|v| v * v).sum::<f32>().sqrt();
            let scale = size(&after) / size(&before);
            let apart = before.iter().zip(&after).map(|(b, a)| (a - scale * b).abs()).fold(0.0, f32::max);
            assert!(apart < 1e-4 * size(&after), "seed {seed}, channel {channel}: {apart}");
        }
    }
}
