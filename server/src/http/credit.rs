//! What is in the debtor's favour: shown before paying, and used. `POST /pay/credit`.

use super::error::Failure;
use super::pay::see_other;
use super::session::DebtorSession;
use app::api::payments::UseCreditForm;
use app::components::credit::UsableCredit;
use app::routes;
use axum::response::Response;
use domain::money::{Currency, Money};
use domain::set_off::CreditRule;
use services::{TxContext, credit};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Db, StoreError, policies};

/// What the debtor may use before paying; none where the policy leaves it to others.
pub(super) async fn usable(db: &mut Db, session: &DebtorSession) -> Result<Option<UsableCredit>, StoreError> {
    if policies::newest(db, session.creditor.id).await?.policy.credit != CreditRule::Debtor {
        return Ok(None);
    }
    let all = credit::to_use(db, &context(session), session.debtor.id).await?.set_offs()?;
    let mut by_currency: BTreeMap<Currency, Money> = BTreeMap::new();
    for one in &all {
        let currency = one.amount.currency();
        let sum = by_currency.entry(currency).or_insert(Money::zero(currency));
        *sum = sum.plus(one.amount)?;
    }
    Ok(session.formatter.amounts(&by_currency).map(|amount| UsableCredit { amount, form_key: session.form_key() }))
}

/// What is free of the debtor's credit, by currency.
pub(super) async fn free(db: &mut Db, session: &DebtorSession) -> Result<Vec<Money>, StoreError> {
    let mut by_currency: BTreeMap<Currency, Money> = BTreeMap::new();
    for one in credit::free(db, &context(session), session.debtor.id).await? {
        let currency = one.amount.currency();
        let sum = by_currency.entry(currency).or_insert(Money::zero(currency));
        *sum = sum.plus(one.amount)?;
    }
    Ok(by_currency.into_values().collect())
}

fn context(session: &DebtorSession) -> TxContext<'_> {
    let services = &session.state.services;
    services.context(&session.creditor, services.clock.now())
}

/// `POST /pay/credit`: uses it for what is due first. Sent twice, there is nothing left to use the second time.
pub(super) async fn use_all(session: &DebtorSession, form: UseCreditForm) -> Result<Response, Failure> {
    session.own_form(&form.form_key)?;
    let services = &session.state.services;
    let input = (Arc::clone(services), session.creditor.clone(), session.debtor.id);
    let now = services.clock.now();
    let unit = services.store.write(input, move |db, (services, creditor, debtor)| {
        Box::pin(async move {
            if policies::newest(db, creditor.id).await?.policy.credit == CreditRule::Debtor {
                credit::set_off_all(db, &services.context(creditor, now), *debtor).await?;
            }
            Ok(())
        })
    });
    unit.await?;
    services.wake.notify_one();
    Ok(see_other(routes::ACCOUNT))
}
