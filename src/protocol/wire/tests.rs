//! Every message arrives as it was sent, and what is no message is refused without a panic.

use super::{Packet, Wire, decode, encode};
use crate::message::{Answer, FromWorker, Priority, Question, Report, SessionId, ToWorker};
use ::lesson::choice::Initializer;
use ::lesson::config::{Config, RunSpec};
use ::lesson::cube::CubeTensors;
use ::lesson::histogram::{Bins, Histogram};
use ::lesson::neighbours::Neighbours;
use ::lesson::session::{RunError, StartError};
use ::lesson::snapshot::{
    Divergence, HeldOut, InputStats, LayerStats, Moments, Part, Predictions, Snapshot, Spread, Wanted,
};
use std::fmt::Debug;

const SESSION: SessionId = SessionId::new(0x0123_4567);

fn layer() -> LayerStats {
    let m = |k: f32| Moments { mean: k, std: k + 0.5 };
    let counted = |bins: Bins, values: &[f32]| {
        let mut histogram = Histogram::new(bins);
        histogram.count(values);
        histogram
    };
    LayerStats {
        units: 100,
        act: m(0.1),
        across: 0.4,
        between: 0.3,
        affine: m(1.0),
        pre: m(2.0),
        grad: m(1e-20),
        saturated: 0.25,
        zero: 0.0,
        dead: 17,
        update_ratio: 1e-3,
        per_statistic: 64,
        gamma: m(1.0),
        beta: m(0.0),
        batch_statistics: m(0.5),
        running_statistics: m(0.4),
        predicted_act_std: 0.3,
        predicted_grad_std: 1e-19,
        predicted_spread: Spread { act: 0.3, grad: 0.0 },
        affine_histogram: Histogram::new(Bins::of_pre_activations()),
        pre_histogram: Histogram::new(Bins::of_pre_activations()),
        act_histogram: counted(Bins::Linear { low: -1.0, high: 1.0, count: 40 }, &[0.5, 1.0, 2.0, f32::NAN]),
        grad_histogram: counted(Bins::SignedLog, &[1e-7, -3.0, 1e9, f32::INFINITY]),
    }
}

fn snapshot(predictions: Predictions) -> Snapshot {
    Snapshot {
        step: u32::MAX - 1,
        cost: f32::INFINITY,
        judged: 70_000,
        held_out_cost: 2.3,
        accuracy: 0.1,
        chance: 0.1,
        costs: vec![2.3, 2.2],
        input: InputStats {
            value: Moments { mean: 4.9, std: 6.0 },
            across: 5.5,
            between: 5.0,
            histogram: Histogram::new(Bins::of_pre_activations()),
        },
        layers: vec![layer(), layer()],
        divergence: Some(Divergence { step: 70_000, layer: 3, part: Part::Gradient }),
        predictions,
    }
}

fn cells() -> CubeTensors {
    let shape = [2, 1, 2, 3];
    let weight_shape = [1, 2, 1, 1];
    let (x, v) = ((0..12).map(|k| k as f32).collect(), vec![1.0, 2.0]);
    CubeTensors { step: 9, shape, x, gamma: vec![1.0], beta: Vec::new(), weight_shape, v, g: vec![3.0] }
}

fn neighbours() -> Neighbours {
    let classes = |k: u8| vec![k, 9];
    Neighbours {
        step: 3,
        share: 40,
        labels: classes(1),
        running: classes(2),
        mixed: classes(3),
        shared: classes(u8::MAX),
    }
}

fn to_worker() -> Vec<ToWorker> {
    let session = SESSION;
    let questions = [Question::Predict(vec![1.0, -2.0]), Question::Cube, Question::Neighbours(30), Question::Noise];
    let held_out =
        [HeldOut::Last, HeldOut::Judge, HeldOut::Predict].map(|held_out| Wanted { held_out, ..Wanted::WHOLE });
    let reports = held_out.map(Report::State).into_iter().chain([Report::Target(Wanted::SIGNAL)]);
    let priorities = [Priority::Interactive, Priority::Background];
    let open = |priority| ToWorker::Open {
        session,
        spec: RunSpec { init: Initializer::He, lr: 1e-3, seed: u32::MAX, ..RunSpec::default() },
        priority,
    };
    (questions.map(|question| ToWorker::Ask { session, question }).into_iter())
        .chain(reports.map(|report| ToWorker::Step { session, to: 1 << 30, report }))
        .chain(priorities.map(open))
        .chain([ToWorker::End { session }])
        .collect()
}

fn from_worker() -> Vec<FromWorker> {
    let session = SESSION;
    let plane = Predictions::Plane { side: 2, probability: vec![0.1, 0.2, 0.3, 0.4] };
    let states = [Predictions::None, Predictions::Classes(vec![0, 9, u8::MAX]), plane];
    let answers =
        [Answer::Predict(vec![0.5]), Answer::Cube(cells()), Answer::Neighbours(neighbours()), Answer::Noise(0.02)];
    let refusals = [
        StartError::Memory(u64::MAX - 5),
        StartError::Network { name: "groups".into(), value: "7".into(), reason: "½".into() },
        StartError::NotConvolutional,
        StartError::NotBatchNormed,
        StartError::NotDense,
    ];
    let errors = refusals.map(RunError::Start).into_iter().chain([RunError::Replaced, RunError::Stopped("½".into())]);
    let frame =
        |predictions| FromWorker::Frame { session, ms_per_step: 0.5, snapshot: Box::new(snapshot(predictions)) };
    (states.map(frame).into_iter())
        .chain(answers.map(|answer| FromWorker::Answer { session, answer }))
        .chain(errors.map(|error| FromWorker::Failed { session, error }))
        .chain([FromWorker::Ready, FromWorker::Progress { session, step: 12 }])
        .collect()
}

fn travels<T: Wire + PartialEq + Debug>(value: &T) {
    assert_eq!(decode::<T>(&encode(value)).as_ref(), Some(value));
}

#[test]
fn what_was_sent_arrives() {
    to_worker().iter().for_each(travels);
    from_worker().iter().for_each(travels);
}

#[test]
fn a_message_names_its_session() {
    assert!(to_worker().iter().all(|message| message.session() == SESSION));
    for message in from_worker() {
        assert_eq!(message.session().is_none(), message == FromWorker::Ready);
    }
}

#[test]
fn a_number_too_few_or_too_many_is_refused() {
    for message in from_worker() {
        let whole = encode(&message);
        for n in 0..whole.whole.len() {
            let shorter = Packet { whole: whole.whole[..n].to_vec(), ..whole.clone() };
            assert_eq!(decode::<FromWorker>(&shorter), None, "{n} whole numbers");
        }
        for n in 0..whole.numbers.len() {
            let shorter = Packet { numbers: whole.numbers[..n].to_vec(), ..whole.clone() };
            assert_eq!(decode::<FromWorker>(&shorter), None, "{n} numbers");
        }
        let mut longer = whole.clone();
        longer.numbers.push(0.0);
        assert_eq!(decode::<FromWorker>(&longer), None);
    }
}

#[test]
fn a_wrong_number_is_no_panic() {
    for message in from_worker() {
        let packet = encode(&message);
        for at in 0..packet.whole.len() {
            for wrong in [0, 1, 3, 41, u32::MAX] {
                let mut changed = packet.clone();
                changed.whole[at] = wrong;
                let _ = decode::<FromWorker>(&changed);
            }
        }
    }
}

#[test]
fn what_does_not_hold_together_is_refused() {
    let mut histogram = Histogram::new(Bins::SignedLog);
    histogram.counts.pop();
    assert_eq!(decode::<Histogram>(&encode(&histogram)), None);
    let uncounted = Histogram::uncounted(Bins::SignedLog);
    assert_eq!(decode(&encode(&uncounted)), Some(uncounted));
    let wrong = CubeTensors { shape: [2, 1, 2, 4], ..cells() };
    assert_eq!(decode::<CubeTensors>(&encode(&wrong)), None);
    let wrong = Neighbours { mixed: vec![1], ..neighbours() };
    assert_eq!(decode::<Neighbours>(&encode(&wrong)), None);
    let wrong = Predictions::Plane { side: 3, probability: vec![0.5; 8] };
    assert_eq!(decode::<Predictions>(&encode(&wrong)), None);
}

#[test]
fn whole_numbers_are_never_rounded() {
    assert_eq!(encode(&(u32::MAX - 1)).whole, [u32::MAX - 1]);
    travels(&(u64::MAX - 1));
}

#[test]
fn every_choice_of_a_run_travels() {
    let queries =
        ["init=orthogonal", "act=leaky-relu", "norm=weight", "norm=layer&reading=last", "net=cnn", "opt=adam"];
    for query in queries.iter().chain(&["data=moons", "dist=uniform", "scaling=raw", "norm=group&groups=5&lr=0.003"]) {
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty() && config.run != RunSpec::default(), "{query}");
        travels(&config.run);
    }
}
