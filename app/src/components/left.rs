//! What is left to pay, of an invoice or of an account: what is asked for and until when, and beside it what is in review and what
//! is on its way. Pages and mails say it in these words.

use crate::components::fact;
use crate::i18n::pages::PageWords;
use domain::date::Date;
use domain::invoice;
use domain::invoice::{Invoice, Sums};
use domain::money::MoneyError;
use leptos::prelude::*;

/// What is left, written; nothing where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// What is asked for now.
    pub asked: Option<String>,
    /// Until when it is that, since a price ends, and how much it is afterwards.
    pub until: Option<(String, String)>,
    /// The debtor disputes it.
    pub in_review: Option<String>,
    /// A payment of it is being processed.
    pub on_its_way: Option<String>,
}

impl Left {
    /// What is left of these invoices together, as sums and days are written.
    ///
    /// # Errors
    /// [`MoneyError`] for sums out of range.
    pub fn of<'a>(
        invoices: impl Iterator<Item = &'a Invoice> + Clone,
        sums: impl Fn(&Sums) -> Option<String>,
        date: impl Fn(Date) -> String,
    ) -> Result<Self, MoneyError> {
        let left = invoice::Left::of(invoices)?;
        Ok(Self {
            asked: sums(&left.asked),
            until: left.ends.and_then(|(day, then)| Some((date(day), sums(&then)?))),
            in_review: sums(&left.in_review),
            on_its_way: sums(&left.on_its_way),
        })
    }

    /// Is all of it paid?
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.asked.is_none() && self.in_review.is_none() && self.on_its_way.is_none()
    }

    /// What is said of one invoice, a phrase each; nothing where nothing is left.
    #[must_use]
    pub fn of_invoice(&self, words: &'static PageWords) -> Vec<String> {
        let text = &words.left;
        let asked = self.asked.as_ref().map(|left| match &self.until {
            Some((day, then)) => (text.on_until)(left, day, then),
            None => (text.on)(left),
        });
        let in_review = self.in_review.as_deref().map(words.disputed.beside);
        let on_its_way = self.on_its_way.as_deref().map(words.state.processing_of);
        [asked, in_review, on_its_way].into_iter().flatten().collect()
    }

    /// What is said of the whole account, in sentences.
    #[must_use]
    pub fn of_account(&self, words: &'static PageWords) -> Vec<String> {
        let text = &words.left;
        let asked = match (&self.asked, &self.until) {
            (Some(left), Some((day, then))) => (text.account_until)(left, day, then),
            (Some(left), None) => (text.account)(left),
            (None, _) if self.is_nothing() => text.account_nothing.to_owned(),
            (None, _) => text.account_nothing_now.to_owned(),
        };
        let in_review = self.in_review.as_deref().map(text.account_in_review);
        let on_its_way = self.on_its_way.as_deref().map(text.account_on_its_way);
        [Some(asked), in_review, on_its_way].into_iter().flatten().collect()
    }
}

/// Rows about the whole account: what is asked for, under this label, and a row each for the rest.
pub fn rows(words: &'static PageWords, label: &'static str, left: Left) -> impl IntoView + use<> {
    let text = &words.left;
    let nothing = if left.is_nothing() { text.nothing } else { text.nothing_now };
    let asked = match (left.asked, left.until) {
        (Some(left), Some((day, then))) => (text.until)(&left, &day, &then),
        (Some(left), None) => left,
        (None, _) => nothing.to_owned(),
    };
    view! {
        {fact(label, asked)}
        {left.in_review.map(|amount| fact(words.account.also_in_review, amount))}
        {left.on_its_way.map(|amount| fact(words.account.also_on_its_way, amount))}
    }
}
