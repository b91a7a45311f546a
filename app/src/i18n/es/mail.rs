//! The words of mails, in Spanish of Latin America: de usted, no blame.

use crate::i18n::ended;
use crate::i18n::mail::*;

pub static WORDS: MailWords = MailWords {
    hello: |name| format!("Hola, {name}:"),
    regards: |creditor| format!("Saludos de {creditor}"),
    questions: |contact| format!("¿Tiene alguna duda? Escríbanos o llámenos: {contact}"),
    why: |creditor| ended(format!("Recibe este mensaje porque es cliente de {creditor}")),
    never_ask: "Nunca le pediremos los datos de su tarjeta por correo.",
    or_copy: "Si el botón no funciona, copie esta dirección en su navegador:",
    link: LinkMail {
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
    receipt: ReceiptMail {
        subject: |creditor| format!("{creditor}: su comprobante"),
        lead: |amount, creditor| format!("{creditor} recibió su pago de {amount}. Muchas gracias."),
        number: "Comprobante",
        paid_at: "Fecha de pago",
        method: "Medio de pago",
        amount: "Importe",
        discount: "Descuento por pronto pago",
        pays: "Qué se pagó",
        left_on: |left| format!("quedan {left}"),
        left: |left| format!("En su cuenta quedan {left} por pagar."),
        nothing_left: "En su cuenta no queda nada por pagar.",
        credit: |credit| format!("Tiene {credit} a favor. Se puede usar en una factura o devolver."),
        button: "Ver el comprobante",
    },
    refund: RefundMail {
        subject: |creditor| format!("{creditor}: una devolución para usted"),
        lead: |amount, creditor| format!("{creditor} le devolvió {amount}."),
        of: |number| format!("Corresponde al pago con comprobante {number}."),
        takes: "El dinero vuelve al mismo medio de pago y puede tardar hasta 10 días hábiles en verse.",
        button: "Ver el pago",
    },
    new_link: LinkMail {
        subject: |creditor| format!("{creditor}: su nuevo enlace"),
        lead: |creditor| ended(format!("Aquí está el nuevo enlace a su cuenta con {creditor}")),
        button: "Ver mi cuenta",
        until: |date| format!("El enlace funciona hasta el {date}."),
        not_you: "Si no lo pidió usted, no hace falta hacer nada.",
    },
    code: CodeMail {
        subject: |creditor| format!("{creditor}: su código de confirmación"),
        lead: "Este es el código para confirmar su acuerdo. Escríbalo en la página que dejó abierta:",
        minutes: |minutes| format!("Sirve una vez y durante {minutes} minutos."),
        keep: "No lo comparta con nadie: nunca se lo pediremos por teléfono ni por mensaje. Si no lo pidió usted, no hace falta hacer nada.",
    },
    sealed: &super::agreement_mail::WORDS,
    disputed: &super::disputes::WORDS,
    notices: &super::notices::WORDS,
};
