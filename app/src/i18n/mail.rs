//! The words of mails. Subjects carry no amount and no word of debt: they show on lock screens.

/// The words of mails. Subjects carry no amount and no word of debt: they show on lock screens.
#[derive(Debug)]
pub struct MailWords {
    /// With a name.
    pub hello: fn(&str) -> String,
    /// Closing line, with the creditor's name.
    pub regards: fn(&str) -> String,
    /// Where to ask, with an address or a number.
    pub questions: fn(&str) -> String,
    /// Why this mail came, with the creditor's name.
    pub why: fn(&str) -> String,
    pub never_ask: &'static str,
    /// Before an address to copy, for readers that show no buttons.
    pub or_copy: &'static str,
    pub link: LinkMail,
    pub receipt: ReceiptMail,
    pub refund: RefundMail,
    pub new_link: LinkMail,
    pub code: CodeMail,
    /// The mail with what was agreed, and the answers to requests.
    pub sealed: &'static super::agreement_mail::AgreementMailWords,
    pub disputed: &'static super::disputes::DisputeWords,
    /// Reminders and notices.
    pub notices: &'static super::notices::NoticeWords,
}

/// The mail with the code that proves the reader to be the debtor.
#[derive(Debug)]
pub struct CodeMail {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    pub lead: &'static str,
    /// With how many minutes it works.
    pub minutes: fn(&i64) -> String,
    pub keep: &'static str,
}

/// A mail with a link to the account.
#[derive(Debug)]
pub struct LinkMail {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    pub button: &'static str,
    /// With the last day.
    pub until: fn(&str) -> String,
    pub not_you: &'static str,
}

/// The mail with a receipt.
#[derive(Debug)]
pub struct ReceiptMail {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the amount and the creditor's name.
    pub lead: fn(&str, &str) -> String,
    pub number: &'static str,
    pub paid_at: &'static str,
    pub method: &'static str,
    pub amount: &'static str,
    /// What came off for paying early.
    pub discount: &'static str,
    pub pays: &'static str,
    /// What stays open on one invoice.
    pub left_on: fn(&str) -> String,
    /// What stays open on the account.
    pub left: fn(&str) -> String,
    pub nothing_left: &'static str,
    /// What was over and is now credit.
    pub credit: fn(&str) -> String,
    pub button: &'static str,
}

/// The mail that money is on its way back.
#[derive(Debug)]
pub struct RefundMail {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the amount and the creditor's name.
    pub lead: fn(&str, &str) -> String,
    /// With the receipt's number of the payment.
    pub of: fn(&str) -> String,
    pub takes: &'static str,
    pub button: &'static str,
}
