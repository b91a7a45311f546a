//! The words about having no more reminders, in Spanish of Latin America: de usted, no blame.

use crate::i18n::reminders::*;

pub static WORDS: ReminderWords = ReminderWords {
    title: "Recordatorios",
    lead: |creditor| format!("¿Quiere que {creditor} deje de enviarle recordatorios?"),
    stays: "Los comprobantes y los avisos sobre sus acuerdos le seguirán llegando.",
    button: "No enviarme recordatorios",
    done: "Listo",
    done_more: "No recibirá más recordatorios. Puede volver a pedirlos en Ajustes.",
    heading: "Recordatorios",
    are_on: "Le recordamos por correo lo que vence.",
    are_off: "No le enviamos recordatorios.",
    again: "Volver a enviarme recordatorios",
};
