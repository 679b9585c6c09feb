//! The configuration of the page and its URL language: `init=he&act=relu&depth=8`. The only parser; never panics.

mod derived;
mod directions;
mod keys;
mod links;
mod lock;
pub mod pace;
mod reconcile;
mod spec;

pub use keys::controls;
pub use spec::{CNN_CHANNELS, Config, CubeSpec, PageSpec, RunSpec, SIDE, VERSION, nearest_divisor};

use super::notice::{Notice, Problem};
use crate::key::Key;
use keys::{KEYS, LAST};

impl Config {
    /// Reads a query (without the leading `#`); always gives a valid configuration, and a notice for everything in the
    /// query that was not used as it stands.
    ///
    /// ```
    /// use unit_variance_lesson::config::Config;
    /// let (config, notices) = Config::from_query("init=he&depth=900");
    /// assert_eq!(config.run.depth, 50);
    /// assert_eq!((notices[0].key.as_str(), notices[0].value.as_str()), ("depth", "900"));
    /// assert_eq!(config.to_query(), "init=he&depth=50");
    /// ```
    pub fn from_query(query: &str) -> (Self, Vec<Notice>) {
        Self::default().with(query)
    }

    /// This configuration with the keys of `patch` changed, checked as a whole.
    pub fn with(&self, patch: &str) -> (Self, Vec<Notice>) {
        let mut config = self.clone();
        let mut notices = Vec::new();
        let mut named = Vec::new();
        for (name, value) in links::pairs(patch) {
            if self.is_locked(&name) {
                continue;
            }
            let read = match config.read(&name, &value) {
                Some((name, read)) => {
                    named.push(name);
                    read
                }
                None => Err(Problem::UnknownKey),
            };
            if let Err(problem) = read {
                notices.push(Notice::new(&name, &value, problem));
            }
        }
        config.reconcile(&named, &mut notices);
        (config, notices)
    }

    /// The keys that differ from their defaults, and their values, in a fixed order.
    pub fn entries(&self) -> Vec<(&'static str, String)> {
        let default = Self::default();
        let mut entries = Vec::new();
        self.each(&mut |name, value| {
            if default.value_of(name).as_deref() != Some(&value) {
                entries.push((name, value));
            }
        });
        entries
    }

    /// The query that gives this configuration: keys that differ from the default, in a fixed order.
    pub fn to_query(&self) -> String {
        let mut query = String::new();
        for (name, value) in self.entries() {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(name);
            query.push('=');
            // Commas are allowed in a fragment and read better than %2C.
            query.push_str(&form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>().replace("%2C", ","));
        }
        query
    }

    /// The query for a link to hand on: with the version that made it.
    pub fn to_link(&self) -> String {
        let query = self.to_query();
        let join = if query.is_empty() { "" } else { "&" };
        format!("{query}{join}v={VERSION}")
    }

    /// The value of one key as the URL writes it; `None` for a key that does not exist.
    pub fn value_of(&self, key: &str) -> Option<String> {
        own(key).map(|key| (key.get)(self)).or_else(|| self.page.figures.get(key))
    }

    /// Takes in the value of one key as a link has it, which may have been written in a sentence.
    fn read(&mut self, key: &str, value: &str) -> Option<(&'static str, Result<(), Problem>)> {
        let (name, read) = self.set(key, value)?;
        let plain = links::plain(value);
        if read.is_ok() || plain == value {
            return Some((name, read));
        }
        let mut healed = self.clone();
        match healed.set(key, &plain) {
            Some((_, Ok(()))) => {
                *self = healed;
                Some((name, Ok(())))
            }
            _ => Some((name, read)),
        }
    }

    /// Takes in the value of one key; `None` for a key that does not exist.
    fn set(&mut self, key: &str, value: &str) -> Option<(&'static str, Result<(), Problem>)> {
        match own(key) {
            Some(key) => Some((key.name, (key.set)(self, value))),
            None => self.page.figures.set(key, value),
        }
    }

    /// Calls `write` with every key and its value, in the order in which links have them.
    pub(crate) fn each(&self, write: &mut dyn FnMut(&'static str, String)) {
        KEYS.iter().for_each(|key| write(key.name, (key.get)(self)));
        self.page.figures.each(write);
        LAST.iter().for_each(|key| write(key.name, (key.get)(self)));
    }
}

/// The keys of the language, in the order in which links have them.
pub fn keys() -> Vec<&'static str> {
    let mut names = Vec::new();
    Config::default().each(&mut |name, _| names.push(name));
    names
}

/// The keys that are on or off: an attribute of this name without a value is on.
pub fn switches() -> Vec<&'static str> {
    let takes = |key: &str, value: &str| Config::default().set(key, value).is_some_and(|(_, read)| read.is_ok());
    keys()
        .into_iter()
        .filter(|key| takes(key, "0") && takes(key, "1") && !takes(key, "2") && !takes(key, "0.5"))
        .collect()
}

/// The query of an address, from its part after `?` and its part after `#`: see `links::query_of`.
pub fn query_of(search: &str, hash: &str) -> String {
    links::query_of(search, hash, |key| Config::default().value_of(key).is_some())
}

/// A key that is no figure's own.
fn own(name: &str) -> Option<&'static Key<Config>> {
    KEYS.iter().chain(LAST).find(|key| key.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_there_once_and_is_found_by_its_name() {
        let config = Config::default();
        let mut names = Vec::new();
        config.each(&mut |name, value| {
            assert_eq!(config.value_of(name), Some(value), "{name}");
            assert!(!names.contains(&name), "{name} stands there twice");
            names.push(name);
        });
        let place = |name| names.iter().position(|one| *one == name);
        assert!(place("vary") < place("sum-n") && place("sum-std") < place("play"), "figures' keys follow the others");
        assert_eq!((config.value_of("sum"), config.clone().set("sum", "1")), (None, None));
    }

    #[test]
    fn every_control_can_be_named_by_one_key() {
        let keys: Vec<_> = controls().map(|(key, _)| key).collect();
        assert!(keys.iter().all(|key| keys.iter().filter(|one| *one == key).count() == 1), "{keys:?}");
    }
}
