//! The words of the rows of reminders and notices.

/// The words of the rows of reminders and notices.
#[derive(Debug)]
pub struct Words {
    /// An invoice, by its number.
    pub invoice: fn(&str) -> String,
    /// An instalment: which, of how many, and the numbers of the invoices.
    pub instalment: fn(u16, u16, &str) -> String,
    /// The down payment, with the numbers of the invoices.
    pub down: fn(&str) -> String,
    pub due: fn(&str) -> String,
    pub due_today: &'static str,
    pub was_due: fn(&str) -> String,
    /// An invoice costs this much, and so much less, if paid by a day.
    pub less_until: fn(&str, &str, &str) -> String,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
    invoice: |number| format!("Factura {number}"),
    instalment: |n, of, invoices| format!("Pago {n} de {of} ({invoices})"),
    down: |invoices| format!("Pago inicial ({invoices})"),
    due: |date| format!("vence el {date}"),
    due_today: "vence hoy",
    was_due: |date| format!("venció el {date}"),
    less_until: |pay, off, until| format!("{pay} si paga a más tardar el {until}: {off} menos"),
};

/// English.
pub static EN: Words = Words {
    invoice: |number| format!("Invoice {number}"),
    instalment: |n, of, invoices| format!("Payment {n} of {of} ({invoices})"),
    down: |invoices| format!("First payment ({invoices})"),
    due: |date| format!("due on {date}"),
    due_today: "due today",
    was_due: |date| format!("was due on {date}"),
    less_until: |pay, off, until| format!("{pay} if you pay by {until}: {off} less"),
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    invoice: |number| format!("Fatura {number}"),
    instalment: |n, of, invoices| format!("Parcela {n} de {of} ({invoices})"),
    down: |invoices| format!("Entrada ({invoices})"),
    due: |date| format!("vence em {date}"),
    due_today: "vence hoje",
    was_due: |date| format!("venceu em {date}"),
    less_until: |pay, off, until| format!("{pay} se pagar até {until}: {off} a menos"),
};
