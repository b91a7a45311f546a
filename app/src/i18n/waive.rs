//! The words for letting charges of an invoice go.

/// `/console/debtors/{id}/charges/{invoice}`, and the way to it on the debtor's page.
#[derive(Debug)]
pub struct WaiveWords {
    /// Above the list on the debtor's page.
    pub charges: &'static str,
    /// What an invoice owes of each, for the list.
    pub owed: fn(interest: Option<&str>, fees: Option<&str>) -> String,
    pub title: &'static str,
    pub invoice: &'static str,
    pub what: &'static str,
    pub interest: &'static str,
    pub fees: &'static str,
    pub max: fn(&str) -> String,
    pub none_left: &'static str,
    pub goes_on: &'static str,
    pub in_plan: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub waive: &'static str,
    pub done: &'static str,
}

pub(super) fn joined(one: Option<String>, other: Option<String>) -> String {
    [one, other].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
