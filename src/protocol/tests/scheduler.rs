//! Who works on what: waiting, calling off, replacing, losing and reviving workers, balance, priority, cancelling; all with a
//! clock that the test moves and workers that are no threads.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

mod rig;

use lesson::session::RunError;
use rig::{Rig, spec};
use unit_variance_protocol::message::{FromWorker, Priority, Report, SessionId, ToWorker};
use unit_variance_protocol::scheduler::{
    CANCEL_PATIENCE, LossCause, MAX_IN_FLIGHT, START_LIMIT, SchedulerEvent, WorkerEvent,
};

const SPEC: &str = "data=blobs&depth=2&width=4&batch=8";

fn open(rig: &mut Rig, priority: Priority) -> SessionId {
    rig.scheduler.open(spec(SPEC), priority).unwrap()
}

fn interactive(rig: &mut Rig) -> SessionId {
    open(rig, Priority::Interactive)
}

fn step(rig: &mut Rig, session: SessionId, to: u32) {
    rig.scheduler.step(session, to, Report::State).unwrap();
}

fn opens(messages: &[ToWorker]) -> Vec<SessionId> {
    let is_open = |message: &&ToWorker| matches!(message, ToWorker::Open { .. });
    messages.iter().filter(is_open).map(ToWorker::session).collect()
}

/// The session that an event is about.
fn about(event: Option<SchedulerEvent>) -> Option<SessionId> {
    match event? {
        SchedulerEvent::Message(message) => message.session(),
        _ => None,
    }
}

fn lost(event: Option<SchedulerEvent>) -> (Vec<SessionId>, LossCause) {
    match event {
        Some(SchedulerEvent::Lost { sessions, cause }) => (sessions, cause),
        other => panic!("no loss: {other:?}"),
    }
}

#[test]
fn nothing_is_sent_before_the_worker_is_up() {
    let mut rig = Rig::new(2);
    let session = interactive(&mut rig);
    assert_eq!((rig.made(), rig.inbox(0)), (1, Vec::new()));
    assert_eq!(rig.says(0, FromWorker::Ready), Some(SchedulerEvent::Ready));
    assert_eq!(opens(&rig.inbox(0)), [session]);
    assert_eq!(about(rig.work(0, 1.0)), Some(session));
}

#[test]
fn a_worker_that_was_made_beforehand_is_used() {
    let mut rig = Rig::new(4);
    rig.scheduler.warm_up().unwrap();
    interactive(&mut rig);
    assert_eq!(rig.made(), 1);
}

#[test]
fn a_worker_holds_two_messages_and_the_rest_waits_in_order() {
    let mut rig = Rig::new(1);
    let session = interactive(&mut rig);
    rig.all_ready();
    (1..=4).for_each(|to| step(&mut rig, session, to));
    assert_eq!(rig.inbox(0).len(), MAX_IN_FLIGHT);
    for _ in 0..5 {
        assert_eq!(about(rig.work(0, 1.0)), Some(session));
        assert!(rig.inbox(0).len() <= MAX_IN_FLIGHT);
    }
    let to = |message: &ToWorker| if let ToWorker::Step { to, .. } = message { *to } else { 0 };
    assert_eq!(rig.worker(0).log.borrow().iter().map(to).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
}

#[test]
fn what_waits_for_a_replaced_run_is_called_off_and_what_it_answers_is_dropped() {
    let mut rig = Rig::new(1);
    let old = interactive(&mut rig);
    rig.all_ready();
    rig.work(0, 1.0);
    (1..=9).for_each(|to| step(&mut rig, old, to));
    let new = rig.scheduler.replace(old, spec(SPEC), Priority::Interactive).unwrap();
    assert_eq!((about(rig.work(0, 30.0)), about(rig.work(0, 30.0))), (None, None));
    assert_eq!(about(rig.work(0, 1.0)), Some(new), "two steps were in flight, seven were called off");
    assert!(rig.worker(0).inbox.borrow().is_empty());
    assert_eq!(rig.sessions[&0].len(), 1, "the old network is freed before the new one is made");
}

#[test]
fn of_many_replacements_in_a_row_only_the_last_begins() {
    let mut rig = Rig::new(4);
    let first = interactive(&mut rig);
    rig.all_ready();
    let mut newest = first;
    for _ in 0..20 {
        newest = rig.scheduler.replace(newest, spec(SPEC), Priority::Interactive).unwrap();
    }
    assert_eq!((rig.made(), opens(&rig.inbox(0))), (1, vec![first]));
    rig.work(0, 100.0);
    assert_eq!(about(rig.work(0, 100.0)), Some(newest));
    assert_eq!(opens(&rig.worker(0).log.borrow()), [first, newest]);
}

#[test]
fn a_slider_that_moves_is_not_overtaken_for_ever() {
    let mut rig = Rig::new(1);
    let (other, mut newest) = (interactive(&mut rig), interactive(&mut rig));
    rig.all_ready();
    rig.work(0, 1.0);
    rig.work(0, 1.0);
    (1..=3).for_each(|to| step(&mut rig, other, to));
    for to in 4..10 {
        newest = rig.scheduler.replace(newest, spec(SPEC), Priority::Interactive).unwrap();
        step(&mut rig, other, to);
    }
    rig.work(0, 1.0);
    rig.work(0, 1.0);
    assert_eq!(opens(&rig.inbox(0)), [newest]);
}

#[test]
fn a_successor_stays_where_memory_is_ready() {
    let mut rig = Rig::new(4);
    let sessions: Vec<SessionId> = (0..4).map(|_| interactive(&mut rig)).collect();
    rig.all_ready();
    (0..4).for_each(|place| drop(rig.work(place, 1.0)));
    for (place, old) in sessions.iter().enumerate() {
        let new = rig.scheduler.replace(*old, spec(SPEC), Priority::Interactive).unwrap();
        assert_eq!(opens(&rig.inbox(place)), [new]);
    }
}

#[test]
fn an_ended_session_is_freed() {
    let mut rig = Rig::new(1);
    let rows: Vec<SessionId> = (0..10).map(|_| interactive(&mut rig)).collect();
    rig.all_ready();
    while rig.work(0, 1.0).is_some() {}
    assert_eq!(rig.sessions[&0].len(), 10);
    for row in &rows[3..] {
        rig.scheduler.end(*row).unwrap();
    }
    assert_eq!(rig.work(0, 1.0), None, "an end is not answered");
    assert_eq!(rig.sessions[&0].len(), 3);
    step(&mut rig, rows[5], 1);
    assert!(rig.inbox(0).is_empty(), "nobody steps what was ended");
}

#[test]
fn a_run_that_was_ended_before_it_began_never_reaches_a_worker() {
    let mut rig = Rig::new(1);
    let session = interactive(&mut rig);
    rig.scheduler.end(session).unwrap();
    rig.all_ready();
    assert!(rig.worker(0).log.borrow().is_empty());
}

#[test]
fn a_lost_worker_takes_its_sessions_and_no_others_with_it() {
    let mut rig = Rig::new(3);
    let rows: Vec<SessionId> = (0..9).map(|_| interactive(&mut rig)).collect();
    rig.all_ready();
    for _ in 0..4 {
        (0..3).for_each(|place| drop(rig.work(place, 1.0)));
    }
    let there = opens(&rig.worker(1).log.borrow());
    assert_eq!(there.len(), 3);
    assert_eq!(lost(rig.throws(1, Some("out of breath"))), (there.clone(), LossCause::Stopped("out of breath".into())));
    assert!(rig.worker(1).terminated.get());
    let living: Vec<SessionId> = rows.into_iter().filter(|row| !there.contains(row)).collect();
    living.iter().for_each(|row| step(&mut rig, *row, 1));
    let heard: Vec<_> = (0..6).filter_map(|k| about(rig.work([0, 2][k % 2], 1.0))).collect();
    assert_eq!(heard.len(), living.len(), "the race plays on");
    let dead = rig.worker(1).key;
    let late = FromWorker::Progress { session: living[0], step: 3 };
    assert_eq!(rig.scheduler.on_event(dead, WorkerEvent::Message(late)), Ok(None), "last words of the dead");
}

#[test]
fn a_new_worker_takes_the_place_of_a_lost_one() {
    let mut rig = Rig::new(1);
    interactive(&mut rig);
    assert_eq!(lost(rig.throws(0, None)).1, LossCause::NotStarted);
    let again = interactive(&mut rig);
    assert_eq!(rig.made(), 2);
    rig.says(1, FromWorker::Ready);
    assert_eq!(about(rig.work(1, 1.0)), Some(again));
}

#[test]
fn a_worker_that_does_not_start_in_time_is_lost_with_what_waits_for_it() {
    let mut rig = Rig::new(1);
    let session = interactive(&mut rig);
    assert!(rig.pass(START_LIMIT - 10.0).is_empty());
    assert_eq!(lost(rig.pass(10.0).pop()), (vec![session], LossCause::StartedTooLate));
    let mut rig = Rig::new(1);
    interactive(&mut rig);
    rig.all_ready();
    assert!(rig.pass(START_LIMIT).is_empty(), "one that is up has all the time of the world");
}

#[test]
fn a_worker_that_panics_is_lost_with_all_its_sessions() {
    let mut rig = Rig::new(1);
    let (lab, row) = (interactive(&mut rig), interactive(&mut rig));
    rig.all_ready();
    let error = RunError::Stopped("index out of bounds".into());
    let event = rig.says(0, FromWorker::Failed { session: row, error });
    assert_eq!(lost(event), (vec![lab, row], LossCause::Stopped("index out of bounds".into())));
    assert_eq!(rig.throws(0, Some("unreachable")), None, "it is told once");
}

#[test]
fn a_message_that_cannot_be_read_ends_the_worker() {
    let mut rig = Rig::new(1);
    let session = interactive(&mut rig);
    let key = rig.worker(0).key;
    assert_eq!(
        lost(rig.scheduler.on_event(key, WorkerEvent::Unreadable).unwrap()),
        (vec![session], LossCause::Unreadable)
    );
}

#[test]
fn a_worker_that_cannot_be_made_is_an_error_of_the_one_who_asked() {
    let mut rig = Rig::new(1);
    rig.world.refuses.set(true);
    assert_eq!(rig.scheduler.open(spec(SPEC), Priority::Interactive), Err("no worker to be had"));
    let session = interactive(&mut rig);
    rig.all_ready();
    assert_eq!(opens(&rig.inbox(0)), [session]);
}

#[test]
fn more_rows_than_workers_are_spread_evenly() {
    let mut rig = Rig::new(7);
    for _ in 0..10 {
        interactive(&mut rig);
    }
    rig.all_ready();
    while (0..7).any(|place| rig.work(place, 1.0).is_some()) {}
    let mut counts: Vec<usize> = rig.sessions.values().map(|sessions| sessions.len()).collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 1, 1, 1, 2, 2, 2]);
}

/// Forty jobs, every fifth ten times as long, two workers: each takes the next job when it has ended one.
#[test]
fn jobs_of_different_length_keep_both_workers_at_work() {
    let mut rig = Rig::new(2);
    let mut todo: Vec<(SessionId, u32)> =
        (0..40).map(|k| (open(&mut rig, Priority::Background), if k % 5 == 0 { 10 } else { 1 })).collect();
    rig.all_ready();
    let (mut spent, mut most) = ([0u32; 2], 0);
    while !todo.is_empty() {
        // The worker that has worked less is the one that is free first.
        let place = usize::from(spent[1] < spent[0]);
        let session = about(rig.work(place, 1.0)).expect("there is always something to do");
        spent[place] += 1;
        most = most.max(rig.sessions.values().map(|sessions| sessions.len()).max().unwrap_or(0));
        let at = todo.iter().position(|(one, _)| *one == session).unwrap();
        if todo[at].1 == 0 {
            todo.swap_remove(at);
            rig.scheduler.end(session).unwrap();
        } else {
            todo[at].1 -= 1;
            step(&mut rig, session, 1);
        }
    }
    assert_eq!(spent[0] + spent[1], 40 + 8 * 10 + 32);
    assert!(spent[0].abs_diff(spent[1]) <= 11, "within the longest job: {spent:?}");
    assert_eq!(most, 1, "one network of a background job in each worker");
}

#[test]
fn what_is_done_in_the_background_waits_for_what_a_reader_waits_for() {
    let mut rig = Rig::new(1);
    let job = open(&mut rig, Priority::Background);
    rig.all_ready();
    rig.work(0, 1.0);
    let lab = interactive(&mut rig);
    rig.work(0, 1.0);
    step(&mut rig, lab, 1);
    step(&mut rig, lab, 2);
    step(&mut rig, job, 1);
    step(&mut rig, lab, 3);
    let order: Vec<_> = (0..4).map(|_| about(rig.work(0, 1.0)).unwrap()).collect();
    assert_eq!(order, [lab, lab, lab, job]);
}

#[test]
fn a_reader_gets_the_free_worker_before_jobs_that_wait() {
    let mut rig = Rig::new(2);
    let jobs: Vec<SessionId> = (0..5).map(|_| open(&mut rig, Priority::Background)).collect();
    rig.all_ready();
    rig.work(0, 1.0);
    rig.work(1, 1.0);
    let lab = interactive(&mut rig);
    rig.scheduler.end(jobs[0]).unwrap();
    assert!((0..2).any(|place| opens(&rig.inbox(place)).first() == Some(&lab)), "it is sent at once");
}

#[test]
fn cancelling_a_run_of_short_steps_leaves_its_neighbours_alive() {
    let mut rig = Rig::new(1);
    let (lab, row) = (interactive(&mut rig), interactive(&mut rig));
    rig.all_ready();
    rig.work(0, 1.0);
    rig.work(0, 1.0);
    (1..=5).for_each(|to| step(&mut rig, lab, to));
    step(&mut rig, row, 1);
    rig.scheduler.cancel(lab).unwrap();
    assert_eq!((about(rig.work(0, 30.0)), about(rig.work(0, 30.0))), (None, None), "the two that were in flight");
    assert_eq!(about(rig.work(0, 30.0)), Some(row));
    assert!(rig.pass(10.0 * CANCEL_PATIENCE).is_empty());
    assert!(!rig.worker(0).terminated.get());
    assert_eq!(rig.sessions[&0].len(), 1);
}

#[test]
fn cancelling_in_a_long_step_ends_the_worker_and_names_the_others() {
    let mut rig = Rig::new(1);
    let (lab, row) = (interactive(&mut rig), interactive(&mut rig));
    rig.all_ready();
    rig.work(0, 1.0);
    rig.work(0, 1.0);
    step(&mut rig, lab, 1);
    rig.pass(100.0);
    rig.scheduler.cancel(lab).unwrap();
    assert!(rig.pass(CANCEL_PATIENCE - 110.0).is_empty(), "it may still come to its end");
    assert_eq!(lost(rig.pass(10.0).pop()), (vec![row], LossCause::Cancelled));
    assert!(rig.worker(0).terminated.get());
    let row = interactive(&mut rig);
    rig.says(1, FromWorker::Ready);
    assert_eq!(about(rig.work(1, 1.0)), Some(row), "its owner opens it again");
}

#[test]
fn cancelling_behind_somebody_elses_long_step_kills_nobody() {
    let mut rig = Rig::new(1);
    let (lab, row) = (interactive(&mut rig), interactive(&mut rig));
    rig.all_ready();
    rig.work(0, 1.0);
    rig.work(0, 1.0);
    step(&mut rig, row, 1);
    step(&mut rig, lab, 1);
    rig.scheduler.cancel(lab).unwrap();
    assert!(rig.pass(CANCEL_PATIENCE * 3.0).is_empty());
    assert_eq!(about(rig.work(0, 1.0)), Some(row));
    assert!(rig.pass(CANCEL_PATIENCE / 2.0).is_empty(), "the cancelled step is at work only now");
    rig.work(0, 1.0);
    assert!(rig.pass(CANCEL_PATIENCE * 3.0).is_empty());
    assert!(!rig.worker(0).terminated.get());
}
