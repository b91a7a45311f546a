//! `/settlements/new`: a part instead of all of it.

use crate::components::forms::InvalidField;

/// `/settlements/new`: one offer per invoice, to choose. A GET form to itself.
///
/// Fields: `invoice` (id), `reason` (words, for what a person decides), `check=1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementNewView {
    /// What is offered; empty: nothing.
    pub options: Vec<SettlementChoice>,
    /// The words for a person, as typed; asked for when an option is on request.
    pub reason: String,
    /// When a person would answer.
    pub answer_by: Option<String>,
    /// What has to be corrected (`invoice`, `reason`).
    pub wrong: Vec<InvalidField>,
}

/// A settlement to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementChoice {
    /// The invoice's id.
    pub id: String,
    /// The creditor's number.
    pub number: String,
    /// What is owed, charges included.
    pub full: String,
    /// What is paid.
    pub to_pay: String,
    pub written_off: String,
    /// The last day to pay.
    pub until: String,
    /// A person decides.
    pub on_request: bool,
    pub chosen: bool,
}
