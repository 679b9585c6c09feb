//! `init/`: fans, gains, and the distributions that the samplers draw from.

use super::case::{Case, Failure, Outcome, Outputs, outputs, refuse};
use super::layers::{act, default_alpha};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use unit_variance::nn::init::{
    Dist, Fan, Init, Variance, fans_of, fill_standard, gain, orthogonalize, truncated_normal,
};
use unit_variance::nn::kernel::matmul::{Mat, matmul};
use unit_variance::nn::kernel::sum::Moments;

pub fn runner(op: &str) -> Option<fn(&Case) -> Outcome> {
    Some(match op {
        "init.fan" => fan,
        "init.gain" => |case| Ok(Outputs::from([("gain".to_owned(), vec![case_gain(case, "param")?])])),
        "init.xavier_normal" | "init.xavier_uniform" => |case| scaled(case, case.number_or("gain", 1.0), Fan::Avg),
        "init.kaiming_normal" | "init.kaiming_uniform" => kaiming,
        "init.lecun_normal" | "init.lecun_uniform" => |case| scaled(case, 1.0, Fan::In),
        "init.torch_linear_default" => torch_linear_default,
        "init.orthogonal" => orthogonal,
        "init.trunc_normal" => trunc_normal,
        _ => return None,
    })
}

fn weight_shape(case: &Case) -> Vec<usize> {
    case.list("weight_shape", 0, 0).iter().map(|&len| len as usize).collect()
}

fn fan(case: &Case) -> Outcome {
    let (fan_in, fan_out) = fans_of(&weight_shape(case))?;
    Ok([("fan_in", fan_in), ("fan_out", fan_out)].map(|(name, fan)| (name.to_owned(), vec![fan as f64])).into())
}

/// The gain that PyTorch recommends for a non-linearity; affine layers count as linear.
fn case_gain(case: &Case, param: &str) -> Result<f64, Failure> {
    let name = case.text("nonlinearity");
    let name = if name.starts_with("conv") { "linear" } else { name };
    match act(name, case.number_or(param, default_alpha(name))) {
        Some(act) => Ok(gain(act)?),
        None => refuse(format!("non-linearity {name}")),
    }
}

fn kaiming(case: &Case) -> Outcome {
    let fan = match case.text("mode") {
        "fan_in" => Fan::In,
        "fan_out" => Fan::Out,
        other => return refuse(format!("mode {other}")),
    };
    scaled(case, case_gain(case, "a")?, fan)
}

fn torch_linear_default(case: &Case) -> Outcome {
    let Variance::Scaled { scale, fan } = Init::Uniform.variance() else {
        return Err(Failure::Wrong("the old heuristic scales with the fan".to_owned()));
    };
    scaled(case, scale.sqrt(), fan)
}

/// A distribution of variance `gain² / fan`: its parameters, and a sample of it.
fn scaled(case: &Case, gain: f64, fan: Fan) -> Outcome {
    let shape = weight_shape(case);
    let (fan_in, fan_out) = fans_of(&shape)?;
    let variance = Variance::Scaled { scale: gain * gain, fan };
    let std = variance.value(fan_in, fan_out).sqrt();
    let dist = if case.text("distribution") == "uniform" { Dist::Uniform } else { Dist::Normal };
    let probabilities: Vec<f64> = numbers(&case.attributes["quantile_probs"]).collect();
    let quantile = |p: f64| match dist {
        Dist::Normal => std * normal_quantile(p),
        Dist::Uniform => std * 3f64.sqrt() * (2.0 * p - 1.0),
    };
    let quantiles: Vec<f64> = probabilities.iter().map(|&p| quantile(p)).collect();
    check_sample(&sample(dist, variance, &shape), std, dist, &probabilities, &quantiles)?;
    let one = |name: &str, value: f64| (name.to_owned(), vec![value]);
    let mut all = Outputs::from([
        one("fan_in", fan_in as f64),
        one("fan_out", fan_out as f64),
        one("mean", 0.0),
        one("std", std),
    ]);
    all.extend([one("bound", std * 3f64.sqrt()), ("quantiles".to_owned(), quantiles)]);
    Ok(all)
}

/// 100,000 numbers or more: by the initializer of this variance where the project has one.
fn sample(dist: Dist, variance: Variance, shape: &[usize]) -> Vec<f32> {
    let four = std::array::from_fn(|axis| shape.get(axis).copied().unwrap_or(1));
    let (size, rng) = (shape.iter().product::<usize>(), &mut ChaCha8Rng::seed_from_u64(5));
    let own = [Init::Xavier, Init::Glorot, Init::He, Init::Uniform];
    let init = own.into_iter().find(|init| init.variance() == variance && init.dist(dist) == dist);
    let (fan_in, fan_out) = fans_of(shape).expect("a shape with fans");
    let std = variance.value(fan_in, fan_out).sqrt();
    let mut all = vec![0.0; size * 100_000usize.div_ceil(size)];
    for weight in all.chunks_exact_mut(size) {
        match init {
            Some(init) => init.sample(dist, four, rng, weight),
            None => {
                fill_standard(dist, rng, weight);
                weight.iter_mut().for_each(|w| *w = (f64::from(*w) * std) as f32);
            }
        }
    }
    all
}

/// The README's statistical test of a sample.
fn check_sample(x: &[f32], std: f64, dist: Dist, probabilities: &[f64], quantiles: &[f64]) -> Result<(), Failure> {
    let (n, moments) = (x.len() as f64, Moments::of(x));
    let kurtosis = if dist == Dist::Normal { 3.0 } else { 1.8 };
    let wrong = |what: String| Err(Failure::Wrong(format!("a sample of {n} from std {std}: {what}")));
    if moments.mean.abs() > 5.0 * std / n.sqrt() {
        return wrong(format!("mean {}", moments.mean));
    }
    if (moments.std / std - 1.0).abs() > 5.0 * ((kurtosis - 1.0) / (4.0 * n)).sqrt() {
        return wrong(format!("std {}", moments.std));
    }
    for (&p, &q) in probabilities.iter().zip(quantiles) {
        let share = x.iter().filter(|&&x| f64::from(x) < q).count() as f64 / n;
        if (share - p).abs() > 5.0 * (p * (1.0 - p) / n).sqrt() {
            return wrong(format!("a share of {share} below the quantile {p}"));
        }
    }
    Ok(())
}

fn orthogonal(case: &Case) -> Outcome {
    let shape = case.shape("a");
    let (rows, cols) = (shape[0], shape[1..].iter().product());
    let gain = case.number_or("gain", 1.0);
    let mut q = case.f32("a");
    orthogonalize(&mut q, rows, cols);
    q.iter_mut().for_each(|q| *q = (f64::from(*q) * gain) as f32);
    let mat = Mat::new(&q, rows, cols);
    let (left, right) = if rows <= cols { (mat, mat.t()) } else { (mat.t(), mat) };
    let mut gram = vec![0.0; left.rows * right.cols];
    matmul(left, right, &mut gram, false, &mut Default::default());
    Ok(outputs([("q", &q), ("gram", &gram)]))
}

/// The moments of `N(mean, std²)` between two bounds, and those of a sample.
fn trunc_normal(case: &Case) -> Outcome {
    let [mean, std, low, high] = ["mean", "std", "a", "b"].map(|name| case.number(name));
    let (a, b) = ((low - mean) / std, (high - mean) / std);
    let inside = below(b) - below(a);
    // E[z^k] between a and b, by parts: m_k = (k - 1) m_(k-2) + (a^(k-1) density(a) - b^(k-1) density(b)) / inside.
    let mut m = [1.0, 0.0, 0.0, 0.0, 0.0];
    for k in 1..5 {
        let edge = |z: f64| libm::pow(z, k as f64 - 1.0) * density(z);
        let before = if k > 1 { m[k - 2] } else { 0.0 };
        m[k] = (k as f64 - 1.0) * before + (edge(a) - edge(b)) / inside;
    }
    let var = m[2] - m[1] * m[1];
    let third = m[3] - 3.0 * m[1] * m[2] + 2.0 * m[1] * m[1] * m[1];
    let fourth = m[4] - 4.0 * m[1] * m[3] + 6.0 * m[1] * m[1] * m[2] - 3.0 * m[1] * m[1] * m[1] * m[1];
    let probabilities = numbers(&case.attributes["quantile_probs"]);
    let quantiles = probabilities.map(|p| mean + std * normal_quantile(below(a) + p * inside)).collect();
    let mut sample = vec![0.0; 4_000_000];
    truncated_normal([mean, std], [low, high], &mut ChaCha8Rng::seed_from_u64(6), &mut sample)?;
    if sample
        .iter()
        .any(|&x| !(low..=high).contains(&f64::from(x)) && (f64::from(x) - low).min(high - f64::from(x)) < -1e-6 * std)
    {
        return Err(Failure::Wrong("a draw outside the bounds".to_owned()));
    }
    let measured = Moments::of(&sample);
    let one = |name: &str, value: f64| (name.to_owned(), vec![value]);
    let mut all = Outputs::from([one("mean", mean + std * m[1]), one("std", std * var.sqrt())]);
    all.extend([one("skewness", third / libm::pow(var, 1.5)), one("excess_kurtosis", fourth / (var * var) - 3.0)]);
    all.extend([
        one("sample_mean", measured.mean),
        one("sample_std", measured.std),
        ("quantiles".to_owned(), quantiles),
    ]);
    Ok(all)
}

fn density(z: f64) -> f64 {
    libm::exp(-0.5 * z * z) / std::f64::consts::TAU.sqrt()
}

/// The normal distribution function.
fn below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// The inverse of `below`, by bisection.
fn normal_quantile(p: f64) -> f64 {
    if p == 0.5 {
        return 0.0;
    }
    let (mut low, mut high) = (-40.0, 40.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if below(middle) < p { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// The numbers of a list, none where it is absent.
fn numbers(list: &Value) -> impl Iterator<Item = f64> {
    list.as_array().into_iter().flatten().map(|one| one.as_f64().unwrap_or_else(|| panic!("{one} is not a number")))
}
