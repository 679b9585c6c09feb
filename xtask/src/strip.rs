//! The built page without what only its makers read: the names of functions in the program, a sixth of what a reader would
//! otherwise load; the hashes in the names that module and JavaScript side call each other by; comments and indentation.

use crate::languages;
use std::fs;
use std::path::{Path, PathBuf};

/// Custom sections that go.
const GOES: [&[u8]; 2] = [b"name", b"producers"];

/// Rewrites every `*_bg.wasm` in `dir` and the JavaScript beside it.
pub fn modules(dir: &Path) -> Result<(), String> {
    for path in files(dir)? {
        let Some(name) = path.to_str().and_then(|path| path.strip_suffix("_bg.wasm")) else { continue };
        let glue = format!("{name}.js");
        let fault = |error: std::io::Error| format!("{name}: {error}");
        let (module, script) = (fs::read(&path).map_err(fault)?, fs::read(&glue).map_err(fault)?);
        let mut parts = [strip(&module).ok_or_else(|| format!("{} is not a module", path.display()))?, script];
        plain(&mut parts);
        let [module, script] = parts;
        fs::write(&path, module).and_then(|()| fs::write(&glue, script)).map_err(fault)?;
    }
    Ok(())
}

fn files(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}

/// Rewrites the pages, their style sheet and their scripts.
pub fn texts(dir: &Path) -> Result<(), String> {
    let pages = languages::pages(dir)?;
    let below = pages.iter().filter(|page| !languages::folder(page).is_empty()).map(|page| dir.join(page));
    for path in files(dir)?.into_iter().chain(below) {
        let bare: fn(&str) -> String = match path.extension().and_then(|extension| extension.to_str()) {
            Some("html") => |text| bare(text, ("<!--", "-->")),
            Some("css") => |text| bare(text, ("/*", "*/")),
            Some("js") => bare_script,
            _ => continue,
        };
        let fault = |error: std::io::Error| format!("{}: {error}", path.display());
        let text = fs::read_to_string(&path).map_err(fault)?;
        fs::write(&path, bare(&text)).map_err(fault)?;
    }
    Ok(())
}

/// A script without indentation, empty lines and lines of comment, but for what stands in a text of several lines.
fn bare_script(text: &str) -> String {
    let (mut kept, mut verbatim) = (String::new(), false);
    for line in text.lines() {
        let shown = if verbatim { line } else { line.trim() };
        if verbatim || !(shown.is_empty() || shown.starts_with("//")) {
            kept.push_str(shown);
            kept.push('\n');
            verbatim ^= line.matches('`').count() % 2 == 1;
        }
    }
    kept
}

/// The text without comments, indentation and empty lines, but for what stands in `<pre>` and, line for line, in `<script>`. Where white space of a page
/// counts as one space, a line's end is that space.
fn bare(text: &str, (open, close): (&str, &str)) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once(open) {
        kept.push_str(before);
        rest = comment.split_once(close).map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let mut verbatim = false;
    let mut lines = Vec::new();
    for line in kept.lines() {
        let shown = if verbatim { line } else { line.trim() };
        if verbatim || !shown.is_empty() {
            lines.push(shown);
        }
        let last = |marks: [&str; 2]| marks.iter().filter_map(|mark| line.rfind(mark)).max();
        verbatim = match (last(["<pre", "<script"]), last(["</pre>", "</script>"])) {
            (None, None) => verbatim,
            (open, close) => open > close,
        };
    }
    lines.join("\n")
}

/// What starts the names that wasm-bindgen gives to imports; each ends in `_` and a hash.
const IMPORT: &[u8] = b"__wbg_";
const HASH: usize = 16;

/// Replaces the hash of every import's name, in all parts alike, by the name's number: as long, different, and packed
/// to next to nothing where a hash is noise.
fn plain(parts: &mut [Vec<u8>; 2]) {
    let mut seen: Vec<Vec<u8>> = Vec::new();
    for part in parts {
        for start in places(part) {
            let hash = start..start + HASH;
            let number = seen.iter().position(|one| *one == part[hash.clone()]).unwrap_or(seen.len());
            if number == seen.len() {
                seen.push(part[hash.clone()].to_vec());
            }
            part[hash].copy_from_slice(format!("{number:0HASH$}").as_bytes());
        }
    }
}

/// Where the hashes of the imports' names start.
fn places(text: &[u8]) -> Vec<usize> {
    let word = |c: &u8| c.is_ascii_alphanumeric() || *c == b'_' || *c == b'$';
    let starts = (0..text.len()).filter(|&at| text[at..].starts_with(IMPORT));
    let ends = starts.map(|at| at + text[at..].iter().take_while(|c| word(c)).count());
    ends.filter_map(|end| {
        let start = end.checked_sub(HASH)?;
        let (name, hash) = text[..end].split_at(start);
        (name.ends_with(b"_") && hash.iter().all(u8::is_ascii_hexdigit)).then_some(start)
    })
    .collect()
}

/// A module is 8 bytes and then sections: id, length (LEB128), content. A custom section (id 0) starts with its name.
fn strip(module: &[u8]) -> Option<Vec<u8>> {
    let mut kept = module.get(..8)?.to_vec();
    let mut at = 8;
    while at < module.len() {
        let id = module[at];
        let (length, start) = leb128(module, at + 1)?;
        let end = start.checked_add(length)?;
        let content = module.get(start..end)?;
        if id != 0 || !goes(content) {
            kept.extend_from_slice(&module[at..end]);
        }
        at = end;
    }
    Some(kept)
}

fn goes(custom: &[u8]) -> bool {
    leb128(custom, 0)
        .and_then(|(length, start)| custom.get(start..start + length))
        .is_some_and(|name| GOES.contains(&name))
}

/// The number at `at` and where it ends.
fn leb128(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(at)?;
        at += 1;
        value |= usize::from(byte & 127) << shift;
        if byte < 128 {
            return Some((value, at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: [u8; 8] = [0, 97, 115, 109, 1, 0, 0, 0];

    #[test]
    fn names_go_and_the_rest_stays() {
        let code = [10, 2, 7, 7];
        let module = [&HEAD[..], &[0, 7, 4, b'n', b'a', b'm', b'e', 1, 2], &code, &[0, 3, 2, b'x', b'y']].concat();
        assert_eq!(strip(&module).unwrap(), [&HEAD[..], &code, &[0, 3, 2, b'x', b'y']].concat());
    }

    #[test]
    fn the_same_import_keeps_one_name_and_others_differ() {
        let module = b"\x20__wbg_new_0123456789abcdef\0\x20__wbg_new_fedcba9876543210\0".to_vec();
        let script = b"__wbg_new_fedcba9876543210: f, __wbg_new_0123456789abcdef: g, __wbg_adapter_7".to_vec();
        let mut parts = [module, script];
        plain(&mut parts);
        assert_eq!(parts[0], b"\x20__wbg_new_0000000000000000\0\x20__wbg_new_0000000000000001\0");
        assert_eq!(parts[1], b"__wbg_new_0000000000000001: f, __wbg_new_0000000000000000: g, __wbg_adapter_7");
    }

    #[test]
    fn comments_and_indentation_go_and_words_stay_apart() {
        let page = "<p>one\n      two <!-- not\n this --><b>three</b>\n\n  </p>";
        assert_eq!(bare(page, ("<!--", "-->")), "<p>one\ntwo <b>three</b>\n</p>");
        assert_eq!(bare("a {\n  b: c; /* d */\n}\n", ("/*", "*/")), "a {\nb: c;\n}");
    }

    #[test]
    fn indented_code_stays_indented() {
        let page = "  <div>\n  <pre>if a:\n    b\n\n    c</pre>\n  </div>";
        assert_eq!(bare(page, ("<!--", "-->")), "<div>\n<pre>if a:\n    b\n\n    c</pre>\n</div>");
    }

    #[test]
    fn a_table_of_words_keeps_its_lines() {
        let page = "  <script src=\"a\"></script>\n  <script id=\"words\">\n1a\n\n and\n</script>\n  </body>";
        let kept = "<script src=\"a\"></script>\n<script id=\"words\">\n1a\n\n and\n</script>\n</body>";
        assert_eq!(bare(page, ("<!--", "-->")), kept);
    }

    #[test]
    fn a_long_section_is_read() {
        let mut module = HEAD.to_vec();
        module.extend([11, 0x80, 0x01]);
        module.extend([0; 128]);
        assert_eq!(strip(&module).unwrap(), module);
    }

    #[test]
    fn what_is_cut_short_is_refused() {
        assert_eq!(strip(&HEAD[..4]), None);
        assert_eq!(strip(&[&HEAD[..], &[10, 9, 1]].concat()), None);
    }

    #[test]
    fn a_script_loses_its_comments_and_its_indentation_but_no_text() {
        let script =
            "// Why.\nif (a) {\n  // And how.\n  b(\"// no comment\"); // kept\n\n  c(`one\n  // two\n`);\n}\n";
        assert_eq!(bare_script(script), "if (a) {\nb(\"// no comment\"); // kept\nc(`one\n  // two\n`);\n}\n");
    }
}
