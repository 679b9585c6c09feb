//! A network: layers in order; forward keeps every output; a step allocates nothing.
