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
//! A column that decides about money is never passed over: a word in it that is not known is asked for
//! once, and [`Understood`] tells which columns are read and which are not, with an example of each. Under a heading that
//! nobody has listed, its cells decide (words of kinds, parties and currencies, check digits of tax numbers, sums that are
//! never more than the whole), or one question does.
//! Customers are told apart by the creditor's number, else by a tax number that holds, else by name, and
//! by name and one more fact where two of them share a name ([`Identity`]). A name may stand in several columns,
//! above the documents of its customer, or on the first row of a group; a project of a customer is no customer.
//! A list of what the creditor owes is refused as a whole, such rows among others are left out. Document numbers are text,
//! compared trimmed and without case, within their series and kind. Rows that share one are the lines of
//! one document where the file has a net sum per line or only their descriptions differ, its parts where
//! each is due on a day of its own (those that do not stand together come at the end). Rows that have a sum each are asked
//! about: they add up, or none of them is taken; so it is with rows that contradict each other. Every record is counted once: taken, left out with a reason, or refused with one.
//! What others have issued, or what asks the firm itself for money, is refused ([`OwnFirm`]).
//! Whoever made a file may mean harm: none is expanded, unpacked or held beyond its bounds, and nothing that it names
//! is ever opened.

mod answer;
mod answers;
mod asking;
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
mod folding;
mod hashing;
mod headings;
mod item;
mod lines;
mod mail;
mod names;
mod numbers;
mod options;
mod outcome;
mod outline;
mod own_firm;
mod plausible;
mod question;
mod reading;
mod record;
mod records;
mod refusal;
mod row;
mod rows;
mod sections;
mod sellers;
mod sheet;
mod source;
mod survey;
#[cfg(test)]
mod tests;
mod words;

pub use answer::{FileKind, Numbers, UnknownFileKind};
pub use answers::Answers;
pub use asking::{Ask, Choice, told as told_questions};
pub use dates::{DateFormat, Order, UnknownDateFormat};
pub use detect::Detect;
pub use document::{
    Adjustment, CertifiedPayment, DatedPart, Document, DocumentLine, EarlyPayment, Nature, Original, PaidDocument,
    Party, PaymentMeans, Problem, Reference, Standard, TaxLine, Totals, Wrong,
};
pub use documents::DocumentRows;
pub use field::{Field, UnknownField};
pub use file::{FilePart, Format, Outcomes, RecordsAt, open};
pub use item::{Customer, DocumentKind, EarlyDiscount, Email, Identity, Item, Part, Status};
pub use options::{OptionError, Options, PaidAtOnce};
pub use outcome::{Code, Finding, Outcome};
pub use own_firm::OwnFirm;
pub use question::{Question, ReadError};
pub use reading::{Reading, Report, read, read_parts};
pub use refusal::Refusal;
pub use rows::Rows;
pub use source::Source;
pub use survey::{
    OURS as REFUSED_COLUMNS, RefusedColumn, Survey, Understood, UnusedColumn, UsedColumn, shape_of_workbook, survey,
};
