//! The words of the first link to an account.

/// The words of the first link to an account.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    pub button: &'static str,
    /// With the last day.
    pub until: fn(&str) -> String,
    pub not_you: &'static str,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
    subject: |creditor| format!("{creditor}: su enlace para ver su cuenta"),
    lead: |creditor| {
        format!(
            "Con este enlace puede ver su cuenta con {creditor}: cada factura con su detalle y las formas de pagar. No hace falta contraseña."
        )
    },
    button: "Ver mi cuenta",
    until: |date| format!("El enlace funciona hasta el {date}. Después puede pedir otro en la misma página."),
    not_you: "Si este mensaje no es para usted, bórrelo y no comparta el enlace.",
};

/// English.
pub static EN: Words = Words {
    subject: |creditor| format!("{creditor}: your link to your account"),
    lead: |creditor| {
        format!(
            "With this link you can see your account with {creditor}: every invoice in detail, and the ways to pay. You need no password."
        )
    },
    button: "See my account",
    until: |date| format!("The link works until {date}. After that you can ask for another on the same page."),
    not_you: "If this message is not for you, please delete it and do not share the link.",
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    subject: |creditor| format!("{creditor}: seu link para ver sua conta"),
    lead: |creditor| {
        format!(
            "Com este link você vê sua conta com {creditor}: cada fatura em detalhe e as formas de pagar. Não é preciso senha."
        )
    },
    button: "Ver minha conta",
    until: |date| format!("O link funciona até {date}. Depois você pode pedir outro na mesma página."),
    not_you: "Se esta mensagem não é para você, apague-a e não compartilhe o link.",
};
