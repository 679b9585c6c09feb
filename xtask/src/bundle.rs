//! The whole lesson in one file that opens from a disk, as an upload to a learning platform, and in a sandboxed frame: what a
//! built page loads stands inside it.

use crate::languages;
use std::fs;
use std::path::Path;

/// What the file may do: nothing from elsewhere, and its own parts by addresses that it makes of them.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src blob:; connect-src blob:; img-src data: blob:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Before boot.js, in the same script: each part becomes an address that boot.js finds where it finds a built page's.
const ADDRESSES: &str = r#"(function () {
  "use strict";
  var script = document.currentScript;
  document.querySelectorAll("script[data-file]").forEach(function (part) {
    var text = atob(part.textContent.trim()), bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    script.dataset[part.dataset.file] = URL.createObjectURL(new Blob([bytes], { type: part.dataset.type }));
    part.remove();
  });
})();
"#;

/// Makes a file of each of the pages that were built into `dist`; gives their names and texts.
pub fn files(dist: &Path) -> Result<Vec<(String, String)>, String> {
    let pages = languages::pages(dist)?;
    let link = |page: &String| (format!("./{page}"), format!("./{}", name(page)));
    // The longest first: index.html ends the others' addresses, too.
    let links: Vec<_> = pages.iter().rev().map(link).collect();
    let one = |of: &String| {
        let page = text(dist, of)?.replace("=\"../", "=\"./");
        let page = links
            .iter()
            .fold(page, |page, (from, to)| page.replace(&format!("href=\"{from}"), &format!("href=\"{to}")));
        Ok((name(of), single(dist, page)?))
    };
    pages.iter().map(one).collect()
}

/// What the file of a page is called.
fn name(page: &str) -> String {
    match languages::folder(page) {
        "" => "unit-variance.html".into(),
        folder => format!("unit-variance.{folder}.html"),
    }
}

fn single(dist: &Path, mut page: String) -> Result<String, String> {
    let style = attribute(element(&page, "<link rel=\"stylesheet\"")?, "href")?;
    let icon = attribute(element(&page, "<link rel=\"icon\"")?, "href")?;
    let boot = element(&page, "<script src=\"./boot-")?.to_string();
    let part = |name: &str| bytes(dist, attribute(&boot, &format!("data-{name}"))?);
    let worker = [classic(&part("js")?)?.into_bytes(), part("worker")?].concat();
    let mut parts = String::new();
    for (name, kind, body) in [
        ("js", "text/javascript", part("js")?),
        ("wasm", "application/wasm", part("wasm")?),
        ("later", "application/wasm", part("later")?),
        ("worker", "text/javascript", worker),
    ] {
        let body = base64(&body);
        parts += &format!("<script type=\"text/plain\" data-file=\"{name}\" data-type=\"{kind}\">{body}</script>\n");
    }
    let early = element(&page, "<script src=\"./early-")?.to_string();
    let script = |tag: &str| match text(dist, attribute(tag, "src")?)? {
        text if text.contains("</script") => Err(format!("{tag} holds what would end it inside a page")),
        text => Ok(text),
    };
    let sheet = format!("<style>\n{}</style>", text(dist, style)?);
    let picture = format!("data:image/svg+xml;base64,{}", base64(&bytes(dist, icon)?));
    let (policy, preload) =
        (element(&page, "<meta http-equiv=\"Content-Security-Policy\"")?, element(&page, "<link rel=\"preload\"")?);
    let changes = [
        (policy.to_string(), format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")),
        (preload.to_string(), String::new()),
        (element(&page, "<link rel=\"stylesheet\"")?.to_string(), sheet),
        (icon.to_string(), picture),
        (format!("{early}</script>"), format!("<script>\n{}</script>", script(&early)?)),
        (format!("{boot}</script>"), String::new()),
        ("</body>".to_string(), format!("{parts}<script>\n{ADDRESSES}{}</script>\n</body>", script(&boot)?)),
    ];
    for (old, new) in changes {
        if page.matches(&old).count() != 1 {
            return Err(format!("the built page has not one {old}"));
        }
        page = page.replace(&old, &new);
    }
    Ok(page)
}

/// The JavaScript side as a script that is no module and leaves what it exports in `self.program`: a worker of a page from a
/// disk may not import a module.
fn classic(module: &[u8]) -> Result<String, String> {
    let mut text = String::from_utf8(module.to_vec()).map_err(|error| error.to_string())?;
    for (old, new) in [
        ("export { initSync, __wbg_init as default };", "self.program = { default: __wbg_init };"),
        ("import.meta.url", "location.href"),
    ] {
        if text.matches(old).count() != 1 {
            return Err(format!("the program's JavaScript side has not one {old}"));
        }
        text = text.replace(old, new);
    }
    match text.lines().find(|line| line.starts_with("export ") || line.starts_with("import ")) {
        Some(line) => Err(format!("the program's JavaScript side is a module in more than was expected: {line}")),
        None => Ok(text),
    }
}

/// The tag that starts so.
fn element<'a>(page: &'a str, start: &str) -> Result<&'a str, String> {
    let missing = || format!("the built page has no {start}: build it with cargo xtask build");
    let at = page.find(start).ok_or_else(missing)?;
    let end = page[at..].find('>').ok_or_else(missing)?;
    Ok(&page[at..=at + end])
}

fn attribute<'a>(element: &'a str, name: &str) -> Result<&'a str, String> {
    let start = format!("{name}=\"");
    let found = element.split_once(&start).and_then(|(_, rest)| rest.split_once('"'));
    found.map(|(value, _)| value).ok_or_else(|| format!("{element} has no {name}"))
}

fn bytes(dist: &Path, name: &str) -> Result<Vec<u8>, String> {
    let path = dist.join(name.trim_start_matches("./"));
    fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn text(dist: &Path, name: &str) -> Result<String, String> {
    String::from_utf8(bytes(dist, name)?).map_err(|error| format!("{name}: {error}"))
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, place| bits << 8 | u32::from(three.get(place).copied().unwrap_or(0)));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= three.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        let pairs = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, coded) in pairs {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn a_page_that_was_not_built_is_named() {
        let dir = std::env::temp_dir().join(format!("unit-variance-bundle-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        assert!(files(&dir).unwrap_err().contains("index.html"));
        fs::write(dir.join("index.html"), "<html>").unwrap();
        assert!(files(&dir).unwrap_err().contains("cargo xtask build"));
        fs::remove_dir_all(&dir).unwrap();
    }
}
