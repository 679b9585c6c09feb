//! A linked module as its sections say it.

use std::error::Error;
use wasmparser::{
    ElementItems, ElementKind, ExternalKind, FunctionBody, GlobalType, KnownCustom, MemoryType, Name, Operator, Parser,
    Payload, TableType, TypeRef,
};

/// A run of table places filled when the module starts.
pub struct Segment {
    /// The first place.
    pub offset: u32,
    /// The functions from there on.
    pub functions: Vec<u32>,
}

/// A module. Functions are known by their index, imported ones first.
pub struct Module<'a> {
    /// The whole of it.
    pub bytes: &'a [u8],
    /// How many functions come from outside.
    pub imported: u32,
    /// The type of each function.
    pub types: Vec<u32>,
    /// What each function that is not imported does.
    pub bodies: Vec<FunctionBody<'a>>,
    /// Functions that the outside calls, or the start.
    pub exported: Vec<u32>,
    /// The names of all that is exported.
    pub export_names: Vec<&'a str>,
    /// The tables.
    pub tables: Vec<TableType>,
    /// The memory.
    pub memory: Option<MemoryType>,
    /// The globals.
    pub globals: Vec<GlobalType>,
    /// What stands in the first table.
    pub segments: Vec<Segment>,
    names: Vec<String>,
}

impl<'a> Module<'a> {
    /// Reads a module; refuses what this tool cannot cut.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Box<dyn Error>> {
        let mut module = Self {
            bytes,
            imported: 0,
            types: Vec::new(),
            bodies: Vec::new(),
            exported: Vec::new(),
            export_names: Vec::new(),
            tables: Vec::new(),
            memory: None,
            globals: Vec::new(),
            segments: Vec::new(),
            names: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(bytes) {
            module.take(payload?)?;
        }
        if module.names.iter().all(String::is_empty) {
            return Err(
                "the program has no names of functions: build it with them, and take them off afterwards".into()
            );
        }
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<(), Box<dyn Error>> {
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    match import?.ty {
                        TypeRef::Func(ty) => self.types.push(ty),
                        _ => return Err("something other than a function is imported".into()),
                    }
                }
                self.imported = self.types.len() as u32;
            }
            Payload::FunctionSection(section) => {
                for ty in section {
                    self.types.push(ty?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => self.memory = section.into_iter().next().transpose()?,
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    self.export_names.push(export.name);
                    if export.kind == ExternalKind::Func {
                        self.exported.push(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => self.exported.push(func),
            Payload::ElementSection(section) => {
                for element in section {
                    self.segment(element?)?;
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    self.names = vec![String::new(); self.types.len()];
                    for part in names {
                        let Name::Function(map) = part? else { continue };
                        for naming in map {
                            let naming = naming?;
                            if let Some(name) = self.names.get_mut(naming.index as usize) {
                                *name = naming.name.to_string();
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn segment(&mut self, element: wasmparser::Element<'a>) -> Result<(), Box<dyn Error>> {
        match (element.kind, element.items) {
            (ElementKind::Active { table_index, offset_expr }, ElementItems::Functions(functions))
                if table_index.unwrap_or(0) == 0 =>
            {
                let mut operators = offset_expr.get_operators_reader();
                let Operator::I32Const { value } = operators.read()? else {
                    return Err("a place in the table is not a constant".into());
                };
                let functions = functions.into_iter().collect::<Result<_, _>>()?;
                self.segments.push(Segment { offset: value as u32, functions });
                Ok(())
            }
            (ElementKind::Declared, ElementItems::Functions(functions)) => {
                for function in functions {
                    self.exported.push(function?);
                }
                Ok(())
            }
            _ => Err("a segment of elements of a kind that is not expected".into()),
        }
    }

    /// How many functions there are.
    pub fn functions(&self) -> u32 {
        self.types.len() as u32
    }

    /// What a function is called in its source.
    pub fn name(&self, function: u32) -> &str {
        self.names.get(function as usize).map_or("", String::as_str)
    }

    /// What a function does; `None` for an imported one.
    pub fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get(function.checked_sub(self.imported)? as usize)
    }

    /// The functions that a function calls by their index, and the globals that it touches.
    pub fn uses(&self, function: u32) -> Result<Uses, Box<dyn Error>> {
        let mut uses = Uses::default();
        let Some(body) = self.body(function) else { return Ok(uses) };
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } => uses.functions.push(function_index),
                Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                    uses.globals.push(global_index);
                }
                Operator::TableGet { table } | Operator::TableSet { table } | Operator::TableGrow { table } => {
                    uses.tables.push(table);
                }
                Operator::RefFunc { .. } | Operator::ReturnCall { .. } | Operator::MemoryInit { .. } => {
                    return Err(format!("{} does what this tool does not move", self.name(function)).into());
                }
                _ => {}
            }
        }
        Ok(uses)
    }
}

/// What one function refers to.
#[derive(Default)]
pub struct Uses {
    /// Functions, by calls.
    pub functions: Vec<u32>,
    /// Globals, read or written.
    pub globals: Vec<u32>,
    /// Tables, but for calls through one.
    pub tables: Vec<u32>,
}
