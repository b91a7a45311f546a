//! `/console/policy/versions`: who set which version, and when.

use super::view::PolicyVersionsView;
use crate::components::back;
use crate::components::console_shell::{ConsoleSection, shell};
use crate::context::PageContext;
use crate::html::Html;
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

/// All versions, newest first.
pub fn page(context: &PageContext, view: PolicyVersionsView) -> Html {
    let language = context.language;
    let words = language.policy();
    let rows = view.rows.into_iter().map(|row| {
        view! {
            <li>
                <a class="row" href=routes::policy_version(row.n)>
                    <span class="what"><b>{(words.version)(row.n)}</b></span>
                    <span></span>
                    <span class="when">{(words.set_by)(&row.by, &row.at)}</span>
                </a>
            </li>
        }
    });
    let rows = rows.collect_view();
    let body = view! {
        {back(language.pages(), routes::CONSOLE_POLICY.to_owned())}
        <h1>{words.versions}</h1>
        <p class="lead">{words.versions_lead}</p>
        <ul class="rows">
            {rows}
            <li>
                <a class="row" href=routes::policy_version(0)>
                    <span class="what"><b>{(words.version)(0)}</b></span>
                    <span></span>
                    <span class="when">{words.default_version}</span>
                </a>
            </li>
        </ul>
        {view.older_href.map(|href| view! { <p><a href=href>{words.older}</a></p> })}
    };
    shell(context, ConsoleSection::Policy, words.versions, body)
}
