//! The words of verification, in Portuguese of Brazil.

use crate::i18n::verification::*;
use domain::knowledge_question::KnowledgeQuestion;

pub static WORDS: VerificationWords = VerificationWords {
    confirmed: "Confirmado",
    next: |fact| match fact {
        KnowledgeQuestion::Postcode => {
            "Para confirmar que é você, vamos pedir o seu CEP e o número de uma fatura.".to_owned()
        }
        KnowledgeQuestion::TaxId => {
            "Para confirmar que é você, vamos pedir o seu CPF ou CNPJ e o número de uma fatura.".to_owned()
        }
    },
    accept: "Aceitar e confirmar",
    instead: |fact| match fact {
        KnowledgeQuestion::Postcode => "Aceitar e confirmar com o meu CEP".to_owned(),
        KnowledgeQuestion::TaxId => "Aceitar e confirmar com o meu CPF ou CNPJ".to_owned(),
    },
    no_mail: |fact| match fact {
        KnowledgeQuestion::Postcode => "O e-mail não chega: confirmar com o meu CEP".to_owned(),
        KnowledgeQuestion::TaxId => "O e-mail não chega: confirmar com o meu CPF ou CNPJ".to_owned(),
    },
    by_mail: |address| format!("Prefiro receber um código em {address}"),
    title: "Confirme que é você",
    lead: |minutes| format!("Digite estes dois dados. Você tem {minutes} minutos."),
    label: |fact| match fact {
        KnowledgeQuestion::Postcode => "Seu CEP",
        KnowledgeQuestion::TaxId => "Seu CPF ou CNPJ",
    },
    hint: |fact| match fact {
        KnowledgeQuestion::Postcode => "O do seu endereço de cobrança (código postal).",
        KnowledgeQuestion::TaxId => "Ou o número fiscal do seu país. Pontos e traços não importam.",
    },
    number: "Número de uma das suas faturas",
    number_hint: "Qualquer uma serve.",
    no_fact: |fact| match fact {
        KnowledgeQuestion::Postcode => "Digite o seu CEP completo",
        KnowledgeQuestion::TaxId => "Digite o seu CPF ou CNPJ completo",
    },
    no_number: "Digite o número de uma das suas faturas",
    wrong: |left| match left {
        1 => "Os dois dados juntos não são os que temos. Resta 1 tentativa".to_owned(),
        left => format!("Os dois dados juntos não são os que temos. Restam {left} tentativas"),
    },
    locked: |minutes| {
        let minutes = if minutes <= 1 { "um minuto".to_owned() } else { format!("{minutes} minutos") };
        format!("Houve tentativas demais. Espere {minutes} e tente de novo")
    },
    ran_out: "O tempo acabou. Digite os dados de novo",
    no_way: |creditor| format!("Para aceitar, fale com {creditor}."),
};
