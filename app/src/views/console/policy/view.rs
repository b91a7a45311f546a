//! `/console/policy` and `/console/policy/versions/{n}`: what the creditor offers to whom.

use crate::components::policy_form::FieldValues;
use crate::i18n::policy_names::PolicySection;

/// `/console/policy` and `/console/policy/versions/{n}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyView {
    /// Which version; 0 before any was set.
    pub version: i64,
    pub set: Option<(String, String)>,
    pub sections: Vec<(PolicySection, FieldValues)>,
    /// The whole document; shown of an earlier version.
    pub document: Option<String>,
    /// Can it be changed? Only the newest can.
    pub newest: bool,
    /// It was set just now.
    pub just_set: bool,
}
