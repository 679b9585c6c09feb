//! Weight: a guess first, then a vector to drag over the contours of a real cost, and two descents from it: plain steps, and
//! steps in its length and direction. Then the same in a whole network, run when it is asked for, beside two methods that look at
//! the batch.

use crate::experiment::{Effect, Experiment, Table, Visit};
use charts::lines::{Line, Lines, Value, Vertical};
use charts::style::Hue;
use charts::style::Style;
use charts::weight::{Plane, hue};
use lesson::config::Config;
use lesson::control::rounded_value;
use lesson::direction::Direction;
use lesson::jobs::{Done, Jobs};
use lesson::session::RunError;
use lesson::weight::{METHODS, Methods, Raced, STEPS, STRIDE, Step, Weight as State};
use nn::norm::Norm;
use words::number::number;
use words::{Named, Words};

/// What the question is about: what the figure shows by itself.
const ASKED: &str = "weight-length=3&weight-angle=340&weight-v=1&weight-lr=1&weight-steps=100";
const NONE: (f64, f64) = (f64::NAN, f64::NAN);
/// Steps that have a number on the axis, at most.
const TICKS: usize = 5;
/// The cost at the top of its axis, at most: what leaves it is a triangle there.
const HIGHEST: f64 = 2.0;

/// The figure.
#[derive(Debug, Default)]
pub struct Weight {
    state: State,
    methods: Methods,
}

impl Weight {
    fn line(&self, path: usize, words: &Words, of: impl Fn(&Step) -> f64) -> Line {
        let value = |(i, step): (usize, &Step)| Value {
            x: i as f64,
            y: of(step),
            spread: NONE,
            place: words.weight_place(i as u64),
        };
        let name = if path == 0 { words.weight_plain() } else { words.weight_normed() };
        let points = self.state.paths()[path].iter().enumerate().map(value).collect();
        Line { name: name.into(), color: hue(path), is_theory: false, is_band: false, points }
    }

    fn chart(&self, title: &str, lines: Vec<Line>, (low, high): (f64, f64)) -> Lines {
        let last = self.state.paths()[1].len().max(2) - 1;
        let step = last.div_ceil(TICKS).max(1);
        let ticks = (0..=last).step_by(step).map(|step| (step as f64, step.to_string())).collect();
        let y = Vertical::Number(low, high);
        Lines { title: title.into(), lines, x: (0.0, last as f64), ticks, y, level: None, places: Vec::new() }
    }

    fn lengths(&self, words: &Words) -> Lines {
        let line = self.line(1, words, |step| step.v_length);
        let most = line.points.iter().map(|value| value.y).fold(0.0, f64::max);
        self.chart(words.weight_length_title(), vec![line], (0.0, 1.1 * most))
    }

    fn costs(&self, words: &Words) -> Lines {
        let lines: Vec<Line> = [0, 1].map(|path| self.line(path, words, |step| step.cost)).into();
        let all = lines.iter().flat_map(|line| &line.points).map(|value| value.y);
        let most = all.fold(0.0, f64::max).min(HIGHEST);
        self.chart(words.weight_cost_title(), lines, (0.0, most))
    }

    /// The cost of the networks against something that grows by so much with each step.
    fn raced(
        &self,
        title: &str,
        words: &Words,
        (per_step, last): (fn(&Raced) -> f64, f64),
        place: fn(&Words, f64) -> String,
    ) -> Lines {
        let line = |(i, norm): (usize, &Norm)| {
            let raced = self.methods.raced(i);
            let value = |raced: &Raced, (i, y): (usize, &f64)| {
                // A mean over some steps stands in their middle.
                let x = (i as f64 + 0.5) * STRIDE as f64 * per_step(raced);
                Value { x, y: *y, spread: NONE, place: place(words, x) }
            };
            let points = raced.map_or(Vec::new(), |raced| {
                raced
                    .costs
                    .iter()
                    .enumerate()
                    .map(|point| value(raced, point))
                    .filter(|value| value.x.is_finite())
                    .collect()
            });
            let name = words.label(*norm).into();
            Line { name, color: Hue::Norm(*norm), is_theory: false, is_band: false, points }
        };
        let lines: Vec<Line> = METHODS.iter().enumerate().map(line).filter(|line| !line.points.is_empty()).collect();
        let most = lines.iter().flat_map(|line| &line.points).map(|value| value.y).fold(2.5, f64::max);
        let title = if lines.is_empty() { words.weight_race_empty() } else { title };
        let step = rounded_value(last / 4.0).unwrap_or(1.0);
        let ticks =
            (0..).map(|i| f64::from(i) * step).take_while(|v| *v <= last).take(8).map(|v| (v, number(v))).collect();
        let y = Vertical::Number(0.0, most);
        Lines { title: title.into(), lines, x: (0.0, last), ticks, y, level: None, places: Vec::new() }
    }

    fn by_step(&self, words: &Words) -> Lines {
        let place = |words: &Words, step: f64| words.weight_place(step as u64);
        self.raced(words.weight_race_steps_title(), words, (|_| 1.0, STEPS.into()), place)
    }

    fn by_time(&self, words: &Words) -> Lines {
        let seconds = |raced: &Raced| raced.ms / 1000.0;
        let all = (0..METHODS.len()).filter_map(|i| self.methods.raced(i));
        let last = all.map(seconds).filter(|v| v.is_finite()).fold(0.0, f64::max) * f64::from(STEPS);
        let place = |words: &Words, at: f64| words.weight_seconds(at);
        self.raced(words.weight_race_time_title(), words, (seconds, if last > 0.0 { last } else { 1.0 }), place)
    }
}

impl Experiment for Weight {
    fn charts(&self) -> &'static [&'static str] {
        &["weight-plane", "weight-length", "weight-cost", "weight-race-steps", "weight-race-time"]
    }

    fn visit(&self, words: &Words, visit: Visit<'_>) {
        visit(0, &Plane(&self.state));
        visit(1, &self.lengths(words));
        visit(2, &self.costs(words));
        visit(3, &self.by_step(words));
        visit(4, &self.by_time(words));
    }

    fn configure(&mut self, config: &Config) -> bool {
        self.state.configure(config.page.figures.weight);
        self.methods.configure(config)
    }

    fn slid(&mut self, slider: &str, place: f64) -> Effect {
        Effect::patch(self.state.slid(slider, place))
    }

    fn place(&self, slider: &str, place: f64) -> Option<f64> {
        self.state.place(slider, place)
    }

    fn grip(&self, size: (f64, f64), style: &Style) -> Option<(f64, f64)> {
        Some(Plane(&self.state).tip_of_vector(size, style))
    }

    fn dragged(&mut self, to: (f64, f64), size: (f64, f64), style: &Style) -> Effect {
        Effect::patch(self.state.dragged(Plane(&self.state).weights(to, size, style)))
    }

    fn nudged(&mut self, direction: Direction) -> Effect {
        Effect::Patch(self.state.nudged(direction))
    }

    fn answered(&mut self, _guess: &str) -> Effect {
        Effect::Patch(ASKED.into())
    }

    fn reply(&self, words: &Words, guess: &str) -> Option<String> {
        words.weight_reply(&self.state, guess)
    }

    fn work(&mut self) -> bool {
        self.state.work()
    }

    fn is_busy(&self) -> bool {
        self.state.is_busy()
    }

    fn jobs(&mut self) -> Option<&mut Jobs> {
        Some(self.methods.jobs())
    }

    fn take(&mut self, job: usize, outcome: Result<Done<'_>, &RunError>) {
        self.methods.take(job, outcome.ok());
    }

    fn forget(&mut self) {
        self.methods.forget();
    }

    fn values(&self, words: &Words) -> Vec<Named> {
        words.weight_values(&self.state, &self.methods)
    }

    fn finding(&self, words: &Words) -> String {
        words.weight_finding(&self.state)
    }

    fn table(&self, words: &Words) -> Option<Table> {
        Some(Table { heads: words.weight_heads(), lines: words.weight_lines(&self.state, &self.methods) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use charts::plot::Plot;
    use lesson::question::Answer;
    use lesson::session::Session;

    fn shown(weight: &mut Weight, query: &str) {
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty(), "{notices:?}");
        weight.configure(&config);
        while weight.work() {}
    }

    #[test]
    fn each_guess_is_judged_by_the_steps() {
        let (words, mut weight) = (Words::english(), Weight::default());
        assert!(weight.reply(&words, "longer").is_none());
        assert_eq!(weight.answered("longer"), Effect::Patch(ASKED.into()));
        shown(&mut weight, ASKED);
        for (guess, start) in [
            ("longer", "Yes, longer: "),
            ("shorter", "Not shorter: "),
            ("same", "Not the same: "),
            ("skip", "Longer: "),
        ] {
            let said = weight.reply(&words, guess).unwrap();
            assert!(said.starts_with(start) && said.contains("from 1 to 1.63"), "{said}");
        }
    }

    #[test]
    fn the_finding_follows_the_rate() {
        let (words, mut weight) = (Words::english(), Weight::default());
        for (query, said) in [
            ("weight-lr=3&weight-steps=100", "After 100 steps both are where the cost is lowest"),
            ("weight-lr=20&weight-steps=100", "A rate of 20 is too large for plain steps"),
            ("weight-lr=0.25&weight-steps=5", "After 5 steps at a rate of 0.25"),
        ] {
            shown(&mut weight, query);
            assert!(weight.finding(&words).starts_with(said), "{}", weight.finding(&words));
        }
    }

    #[test]
    fn the_vector_is_dragged_where_the_pointer_is_and_follows_the_arrow_keys() {
        let (mut weight, style, size) = (Weight::default(), Style::light(2.0), (600.0, 500.0));
        shown(&mut weight, "weight-length=4&weight-angle=90");
        let at = weight.grip(size, &style).unwrap();
        assert_eq!(weight.dragged(at, size, &style), Effect::Patch("weight-length=4&weight-angle=90".into()));
        let Effect::Patch(query) = weight.dragged((at.0 + 100.0, at.1), size, &style) else { unreachable!("it moved") };
        shown(&mut weight, &query);
        let moved = weight.grip(size, &style).unwrap();
        assert!((moved.0 - at.0 - 100.0).abs() < 4.0 && (moved.1 - at.1).abs() < 4.0, "{at:?} {moved:?}");
        shown(&mut weight, "weight-length=4");
        assert_eq!(weight.nudged(Direction::Up), Effect::Patch("weight-length=4.2".into()));
    }

    #[test]
    fn three_charts_and_a_table_say_the_same_numbers() {
        let (words, mut weight) = (Words::english(), Weight::default());
        shown(&mut weight, "weight-steps=10");
        let mut said = Vec::new();
        weight.visit(&words, &mut |_, plot| said.push(plot.describe(&words)));
        assert!(said.len() == 5 && said[0].contains("After 10 steps") && said[1].contains("1 at step 0"), "{said:?}");
        let table = weight.table(&words).unwrap();
        assert_eq!((table.heads.len(), table.lines.len(), table.lines[0].len()), (18, 20, 18));
        assert!(table.lines[10][7].starts_with("1.63"), "{:?}", table.lines[10]);
    }

    /// The same steps twice as fast are drawn in half the time; the cost by step knows nothing of it.
    #[test]
    fn the_race_is_drawn_by_step_and_by_measured_time_as_its_runs_end() {
        let (words, mut weight) = (Words::english(), Weight::default());
        let mut session = Session::new(&Config::from_query("depth=1&width=2&data=blobs").0.run).unwrap();
        drop(session.snapshot(false));
        while session.at() < STEPS && session.step() {}
        let snapshot = session.snapshot(false);
        let said = |weight: &Weight| [weight.by_step(&words), weight.by_time(&words)].map(|plot| plot.describe(&words));
        assert!(said(&weight).iter().all(|said| said.starts_with("Not run yet")));
        for (job, noise) in [0.0, 0.0, 0.02, 0.03].into_iter().enumerate() {
            assert!(
                !words.weight_values(&weight.state, &weight.methods).iter().any(|(_, text)| text.contains("digits"))
            );
            let ms_per_step = if job == 0 { 5.0 } else { 10.0 };
            weight.take(job, Ok(Done { snapshot: &snapshot, answer: Some(&Answer::Noise(noise)), ms_per_step }));
        }
        let [by_step, by_time] = said(&weight);
        assert!(by_step.contains("at step 10, ") && by_step.contains("at step 390."), "{by_step}");
        assert!(
            by_time.contains("at 0.05 s, ") && by_time.contains("at 1.95 s.") && by_time.contains("at 3.9 s."),
            "{by_time}"
        );
        let values = words.weight_values(&weight.state, &weight.methods);
        let value = |name| values.iter().find(|(key, _)| *key == name).map(|(_, text)| text.as_str());
        assert!(value("weight-raced").unwrap().contains("moves a unit by 2% of its spread"), "{values:?}");
        assert_eq!((value("weight-noise-none"), value("weight-noise-batch")), (Some("0%"), Some("3%")));
        assert_eq!(weight.table(&words).unwrap().lines.len(), 20);
        weight.forget();
        assert!(said(&weight)[1].starts_with("Not run yet"));
    }
}
