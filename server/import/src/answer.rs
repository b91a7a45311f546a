//! What a person can answer about a file: what its words mean, what it is, how its documents are numbered.

use super::field::Field;
use super::item::{DocumentKind, Status};
use super::words::directions::Direction;
use super::words::kinds::KindWord;
use super::words::sides::Side;
use super::words::statuses::StatusWord;
pub use domain::books::Numbers;
use std::str::FromStr;

/// What a file says of debts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// What is open of each document, now; perhaps the whole sum too.
    OpenItems,
    /// Each document with its sum, and what became of it.
    Invoices,
    /// Documents and payments as rows of an account.
    Movements,
}

impl FileKind {
    /// The name in reports and options.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenItems => "open_items",
            Self::Invoices => "invoices",
            Self::Movements => "movements",
        }
    }
}

/// Text that names no kind of file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no kind of file (open_items, invoices, movements)")]
pub struct UnknownFileKind(String);

impl FromStr for FileKind {
    type Err = UnknownFileKind;

    fn from_str(text: &str) -> Result<Self, UnknownFileKind> {
        [Self::OpenItems, Self::Invoices, Self::Movements]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownFileKind(text.chars().take(20).collect()))
    }
}

/// Who owes a row that names nobody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Unnamed {
    /// Nobody can say: it is refused.
    #[default]
    Nobody,
    /// The customer of the row above.
    Above,
}

/// What rows of one number are that say different sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowsOfOne {
    /// The lines of one document, which add up.
    Lines,
    /// The document once more with other contents: nobody can say which of them holds.
    Repeated,
}

impl RowsOfOne {
    pub(crate) const ALL: [Self; 2] = [Self::Lines, Self::Repeated];

    /// The name in options.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Lines => "lines",
            Self::Repeated => "repeated",
        }
    }
}

/// What the person said that a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// In the column of kinds.
    Kind(KindWord),
    /// In a column of statuses.
    Status(StatusWord),
    /// Beside an amount.
    Side(Side),
    /// In a column that says whether it was paid or cancelled.
    Mark(bool),
    /// In a column that says whose debt it is.
    Direction(Direction),
}

impl Answer {
    /// `open`, `credit_note`, `debit`, `yes`: what can be said for a field.
    pub(crate) fn read(field: Field, text: &str) -> Option<Self> {
        let status = |status| Some(Self::Status(StatusWord::Is(status)));
        let kind = |kind| Some(Self::Kind(KindWord::Is(kind)));
        match (field, text) {
            (Field::Kind, "invoice") => kind(DocumentKind::Invoice),
            (Field::Kind, "debit_note") => kind(DocumentKind::DebitNote),
            (Field::Kind, "credit_note") => kind(DocumentKind::CreditNote),
            (Field::Kind, "payment") => kind(DocumentKind::Payment),
            (Field::Kind, "reversal") => kind(DocumentKind::Reversal),
            (Field::Kind, "either") => Some(Self::Kind(KindWord::Either)),
            (Field::Kind, "void") => Some(Self::Kind(KindWord::Void(DocumentKind::Invoice))),
            (Field::Kind, "none") => Some(Self::Kind(KindWord::NoDebt)),
            (Field::Status | Field::PaymentStatus, "open") => status(Status::Open),
            (Field::Status | Field::PaymentStatus, "paid") => status(Status::Paid),
            (Field::Status | Field::PaymentStatus, "partly_paid") => status(Status::PartlyPaid),
            (Field::Status | Field::PaymentStatus, "void") => status(Status::Void),
            (Field::Status | Field::PaymentStatus, "written_off") => Some(Self::Status(StatusWord::WrittenOff)),
            (Field::Status | Field::PaymentStatus, "draft") => Some(Self::Status(StatusWord::Draft)),
            (Field::Side, "debit") => Some(Self::Side(Side::Debit)),
            (Field::Side, "credit") => Some(Self::Side(Side::Credit)),
            (Field::Direction, "receivable") => Some(Self::Direction(Direction::Receivable)),
            (Field::Direction, "payable") => Some(Self::Direction(Direction::Payable)),
            (Field::Paid | Field::Void, "yes") => Some(Self::Mark(true)),
            (Field::Paid | Field::Void, "no") => Some(Self::Mark(false)),
            _ => None,
        }
    }

    /// What was said of a kind.
    pub(crate) const fn kind(self) -> Option<KindWord> {
        match self {
            Self::Kind(word) => Some(word),
            _ => None,
        }
    }

    /// What can be said for a field, one by one.
    pub(crate) const fn values(field: Field) -> &'static [&'static str] {
        match field {
            Field::Kind => &["invoice", "debit_note", "credit_note", "payment", "reversal", "either", "void", "none"],
            Field::Status | Field::PaymentStatus => &["open", "paid", "partly_paid", "written_off", "void", "draft"],
            Field::Side => &["debit", "credit"],
            Field::Direction => &["receivable", "payable"],
            _ => &["yes", "no"],
        }
    }

    /// What can be said for a field, for people.
    pub(crate) const fn choices(field: Field) -> &'static str {
        match field {
            Field::Kind => "invoice, debit_note, credit_note, payment, reversal, either (by the sign), void or none",
            Field::Status | Field::PaymentStatus => "open, paid, partly_paid, written_off, void or draft",
            Field::Side => "debit or credit",
            Field::Direction => "receivable (a customer owes it) or payable (the firm owes it)",
            _ => "yes or no",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_for_a_word_can_be_said() {
        for field in
            [Field::Kind, Field::Status, Field::PaymentStatus, Field::Side, Field::Paid, Field::Void, Field::Direction]
        {
            for value in Answer::values(field) {
                assert!(Answer::read(field, value).is_some(), "{field}: {value}");
                assert!(Answer::choices(field).contains(value), "{field}: {value}");
            }
        }
    }
}
