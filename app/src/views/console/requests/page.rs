//! `/console/requests`: what waits for the creditor's answer, the most urgent first.

use super::view::{RequestsView, WaitingRow};
use crate::components::agreements::request_kind;
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::decisions::tone;
use crate::components::kept;
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _};
use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// Requests and disputes together.
pub fn page(context: &PageContext, view: RequestsView) -> Html {
    let language = context.language;
    let words = language.decisions();
    let list = if view.rows.is_empty() {
        view! { <p>{words.nothing}</p> }.into_fragment()
    } else {
        let rows = view.rows.into_iter().map(|each| row(language, each));
        view! { <ul class="rows">{rows.collect_view()}</ul> }.into_fragment()
    };
    let body = view! {
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {list}
    };
    shell(context, ConsoleSection::Requests, words.title, body)
}

fn row(language: Language, row: WaitingRow) -> Fragment {
    let words = language.decisions();
    view! {
        <li>
            <a class="row" href=row.href>
                <span class="what">
                    <b>{row.debtor}</b>
                    <small>{request_kind(language.agreements(), row.kind)}": "{kept(&row.asked)}</small>
                    <small>{(words.answer_by)(&row.answer_by)}</small>
                </span>
                <span></span>
                <span class=tone(row.urgency)>{(words.urgency)(row.urgency)}</span>
            </a>
        </li>
    }
    .into_fragment()
}
