//! How long a training step takes: the median of recent samples, from a clock that may tick coarsely.

/// A sample is closed after so many milliseconds: browsers' clocks tick in tenths.
const SAMPLE: f64 = 5.0;
/// Samples that the median looks back on.
const SAMPLES: usize = 31;

/// The duration of steps.
#[derive(Default)]
pub struct StepTimer {
    open: f64,
    steps: u32,
    samples: Vec<f64>,
    next: usize,
}

impl StepTimer {
    /// Takes in the duration of one step, in milliseconds.
    pub fn record(&mut self, ms: f64) {
        self.open += ms;
        self.steps += 1;
        if self.open < SAMPLE {
            return;
        }
        let sample = self.open / f64::from(self.steps);
        if self.samples.len() < SAMPLES {
            self.samples.push(sample);
        } else {
            self.samples[self.next] = sample;
        }
        self.next = (self.next + 1) % SAMPLES;
        (self.open, self.steps) = (0.0, 0);
    }

    /// NaN before the first step.
    pub fn median(&self) -> f32 {
        if self.samples.is_empty() {
            return (self.open / f64::from(self.steps)) as f32;
        }
        // The sample that as many are below as above.
        let below = |one: f64| self.samples.iter().filter(|other| **other < one).count();
        let half = self.samples.len() / 2;
        let middle = self.samples.iter().copied().filter(|one| below(*one) <= half).fold(f64::NAN, f64::max);
        middle as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_step_does_not_move_the_median() {
        let mut timer = StepTimer::default();
        assert!(timer.median().is_nan());
        timer.record(2.0);
        assert_eq!(timer.median(), 2.0);
        for _ in 0..99 {
            timer.record(2.0);
        }
        timer.record(500.0);
        assert_eq!(timer.median(), 2.0);
        assert!(timer.samples.len() <= SAMPLES);
    }
}
