//! The figures: one template a figure, named after it. What a template says of a choice comes from the crates that know:
//! its values and their order from `lesson`, their names from `words`.

use crate::translation::Translation;
use crate::{Error, files, read};
use lesson::choice::*;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value, context};
use nn::act::Act;
use nn::init::Dist;
use nn::norm::{LayerAxes, Norm};
use std::path::Path;
use std::rc::Rc;
use words::{Label, Words};

/// The templates of all figures.
pub struct Figures {
    templates: Environment<'static>,
    translation: Rc<Translation>,
}

impl Figures {
    /// Reads the templates of a folder; the choices in them are named by `words`, the rest of what they say is translated.
    pub fn read(folder: &Path, words: Words, translation: Rc<Translation>) -> Result<Self, Error> {
        let mut templates = Environment::new();
        // A misspelt name is an error, not nothing.
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.add_function("choice", move |key: String| {
            choice(&key, &words).ok_or_else(|| {
                minijinja::Error::new(
                    ErrorKind::InvalidOperation,
                    format!("there is no choice {key:?} in crate lesson"),
                )
            })
        });
        for path in files(folder, "html")? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            templates.add_template_owned(name, read(&path)?)?;
        }
        Ok(Self { templates, translation })
    }

    /// The figure's markup; `None` where there is no such figure.
    pub fn render(&self, name: &str) -> Result<Option<String>, Error> {
        match self.templates.get_template(&format!("{name}.html")) {
            Ok(template) => Ok(Some(self.translation.html(&template.render(())?, Some(name)) + "\n")),
            Err(_) => Ok(None),
        }
    }
}

/// What templates can say of a choice, given words.
type Described = fn(&Words) -> Value;

/// The choices that templates can name: the key, those of its values, what is said of it.
pub(crate) const CHOICES: &[(&str, &[&str], Described)] = &[
    row::<Initializer>(),
    row::<Dist>(),
    row::<Act>(),
    row::<Norm>(),
    row::<LayerAxes>(),
    row::<Start>(),
    row::<Skip>(),
    row::<NetKind>(),
    row::<DataSet>(),
    row::<Scaling>(),
    row::<Opt>(),
    row::<View>(),
    row::<Vary>(),
];

const fn row<C: Label>() -> (&'static str, &'static [&'static str], Described) {
    (C::KEY, C::KEYS, described::<C>)
}

/// The choice of a key: what its group is called, what hides it, and its values.
fn choice(key: &str, words: &Words) -> Option<Value> {
    CHOICES.iter().find(|row| row.0 == key).map(|row| row.2(words))
}

fn described<C: Label>(words: &Words) -> Value {
    let value = |choice: &C| context! { key => choice.key(), label => words.label(*choice) };
    context! {
        group => words.group::<C>(),
        // What links name (hide=Initializer) is the same in every language.
        control => C::KEY,
        values => C::ALL.iter().map(value).collect::<Vec<_>>(),
    }
}
