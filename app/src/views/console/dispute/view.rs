//! `/console/disputes/{id}`: one dispute of an invoice, and answering it.

use crate::components::decisions::{DecisionAnswer, PastView, Requester};
use crate::components::forms::InvalidField;
use crate::i18n::decisions::Urgency;
use domain::dispute::DisputeReason;
use domain::format::AmountStyle;
use domain::id::DisputeId;
use domain::request::RequestState;

/// `/console/disputes/{id}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleDisputeView {
    pub id: DisputeId,
    /// Where it stands.
    pub state: RequestState,
    /// Who disputes it.
    pub whose: Requester,
    /// The invoice, what it is over, what is open of it.
    pub invoice: (String, String, String),
    /// Is it open and in a plan?
    pub in_plan: bool,
    /// The line it is about.
    pub line: Option<String>,
    /// What is disputed.
    pub amount: String,
    /// The reason.
    pub reason: DisputeReason,
    /// In the debtor's words.
    pub words: String,
    /// What came with it.
    pub files: Vec<FileLink>,
    pub made_on: String,
    /// By when an answer was promised, and how near that is while it is open.
    pub answer_by: (String, Option<Urgency>),
    /// The debtor's past.
    pub past: PastView,
    /// What was chosen: `all`, `part`, `none` or nothing yet.
    pub chosen: String,
    /// The part to credit, as typed.
    pub part: String,
    /// Words to the debtor, as typed.
    pub answer: String,
    /// What has to be corrected.
    pub wrong: Vec<InvalidField>,
    pub style: AmountStyle,
    /// The answer, once it is given.
    pub answered: Option<DecisionAnswer>,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLink {
    /// As the debtor's device called it.
    pub name: String,
    pub href: String,
    /// What it is and how large (`PDF, 120 kB`).
    pub about: String,
}
