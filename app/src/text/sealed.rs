//! What an agreement says: the sentences that are shown, accepted, signed and mailed.
//!
//! They are frozen into the agreement; a change here changes only agreements to come.

use super::Language;

/// The sentences of agreements, and the labels of their figures.
#[derive(Debug)]
pub struct SealedWords {
    /// With the creditor, what is paid in all, and in how many payments.
    pub plan: fn(&str, &str, usize) -> String,
    /// One payment: its day and amount.
    pub on: fn(&str, &str) -> String,
    /// With what the plan costs.
    pub plan_costs: fn(&str) -> String,
    pub plan_free: &'static str,
    /// Charges rest while it is kept.
    pub plan_rests: &'static str,
    /// With the days of grace and the days of cure after them.
    pub plan_breaks: fn(u16, u16) -> String,
    /// The charges that rested are due when it breaks.
    pub plan_claws_back: &'static str,
    /// With the invoice's number, the new day and the old one.
    pub extension: fn(&str, &str, &str) -> String,
    /// With the price.
    pub extension_costs: fn(&str) -> String,
    pub extension_free: &'static str,
    /// With the discount that is given up.
    pub discount_lost: fn(&str) -> String,
    /// With the amount and the day.
    pub promise: fn(&str, &str) -> String,
    pub promise_means: &'static str,
    /// With the invoice's number, what is paid, until when, and what is written off.
    pub settlement: fn(&str, &str, &str, &str) -> String,
    /// With the invoice's number, what is paid, until when, and what comes off.
    pub discount: fn(&str, &str, &str, &str) -> String,
    pub owed: &'static str,
    pub cost: &'static str,
    pub total: &'static str,
    pub payments: &'static str,
    pub first: &'static str,
    pub last: &'static str,
    pub old_due: &'static str,
    pub new_due: &'static str,
    pub amount: &'static str,
    pub until: &'static str,
    pub spared: &'static str,
    /// Proof by code, with the address shortened.
    pub by_code: fn(&str) -> String,
    pub by_link: &'static str,
    /// Proof by a fact, with its name.
    pub by_fact: fn(&str) -> String,
    /// Accepted by staff, with the name.
    pub by_staff: fn(&str) -> String,
    /// The mail's subject, with the creditor's name.
    pub subject: fn(&str) -> String,
    /// The mail's first line, with the creditor's name.
    pub lead: fn(&str) -> String,
    pub button: &'static str,
    pub attached: &'static str,
    /// The subject of the answer to a request, with the creditor's name.
    pub answer_subject: fn(&str) -> String,
    /// Yes, with the creditor's name and the last day to confirm.
    pub granted: fn(&str, &str) -> String,
    /// Something else, with the creditor's name and the last day to confirm.
    pub countered: fn(&str, &str) -> String,
    /// No, with the creditor's name.
    pub declined: fn(&str) -> String,
    pub answer_button: &'static str,
}

impl Language {
    /// The sentences of agreements.
    #[must_use]
    pub fn sealed(self) -> &'static SealedWords {
        match self {
            Self::Es => &ES,
            Self::En => &EN,
            Self::Pt => &PT,
        }
    }
}

pub(super) static ES: SealedWords = SealedWords {
    plan: |creditor, total, n| format!("Usted acuerda con {creditor} pagar {total} en {n} pagos:"),
    on: |day, amount| format!("{day}: {amount}"),
    plan_costs: |cost| format!("El plan cuesta {cost}; ya está incluido en los pagos."),
    plan_free: "El plan no tiene costo. Puede pagar antes cuando quiera.",
    plan_rests: "Mientras el plan se cumpla, no se agregan intereses ni recargos.",
    plan_breaks: |grace, cure| match cure {
        0 => format!(
            "Si un pago falta más de {grace} días, el plan termina: las facturas vuelven a sus fechas y todo lo pagado cuenta."
        ),
        _ => format!(
            "Si un pago falta más de {grace} días, hay {cure} días para ponerse al día; después el plan termina, las facturas vuelven a sus fechas y todo lo pagado cuenta."
        ),
    },
    plan_claws_back: "Si el plan termina así, se agregan los intereses y recargos que habían quedado en pausa.",
    extension: |number, new, old| format!("La factura {number} vence ahora el {new}, y ya no el {old}."),
    extension_costs: |price| format!("Cuesta {price}, que se agrega a la factura."),
    extension_free: "No tiene costo.",
    discount_lost: |discount| format!("El descuento de {discount} por pago anticipado deja de valer."),
    promise: |amount, day| format!("Usted promete pagar {amount} a más tardar el {day}."),
    promise_means: "Hasta ese día no le enviamos recordatorios. Lo demás no cambia: ni las fechas de vencimiento ni los intereses, si los hay.",
    settlement: |number, pay, until, off| {
        format!("Si paga {pay} a más tardar el {until}, la factura {number} queda saldada y no se cobran {off}.")
    },
    discount: |number, pay, until, off| {
        format!("Si paga {pay} a más tardar el {until}, la factura {number} queda pagada, con {off} de descuento.")
    },
    owed: "Pendiente",
    cost: "Costo",
    total: "Total",
    payments: "Pagos",
    first: "Primer pago",
    last: "Último pago",
    old_due: "Vencimiento anterior",
    new_due: "Vencimiento nuevo",
    amount: "Importe",
    until: "Hasta el",
    spared: "Lo que no se cobra",
    by_code: |address| format!("con el código de seis dígitos enviado a {address}"),
    by_link: "con el enlace personal",
    by_fact: |fact| format!("con un dato conocido: {fact}"),
    by_staff: |name| format!("por {name}, a pedido del cliente"),
    subject: |creditor| format!("{creditor}: su acuerdo"),
    lead: |creditor| format!("Esto es lo que acordó con {creditor}:"),
    button: "Ver el acuerdo",
    attached: "El acuerdo va adjunto como PDF, con su sello.",
    answer_subject: |creditor| format!("{creditor}: la respuesta a su solicitud"),
    granted: |creditor, until| format!("{creditor} acepta su solicitud. Confírmela a más tardar el {until}:"),
    countered: |creditor, until| {
        format!("{creditor} le propone otra cosa. Si le sirve, confírmela a más tardar el {until}:")
    },
    declined: |creditor| format!("{creditor} no puede aceptar esta solicitud. Todo sigue como antes."),
    answer_button: "Ver la respuesta",
};

pub(super) static EN: SealedWords = SealedWords {
    plan: |creditor, total, n| format!("You agree with {creditor} to pay {total} in {n} payments:"),
    on: |day, amount| format!("{day}: {amount}"),
    plan_costs: |cost| format!("The plan costs {cost}; that is included in the payments."),
    plan_free: "The plan costs nothing. You can pay earlier whenever you like.",
    plan_rests: "While the plan is kept, no interest or fees are added.",
    plan_breaks: |grace, cure| match cure {
        0 => format!(
            "If a payment is more than {grace} days late, the plan ends: the invoices go back to their own dates and everything paid counts."
        ),
        _ => format!(
            "If a payment is more than {grace} days late, there are {cure} days to catch up; after that the plan ends, the invoices go back to their own dates and everything paid counts."
        ),
    },
    plan_claws_back: "If the plan ends that way, the interest and fees that had rested are added.",
    extension: |number, new, old| format!("Invoice {number} is now due on {new} instead of {old}."),
    extension_costs: |price| format!("It costs {price}, which is added to the invoice."),
    extension_free: "It costs nothing.",
    discount_lost: |discount| format!("The discount of {discount} for paying early no longer applies."),
    promise: |amount, day| format!("You promise to pay {amount} by {day}."),
    promise_means: "Until then we send you no reminders. Nothing else changes: not the due dates, nor interest if there is any.",
    settlement: |number, pay, until, off| {
        format!("If you pay {pay} by {until}, invoice {number} is settled and {off} is not charged.")
    },
    discount: |number, pay, until, off| {
        format!("If you pay {pay} by {until}, invoice {number} is paid, with {off} off.")
    },
    owed: "Open",
    cost: "Cost",
    total: "Total",
    payments: "Payments",
    first: "First payment",
    last: "Last payment",
    old_due: "Due until now",
    new_due: "Due from now on",
    amount: "Amount",
    until: "Until",
    spared: "Not charged",
    by_code: |address| format!("with the six-digit code sent to {address}"),
    by_link: "with the personal link",
    by_fact: |fact| format!("with a known fact: {fact}"),
    by_staff: |name| format!("by {name}, at the customer's request"),
    subject: |creditor| format!("{creditor}: your agreement"),
    lead: |creditor| format!("This is what you agreed with {creditor}:"),
    button: "See the agreement",
    attached: "The agreement is attached as a PDF, with its seal.",
    answer_subject: |creditor| format!("{creditor}: the answer to your request"),
    granted: |creditor, until| format!("{creditor} agrees to your request. Please confirm it by {until}:"),
    countered: |creditor, until| {
        format!("{creditor} offers you something else. If it suits you, confirm it by {until}:")
    },
    declined: |creditor| format!("{creditor} cannot agree to this request. Everything stays as it was."),
    answer_button: "See the answer",
};

pub(super) static PT: SealedWords = SealedWords {
    plan: |creditor, total, n| format!("Você combina com {creditor} pagar {total} em {n} pagamentos:"),
    on: |day, amount| format!("{day}: {amount}"),
    plan_costs: |cost| format!("O plano custa {cost}; já está incluído nos pagamentos."),
    plan_free: "O plano não tem custo. Pode pagar antes quando quiser.",
    plan_rests: "Enquanto o plano for cumprido, não são acrescentados juros nem encargos.",
    plan_breaks: |grace, cure| match cure {
        0 => format!(
            "Se um pagamento faltar mais de {grace} dias, o plano termina: as faturas voltam às suas datas e tudo o que foi pago conta."
        ),
        _ => format!(
            "Se um pagamento faltar mais de {grace} dias, há {cure} dias para pôr em dia; depois o plano termina, as faturas voltam às suas datas e tudo o que foi pago conta."
        ),
    },
    plan_claws_back: "Se o plano terminar assim, são acrescentados os juros e encargos que estavam em pausa.",
    extension: |number, new, old| format!("A fatura {number} vence agora em {new}, e não mais em {old}."),
    extension_costs: |price| format!("Custa {price}, que são acrescentados à fatura."),
    extension_free: "Não tem custo.",
    discount_lost: |discount| format!("O desconto de {discount} por pagamento antecipado deixa de valer."),
    promise: |amount, day| format!("Você promete pagar {amount} até {day}."),
    promise_means: "Até esse dia não enviamos lembretes. O resto não muda: nem os vencimentos nem os juros, se houver.",
    settlement: |number, pay, until, off| {
        format!("Se pagar {pay} até {until}, a fatura {number} fica quitada e {off} não são cobrados.")
    },
    discount: |number, pay, until, off| {
        format!("Se pagar {pay} até {until}, a fatura {number} fica paga, com {off} de desconto.")
    },
    owed: "Em aberto",
    cost: "Custo",
    total: "Total",
    payments: "Pagamentos",
    first: "Primeiro pagamento",
    last: "Último pagamento",
    old_due: "Vencimento anterior",
    new_due: "Novo vencimento",
    amount: "Valor",
    until: "Até",
    spared: "O que não é cobrado",
    by_code: |address| format!("com o código de seis dígitos enviado a {address}"),
    by_link: "com o link pessoal",
    by_fact: |fact| format!("com um dado conhecido: {fact}"),
    by_staff: |name| format!("por {name}, a pedido do cliente"),
    subject: |creditor| format!("{creditor}: seu acordo"),
    lead: |creditor| format!("Isto é o que você combinou com {creditor}:"),
    button: "Ver o acordo",
    attached: "O acordo vai anexo em PDF, com o seu selo.",
    answer_subject: |creditor| format!("{creditor}: a resposta ao seu pedido"),
    granted: |creditor, until| format!("{creditor} aceita seu pedido. Confirme até {until}:"),
    countered: |creditor, until| format!("{creditor} propõe outra coisa. Se servir, confirme até {until}:"),
    declined: |creditor| format!("{creditor} não pode aceitar este pedido. Tudo continua como antes."),
    answer_button: "Ver a resposta",
};
