//! The pages of a built folder: one a language.

use std::fs;
use std::path::Path;

/// The lesson's pages below `dir`, English first: `index.html` and those that it names as itself in other languages, such as
/// `zh/index.html`.
pub fn pages(dir: &Path) -> Result<Vec<String>, String> {
    let path = dir.join("index.html");
    let page = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let links = page.split("<link rel=\"alternate\" hreflang=\"").skip(1);
    let address = |link: &str| Some(link.split_once("href=\"./")?.1.split_once('"')?.0.to_string());
    let mut pages: Vec<String> = links.filter_map(address).collect();
    if pages.is_empty() {
        pages.push("index.html".into());
    }
    Ok(pages)
}

/// The folder of a page: empty for the page at the top.
pub fn folder(page: &str) -> &str {
    page.strip_suffix("index.html").unwrap_or(page).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_itself_in_other_languages() {
        let dir = std::env::temp_dir().join(format!("unit-variance-languages-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("index.html"), "<html>").unwrap();
        assert_eq!(pages(&dir).unwrap(), ["index.html"]);
        let link = |tag: &str, way: &str| format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"./{way}\">\n");
        fs::write(dir.join("index.html"), link("en", "index.html") + &link("zh-Hans", "zh/index.html")).unwrap();
        assert_eq!(pages(&dir).unwrap(), ["index.html", "zh/index.html"]);
        assert_eq!(["index.html", "zh/index.html"].map(folder), ["", "zh"]);
        fs::remove_dir_all(&dir).unwrap();
    }
}
