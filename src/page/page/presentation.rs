//! The page as a presentation: a teacher's states one after the other, in large type, each asked before it is answered. And the
//! list of keys.

use super::{Message, Page};
use crate::dom;
use crate::error::{Error, Result};
use js_sys::{Array, JSON};
use lesson::presentation::{Presentation, States, Turn};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, KeyboardEvent, XmlHttpRequest};

/// What wants arrows and letters for itself.
const TYPED: &str = "input, select, textarea, canvas, [role=slider], [role=tab], [role=radiogroup], dialog, .scroll";
/// What answers a question without a guess.
const SKIP: &str = "[data-part=question]:not([hidden]) [data-answer=skip]";

/// A presentation, and the value of `states=` that it was made of.
pub(super) struct Stage {
    states: String,
    talk: Presentation,
}

impl Page {
    /// Begins, goes on with or ends the presentation, as the configuration has it.
    #[inline(never)]
    pub(super) fn present(&mut self) -> Result {
        let page = &self.cx.config.page;
        if !page.present {
            self.stage = None;
            return self.show_stage();
        }
        if let Some(stage) = self.stage.as_mut().filter(|stage| stage.states == page.states) {
            // The address may have gone back or on by itself.
            if page.state != 0 && page.state != stage.talk.place() {
                stage.talk.go_to(page.state);
                return self.ask_or_answer();
            }
            return self.show_stage();
        }
        match States::of(&page.states) {
            States::Listed(states) => self.begin(states),
            States::File(name) => self.fetch(name),
        }
    }

    /// Fetches a list of states that lies beside the page.
    fn fetch(&self, name: &str) -> Result {
        let request = XmlHttpRequest::new()?;
        request.open("GET", name)?;
        let told = request.clone();
        let states = move |_| Message::States(told.response_text().ok().flatten().filter(|_| told.status() == Ok(200)));
        self.cx.queue.post_on(&request, "loadend", states)?;
        Ok(request.send()?)
    }

    /// The list of states came, or did not.
    #[inline(never)]
    pub(super) fn take_states(&mut self, text: Option<String>) -> Result {
        let (words, file) = (self.cx.words.clone(), self.cx.config.page.states.clone());
        let listed = text.as_ref().and_then(|text| JSON::parse(text).ok()).filter(Array::is_array);
        let states = listed.and_then(|list| Array::from(&list).iter().map(|state| state.as_string()).collect());
        let problem = match (&text, &states) {
            (None, _) => Some(words.states_absent(&file)),
            (Some(_), None) => Some(words.states_unreadable(&file)),
            _ => None,
        };
        // Without its list it still presents what the page shows.
        self.begin(states.unwrap_or_default())?;
        problem.map_or(Ok(()), |text| Err(Error(text)))
    }

    fn begin(&mut self, states: Vec<String>) -> Result {
        let talk = Presentation::new(states, &self.cx.config);
        self.stage = Some(Stage { states: self.cx.config.page.states.clone(), talk });
        if Presentation::is_under_way(&self.cx.config) { self.ask_or_answer() } else { self.show_state(false) }
    }

    /// Shows the state that is on: the whole page is brought to it, as a step that Back undoes where `push`.
    fn show_state(&mut self, push: bool) -> Result {
        let Some(talk) = self.stage.as_ref().map(|stage| &stage.talk) else { return Ok(()) };
        let shown = talk.state().map(|state| self.cx.config.presented(state, talk.place()));
        if let Some((config, notices)) = shown {
            self.set_config(config, &notices, push, true);
        }
        self.ask_or_answer()
    }

    /// Veils the answer, or shows it.
    fn ask_or_answer(&mut self) -> Result {
        let Some(stage) = &self.stage else { return Ok(()) };
        let veiled = stage.talk.is_veiled();
        let alone = self.slots.get(self.in_use).map(|slot| slot.slot.clone());
        if let Some(slot) = alone {
            slot.set_asked(veiled);
            let skip = dom::find(slot.element(), SKIP).filter(|_| !veiled);
            if let Some(skip) = skip.as_ref().and_then(|skip| skip.dyn_ref::<HtmlElement>()) {
                skip.click();
            }
        }
        self.show_stage()
    }

    /// The bar of the presentation, and whether the answer is veiled.
    fn show_stage(&self) -> Result {
        let talk = self.stage.as_ref().map(|stage| &stage.talk);
        let veiled = talk.is_some_and(Presentation::is_veiled);
        dom::root()?.toggle_attribute_with_force("data-veiled", veiled)?;
        let bar: Element = dom::need(&self.body, "[data-part=presentation]")?;
        dom::set_visible(&bar, talk.is_some());
        let Some(talk) = talk else { return Ok(()) };
        let (at, count) = (talk.place(), talk.count());
        for element in dom::all(&bar, ".of-states") {
            dom::set_visible(&element, count > 1);
        }
        dom::text(&dom::need(&bar, "[data-part=place]")?, &self.cx.words.state_of(at.into(), count.into()));
        dom::attribute(&dom::need(&bar, "[data-turn=answer]")?, "aria-pressed", if veiled { "false" } else { "true" });
        let full = dom::document()?.fullscreen_enabled();
        dom::set_visible(&dom::need(&bar, "[data-turn=full]")?, full);
        Ok(())
    }

    /// Answers what the presenter does; says whether that is done with.
    #[inline(never)]
    pub(super) fn on_presenter(&mut self, event: &Event) -> Result<bool> {
        let free = dom::target_in(event, TYPED).is_none();
        let (turn, full) = match (event.type_().as_str(), event.dyn_ref::<KeyboardEvent>()) {
            ("keydown", Some(key)) if !(key.ctrl_key() || key.alt_key() || key.meta_key()) => {
                (Turn::of_key(&key.key(), free), free && key.key() == "f")
            }
            ("click", _) => {
                let button = dom::target_in(event, "[data-turn]").and_then(|button| button.get_attribute("data-turn"));
                let turn = button.as_deref().and_then(Turn::of_button);
                (turn, button.as_deref() == Some("full"))
            }
            _ => (None, false),
        };
        if full {
            return full_screen().map(|()| true);
        }
        let answered = event.type_() == "click" && dom::target_in(event, "[data-answer]").is_some();
        let Some(stage) = self.stage.as_mut() else { return Ok(false) };
        if answered {
            // Whoever was asked has answered: what the figure says to it is not kept back.
            stage.talk.unveil();
            return self.show_stage().map(|()| false);
        }
        let Some(turn) = turn else { return Ok(false) };
        event.prevent_default();
        let moved = stage.talk.take(turn);
        if moved { self.show_state(true) } else { self.ask_or_answer() }.map(|()| true)
    }
}

/// The whole screen for the page, or no longer.
fn full_screen() -> Result {
    let document = dom::document()?;
    match document.fullscreen_element() {
        Some(_) => document.exit_fullscreen(),
        None => dom::root()?.request_fullscreen()?,
    }
    Ok(())
}

/// Shows the list of keys where `?` is pressed or its button, and closes it; says whether that is done with.
pub(super) fn keys(event: &Event) -> Result<bool> {
    let asked = match (event.type_().as_str(), event.dyn_ref::<KeyboardEvent>()) {
        ("keydown", Some(key)) => {
            let typed = "input:not([type=range], [type=radio], [type=checkbox]), select, textarea";
            key.key() == "?" && dom::target_in(event, typed).is_none()
        }
        ("click", _) => dom::target_in(event, "[data-action=keys]").is_some(),
        _ => false,
    };
    if !asked {
        return Ok(false);
    }
    let dialog: HtmlDialogElement = dom::need(&dom::root()?, "dialog.keys")?;
    if dialog.open() {
        dialog.close()
    } else {
        dialog.show_modal()?
    }
    Ok(true)
}
