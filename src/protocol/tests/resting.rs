//! Workers that are given back and taken again: runs at rest go on as if nothing had been.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

mod rig;

use lesson::snapshot::Snapshot;
use rig::{Rig, interactive, open, step};
use unit_variance_protocol::message::{FromWorker, Priority, SessionId};
use unit_variance_protocol::scheduler::SchedulerEvent;
use unit_variance_protocol::workers::Workers;

fn snapshot(event: Option<SchedulerEvent>) -> Box<Snapshot> {
    match event {
        Some(SchedulerEvent::Message(FromWorker::Frame { snapshot, .. })) => snapshot,
        other => panic!("no frame: {other:?}"),
    }
}

/// Works until the run's owner hears of it.
fn heard(rig: &mut Rig, place: usize) -> Box<Snapshot> {
    for _ in 0..1000 {
        if let Some(event) = rig.work(place, 1.0) {
            return snapshot(Some(event));
        }
    }
    panic!("nothing is heard")
}

fn begun(rig: &mut Rig) -> SessionId {
    let session = interactive(rig);
    rig.all_ready();
    heard(rig, rig.made() - 1);
    session
}

#[test]
fn without_a_worker_allowed_none_is_made_and_what_waits_says_how_many_it_wants() {
    let mut rig = Rig::new(4);
    rig.scheduler.set_limit(0).unwrap();
    rig.scheduler.warm_up().unwrap();
    assert_eq!((rig.made(), rig.scheduler.wanted()), (0, 0));
    let sessions = [0; 6].map(|_| interactive(&mut rig));
    assert_eq!((rig.made(), rig.scheduler.wanted()), (0, 4), "as many as there can be");
    sessions[1..].iter().for_each(|session| rig.scheduler.end(*session).unwrap());
    assert_eq!(rig.scheduler.wanted(), 1);
    rig.scheduler.set_limit(1).unwrap();
    assert_eq!((rig.made(), rig.scheduler.wanted(), rig.scheduler.live()), (1, 0, 1));
}

#[test]
fn a_run_at_rest_goes_on_from_its_step_number_for_number() {
    let (mut rig, mut twin) = (Rig::new(1), Rig::new(1));
    let (session, other) = (begun(&mut rig), begun(&mut twin));
    for (rig, session) in [(&mut rig, session), (&mut twin, other)] {
        // A message is capped at three steps of the rig's clock: the way back takes two.
        for to in [3, 6] {
            step(rig, session, to);
            assert_eq!(heard(rig, 0).step, to);
        }
    }
    assert_eq!(rig.scheduler.rest(), 1);
    assert!(rig.worker(0).terminated.get());
    assert_eq!((rig.scheduler.wanted(), rig.scheduler.live()), (0, 0), "a run at rest wants nothing");
    step(&mut rig, session, 7);
    assert_eq!((rig.made(), rig.scheduler.wanted()), (1, 1), "it waits until it is allowed");
    rig.scheduler.set_limit(1).unwrap();
    rig.says(1, FromWorker::Ready);
    step(&mut twin, other, 7);
    // As text: what is not known is NaN in both.
    assert_eq!(format!("{:?}", heard(&mut rig, 1)), format!("{:?}", heard(&mut twin, 0)));
    step(&mut rig, session, 8);
    assert_eq!(heard(&mut rig, 1).step, 8);
}

#[test]
fn what_is_at_work_or_in_the_background_does_not_rest() {
    let mut rig = Rig::new(2);
    let session = begun(&mut rig);
    step(&mut rig, session, 3);
    assert_eq!(rig.scheduler.rest(), 0, "a step is at work");
    heard(&mut rig, 0);
    open(&mut rig, Priority::Background);
    rig.all_ready();
    heard(&mut rig, 1);
    assert_eq!(rig.scheduler.rest(), 1, "the job keeps its worker");
    assert!(rig.worker(0).terminated.get() && !rig.worker(1).terminated.get());
}

#[test]
fn runs_at_rest_can_be_ended_and_replaced() {
    let mut rig = Rig::new(1);
    let [first, second] = [begun(&mut rig), interactive(&mut rig)];
    heard(&mut rig, 0);
    rig.scheduler.rest();
    rig.scheduler.end(first).unwrap();
    let third = rig.scheduler.replace(second, rig::spec("init=he"), Priority::Interactive).unwrap();
    rig.scheduler.set_limit(1).unwrap();
    rig.says(1, FromWorker::Ready);
    assert_eq!(heard(&mut rig, 1).step, 0);
    step(&mut rig, third, 1);
    assert_eq!(heard(&mut rig, 1).step, 1);
    assert_eq!(rig.sessions[&1].len(), 1);
}
