//! Activation functions: forward and derivative.
