//! A run as a program in Python, for PyTorch or Keras: templates filled with what the engine itself uses. Numbers and
//! names only; what is said stands in the templates.

mod facts;
mod template;

use super::config::RunSpec;
use facts::Facts;
use template::fill;

/// The data: the same for both.
const DATA: &str = include_str!("code/data.py");

/// The libraries for which a program is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Library {
    /// PyTorch: channels first.
    #[default]
    Pytorch,
    /// Keras 3: channels last.
    Keras,
}

impl Library {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Pytorch, Self::Keras];

    /// What markup calls it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pytorch => "pytorch",
            Self::Keras => "keras",
        }
    }

    /// The library with this name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|library| library.key() == key)
    }
}

/// The whole program for a run: data, network, initialization, training, the standard deviation of each hidden layer's
/// activations at step 0 and the held-out accuracy.
///
/// ```
/// use unit_variance_lesson::{code::{Library, program}, config::Config};
/// let code = program(&Config::from_query("init=he&act=relu").0.run, Library::Pytorch);
/// assert!(code.contains("variance = 2 / fan_in") && code.contains("torch.relu(h)"));
/// ```
pub fn program(run: &RunSpec, library: Library) -> String {
    let template = match library {
        Library::Pytorch => include_str!("code/pytorch.py"),
        Library::Keras => include_str!("code/keras.py"),
    };
    let facts = Facts::of(run, library);
    fill(&template.replace("#+ data\n", DATA), |name| facts.value(name))
}
