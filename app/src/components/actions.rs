//! What a debtor can do from here, as links.

use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use crate::i18n::agreements::Pair;
use domain::language::Language;
use leptos::prelude::*;

/// The ways on; `None`: not for this debtor today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DebtorActions {
    /// Pay: `/pay?…`.
    pub pay: Option<String>,
    /// Pay in parts: `/plans/new`.
    pub parts: Option<String>,
    /// More time: `/extensions/new`.
    pub time: Option<String>,
    /// Say when: `/promises/new`.
    pub promise: Option<String>,
    /// Something is wrong: `/disputes/new`.
    pub wrong: Option<String>,
    /// A breathing space: `/breathing-space`.
    pub breathing_space: Option<String>,
}

/// A list of links; nothing where there is none. The four main ways are large; to say when, and to
/// rest, stand below.
pub fn list(language: Language, ways: DebtorActions) -> Fragment {
    let words = &language.agreements().ways;
    let link = |class: &'static str, href: Option<String>, (title, more): Pair| {
        href.map(|href| view! { <li><a class=class href=href><b>{title}</b>" "<small>{more}</small></a></li> })
    };
    let main = [(ways.pay, words.pay), (ways.parts, words.parts), (ways.time, words.time), (ways.wrong, words.wrong)];
    let main = main.into_iter().filter_map(|(href, pair)| link("way", href, pair)).collect::<Vec<_>>();
    let more = [(ways.promise, words.promise), (ways.breathing_space, words.breathing_space)];
    let more = more.into_iter().filter_map(|(href, pair)| link("by-way", href, pair)).collect::<Vec<_>>();
    let (main, more) = (list_of("ways", main), list_of("links", more));
    view! { {main} {more} }.into_fragment()
}

fn list_of<V: IntoView + 'static>(class: &'static str, items: Vec<V>) -> Option<impl IntoView> {
    (!items.is_empty()).then(|| view! { <ul class=class>{items}</ul> })
}

/// The list below its heading; nothing where there is no way.
pub fn section(language: Language, title: &'static str, ways: DebtorActions) -> Option<impl IntoView + use<>> {
    (ways != DebtorActions::default()).then(|| view! { <section><h2>{title}</h2>{list(language, ways)}</section> })
}
