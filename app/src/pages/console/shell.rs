//! What surrounds every page of the console: head, header with the creditor's name, sections, footer.

use crate::portal::Frame;
use crate::text::Texts as _;
use domain::language::Language;
use leptos::prelude::*;

/// The section a page belongs to, marked in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What waits.
    Overview,
    /// Requests and objections.
    Requests,
    /// Debtors.
    Debtors,
    /// The policy.
    Policy,
    /// The audit trail.
    Trail,
    /// None of them.
    Elsewhere,
}

/// A whole document for somebody who is signed in.
pub fn shell<V: IntoView>(frame: &Frame, here: Section, title: &str, main: V) -> impl IntoView + use<V> {
    let header = header(frame, here).into_any();
    let footer = footer(frame).into_any();
    document(frame, title, header, main, footer)
}

/// A whole document for somebody at the door.
pub fn at_door<V: IntoView>(frame: &Frame, title: &str, main: V) -> impl IntoView + use<V> {
    let links = frame.languages.iter().map(|link| {
        let tag = link.language.as_str();
        let current = (link.language == frame.language).then_some("true");
        view! { <a href=link.href.clone() lang=tag hreflang=tag aria-current=current>{link.language.name()}</a> }
    });
    let shell = &frame.language.words().shell;
    let languages = (!frame.languages.is_empty())
        .then(|| view! { <nav class="languages" aria-label=shell.language>{links.collect_view()}</nav> });
    let header = view! { <header><span class="payee">"Saldo"</span></header> }.into_any();
    let footer = view! { <footer>{languages}</footer> }.into_any();
    document(frame, title, header, view! { <div class="door">{main}</div> }, footer)
}

fn document<V: IntoView>(
    frame: &Frame,
    title: &str,
    header: AnyView,
    main: V,
    footer: AnyView,
) -> impl IntoView + use<V> {
    let words = frame.language.words();
    let console = frame.language.console().shell.console;
    let title = match &frame.creditor {
        Some(creditor) => format!("{title} · {console} · {}", creditor.name),
        None => format!("{title} · Saldo"),
    };
    view! {
        <html lang=frame.tag.clone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <title>{title}</title>
                <link rel="icon" href=frame.assets.icon.clone() r#type="image/svg+xml" />
                <link rel="stylesheet" href=frame.assets.stylesheet.clone() />
                <link rel="stylesheet" href=frame.assets.console_stylesheet.clone() />
            </head>
            <body class="console">
                <a class="skip" href="#main">{words.shell.skip}</a>
                {header}
                <main id="main" tabindex="-1">{main}</main>
                {footer}
            </body>
        </html>
    }
}

fn header(frame: &Frame, here: Section) -> impl IntoView + use<> {
    let shell = &frame.language.console().shell;
    let name = frame.creditor.as_ref().map(|creditor| creditor.name.clone()).unwrap_or_default();
    let link = |href, text, section| {
        let current = (here == section).then_some("page");
        view! { <a href=href aria-current=current>{text}</a> }
    };
    view! {
        <header>
            <a class="payee" href="/console">{name}</a>
            <nav aria-label=frame.language.words().shell.sections>
                {link("/console", shell.overview, Section::Overview)}
                {link("/console/requests", shell.requests, Section::Requests)}
                {link("/console/debtors", shell.debtors, Section::Debtors)}
                {link("/console/policy", shell.policy, Section::Policy)}
                {link("/console/audit", shell.trail, Section::Trail)}
            </nav>
            <form method="post" action="/console/sign-out">
                <button class="link" type="submit">{shell.sign_out}</button>
            </form>
        </header>
    }
}

fn footer(frame: &Frame) -> impl IntoView + use<> {
    let text = &frame.language.console().shell;
    let shell = &frame.language.words().shell;
    let options = Language::ALL.into_iter().map(|language| {
        let tag = language.as_str();
        view! { <option value=tag lang=tag selected=language == frame.language>{language.name()}</option> }
    });
    view! {
        <footer>
            <form class="tongue" method="post" action="/console/language">
                <label for="tongue">{shell.language}</label>
                <select name="language" id="tongue">{options.collect_view()}</select>
                <button class="link" type="submit">{text.save_language}</button>
            </form>
        </footer>
    }
}
