//! The ways to pay: one button each, which says the amount; and why one cannot be had.

use crate::components::forms::HiddenField;
use crate::components::{forms, methods};
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

/// The buttons of a form that posts to `/pay`. Pressing one is the choice of method.
pub fn buttons(words: &'static PageWords, amount: &str, methods: Vec<PaymentMethod>) -> impl IntoView + use<> {
    let (refused, ready): (Vec<_>, Vec<_>) = methods.into_iter().partition(|m| m.why_not.is_some());
    let none = ready.is_empty();
    let first = ready.first().map(|m| m.provider);
    let ready = ready.into_iter().map(|method| {
        let label = if own_account_only(&method.kinds) {
            (words.method.pay_with)(amount, method.provider.brand())
        } else {
            (words.method.pay)(amount)
        };
        let class = if Some(method.provider) == first { "button" } else { "button quiet" };
        view! {
            <button class=class type="submit" name="method" value=method.provider.as_str()>
                <b>{label}</b>
                <small>{kinds(words, method.provider, &method.kinds)}</small>
            </button>
        }
    });
    let refused = refused.into_iter().filter_map(|method| {
        let why = why_not(words, &method.why_not?);
        Some(view! { <p class="why-not"><b>{(words.method.not_now)(method.provider.brand())}"."</b>" "{why}</p> })
    });
    let next = (!none).then(|| view! { <p class="hint">{words.confirm.next}</p> });
    view! {
        <div class="actions">{ready.collect_view()}</div>
        {none.then(|| view! { <div class="notice"><h3>{words.confirm.no_method}</h3><p>{words.confirm.no_method_more}</p></div> })}
        {next}
        {refused.collect_view()}
    }
}

fn kinds(words: &'static PageWords, provider: ProviderName, kinds: &[MethodKind]) -> String {
    let words = &words.method;
    let mut text = String::new();
    for kind in kinds {
        if !text.is_empty() {
            text.push_str(", ");
        }
        match kind {
            MethodKind::Card => text.push_str(words.card),
            MethodKind::Wallet => text.push_str(words.wallet),
            MethodKind::Oxxo => text.push_str(words.oxxo),
            MethodKind::Boleto => text.push_str(words.boleto),
            MethodKind::Pix => text.push_str(words.pix),
            MethodKind::BankDebit => text.push_str(words.bank_debit),
            MethodKind::Account => text.push_str(&(words.account)(provider.brand())),
        }
    }
    if own_account_only(kinds) { text } else { format!("{text}, {}", (words.by)(provider.brand())) }
}

/// Is an account with the provider all that can be paid with? Then its name is the method's name.
fn own_account_only(kinds: &[MethodKind]) -> bool {
    kinds == [MethodKind::Account]
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
    let text = &words.confirm;
    let invoices = invoices.into_iter().map(|id| view! { <input type="hidden" name="invoice" value=id.to_string() /> });
    view! {
        <form class="pay" method="post" action=routes::PAY>
            {invoices.collect_view()}
            {forms::hidden(hidden)}
            <input type="hidden" name="amount" value=amount.decimal().to_string() />
            <input type="hidden" name="currency" value=amount.currency().code() />
            <input type="hidden" name="form_key" value=form_key />
            <h2>{text.how}</h2>
            {methods::buttons(words, amount_text, methods)}
        </form>
    }
}
