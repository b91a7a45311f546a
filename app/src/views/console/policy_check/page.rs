//! The page before a new version of the policy: each fact before and after, and whom it concerns.

use super::view::{FactChange, PolicyCheckView, PolicyPreviewView};
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::{back, forms};
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _};
use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// What would change, and for whom, before it does.
pub fn page(context: &PageContext, view: PolicyCheckView) -> Html {
    let language = context.language;
    let words = language.policy();
    let differs = !view.changes.is_empty();
    let form = differs.then(|| {
        view! {
            <form method="post" action=view.action>
                {forms::hidden(view.hidden)}
                <button class="button" type="submit" name="confirm" value="1">{words.set}</button>
                <p class="hint">{words.nothing_yet}" "{words.stays}</p>
            </form>
        }
    });
    let body = view! {
        {back(language.pages(), view.back_href)}
        <h1>{words.check_title}</h1>
        <section><h2>{words.differs}</h2>{changes(language, view.changes)}</section>
        {preview(language, view.preview)}
        {form}
    };
    shell(context, ConsoleSection::Policy, words.check_title, body)
}

fn changes(language: Language, changes: Vec<FactChange>) -> Fragment {
    let words = language.policy();
    if changes.is_empty() {
        return view! { <p>{words.same}</p> }.into_fragment();
    }
    let said = |value: Option<String>| value.unwrap_or_else(|| "—".to_owned());
    let rows = changes.into_iter().map(|change| {
        view! {
            <tr>
                <th scope="row">{change.label}</th>
                <td>{said(change.before)}</td>
                <td>{said(change.after)}</td>
            </tr>
        }
    });
    view! {
        <table class="changes">
            <thead>
                <tr><th scope="col">{words.what}</th><th scope="col">{words.before}</th><th scope="col">{words.after}</th></tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_fragment()
}

fn preview(language: Language, preview: PolicyPreviewView) -> Fragment {
    let words = language.policy();
    let counted = (words.concerned)(preview.concerned, preview.looked_at, preview.of);
    let list = if preview.concerned == 0 {
        view! { <p>{words.nobody}</p> }.into_fragment()
    } else {
        let rows = preview.changes.into_iter().map(|(thing, turn, count, names)| {
            let more = (count > names.len()).then(|| format!(" {}", words.and_more));
            view! {
                <li>{(words.turn)(thing, turn, count)}<small>" ("{names.join(", ")}{more}")"</small></li>
            }
        });
        view! { <ul class="sentences">{rows.collect_view()}</ul> }.into_fragment()
    };
    view! { <section class="panel"><h2>{words.preview}</h2><p>{counted}</p>{list}</section> }.into_fragment()
}
