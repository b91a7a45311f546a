//! The words about offers and agreements, in English.

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
use crate::i18n::en::days;
use domain::policy::Delay;

pub static WORDS: AgreementWords = AgreementWords {
    delay: |by| match by {
        Delay::Days(n) => days(n.into()),
        Delay::Months(1) => "1 month".to_owned(),
        Delay::Months(n) => format!("{n} months"),
    },
    check_and_go_on: "Continue",
    which_invoice: "Which invoice is it about?",
    due: |date| format!("Due date: {date}"),
    date_format: "Day, month and year.",
    answer_by: |date| format!("We will answer by {date}."),
    your_words: "Why do you need it?",
    your_words_hint: "A few words are enough. The person who decides will read them.",
    your_words_only: "Only for what needs approval.",
    asked_of_a_person: "Needs approval",
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
