//! The days of an agreement as a calendar file, as they stand when it is asked for: a calendar that looks at the same address
//! again, or is given the file once more, marks what is paid and drops what is no longer to be paid.

use super::agreement_documents::{AgreementDocuments, number};
use super::follow::plan_discounts;
use crate::Services;
use crate::account::plans::plan_standing;
use crate::account::{more_time, settlements};
use crate::read_keys;
use crate::read_keys::Readable;
use documents::{CalendarDocument, CalendarInstalment, DayState};
use domain::agreement::{AgreementRecord, AgreementState, PlanTerms, Terms};
use domain::date::Date;
use domain::id::AgreementId;
use domain::money::{Money, MoneyError};
use domain::plan::early::saved_by;
use domain::plan::standing::InstalmentStanding;
use store::{Db, StoreError, agreements};

/// The address, without our own, of an agreement's page and of its calendar.
pub struct Addresses {
    /// Its page.
    pub page: String,
    /// This file.
    pub calendar: String,
}

/// A day to keep: which instalment (1 where there is but one), by when, how much, and whether it is still to be paid.
struct Day {
    n: u16,
    due_on: Date,
    amount: Money,
    state: DayState,
}

/// The calendar file; `None` for an agreement without days to keep. `addresses` are made from the key that opens them.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn read(
    db: &mut Db,
    services: &Services,
    documents: &AgreementDocuments,
    addresses: impl FnOnce(AgreementId, &str) -> Addresses,
    today: Date,
) -> Result<Option<String>, StoreError> {
    let agreed = &documents.agreed;
    let days = days(db, documents, today).await?;
    if days.is_empty() {
        return Ok(None);
    }
    let (formatter, now) = (documents.formatter(), services.clock.now());
    let k = read_keys::key(&services.keys, documents.creditor.code, Readable::Agreement(agreed.id), now);
    let addresses = addresses(agreed.id, &k);
    // Only ever more: whole minutes since it was agreed.
    let sequence = now.signed_duration_since(documents.body.accepted_at).num_minutes();
    let of = match &documents.body.terms {
        Terms::Plan(terms) => terms.plan.instalments.iter().map(|one| one.n).max(),
        Terms::Extension(terms) if !terms.takes_effect_at_once() => Some(2),
        Terms::Discount(_) | Terms::Settlement(_) | Terms::Extension(_) | Terms::Promise(_) => None,
    };
    let instalments = days.into_iter().map(|day| CalendarInstalment {
        n: day.n,
        due_on: day.due_on,
        amount: formatter.money(day.amount),
        state: day.state,
    });
    Ok(Some(documents::calendar(&CalendarDocument {
        language: formatter.language,
        agreement_id: agreed.id.to_string(),
        number: number(agreed.id),
        sequence: u32::try_from(sequence).unwrap_or(0),
        stamped_at: now,
        creditor: documents.creditor.name.clone(),
        link: services.base_url.join(&addresses.page),
        source: services.base_url.join(&addresses.calendar),
        of,
        instalments: instalments.collect(),
    })))
}

async fn days(db: &mut Db, documents: &AgreementDocuments, today: Date) -> Result<Vec<Day>, StoreError> {
    let (agreed, live) = (&documents.agreed, documents.agreed.state == AgreementState::Live);
    let one = |n, due_on, amount: Money, left: Money| {
        let state = if live && left.is_positive() { DayState::Open } else { DayState::Gone };
        Day { n, due_on, amount: if left.is_positive() { left } else { amount }, state }
    };
    Ok(match &documents.body.terms {
        Terms::Plan(terms) => plan_days(db, documents, terms, today).await?,
        Terms::Extension(extension) => {
            let Some((invoice, covered)) = documents.covered.first() else { return Ok(Vec::new()) };
            let amount = covered.minus(extension.pay_now)?.plus(extension.price)?;
            let rest = |n, left| one(n, extension.new_due, amount, left);
            if extension.takes_effect_at_once() {
                return Ok(vec![rest(1, amount.min(invoice.owed())?)]);
            }
            // First the part with which it takes effect.
            let part = more_time::to_pay(db, agreed, extension, std::slice::from_ref(invoice)).await?;
            let waits = part.unwrap_or(Money::zero(amount.currency()));
            let owed = if waits.is_positive() { amount } else { amount.min(invoice.owed())? };
            let first = one(1, extension.part_until(), extension.pay_now, waits);
            let state = if live && !waits.is_positive() { DayState::Paid } else { first.state };
            let first = Day { state, ..first };
            vec![first, rest(2, owed)]
        }
        Terms::Promise(promise) => {
            // Never more than is owed by now.
            let owed = documents.covered.iter().filter(|(invoice, _)| !invoice.void).map(|(invoice, _)| invoice.owed());
            let owed = Money::total(promise.amount.currency(), owed)?;
            vec![one(1, promise.date, promise.amount, left_of(db, agreed, promise.amount).await?.min(owed)?)]
        }
        Terms::Settlement(terms) => {
            vec![one(1, terms.until, terms.to_pay, settlements::asks(db, agreed, terms, today).await?)]
        }
        Terms::Discount(discount) => vec![one(1, discount.until, discount.to_pay, discount.to_pay)],
    })
}

/// What of the sum that was agreed has not come yet.
async fn left_of(db: &mut Db, agreed: &AgreementRecord, sum: Money) -> Result<Money, StoreError> {
    Ok(sum.minus(agreements::received(db, agreed, sum.currency()).await?.stays()?)?)
}

async fn plan_days(
    db: &mut Db,
    documents: &AgreementDocuments,
    terms: &PlanTerms,
    today: Date,
) -> Result<Vec<Day>, StoreError> {
    let agreed = &documents.agreed;
    let zone = documents.creditor.zone;
    let standing = plan_standing(db, agreed, terms, zone, today).await?;
    let saved = saved_by(&terms.plan, &terms.default_terms, &plan_discounts(db, agreed, terms, zone).await?);
    // What an early price or less interest made cheaper is paid when the plan is done, whatever is left on paper.
    let done = agreed.state == AgreementState::Kept;
    let day = |(one, saved): (&InstalmentStanding, &Money)| -> Result<Day, MoneyError> {
        let state = match (one.left.is_positive() && !done, agreed.state == AgreementState::Live) {
            (false, _) => DayState::Paid,
            (true, true) => DayState::Open,
            (true, false) => DayState::Gone,
        };
        let amount = if state == DayState::Open { one.left } else { one.instalment.amount.minus(*saved)? };
        Ok(Day { n: one.instalment.n, due_on: one.instalment.date, amount, state })
    };
    Ok(standing.instalments.iter().zip(&saved).map(day).collect::<Result<_, _>>()?)
}
