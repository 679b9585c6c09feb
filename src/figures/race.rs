//! The race: every value of one choice, side by side, on the same data, the same batches and the same random draws. All
//! rows stand at the same step before the next one is asked for.

mod row;

use crate::event::Event;
use crate::experiment::Table;
use crate::figure::{Context, Figure, Result, Sketch, Visit};
use crate::markup::{Node, Slot};
use charts::race::{CHARTS, RaceCharts};
use charts::strip::{self, Strip};
use charts::style::Style;
use lesson::code::{Library, program};
use lesson::config::{Config, VERSION};
use lesson::figure::Figure as Name;
use lesson::race;
use lesson::race_state::{CommonStep, Pace, READING, Runner, stopped, told_step};
use lesson::snapshot::Wanted;
use protocol::message::{FromWorker, Report, SessionId};
use protocol::run_state::RunEvent;
use row::Row;
use words::Words;
use words::number;
use words::race::lines;

/// The button that shows the results as a table.
const NUMBERS: &str = "[data-action=show-numbers]";

/// The race figure.
#[derive(Default)]
pub struct Race {
    rows: Vec<Row>,
    plots: RaceCharts,
    runs: race::Runs,
    /// Where the rows stand, and what of it is seen.
    pace: Pace,
    /// The layers that are named above the strips.
    named: usize,
    /// The key of the row that the reader thinks will lead.
    guess: Option<String>,
}

/// The rows and the step at which they are.
impl Race {
    /// Makes the rows anew, each with its line on the page.
    fn make_rows(&mut self, cx: &mut Context, entries: Vec<race::Row>) -> Result {
        // Rows that leave give back their memory before others take their place.
        self.rows.iter_mut().try_for_each(|row| row.run.end(cx.workers))?;
        cx.slot.make_rows(entries.len());
        self.rows = entries.into_iter().enumerate().map(|(place, entry)| Row::new(entry, place, cx)).collect();
        self.ask(cx);
        Ok(())
    }

    /// Asks which row will lead: an answer for each.
    fn ask(&mut self, cx: &Context) {
        self.guess = None;
        cx.slot.set_visible("reply", false);
        let button = |row: &Row| {
            Node::text("button", &row.name)
                .with("type", "button")
                .with("data-answer", &row.entry.key)
                .with("aria-label", cx.words.race_guess_row(&row.name))
        };
        cx.slot.set_children("[data-part=answers]", self.rows.iter().map(button).collect());
    }

    fn runners(&self) -> impl Iterator<Item = &Runner> + Clone {
        self.rows.iter().map(|row| &row.runner)
    }

    /// Asks every row that stands still before a planned step to go on to it.
    fn pull(&mut self, cx: &mut Context) -> Result {
        for row in self.rows.iter_mut().filter(|row| row.run.is_idle()) {
            if let Some((to, wanted)) = self.pace.next(&row.runner) {
                row.run.step(cx.workers, to, Report::Target(wanted))?;
            }
        }
        Ok(())
    }

    fn advance(&mut self, cx: &mut Context, steps: u32) -> Result {
        let playing = cx.slot.is_playing().then(|| cx.workers.now());
        if self.pace.may_plan(self.runners(), playing.is_some()) {
            self.pace.plan(steps, cx.config.page.until.filter(|_| playing.is_some()), playing);
        }
        self.pull(cx)
    }

    /// Goes on while the race plays.
    fn play_on(&mut self, cx: &mut Context) -> Result {
        let goes_on = cx.slot.is_playing() && self.may_go_on(cx.config);
        if goes_on { self.advance(cx, cx.config.page.speed) } else { Ok(()) }
    }

    /// Shows what all rows have come to, unless a picture waits to be drawn.
    fn show(&mut self, slot: &dyn Slot) {
        if let Some(step) = self.pace.see(self.rows.iter().map(|row| &row.runner)) {
            self.rows.iter_mut().for_each(|row| row.runner.show(step));
            slot.redraw_picture();
        }
    }

    /// Has the rows of a race that was paused judged where they stand.
    fn judge(&mut self, cx: &mut Context) -> Result {
        for row in self.rows.iter_mut().filter(|row| row.run.is_idle() && self.pace.is_unjudged(&row.runner)) {
            row.run.step(cx.workers, self.pace.shown, Report::Target(Wanted::VERDICT))?;
        }
        Ok(())
    }

    /// Begins lost rows again, up to the common step.
    fn revive(&mut self, cx: &mut Context) -> Result {
        let mut rows = self.rows.iter_mut().filter(|row| row.runner.takes_part && !row.run.is_running());
        rows.try_for_each(|row| row.start(cx))
    }

    fn may_go_on(&self, config: &Config) -> bool {
        self.pace.target().may_go_on(self.runners(), config.page.until)
    }
}

/// What is told and done in words.
impl Race {
    fn told(&self) -> Vec<words::race::Row<'_>> {
        self.rows.iter().map(Row::told).collect()
    }

    fn word(&mut self, cx: &Context) {
        let (slot, words) = (cx.slot, cx.words);
        slot.set_step(self.pace.shown);
        slot.set_value("step", &number::count(self.pace.shown.into()));
        self.rows.iter_mut().for_each(|row| row.word(words));
        let (step, rows) = (told_step(self.runners()), self.told());
        slot.set_visible("ask", self.guess.is_none() && step == 0);
        if let Some(reply) = self.guess.as_ref().and_then(|guess| words.race_reply(guess, step, &rows)) {
            slot.set_text("reply", &reply);
            slot.set_visible("reply", true);
        }
        let (sentence, stopped) = (words.race_standing(step, &rows), stopped(self.runners()));
        // Who leads may change with every step; that is told when the race stands.
        slot.announce(&stopped.to_string(), &sentence);
        slot.set_text("verdict", &sentence);
        slot.set_text("run-note", &if stopped > 0 { words.race_stopped(stopped as u64) } else { String::new() });
        if !slot.is_playing() || slot.is_open(NUMBERS) {
            slot.set_table(Table { heads: words.race_heads(cx.config.page.vary), lines: lines(&rows) });
        }
    }

    /// Names the layers above the strips.
    fn name_layers(&mut self, cx: &Context) {
        let layers = self.rows.iter().find_map(|row| row.runner.picture()).map_or(0, |seen| seen.layers.len());
        if std::mem::replace(&mut self.named, layers) != layers {
            let names = strip::layer_names(layers, cx.words).map(|name| Node::text("span", name));
            cx.slot.set_children("[data-part=layer-labels]", names.collect());
        }
    }

    /// Switches a row off or on; one that comes back catches up.
    fn switch(&mut self, cx: &mut Context, place: usize, on: bool) -> Result {
        let Some(row) = self.rows.get_mut(place) else { return Ok(()) };
        row.runner.takes_part = on;
        cx.slot.redraw();
        self.revive(cx)?;
        self.pull(cx)
    }
}

impl Figure for Race {
    fn charts(&self) -> &'static [&'static str] {
        &CHARTS
    }

    fn visit(&mut self, config: &Config, words: &Words, style: &Style, visit: Visit<'_>) {
        for (place, row) in self.rows.iter().enumerate() {
            if let Some(snapshot) = row.runner.picture() {
                visit(CHARTS.len() + place, &Strip { name: &row.name, snapshot, numbers: &row.written });
            }
        }
        let racing = self.rows.iter().filter(|row| row.runner.takes_part);
        let shown = racing.map(|row| row.shown(&style.palette, config.page.vary)).collect();
        for (place, plot) in self.plots.plots(shown, words).iter().enumerate() {
            visit(place, &**plot);
        }
    }

    fn visit_sketches(&self, _config: &Config, _words: &Words, visit: &mut dyn FnMut(usize, Sketch<'_>)) {
        for (place, row) in self.rows.iter().enumerate() {
            if let Some(seen) = row.runner.picture() {
                visit(place, &|size, style| strip::spark(seen, size, style));
            }
        }
    }

    fn owns(&self, session: SessionId) -> bool {
        self.rows.iter().any(|row| row.run.owns(session))
    }

    fn configure(&mut self, cx: &mut Context, arrived: bool) -> Result<bool> {
        cx.slot.set_value("depth", &cx.config.run.depth.to_string());
        if arrived {
            let alone = cx.config.page.figure.is_some_and(|figure| figure == Name::Race);
            cx.slot.set_playing(alone && cx.plays_by_itself());
        }
        Ok(self.runs.configure(cx.config))
    }

    fn start(&mut self, cx: &mut Context) -> Result {
        self.pace = Pace::default();
        if let Err(error) = race::check(cx.config) {
            cx.slot.set_error(&cx.words.start_error(&error));
            return Ok(());
        }
        let entries = race::rows(cx.config);
        let vary = cx.config.page.vary;
        let named =
            |entry: &race::Row, row: &Row| entry.key == row.entry.key && row.name == cx.words.row_name(vary, entry);
        if entries.len() == self.rows.len() && entries.iter().zip(&self.rows).all(|(entry, row)| named(entry, row)) {
            for (entry, row) in entries.into_iter().zip(&mut self.rows) {
                row.entry = entry;
            }
        } else {
            self.make_rows(cx, entries)?;
        }
        self.plots.forget();
        for row in &mut self.rows {
            row.link();
            row.start(cx)?;
        }
        Ok(())
    }

    fn act(&mut self, cx: &mut Context, action: &str, event: &dyn Event) -> Result<bool> {
        let row = event.row().and_then(|place| self.rows.get(place));
        match action {
            "play" => {
                cx.slot.set_playing(!cx.slot.is_playing() && self.may_go_on(cx.config));
                if cx.slot.is_playing() {
                    self.revive(cx)?;
                }
            }
            "step" => {
                cx.slot.set_playing(false);
                self.revive(cx)?;
                self.advance(cx, 1)?;
            }
            "show-numbers" => {
                let open = !cx.slot.is_open(NUMBERS);
                cx.slot.set_open(NUMBERS, open);
                cx.slot.toggle_attribute("[data-panel=numbers]", "hidden", !open);
                cx.slot.redraw();
            }
            "unfold-row" => {
                row.iter().for_each(|row| row.unfold());
                cx.slot.resize();
                cx.slot.redraw();
            }
            "copy-code" => row.iter().for_each(|row| {
                cx.slot.copy_code(&program(&row.entry.config.run, Library::Pytorch));
            }),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn on_event(&mut self, cx: &mut Context, event: &dyn Event) -> Result<bool> {
        if event.of("change", "[data-part=row-on]", "data-part").is_some() {
            event.row().map_or(Ok(()), |place| self.switch(cx, place, event.is_checked()))?;
            return Ok(true);
        }
        if event.of("click", "[data-part=row-open]", "data-part").is_none() {
            return Ok(false);
        }
        event.prevent_default();
        if let Some(row) = event.row().and_then(|place| self.rows.get(place)) {
            cx.open_lab(row.entry.to_patch(&cx.config.page));
        }
        Ok(true)
    }

    fn on_message(&mut self, cx: &mut Context, message: FromWorker) -> Result {
        let Some(session) = message.session() else { return Ok(()) };
        self.show(cx.slot);
        let Some(row) = self.rows.iter_mut().find(|row| row.run.owns(session)) else { return Ok(()) };
        match row.run.on_message(cx.workers, message)? {
            RunEvent::Frame(frame) => row.take(frame),
            RunEvent::Failed(error) => row.runner.failed = Some(error),
            RunEvent::Progress(_) => return self.pull(cx),
            RunEvent::Stale | RunEvent::Answer(_) => return Ok(()),
        }
        if self.pace.target() == CommonStep(0) {
            // The start is shown row by row: a click is answered with the first row, not with the last.
            cx.slot.redraw_picture();
            return Ok(());
        }
        self.show(cx.slot);
        self.pull(cx)?;
        self.play_on(cx)
    }

    fn on_worker_lost(&mut self, _slot: &dyn Slot, sessions: &[SessionId]) -> bool {
        let mut any = false;
        for row in &mut self.rows {
            any |= row.run.on_worker_lost(sessions);
        }
        any
    }

    fn reopen(&mut self, cx: &mut Context) -> Result {
        self.revive(cx)
    }

    fn draw(&mut self, cx: &mut Context) -> Result {
        self.show(cx.slot);
        if self.pace.drawn(self.rows.iter().map(|row| &row.runner)) {
            cx.slot.redraw_picture();
        }
        if !cx.slot.is_playing() {
            self.judge(cx)?;
        } else if self.may_go_on(cx.config) {
            // Before the picture, so that the workers compute while the page draws.
            self.play_on(cx)?;
        } else if self.pace.target().unites(self.runners()) {
            cx.slot.set_playing(false);
        }
        self.name_layers(cx);
        if cx.slot.state().texts_due(cx.workers.now(), READING) {
            self.word(cx);
        }
        Ok(())
    }

    fn reply(&mut self, cx: &mut Context, guess: &str) -> Option<String> {
        self.guess = Some(guess.to_string());
        cx.words.race_reply(guess, told_step(self.runners()), &self.told())
    }

    fn step(&self) -> u32 {
        self.pace.shown
    }

    fn csv(&self, config: &Config, words: &Words) -> Option<String> {
        Some(words.race_csv(config.page.vary, &self.told(), &config.to_query(), VERSION))
    }
}

#[cfg(test)]
mod tests;
