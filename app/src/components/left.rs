//! What is owed and not asked for now: what is in review, and what is on its way.

use crate::components::fact;
use crate::i18n::pages::PageWords;
use leptos::prelude::*;

/// What is owed beside what is asked for, written; nothing where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resting {
    /// The debtor disputes it.
    pub in_review: Option<String>,
    /// A payment of it is being processed.
    pub on_its_way: Option<String>,
}

impl Resting {
    /// What is said where nothing is left to be asked for: all is paid, or only that nothing is for now.
    #[must_use]
    pub const fn nothing_left(&self, words: &'static PageWords) -> &'static str {
        match (&self.in_review, &self.on_its_way) {
            (None, None) => words.confirm.nothing_left,
            _ => words.confirm.nothing_now,
        }
    }
}

/// A row each.
pub fn rows(words: &'static PageWords, resting: Resting) -> impl IntoView + use<> {
    view! {
        {resting.in_review.map(|amount| fact(words.account.also_in_review, amount))}
        {resting.on_its_way.map(|amount| fact(words.account.also_on_its_way, amount))}
    }
}
