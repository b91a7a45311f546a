//! The words of `/agreements/{id}`.

use super::Pair;

/// `/agreements/{id}`
#[derive(Debug)]
pub struct Agreement {
    pub plan: Pair,
    pub extension: Pair,
    pub extension_waits: &'static str,
    pub promise: Pair,
    pub settlement: Pair,
    pub discount: Pair,
    pub mailed: &'static str,
    pub awaits: fn(&str, &str) -> String,
    pub awaits_until: fn(&str, &str) -> String,
    /// How much was promised, and for when.
    pub promised: fn(&str, &str) -> String,
    pub kept: &'static str,
    pub in_grace: fn(&str) -> String,
    pub broken: fn(&str) -> String,
    pub cure: fn(&str) -> String,
    pub completed: fn(&str) -> String,
    pub replaced: &'static str,
    pub replaced_see: &'static str,
    pub next: &'static str,
    pub by: fn(&str) -> String,
    pub early: fn(&str, &str) -> String,
    pub pay_title: &'static str,
    /// What is paid, of what.
    pub progress: fn(&str, &str) -> String,
    /// What else can be paid now.
    pub pay_ahead: &'static str,
    pub pay_late: fn(&str) -> String,
    pub pay_next: fn(&str) -> String,
    pub pay_several: fn(u16, &str) -> String,
    pub pay_rest: fn(&str) -> String,
    pub pay_part: fn(&str) -> String,
    pub pay_whole: fn(&str) -> String,
    pub saved: fn(&str) -> String,
    pub reschedule: &'static str,
    pub terms: &'static str,
    pub text: &'static str,
    pub agreed_on: &'static str,
    pub files: &'static str,
    pub pdf: &'static str,
    /// A calendar that follows the agreement by itself.
    pub follow: &'static str,
    pub follow_more: &'static str,
    pub calendar: &'static str,
    pub sealed: &'static str,
    pub sealed_more: &'static str,
    pub see: &'static str,
}
