//! What `build.rs` makes of the text files: a typed function for each message, and one table a language.

#![allow(clippy::too_many_arguments)] // a sentence has as many numbers as it has

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
