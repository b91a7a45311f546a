//! The words of the code that proves the reader to be the debtor.

/// The words of the code that proves the reader to be the debtor.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    pub lead: &'static str,
    /// With how many minutes it works.
    pub minutes: fn(&i64) -> String,
    pub keep: &'static str,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
    subject: |creditor| format!("{creditor}: su código de confirmación"),
    lead: "Este es el código para confirmar su acuerdo. Escríbalo en la página que dejó abierta:",
    minutes: |minutes| format!("Sirve una vez y durante {minutes} minutos."),
    keep: "No lo comparta con nadie: nunca se lo pediremos por teléfono ni por mensaje. Si no lo pidió usted, no hace falta hacer nada.",
};

/// English.
pub static EN: Words = Words {
    subject: |creditor| format!("{creditor}: your confirmation code"),
    lead: "This is the code to confirm your agreement. Type it on the page that you left open:",
    minutes: |minutes| format!("It works once, for {minutes} minutes."),
    keep: "Do not share it with anyone: we never ask for it by phone or message. If you did not ask for it, there is nothing to do.",
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    subject: |creditor| format!("{creditor}: seu código de confirmação"),
    lead: "Este é o código para confirmar seu acordo. Digite-o na página que ficou aberta:",
    minutes: |minutes| format!("Ele vale uma vez e por {minutes} minutos."),
    keep: "Não o compartilhe com ninguém: nunca o pediremos por telefone nem por mensagem. Se não foi você quem pediu, não é preciso fazer nada.",
};
