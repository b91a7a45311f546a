//! The words about having no more reminders, in English.

use crate::i18n::reminders::*;

pub static WORDS: ReminderWords = ReminderWords {
    title: "Reminders",
    lead: |creditor| format!("Do you want {creditor} to stop sending you reminders?"),
    stays: "Receipts and notes about your agreements will still reach you.",
    button: "Stop reminders",
    done: "Done",
    done_more: "You will get no more reminders. You can ask for them again in Settings.",
    heading: "Reminders",
    are_on: "We remind you by e-mail of what is due.",
    are_off: "We send you no reminders.",
    again: "Send me reminders again",
};
