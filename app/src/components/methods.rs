//! The ways to pay: one button each, which says the amount; and why one cannot be had.

use crate::portal::{Method, WhyNot};
use crate::text::Words;
use domain::payment::{MethodKind, ProviderName};
use leptos::prelude::*;

/// The buttons of a form that posts to `/pay`. Pressing one is the choice of method.
pub fn buttons(words: &'static Words, amount: &str, methods: Vec<Method>) -> impl IntoView + use<> {
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

fn kinds(words: &'static Words, provider: ProviderName, kinds: &[MethodKind]) -> String {
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

fn why_not(words: &'static Words, why: &WhyNot) -> String {
    let words = &words.method;
    match why {
        WhyNot::Currency { code } => (words.currency)(code),
        WhyNot::TooSmall { least } => (words.too_small)(least),
        WhyNot::TooLarge { most } => (words.too_large)(most),
        WhyNot::Step => words.step.to_owned(),
        WhyNot::Away => words.away.to_owned(),
    }
}
