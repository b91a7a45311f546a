//! The words of pages, in Spanish of Latin America: de usted, no blame.

use super::{days, n};
use crate::i18n::ended;
use crate::i18n::pages::*;

pub static WORDS: PageWords = PageWords {
    shell: Shell {
        skip: "Ir al contenido",
        sections: "Secciones",
        account: "Mi cuenta",
        activity: "Movimientos",
        preferences: "Ajustes",
        language: "Idioma",
        help: "¿Tiene alguna duda?",
        privacy: "Los datos de su tarjeta van directo a Stripe o PayPal. Aquí no se guardan.",
        sign_out: "Cerrar sesión",
        back: "Volver",
        problem_title: "Hay algo que corregir",
        error_prefix: "Error:",
    },
    disputed: &super::disputes::WORDS,
    state: InvoiceStateWords {
        open: "Pendiente",
        due_soon: "Vence pronto",
        overdue: "Vencida",
        extended: "Con más tiempo",
        in_plan: "En un plan de pagos",
        disputed: "En revisión",
        paid: "Pagada",
        credit: "A favor",
        void: "Anulada",
        processing: "Pago en camino",
        due_on: |date| format!("Vence el {date}"),
        due_today: "Vence hoy",
        due_in: |d| if d == 1 { "Vence mañana".to_owned() } else { format!("Vence en {}", days(d)) },
        late_by: |d| if d == 1 { "Venció ayer".to_owned() } else { format!("Venció hace {}", days(d)) },
    },
    account: Account {
        title: "Mi cuenta",
        account_of: |name| format!("Cuenta de {name}"),
        owed: "Total por pagar",
        overdue: |c| format!("Vencido ({})", n(c, "factura", "facturas")),
        due_soon: |c| format!("Vence pronto ({})", n(c, "factura", "facturas")),
        on_its_way: "Pago en camino",
        next_overdue: |d| {
            if d == 1 {
                "Lo más antiguo venció ayer.".to_owned()
            } else {
                format!("Lo más antiguo venció hace {}.", days(d))
            }
        },
        next_due_soon: |d| match d {
            0 => "Lo próximo vence hoy.".to_owned(),
            1 => "Lo próximo vence mañana.".to_owned(),
            d => format!("Lo próximo vence en {}.", days(d)),
        },
        next_due: |date| format!("No hay prisa: lo próximo vence el {date}."),
        pay: |amount| format!("Pagar {amount}"),
        pay_overdue: |amount| format!("Pagar lo vencido: {amount}"),
        pay_due_soon: |amount| format!("Pagar lo próximo: {amount}"),
        pay_all: |amount| format!("Pagar todo: {amount}"),
        choose: "Elegir facturas o pagar una parte",
        invoices: "Facturas por pagar",
        of_total: |total| format!("de {total}"),
        settled: "Facturas anteriores",
        nothing_owed: "Todo está pagado",
        nothing_owed_more: "No hay nada pendiente. Gracias.",
        credit: |amount| format!("Tiene {amount} a favor"),
        credit_more: "Se puede usar en una factura o devolver. Pregúntenos cómo prefiere.",
        open_title: "Hay un pago sin terminar",
        open_more: |amount, provider, begun| {
            ended(format!("{amount} con {provider}. Aún no se ha cobrado. Empezó el {begun}"))
        },
        open_continue: "Seguir con este pago",
        open_cancel: "Cancelarlo",
        open_see: "Ver el pago",
        processing_more: |amount, provider| {
            format!("{amount} con {provider}. El saldo bajará cuando llegue el dinero; no hace falta pagar otra vez.")
        },
        cancelled: "Pago cancelado. No se cobró nada.",
        could_not_cancel: "Ese pago ya no se puede cancelar: el dinero ya salió o está en camino.",
        language_saved: "Idioma guardado.",
    },
    invoice: Invoice {
        title: |number| format!("Factura {number}"),
        credit_note: |number| format!("Nota de crédito {number}"),
        left: "Por pagar",
        left_credit: "Saldo a favor",
        paid_whole: "Esta factura está pagada. Gracias.",
        void_text: "Esta factura fue anulada. No hay que pagarla.",
        credit_text: "Esta cantidad es a su favor. No hay que pagarla.",
        pay: |amount| format!("Pagar {amount}"),
        pay_part: "Pagar otra cantidad",
        what_for: "Qué incluye",
        description: "Concepto",
        quantity: "Cantidad",
        net: "Importe",
        tax: "Impuesto",
        tax_of: |percent| format!("Impuesto {percent}"),
        subtotal: "Subtotal",
        total: "Total",
        movements: "Pagos y cambios",
        date: "Fecha",
        what: "Movimiento",
        amount: "Importe",
        issued: "Emitida",
        due: "Vencimiento",
        reference: "Referencia",
        processing: |amount| format!("Hay {amount} en camino para esta factura. No hace falta pagar otra vez."),
        open: |amount| format!("Hay un pago de {amount} sin terminar para esta factura."),
        see_payment: "Ver el pago",
        no_movements: "Todavía no hay pagos.",
        payment: "Pago recibido",
        paid_elsewhere: "Pago por otra vía",
        credit_used: "Saldo a favor usado",
        credited: "Pasó a su saldo a favor",
        refund: "Devolución",
        chargeback: "Pago retirado por el banco",
        chargeback_won: "Pago repuesto por el banco",
        voided: "Factura anulada",
        correction: "Corrección",
        discount: "Descuento por pronto pago",
        discount_gone: "Descuento anulado",
        interest: "Interés por atraso",
        fee: "Cargo",
        waived: "Cargo retirado",
        written_off: "Parte que no hay que pagar",
    },
    choose: Choose {
        title: "¿Qué quiere pagar?",
        title_in: |code| format!("Facturas en {code}"),
        currencies: "Cada moneda se paga por separado.",
        which: "Facturas",
        how_much: "¿Cuánto?",
        everything: "Todo lo elegido",
        everything_hint: "Paga por completo las facturas marcadas.",
        part: "Otra cantidad",
        part_hint: |least| format!("Desde {least}. Se paga primero lo más antiguo."),
        amount: |code| format!("Cantidad en {code}"),
        go_on: "Continuar",
        nothing: "No hay nada por pagar.",
    },
    confirm: Confirm {
        title: "Revise su pago",
        amount: "Va a pagar",
        pays_many: |c| format!("Con esto paga {}", n(c, "factura", "facturas")),
        pays: "Con esto paga",
        left_on: |left| format!("Quedan {left}"),
        settles: "Queda pagada",
        left: "Quedará por pagar",
        nothing_left: "Nada. Queda todo pagado.",
        change: "Cambiar",
        changed: "Las cantidades cambiaron desde que abrió esta página. Revíselas antes de pagar.",
        how: "¿Cómo quiere pagar?",
        next: "Se abrirá la página segura de pago. El cobro se hace allí, por esta misma cantidad.",
        no_method: "Por ahora no se puede pagar aquí",
        no_method_more: "Ningún medio de pago acepta esta cantidad en este momento. Pruebe con otra cantidad o escríbanos.",
    },
    method: Methods {
        pay: |amount| format!("Pagar {amount}"),
        pay_with: |amount, provider| format!("Pagar {amount} con {provider}"),
        by: |provider| format!("por medio de {provider}"),
        card: "Tarjeta",
        wallet: "Apple Pay o Google Pay",
        oxxo: "efectivo en OXXO",
        boleto: "boleto",
        pix: "Pix",
        bank_debit: "cuenta bancaria",
        account: |provider| format!("Cuenta de {provider}"),
        not_now: |provider| format!("{provider} no está disponible para este pago"),
        currency: |code| format!("No acepta pagos en {code}."),
        too_small: |least| format!("Acepta pagos desde {least}."),
        too_large: |most| format!("Acepta pagos hasta {most}."),
        step: "No puede cobrar esta cantidad exacta.",
        away: "No responde en este momento. Pruebe dentro de unos minutos.",
    },
    payment: Payment {
        started: "Este pago no está terminado",
        started_more: |amount, provider| {
            format!(
                "El pago de {amount} con {provider} se empezó, pero aún no se ha completado. No hemos recibido dinero."
            )
        },
        checking: "Estamos confirmando su pago",
        checking_more: |amount, provider| {
            format!("Preguntamos a {provider} por el pago de {amount}. Suele tardar unos segundos.")
        },
        processing: "Su pago está en camino",
        processing_more: |amount, provider| {
            format!("{provider} está procesando {amount}. Puede tardar unos minutos o algunos días.")
        },
        voucher: "Falta pagar en la tienda",
        voucher_until: |amount, until| {
            format!(
                "Pague {amount} en efectivo con la ficha que recibió, a más tardar el {until}. Después de pagar, el aviso puede tardar hasta un día."
            )
        },
        voucher_more: |amount| {
            format!(
                "Pague {amount} en efectivo con la ficha que recibió. Después de pagar, el aviso puede tardar hasta un día."
            )
        },
        bank_debit_more: |amount| format!("El banco está procesando {amount}. Suele tardar algunos días hábiles."),
        review_more: |amount, provider| {
            format!("{provider} está revisando el pago de {amount}. Suele tardar menos de un día.")
        },
        do_not_pay_again: "No hace falta pagar otra vez.",
        will_tell: "Le avisaremos por correo cuando llegue el dinero. Puede cerrar esta página.",
        paid: "Pago recibido",
        paid_more: |amount| format!("Recibimos {amount}. Muchas gracias."),
        failed: "El pago no se completó",
        failed_more: |amount| {
            format!(
                "No recibimos {amount}. Si su banco muestra un cargo, suele desaparecer en unos días. Puede probar otra vez o con otro medio de pago."
            )
        },
        cancelled: "Pago cancelado",
        cancelled_more: |amount| format!("El pago de {amount} se canceló. No se cobró nada."),
        expired: "Se acabó el tiempo para este pago",
        expired_more: |amount| {
            format!("El pago de {amount} no se completó a tiempo. No se cobró nada. Puede empezar de nuevo.")
        },
        partly_refunded: "Se devolvió una parte",
        partly_refunded_more: |refunded, amount| format!("Se devolvieron {refunded} del pago de {amount}."),
        refunded: "Pago devuelto",
        refunded_more: |amount| format!("Se devolvieron {amount}. Lo que cubría este pago vuelve a estar pendiente."),
        refund_takes: "El dinero vuelve al mismo medio de pago y puede tardar hasta 10 días hábiles en verse.",
        charged_back: "El banco retiró este pago",
        charged_back_more: |amount| {
            format!(
                "El banco retiró {amount}. Lo que cubría vuelve a estar pendiente mientras se aclara. Si no lo pidió usted, escríbanos."
            )
        },
        chargeback_won_more: |amount| format!("El banco confirmó el pago de {amount}. Todo queda como antes."),
        go_on: |provider| format!("Seguir en {provider}"),
        cancel: "Cancelar este pago",
        again: "Probar otra vez",
        check_again: "Consultar de nuevo",
        to_account: "Volver a mi cuenta",
        stranger: "Para ver su cuenta, abra el enlace que recibió por correo.",
    },
    receipt: Receipt {
        title: "Comprobante",
        number: "Número",
        paid_at: "Fecha de pago",
        received: "Recibido",
        discount: "Descuento por pronto pago",
        by: "Medio de pago",
        to: "Pagado a",
        pays: "Qué se pagó",
        credit: "Saldo a favor",
        left: "Sigue por pagar",
        nothing_left: "Nada. Todo está pagado.",
        mailed: "También lo enviamos por correo.",
        pdf: "Comprobante en PDF",
    },
    activity: Activity {
        title: "Movimientos",
        empty: "Todavía no hay movimientos.",
        older: "Ver anteriores",
        newest: "Volver a los más recientes",
        invoice: "Factura",
        credit_note: "Nota de crédito",
        void: "Factura anulada",
        correction: "Corrección",
        paid: "Pago recibido",
        started: "Pago sin terminar",
        processing: "Pago en camino",
        failed: "Pago no completado",
        cancelled: "Pago cancelado",
        expired: "Pago no terminado a tiempo",
        partly_refunded: "Pago devuelto en parte",
        refunded: "Pago devuelto",
        charged_back: "Pago retirado por el banco",
        paid_elsewhere: "Pago por otra vía",
        credit_used: "Saldo a favor usado",
        credited: "Pasó a su saldo a favor",
        refund: "Devolución",
        chargeback: "Pago retirado por el banco",
        chargeback_won: "Pago repuesto por el banco",
        discount: "Descuento por pronto pago",
        discount_gone: "Descuento anulado",
        interest: "Interés por atraso",
        fee: "Cargo",
        waived: "Cargo retirado",
        written_off: "Parte que no hay que pagar",
    },
    preferences: Preferences {
        title: "Ajustes",
        language: "Idioma",
        save: "Guardar idioma",
        share: "¿Paga otra persona?",
        share_more: "Cree un enlace para que alguien más pague una factura. Esa persona verá solo la cantidad, el número de la factura y a quién se paga.",
        share_which: "Factura",
        share_make: "Crear enlace",
        share_none: "No hay facturas por pagar.",
        share_choose: "Elija la factura que pagará otra persona",
        shared: "El enlace está listo",
        shared_more: |number, amount, until| {
            format!("Sirve para pagar la factura {number} ({amount}) hasta el {until}.")
        },
        shared_once: "Cópielo ahora: por seguridad no se vuelve a mostrar. Siempre puede crear otro.",
        shared_label: "Enlace para pagar",
        privacy: "Sus datos",
        privacy_more: "Aquí solo se muestran los datos necesarios para pagar sus facturas. Para corregirlos o borrarlos, escríbanos.",
    },
    link: Link {
        gate: |creditor| format!("{creditor} le envió este enlace"),
        gate_more: "Continúe para ver el detalle y, si quiere, pagar.",
        go_on: "Continuar",
        gate_safe: "No hace falta crear una cuenta ni una contraseña.",
        new: "Recibir un nuevo enlace",
        new_more: "Escriba el correo donde recibe sus facturas. Le enviaremos un enlace nuevo.",
        email: "Correo electrónico",
        email_hint: "El mismo en el que recibe las facturas.",
        email_wrong: "Escriba un correo completo, por ejemplo nombre@ejemplo.com",
        send: "Enviar enlace",
        sent: "Revise su correo",
        sent_more: "Si esa dirección está registrada, el enlace llegará en unos minutos.",
        sent_nothing: "¿No llega? Revise la carpeta de correo no deseado o pruebe con otra dirección.",
        pay_only: |creditor| format!("Pago a {creditor}"),
        payee: "Se paga a",
        reference: "Factura",
        settled: "No hay nada por pagar",
        settled_more: |number| format!("La factura {number} ya está pagada. Gracias."),
    },
    problem: Problems {
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
    },
};
