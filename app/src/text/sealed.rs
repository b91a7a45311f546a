//! What is said around a sealed agreement: how it was proved, the mail that brings it, the mail that
//! answers a request.

/// What is said around a sealed agreement.
#[derive(Debug)]
pub struct SealedWords {
    /// The mail's subject, with the creditor's name.
    pub subject: fn(&str) -> String,
    /// The mail's first line, with the creditor's name.
    pub lead: fn(&str) -> String,
    pub button: &'static str,
    pub attached: &'static str,
    /// The subject of the answer to a request, with the creditor's name.
    pub answer_subject: fn(&str) -> String,
    /// Something else, with the creditor's name and the last day to confirm.
    pub countered: fn(&str, &str) -> String,
    /// No, with the creditor's name.
    pub declined: fn(&str) -> String,
    pub answer_button: &'static str,
}

pub(super) static ES: SealedWords = SealedWords {
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

pub(super) static EN: SealedWords = SealedWords {
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

pub(super) static PT: SealedWords = SealedWords {
    subject: |creditor| format!("{creditor}: seu acordo"),
    lead: |creditor| format!("Isto é o que você combinou com {creditor}:"),
    button: "Ver o acordo",
    attached: "O acordo vai anexo em PDF, com o seu selo.",
    answer_subject: |creditor| format!("{creditor}: a resposta ao seu pedido"),
    countered: |creditor, until| format!("{creditor} propõe outra coisa. Se servir, confirme até {until}:"),
    declined: |creditor| format!("{creditor} não pode aceitar este pedido. Tudo continua como antes."),
    answer_button: "Ver a resposta",
};
