//! What page and worker say to each other, as plain data. Knows no browser: how a message travels is the page's.

pub mod message;
