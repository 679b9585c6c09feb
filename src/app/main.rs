//! The program. A crate of its own, since what is linked is optimized once more as a whole, for the aim of the last crate: this one
//! is built for speed, so that the kernels stay fast beside a page that is built small (`Cargo.toml`, profile `page`).

#[cfg(target_arch = "wasm32")]
fn main() {
    page::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
