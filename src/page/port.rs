//! How messages travel between page and worker: a `JsValue` array `[tag, run, row, payload …]`, a `Float32Array`
//! transferred and not copied. The only file that knows this form.

use js_sys::{Array, Float32Array};
use protocol::message::{FromWorker, Question, ToWorker};
use wasm_bindgen::{JsCast, JsValue};

/// A message in its form for `postMessage`: the value, and what is handed over with it.
pub struct Parcel {
    /// The message.
    pub value: Array,
    /// The buffers that change hands.
    pub transfer: Array,
}

fn parcel(tag: &str, run: u32, row: u32, payload: &[JsValue]) -> Parcel {
    let value = Array::of3(&tag.into(), &run.into(), &row.into());
    let transfer = Array::new();
    for part in payload {
        value.push(part);
        if let Some(numbers) = part.dyn_ref::<Float32Array>() {
            transfer.push(&numbers.buffer());
        }
    }
    Parcel { value, transfer }
}

fn numbers(values: &[f32]) -> JsValue {
    Float32Array::from(values).into()
}

/// Packs a message of the page.
pub fn pack_to_worker(message: &ToWorker) -> Parcel {
    match message {
        ToWorker::Start { run, row, query } => parcel("start", *run, *row, &[query.into()]),
        ToWorker::Step { run, row, to, learned } => parcel("step", *run, *row, &[(*to).into(), (*learned).into()]),
        ToWorker::Ask { run, row, question } => match question {
            Question::Predict(input) => parcel("predict", *run, *row, &[numbers(input)]),
            Question::Cells => parcel("cells", *run, *row, &[]),
            Question::Neighbours => parcel("neighbours", *run, *row, &[]),
        },
    }
}

/// Reads a message of the page; `None` for anything else.
pub fn unpack_to_worker(value: &JsValue) -> Option<ToWorker> {
    let (tag, run, row, array) = head(value)?;
    let ask = |question| Some(ToWorker::Ask { run, row, question });
    match tag.as_str() {
        "start" => Some(ToWorker::Start { run, row, query: array.get(3).as_string()? }),
        "step" => Some(ToWorker::Step { run, row, to: whole(&array.get(3))?, learned: array.get(4).as_bool()? }),
        "predict" => ask(Question::Predict(floats(&array.get(3))?)),
        "cells" => ask(Question::Cells),
        "neighbours" => ask(Question::Neighbours),
        _ => None,
    }
}

/// Packs a message of a worker.
pub fn pack_from_worker(message: &FromWorker) -> Parcel {
    match message {
        FromWorker::Ready => parcel("ready", 0, 0, &[]),
        FromWorker::Frame { run, row, ms_per_step, snapshot } => {
            parcel("frame", *run, *row, &[(*ms_per_step).into(), numbers(snapshot)])
        }
        FromWorker::Answer { run, row, kind, values } => {
            parcel("answer", *run, *row, &[(*kind).into(), numbers(values)])
        }
        FromWorker::Failed { run, row, text } => parcel("failed", *run, *row, &[text.into()]),
    }
}

/// Reads a message of a worker; `None` for anything else.
pub fn unpack_from_worker(value: &JsValue) -> Option<FromWorker> {
    let (tag, run, row, array) = head(value)?;
    match tag.as_str() {
        "ready" => Some(FromWorker::Ready),
        "frame" => Some(FromWorker::Frame {
            run,
            row,
            ms_per_step: array.get(3).as_f64()? as f32,
            snapshot: floats(&array.get(4))?,
        }),
        "answer" => Some(FromWorker::Answer { run, row, kind: whole(&array.get(3))?, values: floats(&array.get(4))? }),
        "failed" => Some(FromWorker::Failed { run, row, text: array.get(3).as_string()? }),
        _ => None,
    }
}

fn head(value: &JsValue) -> Option<(String, u32, u32, Array)> {
    let array: &Array = value.dyn_ref()?;
    Some((array.get(0).as_string()?, whole(&array.get(1))?, whole(&array.get(2))?, array.clone()))
}

fn whole(value: &JsValue) -> Option<u32> {
    value.as_f64().map(|v| v as u32)
}

fn floats(value: &JsValue) -> Option<Vec<f32>> {
    value.dyn_ref::<Float32Array>().map(Float32Array::to_vec)
}
