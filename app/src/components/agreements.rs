//! Agreements and requests in lists: what they are called and where they stand.

use crate::i18n::Texts as _;
use crate::i18n::agreements::{AgreementStanding, AgreementWords};
use domain::agreement::AgreementKind;
use domain::language::Language;
use domain::request::{RequestKind, RequestState};
use leptos::prelude::*;

/// An agreement in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementRow {
    /// What was agreed.
    pub kind: AgreementKind,
    pub standing: AgreementStanding,
    /// What is still to be paid under it, or what it is about.
    pub amount: String,
    /// The next day: of the next instalment, the new due date, the promised day.
    pub date: Option<String>,
    /// It costs less today: how much, and until when.
    pub early: Option<(String, String)>,
    /// `/agreements/{id}`.
    pub href: String,
}

/// A request or dispute in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// What is asked.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// When an answer is to be expected.
    pub answer_by: String,
    /// `/requests/{id}`.
    pub href: String,
}

pub fn agreement_row(language: Language, row: AgreementRow) -> impl IntoView + use<> {
    let words = language.agreements();
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

pub fn request_row(language: Language, row: RequestRow) -> impl IntoView + use<> {
    let words = language.agreements();
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
pub const fn kind(words: &'static AgreementWords, kind: AgreementKind) -> &'static str {
    match kind {
        AgreementKind::Discount => words.agreement.discount.0,
        AgreementKind::Settlement => words.agreement.settlement.0,
        AgreementKind::Plan => words.agreement.plan.0,
        AgreementKind::Extension => words.agreement.extension.0,
        AgreementKind::Promise => words.agreement.promise.0,
    }
}

/// The name of a kind of request.
pub const fn request_kind(words: &'static AgreementWords, kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Extension => words.request.extension,
        RequestKind::Plan => words.request.plan,
        RequestKind::Settlement => words.request.settlement,
        RequestKind::Dispute => words.request.dispute,
    }
}

/// Where a request stands, as a class and in words.
pub const fn request_state(words: &'static AgreementWords, state: RequestState) -> (&'static str, &'static str) {
    let text = &words.request;
    match state {
        RequestState::Waiting => ("when moving", text.waiting),
        RequestState::Granted => ("when good", text.granted),
        RequestState::PartlyGranted => ("when soon", text.granted_part),
        RequestState::Countered => ("when soon", text.countered),
        RequestState::Accepted => ("when good", text.accepted),
        RequestState::Declined => ("when", text.declined),
        RequestState::Withdrawn => ("when", text.withdrawn),
        RequestState::Lapsed => ("when", text.lapsed),
    }
}

/// Where an agreement stands, as a class and in words.
pub fn standing(words: &'static AgreementWords, standing: &AgreementStanding) -> (&'static str, String) {
    let text = &words.agreement;
    match standing {
        AgreementStanding::Awaits { amount, until } => ("when soon", (text.awaits_until)(amount, until)),
        AgreementStanding::AwaitsPart { amount, until } => ("when soon", (text.awaits)(amount, until)),
        AgreementStanding::Promised { amount, on } => ("when", (text.promised)(amount, on)),
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
