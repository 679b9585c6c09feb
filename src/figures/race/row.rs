//! One row of the race: a run, what is known of it, and its line on the page.

use crate::figure::{Context, Result};
use crate::markup::Markup;
use charts::strip;
use charts::style::{Palette, css_row};
use lesson::choice::Vary;
use lesson::race;
use lesson::race_state::Runner;
use protocol::message::Priority;
use protocol::run_state::{Frame, RunState};
use std::rc::Rc;
use words::Words;

/// The button that shows a row's histograms, where there is too little room for them.
const UNFOLD: &str = "[data-action=unfold-row]";

/// A row of the race.
pub struct Row {
    /// What it is: its value of the varied key, and its configuration.
    pub entry: race::Row,
    /// What its value is called.
    pub name: String,
    /// Its run in a worker.
    pub run: RunState,
    /// What the run has come to.
    pub runner: Runner,
    /// The numbers in its strip.
    pub written: Vec<f32>,
    /// Its line on the page.
    line: Rc<dyn Markup>,
    place: usize,
}

impl Row {
    /// The row at a place of the list.
    pub fn new(entry: race::Row, place: usize, cx: &Context) -> Self {
        let (vary, words) = (cx.config.page.vary, cx.words);
        let (line, name) = (cx.slot.row(place), words.row_name(vary, &entry));
        line.set_text("row-name", &name);
        line.set_attribute("", "--c", Some(&css_row(vary, &entry.key, place)));
        for (element, label) in [
            ("[data-part=row-on]", words.race_run_row(&name)),
            ("[data-part=row-open]", words.race_open_row(&name)),
            ("[data-action=copy-code]", words.race_copy_code(&name)),
            (UNFOLD, words.race_histograms_of(&name)),
        ] {
            line.set_attribute(element, "aria-label", Some(&label));
        }
        let (run, runner) = (RunState::new(Priority::Interactive), Runner::default());
        Self { entry, name, run, runner, written: Vec::new(), line, place }
    }

    /// Begins the row's run: the same that the lab would run.
    pub fn start(&mut self, cx: &mut Context) -> Result {
        self.runner.start();
        self.run.start(cx.workers, self.entry.config.run)
    }

    /// Takes in a state of its run; what is seen of the first one is written at once.
    pub fn take(&mut self, frame: Frame) {
        let is_first = frame.snapshot.step == 0;
        self.runner.take(*frame.snapshot, frame.ms_per_step);
        if is_first {
            self.write();
        }
    }

    /// Writes into the strip what is seen.
    fn write(&mut self) {
        self.written = self.runner.picture().map_or(Vec::new(), |seen| strip::written(seen));
    }

    /// The row as the results tell of it.
    pub fn told(&self) -> words::race::Row<'_> {
        words::race::Row { key: &self.entry.key, name: &self.name, runner: &self.runner }
    }

    /// The row as the common charts show it.
    pub fn shown(&self, palette: &Palette, vary: Vary) -> charts::race::Row<'_> {
        let color = palette.row(vary, &self.entry.key, self.place);
        charts::race::Row { name: &self.name, color, history: &self.runner.history }
    }

    /// The row's link, for those who open it in a new tab.
    pub fn link(&self) {
        let href = format!("#{}", self.entry.to_link());
        self.line.set_attribute("[data-part=row-open]", "href", Some(&href));
    }

    /// Shows its histograms, or hides them.
    pub fn unfold(&self) {
        let open = !self.line.is_open(UNFOLD);
        self.line.set_open(UNFOLD, open);
        self.line.toggle_attribute("", "data-unfolded", open);
    }

    /// The row in words.
    pub fn word(&mut self, words: &Words) {
        self.write();
        let seen = self.runner.verdict_on();
        self.line.toggle_attribute("", "data-off", !self.runner.takes_part);
        let diverged = seen.is_some_and(|seen| seen.divergence.is_some());
        self.line.toggle_attribute("", "data-stopped", diverged);
        self.line.set_text("row-verdict", &words.row_verdict(&self.runner));
        if let Some(seen) = seen {
            let verdict = words.verdict(&self.runner.history.verdict(seen));
            self.line.set_attribute("[data-part=row-verdict]", "title", Some(&verdict));
        }
        self.line.set_text("row-accuracy", &words.row_accuracy(&self.runner));
    }
}
