//! Pieces that several pages are made of. Plain functions: nothing here is reactive, and a function
//! costs nothing that a component would.

pub mod actions;
pub mod agreements;
pub mod console_shell;
pub mod credit;
pub mod debtor_search;
pub mod decisions;
pub mod errors;
pub mod explain;
pub mod forms;
pub mod invoices;
pub mod left;
pub mod link_form;
pub mod methods;
pub mod offer_group;
pub mod offers;
pub mod open_payment;
pub mod policy_form;
pub mod reduction;
pub mod schedule;
pub mod shell;
pub mod terms;
pub mod verification;
pub mod voucher;

use crate::html::{Fragment, IntoFragment as _};
use leptos::prelude::*;

/// A way back to the page before.
pub fn back(words: &'static crate::i18n::pages::PageWords, href: String) -> impl IntoView + use<> {
    view! { <p class="back"><a href=href>{words.shell.back}</a></p> }
}

/// A term and what it is, in a list of facts.
pub fn fact(term: &'static str, value: impl IntoView) -> impl IntoView {
    view! { <div><dt>{term}</dt><dd>{value}</dd></div> }
}

/// The amount of a page, in its largest letters; the longer the smaller, since it is never broken.
pub fn big(amount: String, beside: impl IntoView) -> impl IntoView {
    // "$1,344,306.93" is the longest that fits a telephone in the larger size.
    let class = match amount.chars().count() {
        0..=10 => "big",
        11..=13 => "big wide",
        _ => "big long",
    };
    view! { <p class=class>{amount} {beside}</p> }
}

/// A name as part of a sentence: one that is written from right to left is kept apart from what stands around it
/// (U+2068 and U+2069, Unicode's own isolates).
#[must_use]
pub fn isolated(name: &str) -> String {
    let is_rtl = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    if name.contains(is_rtl) { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

/// A text with numbers as creditors write them (`A-012619`), each in one piece: a line never ends at their hyphens.
pub fn kept(text: &str) -> Fragment {
    let parts = text.split_inclusive(' ').map(|part| {
        let word = part.trim_end();
        // What is longer than a line of a telephone has to be broken somewhere.
        let is_number = word.contains(['-', '/']) && word.contains(|c: char| c.is_ascii_digit()) && word.len() <= 24;
        let rest = part.get(word.len()..).unwrap_or_default();
        if is_number && rest.is_empty() {
            view! { <span class="no">{word.to_owned()}</span> }.into_fragment()
        } else if is_number {
            view! { <span class="no">{word.to_owned()}</span>{rest.to_owned()} }.into_fragment()
        } else {
            part.to_owned().into_fragment()
        }
    });
    parts.collect_view().into_fragment()
}

/// A message in a frame: what has just happened, or what stands in the way.
pub fn notice(text: &'static str) -> impl IntoView {
    view! { <div class="notice" role="status"><p>{text}</p></div> }
}

/// Where to ask, as a link where that is possible.
pub fn contact(contact: String) -> impl IntoView + use<> {
    let digits = || contact.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let telephone = contact.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c));
    let href = if contact.contains('@') && !contact.contains(char::is_whitespace) {
        Some(format!("mailto:{contact}"))
    } else if telephone && !contact.is_empty() {
        Some(format!("tel:{}", digits()))
    } else {
        None
    };
    match href {
        Some(href) => view! { <a href=href>{contact}</a> }.into_fragment(),
        None => contact.into_fragment(),
    }
}
