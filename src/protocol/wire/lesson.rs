//! The lesson's numbers on the wire: which fields they have. What each means is said where it is defined.

use super::{Packet, Reader, Wire, wire};
use ::lesson::choice::{Choice, DataSet, Initializer, NetKind, Opt, Scaling, Skip, Start};
use ::lesson::config::RunSpec;
use ::lesson::cube::CubeTensors;
use ::lesson::histogram::{Bins, Histogram};
use ::lesson::neighbours::Neighbours;
use ::lesson::readings::{AtLayer, CLASSES, Readings};
use ::lesson::session::{RunError, StartError};
use ::lesson::smoothness::{Measured, RATES};
use ::lesson::snapshot::{
    Divergence, HeldOut, InputStats, LayerStats, Layers, Moments, Part, Predictions, Snapshot, Spread, Wanted,
};
use ::nn::act::Act;
use ::nn::init::Dist;
use ::nn::norm::{LayerAxes, Norm};

wire! {
    struct RunSpec {
        init, std, dist, start, act, norm, groups, reading, skip, net, data, scaling, opt, depth, width, batch, lr, seed,
    }
}

/// A choice travels as its place among all that are on offer.
macro_rules! wire_choice {
    ($( $type:ty ),+ $(,)?) => { $(
        impl Wire for $type {
            fn put(&self, out: &mut Packet) {
                // Every value has a key of its own, and every key stands in the list.
                <Self as Choice>::ALL.iter().position(|one| one.key() == self.key()).unwrap_or(usize::MAX).put(out);
            }
            fn get(from: &mut Reader) -> Option<Self> {
                <Self as Choice>::ALL.get(usize::get(from)?).copied()
            }
        }
    )+ };
}

wire_choice!(Initializer, Dist, Start, Act, Norm, LayerAxes, Skip, NetKind, DataSet, Scaling, Opt);

wire! {
    struct Snapshot {
        step, cost, judged, held_out_cost, accuracy, chance, costs, input, layers, divergence, predictions,
    }
}

wire! { struct Wanted { held_out, layers } }

wire! { enum HeldOut { 0 Last; 1 Judge; 2 Predict; } }

wire! { enum Layers { 0 Signal; 1 Verdict; 2 Whole; } }

wire! { struct InputStats { value, across, between, histogram } }

wire! {
    struct LayerStats {
        units, act, across, between, affine, pre, grad, saturated, zero, dead, update_ratio, per_statistic, gamma, beta, batch_statistics,
        running_statistics, predicted_act_std, predicted_grad_std, predicted_spread, act_histogram, grad_histogram, affine_histogram,
        pre_histogram,
    }
}

wire! { struct Spread { act, grad } }

wire! { struct Moments { mean, std } }

wire! { struct Divergence { step, layer, part } }

wire! { enum Part { 0 Activation; 1 Gradient; 2 Cost; 3 Weight; } }

wire! { enum Bins { 0 Linear { low, high, count }; 1 SignedLog; } }

wire! { struct Histogram { bins, counts, under, over, nonfinite } where one_count_per_bin }

wire! { enum Predictions { 0 None; 1 Classes(classes); 2 Plane { side, probability }; } where plane_is_square }

wire! { struct CubeTensors { step, shape, x, gamma, beta, weight_shape, v, g } where tensors_fit }

wire! { struct Neighbours { step, share, labels, running, mixed, shared } where all_are_judged }

wire! { struct Measured { step, accuracy, moved_mean, moved_std, cost, along, turned, alone, together } where every_rate_is_there }

wire! { struct Readings { step, mean_square, layers } }

wire! { struct AtLayer { cosine, spread, between, std, read } where every_pair_is_there }

wire! { enum RunError { 0 Start(error); 1 Stopped(report); 2 Replaced; } }

wire! { enum StartError { 0 Memory(bytes); 1 Network { name, value, reason }; 2 NotConvolutional; 3 NotBatchNormed; 4 NotDense; } }

fn every_rate_is_there(at: &Measured) -> bool {
    at.along.len() == RATES.len() && at.turned.len() == RATES.len()
}

fn every_pair_is_there(at: &AtLayer) -> bool {
    at.between.len() == CLASSES * CLASSES
}

fn one_count_per_bin(h: &Histogram) -> bool {
    h.counts.is_empty() || h.counts.len() == h.bins.count()
}

fn plane_is_square(predictions: &Predictions) -> bool {
    match predictions {
        Predictions::Plane { side, probability } => (*side as usize).checked_pow(2) == Some(probability.len()),
        Predictions::None | Predictions::Classes(_) => true,
    }
}

fn tensors_fit(tensors: &CubeTensors) -> bool {
    let size = |shape: [usize; 4]| shape.iter().try_fold(1_usize, |product, axis| product.checked_mul(*axis));
    size(tensors.shape) == Some(tensors.x.len()) && size(tensors.weight_shape) == Some(tensors.v.len())
}

fn all_are_judged(all: &Neighbours) -> bool {
    [&all.running, &all.mixed, &all.shared].iter().all(|answers| answers.len() == all.labels.len())
}
