//! `/console/policy/{section}`: a form for a part of the policy.

use crate::components::policy_form::FieldValues;
use crate::i18n::policy_names::PolicySection;

/// `/console/policy/{section}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicySectionView {
    pub section: PolicySection,
    /// What stands in its fields.
    pub values: FieldValues,
    /// What has to be corrected: field and sentence.
    pub wrong: Vec<(String, String)>,
    /// The version that is changed.
    pub base: i64,
    /// Somebody else has set a version meanwhile.
    pub moved: bool,
}
