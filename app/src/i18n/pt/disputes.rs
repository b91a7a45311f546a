//! What is said of a dispute, in Portuguese of Brazil.

use crate::i18n::disputes::*;

pub static WORDS: DisputeWords = DisputeWords {
    invoice: "Fatura",
    about: "É sobre",
    on_hold: "Não é cobrado enquanto isso",
    reason: "O que aconteceu",
    upheld: "Não é mais cobrado",
    whole: "tudo o que estava em aberto",
    line: |text| format!("“{text}”"),
    part: "um valor",
    upheld_part: |amount| {
        format!("Você tinha razão em parte: {amount} não são mais cobrados. O resto segue em aberto.")
    },
    rejected: "Foi analisado, e o valor segue em aberto. Os dias da análise não somam juros.",
    withdrawn: "Você o retirou. O valor volta a ficar em aberto.",
    withdraw: "Retirar o aviso",
    withdraw_hint: "Se já foi esclarecido, você pode retirá-lo. O valor volta a ficar em aberto.",
    see_invoice: "Ver a fatura",
    in_activity: "Aviso de que algo não está certo",
    beside: |amount| format!("{amount} em análise"),
    in_plan: |amount| {
        format!(
            "Você nos avisou que {amount} não estão certos. Não são cobrados enquanto analisamos: são a última parte do \
             plano. Os outros pagamentos seguem nas suas datas."
        )
    },
    staff_in_plan: "A fatura está em um plano. Os pagamentos seguem nas suas datas, e o que se contesta é pedido por \
                    último. O que você aceitar reduz o plano na hora.",
    files_again: "Escolha os arquivos de novo: o navegador não os guarda",
    nameless: "arquivo",
};
