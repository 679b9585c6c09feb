//! Weight normalization: w = g v / ||v||.
