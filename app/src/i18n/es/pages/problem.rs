//! The words of pages instead of the one that was asked for, in Spanish of Latin America: de usted, no blame.

use crate::i18n::ended;
use crate::i18n::pages::problem::Problems;

pub const PROBLEM: Problems = Problems {
    not_found: (
        "No encontramos esta página",
        "Puede que la dirección esté incompleta. Vuelva a su cuenta o abra el enlace de su correo.",
    ),
    not_in_account: ("No está en la cuenta abierta", "Lo que busca es de otra cuenta, o no existe."),
    dead_link: (
        "Este enlace ya no funciona",
        "Puede que se haya cortado al copiarlo, que haya pasado su fecha límite o que lo hayan desactivado. Pida uno nuevo; llega en unos minutos.",
    ),
    no_session: (
        "Abra su cuenta con el enlace de su correo",
        "En este navegador no hay ninguna cuenta abierta. El enlace que le enviaron por correo la abre, sin contraseña.",
    ),
    session_unused: (
        "La sesión terminó",
        "La cerramos tras media hora sin uso, para proteger sus datos. El enlace de su correo la abre otra vez.",
    ),
    session_over: (
        "La sesión terminó",
        "Una sesión dura como máximo 12 horas, para proteger sus datos. El enlace de su correo la abre otra vez.",
    ),
    signed_out: (
        "Cerró la sesión",
        "En este navegador ya nadie puede ver la cuenta. El enlace de su correo la abre otra vez.",
    ),
    access_revoked: (
        "Este acceso se desactivó",
        "El enlace con el que entró fue desactivado y su sesión se cerró con él. Puede pedir un enlace nuevo.",
    ),
    other_account: (
        "Ahora está abierta otra cuenta",
        "Esta página era de otra cuenta, así que no se hizo nada. Para seguir con ella, abra otra vez su enlace.",
    ),
    open_account: |name| {
        let open = ended(format!("En este navegador está abierta la cuenta de {name}"));
        format!("{open} Si buscaba algo de otra cuenta, abra otra vez su enlace.")
    },
    open_pay_only: "En este navegador está abierto un enlace que solo sirve para pagar una factura. Para ver su cuenta, abra otra vez el enlace de su correo.",
    provider_away: (
        "El servicio de pago no responde",
        "No se cobró nada. Pruebe otra vez en unos minutos, o elija otro medio de pago.",
    ),
    too_many: "Demasiados intentos",
    too_many_more: |m| {
        if m <= 1 {
            "Espere un minuto y pruebe otra vez.".to_owned()
        } else {
            format!("Espere {m} minutos y pruebe otra vez.")
        }
    },
    foreign: (
        "No pudimos aceptar este envío",
        "El formulario no vino de esta página. No se cambió nada. Vuelva a su cuenta y pruebe otra vez.",
    ),
    bad_request: ("No pudimos leer lo enviado", "No se cambió nada. Vuelva atrás y pruebe otra vez."),
    nothing_to_pay: ("No hay nada por pagar", "Lo que eligió ya está pagado o tiene un pago en camino."),
    fault: (
        "Algo falló de nuestro lado",
        "Ya estamos avisados. Antes de pagar otra vez, mire en Movimientos si el pago quedó registrado.",
    ),
    fault_id: "Si nos escribe, mencione este número:",
    busy: ("Volvemos en un momento", "El servicio está ocupado. No se cambió nada. Pruebe otra vez en un minuto."),
    new_link: "Recibir un nuevo enlace",
    new_link_here: "Recibir un enlace nuevo",
    to_account: "Ir a mi cuenta",
    again: "Probar otra vez",
};
