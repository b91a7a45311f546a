//! The mails about agreements, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreement_mail::*;

pub static WORDS: AgreementMailWords = AgreementMailWords {
    subject: |creditor| format!("{creditor}: su acuerdo"),
    lead: |creditor| format!("Esto es lo que acordó con {creditor}:"),
    button: "Ver el acuerdo",
    attached: "El acuerdo va adjunto como PDF, con su sello.",
    answer_subject: |creditor| format!("{creditor}: la respuesta a su solicitud"),
    countered: |creditor, until| {
        format!("{creditor} le propone otra cosa. Si le sirve, confírmela a más tardar el {until}:")
    },
    declined: |creditor| format!("{creditor} no puede aceptar esta solicitud. Todo sigue como antes."),
    answer_button: "Ver la respuesta",
};
