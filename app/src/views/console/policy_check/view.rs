//! The page before a new version of the policy: what it says otherwise, and whom it concerns.

use crate::components::forms::HiddenField;
use crate::components::policy_form::PolicyFact;
use domain::policy_change::{PreviewChange, PreviewSubject};

/// The page before a new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyCheckView {
    /// Back to the form.
    pub back_href: String,
    /// Where the form posts to.
    pub action: String,
    pub hidden: Vec<HiddenField>,
    /// What would be said otherwise.
    pub changes: Vec<FactChange>,
    /// Whom it would concern.
    pub preview: PolicyPreviewView,
}

/// A fact before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange {
    /// What it is called.
    pub label: String,
    /// Until now; `None`: nothing was said.
    pub before: Option<String>,
    /// From now on; `None`: nothing is said.
    pub after: Option<String>,
}

impl FactChange {
    /// What differs between two sets of facts, in their order.
    #[must_use]
    pub fn between(before: &[PolicyFact], after: &[PolicyFact]) -> Vec<Self> {
        let find = |facts: &[PolicyFact], field: &str| facts.iter().find(|fact| fact.field == field).cloned();
        let turned = before.iter().filter_map(|old| {
            let new = find(after, &old.field).map(|new| new.value);
            (new.as_ref() != Some(&old.value)).then(|| Self {
                label: old.label.clone(),
                before: Some(old.value.clone()),
                after: new,
            })
        });
        let added = after.iter().filter(|new| find(before, &new.field).is_none()).map(|new| Self {
            label: new.label.clone(),
            before: None,
            after: Some(new.value.clone()),
        });
        turned.chain(added).collect()
    }
}

/// Whom another policy would concern.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicyPreviewView {
    /// Debtors with an open invoice.
    pub of: i64,
    /// How many of them were looked at.
    pub looked_at: usize,
    /// How many of these would see something else.
    pub concerned: usize,
    /// What: for how many, and the names of a few.
    pub changes: Vec<(PreviewSubject, PreviewChange, usize, Vec<String>)>,
}
