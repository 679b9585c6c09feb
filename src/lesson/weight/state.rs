//! What the figure knows: where the descent starts, the cost all over the plane, both paths. Nothing is computed before it is
//! asked for, and then in small pieces.

use super::Cost;
use super::descent::{Step, length, normed, plain};
use crate::control;
use crate::direction::Direction;
use crate::weight_spec::{REACH, SHORTEST, WeightSpec};

/// Points of the plane along each axis at which the cost is known.
pub const GRID: usize = 49;

/// Rows of the plane that one piece of work computes: about a millisecond.
const ROWS: usize = 7;
/// Rate and steps that lead to the lowest cost from anywhere near.
const TO_BEST: (f32, u32) = (5.0, 400);
/// How near the lowest cost counts as being there.
const THERE: f64 = 1.01;
/// The last steps, in which plain descent still goes up where its rate is too large.
const LAST: usize = 10;

/// What became of the two descents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Both are at the lowest cost.
    Both,
    /// Plain steps jump about; steps in `g` and `v` are at the lowest cost.
    Calmed,
    /// Anything else.
    Other,
}

impl Kind {
    /// What messages call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Calmed => "calmed",
            Self::Other => "other",
        }
    }
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// What became of the two.
    pub kind: Kind,
    /// How they were set.
    pub spec: WeightSpec,
    /// The start.
    pub start: Step,
    /// The end of the plain descent, and of that in `g` and `v`.
    pub ends: [Step; 2],
    /// The lowest cost.
    pub best: f64,
    /// How far the two ends are from each other.
    pub apart: f64,
}

impl Finding {
    /// How much less the same gradient turns the vector at the end than at the start: a step turns it by about
    /// `lr g / ||v||²` times the gradient across.
    pub fn calmer(&self) -> f64 {
        let ratio = self.ends[1].v_length / self.start.v_length;
        ratio * ratio
    }
}

/// The figure's state.
#[derive(Debug, Default)]
pub struct Weight {
    spec: WeightSpec,
    cost: Option<Cost>,
    best: Option<Step>,
    grid: Vec<f32>,
    paths: Option<(WeightSpec, [Vec<Step>; 2])>,
}

impl Weight {
    /// Takes in a configuration.
    pub fn configure(&mut self, spec: WeightSpec) {
        self.spec = spec;
    }

    /// Does one piece of what is left to do; says whether there was anything.
    pub fn work(&mut self) -> bool {
        let (start, spec) = (self.start(), self.spec);
        let is_stale = self.is_stale();
        let Some(cost) = &mut self.cost else {
            let mut cost = Cost::new();
            self.best = plain(&mut cost, [1.0, 1.0], TO_BEST.0, TO_BEST.1).last().copied();
            self.cost = Some(cost);
            return true;
        };
        if is_stale {
            let v = start.map(|w| w / spec.length * spec.v);
            let paths = [plain(cost, start, spec.lr, spec.steps), normed(cost, (spec.length, v), spec.lr, spec.steps)];
            self.paths = Some((spec, paths));
            return true;
        }
        let from = self.grid.len() / GRID;
        for row in from..(from + ROWS).min(GRID) {
            self.grid.extend((0..GRID).map(|column| cost.at([Self::point(column), Self::point(row)]).0 as f32));
        }
        from < GRID
    }

    fn is_stale(&self) -> bool {
        self.paths.as_ref().is_none_or(|(spec, _)| *spec != self.spec)
    }

    /// Whether there is work left.
    pub fn is_busy(&self) -> bool {
        self.is_stale() || self.grid.len() < GRID * GRID
    }

    /// The weight at a point of the grid, along either axis.
    fn point(i: usize) -> f32 {
        ((2.0 * i as f64 / (GRID - 1) as f64 - 1.0) * REACH) as f32
    }

    /// How the descent is set.
    pub fn spec(&self) -> WeightSpec {
        self.spec
    }

    /// The weights at the start.
    pub fn start(&self) -> [f32; 2] {
        let angle = f64::from(self.spec.angle).to_radians();
        [libm::cos(angle), libm::sin(angle)].map(|part| (f64::from(self.spec.length) * part) as f32)
    }

    /// The cost on a grid of [`GRID`] by [`GRID`] points, the second weight growing from row to row; complete or empty.
    pub fn grid(&self) -> &[f32] {
        if self.grid.len() == GRID * GRID { &self.grid } else { &[] }
    }

    /// Where the cost is lowest.
    pub fn best(&self) -> Option<&Step> {
        self.best.as_ref()
    }

    /// The steps of the plain descent, and of that in `g` and `v`, as set now or, while that is computed, before.
    pub fn paths(&self) -> [&[Step]; 2] {
        self.paths.as_ref().map_or([&[], &[]], |(_, [plain, normed])| [plain, normed])
    }

    /// What was found.
    pub fn finding(&self) -> Option<Finding> {
        let ((spec, [plain, normed]), best) = (self.paths.as_ref()?, self.best?.cost);
        let (start, ends) = (*normed.first()?, [*plain.last()?, *normed.last()?]);
        let is_there = ends.map(|end| end.cost < THERE * best);
        let last = &plain[plain.len().saturating_sub(LAST)..];
        let goes_up = last.windows(2).any(|pair| pair[1].cost > THERE * pair[0].cost);
        let kind = match is_there {
            [true, true] => Kind::Both,
            [false, true] if goes_up => Kind::Calmed,
            _ => Kind::Other,
        };
        let between = [0, 1].map(|i| f64::from(ends[0].w[i]) - f64::from(ends[1].w[i]));
        Some(Finding { kind, spec: *spec, start, ends, best, apart: length(between) })
    }

    /// The key to change where a slider of its own was moved to a place; those of `v` and the rate are logarithmic.
    pub fn slid(&self, slider: &str, place: f64) -> Option<String> {
        let value = match slider {
            "weight-v" | "weight-lr" => control::rounded_value(control::from_log(place))?,
            "weight-length" => libm::round(place * 100.0) / 100.0,
            "weight-angle" | "weight-steps" => libm::round(place),
            _ => return None,
        };
        value.is_finite().then(|| format!("{slider}={}", value as f32))
    }

    /// Where a slider that stands at `place` has to be moved; `None` where it shows the value already.
    pub fn place(&self, slider: &str, place: f64) -> Option<f64> {
        let value = match slider {
            "weight-v" => self.spec.v.into(),
            "weight-lr" => self.spec.lr.into(),
            "weight-length" => self.spec.length.into(),
            "weight-angle" => self.spec.angle.into(),
            "weight-steps" => self.spec.steps.into(),
            _ => return None,
        };
        let shown = self.slid(slider, place).is_some_and(|patch| patch == format!("{slider}={}", value as f32));
        let is_log = matches!(slider, "weight-v" | "weight-lr");
        (!shown).then(|| if is_log { control::to_log(value) } else { value })
    }

    /// The keys to change where the vector was dragged to a point of the plane.
    pub fn dragged(&self, to: [f64; 2]) -> Option<String> {
        let (size, angle) = (length(to).clamp(SHORTEST.into(), REACH), libm::atan2(to[1], to[0]).to_degrees());
        if !size.is_finite() || !angle.is_finite() {
            return None;
        }
        let turned = (libm::round(angle) as i32).rem_euclid(360);
        Some(format!("weight-length={}&weight-angle={turned}", (libm::round(size * 100.0) / 100.0) as f32))
    }

    /// The keys to change where an arrow key moved the vector: left and right turn it, up and down make it longer and
    /// shorter.
    pub fn nudged(&self, direction: Direction) -> String {
        let WeightSpec { length, angle, .. } = self.spec;
        if direction.is_sideways() {
            // Left is against the clock, as angles are counted.
            let turned = (angle as i32 - 5 * direction.by() as i32).rem_euclid(360);
            return format!("weight-angle={turned}");
        }
        let longer = f64::from(length) - 0.2 * direction.by() as f64;
        format!("weight-length={}", (libm::round(longer.clamp(SHORTEST.into(), REACH) * 100.0) / 100.0) as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn state(query: &str) -> Weight {
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty(), "{notices:?}");
        let mut state = Weight::default();
        state.configure(config.page.figures.weight);
        while state.work() {}
        state
    }

    #[test]
    fn at_a_fitting_rate_both_reach_the_same_weights_from_anywhere() {
        for angle in [0, 70, 130, 200, 270, 340] {
            for length in [0.5, 3.0, 5.0] {
                let found = state(&format!("weight-angle={angle}&weight-length={length}&weight-steps=200&weight-lr=3"));
                let found = found.finding().unwrap();
                println!(
                    "{angle} {length}: {:?} apart {} {:?}",
                    found.kind,
                    found.apart,
                    found.ends.map(|end| end.cost)
                );
                assert!(found.kind == Kind::Both && found.apart < 0.05, "{angle} {length}: {found:?}");
            }
        }
    }

    #[test]
    fn at_a_rate_that_is_too_large_plain_steps_jump_about_and_v_grows_until_the_others_are_calm() {
        for angle in [70, 200, 270, 340] {
            let found = state(&format!("weight-angle={angle}&weight-steps=100&weight-lr=20")).finding().unwrap();
            println!("{angle}: {:?} {:?} calmer {}", found.kind, found.ends.map(|end| end.cost), found.calmer());
            assert!(found.kind == Kind::Calmed, "{angle}: {found:?}");
            assert!(found.ends[0].cost > 1.2 * found.best && found.ends[1].cost < 1.002 * found.best, "{found:?}");
        }
    }

    #[test]
    fn the_length_of_v_at_the_start_is_of_no_weight_for_w_but_for_how_fast_it_turns() {
        let [short, long] = ["0.3", "3"].map(|v| state(&format!("weight-v={v}&weight-lr=0.3&weight-steps=1")));
        let [short, long] = [short, long].map(|state| state.finding().unwrap());
        assert!((short.start.cost - long.start.cost).abs() < 1e-6);
        let turn = |found: &Finding| {
            let [a, b] = [found.start.w, found.ends[1].w].map(|w| libm::atan2f(w[1], w[0]));
            (a - b).abs()
        };
        assert!(turn(&short) > 20.0 * turn(&long), "{} {}", turn(&short), turn(&long));
    }

    #[test]
    fn the_plane_is_there_when_it_is_complete_and_a_moved_vector_does_not_compute_it_again() {
        let mut weight = Weight::default();
        assert!(weight.is_busy() && weight.grid().is_empty() && weight.finding().is_none());
        while weight.work() {}
        let grid = weight.grid().to_vec();
        let best = weight.best().unwrap();
        assert!(grid.iter().all(|cost| f64::from(*cost) >= best.cost - 1e-6) && (best.cost - 0.3846).abs() < 1e-3);
        weight.configure(WeightSpec { angle: 10, ..WeightSpec::default() });
        assert!(weight.is_busy() && weight.work() && !weight.work() && weight.grid() == grid);
    }

    #[test]
    fn the_vector_is_dragged_nudged_and_slid() {
        let weight = Weight::default();
        assert_eq!(weight.dragged([0.0, 2.5]).as_deref(), Some("weight-length=2.5&weight-angle=90"));
        assert_eq!(weight.dragged([-60.0, -0.0]).as_deref(), Some("weight-length=6&weight-angle=180"));
        assert_eq!(weight.dragged([f64::NAN, 1.0]), None);
        let nudged = [Direction::Left, Direction::Right, Direction::Up, Direction::Down].map(|d| weight.nudged(d));
        assert_eq!(nudged, ["weight-angle=345", "weight-angle=335", "weight-length=3.2", "weight-length=2.8"]);
        assert_eq!(weight.slid("weight-lr", 0.0).as_deref(), Some("weight-lr=1"));
        assert_eq!((weight.place("weight-lr", 0.0), weight.place("weight-lr", 1.0)), (None, Some(0.0)));
        assert_eq!((weight.place("weight-length", 3.0), weight.slid("depth", 1.0)), (None, None));
    }
}
