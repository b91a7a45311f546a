//! The words of islands, in English.

use crate::i18n::islands::*;
use domain::plan::schedule::Frequency;

pub fn payments(count: u16, frequency: Frequency) -> String {
    let s = if count == 1 { "" } else { "s" };
    match frequency {
        Frequency::Weekly => format!("{count} weekly payment{s}"),
        Frequency::Fortnightly => format!("{count} payment{s}, one every 14 days"),
        Frequency::Monthly => format!("{count} monthly payment{s}"),
    }
}

pub static WORDS: IslandWords = IslandWords {
    total: "You will pay",
    go_on_with: |amount| format!("Continue with {amount}"),
    left_after: |left| format!("Left to pay after this: {left}."),
    chosen: |count| format!("{count} selected"),
    watching: "This page updates by itself.",
    lost: "The connection was lost. We keep trying.",
    copy: "Copy link",
    copied: "Link copied",
    copy_by_hand: "It could not be copied. Press and hold the link to copy it.",
    copy_number: "Copy number",
    number_copied: "Number copied",
    copy_number_by_hand: "It could not be copied. Press and hold the number to copy it.",
    share: "Share",
    up_to: |amount| format!("up to {amount}"),
    payments_of: |count, frequency, each| match frequency {
        Frequency::Fortnightly if count == 1 => format!("1 payment, {each}"),
        Frequency::Fortnightly => format!("{count} payments, {each} each, one every 14 days"),
        Frequency::Weekly | Frequency::Monthly => format!("{}, {each} each", payments(count, frequency)),
    },
    plan_total: |total, last| format!("Total: {total}. The last payment is on {last}."),
    plan_cost: |cost| format!("Cost of the plan: {cost}"),
    plan_go_on: "Continue",
    slide_amount: "Amount of each payment",
    slide_count: "Number of payments",
    plan_free: "No cost",
    payments,
    schedule: ScheduleWords {
        caption: "Payment schedule",
        n: "No.",
        date: "Date",
        amount: "Payment",
        left: "Left",
        down: "Down payment",
    },
};
