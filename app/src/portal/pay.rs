//! `/pay` and `/pay/confirm`: choose what to pay, check it, choose how.

use crate::portal::account::OpenPayment;
use crate::portal::form::Hidden;
use domain::allocation::ChoiceError;
use domain::format::AmountStyle;
use domain::id::InvoiceId;
use domain::invoice::{InvoiceState, OpenInvoice};
use domain::money::{Money, MoneyError};
use domain::payment::{MethodKind, ProviderName};

/// `/pay`: which invoices, how much. One GET form per currency, to `/pay/confirm`.
///
/// Fields: `currency` (code), `invoice` (id, repeated), `how` (`all` or `part`), `amount` (as typed;
/// read it with [`AmountStyle::parse`], and only when `how` is `part`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooseView {
    /// One per currency.
    pub groups: Vec<ChooseGroup>,
    /// A payment that is already under way.
    pub open_payment: Option<OpenPayment>,
}

/// What can be chosen in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooseGroup {
    /// How its amounts are written and read; names the currency.
    pub style: AmountStyle,
    /// The least that can be paid.
    pub least: Money,
    /// The same, written.
    pub least_text: String,
    /// The invoices, oldest first.
    pub rows: Vec<ChooseRow>,
    /// What was typed as another amount.
    pub typed: String,
    /// Is "another amount" chosen?
    pub part: bool,
    /// Why the last try was refused.
    pub refused: Option<ChooseRefusal>,
}

/// An invoice to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooseRow {
    /// The invoice, as the allocation sees it; without what rests, unless all of it does.
    pub invoice: OpenInvoice,
    /// What rests beside that and is paid only by an amount that is typed.
    pub rests: Money,
    /// The same, written; `None`: nothing.
    pub in_review: Option<String>,
    /// The creditor's number.
    pub number: String,
    /// What it is for.
    pub description: Option<String>,
    /// The due date.
    pub due: String,
    /// What is owed on it.
    pub amount: String,
    /// Where it stands.
    pub state: InvoiceState,
    /// Is it ticked?
    pub chosen: bool,
}

/// Why a choice was refused; said beside the field and in the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChooseRefusal {
    /// By the rules; amounts are written with the group's style.
    Choice(ChoiceError),
    /// The amount cannot be read.
    Amount(MoneyError),
}

/// `/pay/confirm`: check your answers, and pay. POST to `/pay`.
///
/// Fields of the POST: `invoice` (id, repeated), `amount` (major units with a dot, as
/// [`Money::decimal`] writes them), `currency`, `form_key`, `method` (a provider's name).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmView {
    /// What will be charged.
    pub amount: Money,
    /// The same, written.
    pub amount_text: String,
    /// What it pays, oldest first.
    pub shares: Vec<ShareRow>,
    /// Every invoice of the choice, for the form (some may get no share).
    pub invoices: Vec<InvoiceId>,
    /// What is owed on the whole account afterwards, each currency for itself; `None`: nothing.
    pub left: Option<String>,
    /// The ways to pay, in order; those that cannot take it say why.
    pub methods: Vec<Method>,
    /// Makes a double click one payment.
    pub form_key: String,
    /// Back to `/pay` with the same choice.
    pub change_href: String,
    /// The amounts changed since the page was opened, so please check again.
    pub changed: bool,
    /// What comes off, or could.
    pub reduction: Option<ConfirmReduction>,
    /// Further fields of the form: `discount=1`, `agreement=…`.
    pub hidden: Vec<Hidden>,
}

/// What comes off a payment, or could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmReduction {
    /// Why.
    pub kind: Reduced,
    /// What it would be without.
    pub full: String,
    /// What comes off in all.
    pub off: String,
    /// What is paid with it.
    pub to_pay: String,
    /// The last day.
    pub until: String,
    /// Each invoice's part.
    pub rows: Vec<ReducedRow>,
    /// Is it taken?
    pub taken: bool,
    /// The same page with the other choice; `None`: there is no other.
    pub other_href: Option<String>,
}

/// Why something comes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reduced {
    /// An early-payment discount.
    Discount,
    /// A settlement: the rest is written off.
    Settlement,
    /// A discount on an instalment paid early.
    Instalment,
}

/// What comes off one invoice or instalment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReducedRow {
    /// The invoice's number.
    pub number: String,
    /// Its sum without.
    pub full: String,
    /// What comes off.
    pub off: String,
    /// The rule's percentage (`2 %`).
    pub percent: Option<String>,
    /// What is paid for it.
    pub to_pay: String,
}

/// What one invoice gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareRow {
    /// The creditor's number.
    pub number: String,
    /// What it is for.
    pub description: Option<String>,
    /// Its part of the payment.
    pub amount: String,
    /// What stays open on it; `None`: nothing.
    pub left: Option<String>,
}

/// A way to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// Who takes the money.
    pub provider: ProviderName,
    /// What can be paid with there.
    pub kinds: Vec<MethodKind>,
    /// Why it cannot take this payment; `None`: it can.
    pub why_not: Option<WhyNot>,
}

/// Why a method cannot take a payment. Amounts are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// It does not take this currency.
    Currency {
        /// Its code.
        code: String,
    },
    /// The amount is below its least.
    TooSmall {
        /// Its least.
        least: String,
    },
    /// The amount is above its most.
    TooLarge {
        /// Its most.
        most: String,
    },
    /// It cannot express the amount (only whole units, for example).
    Step,
    /// It cannot be reached at the moment.
    Away,
}
