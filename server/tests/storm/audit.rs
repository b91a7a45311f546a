//! Afterwards: what the provider charged and what the ledger says, held against each other one to
//! one. Reads the tables by itself, so that it shares no mistake with the portal.

use crate::debtor::Accepted;
use crate::provider::{Charge, Charges};
use domain::id::PaymentId;
use domain::money::Money;
use std::collections::BTreeMap;
use store::Store;
use uuid::Uuid;

/// A payment as the tables have it.
#[derive(Debug, Default)]
struct Booked {
    provider: String,
    currency: String,
    amount: i64,
    progress: String,
    session: Option<String>,
    reference: Option<String>,
    form_key: String,
    /// What each entry `paid` brought in.
    paid: Vec<i64>,
    /// What all entries together left with the provider.
    clearing: i64,
}

/// Everything that does not agree; empty is the only good answer.
pub async fn differences(store: &Store, charges: &Charges, accepted: &[Accepted]) -> Vec<String> {
    let booked = read(store).await;
    let mut wrong = Vec::new();
    let mut charged: BTreeMap<&str, &Charge> = BTreeMap::new();
    for charge in &charges.charges {
        let Some(id) = charge.payment.as_deref() else {
            wrong.push(format!("{} was charged for no payment of ours", charge.session));
            continue;
        };
        if charged.insert(id, charge).is_some() {
            wrong.push(format!("{id} was charged twice"));
        }
        match booked.get(id) {
            None => wrong.push(format!("{id} was charged and is not in the books")),
            Some(payment) => wrong.extend(one(id, charge, payment)),
        }
    }
    wrong.extend(charges.pending.iter().map(|charge| format!("{} is still pending", charge.session)));
    for (id, payment) in &booked {
        if !charged.contains_key(id.as_str()) && (!payment.paid.is_empty() || payment.clearing != 0) {
            wrong.push(format!("{id} is booked as paid and was never charged"));
        }
        if matches!(payment.progress.as_str(), "created" | "redirected" | "processing") {
            wrong.push(format!("{id} is still open: {} at {}", payment.progress, payment.provider));
        }
    }
    for form in accepted {
        let found: Vec<(&String, &Booked)> = booked.iter().filter(|(_, p)| p.form_key == form.form_key).collect();
        let [(id, payment)] = found.as_slice() else {
            wrong.push(format!("a form that was accepted has {} payments", found.len()));
            continue;
        };
        let amount = Money::parse(&form.amount, payment.currency.parse().expect("a currency")).map(Money::minor);
        if amount != Ok(payment.amount) || payment.session.as_deref() != Some(&form.page) {
            wrong.push(format!("{id} is not what was accepted: {payment:?}, {form:?}"));
        }
        if form.way.must_be_paid().is_some_and(|paid| paid != (payment.progress == "succeeded")) {
            wrong.push(format!("{id} ended as {}, by way of {:?}", payment.progress, form.way));
        }
    }
    wrong
}

fn one(id: &str, charge: &Charge, payment: &Booked) -> Vec<String> {
    let mut wrong = Vec::new();
    if payment.paid != [charge.amount_minor] {
        wrong.push(format!("{id} was charged {} and is booked as paid {:?}", charge.amount_minor, payment.paid));
    }
    let kept = charge.amount_minor - charge.refunded_minor - charge.disputed_minor;
    if payment.clearing != kept {
        wrong.push(format!("{id}: the provider keeps {kept} for us, the ledger says {}", payment.clearing));
    }
    let theirs = (&charge.provider, &charge.currency, Some(&charge.reference), Some(&charge.session), "succeeded");
    let ours = (
        &payment.provider,
        &payment.currency,
        payment.reference.as_ref(),
        payment.session.as_ref(),
        payment.progress.as_str(),
    );
    if theirs != ours {
        wrong.push(format!("{id}: {theirs:?} there, {ours:?} here"));
    }
    wrong
}

async fn read(store: &Store) -> BTreeMap<String, Booked> {
    let mut db = store.read().await.expect("the books");
    let name = |id: Uuid| PaymentId::new(id).to_string();
    let mut booked = BTreeMap::new();
    let sql = "SELECT id, provider, currency, amount, progress, session, reference, form_key FROM payment";
    for row in db.all(sql, vec![]).await.expect("payments") {
        let payment = Booked {
            provider: row.get(1).expect("text"),
            currency: row.get(2).expect("text"),
            amount: row.get(3).expect("a number"),
            progress: row.get(4).expect("text"),
            session: row.get(5).expect("text"),
            reference: row.get(6).expect("text"),
            form_key: row.get(7).expect("text"),
            ..Booked::default()
        };
        booked.insert(name(row.get(0).expect("an id")), payment);
    }
    let sql = "SELECT e.payment_id, e.kind, CAST(SUM(p.amount) AS BIGINT) FROM entry e \
               JOIN posting p ON p.creditor_id = e.creditor_id AND p.entry_id = e.id \
               WHERE p.account IN ('clearing_stripe', 'clearing_paypal') \
               GROUP BY e.creditor_id, e.id, e.payment_id, e.kind";
    for row in db.all(sql, vec![]).await.expect("entries") {
        let id: Option<Uuid> = row.get(0).expect("an id");
        let (kind, sum): (String, i64) = (row.get(1).expect("text"), row.get(2).expect("a number"));
        // An entry for nothing that we know shows as a payment that nobody charged.
        let payment = booked.entry(id.map_or_else(|| "no payment".to_owned(), name)).or_default();
        payment.clearing += sum;
        if kind == "paid" {
            payment.paid.push(sum);
        }
    }
    booked
}

/// How many payments are not decided yet.
pub async fn open(store: &Store) -> i64 {
    let sql = "SELECT COUNT(*) FROM payment WHERE progress IN ('created', 'redirected', 'processing')";
    store.read().await.expect("the books").number(sql, vec![]).await.expect("a number")
}
