//! What the debtor may choose today: `/offers`, and what `/` says of it.

use super::agree::debtor_account;
use super::agreement;
use super::error::Failure;
use super::form::delay_value;
use super::instalment::early_href;
use super::offer_cards::cards;
use super::plan_form;
use super::session::DebtorSession;
use app::components::actions::DebtorActions;
use app::components::agreements::{AgreementRow, RequestRow};
use app::components::offers::{AccountStep, OfferKind, OfferRow};
use app::routes::PayQuery;
use app::views::account::AccountOffers;
use app::views::offers::OffersView;
use app::{routes, views};
use axum::response::Response;
use domain::agreement::{AgreementRecord, Terms};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::discount::Reduction;
use domain::dispute::{DisputeState, disputable};
use domain::id::{AgreementId, DebtorId, InvoiceId};
use domain::invoice::Invoice;
use domain::money::{Currency, Money};
use domain::offer::{NextStep, Offer, OfferTerms, OpenDebt, best_next_step};
use domain::plan::early::{EarlyInstalment, early_instalment};
use domain::plan::standing::PlanStanding;
use domain::policy::Granted;
use domain::request::{RequestKind, RequestState};
use services::account::DebtorAccount;
use services::account::plans::plan_standing;
use services::agreements::breathing_space::{Standing, standing};
use services::agreements::follow::awaited;
use services::format::Formatter;
use store::disputes;
use store::{Db, StoreError, agreements, pauses, requests};

/// Of a debtor's requests, how many of the latest are looked through for those that wait.
const REQUESTS_SHOWN: i64 = 20;

/// `GET /offers`.
pub(super) async fn show(session: DebtorSession) -> Result<Response, Failure> {
    let session = session.whole()?;
    let debtor_account = debtor_account(&session).await?;
    let offers = debtor_account.offers();
    let pauses =
        pauses::of_debtor(&mut session.state.services.store.read().await?, session.creditor.id, session.debtor.id)
            .await?;
    let pause = standing(&debtor_account.owed.version.policy, &pauses, session.today);
    let cards = cards(&session.formatter, &debtor_account, &offers).map_err(StoreError::from)?;
    let view = OffersView { offers: cards, ways: with_pause(ways(&debtor_account, &offers), &pause) };
    Ok(session.page(|context| views::offers::page(context, view)))
}

/// The ways on, as far as something of today's `offers` can be had there.
pub(super) fn ways(debtor_account: &DebtorAccount, offers: &[Offer]) -> DebtorActions {
    let has = |wanted: fn(&OfferTerms) -> bool| offers.iter().any(|offer| wanted(&offer.terms));
    let way = |open: bool, path: &str| open.then(|| path.to_owned());
    let owes = debtor_account.owed.invoices.iter().any(|invoice| invoice.owed().is_positive() && !invoice.void);
    DebtorActions {
        pay: way(owes, routes::PAY),
        parts: way(has(|terms| matches!(terms, OfferTerms::Plan { .. })), routes::PLAN_NEW),
        time: way(has(|terms| matches!(terms, OfferTerms::Extension { .. })), routes::EXTENSION_NEW),
        promise: way(has(|terms| matches!(terms, OfferTerms::Promise { .. })), routes::PROMISE_NEW),
        wrong: way(
            debtor_account.owed.invoices.iter().any(|invoice| disputable(invoice).is_some()),
            routes::DISPUTE_NEW,
        ),
        breathing_space: way(
            owes && debtor_account.owed.version.policy.breathing_space.is_some(),
            routes::BREATHING_SPACE,
        ),
    }
}

/// A breathing space is not offered to who is in one, or has used it up.
fn with_pause(ways: DebtorActions, pause: &Standing) -> DebtorActions {
    let offered = matches!(pause, Standing::Offered { .. });
    DebtorActions { breathing_space: ways.breathing_space.filter(|_| offered), ..ways }
}

/// What `/` says beside the amounts: what to do first, the ways on, what was agreed and what was asked.
pub(super) async fn offered(
    session: &DebtorSession,
    debtor_account: &DebtorAccount,
) -> Result<(AccountOffers, Option<CurrencyStep>), Failure> {
    let (creditor, debtor) = (session.creditor.id, session.debtor.id);
    let mut db = session.state.services.store.read().await?;
    let (mut rows, mut due_payments) = (Vec::new(), Vec::new());
    for Running { row, due_payment, .. } in
        running(&mut db, &session.formatter, &session.creditor, debtor, debtor_account).await?
    {
        rows.push(row);
        due_payments.extend(due_payment);
    }
    let asked = requests::of_debtor(&mut db, creditor, debtor, REQUESTS_SHOWN).await?;
    let asked =
        asked.into_iter().filter(|asked| matches!(asked.state, RequestState::Waiting | RequestState::Countered));
    let open = disputes::of_debtor(&mut db, creditor, debtor, REQUESTS_SHOWN).await?;
    let open = open.into_iter().filter(|dispute| dispute.state == DisputeState::Open);
    let pauses = pauses::of_debtor(&mut db, creditor, debtor).await?;
    let pause = standing(&debtor_account.owed.version.policy, &pauses, session.today);
    let paused_until = match &pause {
        Standing::Running { until } => Some(session.formatter.date(*until)),
        Standing::Offered { .. } | Standing::Spent => None,
    };
    let offers = debtor_account.offers();
    let next = best_next_step(&offers, &debtor_account.situation());
    let next = agreed_step(session, debtor_account, &next, &due_payments).or_else(|| match next {
        NextStep::Take(offer) => taking(&session.formatter, debtor_account, offer),
        // The button of what is owed says so.
        NextStep::PayOverdue(_) | NextStep::PayDue(_) | NextStep::Wait(_) | NextStep::Nothing => None,
    });
    // Nobody is pressed in a breathing space.
    let next = next.filter(|_| paused_until.is_none());
    let offered = AccountOffers {
        ways: with_pause(ways(debtor_account, &offers), &pause),
        offers_href: (offers.len() > 1).then(|| routes::OFFERS.to_owned()),
        agreements: rows,
        requests: asked
            .map(|asked| RequestRow {
                kind: RequestKind::of(&asked.asked),
                state: asked.state,
                answer_by: session.formatter.date(asked.answer_by),
                href: routes::request(asked.id),
            })
            .chain(open.map(|dispute| RequestRow {
                kind: RequestKind::Dispute,
                state: RequestState::from(&dispute),
                answer_by: session.formatter.date(dispute.answer_by),
                href: routes::dispute(dispute.id),
            }))
            .collect(),
        paused_until,
    };
    Ok((offered, next))
}

/// A step, and what is owed in which currency it is about.
pub(super) type CurrencyStep = (Currency, AccountStep);

/// An agreement that runs, and what it asks for next.
pub(super) struct Running {
    /// In writing.
    pub(super) row: AgreementRow,
    day: Option<Date>,
    due_payment: Option<DuePayment>,
}

/// A debtor's agreements that run, the next date first.
pub(super) async fn running(
    db: &mut Db,
    formatter: &Formatter,
    creditor: &Creditor,
    debtor: DebtorId,
    debtor_account: &DebtorAccount,
) -> Result<Vec<Running>, StoreError> {
    let live = agreements::live_of(db, creditor.id, debtor).await?;
    let mut all = Vec::with_capacity(live.len());
    for agreed in &live {
        let terms = agreed.read_body()?.terms;
        let plan = match &terms {
            Terms::Plan(plan) => Some(plan_standing(db, agreed, plan, creditor.zone, debtor_account.owed.as_of).await?),
            Terms::Discount(_) | Terms::Settlement(_) | Terms::Extension(_) | Terms::Promise(_) => None,
        };
        let waits = awaited(db, agreed, &terms, &debtor_account.owed).await?;
        let early = match (&terms, &plan) {
            (Terms::Plan(terms), Some(stands)) => {
                early_instalment(&terms.default_terms, stands, debtor_account.owed.as_of)
            }
            _ => None,
        };
        let (amount, day) = next_payment(debtor_account, &terms, plan.as_ref());
        let amount = waits.or(amount);
        // A part that is to bring more time into effect has its own day.
        let day = match &terms {
            Terms::Extension(terms) if waits.is_some() => Some(terms.part_until()),
            _ => day,
        };
        let due_payment = match (amount, day, invoices_of(debtor_account, agreed, &terms)) {
            (Some(amount), Some(day), Some(covers)) => {
                let settles = matches!(terms, Terms::Settlement(_));
                Some(DuePayment { amount, day, covers, early: early.map(|early| (agreed.id, early)), settles })
            }
            _ => None,
        };
        let row = AgreementRow {
            kind: terms.kind(),
            standing: agreement::standing(formatter, creditor.zone, agreed, &terms, plan.as_ref(), waits),
            amount: amount.map(|amount| formatter.money(amount)).unwrap_or_default(),
            date: day.map(|day| formatter.date(day)),
            early: early.map(|early| (formatter.money(early.to_pay), formatter.date(early.until))),
            href: routes::agreement(agreed.id),
        };
        // Paid otherwise, it waits for nothing, and only its end.
        let waits_for_its_end = match &terms {
            Terms::Settlement(_) => !waits.is_some_and(Money::is_positive),
            Terms::Plan(_) => waits.is_some(),
            Terms::Extension(_) | Terms::Promise(_) | Terms::Discount(_) => false,
        };
        if !waits_for_its_end {
            all.push(Running { row, day, due_payment });
        }
    }
    all.sort_by_key(|running| (running.day.is_none(), running.day));
    Ok(all)
}

/// What is to be paid next under an agreement, or what it is about, and by when.
fn next_payment(
    debtor_account: &DebtorAccount,
    terms: &Terms,
    plan: Option<&PlanStanding>,
) -> (Option<Money>, Option<Date>) {
    match (terms, plan) {
        (Terms::Plan(_), Some(plan)) => {
            let next = plan.instalments.iter().find(|instalment| instalment.left.is_positive());
            (next.map(|next| next.left), next.map(|next| next.instalment.date))
        }
        (Terms::Extension(terms), _) => {
            let found = debtor_account.owed.invoices.iter().find(|invoice| invoice.id == terms.invoice);
            (found.map(Invoice::to_pay), Some(terms.new_due))
        }
        (Terms::Promise(terms), _) => (Some(terms.amount), Some(terms.date)),
        // What is left of it is what it waits for; where it asks for nothing any more there is none.
        (Terms::Settlement(terms), _) => (None, Some(terms.until)),
        (Terms::Discount(terms), _) => (Some(terms.to_pay), Some(terms.until)),
        (Terms::Plan(_), None) => (None, None),
    }
}

/// A payment that was agreed on: so much, by a day, of these invoices.
struct DuePayment {
    amount: Money,
    day: Date,
    covers: Vec<InvoiceId>,
    /// The instalment of a plan that costs less today.
    early: Option<(AgreementId, EarlyInstalment)>,
    /// It settles them: then it comes before everything else.
    settles: bool,
}

/// The invoices that the payments of a plan, a promise or a settlement go to; others say themselves when they are due.
fn invoices_of(debtor_account: &DebtorAccount, agreed: &AgreementRecord, terms: &Terms) -> Option<Vec<InvoiceId>> {
    let open = || debtor_account.owed.invoices.iter().filter(|invoice| invoice.asked().is_positive() && !invoice.void);
    match terms {
        Terms::Plan(_) => Some(open().filter(|invoice| invoice.plan == Some(agreed.id)).map(|i| i.id).collect()),
        Terms::Promise(terms) => {
            Some(open().filter(|invoice| terms.invoices.contains(&invoice.id)).map(|i| i.id).collect())
        }
        Terms::Settlement(_) => {
            let priced = |invoice: &&Invoice| invoice.price.and_then(|price| price.settlement()) == Some(agreed.id);
            Some(open().filter(priced).map(|i| i.id).collect())
        }
        Terms::Discount(_) | Terms::Extension(_) => None,
    }
}

/// What was agreed comes first, where nothing else is to be done before it: who promised a day is not asked for the
/// same money sooner.
fn agreed_step(
    session: &DebtorSession,
    debtor_account: &DebtorAccount,
    next: &NextStep<'_>,
    due_payments: &[DuePayment],
) -> Option<CurrencyStep> {
    let moving = |id: &InvoiceId| {
        debtor_account.owed.invoices.iter().any(|invoice| invoice.id == *id && invoice.on_its_way.is_positive())
    };
    // What is on its way is not asked for again before it has come.
    let asks = |due_payment: &&DuePayment| !due_payment.covers.is_empty() && !due_payment.covers.iter().any(moving);
    let due_payments = || due_payments.iter().filter(asks);
    let due_payment = due_payments().min_by_key(|due_payment| (!due_payment.settles, due_payment.day))?;
    let promised = |debt: &OpenDebt| due_payments().any(|due_payment| due_payment.covers.contains(&debt.invoice));
    let is_first = due_payment.settles
        || match next {
            NextStep::Nothing => true,
            NextStep::Wait(day) => due_payment.day <= *day,
            NextStep::PayOverdue(_) | NextStep::PayDue(_) | NextStep::Take(_) => {
                let due = debtor_account.debts.iter().filter(|debt| debt.owed().is_some() && debt.due < session.today);
                due.clone().next().is_some() && due.clone().all(promised)
            }
        };
    let currency = due_payment.amount.currency();
    let whole = PayQuery::whole(currency, &due_payment.covers);
    let owed = debtor_account.owed.invoices.iter().filter(|invoice| due_payment.covers.contains(&invoice.id));
    let rest = Money::total(currency, owed.map(Invoice::by_schedule)).ok()?;
    let amount = if due_payment.amount.minor() < rest.minor() { due_payment.amount } else { rest };
    let early = due_payment.early.filter(|(_, early)| early.full == amount);
    let href = match early {
        Some((id, early)) => early_href(&whole, id, early.n),
        None if amount == rest => whole.confirm(),
        None => whole.part(session.formatter.money(amount)).confirm(),
    };
    let (written, date) = (session.formatter.money(amount), session.formatter.date(due_payment.day));
    // While a part of its sum rests under review, what is paid now does not settle it.
    let owed = debtor_account.owed.invoices.iter().filter(|invoice| due_payment.covers.contains(&invoice.id));
    let rests = owed.filter_map(|invoice| invoice.price).any(|price| price.resting.is_positive());
    let step = || {
        if due_payment.settles && !rests {
            return AccountStep::Settle { amount: written, date, href };
        }
        let early =
            early.map(|(_, early)| (session.formatter.money(early.to_pay), session.formatter.date(early.until)));
        let date = (due_payment.day != session.today).then_some(date);
        AccountStep::PayInstalment { amount: written, date, early, href }
    };
    (is_first && amount.is_positive()).then(|| (currency, step()))
}

/// An offer as the best next step.
fn taking(formatter: &Formatter, debtor_account: &DebtorAccount, offer: &Offer) -> Option<CurrencyStep> {
    let currency = match offer.terms {
        OfferTerms::Discount { to_pay, .. } | OfferTerms::Settlement { to_pay, .. } => to_pay.currency(),
        OfferTerms::Plan { owed, .. } | OfferTerms::Promise { owed, .. } => owed.currency(),
        OfferTerms::Extension { price, .. } => price.currency(),
    };
    Some((currency, AccountStep::Take(Box::new(row(formatter, debtor_account, offer)?))))
}

/// Where the longest plan that can be had is shown.
pub(super) fn longest_plan(formatter: &Formatter, debtor_account: &DebtorAccount) -> Option<String> {
    let length = |offer: &Offer| {
        if let OfferTerms::Plan { max_instalments, .. } = offer.terms { Some(max_instalments) } else { None }
    };
    let longest = debtor_account.offers().into_iter().filter_map(|offer| Some((length(&offer)?, offer)));
    let (count, offer) = longest.max_by_key(|(count, _)| *count)?;
    row(formatter, debtor_account, &offer)
        .map(|row| routes::with(routes::with(row.href, "how", "count"), "count", count))
}

/// An offer in writing.
pub(super) fn row(formatter: &Formatter, debtor_account: &DebtorAccount, offer: &Offer) -> Option<OfferRow> {
    let (kind, href) = kind(formatter, debtor_account, &offer.terms)?;
    Some(OfferRow {
        kind,
        reason: offer.reason,
        until: offer.until.map(|day| formatter.date(day)),
        on_request: offer.granted == Granted::OnRequest,
        href,
    })
}

/// What is offered in writing, and where it is taken.
fn kind(formatter: &Formatter, debtor_account: &DebtorAccount, terms: &OfferTerms) -> Option<(OfferKind, String)> {
    let number = |id: InvoiceId| {
        let found = debtor_account.owed.invoices.iter().find(|invoice| invoice.id == id);
        found.map_or_else(String::new, |invoice| invoice.number.clone())
    };
    let some = |amount: Money| amount.is_positive().then(|| formatter.money(amount));
    Some(match *terms {
        OfferTerms::Discount { invoice, reduction, off, to_pay, .. } => {
            let percent =
                if let Reduction::Percent(percent) = reduction { Some(formatter.percent(percent)) } else { None };
            let href = PayQuery::whole(to_pay.currency(), &[invoice]).confirm();
            let full = formatter.money(to_pay.plus(off).ok()?);
            let (to_pay, off) = (formatter.money(to_pay), formatter.money(off));
            (OfferKind::Discount { number: number(invoice), full, to_pay, off, percent }, href)
        }
        OfferTerms::Settlement { invoice, percent, to_pay, written_off } => {
            let full = formatter.money(to_pay.plus(written_off).ok()?);
            let kind = OfferKind::Settlement {
                number: number(invoice),
                full,
                to_pay: formatter.money(to_pay),
                written_off: formatter.money(written_off),
                percent: formatter.percent(percent),
            };
            (kind, routes::with(routes::SETTLEMENT_NEW, "invoice", invoice))
        }
        OfferTerms::Plan { owed, max_instalments, each, cost, frequency } => {
            let invoices = debtor_account
                .debts
                .iter()
                .filter(|debt| debt.owed().is_some_and(|amount| amount.currency() == owed.currency()));
            let named =
                invoices.fold(routes::PLAN_NEW.to_owned(), |href, debt| routes::with(href, "invoice", debt.invoice));
            let kind = OfferKind::Plan {
                owed: formatter.money(owed),
                max_instalments,
                each: plan_form::each(formatter, each),
                cost: some(cost),
                frequency,
            };
            (kind, named)
        }
        OfferTerms::Extension { invoice, by, old_due, new_due, price, pay_now, lost_discount } => {
            let kind = OfferKind::Extension {
                number: number(invoice),
                by,
                old_due: formatter.date(old_due),
                new_due: formatter.date(new_due),
                price: some(price),
                pay_now: some(pay_now),
                lost_discount: some(lost_discount),
            };
            (kind, routes::with(routes::with(routes::EXTENSION_NEW, "invoice", invoice), "by", delay_value(by)))
        }
        OfferTerms::Promise { owed, latest } => {
            let kind = OfferKind::Promise { owed: formatter.money(owed), latest: formatter.date(latest) };
            (kind, routes::with(routes::PROMISE_NEW, "currency", owed.currency()))
        }
    })
}
