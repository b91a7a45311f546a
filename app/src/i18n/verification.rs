//! The words around proof by a fact: what is asked for, what comes next, and what did not fit.

use domain::knowledge_question::KnowledgeQuestion;

/// The words around proof by a fact.
#[derive(Debug)]
pub struct VerificationWords {
    /// On the page of an agreement, before how it was proved.
    pub confirmed: &'static str,
    /// Before the button of the check page: what is asked for next.
    pub next: fn(KnowledgeQuestion) -> String,
    pub accept: &'static str,
    /// A fact instead of a code: before it is sent, and when it does not arrive.
    pub instead: fn(KnowledgeQuestion) -> String,
    pub no_mail: fn(KnowledgeQuestion) -> String,
    /// A code instead of a fact, with where it goes.
    pub by_mail: fn(&str) -> String,
    pub title: &'static str,
    /// What to do, and within how many minutes.
    pub lead: fn(i64) -> String,
    pub label: fn(KnowledgeQuestion) -> &'static str,
    pub hint: fn(KnowledgeQuestion) -> &'static str,
    pub number: &'static str,
    pub number_hint: &'static str,
    pub no_fact: fn(KnowledgeQuestion) -> &'static str,
    pub no_number: &'static str,
    /// One of the two is another one, and so many tries are left.
    pub wrong: fn(u8) -> String,
    pub locked: fn(i64) -> String,
    pub ran_out: &'static str,
    /// Who can prove nothing here speaks with the creditor.
    pub no_way: fn(&str) -> String,
}
