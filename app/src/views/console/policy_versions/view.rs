//! `/console/policy/versions`: all versions, the newest first.

/// `/console/policy/versions`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersionsView {
    /// Each version with who set it and when, newest first.
    pub rows: Vec<PolicyVersionRow>,
    /// Earlier ones.
    pub older_href: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersionRow {
    /// Its number.
    pub n: i64,
    /// Who set it.
    pub by: String,
    pub at: String,
}
