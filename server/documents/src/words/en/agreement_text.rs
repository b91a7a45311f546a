//! The words of agreements.

use crate::words::agreement_text::{AgreementTextWords, PlanFigures};
use domain::knowledge_question::KnowledgeQuestion;
use domain::plan::schedule::Frequency;

fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

fn times(count: u8) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn invoices(figures: &PlanFigures<'_>) -> String {
    format!("{} {}", if figures.several { "invoices" } else { "invoice" }, figures.invoices)
}

fn payments_every(count: u16, frequency: Frequency) -> String {
    let s = if count == 1 { "" } else { "s" };
    match frequency {
        Frequency::Weekly => format!("{count} weekly payment{s}"),
        Frequency::Fortnightly => format!("{count} payment{s}, one every 14 days"),
        Frequency::Monthly => format!("{count} monthly payment{s}"),
    }
}

pub(in crate::words) static AGREEMENT_TEXT: AgreementTextWords = AgreementTextWords {
    invoice: "Invoice",
    invoices: "Invoices",
    off: "Discount",
    written_off: "Written off",
    to_pay: "You pay",
    until: "Last day",
    owed: "Amount owed",
    payments: "Payments",
    each: "Each payment",
    up_to: |amount| format!("up to {amount}"),
    down: "Down payment, today",
    first: "First payment",
    last: "Last payment",
    cost: "Cost of the plan",
    total: "Total",
    nothing: "Nothing",
    old_due: "Current date",
    former_due: "Previous date",
    new_due: "New date",
    price: "Cost",
    pay_now: "Part that brings it into effect",
    pay_now_until: "To be paid by",
    lost_discount: "Discount that is lost",
    amount: "Amount",
    day: "Day",
    discount: |number, pay, off, until| format!("With {pay} by {until}, invoice {number} is paid. {off} is taken off."),
    discount_if_not: |full| format!("If it is not paid by that day, the full amount is owed: {full}."),
    settlement: |creditor, pay, owed, until| {
        format!("{creditor} accepts {pay} instead of {owed}, if it is paid by {until}.")
    },
    settlement_off: |off, several| {
        let on = if several { "those invoices" } else { "that invoice" };
        format!("With that payment {off} is written off and nothing is left to pay on {on}.")
    },
    settlement_if_not: "If it is not paid by that day, this agreement ends and all of it is owed again. Whatever was paid is kept.",
    plan: |figures @ PlanFigures { in_parts, payments, first, last, .. }| {
        format!(
            "You pay {in_parts} ({}) in {payments}, the first on {first} and the last on {last}.",
            invoices(figures)
        )
    },
    plan_with_down: |down, figures @ PlanFigures { in_parts, payments, first, last, .. }| {
        format!(
            "You pay {down} today and the remaining {in_parts} in {payments}, the first on {first} and the last on {last} ({}).",
            invoices(figures)
        )
    },
    plan_cost: |cost, total| format!("The plan costs {cost}, which the payments include. You pay {total} in total."),
    plan_free: "There is no charge for this plan.",
    charges_rest: "While the plan is kept, no interest or charges are added.",
    charges_run: "Interest and charges continue during the plan.",
    kept_waives: "When the plan has been kept to its end, the paused charges are waived.",
    kept_charges: "When the plan ends, the paused charges are due.",
    grace: |d| {
        if d == 0 {
            "Each payment is made by its date.".to_owned()
        } else {
            format!("If a payment is late, you have {} more to make it without consequences.", days(d.into()))
        }
    },
    early_days: |percent, d| format!("Each payment made at least {} early is discounted by {percent}.", days(d.into())),
    early_day: |percent, day| format!("Each payment made by day {day} of its month is discounted by {percent}."),
    reschedules: |count| format!("You can ask {} to change dates or amounts.", times(count)),
    broken: "If a payment is still missing after that time, the plan ends and each invoice returns to its own date.",
    cure: |d| {
        format!(
            "You then have {d} more {} to catch up; if you do, the plan resumes.",
            if d == 1 { "day" } else { "days" }
        )
    },
    paid_is_kept: "Everything that was paid is kept.",
    broken_charges: "The paused charges are due.",
    broken_no_charges: "The paused charges are not charged.",
    broken_discounts: "Discounts earned on payments are taken back.",
    broken_price: "The cost of the payments that were still to come is not charged.",
    extension: |number, new, old| format!("Invoice {number} is due on {new} instead of {old}."),
    extension_rests: "Until the new date no interest or late fees are added; what had been added before stays.",
    extension_price: |price| format!("It costs {price}, which is added to the invoice."),
    extension_free: "There is no charge.",
    extension_now: |amount, day| format!("The new date takes effect once {amount} is paid by {day}."),
    extension_loses: |amount| format!("The early-payment discount of {amount} is lost."),
    extension_if_not: "If it is not paid by the new date, the invoice is overdue from that day.",
    promise: |amount, date| format!("You will pay {amount} by {date}."),
    promise_rests: "Until that day no reminders are sent.",
    promise_not: "The due date does not change, and late charges, if there are any, continue.",
    promise_if_not: "If the payment does not arrive by that day, reminders start again. Nothing else changes.",
    payments_every,
    by_code: |address| format!("with the six-digit code sent to {address}"),
    by_link: "with the personal link",
    by_fact: |fact| format!("with a known fact: {fact}"),
    link_mailed: "link sent by e-mail",
    link_by_staff: |name| format!("link made by {name}"),
    link_shared: "shared link",
    by_staff: |name| format!("by {name}, at the customer's request"),
    by_less: "without confirmation, since it asks for less than the agreement before",
    fact: |fact| match fact {
        KnowledgeQuestion::Postcode => "postcode and number of an invoice",
        KnowledgeQuestion::TaxId => "tax number and number of an invoice",
    },
    consent: |until| {
        format!("What you owe has changed. We offer to adjust your plan; it takes effect if you confirm it by {until}.")
    },
};
