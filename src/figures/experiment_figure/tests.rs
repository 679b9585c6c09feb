//! An experiment as a reader, the page and the workers use it.

use super::*;
use crate::experiment::{Table, Visit as Charts};
use crate::markup::{Markup, TABLE_LINES};
use crate::rig::{Rig, deed};
use lesson::jobs::{Done, Job, Jobs};
use lesson::session::RunError;
use words::Named;

/// Two small runs, and what was done to it.
struct Two {
    jobs: Jobs,
    ended: Vec<(usize, u32)>,
    done: String,
}

impl Two {
    fn new() -> Self {
        let spec = Config::from_query("depth=2&width=4&batch=8&data=blobs").0.run;
        let job = |to| Job { spec, to, ask: None, times: 1, cost: 1.0 };
        Self { jobs: Jobs::new(vec![job(2), job(3)]), ended: Vec::new(), done: String::new() }
    }
}

impl Experiment for Two {
    fn charts(&self) -> &'static [&'static str] {
        &[]
    }

    fn visit(&self, _words: &Words, _visit: Charts<'_>) {}

    fn slid(&mut self, slider: &str, place: f64) -> Effect {
        Effect::Patch(format!("{slider}={place}"))
    }

    fn pressed(&mut self, what: &str) -> Effect {
        self.done = what.into();
        if what == "lab" { Effect::Open("init=he".into()) } else { Effect::Changed }
    }

    fn picked(&mut self, mark: &Mark) -> Effect {
        Effect::Patch(format!("row={}", mark.row))
    }

    fn place(&self, _slider: &str, place: f64) -> Option<f64> {
        (place != 2.0).then_some(2.0)
    }

    fn most(&self, _slider: &str) -> Option<usize> {
        Some(7)
    }

    fn nudged(&mut self, _direction: lesson::direction::Direction) -> Effect {
        Effect::Patch("nudged=1".into())
    }

    fn answered(&mut self, guess: &str) -> Effect {
        Effect::Patch(format!("guess={guess}"))
    }

    fn reply(&self, _words: &Words, guess: &str) -> Option<String> {
        (!self.ended.is_empty()).then(|| guess.to_uppercase())
    }

    fn jobs(&mut self) -> Option<&mut Jobs> {
        Some(&mut self.jobs)
    }

    fn take(&mut self, job: usize, outcome: Result<Done<'_>, &RunError>) {
        self.ended.push((job, outcome.map_or(0, |done| done.snapshot.step)));
    }

    fn forget(&mut self) {
        self.ended.clear();
    }

    fn values(&self, _words: &Words) -> Vec<Named> {
        vec![("ended", format!("{:?}", self.ended)), ("pressed", self.done.clone())]
    }

    fn table(&self, _words: &Words) -> Option<Table> {
        Some(Table { heads: vec!["a".into()], lines: vec![vec!["b".into()]] })
    }
}

type Result<T, E> = std::result::Result<T, E>;

fn two() -> Rig<ExperimentFigure> {
    Rig::new(ExperimentFigure::new(Box::new(Two::new())), "", 1)
}

#[test]
fn jobs_are_run_paused_lost_and_cancelled() {
    let mut rig = two();
    rig.draw();
    assert_eq!((rig.page.is_shown("cancel"), rig.page.text("run")), (Some(false), rig.words.control_run().into()));
    rig.press("run");
    rig.draw();
    assert_eq!(rig.page.attribute("", "data-state"), Some("stepping".into()));
    assert_eq!(rig.page.text("run"), rig.words.control_pause());
    assert!(rig.page.text("progress-text").starts_with("0 of 2"));
    rig.press("run");
    rig.work();
    rig.draw();
    assert_eq!(rig.page.text("ended"), "[]", "it waits");
    rig.press("run");
    assert!(!rig.lose(0), "a job is begun again");
    rig.with(|figure, cx| figure.go_on(cx)).unwrap();
    rig.work();
    rig.draw();
    assert_eq!(rig.page.text("ended"), "[(0, 2), (1, 3)]");
    assert_eq!(rig.page.attribute("[data-part=progress-bar]", "value"), Some("1.000".into()));
    rig.press("cancel");
    rig.draw();
    assert_eq!((rig.page.text("ended"), rig.page.is_shown("progress")), ("[]".into(), Some(false)));
}

#[test]
fn controls_marks_and_guesses_become_keys() {
    let mut rig = two();
    assert!(rig.does(deed("input").on("data-part", "n").at(0.5)));
    rig.page.set_attribute("input[type=range][data-part]", "data-part", Some("n"));
    assert!(rig.does(deed("click").on("data-press", "still")));
    assert_eq!(rig.page.fields.borrow()["input[type=range][data-part='n']"], "2", "the slider follows");
    assert_eq!(rig.page.attribute("input[type=range][data-part='n']", "max"), Some("7".into()));
    rig.draw();
    assert_eq!(rig.page.text("pressed"), "still");
    assert!(rig.does(deed("click").on("data-press", "lab")));
    let mark = Mark { x: (0.0, 1.0), y: (0.0, 1.0), at: (0.5, 0.5), row: 3, column: 0 };
    assert!(rig.with(|figure, cx| figure.on_pick(cx, &mark, false)));
    let (style, left) = (Style::light(1.0), Move::By(lesson::direction::Direction::Left));
    assert!(rig.with(|figure, cx| figure.on_grip(cx, left, (1.0, 1.0), &style)));
    assert!(!rig.with(|figure, cx| figure.on_grip(cx, Move::To((0.0, 0.0)), (1.0, 1.0), &style)));
    assert_eq!(rig.with(|figure, cx| figure.reply(cx, "up")), None, "the run has to tell");
    let asked = rig.page.asked();
    assert_eq!(
        asked,
        ["replace n=0.5", "push init=he", "scroll to lab", "replace row=3", "replace nudged=1", "push guess=up"]
    );
    rig.press("run");
    rig.work();
    rig.draw();
    assert_eq!(rig.page.text("reply"), "UP");
    rig.page.set_attribute("[data-part=numbers]:not([hidden])", "data-part", Some("numbers"));
    rig.press("show-numbers");
    rig.draw();
    assert!(rig.page.is_open(NUMBERS) && rig.page.nodes(TABLE_LINES).len() == 1);
}
