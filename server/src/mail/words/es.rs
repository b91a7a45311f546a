//! The words of letters, in Spanish of Latin America: de usted, no blame.

use super::MailWords;
use crate::mail::notice::About;
use crate::mail::{
    agreed, answered, asked, code, dispute, layout, new_link, notice, payment_link, receipt, refund, reminder, rows,
};
use app::i18n::ended;
use services::agreements::jobs::Confirms;

pub(super) static WORDS: MailWords = MailWords {
    agreed: agreed::Words {
        subject: |creditor| format!("{creditor}: su acuerdo"),
        lead: |creditor| format!("Esto es lo que acordó con {creditor}:"),
        button: "Ver el acuerdo",
        attached: "El acuerdo va adjunto en PDF, con su sello.",
        pdf: "acuerdo.pdf",
        calendar: "calendario.ics",
    },
    asked: asked::Words {
        subject: |creditor| format!("{creditor}: recibimos su solicitud"),
        lead: |creditor| format!("{creditor} recibió su solicitud:"),
        more: |until| {
            format!(
                "Una persona la revisa y le responde a más tardar el {until}. Mientras tanto todo sigue como antes."
            )
        },
        button: "Ver la solicitud",
    },
    answered: answered::Words {
        subject: |creditor| format!("{creditor}: la respuesta a su solicitud"),
        countered: |creditor, until| {
            format!("{creditor} le propone otra cosa. Si le sirve, confírmela a más tardar el {until}:")
        },
        declined: |creditor| format!("{creditor} no puede aceptar esta solicitud. Todo sigue como antes."),
        button: "Ver la respuesta",
    },
    code: code::Words {
        subject: |creditor| format!("{creditor}: su código de confirmación"),
        lead: |confirms| {
            let what = match confirms {
                Some(Confirms::Settlement) => "un acuerdo de liquidación".to_owned(),
                Some(Confirms::Plan { payments }) => format!("un plan de {payments} pagos"),
                Some(Confirms::Extension) => "una nueva fecha de pago".to_owned(),
                None => "su acuerdo".to_owned(),
            };
            format!(
                "Este es el código para confirmar {what}. Escríbalo solo si es lo que muestra la página que dejó abierta:"
            )
        },
        minutes: |minutes| format!("Sirve una vez y durante {minutes} minutos."),
        keep: "No lo comparta con nadie: nunca se lo pediremos por teléfono ni por mensaje. Si no lo pidió usted, no hace falta hacer nada.",
    },
    dispute: dispute::Words {
        made_subject: |creditor| format!("{creditor}: recibimos su aclaración"),
        made_lead: |creditor, number| format!("{creditor} recibió lo que usted nos contó de la factura {number}."),
        made_until: |until| format!("Una persona lo revisa y le responde a más tardar el {until}."),
        made_more: |until, amount| {
            format!(
                "Una persona lo revisa y le responde a más tardar el {until}. Mientras tanto no se cobran {amount}."
            )
        },
        answer_subject: |creditor| format!("{creditor}: la respuesta a su aclaración"),
        upheld_lead: |creditor, number, amount| {
            format!("{creditor} le da la razón en la factura {number}: {amount} ya no se le cobran.")
        },
        settles: |amount| format!("Por su acuerdo de liquidación faltan {amount} de ella."),
        part_lead: |creditor, number, amount, rest| {
            format!(
                "{creditor} le da la razón en parte en la factura {number}: {amount} ya no se le cobran. Los otros {rest} siguen pendientes."
            )
        },
        rejected_lead: |creditor, number| {
            format!("{creditor} revisó lo que nos contó de la factura {number}. La cantidad sigue pendiente.")
        },
        button: "Ver la aclaración",
    },
    layout: layout::Words {
        hello: |name| format!("Hola, {name}:"),
        regards: |creditor| format!("Saludos de {creditor}"),
        questions: |contact| {
            let how = if contact.contains('@') { "Escríbanos a" } else { "Llámenos al" };
            format!("¿Tiene alguna duda? {how} {contact}")
        },
        why: |creditor| ended(format!("Recibe este mensaje porque es cliente de {creditor}")),
        never_ask: "Nunca le pediremos los datos de su tarjeta por correo.",
        or_copy: "Si el botón no funciona, copie esta dirección en su navegador:",
    },
    new_link: new_link::Words {
        subject: |creditor| format!("{creditor}: su nuevo enlace"),
        lead: |creditor| ended(format!("Aquí está el nuevo enlace a su cuenta con {creditor}")),
        button: "Ver mi cuenta",
        until: |date| format!("El enlace funciona hasta el {date}."),
        not_you: "Si no lo pidió usted, no hace falta hacer nada.",
    },
    notice: notice::Words {
        subject: |creditor, about| {
            let about = match about {
                About::Agreement => "su acuerdo",
                About::Request => "su solicitud",
                About::Pause => "su pausa",
                About::Payment => "su pago",
            };
            format!("{creditor}: un aviso sobre {about}")
        },
        late: |amount, until| {
            format!("Un pago de su plan no ha llegado: {amount}. Si lo hace a más tardar el {until}, nada cambia.")
        },
        late_more: "Si ese día tampoco puede, escríbanos antes: buscaremos otra fecha con usted.",
        late_last: |amount, until| {
            format!(
                "Faltan {amount} de su plan. Todavía está a tiempo: si paga a más tardar el {until}, el plan se reactiva."
            )
        },
        late_last_more: "Después de ese día el plan termina y cada factura vuelve a su propia fecha. Lo pagado se conserva.",
        plan_kept: "Su plan está completo. Gracias por cumplirlo.",
        plan_broken: "Su plan terminó porque faltó un pago. Cada factura vuelve a su propia fecha.",
        plan_broken_more: "Todo lo que pagó se conserva. Si necesita otra salida, puede verla en su cuenta o escribirnos.",
        promise_kept: "Recibimos lo que prometió. Gracias.",
        promise_broken: "El pago que nos anunció no ha llegado todavía. Puede pasar.",
        promise_broken_more: "Nada más cambia: puede pagar cuando quiera, en partes, o ver otras opciones.",
        settlement_ended: "El último día para liquidar con un solo pago ya pasó, y ese acuerdo dejó de valer.",
        settlement_ended_more: "Lo que haya pagado se conserva. En su cuenta puede ver otras opciones.",
        lapsed: "La propuesta que le hicimos terminó sin respuesta. Todo sigue como antes.",
        lapsed_more: "Si todavía le sirve, puede pedirla otra vez.",
        space_begun: |date| format!("Su pausa empezó y dura hasta el {date}. No tiene que hacer nada."),
        space_begun_more: "Mientras dura no hay recordatorios ni se suma nada, y tampoco se cobra después.",
        space_ended: "Su pausa terminó. Mientras duró no se sumó nada, y tampoco se cobrará después.",
        space_ended_more: "Puede pagar poco a poco, pedir más tiempo o hablar con una persona.",
        see_agreement: "Ver el acuerdo",
        see_request: "Ver la solicitud",
        see_pause: "Ver la pausa",
        not_needed: |amount| {
            format!(
                "Ya no hace falta pagar la ficha de {amount}: lo que cubría ya no se debe, o se debe menos. La cancelamos."
            )
        },
        not_needed_more: "No la pague. Si ya la pagó, el dinero queda a su favor. Lo que falta pagar hoy está en su cuenta.",
        voucher_ended: |amount| format!("La ficha de {amount} venció sin que llegara el pago y ya no sirve."),
        voucher_ended_more: "No la use ya. Puede pagar de otra forma o pedir una nueva.",
        see_payment: "Ver el pago",
    },
    payment_link: payment_link::Words {
        subject: |creditor| format!("{creditor}: su enlace para ver su cuenta"),
        lead: |creditor| {
            format!(
                "Con este enlace puede ver su cuenta con {creditor}: cada factura con su detalle y las formas de pagar. No hace falta contraseña."
            )
        },
        button: "Ver mi cuenta",
        until: |date| format!("El enlace funciona hasta el {date}. Después puede pedir otro en la misma página."),
        not_you: "Si este mensaje no es para usted, bórrelo y no comparta el enlace.",
    },
    receipt: receipt::Words {
        subject: |creditor| format!("{creditor}: su comprobante"),
        lead: |amount, creditor| format!("{creditor} recibió su pago de {amount}. Muchas gracias."),
        number: "Comprobante",
        paid_at: "Fecha de pago",
        method: "Medio de pago",
        amount: "Importe",
        discount: "Descuento por pronto pago",
        settled: "Acuerdo de liquidación",
        pays: "Qué se pagó",
        credit: |credit| format!("Tiene {credit} a favor. Se puede usar en una factura o devolver."),
        button: "Ver el comprobante",
    },
    refund: refund::Words {
        subject: |creditor| format!("{creditor}: una devolución para usted"),
        lead: |amount, creditor| format!("{creditor} le devolvió {amount}."),
        of: |number| format!("Corresponde al pago con comprobante {number}."),
        open: |number, left| format!("Factura {number}: {left}."),
        takes: "El dinero vuelve al mismo medio de pago y puede tardar hasta 10 días hábiles en verse.",
        button: "Ver el pago",
    },
    reminder: reminder::Words {
        subject: |creditor| format!("{creditor}: un recordatorio"),
        overdue: "Esto ya venció. Puede pagarlo ahora, en partes, o pedir más tiempo:",
        both: "Esto ya venció, o vence pronto. Puede pagarlo ahora, en partes, o pedir más tiempo:",
        soon: "Esto vence pronto:",
        offer: "Esto termina pronto:",
        settle_until: |until| format!("con este pago queda liquidada, a más tardar el {until}"),
        button: "Ver mis opciones",
        crossed: "Si ya pagó, no tiene que hacer nada: su pago está en camino.",
        stop: "No recibir más recordatorios",
    },
    rows: rows::Words {
        invoice: |number| format!("Factura {number}"),
        instalment: |n, of, invoices| format!("Pago {n} de {of} ({invoices})"),
        down: |invoices| format!("Pago inicial ({invoices})"),
        due: |date| format!("vence el {date}"),
        due_today: "vence hoy",
        was_due: |date| format!("venció el {date}"),
        less_until: |pay, off, until| format!("{pay} si paga a más tardar el {until}: {off} menos"),
    },
};
