//! The words about offers and agreements, in Spanish of Latin America: de usted, no blame.

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
use crate::i18n::es::days;
use domain::policy::Delay;

pub static WORDS: AgreementWords = AgreementWords {
    delay: |by| match by {
        Delay::Days(n) => days(n.into()),
        Delay::Months(1) => "1 mes".to_owned(),
        Delay::Months(n) => format!("{n} meses"),
    },
    check_and_go_on: "Continuar",
    which_invoice: "¿De qué factura se trata?",
    due: |date| format!("Vencimiento: {date}"),
    date_format: "Día, mes y año.",
    answer_by: |date| format!("Le responderemos a más tardar el {date}."),
    your_words: "¿Por qué lo necesita?",
    your_words_hint: "Unas palabras bastan. Las leerá la persona que decide.",
    your_words_only: "Solo para lo que requiere autorización.",
    asked_of_a_person: "Requiere autorización",
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
