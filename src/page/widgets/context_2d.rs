//! A canvas' context as `charts::canvas` uses it.

use charts::canvas::Context2d;
use std::f64::consts::TAU;
use web_sys::CanvasRenderingContext2d;

/// The browser's own.
pub struct Context(pub CanvasRenderingContext2d);

impl Context2d for Context {
    fn set_fill_style(&self, css: &str) {
        self.0.set_fill_style_str(css);
    }

    fn set_stroke_style(&self, css: &str) {
        self.0.set_stroke_style_str(css);
    }

    fn set_line_width(&self, width: f64) {
        self.0.set_line_width(width);
    }

    fn begin_path(&self) {
        self.0.begin_path();
    }

    fn move_to(&self, x: f64, y: f64) {
        self.0.move_to(x, y);
    }

    fn line_to(&self, x: f64, y: f64) {
        self.0.line_to(x, y);
    }

    fn close_path(&self) {
        self.0.close_path();
    }

    fn arc(&self, x: f64, y: f64, radius: f64) {
        // Fails only on a negative radius.
        let _ = self.0.arc(x, y, radius, 0.0, TAU);
    }

    fn fill(&self) {
        self.0.fill();
    }

    fn stroke(&self) {
        self.0.stroke();
    }

    fn fill_rect(&self, x: f64, y: f64, width: f64, height: f64) {
        self.0.fill_rect(x, y, width, height);
    }

    fn fill_text(&self, text: &str, x: f64, y: f64) {
        // Fails only on places that are no numbers.
        let _ = self.0.fill_text(text, x, y);
    }
}
