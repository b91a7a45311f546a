//! The words of `/requests/{id}`, in Portuguese of Brazil.

use crate::i18n::agreements::request::Request;

pub const REQUEST: Request = Request {
    extension: "Pedido de mais prazo",
    plan: "Pedido de um plano de parcelas",
    settlement: "Pedido para quitar",
    dispute: "Aviso de que algo não está certo",
    sent: "Recebemos",
    waiting: "Aguardando resposta",
    waiting_more: |date| format!("Uma pessoa vai analisar e responder por e-mail até {date}."),
    waiting_dispute: "Enquanto isso, essa parte não é cobrada e não enviamos lembretes sobre ela.",
    granted: "Aceito",
    granted_more: "O que você pediu foi aceito.",
    upheld_more: "Você tinha razão. A fatura será corrigida.",
    countered: "Sugerimos outra coisa",
    countered_more: "Não foi possível como você pediu, mas assim sim:",
    counter_until: |date| format!("Você pode aceitar até {date}."),
    accept: "Aceitar a proposta",
    accepted: "Proposta aceita",
    declined: "Não foi possível",
    declined_more: "Desta vez não foi possível aceitar. Há outros caminhos:",
    withdrawn: "Retirado",
    lapsed: "A proposta terminou",
    answer: "Resposta",
    asked: "O que você pediu",
    made_on: "Enviado",
    words: "Suas palavras",
    files: "Arquivos",
    see_agreement: "Ver o acordo",
};
