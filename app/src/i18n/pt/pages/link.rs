//! The words of links: `/l/{token}`, `/link`, and `/` with a pay-only link, in Portuguese of Brazil.

use crate::i18n::pages::link::Link;

pub const LINK: Link = Link {
    gate: "Veja e pague suas faturas",
    gate_more: "Enviamos este link porque você é nosso cliente. Você pode pagar tudo ou uma parte, pedir mais prazo ou avisar se algo não está certo.",
    gate_pay: "Pagar uma fatura",
    gate_pay_more: "Alguém compartilhou este link com você. Continue para ver o valor e, se quiser, pagar.",
    go_on: "Continuar",
    gate_safe: "Não é preciso criar conta nem senha.",
    new: "Receber um novo link",
    new_more: "Digite o e-mail em que recebe suas faturas. Enviaremos um novo link.",
    email: "E-mail",
    email_hint: "O mesmo em que você recebe as faturas.",
    email_wrong: "Digite um e-mail completo, por exemplo nome@exemplo.com",
    send: "Enviar link",
    reading: "Para pagar ou responder, entre na sua conta",
    reading_more: "Esta página foi aberta a partir de um e-mail ou calendário e só permite a leitura. Abra o link da sua conta ou peça um novo aqui:",
    sent: "Confira seu e-mail",
    sent_more: "Se esse endereço estiver cadastrado, o link chegará em alguns minutos.",
    sent_nothing: "Não chegou? Olhe na pasta de spam ou tente outro endereço.",
    pay_only: |creditor| format!("Pagamento a {creditor}"),
    payee: "Pago a",
    reference: "Fatura",
    instalment: "É uma parcela do parcelamento desta fatura, não a fatura inteira.",
    beside: |amount| format!("Além disso, há {amount} a caminho para esta fatura."),
    begun: "Já há um pagamento iniciado",
    begun_more: "Outra pessoa começou a pagar esta fatura. Se não terminar, você poderá pagá-la aqui em meia hora.",
    settled: "Não há nada a pagar",
    resting: |number| format!("Por enquanto nada da fatura {number} está sendo cobrado."),
    settled_more: |number| format!("A fatura {number} já está paga. Obrigado."),
};
