//! Initializers: each is a variance; one sampler.
