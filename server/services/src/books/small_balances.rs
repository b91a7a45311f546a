//! Rests too small for one of the ways to pay are let go where the policy says so, once a day; and are owed again where more of
//! their invoice is, since a list raised it or money went back.

use crate::account::{self, charges, minimum};
use crate::agreements::follow;
use crate::{Services, TxContext, credit};
use domain::allocation::Share;
use domain::audit::{Act, Action, Subject, Who, detail};
use domain::id::{AuditId, DebtorId, EntryId};
use domain::invoice::{Component, Invoice};
use domain::ledger::Entry;
use domain::money::{Currency, Money};
use domain::policy::Policy;
use domain::small_balances::{SmallBalances, small_balances};
use std::collections::BTreeSet;
use store::ledger;
use store::small_balances::{self as rests, REST};
use store::{Db, StoreError, audit, debtors, invoices, payments};

/// The next debtors after `after` to be looked at.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn next(
    db: &mut Db,
    context: &TxContext<'_>,
    policy: &Policy,
    after: DebtorId,
    limit: i64,
) -> Result<Vec<DebtorId>, StoreError> {
    match policy.small_balances {
        SmallBalances::Keep => rests::owing_again(db, context.creditor.id, after, limit).await,
        SmallBalances::WriteOff => rests::may_have(db, context.creditor.id, after, limit).await,
    }
}

/// Lets a debtor's rests go, or takes back what was let go of an invoice of which more is owed again.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn look_at(
    db: &mut Db,
    services: &Services,
    context: &TxContext<'_>,
    policy: &Policy,
    debtor: DebtorId,
) -> Result<(), StoreError> {
    debtors::lock(db, context.creditor.id, debtor).await?;
    let open = invoices::open_of(db, context.creditor.id, debtor).await?;
    let currencies: BTreeSet<Currency> = open.iter().map(|invoice| invoice.balance.currency()).collect();
    for currency in currencies {
        let least = minimum::by_every_way(services, context.creditor, currency);
        let small = match least.filter(|_| policy.small_balances == SmallBalances::WriteOff) {
            // What has accrued makes it no smaller.
            Some(least) if !small_balances(&open, least)?.is_empty() => chosen(db, context, debtor, least).await?,
            Some(_) | None => Vec::new(),
        };
        for invoice in &small {
            write_off(db, context, invoice).await?;
        }
        if small.is_empty() {
            for invoice in open.iter().filter(|invoice| invoice.balance.currency() == currency) {
                owe_again(db, context, invoice, least).await?;
            }
        }
    }
    Ok(())
}

/// The rests that are let go, with what has accrued on them in the books.
async fn chosen(
    db: &mut Db,
    context: &TxContext<'_>,
    debtor: DebtorId,
    least: Money,
) -> Result<Vec<Invoice>, StoreError> {
    let credits = credit::free(db, context, debtor).await?;
    if credits.iter().any(|credit| credit.amount.currency() == least.currency()) {
        return Ok(Vec::new());
    }
    let owed = account::outstanding(db, context.creditor, debtor, context.now).await?;
    let mut chosen = Vec::new();
    for invoice in small_balances(&owed.invoices, least)? {
        // What was begun may come, and a bank may take back what came.
        if payments::may_come(db, context.creditor.id, invoice.id).await? {
            return Ok(Vec::new());
        }
        chosen.push(invoice.clone());
    }
    let own = |accrued: &charges::Accrued| chosen.iter().any(|invoice| invoice.id == accrued.invoice);
    charges::book(db, context, &owed.accrued.into_iter().filter(own).collect::<Vec<_>>()).await?;
    Ok(chosen)
}

async fn write_off(db: &mut Db, context: &TxContext<'_>, invoice: &Invoice) -> Result<(), StoreError> {
    invoices::lock(db, context.creditor.id, invoice.id).await?;
    let parts = Component::ALL.map(|component| Share {
        invoice: invoice.id,
        component,
        amount: invoice.open().owed_of(component),
    });
    let parts: Vec<Share> = parts.into_iter().filter(|part| part.amount.is_positive()).collect();
    let entry = Entry::written_off(invoice.balance.currency(), &parts)?;
    let new = context.entry(format!("{REST}{}:{}", invoice.id, context.today()), entry);
    let (id, amount) = (new.id, invoice.owed());
    if ledger::post(db, context.creditor.id, &new, context.now).await? {
        follow::follow_outside(db, context, invoice).await?;
        note(db, context, Action::WrittenOff, (invoice, id), amount).await?;
    }
    Ok(())
}

/// What was let go of an invoice is owed again where more of it is: all that can be charged, or could be but for a provider.
async fn owe_again(
    db: &mut Db,
    context: &TxContext<'_>,
    invoice: &Invoice,
    least: Option<Money>,
) -> Result<(), StoreError> {
    if invoice.void || !invoice.owed().is_positive() {
        return Ok(());
    }
    for entry in rests::let_go(db, context.creditor.id, invoice.id).await? {
        let stands = ledger::standing(db, context.creditor.id, entry).await?;
        let sum = Money::total(invoice.balance.currency(), stands.iter().map(|share| share.amount))?;
        let still_small = least.is_none_or(|least| invoice.owed().minor() + sum.minor() < least.minor());
        if stands.is_empty() || still_small {
            continue;
        }
        invoices::lock(db, context.creditor.id, invoice.id).await?;
        let back = Entry::written_off(sum.currency(), &stands)?.reversed()?;
        let new = context.entry(format!("{REST}{}:{entry}:back", invoice.id), back);
        if ledger::post_about(db, context.creditor.id, &new, entry, context.now).await? {
            follow::follow_outside(db, context, invoice).await?;
            note(db, context, Action::WriteOffTakenBack, (invoice, entry), sum).await?;
        }
    }
    Ok(())
}

async fn note(
    db: &mut Db,
    context: &TxContext<'_>,
    action: Action,
    (invoice, entry): (&Invoice, EntryId),
    amount: Money,
) -> Result<(), StoreError> {
    let told = [("amount", amount.to_string()), ("entry", entry.to_string()), ("invoice", invoice.number.clone())];
    let subject = Subject::Debtor(invoice.debtor);
    let act = Act { creditor: context.creditor.id, who: Who::Saldo, action, subject, detail: detail(told) };
    audit::note(db, AuditId::new(context.ids.uuid(context.now)), &act, context.now).await
}
