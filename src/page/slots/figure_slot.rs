//! A figure in its slot. What every figure has alike is done here once: events are routed, runs begin when the figure comes
//! into sight, a button that all have does its work, a lost run is told.

use super::event::DomEvent;
use super::extras::Extras;
use super::slot::Slot;
use crate::context::{Context, Message};
use crate::dom;
use crate::error::Result;
use crate::figures::toolbar;
use crate::paper;
use figures::event::Spot;
use figures::figure::Figure;
use figures::loss::lost;
use figures::markup::{Markup, Slot as _};
use lesson::snapshot::Snapshot;
use protocol::message::{FromWorker, SessionId};
use protocol::scheduler::LossCause;
use std::rc::Rc;
use web_sys::{Element, Event};

/// Milliseconds in which a figure that computes in the page is finished for paper.
const PRINTING: f64 = 500.0;

/// A figure in its slot.
pub struct FigureSlot {
    /// The shared part.
    pub slot: Rc<Slot>,
    /// The figure.
    pub figure: Box<dyn Figure>,
    extras: Option<Extras>,
    /// How many of its charts are in the first picture, until that is whole.
    begun: Option<usize>,
    /// Whether it has been given a configuration.
    configured: bool,
}

impl FigureSlot {
    /// A figure in its slot; `visible` where it is taken to be in sight until the browser says otherwise.
    pub fn new(element: Element, figure: Box<dyn Figure>, cx: &Context, visible: bool) -> Result<Self> {
        let slot = Rc::new(Slot::new(element, &*figure, cx, visible)?);
        Ok(Self { slot, figure, extras: None, begun: Some(0), configured: false })
    }

    /// The same with what only figures have that come later.
    pub fn with_extras(self) -> Result<Self> {
        Ok(Self { extras: Some(Extras::find(&self.slot, &*self.figure)?), ..self })
    }

    /// Whether the next picture is to be drawn.
    pub fn wants_drawing(&self) -> bool {
        self.slot.state().visible.get() && self.slot.state().changed.get()
    }

    /// The configuration changed; `arrived` where the reader came by an address rather than by a control.
    pub fn configure(&mut self, cx: &mut Context, arrived: bool) -> Result {
        toolbar::full_lesson(cx, &self.slot.parts)?;
        // A link to a state is there to show it; its maker may also do without the question.
        let stated = cx.config.is_stated();
        let first = !std::mem::replace(&mut self.configured, true);
        if first && stated || cx.config.page.hide.iter().any(|key| key == "question") {
            self.slot.set_asked(false);
        }
        if self.figure.configure(&mut cx.of(&*self.slot), arrived)? {
            self.slot.state().stale.set(true);
            self.start_if_visible(cx)?;
        }
        self.slot.redraw();
        Ok(())
    }

    /// Begins the figure's runs now.
    pub fn start(&mut self, cx: &mut Context) -> Result {
        self.slot.state().stale.set(false);
        self.slot.set_error("");
        self.slot.redraw();
        Ok(self.figure.start(&mut cx.of(&*self.slot))?)
    }

    fn start_if_visible(&mut self, cx: &mut Context) -> Result {
        if self.slot.state().visible.get() && self.slot.state().stale.get() { self.start(cx) } else { Ok(()) }
    }

    /// It came into sight or left it.
    pub fn set_visible(&mut self, cx: &mut Context, visible: bool) -> Result {
        self.slot.state().visible.set(visible);
        self.slot.redraw_picture();
        self.start_if_visible(cx)
    }

    /// Whether it stands as it will stand: drawn whole, with what it found.
    pub fn is_settled(&self) -> bool {
        let finding = self.slot.parts.part("finding").ok().and_then(|part| part.text_content());
        self.begun.is_none() && finding.is_none_or(|words| !words.is_empty())
    }

    /// Its numbers as JSON, for the page around this one.
    pub fn measured(&mut self, cx: &Context) -> String {
        let csv = self.figure.csv(&cx.config, &cx.words);
        words::measured::json(self.slot.name(), self.figure.step(), &self.figure.scalars(), csv.as_deref())
    }

    /// The pointer or the focus is elsewhere now.
    pub fn on_leave(&mut self) {
        self.figure.on_leave(&*self.slot);
    }

    /// The lab shows another state.
    pub fn on_lab_snapshot(&mut self, snapshot: &Rc<Snapshot>) {
        self.figure.on_lab_snapshot(&*self.slot, snapshot);
    }

    /// Time to look whether an answer is overdue.
    pub fn on_timeout(&mut self, cx: &mut Context) -> Result {
        self.figure.on_timeout(&mut cx.of(&*self.slot));
        Ok(())
    }

    /// Work in the background that waited, or lost its worker, goes on.
    pub fn go_on(&mut self, cx: &mut Context) -> Result {
        Ok(self.figure.go_on(&mut cx.of(&*self.slot))?)
    }

    /// An event in its region; says whether that is done with.
    pub fn on_event(&mut self, cx: &mut Context, event: &Event, target: &Element) -> Result<bool> {
        let slot = self.slot.clone();
        let heard = DomEvent { event, kind: event.type_(), target, slot: &slot };
        let is_click = heard.kind == "click";
        if is_click
            && let Some(button) = target.closest("[data-action]")?
            && self.act(cx, &button.get_attribute("data-action").unwrap_or_default(), &heard)?
        {
            return Ok(true);
        }
        if slot.tabs.on_event(event) {
            self.figure.on_tab(&mut cx.of(&*slot));
            return Ok(true);
        }
        if self.figure.on_event(&mut cx.of(&*slot), &heard)? || self.on_chart(cx, &heard)? {
            return Ok(true);
        }
        if self.extras.as_mut().is_some_and(|extras| extras.on_event(&mut *self.figure, cx, &heard)) {
            return Ok(true);
        }
        if is_click && let Some(answer) = target.closest("[data-answer]")? {
            self.answer(cx, &answer.get_attribute("data-answer").unwrap_or_default());
            return Ok(true);
        }
        if target.tag_name() == "CANVAS" {
            let words = cx.words.clone();
            slot.each_chart(&mut *self.figure, cx, |chart, plot| chart.on_event(event, &slot.parts, &words, plot))?;
        }
        Ok(false)
    }

    /// An event on the canvas of a chart that is drawn.
    fn on_chart(&mut self, cx: &mut Context, heard: &DomEvent) -> Result<bool> {
        let charts = self.slot.charts.borrow();
        let Some(place) = charts.iter().position(|chart| chart.chart().holds(heard.event)) else { return Ok(false) };
        let Some((style, size)) = charts[place].view().drawn() else { return Ok(false) };
        let spot = Spot { chart: place, at: charts[place].chart().point(heard.event), size, style };
        Ok(self.figure.on_chart(&mut cx.of(&*self.slot), heard, spot)?)
    }

    /// The reader guessed: the figure is shown, and the guess is judged.
    fn answer(&mut self, cx: &mut Context, guess: &str) {
        let reply = self.figure.reply(&mut cx.of(&*self.slot), guess).unwrap_or_default();
        self.slot.show_answered(&reply);
        self.slot.redraw();
    }

    /// What a button does: what every figure has alike here, the rest in the figure.
    fn act(&mut self, cx: &mut Context, action: &str, heard: &DomEvent) -> Result<bool> {
        // A click may come before the news that the figure is in sight.
        if matches!(action, "play" | "step") && self.slot.state().stale.get() {
            self.start(cx)?;
        }
        if self.figure.act(&mut cx.of(&*self.slot), action, heard)? {
            return Ok(true);
        }
        match action {
            "restart" => self.start(cx)?,
            "new-seed" => toolbar::new_seed(cx)?,
            "reset" => toolbar::reset(cx),
            "embed" => cx.queue.post(Message::Embed(self.slot.element().clone())),
            "copy-link" => toolbar::copy_link(cx, &self.slot.parts)?,
            "csv" => toolbar::save_table(cx, &self.slot, &mut *self.figure)?,
            "png" | "svg" => toolbar::save_picture(cx, &self.slot, &mut *self.figure, action)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether a worker's message is about one of its runs; if so the figure takes it in.
    pub fn on_message(
        &mut self,
        cx: &mut Context,
        session: SessionId,
        message: FromWorker,
    ) -> Result<Option<FromWorker>> {
        if !self.figure.owns(session) {
            return Ok(Some(message));
        }
        self.figure.on_message(&mut cx.of(&*self.slot), message)?;
        Ok(None)
    }

    /// A worker is gone, and these sessions with it; where one was the figure's, that is said. One that went only because
    /// another run was cancelled is begun again.
    pub fn on_worker_lost(&mut self, cx: &mut Context, sessions: &[SessionId], cause: &LossCause) -> Result {
        if !self.figure.on_worker_lost(&*self.slot, sessions) {
            return self.go_on(cx);
        }
        if *cause == LossCause::Cancelled {
            self.slot.redraw();
            return Ok(self.figure.reopen(&mut cx.of(&*self.slot))?);
        }
        self.slot.set_playing(false);
        self.slot.show_state("lost");
        self.slot.set_error(&lost(&cx.words, cause));
        Ok(())
    }

    /// The next picture is due.
    pub fn draw(&mut self, cx: &mut Context) -> Result {
        if self.wants_drawing() { self.draw_now(cx, self.begun.is_none()) } else { Ok(()) }
    }

    /// Draws it whole, in sight or not, as far as it is known: for paper.
    pub fn print(&mut self, cx: &mut Context) -> Result {
        let begun = dom::now();
        self.slot.redraw();
        while self.slot.state().changed.get() && dom::now() - begun < PRINTING {
            self.draw_now(cx, true)?;
        }
        Ok(())
    }

    fn draw_now(&mut self, cx: &mut Context, whole: bool) -> Result {
        self.slot.state().changed.set(false);
        if let Some(extras) = &self.extras {
            extras.measure(&self.slot, cx);
        }
        self.figure.draw(&mut cx.of(&*self.slot))?;
        self.slot.set_text("finding", &self.figure.finding(&cx.config, &cx.words));
        if let Some(extras) = &self.extras {
            extras.draw(&self.slot, &*self.figure, cx)?;
        }
        self.draw_charts(cx, whole)?;
        if let Some(extras) = &self.extras {
            extras.place(&self.slot, &*self.figure);
        }
        Ok(())
    }

    /// The first picture comes chart by chart, one in each frame: with everything still cold, all at once would hold up a
    /// phone. Then all are drawn, since the figure may have changed meanwhile.
    fn draw_charts(&mut self, cx: &Context, whole: bool) -> Result {
        let label = self.slot.state().labels_due(dom::now());
        let every = self.slot.state().draws_every_chart() || !whole || paper::is_laid_out();
        let (begun, mut charts) = (self.begun.unwrap_or_default(), 0);
        self.slot.each_chart(&mut *self.figure, cx, |chart, plot| {
            charts += 1;
            if !whole && charts != begun + 1 {
                return Ok(());
            }
            if every || chart.chart().is_in_sight() {
                return chart.draw(plot, &cx.look, &cx.words, label);
            }
            chart.put_off(plot, &cx.words, label);
            Ok(())
        })?;
        if charts > 0 && !whole {
            self.begun = Some(begun + 1).filter(|&begun| begun < charts);
            self.slot.redraw_picture();
        }
        Ok(())
    }
}
