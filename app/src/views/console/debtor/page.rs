//! `/console/debtors/{id}`: one debtor, as staff see them, and their links.

use super::view::{ConsoleDebtorView, DebtorDone, DocumentRow, LinkRow, LinkState, MessageRow, MessageState};
use crate::components::agreements::{AgreementRow, RequestRow};
use crate::components::console_shell::{ConsoleSection, shell};
use crate::components::decisions::past;
use crate::components::invoices::InvoiceRow;
use crate::components::{agreements, fact, invoices, kept, notice};
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _};
use crate::i18n::Texts as _;
use crate::i18n::console::{ConsoleWords, Links};
use crate::routes;
use crate::views::console::waive::ChargesRow;
use domain::id::DebtorId;
use domain::language::Language;
use domain::request::RequestState;
use leptos::prelude::*;

pub fn page(context: &PageContext, view: ConsoleDebtorView) -> Html {
    let (language, words) = (context.language, context.language.console());
    let title = view.name.clone();
    let done = view.done.map(|done| done_notice(language, done));
    let facts = view! {
        <dl class="facts">
            {fact(words.debtor.reference, view.reference)}
            {view.email.clone().map(|email| fact(words.debtor.email, email))}
            {view.phone.map(|phone| fact(words.debtor.phone, phone))}
            {view.postcode.map(|postcode| fact(words.debtor.postcode, postcode))}
            {view.tax_id.map(|tax_id| fact(words.debtor.tax_id, tax_id))}
        </dl>
    };
    let stopped = view.no_new_links.then(|| notice(words.links.stopped));
    let links = links(words, view.id, view.form_key, view.email, view.links);
    let body = view! {
        <h1>{view.name}</h1>
        {done}
        {facts}
        {owed(language, view.owed, view.overdue, view.credit, view.invoices)}
        {charges(language, view.charges)}
        {documents(language, view.documents)}
        {agreements(language, view.agreements)}
        {requests(language, view.requests)}
        {past(language, view.past)}
        {messages(language, view.messages)}
        {stopped}
        {links}
    };
    shell(context, ConsoleSection::Debtors, &title, body)
}

fn done_notice(language: Language, done: DebtorDone) -> Fragment {
    let text = &language.console().links;
    match done {
        DebtorDone::Made(url) => view! {
            <section class="panel good">
                <p><b>{text.shown_once}</b></p>
                <label for="made">{text.address}</label>
                <input class="url" id="made" type="text" readonly="" value=url />
            </section>
        }
        .into_fragment(),
        DebtorDone::Sent => notice(text.was_sent).into_fragment(),
        DebtorDone::Revoked => notice(text.was_revoked).into_fragment(),
        DebtorDone::Waived => notice(language.waive().done).into_fragment(),
    }
}

/// Totals, and the open invoices one by one.
fn owed(
    language: Language,
    owed: Option<String>,
    overdue: Option<String>,
    credit: Option<String>,
    rows: Vec<InvoiceRow>,
) -> Fragment {
    let text = &language.console().debtor;
    let Some(owed) = owed else {
        let credit = credit.map(|credit| view! { <dl class="facts">{fact(text.credit, credit)}</dl> });
        return view! { <section><h2>{text.owed}</h2><p>{text.nothing_owed}</p>{credit}</section> }.into_fragment();
    };
    let words = language.pages();
    let rows = rows.into_iter().map(|row| {
        let said = invoices::when(words, row.state, &row.due);
        view! {
            <li class="row">
                <span class="what">
                    <b>{kept(&row.number)}</b>
                    {row.description.map(|text| view! { <small>{text}</small> })}
                </span>
                <span class="sum">
                    {row.amount.map(|amount| view! { <b>{amount}</b> })}
                    {row.beside.map(|beside| view! { <small>{invoices::note(words, &beside)}</small> })}
                </span>
                <span class=invoices::tone(row.state)>{said}</span>
                {row.in_review.map(|amount| {
                    view! { <span class="when moving">{(words.disputed.beside)(&amount)}</span> }
                })}
            </li>
        }
    });
    view! {
        <section>
            <h2>{text.owed}</h2>
            <dl class="facts">
                {fact(text.total, owed)}
                {overdue.map(|overdue| fact(text.overdue, overdue))}
                {credit.map(|credit| fact(text.credit, credit))}
            </dl>
            <ul class="rows">{rows.collect_view()}</ul>
        </section>
    }
    .into_fragment()
}

/// What being late has cost, each with the way to let it go.
fn charges(language: Language, rows: Vec<ChargesRow>) -> Option<Fragment> {
    let words = language.waive();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            view! {
                <li>
                    <a class="row" href=row.href>
                        <span class="what">
                            <b>{kept(&row.number)}</b>
                            <small>{(words.owed)(row.interest.as_deref(), row.fees.as_deref())}</small>
                        </span>
                        <span class="act">{words.waive}</span>
                    </a>
                </li>
            }
        })
        .collect();
    listed(words.charges, rows)
}

/// The electronic documents that invoices came as.
fn documents(language: Language, rows: Vec<DocumentRow>) -> Option<Fragment> {
    let text = &language.console().debtor;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            view! {
                <li>
                    <a class="row" href=row.href download="">
                        <span class="what"><b>{kept(&row.number)}</b></span>
                        <span class="act">{text.download_xml}</span>
                    </a>
                </li>
            }
        })
        .collect();
    listed(text.documents, rows)
}

fn agreements(language: Language, rows: Vec<AgreementRow>) -> Option<Fragment> {
    let (words, text) = (language.agreements(), &language.console().debtor);
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let tone = agreements::standing(words, &row.standing).0;
            let said = (text.standing)(&row.standing);
            let date = row.date.map(|date| (words.agreement.by)(&date));
            view! {
                <li class="row">
                    <span class="what">
                        <b>{agreements::kind(words, row.kind)}</b>
                        {date.map(|date| view! { <small>{date}</small> })}
                    </span>
                    <span class="sum"><b>{row.amount}</b></span>
                    <span class=tone>{said}</span>
                </li>
            }
        })
        .collect();
    listed(text.agreements, rows)
}

fn requests(language: Language, rows: Vec<RequestRow>) -> Option<Fragment> {
    let words = language.agreements();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let (tone, _) = agreements::request_state(words, row.state);
            let said = (language.decisions().stands)(row.state);
            let answer = (row.state == RequestState::Waiting).then(|| (language.decisions().answer_by)(&row.answer_by));
            view! {
                <li>
                    <a class="row" href=row.href>
                        <span class="what">
                            <b>{agreements::request_kind(words, row.kind)}</b>
                            {answer.map(|answer| view! { <small>{answer}</small> })}
                        </span>
                        <span></span>
                        <span class=tone>{said}</span>
                    </a>
                </li>
            }
        })
        .collect();
    listed(language.console().shell.requests, rows)
}

fn messages(language: Language, rows: Vec<MessageRow>) -> Option<Fragment> {
    let text = &language.console().debtor;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let (tone, said) = match row.state {
                MessageState::Leaving => ("when moving", text.leaving),
                MessageState::Sent => ("when", text.sent),
                MessageState::Refused => ("when late", text.refused),
                MessageState::NoAddress => ("when late", text.no_address),
            };
            view! {
                <li class="row">
                    <span class="what"><b>{(text.letter)(&row.letter)}</b><small>{row.at}</small></span>
                    <span class=tone>{said}</span>
                </li>
            }
        })
        .collect();
    listed(text.messages, rows)
}

/// A list below its heading; nothing where it is empty.
fn listed<V: IntoView + 'static>(title: &'static str, rows: Vec<V>) -> Option<Fragment> {
    (!rows.is_empty())
        .then(|| view! { <section><h2>{title}</h2><ul class="rows">{rows}</ul></section> }.into_fragment())
}

fn links(
    words: &'static ConsoleWords,
    id: DebtorId,
    form_key: String,
    email: Option<String>,
    rows: Vec<LinkRow>,
) -> Fragment {
    let text = &words.links;
    let any = rows.iter().any(|row| matches!(row.state, LinkState::Works(_)));
    let all = any.then(|| {
        view! {
            <form method="post" action=routes::console_links_revoke(id)>
                <button class="link" type="submit">{text.revoke_all}</button>
            </form>
        }
    });
    let none = rows.is_empty().then(|| view! { <p>{text.none}</p> });
    let rows = rows.into_iter().map(|row| link(text, id, row)).collect_view();
    let send = match email {
        Some(email) => view! {
            <form method="post" action=routes::console_links_send(id)>
                <input type="hidden" name="form_key" value=form_key.clone() />
                <button class="button quiet" type="submit">{text.send}</button>
                <p class="hint">{(text.send_hint)(&email)}</p>
            </form>
        }
        .into_fragment(),
        None => view! { <p class="hint">{text.no_email}</p> }.into_fragment(),
    };
    view! {
        <section>
            <h2>{text.title}</h2>
            {none}
            <ul class="rows">{rows}</ul>
            {all}
            <div class="pair">
                <form method="post" action=routes::console_links(id)>
                    <input type="hidden" name="form_key" value=form_key />
                    <button class="button quiet" type="submit">{text.make}</button>
                    <p class="hint">{text.make_hint}</p>
                </form>
                {send}
            </div>
        </section>
    }
    .into_fragment()
}

fn link(text: &'static Links, id: DebtorId, row: LinkRow) -> impl IntoView + use<> {
    let revoke = matches!(row.state, LinkState::Works(_)).then(|| {
        view! {
            <form method="post" action=routes::console_links_revoke(id)>
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
