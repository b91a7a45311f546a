//! The words of a balance explained, in Portuguese of Brazil.

use crate::i18n::agreements::explain::Explain;
use crate::i18n::pt::days;

pub const EXPLAIN: Explain = Explain {
    title: "De onde vem este valor",
    what: "Item",
    amount: "Valor",
    sum: |date| format!("A pagar em {date}"),
    sum_ahead: |date| format!("Se você pagar em {date}"),
    other_day: "Calcular para outro dia",
    show: "Ver",
    unreadable: |first, last| format!("Escolha um dia do calendário, de {first} a {last}"),
    invoiced: "Fatura",
    credit_note: "Nota de crédito",
    changed: "Correção",
    interest: "Juros por atraso",
    interest_cap: "Juros acima do teto, que não são cobrados",
    agreement_price: "Custo do acordo",
    paused: "Em pausa: sem juros nem multa",
    fee: "Multa por atraso",
    waived: "Encargo dispensado",
    payment: "Pagamento",
    payment_outside: "Pago por outro meio",
    credit_used: "Crédito usado",
    credited: "Passou para o seu crédito",
    refund: "Devolução",
    refund_failed: "Devolução que não chegou",
    chargeback: "Pagamento retirado pelo banco",
    chargeback_won: "Pagamento devolvido pelo banco",
    discount: "Desconto",
    discount_offered: "Desconto se pagar nesse dia",
    in_review: "Em análise: não é cobrado por enquanto",
    settlement: |until| format!("Acordo de quitação: perdoado se você pagar até {until}"),
    write_off: "Perdoado",
    arithmetic: |d, percent, principal, year| format!("{} × {percent} ao ano × {principal} ÷ {year}", days(d)),
    span: |from, to| format!("de {from} a {to}"),
};
