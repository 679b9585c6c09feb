//! A figure in a page of somebody else's, as text to paste there: the element of `www/embed.js`, a plain iframe, the link.

use crate::choice::Lang;
use crate::config::Config;

/// What a teacher chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Embed {
    /// The state, with what is hidden and fixed; its figure stands alone.
    pub config: Config,
    /// The address of the lesson's English page, without its query; other languages have folders beside it.
    pub page: String,
    /// What the frame is called for those who do not see it.
    pub title: String,
    /// Widest, in CSS pixels; `None` for the whole column.
    pub width: Option<u32>,
    /// In CSS pixels, for a frame that cannot follow its content.
    pub height: u32,
    /// Whether it waits, as a still place, until it is started.
    pub preview: bool,
}

impl Embed {
    /// The link to the figure.
    ///
    /// ```
    /// use unit_variance_lesson::{config::Config, embed::Embed};
    /// let config = Config::from_query("figure=cube&norm=group&hide=opt,data").0;
    /// let page = "https://example.org/uv/index.html".to_string();
    /// let embed = Embed { config, page, title: "Cube".into(), width: Some(640), height: 900, preview: true };
    /// assert_eq!(embed.link(), "https://example.org/uv/index.html#figure=cube&norm=group&hide=opt,data");
    /// assert_eq!(embed.element(), "<script src=\"https://example.org/uv/embed.js\"></script>\n\
    ///     <unit-variance figure=\"cube\" norm=\"group\" hide=\"opt,data\" title=\"Cube\" preview \
    ///     style=\"max-width: 640px\"></unit-variance>");
    /// assert_eq!(embed.iframe(), "<iframe src=\"https://example.org/uv/index.html#figure=cube&amp;norm=group&amp;hide=opt,data\" \
    ///     title=\"Cube\" style=\"width: 100%; max-width: 640px; height: 900px; border: 0\" loading=\"lazy\" \
    ///     allow=\"clipboard-write; fullscreen\"></iframe>");
    /// ```
    pub fn link(&self) -> String {
        let (folder, file) = self.page.rsplit_once('/').unwrap_or(("", &self.page));
        // A host may know what stands for the first folder and not what stands for one below.
        let page = match (self.config.page.lang.map_or("", Lang::folder), file) {
            ("", file) => file.to_string(),
            (below, "") => format!("{below}/index.html"),
            (below, file) => format!("{below}/{file}"),
        };
        format!("{folder}/{page}#{}", self.config.to_query())
    }

    /// The script and the element.
    pub fn element(&self) -> String {
        let folder = self.page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let keys = self.config.entries().into_iter().map(|(key, value)| attribute(key, &value));
        let title = (!self.title.is_empty()).then(|| attribute("title", &self.title));
        let preview = self.preview.then(|| " preview".to_string());
        let style = self.width.map(|width| attribute("style", &format!("max-width: {width}px")));
        let attributes: String = keys.chain(title).chain(preview).chain(style).collect();
        let script = attribute("src", &format!("{folder}/embed.js"));
        format!("<script{script}></script>\n<unit-variance{attributes}></unit-variance>")
    }

    /// The frame that needs no script.
    pub fn iframe(&self) -> String {
        let widest = self.width.map_or(String::new(), |width| format!(" max-width: {width}px;"));
        let style = format!("width: 100%;{widest} height: {}px; border: 0", self.height);
        let attributes = [("src", self.link()), ("title", self.title.clone()), ("style", style)];
        let attributes: String = attributes.iter().map(|(name, value)| attribute(name, value)).collect();
        format!("<iframe{attributes} loading=\"lazy\" allow=\"clipboard-write; fullscreen\"></iframe>")
    }
}

fn attribute(name: &str, value: &str) -> String {
    let value = value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!(" {name}=\"{value}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_own_page_and_one_script() {
        let config = Config::from_query("figure=chain&lang=zh").0;
        let page = "https://example.org/uv/".to_string();
        let embed = Embed { config, page, title: String::new(), width: None, height: 1, preview: false };
        assert_eq!(embed.link(), "https://example.org/uv/zh/index.html#figure=chain&lang=zh");
        assert!(embed.element().starts_with("<script src=\"https://example.org/uv/embed.js\">"));
    }

    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        let title = "\"><script>".to_string();
        let page = "https://example.org/a&b/\"/".to_string();
        let embed = Embed { config: Config::default(), page, title, width: None, height: 1, preview: false };
        for text in [embed.element(), embed.iframe()] {
            assert!(
                !text.contains("\"><script>") && text.contains("&quot;&gt;".replace("&gt;", ">").as_str()),
                "{text}"
            );
        }
    }
}
