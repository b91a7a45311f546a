//! The ways to pay: one button each, which says the amount; and why one cannot be had.

use crate::portal::{MethodKind, MethodUnavailable, PaymentMethod};
use crate::text::Words;
use domain::payment::ProviderName;
use leptos::prelude::*;

/// The buttons of a form that posts to `/pay`. Pressing one is the choice of method.
pub fn buttons(words: &'static Words, amount: &str, methods: Vec<PaymentMethod>) -> impl IntoView + use<> {
    let (refused, ready): (Vec<_>, Vec<_>) = methods.into_iter().partition(|m| m.why_not.is_some());
    let none = ready.is_empty();
    let first = ready.first().map(|m| m.provider);
    let ready = ready.into_iter().map(|method| {
        let label = match method.provider {
            ProviderName::Stripe => (words.method.pay_stripe)(amount),
            ProviderName::Paypal => (words.method.pay_paypal)(amount),
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

fn kinds(words: &'static Words, provider: ProviderName, kinds: &[MethodKind]) -> String {
    let words = &words.method;
    let mut text = String::new();
    for kind in kinds {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(match kind {
            MethodKind::Card => words.card,
            MethodKind::Wallet => words.wallet,
            MethodKind::Oxxo => words.oxxo,
            MethodKind::Boleto => words.boleto,
            MethodKind::Pix => words.pix,
            MethodKind::BankDebit => words.bank_debit,
            MethodKind::Paypal => words.paypal,
        });
    }
    match provider {
        ProviderName::Stripe => format!("{text}, {}", (words.by)(provider.brand())),
        ProviderName::Paypal => text,
    }
}

fn why_not(words: &'static Words, why: &MethodUnavailable) -> String {
    let words = &words.method;
    match why {
        MethodUnavailable::Currency { code } => (words.currency)(code),
        MethodUnavailable::TooSmall { least } => (words.too_small)(least),
        MethodUnavailable::TooLarge { most } => (words.too_large)(most),
        MethodUnavailable::Step => words.step.to_owned(),
        MethodUnavailable::Away => words.away.to_owned(),
    }
}
