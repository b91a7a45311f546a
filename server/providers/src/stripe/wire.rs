//! Stripe's shapes: the few fields that we read, whatever else is there.
//!
//! Unknown fields and unknown values of a status are allowed everywhere, since an account may run
//! another version of the API than the one that we ask for. Unknown never means settled.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The version that we ask for, and whose events we were built against.
pub const API_VERSION: &str = "2026-05-27.dahlia";

/// Where our payment's id stands in `metadata`. It and the next are the only things of ours that Stripe gets.
pub const METADATA_KEY: &str = "saldo_payment";

/// Where the code of the payment's creditor stands in `metadata`.
pub const CREDITOR_KEY: &str = "saldo_creditor";

/// Their `metadata`.
pub type Metadata = BTreeMap<String, String>;

/// A reference that comes as an id, or as the whole object where we asked for it (`expand`).
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Expandable<T> {
    /// Only the id.
    Id(String),
    /// All of it.
    Object(Box<T>),
}

impl<T> Expandable<T> {
    /// The object, if it came.
    pub fn object(&self) -> Option<&T> {
        match self {
            Self::Id(_) => None,
            Self::Object(object) => Some(object),
        }
    }
}

impl Expandable<Reference> {
    /// The id, in either form.
    pub fn id(&self) -> &str {
        match self {
            Self::Id(id) => id,
            Self::Object(object) => &object.id,
        }
    }
}

impl Expandable<PaymentIntent> {
    /// The id, in either form.
    pub fn id(&self) -> &str {
        match self {
            Self::Id(id) => id,
            Self::Object(object) => &object.id,
        }
    }
}

/// A thing that is only referred to.
#[derive(Debug, Deserialize)]
pub struct Reference {
    /// Its id.
    pub id: String,
}

/// A Checkout Session.
#[derive(Debug, Deserialize)]
pub struct Session {
    /// `cs_…`
    pub id: String,
    /// `payment`, or something that is not ours.
    pub mode: SessionMode,
    /// Is the page still open?
    #[serde(default)]
    pub status: SessionStatus,
    /// Has the money come?
    pub payment_status: PaymentStatus,
    /// The hosted page, while it is open.
    pub url: Option<String>,
    /// What we said it is for.
    pub client_reference_id: Option<String>,
    /// What we said it is for.
    pub metadata: Option<Metadata>,
    /// In Stripe's unit.
    pub amount_total: Option<i64>,
    /// Lower-case ISO 4217.
    pub currency: Option<String>,
    /// The money; there is none before the payer has begun.
    pub payment_intent: Option<Expandable<PaymentIntent>>,
}

/// `mode` of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionMode {
    /// One payment: the only mode we open.
    Payment,
    /// `setup`, `subscription`, or new.
    #[serde(other)]
    Other,
}

/// `status` of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// The payer may pay.
    Open,
    /// The payer has done their part.
    Complete,
    /// The page ran out.
    Expired,
    /// Missing or new.
    #[default]
    #[serde(other)]
    Unknown,
}

/// `payment_status` of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// The money is there.
    Paid,
    /// It is not, or not yet.
    Unpaid,
    /// New, or `no_payment_required`, which a page of ours (never for nothing) cannot have.
    #[serde(other)]
    Unknown,
}

/// A PaymentIntent: the money of a session.
#[derive(Debug, Deserialize)]
pub struct PaymentIntent {
    /// `pi_…`
    pub id: String,
    /// How far it is.
    pub status: IntentStatus,
    /// In Stripe's unit.
    pub amount_received: Option<i64>,
    /// Lower-case ISO 4217.
    pub currency: String,
    /// What we said it is for.
    pub metadata: Option<Metadata>,
    /// The last try to charge.
    pub latest_charge: Option<Expandable<Charge>>,
    /// What the payer is still to do.
    pub next_action: Option<NextAction>,
}

/// `next_action` of a payment intent, as far as it is something to pay with later.
#[derive(Debug, Deserialize)]
pub struct NextAction {
    oxxo_display_details: Option<Slip>,
    boleto_display_details: Option<Slip>,
    konbini_display_details: Option<Slip>,
    multibanco_display_details: Option<Slip>,
    display_bank_transfer_instructions: Option<Slip>,
}

impl NextAction {
    /// The slip, which stands under the name of its kind.
    pub fn slip(&self) -> Option<&Slip> {
        self.oxxo_display_details
            .as_ref()
            .or(self.boleto_display_details.as_ref())
            .or(self.konbini_display_details.as_ref())
            .or(self.multibanco_display_details.as_ref())
            .or(self.display_bank_transfer_instructions.as_ref())
    }
}

/// A voucher, or where a bank is to send the money. Each kind has its own names for the same things.
#[derive(Debug, Deserialize)]
pub struct Slip {
    /// Stripe's page that shows it.
    #[serde(alias = "hosted_instructions_url")]
    pub hosted_voucher_url: Option<String>,
    /// What is typed at the till, or named to the bank.
    #[serde(alias = "reference")]
    pub number: Option<String>,
    /// Multibanco: whom it is paid to, before the reference.
    pub entity: Option<String>,
    /// Unix seconds.
    #[serde(alias = "expires_after")]
    pub expires_at: Option<i64>,
}

/// `status` of a payment intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntentStatus {
    /// The money is there.
    Succeeded,
    /// Under way (bank debit).
    Processing,
    /// Given up.
    Canceled,
    /// Nothing chosen yet, or what was chosen failed.
    RequiresPaymentMethod,
    /// Waiting for the payer; or for us, in ways of paying that we do not use.
    #[serde(rename = "requires_action", alias = "requires_confirmation", alias = "requires_capture")]
    Waiting,
    /// New.
    #[serde(other)]
    Unknown,
}

/// A Charge.
#[derive(Debug, Deserialize)]
pub struct Charge {
    /// Did it succeed?
    #[serde(default)]
    pub paid: bool,
    /// Was the money taken, not only reserved?
    #[serde(default)]
    pub captured: bool,
    /// In Stripe's unit.
    pub amount_captured: i64,
    /// Running total of refunds, in Stripe's unit.
    pub amount_refunded: i64,
    /// Lower-case ISO 4217.
    pub currency: String,
    /// Unix seconds.
    pub created: i64,
    /// Was there ever a dispute?
    #[serde(default)]
    pub disputed: bool,
    /// The money that it belongs to.
    pub payment_intent: Option<Expandable<Reference>>,
    /// Copied by Stripe from the payment intent.
    pub metadata: Option<Metadata>,
    /// Only when asked for.
    pub refunds: Option<List<Refund>>,
    /// The movement on the creditor's Stripe balance; only when asked for.
    pub balance_transaction: Option<Expandable<BalanceTransaction>>,
}

/// A movement on the creditor's balance at Stripe.
#[derive(Debug, Deserialize)]
pub struct BalanceTransaction {
    /// Unix seconds.
    pub created: i64,
}

/// A page of a list.
#[derive(Debug, Deserialize)]
pub struct List<T> {
    /// The page.
    pub data: Vec<T>,
    /// Are there more?
    #[serde(default)]
    pub has_more: bool,
}

/// A Refund.
#[derive(Debug, Deserialize)]
pub struct Refund {
    /// `re_…`
    pub id: String,
    /// In Stripe's unit.
    pub amount: i64,
    /// Lower-case ISO 4217.
    pub currency: String,
    /// Where it stands.
    #[serde(default)]
    pub status: RefundStatus,
    /// The money that it gives back.
    pub payment_intent: Option<Expandable<Reference>>,
    /// What we said it is for, if we made it.
    pub metadata: Option<Metadata>,
}

/// `status` of a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    /// With the payer.
    Succeeded,
    /// Came back.
    Failed,
    /// Withdrawn before it left: the money is the creditor's again, as with `failed`.
    Canceled,
    /// `pending`, `requires_action`, missing or new: on its way.
    #[default]
    #[serde(other)]
    Pending,
}

/// A Dispute.
#[derive(Debug, Deserialize)]
pub struct Dispute {
    /// `du_…`
    pub id: String,
    /// In Stripe's unit.
    pub amount: i64,
    /// Lower-case ISO 4217.
    pub currency: String,
    /// Where it stands.
    pub status: DisputeStatus,
    /// The money that it is about.
    pub payment_intent: Option<Expandable<Reference>>,
    /// What it did to the creditor's balance so far.
    #[serde(default)]
    pub balance_transactions: Vec<DisputeMovement>,
}

/// A movement that a dispute caused.
#[derive(Debug, Deserialize)]
pub struct DisputeMovement {
    /// In Stripe's unit; negative: taken from the creditor.
    pub amount: i64,
}

/// `status` of a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeStatus {
    /// An enquiry.
    WarningNeedsResponse,
    /// An enquiry.
    WarningUnderReview,
    /// An enquiry that came to nothing.
    WarningClosed,
    /// Settled before it became a dispute; if money was given back, a refund says so.
    Prevented,
    /// The creditor must answer.
    NeedsResponse,
    /// The bank is deciding.
    UnderReview,
    /// The creditor contests the decision.
    AppealNeedsResponse,
    /// The bank is deciding again.
    AppealUnderReview,
    /// Decided for the payer.
    Lost,
    /// Decided for the creditor.
    Won,
    /// New.
    #[serde(other)]
    Unknown,
}

/// An error answer.
#[derive(Debug, Deserialize)]
pub struct ErrorAnswer {
    /// What it says.
    pub error: ApiError,
}

/// What an error answer says.
#[derive(Debug, Deserialize)]
pub struct ApiError {
    /// `invalid_request_error`, `idempotency_error` …
    #[serde(rename = "type")]
    pub kind: String,
    /// `amount_too_small` …
    pub code: Option<String>,
    /// For the developer.
    pub message: Option<String>,
}

/// What every event has. The object inside is read by its kind, later.
#[derive(Debug, Deserialize)]
pub struct EventHead {
    /// `evt_…`
    pub id: String,
    /// `event`
    pub object: String,
    /// `checkout.session.completed` …
    #[serde(rename = "type")]
    pub kind: String,
    /// Unix seconds.
    pub created: i64,
    /// Live mode?
    pub livemode: bool,
    /// There must be an object; what it is depends on the kind.
    #[serde(rename = "data")]
    _data: EventData<serde::de::IgnoredAny>,
}

/// An event, read for the object that its kind promises.
#[derive(Debug, Deserialize)]
pub struct EventBody<T> {
    /// The holder of the object.
    pub data: EventData<T>,
}

/// The holder of an event's object.
#[derive(Debug, Deserialize)]
pub struct EventData<T> {
    /// The object as it was when the event was made.
    pub object: T,
}
