//! Pieces that several pages are made of. Plain functions: nothing here is reactive, and a function
//! costs nothing that a component would.

pub mod actions;
pub mod agreements;
pub mod console_shell;
pub mod debtor_search;
pub mod decisions;
pub mod errors;
pub mod explain;
pub mod forms;
pub mod invoices;
pub mod methods;
pub mod offers;
pub mod open_payment;
pub mod policy_form;
pub mod reduction;
pub mod schedule;
pub mod shell;
pub mod terms;
pub mod verification;

use crate::html::IntoFragment as _;
use leptos::prelude::*;

/// A way back to the page before.
pub fn back(words: &'static crate::i18n::pages::PageWords, href: String) -> impl IntoView + use<> {
    view! { <p class="back"><a href=href>{words.shell.back}</a></p> }
}

/// A term and what it is, in a list of facts.
pub fn fact(term: &'static str, value: impl IntoView) -> impl IntoView {
    view! { <div><dt>{term}</dt><dd>{value}</dd></div> }
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
