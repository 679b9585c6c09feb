//! The lab in words: the state that is shown, what a part of a step did, the reply to a guess, and what follows from the
//! configuration alone.

use crate::number;
use crate::words::{Named, Words};
use lesson::backward::BackwardFactor;
use lesson::choice::DataSet;
use lesson::config::{Config, RunSpec};
use lesson::data::Plane;
use lesson::lab_state::LabState;
use lesson::quiz::Reply;
use lesson::session::{Unpredicted, unpredicted};
use lesson::snapshot::Snapshot;
use lesson::step_part::Part;
use nn::norm::Norm;

impl Words {
    /// The status line.
    pub fn lab_status(&self, snapshot: &Snapshot) -> [Named; 3] {
        let accuracy = match snapshot.is_judged() {
            true => number::percent(snapshot.accuracy.into()),
            false => self.accuracy_at(snapshot.accuracy.into(), snapshot.judged.into()),
        };
        [
            ("step", number::count(snapshot.step.into())),
            ("cost", number::number(snapshot.cost.into())),
            ("accuracy", accuracy),
        ]
    }

    /// The note beside it: that the reader looks back, that the run has come to its stop, or how long a step takes; nothing
    /// before the first step.
    pub fn lab_note(&self, state: &LabState, until: Option<u32>) -> String {
        let newest = state.newest_step();
        match until {
            _ if state.is_looking_back() => self.looking_back(newest.into()),
            Some(until) if until == newest => self.stopped_at(newest.into()),
            _ if state.ms_per_step().is_nan() => String::new(),
            _ => self.pace(state.ms_per_step().into()),
        }
    }

    /// The verdict, after the reply to the reader's guess; before it what is new where it differs, since the numbers in the
    /// text may change with every step.
    pub fn lab_verdict(&self, state: &LabState) -> Option<(String, String)> {
        let found = state.history().verdict(state.judged()?);
        let reply = state
            .quiz_reply()
            .map_or(String::new(), |(reply, pressed)| self.quiz_reply(reply, pressed) + self.between_sentences());
        Some((format!("{} {reply}", found.finding.key()), format!("{reply}{}", self.verdict(&found))))
    }

    /// Why Health and the table show so much that is 0, the same or not there; empty where nothing is to be said.
    pub fn lab_values_note(&self, snapshot: &Snapshot) -> &str {
        let Some(last) = snapshot.layers.last() else { return "" };
        match snapshot.layers.iter().any(|layer| layer.per_statistic == 1) {
            true => self.lab_note_one_value(),
            false if last.across.is_nan() => self.lab_note_one_example(),
            false => "",
        }
    }

    /// What the lab says to the derivation's formula of the way back: its measured factor, and the formula's.
    pub fn lab_backward(&self, state: &LabState) -> String {
        let known = state.shown().filter(|_| !state.is_quiz_open() && !state.is_beginning());
        let Some((snapshot, factor)) = known.and_then(|it| Some((it, BackwardFactor::of(it)?))) else {
            return self.backward_waiting().to_string();
        };
        let (run, step) = (state.run(), snapshot.step);
        let norm = if run.norm == Norm::None { "none" } else { self.label(run.norm) };
        let (act, init, layers) = (self.label(run.act), self.label(run.init), factor.layers.into());
        let measured = self.backward_measured(act, init, norm, layers, step.into(), factor.measured);
        let formula = match factor.predicted {
            Some(predicted) => self.backward_predicted(predicted, if step == 0 { "yes" } else { "no" }),
            None => self.backward_unpredicted().to_string(),
        };
        [measured, formula].join(self.between_sentences())
    }

    /// What is being computed, for a reader who waits.
    pub fn lab_busy(&self, state: &LabState) -> &str {
        if state.is_beginning() { self.busy_first() } else { self.busy_next() }
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

    /// Why the signal by depth has no predicted line; empty where it has one.
    pub fn unpredicted(&self, run: &RunSpec) -> &str {
        match unpredicted(run) {
            None => "",
            Some(Unpredicted::Convolution) => self.unpredicted_convolution(),
            Some(Unpredicted::Normalization) => self.unpredicted_normalization(),
            Some(Unpredicted::PilingUp) => self.unpredicted_piling_up(),
            Some(Unpredicted::SameWeights) => self.unpredicted_same_weights(),
            Some(Unpredicted::SmallBatch) => self.unpredicted_small_batch(),
        }
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
    fn quiz_reply(&self, reply: &Reply, pressed: &str) -> String {
        match *reply {
            Reply::Told => pressed.to_string(),
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
    use lesson::quiz::{Guess, Place};
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
    fn health_and_table_say_why_there_is_nothing_to_be_seen() {
        let words = Words::english();
        let note = |query: &str| {
            let mut session = Session::new(&Config::from_query(query).0.run).unwrap();
            words.lab_values_note(&session.snapshot(false)).to_string()
        };
        assert_eq!(note("depth=2&width=8"), "");
        assert_eq!(note("depth=2&width=8&batch=1"), words.lab_note_one_example());
        assert_eq!(note("depth=2&width=8&norm=instance"), words.lab_note_one_value());
        assert_eq!(note("depth=2&width=8&norm=batch&batch=1"), words.lab_note_one_value());
        assert_eq!(note("depth=2&width=8&norm=layer&batch=1"), words.lab_note_one_example());
    }

    fn state(query: &str, steps: u32) -> LabState {
        let run = Config::from_query(query).0.run;
        let (mut state, mut session) = (LabState::default(), Session::new(&run).unwrap());
        state.configure(run, true);
        state.take(session.snapshot(false), f32::NAN, 0.0);
        for _ in 0..steps {
            session.step();
            state.take(session.snapshot(false), 1.5, 0.0);
        }
        state
    }

    #[test]
    fn the_derivation_has_the_labs_number_with_the_state_that_it_is_of() {
        let words = Words::english();
        let said = |query, steps| words.lab_backward(&state(query, steps));
        let large = said("init=large", 0);
        assert!(large.starts_with("In the lab now (tanh, large, step 0): from layer 10 back to layer 1 the gradient’s std is multiplied by 2."), "{large}");
        assert!(large.contains(" at each layer. The formula says 2.") && large.ends_with('.'), "{large}");
        assert!(said("init=large", 2).ends_with(" of the start."));
        let layer = said("act=relu&init=he&norm=layer", 0);
        assert!(
            layer.contains("(ReLU, He, layer norm, step 0)") && layer.ends_with(words.backward_unpredicted()),
            "{layer}"
        );
        assert_eq!(said("depth=1", 0), words.backward_waiting());
        assert_eq!(words.lab_backward(&LabState::default()), words.backward_waiting());
    }

    #[test]
    fn the_note_says_what_the_reader_would_wonder_about() {
        let (words, mut state) = (Words::english(), state("depth=2&width=8", 3));
        assert_eq!(words.lab_note(&state, None), words.pace(1.5));
        assert_eq!(words.lab_note(&state, Some(4)), words.pace(1.5));
        assert_eq!(words.lab_note(&state, Some(3)), words.stopped_at(3));
        state.look_back(1);
        assert_eq!(words.lab_note(&state, Some(3)), words.looking_back(3));
        assert_eq!(words.lab_note(&LabState::default(), None), "");
        assert_eq!(
            (words.lab_busy(&LabState::default()), words.lab_busy(&state)),
            (words.busy_first(), words.busy_next())
        );
    }

    #[test]
    fn the_verdict_follows_the_reply_and_is_new_where_its_kind_is() {
        let (words, mut guessed) = (Words::english(), state("init=small", 0));
        let (what, verdict) = words.lab_verdict(&guessed).unwrap();
        guessed.answer(Guess::Watch, "never".into());
        let (new, text) = words.lab_verdict(&guessed).unwrap();
        assert_eq!(text, format!("{} {verdict}", words.reply_watch("never")));
        assert_ne!(new, what);
        assert_eq!(words.lab_verdict(&LabState::default()), None);
        let (early, late) = (state("init=small", 1), state("init=small", 2));
        let [early, late] = [&early, &late].map(|state| words.lab_verdict(state).unwrap().0);
        assert_eq!(early, late, "the same finding is not news");
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
