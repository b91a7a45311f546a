//! Refusals as sentences, in Portuguese of Brazil.

use crate::i18n::errors::*;

pub static WORDS: ErrorWords = ErrorWords {
    nothing: "Escolha pelo menos uma fatura",
    two_currencies: "Escolha faturas de uma só moeda; cada moeda é paga separadamente",
    too_small: |min| format!("Digite {min} ou mais"),
    more_than_owed: |owed| format!("Digite {owed} ou menos; é tudo o que falta do que foi escolhido"),
    leaves_too_little: |rest, whole, most| match most {
        Some(most) => {
            format!(
                "Sobrariam {rest}, muito pouco para ser cobrado depois. Digite {whole}, que é tudo, ou {most} ou menos"
            )
        }
        None => format!("Sobrariam {rest}, muito pouco para ser cobrado depois. Digite {whole}, que é tudo"),
    },
    out_of_range: "Digite um valor menor",
    no_amount: "Digite quanto quer pagar",
    not_an_amount: |example| format!("Digite o valor só com números, por exemplo {example}"),
    too_many_decimals: |n| match n {
        0 => "Digite o valor sem centavos".to_owned(),
        n => format!("Digite o valor com no máximo {n} casas decimais"),
    },
    no_plan: NoPlanWords {
        nothing: "Escolha ao menos uma fatura para parcelar",
        frequency: "Escolha outra frequência; essa não é oferecida",
        first_too_early: |date| format!("Escolha {date} ou um dia depois para a primeira parcela"),
        first_too_late: |date| format!("Escolha {date} ou um dia antes para a primeira parcela"),
        down_too_small: |min| format!("Digite {min} ou mais como entrada"),
        down_too_large: |max| format!("Digite {max} ou menos como entrada"),
        too_small: |min| format!("Cada parcela deve ser de {min} ou mais. Tente menos parcelas ou um valor maior"),
        too_few: |fewest| {
            format!("Escolha {fewest} parcelas ou mais; para pagar tudo de uma vez não é preciso parcelar")
        },
        too_many: |max| {
            format!("Com {max} parcelas no máximo não é suficiente. Tente menos parcelas ou um valor maior")
        },
        ends_too_late: |date| format!("O parcelamento deve terminar até {date}. Tente um valor maior"),
        too_little_owed: |min| format!("A dívida é pequena para dividir em parcelas de {min}. Você pode pagar tudo"),
    },
};
