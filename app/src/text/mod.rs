//! Words: Spanish, English, Portuguese. A word that one language lacks stops the build.
//!
//! Each language is one file of constants. Sentences with a number or a name in them are functions
//! in the same constants, so plural and word order belong to the language.

pub mod language;

pub use language::Language;
