//! The words of pages instead of the one that was asked for, in Portuguese of Brazil.

use crate::i18n::ended;
use crate::i18n::pages::problem::Problems;

pub const PROBLEM: Problems = Problems {
    not_found: (
        "Não encontramos esta página",
        "O endereço pode estar incompleto. Volte para sua conta ou abra o link do seu e-mail.",
    ),
    not_in_account: ("Não está na conta aberta", "O que você procura é de outra conta ou não existe."),
    dead_link: (
        "Este link não funciona mais",
        "Ele pode ter sido cortado ao copiar, ter passado do prazo ou ter sido desativado. Peça um novo; ele chega em alguns minutos.",
    ),
    no_session: (
        "Abra sua conta com o link do seu e-mail",
        "Não há nenhuma conta aberta neste navegador. O link que você recebeu por e-mail abre a conta, sem senha.",
    ),
    session_unused: (
        "A sessão terminou",
        "Nós a encerramos depois de meia hora sem uso, para proteger seus dados. O link do seu e-mail abre a conta de novo.",
    ),
    session_over: (
        "A sessão terminou",
        "Uma sessão dura no máximo 12 horas, para proteger seus dados. O link do seu e-mail abre a conta de novo.",
    ),
    signed_out: (
        "Você saiu da conta",
        "Ninguém mais pode ver a conta neste navegador. O link do seu e-mail abre a conta de novo.",
    ),
    access_revoked: (
        "Este acesso foi desativado",
        "O link com que você entrou foi desativado e a sua sessão terminou com ele. Você pode pedir um novo link.",
    ),
    other_account: (
        "Outra conta está aberta agora",
        "Esta página era de outra conta, por isso nada foi feito. Para continuar com ela, abra de novo o link dela.",
    ),
    open_account: |name| {
        let open = ended(format!("Neste navegador está aberta a conta de {name}"));
        format!("{open} Se você procurava algo de outra conta, abra de novo o link dela.")
    },
    open_pay_only: "Neste navegador está aberto um link que só serve para pagar uma fatura. Para ver sua conta, abra de novo o link do seu e-mail.",
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
        "Já fomos avisados. Antes de pagar de novo, veja no Extrato se o pagamento foi registrado.",
    ),
    fault_id: "Se falar conosco, mencione este número:",
    busy: ("Voltamos em um momento", "O serviço está ocupado. Nada foi alterado. Tente de novo em um minuto."),
    new_link: "Receber um novo link",
    new_link_here: "Receber um novo link",
    to_account: "Ir para minha conta",
    again: "Tentar de novo",
};
