//! What a file was understood to be, for people and for whoever takes it in.

use super::customers::RefusedColumn;
use super::sides::Pair;
use crate::answer::{FileKind, Numbers};
use crate::columns::Columns;
use crate::field::Field;
use crate::folding::{fold, plain};
use crate::item::Identity;
use crate::options::Options;
use crate::words::flags::Flag;
use domain::date::Date;
use std::collections::HashMap;

/// A column that is read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct UsedColumn {
    /// The heading.
    pub column: String,
    /// What it is read as.
    pub field: &'static str,
    /// A cell of it.
    pub example: Option<String>,
}

/// A column that is not read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct UnusedColumn {
    /// The heading.
    pub column: String,
    /// A cell of it.
    pub example: Option<String>,
    /// Why, where there is more to say than that nothing names it.
    pub reason: Option<&'static str>,
}

/// What a file was understood to be.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Understood {
    /// What it says of debts.
    pub kind: FileKind,
    /// Why it was taken for that.
    pub why: &'static str,
    /// By what it tells its customers apart.
    pub identity: Identity,
    /// Columns that are no number of customers though their headings say so.
    pub refused: Vec<RefusedColumn>,
    /// The columns that are read, in the file's order.
    pub used: Vec<UsedColumn>,
    /// Those that are not.
    pub unused: Vec<UnusedColumn>,
    /// The day of which it speaks, where it says so above the headings.
    pub as_of: Option<Date>,
    /// Which documents have one number.
    pub numbers: Numbers,
}

impl Understood {
    /// Of electronic invoices: each says itself what is what.
    pub(super) fn of_documents() -> Self {
        Self {
            kind: FileKind::Invoices,
            why: "electronic documents speak of the day of their issue",
            identity: Identity::TaxNumber,
            refused: Vec::new(),
            used: Vec::new(),
            unused: Vec::new(),
            as_of: None,
            numbers: Numbers::Once,
        }
    }
}

/// What of the rows decides about the kind of a file.
pub(super) struct Seen<'a> {
    pub(super) pair: Option<Pair>,
    /// Is there a word for payments among the kinds of document?
    pub(super) payments: bool,
    /// Is nothing open of some documents?
    pub(super) closed: bool,
    /// The texts above the headings.
    pub(super) titles: &'a [String],
}

/// What the file is, and why.
pub(super) fn kind_of(columns: &Columns, options: &Options, seen: &Seen<'_>) -> (FileKind, &'static str) {
    if let Some(said) = options.file {
        return (said, "it was said");
    }
    let has = |field| columns.has(field);
    if seen.pair == Some(Pair::Movement) {
        return (FileKind::Movements, "each row has a debit or a credit");
    }
    let by_title = seen.titles.iter().any(|title| says_open(title)) && !has(Field::PaidAmount);
    let matched = columns.headings.iter().any(|name| Flag::of_heading(&fold(name)) == Some(Flag::PaidIfMatched));
    if seen.payments && !has(Field::OpenAmount) && (by_title || matched) {
        return (FileKind::OpenItems, "its payments are matched with no document yet");
    }
    if seen.payments && !has(Field::OpenAmount) {
        return (FileKind::Movements, "payments are among its rows");
    }
    if seen.closed {
        return (FileKind::Invoices, "documents are among its rows of which nothing is open");
    }
    match (has(Field::OpenAmount), columns.says_what_became()) {
        (true, false) => (FileKind::OpenItems, "it says what is open of each document"),
        (true, true) => (FileKind::Invoices, "it says what became of each document"),
        (false, _) if by_title => (FileKind::OpenItems, "its title says so"),
        (false, _) => (FileKind::Invoices, "it has the whole sum of each document"),
    }
}

fn says_open(title: &str) -> bool {
    const WORDS: [&str; 16] = [
        "open invoices",
        "open items",
        "aged receivable",
        "a/r aging",
        "ar aging",
        "accounts receivable aging",
        "outstanding",
        "por cobrar",
        "cartera",
        "antiguedad de saldos",
        "saldos pendientes",
        "offene posten",
        "contas a receber",
        "titulos em aberto",
        "balance agee",
        "creances",
    ];
    let plain = plain(title);
    WORDS.iter().any(|word| plain.contains(word))
}

/// The columns that are read, with an example of each.
pub(super) fn used(columns: &Columns, examples: &[Option<String>]) -> Vec<UsedColumn> {
    let read = (0..columns.headings.len()).filter_map(|at| columns.field_at(at).map(|field| (at, field)));
    read.map(|(at, field)| UsedColumn {
        column: columns.named_headings().get(at).cloned().unwrap_or_default(),
        field: field.as_str(),
        example: examples.get(at).cloned().flatten(),
    })
    .collect()
}

/// The columns that are not, with an example of each.
pub(super) fn unused(
    columns: &Columns,
    examples: &[Option<String>],
    notes: &HashMap<usize, &'static str>,
) -> Vec<UnusedColumn> {
    let told = columns.ignored().map(|(at, heading)| UnusedColumn {
        column: heading.to_owned(),
        example: examples.get(at).cloned().flatten(),
        reason: notes.get(&at).copied(),
    });
    told.collect()
}
