//! Terms as a list of names and values, and as sentences.

use super::kept;
use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    /// What was asked.
    pub label: String,
    /// What was answered.
    pub value: String,
    pub change_href: Option<String>,
}

/// Answers or terms: what, which, and a way to change it.
pub fn answers(language: Language, rows: Vec<CheckRow>) -> Fragment {
    let change = language.agreements().check.change;
    let rows = rows.into_iter().map(|row| {
        let link = row.change_href.map(|href| {
            view! { <a href=href>{change}<span class="unseen">" "{row.label.clone()}</span></a> }
        });
        view! { <div><dt>{row.label.clone()}</dt><dd>{kept(&row.value)} {link}</dd></div> }
    });
    view! { <dl class="facts answers">{rows.collect_view()}</dl> }.into_fragment()
}

/// Sentences, one below the other.
pub fn sentences(text: Vec<String>) -> Fragment {
    let items = text.into_iter().map(|sentence| view! { <li>{kept(&sentence)}</li> });
    view! { <ul class="sentences">{items.collect_view()}</ul> }.into_fragment()
}
