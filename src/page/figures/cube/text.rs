//! The cube in words and numbers: the sentence, the readout, the formula with its numbers, the sliders' places.

use super::CubeFigure;
use crate::{controls, dom};
use ::words::{Named, Words};
use lesson::choice::Choice;
use lesson::config::Config;
use lesson::cube::as_shown;
use nn::norm::Norm;
use web_sys::Element;

impl CubeFigure {
    /// The chosen cell's sentence and numbers.
    pub(super) fn word(&mut self, config: &Config, words: &Words) {
        let Some((cube, at)) = self.state.seen(config) else { return };
        let readout = cube.readout(at);
        let sentence = words.cube_sentence(config, cube, at);
        self.write(words.cube_numbers(at, &readout));
        // What the pointer passes over is not read out, what was chosen is.
        if !self.state.is_hovered() {
            self.slot.announce(&sentence, &sentence);
        }
        self.slot.parts.set_text("cube-sentence", &sentence);
        self.slot.parts.set_text("cube-tensor", words.cube_of(cube));
        for element in dom::all(&self.slot.element, "[data-formula]") {
            let keys = element.get_attribute("data-formula").unwrap_or_default();
            let shown = keys.split(' ').any(|key| key == readout.formula.key());
            dom::set_visible(&element, shown);
        }
    }

    fn write(&self, values: Vec<Named>) {
        for (name, value) in values {
            self.slot.parts.set_value(name, &value);
        }
    }

    /// Texts and sliders that depend on the configuration alone.
    pub(super) fn describe(&self, config: &Config) {
        let ([n, c, side], groups) = (config.cube.shape, config.cube.groups_used(config.run.groups));
        self.write(self.slot.words.cube_sizes(config));
        for (selector, value, most) in [
            ("[data-size=n]", n, None),
            ("[data-size=c]", c, None),
            ("[data-size=hw]", side, None),
            ("[data-divisors]", groups, Some(c)),
        ] {
            set_slider(&self.slot.element, selector, value, most);
        }
        let shown = as_shown(config);
        self.slot.parts.set_visible("reading", matches!(shown.run.norm, Norm::Layer | Norm::Rms));
        for radio in dom::all(&self.slot.element, "input[name=cube-norm]") {
            if let Some(radio) = dom::input(&radio) {
                radio.set_checked(radio.value() == shown.run.norm.key());
            }
        }
        controls::show_texts(&self.slot.element, &shown);
    }
}

fn set_slider(figure: &Element, selector: &str, value: u32, most: Option<u32>) {
    let Some(slider) = dom::find(figure, selector) else { return };
    if let Some(most) = most {
        dom::attribute(&slider, "max", &most.to_string());
    }
    if let Some(slider) = dom::input(&slider) {
        slider.set_value_as_number(f64::from(value));
    }
}
