//! What each choice and each of its values is called: a message named after the keys of its address, `init`, `init-he`.

use crate::messages::IDS;
use crate::words::Words;
use lesson::choice::*;
use lesson::figure::Figure;
use nn::act::Act;
use nn::init::Dist;
use nn::norm::{LayerAxes, Norm};

/// A choice that has a name in every language. A value without a message does not compile.
pub trait Label: Choice {
    /// The message of the group, such as `Initializer`.
    const GROUP: usize;
    /// The messages of `Choice::KEYS`, in their order.
    const VALUES: &'static [usize];
}

impl Words {
    /// A value as the page writes it; the group's name for one that no address offers.
    ///
    /// ```
    /// use lesson::choice::{Initializer, Vary};
    /// let words = unit_variance_words::Words::english();
    /// assert_eq!([words.label(Initializer::He), words.label(Vary::Lr)], ["He", "learning rate"]);
    /// assert_eq!(words.group::<Initializer>(), "Initializer");
    /// ```
    pub fn label<C: Label>(&self, choice: C) -> &str {
        self.of_key(choice.key(), C::KEYS, C::VALUES).unwrap_or(self.group::<C>())
    }

    /// The accessible name of a choice's group.
    pub fn group<C: Label>(&self) -> &str {
        self.line(C::GROUP)
    }

    /// What a row of the race is called: the value of the varied key, which is a number or has a name.
    pub fn row<'a>(&'a self, vary: Vary, key: &'a str) -> &'a str {
        match vary {
            Vary::Init => self.named::<Initializer>(key),
            Vary::Act => self.named::<Act>(key),
            Vary::Norm => self.named::<Norm>(key),
            Vary::Opt => self.named::<Opt>(key),
            Vary::Scaling => self.named::<Scaling>(key),
            Vary::Lr | Vary::Batch => key,
        }
    }

    fn named<'a, C: Label>(&'a self, key: &'a str) -> &'a str {
        self.of_key(key, C::KEYS, C::VALUES).unwrap_or(key)
    }

    /// One function for all choices.
    fn of_key(&self, key: &str, keys: &[&str], messages: &[usize]) -> Option<&str> {
        let at = keys.iter().position(|one| *one == key)?;
        messages.get(at).map(|message| self.line(*message))
    }
}

macro_rules! labels {
    ($( $type:ty ),+ $(,)?) => { $(
        impl Label for $type {
            const GROUP: usize = message(Self::KEY, "");
            const VALUES: &'static [usize] = &messages::<{ <$type as Choice>::KEYS.len() }>(Self::KEY, Self::KEYS);
        }
    )+ };
}

labels! {
    Figure, Initializer, Dist, Start, Act, Norm, LayerAxes, Skip, NetKind, DataSet, Scaling, Opt, View, Vary, Lang, Theme,
}

/// The messages of these values of the choice `key`, found while the program is compiled.
const fn messages<const N: usize>(key: &str, values: &[&str]) -> [usize; N] {
    let (mut found, mut i) = ([0; N], 0);
    while i < N {
        found[i] = message(key, values[i]);
        i += 1;
    }
    found
}

/// The message `key-value`, or `key` where there is no value.
const fn message(key: &str, value: &str) -> usize {
    let (id, length) = id(key, value);
    let mut at = 0;
    while at < IDS.len() {
        if is_same(IDS[at].as_bytes(), &id, length) {
            return at;
        }
        at += 1;
    }
    match std::str::from_utf8(id.split_at(length).0) {
        Ok(missing) => panic!("{}", missing), // the message of this name is missing in src/words/en
        Err(_) => panic!("a key is no text"),
    }
}

/// The longest name of a choice's message.
const LONGEST: usize = 40;

const fn id(key: &str, value: &str) -> ([u8; LONGEST], usize) {
    let (key, value) = (key.as_bytes(), value.as_bytes());
    let (mut id, mut length) = ([0; LONGEST], 0);
    while length < key.len() {
        id[length] = key[length];
        length += 1;
    }
    let mut i = 0;
    if !value.is_empty() {
        id[length] = b'-';
        length += 1;
    }
    while i < value.len() {
        id[length] = value[i];
        (i, length) = (i + 1, length + 1);
    }
    (id, length)
}

const fn is_same(id: &[u8], other: &[u8], length: usize) -> bool {
    if id.len() != length {
        return false;
    }
    let mut i = 0;
    while i < length {
        if id[i] != other[i] {
            return false;
        }
        i += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<C: Label>() {
        let (words, files) = (Words::english(), crate::ftl::files("en").unwrap());
        let message = |id: &str, text: &str| {
            let line = format!("\n{id} = {text}\n");
            assert!(files.iter().any(|(_, file)| file.contains(&line)), "{id} is called {text}");
        };
        message(C::KEY, words.group::<C>());
        for choice in C::ALL {
            message(&format!("{}-{}", C::KEY, choice.key()), words.label(*choice));
        }
    }

    #[test]
    fn every_choice_is_called_as_the_message_of_its_key_says() {
        check::<Figure>();
        check::<Initializer>();
        check::<Dist>();
        check::<Start>();
        check::<Skip>();
        check::<Act>();
        check::<Norm>();
        check::<LayerAxes>();
        check::<NetKind>();
        check::<DataSet>();
        check::<Scaling>();
        check::<Opt>();
        check::<View>();
        check::<Vary>();
        check::<Lang>();
        check::<Theme>();
    }

    #[test]
    fn what_no_address_offers_has_its_group_s_name() {
        assert_eq!(Words::english().label(Act::Elu(1.0)), "Activation");
        assert_eq!(Words::english().label(Act::LeakyRelu(0.3)), "leaky ReLU");
    }

    #[test]
    fn a_row_of_the_race_is_called_by_its_value() {
        let words = Words::english();
        assert_eq!([words.row(Vary::Init, "he"), words.row(Vary::Act, "relu")], ["He", "ReLU"]);
        assert_eq!([words.row(Vary::Lr, "0.05"), words.row(Vary::Norm, "mean-batch")], ["0.05", "mean-only batch"]);
    }
}
