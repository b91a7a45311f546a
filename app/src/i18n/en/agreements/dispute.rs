//! The words of `/disputes/new`, in English.

use crate::i18n::agreements::Pair;
use crate::i18n::agreements::dispute::Dispute;
use domain::dispute::DisputeReason;

fn reasons(reason: DisputeReason) -> Pair {
    match reason {
        DisputeReason::AlreadyPaid => ("I have already paid", "If you have the receipt, add it below."),
        DisputeReason::WrongAmount => ("The price or amount is wrong", ""),
        DisputeReason::NotReceived => ("I did not receive it", "A delivery that is missing or incomplete."),
        DisputeReason::NotAsAgreed => ("It is not what was agreed", "It came damaged, or is not what was ordered."),
        DisputeReason::NotMine => ("It is not mine", "The invoice is for another person or company."),
        DisputeReason::Other => ("Something else", "Tell us below."),
    }
}

pub const DISPUTE: Dispute = Dispute {
    title: "What is wrong?",
    lead: "Tell us what happened. A person will look at it.",
    about: "Which part is it about?",
    whole: |amount| format!("The whole invoice ({amount})"),
    line: "One item",
    which_line: "Which one?",
    part: "An amount",
    amount: |code| format!("Amount in {code}"),
    reason: "What happened?",
    reasons,
    words: "Tell us a little more",
    words_hint: |max| format!("Up to {max} characters."),
    files: "Photos or receipts (if you have any)",
    files_hint: |max, mb| format!("PDF, JPEG, PNG or HEIC. Up to {max} files of {mb} MB each."),
    on_hold: "While it is under review, that part is not charged, and we do not remind you of it. If it turns out to be owed, late charges, if there are any, count for those days too. The rest stays as it is.",
    send: "Send",
    none: "There are no open invoices to report.",
};
