//! A tanh recurrent cell with back-propagation through time.
