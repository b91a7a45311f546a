//! `/console/debtors`: finding a debtor.

use super::view::DebtorsView;
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::debtor_search::search;
use crate::components::kept;
use crate::context::PageContext;
use crate::html::Html;
use crate::i18n::Texts as _;
use leptos::prelude::*;

/// A search and what it found.
pub fn page(context: &PageContext, view: DebtorsView) -> Html {
    let words = context.language.console();
    let text = &words.debtors;
    let nothing = view.debtors.is_empty() && view.invoices.is_empty();
    let more = |href: Option<String>| href.map(|href| view! { <p><a href=href rel="next">{text.more}</a></p> });
    let rows = view.debtors.into_iter().map(|found| {
        view! {
            <li>
                <a class="row" href=found.href>
                    <span class="what"><b>{found.name}</b>{found.email.map(|email| view! { <small>{email}</small> })}</span>
                    <span class="sum">{found.reference}</span>
                </a>
            </li>
        }
    });
    let debtors = view! { <ul class="rows">{rows.collect_view()}</ul> {more(view.more_href)} };
    let invoices = (!view.invoices.is_empty()).then(|| {
        let rows = view.invoices.into_iter().map(|found| {
            view! {
                <li>
                    <a class="row" href=found.href>
                        <span class="what"><b>{kept(&found.number)}</b></span>
                        <span class="sum">{found.name}</span>
                    </a>
                </li>
            }
        });
        view! {
            <section>
                <h2>{text.invoices}</h2>
                <ul class="rows">{rows.collect_view()}</ul>
                {more(view.more_invoices_href)}
            </section>
        }
    });
    let body = view! {
        <h1>{words.shell.debtors}</h1>
        {search(words, view.q)}
        {nothing.then(|| view! { <p role="status">{text.nothing}</p> })}
        {view.first_href.map(|href| view! { <p><a href=href>{text.first}</a></p> })}
        {debtors}
        {invoices}
    };
    shell(context, ConsoleSection::Debtors, words.shell.debtors, body)
}
