//! What is offered of one kind, as one card: which invoice and which date is chosen on its form.

use super::offers::{self, OfferRow};
use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use domain::language::Language;
use domain::policy::Delay;
use leptos::prelude::*;

/// A card of `/offers`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferCard {
    /// There is one of its kind.
    One(OfferRow),
    /// A plan that is had at once, and the most instalments that can be asked for.
    Plan { row: OfferRow, on_request: u16 },
    /// Several of one kind.
    Many(OfferGroup),
}

/// Several offers of one kind. Amounts and dates are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferGroup {
    /// Invoices that cost less if they are paid early, all of one currency.
    Discounts {
        count: usize,
        /// What clears all of them.
        to_pay: String,
        /// What comes off in all.
        off: String,
        /// The first day on which one of them ends.
        until: Option<String>,
        /// Pays all of them.
        href: String,
    },
    /// Old invoices, each settled by itself.
    Settlements {
        count: usize,
        /// What is written off where all of them are.
        off: String,
        href: String,
    },
    /// Later due dates.
    Extensions {
        /// The invoice's number, where it is one only.
        number: Option<String>,
        /// The longest.
        longest: Delay,
        /// None of them costs anything.
        free: bool,
        /// A person decides about all of them.
        on_request: bool,
        /// A person decides about some of them.
        some_on_request: bool,
        href: String,
    },
}

/// One card.
pub fn card(language: Language, card: OfferCard) -> Fragment {
    let text = &language.agreements().offer;
    match card {
        OfferCard::One(row) => offers::card(language, row, None),
        OfferCard::Plan { row, on_request } => offers::card(language, row, Some((text.plan_on_request)(on_request))),
        OfferCard::Many(group) => many(language, group),
    }
}

fn many(language: Language, group: OfferGroup) -> Fragment {
    let words = language.agreements();
    let text = &words.offer;
    let fact = |class: &'static str, said: String| view! { <li class=class>{said}</li> };
    let (title, about, facts, href, button) = match group {
        OfferGroup::Discounts { count, to_pay, off, until, href } => {
            let until = until.map(|until| fact("", (text.some_until)(&until)));
            let facts = [Some(fact("good", (text.saves)(&off))), until];
            ((text.discounts)(count, &to_pay), String::new(), facts, href, (text.take_discount)(&to_pay))
        }
        OfferGroup::Settlements { count, off, href } => {
            let facts = [Some(fact("good", (text.saves_up_to)(&off))), None];
            ((text.settlements)(count), words.settlement.lead.to_owned(), facts, href, text.choose.to_owned())
        }
        OfferGroup::Extensions { number, longest, free, on_request, some_on_request, href } => {
            let about = number.map_or_else(|| text.choose_inside.to_owned(), |number| (text.for_invoice)(&number));
            let cost = if free { text.free } else { text.costs_differ };
            let asked = match (on_request, some_on_request) {
                (true, _) => Some(text.on_request),
                (false, true) => Some(text.some_on_request),
                (false, false) => None,
            };
            let facts = [Some(fact("", cost.to_owned())), asked.map(|asked| fact("", asked.to_owned()))];
            ((text.extensions)(&(words.delay)(longest)), about, facts, href, text.take_extension.to_owned())
        }
    };
    let about = (!about.is_empty()).then(|| view! { <p class="hint">{super::kept(&about)}</p> });
    view! {
        <section class="offer">
            <h2>{title}</h2>
            {about}
            <ul class="facts-row">{facts.into_iter().flatten().collect_view()}</ul>
            <a class="button quiet" href=href>{button}</a>
        </section>
    }
    .into_fragment()
}
