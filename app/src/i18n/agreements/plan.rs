//! The words of `/plans/new` and of schedules.

/// `/plans/new`
#[derive(Debug)]
pub struct Plan {
    pub title: &'static str,
    /// The title where a plan that runs is changed, and its schedule as it is.
    pub change: &'static str,
    pub today: &'static str,
    /// What of the sum that is divided are interest and fees.
    pub change_charges: fn(&str) -> String,
    /// What is shared out, of how many invoices.
    pub sum: fn(&str, usize) -> String,
    /// What else can be chosen: invoices, days, a down payment.
    pub adjust: &'static str,
    pub invoices: &'static str,
    pub how: &'static str,
    pub by_amount: &'static str,
    pub by_count: &'static str,
    pub each: fn(&str) -> String,
    pub count: &'static str,
    pub first: &'static str,
    /// The earliest and the latest day.
    pub first_hint: fn(&str, &str) -> String,
    pub frequency: &'static str,
    pub weekly: &'static str,
    pub fortnightly: &'static str,
    pub monthly: &'static str,
    pub down: &'static str,
    pub down_hint: fn(&str, &str) -> String,
    pub down_optional: &'static str,
    pub show: &'static str,
    pub no_plan: &'static str,
    pub nearest: &'static str,
    /// The number with its frequency, each, the first day.
    pub nearest_is: fn(&str, &str) -> String,
    pub nearest_down: fn(&str) -> String,
    pub take_nearest: &'static str,
    pub nothing: &'static str,
}

/// Where an instalment stands; the headings of a schedule are [`ScheduleWords`](crate::i18n::islands::ScheduleWords).
#[derive(Debug)]
pub struct Schedule {
    pub state: &'static str,
    pub later: &'static str,
    pub due_soon: fn(i64) -> String,
    pub due_today: &'static str,
    pub in_grace: fn(&str) -> String,
    pub missed: fn(i64) -> String,
    pub paid: fn(&str) -> String,
    pub paid_late: fn(&str) -> String,
    pub open: fn(&str) -> String,
    /// Until when it costs how much.
    pub early: fn(&str, &str) -> String,
    /// Which payment, of how many.
    pub nth: fn(u16, u16) -> String,
    /// What was paid early, and what that saved.
    pub paid_early: fn(&str, &str) -> String,
}
