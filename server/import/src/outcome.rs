//! What reading a row gives: an item, or a finding with a code and a sentence.

use super::item::Item;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;

/// What was found in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Refused: a field that every invoice needs is empty.
    MissingRequired,
    /// Refused: not a day, or not in the file's way of writing days.
    InvalidDate,
    /// Refused: due before it was issued.
    DueBeforeIssue,
    /// Refused: not a number, or not in the file's way of writing numbers.
    InvalidAmount,
    /// Refused: the currency has no such small unit; never rounded.
    TooManyDecimals,
    /// Refused: larger than any amount that is taken.
    AmountOutOfRange,
    /// Refused: not a currency of ISO 4217.
    UnknownCurrency,
    /// Refused: amount and row name two currencies.
    CurrencyConflict,
    /// Refused: the number was there before with other contents.
    DuplicateConflict,
    /// Refused: more or fewer cells than the headings.
    WrongColumnCount,
    /// Refused: a quote was opened and never closed.
    UnterminatedQuote,
    /// Refused: longer than a record can be.
    RecordTooLong,
    /// Refused: the open amount is not a part of the amount, or open though settled.
    OpenAmountMismatch,
    /// Refused: no due date, and none follows from the terms.
    InvalidTerms,
    /// Refused: neither invoice nor credit note.
    UnknownKind,
    /// Refused: control characters, for example NUL.
    InvalidText,
    /// Refused: longer than the field can be.
    TextTooLong,
    /// Refused: more lines than an invoice can have.
    TooManyLines,
    /// Refused: another row of the same invoice was refused.
    OtherLineRejected,
    /// Told: the invoice was in the books in another currency.
    CurrencyChanged,
    /// Refused: the invoice is in the books for another customer.
    CustomerChanged,
    /// Told: a customer was recognised by name and another fact.
    CustomerRecognised,
    /// Refused: an electronic document that somebody else issued.
    OtherSeller,
    /// Refused: the customer is the firm itself.
    OwnFirm,
    /// Refused: a spreadsheet has cut the digits of a number.
    ShortenedNumber,
    /// Refused: several customers of the file have this name, and nothing says which.
    AmbiguousCustomer,
    /// Refused: several documents of the books could be meant.
    AmbiguousNumber,
    /// Refused: partly paid, but nothing says how much is open.
    OpenUnknown,
    /// Refused: the figures of a document contradict each other.
    TotalsDoNotAddUp,
    /// Refused: a cell of a sheet has an error instead of a value.
    CellError,
    /// Refused: a file of an archive cannot be read.
    UnreadableFile,
    /// Left out: a document that claims nothing: a proforma, a dispatch note, a pay slip.
    NoClaim,
    /// Left out: a file of an archive that is neither a list nor a document.
    OtherFile,
    /// Left out: before the headings.
    Preamble,
    /// Left out: nothing in it.
    Blank,
    /// Left out: a sum of other rows.
    TotalsRow,
    /// Left out: says the same as a row before.
    DuplicateIdentical,
    /// Left out: not known yet on the day that was asked for.
    AfterAsOf,
    /// Left out: the headings once more.
    RepeatedHeader,
    /// Left out: a quote, an order, a delivery note or the like.
    NotADebt,
    /// Left out: never sent.
    Draft,
    /// Left out: the name of a section of the list.
    Section,
    /// Left out: a further line of a document that counts once.
    FurtherLine,
    /// Told: nobody to write to.
    MissingEmail,
    /// Told: not an e-mail address; left out.
    InvalidEmail,
    /// Told: not a language; left out.
    UnknownLocale,
    /// Told: too long for a postcode or tax number, or with control characters; left out.
    UnusableFact,
    /// Told: nothing to pay.
    ZeroAmount,
    /// Told: a sum in the file is not the sum of what was taken.
    TotalsMismatch,
    /// Told: something is missing at the end of the file.
    LooksCut,
    /// Told: a heading stands twice; the first one counts.
    DuplicateHeader,
    /// Told: a column is not read.
    IgnoredColumns,
    /// Told: the amounts of a column are in the smallest unit of their currency.
    InCents,
    /// Told: called an invoice, but negative; taken as a credit note.
    TypeSignConflict,
    /// Told: rows or columns of a sheet are hidden; they are read too.
    HiddenCells,
    /// Told: a hidden sheet holds a list, which is not read.
    HiddenSheet,
    /// Told: a document is to be paid to somebody else than its seller.
    OtherPayee,
    /// Told: more was paid of a document than it comes to.
    Overpaid,
    /// Told: a discount for paying early that cannot be offered as it is stated.
    DiscountLeftOut,
    /// Told: the check digits of a bank account do not hold; it is not shown.
    WrongAccount,
    /// Told: a document stands in the place of another one.
    ReplacesDocument,
    /// Told: the parts of a document do not add up to it; it is taken as a whole.
    PartsMismatch,
    /// Told: the lines do not add up to the total; they are left out.
    LinesMismatch,
    /// Told: a column is no number of customers.
    RefusedIdentity,
    /// Told: further addresses for mail; the first one is written to.
    MoreEmails,
    /// Told: rounded, since it is a decimal fraction but for the noise of a binary one.
    BinaryNoise,
    /// Told: marks of a spreadsheet around a number were left out.
    SpreadsheetGuard,
    /// Told: total, paid and open do not add up; what is smaller is taken for open.
    AmountsDisagree,
    /// Told: larger or later than is likely.
    Implausible,
    /// Told: what was owed when the system was begun has no number of its own.
    OpeningBalance,
    /// Left out, or told where something is open of it: a payment without a number, by which no list could name it again.
    UnnumberedPayment,
    /// What was paid of documents that are settled already.
    Cleared,
    /// A payment that the list applies to no document was made here.
    PaymentMadeHere,
    /// Told: the creditor asks for it no more.
    WrittenOff,
    /// Told: paid on a day that is still to come; it counts as open until then.
    NotPaidYet,
    /// Told: it is collected by direct debit, so that nobody should pay it by hand as well.
    DirectDebit,
    /// Told: what the customer keeps back for the tax office is taken off.
    Withheld,
}

impl Code {
    /// The name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MissingRequired => "missing_required",
            Self::InvalidDate => "invalid_date",
            Self::DueBeforeIssue => "due_before_issue",
            Self::InvalidAmount => "invalid_amount",
            Self::TooManyDecimals => "too_many_decimals",
            Self::AmountOutOfRange => "amount_out_of_range",
            Self::UnknownCurrency => "unknown_currency",
            Self::CurrencyConflict => "currency_conflict",
            Self::DuplicateConflict => "duplicate_conflict",
            Self::WrongColumnCount => "wrong_column_count",
            Self::UnterminatedQuote => "unterminated_quote",
            Self::RecordTooLong => "record_too_long",
            Self::OpenAmountMismatch => "open_amount_mismatch",
            Self::InvalidTerms => "invalid_terms",
            Self::UnknownKind => "unknown_kind",
            Self::InvalidText => "invalid_text",
            Self::TextTooLong => "text_too_long",
            Self::TooManyLines => "too_many_lines",
            Self::OtherLineRejected => "other_line_rejected",
            Self::CurrencyChanged => "currency_changed",
            Self::CustomerChanged => "customer_changed",
            Self::CustomerRecognised => "customer_recognised",
            Self::OtherSeller => "other_seller",
            Self::OwnFirm => "own_firm",
            Self::ShortenedNumber => "shortened_number",
            Self::AmbiguousCustomer => "ambiguous_customer",
            Self::AmbiguousNumber => "ambiguous_number",
            Self::OpenUnknown => "open_unknown",
            Self::TotalsDoNotAddUp => "totals_do_not_add_up",
            Self::CellError => "cell_error",
            Self::UnreadableFile => "unreadable_file",
            Self::NoClaim => "no_claim",
            Self::OtherFile => "other_file",
            Self::Preamble => "preamble",
            Self::Blank => "blank",
            Self::TotalsRow => "totals_row",
            Self::DuplicateIdentical => "duplicate_identical",
            Self::AfterAsOf => "after_as_of",
            Self::RepeatedHeader => "repeated_header",
            Self::NotADebt => "not_a_debt",
            Self::Draft => "draft",
            Self::Section => "section",
            Self::FurtherLine => "further_line",
            Self::MissingEmail => "missing_email",
            Self::InvalidEmail => "invalid_email",
            Self::UnknownLocale => "unknown_locale",
            Self::UnusableFact => "unusable_fact",
            Self::ZeroAmount => "zero_amount",
            Self::TotalsMismatch => "totals_mismatch",
            Self::LooksCut => "looks_cut",
            Self::DuplicateHeader => "duplicate_header",
            Self::IgnoredColumns => "ignored_columns",
            Self::InCents => "in_cents",
            Self::TypeSignConflict => "type_sign_conflict",
            Self::HiddenCells => "hidden_cells",
            Self::HiddenSheet => "hidden_sheet",
            Self::OtherPayee => "other_payee",
            Self::Overpaid => "overpaid",
            Self::DiscountLeftOut => "discount_left_out",
            Self::WrongAccount => "wrong_account",
            Self::ReplacesDocument => "replaces_document",
            Self::PartsMismatch => "parts_mismatch",
            Self::LinesMismatch => "lines_mismatch",
            Self::RefusedIdentity => "refused_identity",
            Self::MoreEmails => "more_emails",
            Self::BinaryNoise => "binary_noise",
            Self::SpreadsheetGuard => "spreadsheet_guard",
            Self::AmountsDisagree => "amounts_disagree",
            Self::Implausible => "implausible",
            Self::OpeningBalance => "opening_balance",
            Self::UnnumberedPayment => "unnumbered_payment",
            Self::Cleared => "cleared",
            Self::PaymentMadeHere => "payment_made_here",
            Self::WrittenOff => "written_off",
            Self::NotPaidYet => "not_paid_yet",
            Self::DirectDebit => "direct_debit",
            Self::Withheld => "withheld",
        }
    }
}

/// Something to tell about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The physical line on which the record starts, from 1.
    pub line: u64,
    /// The kind of finding.
    pub code: Code,
    /// The field, or the heading of a column that is no field.
    pub field: Option<Cow<'static, str>>,
    /// A sentence for a person, without full stop.
    pub message: Cow<'static, str>,
}

/// What came of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A document or a part of one; several rows where the file has lines.
    Accepted(Box<Item>),
    /// Not imported, and the person should look at it.
    Rejected(Finding),
    /// Left out without being an error.
    Skipped(Finding),
    /// Imported, with a note.
    Warned(Finding),
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("line", &self.line)?;
        map.serialize_entry("code", self.code.as_str())?;
        if let Some(field) = &self.field {
            map.serialize_entry("field", field)?;
        }
        map.serialize_entry("message", &self.message)?;
        map.end()
    }
}
