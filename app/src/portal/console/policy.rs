//! `/console/policy`: what the creditor offers to whom, changing it, and what a change would do.

use super::policy_form::{Fact, Section, Values};
use crate::portal::form::Hidden;
pub use domain::policy_change::{Thing, Turn};

/// `/console/policy` and `/console/policy/versions/{n}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyView {
    /// Which version; 0 before any was set.
    pub version: i64,
    /// Who set it, and when.
    pub set: Option<(String, String)>,
    /// What it says, section by section.
    pub sections: Vec<(Section, Values)>,
    /// The whole document; shown of an earlier version.
    pub document: Option<String>,
    /// Can it be changed? Only the newest can.
    pub newest: bool,
    /// It was set just now.
    pub just_set: bool,
}

/// `/console/policy/{section}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionView {
    /// Which.
    pub section: Section,
    /// What stands in its fields.
    pub values: Values,
    /// What has to be corrected: field and sentence.
    pub wrong: Vec<(String, String)>,
    /// The version that is changed.
    pub base: i64,
    /// Somebody else has set a version meanwhile.
    pub moved: bool,
}

/// `/console/policy/document`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentView {
    /// The document, or what was typed.
    pub text: String,
    /// What has to be corrected.
    pub wrong: Option<String>,
    /// The version that is changed.
    pub base: i64,
    /// Somebody else has set a version meanwhile.
    pub moved: bool,
}

/// The page before a new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyCheckView {
    /// Back to the form.
    pub back_href: String,
    /// Where the form posts to.
    pub action: String,
    /// Its hidden fields.
    pub hidden: Vec<Hidden>,
    /// What would be said otherwise.
    pub changes: Vec<FactChange>,
    /// Whom it would concern.
    pub preview: PreviewView,
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
    pub fn between(before: &[Fact], after: &[Fact]) -> Vec<Self> {
        let find = |facts: &[Fact], field: &str| facts.iter().find(|fact| fact.field == field).cloned();
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
pub struct PreviewView {
    /// Debtors with an open invoice.
    pub of: i64,
    /// How many of them were looked at.
    pub looked_at: usize,
    /// How many of these would see something else.
    pub concerned: usize,
    /// What: for how many, and the names of a few.
    pub changes: Vec<(Thing, Turn, usize, Vec<String>)>,
}

/// `/console/policy/versions`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionsView {
    /// Each version with who set it and when, newest first.
    pub rows: Vec<VersionRow>,
    /// Earlier ones.
    pub older_href: Option<String>,
}

/// A version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its number.
    pub n: i64,
    /// Who set it.
    pub by: String,
    /// When.
    pub at: String,
}
