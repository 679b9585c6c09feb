//! What can be asked of a run besides its state, and what it answers.

use crate::cube::CubeTensors;
use crate::neighbours::Neighbours;
use crate::readings::Readings;
use crate::session::{Session, StartError};
use crate::smoothness::Measured;

/// What can be asked of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Class probabilities for one input in the data's own units (64 pixels 0..16, or two coordinates).
    Predict(Vec<f32>),
    /// The first convolution's output and the second one's weights.
    Cube,
    /// What three sets of statistics make of the held-out examples, with this share of one class in the third, in percent.
    Neighbours(u32),
    /// What every layer still tells apart.
    Readings,
    /// How inputs move and how the cost lies along the gradient, some steps further, with noise after the normalization or not.
    Why(bool),
    /// How much of what a unit gives for one example is the doing of the rest of its batch.
    Noise,
}

/// An answer to the question of the same name.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Class probabilities; empty where the input has the wrong number of values.
    Predict(Vec<f32>),
    /// The tensors of the cube.
    Cube(CubeTensors),
    /// The held-out examples, judged three times.
    Neighbours(Neighbours),
    /// The input and every layer.
    Readings(Readings),
    /// The measurement.
    Why(Measured),
    /// The share of a unit's spread.
    Noise(f32),
}

impl Session {
    /// Answers a question about the run as it stands.
    pub fn answer(&mut self, question: &Question) -> Result<Answer, StartError> {
        match question {
            Question::Predict(input) => Ok(Answer::Predict(self.predict(input))),
            Question::Cube => self.cube_tensors().map(Answer::Cube),
            Question::Neighbours(share) => self.neighbours(*share).map(Answer::Neighbours),
            Question::Readings => self.readings().map(Answer::Readings),
            Question::Why(noisy) => Ok(Answer::Why(self.measure_why(*noisy))),
            Question::Noise => Ok(Answer::Noise(self.batch_noise())),
        }
    }
}
