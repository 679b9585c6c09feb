//! Neighbours: the same held-out digits and the same trained weights three times; only the statistics differ.

use super::chart::{Chart, style};
use super::places::Places;
use super::{Figure, words};
use crate::dom;
use crate::failure::Outcome;
use crate::page::Context;
use crate::run::{Heard, Run};
use charts::digits::{Digits, describe, draw_images, draw_predicted};
use lesson::choice::DataSet;
use lesson::config::Config;
use lesson::data::{Dataset, load};
use lesson::neighbours::{LAST, Neighbours as Answers, RUN};
use lesson::snapshot::Snapshot;
use protocol::message::{FromWorker, Question};
use web_sys::{Element, Event};

/// The figure's row among the workers' sessions.
const ROW: u32 = 65;
/// Training steps between two judgements while it plays.
const STRIDE: u32 = 10;

/// The neighbours figure.
pub struct Neighbours {
    element: Element,
    places: Places,
    charts: [Chart; 3],
    run: Run,
    key: String,
    data: Option<Dataset>,
    answers: Option<Answers>,
    step: u32,
    awaiting: bool,
    stale: bool,
    visible: bool,
    playing: bool,
    changed: bool,
}

impl Neighbours {
    /// The figure in its markup.
    pub fn new(element: Element) -> Outcome<Self> {
        let chart = |name| Chart::find(&element, name);
        Ok(Self {
            places: Places::of(&element),
            charts: [chart("neighbours-running")?, chart("neighbours-mixed")?, chart("neighbours-sorted")?],
            run: Run::new(ROW),
            key: String::new(),
            data: None,
            answers: None,
            step: 0,
            awaiting: false,
            stale: true,
            visible: false,
            playing: false,
            changed: true,
            element,
        })
    }

    fn start(&mut self, cx: &mut Context) -> Outcome {
        self.stale = false;
        self.step = 0;
        self.awaiting = false;
        self.places.show("fault", false);
        // No seed changes the digits.
        self.data.get_or_insert_with(|| load(DataSet::Digits, cx.config.seed));
        let number = cx.new_run();
        self.run.start(&mut cx.pool, number, self.key.clone())
    }

    fn set_playing(&mut self, playing: bool) {
        self.playing = playing;
        self.places.mark_playing(playing);
    }

    fn say_fault(&mut self, text: &str) {
        self.set_playing(false);
        self.places.say("fault", text);
        self.places.show("fault", true);
    }

    fn word(&self) {
        let Some(answers) = &self.answers else { return };
        let errors = [&answers.running, &answers.mixed, &answers.sorted].map(|predicted| answers.error(predicted));
        for (name, error) in [("error-running", errors[0]), ("error-mixed", errors[1]), ("error-sorted", errors[2])] {
            self.places.out(name, &words::percent(error));
        }
        self.places.out("step", &answers.step.to_string());
        let sentence = match answers.step {
            0 => "Not trained yet: press Play. The same digits and the same weights, three times; only the neighbours differ.".into(),
            _ => format!(
                "{} of the held-out digits wrong with running statistics, {} in mixed batches, {} among neighbours of their own class.",
                words::percent(errors[0]),
                words::percent(errors[1]),
                words::percent(errors[2])
            ),
        };
        self.places.say("verdict", &sentence);
    }

    fn paint(&mut self) -> Outcome {
        let (Some(data), Some(answers)) = (&self.data, &self.answers) else { return Ok(()) };
        let images: Vec<Vec<f32>> = data.held_out.iter().map(|i| data.x.row(*i as usize).to_vec()).collect();
        let images: Vec<&[f32]> = images.iter().map(Vec::as_slice).collect();
        let style = style();
        let sets = [&answers.running, &answers.mixed, &answers.sorted];
        for (chart, predicted) in self.charts.iter_mut().zip(sets) {
            if !chart.fit()? {
                continue;
            }
            let data = Digits { images: &images, labels: &answers.labels, predicted };
            chart.still(format!("{}", style.palette.ink.0), |area| draw_images(area, &data, &style))?;
            chart.moving(|area| draw_predicted(area, &data, &style))?;
            chart.speak(describe(&data));
        }
        Ok(())
    }
}

impl Figure for Neighbours {
    fn name(&self) -> &'static str {
        "neighbours"
    }

    fn element(&self) -> &Element {
        &self.element
    }

    fn owns(&self, row: u32) -> bool {
        row == ROW
    }

    fn show(&mut self, cx: &mut Context, _arrived: bool) -> Outcome {
        let seed = cx.config.seed;
        let key = Config::from_query(&format!("{RUN}&seed={seed}")).0.to_query();
        if key != self.key {
            self.key = key;
            self.stale = true;
            if self.visible {
                self.start(cx)?;
            }
        }
        self.changed = true;
        Ok(())
    }

    fn event(&mut self, cx: &mut Context, event: &Event) -> Outcome<bool> {
        let Some(button) = dom::target_in(event, "[data-action]")
            .filter(|button| event.type_() == "click" && self.element.contains(Some(button)))
        else {
            return Ok(false);
        };
        match button.get_attribute("data-action").unwrap_or_default().as_str() {
            "play" => {
                let playing = !self.playing;
                self.set_playing(playing);
                if !self.run.lives() || self.step >= LAST {
                    self.start(cx)?;
                }
            }
            "restart" => {
                self.set_playing(false);
                self.start(cx)?;
            }
            _ => return Ok(false),
        }
        cx.bus.draw_soon();
        Ok(true)
    }

    fn hear(&mut self, cx: &mut Context, message: FromWorker) -> Outcome {
        match self.run.hear(&mut cx.pool, message)? {
            Heard::Old => {}
            Heard::Frame(frame) => {
                self.step = Snapshot::decode(&frame.snapshot).map_or(self.step, |snapshot| snapshot.step);
                self.awaiting = self.run.ask(&mut cx.pool, Question::Neighbours)?;
            }
            Heard::Answer { values, .. } => {
                self.answers = Some(Answers::decode(&values).ok_or("the worker's answers could not be read")?);
                self.awaiting = false;
                self.changed = true;
                if self.step >= LAST {
                    self.set_playing(false);
                }
                cx.bus.draw_soon();
            }
            Heard::Failed(text) => self.say_fault(&text),
        }
        Ok(())
    }

    fn lost(&mut self, cx: &mut Context, worker: usize, text: &str) -> Outcome {
        if cx.pool.home(ROW) == worker {
            self.run.lose();
            self.stale = true;
            self.say_fault(&format!("{text} Restart begins the run again."));
        }
        Ok(())
    }

    fn draw(&mut self, cx: &mut Context) -> Outcome {
        if self.playing && self.visible && self.run.idle() && !self.awaiting {
            let to = (self.step / STRIDE + 1) * STRIDE;
            self.run.step(&mut cx.pool, to.min(LAST), false)?;
        }
        if self.visible && std::mem::take(&mut self.changed) {
            self.word();
            self.paint()?;
        }
        Ok(())
    }

    fn resize(&mut self) {
        self.charts.iter_mut().for_each(Chart::resize);
        self.changed = true;
    }

    fn seen(&mut self, cx: &mut Context, visible: bool) -> Outcome {
        self.visible = visible;
        if visible && self.stale {
            self.start(cx)?;
        }
        self.changed = true;
        cx.bus.draw_soon();
        Ok(())
    }

    fn pause(&mut self) {
        self.set_playing(false);
    }
}
