//! The dense (fully connected) layer, forward and backward.
