//! Who works on what: waiting, calling off, replacing, ending, losing and reviving workers; all with a clock that the test
//! moves and workers that are no threads.

#![allow(clippy::unwrap_used, reason = "a test tells by panicking")]

mod rig;

use lesson::config::Config;
use lesson::race;
use lesson::session::{RunError, work};
use rig::{Rig, SPEC, about, interactive, lost, opens, spec, step};
use unit_variance_protocol::message::{FromWorker, Priority, SessionId, ToWorker};
use unit_variance_protocol::scheduler::{LossCause, MAX_IN_FLIGHT, START_LIMIT, SchedulerEvent, WorkerEvent};
use unit_variance_protocol::workers::Workers;

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
fn what_needs_the_rest_of_the_program_waits_for_it_and_lets_others_pass() {
    for query in ["norm=batch&depth=2&width=8", "net=cnn&depth=2&batch=8", "start=data&depth=2&width=8"] {
        let mut rig = Rig::new(1);
        rig.scheduler.begin_in_part();
        let waiting = rig.scheduler.open(spec(query), Priority::Interactive).unwrap();
        step(&mut rig, waiting, 1);
        rig.all_ready();
        assert!(rig.inbox(0).is_empty(), "{query}: neither the run nor its step is sent");
        let plain = rig.scheduler.open(spec(SPEC), Priority::Interactive).unwrap();
        assert_eq!(about(rig.work(0, 1.0)), Some(plain));
        rig.scheduler.complete().unwrap();
        assert_eq!((about(rig.work(0, 1.0)), about(rig.work(0, 1.0))), (Some(waiting), Some(waiting)), "{query}");
    }
}

#[test]
fn eight_rows_are_four_for_each_of_two_workers_though_one_is_up_long_before_the_other() {
    let mut rig = Rig::new(2);
    (0..8).for_each(|_| {
        interactive(&mut rig);
    });
    rig.says(0, FromWorker::Ready);
    while rig.work(0, 1.0).is_some() {}
    rig.says(1, FromWorker::Ready);
    for _ in 0..8 {
        (0..2).for_each(|place| drop(rig.work(place, 1.0)));
    }
    assert_eq!([0, 1].map(|place| rig.sessions[&place].len()), [4, 4]);
}

/// How many rows each of two workers comes to have in a race, and the work of a step of all of them.
fn shared(query: &str) -> [(usize, u64); 2] {
    let mut rig = Rig::new(2);
    let rows = race::rows(&Config::from_query(query).0).into_iter().map(|row| row.config.run);
    let works: Vec<(SessionId, u64)> =
        rows.map(|run| (rig.scheduler.open(run, Priority::Interactive).unwrap(), work(&run))).collect();
    rig.all_ready();
    while (0..2).any(|place| rig.work(place, 1.0).is_some()) {}
    [0, 1].map(|place| {
        let opened = opens(&rig.worker(place).log.borrow());
        let here = works.iter().filter(|(session, _)| opened.contains(session));
        (opened.len(), here.map(|(_, work)| work).sum())
    })
}

#[test]
fn rows_whose_steps_cost_little_make_room_for_more_on_their_worker() {
    // Instance norm makes zeros of a dense network, and products of zeros are not multiplied out.
    let norms = shared("figure=race&vary=norm&depth=2&width=20");
    assert_eq!(norms.map(|(rows, _)| rows), [4, 5]);
    for [(_, one), (_, other)] in [norms, shared("figure=race&vary=init&depth=2&width=20")] {
        assert!(one.abs_diff(other) < one.max(other) / 4, "{one} and {other}");
    }
}

#[test]
fn a_worker_that_was_made_beforehand_is_used() {
    let mut rig = Rig::new(4);
    rig.scheduler.warm_up().unwrap();
    interactive(&mut rig);
    assert_eq!(rig.made(), 1);
}

#[test]
fn a_worker_holds_some_messages_and_the_rest_waits_in_order() {
    let mut rig = Rig::new(1);
    let session = interactive(&mut rig);
    rig.all_ready();
    (1..=6).for_each(|to| step(&mut rig, session, to));
    assert_eq!(rig.inbox(0).len(), MAX_IN_FLIGHT);
    for _ in 0..7 {
        assert_eq!(about(rig.work(0, 1.0)), Some(session));
        assert!(rig.inbox(0).len() <= MAX_IN_FLIGHT);
    }
    let to = |message: &ToWorker| if let ToWorker::Step { to, .. } = message { *to } else { 0 };
    assert_eq!(rig.worker(0).log.borrow().iter().map(to).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6]);
}

#[test]
fn what_waits_for_a_replaced_run_is_called_off_and_what_it_answers_is_dropped() {
    let mut rig = Rig::new(1);
    let old = interactive(&mut rig);
    rig.all_ready();
    rig.work(0, 1.0);
    (1..=9).for_each(|to| step(&mut rig, old, to));
    let new = rig.scheduler.replace(old, spec(SPEC), Priority::Interactive).unwrap();
    for _ in 0..MAX_IN_FLIGHT {
        assert_eq!((about(rig.work(0, 1.0)), rig.sessions[&0].len()), (None, 0), "freed before the new one is made");
    }
    assert_eq!(about(rig.work(0, 1.0)), Some(new), "what was in flight was answered, the rest was never sent");
    assert!(rig.worker(0).inbox.borrow().is_empty());
    assert_eq!(rig.sessions[&0].len(), 1);
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
    (1..=5).for_each(|to| step(&mut rig, other, to));
    for to in 6..12 {
        newest = rig.scheduler.replace(newest, spec(SPEC), Priority::Interactive).unwrap();
        step(&mut rig, other, to);
    }
    for _ in 0..MAX_IN_FLIGHT {
        rig.work(0, 1.0);
    }
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
