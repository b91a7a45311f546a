//! `/` with a link that only pays one invoice.

use crate::components::forms::HiddenField;
use crate::components::methods::PaymentMethod;
use crate::components::voucher::VoucherView;
use domain::id::InvoiceId;
use domain::money::Money;

/// `/` for a visitor with a pay-only link: amount, reference, payee, nothing else. Posts as
/// [`ConfirmView`](crate::views::confirm::ConfirmView) does.
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
        /// What is paid.
        amount: Money,
        /// The same, written.
        amount_text: String,
        /// The last day of that amount, where a price ends, and what is asked for afterwards.
        ends: Option<(String, String)>,
        /// It is an instalment of a plan, not the whole invoice.
        instalment: bool,
        /// What payments in process pay of the invoice beside it.
        on_its_way: Option<String>,
        /// The ways to pay.
        methods: Vec<PaymentMethod>,
        /// Makes a double click one payment.
        form_key: String,
        /// Further fields of the form: `how=part`, `off=…`.
        hidden: Vec<HiddenField>,
    },
    /// A payment that is on its way pays all that could be paid now.
    UnderWay {
        /// So much of this invoice.
        amount: String,
        /// It is still to be paid with this, which is for this invoice alone.
        voucher: Option<VoucherView>,
    },
    /// Nothing is to be paid for now.
    Resting,
    /// Somebody else has begun to pay it.
    Begun,
    /// There is nothing left to pay.
    Settled,
}
