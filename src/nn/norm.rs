//! Normalization of activations: one forward and one backward over a Reduction.
