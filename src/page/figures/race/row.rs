//! One row of the race: a run, what is known of it, and its line on the page.

use crate::dom;
use crate::failure::Outcome;
use crate::figures::history::History;
use crate::figures::places::Places;
use crate::page::Context;
use crate::run::{self, Frame, Run};
use charts::style::Style;
use lesson::choice::{Choice, Initializer, Vary};
use lesson::config::Config;
use lesson::race;
use lesson::snapshot::Snapshot;
use nn::norm::Norm;
use plotters::style::RGBColor;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTemplateElement};
use words::{Words, number};

/// Rows of workers' sessions before this one belong to other figures.
pub const FIRST: u32 = 1;
/// No race has more rows.
pub const MOST: u32 = 32;

/// A row of the race.
pub struct Row {
    /// What it is: its value of the varied key, and its configuration.
    pub entry: race::Row,
    /// What its value is called.
    pub label: String,
    /// Its dealings with the worker.
    pub run: Run,
    /// What it left behind so far.
    pub history: History,
    /// Median milliseconds of a step.
    pub ms_per_step: f32,
    /// Whether it takes part.
    pub on: bool,
    /// Why it cannot begin or go on.
    pub failed: Option<String>,
    /// Its line on the page.
    pub line: Element,
    /// The places in its line.
    pub places: Places,
    place: usize,
    fresh: bool,
}

impl Row {
    /// The row at a place of the list, with its line made from the page's template.
    pub fn new(
        entry: race::Row,
        place: usize,
        template: &HtmlTemplateElement,
        list: &Element,
        cx: &Context,
    ) -> Outcome<Self> {
        let vary = cx.config.vary;
        let label = cx.words.row(vary, &entry.key).to_string();
        let line: Element = template
            .content()
            .first_element_child()
            .ok_or("the race's template is empty")?
            .clone_node_with_deep(true)?
            .dyn_into()
            .map_err(|_| "the race's template is no element")?;
        list.append_child(&line)?;
        let places = Places::of(&line);
        places.say("row-name", &label);
        if let Some(line) = line.dyn_ref::<HtmlElement>() {
            line.style().set_property("--c", &css_colour(vary, &entry.key, place))?;
        }
        dom::attribute(places.part("row-on")?, "aria-label", &format!("Run {}", label));
        dom::attribute(places.part("row-open")?, "aria-label", &format!("{}: open in the lab", label));
        if let Some(unfold) = dom::find(&line, "[data-action=unfold-row]") {
            dom::attribute(&unfold, "aria-label", &format!("Histograms of {}", label));
        }
        Ok(Self {
            entry,
            label,
            run: Run::new(FIRST + place as u32),
            history: History::keeping(1),
            ms_per_step: f32::NAN,
            on: true,
            failed: None,
            line,
            places,
            place,
            fresh: true,
        })
    }

    /// Begins the row's run: the same that the lab would run.
    pub fn start(&mut self, cx: &mut Context) -> Outcome {
        self.fresh = true;
        self.failed = None;
        let number = cx.new_run();
        self.run.start(&mut cx.pool, number, run::key(&self.entry.config))
    }

    /// Takes in a state of the run.
    pub fn take(&mut self, frame: Frame) -> Outcome {
        let snapshot = Snapshot::decode(&frame.snapshot).ok_or("the worker's numbers could not be read")?;
        if std::mem::take(&mut self.fresh) {
            self.history = History::keeping(1);
        }
        self.ms_per_step = frame.ms_per_step;
        self.history.push(snapshot);
        Ok(())
    }

    /// The step reached; `None` before the first state.
    pub fn at(&self) -> Option<u32> {
        (!self.fresh).then(|| self.history.newest().map(|newest| newest.step)).flatten()
    }

    /// Whether it takes part and can go on.
    pub fn races(&self) -> bool {
        let stopped = !self.fresh && self.history.newest().is_some_and(|newest| newest.fault.is_some());
        self.on && self.failed.is_none() && !stopped
    }

    /// The state to draw.
    pub fn picture(&self) -> Option<&Rc<Snapshot>> {
        self.history.picture()
    }

    /// The row's colour in the charts.
    pub fn colour(&self, style: &Style, vary: Vary) -> RGBColor {
        match vary {
            Vary::Init => Initializer::from_key(&self.entry.key).map(|init| style.palette.initializer(init)),
            Vary::Norm => Norm::from_key(&self.entry.key).map(|norm| style.palette.norm(norm)),
            _ => None,
        }
        .unwrap_or_else(|| style.palette.series(self.place))
    }

    /// The row's link, for those who open it in a new tab.
    pub fn link_to(&self, cx: &Context) -> Outcome {
        let figure = cx.config.figure.map(|_| lesson::choice::Figure::Lab);
        let config = Config { figure, vary: Config::default().vary, ..self.entry.config.clone() };
        dom::attribute(self.places.part("row-open")?, "href", &format!("#{}", config.to_query()));
        Ok(())
    }

    /// The row in words.
    pub fn word(&self, words: &Words) -> Outcome {
        let off = self.places.part("row-on")?.dyn_ref::<HtmlInputElement>().is_some_and(|field| !field.checked());
        self.line.toggle_attribute_with_force("data-off", off)?;
        let newest = self.history.newest();
        let fault = newest.and_then(|newest| newest.fault);
        self.line.toggle_attribute_with_force("data-stopped", fault.is_some())?;
        let verdict = newest.map(|newest| self.history.verdict(newest));
        let short = match (&self.failed, fault, verdict) {
            (Some(text), _, _) => text.clone(),
            (None, Some(fault), _) => format!("diverged at step {}, layer {}", fault.step, fault.layer),
            (None, None, Some(verdict)) => verdict.finding.key().replace('-', " "),
            (None, None, None) => String::new(),
        };
        self.places.say("row-verdict", &short);
        if let Some(verdict) = verdict {
            dom::attribute(self.places.part("row-verdict")?, "title", &words.verdict(&verdict));
        }
        let accuracy = self.picture().map_or(number::NONE.to_string(), |seen| number::percent(seen.accuracy.into()));
        self.places.say("row-accuracy", &accuracy);
        Ok(())
    }
}

/// The colour of a value, as the stylesheet names it.
fn css_colour(vary: Vary, key: &str, place: usize) -> String {
    match vary {
        Vary::Init => format!("var(--c-init-{key})"),
        Vary::Norm => format!("var(--c-norm-{key})"),
        _ => format!("var(--s{})", place % 8 + 1),
    }
}
