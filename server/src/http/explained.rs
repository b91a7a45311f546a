//! What an invoice's page says beside its sum: where every cent of it comes from on any day, its discount, what it is
//! part of, and the ways on.

use super::offers_page;
use super::reductions::{kind_of, percent_of};
use super::session::DebtorSession;
use app::components::explain::{Arithmetic, ExplainLine, Explained};
use app::components::reduction::InvoiceReduction;
use app::i18n::Texts as _;
use app::routes;
use app::views::invoice::InvoiceOffered;
use chrono::TimeDelta;
use domain::agreement_terms::plan_rules;
use domain::date::{Date, add_days};
use domain::explain::{self, Effect, ExplainError, Explanation, Question, What, explain};
use domain::interest::AccrualPeriod;
use domain::invoice::{Component, Invoice};
use domain::money::Money;
use domain::offer::OfferTerms;
use domain::policy::Granted;
use serde::Deserialize;
use services::account::charges::OVERCHARGED;
use services::account::{self, DebtorAccount};
use services::format::Formatter;
use store::charges::Moved;
use store::{Db, StoreError, agreements, charges, pauses};

/// How far ahead a balance is explained.
const DAYS_AHEAD: u32 = 365;

/// `?as_of=2026-12-30`: the day that is asked for.
#[derive(Deserialize)]
pub(super) struct AsOfQuery {
    #[serde(default)]
    as_of: Option<String>,
}

/// Everything beside the sum of an `invoice`, as `debtor_account` has it today.
///
/// # Errors
/// [`StoreError`] when something of it cannot be read, or the amounts of the books do not add up.
pub(super) async fn offered(
    db: &mut Db,
    session: &DebtorSession,
    debtor_account: &DebtorAccount,
    invoice: &Invoice,
    asked: &AsOfQuery,
) -> Result<InvoiceOffered, StoreError> {
    let (id, formatter) = (invoice.id, &session.formatter);
    let offers = debtor_account.offers();
    let ways = offers_page::ways(debtor_account, &offers);
    let owes = invoice.owed().is_positive() && !invoice.void;
    let more_time =
        offers.iter().any(|offer| matches!(offer.terms, OfferTerms::Extension { invoice, .. } if invoice == id));
    let (policy, situation) = (&debtor_account.owed.version.policy, debtor_account.situation());
    let can_be_had = |granted| plan_rules(policy, &situation, &[id], granted).is_some();
    let in_parts = ways.parts.is_some() && (can_be_had(Granted::Automatically) || can_be_had(Granted::OnRequest));
    let about = |way: &str| routes::with(way, "invoice", id);
    let on_hold = invoice.rests_of(invoice.on_hold());
    Ok(InvoiceOffered {
        price: price(formatter, invoice),
        explained: explained(db, session, debtor_account, invoice, asked).await?,
        old_due: invoice.extended_to.map(|_| formatter.date(invoice.due)),
        disputed: (on_hold.is_positive() && owes).then(|| formatter.money(on_hold)),
        agreement_href: agreements::live_on(db, invoice.creditor, id).await?.map(routes::agreement),
        time_href: ways.time.filter(|_| more_time).as_deref().map(about),
        parts_href: ways.parts.filter(|_| in_parts).as_deref().map(about),
        wrong_href: ways.wrong.filter(|_| owes).as_deref().map(about),
    })
}

fn price(formatter: &Formatter, invoice: &Invoice) -> Option<InvoiceReduction> {
    let price = invoice.price.filter(|price| price.to_pay.is_positive() && invoice.off().is_positive())?;
    Some(InvoiceReduction {
        kind: kind_of(price),
        full: formatter.money(invoice.without_price()),
        off: formatter.signed(invoice.off().negated().ok()?),
        percent: percent_of(formatter, price),
        to_pay: formatter.money(invoice.to_pay()),
        until: price.until.map(|until| formatter.date(until)),
    })
}

/// Where the balance comes from, as of the day that is asked for; a day that cannot be read, or is out of reach, is
/// answered as today. Nothing is explained of a credit note and of what the creditor took back.
async fn explained(
    db: &mut Db,
    session: &DebtorSession,
    debtor_account: &DebtorAccount,
    invoice: &Invoice,
    asked: &AsOfQuery,
) -> Result<Option<Explained>, StoreError> {
    if invoice.void || !invoice.total.is_positive() {
        return Ok(None);
    }
    let today = debtor_account.owed.as_of;
    let days = (invoice.issued.min(today), add_days(today, DAYS_AHEAD).unwrap_or(today));
    let wanted = asked.as_of.as_deref().filter(|text| !text.is_empty());
    let day = wanted.and_then(|text| text.parse::<Date>().ok()).filter(|day| days.0 <= *day && *day <= days.1);
    let as_of = day.unwrap_or(today);
    // That day's balance and offers are worked out as they will be on it, by the very code that asks for money then.
    let other = if as_of == today {
        None
    } else {
        let noon = session.creditor.zone.start_of_day(as_of) + TimeDelta::hours(12);
        Some(account::load(db, &session.state.services, &session.creditor, session.debtor.id, noon).await?)
    };
    let debtor_account = other.as_ref().unwrap_or(debtor_account);
    let Some(Explanation { lines, owed, .. }) = explanation(db, session, debtor_account, invoice).await? else {
        return Ok(None);
    };
    let formatter = &session.formatter;
    Ok(Some(Explained {
        action: routes::invoice(invoice.id),
        as_of: formatter.date(as_of),
        as_of_field: as_of.to_string(),
        days: (days.0.to_string(), days.1.to_string()),
        ahead: as_of > today,
        lines: lines.iter().map(|line| row(formatter, line)).collect(),
        sum: formatter.money(owed),
        unreadable: (wanted.is_some() && day.is_none()).then(|| (formatter.date(days.0), formatter.date(days.1))),
    }))
}

/// The lines as of the day of `debtor_account`. None where they would not add up to what is asked for on it, today or later:
/// more was credited than invoiced, and that pays for no other part of the debt.
async fn explanation(
    db: &mut Db,
    session: &DebtorSession,
    debtor_account: &DebtorAccount,
    invoice: &Invoice,
) -> Result<Option<Explanation>, StoreError> {
    let zone = session.creditor.zone;
    let to_pay = debtor_account.owed.as_of >= session.today;
    let moved = moved_as_told(charges::moved_on(db, invoice.creditor, invoice.id).await?)?;
    let effects: Vec<Effect> = moved
        .into_iter()
        .map(|moved| Effect {
            kind: moved.kind,
            date: zone.day_of(moved.at),
            component: moved.component,
            amount: moved.amount,
            agreed: moved.cause.starts_with("agreement:"),
        })
        .collect();
    // What is settled bears no interest: its charges are shown as they were made.
    let accrued = debtor_account.owed.accrued.iter().find(|accrued| accrued.invoice == invoice.id);
    let then = debtor_account.owed.invoices.iter().find(|then| then.id == invoice.id).unwrap_or(invoice);
    let discount = Some(then.discount()).filter(|off| to_pay && off.is_positive());
    let question = Question {
        as_of: debtor_account.owed.as_of,
        currency: invoice.total.currency(),
        effects: &effects,
        accrual: accrued.map(|accrued| &accrued.accrual),
        fee: accrued.and_then(|accrued| accrued.fee),
        discount,
    };
    let mut answer = explain(&question).map_err(|error| match error {
        ExplainError::Money(error) => StoreError::from(error),
        other @ ExplainError::OtherDay(_) => StoreError::Damaged(other.to_string()),
    })?;
    let settled = then.off().minus(then.discount())?;
    let moving = then.owed().minus(then.free().owed()?)?;
    for (what, off) in [(What::OnItsWay, moving), (What::InReview, then.held_back()), (What::Settlement, settled)] {
        if to_pay && off.is_positive() {
            answer.principal = answer.principal.minus(off)?;
            answer.owed = answer.owed.minus(off)?;
            let (component, amount, running) = (Component::Principal, off.negated()?, answer.owed);
            let until = then.price.filter(|_| what == What::Settlement).and_then(|price| price.until);
            let date = until.unwrap_or(question.as_of);
            answer.lines.push(explain::ExplainLine { date, what, component, amount, running });
        }
    }
    paused(db, session, invoice, &mut answer).await?;
    Ok(Some(answer).filter(|answer| !to_pay || answer.owed == then.to_pay()))
}

/// What moved the debt, as a person is told of it: that money pays another part of the same debt is told only as far as it
/// became credit.
fn moved_as_told(all: Vec<Moved>) -> Result<Vec<Moved>, StoreError> {
    let mut told: Vec<Moved> = Vec::with_capacity(all.len());
    for moved in all {
        let same = told.last_mut().filter(|last| last.cause == moved.cause && moved.cause.starts_with(OVERCHARGED));
        match same {
            Some(last) => last.amount = last.amount.plus(moved.amount)?,
            None => told.push(moved),
        }
    }
    Ok(told)
}

/// Days on which interest and fees rested, a line each, where interest could have run.
async fn paused(
    db: &mut Db,
    session: &DebtorSession,
    invoice: &Invoice,
    answer: &mut Explanation,
) -> Result<(), StoreError> {
    let late_from = invoice.due.succ_opt().unwrap_or(invoice.due);
    for pause in pauses::of_debtor(db, session.creditor.id, session.debtor.id).await? {
        let of_it = pause.interest && pause.invoice.is_none_or(|only| only == invoice.id);
        let (from, to) = (pause.from.max(late_from), pause.to.unwrap_or(answer.as_of).min(answer.as_of));
        if of_it && from <= to {
            let what = What::Paused { from, to };
            let amount = Money::zero(invoice.total.currency());
            let line =
                explain::ExplainLine { date: to, what, component: Component::Interest, amount, running: answer.owed };
            let place = answer.lines.iter().position(|line| {
                line.date > to || matches!(line.what, What::OnItsWay | What::InReview | What::Settlement)
            });
            answer.lines.insert(place.unwrap_or(answer.lines.len()), line);
        }
    }
    Ok(())
}

fn row(formatter: &Formatter, line: &explain::ExplainLine) -> ExplainLine {
    let arithmetic = if let What::Interest(period) = line.what { Some(arithmetic(formatter, &period)) } else { None };
    let date = match line.what {
        What::Paused { from, to } => {
            (formatter.language.agreements().explain.span)(&formatter.short(from), &formatter.short(to))
        }
        _ => formatter.short(line.date),
    };
    ExplainLine { what: line.what, date, amount: formatter.money(line.amount), arithmetic }
}

fn arithmetic(formatter: &Formatter, period: &AccrualPeriod) -> Arithmetic {
    Arithmetic {
        from: formatter.short(period.from),
        to: formatter.short(period.to),
        days: period.days,
        principal: formatter.money(period.principal),
        percent: formatter.percent(period.percent),
        year_days: period.year_days,
    }
}
