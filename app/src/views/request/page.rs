//! `/requests/{id}`: what was asked of the creditor, and the answer.

use super::view::{CounterOffer, RequestView};
use crate::components::agreements::{request_kind, request_state};
use crate::components::link_form::to_act;
use crate::components::shell::{Section, shell};
use crate::components::{actions, back, fact, forms, schedule, terms, verification};
use crate::context::{Audience, PageContext};
use crate::html::{Fragment, Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::i18n::agreements::request::Request;
use crate::routes;
use domain::request::{RequestKind, RequestState};
use leptos::prelude::*;

/// A request or a dispute.
pub fn page(context: &PageContext, view: RequestView) -> Html {
    let (language, words) = (context.language, context.language.agreements());
    let text = &words.request;
    let (_, state) = request_state(words, view.state);
    let (dispute, reads_only) = (view.kind == RequestKind::Dispute, context.audience == Audience::Reader);
    let (tone, more) = match view.state {
        RequestState::Waiting => ("panel moving", Some((text.waiting_more)(&view.answer_by))),
        RequestState::Granted if dispute => ("panel good", Some(text.upheld_more.to_owned())),
        RequestState::Granted | RequestState::Accepted => ("panel good", Some(text.granted_more.to_owned())),
        RequestState::PartlyGranted => ("panel", None),
        RequestState::Countered => ("panel", Some(text.countered_more.to_owned())),
        RequestState::Declined => ("panel", Some(text.declined_more.to_owned())),
        RequestState::Withdrawn | RequestState::Lapsed => ("panel", None),
    };
    let more = view.outcome.or(more);
    let sent = if dispute { text.dispute_sent } else { text.sent };
    let heading = if view.just_made { sent } else { state };
    let on_hold = (dispute && view.state == RequestState::Waiting).then(|| view! { <p>{text.waiting_dispute}</p> });
    let answer = view.answer.map(|answer| {
        view! { <section><h2>{text.answer}</h2><blockquote><p>{answer}</p></blockquote></section> }
    });
    let agreement =
        view.agreement_href.map(|href| view! { <p><a class="button" href=href>{text.see_agreement}</a></p> });
    let own =
        (!view.words.is_empty()).then(|| view! { <h3>{text.words}</h3><blockquote><p>{view.words}</p></blockquote> });
    let files = (!view.files.is_empty()).then(|| {
        let names = view.files.into_iter().map(|file| {
            view! { <li><a href=file.href download="">{file.name}</a>" "<small>{file.size}</small></li> }
        });
        view! { <h3>{text.files}</h3><ul class="links">{names.collect_view()}</ul> }
    });
    let told = language.disputes();
    let invoice = view.invoice_href.map(|href| view! { <p><a class="more" href=href>{told.see_invoice}</a></p> });
    let (hint, label) = if dispute { (told.withdraw_hint, told.withdraw) } else { (text.withdraw_hint, text.withdraw) };
    let withdraw = view.withdraw.map(|action| {
        view! {
            <form method="post" action=action>
                <p class="hint">{hint}</p>
                <button class="button quiet" type="submit">{label}</button>
            </form>
        }
    });
    let others = matches!(view.state, RequestState::Declined | RequestState::Lapsed | RequestState::Countered)
        .then_some(view.ways)
        .filter(|_| !reads_only)
        .map(|ways| actions::section(language, words.ways.other, ways));
    let withdrawn = view.state == RequestState::Withdrawn;
    let made_on = withdrawn.then(|| view! { <dl class="facts">{fact(text.made_on, view.made_on.clone())}</dl> });
    let steps = (!withdrawn).then(|| steps(text, view.made_on, &view.answer_by, view.answered_on));
    let body = view! {
        {(!reads_only).then(|| back(language.pages(), routes::ACCOUNT.to_owned()))}
        <section class=tone role="status">
            <h1>{heading}</h1>
            {more.map(|more| view! { <p>{more}</p> })}
            {on_hold}
        </section>
        {steps}
        {answer}
        {view.counter.map(|counter| countered(context, counter))}
        {agreement}
        {reads_only.then(|| to_act(context))}
        {others}
        <section>
            <h2>{if dispute { text.told } else { text.asked }}</h2>
            {(!dispute).then(|| view! { <p class="hint">{request_kind(words, view.kind)}</p> })}
            {terms::answers(language, view.rows)}
            {made_on}
            {own}
            {files}
            {invoice}
            {withdraw}
        </section>
    };
    shell(context, Section::Account, Island::None, heading, body)
}

/// How far it has come: it is received, looked at, and answered by a day.
fn steps(
    text: &'static Request,
    made_on: String,
    answer_by: &str,
    answered_on: Option<String>,
) -> impl IntoView + use<> {
    let done = answered_on.is_some();
    let answer = answered_on.unwrap_or_else(|| (text.step_by)(answer_by));
    let now = (!done).then_some("step");
    view! {
        <ol class="steps">
            <li class="done"><b>{text.step_received}</b><small>{made_on}</small></li>
            <li class:done=done aria-current=now><b>{text.step_review}</b></li>
            <li class:done=done><b>{text.step_answer}</b><small>{answer}</small></li>
        </ol>
    }
}

/// The other terms, in full, with a button that accepts them.
fn countered(context: &PageContext, counter: CounterOffer) -> Fragment {
    let language = context.language;
    let words = language.agreements();
    let accept = match counter.next {
        _ if context.audience == Audience::Reader => ().into_fragment(),
        Some(next) => view! {
            <form method="post" action=counter.action>
                {forms::hidden(counter.hidden)}
                {verification::next(language, next, Some(words.request.accept))}
            </form>
        }
        .into_fragment(),
        None => {
            let creditor = context.creditor.as_ref().map(|creditor| creditor.name.as_str()).unwrap_or_default();
            view! { <p>{(language.verification().no_way)(creditor)}</p> }.into_fragment()
        }
    };
    let until = counter.until.map(|until| view! { <p>{(words.request.counter_until)(&until)}</p> });
    view! {
        <section class="panel terms">
            <h2>{words.check.agreed}</h2>
            {terms::answers(language, counter.rows)}
            {terms::sentences(counter.text)}
            <h3>{words.check.if_not}</h3>
            {terms::sentences(counter.if_not)}
            {counter.schedule.map(|plan| schedule::table(language, plan))}
            {until}
            {accept}
        </section>
    }
    .into_fragment()
}
