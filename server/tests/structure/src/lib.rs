//! Reads the source tree and answers two questions: does every crate and every room keep to its layer (`tests/`), and
//! what are the figures of the structure (`make structure`)?
//!
//! A *room* is a top-level module of a crate: `server/src/http/` and `server/src/wiring.rs` are rooms of `server`.
//! Everything works on text. The reader of Rust in [`source`] knows comments, literals, braces and `use` trees, which
//! is enough for our own formatted code and takes no dependency on a parser.

pub mod figures;
pub mod functions;
pub mod layers;
pub mod rooms;
pub mod rules;
pub mod source;
pub mod tree;
pub mod walks;
