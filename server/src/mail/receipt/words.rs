//! The words of a receipt.

/// The words of a receipt.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the amount and the creditor's name.
    pub lead: fn(&str, &str) -> String,
    pub number: &'static str,
    pub paid_at: &'static str,
    pub method: &'static str,
    pub amount: &'static str,
    /// What came off for paying early.
    pub discount: &'static str,
    pub pays: &'static str,
    /// What stays open on one invoice.
    pub left_on: fn(&str) -> String,
    /// What stays open on the account.
    pub left: fn(&str) -> String,
    pub nothing_left: &'static str,
    /// What was over and is now credit.
    pub credit: fn(&str) -> String,
    pub button: &'static str,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
    subject: |creditor| format!("{creditor}: su comprobante"),
    lead: |amount, creditor| format!("{creditor} recibió su pago de {amount}. Muchas gracias."),
    number: "Comprobante",
    paid_at: "Fecha de pago",
    method: "Medio de pago",
    amount: "Importe",
    discount: "Descuento por pronto pago",
    pays: "Qué se pagó",
    left_on: |left| format!("quedan {left}"),
    left: |left| format!("En su cuenta quedan {left} por pagar."),
    nothing_left: "En su cuenta no queda nada por pagar.",
    credit: |credit| format!("Tiene {credit} a favor. Se puede usar en una factura o devolver."),
    button: "Ver el comprobante",
};

/// English.
pub static EN: Words = Words {
    subject: |creditor| format!("{creditor}: your receipt"),
    lead: |amount, creditor| format!("{creditor} received your payment of {amount}. Thank you very much."),
    number: "Receipt",
    paid_at: "Paid on",
    method: "Paid with",
    amount: "Amount",
    discount: "Early-payment discount",
    pays: "What it paid",
    left_on: |left| format!("{left} left"),
    left: |left| format!("On your account, {left} is left to pay."),
    nothing_left: "On your account, nothing is left to pay.",
    credit: |credit| format!("You have {credit} in credit. It can be used for an invoice or paid back."),
    button: "See the receipt",
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    subject: |creditor| format!("{creditor}: seu comprovante"),
    lead: |amount, creditor| format!("{creditor} recebeu seu pagamento de {amount}. Muito obrigado."),
    number: "Comprovante",
    paid_at: "Data do pagamento",
    method: "Meio de pagamento",
    amount: "Valor",
    discount: "Desconto por pagamento antecipado",
    pays: "O que foi pago",
    left_on: |left| format!("faltam {left}"),
    left: |left| format!("Na sua conta ainda faltam {left}."),
    nothing_left: "Na sua conta não falta pagar nada.",
    credit: |credit| format!("Você tem {credit} de crédito. Pode ser usado em uma fatura ou devolvido."),
    button: "Ver o comprovante",
};
