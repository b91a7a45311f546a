//! What every provider does, and the types that it is spoken to in.

use ::http::HeaderMap;
use chrono::{DateTime, Utc};
use domain::creditor_code::CreditorCode;
use domain::id::PaymentId;
use domain::money::{Currency, Money};
use domain::payment::{PaymentUpdate, ProviderName};
use futures::future::BoxFuture;

/// What can be charged in one currency. Units: our own minor units (ISO 4217).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The least that can be charged.
    pub min: Money,
    /// The most that can be charged.
    pub max: Money,
    /// Amounts must be multiples of this many minor units (Stripe: 10 for KWD).
    pub step: i64,
}

/// What a provider needs to open a page for a payment.
#[derive(Debug, Clone)]
pub struct CheckoutRequest {
    /// Our payment; goes to the provider as its reference.
    pub payment: PaymentId,
    /// Whose payment it is; goes to the provider beside it, so that a callback names its creditor. Nothing else of
    /// ours goes there.
    pub creditor: CreditorCode,
    /// What to charge, exactly.
    pub amount: Money,
    /// What the payer reads at the provider: the creditor's name, no personal data.
    pub description: String,
    /// The payer's language: `es`, `en`, `pt`.
    pub language: String,
    /// Where the browser goes after paying.
    pub success_url: String,
    /// Where the browser goes after giving up.
    pub cancel_url: String,
    /// When the provider's page should close.
    pub expires_at: DateTime<Utc>,
    /// Written to our database before the call; the same key never opens two pages.
    pub idempotency_key: String,
}

/// A page that a provider opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The provider's id of the page (Stripe: checkout session; PayPal: order).
    pub session: String,
    /// Where to send the payer.
    pub url: String,
}

/// What we know of a payment when we ask its provider.
#[derive(Debug, Clone)]
pub struct CheckoutRef {
    /// Our payment.
    pub payment: PaymentId,
    /// Whose payment it is.
    pub creditor: CreditorCode,
    /// The provider's page.
    pub session: String,
    /// The provider's id of the money, once paid (Stripe: payment intent; PayPal: capture).
    pub reference: Option<String>,
    /// The currency that was asked for.
    pub currency: Currency,
}

/// A verified event, in our words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The provider's id of the event: the key of "exactly once".
    pub id: String,
    /// The provider's id of this transmission, where it is signed: two events cannot come by one.
    pub delivery: Option<String>,
    /// The provider's name of it, for people (`checkout.session.completed`).
    pub kind: String,
    /// Made in the provider's live mode? `None` where the provider does not say.
    pub live: Option<bool>,
    /// The payment it is about, if it is about one.
    pub about: Option<PaymentRef>,
    /// What it says; several for an event that tells several things, none for one that moves
    /// nothing. An event about money that cannot be read is [`ParsedEvent::Unreadable`].
    pub parsed: ParsedEvent,
}

/// What an event says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParsedEvent {
    /// These updates, in this order.
    Updates(Vec<PaymentUpdate>),
    /// A kind of event that never moves money: stored, counted, done.
    Nothing,
    /// A kind that moves money, in a form we cannot read; the reason, for the list of exceptions.
    Unreadable(String),
}

/// How an event names its payment, best first. All of these are compared with the books.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentRef {
    /// Our own id, where the provider carried it along.
    pub payment: Option<PaymentId>,
    /// Whose payment it is, where the provider carried that along.
    pub creditor: Option<CreditorCode>,
    /// The provider's page (checkout session, order).
    pub session: Option<String>,
    /// The provider's money (payment intent, capture).
    pub reference: Option<String>,
}

/// Why a provider did not do what we asked.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// It could not be reached, or answered with a fault of its own; nothing is known, try again.
    #[error("the provider is away: {0}")]
    Away(String),
    /// It understood and refused; trying again is useless.
    #[error("the provider refused: {0}")]
    Refused(String),
    /// It says the amount cannot be charged (too small after conversion, for example).
    #[error("the provider cannot take this amount: {0}")]
    Amount(String),
    /// It answered something that is not its API.
    #[error("the provider's answer cannot be read: {0}")]
    Unreadable(String),
}

/// Why a callback was not believed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// No signature, a wrong one, too old, or a body that is no event: answer 400, change nothing.
    #[error("forged or damaged: {0}")]
    Forged(&'static str),
    /// What is needed to check it could not be had (PayPal's certificate): answer 503, so that the
    /// provider tries again.
    #[error("cannot be checked now: {0}")]
    Unavailable(String),
}

/// What every provider does. Extras belong in further traits.
pub trait Provider: Send + Sync {
    /// Which one it is.
    fn name(&self) -> ProviderName;

    /// What it can charge in `currency`; `None` if it cannot at all.
    fn limits(&self, currency: Currency) -> Option<Limits>;

    /// The origins the browser may be sent to, for the page's `form-action`.
    fn checkout_origins(&self) -> Vec<String>;

    /// Opens a page for the payment. Safe to repeat with the same order: the key makes it one page.
    fn open<'a>(&'a self, order: &'a CheckoutRequest) -> BoxFuture<'a, Result<Opened, ProviderError>>;

    /// Asks what became of a payment: all updates that the provider knows now, refunds and
    /// chargebacks included.
    fn poll<'a>(&'a self, checkout: &'a CheckoutRef) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>>;

    /// Closes the page so that it can no longer be paid. Answers what is true afterwards: it may
    /// have been paid a moment before.
    fn close<'a>(&'a self, checkout: &'a CheckoutRef) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>>;

    /// Takes the money that the payer approved (PayPal). Stripe captures by itself and answers as
    /// [`Provider::poll`] does.
    fn capture<'a>(&'a self, checkout: &'a CheckoutRef) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>>;

    /// Gives `amount` back. Safe to repeat with the same key.
    fn refund<'a>(
        &'a self,
        checkout: &'a CheckoutRef,
        amount: Money,
        idempotency_key: &'a str,
    ) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>>;

    /// Checks the signature over the raw bytes, then reads. An unsigned body is never parsed.
    fn read_webhook<'a>(
        &'a self,
        headers: &'a HeaderMap,
        body: &'a [u8],
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Event, WebhookError>>;
}
