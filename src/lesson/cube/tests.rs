//! The cube against the definitions of Wu & He 2018, written out by hand.

use super::*;
use crate::config::CubeSpec;
use nn::norm::LayerAxes;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn config(cube: CubeSpec, run: RunSpec) -> Config {
    Config { run, cube, ..Config::default() }
}

fn cells(rng: &mut impl Rng) -> CubeTensors {
    let mut fill = |n: usize| (0..n).map(|_| rng.random_range(-3.0f32..5.0)).collect::<Vec<_>>();
    CubeTensors {
        step: 70_000,
        shape: [16, 16, 8, 8],
        x: fill(16 * 16 * 64),
        gamma: fill(16),
        beta: fill(16),
        weight_shape: [16, 16, 3, 3],
        v: fill(16 * 16 * 9),
        g: fill(16),
    }
}

fn every_cell(shape: [usize; 4]) -> Vec<[usize; 4]> {
    let [ns, cs, hs, ws] = shape;
    let mut all = Vec::new();
    for n in 0..ns {
        for c in 0..cs {
            for h in 0..hs {
                all.extend((0..ws).map(|w| [n, c, h, w]));
            }
        }
    }
    all
}

/// S_i of Wu & He 2018, section 3.1: equations 2 to 7 (and the weight cube of Salimans & Kingma 2016).
fn in_set(method: Norm, reading: LayerAxes, channels: usize, groups: usize, i: [usize; 4], k: [usize; 4]) -> bool {
    match method {
        Norm::Batch | Norm::MeanBatch | Norm::WeightMeanBatch => k[1] == i[1],
        Norm::Layer | Norm::Rms if reading == LayerAxes::Channel => k[0] == i[0] && k[2] == i[2] && k[3] == i[3],
        Norm::Layer => k[0] == i[0],
        Norm::Instance => k[0] == i[0] && k[1] == i[1],
        Norm::Group => k[0] == i[0] && k[1] / (channels / groups) == i[1] / (channels / groups),
        _ => k[0] == i[0],
    }
}

#[test]
fn the_lit_cells_are_the_papers_sets_and_mean_and_variance_are_theirs() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let cells = cells(&mut rng);
    for round in 0..120 {
        let method = METHODS[round % METHODS.len()];
        let reading = [LayerAxes::Chw, LayerAxes::Channel][round / METHODS.len() % 2];
        let shape = [rng.random_range(1..=16u32), rng.random_range(1..=16), rng.random_range(1..=8)];
        let divisors: Vec<u32> = (1..=shape[1]).filter(|d| shape[1].is_multiple_of(*d)).collect();
        let groups = divisors[rng.random_range(0..divisors.len() as u32) as usize];
        let config =
            config(CubeSpec { shape, ..CubeSpec::default() }, RunSpec { groups, reading, ..RunSpec::default() });
        let cube = NormalizedTensor::new(&cells, &config, method);
        let all = every_cell(cube.shape);
        let at = all[rng.random_range(0..all.len() as u32) as usize];
        let lit: Vec<[usize; 4]> = all.iter().copied().filter(|k| cube.shares(at, *k)).collect();
        let set: Vec<[usize; 4]> =
            all.iter().copied().filter(|k| in_set(method, reading, cube.shape[1], groups as usize, at, *k)).collect();
        assert_eq!(lit, set, "{method:?} {shape:?} groups {groups} at {at:?}");
        let readout = cube.readout(at);
        assert_eq!(readout.cells, set.len(), "{method:?} {shape:?}");
        if readout.formula == Formula::Weight {
            let square: f64 = set.iter().map(|k| f64::from(cube.before[offset(cube.shape, *k)]).powi(2)).sum();
            assert!((readout.length - square.sqrt()).abs() < 1e-5 * square.sqrt());
            continue;
        }
        let values: Vec<f64> = set.iter().map(|k| f64::from(cube.before[offset(cube.shape, *k)])).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let var = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / values.len() as f64;
        if readout.formula == Formula::Rms {
            let square = values.iter().map(|v| v * v).sum::<f64>() / values.len() as f64;
            assert_eq!(readout.mean, 0.0);
            assert!((readout.var - square).abs() < 1e-5 * square.max(1.0), "{method:?}: {} {square}", readout.var);
            continue;
        }
        assert!((readout.mean - mean).abs() < 1e-5, "{method:?}: {} {mean}", readout.mean);
        if readout.formula == Formula::Scale {
            assert!((readout.var - var).abs() < 1e-5 * var.max(1.0), "{method:?}: {} {var}", readout.var);
        }
    }
}

#[test]
fn the_formula_with_the_numbers_put_in_gives_y() {
    let cells = cells(&mut ChaCha8Rng::seed_from_u64(3));
    for method in METHODS {
        for norm in [method, Norm::None] {
            let config = config(CubeSpec::default(), RunSpec { norm, groups: 8, ..RunSpec::default() });
            let cube = NormalizedTensor::new(&cells, &config, method);
            for at in every_cell(cube.shape) {
                let r = cube.readout(at);
                let y = match r.formula {
                    Formula::Weight => f64::from(r.g) * r.x_hat,
                    _ => f64::from(r.gamma) * r.x_hat + f64::from(r.beta),
                };
                assert!((y - f64::from(r.y)).abs() < 1e-4 * y.abs().max(1.0), "{method:?} {at:?}: {y} {}", r.y);
            }
        }
    }
}

#[test]
fn one_group_is_layer_norm_and_as_many_as_channels_is_instance_norm() {
    let cells = cells(&mut ChaCha8Rng::seed_from_u64(5));
    for (groups, twin) in [(1, Norm::Layer), (16, Norm::Instance)] {
        let config = config(CubeSpec::default(), RunSpec { groups, ..RunSpec::default() });
        let (group, twin) =
            (NormalizedTensor::new(&cells, &config, Norm::Group), NormalizedTensor::new(&cells, &config, twin));
        assert_eq!(group.after, twin.after);
        let at = [3, 5, 2, 7];
        assert!(every_cell(group.shape).iter().all(|k| group.shares(at, *k) == twin.shares(at, *k)));
    }
}

#[test]
fn a_run_without_normalization_shows_batch_norm() {
    let cells = cells(&mut ChaCha8Rng::seed_from_u64(2));
    for norm in [Norm::None, Norm::Batch, Norm::Weight] {
        let config = config(CubeSpec::default(), RunSpec { norm, ..RunSpec::default() });
        let method = if norm == Norm::None { Norm::Batch } else { norm };
        assert_eq!(as_shown(&config).run.norm, method);
        let tensors = NormalizedTensors::new(&cells, &config);
        assert_eq!(tensors.all().len(), METHODS.len());
        assert_eq!(tensors.shown(&config).after, NormalizedTensor::new(&cells, &config, method).after);
    }
}

#[test]
fn a_step_along_an_axis_stays_in_the_tensor() {
    let cube = NormalizedTensor::new(&cells(&mut ChaCha8Rng::seed_from_u64(1)), &Config::default(), Norm::Batch);
    assert_eq!(cube.moved([0, 0, 0, 0], Axis::C, -1), [0, 0, 0, 0]);
    assert_eq!(cube.moved([0, 15, 7, 7], Axis::C, 1), [0, 15, 7, 7]);
    assert_eq!(cube.moved([0, 15, 7, 7], Axis::H, -2), [0, 15, 5, 7]);
}
