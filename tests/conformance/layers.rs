//! `layers/`: affine layers, activation functions, losses.

use super::case::{Case, Failure, Outcome, outputs, put, refuse};
use super::shapes::{along, around, image, swap_last};
use unit_variance::nn::act::Act;
use unit_variance::nn::conv::{self, Conv, Moves};
use unit_variance::nn::{dense, loss};

pub fn runner(op: &str) -> Option<fn(&Case) -> Outcome> {
    Some(match op {
        "linear" | "conv2d" => affine,
        "global_avg_pool" => global_avg_pool,
        "softmax" => softmax,
        "cross_entropy" => cross_entropy,
        "bce_with_logits" => |case| pairwise(case, ["logits", "targets", "dlogits"], loss::logistic),
        "mse_loss" => |case| pairwise(case, ["pred", "target", "dpred"], loss::squared),
        _ if act(op, 0.0).is_some() => activation,
        _ => return None,
    })
}

/// The activation function of this name; `alpha` where it has one.
pub fn act(name: &str, alpha: f64) -> Option<Act> {
    Some(match name {
        "linear" | "identity" => Act::Linear,
        "sigmoid" => Act::Sigmoid,
        "tanh" => Act::Tanh,
        "relu" => Act::Relu,
        "leaky_relu" => Act::LeakyRelu(alpha as f32),
        "gelu" => Act::Gelu,
        "elu" => Act::Elu(alpha as f32),
        "selu" => Act::Selu,
        "silu" => Act::Silu,
        "softplus" => Act::Softplus,
        _ => return None,
    })
}

/// The alpha that PyTorch uses where none is given.
pub fn default_alpha(name: &str) -> f64 {
    if name == "leaky_relu" { 0.01 } else { 1.0 }
}

fn activation(case: &Case) -> Outcome {
    if case.op == "gelu" && !matches!(case.text("approximate"), "" | "none") {
        return Err(Failure::NotOffered("GELU by its tanh approximation"));
    }
    if case.op == "softplus" && case.number_or("beta", 1.0) != 1.0 {
        return Err(Failure::NotOffered("softplus with a beta"));
    }
    let alpha = case.number_or("alpha", case.number_or("negative_slope", default_alpha(&case.op)));
    let Some(act) = act(&case.op, alpha) else { return refuse(case.op.as_str()) };
    let x = case.f32("x");
    let mut y = vec![0.0; x.len()];
    act.forward(&x, &mut y);
    let mut all = outputs([("y", &y)]);
    if case.has("dy") {
        let mut dx = vec![0.0; x.len()];
        act.backward(&x, &y, &case.f32("dy"), &mut dx);
        put(&mut all, "dx", &dx);
    }
    Ok(all)
}

/// A dense layer or a convolution, for inputs of a known number of examples.
pub enum Linear {
    Dense { n: usize, ins: usize, outs: usize },
    Conv { n: usize, conv: Conv },
}

/// The layer that a case describes; `weight` names the input whose shape its weights have.
pub fn affine_layer(case: &Case, weight: &str) -> Result<Linear, Failure> {
    let (x, w) = (case.shape("x"), case.shape(weight));
    let bias = if case.has("bias") { case.shape("bias")[0] } else { w[0] };
    if bias != w[0] {
        return refuse(format!("{bias} biases for weights {w:?}"));
    }
    if w.len() == 2 {
        let (outs, ins) = (w[0], w[1]);
        return match x.split_last() {
            Some((&last, before)) if last == ins => Ok(Linear::Dense { n: before.iter().product(), ins, outs }),
            _ => refuse(format!("inputs {x:?} for weights {w:?}")),
        };
    }
    let pair = |name: &str, default: i64| {
        let list = case.list(name, 2, default);
        [list[0] as usize, list[list.len() - 1] as usize]
    };
    let [down, across] = pair("padding", 0);
    let groups = case.number_or("groups", 1.0) as usize;
    let moves =
        Moves { stride: pair("stride", 1), pads: [down, across, down, across], dilation: pair("dilation", 1), groups };
    let [n, c, h, width] = image(x)?;
    Ok(Linear::Conv { n, conv: Conv::new(moves, [c, h, width], image(w)?)? })
}

impl Linear {
    pub fn weight_shape(&self) -> [usize; 4] {
        match self {
            Linear::Dense { ins, outs, .. } => [*outs, *ins, 1, 1],
            Linear::Conv { conv, .. } => conv.weight_shape(),
        }
    }

    /// As a cube; a dense layer's outputs are channels.
    pub fn out_shape(&self) -> [usize; 4] {
        match self {
            Linear::Dense { n, outs, .. } => [*n, *outs, 1, 1],
            Linear::Conv { n, conv } => {
                let [c, h, w] = conv.out_shape();
                [*n, c, h, w]
            }
        }
    }

    pub fn forward(&self, x: &[f32], w: &[f32], bias: &[f32]) -> Vec<f32> {
        let mut y = vec![0.0; self.out_shape().iter().product()];
        match self {
            Linear::Dense { n, ins, outs, .. } => {
                dense::forward(x, w, bias, [*n, *ins, *outs], &mut y, &mut Default::default());
            }
            Linear::Conv { conv, .. } => conv.forward(x, w, bias, &mut conv::Scratch::default(), &mut y),
        }
        y
    }

    /// `dx`, `dweight`, `dbias`.
    pub fn backward(&self, x: &[f32], w: &[f32], dy: &[f32]) -> [Vec<f32>; 3] {
        let [mut dx, mut dw] = [x, w].map(|like| vec![0.0; like.len()]);
        let mut dbias = vec![0.0; self.weight_shape()[0]];
        match self {
            Linear::Dense { n, ins, outs, .. } => {
                let sizes = [*n, *ins, *outs];
                dense::backward_params(x, dy, sizes, &mut dw, &mut dbias, &mut Default::default());
                dense::backward_input(dy, w, sizes, &mut dx, &mut Default::default());
            }
            Linear::Conv { conv, .. } => {
                let out = conv::Gradients { dx: Some(&mut dx), dweight: &mut dw, dbias: &mut dbias };
                conv.backward((x, w, dy), &mut conv::Scratch::default(), out);
            }
        }
        [dx, dw, dbias]
    }
}

fn affine(case: &Case) -> Outcome {
    let layer = affine_layer(case, "weight")?;
    let (x, w) = (case.f32("x"), case.f32("weight"));
    let bias = if case.has("bias") { case.f32("bias") } else { Vec::new() };
    let y = layer.forward(&x, &w, &bias);
    let mut all = outputs([("y", &y)]);
    if case.has("dy") {
        let [dx, dw, dbias] = layer.backward(&x, &w, &case.f32("dy"));
        [("dx", dx), ("dweight", dw), ("dbias", dbias)].iter().for_each(|(name, d)| put(&mut all, name, d));
    }
    Ok(all)
}

fn global_avg_pool(case: &Case) -> Outcome {
    let [n, c, h, w] = image(case.shape("x"))?;
    let (mut y, mut dx) = (vec![0.0; n * c], vec![0.0; n * c * h * w]);
    conv::global_avg_pool(&case.f32("x"), h * w, &mut y);
    let mut all = outputs([("y", &y)]);
    if case.has("dy") {
        conv::global_avg_pool_backward(&case.f32("dy"), h * w, &mut dx);
        put(&mut all, "dx", &dx);
    }
    Ok(all)
}

fn softmax(case: &Case) -> Outcome {
    let shape = case.shape("x");
    let axis = case.axis(shape.len(), -1);
    let y = along(&case.f32("x"), shape, axis, loss::softmax);
    let mut all = outputs([("y", &y)]);
    if case.has("dy") {
        let [before, len, after, _] = around(shape, axis);
        let [dy, y] = [case.f32("dy"), y].map(|array| swap_last(&array, [before, len, after]));
        let mut dx = vec![0.0; y.len()];
        loss::softmax_backward(&y, &dy, len, &mut dx);
        put(&mut all, "dx", &swap_last(&dx, [before, after, len]));
    }
    Ok(all)
}

fn only_mean(case: &Case) -> Result<(), Failure> {
    match case.text("reduction") {
        "" | "mean" => Ok(()),
        _ => Err(Failure::NotOffered("losses are means over the batch")),
    }
}

fn cross_entropy(case: &Case) -> Outcome {
    only_mean(case)?;
    let (logits, labels) = (case.f32("logits"), case.array("labels").labels());
    let mut dlogits = vec![0.0; logits.len()];
    let classes = case.shape("logits")[1];
    let loss = loss::softmax_cross_entropy(&logits, &labels, classes, &mut dlogits);
    Ok(outputs([("loss", &[loss]), ("dlogits", &dlogits)]))
}

/// A loss between two arrays of one shape.
fn pairwise(case: &Case, [got, want, gradient]: [&str; 3], f: fn(&[f32], &[f32], &mut [f32]) -> f32) -> Outcome {
    only_mean(case)?;
    if case.shape(got) != case.shape(want) {
        return refuse(format!("{:?} against {:?}", case.shape(got), case.shape(want)));
    }
    let x = case.f32(got);
    let mut dx = vec![0.0; x.len()];
    let loss = f(&x, &case.f32(want), &mut dx);
    Ok(outputs([("loss", &[loss]), (gradient, &dx)]))
}
