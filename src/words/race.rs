//! The race in words: what its rows are called, how they stand, and its results as a table and as CSV.

use crate::number::{self, cell};
use crate::table::{file, origin};
use crate::words::Words;
use lesson::choice::{Choice, Vary};
use lesson::race;
use lesson::race_state::{Runner, leader};
use nn::norm::Norm;

/// A row with its name.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The value of the varied key as the URL writes it.
    pub key: &'a str,
    /// What the row is called: see [`Words::row_name`].
    pub name: &'a str,
    /// What its run has come to.
    pub runner: &'a Runner,
}

/// The columns after the value.
const COLUMNS: [&str; 7] =
    ["step", "cost", "accuracy", "std at first layer", "std at last layer", "gradient, first / last", "ms per step"];

impl Row<'_> {
    /// Its numbers in full, before the first state none.
    fn values(&self) -> Option<[String; 7]> {
        let seen = self.runner.told()?;
        let ends = seen.layers.first().zip(seen.layers.last());
        let (first, last, ratio) = ends.map_or((f32::NAN, f32::NAN, f32::NAN), |(first, last)| {
            (first.act.std, last.act.std, first.grad.std / last.grad.std)
        });
        let [cost, accuracy, first, last, ratio] = [seen.held_out_cost, seen.accuracy, first, last, ratio].map(cell);
        // One that broke off shows the step of its last finite numbers.
        let step = seen.step.to_string();
        Some([step, cost, accuracy, first, last, ratio, number::milliseconds(self.runner.ms_per_step)])
    }

    fn line(&self, first: &str) -> Option<Vec<String>> {
        Some(std::iter::once(first.to_string()).chain(self.values()?).collect())
    }
}

/// The lines of the results' table: a row's name and its numbers.
pub fn lines(rows: &[Row]) -> Vec<Vec<String>> {
    rows.iter().filter_map(|row| row.line(row.name)).collect()
}

/// The step at which a guess about the race is judged.
pub const JUDGED_AT: u32 = 200;

impl Words {
    /// What is said to the guess that a row will lead: from [`JUDGED_AT`] on, how it stands. A row at chance leads nothing.
    pub fn race_reply(&self, guess: &str, step: u32, rows: &[Row]) -> Option<String> {
        let own = rows.iter().position(|row| row.key == guess)?;
        if step < JUDGED_AT {
            return Some(self.race_guessed(rows[own].name, JUDGED_AT.into()));
        }
        let Some((first, best)) = leader(rows.iter().map(|row| row.runner)) else {
            return Some(self.race_nobody_leads(step.into()));
        };
        let accuracy = rows[own].runner.told().map_or(0.0, |seen| seen.accuracy);
        // Rows that are as good lead together.
        Some(if accuracy >= best && rows[own].runner.races() {
            self.race_guess_right(rows[own].name, accuracy.into())
        } else {
            self.race_guess_wrong(rows[own].name, accuracy.into(), rows[first].name, best.into())
        })
    }

    /// The results as CSV with their heads in this language, after a line with the link's query and the version; rows go by
    /// their keys.
    pub fn race_csv(&self, vary: Vary, rows: &[Row], query: &str, version: &str) -> String {
        let names = COLUMNS.map(|name| self.column(name).replace([',', '，'], ""));
        let heads = std::iter::once(vary.key()).chain(names.iter().map(String::as_str));
        file(origin(query, version, None), heads, rows.iter().filter_map(|row| row.line(row.key)))
    }

    /// The heads of the results' table.
    pub fn race_heads(&self, vary: Vary) -> Vec<String> {
        let names = COLUMNS.iter().map(|name| self.column(name));
        std::iter::once(self.label(vary)).chain(names).map(String::from).collect()
    }

    /// What a row is called: its value; where its groups do not divide the channels, with those that it uses.
    pub fn row_name(&self, vary: Vary, row: &race::Row) -> String {
        let (name, run) = (self.row(vary, &row.key), &row.config.run);
        match run.norm == Norm::Group && run.groups_used() != run.groups {
            true => format!("{name} ({})", run.groups_used()),
            false => name.to_string(),
        }
    }

    /// What has become of a row, in a few words.
    pub fn row_verdict(&self, runner: &Runner) -> String {
        if let Some(error) = &runner.failed {
            return self.run_error(error);
        }
        let Some(seen) = runner.verdict_on() else { return String::new() };
        match seen.divergence {
            Some(divergence) => self.finding_diverged_at(divergence.step.into(), divergence.layer.into()),
            None => self.finding(&runner.history.verdict(seen).finding).to_string(),
        }
    }

    /// A row's accuracy; a dash before the first state.
    pub fn row_accuracy(&self, runner: &Runner) -> String {
        runner.told().map_or(number::NONE.into(), |seen| number::percent(seen.accuracy.into()))
    }

    /// Who leads at a step.
    pub fn race_standing(&self, step: u32, rows: &[Row]) -> String {
        match leader(rows.iter().map(|row| row.runner)) {
            _ if step == 0 => self.race_opening().to_string(),
            Some((at, accuracy)) => self.race_leader(step.into(), rows[at].name, accuracy.into()),
            None => self.race_nobody_leads(step.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::config::Config;
    use lesson::session::{RunError, Session, StartError};

    fn runner(query: &str, steps: u32) -> Runner {
        let mut session = Session::new(&Config::from_query(query).0.run).unwrap();
        (0..steps).for_each(|_| {
            session.step();
        });
        let mut runner = Runner::default();
        runner.take(session.snapshot(false), if steps > 0 { 1.5 } else { f32::NAN });
        runner
    }

    #[test]
    fn the_table_goes_by_names_and_the_file_by_keys() {
        let (he, waiting) = (runner("init=he&depth=2&width=8", 0), Runner::default());
        let rows = [Row { key: "he", name: "He", runner: &he }, Row { key: "zeros", name: "Zeros", runner: &waiting }];
        let table = lines(&rows);
        assert_eq!((table.len(), table[0].len(), table[0][0].as_str()), (1, 8, "He"), "who waits has no numbers");
        assert_eq!(table[0][7], "–", "no step was timed");
        assert_eq!(Words::english().race_heads(Vary::Init).len(), table[0].len());
        let text = Words::english().race_csv(Vary::Init, &rows, "depth=2", "9.9.9");
        let file: Vec<&str> = text.lines().collect();
        assert_eq!(file[0], "# depth=2&v=9.9.9");
        assert_eq!(
            file[1],
            "init,step,cost,accuracy,std at first layer,std at last layer,gradient first / last,ms per step"
        );
        assert!(file[2].starts_with("he,") && file[2].ends_with(','), "{}", file[2]);
        assert_eq!((file.len(), file[2].split(',').count()), (3, 8));
        let chinese =
            Words::parse(crate::table("zh").unwrap()).unwrap().race_csv(Vary::Init, &rows, "depth=2", "9.9.9");
        let heads = chinese.lines().nth(1).unwrap();
        assert!(heads.starts_with("init,") && heads.contains("准确率") && heads.split(',').count() == 8, "{heads}");
    }

    #[test]
    fn a_row_is_called_by_its_value_and_its_groups_where_they_are_others() {
        let words = Words::english();
        let name = |query: &str, at: usize| {
            let config = Config::from_query(query).0;
            words.row_name(config.page.vary, &race::rows(&config)[at])
        };
        assert_eq!(name("", 0), words.row(Vary::Init, "zeros"));
        let group = |query| name(query, Norm::ALL.iter().position(|norm| *norm == Norm::Group).unwrap());
        assert_eq!(group("vary=norm&groups=4&width=100"), "group");
        assert_eq!(group("vary=norm&groups=8&width=100"), "group (10)", "eight divide the cube's channels alone");
    }

    #[test]
    fn a_row_says_what_has_become_of_it() {
        let words = Words::english();
        let mut fine = runner("depth=2&width=20", 1);
        assert_eq!(words.row_verdict(&fine), words.finding_healthy());
        let lost = runner("act=linear&lr=1&depth=3&init=large&width=20", 200);
        assert!(words.row_verdict(&lost).starts_with("diverged at step "), "{}", words.row_verdict(&lost));
        fine.failed = Some(RunError::Start(StartError::NotConvolutional));
        assert_eq!(words.row_verdict(&fine), words.error_not_convolutional());
        let waiting = Runner::default();
        assert_eq!((words.row_verdict(&waiting), words.row_accuracy(&waiting)), (String::new(), "–".to_string()));
    }

    #[test]
    fn who_leads_is_said_from_the_first_step_on() {
        let (words, row) = (Words::english(), runner("depth=2&width=20&lr=0.5", 60));
        // One at chance, and one that broke off with better numbers than both.
        let (chance, lost) = (runner("init=zeros&depth=2&width=20", 1), runner("act=linear&depth=3&lr=1&width=50", 60));
        assert!(!lost.races() && lost.picture().is_some());
        let rows =
            [("large", &lost), ("zeros", &chance), ("he", &row)].map(|(key, runner)| Row { key, name: key, runner });
        assert_eq!(words.race_standing(0, &rows), words.race_opening());
        assert!(words.race_standing(60, &rows).starts_with("At step 60 he leads with "));
        assert_eq!(words.race_standing(60, &rows[..2]), "At step 60 no row is above chance.");
        assert!(
            words.race_reply("large", 200, &rows).is_some_and(|reply| reply.starts_with("You said large: it has "))
        );
    }
}
