//! `/`: what is owed in one number, the next best step, the invoices.

use super::view::{AccountNotice, AccountOffers, AccountView, AmountPart, CurrencyTotal};
use crate::components::agreements::{agreement_row, request_row};
use crate::components::offers::AccountStep;
use crate::components::open_payment::OpenWait;
use crate::components::shell::{Section, shell};
use crate::components::{actions, invoices, notice, offers, open_payment};
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
use crate::i18n::pages::PageWords;
use domain::language::Language;
use domain::set_off::CreditRule;
use leptos::prelude::*;

pub fn page(context: &PageContext, view: AccountView) -> Html {
    let words = context.language.pages();
    let text = &words.account;
    let said = view.notice.map(|happened| {
        notice(match happened {
            AccountNotice::PaymentCancelled => text.cancelled,
            AccountNotice::CouldNotCancel => text.could_not_cancel,
            AccountNotice::LanguageSaved => text.language_saved,
        })
    });
    let nothing = view.totals.is_empty().then(|| {
        view! { <section class="due good"><h2>{text.nothing_owed}</h2><p>{text.nothing_owed_more}</p></section> }
    });
    let several = (view.totals.len() > 1).then(|| view! { <p class="hint">{words.choose.currencies}</p> });
    let open = (!view.invoices.is_empty())
        .then(|| view! { <section><h2>{text.invoices}</h2>{invoices::list(words, view.invoices)}</section> });
    let settled = (!view.settled.is_empty())
        .then(|| view! { <section><h2>{text.settled}</h2>{invoices::list(words, view.settled)}</section> });
    let credit_more = match view.credit_rule {
        CreditRule::Automatic => text.credit_automatic,
        CreditRule::Debtor => text.credit_by_debtor,
        CreditRule::Staff => text.credit_more,
    };
    let credits = view.credits.into_iter().map(|amount| {
        view! { <section class="notice good"><h2>{(text.credit)(&amount)}</h2><p>{credit_more}</p></section> }
    });
    let language = context.language;
    // What only the debtor can bring to its end comes first.
    let (vouchers, moving): (Vec<_>, Vec<_>) =
        view.processing.into_iter().partition(|payment| matches!(payment.waits, OpenWait::Voucher(_)));
    let mut offered = view.offered.unwrap_or_default();
    let paused = offered.paused_until.take().map(|until| paused(language, &until));
    // Nobody is pressed in a breathing space.
    if paused.is_some() {
        offered.next = None;
    }
    // One button on the page is the first; where an offer is the next step, it is that one.
    let lead = vouchers.is_empty()
        && offered.next.as_ref().is_none_or(|step| matches!(step, AccountStep::Wait { .. }));
    // That nothing is urgent is said beside the sum.
    let next = offered.next.take().filter(|step| !matches!(step, AccountStep::Wait { .. }));
    let next = next.map(|step| offers::next(language, step));
    let all = offered
        .offers_href
        .take()
        .map(|href| view! { <p><a class="more" href=href>{language.agreements().offer.all}</a></p> });
    let ways = std::mem::take(&mut offered.ways);
    let body = view! {
        <h1 class="who">{(text.account_of)(&view.debtor)}</h1>
        {said}
        {paused}
        {vouchers.into_iter().map(|payment| open_payment::card(words, payment)).collect_view()}
        {view.open_payment.map(|payment| open_payment::left(words, &payment))}
        {nothing}
        {view.totals.into_iter().map(|total| due(words, total, lead)).collect_view()}
        {several}
        {next}
        {all}
        {actions::section(language, language.agreements().ways.title, ways)}
        {running(language, offered)}
        {moving.into_iter().map(|payment| open_payment::card(words, payment)).collect_view()}
        {credits.collect_view()}
        {open}
        {settled}
    };
    shell(context, Section::Account, Island::None, text.title, body)
}

/// What is owed in one currency, and the buttons: first what is most urgent.
fn due(words: &'static PageWords, due: CurrencyTotal, lead: bool) -> impl IntoView + use<> {
    let text = &words.account;
    let next = match (&due.overdue, &due.due_soon, &due.next_due) {
        (Some(part), _, _) => (text.next_overdue)(part.days),
        (None, Some(part), _) => (text.next_due_soon)(part.days),
        (None, None, Some(date)) => (text.next_due)(date),
        (None, None, None) => String::new(),
    };
    let urgent =
        |part: &AmountPart, label: fn(&str) -> String| part.pay_href.clone().map(|href| (href, label(&part.amount)));
    let first =
        due.overdue.as_ref().and_then(|part| urgent(part, text.pay_overdue)).or_else(|| {
            due.due_soon.as_ref().filter(|_| due.overdue.is_none()).and_then(|p| urgent(p, text.pay_due_soon))
        });
    let all_class = if first.is_none() && lead { "button" } else { "button quiet" };
    let label = if first.is_some() { text.pay_all } else { text.pay };
    let first_class = if lead { "button" } else { "button quiet" };
    let part = |term: String, tone, amount| view! { <div class=tone><dt>{term}</dt><dd>{amount}</dd></div> };
    view! {
        <section class="due">
            <h2>{text.owed}</h2>
            {crate::components::big(due.total, ())}
            <p class="next">{next}</p>
            <dl class="parts">
                {due.overdue.map(|p| part((text.overdue)(p.count), "late", p.amount))}
                {due.due_soon.map(|p| part((text.due_soon)(p.count), "soon", p.amount))}
                {due.in_plan.map(|(amount, count)| part((text.in_plan)(count), "when", amount))}
                {due.later.map(|(amount, count)| part((text.later)(count), "when", amount))}
                {due.processing.map(|amount| part(text.on_its_way.to_owned(), "moving", amount))}
                {due.in_review.map(|amount| part(words.state.disputed.to_owned(), "moving", amount))}
            </dl>
            <div class="actions">
                {first.map(|(href, label)| view! { <a class=first_class href=href>{label}</a> })}
                {due.pay_all.map(|all| view! { <a class=all_class href=all.href>{label(&all.amount)}</a> })}
            </div>
            <p><a class="more" href=due.choose_href>{text.choose}</a></p>
        </section>
    }
}

/// A breathing space, for `/`.
fn paused(language: Language, until: &str) -> Fragment {
    let text = &language.agreements().offer;
    view! { <section class="notice"><h2>{(text.paused)(until)}</h2><p>{text.paused_more}</p></section> }.into_fragment()
}

/// What was agreed and asked, for `/`.
fn running(language: Language, offered: AccountOffers) -> Fragment {
    let text = &language.agreements().offer;
    let agreements = (!offered.agreements.is_empty()).then(|| {
        let rows = offered.agreements.into_iter().map(|row| agreement_row(language, row));
        view! { <section><h2>{text.agreements}</h2><ul class="rows">{rows.collect_view()}</ul></section> }
    });
    let requests = (!offered.requests.is_empty()).then(|| {
        let rows = offered.requests.into_iter().map(|row| request_row(language, row));
        view! { <section><h2>{text.requests}</h2><ul class="rows">{rows.collect_view()}</ul></section> }
    });
    view! { {agreements} {requests} }.into_fragment()
}
