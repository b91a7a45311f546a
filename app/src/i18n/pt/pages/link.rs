//! The words of links: `/l/{token}`, `/link`, and `/` with a pay-only link, in Portuguese of Brazil.

use crate::i18n::pages::link::Link;

pub const LINK: Link = Link {
    gate: |creditor| format!("{creditor} enviou este link"),
    gate_more: "Continue para ver os detalhes e, se quiser, pagar.",
    go_on: "Continuar",
    gate_safe: "Não é preciso criar conta nem senha.",
    new: "Receber um novo link",
    new_more: "Digite o e-mail em que recebe suas faturas. Enviaremos um novo link.",
    email: "E-mail",
    email_hint: "O mesmo em que você recebe as faturas.",
    email_wrong: "Digite um e-mail completo, por exemplo nome@exemplo.com",
    send: "Enviar link",
    sent: "Confira seu e-mail",
    sent_more: "Se esse endereço estiver cadastrado, o link chegará em alguns minutos.",
    sent_nothing: "Não chegou? Olhe na pasta de spam ou tente outro endereço.",
    pay_only: |creditor| format!("Pagamento a {creditor}"),
    payee: "Pago a",
    reference: "Fatura",
    settled: "Não há nada a pagar",
    settled_more: |number| format!("A fatura {number} já está paga. Obrigado."),
};
