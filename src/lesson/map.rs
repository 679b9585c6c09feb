//! The map of order and chaos: weight std by depth, each cell a short real training. Theory's depth scale says how deep a
//! network may be at each std and still learn (Schoenholz et al. 2017).

mod guess;
mod state;

use crate::choice::Initializer;
use crate::config::{Config, RunSpec};
use crate::jobs::Job;
use nn::act::Act;
use nn::norm::Norm;
use nn::theory::Field;

pub use guess::{Answer, Guess};
pub use state::{Found, Map, Outcome, Picture};

/// The weights' standard deviations, six to a factor of ten.
pub const STDS: [f32; 16] =
    [0.01, 0.0147, 0.0215, 0.0316, 0.0464, 0.0681, 0.1, 0.147, 0.215, 0.316, 0.464, 0.681, 1.0, 1.47, 2.15, 3.16];
/// Hidden layers, each half as many again.
pub const DEPTHS: [u32; 9] = [2, 3, 5, 7, 10, 15, 22, 33, 50];
/// Cells of a map.
pub const COUNT: usize = STDS.len() * DEPTHS.len();
/// Units of each layer; Xavier is a std of 0.1 there.
pub const WIDTH: u32 = 100;
/// Each cell trains so many steps …
pub const STEPS: u32 = 100;
/// … of so many examples.
const BATCH: u32 = 32;
/// A network that has this share of the held-out digits right has learned.
pub const LEARNED: f64 = 0.5;
/// Networks of up to so many depth scales learn, as Schoenholz et al. found.
pub const SCALES: f64 = 6.0;
/// Within this factor of the line, up or down, theory's word is not held against a cell: the line is no wall.
pub const BAND: f64 = 2.0;
/// Points of the line from each std to the next.
const BETWEEN: usize = 4;

/// Initializers with a place on the axis.
pub const PINS: [Initializer; 4] = [Initializer::Small, Initializer::Xavier, Initializer::He, Initializer::Large];

/// Which networks a map is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Networks {
    /// Their activation.
    pub act: Act,
    /// Whether they have batch norm.
    pub batch_norm: bool,
    /// Their seed.
    pub seed: u32,
}

impl Networks {
    /// The networks of a configuration.
    pub fn of(config: &Config) -> Self {
        Self { act: config.run.act, batch_norm: config.page.figures.map.batch_norm, seed: config.run.seed }
    }

    /// The network of a cell.
    pub fn run(&self, cell: Cell) -> RunSpec {
        RunSpec {
            init: Initializer::Normal,
            std: STDS[cell.column],
            act: self.act,
            norm: if self.batch_norm { Norm::Batch } else { Norm::None },
            depth: DEPTHS[cell.row],
            width: WIDTH,
            batch: BATCH,
            // A sigmoid's slope is a quarter at most.
            lr: if self.act == Act::Sigmoid { 0.1 } else { 0.05 },
            seed: self.seed,
            ..RunSpec::default()
        }
    }

    /// The keys that set the lab to a cell's network, from any state of the page, to stop where the map does.
    pub fn patch(&self, cell: Cell, config: &Config) -> String {
        let wanted = Config { run: self.run(cell), ..Config::default() };
        let keys = RUN.iter().filter_map(|key| Some((key, wanted.value_of(key)?)));
        let run: Vec<String> = keys.map(|(key, value)| format!("{key}={value}")).collect();
        let alone = if config.page.figure.is_some() { "&figure=lab" } else { "" };
        format!("{}&until={STEPS}{alone}", run.join("&"))
    }

    fn job(&self, cell: Cell) -> Job {
        let spec = self.run(cell);
        // A layer costs more than what is beside the layers; its normalization about half of it again.
        let layer = if self.batch_norm { 1.5 } else { 1.0 };
        Job { spec, to: STEPS, ask: None, times: 0, cost: f64::from(STEPS) * (2.0 + layer * f64::from(spec.depth)) }
    }

    /// How deep theory lets a network be whose weights have this std: [`SCALES`] depth scales.
    pub fn reach(&self, std: f64) -> f64 {
        let field = match self.batch_norm {
            true => Field::batch_norm(self.act),
            false => Field::new(self.act, f64::from(WIDTH) * std * std),
        };
        SCALES * field.depth_scale()
    }
}

/// The keys of a run.
const RUN: [&str; 17] = [
    "init", "std", "dist", "start", "act", "norm", "skip", "net", "data", "scaling", "opt", "depth", "width", "batch",
    "lr", "seed", "reading",
];

/// A cell: a std and a depth by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which of [`STDS`].
    pub column: usize,
    /// Which of [`DEPTHS`].
    pub row: usize,
}

impl Cell {
    /// All cells, a wide net of them first and then what lies between; the shallow ones first, since they are soon there.
    pub fn all() -> impl Iterator<Item = Self> {
        let cells = || (0..COUNT).map(|at| Self { column: at % STDS.len(), row: at / STDS.len() });
        (0..3).rev().flat_map(move |coarse| cells().filter(move |cell| cell.coarse() == coarse))
    }

    /// How wide the meshes are that the cell is a knot of: 0, 1 or 2.
    fn coarse(self) -> u32 {
        (self.column | self.row | 4).trailing_zeros()
    }

    fn index(self) -> usize {
        self.row * STDS.len() + self.column
    }

    /// Whether a cell lies within theory's reach there, clear of the band; `None` within the band.
    pub fn within(self, reach: f64) -> Option<bool> {
        let share = f64::from(DEPTHS[self.row]) / reach;
        if share * BAND <= 1.0 { Some(true) } else { (share >= BAND).then_some(false) }
    }
}

/// The standard deviation that an initializer gives in a map's hidden layers.
pub fn pin(init: Initializer) -> f64 {
    let width = WIDTH as usize;
    init.init(0.0).variance().value(width, width).sqrt()
}

/// The std at a place of the axis, which counts columns.
pub fn std_at(place: f64) -> f64 {
    libm::exp10(-2.0 + place / 6.0)
}

/// The place of a std on the axis.
pub fn place_of(std: f64) -> f64 {
    6.0 * (libm::log10(std) + 2.0)
}

/// The place of a depth on its axis, which counts rows; between rows as far as its logarithm says.
pub fn row_of(depth: f64) -> f64 {
    let log = |row: usize| libm::log(f64::from(DEPTHS[row]));
    let above = (1..DEPTHS.len() - 1).find(|row| depth <= f64::from(DEPTHS[*row])).unwrap_or(DEPTHS.len() - 1);
    let low = above - 1;
    low as f64 + (libm::log(depth) - log(low)) / (log(above) - log(low))
}

/// The depth at a place of its axis.
pub fn depth_of(row: f64) -> f64 {
    let above = (libm::ceil(row).max(1.0) as usize).min(DEPTHS.len() - 1);
    let [low, high] = [above - 1, above].map(|row| f64::from(DEPTHS[row]));
    low * libm::pow(high / low, row - (above - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Choice;

    #[test]
    fn the_axes_have_their_values_at_whole_places() {
        for (place, std) in STDS.iter().enumerate() {
            assert!(
                (place_of(f64::from(*std)) - place as f64).abs() < 0.01
                    && (std_at(place as f64) / f64::from(*std) - 1.0).abs() < 4e-3
            );
        }
        for (row, depth) in DEPTHS.iter().enumerate() {
            assert!((row_of(f64::from(*depth)) - row as f64).abs() < 1e-9);
        }
        for depth in [1.7, 4.0, 21.0, 60.0] {
            assert!((depth_of(row_of(depth)) - depth).abs() < 1e-9);
        }
        assert!(row_of(1.3) < 0.0 && row_of(80.0) > 8.0 && row_of(f64::INFINITY).is_infinite());
        assert_eq!(PINS.map(|init| (1000.0 * pin(init)).round()), [10.0, 100.0, 141.0, 1000.0]);
    }

    #[test]
    fn cells_come_from_coarse_to_fine_and_each_once() {
        let cells: Vec<Cell> = Cell::all().collect();
        assert!((0..COUNT).all(|at| cells.iter().filter(|cell| cell.index() == at).count() == 1));
        assert!(cells[..12].iter().all(|cell| cell.column % 4 == 0 && cell.row % 4 == 0));
        assert!(cells[..40].iter().all(|cell| cell.column % 2 == 0 && cell.row % 2 == 0));
    }

    #[test]
    fn a_cell_opens_as_the_very_run_that_the_map_makes_from_any_page() {
        let dirty = "init=constant&dist=uniform&start=data&skip=1&net=cnn&data=moons&scaling=raw&opt=adam&lr=1&width=7&batch=3&seed=9\
                     &norm=group&groups=2&reading=last&map-norm=1&act=relu&figure=map";
        for query in ["", dirty, "act=sigmoid"] {
            let config = Config::from_query(query).0;
            let networks = Networks::of(&config);
            for cell in Cell::all() {
                let (there, notices) = config.with(&networks.patch(cell, &config));
                assert!(notices.is_empty(), "{notices:?}");
                let same = RunSpec { groups: there.run.groups, ..networks.run(cell) };
                assert_eq!((there.run, there.page.until), (same, Some(STEPS)));
                assert_eq!(there.page.figure.map(Choice::key), config.page.figure.map(|_| "lab"));
            }
        }
    }

    #[test]
    fn the_whole_map_is_bounded_by_its_work() {
        // In units of one layer and step: on the machine that this was set on, 0.1 ms natively; a minute has 600,000.
        for (batch_norm, most) in [(false, 270_000.0), (true, 390_000.0)] {
            let networks = Networks { act: Act::Tanh, batch_norm, seed: 1 };
            let cost: f64 = Cell::all().map(|cell| networks.job(cell).cost).sum();
            assert!(cost < most, "{cost}");
        }
    }

    #[test]
    fn theory_reaches_furthest_on_the_border_of_order_and_chaos() {
        let reach = |act, std| Networks { act, batch_norm: false, seed: 1 }.reach(std);
        assert!(reach(Act::Tanh, 0.1) > 1e3 && reach(Act::Tanh, 0.05) < 6.0 && reach(Act::Tanh, 1.0) < 4.0);
        assert!(reach(Act::Relu, 0.02f64.sqrt()) > 1e3 && reach(Act::Relu, 0.1) < 10.0 && reach(Act::Relu, 0.3) < 5.0);
        assert!(reach(Act::Sigmoid, 0.1) < 3.0 && reach(Act::Sigmoid, 1.0) > 50.0);
        let with = |act| Networks { act, batch_norm: true, seed: 1 }.reach(0.1);
        assert!(
            (with(Act::Relu) - 15.7).abs() < 0.1 && with(Act::Tanh) > 20.0,
            "{} {}",
            with(Act::Relu),
            with(Act::Tanh)
        );
    }
}
