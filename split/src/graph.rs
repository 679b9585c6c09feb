//! Which function is of which module.

use crate::linked::{Linked, Node};
use crate::module::{Module, Uses};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;

/// Where the cut goes.
pub struct Cut {
    later: Vec<bool>,
    /// Places in the table for the gates: past its old end.
    pub gates: BTreeMap<u32, u32>,
    /// Functions of the first module that the later one calls.
    pub borrowed: Vec<u32>,
    /// Globals that the later module touches.
    pub globals: Vec<u32>,
}

impl Cut {
    /// What can be reached from outside without passing a gate stays; the rest goes.
    pub fn new(module: &Module<'_>, linked: &Linked, names: &[&str]) -> Result<Self, Box<dyn Error>> {
        let count = module.functions();
        let uses: Vec<Uses> = (0..count).map(|function| module.uses(function)).collect::<Result<_, _>>()?;
        let mut gates = HashSet::new();
        for name in names {
            let named = (module.imported..count).filter(|&function| module.name(function).contains(name));
            let before = gates.len();
            gates.extend(named);
            if gates.len() == before {
                return Err(format!("the program has no function {name}, which should lead to its later part").into());
            }
        }
        let later = stays(module, linked, &uses, &gates).iter().map(|stays| !stays).collect();
        let cut = Self { later, gates: BTreeMap::new(), borrowed: Vec::new(), globals: Vec::new() };
        cut.crossings(module, &uses)
    }

    /// The calls from one module into the other.
    fn crossings(mut self, module: &Module<'_>, uses: &[Uses]) -> Result<Self, Box<dyn Error>> {
        let end = module.tables.first().ok_or("the program has no table")?.initial as u32;
        for function in 0..module.functions() {
            let Uses { functions, globals, .. } = &uses[function as usize];
            for &callee in functions {
                match (self.is_later(function), self.is_later(callee)) {
                    // A gate: nothing else of the later module can be reached.
                    (false, true) => {
                        let place = end + self.gates.len() as u32;
                        self.gates.entry(callee).or_insert(place);
                    }
                    (true, false) => self.borrowed.push(callee),
                    _ => {}
                }
            }
            if self.is_later(function) {
                self.globals.extend(globals);
            }
        }
        for list in [&mut self.borrowed, &mut self.globals] {
            list.sort_unstable();
            list.dedup();
        }
        Ok(self)
    }

    /// Whether a function went into the later module.
    pub fn is_later(&self, function: u32) -> bool {
        self.later[function as usize]
    }

    /// The runs of table places that one of the modules fills when it starts, the gates at their end.
    pub fn segments(&self, module: &Module<'_>, later: bool) -> Vec<(u32, Vec<u32>)> {
        let placed =
            module.segments.iter().flat_map(|segment| (segment.offset..).zip(segment.functions.iter().copied()));
        let gates = self.gates.iter().map(|(&function, &place)| (place, function));
        let mut mine: Vec<(u32, u32)> = placed.chain(gates).filter(|&(_, f)| self.is_later(f) == later).collect();
        mine.sort_unstable();
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (place, function) in mine {
            match runs.last_mut().filter(|(offset, run)| offset + run.len() as u32 == place) {
                Some((_, run)) => run.push(function),
                None => runs.push((place, vec![function])),
            }
        }
        runs
    }
}

/// The name under which the first module exports something for the later one: `kind` and a number, as short as can be.
pub fn export_name(kind: char, index: u32) -> String {
    format!("{kind}{index}")
}

/// Which functions can be reached from outside without passing a gate. Of what the linked module does not know it is taken
/// that anything may refer to it.
fn stays(module: &Module<'_>, linked: &Linked, uses: &[Uses], gates: &HashSet<u32>) -> Vec<bool> {
    let there = linked.by_name();
    let known = |function: u32| there.get(module.name(function)).copied().flatten();
    let here: HashMap<u32, u32> = (0..module.functions()).filter_map(|f| Some((known(f)?, f))).collect();
    let mut stays: Vec<bool> = (0..module.functions()).map(|function| function < module.imported).collect();
    let mut seen = HashSet::new();
    let mut waiting: Vec<Node> = linked.unowned.clone();
    // A node of the linked module for each function that it knows, calls by the program's own indices.
    let mut calls: Vec<u32> = module.exported.clone();
    let placed = module.segments.iter().flat_map(|segment| &segment.functions);
    calls.extend(placed.filter(|&&function| known(function).is_none()));
    // Tables of references to JavaScript's objects stay with those that touch them.
    calls.extend((0..module.functions()).filter(|&function| !uses[function as usize].tables.is_empty()));
    loop {
        if let Some(function) = calls.pop() {
            let gate = gates.contains(&function);
            if !gate && (function < module.imported || !std::mem::replace(&mut stays[function as usize], true)) {
                calls.extend(&uses[function as usize].functions);
                waiting.extend(known(function).map(Node::Function));
            }
        } else if let Some(node) = waiting.pop() {
            if let Node::Function(function) = node {
                calls.extend(here.get(&function).filter(|&&function| !stays[function as usize]));
                if here.get(&function).is_some_and(|function| gates.contains(function)) {
                    continue;
                }
            }
            if seen.insert(node) {
                waiting.extend(linked.references.get(&node).into_iter().flatten());
            }
        } else {
            return stays;
        }
    }
}
