//! The words of the page before something binds, and of the code, in Portuguese of Brazil.

use crate::i18n::agreements::check::{Check, Code};

pub const CHECK: Check = Check {
    plan: "Confira seu parcelamento",
    extension: "Confira a nova data",
    promise: "Confira sua promessa de pagamento",
    settlement: "Confira o acordo de quitação",
    discount: "Confira o desconto",
    change: "Alterar",
    agreed: "O que fica acordado",
    if_not: "Se não for cumprido",
    replaces: |amount, date| format!("Isto substitui sua promessa de pagar {amount} em {date}, que deixa de valer."),
    changed: "Algo mudou desde que você abriu esta página. Confira de novo antes de aceitar.",
    code_next: |address| format!("Para confirmar que é você, vamos enviar um código de seis dígitos para {address}."),
    asked_next: |date| format!("Requer aprovação. Vamos responder até {date}; até lá nada muda."),
    agree: "Aceitar",
    send_code: "Aceitar e receber o código",
    ask: "Enviar o pedido",
    nothing_yet: "Nada foi acordado ainda.",
};

pub const CODE: Code = Code {
    title: "Digite o código",
    sent: |address, minutes| format!("Enviamos para {address}. Vale por {minutes} minutos após o envio."),
    sent_again: |address| format!("Enviamos outro código para {address}. O anterior não vale mais."),
    why: "Assim ninguém mais pode aceitar algo em seu nome.",
    label: "Código de seis dígitos",
    hint: "Você pode colar. Se não chegar, veja a pasta de spam.",
    confirm: "Confirmar",
    resend: "Enviar outro código",
    unreadable: "Digite os seis dígitos do e-mail",
    wrong: |left| match left {
        0 => "Esse não é o código. Peça outro".to_owned(),
        1 => "Esse não é o código. Resta 1 tentativa".to_owned(),
        left => format!("Esse não é o código. Restam {left} tentativas"),
    },
    locked: |m| {
        let minutes = if m <= 1 { "um minuto".to_owned() } else { format!("{m} minutos") };
        format!("Houve tentativas demais. Espere {minutes} e peça outro código")
    },
    ran_out: "Esse código não vale mais. Peça outro",
    not_sent: "Não conseguimos enviar o código. Tente de novo em alguns minutos",
};
