//! The words of `/plans/new` and of schedules, in English.

use crate::i18n::agreements::plan::{Plan, Schedule};
use crate::i18n::en::{days, n};

pub const PLAN: Plan = Plan {
    title: "Pay in parts",
    change: "Change your plan",
    today: "Your plan today",
    change_charges: |charges| format!("What is divided includes {charges} of interest and fees that have been added."),
    sum: |sum, count| format!("{sum} of {}.", n(count, "invoice", "invoices")),
    adjust: "Change invoices, dates or the first payment",
    invoices: "Which invoices go into it?",
    how: "How would you like to divide it?",
    by_amount: "I choose how much to pay",
    by_count: "I choose how many payments",
    each: |code| format!("Each time, in {code}"),
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
    show: "See the plan",
    no_plan: "That is not possible",
    nearest: "The nearest there is",
    nearest_is: |payments, first| format!("{payments}, from {first}."),
    nearest_down: |down| format!("{down} is paid today."),
    take_nearest: "Use this plan",
    nothing: "There are no invoices that can be paid in parts now.",
};

pub const SCHEDULE: Schedule = Schedule {
    state: "State",
    later: "To pay",
    due_soon: |d| if d == 1 { "Due tomorrow".to_owned() } else { format!("Due in {}", days(d)) },
    due_today: "Due today",
    in_grace: |date| format!("Late; you can pay it until {date}"),
    missed: |d| format!("{} late", days(d)),
    paid: |date| format!("Paid on {date}"),
    paid_late: |date| format!("Paid late, on {date}"),
    open: |amount| format!("{amount} is still open"),
    paid_early: |paid, saved| format!("Paid {paid}; you saved {saved}"),
};
