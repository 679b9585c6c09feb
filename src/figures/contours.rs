//! Contours: the cost of a linear unit over its two weights with raw, min–max and standard inputs, a real descent in each, and
//! what a nudge of one weight does to the decision line.

use crate::experiment::{Effect, Experiment, Table, Visit};
use charts::plane::{Curve, Plane, Spot, Spots, Stroke};
use charts::style::Hue;
use lesson::choice::{DataSet, Scaling};
use lesson::config::Config;
use lesson::contours::{Bowl, Contours as State, Found, SCALINGS};
use lesson::contours_spec::{FAR, OLD};
use lesson::data::{Dataset, load};
use words::{Named, Words};

/// Contours at these shares of the cost above the least at the start of the descent.
const LEVELS: [f64; 6] = [0.02, 0.1, 0.3, 0.6, 1.0, 1.6];
/// Cars that are drawn.
const CARS: usize = 160;

/// The figure.
#[derive(Debug, Default)]
pub struct Contours {
    state: State,
    seed: u32,
    cars: Option<Dataset>,
}

/// The colour of a scaling.
fn hue(scaling: Scaling) -> Hue {
    Hue::Series(SCALINGS.iter().position(|one| *one == scaling).map_or(0, |place| [1, 4, 0][place]))
}

/// Ends of an axis that has room for the start at 0 and for the least cost.
fn ends(least: f64) -> (f64, f64) {
    let room = 0.75 * least.abs().max(f64::MIN_POSITIVE);
    (least.min(0.0) - room, least.max(0.0) + room)
}

/// The stretch of a line `a1 x1 + a2 x2 + c = 0` across all ages or, where it is steep, all distances.
fn stretch([a1, a2, c]: [f64; 3]) -> Vec<[f64; 2]> {
    let by_age = |x: f64| [x, -(a1 * x + c) / a2];
    let by_distance = |y: f64| [-(a2 * y + c) / a1, y];
    match (a1 * OLD).abs() <= (a2 * FAR).abs() {
        true => vec![by_age(0.0), by_age(OLD)],
        false => vec![by_distance(0.0), by_distance(FAR)],
    }
}

impl Contours {
    fn cost(&self, found: &Found, words: &Words) -> Plane {
        let Found { scaling, bowl, descent } = found;
        let start = bowl.excess([0.0; 3]);
        let contour =
            |level: &f64| Curve { hue: Hue::Soft, stroke: Stroke::Contour, points: bowl.contour(level * start) };
        let path =
            Curve { hue: hue(*scaling), stroke: Stroke::Line, points: descent.path.iter().map(|(w, _)| *w).collect() };
        let step = |(step, (w, left)): (usize, &([f64; 2], f64))| Spot {
            at: *w,
            text: words.contours_step(step as u64, w[0], w[1], *left),
        };
        let [w1, w2, _] = bowl.minimum;
        let least = Spot { at: [w1, w2], text: words.contours_least(w1, w2) };
        let steps = words.contours_steps(found);
        let name = words.label(*scaling);
        Plane {
            summary: words.contours_summary(name, w1, w2, bowl.condition(), bowl.largest_rate(), &steps),
            x: ends(w1),
            y: ends(w2),
            curves: LEVELS.iter().map(contour).chain([path]).collect(),
            spots: vec![
                Spots { hue: Hue::Ink, radius: 3.5, spots: vec![least] },
                Spots { hue: hue(*scaling), radius: 2.0, spots: descent.path.iter().enumerate().map(step).collect() },
            ],
        }
    }

    fn cars(&self, words: &Words) -> Option<Plane> {
        let (data, [raw, min_max, standard]) = (self.cars.as_ref()?, self.state.found()) else { return None };
        let nudge = f64::from(self.state.spec().nudge);
        let of_class = |class: u8| {
            let rows = data.train.iter().filter(|row| data.labels[**row as usize] == class).take(CARS / 2);
            let car = |row: &u32| {
                let x = data.x.row(*row as usize);
                let at = [f64::from(x[0]), f64::from(x[1])];
                Spot { at, text: words.contours_car(at[0], at[1] as u64, &class.to_string()) }
            };
            let hue = if class == 1 { Hue::Series(3) } else { Hue::Series(2) };
            Spots { hue, radius: 1.5, spots: rows.map(car).collect() }
        };
        let line = |bowl: &Bowl, hue, stroke, nudge| Curve { hue, stroke, points: stretch(bowl.line(nudge)) };
        let mut curves = vec![line(&standard.bowl, Hue::Ink, Stroke::Line, 0.0)];
        if nudge != 0.0 {
            curves
                .extend(self.state.found().iter().map(|one| line(&one.bowl, hue(one.scaling), Stroke::Dashes, nudge)));
        }
        let [a, b, c] = [raw, min_max, standard].map(|found| found.bowl.swing(nudge));
        Some(Plane {
            summary: words.contours_cars_summary(a, b, c),
            x: (0.0, OLD),
            y: (0.0, FAR),
            curves,
            spots: [0, 1].map(of_class).into(),
        })
    }
}

impl Experiment for Contours {
    fn charts(&self) -> &'static [&'static str] {
        &["contours-raw", "contours-min-max", "contours-standard", "contours-cars"]
    }

    fn visit(&self, words: &Words, visit: Visit<'_>) {
        for (place, found) in self.state.found().iter().enumerate() {
            visit(place, &self.cost(found, words));
        }
        if let Some(cars) = self.cars(words) {
            visit(SCALINGS.len(), &cars);
        }
    }

    fn configure(&mut self, config: &Config) -> bool {
        self.state.configure(config);
        if self.seed != config.run.seed {
            (self.seed, self.cars) = (config.run.seed, None);
        }
        false
    }

    fn slid(&mut self, slider: &str, place: f64) -> Effect {
        Effect::Patch(format!("{slider}={}", place as f32))
    }

    fn place(&self, slider: &str, place: f64) -> Option<f64> {
        let spec = self.state.spec();
        let right = if slider == "contours-rate" { spec.rate } else { spec.nudge };
        (right != place as f32).then_some(right.into())
    }

    fn work(&mut self) -> bool {
        if self.cars.is_none() {
            self.cars = Some(load(DataSet::Units, self.seed));
        }
        self.state.work()
    }

    fn is_busy(&self) -> bool {
        self.state.is_busy() || self.cars.is_none()
    }

    fn reply(&self, words: &Words, guess: &str) -> Option<String> {
        words.contours_reply(&self.state, guess)
    }

    fn values(&self, words: &Words) -> Vec<Named> {
        words.contours_values(&self.state).into()
    }

    fn finding(&self, words: &Words) -> String {
        words.contours_finding(&self.state)
    }

    fn table(&self, words: &Words) -> Option<Table> {
        let (heads, lines) = words.contours_table(&self.state);
        Some(Table { heads, lines })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(query: &str) -> (Contours, Vec<String>) {
        let (mut contours, words) = (Contours::default(), Words::english());
        contours.configure(&Config::from_query(query).0);
        while contours.work() {}
        let mut said = Vec::new();
        contours.visit(&words, &mut |_, plot| said.push(plot.describe(&words)));
        (contours, said)
    }

    #[test]
    fn three_bowls_and_the_cars_are_shown_and_the_guess_is_judged() {
        let (contours, said) = shown("");
        let words = Words::english();
        assert_eq!(said.len(), 4);
        assert!(
            said[0].contains("inputs raw") && said[0].contains("steps of descent: more than 1,000,000"),
            "{said:?}"
        );
        let found = contours.finding(&words);
        assert!(
            found.starts_with("At 95% of its own largest rate, steps of descent to within a hundredth of the way to the least cost: 22"),
            "{found}"
        );
        assert!(contours.reply(&words, "million").unwrap().starts_with("Yes: steps with standard inputs: 22;"));
        assert!(contours.reply(&words, "ten").unwrap().starts_with("Far more"));
        assert_eq!(contours.table(&words).unwrap().lines.len(), 3);
    }

    #[test]
    fn above_the_largest_rate_it_diverges_and_a_nudge_turns_the_raw_line() {
        let (contours, said) = shown("contours-rate=1.05&contours-nudge=0.01");
        let words = Words::english();
        assert!(contours.finding(&words).contains("every descent diverges"));
        assert!(said[2].contains("it diverges"), "{said:?}");
        assert!(said[3].contains("degrees with raw inputs"), "{said:?}");
    }
}
