//! PayPal's shapes: the few fields that we read and write, whatever else is there.
//!
//! Unknown fields and unknown values of a status are allowed everywhere. Unknown never means settled.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// An amount as decimal text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Amount {
    /// ISO 4217.
    pub currency_code: String,
    /// In major units.
    pub value: String,
}

/// What we ask for when we create an order.
#[derive(Debug, Serialize)]
pub struct NewOrder<'a> {
    pub intent: &'static str,
    pub purchase_units: [NewUnit<'a>; 1],
    pub payment_source: NewSource<'a>,
}

/// The one thing that is paid for.
#[derive(Debug, Serialize)]
pub struct NewUnit<'a> {
    pub amount: Amount,
    /// At most 127 characters.
    pub description: String,
    /// Our payment.
    pub custom_id: &'a str,
    /// Our payment again: PayPal takes each only once, a second net under the idempotency key.
    pub invoice_id: &'a str,
}

/// How it is paid: a PayPal account, by redirect.
#[derive(Debug, Serialize)]
pub struct NewSource<'a> {
    pub paypal: NewPaypal<'a>,
}

#[derive(Debug, Serialize)]
pub struct NewPaypal<'a> {
    pub experience_context: Experience<'a>,
}

/// What the payer sees.
#[derive(Debug, Serialize)]
pub struct Experience<'a> {
    pub return_url: &'a str,
    pub cancel_url: &'a str,
    pub user_action: &'static str,
    pub payment_method_preference: &'static str,
    pub shipping_preference: &'static str,
    pub locale: &'static str,
}

/// An order.
#[derive(Debug, Deserialize)]
pub struct Order {
    pub id: String,
    pub status: OrderStatus,
    #[serde(default)]
    pub purchase_units: Vec<PurchaseUnit>,
    #[serde(default)]
    pub links: Vec<Link>,
}

/// `status` of an order. It never tells about money; the captures do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderStatus {
    /// The payer agreed; we must capture.
    Approved,
    /// Captured, with whatever outcome.
    Completed,
    /// Over.
    Voided,
    /// `CREATED`, `SAVED`, `PAYER_ACTION_REQUIRED`, or new: the payer has not agreed.
    #[serde(other)]
    Waiting,
}

#[derive(Debug, Deserialize)]
pub struct PurchaseUnit {
    pub custom_id: Option<String>,
    pub invoice_id: Option<String>,
    #[serde(default)]
    pub payments: Payments,
}

#[derive(Debug, Default, Deserialize)]
pub struct Payments {
    #[serde(default)]
    pub captures: Vec<Capture>,
    #[serde(default)]
    pub refunds: Vec<Refund>,
}

/// The money.
#[derive(Debug, Deserialize)]
pub struct Capture {
    pub id: String,
    pub status: CaptureStatus,
    pub amount: Amount,
    pub custom_id: Option<String>,
    pub invoice_id: Option<String>,
    pub create_time: Option<DateTime<Utc>>,
    pub supplementary_data: Option<Supplementary>,
}

/// `status` of a capture: the only truth about money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaptureStatus {
    Completed,
    Declined,
    Failed,
    PartiallyRefunded,
    Refunded,
    /// `PENDING`, or new.
    #[serde(other)]
    Pending,
}

#[derive(Debug, Deserialize)]
pub struct Supplementary {
    pub related_ids: Option<RelatedIds>,
}

#[derive(Debug, Deserialize)]
pub struct RelatedIds {
    pub order_id: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Refund {
    pub id: String,
    #[serde(default)]
    pub status: RefundStatus,
    pub amount: Amount,
    pub custom_id: Option<String>,
    pub invoice_id: Option<String>,
    pub seller_payable_breakdown: Option<RefundBreakdown>,
    #[serde(default)]
    pub links: Vec<Link>,
}

/// `status` of a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RefundStatus {
    Completed,
    Failed,
    Cancelled,
    /// `PENDING`, missing or new.
    #[default]
    #[serde(other)]
    Pending,
}

#[derive(Debug, Deserialize)]
pub struct RefundBreakdown {
    /// The running total of the capture.
    pub total_refunded_amount: Option<Amount>,
}

#[derive(Debug, Deserialize)]
pub struct Link {
    pub href: String,
    pub rel: String,
}

/// Resource of `CHECKOUT.PAYMENT-APPROVAL.REVERSED`.
#[derive(Debug, Deserialize)]
pub struct ReversedApproval {
    pub order_id: String,
    #[serde(default)]
    pub purchase_units: Vec<PurchaseUnit>,
}

#[derive(Debug, Deserialize)]
pub struct Dispute {
    #[serde(default)]
    pub status: DisputeStatus,
    #[serde(default)]
    pub dispute_life_cycle_stage: DisputeStage,
    pub dispute_amount: Amount,
    #[serde(default)]
    pub disputed_transactions: Vec<DisputedTransaction>,
    pub dispute_outcome: Option<DisputeOutcome>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DisputeStatus {
    Resolved,
    /// Any other: it goes on.
    #[default]
    #[serde(other)]
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DisputeStage {
    /// PayPal decides: the money is held.
    Chargeback,
    PreArbitration,
    Arbitration,
    /// `INQUIRY`: payer and creditor talk; missing, or new.
    #[default]
    #[serde(other)]
    Inquiry,
}

#[derive(Debug, Deserialize)]
pub struct DisputedTransaction {
    /// The capture.
    pub seller_transaction_id: Option<String>,
    /// What we gave as `custom_id`.
    pub custom: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct DisputeOutcome {
    pub outcome_code: Option<String>,
    pub amount_refunded: Option<Amount>,
}

/// A page of disputes, in short form.
#[derive(Debug, Deserialize)]
pub struct DisputeList {
    #[serde(default)]
    pub items: Vec<DisputeInfo>,
}

#[derive(Debug, Deserialize)]
pub struct DisputeInfo {
    pub dispute_id: String,
}

#[derive(Debug, Serialize)]
pub struct NewRefund<'a> {
    pub amount: Amount,
    pub custom_id: &'a str,
}

#[derive(Deserialize)]
pub struct Token {
    pub access_token: String,
    pub expires_in: u64,
}

/// An error answer of the v1 and v2 APIs (`name`), or of the token's (`error`).
#[derive(Debug, Deserialize)]
pub struct ErrorAnswer {
    #[serde(alias = "error")]
    pub name: String,
    #[serde(alias = "error_description")]
    pub message: Option<String>,
    #[serde(default)]
    pub details: Vec<ErrorDetail>,
}

#[derive(Debug, Deserialize)]
pub struct ErrorDetail {
    pub issue: Option<String>,
    pub description: Option<String>,
}

/// What every event has. The resource is read by its kind, later.
#[derive(Debug, Deserialize)]
pub struct EventHead {
    /// `WH-…`
    pub id: String,
    pub event_type: String,
    pub resource_type: Option<String>,
    #[serde(rename = "resource")]
    _resource: serde::de::IgnoredAny,
}

/// An event, read for the resource that its kind promises.
#[derive(Debug, Deserialize)]
pub struct EventBody<T> {
    pub resource: T,
}
