//! What a reader does, as data.

use crate::event::Event;

/// Something that a reader does.
#[derive(Clone, Debug, Default)]
pub struct Deed {
    kind: &'static str,
    on: Vec<(String, String)>,
    text: String,
    below: Option<String>,
    key: Option<(String, bool)>,
    number: f64,
    row: Option<usize>,
}

/// An event of a kind.
pub fn deed(kind: &'static str) -> Deed {
    Deed { kind, ..Deed::default() }
}

impl Deed {
    /// At an element with this attribute.
    pub fn on(mut self, attribute: &str, value: &str) -> Self {
        self.on.push((attribute.into(), value.into()));
        self
    }

    /// Over an element with a cell's number.
    pub fn over(self, cell: &str) -> Self {
        Self { below: Some(cell.into()), ..self }
    }

    /// At a button with this text.
    pub fn saying(self, text: &str) -> Self {
        Self { text: text.into(), ..self }
    }

    /// With a number in the field; one that is not 0 checks it.
    pub fn at(self, number: f64) -> Self {
        Self { number, ..self }
    }

    /// With a key.
    pub fn key(self, key: &str) -> Self {
        Self { key: Some((key.into(), false)), ..self }
    }

    /// In a row.
    pub fn row(self, row: usize) -> Self {
        Self { row: Some(row), ..self }
    }
}

impl Event for Deed {
    fn kind(&self) -> &str {
        self.kind
    }

    /// The selector is met by an element that has the attribute which it names first.
    fn closest(&self, selector: &str, attribute: &str) -> Option<String> {
        let has = |(name, value): &(String, String)| {
            selector.contains(&format!("[{name}]")) || selector.contains(&format!("[{name}={value}]"))
        };
        self.on.iter().find(|one| has(one))?;
        self.on.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.clone())
    }

    fn text_of(&self, _selector: &str) -> Option<String> {
        Some(self.text.clone())
    }

    fn below(&self, _attribute: &str) -> Option<String> {
        self.below.clone()
    }

    fn number(&self) -> f64 {
        self.number
    }

    fn is_checked(&self) -> bool {
        self.number != 0.0
    }

    fn key(&self) -> Option<(String, bool)> {
        self.key.clone()
    }

    fn row(&self) -> Option<usize> {
        self.row
    }

    fn prevent_default(&self) {}
}
