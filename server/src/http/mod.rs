//! Everything that answers over HTTP.

pub mod assets;
