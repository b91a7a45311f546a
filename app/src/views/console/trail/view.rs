//! `/console/audit`: who did what.

use domain::audit::Action;

/// A page of the audit trail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrailView {
    /// Newest first.
    pub lines: Vec<TrailLine>,
    /// Where older ones are.
    pub older_href: Option<String>,
    /// Back to the newest, when this is not the first page.
    pub newest_href: Option<String>,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailLine {
    /// When, to the minute, in the creditor's zone.
    pub at: String,
    /// Who, by the name at that time; `None` for the command line where nobody gave a name.
    pub who: Option<String>,
    /// What was done.
    pub action: Action,
    /// What it was done to, and what else is known: names, addresses, numbers.
    pub about: Vec<String>,
    pub href: Option<String>,
}
