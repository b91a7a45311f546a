//! The words of letters that the days bring: reminders, late instalments, agreements that ended, and how to have no
//! more reminders. Subjects carry no amount and no word of debt: they show on lock screens.

/// The words of reminders and notices.
#[derive(Debug)]
pub struct NoticeWords {
    /// A reminder's subject, with the creditor's name.
    pub reminder: fn(&str) -> String,
    /// Something is overdue.
    pub overdue: &'static str,
    /// Something is overdue, and something else is not.
    pub both: &'static str,
    /// Nothing is; something will be due.
    pub soon: &'static str,
    /// Only an offer ends.
    pub offer: &'static str,
    /// An invoice, by its number.
    pub invoice: fn(&str) -> String,
    /// An instalment: which, of how many, and the numbers of the invoices.
    pub instalment: fn(u16, u16, &str) -> String,
    /// The down payment, with the numbers of the invoices.
    pub down: fn(&str) -> String,
    pub due: fn(&str) -> String,
    pub due_today: &'static str,
    pub was_due: fn(&str) -> String,
    /// An invoice costs this much, and so much less, if paid by a day.
    pub less_until: fn(&str, &str, &str) -> String,
    /// An agreed settlement can be paid until a day.
    pub settle_until: fn(&str) -> String,
    pub see: &'static str,
    /// Why it may have crossed with a payment.
    pub crossed: &'static str,
    pub stop: &'static str,
    /// A notice's subject, with the creditor's name.
    pub notice: fn(&str) -> String,
    /// An instalment is late: how much, and the last day of grace.
    pub late: fn(&str, &str) -> String,
    pub late_more: &'static str,
    /// Past its grace: how much, and the last day on which it can be mended.
    pub late_last: fn(&str, &str) -> String,
    pub late_last_more: &'static str,
    pub plan_kept: &'static str,
    pub plan_broken: &'static str,
    pub plan_broken_more: &'static str,
    pub promise_kept: &'static str,
    pub promise_broken: &'static str,
    pub promise_broken_more: &'static str,
    pub settlement_ended: &'static str,
    pub settlement_ended_more: &'static str,
    /// Other terms were not taken in time.
    pub lapsed: &'static str,
    pub lapsed_more: &'static str,
    /// A plan was worked out again, in the debtor's favour.
    pub rederived: &'static str,
    /// A breathing space has begun; its last day.
    pub space_begun: fn(&str) -> String,
    pub space_begun_more: &'static str,
    pub space_ended: &'static str,
    pub space_ended_more: &'static str,
    pub go: &'static str,
    pub off: OffWords,
}

/// The page that ends reminders, and the place in the preferences.
#[derive(Debug)]
pub struct OffWords {
    pub title: &'static str,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    pub stays: &'static str,
    pub button: &'static str,
    pub done: &'static str,
    pub done_more: &'static str,
    pub heading: &'static str,
    pub are_on: &'static str,
    pub are_off: &'static str,
    pub again: &'static str,
}
