//! Pure mathematics: kernels, layers, initializers, normalization, theory. Knows no browser, no time, no entropy.

pub mod act;
pub mod conv;
pub mod correlation;
pub mod dense;
pub mod error;
pub mod histogram;
pub mod init;
pub mod kernel;
pub mod loss;
pub mod net;
pub mod norm;
pub mod optim;
pub mod reduce;
pub mod rnn;
pub mod theory;
pub mod weight_norm;

pub use error::Error;
