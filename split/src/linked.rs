//! What refers to what in a linked module, as the linker's relocations have it.

use std::collections::HashMap;
use std::error::Error;
use std::ops::Range;
use wasmparser::{KnownCustom, Linking, Name, Parser, Payload, RelocationType, SymbolInfo, TypeRef};

/// A function, by its index, or an object in memory, by its place in the list of symbols.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Node {
    /// A function.
    Function(u32),
    /// An object in memory.
    Data(u32),
}

/// The references of a linked module.
#[derive(Default)]
pub struct Linked {
    names: HashMap<u32, String>,
    /// What a function or an object refers to by an address.
    pub references: HashMap<Node, Vec<Node>>,
    /// What is referred to from places that belong to no symbol.
    pub unowned: Vec<Node>,
}

/// Where things stand in the file, and the symbols: what relocations are read with.
#[derive(Default)]
struct Layout {
    code: usize,
    data: usize,
    imported: u32,
    /// The bytes of each function, from the start of the code section.
    bodies: Vec<Range<usize>>,
    /// The bytes of each segment, from the start of the data section.
    segments: Vec<Range<usize>>,
    symbols: Vec<Option<Node>>,
    /// The bytes of objects, from the start of the data section, in order.
    objects: Vec<(Range<usize>, u32)>,
}

impl Linked {
    /// Reads the names and the relocations of a module that was linked with `--emit-relocs`.
    pub fn read(bytes: &[u8]) -> Result<Self, Box<dyn Error>> {
        let (mut linked, mut layout) = (Self::default(), Layout::default());
        let mut relocated = false;
        // The symbols stand behind the relocations that need them.
        for payload in Parser::new(0).parse_all(bytes) {
            layout.take(bytes, payload?, &mut linked.names)?;
        }
        layout.objects.sort_by_key(|(range, _)| range.start);
        for payload in Parser::new(0).parse_all(bytes) {
            let Payload::CustomSection(section) = payload? else { continue };
            let KnownCustom::Reloc(relocations) = section.as_known() else { continue };
            let name = section.name();
            if !matches!(name, "reloc.CODE" | "reloc.DATA") {
                continue;
            }
            relocated = true;
            for entry in relocations.entries() {
                let entry = entry?;
                let is_call = matches!(entry.ty, RelocationType::FunctionIndexLeb);
                let Some(Some(to)) =
                    layout.symbols.get(entry.index as usize).copied().filter(|_| refers(entry.ty) && !is_call)
                else {
                    continue;
                };
                match layout.owner(name == "reloc.CODE", entry.offset as usize) {
                    Some(from) => linked.references.entry(from).or_default().push(to),
                    None => linked.unowned.push(to),
                }
            }
        }
        match relocated && !linked.names.is_empty() {
            true => Ok(linked),
            false => Err("the linked module has no relocations or no names: link it with --emit-relocs".into()),
        }
    }

    /// The functions by their mangled names; a name that two have belongs to neither.
    pub fn by_name(&self) -> HashMap<&str, Option<u32>> {
        let mut functions = HashMap::new();
        for (&function, name) in &self.names {
            functions.entry(name.as_str()).and_modify(|one| *one = None).or_insert(Some(function));
        }
        functions
    }
}

/// Whether a relocation of this type refers to a function or to an object, and not to a type or a global.
fn refers(ty: RelocationType) -> bool {
    use RelocationType::*;
    matches!(ty, FunctionIndexLeb | TableIndexSleb | TableIndexI32 | MemoryAddrLeb | MemoryAddrSleb | MemoryAddrI32)
}

impl Layout {
    fn take(
        &mut self,
        bytes: &[u8],
        payload: Payload<'_>,
        names: &mut HashMap<u32, String>,
    ) -> Result<(), Box<dyn Error>> {
        let place = |part: &[u8]| part.as_ptr() as usize - bytes.as_ptr() as usize;
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    self.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionStart { unchecked_range: range, .. } => self.code = range.start as usize,
            Payload::CodeSectionEntry(body) => {
                let range = body.range();
                self.bodies.push(range.start as usize - self.code..range.end as usize - self.code);
            }
            Payload::DataSection(section) => {
                self.data = section.range().start as usize;
                for segment in section {
                    let data = segment?.data;
                    let start = place(data) - self.data;
                    self.segments.push(start..start + data.len());
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Name(parts) => {
                    for part in parts {
                        let Name::Function(map) = part? else { continue };
                        for naming in map {
                            let naming = naming?;
                            names.insert(naming.index, naming.name.to_string());
                        }
                    }
                }
                KnownCustom::Linking(linking) => {
                    for part in linking {
                        let Linking::SymbolTable(symbols) = part? else { continue };
                        for symbol in symbols {
                            self.symbol(symbol?);
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn symbol(&mut self, symbol: SymbolInfo<'_>) {
        let index = self.symbols.len() as u32;
        self.symbols.push(match symbol {
            SymbolInfo::Func { index, .. } => Some(Node::Function(index)),
            SymbolInfo::Data { symbol: Some(object), .. } => {
                if let Some(segment) = self.segments.get(object.index as usize) {
                    let start = segment.start + object.offset as usize;
                    self.objects.push((start..start + object.size as usize, index));
                }
                Some(Node::Data(index))
            }
            _ => None,
        });
    }

    /// The function or the object that these bytes belong to.
    fn owner(&self, code: bool, offset: usize) -> Option<Node> {
        if code {
            let place = self.bodies.partition_point(|body| body.end <= offset);
            return Some(Node::Function(self.imported + place as u32)).filter(|_| place < self.bodies.len());
        }
        let place = self.objects.partition_point(|(range, _)| range.start <= offset).checked_sub(1)?;
        self.objects[..=place].iter().rev().find(|(range, _)| range.contains(&offset)).map(|&(_, one)| Node::Data(one))
    }
}
