//! Saldo's shared library: the domain, and everything a debtor sees.
//!
//! Compiled twice: natively for the server (feature `ssr`: pages) and to WebAssembly for the browser
//! (feature `hydrate`: only the islands run). It knows nothing of the server.

#[cfg(feature = "vectors")]
extern crate self as app;

#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod api;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod html;
pub mod i18n;
#[cfg(feature = "islands")]
pub mod islands;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod views;

/// The browser's entry: readies the reactive system. The boot script then starts each island.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    // Only for developers: a panic's text in a customer's console helps nobody and costs bytes.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}

/// What the module makes of the inputs of the test `vectors`, which does the same natively.
#[cfg(feature = "vectors")]
#[path = "../tests/vectors/generator.rs"]
mod generator;

#[cfg(feature = "vectors")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn vectors(seed: u64, first: u32, count: u32) -> u64 {
    generator::block(seed, first, count)
}
