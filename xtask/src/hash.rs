//! Names that change with the content, for the files that Trunk names the same in every build: the worker's three
//! files and boot.js. Trunk calls this after each build, before the new files replace the old ones.

use std::fs;
use std::path::Path;

/// Renames the files in `dir` and rewrites every reference to them: worker.js names its module, the loader names
/// worker.js, index.html names the loader and boot.js.
pub fn names(dir: &Path) -> Result<(), String> {
    let glue = read(&dir.join("worker.js"))?;
    let module = fs::read(dir.join("worker_bg.wasm")).map_err(|error| format!("worker_bg.wasm: {error}"))?;
    let worker = format!("worker-{:016x}", fnv1a(fnv1a(SEED, glue.as_bytes()), &module));
    let boot = format!("boot-{:016x}.js", fnv1a(SEED, read(&dir.join("boot.js"))?.as_bytes()));

    rewrite(dir, "worker.js", &[("worker_bg.wasm", &format!("{worker}_bg.wasm"))])?;
    rewrite(dir, "worker_loader.js", &[("./worker.js", &format!("./{worker}.js"))])?;
    rewrite(
        dir,
        "index.html",
        &[("./worker_loader.js", &format!("./{worker}_loader.js")), ("./boot.js", &format!("./{boot}"))],
    )?;
    rename(dir, "worker_bg.wasm", &format!("{worker}_bg.wasm"))?;
    rename(dir, "worker.js", &format!("{worker}.js"))?;
    rename(dir, "worker_loader.js", &format!("{worker}_loader.js"))?;
    rename(dir, "boot.js", &boot)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Replaces each name by its new one; a name that does not occur means that the build tools changed their output.
fn rewrite(dir: &Path, file: &str, names: &[(&str, &str)]) -> Result<(), String> {
    let mut text = read(&dir.join(file))?;
    for (old, new) in names {
        if !text.contains(old) {
            return Err(format!("{file} does not mention {old}"));
        }
        text = text.replace(old, new);
    }
    fs::write(dir.join(file), text).map_err(|error| format!("{file}: {error}"))
}

fn rename(dir: &Path, old: &str, new: &str) -> Result<(), String> {
    fs::rename(dir.join(old), dir.join(new)).map_err(|error| format!("{old} to {new}: {error}"))
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
        fs::write(dir.join("worker.js"), "new URL('worker_bg.wasm'); './worker_bg.js'").unwrap();
        fs::write(dir.join("worker_bg.wasm"), [0, 97, 115, 109]).unwrap();
        fs::write(dir.join("worker_loader.js"), "import init from './worker.js';").unwrap();
        fs::write(dir.join("boot.js"), "boot").unwrap();
        fs::write(dir.join("index.html"), "./worker_loader.js ./boot.js").unwrap();
        names(&dir).unwrap();
        let page = read(&dir.join("index.html")).unwrap();
        let mut left: Vec<String> = page.split(' ').map(String::from).collect();
        let loader = read(&dir.join(left.remove(0))).unwrap();
        assert_eq!(read(&dir.join(left.remove(0))).unwrap(), "boot");
        let glue = read(&dir.join(loader.split('\'').nth(1).unwrap())).unwrap();
        assert_eq!(fs::read(dir.join(glue.split('\'').nth(1).unwrap())).unwrap(), [0, 97, 115, 109]);
        assert!(glue.contains("./worker_bg.js"), "the import's name belongs to the module and stays");
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_changed_loader_is_reported() {
        let dir = std::env::temp_dir().join(format!("unit-variance-hash-bad-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("worker.js"), "").unwrap();
        fs::write(dir.join("worker_bg.wasm"), "").unwrap();
        fs::write(dir.join("boot.js"), "").unwrap();
        assert_eq!(names(&dir).unwrap_err(), "worker.js does not mention worker_bg.wasm");
        fs::remove_dir_all(&dir).unwrap();
    }
}
