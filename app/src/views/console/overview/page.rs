//! `/console`: what waits for an answer, and a way to a debtor.

use super::view::{OverviewView, Waiting};
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::debtor_search::search;
use crate::context::PageContext;
use crate::html::Html;
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

pub fn page(context: &PageContext, view: OverviewView) -> Html {
    let words = context.language.console();
    let text = &words.overview;
    let nothing = view.requests.count == 0 && view.disputes.count == 0;
    let body = view! {
        <h1>{(text.hello)(&view.name)}</h1>
        <p class="hint">{view.today}</p>
        <section>
            <h2>{text.waiting}</h2>
            {nothing.then(|| view! { <p>{text.nothing}</p> })}
            <ul class="rows">
                {waiting(view.requests, text.requests, text.requests_oldest)}
                {waiting(view.disputes, text.disputes, text.disputes_oldest)}
            </ul>
        </section>
        {search(words, String::new())}
    };
    shell(context, ConsoleSection::Overview, words.shell.overview, body)
}

fn waiting(waiting: Waiting, count: fn(i64) -> String, oldest: fn(&str) -> String) -> impl IntoView + use<> {
    (waiting.count > 0).then(|| {
        let day = waiting.day.map(|day| view! { <span class="when">{oldest(&day)}</span> });
        view! {
            <li>
                <a class="row" href=routes::CONSOLE_REQUESTS>
                    <span class="what"><b>{count(waiting.count)}</b></span>
                    {day}
                </a>
            </li>
        }
    })
}
