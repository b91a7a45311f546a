//! `/activity`: everything that happened, the newest first.

use super::view::{ActivityFilter, ActivityKind, ActivityMonth, ActivityRow, ActivityView, StatementForm};
use crate::components::kept;
use crate::components::shell::{Section, shell};
use crate::context::PageContext;
use crate::html::{Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::i18n::pages::PageWords;
use crate::routes;
use domain::payment::PaymentState;
use leptos::prelude::*;

/// So many months are in view.
const MONTHS_SHOWN: usize = 3;

/// What happened.
pub fn page(context: &PageContext, view: ActivityView) -> Html {
    let words = context.language.pages();
    let text = &words.activity;
    let empty = view.months.is_empty().then(|| {
        let nothing = if view.filter == ActivityFilter::All { text.empty } else { text.empty_filter };
        view! { <p class="lead">{nothing}</p> }
    });
    let month = |month: ActivityMonth| {
        let rows = month.rows.into_iter().map(|happened| row(words, happened));
        view! { <section class="month"><h2>{month.title}</h2><ul class="rows">{rows.collect_view()}</ul></section> }
    };
    // What is older is folded by its year; it opens without script.
    let mut months = view.months;
    let older = months.split_off(months.len().min(MONTHS_SHOWN));
    let years = older.chunk_by(|one, next| one.year == next.year).map(|months| {
        let year = months.first().map(|first| first.year);
        view! { <details><summary>{year}</summary>{months.iter().cloned().map(month).collect_view()}</details> }
    });
    let years = years.collect_view();
    let body = view! {
        <h1>{text.title}</h1>
        {filters(words, view.filter)}
        {empty}
        {months.into_iter().map(month).collect_view()}
        {years}
        {view.has_older.then(|| view! { <p class="hint">{text.older}</p> })}
        {statement(words, view.statement)}
    };
    shell(context, Section::Activity, Island::None, text.title, body)
}

/// Which rows are shown: links, since nothing is changed by them.
fn filters(words: &'static PageWords, here: ActivityFilter) -> impl IntoView + use<> {
    let text = &words.activity;
    let links = ActivityFilter::ALL.into_iter().map(|filter| {
        let (name, href) = match filter {
            ActivityFilter::All => (text.all, routes::ACTIVITY.to_owned()),
            ActivityFilter::Payments => (text.payments, routes::with(routes::ACTIVITY, "show", filter.as_str())),
            ActivityFilter::Charges => (text.charges, routes::with(routes::ACTIVITY, "show", filter.as_str())),
        };
        let current = (filter == here).then_some("true");
        view! { <a href=href aria-current=current>{name}</a> }
    });
    view! { <nav class="filters" aria-label=text.filter>{links.collect_view()}</nav> }
}

/// The statement of some days, as PDF or as a table.
fn statement(words: &'static PageWords, form: StatementForm) -> impl IntoView + use<> {
    let text = &words.activity;
    let day = |id: &'static str, label: &'static str, value: String| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input type="date" id=id name=id value=value max=form.today.clone() />
            </div>
        }
    };
    let too_long = form.too_long.then(|| view! { <p class="hint" role="status">{text.too_long}</p> });
    view! {
        <section id="statement" class="statement">
            <h2>{text.statement}</h2>
            <p class="hint">{text.statement_more}</p>
            {too_long}
            <form method="get" action=routes::STATEMENT>
                <div class="days">{day("from", text.from, form.from.clone())} {day("to", text.to, form.to.clone())}</div>
                <div class="actions side">
                    <button class="button quiet" type="submit" name="format" value="pdf">{text.as_pdf}</button>
                    <button class="button quiet" type="submit" name="format" value="csv">{text.as_csv}</button>
                </div>
            </form>
        </section>
    }
}

fn row(words: &'static PageWords, row: ActivityRow) -> impl IntoView + use<> {
    let (tone, _) = kind(words, row.kind);
    // The colour repeats the sign.
    let sum = if row.amount.starts_with('\u{2212}') { "sum good" } else { "sum" };
    let balance = row.balance.map(|balance| view! { <small>{words.activity.balance}" "{balance}</small> });
    let what = view! {
        <span class="what">
            <b>{kind_words(words, row.kind)}</b>{row.number.map(|number| view! { <small>{kept(&number)}</small> })}
        </span>
        <span class=sum><b>{row.amount}</b>{balance}</span>
        <span class=tone>{row.date}</span>
    };
    let receipt = row.receipt_href.map(|href| view! { <a class="more" href=href>{words.receipt.pdf}</a> });
    match row.href {
        Some(href) => view! { <li><a class="row" href=href>{what}</a>{receipt}</li> }.into_fragment(),
        None => view! { <li class="row">{what}{receipt}</li> }.into_fragment(),
    }
}

/// What happened, in words: those of the page, and of the statement that is made of it.
#[must_use]
pub fn kind_words(words: &'static PageWords, of: ActivityKind) -> &'static str {
    kind(words, of).1
}

fn kind(words: &'static PageWords, kind: ActivityKind) -> (&'static str, &'static str) {
    let text = &words.activity;
    match kind {
        ActivityKind::Invoice => ("when", text.invoice),
        ActivityKind::CreditNote => ("when", text.credit_note),
        ActivityKind::Correction => ("when", text.correction),
        ActivityKind::Payment(state) => match state {
            PaymentState::Created | PaymentState::Redirected => ("when", text.started),
            PaymentState::Processing => ("when moving", text.processing),
            PaymentState::Succeeded | PaymentState::ChargebackWon => ("when", text.paid),
            PaymentState::Failed => ("when gone", text.failed),
            PaymentState::Cancelled => ("when gone", text.cancelled),
            PaymentState::Expired => ("when gone", text.expired),
            PaymentState::PartlyRefunded => ("when", text.partly_refunded),
            PaymentState::Refunded => ("when", text.refunded),
            PaymentState::ChargedBack => ("when", text.charged_back),
        },
        ActivityKind::PaidElsewhere => ("when", text.paid_elsewhere),
        ActivityKind::CreditUsed => ("when", text.credit_used),
        ActivityKind::CreditReturned => ("when", text.credit_returned),
        ActivityKind::Credited => ("when", text.credited),
        ActivityKind::Refund => ("when", text.refund),
        ActivityKind::Chargeback => ("when", text.chargeback),
        ActivityKind::ChargebackWon => ("when", text.chargeback_won),
        ActivityKind::Discount => ("when", text.discount),
        ActivityKind::DiscountGone => ("when", text.discount_gone),
        ActivityKind::Interest => ("when", text.interest),
        ActivityKind::Fee => ("when", text.fee),
        ActivityKind::Accrued => ("when", text.accrued),
        ActivityKind::AgreementPrice => ("when", text.agreement_price),
        ActivityKind::Waived => ("when", text.waived),
        ActivityKind::WrittenOff => ("when", text.written_off),
        ActivityKind::Settled => ("when", text.settled),
        ActivityKind::Dispute => ("when", words.disputed.in_activity),
    }
}
