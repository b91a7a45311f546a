//! `POST /v2/checkout/orders`: the fields Saldo uses, checked as PayPal checks them
//! (developer.paypal.com/docs/api/orders/v2). Anything else is refused by name, also what PayPal
//! itself would know: better a clear no than a field that does nothing.

use super::Books;
use super::problem::Problem;
use super::units::{digits, read};
use super::{Funding, Order, Status};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

/// To be approved within three hours of creation, and captured within three of approval.
pub(super) const APPROVE_WITHIN: TimeDelta = TimeDelta::hours(3);
/// No order is larger; PayPal's own limit depends on the account.
const MOST: i64 = 99_999_999_999;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrderRequest {
    intent: String,
    purchase_units: Vec<Unit>,
    payment_source: Option<PaymentSource>,
    application_context: Option<Context>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    reference_id: Option<String>,
    amount: Amount,
    custom_id: Option<String>,
    invoice_id: Option<String>,
    description: Option<String>,
    soft_descriptor: Option<String>,
}

/// An amount as PayPal writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amount {
    pub(super) currency_code: String,
    pub(super) value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PaymentSource {
    paypal: Wallet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wallet {
    experience_context: Option<Context>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Context {
    brand_name: Option<String>,
    locale: Option<String>,
    landing_page: Option<String>,
    shipping_preference: Option<String>,
    user_action: Option<String>,
    payment_method_preference: Option<String>,
    return_url: Option<String>,
    cancel_url: Option<String>,
}

/// Makes an order. Answers its id.
pub(super) fn create(books: &mut Books, request: OrderRequest, now: DateTime<Utc>) -> Result<String, Problem> {
    if request.intent != "CAPTURE" {
        return Err(Problem::malformed("INVALID_PARAMETER_VALUE", "/intent"));
    }
    let mut units = request.purchase_units.into_iter();
    let unit = units.next().ok_or_else(|| Problem::malformed("MISSING_REQUIRED_PARAMETER", "/purchase_units"))?;
    if units.next().is_some() {
        return Err(Problem::malformed("INVALID_ARRAY_MAX_ITEMS", "/purchase_units"));
    }
    let amount = unit.amount.read()?;
    let wallet = request.payment_source.is_some();
    let context = request.payment_source.and_then(|source| source.paypal.experience_context);
    let context = context.or(request.application_context).unwrap_or_default();
    context.check()?;
    let order = Order {
        id: books.ids.capitals(17),
        created: now,
        updated: now,
        status: Status::Created,
        wallet,
        amount,
        currency: unit.amount.currency_code,
        reference_id: limited("reference_id", unit.reference_id, 256)?.unwrap_or_else(|| "default".to_owned()),
        custom_id: limited("custom_id", unit.custom_id, 127)?,
        invoice_id: limited("invoice_id", unit.invoice_id, 127)?,
        description: limited("description", unit.description, 127)?,
        soft_descriptor: limited("soft_descriptor", unit.soft_descriptor, 22)?,
        brand: limited("brand_name", context.brand_name, 127)?,
        locale: context.locale.unwrap_or_default(),
        return_url: web_address("return_url", context.return_url)?,
        cancel_url: web_address("cancel_url", context.cancel_url)?,
        immediate: context.payment_method_preference.as_deref() == Some("IMMEDIATE_PAYMENT_REQUIRED"),
        funding: Funding::Balance,
        capture: None,
    };
    let id = order.id.clone();
    let order_id = id.clone();
    books.later(now + APPROVE_WITHIN, move |books, at| super::acts::expire(books, &order_id, at));
    if let Some(payment) = order.payment() {
        books.records.by_payment.insert(payment.to_owned(), id.clone());
    }
    books.records.made.push(id.clone());
    books.records.orders.insert(id.clone(), order);
    if let Some(forgery) = books.luck.forgery() {
        // The order was put there a line ago.
        let _ = super::acts::forge_capture(books, &id, forgery, now);
    }
    Ok(id)
}

impl Amount {
    /// The amount in PayPal's smallest units.
    pub(super) fn read(&self) -> Result<i64, Problem> {
        let digits = digits(&self.currency_code).ok_or_else(|| Problem::rule("INVALID_CURRENCY_CODE"))?;
        match read(&self.value, digits) {
            None if read(&self.value, 9).is_some() => Err(Problem::rule("DECIMAL_PRECISION")),
            None => Err(Problem::malformed("INVALID_PARAMETER_SYNTAX", "/purchase_units/0/amount/value")),
            Some(0) => Err(Problem::rule("CANNOT_BE_ZERO_OR_NEGATIVE")),
            Some(amount) if amount > MOST => Err(Problem::rule("MAX_VALUE_EXCEEDED")),
            Some(amount) => Ok(amount),
        }
    }
}

impl Context {
    fn check(&self) -> Result<(), Problem> {
        let locale = self.locale.as_deref().is_none_or(|l| {
            (2..=10).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        });
        let checks = [
            ("locale", locale),
            ("landing_page", known(&self.landing_page, &["LOGIN", "BILLING", "GUEST_CHECKOUT", "NO_PREFERENCE"])),
            (
                "shipping_preference",
                known(&self.shipping_preference, &["GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"]),
            ),
            ("user_action", known(&self.user_action, &["CONTINUE", "PAY_NOW"])),
            (
                "payment_method_preference",
                known(&self.payment_method_preference, &["UNRESTRICTED", "IMMEDIATE_PAYMENT_REQUIRED"]),
            ),
        ];
        match checks.iter().find(|(_, good)| !good) {
            None => Ok(()),
            Some((name, _)) => Err(Problem::malformed(
                "INVALID_PARAMETER_VALUE",
                &format!("/payment_source/paypal/experience_context/{name}"),
            )),
        }
    }
}

fn known(value: &Option<String>, list: &[&str]) -> bool {
    value.as_deref().is_none_or(|value| list.contains(&value))
}

/// A text of 1 to `most` characters, or none.
pub(super) fn limited(name: &str, value: Option<String>, most: usize) -> Result<Option<String>, Problem> {
    match value {
        Some(value) if value.is_empty() || value.chars().count() > most => {
            Err(Problem::malformed("INVALID_STRING_LENGTH", &format!("/{name}")))
        }
        value => Ok(value),
    }
}

fn web_address(name: &str, value: Option<String>) -> Result<Option<String>, Problem> {
    let good = |text: &String| {
        text.len() <= 4000 && url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
    };
    match value {
        Some(text) if !good(&text) => Err(Problem::malformed("INVALID_PARAMETER_SYNTAX", &format!("/{name}"))),
        value => Ok(value),
    }
}
