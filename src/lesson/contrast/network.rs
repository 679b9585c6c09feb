//! The first convolution of the lab's small network as it starts, a batch of held-out digits, and what four normalizations
//! make of the one and the other.

use super::{CHANNELS, ContrastSpec, GROUPS, METHODS, PICTURES, SIDE};
use crate::choice::{DataSet, Initializer, NetKind, Scaling};
use crate::config::RunSpec;
use crate::data::{self, Scaler, Stream, generator};
use crate::session;
use nn::conv::{Conv, Moves, Scratch};
use nn::norm::{self, Input, LayerAxes, Mode, Norm, Running, Stats};
use std::ops::Range;
use std::slice::from_ref;

/// `[N, C, H, W]` of what the convolution gives.
const SHAPE: [usize; 4] = [PICTURES, CHANNELS, SIDE, SIDE];
/// Values of one picture, and of one channel.
const PIXELS: usize = SIDE * SIDE;
const CHANNEL: usize = SIDE * SIDE;
const PICTURE: usize = CHANNELS * CHANNEL;

/// A batch and what it goes through.
#[derive(Debug)]
pub struct Network {
    /// The digits of the batch.
    pub labels: Vec<u8>,
    /// `[N, 1, H, W]` as the network reads them.
    pub x: Vec<f32>,
    conv: Conv,
    weight: Vec<f32>,
    bias: Vec<f32>,
    /// `[N, C, H, W]` of the batch as it was.
    out: Vec<f32>,
    before: [Vec<f32>; METHODS.len()],
}

/// A batch's normalized values before one picture was changed, and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Normalized {
    /// `[N, C, H, W]`.
    pub before: Vec<f32>,
    /// `[N, C, H, W]`.
    pub after: Vec<f32>,
}

/// By how much values moved, as a share of how large they were.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// All values of the changed picture.
    pub picture: f64,
    /// Its chosen channel alone.
    pub channel: f64,
    /// Its other channels.
    pub others: f64,
    /// The values of the other pictures.
    pub neighbours: f64,
}

impl Normalized {
    /// One channel of one picture, before and after.
    pub fn channel(&self, picture: usize, channel: usize) -> [&[f32]; 2] {
        let at = picture * PICTURE + channel * CHANNEL;
        [&self.before[at..at + CHANNEL], &self.after[at..at + CHANNEL]]
    }

    /// What moved; of the changed picture also its channel `channel` apart.
    pub fn moved(&self, channel: usize) -> Moved {
        let at = channel * CHANNEL;
        Moved {
            picture: self.share(from_ref(&(0..PICTURE))),
            channel: self.share(from_ref(&(at..at + CHANNEL))),
            others: self.share(&[0..at, at + CHANNEL..PICTURE]),
            neighbours: self.share(from_ref(&(PICTURE..self.before.len()))),
        }
    }

    /// `||after - before|| / ||before||` over some cells.
    fn share(&self, cells: &[Range<usize>]) -> f64 {
        let [mut moved, mut size] = [0.0f64; 2];
        for i in cells.iter().cloned().flatten() {
            let (before, after) = (f64::from(self.before[i]), f64::from(self.after[i]));
            moved += (after - before) * (after - before);
            size += before * before;
        }
        (moved / size).sqrt()
    }
}

impl Network {
    /// The lab's convolutional network as it starts from this seed, and the first held-out digits.
    ///
    /// # Errors
    /// What the lab's network itself would be refused for.
    pub fn new(seed: u32) -> Result<Self, session::StartError> {
        let run = RunSpec { net: NetKind::Cnn, init: Initializer::He, seed, ..RunSpec::default() };
        let dataset = data::load(DataSet::Digits, seed);
        let mut net = session::net(&run, &dataset)?;
        net.initialize(run.init.init(run.std), run.dist, &mut generator(seed, Stream::Weights));
        let values = |param: Option<&nn::optim::Param>| param.map_or(Vec::new(), |param| param.value.clone());
        let params = &net.layers()[0].params;
        let scaler = Scaler::fit(dataset.x.view(), &dataset.train, Scaling::Standard, true);
        let rows = &dataset.held_out[..PICTURES];
        let mut x = vec![0.0; PICTURES * PIXELS];
        for (row, out) in rows.iter().zip(x.chunks_exact_mut(PIXELS)) {
            scaler.apply(dataset.x.row(*row as usize).iter().copied(), out);
        }
        let mut network = Self {
            labels: rows.iter().map(|row| dataset.labels[*row as usize]).collect(),
            x,
            conv: Conv::new(Moves::same(3), [1, SIDE, SIDE], [CHANNELS, 1, 3, 3])?,
            weight: values(params.weights().map(nn::net::Weights::drawn)),
            bias: values(params.bias()),
            out: Vec::new(),
            before: Default::default(),
        };
        network.out = network.convolve(&network.x);
        network.before = METHODS.map(|method| normalize(method, &network.out));
        Ok(network)
    }

    fn convolve(&self, x: &[f32]) -> Vec<f32> {
        let mut out = vec![0.0; x.len() / PIXELS * PICTURE];
        self.conv.forward(x, &self.weight, &self.bias, &mut Scratch::default(), &mut out);
        out
    }

    /// The first picture as the network reads it, changed.
    pub fn picture(&self, spec: ContrastSpec) -> Vec<f32> {
        self.x[..PIXELS].iter().map(|x| spec.scale * x - spec.shift).collect()
    }

    /// What each of [`METHODS`] makes of the batch before and after the change.
    pub fn normalized(&self, spec: ContrastSpec) -> [Normalized; METHODS.len()] {
        let out = self.changed(spec);
        std::array::from_fn(|i| Normalized { before: self.before[i].clone(), after: normalize(METHODS[i], &out) })
    }

    /// What the convolution alone makes of it.
    pub fn convolved(&self, spec: ContrastSpec) -> Normalized {
        Normalized { before: self.out.clone(), after: self.changed(spec) }
    }

    /// `[N, C, H, W]` of the batch with the first picture changed.
    fn changed(&self, spec: ContrastSpec) -> Vec<f32> {
        let mut out = self.out.clone();
        let own = self.convolve(&self.picture(spec));
        out[..PICTURE].copy_from_slice(&own);
        let at = spec.channel as usize * CHANNEL;
        out[at..at + CHANNEL].iter_mut().for_each(|v| *v *= spec.gain);
        out
    }
}

/// The values normalized by their own statistics, `gamma` 1 and `beta` 0.
fn normalize(method: Norm, x: &[f32]) -> Vec<f32> {
    let Some(norm) = method.activation(GROUPS, LayerAxes::Chw) else { return x.to_vec() };
    let (gamma, beta) = (vec![1.0; norm.gamma_count(SHAPE)], vec![0.0; norm.beta_count(SHAPE)]);
    let (mut running, mut stats, mut y) = (Running::new(&norm, SHAPE), Stats::default(), vec![0.0; x.len()]);
    norm::forward(
        &norm,
        Input { shape: SHAPE, x, gamma: &gamma, beta: &beta },
        Mode::Train,
        &mut running,
        &mut stats,
        &mut y,
    );
    y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::session::Session;

    #[test]
    fn the_convolution_is_the_labs_own() {
        for seed in 1..4 {
            let network = Network::new(seed).unwrap();
            let run = Config::from_query(&format!("net=cnn&act=relu&init=he&seed={seed}")).0.run;
            let cells = Session::new(&run).unwrap().cube_tensors().unwrap();
            assert_eq!(cells.shape, SHAPE);
            assert!(network.out == cells.x, "seed {seed}");
        }
    }

    const AS_IT_WAS: ContrastSpec = ContrastSpec { scale: 1.0, shift: 0.0, gain: 1.0, channel: 5 };

    /// For three seeds what moves, in the order of [`METHODS`]: batch, layer, instance, group.
    fn moved(spec: ContrastSpec) -> Vec<[Moved; METHODS.len()]> {
        let of = |seed| Network::new(seed).unwrap().normalized(spec).map(|one| one.moved(spec.channel as usize));
        let all: Vec<_> = (1..4).map(of).collect();
        all.iter().for_each(|moved| println!("{moved:.5?}"));
        all
    }

    #[test]
    fn what_is_not_changed_does_not_move() {
        for one in moved(AS_IT_WAS).into_iter().flatten() {
            assert_eq!([one.picture, one.channel, one.others, one.neighbours], [0.0; 4]);
        }
    }

    #[test]
    fn a_quarter_of_the_contrast_is_taken_away_by_all_but_batch_norm_which_hands_it_to_the_neighbours() {
        for [batch, layer, instance, group] in moved(ContrastSpec { scale: 0.25, ..AS_IT_WAS }) {
            for one in [layer, instance, group] {
                assert!(one.picture < 0.001 && one.neighbours == 0.0, "{one:?}");
            }
            assert!(batch.picture > 0.7 && batch.neighbours > 0.02, "{batch:?}");
        }
        for [batch, ..] in moved(ContrastSpec { scale: 2.0, ..AS_IT_WAS }) {
            assert!(batch.picture > 0.7 && batch.neighbours > 0.07, "{batch:?}");
        }
    }

    #[test]
    fn only_instance_norm_takes_away_one_channels_gain_and_layer_and_group_norm_hand_it_to_other_channels() {
        for channel in 0..CHANNELS as u32 {
            for [batch, layer, instance, group] in moved(ContrastSpec { gain: 3.0, channel, ..AS_IT_WAS }) {
                assert!(instance.picture < 0.001, "{instance:?}");
                for one in [batch, layer, group] {
                    assert!(one.picture > 0.1 && one.channel > 0.1, "{one:?}");
                }
                assert!(layer.others > 0.01 && group.others > 0.01, "{layer:?} {group:?}");
                assert!(batch.others == 0.0 && batch.neighbours > 0.01, "{batch:?}");
                assert!(layer.neighbours == 0.0 && group.neighbours == 0.0);
            }
        }
    }

    #[test]
    fn group_norm_hands_the_gain_to_its_own_group_alone() {
        let all = Network::new(1).unwrap().normalized(ContrastSpec { gain: 3.0, ..AS_IT_WAS });
        let group = METHODS.iter().position(|method| *method == Norm::Group).unwrap();
        for channel in 0..CHANNELS {
            let [before, after] = all[group].channel(0, channel);
            assert_eq!(before != after, (4..8).contains(&channel), "channel {channel}");
        }
    }

    /// What stays of a brightness under instance norm is the edge's doing: there the kernel reads the padding's zeros.
    #[test]
    fn brightness_is_halved_by_instance_norm_and_would_be_gone_without_the_edge() {
        for [batch, layer, instance, group] in moved(ContrastSpec { shift: 0.5, ..AS_IT_WAS }) {
            for one in [batch, layer, group] {
                assert!(instance.picture < 0.6 * one.picture, "{instance:?} {one:?}");
            }
            assert!(instance.picture > 0.1, "{instance:?}");
        }
        let network = Network::new(1).unwrap();
        let out = network.convolved(ContrastSpec { shift: 0.5, ..AS_IT_WAS });
        for channel in 0..CHANNELS {
            let [before, after] = out.channel(0, channel);
            let inside = (1..SIDE - 1).flat_map(|h| (1..SIDE - 1).map(move |w| h * SIDE + w));
            let by: Vec<f32> = inside.map(|at| after[at] - before[at]).collect();
            assert!(by.iter().all(|v| (v - by[0]).abs() < 1e-5), "one number all over the inside: {by:?}");
        }
    }

    #[test]
    fn a_picture_without_contrast_and_a_silent_channel_stay_what_they_are() {
        for all in moved(ContrastSpec { scale: 0.0, ..AS_IT_WAS }) {
            assert!(all.iter().all(|one| (one.picture - 1.0).abs() < 0.01), "{all:?}");
        }
        for [_, _, instance, _] in moved(ContrastSpec { gain: 0.0, ..AS_IT_WAS }) {
            assert!((instance.channel - 1.0).abs() < 1e-6 && instance.others == 0.0, "{instance:?}");
        }
    }
}
