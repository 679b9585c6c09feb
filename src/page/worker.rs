//! The worker program: a message names a run, a `Session` trains it, a snapshot goes back. No document, no pictures.

use super::port;
use lesson::config::Config;
use lesson::session::Session;
use protocol::message::{FromWorker, Question, ToWorker};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use words::Words;

/// Longest time that one `Step` message may train, in milliseconds: a worker at work hears no new `Start`.
const CAP: f64 = 30.0;
/// A sample of the pace is closed after so many milliseconds: browsers' clocks tick in tenths.
const SAMPLE: f64 = 5.0;
/// Samples that the median looks back on.
const SAMPLES: usize = 31;

thread_local! {
    /// The run and row of the message at work, for the last words of a panic.
    static AT_WORK: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

/// Listens for messages in this worker's scope and says `Ready`.
pub fn run(scope: DedicatedWorkerGlobalScope) -> Result<(), JsValue> {
    let dying = scope.clone();
    std::panic::set_hook(Box::new(move |panic| {
        let (run, row) = AT_WORK.get();
        // The page learns of the end from `onerror` as well, should this not reach it.
        let _ = send(&dying, &FromWorker::Failed { run, row, text: format!("The computation stopped: {panic}") });
    }));
    let desk = RefCell::new(Desk::default());
    let port = scope.clone();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(message) = port::unpack_to_worker(&event.data()) {
            let answer = desk.borrow_mut().answer(message);
            if let Err(error) = send(&port, &answer) {
                wasm_bindgen::throw_val(error);
            }
        }
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    send(&scope, &FromWorker::Ready)
}

fn send(scope: &DedicatedWorkerGlobalScope, message: &FromWorker) -> Result<(), JsValue> {
    let parcel = port::pack_from_worker(message);
    scope.post_message_with_transfer(&parcel.value, &parcel.transfer)
}

fn now() -> f64 {
    let scope: Option<DedicatedWorkerGlobalScope> = js_sys::global().dyn_into().ok();
    scope.and_then(|scope| scope.performance()).map_or(0.0, |clock| clock.now())
}

/// The sessions of this worker, one per row.
#[derive(Default)]
struct Desk {
    rows: HashMap<u32, Held>,
}

/// One run.
struct Held {
    run: u32,
    session: Session,
    pace: Pace,
}

impl Desk {
    fn answer(&mut self, message: ToWorker) -> FromWorker {
        let (ToWorker::Start { run, row, .. } | ToWorker::Step { run, row, .. } | ToWorker::Ask { run, row, .. }) =
            message;
        AT_WORK.set((run, row));
        if let ToWorker::Start { query, .. } = &message {
            return self.start(run, row, query);
        }
        match (message, self.rows.get_mut(&row).filter(|held| held.run == run)) {
            (ToWorker::Step { to, learned, .. }, Some(held)) => held.step(row, to, learned),
            (ToWorker::Ask { question, .. }, Some(held)) => held.ask(row, &question),
            _ => FromWorker::Failed { run, row, text: "This run was replaced.".to_string() },
        }
    }

    fn start(&mut self, run: u32, row: u32, query: &str) -> FromWorker {
        // The old run's memory is given back before the new one asks for its own.
        self.rows.remove(&row);
        match Session::new(&Config::from_query(query).0.run) {
            Ok(session) => {
                let held = self.rows.entry(row).insert_entry(Held { run, session, pace: Pace::default() });
                held.into_mut().frame(row, true)
            }
            Err(error) => FromWorker::Failed { run, row, text: Words::english().start_error(&error) },
        }
    }
}

impl Held {
    fn step(&mut self, row: u32, to: u32, learned: bool) -> FromWorker {
        let began = now();
        let mut at = began;
        while self.session.at() < to && at - began < CAP {
            let went = self.session.step();
            let then = now();
            self.pace.took(then - at);
            at = then;
            if !went {
                break;
            }
        }
        self.frame(row, learned)
    }

    fn frame(&mut self, row: u32, learned: bool) -> FromWorker {
        let snapshot = self.session.snapshot(learned).encode();
        FromWorker::Frame { run: self.run, row, ms_per_step: self.pace.median(), snapshot }
    }

    fn ask(&mut self, row: u32, question: &Question) -> FromWorker {
        let run = self.run;
        let (kind, values) = match question {
            Question::Predict(input) => (0, Ok(self.session.predict(input))),
            Question::Cells => (1, self.session.cube_tensors().map(|cells| cells.encode())),
            Question::Neighbours => (2, self.session.neighbours().map(|neighbours| neighbours.encode())),
        };
        match values {
            Ok(values) => FromWorker::Answer { run, row, kind, values },
            Err(error) => FromWorker::Failed { run, row, text: Words::english().start_error(&error) },
        }
    }
}

/// How long a step takes.
#[derive(Default)]
struct Pace {
    open: f64,
    steps: u32,
    samples: Vec<f64>,
    next: usize,
}

impl Pace {
    fn took(&mut self, ms: f64) {
        self.open += ms;
        self.steps += 1;
        if self.open < SAMPLE {
            return;
        }
        let sample = self.open / f64::from(self.steps);
        if self.samples.len() < SAMPLES {
            self.samples.push(sample);
        } else {
            self.samples[self.next] = sample;
        }
        self.next = (self.next + 1) % SAMPLES;
        (self.open, self.steps) = (0.0, 0);
    }

    /// NaN before the first step.
    fn median(&self) -> f32 {
        if self.samples.is_empty() {
            return (self.open / f64::from(self.steps)) as f32;
        }
        let mut sorted = self.samples.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted[sorted.len() / 2] as f32
    }
}
