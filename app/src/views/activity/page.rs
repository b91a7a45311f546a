//! `/activity`: everything that happened, the newest first.

use super::view::{ActivityKind, ActivityRow, ActivityView};
use crate::components::shell::{Section, shell};
use crate::context::PageContext;
use crate::html::{Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::i18n::pages::PageWords;
use domain::payment::PaymentState;
use leptos::prelude::*;

/// What happened.
pub fn page(context: &PageContext, view: ActivityView) -> Html {
    let words = context.language.pages();
    let text = &words.activity;
    let empty = view.rows.is_empty().then(|| view! { <p class="lead">{text.empty}</p> });
    let rows = view.rows.into_iter().map(|happened| row(words, happened));
    let body = view! {
        <h1>{text.title}</h1>
        {empty}
        <ul class="rows">{rows.collect_view()}</ul>
        <div class="actions side">
            {view.older_href.map(|href| view! { <a class="button quiet" href=href>{text.older}</a> })}
            {view.newest_href.map(|href| view! { <a class="button quiet" href=href>{text.newest}</a> })}
        </div>
    };
    shell(context, Section::Activity, Island::None, text.title, body)
}

fn row(words: &'static PageWords, row: ActivityRow) -> impl IntoView + use<> {
    let (tone, kind) = kind(words, row.kind);
    let what = view! {
        <span class="what"><b>{kind}</b>{row.number.map(|number| view! { <small>{number}</small> })}</span>
        <span class="sum"><b>{row.amount}</b></span>
        <span class=tone>{row.date}</span>
    };
    let receipt = row.receipt_href.map(|href| view! { <a class="more" href=href>{words.receipt.pdf}</a> });
    match row.href {
        Some(href) => view! { <li><a class="row" href=href>{what}</a>{receipt}</li> }.into_fragment(),
        None => view! { <li class="row">{what}{receipt}</li> }.into_fragment(),
    }
}

fn kind(words: &'static PageWords, kind: ActivityKind) -> (&'static str, &'static str) {
    let text = &words.activity;
    match kind {
        ActivityKind::Invoice => ("when", text.invoice),
        ActivityKind::CreditNote => ("when good", text.credit_note),
        ActivityKind::Void => ("when gone", text.void),
        ActivityKind::Correction => ("when", text.correction),
        ActivityKind::Payment(state) => match state {
            PaymentState::Created | PaymentState::Redirected => ("when", text.started),
            PaymentState::Processing => ("when moving", text.processing),
            PaymentState::Succeeded | PaymentState::ChargebackWon => ("when good", text.paid),
            PaymentState::Failed => ("when gone", text.failed),
            PaymentState::Cancelled => ("when gone", text.cancelled),
            PaymentState::Expired => ("when gone", text.expired),
            PaymentState::PartlyRefunded => ("when", text.partly_refunded),
            PaymentState::Refunded => ("when", text.refunded),
            PaymentState::ChargedBack => ("when", text.charged_back),
        },
        ActivityKind::PaidElsewhere => ("when good", text.paid_elsewhere),
        ActivityKind::CreditUsed => ("when good", text.credit_used),
        ActivityKind::CreditReturned => ("when", text.credit_returned),
        ActivityKind::Credited => ("when good", text.credited),
        ActivityKind::Refund => ("when", text.refund),
        ActivityKind::Chargeback => ("when", text.chargeback),
        ActivityKind::ChargebackWon => ("when good", text.chargeback_won),
        ActivityKind::Discount => ("when good", text.discount),
        ActivityKind::DiscountGone => ("when", text.discount_gone),
        ActivityKind::Interest => ("when", text.interest),
        ActivityKind::Fee => ("when", text.fee),
        ActivityKind::AgreementPrice => ("when", text.agreement_price),
        ActivityKind::Waived => ("when good", text.waived),
        ActivityKind::WrittenOff => ("when good", text.written_off),
        ActivityKind::Settled => ("when good", text.settled),
        ActivityKind::Dispute => ("when", words.disputed.in_activity),
    }
}
