//! A creditor's CSV file becomes items, purely: bytes and options in, a reading out.
//!
//! Two passes, so that a million rows need little memory. [`survey()`] reads the whole file once and
//! decides, from the cells that can be read in one way only, its encoding, separators, order of day
//! and month, decimal mark and columns; what stays open is asked ([`Question`]), never guessed.
//! [`Survey::rows`] then gives one [`Outcome`] after another. [`read`] does both for a file in memory.
//!
//! Rules: what was decided holds for the whole file, so a cell written otherwise is refused and not
//! swapped. A bad row never sinks another one. Amounts are whole numbers from the first digit on.
//! A column that decides about money is never passed over: a word in it that is not known is asked for
//! once, and [`Understood`] tells which columns are read and which are not, with an example of each.
//! Customers are told apart by the creditor's number, else by a tax number that holds, else by name, and
//! by name and one more fact where two of them share a name ([`Identity`]). Document numbers are text,
//! compared trimmed and without case, within their series and kind. Rows that share one are the lines of
//! one document where the file has a net sum per line or only their descriptions differ, its parts where
//! each is due on a day of its own (those that do not stand together come at the end); else the later
//! one is a duplicate. Every record is counted once: taken, left out with a reason, or refused with one.

mod columns;
mod currency;
mod dates;
mod encoding;
mod field;
mod headings;
mod item;
mod mail;
mod numbers;
mod options;
mod outcome;
mod question;
mod reading;
mod records;
mod row;
mod rows;
mod sections;
mod survey;
#[cfg(test)]
mod tests;
mod words;

pub use dates::{DateFormat, Order, UnknownDateFormat};
pub use field::{Field, UnknownField};
pub use item::{Customer, DocumentKind, EarlyDiscount, Email, Identity, Item, Part, Status};
pub use options::{OptionError, Options};
pub use outcome::{Code, Finding, Outcome};
pub use question::{Question, ReadError};
pub use reading::{Reading, read, read_source};
pub use rows::Rows;
pub use survey::{
    Detect, FileKind, Numbers, RefusedColumn, Source, Survey, Understood, UnusedColumn, UsedColumn, survey,
};
