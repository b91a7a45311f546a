//! The mails about agreements, in Portuguese of Brazil.

use crate::i18n::agreement_mail::*;

pub static WORDS: AgreementMailWords = AgreementMailWords {
    subject: |creditor| format!("{creditor}: seu acordo"),
    lead: |creditor| format!("Isto é o que você combinou com {creditor}:"),
    button: "Ver o acordo",
    attached: "O acordo vai anexo em PDF, com o seu selo.",
    answer_subject: |creditor| format!("{creditor}: a resposta ao seu pedido"),
    countered: |creditor, until| format!("{creditor} propõe outra coisa. Se servir, confirme até {until}:"),
    declined: |creditor| format!("{creditor} não pode aceitar este pedido. Tudo continua como antes."),
    answer_button: "Ver a resposta",
};
