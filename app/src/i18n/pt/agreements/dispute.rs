//! The words of `/disputes/new`, in Portuguese of Brazil.

use crate::i18n::agreements::Pair;
use crate::i18n::agreements::dispute::Dispute;
use domain::dispute::DisputeReason;

fn reasons(reason: DisputeReason) -> Pair {
    match reason {
        DisputeReason::AlreadyPaid => ("Já paguei", "Se tiver o comprovante, anexe abaixo."),
        DisputeReason::WrongAmount => ("O preço ou o valor não está certo", ""),
        DisputeReason::NotReceived => ("Não recebi", "Uma entrega que faltou ou chegou incompleta."),
        DisputeReason::NotAsAgreed => ("Não é o combinado", "Chegou com defeito, ou não é o que foi pedido."),
        DisputeReason::NotMine => ("Não é minha", "A fatura é de outra pessoa ou empresa."),
        DisputeReason::Other => ("Outra coisa", "Conte abaixo."),
    }
}

pub const DISPUTE: Dispute = Dispute {
    title: "O que não está certo?",
    lead: "Conte o que aconteceu. Uma pessoa vai analisar.",
    about: "De qual parte se trata?",
    whole: |amount| format!("A fatura inteira ({amount})"),
    line: "Um item",
    which_line: "Qual?",
    part: "Um valor",
    amount: |code| format!("Valor em {code}"),
    reason: "O que aconteceu?",
    reasons,
    words: "Conte um pouco mais",
    words_hint: |max| format!("Até {max} caracteres."),
    files: "Fotos ou comprovantes (se tiver)",
    files_hint: |max, mb| format!("PDF, JPEG, PNG ou HEIC. Até {max} arquivos de {mb} MB cada."),
    on_hold: "Enquanto analisamos, essa parte não é cobrada e não enviamos lembretes sobre ela. Se for devida, os encargos, se houver, contam também por esses dias. O resto continua igual.",
    send: "Enviar",
    none: "Não há faturas em aberto para avisar.",
};
