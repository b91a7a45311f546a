//! Debtors: the people and firms that owe.

use crate::id::{CreditorId, DebtorId};
use crate::knowledge_question::{Facts, KnowledgeQuestion, PlainFact};
use chrono::{DateTime, Utc};

/// A person or firm that owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debtor {
    /// Whose debtor.
    pub creditor: CreditorId,
    /// The id.
    pub id: DebtorId,
    /// The creditor's own number or name for the debtor.
    pub reference: String,
    /// The name.
    pub name: String,
    /// Where mail goes.
    pub email: Option<String>,
    /// As the creditor's file gives it.
    pub phone: Option<String>,
    /// As the debtor chose or the creditor's file says (BCP 47); else the creditor's counts.
    pub locale: Option<String>,
    /// What can be asked to prove who somebody is.
    pub facts: Facts,
    /// Until then nobody is asked for them, after too many wrong answers.
    pub questions_locked_until: Option<DateTime<Utc>>,
}

impl Debtor {
    /// What is to be answered where this fact is asked for; none: the books do not have it, pages show it, or there were
    /// too many wrong answers lately.
    #[must_use]
    pub fn expected_answer(&self, fact: KnowledgeQuestion, now: DateTime<Utc>) -> Option<PlainFact> {
        if self.questions_locked_until.is_some_and(|until| until > now) {
            return None;
        }
        self.facts.expected_answer(fact, &[&self.reference, &self.name, self.email.as_deref().unwrap_or_default()])
    }
}
