//! What follows a check page: the button that accepts, and how the reader proves to be the debtor.

use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use domain::knowledge_question::KnowledgeQuestion;
use domain::language::Language;
use leptos::prelude::*;

/// What follows the button of a check page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckNext {
    Agreed,
    /// A code by e-mail, then it is agreed.
    Code {
        /// Where it goes, shortened (`a…@example.com`).
        address: String,
        /// Or, as the debtor likes, this fact.
        or_fact: Option<KnowledgeQuestion>,
    },
    /// A fact is asked for, then it is agreed.
    Fact {
        fact: KnowledgeQuestion,
    },
    /// A person decides by this day.
    Asked {
        /// The day.
        answer_by: String,
    },
}

/// What went wrong with a code or a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerificationFailure {
    /// Not six digits.
    Unreadable,
    /// Not the one that was sent; the fact or the number is another one.
    Wrong {
        /// How many tries are left.
        left: u8,
    },
    /// Too many wrong ones; nothing is taken or sent for a while.
    Locked {
        /// Minutes to wait.
        minutes: i64,
    },
    /// Its time is over, or it was used.
    RanOut,
    /// The mail could not be sent.
    NotSent,
}

/// What follows the button that accepts, and the button, called `accept` where it has a name of its own; where there is
/// a choice, the other one beside it.
pub fn next(language: Language, next: CheckNext, accept: Option<&'static str>) -> Fragment {
    let (text, proved) = (&language.agreements().check, language.verification());
    let (said, button, or_fact) = match next {
        CheckNext::Agreed => (None, text.agree, None),
        CheckNext::Code { address, or_fact } => (Some((text.code_next)(&address)), text.send_code, or_fact),
        CheckNext::Fact { fact } => (Some((proved.next)(fact)), proved.accept, None),
        CheckNext::Asked { answer_by } => (Some((text.asked_next)(&answer_by)), text.ask, None),
    };
    let or_fact = or_fact.map(|fact| other_way("fact", (proved.instead)(fact)));
    view! {
        {said.map(|said| view! { <p>{said}</p> })}
        <button class="button" type="submit">{accept.unwrap_or(button)}</button>
        {or_fact}
    }
    .into_fragment()
}

/// A button that asks for the other proof.
pub fn other_way(with: &'static str, text: String) -> Fragment {
    view! { <button class="link" type="submit" name="prove" value=with>{text}</button> }.into_fragment()
}
