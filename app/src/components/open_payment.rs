//! A payment that has not ended: go on with it, cancel it, or wait for its money.

use crate::html::IntoFragment as _;
use crate::i18n::pages::PageWords;
use crate::routes;
use domain::id::PaymentId;
use domain::payment::ProviderName;
use leptos::prelude::*;

/// A payment that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPayment {
    pub id: PaymentId,
    pub amount: String,
    /// With whom.
    pub provider: ProviderName,
    pub begun: String,
    /// Can the provider's page still be gone on with?
    pub can_continue: bool,
    /// Can it be cancelled? Not once the money is on its way.
    pub can_cancel: bool,
}

/// Below a page's title that says which it is.
pub fn below_title(words: &'static PageWords, payment: OpenPayment) -> impl IntoView + use<> {
    one(words, payment, false)
}

/// A payment that the payer has not finished.
fn unfinished(words: &'static PageWords, payment: OpenPayment, titled: bool) -> impl IntoView + use<> {
    let account = &words.account;
    let text = (account.open_more)(&payment.amount, payment.provider.brand(), &payment.begun);
    let go_on = payment.can_continue.then(|| {
        view! {
            <form method="post" action=routes::payment_continue(payment.id)>
                <button class="button" type="submit">{account.open_continue}</button>
            </form>
        }
    });
    let cancel = payment.can_cancel.then(|| {
        view! {
            <form method="post" action=routes::payment_cancel(payment.id)>
                <button class="button quiet" type="submit">{account.open_cancel}</button>
            </form>
        }
    });
    view! {
        <section class="notice">
            {titled.then(|| view! { <h2>{account.open_title}</h2> })}
            <p>{text}</p>
            <div class="actions side">{go_on} {cancel}</div>
            <p><a class="more" href=routes::payment(payment.id)>{account.open_see}</a></p>
        </section>
    }
}

/// A payment whose money is on its way.
pub fn moving(words: &'static PageWords, payment: OpenPayment) -> impl IntoView + use<> {
    on_its_way(words, payment, true)
}

fn on_its_way(words: &'static PageWords, payment: OpenPayment, titled: bool) -> impl IntoView + use<> {
    let account = &words.account;
    view! {
        <section class="notice moving">
            {titled.then(|| view! { <h2>{account.on_its_way}</h2> })}
            <p>{(account.processing_more)(&payment.amount, payment.provider.brand())}</p>
            <p><a class="more" href=routes::payment(payment.id)>{account.open_see}</a></p>
        </section>
    }
}

/// Either, as it stands.
pub fn any(words: &'static PageWords, payment: OpenPayment) -> impl IntoView + use<> {
    one(words, payment, true)
}

fn one(words: &'static PageWords, payment: OpenPayment, titled: bool) -> impl IntoView + use<> {
    if payment.can_continue || payment.can_cancel {
        unfinished(words, payment, titled).into_fragment()
    } else {
        on_its_way(words, payment, titled).into_fragment()
    }
}
