//! Every chart as SVG text, compared with the stored picture; `UPDATE_GOLDEN=1 cargo test --test charts` rewrites them.
//! No chart panics, whatever it is given.

mod cube;
mod lab;
mod learned;

use std::path::PathBuf;

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use unit_variance::charts::backend::Measured;
use unit_variance::charts::style::Style;
use unit_variance::lesson::histogram::{Bins, Histogram};

type Svg<'a> = DrawingArea<Measured<SVGBackend<'a>>, Shift>;

/// Draws on the theme's paper and returns the SVG text.
fn svg(size: (u32, u32), style: &Style, draw: impl Fn(&Svg)) -> String {
    let mut text = String::new();
    {
        // plotters' SVG backend draws text 1.24 times smaller than it is told.
        let area = Measured::new(SVGBackend::with_string(&mut text, size)).text_scale(1.24).into_drawing_area();
        area.fill(&style.palette.paper).expect("paper");
        draw(&area);
        area.present().expect("present");
    }
    text
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
fn light_only(name: &str, size: (u32, u32), draw: impl Fn(&Svg, &Style)) {
    let style = Style::light(1.0);
    golden(&format!("{name}-light"), &svg(size, &style, |area| draw(area, &style)));
}

fn both_themes(name: &str, size: (u32, u32), draw: impl Fn(&Svg, &Style)) {
    for (theme, style) in [("light", Style::light(1.0)), ("dark", Style::dark(1.0))] {
        golden(&format!("{name}-{theme}"), &svg(size, &style, |area| draw(area, &style)));
    }
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
