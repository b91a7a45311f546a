//! `/invoices/{id}`: what it is for, what was paid, what is left.

use crate::components::credit::UsableCredit;
use crate::components::explain::Explained;
use crate::components::invoices::SumNote;
use crate::components::reduction::InvoiceReduction;
use domain::invoice::{InvoiceState, PayTo};

/// One invoice or credit note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceView {
    /// The creditor's number.
    pub number: String,
    pub credit_note: bool,
    /// What it is for, in a line.
    pub description: Option<String>,
    /// The day it was issued.
    pub issued: String,
    /// The last day to pay in time.
    pub due: String,
    /// Where it stands.
    pub state: InvoiceState,
    /// Payments are on their way for all that is owed.
    pub all_on_its_way: bool,
    /// What is left to pay (for a credit note: to use), without sign.
    pub balance: String,
    /// What is said beside that.
    pub beside: Option<SumNote>,
    /// The whole sum.
    pub total: String,
    /// Without tax; `None` when the creditor sent no lines.
    pub net: Option<String>,
    /// Taxes by rate.
    pub taxes: Vec<TaxRow>,
    pub lines: Vec<LineRow>,
    /// Everything that changed its balance, oldest first.
    pub movements: Vec<Movement>,
    /// Terms of payment, as the creditor wrote them.
    pub terms: Option<String>,
    /// Where the debtor's own bank can send what is left, as the electronic invoice says; none once nothing is left.
    pub transfer: Option<PayTo>,
    /// The electronic invoice itself: `/invoices/{id}/invoice.xml`.
    pub xml_href: Option<String>,
    /// Payments for it whose money is on its way.
    pub under_way: Vec<ShareUnderWay>,
    /// What is in the debtor's favour and can be used before paying.
    pub credit: Option<UsableCredit>,
    /// Pays what is left, or of what is in a plan the next instalment: what that costs, and `/pay/confirm?…`; `None` when
    /// there is nothing to pay.
    pub pay: Option<(String, String)>,
    /// Pays another amount: `/pay?…`.
    pub part_href: Option<String>,
    /// Its price, its balance explained, and the ways on.
    pub offered: Option<InvoiceOffered>,
}

/// The part of a payment under way that goes to this invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareUnderWay {
    /// `/payments/{id}`.
    pub href: String,
    /// The part.
    pub amount: String,
    /// Is the payer still to pay a voucher?
    pub voucher: bool,
}

/// One line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// What was sold.
    pub description: String,
    /// How many, as the country writes numbers.
    pub quantity: String,
    /// Without tax.
    pub net: String,
    /// Tax in per cent (`16 %`), where known.
    pub tax_percent: Option<String>,
}

/// The tax of one rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxRow {
    /// The rate (`16 %`), where known.
    pub percent: Option<String>,
    /// The tax.
    pub amount: String,
}

/// Something that changed the balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The day.
    pub date: String,
    pub kind: MovementKind,
    /// How much, with a sign when it lowers the balance (`−$500.00`).
    pub amount: String,
    /// `/payments/{id}`, when there is a page of it; of credit, that of the other document.
    pub href: Option<String>,
    /// The other document's number, where credit of one was used for the other.
    pub other: Option<String>,
}

/// What changed the balance of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MovementKind {
    /// Paid here.
    Payment,
    /// Paid in another way and told by the creditor (a transfer, cash).
    PaidElsewhere,
    /// Credit of an earlier payment or a credit note was used.
    CreditUsed,
    /// Of a credit note: it was used for another document.
    CreditUsedFor,
    /// A use of credit was taken back.
    CreditReturned,
    /// What was paid beyond what is owed became credit.
    Credited,
    /// Money was given back.
    Refund,
    /// A bank took the money back.
    Chargeback,
    /// The bank gave it back again.
    ChargebackWon,
    /// The creditor took the invoice back.
    Void,
    /// The creditor corrected the sum.
    Correction,
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
}

/// What an invoice's page says beside its sum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvoiceOffered {
    /// Its price, where less than what is owed clears it.
    pub price: Option<InvoiceReduction>,
    /// Every cent of it.
    pub explained: Option<Explained>,
    /// The due date before an extension.
    pub old_due: Option<String>,
    /// What of it is disputed and on hold.
    pub disputed: Option<String>,
    /// The agreement that it is part of.
    pub agreement_href: Option<String>,
    /// More time: `/extensions/new?invoice=…`.
    pub time_href: Option<String>,
    /// In parts: `/plans/new?invoice=…`.
    pub parts_href: Option<String>,
    /// Something is wrong: `/disputes/new?invoice=…`.
    pub wrong_href: Option<String>,
}
