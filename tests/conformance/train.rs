//! `train/`: whole training runs, step by step.

use super::case::{Array, Case, Failure, Outcome, Outputs, number_in, put};
use super::layers::{act, default_alpha};
use super::norm::row;
use super::optim::optimizer;
use serde_json::Value;
use unit_variance::nn::kernel::sum::Moments;
use unit_variance::nn::loss;
use unit_variance::nn::net::{Activations, Gradients, Net, Spec};
use unit_variance::nn::norm::{Affine, Mode, Norm, Normalization};

pub fn runner(op: &str) -> Option<fn(&Case) -> Outcome> {
    matches!(op, "train_mlp" | "train_cnn").then_some(run as fn(&Case) -> Outcome)
}

/// The names that the case gives to its layers, in the network's order.
struct Layers<'a> {
    names: Vec<&'a str>,
    specs: Vec<Spec>,
}

fn layers(case: &Case) -> Result<Layers<'_>, Failure> {
    let mut found = Layers { names: Vec::new(), specs: Vec::new() };
    for layer in case.attributes["layers"].as_array().into_iter().flatten() {
        let kind = layer["type"].as_str().unwrap_or_default();
        if matches!(kind, "flatten" | "dropout") && number_in(layer, "p").unwrap_or(0.0) == 0.0 {
            continue;
        }
        found.names.push(layer["name"].as_str().unwrap_or_default());
        found.specs.push(spec(kind, layer)?);
    }
    Ok(found)
}

fn spec(kind: &str, layer: &Value) -> Result<Spec, Failure> {
    let number = |name: &str, default: f64| number_in(layer, name).unwrap_or(default);
    let flag = |name: &str, default: bool| layer[name].as_bool().unwrap_or(default);
    let (out, bias, weight_norm) = (number("out", 1.0) as usize, flag("bias", true), flag("weight_norm", false));
    let norm = |norm: Norm| {
        let row = row(norm, number("groups", 1.0) as usize, number("eps", 1e-5));
        let affine = if flag("affine", true) { row.affine } else { Affine::None };
        let momentum =
            if layer.get("momentum").is_some_and(Value::is_null) { None } else { Some(number("momentum", 0.1)) };
        Ok(Spec::Norm(Normalization { affine, momentum, ..row }))
    };
    match kind {
        "linear" => Ok(Spec::Dense { out, bias, weight_norm }),
        "conv2d" => {
            let kernel = number("kernel", 3.0) as usize;
            if number("stride", 1.0) != 1.0 || number("padding", 0.0) as usize * 2 + 1 != kernel {
                return Err(Failure::NotOffered("a network's convolutions keep the image's size"));
            }
            Ok(Spec::Conv { out, kernel, bias, weight_norm })
        }
        "batch_norm" => norm(Norm::Batch),
        "mean_only_batch_norm" => norm(Norm::MeanBatch),
        "layer_norm" => norm(Norm::Layer),
        "group_norm" => norm(Norm::Group),
        "instance_norm" => norm(Norm::Instance),
        "rms_norm" => norm(Norm::Rms),
        "global_avg_pool" => Ok(Spec::GlobalAvgPool),
        kind => match act(kind, number("alpha", default_alpha(kind))) {
            Some(act) => Ok(Spec::Act(act)),
            None => Err(Failure::Wrong(format!("unknown layer {kind}"))),
        },
    }
}

/// PyTorch's names of our parameters: a normalization's gamma and beta are its weight and bias.
fn torch_name(param: &str) -> &str {
    match param {
        "gamma" => "weight",
        "beta" => "bias",
        other => other,
    }
}

/// The run and what it is fed.
struct Run<'a> {
    case: &'a Case,
    names: Vec<&'a str>,
    net: Net,
    x: Vec<f32>,
    labels: &'a Array,
    batch: usize,
}

fn run(case: &Case) -> Outcome {
    let Layers { names, specs } = layers(case)?;
    let shape = case.shape("x_batches");
    let input = std::array::from_fn(|axis| shape.get(axis + 2).copied().unwrap_or(1));
    let mut net = Net::new(input, &specs)?;
    for (at, name) in names.iter().enumerate() {
        for param in net.params_mut(at).iter_mut() {
            let start = case.f32(&format!("init.{name}.{}", torch_name(param.name)));
            assert_eq!(start.len(), param.value.len(), "start of {name}.{}", param.name);
            param.value = start;
        }
    }
    let (x, labels) = (case.f32("x_batches"), case.array("y_batches"));
    let mut run = Run { case, names, net, x, labels, batch: shape[1] };
    let mut all = Outputs::new();
    run.train(&mut all)?;
    run.finish(&mut all);
    Ok(all)
}

impl Run<'_> {
    fn train(&mut self, all: &mut Outputs) -> Result<(), Failure> {
        let optimizer = optimizer(&self.case.attributes["optimizer"])?;
        let n = self.batch;
        let (mut activations, mut gradients) = (Activations::new(&self.net, n), Gradients::new(&self.net, n));
        let (size, count) = (self.x.len() / self.case.shape("x_batches")[0], self.case.shape("x_batches")[0]);
        let mut losses = Vec::new();
        for step in 0..self.case.number("steps") as usize {
            let at = step % count;
            let x = &self.x[at * size..][..size];
            self.net.forward(x, n, &mut activations, Mode::Train);
            losses.push(self.loss(at, &activations, &mut gradients)?);
            self.net.backward(x, n, &activations, &mut gradients);
            if step == 0 {
                put(all, "logits0", activations.logits());
                self.first_step(&activations, &gradients, all);
            }
            self.net.update(&optimizer);
        }
        put(all, "loss", &losses);
        Ok(())
    }

    fn loss(&self, at: usize, activations: &Activations, gradients: &mut Gradients) -> Result<f32, Failure> {
        let (n, per) = (self.batch, self.labels.data.len() / self.case.shape("y_batches")[0]);
        let y = Array { shape: vec![], data: self.labels.data[at * per..][..per].to_vec() };
        let (logits, dlogits) = (activations.logits(), gradients.loss_mut(n));
        match self.case.text("loss") {
            "cross_entropy" => Ok(loss::softmax_cross_entropy(logits, &y.labels(), logits.len() / n, dlogits)),
            "bce_with_logits" => Ok(loss::logistic(logits, &y.f32(), dlogits)),
            "mse" | "mse_loss" => Ok(loss::squared(logits, &y.f32(), dlogits)),
            other => Err(Failure::Wrong(format!("unknown loss {other}"))),
        }
    }

    /// Gradients, moments and histograms of step 0.
    fn first_step(&self, activations: &Activations, gradients: &Gradients, all: &mut Outputs) {
        for (at, name) in self.names.iter().enumerate() {
            self.describe(&format!("act.{name}"), activations.out(at), all);
            self.describe(&format!("grad_act.{name}"), gradients.of(at), all);
            for param in self.net.layers()[at].params.iter() {
                let param_name = format!("{name}.{}", torch_name(param.name));
                put(all, &format!("grad0.{param_name}"), &param.grad);
                self.describe(&format!("grad_param.{param_name}"), &param.grad, all);
            }
        }
    }

    fn describe(&self, name: &str, values: &[f32], all: &mut Outputs) {
        let Moments { mean, std, .. } = Moments::of(values);
        let [low, high] =
            values.iter().fold([f32::INFINITY, f32::NEG_INFINITY], |[low, high], &v| [low.min(v), high.max(v)]);
        all.insert(format!("stats0.{name}"), vec![mean, std, f64::from(low), f64::from(high)]);
        let bins = self.case.number_or("hist_bins", 0.0) as usize;
        let Some(half) = number_in(&self.case.attributes["hist_half_range"], name) else { return };
        let mut counts = vec![0.0; bins];
        for value in values.iter().map(|&value| f64::from(value)).filter(|value| value.abs() <= half) {
            counts[(((value + half) / (2.0 * half) * bins as f64) as usize).min(bins - 1)] += 1.0;
        }
        all.insert(format!("hist0.{name}"), counts);
    }

    /// Parameters and running statistics after the last step, and the outputs for inputs never trained on.
    fn finish(&mut self, all: &mut Outputs) {
        for (layer, name) in self.net.layers().iter().zip(&self.names) {
            for param in layer.params.iter() {
                put(all, &format!("final.{name}.{}", torch_name(param.name)), &param.value);
            }
            all.insert(format!("final.{name}.running_mean"), layer.running.mean.clone());
            all.insert(format!("final.{name}.running_var"), layer.running.var.clone());
        }
        if !self.case.has("x_eval") {
            return;
        }
        let n = self.case.shape("x_eval")[0];
        let mut activations = Activations::new(&self.net, n);
        self.net.forward(&self.case.f32("x_eval"), n, &mut activations, Mode::Eval);
        put(all, "eval_logits", activations.logits());
    }
}
