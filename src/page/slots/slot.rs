//! A figure's place on the page: its markup and its charts, and whether it is in sight, plays, or has changed.

use super::children::Children;
use super::parts::Parts;
use crate::context::{Context, Message};
use crate::error::{Error, Result};
use crate::queue::Queue;
use crate::widgets::chart::Sketch;
use crate::widgets::chart_view::ChartView;
use crate::widgets::tabs::Tabs;
use crate::{address, controls, dom, save};
use charts::plot::Plot;
use figures::figure::Figure;
use figures::markup::{self, Markup, Slot as _};
use figures::slot_state::SlotState;
use lesson::config::Config;
use lesson::snapshot::Snapshot;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTemplateElement};
use words::Words;

/// What a figure and the page share: the region, its parts, and the state that every figure has.
pub struct Slot {
    /// The parts of the figure's region.
    pub parts: Parts,
    /// Its charts, and after them those of its rows.
    pub charts: RefCell<Vec<ChartView>>,
    /// Its canvases without axes, and after them those of its rows.
    pub sketches: RefCell<Vec<Sketch>>,
    /// Its tabs.
    pub tabs: Tabs,
    state: SlotState,
    name: String,
    words: Rc<Words>,
    queue: Queue<Message>,
    rows: RefCell<Vec<Rc<Parts>>>,
    children: RefCell<Vec<(String, Children)>>,
}

impl Slot {
    /// The slot of a figure in its region; `visible` where it is taken to be in sight until the browser says otherwise.
    pub fn new(element: Element, figure: &dyn Figure, cx: &Context, visible: bool) -> Result<Self> {
        Ok(Self {
            charts: RefCell::new(
                figure.charts().iter().map(|name| ChartView::find(&element, name)).collect::<Result<_>>()?,
            ),
            sketches: RefCell::default(),
            tabs: Tabs::of(&element),
            name: element.get_attribute("data-figure").unwrap_or_default(),
            parts: Parts::of(element),
            state: SlotState::new(visible),
            words: cx.words.clone(),
            queue: cx.queue.clone(),
            rows: RefCell::default(),
            children: RefCell::default(),
        })
    }

    /// The figure's name in the URL, such as `lab`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its region of the page.
    pub fn element(&self) -> &Element {
        &self.parts.element
    }

    /// The row that an element stands in.
    pub fn row_of(&self, element: &Element) -> Option<usize> {
        self.rows.borrow().iter().position(|row| row.element.contains(Some(element)))
    }

    /// Does something with every chart that has something to show, in reading order, and the plot that it shows.
    pub fn each_chart(
        &self,
        figure: &mut dyn Figure,
        cx: &Context,
        mut f: impl FnMut(&mut ChartView, &dyn Plot) -> Result,
    ) -> Result {
        let (mut charts, mut outcome) = (self.charts.borrow_mut(), Ok(()));
        figure.visit(&cx.config, &cx.words, &cx.look.style, &mut |place, plot| {
            if let Some(chart) = charts.get_mut(place).filter(|_| outcome.is_ok()) {
                outcome = f(chart, plot);
            }
        });
        outcome
    }

    /// The question is answered: what it hid is shown, and the reply beside it.
    pub fn show_answered(&self, reply: &str) {
        self.set_asked(false);
        self.show_reply(reply);
        dom::focus_place(self.element());
    }

    /// Asks the figure's question anew, or shows what waits for a guess without one.
    pub fn set_asked(&self, asked: bool) {
        if self.parts.part("ask").is_err() {
            return;
        }
        self.toggle_attribute("", "data-asked", asked);
        self.set_visible("ask", asked);
        if asked {
            self.set_visible("reply", false);
        }
        self.redraw();
    }

    fn make_row(&self, template: &HtmlTemplateElement, list: &Element) -> Result {
        let row = template.content().first_element_child().ok_or("a template is empty")?.clone_node_with_deep(true)?;
        list.append_child(&row)?;
        let row: Element = row.dyn_into().map_err(|_| "a template is no element")?;
        self.charts.borrow_mut().push(ChartView::within(&row)?);
        self.sketches.borrow_mut().push(Sketch::find(&row, "canvas.spark")?);
        self.rows.borrow_mut().push(Rc::new(Parts::of(row)));
        Ok(())
    }

    /// What goes wrong where nobody can return it is shown all the same.
    fn report(&self, result: Result) {
        if let Err(Error(text)) = result {
            self.queue.post(Message::Error(text));
        }
    }

    fn input(&self, selector: &str) -> Option<HtmlInputElement> {
        dom::find(self.element(), selector)?.dyn_into().ok()
    }
}

impl Markup for Slot {
    fn set_value(&self, name: &str, value: &str) {
        self.parts.set_value(name, value);
    }

    fn set_text(&self, part: &str, text: &str) {
        self.parts.set_text(part, text);
    }

    fn set_visible(&self, part: &str, visible: bool) {
        self.parts.set_visible(part, visible);
    }

    fn set_attribute(&self, selector: &str, name: &str, value: Option<&str>) {
        self.parts.set_attribute(selector, name, value);
    }

    fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.parts.attributes(selector, name)
    }
}

impl markup::Slot for Slot {
    fn state(&self) -> &SlotState {
        &self.state
    }

    fn set_playing(&self, playing: bool) {
        self.state.playing.set(playing);
        if let Some(button) = dom::find(self.element(), "[data-action=play]") {
            dom::text(&button, if playing { self.words.control_pause() } else { self.words.control_play() });
        }
        self.redraw();
    }

    fn set_children(&self, selector: &str, nodes: Vec<markup::Node>) {
        let mut all = self.children.borrow_mut();
        let place = all.iter().position(|(one, _)| one == selector);
        let found = match place {
            Some(place) => Ok(place),
            None => dom::need(self.element(), selector).map(|element| {
                all.push((selector.to_string(), Children::of(element)));
                all.len() - 1
            }),
        };
        self.report(found.and_then(|place| all[place].1.set(nodes)));
    }

    fn make_rows(&self, count: usize) {
        for _ in self.rows.take() {
            self.charts.borrow_mut().pop();
            self.sketches.borrow_mut().pop();
        }
        let made = dom::need(self.element(), "template[data-part=row-template]").and_then(|template| {
            let list = self.parts.part("rows")?;
            list.set_text_content(None);
            (0..count).try_for_each(|_| self.make_row(&template, list))
        });
        self.report(made);
        self.queue.post(Message::Rows(self.name.clone()));
    }

    fn row(&self, place: usize) -> Rc<dyn Markup> {
        self.rows.borrow()[place].clone()
    }

    fn field(&self, selector: &str) -> f64 {
        self.input(selector).map_or(f64::NAN, |field| field.value_as_number())
    }

    fn set_field(&self, selector: &str, value: &str) {
        if let Some(field) = self.input(selector).filter(|field| field.value() != value) {
            field.set_value(value);
        }
    }

    fn check(&self, selector: &str, value: &str) {
        for radio in dom::all(self.element(), selector) {
            if let Some(radio) = dom::input(&radio) {
                radio.set_checked(radio.value() == value);
            }
        }
    }

    fn tab(&self) -> String {
        self.tabs.chosen()
    }

    fn choose_tab(&self, name: &str) {
        self.tabs.choose(name);
    }

    fn show_texts(&self, config: &Config) {
        controls::show_texts(self.element(), config);
    }

    fn focus(&self, selector: &str) {
        if let Some(element) = dom::find(self.element(), selector) {
            dom::focus(&element);
        }
    }

    fn media(&self, query: &str) -> bool {
        dom::media(query)
    }

    fn address(&self) -> String {
        address::query().unwrap_or_default()
    }

    fn is_hidden(&self) -> bool {
        dom::is_hidden()
    }

    fn set_page_text(&self, selector: &str, text: &str) {
        let places = dom::root().map_or(Vec::new(), |root| dom::all(&root, selector));
        places.iter().for_each(|place| dom::text(place, text));
    }

    fn set_page_attribute(&self, selector: &str, name: &str, value: Option<&str>) {
        let places = dom::root().map_or(Vec::new(), |root| dom::all(&root, selector));
        places.iter().for_each(|place| dom::set(place, name, value));
    }

    fn patch(&self, query: String, push: bool) {
        self.queue.post(Message::Patch { query, push });
    }

    fn scroll_to_lab(&self) {
        if let Some(lab) = dom::root().ok().and_then(|root| dom::find(&root, "[data-figure=lab]")) {
            lab.scroll_into_view();
        }
    }

    fn copy_code(&self, program: &str) {
        let (done, words) = (self.parts.part("done").cloned(), self.words.clone());
        self.report(done.and_then(|done| {
            save::copy(program, move |copied| {
                dom::text(&done, if copied { words.code_copied() } else { words.code_not_copied() });
            })
        }));
    }

    fn tell_lab_snapshot(&self, snapshot: Rc<Snapshot>) {
        self.queue.post(Message::LabSnapshot(snapshot));
    }

    fn call_timeout_after(&self, ms: f64) {
        self.report(self.queue.post_after(ms, Message::Timeout));
    }

    fn resize(&self) {
        self.queue.post(Message::Resize);
    }
}
