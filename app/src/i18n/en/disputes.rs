//! What is said of a dispute, in English.

use crate::i18n::disputes::*;

pub static WORDS: DisputeWords = DisputeWords {
    invoice: "Invoice",
    about: "It is about",
    on_hold: "Not charged meanwhile",
    reason: "What happened",
    upheld: "No longer charged",
    whole: "everything that was open",
    line: |text| format!("“{text}”"),
    part: "an amount",
    upheld_part: |amount| format!("You were partly right: {amount} is no longer charged. The rest is still open."),
    rejected: "It was looked into, and the amount is still open. The days that this took add no interest.",
    withdrawn: "You took it back. The amount is open again.",
    withdraw: "Take it back",
    withdraw_hint: "If it has been cleared up, you can take it back. The amount is then open again.",
    see_invoice: "See the invoice",
    in_activity: "You said that something is wrong",
    beside: |amount| format!("{amount} being looked into"),
    in_plan: |amount| {
        format!(
            "You told us that {amount} is not right. It is not asked for while we look into it: it is the last part of \
             the plan. The other payments keep their dates."
        )
    },
    staff_in_plan: "The invoice is in a plan. Its payments keep their dates, and what is objected to is asked for last. \
                    What you uphold lowers the plan at once.",
    files_again: "Choose the files again: the browser does not keep them",
    nameless: "file",
};
