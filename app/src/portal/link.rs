//! `/l/{token}` and `/link`: the way in.

use crate::portal::account::OpenPayment;
use crate::portal::pay::PaymentMethod;
use domain::id::InvoiceId;
use domain::money::Money;

/// `GET /l/{token}`: who is asking, and one button. No personal data. The name comes from the frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateView {
    /// Where the button posts to: the same path, with `?lang=` if it was chosen.
    pub action: String,
}

/// `/link`: "send me a new link". POST `email` to `/link`; the answer is always the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLinkView {
    /// What was typed.
    pub typed: String,
    /// It cannot be an e-mail address.
    pub not_an_address: bool,
    /// The answer page, whoever asked.
    pub sent: bool,
}

/// `/` for a visitor with a pay-only link: amount, reference, payee, nothing else. Posts as
/// [`ConfirmView`](super::pay::ConfirmView) does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayOnlyView {
    /// The invoice's number.
    pub reference: String,
    /// What can be done.
    pub state: PayOnlyState,
}

/// What can be done with a pay-only link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayOnlyState {
    /// It can be paid.
    Payable {
        /// The invoice, for the form.
        invoice: InvoiceId,
        /// What is left to pay.
        amount: Money,
        /// The same, written.
        amount_text: String,
        /// The ways to pay.
        methods: Vec<PaymentMethod>,
        /// Makes a double click one payment.
        form_key: String,
    },
    /// A payment is under way.
    UnderWay(OpenPayment),
    /// There is nothing left to pay.
    Settled,
}
