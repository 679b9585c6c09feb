//! Vector exp, tanh, sigmoid, ln on slices.
