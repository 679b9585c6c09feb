//! The page program. An empty main off wasm32 lets native tests build.

#[cfg(target_arch = "wasm32")]
fn main() {
    use unit_variance::web::page;
    if let Err(failure) = page::start() {
        page::report(&failure);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
