//! PayPal's approval page, as far as a person needs it to try Saldo.

use super::units::text;
use super::words::words as own_words;
use super::{Books, Sandbox};
use super::{Funding, Order, Status, acts, objects};
use crate::html::{self, Words, button, esc};
use crate::outcomes::{Ending, Refusal};
use crate::units::for_people;
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
    sandbox.with(|books, _| match books.records.orders.get(&token.token) {
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
        let Some(o) = books.records.orders.get(&token.token) else { return html::not_found(&headers, BRAND) };
        let words = html::words(&o.locale, &headers);
        match result {
            Ok(Some(address)) => {
                let headers = [(header::LOCATION, address.as_str()), (header::CACHE_CONTROL, "no-store")];
                (StatusCode::SEE_OTHER, headers).into_response()
            }
            Ok(None) => {
                let own = own_words(words.lang);
                let body = format!("<h1>{}</h1>\n<p>{}</p>", own.closed, own.close_window);
                html::page(StatusCode::OK, words, BRAND, own.closed, &body)
            }
            Err(_) => html::over(words, BRAND, o.cancel_url.as_deref()),
        }
    })
}

/// Pays as `how` says; the page and `/_sandbox/pay` both come through here. Answers where the
/// browser goes, if anywhere.
pub(super) fn pay(
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
            let order = books.records.order(id)?;
            return Ok(order.cancel_url.as_deref().and_then(|url| with_token(url, id, false)));
        }
        other => {
            let known = "approve, approve_close, echeck, review, decline, cancel";
            return Err(Refusal::NotNow(format!("`{other}` is no way to pay here ({known})")));
        }
    };
    acts::approve(books, id, funding, now)?;
    let order = books.records.order(id)?;
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
    let own = own_words(words.lang);
    let title = o.brand.as_deref().or(o.description.as_deref()).unwrap_or(words.pay_to);
    let amount = for_people(&text(o.amount, &o.currency), &o.currency);
    let mut body = format!("<h1>{}</h1>\n<p class=\"amount\">{}</p>\n", esc(title), esc(&amount));
    if let Some(description) = o.description.as_deref().filter(|description| *description != title) {
        let _ = writeln!(body, "<p class=\"note\">{}</p>", esc(description));
    }
    if let Some(payment) = o.payment() {
        let _ = writeln!(body, "<p class=\"reference\">{}</p>", esc(payment));
    }
    button(&mut body, "approve", own.approve, own.approve_note, "first");
    button(&mut body, "approve_close", own.approve_close, own.approve_close_note, "second");
    let _ = writeln!(
        body,
        r#"<form method="post" class="later">
<label for="then">{then}</label>
<select id="then" name="then"><option value="open">{open}</option><option value="10s">{soon}</option><option value="60s">{minute}</option><option value="fail">{fails}</option></select>
<button class="second" name="how" value="{value}">{label}</button>
<p class="note">{note}</p></form>"#,
        value = if o.immediate { "review" } else { "echeck" },
        label = if o.immediate { own.review } else { own.echeck },
        then = words.later_then,
        open = words.later_open,
        soon = words.later_soon,
        minute = words.later_minute,
        fails = words.later_fails,
        note = own.echeck_note,
    );
    button(&mut body, "decline", own.refuse, own.refuse_note, "second");
    button(&mut body, "cancel", own.cancel, words.leave_note, "second");
    html::page(StatusCode::OK, words, BRAND, &format!("{} · {title}", words.pay_to), &body)
}
