//! Losses: softmax cross-entropy, logistic, squared.
