//! Pages instead of the one that was asked for: what happened, what was not done, what to do.

use super::view::{Problem, SessionEnd};
use crate::components::console_shell;
use crate::components::link_form::{Typed, link_form};
use crate::components::shell::{Section, shell};
use crate::context::{Audience, PageContext};
use crate::html::{Fragment, Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::routes;
use leptos::prelude::*;

/// Something went wrong.
pub fn page(context: &PageContext, problem: &Problem) -> Html {
    let text = &context.language.pages().problem;
    let own = |(title, more): (&'static str, &'static str)| (title, more.to_owned());
    let (title, more) = match problem {
        Problem::NotFound => own(text.not_found),
        Problem::NotInAccount => own(text.not_in_account),
        Problem::DeadLink => own(text.dead_link),
        Problem::SessionEnded(SessionEnd::Never) => own(text.no_session),
        Problem::SessionEnded(SessionEnd::Unused) => own(text.session_unused),
        Problem::SessionEnded(SessionEnd::TimeOver) => own(text.session_over),
        Problem::SessionEnded(SessionEnd::SignedOut) => own(text.signed_out),
        Problem::SessionEnded(SessionEnd::Revoked) => own(text.access_revoked),
        Problem::OtherAccount => own(text.other_account),
        Problem::ProviderAway { .. } => own(text.provider_away),
        Problem::TooManyTries { minutes } => (text.too_many, (text.too_many_more)(*minutes)),
        Problem::ForeignOrigin => own(text.foreign),
        Problem::BadRequest => own(text.bad_request),
        Problem::NothingToPay => own(text.nothing_to_pay),
        Problem::Fault { .. } => own(text.fault),
        Problem::Busy => own(text.busy),
    };
    let id = match problem {
        Problem::Fault { support_id } => Some(view! { <p>{text.fault_id}" "<code>{support_id.clone()}</code></p> }),
        _ => None,
    };
    let again = match problem {
        Problem::ProviderAway { again_href } => again_href.clone(),
        _ => None,
    };
    let again = again.map(|href| view! { <a class="button" href=href>{text.again}</a> });
    if matches!(context.audience, Audience::Staff | Audience::AtConsole) {
        let more =
            if *problem == Problem::NotFound { context.language.console().shell.not_found.to_owned() } else { more };
        return of_console(context, title, more, id.into_fragment());
    }
    // Whoever has a session goes home; whoever has none gets a new link.
    let ended = matches!(problem, Problem::DeadLink | Problem::SessionEnded(_));
    let way_on = if ended || matches!(context.audience, Audience::Stranger | Audience::Reader) {
        // What went wrong on our side, or waits, is tried again before another link is asked for.
        let asks = ended
            || matches!(
                problem,
                Problem::NotFound | Problem::NotInAccount | Problem::BadRequest | Problem::OtherAccount
            );
        let form = asks.then(|| {
            view! { <section><h2>{text.new_link_here}</h2>{link_form(context, Typed::default())}</section> }
        });
        let link = (!asks).then(|| {
            let href = routes::with(routes::NEW_LINK, "lang", context.language.as_str());
            view! { <a class="button quiet" href=href>{text.new_link}</a> }
        });
        view! { <div class="actions">{again} {link}</div>{form} }.into_fragment()
    } else {
        let class = if again.is_some() { "button quiet" } else { "button" };
        let elsewhere = matches!(problem, Problem::NotFound | Problem::NotInAccount | Problem::OtherAccount);
        let account = elsewhere.then(|| open_account(context));
        view! {
            {account}
            <div class="actions">{again} <a class=class href=routes::ACCOUNT>{text.to_account}</a></div>
        }
        .into_fragment()
    };
    let body = view! {
        <h1>{title}</h1>
        <p class="lead">{more}</p>
        {id}
        {way_on}
    };
    shell(context, Section::Elsewhere, Island::None, title, body)
}

/// What is open in this browser: perhaps not what was looked for.
fn open_account(context: &PageContext) -> impl IntoView + use<> {
    let text = &context.language.pages().problem;
    match (context.audience, &context.account) {
        (Audience::PayOnly, _) => Some(view! { <p>{text.open_pay_only}</p> }.into_fragment()),
        (_, Some(name)) => Some(view! { <p>{(text.open_account)(name)}</p> }.into_fragment()),
        (_, None) => None,
    }
}

/// The same in the console.
fn of_console(context: &PageContext, title: &'static str, more: String, id: Fragment) -> Html {
    let text = &context.language.console().shell;
    let signed_out = context.audience == Audience::AtConsole;
    let (href, label) =
        if signed_out { (routes::CONSOLE_SIGN_IN, text.to_sign_in) } else { (routes::CONSOLE, text.to_overview) };
    let body = view! {
        <h1>{title}</h1>
        <p class="lead">{more}</p>
        {id}
        <div class="actions"><a class="button" href=href>{label}</a></div>
    };
    if signed_out {
        console_shell::signed_out(context, title, body)
    } else {
        console_shell::shell(context, console_shell::ConsoleSection::Elsewhere, title, body)
    }
}
