//! The cube in words and numbers: the sentence, the readout, the formula with its numbers, the sliders' places.

use super::{CubeFigure, method_of};
use crate::{controls, dom};
use ::words::{Words, number};
use lesson::choice::Choice;
use lesson::config::{Config, RunSpec};
use lesson::cube::{Formula, Readout};
use nn::norm::Norm;
use web_sys::Element;

impl CubeFigure {
    /// The chosen cell's sentence and numbers.
    pub(super) fn word(&mut self, config: &Config, words: &Words) {
        let Some(cube) = self.cube(config) else { return };
        let at = self.hovered.unwrap_or_else(|| cube.cell(config));
        let readout = cube.readout(at);
        let [n, c, h, w] = at.map(|i| i as u64);
        let all: usize = cube.shape.iter().product();
        let method = words.label(method_of(config));
        let sentence = words.cube_cell(method, n, c, h, w, readout.cells as u64, all as u64);
        for (name, i) in [("n", 0), ("c", 1), ("h", 2), ("w", 3)] {
            self.slot.parts.set_value(name, &at[i].to_string());
        }
        self.numbers(&readout);
        // What the pointer passes over is not read out, what was chosen is.
        if self.hovered.is_none() {
            self.slot.announce(&sentence, &sentence);
        }
        self.slot.parts.set_text("cube-sentence", &sentence);
        let weights = readout.formula == Formula::Weight;
        let of = if weights { words.cube_of_weights() } else { words.cube_of_activations() };
        self.slot.parts.set_text("cube-tensor", of);
    }

    fn numbers(&self, r: &Readout) {
        let number = |v: f64| number::number(v);
        self.slot.parts.set_value(
            "axes",
            &if r.formula == Formula::Weight { self.slot.words.cube_weight_axes().to_string() } else { r.axes.clone() },
        );
        self.slot.parts.set_value("cells", &number::count(r.cells as u64));
        self.slot.parts.set_value("stats", &number::count(r.stats as u64));
        self.slot
            .parts
            .set_value("mean", &if r.formula == Formula::Weight { number::NONE.into() } else { number(r.mean) });
        self.slot
            .parts
            .set_value("var", &if r.formula == Formula::Scale { number(r.var) } else { number::NONE.into() });
        for (name, value) in [
            ("x", f64::from(r.x)),
            ("x_hat", r.x_hat),
            ("y", f64::from(r.y)),
            ("gamma", f64::from(r.gamma)),
            ("beta", f64::from(r.beta)),
            ("g", f64::from(r.g)),
            ("v", f64::from(r.x)),
            ("v_norm", r.length),
            ("w-value", f64::from(r.y)),
        ] {
            self.slot.parts.set_value(name, &number(value));
        }
        // A term that stands behind a sign: a negative one is put in brackets.
        for (name, value) in [("mean-term", r.mean), ("beta-term", f64::from(r.beta)), ("x_hat-term", r.x_hat)] {
            self.slot.parts.set_value(name, &if value < 0.0 { format!("({})", number(value)) } else { number(value) });
        }
        self.slot.parts.set_value("eps", &number(r.eps));
        for element in dom::all(&self.slot.element, "[data-formula]") {
            let kind = match r.formula {
                Formula::Scale => "scale",
                Formula::Mean => "mean",
                Formula::Weight => "weight",
            };
            dom::set_visible(&element, element.get_attribute("data-formula").as_deref() == Some(kind));
        }
    }

    /// Texts and sliders that depend on the configuration alone.
    pub(super) fn describe(&self, config: &Config) {
        let [n, c, side] = config.cube.shape;
        let groups = config.cube.groups_used(config.run.groups);
        for (name, value) in [("N", n), ("C", c), ("H", side), ("W", side), ("groups", groups)] {
            self.slot.parts.set_value(name, &value.to_string());
        }
        for (name, value) in [("n", n), ("c", c), ("hw", side)] {
            let text = if name == "hw" { self.slot.words.cube_side(side.into()) } else { value.to_string() };
            self.slot.parts.set_value(&format!("size-{name}"), &text);
            set_slider(&self.slot.element, &format!("[data-size={name}]"), value, None);
        }
        set_slider(&self.slot.element, "[data-divisors]", groups, Some(c));
        self.slot.parts.set_visible("reading", method_of(config) == Norm::Layer);
        let method = method_of(config);
        for radio in dom::all(&self.slot.element, "input[name=cube-norm]") {
            if let Some(radio) = dom::input(&radio) {
                radio.set_checked(radio.value() == method.key());
            }
        }
        controls::show_texts(&self.slot.element, &of_method(config, method));
    }
}

/// The configuration as the cube's texts read it: with the method that is shown.
fn of_method(config: &Config, norm: Norm) -> Config {
    Config { run: RunSpec { norm, ..config.run }, ..config.clone() }
}

fn set_slider(figure: &Element, selector: &str, value: u32, max: Option<u32>) {
    let Some(slider) = dom::find(figure, selector) else { return };
    if let Some(max) = max {
        dom::attribute(&slider, "max", &max.to_string());
    }
    if let Some(slider) = dom::input(&slider) {
        slider.set_value_as_number(f64::from(value));
    }
}
