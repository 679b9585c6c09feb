//! What a link's maker fixed (`lock=init,depth`): neither a control nor a link of the text changes it, a host page may.

use super::Config;
use crate::notice::Notice;

/// Controls whose keys have other names.
const OF_CONTROL: &[(&str, &[&str])] = &[("method", &["norm"]), ("hw", &["h", "w"]), ("new-seed", &["seed"])];

impl Config {
    /// Whether a key of the language is fixed.
    pub(super) fn is_locked(&self, key: &str) -> bool {
        let of = |control: &str| OF_CONTROL.iter().find(|(name, _)| *name == control).map(|(_, keys)| *keys);
        self.page.lock.iter().any(|control| control == key || of(control).is_some_and(|keys| keys.contains(&key)))
    }

    /// This configuration with the fixed keys of another one, and what it fixes.
    pub(super) fn keeping_locked(mut self, fixed: &Self) -> Self {
        let mut keep = Vec::new();
        fixed.each(&mut |key, value| {
            if fixed.is_locked(key) {
                keep.push((key, value));
            }
        });
        for (key, value) in keep {
            self.set(key, &value);
        }
        self.page.lock = fixed.page.lock.clone();
        self.reconcile(&[], &mut Vec::new());
        self
    }

    /// What a host page asks for: keys and their values, `None` for the default. It fixed what is fixed, so it may change
    /// that, too.
    ///
    /// ```
    /// use unit_variance_lesson::config::Config;
    /// let (embedded, _) = Config::from_query("figure=lab&init=he&depth=8&lock=init");
    /// assert_eq!(embedded.with("init=small&depth=9").0.to_query(), "figure=lab&init=he&depth=9&lock=init");
    /// let (changed, _) = embedded.hosted(&[("init", Some("small")), ("depth", None)]);
    /// assert_eq!(changed.to_query(), "figure=lab&init=small&lock=init");
    /// ```
    pub fn hosted(&self, entries: &[(&str, Option<&str>)]) -> (Self, Vec<Notice>) {
        let default = Self::default();
        let value = |key, value: Option<&str>| match value {
            Some(value) => Some(value.to_string()),
            None => default.value_of(key),
        };
        let mut open = self.clone();
        open.page.lock.clear();
        let mut patch = form_urlencoded::Serializer::new(String::new());
        if !entries.iter().any(|(key, _)| *key == "lock") && !self.page.lock.is_empty() {
            patch.append_pair("lock", &self.page.lock.join(","));
        }
        for (key, wanted) in entries {
            patch.append_pair(key, &value(key, *wanted).unwrap_or_default());
        }
        open.with(&patch.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(query: &str) -> Config {
        Config::from_query(query).0
    }

    #[test]
    fn what_is_fixed_survives_controls_links_and_reset() {
        let fixed = config("figure=lab&init=he&depth=20&lock=init,seed");
        assert_eq!(fixed.with("init=small").0, fixed);
        assert_eq!(
            fixed.with("init=small&act=relu").0.to_query(),
            "figure=lab&init=he&act=relu&depth=20&lock=init,seed"
        );
        assert_eq!(fixed.followed("init=zeros&seed=9&depth=3").0.to_query(), "init=he&depth=3&lock=init,seed");
        assert_eq!(fixed.reset().to_query(), "figure=lab&init=he&lock=init,seed");
        assert_eq!(config("lock=method&norm=batch").with("norm=layer").0.to_query(), "norm=batch&lock=method");
    }

    #[test]
    fn a_host_sets_and_takes_back_every_key() {
        let mut keys = Vec::new();
        Config::default().each(&mut |key, _| keys.push(key));
        let set = config("figure=lab&init=he&until=5&lang=en&hide=opt&lock=init&theme=dark&shape=4,8,6&play=1");
        let none: Vec<_> = keys.iter().map(|key| (*key, None)).collect();
        let (back, notices) = set.hosted(&none);
        assert_eq!((back, notices), (Config::default(), Vec::new()));
    }
}
