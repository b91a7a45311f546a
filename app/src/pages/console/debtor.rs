//! `/console/debtors/{id}`: one debtor, as staff see them, and their links.

use super::shell::{Section, shell};
use crate::components::{fact, notice};
use crate::portal::Frame;
use crate::portal::console::{ConsoleDebtorView, LinkDone, LinkRow, LinkState};
use crate::text::console::{ConsoleWords, Links};
use leptos::prelude::*;

/// A debtor's page.
pub fn debtor(frame: &Frame, view: ConsoleDebtorView) -> impl IntoView + use<> {
    let words = frame.language.console();
    let title = view.name.clone();
    let done = view.done.map(|done| said(&words.links, done));
    let facts = view! {
        <dl class="facts">
            {fact(words.debtor.reference, view.reference)}
            {view.email.clone().map(|email| fact(words.debtor.email, email))}
            {view.phone.map(|phone| fact(words.debtor.phone, phone))}
        </dl>
    };
    let links = links(words, &view.action, view.form_key, view.email, view.links);
    let body = view! { <h1>{view.name}</h1>{done}{facts}{links} };
    shell(frame, Section::Debtors, &title, body)
}

fn said(text: &'static Links, done: LinkDone) -> AnyView {
    match done {
        LinkDone::Made(url) => view! {
            <section class="panel good">
                <p><b>{text.shown_once}</b></p>
                <label for="made">{text.address}</label>
                <input class="url" id="made" type="text" readonly="" value=url />
            </section>
        }
        .into_any(),
        LinkDone::Sent => notice(text.was_sent).into_any(),
        LinkDone::Revoked => notice(text.was_revoked).into_any(),
    }
}

fn links(
    words: &'static ConsoleWords,
    action: &str,
    form_key: String,
    email: Option<String>,
    rows: Vec<LinkRow>,
) -> AnyView {
    let text = &words.links;
    let any = rows.iter().any(|row| matches!(row.state, LinkState::Works(_)));
    let all = any.then(|| {
        view! {
            <form method="post" action=format!("{action}/revoke")>
                <button class="link" type="submit">{text.revoke_all}</button>
            </form>
        }
    });
    let none = rows.is_empty().then(|| view! { <p>{text.none}</p> });
    let rows = rows.into_iter().map(|row| link(text, action, row)).collect_view();
    let send = match email {
        Some(email) => view! {
            <form method="post" action=format!("{action}/send")>
                <input type="hidden" name="form_key" value=form_key.clone() />
                <button class="button quiet" type="submit">{text.send}</button>
                <p class="hint">{(text.send_hint)(&email)}</p>
            </form>
        }
        .into_any(),
        None => view! { <p class="hint">{text.no_email}</p> }.into_any(),
    };
    view! {
        <section>
            <h2>{text.title}</h2>
            {none}
            <ul class="rows">{rows}</ul>
            {all}
            <div class="pair">
                <form method="post" action=action.to_owned()>
                    <input type="hidden" name="form_key" value=form_key />
                    <button class="button quiet" type="submit">{text.make}</button>
                    <p class="hint">{text.make_hint}</p>
                </form>
                {send}
            </div>
        </section>
    }
    .into_any()
}

fn link(text: &'static Links, action: &str, row: LinkRow) -> impl IntoView + use<> {
    let revoke = matches!(row.state, LinkState::Works(_)).then(|| {
        view! {
            <form method="post" action=format!("{action}/revoke")>
                <input type="hidden" name="link" value=row.id.to_string() />
                <button class="link" type="submit">{text.revoke}</button>
            </form>
        }
    });
    let state = match &row.state {
        LinkState::Works(day) => (text.works_until)(day),
        LinkState::Ended(day) => (text.ended)(day),
        LinkState::Revoked(day) => (text.revoked)(day),
    };
    let used = row.used.map_or_else(|| text.never_used.to_owned(), |moment| (text.used)(&moment));
    let pay_only = row.pay_only.then(|| view! { <span class="when">{text.pay_only}</span> });
    view! {
        <li class="row">
            <span class="what"><b>{state}</b></span>
            <span class="when">{(text.made)(&row.made)}" · "{used}</span>
            {pay_only}
            {revoke}
        </li>
    }
}
