//! PayPal's approval page, as far as a person needs it to try Saldo.

use super::super::html::{self, Words, button, esc};
use super::super::state::{Books, Ending, Refusal, Sandbox};
use super::super::units::{for_people, paypal_text};
use super::{Funding, Order, Status, acts, objects};
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::fmt::Write;

const BRAND: &str = "PayPal";

/// `?token=`: the order.
#[derive(Debug, Deserialize)]
pub(super) struct Token {
    token: String,
}

/// What a button says.
#[derive(Debug, Deserialize)]
pub(super) struct Choice {
    how: String,
    /// How an eCheck goes on: `open`, `10s`, `60s`, `fail`.
    #[serde(default)]
    then: String,
}

/// `GET /checkoutnow`.
pub(super) async fn show(State(sandbox): State<Sandbox>, Query(token): Query<Token>, headers: HeaderMap) -> Response {
    sandbox.with(|books, _| match books.paypal.orders.get(&token.token) {
        None => html::not_found(&headers, BRAND),
        Some(o) => {
            let words = html::words(&o.locale, &headers);
            if can_choose(o) { pay_page(o, words) } else { html::over(words, BRAND, o.cancel_url.as_deref()) }
        }
    })
}

/// `POST /checkoutnow`.
pub(super) async fn act(
    State(sandbox): State<Sandbox>,
    Query(token): Query<Token>,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> Response {
    sandbox.with(|books, now| {
        let result = pay(books, &token.token, &choice.how, Ending::chosen(&choice.then), now);
        let Some(o) = books.paypal.orders.get(&token.token) else { return html::not_found(&headers, BRAND) };
        let words = html::words(&o.locale, &headers);
        match result {
            Ok(Some(address)) => {
                let headers = [(header::LOCATION, address.as_str()), (header::CACHE_CONTROL, "no-store")];
                (StatusCode::SEE_OTHER, headers).into_response()
            }
            Ok(None) => {
                let body = format!("<h1>{}</h1>\n<p>{}</p>", words.closed, words.close_window);
                html::page(StatusCode::OK, words, BRAND, words.closed, &body)
            }
            Err(_) => html::over(words, BRAND, o.cancel_url.as_deref()),
        }
    })
}

/// Pays as `how` says; the page and `/_sandbox/pay` both come through here. Answers where the
/// browser goes, if anywhere.
pub(in super::super) fn pay(
    books: &mut Books,
    id: &str,
    how: &str,
    ending: Ending,
    now: DateTime<Utc>,
) -> Result<Option<String>, Refusal> {
    let funding = match how {
        "approve" | "approve_close" => Funding::Balance,
        "echeck" | "review" => Funding::Later(ending),
        "decline" => Funding::Empty,
        "cancel" | "leave" => {
            let order = books.paypal.order(id)?;
            return Ok(order.cancel_url.as_deref().and_then(|url| with_token(url, id, false)));
        }
        other => {
            let known = "approve, approve_close, echeck, review, decline, cancel";
            return Err(Refusal::NotNow(format!("`{other}` is no way to pay here ({known})")));
        }
    };
    acts::approve(books, id, funding, now)?;
    let order = books.paypal.order(id)?;
    let back = order.return_url.as_deref().filter(|_| how != "approve_close");
    Ok(back.and_then(|url| with_token(url, id, true)))
}

/// The address with `token`, and `PayerID` after an approval, put after what it has.
fn with_token(url: &str, order: &str, approved: bool) -> Option<String> {
    let mut url = url::Url::parse(url).ok()?;
    url.query_pairs_mut().append_pair("token", order);
    if approved {
        url.query_pairs_mut().append_pair("PayerID", objects::payer_id());
    }
    Some(url.into())
}

fn can_choose(o: &Order) -> bool {
    o.status == Status::Created || (o.status == Status::Approved && o.funding == Funding::Empty)
}

fn pay_page(o: &Order, words: &Words) -> Response {
    let title = o.brand.as_deref().or(o.description.as_deref()).unwrap_or(words.pay_to);
    let amount = for_people(&paypal_text(o.amount, &o.currency), &o.currency);
    let mut body = format!("<h1>{}</h1>\n<p class=\"amount\">{}</p>\n", esc(title), esc(&amount));
    if let Some(description) = o.description.as_deref().filter(|description| *description != title) {
        let _ = writeln!(body, "<p class=\"note\">{}</p>", esc(description));
    }
    if let Some(payment) = o.payment() {
        let _ = writeln!(body, "<p class=\"reference\">{}</p>", esc(payment));
    }
    button(&mut body, "approve", words.approve, words.approve_note, "first");
    button(&mut body, "approve_close", words.approve_close, words.approve_close_note, "second");
    let _ = writeln!(
        body,
        r#"<form method="post" class="later">
<label for="then">{then}</label>
<select id="then" name="then"><option value="open">{open}</option><option value="10s">{soon}</option><option value="60s">{minute}</option><option value="fail">{fails}</option></select>
<button class="second" name="how" value="{value}">{label}</button>
<p class="note">{note}</p></form>"#,
        value = if o.immediate { "review" } else { "echeck" },
        label = if o.immediate { words.review } else { words.echeck },
        then = words.voucher_then,
        open = words.voucher_open,
        soon = words.voucher_soon,
        minute = words.voucher_minute,
        fails = words.voucher_fails,
        note = words.echeck_note,
    );
    button(&mut body, "decline", words.refuse, words.refuse_note, "second");
    button(&mut body, "cancel", words.cancel, words.leave_note, "second");
    html::page(StatusCode::OK, words, BRAND, &format!("{} · {title}", words.pay_to), &body)
}
