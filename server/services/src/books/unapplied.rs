//! Money that a list has received and applied to no document: it may be a payment that was made here.
//!
//! Systems book a receipt first, and apply it to invoices days later. Until then the list has the invoice in full and the
//! receipt beside it. Where a payment here has the same sum and day, and the list does not know it on any invoice, the receipt
//! is that payment: it is no credit besides.

use super::movements::{DAYS_AFTER, DAYS_BEFORE, PAYMENTS};
use super::row::refusal;
use ::import::{Code, Finding, Item};
use chrono::TimeDelta;
use domain::creditor::Creditor;
use domain::id::DebtorId;
use domain::money::Money;
use domain::payment::{Payment, Progress};
use std::collections::BTreeSet;
use store::{Db, StoreError, movements, payments, sources};
use uuid::Uuid;

/// Payments here that rows of a list have turned out to be. Each is one row at most.
#[derive(Default)]
pub(super) struct Recognised(BTreeSet<Uuid>);

impl Recognised {
    /// What is told of a row that is a payment here; nothing of any other.
    pub(super) async fn payment_here(
        &mut self,
        db: &mut Db,
        creditor: &Creditor,
        debtor: DebtorId,
        item: &Item,
    ) -> Result<Option<Finding>, StoreError> {
        let sum = item.open.or(item.total).filter(|_| item.unapplied);
        let Some(sum) = sum.filter(|sum| sum.minor() < 0) else { return Ok(None) };
        let sum = Money::new(sum.minor().saturating_neg(), sum.currency());
        let Some((id, what)) = self.by_provider(db, creditor, debtor, item, sum).await? else {
            return self.by_hand(db, creditor, debtor, item, sum).await;
        };
        self.0.insert(id);
        Ok(Some(told(item, sum, &what)))
    }

    async fn by_provider(
        &self,
        db: &mut Db,
        creditor: &Creditor,
        debtor: DebtorId,
        item: &Item,
        sum: Money,
    ) -> Result<Option<(Uuid, String)>, StoreError> {
        let days = |payment: &Payment| {
            let day = creditor.zone.day_of(payment.paid_at.unwrap_or(payment.created_at));
            (item.issued - day).num_days()
        };
        let mut found: Vec<Payment> = payments::of_debtor(db, creditor.id, debtor, PAYMENTS).await?;
        found.retain(|one| {
            one.progress == Progress::Succeeded
                && one.received == sum
                && (-DAYS_BEFORE..=DAYS_AFTER).contains(&days(one))
                && !self.0.contains(&one.id.uuid())
        });
        found.sort_by_key(|one| (days(one).abs(), one.created_at, one.id));
        for payment in found {
            if !is_known(db, &payment).await? {
                return Ok(Some((payment.id.uuid(), payment.id.to_string())));
            }
        }
        Ok(None)
    }

    async fn by_hand(
        &mut self,
        db: &mut Db,
        creditor: &Creditor,
        debtor: DebtorId,
        item: &Item,
        sum: Money,
    ) -> Result<Option<Finding>, StoreError> {
        let start = |days: i64| creditor.zone.start_of_day(item.issued) + TimeDelta::days(days);
        let days = (start(-DAYS_BEFORE), start(DAYS_BEFORE + 1));
        let recorded = movements::recorded_by_hand(db, creditor.id, debtor, sum, days).await?;
        let free = recorded.into_iter().find(|(entry, _)| !self.0.contains(&entry.uuid()));
        Ok(free.map(|(entry, number)| {
            self.0.insert(entry.uuid());
            told(item, sum, &format!("what was recorded by hand for {number}"))
        }))
    }
}

/// Does the list know of it on an invoice?
async fn is_known(db: &mut Db, payment: &Payment) -> Result<bool, StoreError> {
    let shares = payments::shares(db, payment.creditor, payment.id, payment.amount.currency()).await?;
    let invoices: BTreeSet<_> = shares.iter().map(|share| share.invoice).collect();
    for invoice in invoices {
        let known = sources::known(db, payment.creditor, invoice).await?;
        if known.iter().any(|(of, amount)| *of == payment.id.uuid() && *amount != 0) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn told(item: &Item, sum: Money, what: &str) -> Finding {
    let message =
        format!("{}: {sum} that the list applies to no document is {what}; it is not counted twice", item.number);
    refusal(item, Code::PaymentMadeHere, "invoice_number", message)
}
