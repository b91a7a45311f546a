//! `/console/requests/{id}`: what is asked, what it would change, how the debtor has kept to things, and the three
//! ways to answer. Each goes to a page that shows it whole before it is done.

use super::counter;
use super::queue::tone;
use super::shell::{ConsoleSection, shell};
use crate::components::forms::{self, Styles};
use crate::components::{back, errors, fact, schedule};
use crate::pages::offers::{kind, request_kind, request_state};
use crate::portal::console::decide::{ConsoleRequestView, DecisionAnswer, EffectView, PastView, Requester, Urgency};
use crate::portal::{CheckRow, PageContext};
use crate::text::Texts as _;
use domain::language::Language;
use domain::request::RequestState;
use leptos::prelude::*;

/// A request, and answering it.
pub fn decide(context: &PageContext, view: ConsoleRequestView) -> impl IntoView + use<> {
    let (language, words) = (context.language, context.language.decide());
    let waits = view.state == RequestState::Waiting;
    let styles = Styles { amounts: Some(&view.style), dates: Some(&view.dates) };
    let wrong = forms::refusals(language, &view.wrong, styles);
    let title = request_kind(language.agree(), view.kind);
    let heading = errors::title(language.words(), title, !wrong.is_empty());
    let summary = errors::summary(language.words(), wrong.clone());
    let ways = waits.then(|| {
        let grants = view.effect.is_some();
        let grant = grants.then(|| grant(language, &view.path));
        let unfit = (!grants).then(|| view! { <p class="notice">{words.unfit}</p> });
        let counter = counter::form(language, &view.path, view.counter, &view.style, &view.dates, &wrong);
        let decline = decline(language, &view.path, view.decline, &wrong);
        view! { <h2>{words.decide}</h2> {unfit} {grant} {counter} {decline} }.into_any()
    });
    let own = (!view.reason.is_empty()).then(|| {
        view! { <h3>{words.reason}</h3><blockquote><p>{view.reason}</p></blockquote> }
    });
    let body = view! {
        {back(language.words(), "/console/requests".to_owned())}
        {summary}
        <h1>{title}</h1>
        {whose(language, view.whose)}
        {stands(language, view.state, view.answer_by)}
        {view.answered.map(|answered| said(language, answered))}
        <section>
            <h2>{words.asked}</h2>
            {schedule::answers(language, view.rows)}
            {view.schedule.map(|plan| schedule::table(language, plan, false))}
            <dl class="facts">{fact(words.made_on, view.made_on)}</dl>
            {own}
        </section>
        {view.effect.filter(|_| waits).map(|effect| effect_section(language, effect))}
        {past(language, view.past)}
        {ways}
    };
    shell(context, ConsoleSection::Requests, &heading, body)
}

/// Who asks, with a way to their page.
pub(super) fn whose(language: Language, whose: Requester) -> AnyView {
    let reference = (language.decide().reference)(&whose.reference);
    view! { <p class="lead"><a href=whose.href>{whose.name}</a>" · "{reference}</p> }.into_any()
}

/// Where it stands; while it waits, by when an answer was promised.
pub(super) fn stands(language: Language, state: RequestState, (day, urgency): (String, Option<Urgency>)) -> AnyView {
    let (class, _) = request_state(language.agree(), state);
    let text = (language.decide().stands)(state);
    let waits = urgency.filter(|_| state == RequestState::Waiting).map(|urgency| {
        let words = language.decide();
        view! {
            <p>{(words.answer_by)(&day)}". "<span class=tone(urgency)>{(words.urgency)(urgency)}</span></p>
        }
    });
    view! { <section class="panel"><p><span class=class>{text}</span></p>{waits}</section> }.into_any()
}

/// An answer that was given.
pub(super) fn said(language: Language, answered: DecisionAnswer) -> AnyView {
    let words = language.decide();
    let read = answered.words.map(|text| {
        view! { <h3>{words.answered_words}</h3><blockquote><p>{text}</p></blockquote> }
    });
    let other = (!answered.rows.is_empty()).then(|| {
        view! { <h3>{words.other_terms}</h3>{schedule::answers(language, answered.rows)} }
    });
    let credited = answered.credited.map(|credited| {
        view! { <dl class="facts">{fact(words.credited, credited)}</dl> }
    });
    view! {
        <section class="panel" role="status">
            <h2>{words.answered}</h2>
            <p>{(words.answered_by)(&answered.by, &answered.on)}</p>
            {credited}
            {read}
            {other}
        </section>
    }
    .into_any()
}

/// What a decision changes, as facts.
pub(super) fn effect_section(language: Language, effect: EffectView) -> AnyView {
    let words = &language.decide().effect;
    let rows = [
        (words.owed, Some(effect.owed)),
        (words.old_due, effect.old_due),
        (words.price, effect.price),
        (words.pay_now, effect.pay_now),
        (words.lost_discount, effect.lost_discount),
        (words.written_off, effect.written_off),
        (words.spared, effect.spared),
        (words.to_pay, Some(effect.to_pay)),
        (words.last_day, effect.last_day),
        (words.rests_until, effect.rests_until),
    ];
    let row = |(label, value): (&str, Option<String>)| {
        value.map(|value| CheckRow { label: label.to_owned(), value, change_href: None })
    };
    let rows = rows.into_iter().filter_map(row).collect();
    view! { <section class="panel terms"><h2>{words.title}</h2>{schedule::answers(language, rows)}</section> }
        .into_any()
}

/// How the debtor has paid and kept to what was agreed.
pub(super) fn past(language: Language, past: PastView) -> AnyView {
    let words = &language.decide().past;
    let overdue = (past.history.overdue_days > 0).then(|| (words.overdue)(past.history.overdue_days));
    let sentences = [
        Some((words.history)(&past.history)),
        overdue,
        Some((words.kept)(past.kept, past.broken)),
        Some((words.used)(past.extensions, past.promises)),
    ];
    let agreements = if past.agreements.is_empty() {
        view! { <p class="hint">{words.none}</p> }.into_any()
    } else {
        let rows = past.agreements.into_iter().map(|agreed| {
            let name = kind(language.agree(), agreed.kind);
            view! { <li>{name}", "{agreed.on}": "{(words.became)(agreed.became)}</li> }
        });
        view! { <h3>{words.agreements}</h3><ul class="sentences">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section>
            <h2>{words.title}</h2>
            {schedule::sentences(sentences.into_iter().flatten().collect())}
            {agreements}
        </section>
    }
    .into_any()
}

fn grant(language: Language, path: &str) -> AnyView {
    let words = language.decide();
    view! {
        <form class="panel" method="get" action=format!("{path}/check")>
            <h3>{words.grant}</h3>
            <p>{words.grant_more}</p>
            <button class="button" type="submit" name="do" value="grant">{words.check}</button>
        </form>
    }
    .into_any()
}

fn decline(language: Language, path: &str, typed: String, wrong: &[errors::FieldError]) -> AnyView {
    let words = language.decide();
    let hint = words.decline_hint.to_owned();
    view! {
        <form class="panel" method="get" action=format!("{path}/check")>
            <h3>{words.decline}</h3>
            <p>{words.decline_more}</p>
            {forms::words_field(language, "reason", words.decline_reason, hint, typed, wrong)}
            <button class="button quiet" type="submit" name="do" value="decline">{words.check}</button>
        </form>
    }
    .into_any()
}
