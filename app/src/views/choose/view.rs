//! `/pay`: which invoices, how much.

use crate::api::payments::Quoted;
use crate::components::invoices::SumNote;
use crate::components::open_payment::OpenPayment;
use domain::allocation::ChoiceError;
use domain::format::AmountStyle;
use domain::id::InvoiceId;
use domain::invoice::InvoiceState;
use domain::money::MoneyError;

/// `/pay`: which invoices, how much. One GET form per currency, to `/pay/confirm`.
///
/// Fields: `currency` (code), `invoice` (id, repeated), `how` (`all` or `part`), `amount` (as typed;
/// read it with [`AmountStyle::parse`], and only when `how` is `part`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooseView {
    /// One per currency.
    pub groups: Vec<ChooseGroup>,
    /// Payments of other invoices, whose money is on its way: what they pay cannot be chosen.
    pub under_way: Vec<OpenPayment>,
    /// The next instalments of plans that hold: what is in a plan is paid by them.
    pub instalments: Vec<ChooseInstalment>,
    /// What the debtor has in credit and can use before paying.
    pub credit: Option<UsableCredit>,
}

/// The next instalment of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooseInstalment {
    /// What it costs today.
    pub amount: String,
    /// Its day, or the last one at that price.
    pub date: String,
    /// The last page before it is paid.
    pub href: String,
    /// `/agreements/{id}`.
    pub plan_href: String,
}

/// Credit that is used by a form, to `/pay/credit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsableCredit {
    /// How much of it can be used now; amounts of several currencies beside each other.
    pub amount: String,
    /// The same key uses it once.
    pub form_key: String,
}

/// What can be chosen in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooseGroup {
    /// How its amounts are written and read; names the currency.
    pub style: AmountStyle,
    /// The least that can be paid, written.
    pub min: String,
    /// What the bar says of the choice as it is.
    pub quoted: Quoted,
    /// The invoices, oldest first.
    pub rows: Vec<ChooseRow>,
    /// Ticks none, what is overdue, or all; `None`: the list is short.
    pub picks: Option<Picks>,
    /// What was typed as another amount.
    pub typed: String,
    /// Is "another amount" chosen?
    pub part: bool,
    /// Why the last try was refused.
    pub refused: Option<ChooseRefusal>,
}

/// Addresses of the same page that tick many boxes at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picks {
    pub all: String,
    /// `None`: nothing is overdue, or everything.
    pub overdue: Option<String>,
    pub none: String,
}

/// An invoice to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooseRow {
    pub id: InvoiceId,
    /// What is on hold beside its amount and is paid only by an amount that is typed.
    pub in_review: Option<String>,
    /// What payments in process pay of the invoice beside that.
    pub on_its_way: Option<String>,
    /// What is said beside its amount.
    pub beside: Option<SumNote>,
    /// The creditor's number.
    pub number: String,
    pub description: Option<String>,
    /// The due date.
    pub due: String,
    /// What it costs.
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
