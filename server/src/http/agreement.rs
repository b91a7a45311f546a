//! `/agreements/{id}`: what was agreed, where it stands, what to pay next, and its files.

use super::download::{download, typeset};
use super::error::Failure;
use super::instalment::early_href;
use super::plan_form;
use super::session::DebtorSession;
use app::components::terms::CheckRow;
use app::i18n::agreements::AgreementStanding;
use app::routes::PayQuery;
use app::views::agreement::{AgreementFiles, AgreementView, NextDue, PayButton, PayWhat};
use app::views::problem::Problem;
use app::{routes, views};
use axum::extract::{Path, Query};
use axum::response::Response;
use documents::Figure;
use domain::agreement::{AgreementRecord, AgreementState, Terms};
use domain::early::early_instalment;
use domain::id::AgreementId;
use domain::invoice::Invoice;
use domain::money::Money;
use domain::standing::{InstalmentStanding, PlanStanding, PlanState, pay_off};
use domain::zone::Zone;
use serde::Deserialize;
use services::account;
use services::agreements::follow::{awaited, plan_payments, plan_standing, rests_of};
use services::agreements::papers;
use services::agreements::papers::AgreementDocuments;
use services::agreements::wording::AgreementRenderer;
use services::format::Formatter;
use store::agreements;

/// `?made=1` on the way from the form.
#[derive(Deserialize)]
pub(super) struct MadeQuery {
    made: Option<String>,
}

/// The agreement of this visitor with this id.
async fn find(session: &DebtorSession, id: &str) -> Result<AgreementDocuments, Failure> {
    let id: AgreementId = id.parse().map_err(|_| Problem::NotFound)?;
    let mut db = session.state.services.store.read().await?;
    let found = agreements::by_id(&mut db, session.creditor.id, id).await?;
    // Another debtor's is answered like one that is not there.
    let agreed = found.filter(|agreed| agreed.debtor == session.debtor.id).ok_or(Problem::NotFound)?;
    Ok(papers::read(&mut db, agreed, &session.creditor, &session.debtor).await?)
}

/// `GET /agreements/{id}`.
pub(super) async fn show(
    session: DebtorSession,
    Path(id): Path<String>,
    Query(shown): Query<MadeQuery>,
) -> Result<Response, Failure> {
    let session = session.whole()?;
    let papers = find(&session, &id).await?;
    let now = session.state.services.clock.now();
    let (owed, plan, after, waits, on_hold) = {
        let mut db = session.state.services.store.read().await?;
        let owed = account::outstanding(&mut db, &session.creditor, session.debtor.id, now).await?.invoices;
        let plan = match &papers.body.terms {
            Terms::Plan(terms) => {
                let stands =
                    plan_standing(&mut db, &papers.agreed, terms, session.creditor.zone, session.today).await?;
                let payments = plan_payments(&mut db, &papers.agreed, terms, session.creditor.zone).await?;
                let rest = pay_off(&terms.plan, &payments, session.today).map_err(store::StoreError::from)?;
                Some((stands, rest.saved))
            }
            Terms::Discount(_) | Terms::Settlement(_) | Terms::Extension(_) | Terms::Promise(_) => None,
        };
        let waits = awaited(&mut db, &papers.agreed, &papers.body.terms, &owed).await?;
        let replaced = papers.agreed.state == AgreementState::Replaced;
        let after = if replaced { agreements::followed_by(&mut db, &papers.agreed).await? } else { None };
        let on_hold = match &papers.body.terms {
            Terms::Plan(terms) if papers.agreed.state == AgreementState::Live => {
                Some(rests_of(&mut db, &papers.agreed, terms.plan.principal.currency()).await?)
            }
            _ => None,
        };
        (owed, plan, after, waits, on_hold)
    };
    // What of the covered invoices is still owed, the oldest first.
    let open: Vec<&Invoice> = owed
        .iter()
        .filter(|invoice| papers.covered.iter().any(|(covered, _)| covered.id == invoice.id))
        .filter(|invoice| invoice.owed().is_positive() && !invoice.void)
        .collect();
    let number = |id| papers.number_of(id);
    // In the page's language, where the schedule is; the words that were agreed stay as they were frozen.
    let renderer =
        AgreementRenderer { formatter: &session.formatter, creditor: &session.creditor.name, number: &number };
    let rows = renderer.text(&papers.body.terms).rows;
    let id = papers.agreed.id;
    let stands = plan.as_ref().map(|(stands, _)| stands);
    let live = papers.agreed.state == AgreementState::Live;
    let saved = plan.as_ref().map(|(_, saved)| *saved);
    let (next, pay) = if live { due(&session, &papers, stands, saved, waits, &open) } else { (None, Vec::new()) };
    let reschedule = match (&papers.body.terms, stands) {
        (Terms::Plan(terms), Some(stands)) if live && terms.conduct.reschedules > 0 && stands.left.is_positive() => {
            Some(routes::with(routes::PLAN_NEW, "of", id))
        }
        _ => None,
    };
    let schedule = match (&papers.body.terms, &plan) {
        (Terms::Plan(terms), Some((stands, _))) => {
            Some(plan_form::schedule(&session.formatter, &terms.plan, &stands.instalments))
        }
        _ => None,
    };
    let view = AgreementView {
        kind: papers.body.terms.kind(),
        just_made: shown.made.is_some(),
        mailed: session.debtor.email.is_some() && session.state.mailer.is_set_up(),
        agreed_on: session.formatter.date(session.creditor.zone.day_of(papers.agreed.made_at)),
        proof: renderer.proof(&papers.body.proof),
        standing: match standing(
            &session.formatter,
            session.creditor.zone,
            &papers.agreed,
            &papers.body.terms,
            stands,
            waits,
        ) {
            AgreementStanding::Replaced { .. } => AgreementStanding::Replaced { href: after.map(routes::agreement) },
            standing => standing,
        },
        next,
        rows: check_rows(rows),
        text: papers.body.text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        schedule,
        pay,
        reschedule_href: reschedule,
        on_hold: on_hold.filter(|on_hold| on_hold.is_positive()).map(|on_hold| session.formatter.money(on_hold)),
        files: AgreementFiles {
            pdf: routes::agreement_pdf(id),
            calendar: papers.calendar(String::new()).map(|_| routes::agreement_calendar(id)),
            sealed: routes::agreement_sealed(id),
        },
    };
    Ok(session.page(|context| views::agreement::page(context, view)))
}

/// Where an agreement stands, in writing; `waits` is what it [waits for](awaited).
pub(super) fn standing(
    formatter: &Formatter,
    zone: Zone,
    agreed: &AgreementRecord,
    terms: &Terms,
    plan: Option<&PlanStanding>,
    waits: Option<Money>,
) -> AgreementStanding {
    let AgreementRecord { state, until, ended_at, made_at, .. } = *agreed;
    let ended = formatter.date(zone.day_of(ended_at.unwrap_or(made_at)));
    match (state, plan, terms) {
        (AgreementState::Kept, ..) => AgreementStanding::Completed { on: ended },
        (AgreementState::Broken | AgreementState::Cancelled, ..) => {
            AgreementStanding::Broken { on: ended, cure_until: None }
        }
        (AgreementState::Replaced, ..) => AgreementStanding::Replaced { href: None },
        (AgreementState::Live, Some(plan), _) => match plan.state {
            PlanState::Kept | PlanState::Cured { .. } => AgreementStanding::Kept,
            PlanState::InGrace { until } => AgreementStanding::InGrace { until: formatter.date(until) },
            PlanState::Broken { on, cure_until } => AgreementStanding::Broken {
                on: formatter.date(on),
                cure_until: cure_until.map(|day| formatter.date(day)),
            },
            PlanState::Completed { on } => AgreementStanding::Completed { on: formatter.date(on) },
        },
        (AgreementState::Live, None, Terms::Settlement(terms)) => AgreementStanding::Awaits {
            amount: formatter.money(waits.unwrap_or(terms.to_pay)),
            until: until.map(|day| formatter.date(day)),
        },
        (AgreementState::Live, None, Terms::Discount(terms)) => AgreementStanding::Awaits {
            amount: formatter.money(terms.to_pay),
            until: until.map(|day| formatter.date(day)),
        },
        (AgreementState::Live, None, Terms::Extension(terms)) => match waits {
            Some(amount) => AgreementStanding::Awaits {
                amount: formatter.money(amount),
                until: terms.new_due.pred_opt().map(|day| formatter.date(day)),
            },
            None => AgreementStanding::Kept,
        },
        (AgreementState::Live, None, Terms::Plan(_) | Terms::Promise(_)) => AgreementStanding::Kept,
    }
}

/// What is to be paid next, and the buttons that pay it: links to the last page before paying, with
/// the covered invoices and an amount.
fn due(
    session: &DebtorSession,
    papers: &AgreementDocuments,
    plan: Option<&PlanStanding>,
    saved: Option<Money>,
    waits: Option<Money>,
    open: &[&Invoice],
) -> (Option<NextDue>, Vec<PayButton>) {
    let Some(currency) = open.first().map(|invoice| invoice.balance.currency()) else { return (None, Vec::new()) };
    let Ok(rest) = Money::total(currency, open.iter().map(|invoice| invoice.to_pay())) else {
        return (None, Vec::new());
    };
    let ids: Vec<_> = open.iter().map(|invoice| invoice.id).collect();
    let whole = PayQuery::whole(currency, &ids);
    let button = |what, amount: Money| {
        let href = if amount == rest {
            whole.confirm()
        } else {
            whole.clone().part(session.formatter.money(amount)).confirm()
        };
        PayButton { what, amount: session.formatter.money(amount), saved: None, href }
    };
    let due_on = |amount: Money, day| {
        Some(NextDue { amount: session.formatter.money(amount), date: session.formatter.date(day), early: None })
    };
    let mut pay = Vec::new();
    match (&papers.body.terms, plan) {
        (Terms::Plan(terms), Some(plan)) => {
            let early = early_instalment(&terms.conduct, plan, session.today);
            let early = early.filter(|early| early.full.minor() <= rest.minor());
            if let Some(early) = early {
                pay.push(PayButton {
                    saved: Some(session.formatter.money(early.off)),
                    href: early_href(&whole, papers.agreed.id, &early),
                    ..button(PayWhat::Next, early.to_pay)
                });
            }
            let left: Vec<&InstalmentStanding> = plan.instalments.iter().filter(|i| i.left.is_positive()).collect();
            let Some(first) = left.first() else { return (None, Vec::new()) };
            if plan.late.is_positive() {
                pay.push(button(PayWhat::Late, plan.late));
            }
            let next = left.iter().find(|i| i.instalment.date >= session.today);
            if let Some(next) = next.filter(|next| !plan.late.is_positive() || next.instalment.n != first.instalment.n)
            {
                let through: Vec<_> = left.iter().filter(|i| i.instalment.n <= next.instalment.n).collect();
                if let Ok(amount) = Money::total(currency, through.iter().map(|i| i.left)) {
                    pay.push(button(PayWhat::Next, amount));
                }
            }
            let two: Vec<_> = left.iter().take(2).collect();
            if let (true, Ok(amount)) = (left.len() > 2, Money::total(currency, two.iter().map(|i| i.left))) {
                pay.push(button(PayWhat::Several { count: 2 }, amount));
            }
            if left.len() > 1 {
                // Price that the rest of the time would have earned is not asked for.
                let saved = saved.filter(|saved| saved.is_positive());
                let less = saved.and_then(|saved| rest.minus(saved).ok()).unwrap_or(rest);
                pay.push(PayButton {
                    saved: saved.map(|saved| session.formatter.money(saved)),
                    ..button(PayWhat::Remainder, less)
                });
            }
            let early = early.map(|early| (session.formatter.money(early.to_pay), session.formatter.date(early.until)));
            (due_on(first.left, first.instalment.date).map(|next| NextDue { early, ..next }), pay)
        }
        (Terms::Promise(terms), _) => {
            let amount = if terms.amount.minor() < rest.minor() { terms.amount } else { rest };
            pay.push(button(PayWhat::Next, amount));
            (due_on(amount, terms.date), pay)
        }
        (Terms::Extension(terms), _) => {
            // Before it takes effect, the part that it is for; and the rest may always be paid at once.
            if let Some(part) = waits {
                pay.push(button(PayWhat::Next, part));
                if part != rest {
                    pay.push(button(PayWhat::Remainder, rest));
                }
                return (due_on(part, terms.new_due.pred_opt().unwrap_or(terms.new_due)), pay);
            }
            pay.push(button(PayWhat::Next, rest));
            (due_on(rest, terms.new_due), pay)
        }
        (Terms::Settlement(terms), _) => {
            // What is given up with it is whatever else is owed on the day: as of today.
            let Some((left, off)) = waits.and_then(|left| Some((left, rest.minus(left).ok()?))) else {
                return (None, pay);
            };
            pay.push(PayButton {
                what: PayWhat::Whole,
                amount: session.formatter.money(left),
                saved: off.is_positive().then(|| session.formatter.money(off)),
                href: routes::with(whole.confirm(), "agreement", papers.agreed.id),
            });
            (due_on(left, terms.until), pay)
        }
        (Terms::Discount(_) | Terms::Plan(_), _) => (None, pay),
    }
}

/// `GET /agreements/{id}/agreement.pdf`: typeset from what was signed, whenever it is asked for.
pub(super) async fn pdf(session: DebtorSession, Path(id): Path<String>) -> Result<Response, Failure> {
    let session = session.whole()?;
    let papers = find(&session, &id).await?;
    let document = papers.document();
    let pdf = typeset(move || documents::agreement(&document)).await?;
    Ok(download("application/pdf", format!("{}.pdf", papers::number(papers.agreed.id)), pdf))
}

/// `GET /agreements/{id}/calendar.ics`.
pub(super) async fn calendar(session: DebtorSession, Path(id): Path<String>) -> Result<Response, Failure> {
    let session = session.whole()?;
    let papers = find(&session, &id).await?;
    let link = session.state.services.base_url.join(&routes::agreement(papers.agreed.id));
    let file = papers.calendar(link).ok_or(Problem::NotFound)?;
    let name = format!("{}.ics", papers::number(papers.agreed.id));
    Ok(download("text/calendar; charset=utf-8", name, file.into_bytes()))
}

/// `GET /agreements/{id}/agreement.json`: the sealed file, for checking without us.
pub(super) async fn sealed(session: DebtorSession, Path(id): Path<String>) -> Result<Response, Failure> {
    let session = session.whole()?;
    let papers = find(&session, &id).await?;
    let file = papers.sealed().to_file().map_err(|error| store::StoreError::Damaged(error.to_string()))?;
    Ok(download("application/json", format!("{}.json", papers::number(papers.agreed.id)), file))
}

/// The figures of an agreement's text as the rows of a page.
pub(super) fn check_rows(figures: Vec<Figure>) -> Vec<CheckRow> {
    let row = |figure: Figure| CheckRow { label: figure.label, value: figure.value, change_href: None };
    figures.into_iter().map(row).collect()
}
