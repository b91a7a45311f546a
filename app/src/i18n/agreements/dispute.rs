//! The words of `/disputes/new`.

use super::Pair;
use domain::dispute::DisputeReason;

/// `/disputes/new`
#[derive(Debug)]
pub struct Dispute {
    pub title: &'static str,
    pub lead: &'static str,
    pub about: &'static str,
    pub whole: fn(&str) -> String,
    pub line: &'static str,
    pub which_line: &'static str,
    pub part: &'static str,
    pub amount: fn(&str) -> String,
    pub reason: &'static str,
    pub reasons: fn(DisputeReason) -> Pair,
    pub words: &'static str,
    pub words_hint: fn(usize) -> String,
    pub files: &'static str,
    /// How many, how many megabytes each.
    pub files_hint: fn(usize, u32) -> String,
    pub on_hold: &'static str,
    pub send: &'static str,
    pub none: &'static str,
}
