//! The dialog of `Embed`: what to hide and to fix, and the code for it. One dialog serves every figure; what the code says is
//! `lesson::embed`'s, the QR code `charts::qr`'s.

use crate::context::Context;
use crate::error::{Error, Result};
use crate::{address, dom, save};
use lesson::choice::Lang;
use lesson::config::Config;
use lesson::embed::Embed;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, KeyboardEvent};

/// Above and below a figure that stands alone, in CSS pixels.
const MARGINS: f64 = 24.0;
/// No figure is taller, in CSS pixels.
const MOST: f64 = 20_000.0;

/// The dialog, and the figure that it is about.
pub struct EmbedDialog {
    element: HtmlDialogElement,
    figure: Element,
    embed: Embed,
}

impl EmbedDialog {
    /// Opens the dialog for a figure.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn open(cx: &Context, figure: &Element) -> Result<Self> {
        let element: HtmlDialogElement = dom::need(&dom::root()?, "dialog.embed")?;
        let name = figure.get_attribute("data-figure").unwrap_or_default();
        let embed = Embed {
            config: in_language(cx.config.with(&format!("figure={name}")).0)?,
            page: address::top()?,
            title: format!("Unit Variance: {}", figure.get_attribute("aria-label").unwrap_or_default()),
            width: None,
            height: (figure.get_bounding_client_rect().height() + MARGINS).ceil() as u32,
            preview: false,
        };
        let dialog = Self { element, figure: figure.clone(), embed };
        dialog.list_controls(cx)?;
        for (part, key) in [("seed", "seed"), ("theme", "theme"), ("lang", "lang")] {
            dialog.set_field(part, &dialog.embed.config.value_of(key).unwrap_or_default())?;
        }
        dialog.set_field("width", "")?;
        if let Some(field) = dom::find(&dialog.element, "[data-field=preview]").as_ref().and_then(dom::input) {
            field.set_checked(false);
        }
        if let Some(details) = dom::find(&dialog.element, "details") {
            details.remove_attribute("open")?;
        }
        dialog.show(cx)?;
        dialog.preview(false)?;
        if !dialog.element.open() {
            dialog.element.show_modal()?;
        }
        Ok(dialog)
    }

    /// A line for each control of the figure: hidden, fixed.
    fn list_controls(&self, cx: &Context) -> Result {
        let list: Element = dom::need(&self.element, "tbody")?;
        list.set_text_content(None);
        let mut listed: Vec<String> = Vec::new();
        for control in dom::all(&self.figure, "[data-control]") {
            let key = control.get_attribute("data-control").unwrap_or_default();
            let name = name_of(&control);
            if name.is_empty() || listed.contains(&key) {
                continue;
            }
            let line = dom::make("tr", "")?;
            let head = dom::make("th", &name)?;
            dom::attribute(&head, "scope", "row");
            line.append_child(&head)?;
            let page = &self.embed.config.page;
            let columns =
                [("hide", cx.words.embed_hide(&name), &page.hide), ("lock", cx.words.embed_lock(&name), &page.lock)];
            for (what, label, chosen) in columns {
                let (cell, field) = (dom::make("td", "")?, dom::make("input", "")?);
                for (attribute, value) in
                    [("type", "checkbox"), ("data-list", what), ("value", &key), ("aria-label", &label)]
                {
                    dom::attribute(&field, attribute, value);
                }
                if let Some(field) = dom::input(&field) {
                    field.set_checked(chosen.contains(&key));
                }
                cell.append_child(&field)?;
                line.append_child(&cell)?;
            }
            list.append_child(&line)?;
            listed.push(key);
        }
        Ok(())
    }

    /// Takes in an event inside the dialog; says whether the dialog was closed.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn on_event(&mut self, cx: &Context, event: &Event) -> Result<bool> {
        match event.type_().as_str() {
            "click" => {
                match dom::target_in(event, "[data-embed]").and_then(|button| button.get_attribute("data-embed")) {
                    Some(what) if what == "close" => {
                        self.preview(false)?;
                        self.element.close();
                        return Ok(true);
                    }
                    Some(what) => self.copy(cx, &what)?,
                    // The click that is heard here has not opened it yet.
                    None if dom::target_in(event, "summary").is_some() => self.preview(!self.is_previewed())?,
                    None => {}
                }
            }
            "change" | "input" => {
                self.read();
                self.show(cx)?;
                if event.type_() == "change" {
                    self.preview(self.is_previewed())?;
                }
            }
            // The browser closes it.
            "keydown" if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") => {
                self.preview(false)?;
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    }

    /// What the fields say.
    fn read(&mut self) {
        let listed = |what: &str| {
            let fields = dom::all(&self.element, &format!("input[data-list={what}]:checked"));
            fields.iter().filter_map(|field| field.get_attribute("value")).collect::<Vec<_>>().join(",")
        };
        let (hide, lock, field) = (listed("hide"), listed("lock"), |part| self.field(part));
        let (seed, theme, lang) = (field("seed"), field("theme"), field("lang"));
        let entries = [("hide", &hide), ("lock", &lock), ("seed", &seed), ("theme", &theme), ("lang", &lang)];
        let entries = entries.map(|(key, value)| (key, (!value.is_empty()).then_some(value.as_str())));
        self.embed.config = self.embed.config.hosted(&entries).0;
        self.embed.width = self.field("width").parse().ok();
        if let (Some(_), Some(details)) = (self.embed.width, dom::find(&self.element, "details")) {
            // Seen at that width, the figure tells its height for the plain iframe.
            dom::attribute(&details, "open", "");
        }
        self.embed.preview = dom::find(&self.element, "[data-field=preview]")
            .as_ref()
            .and_then(dom::input)
            .is_some_and(|field| field.checked());
    }

    /// A frame told its height: where it is the preview's, the plain iframe is given that one.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn previewed(&mut self, source: &JsValue, height: f64) -> Result {
        let frame = dom::find(&self.element, "iframe");
        let window = frame.and_then(|frame| js_sys::Reflect::get(&frame, &"contentWindow".into()).ok());
        if window.as_ref() != Some(source) || !(1.0..MOST).contains(&height) {
            return Ok(());
        }
        self.embed.height = height.ceil() as u32;
        self.set_field("iframe", &self.embed.iframe())
    }

    fn field(&self, part: &str) -> String {
        let field = dom::find(&self.element, &format!("[data-field={part}]"));
        field.and_then(|field| js_sys::Reflect::get(&field, &"value".into()).ok()?.as_string()).unwrap_or_default()
    }

    fn set_field(&self, part: &str, value: &str) -> Result {
        let field: Element = dom::need(&self.element, &format!("[data-field={part}]"))?;
        js_sys::Reflect::set(&field, &"value".into(), &value.into())?;
        Ok(())
    }

    fn text(&self, what: &str) -> String {
        match what {
            "element" => self.embed.element(),
            "iframe" => self.embed.iframe(),
            _ => self.embed.link(),
        }
    }

    /// Shows what the choices give.
    fn show(&self, cx: &Context) -> Result {
        for what in ["element", "iframe", "link"] {
            self.set_field(what, &self.text(what))?;
        }
        dom::text(&dom::need::<Element>(&self.element, "[data-part=embed-done]")?, "");
        let qr: Element = dom::need(&self.element, "svg")?;
        if let Some(code) = charts::qr::code(&self.embed.link()) {
            dom::attribute(&qr, "viewBox", &format!("0 0 {0} {0}", code.size));
            dom::attribute(&dom::need(&qr, "path")?, "d", &code.path);
        }
        dom::attribute(&qr, "aria-label", cx.words.embed_qr());
        Ok(())
    }

    fn is_previewed(&self) -> bool {
        dom::find(&self.element, "details").is_some_and(|details| details.has_attribute("open"))
    }

    /// The figure as it will be seen; only where the reader opened the place for it.
    fn preview(&self, open: bool) -> Result {
        let place: Element = dom::need(&self.element, "[data-part=embed-preview]")?;
        let src = if open { self.embed.link() } else { String::new() };
        let earlier = dom::find(&place, "iframe");
        if earlier.as_ref().and_then(|frame| frame.get_attribute("src")).unwrap_or_default() == src {
            return Ok(());
        }
        place.set_text_content(None);
        if !open {
            return Ok(());
        }
        // A new frame each time: going elsewhere in the old one would be a step that Back undoes.
        let frame: HtmlElement = dom::make("iframe", "")?.dyn_into().map_err(|_| Error::from("no frame"))?;
        dom::attribute(&frame, "title", &self.embed.title);
        dom::attribute(&frame, "src", &src);
        if let Some(width) = self.embed.width {
            frame.style().set_property("max-width", &format!("{width}px"))?;
        }
        place.append_child(&frame)?;
        Ok(())
    }

    fn copy(&self, cx: &Context, what: &str) -> Result {
        let (place, words) = (dom::need::<Element>(&self.element, "[data-part=embed-done]")?, cx.words.clone());
        save::copy(&self.text(what), move |copied| {
            dom::text(&place, if copied { words.code_copied() } else { words.code_not_copied() });
        })
    }
}

/// A teacher who reads a page in another language than English wants that figure; English is nobody's in particular.
fn in_language(mut config: Config) -> Result<Config> {
    let own = address::language()?;
    config.page.lang = config.page.lang.or((own != Lang::En).then_some(own));
    Ok(config)
}

/// What a control is called: by its label for those who do not see it, or by its first words.
fn name_of(control: &Element) -> String {
    let label = || control.get_attribute("aria-label").filter(|label| !label.is_empty());
    let inner = || dom::find(control, "label, legend").and_then(|label| label.text_content());
    let own = || (control.tag_name() == "BUTTON").then(|| control.text_content()).flatten();
    label().or_else(inner).or_else(own).unwrap_or_default().trim().to_string()
}
