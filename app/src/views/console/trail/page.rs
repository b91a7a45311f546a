//! `/console/audit`: who did what, newest first.

use super::view::{TrailLine, TrailView};
use crate::components::console_shell::{ConsoleSection, shell};
use crate::context::PageContext;
use crate::html::{Html, IntoFragment as _};
use crate::i18n::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

pub fn page(context: &PageContext, view: TrailView) -> Html {
    let words = context.language.console();
    let text = &words.trail;
    let language = context.language;
    let nothing = view.lines.is_empty().then(|| view! { <p>{text.nothing}</p> });
    let lines = view.lines.into_iter().map(|line| row(language, line)).collect_view();
    let body = view! {
        <h1>{words.shell.trail}</h1>
        <p class="hint">{text.more}</p>
        {view.newest_href.map(|href| view! { <p><a href=href>{text.newest}</a></p> })}
        {nothing}
        <ol class="trail" role="list">{lines}</ol>
        {view.older_href.map(|href| view! { <p><a href=href rel="next">{text.older}</a></p> })}
    };
    shell(context, ConsoleSection::Trail, words.shell.trail, body)
}

fn row(language: Language, line: TrailLine) -> impl IntoView + use<> {
    let who = line.who.unwrap_or_else(|| language.console().trail.command_line.to_owned());
    let about = line.about.join(" · ");
    let about = match line.href {
        Some(href) if !about.is_empty() => view! { <a href=href>{about}</a> }.into_fragment(),
        _ => about.into_fragment(),
    };
    view! {
        <li>
            <span class="when">{line.at}</span>
            <span><b>{who}</b>" "{(language.console().trail.act)(line.action)}</span>
            <span class="about">{about}</span>
        </li>
    }
}
