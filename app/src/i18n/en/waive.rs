//! The words for letting charges go, in English.

use crate::i18n::waive::{joined, *};

pub static WORDS: WaiveWords = WaiveWords {
    charges: "Interest and fees",
    owed: |interest, fees| joined(interest.map(|a| format!("Interest {a}")), fees.map(|a| format!("Fees {a}"))),
    title: "Waive interest and fees",
    invoice: "Invoice",
    what: "What you waive is no longer asked for, from this moment, and is no income any more. It cannot be undone.",
    interest: "Interest to waive",
    fees: "Fees to waive",
    max: |amount| format!("Up to {amount}"),
    none_left: "This invoice has no interest and no fees to waive.",
    goes_on: "While principal is overdue, the days to come bring interest as before.",
    in_plan: "The invoice is in a plan: its instalments are worked out again, in the customer\u{2019}s favour.",
    reason: "Reason",
    reason_hint: "It stays in the audit trail. The customer does not see it.",
    waive: "Waive",
    done: "Done: what you waived is no longer asked for.",
};
