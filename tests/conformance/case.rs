//! One file of the fixtures: its inputs, what is expected of it, and the rule that compares.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use unit_variance::nn::Error;

/// An array of the file, row-major.
#[derive(Clone, Debug)]
pub struct Array {
    pub shape: Vec<usize>,
    pub data: Vec<f64>,
}

/// How a case can end without values.
#[derive(Debug)]
pub enum Failure {
    /// The library reports an error.
    Refused(String),
    /// A check of the format fails.
    Wrong(String),
    /// The project does not offer this variant, for the reason given.
    NotOffered(&'static str),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Refused(error.to_string())
    }
}

/// Outputs by name, flat.
pub type Outputs = BTreeMap<String, Vec<f64>>;
/// What an op makes of a case.
pub type Outcome = Result<Outputs, Failure>;

/// One case.
pub struct Case {
    pub op: String,
    pub attributes: Value,
    pub inputs: BTreeMap<String, Array>,
    pub outputs: BTreeMap<String, Array>,
    pub notes: String,
    pub refused: bool,
    tolerance: Value,
}

impl Case {
    /// Reads a file, or says what makes it no case.
    pub fn read(path: &Path) -> Result<Case, String> {
        let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
        let category = path.parent().and_then(|folder| folder.file_name()).unwrap_or_default();
        Case::parse(&text, category == "init" || category == "deep")
    }

    /// A case asks for something: an output of as many numbers as its shape says, and how near they must come; or an error.
    pub fn parse(text: &str, exact: bool) -> Result<Case, String> {
        let file: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
        let case = Case {
            op: file["op"].as_str().unwrap_or_default().to_owned(),
            attributes: file["attributes"].clone(),
            inputs: arrays(&file["inputs"], false)?,
            outputs: arrays(&file["outputs"], exact)?,
            notes: file["notes"].as_str().unwrap_or_default().to_owned(),
            refused: !file["expect_error"].is_null(),
            tolerance: file["tolerance"].clone(),
        };
        if case.outputs.values().all(|output| output.data.is_empty()) != case.refused {
            return Err("outputs or expect_error, one of the two".to_owned());
        }
        let own = case.tolerance["per_output"].as_object().into_iter().flat_map(|own| own.values());
        let given = |tolerance: &Value, key: &str| tolerance[key].as_f64().is_some_and(|value| value >= 0.0);
        for tolerance in own.chain([&case.tolerance]).filter(|_| !case.refused) {
            if !["rtol", "atol"].iter().all(|key| given(tolerance, key)) {
                return Err(format!("rtol and atol are numbers of 0 or more, not {tolerance}"));
            }
        }
        Ok(case)
    }

    /// The input of this name; its absence is a mistake in the adapter or an unknown variant.
    pub fn array(&self, name: &str) -> &Array {
        self.inputs.get(name).unwrap_or_else(|| panic!("input {name} is missing"))
    }

    pub fn has(&self, name: &str) -> bool {
        self.inputs.contains_key(name)
    }

    pub fn shape(&self, name: &str) -> &[usize] {
        &self.array(name).shape
    }

    pub fn f32(&self, name: &str) -> Vec<f32> {
        self.array(name).f32()
    }

    /// The input, or `default` `len` times.
    pub fn f32_or(&self, name: &str, len: usize, default: f32) -> Vec<f32> {
        if self.has(name) { self.f32(name) } else { vec![default; len] }
    }

    pub fn number(&self, name: &str) -> f64 {
        self.optional(name).unwrap_or_else(|| panic!("attribute {name} is missing"))
    }

    pub fn number_or(&self, name: &str, default: f64) -> f64 {
        self.optional(name).unwrap_or(default)
    }

    /// The attribute, `None` where it is absent or null.
    pub fn optional(&self, name: &str) -> Option<f64> {
        number_in(&self.attributes, name)
    }

    pub fn flag(&self, name: &str) -> bool {
        match &self.attributes[name] {
            Value::Bool(flag) => *flag,
            _ => self.number_or(name, 0.0) != 0.0,
        }
    }

    pub fn text(&self, name: &str) -> &str {
        self.attributes[name].as_str().unwrap_or_default()
    }

    /// An attribute that is a list of numbers, or one number for every place.
    pub fn list(&self, name: &str, places: usize, default: i64) -> Vec<i64> {
        match &self.attributes[name] {
            Value::Array(list) => {
                let whole = |one: &Value| one.as_i64().unwrap_or_else(|| panic!("{one} in attribute {name}"));
                list.iter().map(whole).collect()
            }
            _ => vec![self.whole_or(name, default); places],
        }
    }

    /// A whole number, or `default` where the attribute is absent.
    pub fn whole_or(&self, name: &str, default: i64) -> i64 {
        let value = self.number_or(name, default as f64);
        assert!(value.fract() == 0.0, "attribute {name} is {value}");
        value as i64
    }

    /// An axis attribute, counted from the end where negative.
    pub fn axis(&self, rank: usize, default: i64) -> usize {
        let axis = self.whole_or("axis", default);
        (if axis < 0 { axis + rank as i64 } else { axis }) as usize
    }

    /// The first value that is off, if any.
    pub fn first_difference(&self, got: &Outputs) -> Option<String> {
        self.outputs.iter().find_map(|(name, want)| {
            let Some(got) = got.get(name) else { return Some(format!("{name} was not computed")) };
            if got.len() != want.data.len() {
                return Some(format!("{name} has {} values instead of {}", got.len(), want.data.len()));
            }
            let mut off = got.iter().zip(&want.data).enumerate().filter(|(i, (g, w))| !self.right(name, *i, **g, **w));
            let (i, (g, w)) = off.next()?;
            Some(format!("{name}[{i}] is {g:e} instead of {w:e}, and {} more", off.count()))
        })
    }

    /// The rule of the format; `deep_stats` compares one run with the spread of the oracle's 20.
    fn right(&self, name: &str, at: usize, got: f64, want: f64) -> bool {
        let own = &self.tolerance["per_output"][name];
        let tolerance = if own.is_null() { &self.tolerance } else { own };
        if let Some(factor) = self.tolerance["spread_factor"].as_f64() {
            let spread = self.outputs.get(&format!("{name}_spread")).map_or(0.0, |spread| spread.data[at]);
            return name.ends_with("_spread") || (got - want).abs() <= factor * spread + 0.01 * want.abs() + 1e-15;
        }
        let [rtol, atol] = ["rtol", "atol"].map(|key| tolerance[key].as_f64().unwrap_or(0.0));
        (got - want).abs() <= atol + rtol * want.abs()
    }
}

impl Array {
    pub fn f32(&self) -> Vec<f32> {
        self.data.iter().map(|&value| value as f32).collect()
    }

    pub fn labels(&self) -> Vec<u32> {
        let label =
            |value: f64| if value.fract() == 0.0 && value >= 0.0 { value as u32 } else { panic!("label {value}") };
        self.data.iter().map(|&value| label(value)).collect()
    }
}

/// A number of an object, `None` where it is absent or null.
pub fn number_in(object: &Value, name: &str) -> Option<f64> {
    let value = &object[name];
    (!value.is_null()).then(|| value.as_f64().unwrap_or_else(|| panic!("attribute {name} is {value}, not a number")))
}

fn arrays(list: &Value, exact: bool) -> Result<BTreeMap<String, Array>, String> {
    let round = |value: f64| if exact { value } else { f64::from(value as f32) };
    let mut all = BTreeMap::new();
    for (name, array) in list.as_object().into_iter().flatten() {
        let list = |key: &str| array[key].as_array().ok_or_else(|| format!("{name} has no {key}"));
        let len =
            |len: &Value| len.as_u64().map(|len| len as usize).ok_or_else(|| format!("{len} in the shape of {name}"));
        let number =
            |value: &Value| value.as_f64().map(round).ok_or_else(|| format!("{value} in {name}, not a number"));
        let shape: Vec<usize> = list("shape")?.iter().map(len).collect::<Result<_, String>>()?;
        let data: Vec<f64> = list("data")?.iter().map(number).collect::<Result<_, String>>()?;
        if data.len() != shape.iter().product::<usize>() {
            return Err(format!("{name} has {} numbers for the shape {shape:?}", data.len()));
        }
        all.insert(name.clone(), Array { shape, data });
    }
    Ok(all)
}

/// Named f32 outputs.
pub fn outputs<const N: usize>(list: [(&str, &[f32]); N]) -> Outputs {
    let mut all = Outputs::new();
    list.iter().for_each(|(name, values)| put(&mut all, name, values));
    all
}

/// Adds an f32 output.
pub fn put(all: &mut Outputs, name: &str, values: &[f32]) {
    all.insert(name.to_owned(), values.iter().map(|&value| f64::from(value)).collect());
}

/// Refuses with a reason, as the library's own checks do.
pub fn refuse<T>(reason: impl Into<String>) -> Result<T, Failure> {
    Err(Failure::Refused(reason.into()))
}
