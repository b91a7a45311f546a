//! What surrounds every page of the console: head, header with the creditor's name, sections, footer.

use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::routes;
use domain::language::Language;
use leptos::prelude::*;

/// The section a page belongs to, marked in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleSection {
    /// What waits.
    Overview,
    /// Requests and disputes.
    Requests,
    Debtors,
    Policy,
    /// The audit trail.
    Trail,
    /// None of them.
    Elsewhere,
}

/// A whole document for somebody who is signed in.
pub fn shell(context: &PageContext, here: ConsoleSection, title: &str, main: impl IntoView + 'static) -> Html {
    let header = header(context, here).into_fragment();
    let footer = footer(context).into_fragment();
    document(context, title, header, main.into_fragment(), footer)
}

/// A whole document for somebody who is not signed in.
pub fn signed_out(context: &PageContext, title: &str, main: impl IntoView + 'static) -> Html {
    let links = context.languages.iter().map(|link| {
        let tag = link.language.as_str();
        let current = (link.language == context.language).then_some("true");
        view! { <a href=link.href.clone() lang=tag hreflang=tag aria-current=current>{link.language.name()}</a> }
    });
    let shell = &context.language.pages().shell;
    let languages = (!context.languages.is_empty())
        .then(|| view! { <nav class="languages" aria-label=shell.language>{links.collect_view()}</nav> });
    let header = view! { <header><span class="payee">"Saldo"</span></header> }.into_fragment();
    let footer = view! { <footer>{languages}</footer> }.into_fragment();
    document(context, title, header, view! { <div class="door">{main}</div> }.into_fragment(), footer)
}

fn document(context: &PageContext, title: &str, header: Fragment, main: Fragment, footer: Fragment) -> Html {
    let words = context.language.pages();
    let console = context.language.console().shell.console;
    let title = match &context.creditor {
        Some(creditor) => format!("{title} · {console} · {}", creditor.name),
        None => format!("{title} · Saldo"),
    };
    let document = view! {
        <html lang=context.tag.clone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <title>{title}</title>
                <link rel="icon" href=context.assets.icon.clone() r#type="image/svg+xml" />
                <link rel="stylesheet" href=context.assets.stylesheet.clone() />
                <link rel="stylesheet" href=context.assets.console_stylesheet.clone() />
            </head>
            <body class="console">
                <a class="skip" href="#main">{words.shell.skip}</a>
                {header}
                <main id="main" tabindex="-1">{main}</main>
                {footer}
            </body>
        </html>
    };
    Html::of(document.into_fragment(), Island::None)
}

fn header(context: &PageContext, here: ConsoleSection) -> impl IntoView + use<> {
    let shell = &context.language.console().shell;
    let name = context.creditor.as_ref().map(|creditor| creditor.name.clone()).unwrap_or_default();
    let link = |href, text, section| {
        let current = (here == section).then_some("page");
        view! { <a href=href aria-current=current>{text}</a> }
    };
    view! {
        <header>
            <a class="payee" href=routes::CONSOLE>{name}</a>
            <nav aria-label=context.language.pages().shell.sections>
                {link(routes::CONSOLE, shell.overview, ConsoleSection::Overview)}
                {link(routes::CONSOLE_REQUESTS, shell.requests, ConsoleSection::Requests)}
                {link(routes::CONSOLE_DEBTORS, shell.debtors, ConsoleSection::Debtors)}
                {link(routes::CONSOLE_POLICY, shell.policy, ConsoleSection::Policy)}
                {link(routes::CONSOLE_TRAIL, shell.trail, ConsoleSection::Trail)}
            </nav>
            <form method="post" action=routes::CONSOLE_SIGN_OUT>
                <button class="link" type="submit">{shell.sign_out}</button>
            </form>
        </header>
    }
}

fn footer(context: &PageContext) -> impl IntoView + use<> {
    let text = &context.language.console().shell;
    let shell = &context.language.pages().shell;
    let options = Language::ALL.into_iter().map(|language| {
        let tag = language.as_str();
        view! { <option value=tag lang=tag selected=language == context.language>{language.name()}</option> }
    });
    view! {
        <footer>
            <form class="tongue" method="post" action=routes::CONSOLE_LANGUAGE>
                <label for="tongue">{shell.language}</label>
                <select name="language" id="tongue">{options.collect_view()}</select>
                <button class="link" type="submit">{text.save_language}</button>
            </form>
        </footer>
    }
}
