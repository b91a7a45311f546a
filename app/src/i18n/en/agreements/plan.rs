//! The words of `/plans/new` and of schedules, in English.

use crate::i18n::agreements::plan::{Plan, Schedule};
use crate::i18n::en::{days, n};

pub const PLAN: Plan = Plan {
    title: "Pay in parts",
    change: "Change your plan",
    today: "Your plan today",
    change_charges: |charges| format!("The amount includes {charges} of interest and fees that have been added."),
    sum: |sum, count| format!("{sum} of {}.", n(count, "invoice", "invoices")),
    adjust: "Change invoices, dates or the down payment",
    invoices: "Which invoices are included?",
    how: "How would you like to split it?",
    by_amount: "I choose how much to pay",
    by_count: "I choose how many payments",
    each: |code| format!("Each payment, in {code}"),
    count: "Number of payments",
    first: "First payment",
    first_hint: |from, to| format!("Between {from} and {to}."),
    frequency: "How often?",
    weekly: "Every week",
    fortnightly: "Every 14 days",
    monthly: "Every month",
    down: "Down payment",
    down_hint: |min, max| format!("You pay it today: {min} to {max}."),
    down_optional: "Optional. You pay it today.",
    show: "Update the plan",
    no_plan: "That is not possible",
    nearest: "The closest plan we can offer",
    nearest_is: |payments, first| format!("{payments}, from {first}."),
    nearest_down: |down| format!("You pay {down} today."),
    take_nearest: "Use this plan",
    nothing: "There are no invoices that can be paid in parts now.",
};

pub const SCHEDULE: Schedule = Schedule {
    state: "Status",
    later: "To pay",
    due_soon: |d| if d == 1 { "Due tomorrow".to_owned() } else { format!("Due in {}", days(d)) },
    due_today: "Due today",
    in_grace: |date| format!("Late; you can pay it until {date}"),
    missed: |d| format!("{} late", days(d)),
    paid: |date| format!("Paid on {date}"),
    paid_late: |date| format!("Paid late, on {date}"),
    open: |amount| format!("{amount} is still open"),
    early: |until, amount| format!("By {until}: {amount}"),
    nth: |n, of| format!("Payment {n} of {of}"),
    paid_early: |paid, saved| format!("Paid {paid}; you saved {saved}"),
};
