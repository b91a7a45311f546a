//! The words of `/preferences`, in English.

use crate::i18n::pages::preferences::Preferences;

pub const PREFERENCES: Preferences = Preferences {
    title: "Settings",
    language: "Language",
    save: "Save language",
    share: "Want someone else to pay?",
    share_more: "Create a link so that someone else can pay an invoice. They will see only the amount, the invoice number and who is paid.",
    share_which: "Invoice",
    share_instalment: "next payment of your plan",
    share_make: "Create link",
    share_none: "There are no invoices to pay.",
    share_choose: "Choose the invoice that someone else will pay",
    shared: "The link is ready",
    shared_more: |number, amount, until| format!("It pays invoice {number} ({amount}) and works until {until}."),
    shared_instalment: |number, amount, until| {
        format!(
            "It pays invoice {number}, one payment of your plan at a time, until {until}. The next one is {amount}."
        )
    },
    shared_once: "Copy it now: for safety it is not shown again. You can always create another.",
    shared_label: "Link to pay",
    privacy: "Your data",
    privacy_more: "Only the data needed to pay your invoices is shown here. To correct or delete it, write to us.",
};
