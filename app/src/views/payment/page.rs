//! `/payments/{id}`: where the payment stands, what happens next, the receipt.

use super::view::{NextPayment, PaymentView, PaymentWait, ReceiptView};
use crate::components::shell::{Section, shell};
use crate::components::voucher::voucher;
use crate::components::{fact, invoices, left};
use crate::context::{Audience, PageContext};
use crate::html::{Html, IntoFragment as _, Island, with_islands};
use crate::i18n::Texts as _;
use crate::i18n::pages::PageWords;
use crate::islands::{CopyShare, LiveStatus};
use crate::routes;
use domain::language::Language;
use domain::payment::PaymentState;
use leptos::prelude::*;

/// What the page says at its top.
struct StateText {
    tone: &'static str,
    title: &'static str,
    text: String,
    /// One more sentence, where one is needed.
    more: Option<&'static str>,
    /// Is the money on its way, so that we will write when it arrives?
    wait: bool,
}

pub fn page(context: &PageContext, view: PaymentView) -> Html {
    with_islands(|| layout(context, view))
}

fn layout(context: &PageContext, view: PaymentView) -> Html {
    let words = context.language.pages();
    let text = &words.payment;
    let said = state_text(words, &view);
    let known = context.audience != Audience::Stranger;
    let home = match context.audience {
        Audience::Debtor => Some(text.to_account),
        Audience::PayOnly => Some(words.shell.back),
        Audience::Reader | Audience::Staff | Audience::AtConsole | Audience::Stranger => None,
    };
    let seen = view.state_key();
    let live = view.live.map(|of| view! { <LiveStatus language=context.language payment=of.id r=of.r seen=seen /> });
    let island = if live.is_some() { Island::Paying } else { Island::None };
    let check = live.is_some().then(|| view! { <p><a class="more" href=view.href>{text.check_again}</a></p> });
    let post = |action: String, class: &'static str, label: String| {
        view! { <form method="post" action=action><button class=class type="submit">{label}</button></form> }
    };
    // Who came back without paying wants to choose again; who may still be on the provider's page, to go on there.
    let goes_on = view.continue_href.is_some() && !view.left;
    let quiet = |is_second| if is_second { "button quiet" } else { "button" };
    let brand = view.provider.brand();
    let go_on = view.continue_href.map(|action| post(action, quiet(!goes_on), (text.go_on)(brand)));
    // Who gave it up chooses anew; what failed is tried again.
    let anew = view.state == PaymentState::Cancelled || !view.state.is_over();
    let label = if anew { text.choose_again } else { text.again };
    let again = view.again_href.map(|href| view! { <a class=quiet(goes_on) href=href>{label}</a> });
    let (first, second) = if goes_on {
        (go_on.into_fragment(), again.into_fragment())
    } else {
        (again.into_fragment(), go_on.into_fragment())
    };
    let slip = match view.wait {
        PaymentWait::Voucher(slip) if view.state == PaymentState::Processing => {
            let number = slip.number.clone().filter(|_| live.is_some());
            let copy = number.map(|text| view! { <CopyShare language=context.language text=text title=None /> });
            Some(view! { {voucher(words, slip)} {copy} })
        }
        _ => None,
    };
    let instead = view.instead_href.map(|action| {
        view! {
            <section class="instead">
                {post(action, "button quiet", text.instead.to_owned())}
                <p class="hint">{text.instead_more}</p>
            </section>
        }
    });
    let home = home.map(|label| view! { <a class="button quiet" href=routes::ACCOUNT>{label}</a> });
    let stranger = (!known).then(|| view! { <p class="hint">{text.stranger}</p> });
    let payee = context.creditor.as_ref().map(|creditor| creditor.name.clone());
    let receipt = view.receipt.map(|r| receipt(context.language, r, payee));
    let kept = view.kept.then(|| crate::components::notice(text.kept));
    let body = view! {
        {kept}
        <section class=said.tone>
            <h1>{said.title}</h1>
            <p>{said.text}</p>
            {said.more.map(|more| view! { <p>{more}</p> })}
            {said.wait.then(|| view! { <p>{if view.writes { text.will_tell } else { text.can_close }}</p> })}
            {slip}
            {live}
            {check}
        </section>
        {receipt}
        {instead}
        <div class="actions">{first} {second} {home}</div>
        {stranger}
    };
    shell(context, Section::Elsewhere, island, said.title, body)
}

fn state_text(words: &'static PageWords, view: &PaymentView) -> StateText {
    let text = &words.payment;
    let (amount, provider) = (view.amount.as_str(), view.provider.brand());
    let back = |given: &Option<String>| given.clone().unwrap_or_else(|| amount.to_owned());
    let (tone, title, said) = match view.state {
        PaymentState::Created | PaymentState::Redirected if view.checking => {
            ("panel moving busy", text.checking, (text.checking_more)(amount, provider))
        }
        PaymentState::Created | PaymentState::Redirected if view.left => {
            ("panel", text.left, (text.left_more)(amount, provider))
        }
        PaymentState::Created | PaymentState::Redirected => {
            ("panel", text.started, (text.started_more)(amount, provider))
        }
        PaymentState::Processing => match &view.wait {
            PaymentWait::Unknown => ("panel moving", text.processing, (text.processing_more)(amount, provider)),
            PaymentWait::Voucher(slip) => ("panel moving", text.voucher, slip.said(words, amount)),
            PaymentWait::BankDebit => ("panel moving", text.processing, (text.bank_debit_more)(amount)),
            PaymentWait::Review => ("panel moving", text.processing, (text.review_more)(amount, provider)),
        },
        PaymentState::Succeeded => ("panel good", text.paid, (text.paid_more)(amount)),
        PaymentState::ChargebackWon => ("panel good", text.paid, (text.chargeback_won_more)(amount)),
        PaymentState::Failed => ("panel", text.failed, (text.failed_more)(amount)),
        PaymentState::Cancelled => {
            let voucher = matches!(view.wait, PaymentWait::Voucher(_));
            let title = if voucher { text.voucher_cancelled } else { text.cancelled };
            ("panel", title, (text.cancelled_more)(amount))
        }
        PaymentState::Expired => ("panel", text.expired, (text.expired_more)(amount)),
        PaymentState::PartlyRefunded => {
            ("panel", text.partly_refunded, (text.partly_refunded_more)(&back(&view.refunded), amount))
        }
        PaymentState::Refunded => ("panel", text.refunded, (text.refunded_more)(&back(&view.refunded))),
        PaymentState::ChargedBack => ("panel", text.charged_back, (text.charged_back_more)(&back(&view.charged_back))),
    };
    let more = match view.state {
        PaymentState::PartlyRefunded | PaymentState::Refunded => Some(text.refund_takes),
        PaymentState::Created | PaymentState::Redirected if view.checking => Some(text.do_not_pay_again),
        // A voucher is still to be paid, so "do not pay again" would confuse.
        PaymentState::Processing if !matches!(view.wait, PaymentWait::Voucher(_)) => Some(text.do_not_pay_again),
        _ => None,
    };
    let wait = view.state == PaymentState::Processing;
    StateText { tone, title, text: said, more, wait }
}

fn receipt(language: Language, receipt: ReceiptView, payee: Option<String>) -> impl IntoView + use<> {
    let words = language.pages();
    let text = &words.receipt;
    let paid =
        (!receipt.shares.is_empty()).then(|| view! { <h3>{text.pays}</h3>{invoices::shares(words, receipt.shares)} });
    let left = receipt.left.map(|left| left::rows(words, text.left, left));
    view! {
        <section class="receipt">
            <h2>{text.title}</h2>
            {crate::components::big(receipt.received, ())}
            <dl class="facts">
                {payee.map(|name| fact(text.to, name))}
                {fact(text.number, receipt.number)}
                {fact(text.paid_at, receipt.paid_at)}
                {fact(text.by, receipt.method)}
                {receipt.discount.map(|off| fact(text.discount, off))}
                {receipt.settled.map(|off| fact(text.settled, off))}
                {receipt.credit.map(|credit| fact(text.credit, credit))}
                {left}
            </dl>
            {paid}
            {receipt.next.map(|next| next_payment(language, next))}
            <p><a class="more" href=receipt.pdf_href>{text.pdf}</a></p>
            {receipt.mailed.then(|| view! { <p class="hint">{text.mailed}</p> })}
        </section>
    }
}

/// What comes next of the plan, with the way to it.
fn next_payment(language: Language, next: NextPayment) -> impl IntoView + use<> {
    let text = &language.agreements().agreement;
    view! {
        <h3>{text.next}</h3>
        <p><b>{next.amount}</b>" · "{(text.by)(&next.date)}" · "<a href=next.href>{text.see}</a></p>
    }
}
