//! A creditor's CSV file becomes items, purely: bytes and options in, a reading out.
//!
//! Two passes, so that a million rows need little memory. [`survey()`] reads the whole file once and
//! decides, from the cells that can be read in one way only, its encoding, separators, order of day
//! and month, decimal mark and columns; what stays open is asked ([`Question`]), never guessed.
//! [`Survey::rows`] then gives one [`Outcome`] after another. [`read`] does both for a file in memory.
//!
//! Rules: what was decided holds for the whole file, so a cell written otherwise is refused and not
//! swapped. A bad row never sinks another one. Amounts are whole numbers from the first digit on.
//! Invoice numbers are text, compared trimmed and without case. Rows that share a number are the
//! lines of one invoice where the file has a net sum per line; else the later one is a duplicate.

mod columns;
mod currency;
mod dates;
mod encoding;
mod field;
mod item;
mod numbers;
mod options;
mod outcome;
mod question;
mod reading;
mod records;
mod row;
mod rows;
mod survey;
#[cfg(test)]
mod tests;

pub use dates::{DateFormat, Order, UnknownDateFormat};
pub use field::{Field, UnknownField};
pub use item::{Customer, DocumentKind, EarlyDiscount, Email, Item, Part, Status};
pub use options::{OptionError, Options};
pub use outcome::{Code, Finding, Outcome};
pub use question::{Question, ReadError};
pub use reading::{Reading, read, read_source};
pub use rows::Rows;
pub use survey::{Detect, Source, Survey, survey};
