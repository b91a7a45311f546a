//! The page before a decision.

use crate::components::decisions::{EffectView, Requester};
use crate::components::forms::HiddenField;
use crate::components::schedule::ScheduleView;
use crate::components::terms::CheckRow;
use crate::i18n::decisions::DecisionKind;

/// Why a decision was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionProblem {
    /// What is owed has changed since the page before.
    Changed,
    /// A payment for one of the invoices is under way.
    Paying,
}

/// The page before a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionCheckView {
    /// What is about to be decided.
    pub act: DecisionKind,
    /// Who asked.
    pub whose: Requester,
    /// Back to the forms.
    pub back_href: String,
    /// Where the form posts to.
    pub action: String,
    pub hidden: Vec<HiddenField>,
    /// The terms.
    pub rows: Vec<CheckRow>,
    /// Their sentences.
    pub text: Vec<String>,
    /// What happens if they are not kept.
    pub if_not: Vec<String>,
    /// The schedule of a plan.
    pub schedule: Option<ScheduleView>,
    /// What it changes.
    pub effect: Option<EffectView>,
    /// What it does to a disputed invoice.
    pub credit: Option<CreditView>,
    /// Words to the debtor.
    pub words: String,
    /// The last day on which other terms can be accepted.
    pub until: Option<String>,
    /// Why it was not done.
    pub trouble: Option<DecisionProblem>,
}

/// What upholding or rejecting a dispute does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditView {
    /// The invoice.
    pub number: String,
    /// What was disputed, and on hold until now.
    pub disputed: String,
    pub credited: Option<String>,
    /// What of it becomes the debtor's credit, since it was paid meanwhile.
    pub credit: Option<String>,
    /// What of the disputed amount is to be paid again.
    pub due_again: Option<String>,
    /// What is open on the invoice before and after.
    pub before: String,
    pub after: String,
}
