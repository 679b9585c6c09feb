//! A figure's slot: its region of the page and all that every figure has alike. It knows whether the figure is in sight, plays,
//! or has changed; it routes events, begins runs when the figure comes into sight, pauses, and says what went wrong.

use crate::context::Context;
use crate::dom;
use crate::failure::Outcome;
use crate::figures::parts::Parts;
use crate::figures::{Figure, foot};
use crate::workers::text;
use protocol::message::{FromWorker, SessionId};
use protocol::scheduler::LossCause;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Element, Event};

/// What a figure and the page share: the region, its parts, and the state that every figure has.
pub struct Slot {
    /// The region of the page.
    pub element: Element,
    /// The places in it that the program fills.
    pub parts: Parts,
    name: String,
    visible: Cell<bool>,
    stale: Cell<bool>,
    playing: Cell<bool>,
    changed: Cell<bool>,
    texts_at: Cell<f64>,
}

impl Slot {
    /// The slot of a figure's region; `visible` where it is taken to be in sight until the browser says otherwise.
    pub fn new(element: Element, visible: bool) -> Self {
        Self {
            parts: Parts::of(&element),
            name: element.get_attribute("data-figure").unwrap_or_default(),
            element,
            visible: Cell::new(visible),
            stale: Cell::new(true),
            playing: Cell::new(false),
            changed: Cell::new(true),
            texts_at: Cell::new(0.0),
        }
    }

    /// The figure's name in the URL, such as `lab`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it plays.
    pub fn is_playing(&self) -> bool {
        self.playing.get()
    }

    /// Plays or pauses; the button says what it does next.
    pub fn set_playing(&self, playing: bool) {
        self.playing.set(playing);
        if let Some(button) = self.parts.action("play") {
            dom::text(&button, if playing { "Pause" } else { "Play" });
        }
        self.redraw();
    }

    /// The picture and its texts are to be made anew.
    pub fn redraw(&self) {
        self.changed.set(true);
        self.texts_at.set(0.0);
    }

    /// The picture is to be made anew; the texts follow when they are due.
    pub fn redraw_picture(&self) {
        self.changed.set(true);
    }

    /// Whether texts may change now: while the figure plays, at most once in so many milliseconds.
    pub fn texts_due(&self, every: f64) -> bool {
        let due = !self.playing.get() || dom::now() - self.texts_at.get() > every;
        if due {
            self.texts_at.set(dom::now());
        }
        due
    }

    /// Says what went wrong; an empty text takes it back.
    pub fn set_error(&self, text: &str) {
        self.parts.set_text("fault", text);
        self.parts.set_visible("fault", !text.is_empty());
    }

    /// The step that the figure shows, for tests and for a course page's own scripts.
    pub fn set_step(&self, step: u32) {
        dom::attribute(&self.element, "data-step", &step.to_string());
    }

    /// What the figure is doing: `idle`, `starting`, `stepping`, `lost`.
    pub fn set_state(&self, state: &str) {
        dom::attribute(&self.element, "data-state", state);
    }
}

/// A figure in its slot.
pub struct FigureSlot {
    /// The shared part.
    pub slot: Rc<Slot>,
    figure: Box<dyn Figure>,
}

impl FigureSlot {
    /// A figure in its slot.
    pub fn new(slot: Rc<Slot>, figure: Box<dyn Figure>) -> Self {
        Self { slot, figure }
    }

    /// The figure itself.
    pub fn figure(&mut self) -> &mut dyn Figure {
        &mut *self.figure
    }

    /// Whether the next picture is to be drawn.
    pub fn wants_drawing(&self) -> bool {
        self.slot.visible.get() && self.slot.changed.get()
    }

    /// The configuration changed; `arrived` where the reader came by an address rather than by a control.
    pub fn configure(&mut self, cx: &mut Context, arrived: bool) -> Outcome {
        foot::full_lesson(cx, &self.slot.parts)?;
        if self.figure.configure(cx, arrived)? {
            self.slot.stale.set(true);
            self.start_if_visible(cx)?;
        }
        self.slot.redraw();
        Ok(())
    }

    /// Begins the figure's runs now.
    pub fn start(&mut self, cx: &mut Context) -> Outcome {
        self.slot.stale.set(false);
        self.slot.set_error("");
        self.slot.redraw();
        self.figure.start(cx)
    }

    fn start_if_visible(&mut self, cx: &mut Context) -> Outcome {
        if self.slot.visible.get() && self.slot.stale.get() { self.start(cx) } else { Ok(()) }
    }

    /// It came into sight or left it.
    pub fn set_visible(&mut self, cx: &mut Context, visible: bool) -> Outcome {
        self.slot.visible.set(visible);
        self.slot.redraw_picture();
        self.start_if_visible(cx)
    }

    /// An event in its region; says whether that is done with.
    pub fn on_event(&mut self, cx: &mut Context, event: &Event, target: &Element) -> Outcome<bool> {
        if event.type_() == "click"
            && let Some(button) = target.closest("[data-action]")?
            && self.act(cx, &button.get_attribute("data-action").unwrap_or_default(), &button)?
        {
            return Ok(true);
        }
        self.figure.on_event(cx, event, target)
    }

    /// What a button does: what every figure has alike here, the rest in the figure.
    fn act(&mut self, cx: &mut Context, action: &str, button: &Element) -> Outcome<bool> {
        // A click may come before the news that the figure is in sight.
        if matches!(action, "play" | "step") && self.slot.stale.get() {
            self.start(cx)?;
        }
        if self.figure.act(cx, action, button)? {
            return Ok(true);
        }
        match action {
            "restart" => self.start(cx)?,
            "new-seed" => foot::new_seed(cx)?,
            "reset" => foot::reset(cx),
            "copy-link" => foot::copy_link(cx, &self.slot.parts)?,
            "csv" => {
                if let Some(csv) = self.figure.csv(cx) {
                    foot::save_table(&self.slot.parts, &self.slot.name, &csv)?;
                }
            }
            "png" => {
                let step = self.figure.step();
                foot::save_picture(cx, &self.slot.parts, &self.slot.name, step, &self.figure.charts())?;
            }
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
    ) -> Outcome<Option<FromWorker>> {
        if !self.figure.owns(session) {
            return Ok(Some(message));
        }
        self.figure.on_message(cx, message).map(|()| None)
    }

    /// A worker is gone, and these sessions with it; where one was the figure's, that is said. One that went only because
    /// another run was cancelled is begun again.
    pub fn on_worker_lost(&mut self, cx: &mut Context, sessions: &[SessionId], cause: &LossCause) -> Outcome {
        if !self.figure.on_worker_lost(sessions) {
            return Ok(());
        }
        if *cause == LossCause::Cancelled {
            self.slot.redraw();
            return self.figure.reopen(cx);
        }
        self.slot.set_playing(false);
        self.slot.set_state("lost");
        self.slot.set_error(&format!("{} {}", text::loss(&cx.words, cause), cx.words.restart_run()));
        Ok(())
    }

    /// The next picture is due.
    pub fn draw(&mut self, cx: &mut Context) -> Outcome {
        if self.wants_drawing() {
            self.slot.changed.set(false);
            self.figure.draw(cx)?;
        }
        Ok(())
    }

    /// Sizes or colours changed.
    pub fn resize(&mut self) {
        self.figure.resize();
        self.slot.redraw_picture();
    }
}
