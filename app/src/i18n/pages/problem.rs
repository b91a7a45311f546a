//! The words of pages instead of the one that was asked for.

/// Pages instead of the one that was asked for: a title, and what to do.
#[derive(Debug)]
pub struct Problems {
    pub not_found: (&'static str, &'static str),
    /// What has this id is of another account, or nowhere.
    pub not_in_account: (&'static str, &'static str),
    pub dead_link: (&'static str, &'static str),
    /// There is no session in this browser.
    pub no_session: (&'static str, &'static str),
    /// It was not used for half an hour.
    pub session_unused: (&'static str, &'static str),
    /// It has lasted twelve hours.
    pub session_over: (&'static str, &'static str),
    pub signed_out: (&'static str, &'static str),
    /// The creditor took back the link that it came from.
    pub access_revoked: (&'static str, &'static str),
    /// A form of another account than the one that is open.
    pub other_account: (&'static str, &'static str),
    /// Whose account is open in this browser.
    pub open_account: fn(&str) -> String,
    /// Only a link that pays is open in it.
    pub open_pay_only: &'static str,
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
    /// Above the field for the address of mail.
    pub new_link_here: &'static str,
    pub to_account: &'static str,
    pub again: &'static str,
}
