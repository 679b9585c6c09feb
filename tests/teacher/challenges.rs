//! Every challenge can be reached, by the answer that the teacher's page gives, and none is reached where it starts.

use super::{config, page};
use unit_variance::lesson::challenge::{Challenge, Standing, Task};
use unit_variance::lesson::choice::Choice;
use unit_variance::lesson::config::RunSpec;
use unit_variance::lesson::history::History;
use unit_variance::lesson::session::Session;

/// The answers that the page gives to a challenge: its links to it but for the first, which is its start.
fn answers(challenge: Challenge) -> Vec<RunSpec> {
    let page = page("challenges");
    let mut queries = page.queries();
    queries.retain(|query| config(query).page.challenge == Some(challenge));
    assert_eq!(queries[0], challenge.query());
    queries[1..].iter().map(|query| config(query).run).collect()
}

fn standing(task: &Task, run: &RunSpec) -> Standing {
    let mut session = Session::new(run).expect("it fits");
    let mut history = History::default();
    history.push(session.snapshot(false));
    while session.at() < task.step && session.step() {}
    history.push(session.snapshot(false));
    task.standing(run, &history)
}

#[test]
fn no_challenge_is_reached_where_it_starts() {
    for challenge in Challenge::ALL {
        let task = challenge.task();
        let found = standing(&task, &config(&challenge.query()).run);
        println!("{}: {found:?}", challenge.key());
        assert!(matches!(found, Standing::Missed(_)), "{}: {found:?}", challenge.key());
    }
}

#[test]
fn every_challenge_is_reached_by_its_answer() {
    for challenge in Challenge::ALL {
        let answers = answers(*challenge);
        assert!(!answers.is_empty(), "{}", challenge.key());
        for run in answers {
            let found = standing(&challenge.task(), &run);
            println!("{}: {found:?}", challenge.key());
            assert!(matches!(found, Standing::Reached(_)), "{}: {found:?}", challenge.key());
        }
    }
}

/// "each of which alone keeps this network from the goal".
#[test]
fn each_of_the_five_faults_keeps_the_network_from_its_goal() {
    let task = Challenge::Faults.task();
    let start = config(task.start).run;
    let mended = answers(Challenge::Faults)[0];
    let faults = [
        RunSpec { init: start.init, ..mended },
        RunSpec { act: start.act, ..mended },
        RunSpec { scaling: start.scaling, ..mended },
        RunSpec { batch: start.batch, ..mended },
        RunSpec { lr: start.lr, ..mended },
    ];
    for run in faults {
        let found = standing(&task, &run);
        assert!(matches!(found, Standing::Missed(_)), "{run:?}: {found:?}");
    }
}
