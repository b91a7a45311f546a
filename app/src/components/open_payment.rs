//! A payment that has not ended: go on with it, cancel it, pay its voucher, or wait for its money.

use super::voucher::{VoucherView, voucher};
use crate::html::{Fragment, IntoFragment as _};
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
    /// What it waits for.
    pub waits: OpenWait,
}

/// What a payment that has not ended waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenWait {
    /// The payer has not finished at the provider; it can be cancelled.
    Payer {
        /// Can the provider's page still be gone on with?
        can_continue: bool,
    },
    /// The payer has this to pay with.
    Voucher(VoucherView),
    /// The money is on its way.
    Money,
    /// Nothing: less is owed by now than it was to pay, and it is being closed.
    NotNeeded,
}

impl OpenPayment {
    /// What it waits for, as a title.
    #[must_use]
    pub const fn title(&self, words: &PageWords) -> &'static str {
        match self.waits {
            OpenWait::Payer { .. } => words.account.open_title,
            OpenWait::Voucher(_) => words.payment.voucher,
            OpenWait::Money => words.account.on_its_way,
            OpenWait::NotNeeded => words.account.not_needed,
        }
    }
}

/// A card with its own title.
pub fn card(words: &'static PageWords, payment: OpenPayment) -> Fragment {
    let title = payment.title(words);
    below(words, payment, Some(title))
}

/// Below a page's title that says which it is.
pub fn below_title(words: &'static PageWords, payment: OpenPayment) -> Fragment {
    below(words, payment, None)
}

fn below(words: &'static PageWords, payment: OpenPayment, title: Option<&'static str>) -> Fragment {
    let account = &words.account;
    let (id, amount, provider) = (payment.id, payment.amount, payment.provider.brand());
    let title = title.map(|title| view! { <h2>{title}</h2> });
    match payment.waits {
        OpenWait::Payer { can_continue } => {
            let post = |action: String, class: &'static str, label: &'static str| {
                view! { <form method="post" action=action><button class=class type="submit">{label}</button></form> }
            };
            let go_on = can_continue.then(|| post(routes::payment_continue(id), "button", account.open_continue));
            view! {
                <section class="notice">
                    {title}
                    <p>{(account.open_more)(&amount, provider, &payment.begun)}</p>
                    <div class="actions side">
                        {go_on} {post(routes::payment_cancel(id), "button quiet", account.open_cancel)}
                    </div>
                    {see(words, id)}
                </section>
            }
            .into_fragment()
        }
        OpenWait::Voucher(slip) => view! {
            <section class="notice moving">
                {title}
                <p>{slip.said(words, &amount)}</p>
                {voucher(words, slip)}
                <p><a class="more" href=routes::payment(id)>{account.open_otherwise}</a></p>
            </section>
        }
        .into_fragment(),
        OpenWait::NotNeeded => view! {
            <section class="notice">
                {title}
                <p>{(account.not_needed_more)(&amount)}</p>
                {see(words, id)}
            </section>
        }
        .into_fragment(),
        OpenWait::Money => view! {
            <section class="notice moving">
                {title}
                <p>{(account.processing_more)(&amount, provider)}</p>
                {see(words, id)}
            </section>
        }
        .into_fragment(),
    }
}

/// That a payment was begun and left, in a sentence: it stands in nobody's way.
pub fn left(words: &'static PageWords, payment: &OpenPayment) -> impl IntoView + use<> {
    let account = &words.account;
    let said = (account.open_left)(&payment.amount, payment.provider.brand());
    view! { <div class="notice"><p>{said}" "<a href=routes::payment(payment.id)>{account.open_see}</a></p></div> }
}

fn see(words: &'static PageWords, id: PaymentId) -> impl IntoView + use<> {
    view! { <p><a class="more" href=routes::payment(id)>{words.account.open_see}</a></p> }
}
