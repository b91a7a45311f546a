//! `POST /v1/checkout/sessions`: the parameters Saldo uses, checked as Stripe checks them
//! (docs.stripe.com/api/checkout/sessions/create). Anything else is refused by name, also what
//! Stripe itself would know: better a clear no than a parameter that does nothing.

use super::Books;
use super::acts;
use super::answer::ApiError;
use super::form::Params;
use super::units::{Unacceptable, takes};
use super::unix;
use super::{Delayed, Session, Status};
use chrono::{DateTime, TimeDelta, Utc};

const LOCALES: [&str; 41] = [
    "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr", "hu",
    "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv",
    "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
];
/// A session lives half an hour to a day (`expires_at` in Stripe's description).
const SHORTEST: TimeDelta = TimeDelta::minutes(30);
const LONGEST: TimeDelta = TimeDelta::hours(24);
/// A request may be under way for a moment; Stripe counts from its own clock too.
const LEEWAY: TimeDelta = TimeDelta::seconds(60);

/// Opens a page. Answers its id.
pub(super) fn create(books: &mut Books, params: &mut Params, now: DateTime<Utc>) -> Result<String, ApiError> {
    let mode = params.one_of("mode", &["payment", "setup", "subscription"])?;
    if mode.as_deref() != Some("payment") {
        return Err(mode.map_or_else(
            || ApiError::missing("mode"),
            |mode| ApiError::invalid("mode", None, format!("The sandbox has no pages of mode {mode}.")),
        ));
    }
    params.one_of("ui_mode", &["hosted_page"])?;
    let success_url = params.need("success_url").and_then(|url| web_address("success_url", url))?;
    let cancel_url = params.take("cancel_url").map(|url| web_address("cancel_url", url)).transpose()?;
    let payment = limited(params, "client_reference_id", 200)?;
    let expires_at = expiry(params, now)?;
    let locale = params.one_of("locale", &LOCALES)?.unwrap_or_else(|| "auto".to_owned());
    let (currency, amount) = price(params)?;
    let methods = methods(params, &currency)?;
    let session = Session {
        id: format!("cs_test_a1{}", books.ids.letters(56)),
        payment,
        created: now,
        expires_at,
        currency,
        amount,
        product: params.need("line_items[0][price_data][product_data][name]")?,
        product_note: params.take("line_items[0][price_data][product_data][description]"),
        success_url,
        cancel_url,
        locale,
        email: limited(params, "customer_email", 800)?,
        submit_type: params.one_of("submit_type", &["auto", "book", "donate", "pay", "send_reminder", "subscribe"])?,
        metadata: params.metadata("metadata")?,
        intent_metadata: params.metadata("payment_intent_data[metadata]")?,
        intent_description: limited(params, "payment_intent_data[description]", 1000)?,
        methods,
        voucher_days: voucher_days(params)?,
        adaptive_pricing: params.boolean("adaptive_pricing[enabled]")?.unwrap_or(false),
        status: Status::Open,
        paid: false,
        intent: None,
    };
    // Known to Stripe and without effect on a page that asks for nothing but money.
    params.one_of("billing_address_collection", &["auto", "required"])?;
    params.one_of("customer_creation", &["always", "if_required"])?;
    params.boolean("phone_number_collection[enabled]")?;
    params.boolean("allow_promotion_codes")?;
    limited(params, "payment_intent_data[statement_descriptor_suffix]", 22)?;
    std::mem::take(params).finish()?;
    Ok(open(books, session, now))
}

fn open(books: &mut Books, session: Session, now: DateTime<Utc>) -> String {
    let id = session.id.clone();
    let page = id.clone();
    books.later(session.expires_at, move |books, at| acts::expire(books, &page, at));
    if let Some(payment) = &session.payment {
        books.records.by_payment.insert(payment.clone(), id.clone());
    }
    books.records.opened.push(id.clone());
    books.records.sessions.insert(id.clone(), session);
    if let Some(forgery) = books.luck.forgery() {
        // The page was put there a line ago.
        let _ = acts::forge_payment(books, &id, forgery, now);
    }
    id
}

fn price(params: &mut Params) -> Result<(String, i64), ApiError> {
    let currency_param = "line_items[0][price_data][currency]";
    let currency = params.need(currency_param)?.to_lowercase();
    let amount_param = "line_items[0][price_data][unit_amount]";
    let unit = params.integer(amount_param)?.ok_or_else(|| ApiError::missing(amount_param))?;
    let quantity =
        params.integer("line_items[0][quantity]")?.ok_or_else(|| ApiError::missing("line_items[0][quantity]"))?;
    let amount = unit.checked_mul(quantity).unwrap_or(i64::MAX);
    let code = currency.to_uppercase();
    match takes(amount, &code) {
        Ok(()) => Ok((currency, amount)),
        Err(Unacceptable::Currency) => Err(ApiError::invalid(
            currency_param,
            None,
            format!("Invalid currency: {}", currency.chars().take(12).collect::<String>()),
        )),
        Err(Unacceptable::Small { min }) => Err(ApiError::coded(
            "amount_too_small",
            format!("The Checkout Session's total amount must be at least {min} ({code})."),
        )),
        Err(Unacceptable::Large) => Err(ApiError::coded(
            "amount_too_large",
            "The Checkout Session's total amount must be no more than 99999999.",
        )),
        Err(Unacceptable::Step { of }) => {
            let message = format!("Invalid amount: {code} takes multiples of {of} only.");
            Err(ApiError::invalid(amount_param, Some("parameter_invalid_integer"), message))
        }
    }
}

fn expiry(params: &mut Params, now: DateTime<Utc>) -> Result<DateTime<Utc>, ApiError> {
    let Some(at) = params.integer("expires_at")? else { return Ok(now + LONGEST) };
    DateTime::from_timestamp(at, 0)
        .filter(|at| unix(*at) >= unix(now + SHORTEST - LEEWAY) && *at <= now + LONGEST + LEEWAY)
        .ok_or_else(|| {
            let message = "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session creation.";
            ApiError::invalid("expires_at", None, message)
        })
}

/// Asked for, or all that can take the currency.
fn methods(params: &mut Params, currency: &str) -> Result<Vec<String>, ApiError> {
    let asked = params.list("payment_method_types");
    if asked.is_empty() {
        let delayed = Delayed::ALL.into_iter().filter(|delayed| delayed.currency() == currency);
        return Ok(["card"].into_iter().chain(delayed.map(Delayed::as_str)).map(str::to_owned).collect());
    }
    for (at, method) in asked.iter().enumerate() {
        let delayed = Delayed::ALL.into_iter().find(|delayed| delayed.as_str() == method);
        let param = format!("payment_method_types[{at}]");
        if delayed.is_some_and(|delayed| delayed.currency() != currency) {
            return Err(ApiError::invalid(
                &param,
                None,
                format!("The currency {currency} is not supported by {method}."),
            ));
        }
        if delayed.is_none() && method != "card" && method != "link" {
            return Err(ApiError::invalid(&param, None, "The sandbox has no such payment method."));
        }
    }
    Ok(asked)
}

/// Three days unless said otherwise, as OXXO and Boleto have it.
fn voucher_days(params: &mut Params) -> Result<i64, ApiError> {
    let oxxo = params.integer("payment_method_options[oxxo][expires_after_days]")?;
    let boleto = params.integer("payment_method_options[boleto][expires_after_days]")?;
    let days = oxxo.or(boleto).unwrap_or(3);
    if (0..=60).contains(&days) {
        Ok(days)
    } else {
        Err(ApiError::invalid("payment_method_options", None, "A voucher lives 0 to 60 days."))
    }
}

fn limited(params: &mut Params, name: &str, most: usize) -> Result<Option<String>, ApiError> {
    match params.take(name) {
        Some(value) if value.chars().count() > most => {
            let message = format!("Invalid string: {name} must be at most {most} characters");
            Err(ApiError::invalid(name, None, message))
        }
        value => Ok(value),
    }
}

fn web_address(name: &str, text: String) -> Result<String, ApiError> {
    // The braces of {CHECKOUT_SESSION_ID} are Stripe's own and no part of an address.
    let plain = text.replace("{CHECKOUT_SESSION_ID}", "cs");
    let good = url::Url::parse(&plain).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if good && text.len() <= 5000 {
        Ok(text)
    } else {
        Err(ApiError::invalid(name, Some("url_invalid"), "Not a valid URL"))
    }
}
