//! The race as a reader, the page and the workers use it.

use super::*;
use crate::markup::{Markup, TABLE_LINES};
use crate::rig::{Rig, deed};

const SMALL: &str = "vary=init&depth=2&width=8&batch=16";

fn race(query: &str, workers: usize) -> Rig<Race> {
    Rig::drawn(Race::default(), query, workers)
}

fn steps(rig: &Rig<Race>) -> Vec<Option<u32>> {
    rig.figure.rows.iter().map(|row| Some(row.runner.picture()?.step)).collect()
}

#[test]
fn every_value_has_a_row_with_its_name_its_link_and_its_charts() {
    let mut rig = race(SMALL, 2);
    let entries = race::rows(&Config::from_query(SMALL).0);
    assert_eq!((rig.page.rows.borrow().len(), rig.figure.rows.len()), (entries.len(), entries.len()));
    for (row, entry) in rig.page.rows.borrow().iter().zip(&entries) {
        assert!(!row.text("row-name").is_empty() && row.attribute("", "--c").is_some());
        assert_eq!(row.attribute("[data-part=row-open]", "href"), Some(format!("#{}", entry.to_link())));
    }
    let said = rig.draw();
    assert_eq!(said.len(), CHARTS.len() + entries.len());
    assert!(said[&CHARTS.len()].starts_with(&rig.figure.rows[0].name), "{said:?}");
    let mut sparks = Vec::new();
    rig.figure.visit_sketches(&Config::default(), &rig.words, &mut |place, _| sparks.push(place));
    assert_eq!(sparks, (0..entries.len()).collect::<Vec<_>>());
    assert_eq!(rig.page.nodes("[data-part=layer-labels]").len(), 2);
    // Another depth is other runs in the same rows; another choice is other rows.
    let before: Vec<_> = rig.page.rows.borrow().iter().map(std::rc::Rc::as_ptr).collect();
    rig.configure("vary=init&depth=3&width=8&batch=16", false);
    assert_eq!(rig.page.rows.borrow().iter().map(std::rc::Rc::as_ptr).collect::<Vec<_>>(), before);
    rig.configure("vary=opt&depth=3&width=8&batch=16", false);
    assert_eq!(rig.page.rows.borrow().len(), 4);
}

#[test]
fn all_rows_stand_at_the_same_step_and_stop_together() {
    let mut rig = race(&format!("{SMALL}&until=3"), 2);
    rig.press("step");
    rig.frames(1);
    assert!(steps(&rig).iter().all(|step| *step == Some(1)), "{:?}", steps(&rig));
    rig.press("play");
    for _ in 0..8 {
        rig.frames(1);
        let steps = steps(&rig);
        assert!(steps.iter().all(|step| *step == steps[0]), "{steps:?}");
    }
    assert!(!rig.page.is_playing() && rig.figure.step() == 3, "{}", rig.figure.step());
    assert_eq!(rig.page.nodes(TABLE_LINES).len(), rig.figure.rows.len());
    assert!(rig.figure.csv(&Config::default(), &rig.words).unwrap().lines().count() > rig.figure.rows.len());
}

/// What a row's verdict is on is measured when its held-out examples are judged; the last update is part of it.
#[test]
fn a_row_whose_units_died_says_so() {
    let mut rig = race("vary=lr&act=relu&init=he&depth=2&width=8&batch=16", 2);
    for _ in 0..4 {
        rig.press("step");
        rig.frames(1);
    }
    let two = rig.figure.rows.iter().position(|row| row.entry.key == "2").unwrap();
    let seen = rig.figure.rows[two].runner.told().unwrap();
    assert_eq!((seen.step, seen.layers.iter().any(|layer| layer.update_ratio > 0.0)), (4, true));
    assert_eq!(rig.figure.rows[two].runner.history.verdict(seen).finding.key(), "dead");
    rig.draw();
    assert_eq!(rig.page.rows.borrow()[two].text("row-verdict"), rig.words.row_verdict(&rig.figure.rows[two].runner));
}

#[test]
fn a_row_that_is_switched_off_waits_and_catches_up() {
    let mut rig = race(SMALL, 1);
    let switch = |on: f64| deed("change").on("data-part", "row-on").at(on).row(1);
    assert!(rig.does(switch(0.0)));
    rig.press("step");
    rig.frames(1);
    assert_eq!((steps(&rig)[0], steps(&rig)[1]), (Some(1), Some(0)));
    assert!(rig.page.rows.borrow()[1].attribute("", "data-off").is_some());
    assert!(rig.does(switch(1.0)));
    rig.frames(2);
    assert_eq!(steps(&rig)[1], Some(1));
    assert!(rig.page.rows.borrow()[1].attribute("", "data-off").is_none());
}

#[test]
fn a_guess_waits_for_its_judgement_and_rows_are_opened_and_copied() {
    let mut rig = race(SMALL, 1);
    let key = rig.figure.rows[0].entry.key.clone();
    assert_eq!(rig.page.nodes("[data-part=answers]").len(), rig.figure.rows.len());
    let reply = rig.with(|race, cx| race.reply(cx, &key)).unwrap();
    assert!(reply.contains("200"), "{reply}");
    rig.draw();
    assert_eq!((rig.page.text("reply"), rig.page.is_shown("ask")), (reply, Some(false)));
    assert!(rig.does(deed("click").on("data-part", "row-open").row(0)));
    assert_eq!(rig.page.asked(), [format!("push init={key}"), "scroll to lab".into()]);
    rig.press_at("copy-code", deed("click").row(0));
    rig.press_at("unfold-row", deed("click").row(0));
    let asked = rig.page.asked();
    assert!(asked[0].contains("import torch") && asked[1] == "resize", "{asked:?}");
    let unfolded = |rig: &Rig<Race>| {
        let rows = rig.page.rows.borrow();
        (rows[0].is_open("[data-action=unfold-row]"), rows[0].attribute("", "data-unfolded").is_some())
    };
    assert_eq!(unfolded(&rig), (true, true));
    rig.press_at("unfold-row", deed("click").row(0));
    assert_eq!(unfolded(&rig), (false, false));
    rig.press("show-numbers");
    assert!(rig.page.attribute("[data-panel=numbers]", "hidden").is_none() && rig.page.is_open(NUMBERS));
}

#[test]
fn rows_of_a_lost_worker_begin_again_up_to_the_common_step() {
    let mut rig = race(SMALL, 1);
    rig.press("step");
    rig.frames(1);
    assert!(rig.lose(0));
    for reached in [1, 2] {
        rig.press("step");
        rig.frames(6);
        assert!(steps(&rig).iter().all(|step| *step == Some(reached)), "{:?}", steps(&rig));
    }
}
