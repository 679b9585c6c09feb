//! `onnx/`: the operators as ONNX defines them, on the same engine functions. Inputs and outputs are named in the notes.

use super::case::{Array, Case, Failure, Outcome, Outputs, put, refuse};
use super::norm::{Run, row};
use super::onnx_products;
use super::shapes::{along, around, broadcast, cube, image, rows};
use unit_variance::nn::act::{Act, SELU_ALPHA, SELU_SCALE};
use unit_variance::nn::conv::{self, Conv, Moves};
use unit_variance::nn::kernel::sum::sum;
use unit_variance::nn::norm::{Affine, Mode, Norm, Normalization, Running, Stats};
use unit_variance::nn::reduce::{Axis, AxisSet, Reduction};
use unit_variance::nn::{loss, weight_norm};

pub fn runner(op: &str) -> Option<fn(&Case) -> Outcome> {
    Some(match op {
        "BatchNormalization" => batch_normalization,
        "InstanceNormalization" => instance_normalization,
        "GroupNormalization" => group_normalization,
        "LayerNormalization" => |case| last_axes(case, Norm::Layer),
        "RMSNormalization" => |case| last_axes(case, Norm::Rms),
        "MeanVarianceNormalization" => mean_variance_normalization,
        "LpNormalization" => lp_normalization,
        "Conv" => convolution,
        "GlobalAveragePool" => global_average_pool,
        "Gemm" => onnx_products::gemm,
        "MatMul" => onnx_products::mat_mul,
        "Softmax" => |case| softmax(case, loss::softmax),
        "LogSoftmax" => |case| softmax(case, loss::log_softmax),
        "SoftmaxCrossEntropyLoss" => softmax_cross_entropy,
        "Relu" | "LeakyRelu" | "Sigmoid" | "Tanh" | "Elu" | "Selu" | "Softplus" | "Gelu" | "Identity" => activation,
        _ => return None,
    })
}

/// The names that the notes list after `key`, in the operator's order.
fn order<'a>(case: &'a Case, key: &str) -> Vec<&'a str> {
    let list = case.notes.split(key).nth(1).unwrap_or_default();
    list.split(';').next().unwrap_or_default().split(',').map(str::trim).collect()
}

fn name_in(case: &Case, at: usize) -> &str {
    order(case, "input_order:").get(at).copied().unwrap_or_default()
}

/// The operator's input number `at`, if given.
pub fn input(case: &Case, at: usize) -> Option<&Array> {
    case.inputs.get(name_in(case, at))
}

pub fn needed(case: &Case, at: usize) -> Result<&Array, Failure> {
    input(case, at).ok_or_else(|| Failure::Wrong(format!("input {at} is missing")))
}

/// The outputs in the operator's order; what the case does not ask for is left out.
pub fn named(case: &Case, values: &[&[f32]]) -> Outputs {
    let mut all = Outputs::new();
    order(case, "output_order:").iter().zip(values).for_each(|(name, values)| put(&mut all, name, values));
    all
}

fn narrow(values: &[f64]) -> Vec<f32> {
    values.iter().map(|&value| value as f32).collect()
}

/// Normalizes input 0 with inputs 1 and 2 as gamma and beta.
fn normalize(case: &Case, norm: Normalization, shape: [usize; 4]) -> Result<Run, Failure> {
    Run::new(case, norm, shape, [name_in(case, 0), name_in(case, 1), name_in(case, 2)])
}

fn batch_normalization(case: &Case) -> Outcome {
    let shape = cube(&needed(case, 0)?.shape)?;
    let norm = row(Norm::Batch, 1, case.number_or("epsilon", 1e-5));
    let mut running = Running::new(&norm, shape);
    let [mean, var] = [needed(case, 3)?, needed(case, 4)?].map(|array| array.data.clone());
    (running.mean, running.var) = (mean.clone(), var.clone());
    let mut run = normalize(case, norm, shape)?;
    if !case.flag("training_mode") {
        return Ok(named(case, &[&run.forward(Mode::Eval, &mut running)]));
    }
    let y = run.forward(Mode::Train, &mut running);
    // ONNX keeps `momentum` of the old value, and of the biased variance.
    let keep = case.number_or("momentum", 0.9);
    let blend = |old: &[f64], new: &[f64]| -> Vec<f32> {
        old.iter().zip(new).map(|(old, new)| (keep * old + (1.0 - keep) * new) as f32).collect()
    };
    Ok(named(case, &[&y, &blend(&mean, &run.stats.mean), &blend(&var, &run.stats.var)]))
}

fn instance_normalization(case: &Case) -> Outcome {
    let norm = row(Norm::Instance, 1, case.number_or("epsilon", 1e-5));
    let mut run = normalize(case, norm, cube(&needed(case, 0)?.shape)?)?;
    Ok(named(case, &[&run.forward(Mode::Train, &mut Running::default())]))
}

fn group_normalization(case: &Case) -> Outcome {
    let shape = cube(&needed(case, 0)?.shape)?;
    let groups = case.number("num_groups") as usize;
    let norm = row(Norm::Group, groups, case.number_or("epsilon", 1e-5));
    norm.reduction.check(shape)?;
    let mut run = normalize(case, Normalization { affine: Affine::None, ..norm }, shape);
    if let Ok(run) = &mut run {
        // Before version 21 there was one scale and bias per group.
        let spread = |array: &Array| -> Vec<f32> {
            let each = shape[1] / array.data.len();
            array.f32().iter().flat_map(|&value| std::iter::repeat_n(value, each)).collect()
        };
        run.norm.affine = Affine::PerChannel;
        (run.gamma, run.beta) = (spread(needed(case, 1)?), spread(needed(case, 2)?));
    }
    Ok(named(case, &[&run?.forward(Mode::Train, &mut Running::default())]))
}

/// Layer and RMS normalization: statistics over all axes from `axis` on.
fn last_axes(case: &Case, norm: Norm) -> Outcome {
    let x = needed(case, 0)?;
    let shape = rows(&x.shape, case.axis(x.shape.len(), -1))?;
    let norm = Normalization { affine: Affine::PerElement, ..row(norm, 1, case.number_or("epsilon", 1e-5)) };
    // A scale that broadcasts along the row is written out.
    let row = &x.shape[case.axis(x.shape.len(), -1)..];
    let fit =
        |array: Option<&Array>, default: f32| array.map_or(Ok(vec![default; shape[1]]), |array| broadcast(array, row));
    let mut run = Run { norm, shape, x: x.f32(), gamma: vec![], beta: vec![], stats: Stats::default() };
    run.gamma = fit(input(case, 1), 1.0)?;
    if norm.centre {
        run.beta = fit(input(case, 2), 0.0)?;
    }
    let y = run.forward(Mode::Train, &mut Running::default());
    Ok(named(case, &[&y, &narrow(&run.stats.mean), &narrow(&run.stats.inv_std)]))
}

/// `(x - mean) / (std + 1e-9)` over any axes: the statistics are the library's, ONNX's divisor is not.
fn mean_variance_normalization(case: &Case) -> Outcome {
    let x = needed(case, 0)?;
    let shape = image(&x.shape)?;
    let given = case.attributes["axes"].as_array().map(|_| case.list("axes", 0, 0)).unwrap_or_else(|| vec![0, 2, 3]);
    let rank = x.shape.len() as i64;
    let axes: Vec<Axis> = given.iter().map(|&axis| Axis::ALL[axis.rem_euclid(rank) as usize]).collect();
    let reduction = Reduction { axes: AxisSet::new(&axes), groups: 1 };
    let mut stats = Stats::default();
    stats.measure_centred(reduction, shape, &x.f32());
    let [_, c, h, w] = shape;
    let y = x.data.iter().enumerate().map(|(i, x)| {
        let stat = reduction.stat_of(shape, [i / (c * h * w), i / (h * w) % c, i / w % h, i % w]);
        ((x - stats.mean[stat]) / (stats.var[stat].sqrt() + 1e-9)) as f32
    });
    Ok(named(case, &[&y.collect::<Vec<f32>>()]))
}

/// `x / ||x||` along one axis: weight normalization with g = 1. For p = 1 the oracle (ONNX's reference evaluator)
/// divides by the sum of x itself, without magnitudes; where no x is negative that is the norm.
fn lp_normalization(case: &Case) -> Outcome {
    let x = needed(case, 0)?;
    let axis = case.axis(x.shape.len(), -1);
    let (over, cube, x_shape, x) = (Reduction::over(&[Axis::C]), around(&x.shape, axis), &x.shape, x.f32());
    let mut y = match case.number_or("p", 2.0) as i64 {
        1 => along(&x, x_shape, axis, |rows, len, out| {
            for (row, out) in rows.chunks_exact(len).zip(out.chunks_exact_mut(len)) {
                let total = sum(row);
                out.iter_mut().zip(row).for_each(|(out, x)| *out = (f64::from(*x) / total) as f32);
            }
        }),
        2 => {
            let (mut y, ones) = (vec![0.0; x.len()], vec![1.0; over.stat_count(cube)]);
            weight_norm::forward(over, cube, &ones, &x, &mut Vec::new(), &mut y);
            y
        }
        p => return refuse(format!("p = {p}")),
    };
    // ONNX leaves a zero vector at zero.
    y.iter_mut().zip(&x).filter(|(y, x)| y.is_nan() && **x == 0.0).for_each(|(y, _)| *y = 0.0);
    Ok(named(case, &[&y]))
}

fn convolution(case: &Case) -> Outcome {
    let (x, w) = (needed(case, 0)?, needed(case, 1)?);
    if x.shape.len() > 4 {
        return Err(Failure::NotOffered("convolution over three axes of space"));
    }
    let (space, [n, c, height, width], kernel) = (x.shape.len() - 2, image(&x.shape)?, image(&w.shape)?);
    let pair = |name: &str| -> [usize; 2] {
        let list = case.list(name, 2, 1);
        std::array::from_fn(|axis| if axis < space { list[axis] as usize } else { 1 })
    };
    let (stride, dilation) = (pair("strides"), pair("dilations"));
    let groups = case.number_or("group", 1.0) as usize;
    let given = case.list("pads", 4, 0);
    let pads = match case.text("auto_pad") {
        "" | "NOTSET" if space == 1 => [given[0] as usize, 0, given[1] as usize, 0],
        "" | "NOTSET" => std::array::from_fn(|side| given[side] as usize),
        "VALID" => [0; 4],
        auto @ ("SAME_UPPER" | "SAME_LOWER") => {
            let mut pads = [0; 4];
            for (axis, len) in [height, width].into_iter().enumerate() {
                let reach = dilation[axis] * (kernel[2 + axis] - 1) + 1;
                let total = ((len.div_ceil(stride[axis]) - 1) * stride[axis] + reach).saturating_sub(len);
                let before = if auto == "SAME_UPPER" { total / 2 } else { total.div_ceil(2) };
                (pads[axis], pads[axis + 2]) = (before, total - before);
            }
            pads
        }
        other => return refuse(format!("auto_pad {other}")),
    };
    let conv = Conv::new(Moves { stride, pads, dilation, groups }, [c, height, width], kernel)?;
    let mut y = vec![0.0; n * conv.out_shape().iter().product::<usize>()];
    let bias = input(case, 2).map(Array::f32).unwrap_or_default();
    conv.forward(&x.f32(), &w.f32(), &bias, &mut conv::Scratch::default(), &mut y);
    Ok(named(case, &[&y]))
}

fn global_average_pool(case: &Case) -> Outcome {
    let x = needed(case, 0)?;
    let [n, c, area, _] = cube(&x.shape)?;
    let mut y = vec![0.0; n * c];
    conv::global_avg_pool(&x.f32(), area, &mut y);
    Ok(named(case, &[&y]))
}

fn softmax(case: &Case, f: fn(&[f32], usize, &mut [f32])) -> Outcome {
    let x = needed(case, 0)?;
    let y = along(&x.f32(), &x.shape, case.axis(x.shape.len(), -1), f);
    Ok(named(case, &[&y]))
}

/// Per example or place: `-w[label] log_softmax(x)[label]`, then reduced; labels of `ignore_index` count nothing.
fn softmax_cross_entropy(case: &Case) -> Outcome {
    let (x, labels) = (needed(case, 0)?, needed(case, 1)?);
    let [_, classes, places, _] = around(&x.shape, 1);
    let log_prob = along(&x.f32(), &x.shape, 1, loss::log_softmax);
    let weights = input(case, 2).map_or(vec![1.0; classes], |weights| weights.data.clone());
    let ignored = case.optional("ignore_index").map(|index| index as i64);
    let (mut losses, mut total) = (Vec::new(), 0.0);
    for (i, &label) in labels.data.iter().enumerate() {
        if Some(label as i64) == ignored {
            losses.push(0.0);
            continue;
        }
        let label = label as usize;
        let at = (i / places * classes + label) * places + i % places;
        losses.push(-weights[label] * f64::from(log_prob[at]));
        total += weights[label];
    }
    let all: f64 = losses.iter().sum();
    let loss = match case.text("reduction") {
        "none" => losses,
        "sum" => vec![all],
        _ => vec![all / total],
    };
    if case.text("reduction") == "mean" && places == 1 && input(case, 2).is_none() && ignored.is_none() {
        let mut dx = vec![0.0; log_prob.len()];
        let own = loss::softmax_cross_entropy(&x.f32(), &labels.labels(), classes, &mut dx);
        return Ok(named(case, &[&[own], &log_prob]));
    }
    Ok(named(case, &[&narrow(&loss), &log_prob]))
}

fn activation(case: &Case) -> Outcome {
    let x = needed(case, 0)?.f32();
    let alpha = |default: f64| case.number_or("alpha", default);
    let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
    let (act, scale) = match case.op.as_str() {
        "Relu" => (Act::Relu, 1.0),
        "LeakyRelu" => (Act::LeakyRelu(alpha(0.01) as f32), 1.0),
        "Sigmoid" => (Act::Sigmoid, 1.0),
        "Tanh" => (Act::Tanh, 1.0),
        "Softplus" => (Act::Softplus, 1.0),
        "Elu" => (Act::Elu(alpha(1.0) as f32), 1.0),
        "Gelu" if matches!(case.text("approximate"), "" | "none") => (Act::Gelu, 1.0),
        "Gelu" => return Err(Failure::NotOffered("GELU by its tanh approximation")),
        // SELU's constants are part of its definition; ONNX lets them vary, which is a scaled ELU.
        "Selu" => match (alpha(SELU_ALPHA), case.number_or("gamma", SELU_SCALE)) {
            (alpha, gamma) if near(alpha, SELU_ALPHA) && near(gamma, SELU_SCALE) => (Act::Selu, 1.0),
            (alpha, gamma) => (Act::Elu(alpha as f32), gamma as f32),
        },
        _ => (Act::Linear, 1.0),
    };
    let mut y = vec![0.0; x.len()];
    act.forward(&x, &mut y);
    y.iter_mut().for_each(|y| *y *= scale);
    Ok(named(case, &[&y]))
}
