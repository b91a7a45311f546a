//! The words of `/`, and of where an invoice stands.

/// Where an invoice stands.
#[derive(Debug)]
pub struct InvoiceStateWords {
    pub open: &'static str,
    pub due_soon: &'static str,
    pub overdue: &'static str,
    pub extended: &'static str,
    pub in_plan: &'static str,
    pub disputed: &'static str,
    pub paid: &'static str,
    pub credit: &'static str,
    pub used: &'static str,
    pub void: &'static str,
    pub processing: &'static str,
    pub processing_of: fn(&str) -> String,
    pub due_on: fn(&str) -> String,
    pub due_today: &'static str,
    pub due_in: fn(i64) -> String,
    pub late_by: fn(i64) -> String,
}

/// `/`
#[derive(Debug)]
pub struct Account {
    pub title: &'static str,
    pub account_of: fn(&str) -> String,
    pub owed: &'static str,
    pub overdue: fn(usize) -> String,
    pub due_soon: fn(usize) -> String,
    pub in_plan: fn(usize) -> String,
    pub later: fn(usize) -> String,
    pub on_its_way: &'static str,
    /// Beside the total: on its way, in review.
    pub also_on_its_way: &'static str,
    pub also_in_review: &'static str,
    pub next_overdue: fn(i64) -> String,
    pub next_due_soon: fn(i64) -> String,
    pub next_due: fn(&str) -> String,
    pub pay: fn(&str) -> String,
    pub pay_overdue: fn(&str) -> String,
    pub pay_due_soon: fn(&str) -> String,
    pub choose: &'static str,
    pub invoices: &'static str,
    /// So many more are in the list.
    pub more_invoices: fn(usize) -> String,
    pub of_total: fn(&str) -> String,
    /// So much of it is late interest and fees.
    pub includes: fn(&str) -> String,
    pub includes_cost: fn(&str) -> String,
    /// Paid instead of this.
    pub instead_of: fn(&str) -> String,
    /// What of an invoice is in a plan, beside what is said of it here.
    pub beside_plan: fn(&str) -> String,
    pub settled: &'static str,
    pub nothing_owed: &'static str,
    pub nothing_owed_more: &'static str,
    pub credit: fn(&str) -> String,
    pub credit_more: &'static str,
    pub credit_automatic: &'static str,
    pub credit_by_debtor: &'static str,
    pub open_title: &'static str,
    pub open_more: fn(&str, &str, &str) -> String,
    pub open_continue: &'static str,
    pub open_cancel: &'static str,
    pub open_see: &'static str,
    /// To the payment's page, where another way can be chosen.
    pub open_otherwise: &'static str,
    /// Begun and left: the amount, the provider.
    pub open_left: fn(&str, &str) -> String,
    pub processing_more: fn(&str, &str) -> String,
    /// A payment of this amount that was begun is for more than is owed by now.
    pub not_needed: &'static str,
    pub not_needed_more: fn(&str) -> String,
    pub cancelled: &'static str,
    pub could_not_cancel: &'static str,
    pub language_saved: &'static str,
}
