//! `/offers`: what can be chosen today, and what to do first on `/`.

use super::shell::{Island, Section, shell};
use crate::components::{back, ways};
use crate::portal::{
    AccountOffers, AccountStep, AgreementRow, AgreementStanding, OfferKind, OfferRow, OffersView, PageContext,
    RequestRow,
};
use crate::text::AgreeWords;
use crate::text::Texts as _;
use domain::agreement::AgreementKind;
use domain::language::Language;
use domain::offer::Reason;
use domain::request::{RequestKind, RequestState};
use leptos::prelude::*;

/// The offers.
pub fn offers(context: &PageContext, view: OffersView) -> impl IntoView + use<> {
    let (language, words) = (context.language, context.language.agree());
    let text = &words.offer;
    let lead = if view.offers.is_empty() { text.none } else { text.lead };
    let cards = view.offers.into_iter().map(|offer| card(language, offer));
    let body = view! {
        {back(language.words(), "/".to_owned())}
        <h1>{text.title}</h1>
        <p class="lead">{lead}</p>
        {cards.collect_view()}
        {ways::section(language, words.ways.other, view.ways)}
    };
    shell(context, Section::Account, Island::None, text.title, body)
}

fn card(language: Language, offer: OfferRow) -> AnyView {
    let words = language.agree();
    let text = &words.offer;
    let about = match &offer.kind {
        OfferKind::Discount { number, .. }
        | OfferKind::Settlement { number, .. }
        | OfferKind::Extension { number, .. } => Some((text.for_invoice)(number)),
        OfferKind::Plan { .. } | OfferKind::Promise { .. } => None,
    };
    let why = because(words, &offer);
    let until = offer.until.as_deref().map_or_else(|| text.no_end.to_owned(), |until| (text.until)(until));
    let facts = effects(words, &offer.kind).into_iter().map(|(class, effect)| view! { <li class=class>{effect}</li> });
    let asked = offer.on_request.then(|| view! { <li>{text.on_request}</li> });
    view! {
        <section class="offer">
            <h2>{headline(language, &offer.kind)}</h2>
            {about.map(|about| view! { <p class="hint">{about}</p> })}
            <p>{why}</p>
            <ul class="facts-row">{facts.collect_view()} <li>{until}</li> {asked}</ul>
            <a class="button quiet" href=offer.href>{button(words, &offer.kind)}</a>
        </section>
    }
    .into_any()
}

/// An offer in one sentence.
fn headline(language: Language, kind: &OfferKind) -> String {
    let text = &language.agree().offer;
    match kind {
        OfferKind::Discount { to_pay, full, .. } => (text.discount)(to_pay, full),
        OfferKind::Settlement { to_pay, full, .. } => (text.settlement)(to_pay, full),
        OfferKind::Plan { most, each, frequency, .. } => {
            (text.plan)(&(language.live().payments)(*most, *frequency), each)
        }
        OfferKind::Extension { new_due, .. } => (text.extension)(new_due),
        OfferKind::Promise { latest, .. } => (text.promise)(latest),
    }
}

/// What an offer saves or costs.
fn effects(words: &AgreeWords, kind: &OfferKind) -> Vec<(&'static str, String)> {
    let text = &words.offer;
    let price = |price: &Option<String>| price.as_deref().map_or_else(|| text.free.to_owned(), |p| (text.costs)(p));
    match kind {
        OfferKind::Discount { off, .. } => vec![("good", (text.saves)(off))],
        OfferKind::Settlement { written_off, .. } => vec![("good", (text.saves)(written_off))],
        OfferKind::Plan { cost, .. } => vec![("", price(cost))],
        OfferKind::Extension { price: cost, pay_now, lost_discount, .. } => {
            let now = pay_now.as_deref().map(|now| ("", (text.pay_now)(now)));
            let lost = lost_discount.as_deref().map(|lost| ("", (text.loses)(lost)));
            [Some(("", price(cost))), now, lost].into_iter().flatten().collect()
        }
        OfferKind::Promise { .. } => vec![("", text.free.to_owned())],
    }
}

/// Why an offer is made.
fn because(words: &AgreeWords, offer: &OfferRow) -> String {
    let text = &words.offer;
    match offer.reason {
        Reason::InvoiceTerms(terms) => {
            let percent = match &offer.kind {
                OfferKind::Discount { percent: Some(percent), .. } => percent.clone(),
                _ => format!("{} %", terms.percent.normalize()),
            };
            (text.because_invoice)(&percent, terms.days)
        }
        Reason::PaysOnTime { on_time, of } => (text.because_on_time)(on_time, of),
        Reason::PaidEarly { days_left } => (text.because_early)(days_left),
        Reason::OldDebt { overdue_days } => (text.because_old)(overdue_days),
        Reason::InParts => text.because_parts.to_owned(),
        Reason::StillFree { left } => (text.because_free)(left),
    }
}

fn button(words: &AgreeWords, kind: &OfferKind) -> String {
    let text = &words.offer;
    match kind {
        OfferKind::Discount { to_pay, .. } => (text.take_discount)(to_pay),
        OfferKind::Settlement { to_pay, .. } => (text.take_settlement)(to_pay),
        OfferKind::Plan { .. } => text.take_plan.to_owned(),
        OfferKind::Extension { .. } => text.take_extension.to_owned(),
        OfferKind::Promise { .. } => text.take_promise.to_owned(),
    }
}

/// The best next step, for `/`.
pub(super) fn next(language: Language, step: AccountStep) -> AnyView {
    let words = language.agree();
    let text = &words.offer;
    let (said, more, href) = match step {
        AccountStep::Take(offer) => {
            let said = match &offer.until {
                Some(until) => format!("{} {}.", headline(language, &offer.kind), lowered(&(text.until)(until))),
                None => format!("{}.", headline(language, &offer.kind)),
            };
            (said, Some(because(words, &offer)), Some((offer.href.clone(), button(words, &offer.kind))))
        }
        AccountStep::PayOverdue { amount, href } => {
            ((text.pay_overdue)(&amount), None, Some((href, (text.pay)(&amount))))
        }
        AccountStep::PayDue { amount, href } => ((text.pay_due)(&amount), None, Some((href, (text.pay)(&amount)))),
        AccountStep::PayInstalment { amount, date, early, href } => {
            let next = (text.pay_instalment)(&amount, &date);
            match early {
                Some((less, until)) => {
                    let said = (language.early().step)(&less, &until, &amount);
                    (said, Some(next), Some((href, (text.pay)(&less))))
                }
                None => (next, None, Some((href, (text.pay)(&amount)))),
            }
        }
        AccountStep::Wait { date } => ((text.wait)(&date), None, None),
    };
    view! {
        <section class="panel next-step">
            <h2>{text.next}</h2>
            <p class="step">{said}</p>
            {more.map(|more| view! { <p class="hint">{more}</p> })}
            {href.map(|(href, label)| view! { <a class="button" href=href>{label}</a> })}
        </section>
    }
    .into_any()
}

/// The first letter small: for the middle of a sentence.
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// A breathing space, for `/`.
pub(super) fn rests(language: Language, until: &str) -> AnyView {
    let text = &language.agree().offer;
    view! { <section class="notice"><h2>{(text.rests)(until)}</h2><p>{text.rests_more}</p></section> }.into_any()
}

/// What was agreed and asked, for `/`.
pub(super) fn running(language: Language, offered: AccountOffers) -> AnyView {
    let text = &language.agree().offer;
    let agreements = (!offered.agreements.is_empty()).then(|| {
        let rows = offered.agreements.into_iter().map(|row| agreement_row(language, row));
        view! { <section><h2>{text.agreements}</h2><ul class="rows">{rows.collect_view()}</ul></section> }
    });
    let requests = (!offered.requests.is_empty()).then(|| {
        let rows = offered.requests.into_iter().map(|row| request_row(language, row));
        view! { <section><h2>{text.requests}</h2><ul class="rows">{rows.collect_view()}</ul></section> }
    });
    view! { {agreements} {requests} }.into_any()
}

fn agreement_row(language: Language, row: AgreementRow) -> impl IntoView + use<> {
    let words = language.agree();
    let (tone, said) = standing(words, &row.standing);
    let date = row.date.map(|date| (words.agreement.by)(&date));
    let early = row.early.map(|(less, until)| (words.agreement.early)(&less, &until));
    view! {
        <li>
            <a class="row" href=row.href>
                <span class="what">
                    <b>{kind(words, row.kind)}</b>
                    {date.map(|date| view! { <small>{date}</small> })}
                    {early.map(|early| view! { <small class="good">{early}</small> })}
                </span>
                <span class="sum"><b>{row.amount}</b></span>
                <span class=tone>{said}</span>
            </a>
        </li>
    }
}

fn request_row(language: Language, row: RequestRow) -> impl IntoView + use<> {
    let words = language.agree();
    let (tone, said) = request_state(words, row.state);
    let answer = (row.state == RequestState::Waiting).then(|| (words.answer_by)(&row.answer_by));
    view! {
        <li>
            <a class="row" href=row.href>
                <span class="what">
                    <b>{request_kind(words, row.kind)}</b>
                    {answer.map(|answer| view! { <small>{answer}</small> })}
                </span>
                <span></span>
                <span class=tone>{said}</span>
            </a>
        </li>
    }
}

/// The name of a kind of agreement.
pub(super) const fn kind(words: &'static AgreeWords, kind: AgreementKind) -> &'static str {
    match kind {
        AgreementKind::Discount => words.agreement.discount.0,
        AgreementKind::Settlement => words.agreement.settlement.0,
        AgreementKind::Plan => words.agreement.plan.0,
        AgreementKind::Extension => words.agreement.extension.0,
        AgreementKind::Promise => words.agreement.promise.0,
    }
}

/// The name of a kind of request.
pub(super) const fn request_kind(words: &'static AgreeWords, kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Extension => words.request.extension,
        RequestKind::Plan => words.request.plan,
        RequestKind::Settlement => words.request.settlement,
        RequestKind::Dispute => words.request.objection,
    }
}

/// Where a request stands, as a class and in words.
pub(super) const fn request_state(words: &'static AgreeWords, state: RequestState) -> (&'static str, &'static str) {
    let text = &words.request;
    match state {
        RequestState::Waiting => ("when moving", text.waiting),
        RequestState::Granted => ("when good", text.granted),
        RequestState::Countered => ("when soon", text.countered),
        RequestState::Accepted => ("when good", text.accepted),
        RequestState::Declined => ("when", text.declined),
        RequestState::Withdrawn => ("when", text.withdrawn),
        RequestState::Lapsed => ("when", text.lapsed),
    }
}

/// Where an agreement stands, as a class and in words.
pub(super) fn standing(words: &'static AgreeWords, standing: &AgreementStanding) -> (&'static str, String) {
    let text = &words.agreement;
    match standing {
        AgreementStanding::Awaits { amount, until: Some(until) } => ("when soon", (text.awaits_until)(amount, until)),
        AgreementStanding::Awaits { amount, until: None } => ("when soon", (text.awaits)(amount)),
        AgreementStanding::Kept => ("when good", text.kept.to_owned()),
        AgreementStanding::InGrace { until } => ("when late", (text.in_grace)(until)),
        AgreementStanding::Broken { on, cure_until: Some(cure) } => {
            ("when late", format!("{} {}", (text.broken)(on), (text.cure)(cure)))
        }
        AgreementStanding::Broken { on, cure_until: None } => ("when late", (text.broken)(on)),
        AgreementStanding::Completed { on } => ("when good", (text.completed)(on)),
        AgreementStanding::Replaced { .. } => ("when", text.replaced.to_owned()),
    }
}
