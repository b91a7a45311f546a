//! What is said of a dispute, in Portuguese of Brazil.

use crate::i18n::disputes::*;

pub static WORDS: DisputeWords = DisputeWords {
    invoice: "Fatura",
    about: "É sobre",
    on_hold: "Em análise",
    in_question: "Valor em questão",
    settles: |amount| format!("Pelo seu acordo de quitação faltam {amount} desta fatura."),
    disputed: "O que estava em análise",
    reason: "O que aconteceu",
    upheld: "Não é mais cobrado",
    whole: "tudo o que estava em aberto",
    line: |text| format!("“{text}”"),
    part: "um valor",
    upheld_part: |amount, rest| {
        format!("Você tinha razão em parte: {amount} não são mais cobrados. Os outros {rest} seguem em aberto.")
    },
    owed_again: "Segue em aberto",
    rejected: "Foi analisado, e o valor segue em aberto. Os encargos, se houver, contam também por esses dias.",
    withdrawn: "Você a retirou. O valor volta a ficar em aberto. Os encargos, se houver, contam também por esses dias.",
    withdraw: "Retirar a contestação",
    withdraw_hint: "Se já foi esclarecido, você pode retirá-la. O valor volta a ficar em aberto.",
    see_invoice: "Ver a fatura",
    in_activity: "Contestação",
    beside: |amount| format!("{amount} em análise"),
    in_settlement: |amount| format!("Disso, {amount} estão em análise: não são cobrados até respondermos."),
    in_plan: |amount| {
        format!(
            "Você contestou {amount}. Enquanto analisamos, as outras parcelas seguem nas suas datas e essa parte fica \
             para o fim. Se você tiver razão, as parcelas que faltam serão menores."
        )
    },
    staff_in_plan: "A fatura está em um parcelamento. Até a resposta, as parcelas seguem nas suas datas e o que se \
                    contesta é pedido por último. O que você aceitar reduz as parcelas que faltam.",
    in_vain: "Você já relatou isso duas vezes. Entre em contato conosco.",
    files_again: "Escolha os arquivos de novo: o navegador não os guarda",
    nameless: "arquivo",
};
