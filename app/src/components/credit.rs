//! What is in the debtor's favour, as the first way to pay.

use crate::i18n::pages::PageWords;
use crate::routes;
use leptos::prelude::*;

/// Credit that is used by a form, to `/pay/credit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsableCredit {
    /// How much of it can be used now; amounts of several currencies beside each other.
    pub amount: String,
    /// The same key uses it once.
    pub form_key: String,
}

/// A card with the form that uses it.
pub fn card(words: &'static PageWords, credit: UsableCredit) -> impl IntoView + use<> {
    saying(words, credit, words.choose.credit_more, false)
}

/// The same with these words; `first` where its button is the page's first.
pub fn saying(
    words: &'static PageWords,
    credit: UsableCredit,
    more: &'static str,
    first: bool,
) -> impl IntoView + use<> {
    let text = &words.choose;
    let class = if first { "button" } else { "button quiet" };
    view! {
        <section class="notice good">
            <h2>{(text.credit)(&credit.amount)}</h2>
            <p>{more}</p>
            <form method="post" action=routes::USE_CREDIT>
                <input type="hidden" name="form_key" value=credit.form_key />
                <button class=class type="submit">{(text.credit_use)(&credit.amount)}</button>
            </form>
        </section>
    }
}
