//! `/console/requests/{id}`: what is asked, what it would change, how the debtor has kept to things, and the three
//! ways to answer. Each goes to a page that shows it whole before it is done.

use super::view::ConsoleRequestView;
use crate::components::agreements::request_kind;
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::decisions::{answer_given, effect_section, past, stands, whose};
use crate::components::forms::Styles;
use crate::components::{back, errors, fact, forms, schedule, terms};
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _};
use crate::i18n::Texts as _;
use crate::routes;
use crate::views::console::request::counter_form;
use domain::id::RequestId;
use domain::language::Language;
use domain::request::RequestState;
use leptos::prelude::*;

/// A request, and answering it.
pub fn page(context: &PageContext, view: ConsoleRequestView) -> Html {
    let (language, words) = (context.language, context.language.decisions());
    let waits = view.state == RequestState::Waiting;
    let styles = Styles { amounts: Some(&view.style), dates: Some(&view.dates) };
    let wrong = forms::refusals(language, &view.wrong, styles);
    let title = request_kind(language.agreements(), view.kind);
    let heading = errors::title(language.pages(), title, !wrong.is_empty());
    let summary = errors::summary(language.pages(), wrong.clone());
    let ways = waits.then(|| {
        let grants = view.effect.is_some();
        let grant = grants.then(|| grant(language, view.id));
        let unfit = (!grants).then(|| view! { <p class="notice">{words.unfit}</p> });
        let counter = counter_form::form(language, view.id, view.counter, &view.style, &view.dates, &wrong);
        let decline = decline(language, view.id, view.decline, &wrong);
        view! { <h2>{words.decide}</h2> {unfit} {grant} {counter} {decline} }.into_fragment()
    });
    let own = (!view.reason.is_empty()).then(|| {
        view! { <h3>{words.reason}</h3><blockquote><p>{view.reason}</p></blockquote> }
    });
    let body = view! {
        {back(language.pages(), routes::CONSOLE_REQUESTS.to_owned())}
        {summary}
        <h1>{title}</h1>
        {whose(language, view.whose)}
        {stands(language, view.state, &view.answer_by.0, view.answer_by.1)}
        {view.answered.map(|answered| answer_given(language, answered))}
        <section>
            <h2>{words.asked}</h2>
            {terms::answers(language, view.rows)}
            {view.schedule.map(|plan| schedule::table(language, plan))}
            <dl class="facts">{fact(words.made_on, view.made_on)}</dl>
            {own}
        </section>
        {view.effect.filter(|_| waits).map(|effect| effect_section(language, effect))}
        {past(language, view.past)}
        {ways}
    };
    shell(context, ConsoleSection::Requests, &heading, body)
}

fn grant(language: Language, id: RequestId) -> Fragment {
    let words = language.decisions();
    view! {
        <form class="panel" method="get" action=routes::console_request_check(id)>
            <h3>{words.grant}</h3>
            <p>{words.grant_more}</p>
            <button class="button" type="submit" name="do" value="grant">{words.check}</button>
        </form>
    }
    .into_fragment()
}

fn decline(language: Language, id: RequestId, typed: String, wrong: &[errors::FieldError]) -> Fragment {
    let words = language.decisions();
    let hint = words.decline_hint.to_owned();
    view! {
        <form class="panel" method="get" action=routes::console_request_check(id)>
            <h3>{words.decline}</h3>
            <p>{words.decline_more}</p>
            {forms::words_field(language, "reason", words.decline_reason, hint, typed, wrong)}
            <button class="button quiet" type="submit" name="do" value="decline">{words.check}</button>
        </form>
    }
    .into_fragment()
}
