//! Version numbers: of a program, and of a package in Cargo.lock.

/// Major, minor, patch.
pub type Version = (u32, u32, u32);

/// The first `1.2.3` among the words of `text` (`rustc 1.95.0 (59807616e 2026-04-14)`, `v20.20.2`).
pub fn parse(text: &str) -> Option<Version> {
    text.split_whitespace().find_map(|word| {
        let numbers = word.trim_start_matches('v').split(['-', '+']).next()?;
        let mut parts = numbers.split('.').map(|part| part.parse().ok());
        Some((parts.next()??, parts.next()??, parts.next()??))
    })
}

/// The version of `package` that `lock` (the text of Cargo.lock) holds.
pub fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| line.trim() != name);
    lines.next()?;
    Some(lines.next()?.trim().strip_prefix("version = \"")?.trim_end_matches('"').to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_programs_print_them() {
        assert_eq!(parse("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95, 0)));
        assert_eq!(parse("v20.20.2"), Some((20, 20, 2)));
        assert_eq!(parse("trunk 0.22.0-beta.1"), Some((0, 22, 0)));
        assert_eq!(parse("no version"), None);
    }

    #[test]
    fn the_lock_file_names_one_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "absent"), None);
    }
}
