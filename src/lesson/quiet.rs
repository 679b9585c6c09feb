//! Faint is not gone: what a deep network does to the *differences* between pictures. The cosine between two pictures at
//! every layer, and how well a linear reader still tells digits apart there once each unit is centred and rescaled.

mod state;

pub use state::{Kind, Quiet};
