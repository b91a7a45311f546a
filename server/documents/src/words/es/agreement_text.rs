//! The words of agreements.

use crate::words::agreement_text::{AgreementTextWords, PlanFigures};
use domain::knowledge_question::KnowledgeQuestion;
use domain::plan::schedule::Frequency;

fn days(count: i64) -> String {
    if count == 1 { "1 día".to_owned() } else { format!("{count} días") }
}

fn invoices(figures: &PlanFigures<'_>) -> String {
    format!("{} {}", if figures.several { "facturas" } else { "factura" }, figures.invoices)
}

fn payments_every(count: u16, frequency: Frequency) -> String {
    let one = count == 1;
    let word = if one { "pago" } else { "pagos" };
    let often = match frequency {
        Frequency::Weekly if one => "semanal",
        Frequency::Weekly => "semanales",
        Frequency::Fortnightly => "cada 14 días",
        Frequency::Monthly if one => "mensual",
        Frequency::Monthly => "mensuales",
    };
    format!("{count} {word} {often}")
}

pub(in crate::words) static AGREEMENT_TEXT: AgreementTextWords = AgreementTextWords {
    invoice: "Factura",
    invoices: "Facturas",
    off: "Descuento",
    written_off: "Se condona",
    to_pay: "Paga",
    until: "Último día",
    owed: "Lo que debe",
    payments: "Pagos",
    each: "Cada pago",
    up_to: |amount| format!("hasta {amount}"),
    down: "Pago inicial, hoy",
    first: "Primer pago",
    last: "Último pago",
    cost: "Costo del plan",
    total: "Total",
    nothing: "Nada",
    old_due: "Fecha actual",
    former_due: "Fecha anterior",
    new_due: "Fecha nueva",
    price: "Costo",
    pay_now: "Parte con la que empieza a valer",
    pay_now_until: "Se paga a más tardar el",
    lost_discount: "Descuento que se pierde",
    amount: "Cantidad",
    day: "Día",
    discount: |number, pay, off, until| {
        format!("Con {pay} a más tardar el {until} queda pagada la factura {number}. Se descuentan {off}.")
    },
    discount_if_not: |full| format!("Si no se paga a más tardar ese día, se debe el importe completo: {full}."),
    settlement: |creditor, pay, owed, until| {
        format!("{creditor} acepta {pay} en lugar de {owed}, si se pagan a más tardar el {until}.")
    },
    settlement_off: |off, several| {
        let of = if several { "esas facturas" } else { "esa factura" };
        format!("Con ese pago se condonan {off} y no queda nada por pagar de {of}.")
    },
    settlement_if_not: "Si no se paga a más tardar ese día, este acuerdo deja de valer y se debe todo otra vez. Lo que se haya pagado se conserva.",
    plan: |figures @ PlanFigures { in_parts, payments, first, last, .. }| {
        format!(
            "Se pagan {in_parts} ({}) en {payments}, el primero el {first} y el último el {last}.",
            invoices(figures)
        )
    },
    plan_with_down: |down, figures @ PlanFigures { in_parts, payments, first, last, .. }| {
        format!(
            "Hoy se pagan {down}; los {in_parts} restantes, en {payments}, el primero el {first} y el último el {last} ({}).",
            invoices(figures)
        )
    },
    plan_cost: |cost, total| format!("El plan cuesta {cost}, que los pagos ya incluyen. En total se pagan {total}."),
    plan_free: "El plan no tiene costo.",
    charges_rest: "Mientras el plan se cumple, no se suman intereses ni recargos.",
    charges_run: "Los intereses y recargos siguen sumando mientras dura el plan.",
    kept_waives: "Cuando el plan termina cumplido, los recargos en pausa se condonan.",
    kept_charges: "Cuando el plan termina, se cobran los recargos que estaban en pausa.",
    grace: |d| {
        if d == 0 {
            "Cada pago se hace a más tardar en su fecha.".to_owned()
        } else {
            format!("Si un pago se retrasa, tiene {} más para hacerlo sin consecuencias.", days(d.into()))
        }
    },
    early_days: |percent, d| {
        format!("Cada pago hecho con al menos {} de anticipación tiene {percent} de descuento.", days(d.into()))
    },
    early_day: |percent, day| {
        format!("Cada pago hecho a más tardar el día {day} de su mes tiene {percent} de descuento.")
    },
    reschedules: |count| {
        if count == 1 {
            "Puede pedir 1 vez otras fechas o cantidades.".to_owned()
        } else {
            format!("Puede pedir {count} veces otras fechas o cantidades.")
        }
    },
    broken: "Si un pago falta también después de ese tiempo, el plan termina y cada factura vuelve a su propia fecha.",
    cure: |d| {
        let within = if d == 1 { "al día siguiente".to_owned() } else { format!("en los {d} días siguientes") };
        format!("Si paga lo atrasado {within}, el plan se reactiva.")
    },
    paid_is_kept: "Todo lo pagado se conserva.",
    broken_charges: "Los recargos que estaban en pausa se cobran.",
    broken_no_charges: "Los recargos que estaban en pausa no se cobran.",
    broken_discounts: "Los descuentos obtenidos en los pagos se retiran.",
    broken_price: "El costo de los pagos que faltaban no se cobra.",
    extension: |number, new, old| format!("La factura {number} vence el {new} en lugar del {old}."),
    extension_rests: "Hasta la nueva fecha no se suman intereses ni recargos por retraso; los que ya se habían sumado se conservan.",
    extension_price: |price| format!("Cuesta {price}, que se suman a la factura."),
    extension_free: "No tiene costo.",
    extension_now: |amount, day| format!("La nueva fecha vale desde que se paguen {amount}, a más tardar el {day}."),
    extension_loses: |amount| format!("Se pierde el descuento de {amount} por pronto pago."),
    extension_if_not: "Si no se paga a más tardar en la nueva fecha, la factura estará vencida desde ese día.",
    promise: |amount, date| format!("Usted pagará {amount} a más tardar el {date}."),
    promise_rests: "Hasta ese día no se envían recordatorios.",
    promise_not: "La fecha de vencimiento no cambia, y los recargos, si los hay, siguen.",
    promise_if_not: "Si ese día no llega el pago, vuelven los recordatorios. Nada más cambia.",
    payments_every,
    by_code: |address| format!("con el código de seis dígitos enviado a {address}"),
    by_link: "con el enlace personal",
    by_fact: |fact| format!("con un dato conocido: {fact}"),
    link_mailed: "enlace enviado por correo",
    link_by_staff: |name| format!("enlace creado por {name}"),
    link_shared: "enlace compartido",
    by_staff: |name| format!("por {name}, a pedido del cliente"),
    by_less: "sin confirmación, porque pide menos que el acuerdo anterior",
    fact: |fact| match fact {
        KnowledgeQuestion::Postcode => "código postal y número de una factura",
        KnowledgeQuestion::TaxId => "número fiscal y número de una factura",
    },
    consent: |until| {
        format!("Lo que debe cambió. Le proponemos ajustar su plan; vale si lo confirma a más tardar el {until}.")
    },
};
