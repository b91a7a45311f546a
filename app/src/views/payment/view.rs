//! `/payments/{id}`: where a payment stands, its receipt, what happens next.

use crate::api::payments::PaymentAddress;
use crate::components::invoices::ShareRow;
use crate::components::left::Left;
use crate::components::voucher::VoucherView;
use domain::payment::{PaymentState, ProviderName};

/// One payment. Without a session (the return from the provider in another browser) the server
/// fills in no receipt rows and no ways on, and the context's audience is a stranger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentView {
    /// `/payments/{id}`, with the return token if the visitor came with one: "check again".
    pub href: String,
    /// Where it stands.
    pub state: PaymentState,
    /// The provider has not confirmed yet what the browser's return suggests.
    pub checking: bool,
    /// How much was asked for.
    pub amount: String,
    /// With whom.
    pub provider: ProviderName,
    /// What a payment in processing waits for.
    pub wait: PaymentWait,
    /// Is this the debtor, who gets a mail when the money arrives?
    pub writes: bool,
    /// What its live line follows; `None` when nothing is expected to change.
    pub live: Option<PaymentAddress>,
    /// The payer came back without paying.
    pub left: bool,
    /// It was asked to be paid in another way, and could not be taken back any more.
    pub kept: bool,
    /// The form to go on at the provider: POST to this address (`/payments/{id}/continue`).
    pub continue_href: Option<String>,
    /// The form to take a voucher back and to pay in another way: POST to this address (`/payments/{id}/instead`).
    pub instead_href: Option<String>,
    /// Once the money has arrived.
    pub receipt: Option<ReceiptView>,
    /// How much was given back.
    pub refunded: Option<String>,
    /// How much a bank has taken back.
    pub charged_back: Option<String>,
    /// The way to try again, where it was not paid: `/pay/confirm?…` with the same choice.
    pub again_href: Option<String>,
}

/// What a payment in processing waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentWait {
    /// Not known more closely.
    Unknown,
    /// A voucher is to be paid (OXXO, boleto).
    Voucher(VoucherView),
    /// A bank debit, which takes days.
    BankDebit,
    /// The provider looks into it.
    Review,
}

/// What was paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptView {
    /// The receipt's number.
    pub number: String,
    /// When it was paid, by the provider's clock; date and time.
    pub paid_at: String,
    /// With what, in words.
    pub method: String,
    pub received: String,
    /// What came off for paying early, while it does.
    pub discount: Option<String>,
    /// What was written off by the settlement that it fulfilled.
    pub settled: Option<String>,
    /// What it paid; empty for a visitor without a session.
    pub shares: Vec<ShareRow>,
    /// What was over and is now credit.
    pub credit: Option<String>,
    /// What is left on the whole account, each currency for itself; `None`: not for this visitor's eyes.
    pub left: Option<Left>,
    /// What is to be paid next of the plan that it paid of.
    pub next: Option<NextPayment>,
    /// Was a receipt sent by e-mail?
    pub mailed: bool,
    /// The same as a file: `/payments/{id}/receipt.pdf`, with the return token if the visitor came with one.
    pub pdf_href: String,
}

/// The next payment of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextPayment {
    pub amount: String,
    /// Its day.
    pub date: String,
    /// The plan: `/agreements/{id}`.
    pub href: String,
}

impl PaymentView {
    /// What the page shows, for its live line: see [`state_key`].
    #[must_use]
    pub fn state_key(&self) -> String {
        state_key(self.state, self.checking)
    }
}

/// The data of a `state` event on the live stream. When it is not what the page shows, the page is
/// loaded again; so stream and page must use this one function.
#[must_use]
pub fn state_key(state: PaymentState, checking: bool) -> String {
    format!("{state:?}{}", if checking { "?" } else { "" })
}
