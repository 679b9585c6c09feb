//! The map in words: what was found, how a guess is judged, its table.

use crate::number::{NONE, cell, percent};
use crate::table::heads;
use crate::words::Words;
use lesson::map::{COUNT, Cell, DEPTHS, Found, Guess, Map, Outcome, STDS, STEPS};

impl Words {
    /// What is said to the reader's guess, before its three networks have been run and after.
    pub fn map_reply(&self, map: &Map) -> String {
        let guess = map.guess().unwrap_or(Guess::Skip);
        let Some(answer) = map.judged() else { return self.reply_map_later(guess.key()) };
        let verdict = if answer.right { "right" } else { guess.key() };
        let right = |share: f64| if share.is_nan() { self.map_nothing().to_string() } else { percent(share) };
        let [small, xavier, large] = answer.accuracies.map(right);
        self.reply_map(verdict, &small, &xavier, &large).trim_start().into()
    }

    /// What the map found, once it is whole.
    pub fn map_finding(&self, map: &Map) -> String {
        let Found { learned, broken, deepest: (depth, std, _), judged, agree, at_ten, at_the_bottom, .. } = map.found();
        if !map.found().is_whole() {
            return String::new();
        }
        let count = |n: usize| n as u64;
        let mut said = vec![match learned {
            0 => self.map_found_none().to_string(),
            _ => self.map_found(count(learned), count(COUNT), STEPS.into(), depth.into(), std.into(), count(broken)),
        }];
        if map.networks().batch_norm {
            let (other, reach) = (map.other(), map.reach(Cell { column: 0, row: 0 }).unwrap_or(f64::NAN));
            let (key, without) = other.map_or(("unknown", 0), |other| ("known", other.learned));
            let reach = reach.round() as u64;
            said.push(self.map_found_norm(reach, count(at_ten), count(at_the_bottom), key, count(without)));
        } else if judged > 0 {
            said.push(self.map_found_theory(count(agree), count(judged), agree as f64 / judged as f64));
        }
        said.join(self.between_sentences())
    }

    /// The heads of the table.
    pub fn map_heads(&self) -> Vec<String> {
        heads(self.map_columns())
    }

    /// The lines of the table: every network that has been run, with the depth that theory allows.
    pub fn map_lines(&self, map: &Map) -> Vec<Vec<String>> {
        let line = |at: usize| {
            let place = Cell { column: at % STDS.len(), row: at / STDS.len() };
            let (accuracy, step) = match map.outcome(place) {
                Outcome::Unknown => return None,
                Outcome::Accuracy(accuracy) => (cell(accuracy as f32), NONE.to_string()),
                Outcome::Broken(step) => (NONE.to_string(), step.to_string()),
                Outcome::Refused => (NONE.to_string(), NONE.to_string()),
            };
            let theory = map.reach(place).map_or(NONE.to_string(), |reach| cell(reach as f32));
            Some(vec![STDS[place.column].to_string(), DEPTHS[place.row].to_string(), accuracy, step, theory])
        };
        (0..COUNT).filter_map(line).collect()
    }
}
