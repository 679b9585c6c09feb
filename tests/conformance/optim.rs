//! `optim/`: one parameter under given gradients.

use super::case::{Case, Failure, Outcome, number_in, outputs};
use serde_json::Value;
use unit_variance::nn::optim::{Optimizer, Param};

pub fn runner(op: &str) -> Option<fn(&Case) -> Outcome> {
    (op == "optimizer").then_some(run as fn(&Case) -> Outcome)
}

/// The library's optimizer for the case's; variants that the lesson has no use for are not offered.
pub fn optimizer(given: &Value) -> Result<Optimizer, Failure> {
    let number = |name: &str, default: f64| number_in(given, name).unwrap_or(default) as f32;
    let set = |name: &str| given[name].as_bool().unwrap_or_else(|| number(name, 0.0) != 0.0);
    let absent = [
        ("weight_decay", "weight decay is no part of the lesson"),
        ("nesterov", "Nesterov's momentum is no part of the lesson"),
        ("dampening", "momentum is undamped"),
        ("centered", "RMSprop divides by the uncentred mean square"),
        ("lr_decay", "the learning rate is constant"),
        ("amsgrad", "Adam keeps no maximum"),
    ];
    if let Some((_, why)) = absent.iter().find(|(name, _)| set(name)) {
        return Err(Failure::NotOffered(why));
    }
    let lr = number("lr", 0.01);
    Ok(match given["type"].as_str().unwrap_or_default() {
        "sgd" if set("momentum") => Optimizer::Momentum { lr, momentum: number("momentum", 0.0) },
        "sgd" => Optimizer::Sgd { lr },
        "momentum" => Optimizer::Momentum { lr, momentum: number("momentum", 0.9) },
        "rmsprop" => {
            let (alpha, eps) = (number("alpha", 0.99), number("eps", 1e-8));
            Optimizer::Rmsprop { lr, alpha, eps, momentum: number("momentum", 0.0) }
        }
        "adam" | "adamw" => {
            let [beta1, beta2] = [number("beta1", 0.9), number("beta2", 0.999)];
            Optimizer::Adam { lr, beta1, beta2, eps: number("eps", 1e-8) }
        }
        "adagrad" => Optimizer::Adagrad { lr, eps: number("eps", 1e-10) },
        other => return Err(Failure::Wrong(format!("unknown optimizer {other}"))),
    })
}

fn run(case: &Case) -> Outcome {
    let optimizer = optimizer(&case.attributes["optimizer"])?;
    let start = case.f32("p0");
    let mut param = Param::new("weight", [start.len(), 1, 1, 1], 0.0);
    param.value.copy_from_slice(&start);
    let mut path = Vec::new();
    for (step, grad) in (1..).zip(case.f32("grads").chunks_exact(start.len())) {
        param.grad.copy_from_slice(grad);
        param.update(&optimizer, step);
        path.extend_from_slice(&param.value);
    }
    Ok(outputs([("params", &path)]))
}
