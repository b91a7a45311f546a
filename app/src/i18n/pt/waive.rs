//! The words for letting charges go, in Portuguese of Brazil.

use crate::i18n::waive::{joined, *};

pub static WORDS: WaiveWords = WaiveWords {
    charges: "Juros e encargos",
    owed: |interest, fees| joined(interest.map(|a| format!("Juros {a}")), fees.map(|a| format!("Encargos {a}"))),
    title: "Perdoar juros e encargos",
    invoice: "Fatura",
    what: "O que você perdoar deixa de ser cobrado na hora e já não é receita. Não pode ser desfeito.",
    interest: "Juros a perdoar",
    fees: "Encargos a perdoar",
    max: |amount| format!("Até {amount}"),
    none_left: "Não há juros nem encargos a perdoar nesta fatura.",
    goes_on: "Enquanto houver principal vencido, os próximos dias continuam gerando juros.",
    in_plan: "A fatura está em um parcelamento: as parcelas são calculadas de novo, a favor do cliente.",
    reason: "Motivo",
    reason_hint: "Fica no registro de atividades. O cliente não vê.",
    waive: "Perdoar",
    done: "Pronto: o que você perdoou já não é cobrado.",
};
