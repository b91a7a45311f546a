//! Saldo's shared library: the domain, and everything a debtor sees.
//!
//! Compiled twice: natively for the server (feature `ssr`) and to WebAssembly for the browser
//! (feature `hydrate`), where only the islands run. It knows nothing of the server.

pub mod domain;
pub mod portal;
pub mod text;
