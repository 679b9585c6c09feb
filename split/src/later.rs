//! The later module: the functions that went, on the first one's memory, table and globals.

use crate::graph::{Cut, export_name};
use crate::module::Module;
use std::borrow::Cow;
use std::convert::Infallible;
use std::error::Error as StdError;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, FunctionSection, ImportSection, TypeSection,
};
use wasmparser::{Parser, Payload};

/// The name of the module that everything is imported from.
const FIRST: &str = "";

/// Writes it.
pub fn write(module: &Module<'_>, cut: &Cut) -> Result<Vec<u8>, Box<dyn StdError>> {
    let mine: Vec<u32> = (0..module.functions()).filter(|&function| cut.is_later(function)).collect();
    let mut functions = vec![u32::MAX; module.functions() as usize];
    for (place, &function) in (0..).zip(cut.borrowed.iter().chain(&mine)) {
        functions[function as usize] = place;
    }
    let mut globals = vec![u32::MAX; module.globals.len()];
    for (place, &global) in (0..).zip(&cut.globals) {
        globals[global as usize] = place;
    }
    let mut later = Later { functions, globals };
    let mut written = wasm_encoder::Module::new();
    written.section(&later.types(module)?);
    written.section(&later.imports(module, cut)?);
    let mut types = FunctionSection::new();
    mine.iter().for_each(|&function| {
        types.function(module.types[function as usize]);
    });
    written.section(&types);
    let mut elements = ElementSection::new();
    for (offset, functions) in cut.segments(module, true) {
        let functions: Vec<u32> = functions.iter().map(|&function| later.functions[function as usize]).collect();
        elements.active(None, &ConstExpr::i32_const(offset as i32), Elements::Functions(Cow::Owned(functions)));
    }
    written.section(&elements);
    let mut code = CodeSection::new();
    for body in mine.iter().filter_map(|&function| module.body(function)) {
        later.parse_function_body(&mut code, body.clone())?;
    }
    written.section(&code);
    Ok(written.finish())
}

struct Later {
    /// Where a function stands in this module.
    functions: Vec<u32>,
    /// Where a global stands in this module.
    globals: Vec<u32>,
}

impl Later {
    fn types(&mut self, module: &Module<'_>) -> Result<TypeSection, Box<dyn StdError>> {
        let mut types = TypeSection::new();
        for payload in Parser::new(0).parse_all(module.bytes) {
            if let Payload::TypeSection(section) = payload? {
                self.parse_type_section(&mut types, section)?;
            }
        }
        Ok(types)
    }

    fn imports(&mut self, module: &Module<'_>, cut: &Cut) -> Result<ImportSection, Box<dyn StdError>> {
        let mut imports = ImportSection::new();
        for &function in &cut.borrowed {
            let ty = EntityType::Function(module.types[function as usize]);
            imports.import(FIRST, &export_name('f', function), ty);
        }
        for &global in &cut.globals {
            let ty = self.global_type(module.globals[global as usize])?;
            imports.import(FIRST, &export_name('g', global), EntityType::Global(ty));
        }
        let memory = module.memory.ok_or("the program has no memory")?;
        imports.import(FIRST, &export_name('m', 0), EntityType::Memory(self.memory_type(memory)?));
        let table = module.tables.first().ok_or("the program has no table")?;
        let mut table = self.table_type(*table)?;
        // Of the gates' places, too, the first module has made room.
        table.minimum += cut.gates.len() as u64;
        table.maximum = table.maximum.map(|most| most + cut.gates.len() as u64);
        imports.import(FIRST, &export_name('t', 0), EntityType::Table(table));
        Ok(imports)
    }
}

impl Reencode for Later {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.functions[function as usize])
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.globals[global as usize])
    }
}
