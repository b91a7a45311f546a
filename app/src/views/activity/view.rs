//! `/activity`: what has happened, the newest first.

use domain::payment::PaymentState;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityView {
    /// The newest first.
    pub rows: Vec<ActivityRow>,
    /// `/activity?before=…`, when there is more.
    pub older_href: Option<String>,
    /// Back to the newest, when this is not the first page.
    pub newest_href: Option<String>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityRow {
    /// The day.
    pub date: String,
    pub kind: ActivityKind,
    /// The number of the invoice or of the receipt.
    pub number: Option<String>,
    pub amount: String,
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
    /// The creditor took an invoice back.
    Void,
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
