//! The words about offers and agreements, in Portuguese of Brazil.

mod agreement;
mod breathing_space;
mod check;
mod dispute;
mod explain;
mod forms;
mod offers;
mod plan;
mod request;
mod wrong;

use crate::i18n::agreements::AgreementWords;
use crate::i18n::pt::days;
use domain::policy::Delay;

pub static WORDS: AgreementWords = AgreementWords {
    delay: |by| match by {
        Delay::Days(n) => days(n.into()),
        Delay::Months(1) => "1 mês".to_owned(),
        Delay::Months(n) => format!("{n} meses"),
    },
    check_and_go_on: "Continuar",
    which_invoice: "De qual fatura se trata?",
    due: |date| format!("Vencimento: {date}"),
    date_format: "Dia, mês e ano.",
    answer_by: |date| format!("Vamos responder até {date}."),
    your_words: "Por que você precisa?",
    your_words_hint: "Poucas palavras bastam. Quem decide vai ler.",
    your_words_only: "Só para o que requer aprovação.",
    asked_of_a_person: "Requer aprovação",
    ways: offers::WAYS,
    offer: offers::OFFER,
    reduction: offers::REDUCTION,
    plan: plan::PLAN,
    schedule: plan::SCHEDULE,
    check: check::CHECK,
    code: check::CODE,
    agreement: agreement::AGREEMENT,
    request: request::REQUEST,
    extension: forms::EXTENSION,
    promise: forms::PROMISE,
    settlement: forms::SETTLEMENT,
    dispute: dispute::DISPUTE,
    breathing_space: breathing_space::BREATHING_SPACE,
    explain: explain::EXPLAIN,
    wrong: wrong::WRONG,
};
