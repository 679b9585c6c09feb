//! The first module: the whole one without the functions that went, a call to one of which goes through the table; and
//! with what the later module needs among its exports.

use crate::graph::{Cut, export_name};
use crate::module::Module;
use std::borrow::Cow;
use std::convert::Infallible;
use std::error::Error as StdError;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, ExportKind, ExportSection, Instruction, TableSection,
};
use wasmparser::{Operator, Parser};

/// Writes it.
pub fn write(module: &Module<'_>, cut: &Cut) -> Result<Vec<u8>, Box<dyn StdError>> {
    let mut next = 0..;
    let places = (0..module.functions()).map(|f| if cut.is_later(f) { u32::MAX } else { next.next().unwrap_or(0) });
    let mut first = First { module, cut, places: places.collect(), function: module.imported };
    let mut written = wasm_encoder::Module::new();
    first.parse_core_module(&mut written, Parser::new(0), module.bytes)?;
    Ok(written.finish())
}

struct First<'a> {
    module: &'a Module<'a>,
    cut: &'a Cut,
    /// Where a function stands among those that stay.
    places: Vec<u32>,
    /// The function whose body comes next.
    function: u32,
}

impl Reencode for First<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.places[function as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut wasm_encoder::FunctionSection,
        _section: wasmparser::FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let stay = (self.module.imported..self.module.functions()).filter(|&function| !self.cut.is_later(function));
        stay.for_each(|function| {
            functions.function(self.module.types[function as usize]);
        });
        Ok(())
    }

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        _section: wasmparser::TableSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for (index, table) in self.module.tables.iter().enumerate() {
            let mut table = self.table_type(*table)?;
            if index == 0 {
                let more = self.cut.gates.len() as u64;
                table.minimum += more;
                table.maximum = table.maximum.map(|most| most + more);
            }
            tables.table(table);
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        utils::parse_export_section(self, exports, section)?;
        exports.export(&export_name('t', 0), ExportKind::Table, 0);
        exports.export(&export_name('m', 0), ExportKind::Memory, 0);
        for &global in &self.cut.globals {
            exports.export(&export_name('g', global), ExportKind::Global, global);
        }
        for &function in &self.cut.borrowed {
            exports.export(&export_name('f', function), ExportKind::Func, self.places[function as usize]);
        }
        Ok(())
    }

    fn parse_element_section(
        &mut self,
        elements: &mut ElementSection,
        _section: wasmparser::ElementSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for (offset, functions) in self.cut.segments(self.module, false) {
            let functions: Vec<u32> = functions.iter().map(|&function| self.places[function as usize]).collect();
            elements.active(None, &ConstExpr::i32_const(offset as i32), Elements::Functions(Cow::Owned(functions)));
        }
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: wasmparser::FunctionBody<'_>,
    ) -> Result<(), Error<Infallible>> {
        let function = self.function;
        self.function += 1;
        if self.cut.is_later(function) {
            return Ok(());
        }
        let mut written = self.new_function_with_parsed_locals(&body)?;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let operator = operators.read()?;
            match operator {
                Operator::Call { function_index } if self.cut.is_later(function_index) => {
                    let type_index = self.module.types[function_index as usize];
                    written.instruction(&Instruction::I32Const(self.cut.gates[&function_index] as i32));
                    written.instruction(&Instruction::CallIndirect { type_index, table_index: 0 });
                }
                operator => {
                    written.instruction(&self.instruction(operator)?);
                }
            }
        }
        code.function(&written);
        Ok(())
    }

    /// Names, relocations and the like are for tools.
    fn parse_custom_section(
        &mut self,
        _module: &mut wasm_encoder::Module,
        _section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
    }
}
