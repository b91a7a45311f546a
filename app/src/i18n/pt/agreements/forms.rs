//! The words of `/extensions/new`, `/promises/new` and `/settlements/new`, in Portuguese of Brazil.

use crate::i18n::agreements::forms::{Extension, Promise, Settlement};
use crate::i18n::pt::times;

pub const EXTENSION: Extension = Extension {
    title: "Pedir mais prazo",
    lead: |number, amount, due| format!("Fatura {number}: {amount}. Data atual: {due}."),
    options: "Quanto tempo a mais?",
    new_due: |date| format!("Até {date}"),
    none: "A data desta fatura não pode ser mudada agora. Você pode parcelar ou dizer quando vai pagar.",
    left: |left| format!("Você pode usar isto mais {} neste ano.", times(left)),
    nothing_to_extend: "Não há faturas cuja data possa ser mudada.",
};

pub const PROMISE: Promise = Promise {
    title: "Diga em que dia vai pagar",
    lead: "É um aviso, não um contrato. Nada é cobrado nesse dia.",
    changes: "Até esse dia não enviamos lembretes.",
    changes_not: "A data de vencimento não muda, e os encargos, se houver, continuam.",
    amount: |code| format!("Valor em {code}"),
    amount_hint: |owed| format!("Até {owed}."),
    date: "Dia em que vai pagar",
    date_hint: |latest| format!("Até {latest}."),
    left: |left| format!("Você pode fazer isto mais {} neste ano.", times(left)),
};

pub const SETTLEMENT: Settlement = Settlement {
    title: "Quitar com um só pagamento",
    lead: "Você paga uma parte de uma vez e o resto é perdoado.",
    options: "O que quer quitar?",
    none: "Agora não há faturas que possam ser quitadas assim. Você pode parcelar.",
    written_off: |amount| format!("{amount} são perdoados"),
    instead: |full| format!("em vez de {full}"),
};
