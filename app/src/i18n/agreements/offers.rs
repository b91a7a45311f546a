//! The words of `/offers`, the ways on, and what comes off.

use super::Pair;

/// The ways on.
#[derive(Debug)]
pub struct Ways {
    pub title: &'static str,
    pub other: &'static str,
    pub pay: Pair,
    pub parts: Pair,
    pub time: Pair,
    pub promise: Pair,
    pub wrong: Pair,
    pub breathing_space: Pair,
}

/// `/offers` and the next step on `/`.
#[derive(Debug)]
pub struct Offers {
    pub title: &'static str,
    pub lead: &'static str,
    pub none: &'static str,
    pub all: &'static str,
    pub until: fn(&str) -> String,
    pub for_invoice: fn(&str) -> String,
    /// What is paid, instead of what.
    pub discount: fn(&str, &str) -> String,
    pub settlement: fn(&str, &str) -> String,
    /// The payments with their frequency and what each is.
    pub plan: fn(&str) -> String,
    /// The new day.
    pub extension: fn(&str) -> String,
    pub promise: &'static str,
    /// The last day that can be promised.
    pub promise_until: fn(&str) -> String,
    pub saves: fn(&str) -> String,
    pub costs: fn(&str) -> String,
    pub free: &'static str,
    pub pay_now: fn(&str) -> String,
    pub loses: fn(&str) -> String,
    pub on_request: &'static str,
    /// Per cent, days from issue.
    pub because_invoice: fn(&str, u16) -> String,
    /// On time, of how many.
    pub because_on_time: fn(u16, u16) -> String,
    pub because_early: fn(i64) -> String,
    pub because_old: fn(i64) -> String,
    pub because_parts: &'static str,
    pub because_free: fn(u8) -> String,
    /// So many invoices cost less: what clears all of them.
    pub discounts: fn(usize, &str) -> String,
    pub settlements: fn(usize) -> String,
    /// The longest delay.
    pub extensions: fn(&str) -> String,
    /// The most instalments that can be asked for.
    pub plan_on_request: fn(u16) -> String,
    pub saves_up_to: fn(&str) -> String,
    /// The first day on which one of several ends.
    pub some_until: fn(&str) -> String,
    pub costs_differ: &'static str,
    pub some_on_request: &'static str,
    /// On the next page: the invoice and the date.
    pub choose_inside: &'static str,
    pub choose: &'static str,
    pub take_discount: fn(&str) -> String,
    pub take_settlement: fn(&str) -> String,
    pub take_plan: &'static str,
    pub take_extension: &'static str,
    pub take_promise: &'static str,
    /// What to pay, by when, and what it is otherwise.
    pub pay_early: fn(&str, &str, &str) -> String,
    /// How much, by when.
    pub pay_instalment: fn(&str, &str) -> String,
    /// The same on its last day.
    pub pay_instalment_today: fn(&str) -> String,
    /// What was agreed to settle a debt: how much, by when.
    pub settle: fn(&str, &str) -> String,
    pub settle_more: &'static str,
    pub pay: fn(&str) -> String,
    pub agreements: &'static str,
    pub requests: &'static str,
    pub paused: fn(&str) -> String,
    pub paused_more: &'static str,
}

/// What comes off, on the invoice and before paying.
#[derive(Debug)]
pub struct Reduction {
    pub title: &'static str,
    pub title_settlement: &'static str,
    pub full: &'static str,
    pub off: &'static str,
    pub off_percent: fn(&str) -> String,
    pub written_off: &'static str,
    pub to_pay: &'static str,
    pub until: fn(&str) -> String,
    pub holds: &'static str,
    pub taken: &'static str,
    pub taken_settlement: &'static str,
    pub old_due: fn(&str) -> String,
    pub disputed: fn(&str) -> String,
    pub in_agreement: &'static str,
}
