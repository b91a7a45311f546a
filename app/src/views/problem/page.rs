//! Pages instead of the one that was asked for: what happened, what was not done, what to do.

use super::view::Problem;
use crate::components::console_shell;
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
        Problem::DeadLink => own(text.dead_link),
        Problem::SessionEnded => own(text.session_ended),
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
        return of_console(context, title, more, id.into_fragment());
    }
    // Whoever has a session goes home; whoever has none gets a new link.
    let wants_link =
        matches!(problem, Problem::DeadLink | Problem::SessionEnded) || context.audience == Audience::Stranger;
    let class = if again.is_some() { "button quiet" } else { "button" };
    let (href, label) = if wants_link { (routes::NEW_LINK, text.new_link) } else { (routes::ACCOUNT, text.to_account) };
    let body = view! {
        <h1>{title}</h1>
        <p class="lead">{more}</p>
        {id}
        <div class="actions">{again} <a class=class href=href>{label}</a></div>
    };
    shell(context, Section::Elsewhere, Island::None, title, body)
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
