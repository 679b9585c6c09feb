//! What normalization makes of a changed picture: channels and pictures.

use super::{both_themes, draw, every_mark_answers, light_only, survive};
use unit_variance::charts::contrast::{Channels, Pictures};
use unit_variance::charts::plot::{Mark, Plot};
use unit_variance::lesson::config::Config;
use unit_variance::lesson::contrast::Contrast;
use unit_variance::words::Words;

fn state(query: &str) -> Contrast {
    let (mut state, (config, _)) = (Contrast::default(), Config::from_query(query));
    state.configure(config.page.figures.contrast, config.run.seed);
    while state.work() {}
    state
}

fn channels(state: &Contrast, method: usize) -> Channels<'_> {
    Channels::of(state, method).expect("it is computed")
}

#[test]
fn a_louder_channel_under_batch_and_group_norm() {
    let state = state("contrast-gain=3");
    both_themes("contrast-batch", (560, 144), |area, style| draw(area, &channels(&state, 0), style));
    light_only("contrast-group", (340, 170), |area, style| draw(area, &channels(&state, 3), style));
}

#[test]
fn a_paler_picture_and_its_neighbours() {
    let state = state("contrast-scale=0.25");
    let pictures = Pictures::of(&state).expect("they are there");
    both_themes("contrast-pictures", (340, 110), |area, style| draw(area, &pictures, style));
}

#[test]
fn every_cell_and_every_picture_answers() {
    let state = state("contrast-gain=3");
    every_mark_answers(&channels(&state, 0), (560.0, 144.0));
    every_mark_answers(&channels(&state, 3), (340.0, 170.0));
    every_mark_answers(&Pictures::of(&state).expect("they are there"), (340.0, 110.0));
}

#[test]
fn a_cell_says_what_it_was_and_what_it_is() {
    let (state, words) = (state("contrast-gain=3"), Words::english());
    let tip = |row, column| {
        let mark = Mark { x: (0.0, 0.0), y: (0.0, 0.0), at: (0.0, 0.0), row, column };
        channels(&state, 1).tip(&mark, &words).map(|tip| tip.text)
    };
    let said = tip(8 + 3, 5 * 8 + 2).expect("a cell");
    assert!(said.starts_with("Channel 5, h = 3, w = 2: ") && said.contains(" after, moved by "), "{said}");
    let said = tip(3 * 8, 0).expect("a cell");
    assert!(said.starts_with("The neighbour’s channel 0, h = 0, w = 0: ") && said.ends_with("moved by 0"), "{said}");
    assert_eq!(tip(4 * 8, 0), None);
}

#[test]
fn pictures_and_channels_survive_anything() {
    for query in ["", "contrast-scale=0&contrast-gain=0", "contrast-shift=-1&contrast-gain=4&contrast-channel=15"] {
        let state = state(query);
        (0..4).for_each(|method| survive(&channels(&state, method)));
        survive(&Pictures::of(&state).expect("they are there"));
    }
}
