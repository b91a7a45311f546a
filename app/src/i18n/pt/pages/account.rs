//! The words of `/`, and of where an invoice stands, in Portuguese of Brazil.

use crate::i18n::ended;
use crate::i18n::pages::account::{Account, InvoiceStateWords};
use crate::i18n::pt::{days, n};

pub const STATE: InvoiceStateWords = InvoiceStateWords {
    open: "A pagar",
    due_soon: "Vence em breve",
    overdue: "Vencida",
    extended: "Com mais prazo",
    in_plan: "Em um parcelamento",
    disputed: "Em análise",
    paid: "Paga",
    credit: "Crédito",
    used: "Usada",
    void: "Cancelada",
    processing: "Pagamento a caminho",
    processing_of: |amount| format!("{amount} a caminho"),
    due_on: |date| format!("Vence em {date}"),
    due_today: "Vence hoje",
    due_in: |d| if d == 1 { "Vence amanhã".to_owned() } else { format!("Vence em {}", days(d)) },
    late_by: |d| if d == 1 { "Venceu ontem".to_owned() } else { format!("Venceu há {}", days(d)) },
};

pub const ACCOUNT: Account = Account {
    title: "Minha conta",
    account_of: |name| format!("Conta de {name}"),
    owed: "Total a pagar",
    overdue: |c| format!("Vencido ({})", n(c, "fatura", "faturas")),
    due_soon: |c| format!("Vence em breve ({})", n(c, "fatura", "faturas")),
    in_plan: |c| format!("Parcelado ({})", n(c, "fatura", "faturas")),
    later: |c| format!("A vencer ({})", n(c, "fatura", "faturas")),
    on_its_way: "Pagamento a caminho",
    also_on_its_way: "Além disso, a caminho",
    also_in_review: "Além disso, em análise",
    next_overdue: |d| {
        if d == 1 {
            "Sua fatura mais antiga venceu ontem.".to_owned()
        } else {
            format!("Sua fatura mais antiga venceu há {}.", days(d))
        }
    },
    next_due_soon: |d| match d {
        0 => "Sua próxima fatura vence hoje.".to_owned(),
        1 => "Sua próxima fatura vence amanhã.".to_owned(),
        d => format!("Sua próxima fatura vence em {}.", days(d)),
    },
    next_due: |date| format!("Sem pressa: sua próxima fatura vence em {date}."),
    pay: |amount| format!("Pagar {amount}"),
    pay_overdue: |amount| format!("Pagar o vencido: {amount}"),
    pay_due_soon: |amount| format!("Pagar o que vence em breve: {amount}"),
    choose: "Escolher faturas ou pagar uma parte",
    invoices: "Faturas a pagar",
    more_invoices: |c| format!("Ver mais {}", n(c, "fatura", "faturas")),
    of_total: |total| format!("de {total}"),
    includes: |charges| format!("inclui {charges} de juros e encargos"),
    includes_cost: |amount| format!("inclui {amount} de encargos e do custo do seu acordo"),
    instead_of: |full| format!("em vez de {full}"),
    beside_plan: |planned| format!("além de {planned} em um parcelamento"),
    settled: "Faturas anteriores",
    nothing_owed: "Está tudo pago",
    nothing_owed_more: "Não há nada a pagar. Obrigado.",
    credit: |amount| format!("Você tem {amount} de crédito"),
    credit_more: "Pode ser usado em uma fatura ou devolvido. Diga-nos o que prefere.",
    credit_automatic: "Usamos no que vencer primeiro. Se preferir que seja devolvido, fale conosco.",
    credit_by_debtor: "Você pode usar antes de pagar ou pedir a devolução.",
    open_title: "Há um pagamento não concluído",
    open_more: |amount, provider, begun| {
        ended(format!("{amount} com {provider}. Nada foi cobrado ainda. Iniciado em {begun}"))
    },
    open_continue: "Continuar este pagamento",
    open_cancel: "Cancelar",
    open_see: "Ver o pagamento",
    open_otherwise: "Ver o pagamento ou pagar de outra forma",
    open_left: |amount, provider| {
        format!("Você começou um pagamento de {amount} com {provider} e não terminou. Nada foi cobrado.")
    },
    processing_more: |amount, provider| {
        format!("{amount} com {provider}. O saldo vai diminuir quando o dinheiro chegar; não é preciso pagar de novo.")
    },
    not_needed: "Este pagamento não é mais preciso",
    not_needed_more: |amount| {
        format!(
            "Você começou um pagamento de {amount}, mas o que ele pagaria não se deve mais, ou se deve menos. Não pague: estamos cancelando."
        )
    },
    cancelled: "Pagamento cancelado. Nada foi cobrado.",
    could_not_cancel: "Esse pagamento não pode mais ser cancelado: o dinheiro já saiu ou está a caminho.",
    language_saved: "Idioma salvo.",
};
