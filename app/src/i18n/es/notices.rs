//! The words of reminders and notices, in Spanish of Latin America: de usted, no blame.

use crate::i18n::notices::*;

pub static WORDS: NoticeWords = NoticeWords {
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
