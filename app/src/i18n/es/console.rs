//! The words of the console, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::AgreementStanding;
use crate::i18n::console::*;
use domain::audit::Action;

pub static WORDS: ConsoleWords = ConsoleWords {
    shell: ConsoleShell {
        console: "Consola",
        overview: "Resumen",
        requests: "Solicitudes",
        debtors: "Deudores",
        policy: "Política",
        trail: "Registro",
        sign_out: "Salir",
        save_language: "Cambiar",
        to_overview: "Ir al resumen",
        to_sign_in: "Entrar a la consola",
    },
    sign_in: SignIn {
        title: "Entrar a la consola",
        email: "Correo electrónico",
        password: "Contraseña",
        go_on: "Continuar",
        refused: "No pudimos entrar con esos datos. Revise el correo y la contraseña. Después de cinco intentos \
                  fallidos hay que esperar 15 minutos.",
        code_title: "Escriba el código",
        code: "Código de su aplicación",
        code_hint: "Los seis dígitos que muestra ahora su aplicación de códigos.",
        code_refused: "Ese código no sirve. Espere a que la aplicación muestre otro y escríbalo. Después de cinco \
                       intentos fallidos hay que esperar 15 minutos.",
        enter: "Entrar",
        again: "Empezar de nuevo",
    },
    overview: Overview {
        hello: |name| format!("Hola, {name}"),
        waiting: "Lo que espera respuesta",
        nothing: "Nada espera respuesta.",
        requests: |n| if n == 1 { "1 solicitud".to_owned() } else { format!("{n} solicitudes") },
        requests_oldest: |day| format!("La más urgente se debe responder el {day}."),
        disputes: |n| if n == 1 { "1 objeción".to_owned() } else { format!("{n} objeciones") },
        disputes_oldest: |day| format!("La más antigua es del {day}."),
        search: "Buscar a un deudor",
        search_hint: "El comienzo del nombre, del correo, de la referencia o del número de una factura.",
        find: "Buscar",
    },
    debtors: Debtors {
        nothing: "No encontramos a nadie que empiece así.",
        invoices: "Facturas",
        more: "Ver más",
        first: "Volver al comienzo",
    },
    debtor: Debtor {
        reference: "Referencia",
        email: "Correo",
        phone: "Teléfono",
        postcode: "Código postal",
        tax_id: "Número fiscal",
        owed: "Lo que debe",
        nothing_owed: "No debe nada.",
        total: "Total",
        overdue: "Vencido",
        credit: "Saldo a favor",
        agreements: "Acuerdos vigentes",
        standing: |standing| match standing {
            AgreementStanding::Awaits { amount, until: Some(until) } => {
                format!("Falta el pago de {amount}, hasta el {until}.")
            }
            AgreementStanding::Awaits { amount, until: None } => format!("Falta el pago de {amount}."),
            AgreementStanding::Kept => "Al día.".to_owned(),
            AgreementStanding::InGrace { until } => format!("Un pago está atrasado; tiene hasta el {until}."),
            AgreementStanding::Broken { on, cure_until: Some(cure) } => {
                format!("No se cumplió: {on}. Se puede reparar hasta el {cure}.")
            }
            AgreementStanding::Broken { on, cure_until: None } => format!("No se cumplió: {on}."),
            AgreementStanding::Completed { on } => format!("Terminado: {on}."),
            AgreementStanding::Replaced { .. } => "Lo reemplazó otro acuerdo.".to_owned(),
        },
        messages: "Mensajes enviados",
        letter: |name| match name {
            "payment_link" | "new_link" => "Enlace de pago",
            "code" => "Código",
            "receipt" => "Recibo",
            "refund" => "Devolución",
            "agreed" => "Lo acordado",
            "answered" => "Respuesta a una solicitud",
            "objection" => "Aviso de que algo no está bien",
            "reminder" => "Recordatorio",
            "notice" => "Aviso sobre un acuerdo",
            _ => "Mensaje",
        },
        leaving: "Por salir",
        sent: "Enviado",
        refused: "El servidor de correo no lo aceptó",
        no_address: "No hay correo registrado",
    },
    links: Links {
        title: "Enlaces",
        none: "Este deudor todavía no tiene enlaces.",
        works_until: |day| format!("Funciona hasta el {day}"),
        ended: |day| format!("Venció el {day}"),
        revoked: |day| format!("Anulado el {day}"),
        made: |day| format!("Creado el {day}"),
        used: |moment| format!("Usado por última vez: {moment}"),
        never_used: "Todavía no se ha usado",
        pay_only: "Solo para pagar una factura",
        revoke: "Anular",
        revoke_all: "Anular todos los enlaces",
        make: "Crear un enlace",
        make_hint: "La dirección se muestra una sola vez, para que usted la copie.",
        send: "Enviar un enlace por correo",
        send_hint: |email| format!("Se envía a {email}."),
        no_email: "No hay un correo registrado, así que no se puede enviar un enlace.",
        shown_once: "Copie la dirección ahora: no se volverá a mostrar.",
        address: "Dirección del enlace",
        was_sent: "El enlace va en camino por correo.",
        was_revoked: "Hecho. Lo que se abrió con ese acceso quedó cerrado.",
    },
    trail: Trail {
        act,
        more: "Todo lo que se hace en la consola y por línea de comandos. Nada de esto se puede cambiar.",
        nothing: "Todavía no hay nada.",
        command_line: "Línea de comandos",
        version: |n| format!("versión {n}"),
        older: "Ver lo anterior",
        newest: "Ver lo más reciente",
    },
};

const fn act(action: Action) -> &'static str {
    match action {
        Action::SignedIn => "entró a la consola",
        Action::SignedOut => "salió de la consola",
        Action::SignInLocked => "cerró la entrada por demasiados intentos",
        Action::StaffAdded => "agregó a un usuario",
        Action::StaffReset => "renovó el acceso de un usuario",
        Action::StaffDisabled => "quitó el acceso a un usuario",
        Action::LinkMade => "creó un enlace",
        Action::LinkSent => "envió un enlace",
        Action::LinkRevoked => "anuló un enlace",
        Action::LinksRevoked => "anuló todos los enlaces",
        Action::RequestGranted => "aceptó una solicitud",
        Action::RequestCountered => "ofreció otras condiciones",
        Action::RequestDeclined => "rechazó una solicitud",
        Action::DisputeUpheld => "dio la razón a una objeción",
        Action::DisputeRejected => "rechazó una objeción",
        Action::ChargesWaived => "condonó cargos de una factura",
        Action::PolicySet => "cambió la política",
    }
}
