//! Every chart as SVG text, compared with the stored picture; `UPDATE_GOLDEN=1 cargo test --test charts` rewrites them.
//! No chart panics, whatever it is given.

mod contrast;
mod cube;
mod lab;
mod learned;
mod lines;
mod map;
mod plane;
mod race;
mod sum;
mod weight;

use std::path::PathBuf;

use std::cell::RefCell;

use unit_variance::charts::drawing::{self, Drawing};
use unit_variance::charts::plot::{Plot, next};
use unit_variance::charts::style::Style;
use unit_variance::charts::view::View;
use unit_variance::lesson::direction::Direction;
use unit_variance::lesson::histogram::{Bins, Histogram};
use unit_variance::words::Words;

/// What has been drawn on a canvas of a size.
struct Canvas {
    size: (f64, f64),
    shown: RefCell<Drawing>,
}

impl Canvas {
    fn put(&self, drawing: &Drawing) {
        self.shown.borrow_mut().put(drawing, (0, 0));
    }
}

/// Draws on the theme's paper and returns the SVG text.
fn svg(size: (u32, u32), style: &Style, draw: impl Fn(&Canvas)) -> String {
    let pixels = (f64::from(size.0), f64::from(size.1));
    let canvas = Canvas { size: pixels, shown: RefCell::new(Drawing::paper(pixels, style.palette.paper)) };
    draw(&canvas);
    drawing::svg(&canvas.shown.borrow(), size)
}

fn golden(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/charts").join(format!("{name}.svg"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).expect("write the picture");
        return;
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == text, "{name}.svg differs; look at it, then UPDATE_GOLDEN=1 cargo test --test charts");
}

/// The light theme only: where the dark one would differ in nothing but colours that another picture shows.
fn light_only(name: &str, size: (u32, u32), draw: impl Fn(&Canvas, &Style)) {
    let style = Style::light(1.0);
    golden(&format!("{name}-light"), &svg(size, &style, |area| draw(area, &style)));
}

fn both_themes(name: &str, size: (u32, u32), draw: impl Fn(&Canvas, &Style)) {
    for (theme, style) in [("light", Style::light(1.0)), ("dark", Style::dark(1.0))] {
        golden(&format!("{name}-{theme}"), &svg(size, &style, |area| draw(area, &style)));
    }
}

fn draw(area: &Canvas, plot: &impl Plot, style: &Style) {
    let mut view = View::default();
    let layers = view.draw(plot, area.size, style, &Words::english());
    area.put(layers.still.expect("axes"));
    layers.moving.into_iter().for_each(|moving| area.put(moving));
}

const DIRECTIONS: [Direction; 4] = [Direction::Right, Direction::Down, Direction::Left, Direction::Up];

/// Sizes at which no chart may panic.
const SIZES: [(u32, u32); 5] = [(0, 0), (1, 1), (3, 500), (500, 3), (300, 200)];

/// Draws a chart and asks everything of it that can be asked: it may be empty, wild or have no room.
fn survive(plot: &impl Plot) {
    let words = Words::english();
    for size in SIZES {
        for style in [Style::light(1.0), Style::dark(2.75)] {
            svg(size, &style, |area| draw(area, plot, &style));
            let size = (f64::from(size.0), f64::from(size.1));
            let marks = plot.marks(size, &style);
            for point in [(0.0, 0.0), (50.0, 5.0), (150.0, 50.0), (f64::NAN, -1.0)] {
                assert!(plot.mark_at(&marks, size, &style, point).is_none_or(|i| i < marks.len()));
            }
            for i in (0..marks.len()).step_by(marks.len() / 16 + 1) {
                plot.tip(&marks[i], &words);
                for direction in DIRECTIONS {
                    assert!(next(&marks, Some(i), direction).is_none_or(|i| i < marks.len()));
                }
            }
        }
    }
    plot.describe(&words);
    assert!(plot.axes().same(plot.axes().as_ref() as &dyn std::any::Any));
}

/// Every mark says something, is found where it stands, and can be reached with the arrow keys.
fn every_mark_answers(plot: &impl Plot, size: (f64, f64)) {
    let (style, words) = (Style::light(1.0), Words::english());
    let marks = plot.marks(size, &style);
    assert!(!marks.is_empty());
    for (i, mark) in marks.iter().enumerate() {
        assert!(plot.tip(mark, &words).is_some_and(|tip| !tip.text.is_empty()), "{mark:?}");
        let found = plot.mark_at(&marks, size, &style, mark.at).expect("a mark where one stands");
        assert!(found == i || marks[found].at == mark.at, "{mark:?} is taken for {:?}", marks[found]);
    }
    let (mut reached, mut open) = (vec![false; marks.len()], vec![0]);
    while let Some(i) = open.pop() {
        if !std::mem::replace(&mut reached[i], true) {
            open.extend(DIRECTIONS.iter().filter_map(|direction| next(&marks, Some(i), *direction)));
        }
    }
    let missed = reached.iter().position(|r| !r);
    assert!(missed.is_none(), "no key leads to {:?}", missed.map(|i| marks[i]));
}

/// Nearly normal numbers, the same on every machine.
fn noise(n: usize, seed: u32) -> impl Iterator<Item = f32> {
    let mut state = seed.wrapping_mul(2654435761).wrapping_add(12345);
    let mut uniform = move || {
        state = state.wrapping_mul(1664525).wrapping_add(1013904223);
        (state >> 8) as f32 / 16777216.0
    };
    (0..n).map(move |_| (0..12).map(|_| uniform()).sum::<f32>() - 6.0)
}

fn counted(bins: Bins, values: impl Iterator<Item = f32>) -> Histogram {
    let mut histogram = Histogram::new(bins);
    histogram.count(&values.collect::<Vec<_>>());
    histogram
}
