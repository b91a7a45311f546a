//! `/activity`: what has happened, the newest first, and the statement of it.

use domain::payment::PaymentState;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityView {
    /// Which rows are shown.
    pub filter: ActivityFilter,
    /// The newest first.
    pub months: Vec<ActivityMonth>,
    /// Are there older rows? They are in the statement.
    pub has_older: bool,
    /// What the statement's form holds.
    pub statement: StatementForm,
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ActivityFilter {
    #[default]
    All,
    /// Money that came or went back.
    Payments,
    /// What is charged, and what of it was let go.
    Charges,
}

impl ActivityFilter {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::All, Self::Payments, Self::Charges];

    /// Its value in the address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Payments => "payments",
            Self::Charges => "charges",
        }
    }

    /// What an address names.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.as_str() == name)
    }

    /// Are rows of this kind shown?
    #[must_use]
    pub const fn shows(self, kind: ActivityKind) -> bool {
        match self {
            Self::All => true,
            Self::Payments => kind.is_payment(),
            Self::Charges => !kind.is_payment() && !matches!(kind, ActivityKind::Dispute),
        }
    }
}

/// The days that a statement is asked for, as a form has them: `2026-11-30`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementForm {
    /// The first.
    pub from: String,
    /// The last.
    pub to: String,
    /// The latest that can be asked for.
    pub today: String,
    /// Were there more movements than a PDF can hold?
    pub too_long: bool,
}

/// The rows of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityMonth {
    pub year: i32,
    /// `noviembre de 2026`
    pub title: String,
    pub rows: Vec<ActivityRow>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityRow {
    /// The day.
    pub date: String,
    pub kind: ActivityKind,
    /// The number of the invoice or of the receipt.
    pub number: Option<String>,
    /// With its sign, where it moved what is owed.
    pub amount: String,
    /// What is owed after it, less all credit; none where it moved nothing.
    pub balance: Option<String>,
    pub href: Option<String>,
    /// Of a payment that has arrived, its receipt: `/payments/{id}/receipt.pdf`.
    pub receipt_href: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityKind {
    /// An invoice was issued.
    Invoice,
    /// A credit note was issued.
    CreditNote,
    /// The creditor corrected an invoice.
    Correction,
    /// A payment, in the state it is in now.
    Payment(PaymentState),
    /// A payment that the creditor told us of.
    PaidElsewhere,
    CreditUsed,
    /// A use of credit was taken back.
    CreditReturned,
    /// What was paid beyond what is owed became credit.
    Credited,
    /// Money was given back.
    Refund,
    /// A bank took a payment back.
    Chargeback,
    /// The bank gave it back again.
    ChargebackWon,
    /// A discount that a payment earned.
    Discount,
    /// It was taken back with the payment.
    DiscountGone,
    /// Late interest was charged.
    Interest,
    /// A fee for being late was charged.
    Fee,
    /// Late interest and fees that have accrued by today and are not charged yet.
    Accrued,
    /// What an agreement costs was charged.
    AgreementPrice,
    /// A charge, or a part of it, was let go.
    Waived,
    /// The rest of a debt was given up.
    WrittenOff,
    /// The rest was written off by a settlement.
    Settled,
    /// The debtor said that something is wrong with an invoice.
    Dispute,
}

impl ActivityKind {
    /// Did money come or go back, here or elsewhere, or was credit used?
    #[must_use]
    pub const fn is_payment(self) -> bool {
        match self {
            Self::Payment(_)
            | Self::PaidElsewhere
            | Self::CreditUsed
            | Self::CreditReturned
            | Self::Credited
            | Self::Refund
            | Self::Chargeback
            | Self::ChargebackWon => true,
            Self::Invoice
            | Self::CreditNote
            | Self::Correction
            | Self::Discount
            | Self::DiscountGone
            | Self::Interest
            | Self::Fee
            | Self::Accrued
            | Self::AgreementPrice
            | Self::Waived
            | Self::WrittenOff
            | Self::Settled
            | Self::Dispute => false,
        }
    }
}
