//! Formulas: LaTeX as the article has it becomes the MathML that the browser sets.

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// A formula that is none.
#[derive(Debug)]
pub struct Fault {
    /// As the article has it.
    pub formula: String,
    /// What is wrong with it.
    pub reason: String,
}

/// The MathML of a formula.
pub fn mathml(tex: &str, display: MathDisplay) -> Result<String, Fault> {
    let fault = |reason: String| Fault { formula: tex.into(), reason };
    let converter = LatexToMathML::new(MathCoreConfig::default()).map_err(|error| fault(format!("{error:?}")))?;
    let converted = converter.convert_with_local_state(tex, display).map_err(|error| fault(error.to_string()))?;
    Ok(converted.mathml)
}
