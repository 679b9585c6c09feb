//! Cuts a linked program in two modules: the first has what the first figure needs, the later one is loaded after it. Both
//! share one memory and one table, so that to the program nothing has changed: a function that went into the later module
//! stands in the same place of the table, and is called from the first module through it. (The way of Binaryen's `wasm-split`.)
//!
//! Later is what can be reached only through the functions that are named as gates (`graph`): by calls, and by addresses in
//! code and data, of which the linker's relocations tell (`linked`; link with `--emit-relocs`). Data stays where it is.

mod first;
mod graph;
mod later;
mod linked;
mod module;

use graph::Cut;
use linked::Linked;
use module::Module;
use std::error::Error;
use wasmparser::Validator;

/// The two modules.
#[derive(Debug)]
pub struct Split {
    /// What the JavaScript side loads in place of the whole.
    pub first: Vec<u8>,
    /// What is instantiated later, with the first one's exports as its only imports, from a module named `""`.
    pub later: Vec<u8>,
    /// Every function, by its mangled name.
    pub functions: Vec<Function>,
}

/// Where a function went.
#[derive(Debug)]
pub struct Function {
    /// Its mangled name.
    pub name: String,
    /// The bytes of its code.
    pub bytes: u64,
    /// Whether it is in the later module.
    pub is_later: bool,
}

/// Cuts `program`, which wasm-bindgen made of the module `linked`; both have the names of their functions, mangled. A function
/// whose name holds one of `gates`, and what only such functions lead to, is of the later module. Whoever calls a gate must
/// know that the later module is there.
///
/// # Errors
/// What is not a module, has no names, relocations or gates, or holds what is not understood.
pub fn split(linked: &[u8], program: &[u8], gates: &[&str]) -> Result<Split, Box<dyn Error>> {
    let module = Module::read(program)?;
    let cut = Cut::new(&module, &Linked::read(linked)?, gates)?;
    let functions = (module.imported..module.functions()).map(|function| Function {
        name: module.name(function).to_string(),
        bytes: module.body(function).map_or(0, |body| body.range().end - body.range().start),
        is_later: cut.is_later(function),
    });
    let split = Split {
        functions: functions.collect(),
        first: first::write(&module, &cut)?,
        later: later::write(&module, &cut)?,
    };
    for (name, bytes) in [("first", &split.first), ("later", &split.later)] {
        Validator::new().validate_all(bytes).map_err(|error| format!("the {name} module: {error}"))?;
    }
    Ok(split)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::process::Command;

    /// Two figures behind one trait; the second is made by a gate. What both use, and what is only named in a table of
    /// functions, must end where it belongs.
    const PROGRAM: &str = r#"
        pub trait Figure { fn draw(&self, x: f64) -> f64; }
        pub struct Lab(f64);
        pub struct Race(f64);
        #[inline(never)] fn shared(x: f64) -> f64 { std::hint::black_box(x) * 3.0 }
        #[inline(never)] fn race_only(x: f64) -> f64 { std::hint::black_box(x) + 7.0 }
        impl Figure for Lab { #[inline(never)] fn draw(&self, x: f64) -> f64 { shared(x) - self.0 } }
        impl Figure for Race { #[inline(never)] fn draw(&self, x: f64) -> f64 { race_only(shared(x)) * self.0 } }
        #[inline(never)] fn gate_of_race(x: f64) -> Box<dyn Figure> { std::hint::black_box(Box::new(Race(x))) }
        #[unsafe(no_mangle)] pub extern "C" fn start(race: bool, x: f64) -> f64 {
            let figure: Box<dyn Figure> = if race { gate_of_race(x) } else { Box::new(Lab(x)) };
            figure.draw(x)
        }
    "#;

    /// Compiles the program to a module; a folder a caller, since tests run beside each other.
    fn compile(name: &str, flags: &[&str]) -> Vec<u8> {
        let folder = std::env::temp_dir().join(format!("unit-variance-split-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (source, module) = (folder.join("program.rs"), folder.join("program.wasm"));
        fs::write(&source, PROGRAM).unwrap();
        let mut rustc = Command::new("rustc");
        rustc.args(["--target=wasm32-unknown-unknown", "--crate-type=cdylib", "--edition=2024", "-O", "-Cpanic=abort"]);
        let status = rustc.args(flags).arg("-o").arg(&module).arg(&source).status().unwrap();
        assert!(status.success(), "rustc with the target wasm32-unknown-unknown");
        let bytes = fs::read(&module).unwrap();
        fs::remove_dir_all(folder).unwrap();
        bytes
    }

    #[test]
    fn what_only_the_gate_leads_to_goes_and_the_rest_stays() {
        let program = compile("goes", &["-Clink-arg=--emit-relocs"]);
        let parts = split(&program, &program, &["gate_of_race"]).unwrap();
        let later = |part: &str| {
            let found = parts.functions.iter().filter(|function| function.name.contains(part));
            found.map(|function| function.is_later).collect::<Vec<_>>()
        };
        assert_eq!(later("gate_of_race"), [true]);
        assert_eq!(later("race_only"), [true]);
        assert_eq!(later("6shared"), [false]);
        assert_eq!(later("Race$u20$as"), [true], "{:?}", parts.functions);
        assert_eq!(later("Lab$u20$as"), [false], "{:?}", parts.functions);
        assert!(parts.first.len() < program.len());
    }

    #[test]
    fn a_module_without_relocations_is_refused() {
        let program = compile("bare", &[]);
        assert!(split(&program, &program, &["start"]).unwrap_err().to_string().contains("--emit-relocs"));
    }

    #[test]
    fn a_program_without_the_gate_is_refused() {
        let program = compile("gateless", &["-Clink-arg=--emit-relocs"]);
        let error = split(&program, &program, &["gate_of_race", "gate_of_cube"]).unwrap_err().to_string();
        assert!(error.contains("gate_of_cube") && !error.contains("gate_of_race"), "{error}");
    }

    #[test]
    fn what_is_not_a_module_is_refused() {
        assert!(split(b"not a module", b"not a module", &["start"]).is_err());
    }
}
