//! Stripe's hosted page, as far as a person needs it to try Saldo.

use super::units::text;
use super::words::words as own_words;
use super::{Books, Sandbox};
use super::{Delayed, Session, acts};
use crate::html::{self, Words, button, esc};
use crate::outcomes::{Ending, Refusal};
use crate::units::for_people;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::fmt::Write;

const BRAND: &str = "Stripe";

/// What a button says.
#[derive(Debug, Deserialize)]
pub(super) struct Choice {
    how: String,
    /// How a voucher goes on: `open`, `10s`, `60s`, `fail`.
    #[serde(default)]
    then: String,
}

/// `GET /c/pay/{id}`.
pub(super) async fn show(State(sandbox): State<Sandbox>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    sandbox.with(|books, _| match books.records.sessions.get(&id) {
        None => html::not_found(&headers, BRAND),
        Some(s) if !s.status.is_open() => html::over(html::words(&s.locale, &headers), BRAND, s.cancel_url.as_deref()),
        Some(s) => pay_page(s, html::words(&s.locale, &headers), false),
    })
}

/// `POST /c/pay/{id}`.
pub(super) async fn act(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> Response {
    sandbox.with(|books, now| {
        let result = pay(books, &id, &choice.how, Ending::chosen(&choice.then), now);
        let Some(s) = books.records.sessions.get(&id) else { return html::not_found(&headers, BRAND) };
        let words = html::words(&s.locale, &headers);
        match result {
            Ok(Some(address)) => away(&address),
            Ok(None) if choice.how == "decline" => pay_page(s, words, true),
            Ok(None) | Err(_) => html::over(words, BRAND, s.cancel_url.as_deref()),
        }
    })
}

/// `GET /vouchers/{id}`: what the payer would take to the shop.
pub(super) async fn voucher(State(sandbox): State<Sandbox>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    sandbox.with(|books, _| {
        let slip = |s: &Session| {
            let intent = books.records.intents.get(s.intent.as_ref()?)?;
            s.delayed().filter(|_| intent.status == "requires_action")?.number(intent)
        };
        let Some(s) = books.records.sessions.get(&id) else { return html::not_found(&headers, BRAND) };
        let words = html::words(&s.locale, &headers);
        let Some(number) = slip(s) else { return html::over(words, BRAND, None) };
        let body = format!(
            "{}<h2>{}</h2>\n<p class=\"number\">{}</p>\n",
            head(s),
            own_words(words.lang).voucher_number,
            esc(&number)
        );
        html::page(StatusCode::OK, words, BRAND, &s.product, &body)
    })
}

/// Pays as `how` says; the page and `/_sandbox/pay` both come through here. Answers where the
/// browser goes; nowhere when the card is declined.
pub(super) fn pay(
    books: &mut Books,
    id: &str,
    how: &str,
    ending: Ending,
    now: DateTime<Utc>,
) -> Result<Option<String>, Refusal> {
    match how {
        "card" => acts::pay_by_card(books, id, now)?,
        "voucher" | "debit" => acts::pay_later(books, id, ending, now)?,
        "decline" => {
            acts::decline(books, id, now)?;
            return Ok(None);
        }
        "leave" => return Ok(books.records.session(id)?.cancel_url.clone()),
        other => {
            let known = "card, decline, voucher, debit, leave";
            return Err(Refusal::NotNow(format!("`{other}` is no way to pay here ({known})")));
        }
    }
    Ok(Some(success_address(books.records.session(id)?)))
}

/// The success address with the page's id filled in.
fn success_address(s: &Session) -> String {
    s.success_url.replace("{CHECKOUT_SESSION_ID}", &s.id)
}

fn away(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address), (header::CACHE_CONTROL, "no-store")]).into_response()
}

fn head(s: &Session) -> String {
    let code = s.code();
    let amount = for_people(&text(s.amount, &code), &code);
    let mut head = format!("<h1>{}</h1>\n<p class=\"amount\">{}</p>\n", esc(&s.product), esc(&amount));
    if let Some(note) = &s.product_note {
        let _ = writeln!(head, "<p class=\"note\">{}</p>", esc(note));
    }
    if let Some(payment) = &s.payment {
        let _ = writeln!(head, "<p class=\"reference\">{}</p>", esc(payment));
    }
    head
}

fn pay_page(s: &Session, words: &Words, declined: bool) -> Response {
    let own = own_words(words.lang);
    let mut body = head(s);
    if declined {
        let _ = writeln!(body, "<p class=\"error\" role=\"alert\">{}</p>", own.declined);
    }
    button(&mut body, "card", own.card, own.card_note, "first");
    button(&mut body, "decline", own.decline, own.decline_note, "second");
    if let Some(delayed) = s.delayed() {
        voucher_form(&mut body, words, delayed);
    }
    button(&mut body, "leave", words.leave, words.leave_note, "second");
    // A declined card leaves the payer on the page; nothing failed on the server.
    html::page(StatusCode::OK, words, BRAND, &format!("{} · {}", words.pay_to, s.product), &body)
}

fn voucher_form(body: &mut String, words: &Words, delayed: Delayed) {
    let own = own_words(words.lang);
    let _ = writeln!(
        body,
        r#"<form method="post" class="later">
<label for="then">{then}</label>
<select id="then" name="then"><option value="open">{open}</option><option value="10s">{soon}</option><option value="60s">{minute}</option><option value="fail">{fails}</option></select>
<button class="second" name="how" value="voucher">{label} {brand}</button>
<p class="note">{note}</p></form>"#,
        label = own.voucher,
        brand = delayed.brand(),
        then = words.later_then,
        open = words.later_open,
        soon = words.later_soon,
        minute = words.later_minute,
        fails = words.later_fails,
        note = own.voucher_note,
    );
}
