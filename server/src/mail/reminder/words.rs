//! The words of a reminder.

/// The words of a reminder.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// Something is overdue.
    pub overdue: &'static str,
    /// Something is overdue, and something else is not.
    pub both: &'static str,
    /// Nothing is; something will be due.
    pub soon: &'static str,
    /// Only an offer ends.
    pub offer: &'static str,
    /// An agreed settlement can be paid until a day.
    pub settle_until: fn(&str) -> String,
    pub button: &'static str,
    /// Why it may have crossed with a payment.
    pub crossed: &'static str,
    pub stop: &'static str,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
    subject: |creditor| format!("{creditor}: un recordatorio"),
    overdue: "Esto ya venció. Puede pagarlo ahora, en partes, o pedir más tiempo:",
    both: "Esto ya venció, o vence pronto. Puede pagarlo ahora, en partes, o pedir más tiempo:",
    soon: "Esto vence pronto:",
    offer: "Esto termina pronto:",
    settle_until: |until| format!("con este pago queda saldada, hasta el {until}"),
    button: "Ver y elegir",
    crossed: "Si ya pagó, no tiene que hacer nada: su pago está en camino.",
    stop: "No recibir más recordatorios",
};

/// English.
pub static EN: Words = Words {
    subject: |creditor| format!("{creditor}: a reminder"),
    overdue: "This is past its date. You can pay it now, pay in parts, or ask for more time:",
    both: "This is past its date, or will be soon. You can pay it now, pay in parts, or ask for more time:",
    soon: "This is due soon:",
    offer: "This ends soon:",
    settle_until: |until| format!("this payment settles it, until {until}"),
    button: "See and choose",
    crossed: "If you have paid already, there is nothing to do: your payment is on its way.",
    stop: "Get no more reminders",
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    subject: |creditor| format!("{creditor}: um lembrete"),
    overdue: "Isto já venceu. Você pode pagar agora, em partes, ou pedir mais prazo:",
    both: "Isto já venceu, ou vence em breve. Você pode pagar agora, em partes, ou pedir mais prazo:",
    soon: "Isto vence em breve:",
    offer: "Isto termina em breve:",
    settle_until: |until| format!("com este pagamento fica quitada, até {until}"),
    button: "Ver e escolher",
    crossed: "Se você já pagou, não precisa fazer nada: seu pagamento está a caminho.",
    stop: "Não receber mais lembretes",
};
