//! The recurrent cell: gradients through time against finite differences, and where the statistics of a step end.

use super::*;
use crate::init::{Dist, fill_standard};
use crate::norm::{LayerAxes, Norm};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

const STEPS: usize = 4;
const N: usize = 3;
const SIZES: [usize; 2] = [2, 5];

fn places() -> [Place; 4] {
    let [batch, layer] = [Norm::Batch, Norm::Layer].map(|norm| norm.activation(1, LayerAxes::Chw).unwrap());
    [Place::Nowhere, Place::Sum(layer), Place::Sum(batch), Place::Each(batch)]
}

struct Case {
    rnn: Rnn,
    x: Vec<f32>,
    start: Vec<f32>,
    dh: Vec<f32>,
}

fn case(place: Place) -> Case {
    let rng = &mut ChaCha8Rng::seed_from_u64(8);
    let mut draw = |len: usize, scale: f32| {
        let mut values = vec![0.0; len];
        fill_standard(Dist::Normal, rng, &mut values);
        values.iter_mut().for_each(|v| *v *= scale);
        values
    };
    let mut rnn = Rnn::new(SIZES, place, STEPS).unwrap();
    rnn.params_mut().for_each(|param| param.value = draw(param.value.len(), 0.6));
    let (x, start) = (draw(STEPS * N * SIZES[0], 1.0), draw(N * SIZES[1], 1.0));
    Case { rnn, x, start, dh: draw(STEPS * N * SIZES[1], 1.0) }
}

impl Case {
    fn loss(&self) -> f64 {
        let mut activations = Activations::default();
        self.rnn.clone().forward(&self.x, &self.start, Mode::Train, &mut activations).unwrap();
        activations.states().iter().zip(&self.dh).map(|(h, d)| f64::from(*h) * f64::from(*d)).sum()
    }

    fn slope(&mut self, at: impl Fn(&mut Case) -> &mut f32) -> f64 {
        let step = 4e-3;
        *at(self) += step;
        let above = self.loss();
        *at(self) -= 2.0 * step;
        let below = self.loss();
        *at(self) += step;
        (above - below) / f64::from(2.0 * step)
    }
}

#[test]
fn gradients_through_time_agree_with_differences() {
    for place in places() {
        let mut case = case(place);
        let (mut activations, mut gradients) = (Activations::default(), Gradients::default());
        case.rnn.forward(&case.x, &case.start, Mode::Train, &mut activations).unwrap();
        case.rnn.backward(&case.x, &case.dh, &activations, &mut gradients);
        let close = |got: f32, want: f64| {
            assert!((f64::from(got) - want).abs() < 4e-3 * (1.0 + want.abs()), "{place:?} {got} {want}")
        };
        for i in 0..case.x.len() {
            close(gradients.dx[i], case.slope(|case| &mut case.x[i]));
        }
        for i in 0..case.start.len() {
            close(gradients.dstart[i], case.slope(|case| &mut case.start[i]));
        }
        for which in 0..3 + case.rnn.gamma.len() {
            let grad = case.rnn.params_mut().nth(which).unwrap().grad.clone();
            for (i, grad) in grad.iter().enumerate() {
                close(*grad, case.slope(|case| &mut case.rnn.params_mut().nth(which).unwrap().value[i]));
            }
        }
    }
}

#[test]
fn batch_norm_knows_no_step_past_its_training_length() {
    for place in places() {
        let mut case = case(place);
        case.x.extend_from_within(..N * SIZES[0]);
        let outcome = case.rnn.forward(&case.x, &case.start, Mode::Eval, &mut Activations::default());
        assert_eq!(outcome.is_err(), place.normalization().is_some_and(|norm| norm.running), "{place:?}");
    }
}

#[test]
fn evaluation_of_one_sequence_does_not_depend_on_its_batch() {
    for place in places() {
        let mut case = case(place);
        case.rnn.forward(&case.x, &case.start, Mode::Train, &mut Activations::default()).unwrap();
        let [mut all, mut first] = [Activations::default(), Activations::default()];
        case.rnn.forward(&case.x, &case.start, Mode::Eval, &mut all).unwrap();
        let x: Vec<f32> = case.x.chunks(N * SIZES[0]).flat_map(|step| step[..SIZES[0]].to_vec()).collect();
        case.rnn.forward(&x, &case.start[..SIZES[1]], Mode::Eval, &mut first).unwrap();
        let own = all.states().chunks(N * SIZES[1]).flat_map(|step| step[..SIZES[1]].to_vec());
        assert_eq!(own.collect::<Vec<f32>>(), first.states(), "{place:?}");
    }
}
