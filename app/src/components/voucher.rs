//! What a payer has to pay with later: where the provider shows it, its number, its last day.

use super::fact;
use crate::i18n::pages::PageWords;
use leptos::prelude::*;

/// A voucher in writing; as much of it as its provider tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VoucherView {
    /// The provider's page that shows it.
    pub href: Option<String>,
    /// What the cashier types.
    pub number: Option<String>,
    /// The last day to pay it.
    pub until: Option<String>,
}

impl VoucherView {
    /// What is still to be done with it, in a sentence.
    #[must_use]
    pub fn said(&self, words: &PageWords, amount: &str) -> String {
        match &self.until {
            Some(until) => (words.payment.voucher_until)(amount, until),
            None => (words.payment.voucher_more)(amount),
        }
    }
}

/// The number to read out, and the button that shows the voucher again.
pub fn voucher(words: &'static PageWords, voucher: VoucherView) -> impl IntoView + use<> {
    let text = &words.payment;
    let number = voucher.number.map(|number| {
        view! { <dl class="facts">{fact(text.voucher_number, view! { <span class="voucher-number">{number}</span> })}</dl> }
    });
    let show = voucher.href.map(|href| view! { <a class="button" href=href>{text.voucher_show}</a> });
    view! { {number} {show} }
}
