//! What a payer and time do to a Checkout Session, and the events that follow.

use super::Books;
use super::unix;
use super::{API_VERSION, Charge, Delayed, Intent, Session, Status, objects};
use crate::chance::Chance;
use crate::faults::Forgery;
use crate::outcomes::{Ending, Refusal};
use crate::state::{Event, after_ms};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

/// The payer pays by card.
pub(super) fn pay_by_card(books: &mut Books, id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
    open_page(books, id)?;
    let intent = intent_of(books, id, now)?;
    let charge = add_charge(books, &intent, "card", "succeeded", now)?;
    let i = intent_mut(books, &intent)?;
    (i.status, i.declined) = ("succeeded", false);
    let session = books.records.session_mut(id)?;
    (session.status, session.paid) = (Status::Complete, true);
    tell(books, "charge.succeeded", &charge, now);
    tell(books, "payment_intent.succeeded", &intent, now);
    tell(books, "checkout.session.completed", id, now);
    Ok(())
}

/// The payer's card is declined; the page stays open.
pub(super) fn decline(books: &mut Books, id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
    open_page(books, id)?;
    let intent = intent_of(books, id, now)?;
    add_charge(books, &intent, "card", "failed", now)?;
    let i = intent_mut(books, &intent)?;
    (i.status, i.declined) = ("requires_payment_method", true);
    tell(books, "payment_intent.payment_failed", &intent, now);
    Ok(())
}

/// The payer takes a voucher, or lets their bank be debited: the page is complete and unpaid.
pub(super) fn pay_later(books: &mut Books, id: &str, ending: Ending, now: DateTime<Utc>) -> Result<(), Refusal> {
    let session = open_page(books, id)?;
    let Some(delayed) = session.delayed() else {
        return Err(Refusal::NotNow(format!("no voucher or bank debit of Stripe's takes {}", session.code())));
    };
    let runs_out = now + TimeDelta::days(session.voucher_days);
    let intent = intent_of(books, id, now)?;
    if delayed.is_voucher() {
        let method = books.ids.payment_method();
        let i = intent_mut(books, &intent)?;
        (i.status, i.method, i.declined, i.payment_method) = ("requires_action", delayed.as_str(), false, Some(method));
        i.charge = None;
        tell(books, "payment_intent.requires_action", &intent, now);
    } else {
        add_charge(books, &intent, delayed.as_str(), "pending", now)?;
        let i = intent_mut(books, &intent)?;
        (i.status, i.declined) = ("processing", false);
        tell(books, "payment_intent.processing", &intent, now);
    }
    books.records.session_mut(id)?.status = Status::Complete;
    tell(books, "checkout.session.completed", id, now);
    let end = |paid| {
        let page = id.to_owned();
        move |books: &mut Books, at: DateTime<Utc>| end_delayed(books, &page, paid, at)
    };
    match ending {
        Ending::Open => {}
        Ending::PaidAfter(ms) => books.later(after_ms(now, ms), end(true)),
        Ending::FailedAfter(ms) => books.later(after_ms(now, ms), end(false)),
    }
    books.later(runs_out, end(false));
    Ok(())
}

/// A voucher or debit is paid, or is not.
pub(super) fn end_delayed(books: &mut Books, id: &str, paid: bool, now: DateTime<Utc>) -> Result<(), Refusal> {
    let session = books.records.session(id)?;
    let waits = |i: &&Intent| matches!(i.status, "requires_action" | "processing");
    let intent = session.intent.as_ref().and_then(|intent| books.records.intents.get(intent)).filter(waits);
    let (Some(intent), Some(delayed)) = (intent, session.delayed()) else {
        return Err(Refusal::NotNow(format!("`{id}` waits for no voucher and no bank debit")));
    };
    let (intent, pending) = (intent.id.clone(), intent.charge.clone());
    let (outcome, status) = if paid { ("succeeded", "succeeded") } else { ("failed", "requires_payment_method") };
    let charge = match pending {
        Some(charge) => {
            if let Some(charge) = books.records.charges.get_mut(&charge) {
                charge.status = outcome;
                charge.paid = paid.then_some(now);
            }
            Some(charge)
        }
        None if paid => Some(add_charge(books, &intent, delayed.as_str(), outcome, now)?),
        None => None,
    };
    let i = intent_mut(books, &intent)?;
    (i.status, i.declined) = (status, !paid);
    books.records.session_mut(id)?.paid = paid;
    if paid {
        if let Some(charge) = charge {
            tell(books, "charge.succeeded", &charge, now);
        }
        tell(books, "payment_intent.succeeded", &intent, now);
        tell(books, "checkout.session.async_payment_succeeded", id, now);
    } else {
        tell(books, "payment_intent.payment_failed", &intent, now);
        tell(books, "checkout.session.async_payment_failed", id, now);
    }
    Ok(())
}

/// The page closes unpaid, by time or by call.
pub(super) fn expire(books: &mut Books, id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
    open_page(books, id)?;
    let session = books.records.session_mut(id)?;
    session.status = Status::Expired;
    if let Some(intent) = session.intent.clone() {
        let i = intent_mut(books, &intent)?;
        (i.status, i.cancelled) = ("canceled", Some(now));
        tell(books, "payment_intent.canceled", &intent, now);
    }
    tell(books, "checkout.session.expired", id, now);
    Ok(())
}

/// Our side takes a voucher or debit back before it is paid.
pub(super) fn cancel_intent(books: &mut Books, intent: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
    let i = books.records.intents.get(intent).ok_or_else(|| Refusal::Unknown(intent.to_owned()))?;
    if books.records.session(&i.session)?.status == Status::Open {
        return Err(Refusal::NotNow(
            "You cannot cancel this PaymentIntent while its Checkout Session is open; expire the session.".to_owned(),
        ));
    }
    if !matches!(i.status, "requires_action" | "requires_payment_method" | "processing") {
        return Err(Refusal::NotNow(format!(
            "You cannot cancel this PaymentIntent because it has a status of {}.",
            i.status
        )));
    }
    let i = intent_mut(books, intent)?;
    (i.status, i.cancelled) = ("canceled", Some(now));
    tell(books, "payment_intent.canceled", intent, now);
    Ok(())
}

/// Someone else's callback: the page was paid, which it was not.
pub(super) fn forge_payment(books: &mut Books, id: &str, forgery: Forgery, now: DateTime<Utc>) -> Result<(), Refusal> {
    let session = books.records.session(id)?;
    let mut object = objects::session(books, session);
    object["status"] = json!("complete");
    object["payment_status"] = json!("paid");
    object["payment_intent"] = json!("pi_forged");
    let about = session.about();
    let event = envelope(books, "checkout.session.completed", object, now);
    books.tell(Event { about, forged: Some(forgery), ..event });
    Ok(())
}

/// Sends `kind` about the object with `id`, as it is now.
pub(super) fn tell(books: &mut Books, kind: &'static str, id: &str, now: DateTime<Utc>) {
    tell_changed(books, kind, id, None, now);
}

/// As [`tell`], saying what it was before.
pub(super) fn tell_changed(books: &mut Books, kind: &'static str, id: &str, before: Option<Value>, now: DateTime<Utc>) {
    // Only ids that were made here come in; without the object there is nothing to say.
    let Some(object) = objects::by_id(books, id) else { return };
    let charge = object["charge"].as_str().or_else(|| object["payment_intent"].as_str()).unwrap_or(id);
    let page = books.records.page_of(id).or_else(|| books.records.page_of(charge));
    let about = page.and_then(|page| books.records.sessions.get(page)).map_or_else(|| id.to_owned(), Session::about);
    let mut event = envelope(books, kind, object, now);
    if let Some(before) = before {
        event.body["data"]["previous_attributes"] = before;
    }
    books.tell(Event { about, ..event });
}

fn envelope(books: &mut Books, kind: &'static str, object: Value, now: DateTime<Utc>) -> Event {
    let id = format!("evt_{}", books.ids.letters(24));
    let body = json!({
        "id": id, "object": "event", "api_version": API_VERSION, "created": unix(now), "data": { "object": object },
        "livemode": false, "pending_webhooks": 1, "request": { "id": null, "idempotency_key": null }, "type": kind,
    });
    Event { id, kind, about: String::new(), body, forged: None }
}

fn open_page<'a>(books: &'a Books, id: &str) -> Result<&'a Session, Refusal> {
    let session = books.records.session(id)?;
    match session.status {
        Status::Open => Ok(session),
        Status::Complete | Status::Expired => Err(Refusal::NotNow(format!(
            "Only Checkout Sessions with a status in [\"open\"] can do this. This one has a status of {}.",
            session.status.as_str()
        ))),
    }
}

/// The page's PaymentIntent: made with the first try to pay, as Checkout does since 2022.
fn intent_of(books: &mut Books, id: &str, now: DateTime<Utc>) -> Result<String, Refusal> {
    if let Some(intent) = &books.records.session(id)?.intent {
        return Ok(intent.clone());
    }
    let intent = format!("pi_3{}", books.ids.letters(23));
    books.records.session_mut(id)?.intent = Some(intent.clone());
    books.records.intents.insert(
        intent.clone(),
        Intent {
            id: intent.clone(),
            session: id.to_owned(),
            created: now,
            status: "requires_payment_method",
            charge: None,
            method: "card",
            payment_method: None,
            declined: false,
            cancelled: None,
        },
    );
    Ok(intent)
}

fn intent_mut<'a>(books: &'a mut Books, id: &str) -> Result<&'a mut Intent, Refusal> {
    books.records.intents.get_mut(id).ok_or_else(|| Refusal::Unknown(id.to_owned()))
}

fn add_charge(
    books: &mut Books,
    intent: &str,
    method: &'static str,
    status: &'static str,
    now: DateTime<Utc>,
) -> Result<String, Refusal> {
    let prefix = if method == "card" { "ch" } else { "py" };
    let id = format!("{prefix}_3{}", books.ids.letters(23));
    let payment_method = books.ids.payment_method();
    let i = intent_mut(books, intent)?;
    (i.charge, i.method, i.payment_method) = (Some(id.clone()), method, Some(payment_method.clone()));
    let session = i.session.clone();
    let charge = Charge {
        id: id.clone(),
        intent: intent.to_owned(),
        amount: books.records.session(&session)?.amount,
        session,
        created: now,
        status,
        paid: (status == "succeeded").then_some(now),
        refunded: 0,
        method,
        payment_method,
        disputed: false,
    };
    books.records.charges.insert(id.clone(), charge);
    Ok(id)
}

impl Chance {
    fn payment_method(&mut self) -> String {
        format!("pm_1{}", self.letters(23))
    }
}

impl Delayed {
    /// What the payer is shown to take to the shop; none for a debit.
    pub(super) fn number(self, intent: &Intent) -> Option<String> {
        self.is_voucher().then(|| objects::voucher_number(intent.created, &intent.id))
    }
}
