//! Configurations that follow from another: what stays when everything else goes back, opens elsewhere, or comes by a link.

use super::{Config, PageSpec};
use crate::notice::Notice;

impl Config {
    /// Whether it sets anything that a figure shows: who comes by such a link is to see it, and not to be asked first.
    ///
    /// ```
    /// use unit_variance_lesson::config::Config;
    /// let is_stated = |query| Config::from_query(query).0.is_stated();
    /// assert_eq!(["init=he", "quiet-a=1", "theme=dark&play=1"].map(is_stated), [true, true, false]);
    /// ```
    pub fn is_stated(&self) -> bool {
        let default = Self::default();
        (self.run, self.cube) != (default.run, default.cube) || self.page.figures != default.page.figures
    }

    /// The defaults, or the start of the challenge, in the same place of the same page.
    ///
    /// ```
    /// use unit_variance_lesson::config::Config;
    /// let embedded = Config::from_query("figure=lab&init=he&hide=play&theme=dark").0;
    /// assert_eq!(embedded.reset().to_query(), "figure=lab&hide=play&theme=dark");
    /// ```
    pub fn reset(&self) -> Self {
        let PageSpec { figure, hide, theme, lang, challenge, present, states, state, .. } = self.page.clone();
        let Self { run, cube, page } = challenge.map_or(Self::default(), |one| Self::from_query(&one.query()).0);
        Self { run, cube, page: PageSpec { figure, hide, theme, lang, present, states, state, ..page } }
            .keeping_locked(self)
    }

    /// The same state in the whole lesson.
    ///
    /// ```
    /// # use unit_variance_lesson::config::Config;
    /// let embedded = Config::from_query("figure=lab&init=he&hide=play&theme=dark").0;
    /// assert_eq!(embedded.whole_lesson().to_query(), "init=he&theme=dark");
    /// ```
    pub fn whole_lesson(&self) -> Self {
        let Self { run, cube, page } = self.clone();
        let alone = PageSpec {
            figure: None,
            hide: Vec::new(),
            lock: Vec::new(),
            present: false,
            states: String::new(),
            state: 0,
            ..page
        };
        Self { run, cube, page: alone }
    }

    /// The state of a link of the text, on this page: what the reader's page looks like and hides stays.
    ///
    /// ```
    /// # use unit_variance_lesson::config::Config;
    /// let present = Config::from_query("init=he&depth=30&hide=play&theme=dark").0;
    /// assert_eq!(present.followed("act=relu").0.to_query(), "act=relu&hide=play&theme=dark");
    /// ```
    pub fn followed(&self, link: &str) -> (Self, Vec<Notice>) {
        let (Self { run, cube, page }, notices) = Self::from_query(link);
        let PageSpec { hide, theme, lang, .. } = self.page.clone();
        (Self { run, cube, page: PageSpec { hide, theme, lang, ..page } }.keeping_locked(self), notices)
    }

    /// The `place`th state of a presentation, on this page: a whole state, as a query or as a link. What the page looks like
    /// stays, and the figure where the state names none.
    pub fn presented(&self, query_or_link: &str, place: u32) -> (Self, Vec<Notice>) {
        let query = query_or_link.split_once('#').map_or(query_or_link, |(_, query)| query);
        let (Self { run, cube, page }, notices) = Self::from_query(query);
        let PageSpec { figure, hide, lock, theme, lang, present, states, .. } = self.page.clone();
        let figure = page.figure.or(figure);
        let page = PageSpec { figure, hide, lock, theme, lang, present, states, state: place, ..page };
        (Self { run, cube, page }, notices)
    }
}
