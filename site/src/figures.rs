//! The figures: one template a figure, named after it.

use crate::{Error, files, read};
use minijinja::{Environment, UndefinedBehavior};
use std::path::Path;

/// The templates of all figures.
pub struct Figures {
    templates: Environment<'static>,
}

impl Figures {
    /// Reads the templates of a folder.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let mut templates = Environment::new();
        // A misspelt name is an error, not nothing.
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        for path in files(folder, "html")? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            templates.add_template_owned(name, read(&path)?)?;
        }
        Ok(Self { templates })
    }

    /// The figure's markup; `None` where there is no such figure.
    pub fn render(&self, name: &str) -> Result<Option<String>, Error> {
        match self.templates.get_template(&format!("{name}.html")) {
            Ok(template) => Ok(Some(template.render(())? + "\n")),
            Err(_) => Ok(None),
        }
    }
}
