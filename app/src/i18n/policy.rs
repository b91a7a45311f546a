//! The words of the policy's pages: what each field is called, what it can say, and why a value cannot stand.

use crate::i18n::agreements::Pair;
use crate::i18n::policy_names::{FieldName, PolicySection, PolicyWord, ValueKind};
use domain::policy_change::{PreviewChange, PreviewSubject};
use domain::policy_check::Problem;

/// The words of the policy's pages.
#[derive(Debug)]
pub struct PolicyWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub version: fn(i64) -> String,
    pub default_version: &'static str,
    /// By whom, when.
    pub set_by: fn(&str, &str) -> String,
    pub just_set: &'static str,
    pub stays: &'static str,
    /// A section's title, and what it is about.
    pub section: fn(PolicySection) -> Pair,
    pub change: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub name: fn(FieldName) -> &'static str,
    /// What stands below a field; empty: nothing.
    pub hint: fn(FieldName) -> &'static str,
    pub word: fn(PolicyWord) -> &'static str,
    pub value: &'static str,
    pub row: fn(usize) -> String,
    pub rows_hint: &'static str,
    pub amounts_hint: &'static str,
    pub choice_hint: &'static str,
    pub check: &'static str,
    pub check_title: &'static str,
    pub differs: &'static str,
    pub same: &'static str,
    pub what: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub preview: &'static str,
    /// How many would see something else, of how many looked at, of how many there are.
    pub concerned: fn(usize, usize, i64) -> String,
    pub nobody: &'static str,
    /// For how many.
    pub turn: fn(PreviewSubject, PreviewChange, usize) -> String,
    pub and_more: &'static str,
    pub set: &'static str,
    pub nothing_yet: &'static str,
    pub moved: &'static str,
    pub versions: &'static str,
    pub versions_lead: &'static str,
    pub older: &'static str,
    pub document: &'static str,
    pub document_lead: &'static str,
    pub document_field: &'static str,
    pub problem: fn(&Problem) -> String,
    pub unread: fn(ValueKind) -> &'static str,
    pub missing: &'static str,
    /// The line, the name.
    pub unreadable: fn(usize, &str) -> String,
}
