//! Names that change with the content, for the scripts that Trunk names the same in every build; and the list of what a build
//! consists of, for the copy that works without a network. Trunk calls this after each build, before the new files replace
//! the old ones.

use crate::languages;
use std::fs;
use std::path::Path;

/// The scripts that the pages name.
const SCRIPTS: [&str; 3] = ["boot", "worker", "early"];

/// Renames the scripts in `dir` and rewrites the pages, which alone refer to them.
pub fn names(dir: &Path) -> Result<(), String> {
    let pages = languages::pages(dir)?;
    for script in SCRIPTS {
        let old = format!("{script}.js");
        let new = format!("{script}-{:016x}.js", fnv1a(SEED, read(&dir.join(&old))?.as_bytes()));
        // In a folder below it is ../boot.js.
        pages.iter().try_for_each(|page| rewrite(dir, page, &format!("./{old}"), &format!("./{new}")))?;
        fs::rename(dir.join(&old), dir.join(&new)).map_err(|error| format!("{old} to {new}: {error}"))?;
    }
    list(dir, &pages)
}

/// Scripts that are found by the same name in every build: a course page's, and the one that keeps a build.
const STAY: [&str; 2] = ["embed.js", "sw.js"];

/// Writes into `sw.js` which files the build consists of, and a name for it.
fn list(dir: &Path, pages: &[String]) -> Result<(), String> {
    let entries = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let files = entries.flatten().filter(|entry| entry.path().is_file());
    let mut files: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    files.retain(|name| !STAY.contains(&name.as_str()) && name != "index.html");
    files.sort();
    let mut hash = SEED;
    for page in pages {
        hash = fnv1a(hash, read(&dir.join(page))?.as_bytes());
    }
    let list = |names: Vec<String>| {
        format!("[{}]", names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "))
    };
    let files = list(files);
    let folder = |page: &String| {
        if languages::folder(page).is_empty() { "./".into() } else { format!("{}/", languages::folder(page)) }
    };
    rewrite(dir, "sw.js", "[\"./\"]", &list(pages.iter().map(folder).collect()))?;
    rewrite(dir, "sw.js", "[\"files\"]", &files)?;
    rewrite(dir, "sw.js", "\"build\"", &format!("\"{:016x}\"", fnv1a(hash, files.as_bytes())))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Replaces a name by its new one; a name that does not occur means that the build tools changed their output.
fn rewrite(dir: &Path, file: &str, old: &str, new: &str) -> Result<(), String> {
    let text = read(&dir.join(file))?;
    if !text.contains(old) {
        return Err(format!("{file} does not mention {old}"));
    }
    fs::write(dir.join(file), text.replace(old, new)).map_err(|error| format!("{file}: {error}"))
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bits, continued from `hash`: enough to tell two builds apart.
fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_follows_the_new_names() {
        let dir = std::env::temp_dir().join(format!("unit-variance-hash-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("worker.js"), "worker").unwrap();
        fs::write(dir.join("boot.js"), "boot").unwrap();
        fs::write(dir.join("early.js"), "early").unwrap();
        fs::write(dir.join("index.html"), "./worker.js ./boot.js ./early.js").unwrap();
        fs::write(dir.join("sw.js"), "PAGES = [\"./\"]; FILES = [\"files\"]; OURS + \"build\"").unwrap();
        names(&dir).unwrap();
        let kept = read(&dir.join("sw.js")).unwrap();
        assert!(
            kept.contains("PAGES = [\"./\"]; FILES = [\"boot-")
                && kept.contains(", \"worker-")
                && !kept.contains("\"build\""),
            "{kept}"
        );
        let page = read(&dir.join("index.html")).unwrap();
        let found: Vec<String> = page.split(' ').map(|name| read(&dir.join(name)).unwrap()).collect();
        assert_eq!(found, ["worker", "boot", "early"]);
        assert!(!page.contains("./boot.js") && !dir.join("boot.js").exists());
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_page_without_the_script_is_reported() {
        let dir = std::env::temp_dir().join(format!("unit-variance-hash-bad-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("boot.js"), "").unwrap();
        fs::write(dir.join("index.html"), "").unwrap();
        assert_eq!(names(&dir).unwrap_err(), "index.html does not mention ./boot.js");
        fs::remove_dir_all(&dir).unwrap();
    }
}
