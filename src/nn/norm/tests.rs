//! The fast rows against the definition and its finite differences.

use super::*;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const NORMS: [Norm; 7] =
    [Norm::Batch, Norm::MeanBatch, Norm::WeightMeanBatch, Norm::Layer, Norm::Instance, Norm::Group, Norm::Rms];

/// Every row of the table, with every affine part, for `channels`.
fn every_normalization(channels: usize) -> Vec<Normalization> {
    let mut all = Vec::new();
    for norm in NORMS {
        for layer_axes in [LayerAxes::Chw, LayerAxes::Channel] {
            for groups in (1..=channels).filter(|groups| channels.is_multiple_of(*groups)) {
                let row = norm.activation(groups, layer_axes).expect("acts on activations");
                all.extend(
                    [Affine::None, Affine::PerChannel, Affine::PerElement]
                        .map(|affine| Normalization { affine, ..row }),
                );
            }
        }
    }
    all
}

fn draw(rng: &mut impl Rng, len: usize) -> Vec<f32> {
    (0..len).map(|_| rng.random_range(-2.0..2.0f32)).collect()
}

struct Case {
    norm: Normalization,
    shape: [usize; 4],
    x: Vec<f32>,
    dy: Vec<f32>,
    gamma: Vec<f32>,
    beta: Vec<f32>,
}

impl Case {
    fn draw(norm: Normalization, shape: [usize; 4], rng: &mut impl Rng) -> Case {
        let len = shape.iter().product();
        let (gammas, betas) = (norm.gamma_count(shape), norm.beta_count(shape));
        Case { norm, shape, x: draw(rng, len), dy: draw(rng, len), gamma: draw(rng, gammas), beta: draw(rng, betas) }
    }

    fn input(&self) -> Input<'_> {
        Input { shape: self.shape, x: &self.x, gamma: &self.gamma, beta: &self.beta }
    }

    fn forward(&self, mode: Mode, running: &mut Running) -> (Vec<f32>, Stats) {
        let (mut y, mut stats) = (vec![f32::NAN; self.x.len()], Stats::default());
        forward(&self.norm, self.input(), mode, running, &mut stats, &mut y);
        (y, stats)
    }

    fn train(&self) -> (Vec<f32>, Stats) {
        self.forward(Mode::Train, &mut Running::new(&self.norm, self.shape))
    }

    fn backward(&self, stats: &Stats) -> [Vec<f32>; 3] {
        let [mut dx, mut dgamma, mut dbeta] = [&self.x, &self.gamma, &self.beta].map(|like| vec![f32::NAN; like.len()]);
        let out = Gradients { dx: &mut dx, dgamma: &mut dgamma, dbeta: &mut dbeta };
        backward(&self.norm, self.input(), stats, &self.dy, &mut Workspace::default(), out);
        [dx, dgamma, dbeta]
    }

    /// The gradient of `sum(dy * y)` by central differences of the definition: exact to about 1e-9.
    fn differences(&self) -> [Vec<f64>; 3] {
        let wide = |values: &[f32]| values.iter().map(|&v| v as f64).collect::<Vec<f64>>();
        let inputs = [wide(&self.x), wide(&self.gamma), wide(&self.beta)];
        let loss = |[x, gamma, beta]: &[Vec<f64>; 3]| {
            let y = definition(&self.norm, self.shape, x, gamma, beta);
            y.iter().zip(&self.dy).map(|(y, &dy)| y * dy as f64).sum::<f64>()
        };
        std::array::from_fn(|which| {
            let slope = |i: usize| {
                let nudged = [1e-5, -1e-5].map(|step| {
                    let mut inputs = inputs.clone();
                    inputs[which][i] += step;
                    loss(&inputs)
                });
                (nudged[0] - nudged[1]) / 2e-5
            };
            (0..inputs[which].len()).map(slope).collect()
        })
    }
}

fn assert_close(got: &[f32], want: &[f64], what: &Case) {
    assert_eq!(got.len(), want.len());
    for (got, want) in got.iter().zip(want) {
        let off = (*got as f64 - want).abs();
        assert!(off < 2e-5 + 2e-5 * want.abs(), "{got} for {want}: {:?} {:?}", what.norm, what.shape);
    }
}

/// Rows and columns longer than one f32 sum among them, and what four and sixteen leave over.
const SHAPES: [[usize; 4]; 9] = [
    [5, 4, 1, 1],
    [3, 4, 2, 3],
    [2, 6, 3, 3],
    [1, 2, 4, 5],
    [37, 5, 1, 1],
    [3, 137, 1, 1],
    [9, 17, 1, 1],
    [2, 3, 1, 11],
    [2, 2, 12, 13],
];

#[test]
fn forward_is_the_definition_for_every_method_and_shape() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for shape in SHAPES {
        for norm in every_normalization(shape[1]) {
            let case = Case::draw(norm, shape, &mut rng);
            let wide = |values: &[f32]| values.iter().map(|&v| v as f64).collect::<Vec<f64>>();
            let want = definition(&norm, shape, &wide(&case.x), &wide(&case.gamma), &wide(&case.beta));
            assert_close(&case.train().0, &want, &case);
        }
    }
}

#[test]
fn backward_agrees_with_finite_differences_for_every_method_and_shape() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    for shape in &SHAPES[..6] {
        // Two cells at least: a single one divides by sqrt(eps), where differences say nothing.
        let flat = |norm: &Normalization| norm.reduction.cells_per_stat(*shape) < 3 && norm.scale;
        for norm in every_normalization(shape[1]).into_iter().filter(|norm| !flat(norm)) {
            let case = Case::draw(Normalization { eps: 1e-2, ..norm }, *shape, &mut rng);
            let got = case.backward(&case.train().1);
            for (got, want) in got.iter().zip(&case.differences()) {
                assert_close(got, want, &case);
            }
        }
    }
}

#[test]
fn every_statistic_of_the_output_has_mean_0_and_variance_1() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    for norm in [Norm::Batch, Norm::Layer, Norm::Instance, Norm::Group] {
        let norm = Normalization { affine: Affine::None, eps: 0.0, ..norm.activation(3, LayerAxes::Chw).unwrap() };
        let case = Case { gamma: vec![], beta: vec![], ..Case::draw(norm, [4, 6, 3, 5], &mut rng) };
        let (y, _) = case.train();
        let mut stats = Stats::default();
        stats.measure_centred(norm.reduction, case.shape, &y);
        assert!(stats.mean.iter().all(|mean| mean.abs() < 1e-6), "{:?}", stats.mean);
        assert!(stats.var.iter().all(|var| (var - 1.0).abs() < 1e-5), "{:?}", stats.var);
    }
}

#[test]
fn group_norm_goes_from_layer_norm_to_instance_norm() {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let case = Case::draw(Norm::Layer.activation(1, LayerAxes::Chw).unwrap(), [3, 6, 4, 4], &mut rng);
    for (groups, same) in [(1, Norm::Layer), (6, Norm::Instance)] {
        let as_norm = |norm: Norm| Case {
            norm: norm.activation(groups, LayerAxes::Chw).unwrap(),
            shape: case.shape,
            ..clone(&case)
        };
        let (group, same) = (as_norm(Norm::Group), as_norm(same));
        let ((y1, s1), (y2, s2)) = (group.train(), same.train());
        assert_eq!((&y1, &s1.mean), (&y2, &s2.mean));
        assert_eq!(group.backward(&s1), same.backward(&s2));
    }
}

fn clone(case: &Case) -> Case {
    let Case { norm, shape, .. } = *case;
    Case { norm, shape, x: case.x.clone(), dy: case.dy.clone(), gamma: case.gamma.clone(), beta: case.beta.clone() }
}

#[test]
fn one_cell_per_statistic_gives_beta_and_no_gradient_to_x() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    for (norm, shape) in [(Norm::Instance, [3, 4, 1, 1]), (Norm::Batch, [1, 4, 1, 1]), (Norm::MeanBatch, [1, 4, 1, 1])]
    {
        let row = norm.activation(1, LayerAxes::Chw).unwrap();
        let case = Case::draw(row, shape, &mut rng);
        let (y, stats) = case.train();
        assert!(y.iter().enumerate().all(|(i, &y)| y == case.beta[i % 4]));
        assert!(case.backward(&stats)[0].iter().all(|&dx| dx == 0.0));
        assert_eq!(norm.check(&row, shape, Mode::Train).is_err(), norm != Norm::MeanBatch);
    }
    assert!(Norm::Batch.check(&Norm::Batch.activation(1, LayerAxes::Chw).unwrap(), [1, 4, 1, 1], Mode::Eval).is_ok());
}

#[test]
fn evaluation_uses_running_statistics_and_treats_them_as_constants() {
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    let norm = Normalization { momentum: None, ..Norm::Batch.activation(1, LayerAxes::Chw).unwrap() };
    let mut running = Running::new(&norm, [4, 2, 1, 1]);
    let batches = [0; 3].map(|_| Case::draw(norm, [4, 2, 1, 1], &mut rng));
    let vars: Vec<f64> = batches.iter().map(|batch| batch.forward(Mode::Train, &mut running).1.var[0]).collect();
    let unbiased = vars.iter().sum::<f64>() / 3.0 * 4.0 / 3.0;
    assert!((running.var[0] - unbiased).abs() < 1e-12, "{} {unbiased}", running.var[0]);
    let before = running.clone();
    let (_, stats) = batches[0].forward(Mode::Eval, &mut running);
    assert_eq!(before, running);
    let dx = &batches[0].backward(&stats)[0];
    let want = batches[0].dy[0] as f64 * batches[0].gamma[0] as f64 / (running.var[0] + 1e-5).sqrt();
    assert!((dx[0] as f64 - want).abs() < 1e-6);
}

#[test]
fn offsets_and_magnitudes_keep_their_digits() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let norm = Normalization { affine: Affine::None, eps: 0.0, ..Norm::Layer.activation(1, LayerAxes::Chw).unwrap() };
    for (offset, scale, tolerance) in [(1e4, 1.0, 2e-3), (0.0, 1e18, 1e-6), (0.0, 1e-12, 1e-6), (0.0, 1e30, 1e-6)] {
        let mut case = Case { gamma: vec![], beta: vec![], ..Case::draw(norm, [2, 40, 2, 2], &mut rng) };
        let plain = case.train().0;
        case.x.iter_mut().for_each(|x| *x = *x * scale + offset);
        let off = case.train().0.iter().zip(plain).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(off < tolerance, "{offset} {scale} {off}");
    }
}

mod precision;
mod single;
