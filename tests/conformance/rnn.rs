//! `rnn/`: the tanh cell through time.

use super::case::{Case, Failure, Outcome, Outputs, outputs, put};
use super::norm::row;
use unit_variance::nn::kernel::sum::{Moments, sum_squares};
use unit_variance::nn::norm::{Mode, Norm, Normalization};
use unit_variance::nn::rnn::{Activations, Gradients, Place, Rnn};

pub fn runner(op: &str) -> Option<fn(&Case) -> Outcome> {
    (op == "rnn_tanh").then_some(rnn_tanh as fn(&Case) -> Outcome)
}

/// What is normalized, and the oracle's names of gamma and of the bias.
fn place(case: &Case) -> Result<(Place, &'static [&'static str], &'static str), Failure> {
    let momentum = case.optional("momentum");
    let norm = |norm: Norm| Normalization { momentum, ..row(norm, 1, case.number_or("eps", 1e-5)) };
    Ok(match case.text("norm") {
        "none" => (Place::Nowhere, &[], "bias"),
        "ln" => (Place::Sum(norm(Norm::Layer)), &["gamma"], "beta"),
        "bn_sum" => (Place::Sum(norm(Norm::Batch)), &["gamma"], "beta"),
        "bn_separate" => (Place::Each(norm(Norm::Batch)), &["gamma_x", "gamma_h"], "bias"),
        other => return Err(Failure::Wrong(format!("unknown normalization {other}"))),
    })
}

fn rnn_tanh(case: &Case) -> Outcome {
    let (place, gammas, bias) = place(case)?;
    let ([steps, n, input], hidden) = (case.shape("x"), case.shape("w_h")[0]) else {
        return Err(Failure::Wrong("x is not [steps, batch, input]".to_owned()));
    };
    let mut rnn = Rnn::new([*input, hidden], place, *steps)?;
    rnn.w_x.value = case.f32("w_x");
    rnn.w_h.value = case.f32("w_h");
    rnn.bias.value = case.f32_or(bias, hidden, 0.0);
    for (param, name) in rnn.gamma.iter_mut().zip(gammas) {
        param.value = case.f32(name);
    }
    let (x, start) = (case.f32("x"), case.f32_or("h0", n * hidden, 0.0));
    let (mut activations, mut gradients) = (Activations::default(), Gradients::default());
    rnn.forward(&x, &start, Mode::Train, &mut activations)?;
    let mut all = outputs([("h", activations.states())]);
    if case.has("dh") {
        rnn.backward(&x, &case.f32("dh"), &activations, &mut gradients);
        let named =
            [("dx", &gradients.dx), ("dh0", &gradients.dstart), ("dw_x", &rnn.w_x.grad), ("dw_h", &rnn.w_h.grad)];
        named.iter().for_each(|(name, values)| put(&mut all, name, values));
        put(&mut all, &format!("d{bias}"), &rnn.bias.grad);
        rnn.gamma.iter().zip(gammas).for_each(|(param, name)| put(&mut all, &format!("d{name}"), &param.grad));
        let norms = gradients.dpre.chunks_exact(n * hidden).map(|dpre| sum_squares(dpre).sqrt());
        all.insert("grad_norm_preact".to_owned(), norms.collect());
    }
    let stds = activations.states().chunks_exact(n * hidden).map(|h| Moments::of(h).std);
    all.insert("h_std".to_owned(), stds.collect());
    running(&rnn, &mut all);
    Ok(all)
}

/// `running_mean` and `running_var`, one row per step; with `_x` and `_h` where both products have their own.
fn running(rnn: &Rnn, all: &mut Outputs) {
    let suffixes: &[&str] = if rnn.running.len() == 2 { &["_x", "_h"] } else { &[""] };
    for (steps, suffix) in rnn.running.iter().zip(suffixes) {
        let rows =
            |pick: fn(&unit_variance::nn::norm::Running) -> &Vec<f64>| steps.iter().flat_map(pick).copied().collect();
        all.insert(format!("running_mean{suffix}"), rows(|running| &running.mean));
        all.insert(format!("running_var{suffix}"), rows(|running| &running.var));
    }
}
