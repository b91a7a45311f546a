//! `/console`: what waits for an answer, and a way to a debtor.

use super::shell::{ConsoleSection, shell};
use crate::portal::PageContext;
use crate::portal::console::{OverviewView, Waiting};
use crate::text::Texts as _;
use crate::text::console::ConsoleWords;
use leptos::prelude::*;

/// The overview.
pub fn overview(context: &PageContext, view: OverviewView) -> impl IntoView + use<> {
    let words = context.language.console();
    let text = &words.overview;
    let nothing = view.requests.count == 0 && view.objections.count == 0;
    let body = view! {
        <h1>{(text.hello)(&view.name)}</h1>
        <p class="hint">{view.today}</p>
        <section>
            <h2>{text.waiting}</h2>
            {nothing.then(|| view! { <p>{text.nothing}</p> })}
            <ul class="rows">
                {waiting(view.requests, text.requests, text.requests_oldest)}
                {waiting(view.objections, text.objections, text.objections_oldest)}
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
                <a class="row" href="/console/requests">
                    <span class="what"><b>{count(waiting.count)}</b></span>
                    {day}
                </a>
            </li>
        }
    })
}

/// The form that finds a debtor.
pub(super) fn search(words: &'static ConsoleWords, typed: String) -> impl IntoView + use<> {
    let text = &words.overview;
    view! {
        <form class="search" method="get" action="/console/debtors" role="search">
            <label for="q">{text.search}</label>
            <p class="hint" id="q-hint">{text.search_hint}</p>
            <span class="line">
                <input type="search" name="q" id="q" value=typed maxlength="100" aria-describedby="q-hint" />
                <button class="button" type="submit">{text.find}</button>
            </span>
        </form>
    }
}
