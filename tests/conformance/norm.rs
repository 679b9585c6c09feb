//! `norm/`: activations normalized as PyTorch defines it, and weight normalization.

use super::case::{Case, Failure, Outcome, Outputs, outputs, put, refuse};
use super::layers::{Linear, affine_layer};
use super::shapes::{cube, rows};
use unit_variance::nn::norm::{
    self, Affine, Gradients, Input, LayerAxes, Mode, Norm, Normalization, Running, Stats, Workspace,
};
use unit_variance::nn::reduce::Reduction;
use unit_variance::nn::weight_norm;

pub fn runner(op: &str) -> Option<fn(&Case) -> Outcome> {
    Some(match op {
        "batch_norm" => batch_norm,
        "batch_norm_sequence" => batch_norm_sequence,
        "mean_only_batch_norm" => mean_only_batch_norm,
        "group_norm" => group_norm,
        "instance_norm" => instance_norm,
        "layer_norm" => layer_norm,
        "rms_norm" => rms_norm,
        "weight_norm" => weight_norm_layer,
        "weight_norm_mean_only_bn" => weight_norm_layer,
        "weight_norm_data_init" => weight_norm_data_init,
        _ => return None,
    })
}

/// A row of the library's table with the case's own eps.
pub fn row(norm: Norm, groups: usize, eps: f64) -> Normalization {
    let row = norm.activation(groups, LayerAxes::Chw).expect("a normalization of activations");
    Normalization { eps, ..row }
}

/// One normalization of one array, forward and backward.
pub struct Run {
    pub norm: Normalization,
    pub shape: [usize; 4],
    pub x: Vec<f32>,
    pub gamma: Vec<f32>,
    pub beta: Vec<f32>,
    pub stats: Stats,
}

impl Run {
    /// Reads gamma and beta; where neither is given there is no affine part.
    pub fn new(case: &Case, norm: Normalization, shape: [usize; 4], names: [&str; 3]) -> Result<Run, Failure> {
        let [x, gamma, beta] = names;
        let given = case.has(gamma) || case.has(beta);
        let norm = Normalization { affine: if given { norm.affine } else { Affine::None }, ..norm };
        norm.reduction.check(shape)?;
        let gamma = case.f32_or(gamma, norm.gamma_count(shape), 1.0);
        let beta = case.f32_or(beta, norm.beta_count(shape), 0.0);
        let expected = (norm.gamma_count(shape), norm.beta_count(shape));
        if (gamma.len().max(expected.0), beta.len()) != (expected.0, expected.1) && expected.1 > 0 {
            return refuse(format!("{} weights and {} biases for {shape:?}", gamma.len(), beta.len()));
        }
        Ok(Run { norm, shape, x: case.f32(x), gamma, beta, stats: Stats::default() })
    }

    fn input(&self) -> Input<'_> {
        Input { shape: self.shape, x: &self.x, gamma: &self.gamma, beta: &self.beta }
    }

    pub fn forward(&mut self, mode: Mode, running: &mut Running) -> Vec<f32> {
        let (mut y, mut stats) = (vec![0.0; self.x.len()], Stats::default());
        norm::forward(&self.norm, self.input(), mode, running, &mut stats, &mut y);
        self.stats = stats;
        y
    }

    /// `dx`, `dgamma`, `dbeta`.
    pub fn backward(&self, dy: &[f32]) -> [Vec<f32>; 3] {
        let [mut dx, mut dgamma, mut dbeta] = [&self.x, &self.gamma, &self.beta].map(|like| vec![0.0; like.len()]);
        let out = Gradients { dx: &mut dx, dgamma: &mut dgamma, dbeta: &mut dbeta };
        norm::backward(&self.norm, self.input(), &self.stats, dy, &mut Workspace::default(), out);
        [dx, dgamma, dbeta]
    }

    /// The outputs of a case that names its parameters as PyTorch does.
    fn outputs(mut self, case: &Case, mode: Mode, running: &mut Running) -> Outputs {
        let y = self.forward(mode, running);
        let mut all = outputs([("y", &y)]);
        if case.has("dy") {
            let [dx, dgamma, dbeta] = self.backward(&case.f32("dy"));
            [("dx", dx), ("dweight", dgamma), ("dbias", dbeta)].iter().for_each(|(name, d)| put(&mut all, name, d));
        }
        all.insert("batch_mean".to_owned(), self.stats.mean);
        all.insert("batch_var".to_owned(), self.stats.var);
        all
    }
}

fn with_running(all: &mut Outputs, running: Running, suffix: &str) {
    all.insert(format!("running_mean{suffix}"), running.mean);
    all.insert(format!("running_var{suffix}"), running.var);
}

fn mode(case: &Case) -> Mode {
    if case.flag("training") { Mode::Train } else { Mode::Eval }
}

fn batch_row(case: &Case, norm: Norm) -> Normalization {
    let row = row(norm, 1, case.number_or("eps", 1e-5));
    Normalization { momentum: case.optional("momentum"), ..row }
}

/// The running statistics that the case starts from.
fn running(case: &Case, norm: &Normalization, shape: [usize; 4]) -> Result<Running, Failure> {
    let mut running = Running::new(norm, shape);
    for (name, values) in [("running_mean", &mut running.mean), ("running_var", &mut running.var)] {
        if case.has(name) {
            if case.shape(name) != [values.len()] {
                return refuse(format!("{name} {:?} for the channels of {shape:?}", case.shape(name)));
            }
            values.clone_from(&case.array(name).data);
        }
    }
    Ok(running)
}

fn batch_norm(case: &Case) -> Outcome {
    let shape = cube(case.shape("x"))?;
    let mut norm = batch_row(case, Norm::Batch);
    // Without running statistics PyTorch uses the batch's in both modes.
    norm.running = mode(case) == Mode::Train || case.has("running_mean");
    Norm::Batch.check(&norm, shape, if norm.running { mode(case) } else { Mode::Train })?;
    let mut running = running(case, &norm, shape)?;
    let run = Run::new(case, norm, shape, ["x", "weight", "bias"])?;
    let mut all = run.outputs(case, mode(case), &mut running);
    with_running(&mut all, running, "");
    Ok(all)
}

fn batch_norm_sequence(case: &Case) -> Outcome {
    let norm = batch_row(case, Norm::Batch);
    let mut running = running(case, &norm, cube(case.shape("x0"))?)?;
    let mut all = Outputs::new();
    let count = (0..).take_while(|i| case.has(&format!("x{i}"))).count();
    for (name, mode) in (0..count).map(|i| (i.to_string(), Mode::Train)).chain([("_eval".to_owned(), Mode::Eval)]) {
        let x = format!("x{name}");
        if !case.has(&x) {
            continue;
        }
        let shape = cube(case.shape(&x))?;
        Norm::Batch.check(&norm, shape, mode)?;
        let mut run = Run::new(case, norm, shape, [&x, "weight", "bias"])?;
        put(&mut all, &format!("y{name}"), &run.forward(mode, &mut running));
        with_running(&mut all, running.clone(), &name);
    }
    Ok(all)
}

fn mean_only_batch_norm(case: &Case) -> Outcome {
    let shape = cube(case.shape("x"))?;
    let norm = batch_row(case, Norm::MeanBatch);
    let mut running = running(case, &norm, shape)?;
    let run = Run::new(case, norm, shape, ["x", "weight", "bias"])?;
    let mut all = run.outputs(case, mode(case), &mut running);
    with_running(&mut all, running, "");
    Ok(all)
}

fn per_example(case: &Case, norm: Norm, groups: usize) -> Outcome {
    let shape = cube(case.shape("x"))?;
    let row = row(norm, groups, case.number_or("eps", 1e-5));
    norm.check(&row, shape, Mode::Train)?;
    Ok(Run::new(case, row, shape, ["x", "weight", "bias"])?.outputs(case, Mode::Train, &mut Running::default()))
}

fn group_norm(case: &Case) -> Outcome {
    per_example(case, Norm::Group, case.number("num_groups") as usize)
}

fn instance_norm(case: &Case) -> Outcome {
    per_example(case, Norm::Instance, 1)
}

/// Layer and RMS norm: over the last axes of any array, with a weight for each of their cells.
fn last_axes(case: &Case, norm: Norm) -> Outcome {
    let shape = case.shape("x");
    let axes: Vec<usize> = case.list("normalized_shape", 1, 0).iter().map(|&len| len as usize).collect();
    if !shape.ends_with(&axes) {
        return refuse(format!("normalized_shape {axes:?} is not the end of {shape:?}"));
    }
    // PyTorch's rms_norm without an eps uses the smallest step of the type.
    let eps = case.number_or("eps", if norm == Norm::Rms { f64::from(f32::EPSILON) } else { 1e-5 });
    let row = Normalization { affine: Affine::PerElement, ..row(norm, 1, eps) };
    let run = Run::new(case, row, rows(shape, shape.len() - axes.len())?, ["x", "weight", "bias"])?;
    Ok(run.outputs(case, Mode::Train, &mut Running::default()))
}

fn layer_norm(case: &Case) -> Outcome {
    last_axes(case, Norm::Layer)
}

fn rms_norm(case: &Case) -> Outcome {
    last_axes(case, Norm::Rms)
}

/// One length per unit of `dim`, or for the whole tensor.
fn reduction(case: &Case) -> Result<Reduction, Failure> {
    match case.optional("dim").map(|dim| dim as i64) {
        None => Ok(weight_norm::WHOLE),
        Some(0) => Ok(weight_norm::PER_OUTPUT),
        Some(1) => Ok(weight_norm::PER_INPUT),
        Some(dim) if dim == -(case.shape("v").len() as i64) => Ok(weight_norm::PER_OUTPUT),
        Some(-1) if case.shape("v").len() == 2 => Ok(weight_norm::PER_INPUT),
        Some(_) => Err(Failure::NotOffered("a length per place of the kernel: dim 0, 1 or none")),
    }
}

fn weight_norm_layer(case: &Case) -> Outcome {
    let over = reduction(case)?;
    let layer = affine_layer(case, "v")?;
    let shape = layer.weight_shape();
    let (g, v, x) = (case.f32("g"), case.f32("v"), case.f32("x"));
    let (mut lengths, mut w) = (Vec::new(), vec![0.0; v.len()]);
    weight_norm::forward(over, shape, &g, &v, &mut lengths, &mut w);
    let mean_only = case.op == "weight_norm_mean_only_bn";
    let bias = if mean_only { Vec::new() } else { case.f32_or("bias", shape[0], 0.0) };
    let t = layer.forward(&x, &w, &bias);
    let mut all = outputs([("w", &w), ("y", &t)]);
    let mut centre = mean_only.then(|| {
        let (norm, shape) = (row(Norm::WeightMeanBatch, 1, 0.0), layer.out_shape());
        Run { norm, shape, x: t.clone(), gamma: vec![], beta: case.f32("bias"), stats: Stats::default() }
    });
    if let Some(run) = &mut centre {
        let mut running = Running::new(&run.norm, run.shape);
        put(&mut all, "y", &run.forward(Mode::Train, &mut running));
    }
    if !case.has("dy") {
        return Ok(all);
    }
    let mut dy = case.f32("dy");
    if let Some(run) = &centre {
        let [dx, _, dbias] = run.backward(&dy);
        dy = dx;
        put(&mut all, "dbias", &dbias);
    }
    let [dx, dw, dbias] = layer.backward(&x, &w, &dy);
    if !mean_only {
        put(&mut all, "dbias", &dbias);
    }
    let (mut dg, mut dv) = (vec![0.0; g.len()], dw);
    let out = weight_norm::Gradients { dg: &mut dg, dv: &mut dv };
    weight_norm::backward(over, shape, (&g, &v), &lengths, &mut Vec::new(), out);
    [("dx", dx), ("dg", dg), ("dv", dv)].iter().for_each(|(name, values)| put(&mut all, name, values));
    Ok(all)
}

fn weight_norm_data_init(case: &Case) -> Outcome {
    let layer: Linear = affine_layer(case, "v")?;
    let (v, x) = (case.f32("v"), case.f32("x"));
    let (mut lengths, mut w, units) = (Vec::new(), vec![0.0; v.len()], layer.weight_shape()[0]);
    let over = weight_norm::PER_OUTPUT;
    weight_norm::forward(over, layer.weight_shape(), &vec![1.0; units], &v, &mut lengths, &mut w);
    let (mut g, mut bias) = (vec![0.0; units], vec![0.0; units]);
    let t = layer.forward(&x, &w, &[]);
    weight_norm::data_init(layer.out_shape(), &t, case.number_or("target_std", 1.0), &mut g, &mut bias);
    weight_norm::forward(over, layer.weight_shape(), &g, &v, &mut lengths, &mut w);
    Ok(outputs([("g", &g), ("bias", &bias), ("y", &layer.forward(&x, &w, &bias))]))
}
