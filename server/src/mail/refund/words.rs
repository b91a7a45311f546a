//! The words of the mail that money is on its way back.

/// The words of the mail that money is on its way back.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the amount and the creditor's name.
    pub lead: fn(&str, &str) -> String,
    /// With the receipt's number of the payment.
    pub of: fn(&str) -> String,
    pub takes: &'static str,
    pub button: &'static str,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
    subject: |creditor| format!("{creditor}: una devolución para usted"),
    lead: |amount, creditor| format!("{creditor} le devolvió {amount}."),
    of: |number| format!("Corresponde al pago con comprobante {number}."),
    takes: "El dinero vuelve al mismo medio de pago y puede tardar hasta 10 días hábiles en verse.",
    button: "Ver el pago",
};

/// English.
pub static EN: Words = Words {
    subject: |creditor| format!("{creditor}: a refund for you"),
    lead: |amount, creditor| format!("{creditor} has refunded {amount} to you."),
    of: |number| format!("It belongs to the payment with receipt {number}."),
    takes: "The money goes back to where it came from and can take up to 10 working days to show.",
    button: "See the payment",
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    subject: |creditor| format!("{creditor}: uma devolução para você"),
    lead: |amount, creditor| format!("{creditor} devolveu {amount} a você."),
    of: |number| format!("Corresponde ao pagamento com comprovante {number}."),
    takes: "O dinheiro volta para o mesmo meio de pagamento e pode levar até 10 dias úteis para aparecer.",
    button: "Ver o pagamento",
};
