//! The words of a balance explained, in English.

use crate::i18n::agreements::explain::Explain;
use crate::i18n::en::days;

pub const EXPLAIN: Explain = Explain {
    title: "How we worked this out",
    what: "Item",
    amount: "Amount",
    sum: |date| format!("To pay on {date}"),
    sum_ahead: |date| format!("If you pay on {date}"),
    other_day: "Show another day",
    show: "Show",
    unreadable: |first, last| format!("Choose a day from {first} to {last}"),
    invoiced: "Invoice",
    credit_note: "Credit note",
    changed: "Correction",
    interest: "Late interest",
    interest_cap: "Interest above the cap, which is not charged",
    agreement_price: "Cost of the agreement",
    paused: "Paused: no interest or fees",
    fee: "Late fee",
    waived: "Charge waived",
    payment: "Payment",
    payment_outside: "Paid another way",
    credit_used: "Credit used",
    credited: "Moved to your credit",
    refund: "Refund",
    refund_failed: "Refund that did not arrive",
    chargeback: "Payment taken back by the bank",
    chargeback_won: "Payment restored by the bank",
    discount: "Discount",
    discount_offered: "Discount if you pay on that day",
    in_review: "Under review: not charged for now",
    settlement: |until| format!("Settlement: written off if you pay by {until}"),
    write_off: "Written off",
    arithmetic: |d, percent, principal, year| format!("{} × {percent} a year × {principal} ÷ {year}", days(d)),
    span: |from, to| format!("{from} to {to}"),
};
