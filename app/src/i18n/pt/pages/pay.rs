//! The words of choosing, checking and paying, in Portuguese of Brazil.

use crate::i18n::pages::pay::{Choose, Confirm, Methods};
use crate::i18n::pt::n;

pub const CHOOSE: Choose = Choose {
    title: "O que você quer pagar?",
    title_in: |code| format!("Faturas em {code}"),
    currencies: "Cada moeda é paga separadamente.",
    which: "Faturas",
    pick_overdue: "Só vencidas",
    pick_none: "Nenhuma",
    pick_all: "Todas",
    how_much: "Quanto?",
    everything: "Tudo o que escolhi",
    everything_hint: "Paga por completo as faturas marcadas.",
    part: "Outro valor",
    part_hint: |min| format!("A partir de {min}. A mais antiga é paga primeiro."),
    amount: |code| format!("Valor em {code}"),
    go_on: "Continuar",
    nothing: "Não há nada a pagar.",
    credit: |amount| format!("Você tem {amount} de crédito"),
    credit_more: "Use primeiro: o valor sai do que vence antes.",
    credit_use: |amount| format!("Usar {amount}"),
};

pub const CONFIRM: Confirm = Confirm {
    title: "Confira seu pagamento",
    amount: "Você vai pagar",
    of_plan: |first, last, of| match (first, last) {
        (_, 0) => "Entrada do seu parcelamento".to_owned(),
        (0, last) => format!("Entrada e parcelas até a {last} de {of} do seu parcelamento"),
        (first, last) if first == last => format!("Parcela {last} de {of} do seu parcelamento"),
        (first, last) => format!("Parcelas {first} a {last} de {of} do seu parcelamento"),
    },
    pays_many: |c| format!("Este pagamento quita {}", n(c, "fatura", "faturas")),
    pays: "Este pagamento quita",
    left: "Restará",
    change: "Alterar",
    changed: "Os valores mudaram desde que você abriu esta página. Confira antes de pagar.",
    how: "Como você quer pagar?",
    next: "A página segura de pagamento vai abrir. A cobrança é feita lá, exatamente deste valor.",
    no_method: "Não é possível pagar aqui no momento",
    no_method_more: "Nenhuma forma de pagamento aceita este valor agora. Tente outro valor ou fale conosco.",
};

pub const METHOD: Methods = Methods {
    pay: |amount| format!("Pagar {amount}"),
    by: |provider| format!("{} {provider}", if provider == "PayPal" { "pelo" } else { "pela" }),
    card: "Cartão",
    wallet: "Apple Pay ou Google Pay",
    oxxo: "dinheiro na OXXO",
    boleto: "boleto",
    pix: "Pix",
    bank_debit: "conta bancária",
    account: |provider| format!("Conta do {provider}"),
    not_now: |provider| format!("{provider} não está disponível para este pagamento"),
    currency: |code| format!("Não aceita pagamentos em {code}."),
    too_small: |min| format!("Aceita pagamentos a partir de {min}."),
    too_large: |max| format!("Aceita pagamentos até {max}."),
    step: "Não consegue cobrar este valor exato.",
    away: "Não responde no momento. Tente em alguns minutos.",
};
