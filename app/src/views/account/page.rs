//! `/`: what is owed in one number, the next best step, the invoices.

use super::view::{AccountNotice, AccountOffers, AccountView, CurrencyTotal, PayPart, WhichPart};
use crate::components::actions::DebtorActions;
use crate::components::agreements::{agreement_row, request_row};
use crate::components::offers::StepText;
use crate::components::open_payment::OpenWait;
use crate::components::shell::{Section, shell};
use crate::components::{actions, credit, invoices, notice, offers, open_payment};
use crate::context::PageContext;
use crate::html::{Fragment, Html, IntoFragment as _, Island};
use crate::i18n::Texts as _;
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
        .then(|| view! { <section><h2>{text.invoices}</h2>{invoices::long_list(words, view.invoices)}</section> });
    let settled = (!view.settled.is_empty())
        .then(|| view! { <section><h2>{text.settled}</h2>{invoices::list(words, view.settled)}</section> });
    let credit_more = match view.credit_rule {
        CreditRule::Automatic => text.credit_automatic,
        CreditRule::Debtor => text.credit_by_debtor,
        CreditRule::Staff => text.credit_more,
    };
    // What can be used stands first, with its form.
    let credits = if view.credit.is_some() { Vec::new() } else { view.credits };
    let usable = view.credit.is_some();
    let credits = credits.into_iter().map(|amount| {
        view! { <section class="notice good"><h2>{(text.credit)(&amount)}</h2><p>{credit_more}</p></section> }
    });
    let language = context.language;
    // What only the debtor can bring to its end comes first.
    let (vouchers, moving): (Vec<_>, Vec<_>) =
        view.processing.into_iter().partition(|payment| matches!(payment.waits, OpenWait::Voucher(_)));
    let needless = view.needless.into_iter().map(|payment| open_payment::card(words, payment)).collect_view();
    let mut offered = view.offered.unwrap_or_default();
    let paused = offered.paused_until.take().map(|until| paused(language, &until));
    // One button on the page is the first: what the debtor has in hand, else what is best done first. Nobody is pressed in a
    // breathing space.
    let presses = vouchers.is_empty() && paused.is_none() && !usable;
    let first_credit = view
        .credit
        .map(|usable| credit::saying(words, usable, text.credit_by_debtor, vouchers.is_empty() && paused.is_none()));
    let first = view.totals.iter().position(|total| total.step.is_some()).unwrap_or(0);
    let totals = view.totals.into_iter().enumerate();
    let totals = totals.map(|(n, total)| due(language, total, presses && n == first)).collect_view();
    // What was agreed and asked stands above, and paying in the card.
    let ways = DebtorActions { pay: None, ..std::mem::take(&mut offered.ways) };
    let all = offered.offers_href.take();
    let body = view! {
        <h1 class="who">{(text.account_of)(&view.debtor)}</h1>
        {said}
        {paused}
        {needless}
        {vouchers.into_iter().map(|payment| open_payment::card(words, payment)).collect_view()}
        {view.open_payment.map(|payment| open_payment::left(words, &payment))}
        {nothing}
        {first_credit}
        {totals}
        {several}
        {running(language, offered)}
        {moving.into_iter().map(|payment| open_payment::card(words, payment)).collect_view()}
        {credits.collect_view()}
        {open}
        {choices(language, ways, all)}
        {settled}
    };
    shell(context, Section::Account, Island::None, text.title, body)
}

/// What is owed in one currency: rows that add up to it, what is best done, and one button.
fn due(language: Language, due: CurrencyTotal, is_first: bool) -> impl IntoView + use<> {
    let words = language.pages();
    let text = &words.account;
    let next = match (&due.overdue, &due.due_soon, &due.next_due) {
        (Some(part), _, _) => (text.next_overdue)(part.days),
        (None, Some(part), _) => (text.next_due_soon)(part.days),
        (None, None, Some(date)) => (text.next_due)(date),
        (None, None, None) => String::new(),
    };
    let part = |term: String, tone, amount| view! { <div class=tone><dt>{term}</dt><dd>{amount}</dd></div> };
    let (said, button) = match (due.step.map(|step| offers::step(language, step)), due.pay) {
        (Some(StepText { said, more, href, button }), _) => {
            let more = (!more.is_empty()).then(|| view! { <p class="hint">{more}</p> });
            (Some(view! { <p class="step">{said}</p>{more} }), Some((href, button)))
        }
        (None, Some(PayPart { which, amount, href })) => {
            let label = match which {
                WhichPart::All => text.pay,
                WhichPart::Overdue => text.pay_overdue,
                WhichPart::DueSoon => text.pay_due_soon,
            };
            (None, Some((href, label(&amount))))
        }
        (None, None) => (None, None),
    };
    let class = if is_first { "button" } else { "button quiet" };
    let (mut processing, mut in_review) = (due.processing, due.in_review);
    // A big nothing would say that all is well; what there is, is on its way or on hold.
    let instead = if due.nothing_now {
        let moving = processing.take().map(|amount| (text.on_its_way, amount));
        moving.or_else(|| in_review.take().map(|amount| (words.state.disputed, amount)))
    } else {
        None
    };
    let (title, total) = instead.unwrap_or((text.owed, due.total));
    view! {
        <section class="due">
            <h2>{title}</h2>
            {crate::components::big(total, ())}
            <p class="next">{next}</p>
            <dl class="parts">
                {due.overdue.map(|p| part((text.overdue)(p.count), "late", p.amount))}
                {due.due_soon.map(|p| part((text.due_soon)(p.count), "soon", p.amount))}
                {due.in_plan.map(|(amount, count)| part((text.in_plan)(count), "", amount))}
                {due.later.map(|(amount, count)| part((text.later)(count), "", amount))}
                {processing.map(|amount| part(text.also_on_its_way.to_owned(), "moving", amount))}
                {in_review.map(|amount| part(text.also_in_review.to_owned(), "moving", amount))}
            </dl>
            {said}
            <div class="actions">{button.map(|(href, label)| view! { <a class=class href=href>{label}</a> })}</div>
            {due.choose_href.map(|href| view! { <p><a class="more" href=href>{text.choose}</a></p> })}
        </section>
    }
}

/// What else can be chosen, and where all of it stands with its figures.
fn choices(language: Language, ways: DebtorActions, all: Option<String>) -> Option<impl IntoView + use<>> {
    let words = language.agreements();
    let all = all.map(|href| view! { <p><a class="more" href=href>{words.offer.all}</a></p> });
    (ways != DebtorActions::default() || all.is_some()).then(|| {
        view! { <section class="to-act"><h2>{words.ways.title}</h2>{actions::list(language, ways)}{all}</section> }
    })
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
