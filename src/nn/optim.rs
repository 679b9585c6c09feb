//! Optimizers: SGD, momentum, RMSprop, Adam.
