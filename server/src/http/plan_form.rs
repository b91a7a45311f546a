//! `/plans/new`: the simulator's page, and a plan's schedule as pages show it.

use super::agree::{Form, answer_by, offer_request};
use super::error::Failure;
use super::form::Fields;
use super::pay::see_other;
use super::session::DebtorSession;
use app::components::forms::InvalidField;
use app::components::schedule::{EarlyNote, InstalmentMark, ScheduleRow, ScheduleView};
use app::i18n::Texts as _;
use app::views::plan_new::{NearestPlan, PlanAsked, PlanInvoice, PlanNewView, PlanResult, PlanToday};
use app::{routes, views};
use axum::response::Response;
use domain::agreement::{PlanTerms, Terms};
use domain::agreement_terms::{QuoteError, plan_rules};
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::Invoice;
use domain::money::Money;
use domain::plan::early::{PlanPrice, early_price};
use domain::plan::schedule::Frequency;
use domain::plan::size::InstalmentSize;
use domain::plan::solver::solve;
use domain::plan::standing::{InstalmentStanding, InstalmentState, standing};
use domain::plan::{Instalment, InvoicePart, NoPlan, Pace, Plan, PlanRequest, PlanRules};
use domain::policy::Granted;
use services::account::DebtorAccount;
use services::agreements::accept::preview_in;
use services::format::Formatter;

/// How many instalments are proposed at first, where there can be as many.
const PROPOSED: u16 = 3;

/// The page, with what stands in its fields or is proposed.
pub(super) fn page(
    session: &DebtorSession,
    debtor_account: DebtorAccount,
    fields: &Fields,
) -> Result<Response, Failure> {
    let chosen = fields.invoices()?;
    let policy = &debtor_account.owed.version.policy;
    let situation = debtor_account.situation();
    let rules_for = |chosen: &[InvoiceId]| {
        let rules_for = |granted| match &debtor_account.running {
            Some(left) => left.rules(policy, &situation, granted).map(|rules| (left.parts.clone(), rules)),
            None => plan_rules(policy, &situation, chosen, granted),
        };
        rules_for(Granted::Automatically).or_else(|| rules_for(Granted::OnRequest))
    };
    // What is no longer owed cannot be chosen: then everything is.
    let Some((parts, rules)) = rules_for(&chosen).or_else(|| rules_for(&[])) else {
        return Ok(see_other(routes::OFFERS));
    };
    let style = session.formatter.style(rules.min_instalment.currency());
    let fresh = !fields.has("first");
    let fields = if fresh { proposed(&session.formatter, fields.clone(), &parts, &rules) } else { fields.clone() };
    let outcome = outcome(session, &debtor_account, &fields, &parts, &rules);
    let ticked = |id| chosen.is_empty() || chosen.contains(&id);
    let all = rules_for(&[]).map(|(parts, _)| parts).unwrap_or_default();
    let invoices = if all.iter().any(|part| parts.contains(part)) { all } else { parts };
    let shown = invoices.into_iter().map(|part| {
        let invoice = debtor_account.owed.invoices.iter().find(|invoice| invoice.id == part.invoice);
        PlanInvoice {
            part,
            number: invoice.map_or_else(String::new, |invoice| invoice.number.clone()),
            description: invoice.and_then(|invoice| invoice.description.clone()),
            amount: session.formatter.money(part.amount),
            chosen: ticked(part.invoice),
        }
    });
    let view = PlanNewView {
        of: debtor_account.running.as_ref().map(|left| left.agreement.id),
        today: plan_today(session, &debtor_account),
        style,
        dates: session.formatter.date_style(),
        invoices: shown.collect(),
        asked: asked(&fields),
        rules,
        wrong: outcome.wrong,
        result: outcome.result,
        answer_by: outcome.answer_by,
    };
    Ok(session.page(|context| views::plan_new::page(context, view)))
}

/// The plan that is about to be changed, as it is.
fn plan_today(session: &DebtorSession, debtor_account: &DebtorAccount) -> Option<PlanToday> {
    let (left, formatter) = (debtor_account.running.as_ref()?, &session.formatter);
    let (plan, terms) = (&left.terms.plan, &left.terms.default_terms);
    let stands = standing(plan, terms, &left.payments, debtor_account.owed.as_of).ok()?;
    let covers = |invoice: &&Invoice| plan.invoices.iter().any(|part| part.invoice == invoice.id);
    let added = debtor_account.owed.invoices.iter().filter(covers).map(Invoice::charges);
    // What this plan costs is not charged for what is left.
    let added = Money::total(plan.principal.currency(), added).ok()?.minus(left.price_left).ok()?;
    let none = Money::zero(plan.principal.currency());
    let price = PlanPrice::new(terms, &stands, none, debtor_account.owed.as_of);
    let saved = vec![none; plan.instalments.len()];
    let stands = Stands { instalments: &stands.instalments, price: &price, saved: &saved, kept_on: None };
    Some(PlanToday {
        schedule: agreed_schedule(formatter, plan, &stands),
        charges: added.is_positive().then(|| formatter.money(added)),
    })
}

/// What comes of the fields.
#[derive(Default)]
struct Outcome {
    wrong: Vec<InvalidField>,
    result: Option<PlanResult>,
    /// Until when a person answers, where one has to be asked.
    answer_by: Option<String>,
}

fn outcome(
    session: &DebtorSession,
    debtor_account: &DebtorAccount,
    fields: &Fields,
    parts: &[InvoicePart],
    rules: &PlanRules,
) -> Outcome {
    let request = match offer_request(Form::Plan, session, debtor_account, fields) {
        Ok(request) => request,
        Err(wrong) => return Outcome { wrong, ..Outcome::default() },
    };
    match preview_in(debtor_account.clone(), &session.creditor, &session.formatter, &request) {
        Ok(preview) => {
            let by_a_person = preview.quote.granted == Granted::OnRequest;
            let Terms::Plan(terms) = preview.quote.terms else { return Outcome::default() };
            Outcome {
                wrong: Vec::new(),
                result: Some(PlanResult::Schedule(schedule(&session.formatter, &terms, session.today))),
                answer_by: by_a_person.then(|| session.formatter.date(answer_by(session, debtor_account))),
            }
        }
        Err(QuoteError::NoPlan(NoPlan { reason, nearest })) => {
            let nearest = nearest.and_then(|request| near(session, fields, parts, rules, request));
            Outcome { result: Some(PlanResult::Refused { reason, nearest }), ..Outcome::default() }
        }
        // Chosen invoices that cannot go together are shown as they are: unchosen.
        Err(_) => Outcome::default(),
    }
}

/// What stands in the fields.
fn asked(fields: &Fields) -> PlanAsked {
    let frequency = serde_json::from_value(serde_json::Value::String(fields.get("frequency").to_owned()));
    PlanAsked {
        by_count: fields.get("how") != "each",
        each: fields.get("each").to_owned(),
        count: fields.get("count").to_owned(),
        first: fields.get("first").to_owned(),
        frequency: frequency.unwrap_or(Frequency::Monthly),
        down: fields.get("down").to_owned(),
    }
}

/// What is proposed to somebody who has not asked for anything yet.
fn proposed(formatter: &Formatter, fields: Fields, parts: &[InvoicePart], rules: &PlanRules) -> Fields {
    let monthly = rules.frequencies.contains(&Frequency::Monthly);
    let frequency =
        if monthly { Frequency::Monthly } else { rules.frequencies.first().copied().unwrap_or(Frequency::Monthly) };
    let first = frequency.date(rules.start, 1).unwrap_or(rules.first_to).clamp(rules.first_from, rules.first_to);
    let down = rules.min_down.is_positive().then_some(rules.min_down);
    let count = fields.get("count").parse().unwrap_or(PROPOSED);
    let asked = PlanRequest { pace: Pace::Count(count), first, frequency, down };
    let request = match solve(parts, asked, rules) {
        Ok(_) => asked,
        Err(no) => no.nearest.unwrap_or(asked),
    };
    spelt(fields, request, |money| formatter.money(money))
}

/// Fields that spell a request.
fn spelt(fields: Fields, request: PlanRequest, write: impl Fn(Money) -> String) -> Fields {
    let frequency = match request.frequency {
        Frequency::Weekly => "weekly",
        Frequency::Fortnightly => "fortnightly",
        Frequency::Monthly => "monthly",
    };
    let fields = match request.pace {
        Pace::Count(count) => fields.with("how", "count").with("count", &count.to_string()),
        Pace::Each(each) => fields.with("how", "each").with("each", &write(each)),
    };
    let down = request.down.map(write).unwrap_or_default();
    fields.with("first", &request.first.to_string()).with("frequency", frequency).with("down", &down)
}

fn near(
    session: &DebtorSession,
    fields: &Fields,
    parts: &[InvoicePart],
    rules: &PlanRules,
    request: PlanRequest,
) -> Option<NearestPlan> {
    let plan = solve(parts, request, rules).ok()?;
    Some(NearestPlan {
        frequency: request.frequency,
        count: u16::try_from(plan.counted().count()).ok()?,
        each: each(&session.formatter, plan.instalment_size()?),
        first: session.formatter.date(request.first),
        down: request.down.map(|down| session.formatter.money(down)),
        href: spelt(fields.carried(), request, |money| session.formatter.money(money)).address(routes::PLAN_NEW),
    })
}

/// What each payment of a plan is, in writing.
pub(super) fn each(formatter: &Formatter, size: InstalmentSize) -> String {
    formatter.language.islands().each(size, |amount| formatter.money(amount))
}

/// A plan as a table before it is agreed: with what an instalment costs if it is paid early.
pub(super) fn schedule(formatter: &Formatter, terms: &PlanTerms, today: Date) -> ScheduleView {
    let early = |instalment: &Instalment| {
        let (price, until) = early_price(&terms.default_terms, instalment, today)?;
        Some(EarlyNote::Offered { amount: formatter.money(price), until: formatter.day_of_month(until) })
    };
    table(formatter, &terms.plan, |instalment| (None, early(instalment)))
}

/// Where an agreed plan stands.
pub(super) struct Stands<'a> {
    pub(super) instalments: &'a [InstalmentStanding],
    pub(super) price: &'a PlanPrice,
    /// What was saved of each instalment.
    pub(super) saved: &'a [Money],
    /// It was kept, on this day: what is left of an instalment was not earned, and is asked for no more.
    pub(super) kept_on: Option<Date>,
}

/// A plan as a table once it is agreed: with where each instalment stands, what was saved of it and what can be.
pub(super) fn agreed_schedule(formatter: &Formatter, plan: &Plan, stands: &Stands<'_>) -> ScheduleView {
    let settled: Vec<(InstalmentStanding, Money)> = stands
        .instalments
        .iter()
        .zip(stands.saved)
        .map(|(one, saved)| match stands.kept_on.filter(|_| one.left.is_positive()) {
            Some(on) => {
                let state = InstalmentState::Paid { on, in_time: true };
                let (all, saved) = (one.instalment.amount, saved.plus(one.left).unwrap_or(*saved));
                (InstalmentStanding { paid: all, left: Money::zero(all.currency()), state, ..*one }, saved)
            }
            None => (*one, *saved),
        })
        .collect();
    let note = |one: &InstalmentStanding, saved: Money| {
        let mut open = stands.price.open.iter().filter(|_| stands.kept_on.is_none());
        let open = open.find(|open| open.n == one.instalment.n && open.off.is_positive());
        match open.and_then(|open| Some((open.left.minus(open.off).ok()?, open.until?))) {
            Some((amount, until)) => {
                Some(EarlyNote::Offered { amount: formatter.money(amount), until: formatter.day_of_month(until) })
            }
            None if saved.is_positive() => {
                let paid = one.paid.minus(saved).ok()?;
                Some(EarlyNote::Saved { paid: formatter.money(paid), saved: formatter.money(saved) })
            }
            None => None,
        }
    };
    table(formatter, plan, |instalment| {
        let found = settled.iter().find(|(one, _)| one.instalment.n == instalment.n);
        (found.map(|(one, _)| mark(formatter, one)), found.and_then(|(one, saved)| note(one, *saved)))
    })
}

/// A plan as a table, with where each instalment stands and what is said of its price.
fn table(
    formatter: &Formatter,
    plan: &Plan,
    said: impl Fn(&Instalment) -> (Option<InstalmentMark>, Option<EarlyNote>),
) -> ScheduleView {
    let total = plan.principal.plus(plan.cost).unwrap_or(plan.principal);
    let mut left = total;
    let rows = plan
        .instalments
        .iter()
        .map(|i| {
            left = left.minus(i.amount).unwrap_or(left);
            let (mark, early) = said(i);
            ScheduleRow {
                n: i.n,
                date: formatter.short(i.date),
                amount: formatter.money(i.amount),
                left: formatter.money(left),
                mark,
                early,
            }
        })
        .collect();
    ScheduleView {
        rows,
        cost: plan.cost.is_positive().then(|| formatter.money(plan.cost)),
        total: formatter.money(total),
        each: each(formatter, plan.instalment_size().unwrap_or(InstalmentSize::Equal(total))),
        frequency: plan.frequency,
        last: formatter.date(plan.end()),
    }
}

fn mark(formatter: &Formatter, stands: &InstalmentStanding) -> InstalmentMark {
    let day = match stands.state {
        InstalmentState::Paid { on, .. } => Some(on),
        InstalmentState::InGrace { until } => Some(until),
        InstalmentState::Later
        | InstalmentState::DueSoon { .. }
        | InstalmentState::DueToday
        | InstalmentState::Missed { .. } => None,
    };
    InstalmentMark {
        state: stands.state,
        day: day.map(|day| formatter.short(day)),
        open: stands.is_part_paid().then(|| formatter.money(stands.left)),
    }
}
