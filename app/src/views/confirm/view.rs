//! `/pay/confirm`: check your answers, choose how to pay.

use crate::components::credit::UsableCredit;
use crate::components::forms::HiddenField;
use crate::components::invoices::ShareRow;
use crate::components::left::Left;
use crate::components::methods::PaymentMethod;
use crate::components::reduction::ConfirmReduction;
use domain::id::InvoiceId;
use domain::money::Money;

/// `/pay/confirm`: check your answers, and pay. POST to `/pay`.
///
/// Fields of the POST: `invoice` (id, repeated), `amount` (major units with a dot, as
/// [`Money::decimal`] writes them), `currency`, `form_key`, `method` (`stripe`, `paypal`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmView {
    /// What will be charged.
    pub amount: Money,
    /// The same, written.
    pub amount_text: String,
    /// Which instalments of a plan it pays, where it pays them to the cent.
    pub of_plan: Option<PlanPart>,
    /// What it pays, oldest first.
    pub shares: Vec<ShareRow>,
    /// Every invoice of the choice, for the form (some may get no share).
    pub invoices: Vec<InvoiceId>,
    /// What is left on the whole account afterwards, each currency for itself; `None`: not for this visitor's eyes.
    pub left: Option<Left>,
    /// What is in the debtor's favour and can be used before paying.
    pub credit: Option<UsableCredit>,
    /// The ways to pay, in order; those that cannot take it say why.
    pub methods: Vec<PaymentMethod>,
    /// Makes a double click one payment.
    pub form_key: String,
    /// Back to `/pay` with the same choice.
    pub change_href: String,
    /// The amounts changed since the page was opened, so please check again.
    pub changed: bool,
    /// What comes off, each by itself.
    pub reductions: Vec<ConfirmReduction>,
    /// Further fields of the form: `how=part`, `agreement=…`.
    pub hidden: Vec<HiddenField>,
}

/// Instalments of a plan, from one to another; 0 is the down payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanPart {
    pub first: u16,
    pub last: u16,
    /// How many the plan has.
    pub of: u16,
}
