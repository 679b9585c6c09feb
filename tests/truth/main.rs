//! The lesson's sentences that state a number or compare, each measured on the project's own engine: one file for each
//! part of the article. A sentence that fails here must be rewritten, not the test. `README.md` lists which test backs which
//! sentence, and `sentences.rs` holds the list to the page and to the tests.

mod batch_norm;
mod contours;
mod contrast;
mod convolution;
mod depth_today;
mod exercises;
mod he;
mod map;
mod opening;
mod prediction;
mod quiet;
mod race;
mod reader;
mod runs;
mod scaling;
mod sentences;
mod sweep;
mod time;
mod too_large;
mod too_small;
mod variance;
mod weight_norm;
mod which_one;
mod why;
mod xavier;
