//! The words of `/payments/{id}` and its receipt, in Spanish of Latin America: de usted, no blame.

use crate::i18n::pages::payment::{Payment, Receipt};

pub const PAYMENT: Payment = Payment {
    started: "Este pago no está terminado",
    started_more: |amount, provider| {
        format!("El pago de {amount} con {provider} se empezó, pero aún no se ha completado. No hemos recibido dinero.")
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
            "Pague {amount} en efectivo con esta ficha, a más tardar el {until}. Después de pagar, el aviso puede tardar hasta un día."
        )
    },
    voucher_more: |amount| {
        format!("Pague {amount} en efectivo con esta ficha. Después de pagar, el aviso puede tardar hasta un día.")
    },
    voucher_show: "Ver la ficha de pago",
    voucher_number: "Número para pagar",
    instead: "Pagar de otra forma",
    instead_more: "La ficha dejará de servir; no la pague después.",
    kept: "Este pago ya no se puede cambiar: el dinero llegó o está en camino.",
    left: "No se cobró nada",
    left_more: |amount, provider| {
        format!("El pago de {amount} con {provider} no se hizo. Puede intentarlo otra vez cuando quiera.")
    },
    choose_again: "Elegir cómo pagar",
    bank_debit_more: |amount| format!("El banco está procesando {amount}. Suele tardar algunos días hábiles."),
    review_more: |amount, provider| {
        format!("{provider} está revisando el pago de {amount}. Suele tardar menos de un día.")
    },
    do_not_pay_again: "No hace falta pagar otra vez.",
    will_tell: "Le avisaremos por correo cuando llegue el dinero. Puede cerrar esta página.",
    can_close: "Puede cerrar esta página y volver a abrirla con el mismo enlace.",
    paid: "Pago recibido",
    paid_more: |amount| format!("Recibimos {amount}. Muchas gracias."),
    failed: "El pago no se completó",
    failed_more: |amount| {
        format!(
            "No recibimos {amount}. Si su banco muestra un cargo, suele desaparecer en unos días. Puede probar otra vez o con otro medio de pago."
        )
    },
    cancelled: "Pago cancelado",
    voucher_cancelled: "La ficha se canceló",
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
    again: "Probar otra vez",
    check_again: "Consultar de nuevo",
    to_account: "Volver a mi cuenta",
    stranger: "Para ver su cuenta, abra el enlace que recibió por correo.",
};

pub const RECEIPT: Receipt = Receipt {
    title: "Comprobante",
    number: "Número",
    paid_at: "Fecha de pago",
    received: "Recibido",
    discount: "Descuento por pronto pago",
    settled: "Acuerdo de liquidación",
    by: "Medio de pago",
    to: "Pagado a",
    pays: "Qué se pagó",
    credit: "Saldo a favor",
    left: "Sigue por pagar",
    mailed: "También lo enviamos por correo.",
    pdf: "Comprobante en PDF",
    file: "comprobante",
};
