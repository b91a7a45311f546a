//! The words of pages instead of the one that was asked for, in Portuguese of Brazil.

use crate::i18n::pages::problem::Problems;

pub const PROBLEM: Problems = Problems {
    not_found: (
        "Não encontramos esta página",
        "O endereço pode estar incompleto. Volte para sua conta ou abra o link do seu e-mail.",
    ),
    dead_link: (
        "Este link não funciona mais",
        "Os links têm prazo para proteger seus dados. Peça um novo; ele chega em alguns minutos.",
    ),
    session_ended: (
        "A sessão terminou",
        "Nós a encerramos depois de um tempo sem uso para proteger seus dados. Abra de novo o link do seu e-mail ou peça outro.",
    ),
    provider_away: (
        "O serviço de pagamento não responde",
        "Nada foi cobrado. Tente de novo em alguns minutos ou pague de outra forma.",
    ),
    too_many: "Muitas tentativas",
    too_many_more: |m| {
        if m <= 1 {
            "Espere um minuto e tente de novo.".to_owned()
        } else {
            format!("Espere {m} minutos e tente de novo.")
        }
    },
    foreign: (
        "Não pudemos aceitar este envio",
        "O formulário não veio desta página. Nada foi alterado. Volte para sua conta e tente de novo.",
    ),
    bad_request: ("Não conseguimos ler o que foi enviado", "Nada foi alterado. Volte e tente de novo."),
    nothing_to_pay: ("Não há nada a pagar", "O que você escolheu já está pago ou tem um pagamento a caminho."),
    fault: (
        "Algo falhou do nosso lado",
        "Já fomos avisados. Antes de pagar de novo, veja em Movimentos se o pagamento foi registrado.",
    ),
    fault_id: "Se falar conosco, mencione este número:",
    busy: ("Voltamos em um momento", "O serviço está ocupado. Nada foi alterado. Tente de novo em um minuto."),
    new_link: "Receber um novo link",
    to_account: "Ir para minha conta",
    again: "Tentar de novo",
};
