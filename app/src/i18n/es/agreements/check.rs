//! The words of the page before something binds, and of the code, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::check::{Check, Code};

pub const CHECK: Check = Check {
    plan: "Revise su plan de pagos",
    extension: "Revise la nueva fecha",
    promise: "Revise su promesa de pago",
    settlement: "Revise el acuerdo de liquidación",
    discount: "Revise el descuento",
    change: "Cambiar",
    agreed: "Lo que se acuerda",
    if_not: "Si no se cumple",
    replaces: |amount, date| format!("Esto reemplaza su promesa de pagar {amount} el {date}; ya no cuenta."),
    changed: "Algo cambió desde que abrió esta página. Revise otra vez antes de aceptar.",
    code_next: |address| format!("Para confirmar que es usted, le enviaremos un código de seis dígitos a {address}."),
    asked_next: |date| {
        format!("Requiere autorización. Le responderemos a más tardar el {date}; hasta entonces nada cambia.")
    },
    agree: "Aceptar",
    send_code: "Aceptar y recibir el código",
    ask: "Enviar la solicitud",
    nothing_yet: "Todavía no se ha acordado nada.",
};

pub const CODE: Code = Code {
    title: "Escriba el código",
    sent: |address, minutes| format!("Lo enviamos a {address}. Sirve {minutes} minutos desde su envío."),
    sent_again: |address| format!("Enviamos otro código a {address}. El anterior ya no sirve."),
    why: "Así nadie más puede aceptar algo en su nombre.",
    label: "Código de seis dígitos",
    hint: "Puede pegarlo. Si no llega, revise el correo no deseado.",
    confirm: "Confirmar",
    resend: "Enviar otro código",
    unreadable: "Escriba los seis dígitos del correo",
    wrong: |left| match left {
        0 => "Ese no es el código. Pida otro".to_owned(),
        1 => "Ese no es el código. Le queda 1 intento".to_owned(),
        left => format!("Ese no es el código. Le quedan {left} intentos"),
    },
    locked: |m| {
        let minutes = if m <= 1 { "un minuto".to_owned() } else { format!("{m} minutos") };
        format!("Hubo demasiados intentos. Espere {minutes} y pida otro código")
    },
    ran_out: "Ese código ya no sirve. Pida otro",
    not_sent: "No pudimos enviar el código. Pruebe otra vez en unos minutos",
};
