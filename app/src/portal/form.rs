//! What the forms of this portal share: hidden fields, and what has to be corrected.

use domain::money::MoneyError;
use domain::plan::PlanRefusal;

/// A hidden field: what was chosen before and is sent along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenField {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl HiddenField {
    /// A field.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

/// A field that has to be corrected; said beside it and in the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidField {
    /// The field's name, which is also its id on the page.
    pub field: &'static str,
    /// Why.
    pub why: FieldProblem,
}

/// Why a field has to be corrected. Amounts and dates are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldProblem {
    /// No such plan; amounts and days are written with the page's styles.
    Plan(PlanRefusal),
    /// The amount cannot be read.
    Amount(MoneyError),
    /// The amount is too small.
    TooSmall {
        /// The least.
        least: String,
    },
    /// The amount is too large.
    TooLarge {
        /// The most.
        most: String,
    },
    /// The number cannot be read.
    Number,
    /// The date cannot be read.
    Date,
    /// The date is too early.
    TooEarly {
        /// The first day that can be chosen.
        from: String,
    },
    /// The date is too late.
    TooLate {
        /// The last day that can be chosen.
        to: String,
    },
    /// Nothing was chosen.
    NothingChosen,
    /// The words are missing.
    NoWords,
    /// The words are too many.
    TooManyWords {
        /// The most characters.
        most: usize,
    },
    /// A file that is neither PDF, JPEG, PNG nor HEIC, by its content.
    FileKind {
        /// As the device called it.
        name: String,
    },
    /// A file that is too large.
    FileSize {
        /// As the device called it.
        name: String,
        /// The most megabytes.
        most_mb: u32,
    },
    /// Too many files.
    TooManyFiles {
        /// The most.
        most: usize,
    },
    /// Files were chosen, and the browser does not keep them.
    FilesAgain,
    /// It is no longer offered, or not for this debt.
    NotOffered,
}
