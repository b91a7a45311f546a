//! The ways to pay: a card each, one button that says the amount; and why one cannot be had.

use crate::components::forms::{self, HiddenField};
use crate::i18n::pages::PageWords;
use crate::routes;
use domain::id::InvoiceId;
use domain::money::Money;
use domain::payment::{MethodKind, ProviderName};
use leptos::prelude::*;

/// A way to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentMethod {
    /// Who takes the money.
    pub provider: ProviderName,
    /// What can be paid with there.
    pub kinds: Vec<MethodKind>,
    /// Why it cannot take this payment; `None`: it can.
    pub why_not: Option<MethodUnavailable>,
}

/// Why a method cannot take a payment. Amounts are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MethodUnavailable {
    /// It does not take this currency.
    Currency { code: String },
    /// The amount is below its least.
    TooSmall { min: String },
    /// The amount is above its most.
    TooLarge { max: String },
    /// It cannot express the amount (only whole units, for example).
    Step,
    /// It cannot be reached at the moment.
    Away,
}

/// The ways to pay as cards of a form that posts to `/pay`, and its one button. The first that can be had is chosen.
pub fn choices(words: &'static PageWords, amount: &str, methods: Vec<PaymentMethod>) -> impl IntoView + use<> {
    let (refused, ready): (Vec<_>, Vec<_>) = methods.into_iter().partition(|m| m.why_not.is_some());
    let none = ready.is_empty();
    let pay = (!none).then(|| {
        view! {
            <button class="button" type="submit">{(words.method.pay)(amount)}</button>
            <p class="hint">{words.confirm.next}</p>
        }
    });
    let ready = ready.into_iter().enumerate().map(|(place, method)| {
        let id = format!("method-{}", method.provider.as_str());
        let (title, by) = title(words, &method);
        view! {
            <div class="option">
                <input type="radio" name="method" value=method.provider.as_str() id=id.clone() checked={place == 0} />
                <label for=id><b>{title}</b>{by.map(|by| view! { <small>{by}</small> })}</label>
            </div>
        }
    });
    let refused = refused.into_iter().filter_map(|method| {
        let why = why_not(words, &method.why_not?);
        Some(view! { <p class="why-not"><b>{format!("{}.", (words.method.not_now)(method.provider.brand()))}</b>" "{why}</p> })
    });
    view! {
        <fieldset class="methods">
            <legend>{words.confirm.how}</legend>
            {ready.collect_view()}
            {none.then(|| view! { <div class="notice"><h3>{words.confirm.no_method}</h3><p>{words.confirm.no_method_more}</p></div> })}
            {refused.collect_view()}
        </fieldset>
        {pay}
    }
}

/// What can be paid with there, and through whom; an account with the provider is named by it.
fn title(words: &'static PageWords, method: &PaymentMethod) -> (String, Option<String>) {
    let words = &words.method;
    let kind = |kind: &MethodKind| match kind {
        MethodKind::Card => words.card.to_owned(),
        MethodKind::Wallet => words.wallet.to_owned(),
        MethodKind::Oxxo => words.oxxo.to_owned(),
        MethodKind::Boleto => words.boleto.to_owned(),
        MethodKind::Pix => words.pix.to_owned(),
        MethodKind::BankDebit => words.bank_debit.to_owned(),
        MethodKind::Account => (words.account)(method.provider.brand()),
    };
    let title = method.kinds.iter().map(kind).collect::<Vec<_>>().join(", ");
    let own_account = method.kinds == [MethodKind::Account];
    (title, (!own_account).then(|| (words.by)(method.provider.brand())))
}

fn why_not(words: &'static PageWords, why: &MethodUnavailable) -> String {
    let words = &words.method;
    match why {
        MethodUnavailable::Currency { code } => (words.currency)(code),
        MethodUnavailable::TooSmall { min } => (words.too_small)(min),
        MethodUnavailable::TooLarge { max } => (words.too_large)(max),
        MethodUnavailable::Step => words.step.to_owned(),
        MethodUnavailable::Away => words.away.to_owned(),
    }
}

/// The form that makes the payment; also of the pay-only page.
pub fn pay_form(
    words: &'static PageWords,
    invoices: Vec<InvoiceId>,
    amount: Money,
    amount_text: &str,
    form_key: String,
    methods: Vec<PaymentMethod>,
    hidden: Vec<HiddenField>,
) -> impl IntoView + use<> {
    let invoices = invoices.into_iter().map(|id| view! { <input type="hidden" name="invoice" value=id.to_string() /> });
    view! {
        <form class="pay" method="post" action=routes::PAY>
            {invoices.collect_view()}
            {forms::hidden(hidden)}
            <input type="hidden" name="amount" value=amount.decimal().to_string() />
            <input type="hidden" name="currency" value=amount.currency().code() />
            <input type="hidden" name="form_key" value=form_key />
            {choices(words, amount_text, methods)}
        </form>
    }
}
