//! An offer as a card, and the best next step.

use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use crate::i18n::agreements::AgreementWords;
use domain::language::Language;
use domain::offer::Reason;
use domain::plan::schedule::Frequency;
use domain::policy::Delay;
use leptos::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRow {
    /// What it is, with its figures.
    pub kind: OfferKind,
    /// Why it is made.
    pub reason: Reason,
    /// The last day on which it can be taken.
    pub until: Option<String>,
    /// A person decides, so it is asked for.
    pub on_request: bool,
    /// Takes it: `/pay/confirm?…`, `/plans/new?…`, `/extensions/new?…`.
    pub href: String,
}

/// What is offered. Amounts and dates are written out; a price that is nothing is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferKind {
    /// Less, if paid early.
    Discount {
        /// The invoice's number.
        number: String,
        /// What it would be without.
        full: String,
        /// What clears it.
        to_pay: String,
        /// What comes off.
        off: String,
        /// The rule's percentage (`2 %`); `None`: a fixed sum.
        percent: Option<String>,
    },
    /// A part at once, the rest is written off.
    Settlement {
        /// The invoice's number.
        number: String,
        /// What is owed.
        full: String,
        /// What is paid.
        to_pay: String,
        written_off: String,
        /// Per cent that are paid (`60 %`).
        percent: String,
    },
    /// Instalments.
    Plan {
        /// All that goes into it.
        owed: String,
        /// The most instalments.
        max_instalments: u16,
        /// What each of so many is (`hasta $500.00`).
        each: String,
        cost: Option<String>,
        /// How often these are paid.
        frequency: Frequency,
    },
    /// A later due date.
    Extension {
        /// The invoice's number.
        number: String,
        by: Delay,
        /// The due date until now.
        old_due: String,
        /// The due date then.
        new_due: String,
        /// What it costs.
        price: Option<String>,
        /// What is paid at once.
        pay_now: Option<String>,
        /// The discount that would be lost.
        lost_discount: Option<String>,
    },
    /// A date, on the old terms.
    Promise {
        /// What it can be about.
        owed: String,
        /// The last day that can be promised.
        latest: String,
    },
}

/// The best next step, where it is more than to pay what is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountStep {
    /// Take this offer.
    Take(Box<OfferRow>),
    /// Pay the next instalment.
    PayInstalment {
        amount: String,
        /// Its day; `None`: today.
        date: Option<String>,
        /// It costs less today: how much, and until when.
        early: Option<(String, String)>,
        /// Pays it, at its early price where it has one.
        href: String,
    },
    /// Pay what was agreed to settle a debt.
    Settle {
        /// What is left of it.
        amount: String,
        /// The last day.
        date: String,
        /// Pays it.
        href: String,
    },
}

/// An offer with its figures, and one more fact.
pub fn card(language: Language, offer: OfferRow, also: Option<String>) -> Fragment {
    let words = language.agreements();
    let text = &words.offer;
    let about = match &offer.kind {
        OfferKind::Discount { number, .. }
        | OfferKind::Settlement { number, .. }
        | OfferKind::Extension { number, .. } => Some((text.for_invoice)(number)),
        OfferKind::Plan { .. } | OfferKind::Promise { .. } => None,
    };
    let why = because(words, &offer);
    let until = offer.until.as_deref().map(|until| view! { <li>{(text.until)(until)}</li> });
    let facts = effects(words, &offer.kind).into_iter().map(|(class, effect)| view! { <li class=class>{effect}</li> });
    let asked = offer.on_request.then(|| view! { <li>{text.on_request}</li> });
    let also = also.map(|also| view! { <li>{also}</li> });
    view! {
        <section class="offer">
            <h2>{headline(language, &offer.kind)}</h2>
            {about.map(|about| view! { <p class="hint">{super::kept(&about)}</p> })}
            <p>{why}</p>
            <ul class="facts-row">{facts.collect_view()} {until} {asked} {also}</ul>
            <a class="button quiet" href=offer.href>{button(words, &offer.kind)}</a>
        </section>
    }
    .into_fragment()
}

/// An offer in one sentence.
fn headline(language: Language, kind: &OfferKind) -> String {
    let text = &language.agreements().offer;
    match kind {
        OfferKind::Discount { to_pay, full, .. } => (text.discount)(to_pay, full),
        OfferKind::Settlement { to_pay, full, .. } => (text.settlement)(to_pay, full),
        OfferKind::Plan { max_instalments, each, frequency, .. } => {
            (text.plan)(&(language.islands().payments_of)(*max_instalments, *frequency, each))
        }
        OfferKind::Extension { new_due, .. } => (text.extension)(new_due),
        OfferKind::Promise { .. } => text.promise.to_owned(),
    }
}

/// What an offer saves or costs.
fn effects(words: &AgreementWords, kind: &OfferKind) -> Vec<(&'static str, String)> {
    let text = &words.offer;
    let price = |price: &Option<String>| price.as_deref().map_or_else(|| text.free.to_owned(), |p| (text.costs)(p));
    match kind {
        OfferKind::Discount { off, .. } => vec![("good", (text.saves)(off))],
        OfferKind::Settlement { written_off, .. } => vec![("good", (text.saves)(written_off))],
        OfferKind::Plan { cost, .. } => vec![("", price(cost))],
        OfferKind::Extension { price: cost, pay_now, lost_discount, .. } => {
            let now = pay_now.as_deref().map(|now| ("", (text.pay_now)(now)));
            let lost = lost_discount.as_deref().map(|lost| ("", (text.loses)(lost)));
            [Some(("", price(cost))), now, lost].into_iter().flatten().collect()
        }
        OfferKind::Promise { latest, .. } => vec![("", text.free.to_owned()), ("", (text.promise_until)(latest))],
    }
}

/// Why an offer is made.
fn because(words: &AgreementWords, offer: &OfferRow) -> String {
    let text = &words.offer;
    match offer.reason {
        Reason::InvoiceTerms(terms) => {
            let percent = match &offer.kind {
                OfferKind::Discount { percent: Some(percent), .. } => percent.clone(),
                _ => format!("{} %", terms.percent.normalize()),
            };
            (text.because_invoice)(&percent, terms.days)
        }
        Reason::PaysOnTime { on_time, of } => (text.because_on_time)(on_time, of),
        Reason::PaidEarly { days_left } => (text.because_early)(days_left),
        Reason::OldDebt { overdue_days } => (text.because_old)(overdue_days),
        Reason::InParts => text.because_parts.to_owned(),
        Reason::StillFree { left } => (text.because_free)(left),
    }
}

fn button(words: &AgreementWords, kind: &OfferKind) -> String {
    let text = &words.offer;
    match kind {
        OfferKind::Discount { to_pay, .. } => (text.take_discount)(to_pay),
        OfferKind::Settlement { to_pay, .. } => (text.take_settlement)(to_pay),
        OfferKind::Plan { .. } => text.take_plan.to_owned(),
        OfferKind::Extension { .. } => text.take_extension.to_owned(),
        OfferKind::Promise { .. } => text.take_promise.to_owned(),
    }
}

/// A step in words: what it is, why, the address and the words of its button.
pub struct StepText {
    pub said: String,
    pub more: String,
    pub href: String,
    pub button: String,
}

/// The best next step, for `/`.
#[must_use]
pub fn step(language: Language, step: AccountStep) -> StepText {
    let words = language.agreements();
    let text = &words.offer;
    match step {
        AccountStep::Take(offer) => {
            let said = match &offer.until {
                Some(until) => format!("{} {}.", headline(language, &offer.kind), lowered(&(text.until)(until))),
                None => format!("{}.", headline(language, &offer.kind)),
            };
            let (more, button) = (because(words, &offer), button(words, &offer.kind));
            StepText { said, more, href: offer.href, button }
        }
        AccountStep::PayInstalment { amount, date, early, href } => {
            let next = match date {
                Some(date) => (text.pay_instalment)(&amount, &date),
                None => (text.pay_instalment_today)(&amount),
            };
            match early {
                Some((less, until)) => {
                    let said = (text.pay_early)(&less, &until, &amount);
                    StepText { said, more: next, href, button: (text.pay)(&less) }
                }
                None => StepText { said: next, more: String::new(), href, button: (text.pay)(&amount) },
            }
        }
        AccountStep::Settle { amount, date, href } => {
            let said = (text.settle)(&amount, &date);
            StepText { said, more: text.settle_more.to_owned(), href, button: (text.pay)(&amount) }
        }
    }
}

/// The first letter small: for the middle of a sentence.
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
