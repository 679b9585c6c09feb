//! The cube as a reader, the page and a worker use it.

use super::*;
use crate::markup::Markup;
use crate::rig::{Rig, deed};

fn cube(query: &str) -> Rig<Cube> {
    Rig::drawn(Cube::default(), query, 1)
}

#[test]
fn the_chosen_cell_is_told_and_every_method_has_its_small_cube() {
    let rig = cube("norm=group&groups=4&shape=4,8,4");
    assert!(!rig.page.text("cube-sentence").is_empty() && !rig.finding().is_empty());
    assert_eq!(rig.page.attribute("input[name=cube-norm]", "checked"), Some("group".into()));
    assert_eq!(rig.page.attribute("[data-divisors]", "max"), Some("8".into()));
    assert_eq!(rig.page.fields.borrow()["[data-size=c]"], "8");
    assert!(rig.page.attribute("[data-formula~=scale]", "hidden").is_none());
    assert_eq!(rig.page.attribute("[data-formula]:not([data-formula~=scale])", "hidden"), Some(String::new()));
    let (config, words) = (Config::from_query("norm=group&groups=4&shape=4,8,4").0, Words::english());
    let (style, mut drawn) = (Style::light(1.0), Vec::new());
    rig.figure.visit_sketches(&config, &words, &mut |place, draw| {
        drawn.push(place);
        assert!(!draw((80.0, 60.0), &style).shapes.is_empty());
    });
    assert_eq!(drawn, (0..METHODS.len()).collect::<Vec<_>>());
}

#[test]
fn pointer_keys_and_buttons_choose_a_cell_and_sliders_cut_the_tensor() {
    let mut rig = cube("shape=4,8,4");
    let style = Style::light(1.0);
    let spot = |at| Spot { chart: 0, at, size: (600.0, 500.0), style: &style };
    // Somewhere on the cube there is a cell.
    let places = (0..60).flat_map(|x| (0..50).map(move |y| (f64::from(x) * 10.0, f64::from(y) * 10.0)));
    let at = places.into_iter().find(|at| cell_at([4, 8, 4, 4], (600.0, 500.0), &style, *at).is_some());
    let chosen = rig.page.text("cube-sentence");
    assert!(rig.with(|cube, cx| cube.on_chart(cx, &deed("pointermove"), spot(at))).unwrap());
    rig.draw();
    assert_eq!(rig.page.text("announcement"), chosen, "what the pointer passes over is not read out");
    rig.figure.on_leave(&rig.page);
    rig.draw();
    assert_eq!(rig.page.text("cube-sentence"), chosen);
    assert!(rig.with(|cube, cx| cube.on_chart(cx, &deed("click"), spot(at))).unwrap());
    assert!(rig.page.asked()[0].starts_with("replace n="));
    let key = |key| deed("keydown").key(key);
    assert!(rig.with(|cube, cx| cube.on_chart(cx, &key("ArrowRight"), spot(None))).unwrap());
    assert!(!rig.with(|cube, cx| cube.on_chart(cx, &key("x"), spot(None))).unwrap());
    assert!(rig.does(deed("click").on("data-cell-step", "n").on("data-by", "1")));
    assert!(rig.does(deed("input").on("data-size", "c").at(16.0)));
    assert_eq!(rig.page.asked(), ["replace n=0&c=1&h=0&w=0", "replace n=1&c=0&h=0&w=0", "replace shape=4,16,4"]);
    assert!(!rig.does(deed("click")));
}

#[test]
fn its_network_trains_and_begins_again_where_it_was_lost() {
    let mut rig = cube("");
    rig.press("step");
    rig.work();
    assert_eq!((rig.figure.step(), rig.page.attribute("", "data-step")), (1, Some("1".into())));
    rig.press("play");
    rig.frames(2);
    assert!(rig.page.is_playing() && rig.figure.step() == 3);
    rig.press("play");
    assert!(rig.lose(0) && !rig.page.is_playing());
    rig.press("play");
    rig.work();
    assert_eq!(rig.figure.step(), 0);
    assert!(rig.with(|cube, cx| cube.reply(cx, "batch")).is_some());
}
