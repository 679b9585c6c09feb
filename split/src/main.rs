//! `split FOLDER`: the program in a folder that trunk made is cut in two, and the page told of the second part.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};
use unit_variance_split::{Function, split};

/// Parts of the gates' mangled names: what makes every figure but the lab, what only they ask of their slots and of a worker, what
/// saves, embeds and presents; and normalizations and convolutions, without which the lab begins (`protocol::message::needs_later`).
const GATES: &[&str] = &[
    "7figures5other17",
    "Session$GT$12cube_tensors17",
    "Session$GT$10neighbours17",
    "Session$GT$8readings17",
    "Session$GT$11measure_why17",
    "Session$GT$11batch_noise17",
    "6extras6Extras4draw17",
    "6extras6Extras5place17",
    "6extras6Extras7measure17",
    "6extras6Extras8on_event17",
    "markup..Slot$GT$9make_rows17",
    "markup..Slot$GT$3row17",
    "markup..Slot$GT$5check17",
    "7toolbar10save_table17",
    "7toolbar12save_picture17",
    "11EmbedDialog4open17",
    "11EmbedDialog8on_event17",
    "11EmbedDialog9previewed17",
    "Page$GT$7present17",
    "Page$GT$11take_states17",
    "Page$GT$12on_presenter17",
    "unit_variance_nn4norm7forward17",
    "unit_variance_nn4norm8backward8backward17",
    "unit_variance_nn4norm5stats5Stats7measure17",
    "unit_variance_nn11weight_norm7forward17",
    "unit_variance_nn11weight_norm8backward17",
    "unit_variance_nn4conv4Conv7forward17",
    "unit_variance_nn4conv4Conv8backward17",
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    // What is built for its makers' eyes stays whole: it is not built small either.
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug") {
        return Ok(());
    }
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("usage: split FOLDER")?);
    let program = file(&folder, "_bg.wasm")?;
    let linked = linked()?;
    let parts = split(&read(&linked)?, &read(&program)?, GATES)?;
    // For `cargo xtask bench page`, which says where the bytes go.
    let row =
        |one: &Function| format!("{}\t{}\t{}\n", if one.is_later { "later" } else { "first" }, one.bytes, one.name);
    fs::write(linked.with_extension("functions.tsv"), parts.functions.iter().map(row).collect::<String>())?;
    let name = program.file_name().and_then(|name| name.to_str()).ok_or("a file name that is no text")?;
    let later = name.replace("_bg.wasm", "_later.wasm");
    let page = folder.join("index.html");
    let text = String::from_utf8(read(&page)?)?;
    let place = "data-worker=";
    if !text.contains(place) {
        return Err(format!("{} has no {place}", page.display()).into());
    }
    fs::write(&program, parts.first)?;
    fs::write(folder.join(&later), parts.later)?;
    Ok(fs::write(page, text.replace(place, &format!("data-later=\"./{later}\" {place}")))?)
}

/// The module that the linker wrote: beside this program, which cargo built into the same target folder.
fn linked() -> Result<PathBuf, Box<dyn Error>> {
    let tool = env::current_exe()?;
    let target = tool.ancestors().nth(2).ok_or("this program is in no target folder")?;
    Ok(target.join("wasm32-unknown-unknown/page/app.wasm"))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn file(folder: &Path, end: &str) -> Result<PathBuf, Box<dyn Error>> {
    let entries = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    let found = entries.into_iter().find(|path| path.to_str().is_some_and(|path| path.ends_with(end)));
    Ok(found.ok_or_else(|| format!("{} has no *{end}", folder.display()))?)
}
