//! The words of pages instead of the one that was asked for.

/// Pages instead of the one that was asked for: a title, and what to do.
#[derive(Debug)]
pub struct Problems {
    pub not_found: (&'static str, &'static str),
    pub dead_link: (&'static str, &'static str),
    pub session_ended: (&'static str, &'static str),
    pub provider_away: (&'static str, &'static str),
    pub too_many: &'static str,
    pub too_many_more: fn(i64) -> String,
    pub foreign: (&'static str, &'static str),
    pub bad_request: (&'static str, &'static str),
    pub nothing_to_pay: (&'static str, &'static str),
    pub fault: (&'static str, &'static str),
    pub fault_id: &'static str,
    pub busy: (&'static str, &'static str),
    pub new_link: &'static str,
    pub to_account: &'static str,
    pub again: &'static str,
}
