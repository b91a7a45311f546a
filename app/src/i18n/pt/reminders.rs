//! The words about having no more reminders, in Portuguese of Brazil.

use crate::i18n::reminders::*;

pub static WORDS: ReminderWords = ReminderWords {
    title: "Lembretes",
    lead: |creditor| format!("Quer que {creditor} deixe de enviar lembretes a você?"),
    stays: "Comprovantes e avisos sobre seus acordos continuarão chegando.",
    button: "Parar os lembretes",
    done: "Pronto",
    done_more: "Você não receberá mais lembretes. Pode pedi-los de novo em Configurações.",
    heading: "Lembretes",
    are_on: "Lembramos você por e-mail do que vence.",
    are_off: "Não enviamos lembretes a você.",
    again: "Voltar a me enviar lembretes",
};
