//! The built modules without the names of their functions: a sixth of what a reader would otherwise load, and nothing
//! that runs reads them.

use std::fs;
use std::path::Path;

/// Custom sections that go.
const GOES: [&[u8]; 2] = [b"name", b"producers"];

/// Rewrites every `*_bg.wasm` in `dir`.
pub fn modules(dir: &Path) -> Result<(), String> {
    let entries = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.to_string_lossy().ends_with("_bg.wasm") {
            let module = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let less = strip(&module).ok_or_else(|| format!("{} is not a module", path.display()))?;
            fs::write(&path, less).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
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
}
