//! What is said of a dispute, in English.

use crate::i18n::disputes::*;

pub static WORDS: DisputeWords = DisputeWords {
    invoice: "Invoice",
    about: "It is about",
    on_hold: "Under review",
    in_question: "Amount in question",
    settles: |amount| format!("By your settlement {amount} is still to be paid for this invoice."),
    disputed: "Was under review",
    reason: "What happened",
    upheld: "No longer charged",
    whole: "everything that was open",
    line: |text| format!("“{text}”"),
    part: "an amount",
    upheld_part: |amount, rest| {
        format!("You were partly right: {amount} is no longer charged. The other {rest} is owed again.")
    },
    owed_again: "Owed again",
    rejected: "It was reviewed, and the amount is still open. Late charges, if there are any, count for those days too.",
    withdrawn: "You withdrew it. The amount is open again. Late charges, if there are any, count for those days too.",
    withdraw: "Withdraw",
    withdraw_hint: "If it has been cleared up, you can withdraw it. The amount is then open again.",
    see_invoice: "View invoice",
    in_activity: "Your report",
    beside: |amount| format!("{amount} under review"),
    in_settlement: |amount| {
        format!("Of this, {amount} is under review; we will not ask for it until you have our answer.")
    },
    in_plan: |amount| {
        format!(
            "You told us that {amount} is not right. While we review it, the other payments keep their dates and \
             that part is asked for last. If we agree with you, the payments still to come will be lower."
        )
    },
    staff_in_plan: "The invoice is in a plan. Until it is answered, its payments keep their dates and what is disputed \
                    to is asked for last. What you uphold lowers the payments still to come.",
    in_vain: "You have already reported this twice. Please contact us about it.",
    files_again: "Choose the files again: the browser does not keep them",
    nameless: "file",
};
