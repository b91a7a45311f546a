//! The words of a new link that was asked for.

use app::i18n::ended;

/// The words of a new link that was asked for.
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
    subject: |creditor| format!("{creditor}: su nuevo enlace"),
    lead: |creditor| ended(format!("Aquí está el nuevo enlace a su cuenta con {creditor}")),
    button: "Ver mi cuenta",
    until: |date| format!("El enlace funciona hasta el {date}."),
    not_you: "Si no lo pidió usted, no hace falta hacer nada.",
};

/// English.
pub static EN: Words = Words {
    subject: |creditor| format!("{creditor}: your new link"),
    lead: |creditor| ended(format!("Here is the new link to your account with {creditor}")),
    button: "See my account",
    until: |date| format!("The link works until {date}."),
    not_you: "If you did not ask for it, there is nothing to do.",
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    subject: |creditor| format!("{creditor}: seu novo link"),
    lead: |creditor| ended(format!("Aqui está o novo link para sua conta com {creditor}")),
    button: "Ver minha conta",
    until: |date| format!("O link funciona até {date}."),
    not_you: "Se não foi você quem pediu, não é preciso fazer nada.",
};
