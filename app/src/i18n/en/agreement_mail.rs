//! The mails about agreements, in English.

use crate::i18n::agreement_mail::*;

pub static WORDS: AgreementMailWords = AgreementMailWords {
    subject: |creditor| format!("{creditor}: your agreement"),
    lead: |creditor| format!("This is what you agreed with {creditor}:"),
    button: "See the agreement",
    attached: "The agreement is attached as a PDF, with its seal.",
    answer_subject: |creditor| format!("{creditor}: the answer to your request"),
    countered: |creditor, until| {
        format!("{creditor} offers you something else. If it suits you, confirm it by {until}:")
    },
    declined: |creditor| format!("{creditor} cannot agree to this request. Everything stays as it was."),
    answer_button: "See the answer",
};
