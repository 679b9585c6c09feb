//! The browser's part of the workers: how one is loaded, what travels to it and back, the program inside. Who works on what is
//! decided in `protocol`.

mod parcel;
pub mod pool;
pub mod share;
mod spawn;
pub mod worker;

pub use pool::Pool;
