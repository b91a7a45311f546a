//! A creditor's file becomes items, purely: bytes and options in, a reading out.
//!
//! [`open`] tells by its content what a file is: lines of text (CSV and its kin), a workbook (XLSX, XLS, ODS),
//! electronic invoices (UBL, CII, CFDI, DTE), or a ZIP of these. Each of its parts is read in two passes, so that a
//! million rows need little memory. [`FilePart::survey`] goes through the whole part once and decides, from the cells
//! that can be read in one way only, encoding, separators, order of day and month, decimal mark and columns; what stays
//! open is asked ([`Question`]), never guessed. [`FilePart::outcomes`] then gives one [`Outcome`] after another.
//! [`read_parts`] does all of it for a file that may be held in memory.
//!
//! Rules: what was decided holds for the whole file, so a cell written otherwise is refused and not
//! swapped. A bad row never sinks another one. Amounts are whole numbers from the first digit on.
//! Invoice numbers are text, compared trimmed and without case. Rows that share a number are the
//! lines of one invoice where the file has a net sum per line; else the later one is a duplicate.
//! Whoever made a file may mean harm: none is expanded, unpacked or held beyond its bounds, and nothing that it names
//! is ever opened.

mod columns;
mod container;
mod currency;
mod dates;
mod detect;
mod document;
mod documents;
mod einvoice;
mod encoding;
mod field;
mod file;
mod item;
mod lines;
mod numbers;
mod options;
mod outcome;
mod question;
mod reading;
mod record;
mod records;
mod refusal;
mod row;
mod rows;
mod sheet;
mod source;
mod survey;
#[cfg(test)]
mod tests;

pub use dates::{DateFormat, Order, UnknownDateFormat};
pub use detect::Detect;
pub use document::{
    Adjustment, CertifiedPayment, DatedPart, Document, DocumentLine, EarlyPayment, Nature, Original, PaidDocument,
    Party, PaymentMeans, Problem, Reference, Standard, TaxLine, Totals, Wrong,
};
pub use documents::DocumentRows;
pub use field::{Field, UnknownField};
pub use file::{FilePart, Format, Outcomes, open};
pub use item::{Customer, DocumentKind, EarlyDiscount, Email, Item, Part, Status};
pub use options::{OptionError, Options, PaidAtOnce};
pub use outcome::{Code, Finding, Outcome};
pub use question::{Question, ReadError};
pub use reading::{Reading, read, read_parts};
pub use refusal::Refusal;
pub use rows::Rows;
pub use source::Source;
pub use survey::{Survey, survey};
