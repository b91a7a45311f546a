//! The words of `/payments/{id}` and its receipt, in Portuguese of Brazil.

use crate::i18n::pages::payment::{Payment, Receipt};

pub const PAYMENT: Payment = Payment {
    started: "Este pagamento não foi concluído",
    started_more: |amount, provider| {
        format!(
            "O pagamento de {amount} com {provider} foi iniciado, mas ainda não foi concluído. Não recebemos dinheiro."
        )
    },
    checking: "Estamos confirmando seu pagamento",
    checking_more: |amount, provider| {
        format!("Perguntamos sobre o pagamento de {amount} com {provider}. Costuma levar alguns segundos.")
    },
    processing: "Seu pagamento está a caminho",
    processing_more: |amount, provider| {
        format!(
            "O pagamento de {amount} com {provider} está sendo processado. Pode levar alguns minutos ou alguns dias."
        )
    },
    voucher: "Falta pagar o boleto",
    voucher_until: |amount, until| {
        format!("Pague {amount} com este boleto, até {until}. Depois de pagar, o aviso pode levar até um dia útil.")
    },
    voucher_more: |amount| {
        format!("Pague {amount} com este boleto. Depois de pagar, o aviso pode levar até um dia útil.")
    },
    voucher_show: "Ver o boleto",
    voucher_number: "Número para pagar",
    instead: "Pagar de outra forma",
    instead_more: "O boleto deixará de valer; não o pague depois.",
    kept: "Este pagamento não pode mais ser alterado: o dinheiro chegou ou está a caminho.",
    left: "Nada foi cobrado",
    left_more: |amount, provider| {
        format!("O pagamento de {amount} com {provider} não foi feito. Você pode tentar de novo quando quiser.")
    },
    choose_again: "Escolher como pagar",
    bank_debit_more: |amount| format!("O banco está processando {amount}. Costuma levar alguns dias úteis."),
    review_more: |amount, provider| {
        format!("O pagamento de {amount} com {provider} está em análise. Costuma levar menos de um dia.")
    },
    do_not_pay_again: "Não é preciso pagar de novo.",
    will_tell: "Avisaremos por e-mail quando o dinheiro chegar. Você pode fechar esta página.",
    can_close: "Você pode fechar esta página e abri-la de novo com o mesmo link.",
    paid: "Pagamento recebido",
    paid_more: |amount| format!("Recebemos {amount}. Muito obrigado."),
    failed: "O pagamento não foi concluído",
    failed_more: |amount| {
        format!(
            "Não recebemos {amount}. Se o seu banco mostrar uma cobrança, ela costuma sumir em alguns dias. Você pode tentar de novo ou pagar de outra forma."
        )
    },
    cancelled: "Pagamento cancelado",
    voucher_cancelled: "O boleto foi cancelado",
    cancelled_more: |amount| format!("O pagamento de {amount} foi cancelado. Nada foi cobrado."),
    expired: "O tempo deste pagamento acabou",
    expired_more: |amount| {
        format!("O pagamento de {amount} não foi concluído a tempo. Nada foi cobrado. Você pode começar de novo.")
    },
    partly_refunded: "Uma parte foi devolvida",
    partly_refunded_more: |refunded, amount| format!("Foram devolvidos {refunded} do pagamento de {amount}."),
    refunded: "Pagamento devolvido",
    refunded_more: |amount| format!("Foram devolvidos {amount}. O que este pagamento cobria está em aberto outra vez."),
    refund_takes: "O dinheiro volta para a mesma forma de pagamento e pode levar até 10 dias úteis para aparecer.",
    charged_back: "O banco retirou este pagamento",
    charged_back_more: |amount| {
        format!(
            "O banco retirou {amount}. O que ele cobria está em aberto outra vez até que se esclareça. Se não foi você quem pediu, fale conosco."
        )
    },
    chargeback_won_more: |amount| format!("O banco confirmou o pagamento de {amount}. Tudo continua como antes."),
    go_on: |provider| format!("Continuar em {provider}"),
    again: "Tentar de novo",
    check_again: "Consultar de novo",
    to_account: "Voltar para minha conta",
    stranger: "Para ver sua conta, abra o link que recebeu por e-mail.",
};

pub const RECEIPT: Receipt = Receipt {
    title: "Comprovante",
    number: "Número",
    paid_at: "Data do pagamento",
    received: "Recebido",
    discount: "Desconto por pagamento antecipado",
    settled: "Acordo de quitação",
    by: "Forma de pagamento",
    to: "Pago a",
    pays: "O que foi pago",
    credit: "Crédito",
    left: "Ainda a pagar",
    mailed: "Também enviamos por e-mail.",
    pdf: "Comprovante em PDF",
    file: "comprovante",
};
