//! Reads the modules of a crate: which file is which module, and which file names which. As text: no macro is expanded.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// One crate's sources: module path (`figures::lab`, empty for the root) to file and program text.
pub struct Modules {
    pub files: BTreeMap<String, (PathBuf, String)>,
}

impl Modules {
    /// The modules reached by `mod` from a crate's root file.
    pub fn of(root: &Path, code: fn(&str, &str) -> String) -> Self {
        let mut modules = Self { files: BTreeMap::new() };
        modules.add(String::new(), root.to_path_buf(), code);
        modules
    }

    fn add(&mut self, path: String, file: PathBuf, code: fn(&str, &str) -> String) {
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let own = file.file_stem().unwrap().to_str().unwrap().to_string();
        let folder = match own.as_str() {
            "mod" | "lib" | "main" => file.parent().unwrap().to_path_buf(),
            own => file.parent().unwrap().join(own),
        };
        for name in declared(&text) {
            let child = if path.is_empty() { name.clone() } else { format!("{path}::{name}") };
            let found = [folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs")];
            if let Some(file) = found.into_iter().find(|file| file.exists()) {
                self.add(child, file, code);
            }
        }
        let code = code(&file.to_string_lossy().replace('\\', "/"), &text);
        self.files.insert(path, (file, code));
    }

    /// The modules that a module names, in `use` and in paths.
    pub fn named_by(&self, module: &str) -> BTreeSet<String> {
        let code = &self.files[module].1;
        let mut found = BTreeSet::new();
        for root in ["crate", "super", "self"] {
            for path in paths(code, root) {
                let parts: Vec<&str> = path.split("::").collect();
                if let Some(target) = self.resolve(module, &parts).filter(|target| target != module) {
                    found.insert(target);
                }
            }
        }
        // A child is also named by its own name alone.
        let prefix = if module.is_empty() { String::new() } else { format!("{module}::") };
        for child in
            self.files.keys().filter_map(|m| m.strip_prefix(&prefix)).filter(|m| !m.is_empty() && !m.contains("::"))
        {
            for path in paths(code, child) {
                let parts: Vec<&str> = std::iter::once("self").chain(path.split("::")).collect();
                found.extend(self.resolve(module, &parts));
            }
        }
        found
    }

    /// The module that holds what a path names.
    fn resolve(&self, from: &str, parts: &[&str]) -> Option<String> {
        let mut at: Vec<&str> =
            if parts[0] == "crate" { Vec::new() } else { from.split("::").filter(|s| !s.is_empty()).collect() };
        let mut rest = &parts[1..];
        if parts[0] == "super" {
            at.pop()?;
            while rest.first() == Some(&"super") {
                at.pop()?;
                rest = &rest[1..];
            }
        }
        let mut target = at.join("::");
        for part in rest {
            at.push(part);
            match self.files.contains_key(&at.join("::")) {
                true => target = at.join("::"),
                false => break,
            }
        }
        Some(target)
    }

    /// Whether these modules are one and its private children: those are parts of its file.
    fn is_one(&self, circle: &[String]) -> bool {
        let parent = &circle[0];
        circle[1..].iter().all(|module| {
            let child = module.strip_prefix(&format!("{parent}::")).filter(|child| !child.contains("::"));
            child.is_some_and(|child| self.files[parent].1.lines().any(|line| line.trim() == format!("mod {child};")))
        })
    }

    /// Groups of modules that name each other in a circle. A module and its private children count as one.
    pub fn circles(&self) -> Vec<Vec<String>> {
        let edges: BTreeMap<&String, BTreeSet<String>> = self.files.keys().map(|m| (m, self.named_by(m))).collect();
        let reach = |from: &String| {
            let (mut seen, mut next) = (BTreeSet::new(), vec![from.clone()]);
            while let Some(one) = next.pop() {
                for to in &edges[&one] {
                    if seen.insert(to.clone()) {
                        next.push(to.clone());
                    }
                }
            }
            seen
        };
        let reached: BTreeMap<&String, BTreeSet<String>> = self.files.keys().map(|m| (m, reach(m))).collect();
        let mut circles: Vec<Vec<String>> = Vec::new();
        for module in self.files.keys().filter(|m| reached[m].contains(*m)) {
            let circle: Vec<String> = self
                .files
                .keys()
                .filter(|other| reached[module].contains(*other) && reached[other].contains(module))
                .cloned()
                .collect();
            if !circles.contains(&circle) && !self.is_one(&circle) {
                circles.push(circle);
            }
        }
        circles
    }
}

/// The names after `mod` in a file, tests apart.
fn declared(text: &str) -> Vec<String> {
    let line = |line: &str| {
        let rest = line
            .trim_start()
            .trim_start_matches("pub ")
            .trim_start_matches("pub(crate) ")
            .trim_start_matches("pub(super) ");
        rest.strip_prefix("mod ")?.strip_suffix(';').map(str::to_string)
    };
    text.lines().filter_map(line).collect()
}

/// Every path that starts with `root::`, brace lists unfolded.
pub fn paths(code: &str, root: &str) -> Vec<String> {
    let start = format!("{root}::");
    let mut found = Vec::new();
    for (at, _) in code.match_indices(&start) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$' || c == ':') {
            continue;
        }
        unfold(root.to_string(), &code[at + start.len()..], &mut found);
    }
    found
}

/// Adds the paths that `rest`, which follows `prefix::`, names; gives what comes after them.
fn unfold<'a>(prefix: String, rest: &'a str, found: &mut Vec<String>) -> &'a str {
    let Some(mut list) = rest.strip_prefix('{') else {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let path = format!("{prefix}::{}", &rest[..end]);
        return match rest[end..].strip_prefix("::") {
            Some(more) if more.starts_with(|c: char| c.is_alphabetic() || c == '{' || c == '_') => {
                unfold(path, more, found)
            }
            _ => {
                found.push(path);
                &rest[end..]
            }
        };
    };
    loop {
        list = list.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if list.is_empty() || list.starts_with('}') {
            return list.get(1..).unwrap_or_default();
        }
        let before = list.len();
        list = unfold(prefix.clone(), list, found);
        let skip = list.find([',', '}']).unwrap_or(list.len());
        list = &list[skip..];
        if list.len() == before {
            return list;
        }
    }
}
