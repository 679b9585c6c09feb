//! What mail programs, chats and learning platforms do to links, undone: the pairs of key and value that a text meant.

use form_urlencoded::parse;

/// How often a link may have been encoded as a whole.
const ENCODED: usize = 3;
/// What others append to links to follow their readers; nothing of this lesson's.
const TRACKING: &[&str] = &[
    "utm_",
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "yclid",
    "gbraid",
    "wbraid",
    "igshid",
    "mc_",
    "_hs",
    "mkt_tok",
    "ref_src",
    "twclid",
    "ttclid",
    "li_fat_id",
];
/// What a sentence leaves behind a link that stands in it.
const PUNCTUATION: &[char] = &['.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\'', '’', '”', '*', '_', '/'];

/// The query of an address, from its part after `?` and its part after `#`. The second has it as a rule; some platforms
/// move it to the first, where only what `is_key` knows is ours.
///
/// ```
/// use unit_variance_lesson::config::{Config, query_of};
/// assert_eq!(query_of("?utm_source=mail", "#init=he"), "init=he");
/// assert_eq!(query_of("?course=7&init=he&depth=8", ""), "init=he&depth=8");
/// ```
pub fn query_of(search: &str, hash: &str, is_key: impl Fn(&str) -> bool) -> String {
    let hash = trimmed(hash);
    if !hash.is_empty() {
        return hash.to_string();
    }
    let ours = pairs(search).into_iter().filter(|(key, _)| is_key(key));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(ours).finish().replace("%2C", ",")
}

/// The pairs of key and value in a query.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let mut text = trimmed(query).to_string();
    for _ in 0..ENCODED {
        if text.contains('=') || !text.contains('%') {
            break;
        }
        // A text without any `=` is one name: what it was before it was encoded.
        text = parse(text.as_bytes()).map(|(name, _)| name.into_owned()).collect::<Vec<_>>().join("&");
        text = trimmed(&text).to_string();
    }
    // No value has a semicolon; `&amp;` is what an editor made of `&`.
    let text = text.replace("amp;", "").replace(';', "&");
    let pairs = parse(text.as_bytes()).map(|(name, value)| {
        let name = trimmed(name.trim()).to_lowercase();
        (name, value.into_owned())
    });
    let is_tracking = |name: &str| TRACKING.iter().any(|mark| name.starts_with(mark));
    pairs.filter(|(name, value)| !(name.is_empty() && value.is_empty() || is_tracking(name))).collect()
}

/// A value without what stands around it in a sentence, in the case that keys have.
pub fn plain(value: &str) -> String {
    value.trim().trim_end_matches(PUNCTUATION).trim_start_matches(['"', '\'', '“', '‘']).trim().to_lowercase()
}

fn trimmed(query: &str) -> &str {
    query.trim_start_matches(['#', '?', '/', '!', '&'])
}

#[cfg(test)]
mod tests {
    use super::super::Config;

    #[test]
    fn what_platforms_do_to_links_is_understood() {
        let meant = "figure=lab&init=he&depth=8";
        for link in [
            "#figure=lab&init=he&depth=8",
            "figure=lab&amp;init=he&amp;depth=8",
            "figure=lab&amp;amp;init=he&amp;depth=8",
            "figure%3Dlab%26init%3Dhe%26depth%3D8",
            "figure%253Dlab%2526init%253Dhe%2526depth%253D8",
            "%23figure%3Dlab%26init%3Dhe%26depth%3D8",
            "figure=lab;init=he;depth=8",
            "/figure=lab&init=he&depth=8",
            "#!figure=lab&init=he&depth=8",
            "##figure=lab&init=he&depth=8",
            "?figure=lab&init=he&depth=8",
            "figure=LAB&INIT=He&Depth=8",
            "figure=lab&init=he%20&depth=8%20",
            "figure=lab&init=he&depth=8.",
            "figure=lab&init=he.&depth=8)",
            "figure=“lab”&init=he&depth=8\u{201d}",
            "figure=lab&init=he&depth=8&utm_source=mail&fbclid=abc&gclid=1&mc_cid=2",
            "figure=lab&&init=he&depth=8&",
        ] {
            let (config, notices) = Config::from_query(link);
            assert!(notices.is_empty(), "{link}: {notices:?}");
            assert_eq!(config.to_query(), meant, "{link}");
        }
    }

    #[test]
    fn the_part_after_the_question_mark_is_read_where_the_other_is_empty() {
        let read = super::super::query_of;
        assert_eq!(read("?figure=lab&init=he", ""), "figure=lab&init=he");
        assert_eq!(read("?utm_source=x&id=12&shape=4,8,6", "#"), "shape=4,8,6");
        assert_eq!(read("?init=small", "#init=he"), "init=he", "the address that the page writes counts");
        assert_eq!(read("", ""), "");
    }

    #[test]
    fn what_cannot_be_meant_is_told_as_it_was_written() {
        let notices = Config::from_query("init=Hee.&depth=x").1;
        assert_eq!(notices.iter().map(|one| one.value.as_str()).collect::<Vec<_>>(), ["Hee.", "x"]);
    }
}
