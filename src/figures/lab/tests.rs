//! The lab as a reader, the page and a worker use it.

use super::*;
use crate::markup::Markup;
use crate::rig::{Rig, deed};
use lesson::quiz::Question;

const SMALL: &str = "depth=3&width=8&batch=16";

fn lab(query: &str) -> Rig<Lab> {
    Rig::drawn(Lab::default(), query, 1)
}

#[test]
fn a_guess_is_asked_before_the_last_layer_is_shown_and_held_against_it() {
    let mut rig = lab("");
    assert_eq!(rig.page.is_shown("question"), Some(true));
    let veiled = rig.draw();
    assert!(rig.page.text("verdict").is_empty(), "nothing is given away");
    assert!(rig.does(deed("click").on("data-answer", "zero").saying("near 0")));
    assert_eq!(
        (rig.page.is_shown("question"), rig.page.asked().pop()),
        (Some(false), Some("focus [data-action=play]".into()))
    );
    assert_ne!(rig.draw(), veiled, "the last layer is there");
    assert!(rig.page.text("verdict").starts_with("Not this time: layer 10"), "{}", rig.page.text("verdict"));
    // A question of the text's own takes the place of the opening one, with its own replies.
    rig.figure.set_question(Question::new("And now?".into(), "up|down", "It rose.|It fell."));
    rig.configure(SMALL, true);
    let buttons = rig.page.nodes("[data-part=answers]");
    let attributes: Vec<_> = buttons.iter().map(|button| button.attributes.last().cloned().unwrap()).collect();
    let [up, down, skip] = [("data-reply", "It rose."), ("data-reply", "It fell."), ("class", "quiet")];
    assert_eq!(attributes, [up, down, skip].map(|(name, value)| (name, value.to_string())));
    rig.work();
    rig.does(deed("click").on("data-answer", "watch").on("data-reply", "It rose.").saying("up"));
    rig.draw();
    assert!(rig.page.text("verdict").starts_with("It rose."), "{}", rig.page.text("verdict"));
}

#[test]
fn it_plays_to_its_stop_and_the_slider_goes_back() {
    let mut rig = lab(&format!("{SMALL}&until=3"));
    assert_eq!((rig.page.text("step"), rig.page.attribute("", "data-state")), ("0".into(), Some("idle".into())));
    rig.press("step");
    rig.work();
    rig.draw();
    assert_eq!((rig.page.text("step"), rig.page.text("told")), ("1".into(), "1".into()));
    rig.press("play");
    assert!(rig.page.is_playing());
    rig.frames(4);
    assert!(!rig.page.is_playing() && rig.page.text("step") == "3", "{}", rig.page.text("step"));
    let slider =
        |rig: &Rig<Lab>| (rig.page.attribute(text::HISTORY, "max"), rig.page.fields.borrow()[text::HISTORY].clone());
    assert_eq!(slider(&rig), (Some("3".into()), "3".into()));
    assert!(rig.does(deed("input").on("data-part", "history").at(1.0)));
    rig.draw();
    assert_eq!((slider(&rig).1, rig.page.text("step")), ("1".into(), "1".into()));
    assert!(rig.page.text("run-note").contains('3'), "{}", rig.page.text("run-note"));
    let rows = rig.page.nodes(crate::markup::TABLE_LINES);
    assert_eq!(rows.len(), 4, "the input and the layers");
}

#[test]
fn a_part_of_a_step_is_lit_wherever_the_page_tells_of_it() {
    let mut rig = lab(SMALL);
    let lit = |rig: &Rig<Lab>, part: &str| {
        let places = format!("[data-action=part][data-value={part}], [data-step={part}]");
        rig.page.attribute(&places, "aria-current").is_some()
    };
    for (part, other) in [("forward", "update"), ("update", "forward")] {
        rig.press_at("part", deed("click").on("data-action", "part").on("data-value", part));
        rig.work();
        rig.draw();
        assert!(lit(&rig, part) && !lit(&rig, other), "{part}");
        assert!(!rig.page.text("part-text").is_empty());
    }
    assert_eq!(rig.page.text("step"), "1", "an update is a step");
    rig.press("step");
    rig.work();
    rig.draw();
    assert!(!lit(&rig, "update"));
}

#[test]
fn a_drawing_on_the_pad_and_a_point_of_the_plane_are_asked_about() {
    let mut rig = lab(SMALL);
    assert!(rig.does(deed("pointerdown").on("data-cell", "9")) && rig.does(deed("pointermove").over("10")));
    rig.does(deed("pointerup"));
    assert!(!rig.does(deed("pointermove").over("40")), "the stroke has ended");
    rig.work();
    let share = |rig: &Rig<Lab>, cell: u32| rig.page.attribute(&format!("[data-cell='{cell}']"), "--v");
    assert_eq!((share(&rig, 10), share(&rig, 40)), (Some("1".into()), Some("0".into())));
    assert_eq!(rig.page.nodes("[data-part=probabilities]").len(), 10);
    assert!(rig.page.text("prediction").contains('%'), "{}", rig.page.text("prediction"));
    assert!(!rig.does(deed("keydown").on("data-cell", "10").key("ArrowRight")));
    assert_eq!(rig.page.attribute("[data-cell='11']", "tabindex"), Some("0".into()));

    let mut rig = lab(&format!("{SMALL}&data=moons"));
    let (style, size) = (Style::light(1.0), (400.0, 400.0));
    let spot = |chart| Spot { chart, at: Some((200.0, 200.0)), size, style: &style };
    let click = deed("click");
    assert!(!rig.with(|lab, cx| lab.on_chart(cx, &click, spot(0))).unwrap(), "another chart");
    assert!(rig.with(|lab, cx| lab.on_chart(cx, &click, spot(charts::lab::LEARNED))).unwrap());
    rig.work();
    assert_eq!(rig.page.nodes("[data-part=probabilities]").len(), 2);
    assert!(rig.page.field("[data-part=point-x]").is_finite());
    assert!(rig.does(deed("input").on("data-part", "point-x")) && rig.figure.predict.own.point.is_some());
}

#[test]
fn what_takes_long_is_said_and_can_be_cancelled_and_what_is_lost_begins_again() {
    let mut rig = Rig::new(Lab::default(), SMALL, 1);
    assert!(rig.page.asked().contains(&"look after 400".into()));
    let late = rig.now();
    while rig.now() < late + 600.0 {
        rig.draw();
    }
    rig.with(|lab, cx| lab.on_timeout(cx));
    assert_eq!(rig.page.is_shown("busy"), Some(true));
    rig.press("cancel");
    assert!(rig.page.is_shown("busy") == Some(false) && !rig.page.text("error").is_empty());
    rig.press("step");
    rig.work();
    rig.draw();
    assert_eq!((rig.page.text("step"), rig.page.text("error")), ("0".into(), String::new()), "it begins anew");
    assert!(rig.lose(0));
    rig.press("play");
    rig.frames(2);
    assert_ne!(rig.page.text("step"), "0");
}

#[test]
fn tabs_show_the_table_and_the_program_of_the_chosen_library() {
    let mut rig = lab(SMALL);
    rig.page.choose_tab("code");
    rig.with(|lab, cx| lab.on_tab(cx));
    assert!(rig.page.text("code").contains("import torch"));
    assert!(rig.does(deed("change").on("data-library", "keras")));
    assert!(rig.page.text("code").contains("import keras"), "{}", rig.page.text("code"));
    rig.press("copy-code");
    assert!(rig.page.asked().iter().any(|asked| asked.starts_with("copy") && asked.contains("import keras")));
    rig.press("show-numbers");
    assert_eq!(rig.page.tab(), "numbers");
    rig.draw();
    assert_eq!(rig.page.attribute("[data-action=show-numbers]", "aria-expanded"), Some("true".into()));
    rig.press("show-numbers");
    assert_eq!(rig.page.tab(), "learned");
    let shown = |rig: &Rig<Lab>| {
        let marked = rig.page.attribute("", "data-more").is_some();
        assert_eq!(rig.page.attribute(".more-panel", "hidden").is_none(), marked);
        marked
    };
    rig.press("more");
    assert!(shown(&rig) && rig.page.is_open("[data-action=more]"));
    rig.press("more");
    assert!(!shown(&rig));
    assert!(
        rig.does(deed("change").on("data-values", "before"))
            && rig.figure.csv(&Config::default(), &rig.words).is_some()
    );
}
