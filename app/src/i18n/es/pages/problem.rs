//! The words of pages instead of the one that was asked for, in Spanish of Latin America: de usted, no blame.

use crate::i18n::pages::problem::Problems;

pub const PROBLEM: Problems = Problems {
    not_found: (
        "No encontramos esta página",
        "Puede que la dirección esté incompleta. Vuelva a su cuenta o abra el enlace de su correo.",
    ),
    dead_link: (
        "Este enlace ya no funciona",
        "Los enlaces tienen una fecha límite para proteger sus datos. Pida uno nuevo; llega en unos minutos.",
    ),
    session_ended: (
        "La sesión terminó",
        "La cerramos tras un rato sin uso para proteger sus datos. Abra otra vez el enlace de su correo, o pida uno nuevo.",
    ),
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
    to_account: "Ir a mi cuenta",
    again: "Probar otra vez",
};
