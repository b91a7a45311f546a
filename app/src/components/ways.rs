//! The ways on: pay, in parts, more time, a date, something is wrong, a hard time.

use crate::portal::WaysOn;
use crate::text::Language;
use crate::text::agree::Pair;
use leptos::prelude::*;

/// A list of links; nothing where there is none.
pub fn list(language: Language, ways: WaysOn) -> AnyView {
    let words = &language.agree().ways;
    let all: [(Option<String>, Pair); 6] = [
        (ways.pay, words.pay),
        (ways.parts, words.parts),
        (ways.time, words.time),
        (ways.promise, words.promise),
        (ways.wrong, words.wrong),
        (ways.rest, words.rest),
    ];
    let links = all.into_iter().filter_map(|(href, (title, more))| {
        let href = href?;
        Some(view! { <li><a class="way" href=href><b>{title}</b><small>{more}</small></a></li> })
    });
    view! { <ul class="ways">{links.collect_view()}</ul> }.into_any()
}

/// The list below its heading; nothing where there is no way.
pub fn section(language: Language, title: &'static str, ways: WaysOn) -> Option<impl IntoView + use<>> {
    (ways != WaysOn::default()).then(|| view! { <section><h2>{title}</h2>{list(language, ways)}</section> })
}
