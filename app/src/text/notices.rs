//! The words of letters that the days bring: reminders, late instalments, agreements that ended, and how to have no
//! more reminders. Subjects carry no amount and no word of debt: they show on lock screens.

/// The words of reminders and notices.
#[derive(Debug)]
pub struct NoticeWords {
    /// A reminder's subject, with the creditor's name.
    pub reminder: fn(&str) -> String,
    /// Something is overdue.
    pub overdue: &'static str,
    /// Something is overdue, and something else is not.
    pub both: &'static str,
    /// Nothing is; something will be due.
    pub soon: &'static str,
    /// Only an offer ends.
    pub offer: &'static str,
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
    /// An agreed settlement can be paid until a day.
    pub settle_until: fn(&str) -> String,
    pub see: &'static str,
    /// Why it may have crossed with a payment.
    pub crossed: &'static str,
    pub stop: &'static str,
    /// A notice's subject, with the creditor's name.
    pub notice: fn(&str) -> String,
    /// An instalment is late: how much, and the last day of grace.
    pub late: fn(&str, &str) -> String,
    pub late_more: &'static str,
    /// Past its grace: how much, and the last day on which it can be mended.
    pub late_last: fn(&str, &str) -> String,
    pub late_last_more: &'static str,
    pub plan_kept: &'static str,
    pub plan_broken: &'static str,
    pub plan_broken_more: &'static str,
    pub promise_kept: &'static str,
    pub promise_broken: &'static str,
    pub promise_broken_more: &'static str,
    pub settlement_ended: &'static str,
    pub settlement_ended_more: &'static str,
    /// Other terms were not taken in time.
    pub lapsed: &'static str,
    pub lapsed_more: &'static str,
    /// A plan was worked out again, in the debtor's favour.
    pub rederived: &'static str,
    /// A breathing space has begun; its last day.
    pub space_begun: fn(&str) -> String,
    pub space_begun_more: &'static str,
    pub space_ended: &'static str,
    pub space_ended_more: &'static str,
    pub go: &'static str,
    pub off: OffWords,
}

/// The page that ends reminders, and the place in the preferences.
#[derive(Debug)]
pub struct OffWords {
    pub title: &'static str,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    pub stays: &'static str,
    pub button: &'static str,
    pub done: &'static str,
    pub done_more: &'static str,
    pub heading: &'static str,
    pub are_on: &'static str,
    pub are_off: &'static str,
    pub again: &'static str,
}

pub(super) static ES: NoticeWords = NoticeWords {
    reminder: |creditor| format!("{creditor}: un recordatorio"),
    overdue: "Esto ya venció. Puede pagarlo ahora, en partes, o pedir más tiempo:",
    both: "Esto ya venció, o vence pronto. Puede pagarlo ahora, en partes, o pedir más tiempo:",
    soon: "Esto vence pronto:",
    offer: "Esto termina pronto:",
    invoice: |number| format!("Factura {number}"),
    instalment: |n, of, invoices| format!("Pago {n} de {of} ({invoices})"),
    down: |invoices| format!("Pago inicial ({invoices})"),
    due: |date| format!("vence el {date}"),
    due_today: "vence hoy",
    was_due: |date| format!("venció el {date}"),
    less_until: |pay, off, until| format!("{pay} si paga a más tardar el {until}: {off} menos"),
    settle_until: |until| format!("con este pago queda saldada, hasta el {until}"),
    see: "Ver y elegir",
    crossed: "Si ya pagó, no tiene que hacer nada: su pago está en camino.",
    stop: "No recibir más recordatorios",
    notice: |creditor| format!("{creditor}: un aviso sobre su acuerdo"),
    late: |amount, until| {
        format!("Un pago de su plan no ha llegado: {amount}. Si lo hace a más tardar el {until}, nada cambia.")
    },
    late_more: "Si ese día tampoco puede, escríbanos antes: buscaremos otra fecha con usted.",
    late_last: |amount, until| {
        format!("Faltan {amount} de su plan. Todavía está a tiempo: si paga a más tardar el {until}, el plan sigue.")
    },
    late_last_more: "Después de ese día el plan termina y cada factura vuelve a su propia fecha. Lo pagado se conserva.",
    plan_kept: "Su plan está completo. Gracias por cumplirlo.",
    plan_broken: "Su plan terminó porque faltó un pago. Cada factura vuelve a su propia fecha.",
    plan_broken_more: "Todo lo que pagó se conserva. Si necesita otra salida, puede verla en su cuenta o escribirnos.",
    promise_kept: "Recibimos lo que prometió. Gracias.",
    promise_broken: "El pago que nos anunció no ha llegado todavía. Puede pasar.",
    promise_broken_more: "Nada más cambia: puede pagar cuando quiera, en partes, o ver otras opciones.",
    settlement_ended: "El último día para saldar con un solo pago ya pasó, y ese acuerdo dejó de valer.",
    settlement_ended_more: "Lo que haya pagado se conserva. En su cuenta puede ver otras opciones.",
    lapsed: "La propuesta que le hicimos terminó sin respuesta. Todo sigue como antes.",
    lapsed_more: "Si todavía le sirve, puede pedirla otra vez.",
    rederived: "Lo que debe bajó, y su plan bajó con ello. No tiene que hacer nada; este es el plan ahora:",
    space_begun: |date| format!("Su pausa empezó y dura hasta el {date}. No tiene que hacer nada."),
    space_begun_more: "Mientras dura no hay recordatorios ni se suma nada, y tampoco se cobra después.",
    space_ended: "Su pausa terminó. Mientras duró no se sumó nada, y tampoco se cobrará después.",
    space_ended_more: "Puede pagar poco a poco, pedir más tiempo o hablar con una persona.",
    go: "Ver mi cuenta",
    off: OffWords {
        title: "Recordatorios",
        lead: |creditor| format!("¿Quiere que {creditor} deje de enviarle recordatorios?"),
        stays: "Los recibos y los avisos sobre sus acuerdos le seguirán llegando.",
        button: "No enviarme recordatorios",
        done: "Listo",
        done_more: "No recibirá más recordatorios. Puede volver a pedirlos en sus preferencias.",
        heading: "Recordatorios",
        are_on: "Le recordamos por correo lo que vence.",
        are_off: "No le enviamos recordatorios.",
        again: "Volver a enviarme recordatorios",
    },
};

pub(super) static EN: NoticeWords = NoticeWords {
    reminder: |creditor| format!("{creditor}: a reminder"),
    overdue: "This is past its date. You can pay it now, pay in parts, or ask for more time:",
    both: "This is past its date, or will be soon. You can pay it now, pay in parts, or ask for more time:",
    soon: "This is due soon:",
    offer: "This ends soon:",
    invoice: |number| format!("Invoice {number}"),
    instalment: |n, of, invoices| format!("Payment {n} of {of} ({invoices})"),
    down: |invoices| format!("First payment ({invoices})"),
    due: |date| format!("due on {date}"),
    due_today: "due today",
    was_due: |date| format!("was due on {date}"),
    less_until: |pay, off, until| format!("{pay} if you pay by {until}: {off} less"),
    settle_until: |until| format!("this payment settles it, until {until}"),
    see: "See and choose",
    crossed: "If you have paid already, there is nothing to do: your payment is on its way.",
    stop: "Get no more reminders",
    notice: |creditor| format!("{creditor}: a note about your agreement"),
    late: |amount, until| {
        format!("A payment of your plan has not arrived: {amount}. If you pay it by {until}, nothing changes.")
    },
    late_more: "If you cannot pay by then, write to us before that day: we will look for another date with you.",
    late_last: |amount, until| {
        format!("{amount} of your plan is missing. There is still time: if you pay by {until}, the plan goes on.")
    },
    late_last_more: "After that day the plan ends and each invoice goes back to its own date. What you paid is kept.",
    plan_kept: "Your plan is complete. Thank you for keeping it.",
    plan_broken: "Your plan has ended because a payment was missing. Each invoice goes back to its own date.",
    plan_broken_more: "Everything you paid is kept. If you need another way, see your account or write to us.",
    promise_kept: "We received what you promised. Thank you.",
    promise_broken: "The payment that you told us of has not arrived yet. That can happen.",
    promise_broken_more: "Nothing else changes: you can pay whenever you like, pay in parts, or see other options.",
    settlement_ended: "The last day to settle with a single payment is over, and that agreement no longer holds.",
    settlement_ended_more: "What you paid is kept. Your account shows other options.",
    lapsed: "What we offered you has ended without an answer. Everything stays as it was.",
    lapsed_more: "If it still suits you, you can ask for it again.",
    rederived: "You owe less now, and your plan asks for less. There is nothing to do; this is the plan now:",
    space_begun: |date| format!("Your pause has begun and lasts until {date}. You need not do anything."),
    space_begun_more: "While it lasts there are no reminders and nothing is added, nor charged later.",
    space_ended: "Your pause has ended. Nothing was added while it lasted, and nothing will be charged for it later.",
    space_ended_more: "You can pay little by little, ask for more time, or talk to a person.",
    go: "See my account",
    off: OffWords {
        title: "Reminders",
        lead: |creditor| format!("Do you want {creditor} to send you no more reminders?"),
        stays: "Receipts and notes about your agreements will still reach you.",
        button: "Send me no reminders",
        done: "Done",
        done_more: "You will get no more reminders. You can ask for them again in your preferences.",
        heading: "Reminders",
        are_on: "We remind you by e-mail of what is due.",
        are_off: "We send you no reminders.",
        again: "Send me reminders again",
    },
};

pub(super) static PT: NoticeWords = NoticeWords {
    reminder: |creditor| format!("{creditor}: um lembrete"),
    overdue: "Isto já venceu. Você pode pagar agora, em partes, ou pedir mais prazo:",
    both: "Isto já venceu, ou vence em breve. Você pode pagar agora, em partes, ou pedir mais prazo:",
    soon: "Isto vence em breve:",
    offer: "Isto termina em breve:",
    invoice: |number| format!("Fatura {number}"),
    instalment: |n, of, invoices| format!("Parcela {n} de {of} ({invoices})"),
    down: |invoices| format!("Entrada ({invoices})"),
    due: |date| format!("vence em {date}"),
    due_today: "vence hoje",
    was_due: |date| format!("venceu em {date}"),
    less_until: |pay, off, until| format!("{pay} se pagar até {until}: {off} a menos"),
    settle_until: |until| format!("com este pagamento fica quitada, até {until}"),
    see: "Ver e escolher",
    crossed: "Se você já pagou, não precisa fazer nada: seu pagamento está a caminho.",
    stop: "Não receber mais lembretes",
    notice: |creditor| format!("{creditor}: um aviso sobre seu acordo"),
    late: |amount, until| {
        format!("Uma parcela do seu plano não chegou: {amount}. Se você pagar até {until}, nada muda.")
    },
    late_more: "Se nesse dia também não puder, escreva antes: procuraremos outra data com você.",
    late_last: |amount, until| {
        format!("Faltam {amount} do seu plano. Ainda dá tempo: se pagar até {until}, o plano continua.")
    },
    late_last_more: "Depois desse dia o plano termina e cada fatura volta à sua própria data. O que foi pago é mantido.",
    plan_kept: "Seu plano está completo. Obrigado por cumpri-lo.",
    plan_broken: "Seu plano terminou porque faltou uma parcela. Cada fatura volta à sua própria data.",
    plan_broken_more: "Tudo o que você pagou é mantido. Se precisar de outra saída, veja sua conta ou escreva para nós.",
    promise_kept: "Recebemos o que você prometeu. Obrigado.",
    promise_broken: "O pagamento que você anunciou ainda não chegou. Acontece.",
    promise_broken_more: "Nada mais muda: você pode pagar quando quiser, em partes, ou ver outras opções.",
    settlement_ended: "O último dia para quitar com um só pagamento passou, e esse acordo deixou de valer.",
    settlement_ended_more: "O que você pagou é mantido. Na sua conta há outras opções.",
    lapsed: "A proposta que fizemos terminou sem resposta. Tudo continua como antes.",
    lapsed_more: "Se ainda servir, você pode pedi-la de novo.",
    rederived: "O que você deve diminuiu, e seu plano também. Não precisa fazer nada; este é o plano agora:",
    space_begun: |date| format!("Sua pausa começou e dura até {date}. Você não precisa fazer nada."),
    space_begun_more: "Enquanto dura não há lembretes nem se soma nada, e nada será cobrado depois.",
    space_ended: "Sua pausa terminou. Enquanto durou nada foi somado, e nada será cobrado depois.",
    space_ended_more: "Você pode pagar aos poucos, pedir mais prazo ou falar com uma pessoa.",
    go: "Ver minha conta",
    off: OffWords {
        title: "Lembretes",
        lead: |creditor| format!("Quer que {creditor} deixe de enviar lembretes a você?"),
        stays: "Recibos e avisos sobre seus acordos continuarão chegando.",
        button: "Não me enviar lembretes",
        done: "Pronto",
        done_more: "Você não receberá mais lembretes. Pode pedi-los de novo nas suas preferências.",
        heading: "Lembretes",
        are_on: "Lembramos você por e-mail do que vence.",
        are_off: "Não enviamos lembretes a você.",
        again: "Voltar a me enviar lembretes",
    },
};
