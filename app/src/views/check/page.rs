//! "Check your answers", before anything binding.

use super::view::CheckView;
use crate::components::shell::{Section, shell};
use crate::components::{back, forms, schedule, terms, verification};
use crate::context::PageContext;
use crate::html::{Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use domain::agreement::AgreementKind;
use leptos::prelude::*;

/// What would be agreed, before it is.
pub fn page(context: &PageContext, view: CheckView) -> Html {
    let (language, words) = (context.language, context.language.pages());
    let text = &language.agreements().check;
    let title = match view.kind {
        AgreementKind::Discount => text.discount,
        AgreementKind::Settlement => text.settlement,
        AgreementKind::Plan => text.plan,
        AgreementKind::Extension => text.extension,
        AgreementKind::Promise => text.promise,
    };
    let changed = view.changed.then(|| {
        view! { <div class="errors" role="alert"><h2>{words.shell.problem_title}</h2><p>{text.changed}</p></div> }
    });
    let terms = match view.schedule {
        // Of a plan the payments come first, and the words behind them open.
        Some(plan) => {
            let summary = schedule::summary(language, &plan);
            let if_not = (!view.if_not.is_empty()).then(|| {
                view! { <details><summary>{text.if_not}</summary>{terms::sentences(view.if_not)}</details> }
            });
            view! {
                <section class="plan-result">{summary}</section>
                <section>{schedule::table(language, plan)}</section>
                <section>
                    <details>
                        <summary>{text.agreed}</summary>
                        {terms::answers(language, view.rows)}
                        {terms::sentences(view.text)}
                    </details>
                    {if_not}
                </section>
            }
            .into_fragment()
        }
        None => {
            let if_not = (!view.if_not.is_empty()).then(|| {
                view! { <section><h2>{text.if_not}</h2>{terms::sentences(view.if_not)}</section> }
            });
            view! {
                {terms::answers(language, view.rows)}
                <section class="panel terms"><h2>{text.agreed}</h2>{terms::sentences(view.text)}</section>
                {if_not}
            }
            .into_fragment()
        }
    };
    let replaces = view.replaces.into_iter().map(|(amount, date)| {
        view! { <div class="notice"><p>{(text.replaces)(&amount, &date)}</p></div> }
    });
    let body = view! {
        {back(words, view.change_href)}
        {changed}
        <h1>{title}</h1>
        {replaces.collect_view()}
        {terms}
        <form method="post" action=view.action>
            {forms::hidden(view.hidden)}
            {verification::next(language, view.next, None)}
            <p class="hint">{text.nothing_yet}</p>
        </form>
    };
    shell(context, Section::Account, Island::None, title, body)
}
