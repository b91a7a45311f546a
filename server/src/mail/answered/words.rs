//! The words of the mail that answers a request.

/// The words of the mail that answers a request.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// Something else, with the creditor's name and the last day to confirm.
    pub countered: fn(&str, &str) -> String,
    /// No, with the creditor's name.
    pub declined: fn(&str) -> String,
    pub button: &'static str,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
    subject: |creditor| format!("{creditor}: la respuesta a su solicitud"),
    countered: |creditor, until| {
        format!("{creditor} le propone otra cosa. Si le sirve, confírmela a más tardar el {until}:")
    },
    declined: |creditor| format!("{creditor} no puede aceptar esta solicitud. Todo sigue como antes."),
    button: "Ver la respuesta",
};

/// English.
pub static EN: Words = Words {
    subject: |creditor| format!("{creditor}: the answer to your request"),
    countered: |creditor, until| {
        format!("{creditor} offers you something else. If it suits you, confirm it by {until}:")
    },
    declined: |creditor| format!("{creditor} cannot agree to this request. Everything stays as it was."),
    button: "See the answer",
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    subject: |creditor| format!("{creditor}: a resposta ao seu pedido"),
    countered: |creditor, until| format!("{creditor} propõe outra coisa. Se servir, confirme até {until}:"),
    declined: |creditor| format!("{creditor} não pode aceitar este pedido. Tudo continua como antes."),
    button: "Ver a resposta",
};
