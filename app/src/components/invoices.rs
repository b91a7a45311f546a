//! Invoices in a list, and where each stands, in words.

use super::kept;
use super::left::Left;
use crate::i18n::pages::PageWords;
use domain::invoice::InvoiceState;
use leptos::prelude::*;

/// One invoice in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRow {
    /// `/invoices/{id}`.
    pub href: String,
    /// The creditor's number of it.
    pub number: String,
    /// What it is for, in a line: the first line's text or the creditor's.
    pub description: Option<String>,
    /// The due date.
    pub due: String,
    /// What is asked for, if anything is; for a settled one its total.
    pub amount: Option<String>,
    /// What is said beside it.
    pub beside: Option<SumNote>,
    /// What of it is on hold beside [`Self::amount`], since the debtor disputes it.
    pub in_review: Option<String>,
    /// Where it stands.
    pub state: InvoiceState,
    /// What payments in process pay of it, beside [`Self::amount`].
    pub on_its_way: Option<String>,
    /// Nothing else of it is open: it is not late.
    pub all_on_its_way: bool,
    /// The last day of the settlement that is in force: until then it is not late.
    pub settled_until: Option<String>,
}

/// What is said beside the sum of an invoice. Amounts are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SumNote {
    /// It is the rest of this.
    OfTotal(String),
    /// So much of it is late interest and fees.
    Includes(String),
    /// This much of charges and of what an agreement costs is in it.
    IncludesCost(String),
    /// It is paid instead of this, by a discount or a settlement.
    InsteadOf(String),
    /// It is owed beside this, which is in a payment plan.
    BesidePlan(String),
}

pub fn note(words: &'static PageWords, note: &SumNote) -> String {
    match note {
        SumNote::OfTotal(total) => (words.account.of_total)(total),
        SumNote::Includes(charges) => (words.account.includes)(charges),
        SumNote::IncludesCost(charges) => (words.account.includes_cost)(charges),
        SumNote::InsteadOf(full) => (words.account.instead_of)(full),
        SumNote::BesidePlan(planned) => (words.account.beside_plan)(planned),
    }
}

/// What one invoice gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareRow {
    /// The creditor's number.
    pub number: String,
    pub description: Option<String>,
    /// Its part of the payment.
    pub amount: String,
    /// What is left of it.
    pub left: Left,
}

/// A list of invoices; each row is one link.
pub fn list(words: &'static PageWords, rows: Vec<InvoiceRow>) -> impl IntoView + use<> {
    view! { <ul class="rows">{rows.into_iter().map(|invoice| row(words, invoice)).collect_view()}</ul> }
}

/// A long list shows its first rows; the others open below, without script too.
pub fn long_list(words: &'static PageWords, mut rows: Vec<InvoiceRow>) -> impl IntoView + use<> {
    let rest = rows.split_off(rows.len().min(if rows.len() > FOLDED_FROM { SHOWN } else { FOLDED_FROM }));
    let more = (!rest.is_empty()).then(|| {
        let label = (words.account.more_invoices)(rest.len());
        view! { <details><summary>{label}</summary>{list(words, rest)}</details> }
    });
    view! { {list(words, rows)} {more} }
}

/// Lists that are longer are folded …
const FOLDED_FROM: usize = 12;
/// … after so many rows.
const SHOWN: usize = 8;

fn row(words: &'static PageWords, invoice: InvoiceRow) -> impl IntoView + use<> {
    let (tone, when) = match &invoice.settled_until {
        Some(until) => ("when soon", (words.invoice.settled_until)(until)),
        None => (tone(invoice.state), when(words, invoice.state, &invoice.due)),
    };
    view! {
        <li>
            <a class="row" href=invoice.href>
                <span class="what"><b>{kept(&invoice.number)}</b>{invoice.description.map(|text| view! { <small>{text}</small> })}</span>
                <span class="sum">
                    {invoice.amount.map(|amount| view! { <b>{amount}</b> })}
                    {invoice.beside.map(|beside| view! { <small>{note(words, &beside)}</small> })}
                </span>
                {(!invoice.all_on_its_way).then(|| view! { <span class=tone>{when}</span> })}
                {invoice.in_review.map(|amount| {
                    view! { <span class="when moving">{(words.disputed.beside)(&amount)}</span> }
                })}
                {invoice.on_its_way.map(|amount| {
                    view! { <span class="when moving">{(words.state.processing_of)(&amount)}</span> }
                })}
            </a>
        </li>
    }
}

/// The state as a class: colour only repeats what the words say.
pub const fn tone(state: InvoiceState) -> &'static str {
    match state {
        InvoiceState::Open | InvoiceState::Extended | InvoiceState::InPlan | InvoiceState::Disputed => "when",
        InvoiceState::DueSoon { .. } => "when soon",
        InvoiceState::Overdue { .. } => "when late",
        InvoiceState::Paid | InvoiceState::Credit | InvoiceState::Used => "when good",
        InvoiceState::Void => "when gone",
    }
}

pub const fn state(words: &'static PageWords, state: InvoiceState) -> &'static str {
    match state {
        InvoiceState::Open => words.state.open,
        InvoiceState::DueSoon { .. } => words.state.due_soon,
        InvoiceState::Overdue { .. } => words.state.overdue,
        InvoiceState::Extended => words.state.extended,
        InvoiceState::InPlan => words.state.in_plan,
        InvoiceState::Disputed => words.state.disputed,
        InvoiceState::Paid => words.state.paid,
        InvoiceState::Credit => words.state.credit,
        InvoiceState::Used => words.state.used,
        InvoiceState::Void => words.state.void,
    }
}

/// The state as a sentence with its day: "Venció hace 12 días · 3 de marzo de 2026".
pub fn when(words: &'static PageWords, invoice: InvoiceState, due: &str) -> String {
    let dated = |text: &str| format!("{text} · {due}");
    match invoice {
        InvoiceState::Open => (words.state.due_on)(due),
        InvoiceState::DueSoon { days: 0 } => dated(words.state.due_today),
        InvoiceState::DueSoon { days } => dated(&(words.state.due_in)(days)),
        InvoiceState::Overdue { days } => dated(&(words.state.late_by)(days)),
        InvoiceState::Extended => format!("{} · {}", (words.state.due_on)(due), words.state.extended),
        InvoiceState::InPlan
        | InvoiceState::Disputed
        | InvoiceState::Paid
        | InvoiceState::Credit
        | InvoiceState::Used
        | InvoiceState::Void => state(words, invoice).to_owned(),
    }
}

/// What a payment does to each invoice.
pub fn shares(words: &'static PageWords, rows: Vec<ShareRow>) -> impl IntoView + use<> {
    let rows = rows.into_iter().map(|share| {
        let left = share.left.of_invoice(words);
        let settles = left.is_empty().then(|| view! { <span class="when good">{words.left.settles}</span> });
        let left = left.into_iter().map(|phrase| view! { <span class="when">{phrase}</span> }).collect_view();
        view! {
            <li class="row">
                <span class="what"><b>{kept(&share.number)}</b>{share.description.map(|text| view! { <small>{text}</small> })}</span>
                <span class="sum"><b>{share.amount}</b></span>
                {settles}
                {left}
            </li>
        }
    });
    view! { <ul class="rows">{rows.collect_view()}</ul> }
}
