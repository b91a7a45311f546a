//! `/requests/{id}`: what was asked of the creditor, and the answer.

use crate::components::actions::DebtorActions;
use crate::components::forms::HiddenField;
use crate::components::schedule::ScheduleView;
use crate::components::terms::CheckRow;
use crate::components::verification::CheckNext;
use domain::request::{RequestKind, RequestState};

/// A file that came with a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFile {
    /// As the debtor's device called it.
    pub name: String,
    /// How large it is (`1.4 MB`).
    pub size: String,
    /// Downloads it.
    pub href: String,
}

/// A request or dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestView {
    /// What is asked.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// It was sent just now.
    pub just_made: bool,
    pub made_on: String,
    /// When an answer is to be expected.
    pub answer_by: String,
    /// When it was answered.
    pub answered_on: Option<String>,
    /// What was asked; from the text of the agreement.
    pub rows: Vec<CheckRow>,
    /// The debtor's own words.
    pub words: String,
    /// The files that came with it.
    pub files: Vec<SentFile>,
    /// What came of a dispute, in a sentence; `None`: what its state says.
    pub outcome: Option<String>,
    /// The creditor's words.
    pub answer: Option<String>,
    /// The terms offered instead.
    pub counter: Option<CounterOffer>,
    /// `/agreements/{id}`, once granted or accepted.
    pub agreement_href: Option<String>,
    /// The invoice of a dispute: `/invoices/{id}`.
    pub invoice_href: Option<String>,
    /// Where taking it back posts to, while that can be done.
    pub withdraw: Option<String>,
    /// What else can be done.
    pub ways: DebtorActions,
}

/// Other terms, to accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterOffer {
    /// The terms.
    pub rows: Vec<CheckRow>,
    /// What will be frozen.
    pub text: Vec<String>,
    /// What happens if it is not kept.
    pub if_not: Vec<String>,
    /// The schedule of a plan.
    pub schedule: Option<ScheduleView>,
    /// The last day to accept.
    pub until: Option<String>,
    /// Where accepting posts to.
    pub action: String,
    pub hidden: Vec<HiddenField>,
    /// What follows the button; none: this debtor can prove nothing here, and speaks with the creditor.
    pub next: Option<CheckNext>,
}
