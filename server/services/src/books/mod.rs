//! Applying a creditor's lists to the books.

mod apply;

pub use apply::{Applied, Importer};
