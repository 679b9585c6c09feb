//! What the map's figure knows between two events: the cells of every map that was begun, theory's line, and what follows.

use super::guess::{Answer, Guess};
use super::{BETWEEN, COUNT, Cell, DEPTHS, LEARNED, Networks, STDS, std_at};
use crate::jobs::Jobs;
use crate::session::RunError;
use crate::snapshot::Snapshot;
use nn::act::Act;

/// What a cell's run came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// It has not been run.
    Unknown,
    /// The share of held-out digits that it has right.
    Accuracy(f64),
    /// A number that is not finite ended it at this step.
    Broken(u32),
    /// It could not be run.
    Refused,
}

impl Outcome {
    /// The accuracy; NaN where there is none.
    pub fn accuracy(self) -> f64 {
        if let Self::Accuracy(accuracy) = self { accuracy } else { f64::NAN }
    }

    /// Whether the network learned.
    pub fn learned(self) -> bool {
        self.accuracy() > LEARNED
    }

    fn of(outcome: Result<&Snapshot, &RunError>) -> Self {
        match outcome {
            Ok(snapshot) if snapshot.divergence.is_none() => Self::Accuracy(snapshot.accuracy.into()),
            Ok(snapshot) => Self::Broken(snapshot.step),
            Err(_) => Self::Refused,
        }
    }
}

/// One map: its jobs, its cells, its line.
#[derive(Debug)]
struct Grid {
    networks: Networks,
    jobs: Jobs,
    outcomes: Vec<Outcome>,
    /// Theory's reach at the axis' places, [`BETWEEN`] to a column, as far as it has been calculated.
    line: Vec<f64>,
}

/// Points of a whole line.
const POINTS: usize = BETWEEN * (STDS.len() - 1) + 1;

impl Grid {
    fn new(networks: Networks) -> Self {
        let jobs = Cell::all().map(|cell| networks.job(cell)).collect();
        Self { networks, jobs: Jobs::new(jobs), outcomes: vec![Outcome::Unknown; COUNT], line: Vec::new() }
    }

    /// How deep theory lets a network be that has a cell's std, once that has been calculated.
    fn reach(&self, cell: Cell) -> Option<f64> {
        self.line.get(BETWEEN * cell.column).copied()
    }

    fn found(&self) -> Found {
        let mut found = Found::default();
        for cell in Cell::all() {
            let outcome = self.outcomes[cell.index()];
            if outcome == Outcome::Unknown {
                continue;
            }
            found.done += 1;
            found.broken += usize::from(matches!(outcome, Outcome::Broken(_)));
            found.learned += usize::from(outcome.learned());
            let (depth, std) = (DEPTHS[cell.row], STDS[cell.column]);
            if outcome.learned() && (depth, outcome.accuracy()) > (found.deepest.0, found.deepest.2) {
                found.deepest = (depth, std, outcome.accuracy());
            }
            found.at_ten += usize::from(outcome.learned() && depth == 10);
            found.at_the_bottom += usize::from(outcome.learned() && cell.row + 1 == DEPTHS.len());
            if let Some(within) = self.reach(cell).and_then(|reach| cell.within(reach)) {
                found.judged += 1;
                found.agree += usize::from(within == outcome.learned());
            }
        }
        found
    }
}

/// What the cells say, as many as are known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Found {
    /// Cells that have been run.
    pub done: usize,
    /// Networks that learned.
    pub learned: usize,
    /// Runs that broke off.
    pub broken: usize,
    /// Depth, std and accuracy of the deepest that learned, the best of several as deep; zeros where none did.
    pub deepest: (u32, f32, f64),
    /// Networks of ten layers that learned.
    pub at_ten: usize,
    /// Networks of the greatest depth that learned.
    pub at_the_bottom: usize,
    /// Cells that are clear of theory's line.
    pub judged: usize,
    /// Of these, those that did as theory says.
    pub agree: usize,
}

impl Found {
    /// Whether every cell is known.
    pub fn is_whole(&self) -> bool {
        self.done == COUNT
    }
}

/// What the chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// By depth, from the shallowest, and in it by std.
    pub outcomes: Vec<Outcome>,
    /// Theory's reach by place on the axis, as far as it has been calculated.
    pub line: Vec<(f64, f64)>,
}

/// The map.
#[derive(Debug)]
pub struct Map {
    grids: Vec<Grid>,
    current: usize,
    guess: Option<Guess>,
}

impl Default for Map {
    fn default() -> Self {
        Self {
            grids: vec![Grid::new(Networks { act: Act::Tanh, batch_norm: false, seed: 1 })],
            current: 0,
            guess: None,
        }
    }
}

impl Map {
    /// Takes in what the map is of; says whether its jobs are others now. What other maps brought is kept, as long as the
    /// seed is the same.
    pub fn configure(&mut self, networks: Networks) -> bool {
        if self.grid().networks == networks {
            return false;
        }
        self.jobs().rest();
        self.grids.retain(|grid| grid.networks.seed == networks.seed);
        self.current = self.grids.iter().position(|grid| grid.networks == networks).unwrap_or_else(|| {
            self.grids.push(Grid::new(networks));
            self.grids.len() - 1
        });
        true
    }

    fn grid(&self) -> &Grid {
        &self.grids[self.current]
    }

    /// What the present map is of.
    pub fn networks(&self) -> Networks {
        self.grid().networks
    }

    /// The present map's jobs.
    pub fn jobs(&mut self) -> &mut Jobs {
        &mut self.grids[self.current].jobs
    }

    /// A job of the present map has ended.
    pub fn take(&mut self, job: usize, outcome: Result<&Snapshot, &RunError>) {
        if let Some(cell) = Cell::all().nth(job) {
            self.grids[self.current].outcomes[cell.index()] = Outcome::of(outcome);
        }
    }

    /// What the present map brought is of the past.
    pub fn forget(&mut self) {
        self.grids[self.current].outcomes.fill(Outcome::Unknown);
    }

    /// Calculates one more point of the line; says whether there was one.
    pub fn work(&mut self) -> bool {
        let busy = self.is_busy();
        if busy {
            let grid = &mut self.grids[self.current];
            grid.line.push(grid.networks.reach(std_at(grid.line.len() as f64 / BETWEEN as f64)));
        }
        busy
    }

    /// Whether points of the line are missing.
    pub fn is_busy(&self) -> bool {
        self.grid().line.len() < POINTS
    }

    /// Takes in the reader's guess.
    pub fn answer(&mut self, key: &str) {
        self.guess = Guess::from_key(key);
    }

    /// The reader's guess.
    pub fn guess(&self) -> Option<Guess> {
        self.guess
    }

    /// What the map that was asked about, tanh without batch norm, says to the guess, once its cells are known.
    pub fn judged(&self) -> Option<Answer> {
        let asked = Networks { act: Act::Tanh, batch_norm: false, ..self.networks() };
        let grid = self.grids.iter().find(|grid| grid.networks == asked)?;
        let outcomes = Guess::cells().map(|cell| grid.outcomes[cell.index()]);
        let known = outcomes.iter().all(|outcome| *outcome != Outcome::Unknown);
        let guess = self.guess.filter(|_| known)?;
        Some(Answer { right: guess.holds(outcomes), accuracies: outcomes.map(Outcome::accuracy) })
    }

    /// What a cell's run came to.
    pub fn outcome(&self, cell: Cell) -> Outcome {
        self.grid().outcomes[cell.index()]
    }

    /// How deep theory lets a network be that has a cell's std, once that has been calculated.
    pub fn reach(&self, cell: Cell) -> Option<f64> {
        self.grid().reach(cell)
    }

    /// What the present map says so far.
    pub fn found(&self) -> Found {
        self.grid().found()
    }

    /// What the map of the same networks with the other normalization says, where it is whole.
    pub fn other(&self) -> Option<Found> {
        let networks = self.networks();
        let other = Networks { batch_norm: !networks.batch_norm, ..networks };
        self.grids.iter().find(|grid| grid.networks == other).map(Grid::found).filter(Found::is_whole)
    }

    /// What the chart shows now.
    pub fn picture(&self) -> Picture {
        let grid = self.grid();
        let line = grid.line.iter().enumerate().map(|(at, reach)| (at as f64 / BETWEEN as f64, *reach)).collect();
        Picture { outcomes: grid.outcomes.clone(), line }
    }
}

#[cfg(test)]
mod tests;
