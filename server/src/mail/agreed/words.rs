//! The words of the mail that brings a sealed agreement.

/// The words of the mail that brings a sealed agreement.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    pub button: &'static str,
    pub attached: &'static str,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
    subject: |creditor| format!("{creditor}: su acuerdo"),
    lead: |creditor| format!("Esto es lo que acordó con {creditor}:"),
    button: "Ver el acuerdo",
    attached: "El acuerdo va adjunto como PDF, con su sello.",
};

/// English.
pub static EN: Words = Words {
    subject: |creditor| format!("{creditor}: your agreement"),
    lead: |creditor| format!("This is what you agreed with {creditor}:"),
    button: "See the agreement",
    attached: "The agreement is attached as a PDF, with its seal.",
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    subject: |creditor| format!("{creditor}: seu acordo"),
    lead: |creditor| format!("Isto é o que você combinou com {creditor}:"),
    button: "Ver o acordo",
    attached: "O acordo vai anexo em PDF, com o seu selo.",
};
