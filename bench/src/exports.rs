//! What JavaScript calls. It keeps the time: `run(n)` runs n steps.

use crate::kernel::{self, Normalizing, Pass, Product, Transposed};
use crate::workload::{self, Training};
use unit_variance::lesson::config::Config;
use unit_variance::lesson::session::Session;
use unit_variance::lesson::snapshot::{Layers, Wanted};
use unit_variance::nn::norm::Norm;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// A network in training.
#[wasm_bindgen]
pub struct Run(Training);

#[wasm_bindgen]
impl Run {
    /// The workload of this name on these examples.
    pub fn named(name: &str, x: Vec<f32>, targets: Vec<f32>) -> Result<Run, JsError> {
        let workload = workload::named(name).ok_or_else(|| JsError::new("no such workload"))?;
        Training::new(workload, x, targets).map(Run).ok_or_else(|| JsError::new("not whole batches"))
    }

    /// `64 - depth x width tanh - 10` on examples made here.
    pub fn mlp(depth: usize, width: usize, batch: usize) -> Result<Run, JsError> {
        let made = Training::made(workload::mlp(64, depth, width, 10, batch), 4);
        made.map(Run).ok_or_else(|| JsError::new("no such network"))
    }

    /// `count` steps.
    pub fn run(&mut self, count: usize) {
        self.0.run(count);
    }

    /// Mean loss over all examples.
    pub fn loss(&mut self) -> f64 {
        self.0.loss()
    }

    /// Operations of the matrix products of one step of training.
    pub fn flops(&self) -> f64 {
        self.0.flops()
    }
}

/// A run of the lesson, as a worker holds it.
#[wasm_bindgen]
pub struct Lesson(Session);

#[wasm_bindgen]
impl Lesson {
    /// The run of this address (`init=he&depth=4`).
    pub fn of(query: &str) -> Result<Lesson, JsError> {
        let session = Session::new(&Config::from_query(query).0.run);
        session.map(Lesson).map_err(|error| JsError::new(&format!("{error:?}")))
    }

    /// `count` steps, a snapshot after every tenth; the steps taken since the start.
    pub fn run(&mut self, count: u32) -> u32 {
        for step in 1..=count {
            if !self.0.step() {
                break;
            }
            if step % 10 == 0 {
                drop(self.0.snapshot(step % 100 == 0));
            }
        }
        self.0.at()
    }

    /// `count` steps; a run that diverged begins again.
    pub fn steps(&mut self, count: u32) -> Result<(), JsError> {
        for _ in 0..count {
            if !self.0.step() {
                self.0 = Session::new(&self.0.config().clone()).map_err(|error| JsError::new(&format!("{error:?}")))?;
            }
        }
        Ok(())
    }

    /// `count` whole pictures of the present step, with what the held-out examples last said.
    pub fn pictures(&mut self, count: u32) {
        for _ in 0..count {
            drop(self.0.picture(Wanted { layers: Layers::Whole, ..Wanted::SIGNAL }));
        }
    }
}

/// A matrix product.
#[wasm_bindgen]
pub struct Multiply(Product);

#[wasm_bindgen]
impl Multiply {
    /// `[m, k] x [k, n]`; `transposed`: 0 neither, 1 the left operand, 2 the right.
    #[wasm_bindgen(constructor)]
    pub fn new(m: usize, k: usize, n: usize, transposed: u32) -> Multiply {
        let transposed = [Transposed::Neither, Transposed::Left, Transposed::Right][transposed as usize % 3];
        Multiply(Product::new([m, k, n], transposed))
    }

    /// `count` products.
    pub fn run(&mut self, count: usize) {
        self.0.run(count);
    }

    /// Operations of one product.
    pub fn flops(&self) -> f64 {
        self.0.flops()
    }

    /// The largest difference from the definition.
    pub fn error(&mut self) -> f64 {
        self.0.error()
    }
}

/// A normalization, or the bare reading and writing of its arrays.
#[wasm_bindgen]
pub struct Normalize(Normalizing);

#[wasm_bindgen]
impl Normalize {
    /// `norm`: batch, layer, instance, group; `pass`: forward, backward, touch, touch two.
    #[wasm_bindgen(constructor)]
    pub fn new(norm: &str, shape: Vec<usize>, pass: &str) -> Result<Normalize, JsError> {
        let norm = match norm {
            "batch" => Norm::Batch,
            "layer" => Norm::Layer,
            "instance" => Norm::Instance,
            "group" => Norm::Group,
            _ => return Err(JsError::new("no such normalization")),
        };
        let pass = match pass {
            "forward" => Pass::Forward,
            "backward" => Pass::Backward,
            "touch" => Pass::Touch,
            _ => Pass::TouchTwo,
        };
        let shape = shape.try_into().map_err(|_| JsError::new("a shape has four sizes"))?;
        Normalizing::new(norm, shape, pass).map(Normalize).ok_or_else(|| JsError::new("nothing to normalize"))
    }

    /// `count` passes.
    pub fn run(&mut self, count: usize) {
        self.0.run(count);
    }
}

/// `rounds` rounds of multiply and add on registers, in 8, 10, 12 or 14 chains.
#[wasm_bindgen]
pub fn peak(chains: u32, rounds: usize) -> f32 {
    match chains {
        8 => kernel::peak::<8>(rounds),
        10 => kernel::peak::<10>(rounds),
        12 => kernel::peak::<12>(rounds),
        _ => kernel::peak::<14>(rounds),
    }
}

/// Operations of one round of [`peak`] for each chain.
#[wasm_bindgen]
pub fn peak_flops() -> f64 {
    kernel::PEAK_FLOPS
}
