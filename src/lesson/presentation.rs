//! A teacher's presentation: states of the lesson, gone through one after the other, each asked before it is answered.

use crate::config::Config;
use crate::figure::Figure;

/// How a file of states ends.
const FILE: &str = ".json";
/// Between two states of a list.
const BETWEEN: char = '|';

/// Where the states of `states=` are.
#[derive(Clone, Debug, PartialEq)]
pub enum States<'a> {
    /// In the value itself: queries with `|` between them.
    Listed(Vec<String>),
    /// In this file beside the page: a JSON list of queries or links.
    File(&'a str),
}

impl<'a> States<'a> {
    /// What a value of `states=` names; an empty one is a list of none.
    ///
    /// ```
    /// use unit_variance_lesson::presentation::States;
    /// assert_eq!(States::of("init=small|init=he"), States::Listed(vec!["init=small".into(), "init=he".into()]));
    /// assert_eq!(States::of("week-3.json"), States::File("week-3.json"));
    /// ```
    pub fn of(value: &'a str) -> Self {
        if value.ends_with(FILE) && !value.contains([BETWEEN, '=']) {
            return Self::File(value);
        }
        let states = value.split(BETWEEN).map(str::trim).filter(|state| !state.is_empty());
        Self::Listed(states.map(String::from).collect())
    }
}

/// What a presenter asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Turn {
    /// The answer where it is still veiled, else the next state.
    Forward,
    /// The state before.
    Back,
    /// The answer, or to veil it again.
    Answer,
}

impl Turn {
    /// What a button asks for, by its `data-turn`.
    ///
    /// ```
    /// use unit_variance_lesson::presentation::Turn;
    /// assert_eq!(["forward", "full"].map(Turn::of_button), [Some(Turn::Forward), None]);
    /// ```
    pub fn of_button(turn: &str) -> Option<Self> {
        match turn {
            "forward" => Some(Self::Forward),
            "back" => Some(Self::Back),
            "answer" => Some(Self::Answer),
            _ => None,
        }
    }

    /// What a key asks for, by its name in the DOM; `free` where no control has the keyboard, which would want arrows and
    /// letters for itself. What turns pages in the hand is a keyboard with Page Up and Page Down.
    pub fn of_key(key: &str, free: bool) -> Option<Self> {
        match key {
            "PageDown" => Some(Self::Forward),
            "PageUp" => Some(Self::Back),
            "ArrowRight" if free => Some(Self::Forward),
            "ArrowLeft" if free => Some(Self::Back),
            "a" | "A" if free => Some(Self::Answer),
            _ => None,
        }
    }
}

/// A presentation under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Presentation {
    states: Vec<String>,
    at: usize,
    veiled: bool,
}

impl Presentation {
    /// A presentation of these states, at the one that the page has, as far as there are so many.
    pub fn new(states: Vec<String>, present: &Config) -> Self {
        let mut talk = Self { states, at: 0, veiled: true };
        talk.go_to(present.page.state);
        talk
    }

    /// Whether the page stands at a state and shows something, as it does when it is loaded again: that stays, as a presenter
    /// may have changed it.
    pub fn is_under_way(present: &Config) -> bool {
        present.page.state > 0 && (present.is_stated() || present.page.figure != Some(Figure::Lab))
    }

    /// Goes to a state by its number, from one, and asks it anew.
    pub fn go_to(&mut self, place: u32) {
        self.at = (place.max(1) as usize - 1).min(self.states.len().saturating_sub(1));
        self.veiled = true;
    }

    /// The state that is on; `None` where there is no list.
    pub fn state(&self) -> Option<&str> {
        self.states.get(self.at).map(String::as_str)
    }

    /// The number of the state, from one.
    pub fn place(&self) -> u32 {
        self.at as u32 + 1
    }

    /// How many states there are.
    pub fn count(&self) -> u32 {
        self.states.len() as u32
    }

    /// Whether the answer waits to be asked for.
    pub fn is_veiled(&self) -> bool {
        self.veiled
    }

    /// Shows the answer.
    pub fn unveil(&mut self) {
        self.veiled = false;
    }

    /// Takes a turn; says whether another state is on now. A state that was gone back to was answered before.
    pub fn take(&mut self, turn: Turn) -> bool {
        let at = self.at;
        match turn {
            Turn::Answer => self.veiled = !self.veiled,
            Turn::Forward if self.veiled => self.veiled = false,
            Turn::Forward if at + 1 < self.states.len() => (self.at, self.veiled) = (at + 1, true),
            Turn::Back if at > 0 => (self.at, self.veiled) = (at - 1, false),
            Turn::Forward | Turn::Back => {}
        }
        self.at != at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(query: &str) -> Config {
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty(), "{notices:?}");
        config
    }

    #[test]
    fn forward_answers_before_it_goes_on_and_back_finds_what_was_answered() {
        let config = page("present=1&states=init=small%7Cinit=he");
        let States::Listed(states) = States::of(&config.page.states) else { panic!() };
        let mut talk = Presentation::new(states, &config);
        assert_eq!((talk.state(), talk.place(), talk.count(), talk.is_veiled()), (Some("init=small"), 1, 2, true));
        assert!(!talk.take(Turn::Back) && talk.is_veiled(), "nothing before the first");
        assert!(!talk.take(Turn::Forward) && !talk.is_veiled());
        assert!(talk.take(Turn::Forward) && talk.is_veiled());
        assert_eq!(talk.state(), Some("init=he"));
        talk.take(Turn::Answer);
        assert!(!talk.take(Turn::Forward), "nothing after the last");
        assert!(talk.take(Turn::Back) && !talk.is_veiled());
        talk.take(Turn::Answer);
        assert!(talk.is_veiled(), "it can be veiled again");
    }

    #[test]
    fn a_state_brings_its_figure_and_the_page_stays_a_presentation() {
        let config = page("present=1&theme=dark&hide=embed&states=figure%3Drace%26vary%3Dnorm%7Cdepth%3D30");
        let (race, notices) = config.presented("https://example.org/lesson/#figure=race&vary=norm&v=0.1.0", 1);
        assert!(notices.is_empty());
        let kept = "present=1&states=figure%3Drace%26vary%3Dnorm%7Cdepth%3D30";
        assert_eq!(race.to_query(), format!("figure=race&vary=norm&{kept}&state=1&hide=embed&theme=dark"));
        // A state is a whole one: what the state before had set does not stay, but for the figure.
        let (deep, _) = race.presented("depth=30", 2);
        assert_eq!(deep.to_query(), format!("figure=race&depth=30&{kept}&state=2&hide=embed&theme=dark"));
    }

    #[test]
    fn a_page_loaded_again_stands_where_it_stood_and_a_link_to_a_state_shows_it() {
        let begin = |query: &str| {
            let config = page(&format!("present=1&states=depth=5%7Cdepth=6%7Cdepth=10{query}"));
            let States::Listed(states) = States::of(&config.page.states) else { panic!() };
            (Presentation::new(states, &config).place(), Presentation::is_under_way(&config))
        };
        assert_eq!(begin(""), (1, false));
        assert_eq!(begin("&state=2"), (2, false), "only the number: the state is still to be shown");
        assert_eq!(begin("&state=2&depth=6&init=he"), (2, true), "what the presenter changed stays");
        assert_eq!(begin("&state=99"), (3, false));
        assert_eq!(begin("&figure=race"), (1, false));
    }

    #[test]
    fn a_presentation_shows_one_figure() {
        assert_eq!(page("present=1").to_query(), "figure=lab&present=1");
    }

    #[test]
    fn a_control_keeps_its_keys_and_a_presenter_in_the_hand_always_turns() {
        assert_eq!(
            ["ArrowRight", "a", "PageDown"].map(|key| Turn::of_key(key, false)),
            [None, None, Some(Turn::Forward)]
        );
        assert_eq!(Turn::of_key("ArrowLeft", true), Some(Turn::Back));
    }

    #[test]
    fn without_a_list_there_is_still_an_answer() {
        let mut talk = Presentation::new(Vec::new(), &page("present=1&figure=cube"));
        assert_eq!((talk.state(), talk.is_veiled()), (None, true));
        assert!(!talk.take(Turn::Forward) && !talk.is_veiled() && !talk.take(Turn::Forward));
    }
}
