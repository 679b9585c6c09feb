//! The lab in words: the state that is shown, what a part of a step did, the reply to a guess, and what follows from the
//! configuration alone.

use crate::number;
use crate::words::{Named, Words};
use lesson::choice::DataSet;
use lesson::config::Config;
use lesson::data::Plane;
use lesson::quiz::Reply;
use lesson::snapshot::Snapshot;
use lesson::step_part::Part;

impl Words {
    /// The status line.
    pub fn lab_status(&self, snapshot: &Snapshot) -> [Named; 3] {
        [
            ("step", number::count(snapshot.step.into())),
            ("cost", number::number(snapshot.cost.into())),
            ("accuracy", number::percent(snapshot.accuracy.into())),
        ]
    }

    /// Values that depend on the configuration alone.
    pub fn lab_choices(&self, config: &Config) -> Vec<Named> {
        let run = &config.run;
        let (fan_in, fan_out) = run.fans();
        let variance = run.init.init(run.std).variance().value(fan_in as usize, fan_out as usize);
        let keys = ["depth", "width", "batch", "speed", "std", "lr"];
        let mut values: Vec<Named> =
            keys.map(|key| (key, config.value_of(key).unwrap_or_default())).into_iter().collect();
        values.extend([
            ("groups", run.groups_used().to_string()),
            ("fan_in", fan_in.to_string()),
            ("fan_out", fan_out.to_string()),
            ("variance", number::number(variance)),
        ]);
        if Plane::of(run.data).is_some() {
            let [first, second] = self.features(run.data);
            values.extend([("feature-0", first.to_string()), ("feature-1", second.to_string())]);
        }
        values
    }

    /// What stands under the chart of what the network learned.
    pub fn lab_learned(&self, set: DataSet) -> &str {
        if Plane::of(set).is_some() { self.lab_learned_plane() } else { self.lab_learned_digits() }
    }

    /// What a part of a step did, with the numbers; nothing of a network without layers.
    pub fn step_part(&self, part: Part, snapshot: &Snapshot, config: &Config) -> String {
        let (Some(first), Some(last)) = (snapshot.layers.first(), snapshot.layers.last()) else { return String::new() };
        let (batch, depth) = (config.run.batch.into(), snapshot.layers.len() as u64);
        match part {
            Part::Forward => self.part_forward(batch, first.act.std.into(), last.act.std.into(), depth),
            Part::Cost => self.part_cost(snapshot.cost.into()),
            Part::Backward => self.part_backward(last.grad.std.into(), depth, first.grad.std.into()),
            Part::Update => self.part_update(first.update_ratio.into(), last.update_ratio.into(), depth),
        }
    }

    /// What is said to a guess. `pressed` is the button's text.
    pub fn quiz_reply(&self, reply: &Reply, pressed: &str) -> String {
        match *reply {
            Reply::Watch => self.reply_watch(pressed),
            Reply::Judged { right, layer, place, std } => {
                self.reply_judged(if right { "yes" } else { "no" }, layer.into(), place.key(), std.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lesson::quiz::Place;
    use lesson::session::Session;

    fn value(values: &[Named], name: &str) -> Option<String> {
        values.iter().find(|(one, _)| *one == name).map(|(_, value)| value.clone())
    }

    #[test]
    fn what_follows_from_the_configuration_is_written_as_the_page_writes_numbers() {
        let words = Words::english();
        let values = |query: &str| words.lab_choices(&Config::from_query(query).0);
        let digits = values("init=he&width=50&norm=group&groups=4");
        let shown = |name| value(&digits, name).unwrap();
        assert_eq!(["width", "fan_in", "variance", "groups"].map(shown), ["50", "50", "0.04", "5"]);
        assert_eq!(value(&digits, "feature-0"), None);
        assert_eq!(value(&values("data=units"), "feature-1"), Some("distance (km)".into()));
        assert_ne!(words.lab_learned(DataSet::Digits), words.lab_learned(DataSet::Units));
    }

    #[test]
    fn every_part_of_a_step_says_what_it_did() {
        let (words, config) = (Words::english(), Config::from_query("depth=3&width=8&batch=16").0);
        let mut session = Session::new(&config.run).unwrap();
        session.step();
        let mut snapshot = session.snapshot(false);
        let said = |part| words.step_part(part, &snapshot, &config);
        let opening = ["Forward: a batch of 16 ", "Cost: ", "Backward: ", "Update: "];
        for (part, opening) in [Part::Forward, Part::Cost, Part::Backward, Part::Update].into_iter().zip(opening) {
            assert!(said(part).starts_with(opening), "{}", said(part));
        }
        assert_eq!(words.lab_status(&snapshot)[0], ("step", "1".to_string()));
        snapshot.layers.clear();
        assert_eq!(words.step_part(Part::Forward, &snapshot, &config), "");
    }

    #[test]
    fn a_guess_is_answered() {
        let words = Words::english();
        assert_eq!(words.quiz_reply(&Reply::Watch, "never"), words.reply_watch("never"));
        let judged = |right| Reply::Judged { right, layer: 10, place: Place::Zero, std: 0.01 };
        assert_eq!(words.quiz_reply(&judged(true), "near 0"), "Yes: layer 10 is near 0, std 0.01.");
        assert_eq!(words.quiz_reply(&judged(false), "huge"), "Not this time: layer 10 is near 0, std 0.01.");
    }
}
