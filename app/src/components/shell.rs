//! What surrounds every page: head, header with the creditor's name, ways on, footer.

use crate::context::{Audience, Creditor, PageContext};
use crate::html::{Fragment, Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::{components, routes};
use domain::branding::colour::Palettes;
use leptos::prelude::*;

/// The section a page belongs to, marked in the navigation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Account,
    Activity,
    Preferences,
    Elsewhere,
}

/// A whole document.
pub fn shell(context: &PageContext, here: Section, island: Island, title: &str, main: impl IntoView + 'static) -> Html {
    Html::of(document(context, here, island, title, main.into_fragment()), island)
}

fn document(context: &PageContext, here: Section, island: Island, title: &str, main: Fragment) -> Fragment {
    let words = context.language.pages();
    let title = match &context.creditor {
        Some(creditor) => format!("{title} · {}", creditor.name),
        None => title.to_owned(),
    };
    let boot = match island {
        Island::None => None,
        Island::Paying => Some(context.assets.boot_paying.clone()),
        Island::Planning => Some(context.assets.boot_planning.clone()),
    };
    let scripts = boot.map(|boot| view! { <script type="module" nonce=context.nonce.clone()>{boot}</script> });
    view! {
        <html lang=context.tag.clone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <title>{title}</title>
                <link rel="icon" href=context.assets.icon.clone() r#type="image/svg+xml" />
                <link rel="stylesheet" href=context.assets.stylesheet.clone() />
                {colours(context)}
                {scripts}
            </head>
            <body>
                <a class="skip" href="#main">{words.shell.skip}</a>
                {header(context, here)}
                <main id="main" tabindex="-1">{main}</main>
                {footer(context)}
            </body>
        </html>
    }
    .into_fragment()
}

/// The firm's colour in the place of ours: typed colours and nothing else, let through by the answer's nonce.
fn colours(context: &PageContext) -> Option<impl IntoView + use<>> {
    let Palettes { light, dark } = context.creditor.as_ref()?.colours?;
    let rules = format!(
        ":root{{--accent:{0};--button:{1};--on-button:{2};--tint:{3}}}@supports(color:light-dark(#000,#fff)){{:root{{\
         --accent:light-dark({0},{4});--button:light-dark({1},{5});--on-button:light-dark({2},{6});\
         --tint:light-dark({3},{7})}}}}",
        light.accent, light.button, light.on_button, light.tint, dark.accent, dark.button, dark.on_button, dark.tint
    );
    Some(view! { <style nonce=context.nonce.clone()>{rules}</style> })
}

/// The firm's logo or name, or both.
fn payee(creditor: &Creditor) -> Fragment {
    let name = view! { <bdi>{creditor.name.clone()}</bdi> };
    let Some(logo) = &creditor.logo else { return name.into_fragment() };
    let (alt, name) = if logo.says_name { (creditor.name.clone(), None) } else { (String::new(), Some(name)) };
    view! {
        <img class="logo" src=logo.href.clone() width=logo.width height=logo.height alt=alt />
        {name}
    }
    .into_fragment()
}

fn header(context: &PageContext, here: Section) -> impl IntoView + use<> {
    let shell = &context.language.pages().shell;
    let name = context.creditor.as_ref().map(payee);
    let name = match (context.audience, name) {
        (Audience::Debtor | Audience::PayOnly, Some(name)) => {
            let account = context.account.clone().map(|account| view! { <small><bdi>{account}</bdi></small> });
            view! { <a class="payee" href=routes::ACCOUNT>{name}{account}</a> }.into_fragment()
        }
        (_, Some(name)) => view! { <span class="payee">{name}</span> }.into_fragment(),
        // Whose page it would be is not known: no empty bar.
        (_, None) => return None,
    };
    let nav = (context.audience == Audience::Debtor).then(|| {
        let link = |href, text, section| {
            let current = (here == section).then_some("page");
            view! { <a href=href aria-current=current>{text}</a> }
        };
        view! {
            <nav aria-label=shell.sections>
                {link(routes::ACCOUNT, shell.account, Section::Account)} {link(routes::ACTIVITY, shell.activity, Section::Activity)}
                {link(routes::PREFERENCES, shell.preferences, Section::Preferences)}
            </nav>
        }
    });
    Some(view! { <header>{name} {nav}</header> })
}

fn footer(context: &PageContext) -> impl IntoView + use<> {
    let shell = &context.language.pages().shell;
    let firm = context.creditor.as_ref().map(|creditor| {
        let help = creditor.contact.clone().map(|contact| {
            let telephone = creditor.telephone.clone().map(|number| (" · ", components::contact(number)));
            let hours =
                creditor.hours.clone().map(|hours| view! { " "<span lang=hours.lang>"("{hours.text}")"</span> });
            view! { <p>{shell.help}" "{components::contact(contact)}{telephone}{hours}</p> }
        });
        let legal = creditor.legal.clone().map(|legal| view! { <p class="legal" lang=legal.lang>{legal.text}</p> });
        let more = view! { <p><a href=creditor.contact_href.clone()>{shell.contact}</a></p> };
        view! { {help} {legal} {more} }
    });
    let languages = (!context.languages.is_empty()).then(|| {
        let links = context.languages.iter().map(|link| {
            let tag = link.language.as_str();
            let current = (link.language == context.language).then_some("true");
            view! { <a href=link.href.clone() lang=tag hreflang=tag aria-current=current>{link.language.name()}</a> }
        });
        view! { <nav class="languages" aria-label=shell.language>{links.collect_view()}</nav> }
    });
    let out = (context.audience == Audience::Debtor).then(|| {
        view! {
            <form method="post" action=routes::SIGN_OUT>
                <button class="link" type="submit">{shell.sign_out}</button>
            </form>
        }
    });
    view! { <footer>{firm} {languages} <p>{shell.privacy}</p> {out}</footer> }
}
