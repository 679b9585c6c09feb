//! What the cube figure knows: the run behind it, its tensors under every method, and the cell that is looked at. Knows no
//! worker.

use crate::config::{Config, RunSpec};
use crate::cube::{CubeTensors, NormalizedTensor, NormalizedTensors, run_of};

/// The cube's state.
#[derive(Debug, Default)]
pub struct CubeState {
    run: Option<RunSpec>,
    step: u32,
    /// What the run gave last.
    tensors: Option<CubeTensors>,
    /// The same under every method, cut as the reader wants it.
    normalized: Option<NormalizedTensors>,
    /// The cell under the pointer, shown in place of the chosen one.
    hovered: Option<[usize; 4]>,
}

impl CubeState {
    /// The run behind the cube; a default one before the first configuration.
    pub fn run(&self) -> RunSpec {
        self.run.unwrap_or_default()
    }

    /// The step that the run has reached.
    pub fn step(&self) -> u32 {
        self.step
    }

    /// Takes in a configuration; says whether the run is another one. What is shown follows at once.
    pub fn configure(&mut self, config: &Config) -> bool {
        let run = run_of(&config.run);
        let other = self.run.replace(run) != Some(run);
        self.normalize(config);
        other
    }

    /// The run is begun.
    pub fn begin(&mut self) {
        self.step = 0;
    }

    /// The run has reached a step; its tensors are still to come.
    pub fn reach(&mut self, step: u32) {
        self.step = step;
    }

    /// Takes in what the run gives.
    pub fn take(&mut self, tensors: CubeTensors, config: &Config) {
        self.tensors = Some(tensors);
        self.normalize(config);
    }

    fn normalize(&mut self, config: &Config) {
        if let Some(tensors) = &self.tensors {
            self.normalized = Some(NormalizedTensors::new(tensors, config));
            self.hovered = None;
        }
    }

    /// The tensor under every method; `None` before the run has given any.
    pub fn all(&self) -> Option<&NormalizedTensors> {
        self.normalized.as_ref()
    }

    /// The tensor that is shown and the cell that the reader has chosen.
    pub fn chosen(&self, config: &Config) -> Option<(&NormalizedTensor, [usize; 4])> {
        let shown = self.all()?.shown(config);
        Some((shown, shown.cell(config)))
    }

    /// The tensor that is shown and the cell that is looked at: the one under the pointer, or the chosen one.
    pub fn seen(&self, config: &Config) -> Option<(&NormalizedTensor, [usize; 4])> {
        let (shown, chosen) = self.chosen(config)?;
        Some((shown, self.hovered.unwrap_or(chosen)))
    }

    /// The pointer is over a cell, or over none; says whether it is another one than before.
    pub fn hover(&mut self, at: Option<[usize; 4]>) -> bool {
        std::mem::replace(&mut self.hovered, at) != at
    }

    /// Whether the pointer is over a cell.
    pub fn is_hovered(&self) -> bool {
        self.hovered.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Session;

    fn config(query: &str) -> Config {
        Config::from_query(query).0
    }

    fn begun(config: &Config) -> CubeState {
        let mut state = CubeState::default();
        assert!(state.configure(config) && state.seen(config).is_none());
        let mut session = Session::new(&state.run()).unwrap();
        state.take(session.cube_tensors().unwrap(), config);
        state
    }

    #[test]
    fn the_cube_follows_its_own_keys_and_has_another_run_only_for_those_of_the_run() {
        let mut state = begun(&config("shape=4,8,4"));
        let cut = config("shape=2,4,2&c=3&depth=3");
        assert!(!state.configure(&cut), "the depth is no choice of its network");
        let (tensor, at) = state.seen(&cut).unwrap();
        assert_eq!((tensor.shape, at), ([2, 4, 2, 2], [0, 3, 0, 0]));
        assert!(state.configure(&config("init=he")) && !state.configure(&config("init=he")));
    }

    #[test]
    fn the_cell_under_the_pointer_is_seen_in_place_of_the_chosen_one_until_the_cube_is_another() {
        let config = config("shape=4,8,4&n=1");
        let mut state = begun(&config);
        assert!(state.hover(Some([2, 3, 1, 1])) && !state.hover(Some([2, 3, 1, 1])));
        assert_eq!(state.seen(&config).map(|seen| seen.1), Some([2, 3, 1, 1]));
        assert_eq!(state.chosen(&config).map(|chosen| chosen.1), Some([1, 0, 0, 0]));
        state.configure(&config);
        assert!(!state.is_hovered());
        assert_eq!(state.seen(&config).map(|seen| seen.1), Some([1, 0, 0, 0]));
        assert!(!state.hover(None));
    }

    #[test]
    fn a_run_begun_again_shows_the_earlier_tensors_until_there_are_others() {
        let config = config("");
        let mut state = begun(&config);
        state.reach(7);
        assert_eq!(state.step(), 7);
        state.begin();
        assert_eq!((state.step(), state.seen(&config).is_some()), (0, true));
    }
}
