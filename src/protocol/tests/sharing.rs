//! How runs share the workers: balance, priority, and what becomes of the neighbours of one that is cancelled.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

mod rig;

use rig::{Rig, about, interactive, lost, open, opens, step};
use unit_variance_protocol::message::{FromWorker, Priority, SessionId};
use unit_variance_protocol::scheduler::{CANCEL_PATIENCE, LossCause, MAX_IN_FLIGHT};
use unit_variance_protocol::workers::Workers;

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
    let held = MAX_IN_FLIGHT as u32;
    (1..=held).for_each(|to| step(&mut rig, lab, to));
    step(&mut rig, job, 1);
    step(&mut rig, lab, held + 1);
    let order: Vec<_> = (0..held + 2).map(|_| about(rig.work(0, 1.0)).unwrap()).collect();
    assert_eq!(order, [vec![lab; MAX_IN_FLIGHT + 1], vec![job]].concat());
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
    (1..=9).for_each(|to| step(&mut rig, lab, to));
    step(&mut rig, row, 1);
    rig.scheduler.cancel(lab).unwrap();
    for _ in 0..MAX_IN_FLIGHT {
        assert_eq!(about(rig.work(0, 30.0)), None, "what was in flight");
    }
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
