//! Runs as their owners see them, through the scheduler into sessions that really train, and back.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

mod rig;

use lesson::session::{RunError, StartError};
use lesson::snapshot::{HeldOut, Predictions, Wanted};
use rig::{Rig, spec};
use unit_variance_protocol::message::{Answer, FromWorker, Priority, Question, Report, SessionId, ToWorker};
use unit_variance_protocol::run_state::{RunEvent, RunState};
use unit_variance_protocol::scheduler::SchedulerEvent;
use unit_variance_protocol::sessions::Sessions;

const SPEC: &str = "data=blobs&depth=2&width=8&batch=16";

/// A run that is up, on the only worker.
fn begun(query: &str) -> (Rig, RunState, RunEvent) {
    let mut rig = Rig::new(1);
    let mut run = RunState::new(Priority::Interactive);
    run.start(&mut rig.scheduler, spec(query)).unwrap();
    assert!(!run.step(&mut rig.scheduler, 1, Report::State(Wanted::WHOLE)).unwrap(), "it has not begun");
    rig.all_ready();
    let event = hear(&mut rig, &mut run);
    (rig, run, event)
}

/// The worker takes its next message, and the run hears of it.
fn hear(rig: &mut Rig, run: &mut RunState) -> RunEvent {
    let Some(SchedulerEvent::Message(message)) = rig.work(0, 1.0) else { return RunEvent::Stale };
    run.on_message(&mut rig.scheduler, message).unwrap()
}

fn step_of(event: RunEvent) -> (u32, bool) {
    match event {
        RunEvent::Frame(frame) => (frame.snapshot.step, !matches!(frame.snapshot.predictions, Predictions::None)),
        other => panic!("no frame: {other:?}"),
    }
}

#[test]
fn a_run_begins_at_step_0_and_trains_when_it_is_asked() {
    let (mut rig, mut run, event) = begun(SPEC);
    assert_eq!(step_of(event), (0, true));
    assert!(run.is_idle() && run.waited(&rig.scheduler).is_none());
    assert!(run.step(&mut rig.scheduler, 2, Report::State(Wanted::WHOLE)).unwrap());
    assert!(!run.step(&mut rig.scheduler, 3, Report::State(Wanted::WHOLE)).unwrap(), "one step at a time");
    rig.pass(400.0);
    assert_eq!(run.waited(&rig.scheduler), Some(400.0));
    assert_eq!(step_of(hear(&mut rig, &mut run)), (2, false));
    run.step(&mut rig.scheduler, 3, Report::State(Wanted { held_out: HeldOut::Predict, ..Wanted::WHOLE })).unwrap();
    assert_eq!(step_of(hear(&mut rig, &mut run)), (3, true));
}

/// The rig's clock goes on by 10 ms at every look, so the cap of 30 ms is three steps.
#[test]
fn a_long_way_is_gone_in_pieces_and_reported_as_asked() {
    let (mut rig, mut run, _) = begun(SPEC);
    run.step(&mut rig.scheduler, 7, Report::State(Wanted::WHOLE)).unwrap();
    assert_eq!(step_of(hear(&mut rig, &mut run)), (3, false));
    run.step(&mut rig.scheduler, 7, Report::Target(Wanted::WHOLE)).unwrap();
    assert_eq!(hear(&mut rig, &mut run), RunEvent::Progress(6));
    assert!(run.is_idle());
    run.step(&mut rig.scheduler, 7, Report::Target(Wanted::WHOLE)).unwrap();
    assert_eq!(step_of(hear(&mut rig, &mut run)), (7, false));
}

#[test]
fn a_run_that_diverged_reports_its_state_short_of_the_target() {
    let (mut rig, mut run, _) = begun("init=large&act=relu&depth=20&width=20&batch=16&lr=1");
    for _ in 0..100 {
        run.step(&mut rig.scheduler, 1000, Report::Target(Wanted::WHOLE)).unwrap();
        match hear(&mut rig, &mut run) {
            RunEvent::Progress(step) => assert!(step < 300),
            RunEvent::Frame(frame) => return assert!(frame.snapshot.divergence.is_some()),
            _ => panic!("neither progress nor state"),
        }
    }
    panic!("it does not end");
}

#[test]
fn questions_are_answered_in_kind() {
    let (mut rig, mut run, _) = begun("net=cnn&norm=batch&batch=16");
    for question in [Question::Predict(vec![0.0; 64]), Question::Cube, Question::Neighbours(100)] {
        assert!(run.ask(&mut rig.scheduler, question.clone()).unwrap());
        let RunEvent::Answer(answer) = hear(&mut rig, &mut run) else { panic!("no answer") };
        match (question, answer) {
            (Question::Predict(_), Answer::Predict(probabilities)) => {
                assert!((probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
            }
            (Question::Cube, Answer::Cube(tensors)) => assert_eq!(tensors.step, 0),
            (Question::Neighbours(_), Answer::Neighbours(all)) => assert_eq!(all.labels.len(), all.shared.len()),
            (question, answer) => panic!("{question:?} was answered by {answer:?}"),
        }
    }
}

#[test]
fn a_run_that_cannot_begin_says_why_as_data() {
    let (mut rig, mut run, _) = begun(SPEC);
    run.start(&mut rig.scheduler, spec(SPEC)).unwrap();
    let (session, error) = (run.session().unwrap(), RunError::Start(StartError::Memory(1 << 40)));
    let failed = FromWorker::Failed { session, error: error.clone() };
    assert!(run.on_message(&mut rig.scheduler, failed).unwrap() == RunEvent::Failed(error));
    assert!(!run.is_running() && run.session().is_none());
}

#[test]
fn a_question_that_does_not_fit_ends_the_run() {
    let (mut rig, mut run, _) = begun(SPEC);
    run.ask(&mut rig.scheduler, Question::Cube).unwrap();
    assert_eq!(hear(&mut rig, &mut run), RunEvent::Failed(RunError::Start(StartError::NotConvolutional)));
    rig.work(0, 1.0);
    assert!(rig.sessions[&0].is_empty() && !run.is_running());
}

#[test]
fn answers_to_a_replaced_run_are_not_heard() {
    let (mut rig, mut run, _) = begun(SPEC);
    let old = run.session().unwrap();
    run.step(&mut rig.scheduler, 1, Report::State(Wanted::WHOLE)).unwrap();
    run.start(&mut rig.scheduler, spec("data=blobs&depth=2&width=8&seed=2")).unwrap();
    assert!(!run.owns(old));
    assert!(hear(&mut rig, &mut run) == RunEvent::Stale);
    assert_eq!(step_of(hear(&mut rig, &mut run)).0, 0);
    let late = FromWorker::Progress { session: old, step: 5 };
    assert_eq!(run.on_message(&mut rig.scheduler, late), Ok(RunEvent::Stale));
    assert_eq!(rig.sessions[&0].len(), 1);
}

#[test]
fn a_lost_run_begins_again() {
    let (mut rig, mut run, _) = begun(SPEC);
    let Some(SchedulerEvent::Lost { sessions, .. }) = rig.throws(0, Some("gone")) else { panic!("no loss") };
    assert!(run.on_worker_lost(&sessions) && !run.is_running());
    assert!(!run.on_worker_lost(&sessions), "it is told once");
    run.start(&mut rig.scheduler, spec(SPEC)).unwrap();
    rig.says(1, FromWorker::Ready);
    let Some(SchedulerEvent::Message(message)) = rig.work(1, 1.0) else { panic!("no answer") };
    assert_eq!(step_of(run.on_message(&mut rig.scheduler, message).unwrap()).0, 0);
}

#[test]
fn ending_and_cancelling_free_the_network() {
    for cancel in [false, true] {
        let (mut rig, mut run, _) = begun(SPEC);
        match cancel {
            true => run.cancel(&mut rig.scheduler).unwrap(),
            false => run.end(&mut rig.scheduler).unwrap(),
        }
        assert!(!run.is_running());
        assert_eq!(rig.work(0, 1.0), None);
        assert!(rig.sessions[&0].is_empty());
    }
}

#[test]
fn runs_train_the_same_wherever_and_however_they_are_stepped() {
    let (mut alone, mut lab, _) = begun(SPEC);
    lab.step(&mut alone.scheduler, 3, Report::State(Wanted::WHOLE)).unwrap();
    let RunEvent::Frame(expected) = hear(&mut alone, &mut lab) else { panic!("no frame") };
    let mut rig = Rig::new(1);
    let mut rows = [RunState::new(Priority::Interactive), RunState::new(Priority::Interactive)];
    rows.iter_mut().for_each(|row| row.start(&mut rig.scheduler, spec(SPEC)).unwrap());
    rig.all_ready();
    rows.iter_mut().for_each(|row| drop(hear(&mut rig, row)));
    let mut costs = Vec::new();
    for to in 1..=3 {
        for row in &mut rows {
            row.step(&mut rig.scheduler, to, Report::State(Wanted::WHOLE)).unwrap();
        }
        for row in &mut rows {
            let RunEvent::Frame(frame) = hear(&mut rig, row) else { panic!("no frame") };
            costs.push(frame.snapshot.cost);
        }
    }
    assert_eq!(costs[4..], [expected.snapshot.cost; 2]);
}

/// A worker hears what it was sent between two pieces of work: what nobody waits for any more is answered, and not done.
#[test]
fn ending_a_run_calls_off_what_waits_for_it_in_the_worker() {
    let mut worker = Sessions::new(|| 0.0);
    let [ended, stays] = [1, 2].map(SessionId::new);
    let open = |session| ToWorker::Open { session, spec: spec(SPEC), priority: Priority::Interactive };
    let step = |session| ToWorker::Step { session, to: 1, report: Report::Target(Wanted::SIGNAL) };
    let stale = Some(FromWorker::Failed { session: ended, error: RunError::Replaced });
    let given = [open(ended), open(stays), step(ended), step(stays)].map(|message| worker.take(message));
    assert_eq!(given, [true, false, false, false], "a worker that has something to do needs no push");
    assert!(matches!(worker.work(), Some(FromWorker::Frame { session, .. }) if session == ended));
    assert!(!worker.take(ToWorker::End { session: ended }) && worker.is_empty(), "its memory is free at once");
    assert!(matches!(worker.work(), Some(FromWorker::Frame { session, .. }) if session == stays));
    assert_eq!((worker.next(), worker.work()), (Some(ended), stale.clone()));
    assert!(matches!(worker.work(), Some(FromWorker::Frame { snapshot, .. }) if snapshot.step == 1));
    // One that was not begun yet never begins.
    assert!(worker.take(open(ended)) && !worker.take(ToWorker::End { session: ended }));
    assert_eq!((worker.work(), worker.work(), worker.len()), (stale, None, 1));
}
