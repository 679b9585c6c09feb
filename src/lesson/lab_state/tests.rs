//! The lab's state, driven as a reader and a worker drive it.

use super::*;
use crate::config::Config;
use crate::quiz::Place;
use crate::session::Session;
use crate::snapshot::UNKNOWN;

/// A run and its session, so that frames are real ones.
struct Lab {
    state: LabState,
    session: Session,
}

impl Lab {
    /// A run that was begun; its first frame is still to come.
    fn begun(query: &str) -> Self {
        let run = Config::from_query(query).0.run;
        let (mut state, session) = (LabState::default(), Session::new(&run).unwrap());
        assert!(state.configure(run, true));
        state.begin();
        Self { state, session }
    }

    fn at(query: &str, step: u32) -> Self {
        let mut lab = Self::begun(query);
        lab.frame(true);
        for _ in 0..step {
            lab.session.step();
            lab.frame(false);
        }
        lab
    }

    fn frame(&mut self, predictions: bool) -> bool {
        self.state.take(self.session.snapshot(predictions), 1.0, 1000.0)
    }
}

const SMALL: &str = "depth=3&width=10";

#[test]
fn the_first_frame_takes_the_place_of_the_earlier_run() {
    let mut lab = Lab::at(SMALL, 3);
    assert_eq!((lab.state.newest_step(), lab.state.is_beginning()), (3, false));
    lab.state.begin();
    assert!(lab.state.is_beginning() && lab.state.shown().is_some(), "until then the earlier run is seen");
    lab.session = Session::new(&lab.state.run()).unwrap();
    assert!(lab.frame(true) && !lab.frame(false), "only one is the first");
    assert_eq!((lab.state.newest_step(), lab.state.history().len()), (0, 1), "one step has one place");
}

#[test]
fn a_step_that_is_pressed_too_early_follows_the_first_frame_once() {
    let mut lab = Lab::begun(SMALL);
    assert!(!lab.state.press_step(true), "it has to wait");
    lab.frame(true);
    assert!(lab.state.take_pending_step() && !lab.state.take_pending_step());
    assert!(lab.state.press_step(true) && !lab.state.take_pending_step());
    let mut lost = Lab::begun(SMALL);
    assert!(lost.state.press_step(false), "a run that was lost is begun again by whoever steps");
    lost.state.press_step(true);
    lost.state.begin();
    assert!(!lost.state.take_pending_step(), "a new run owes nothing");
}

#[test]
fn the_next_step_goes_to_the_stop_at_most() {
    assert_eq!(Lab::begun(SMALL).state.target(1, None), None);
    let lab = Lab::at(SMALL, 2);
    assert_eq!(lab.state.target(5, None), Some(7));
    assert_eq!(lab.state.target(5, Some(4)), Some(4));
    assert_eq!(lab.state.target(u32::MAX, None), Some(u32::MAX));
}

#[test]
fn playing_ends_where_the_run_diverged_or_the_stop_is_reached_but_may_begin_anew() {
    let lab = Lab::at(SMALL, 2);
    assert!(lab.state.may_go_on(None) && lab.state.may_go_on(Some(3)) && !lab.state.may_go_on(Some(2)));
    let mut lost = Lab::at("act=linear&lr=1&depth=3&init=large&width=20", 60);
    assert!(lost.state.history().newest().unwrap().divergence.is_some());
    assert!(!lost.state.may_go_on(None));
    lost.state.begin();
    assert!(lost.state.may_go_on(None) && lost.state.may_go_on(Some(0)));
}

#[test]
fn predictions_are_asked_for_where_they_are_seen_and_stay_until_others_come() {
    let lab = Lab::at(SMALL, 1);
    let newest = lab.state.history().newest().unwrap();
    assert_ne!(newest.predictions, Predictions::None, "those of step 0 stay");
    let wants = |playing, seen, later| lab.state.wanted(2, Some(3), playing, seen, 1000.0 + later).held_out;
    assert_eq!(wants(false, false, 0.0), HeldOut::Predict, "a single step always has them");
    assert_eq!([true, false].map(|seen| wants(true, seen, READING)), [HeldOut::Last; 2], "too soon");
    assert_eq!(wants(true, false, READING + 1.0), HeldOut::Judge);
    assert_eq!(wants(true, true, READING + 1.0), HeldOut::Predict);
    assert_eq!(lab.state.wanted(3, Some(3), true, false, 1000.0).held_out, HeldOut::Predict, "where it stops");
}

/// What the held-out examples said has its step, until the picture is looked at again: then all is of one step.
#[test]
fn a_picture_that_was_not_judged_says_of_which_step_its_accuracy_is() {
    let mut lab = Lab::at(SMALL, 1);
    assert_eq!(lab.state.unjudged(), None);
    lab.session.step();
    let last = lab.session.picture(Wanted { held_out: HeldOut::Last, ..Wanted::WHOLE });
    lab.state.take(last, 1.0, 0.0);
    let newest = lab.state.history().newest().unwrap();
    assert_eq!((newest.step, newest.judged, lab.state.unjudged()), (2, 1, Some(2)));
    assert_eq!(lab.state.history().accuracy.points().last().unwrap().0, 1);
    let places = lab.state.slider();
    lab.state.take(lab.session.picture(Wanted::WHOLE), 1.0, 0.0);
    assert_eq!((lab.state.unjudged(), lab.state.slider()), (None, places), "the same place on the slider");
    assert_eq!(lab.state.history().accuracy.points().last().unwrap().0, 2);
}

#[test]
fn an_answer_is_overdue_after_some_patience_and_only_one_looks() {
    let mut state = LabState::default();
    assert!(state.begin_timeout() && !state.begin_timeout());
    assert_eq!(state.on_timeout(None), Wait::Over);
    assert!(state.begin_timeout());
    assert_eq!(state.on_timeout(Some(PATIENCE / 2.0)), Wait::GoesOn);
    assert_eq!(state.on_timeout(Some(PATIENCE - 0.5)), Wait::Overdue);
}

#[test]
fn the_slider_looks_back_and_whatever_goes_on_looks_at_the_newest() {
    let mut lab = Lab::at(SMALL, 4);
    assert_eq!(lab.state.slider(), (4, 4));
    lab.state.look_back(1);
    assert_eq!((lab.state.shown().unwrap().step, lab.state.slider(), lab.state.is_looking_back()), (1, (1, 4), true));
    assert_eq!(lab.state.judged().unwrap().step, 1);
    lab.session.step();
    lab.frame(false);
    assert_eq!(lab.state.shown().unwrap().step, 1, "a frame does not move who looks back");
    lab.state.look_back(5);
    assert!(!lab.state.is_looking_back(), "the last place is the newest, whatever it will be");
    lab.state.look_back(0);
    lab.state.press_step(true);
    assert_eq!(lab.state.shown().unwrap().step, 5);
}

#[test]
fn a_run_that_diverged_is_seen_at_its_last_finite_state_and_judged_at_its_newest() {
    let lab = Lab::at("act=linear&lr=1&depth=3&init=large&width=20", 60);
    let (shown, judged) = (lab.state.shown().unwrap(), lab.state.judged().unwrap());
    assert!(shown.divergence.is_none() && judged.divergence.is_some() && shown.step < judged.step);
    assert!(lab.state.picture().unwrap().1.is_some(), "the layer that diverged is marked");
}

#[test]
fn a_part_of_a_step_shows_what_is_known_after_it() {
    let mut lab = Lab::at(SMALL, 1);
    lab.state.look_at_part(Some(Part::Forward));
    let (seen, _) = lab.state.picture().unwrap();
    assert_eq!((lab.state.part(), seen.layers[0].grad.std), (Some(Part::Forward), UNKNOWN));
    lab.state.look_at_part(Some(Part::Update));
    let whole = lab.state.picture().unwrap().0;
    assert!(Rc::ptr_eq(&whole, lab.state.shown().unwrap()));
    lab.state.look_back(0);
    assert_eq!(lab.state.part(), None);
}

#[test]
fn the_opening_question_meets_a_reader_who_comes_without_a_choice() {
    let run = Config::from_query(SMALL).0.run;
    let mut state = LabState::default();
    assert_eq!(state.arrive(true), None);
    state.configure(run, true);
    assert!(state.is_quiz_open());
    assert!(!state.configure(run, false) && state.is_quiz_open(), "the same run answers nothing");
    assert!(state.configure(RunSpec { depth: 4, ..run }, false) && !state.is_quiz_open());
    state.arrive(true);
    assert!(!state.is_quiz_open(), "not at a later arrival");
    let mut linked = LabState::default();
    linked.arrive(false);
    assert!(!linked.is_quiz_open(), "nor with an address that says something");
}

#[test]
fn a_question_of_the_article_is_put_once_and_veils_the_last_layer_until_it_is_answered() {
    let mut lab = Lab::at(SMALL, 0);
    let question = Question::new("Where?".into(), "zero:near 0", "");
    lab.state.set_question(question.clone());
    assert_eq!(lab.state.arrive(false), Some(question));
    assert!(lab.state.is_quiz_open());
    let (seen, marked) = lab.state.picture().unwrap();
    assert_eq!((seen.layers[2].act.std, marked), (UNKNOWN, None));
    assert!(lab.state.close_quiz() && !lab.state.close_quiz());
    assert_ne!(lab.state.picture().unwrap().0.layers[2].act.std, UNKNOWN);
    assert_eq!(lab.state.arrive(false), None);
}

#[test]
fn a_guess_is_answered_until_the_run_goes_on() {
    let mut lab = Lab::at("init=small", 0);
    lab.state.answer(Guess::At(Place::Zero), "near 0".into());
    let reply = lab.state.quiz_reply().unwrap();
    assert!(matches!(reply, (Reply::Judged { right: true, layer: 10, .. }, text) if text == "near 0"), "{reply:?}");
    lab.session.step();
    lab.frame(false);
    assert_eq!(lab.state.quiz_reply(), None);
    let mut lab = Lab::at("init=small", 0);
    lab.state.answer(Guess::Skip, "just show me".into());
    assert_eq!(lab.state.quiz_reply(), None);
}
