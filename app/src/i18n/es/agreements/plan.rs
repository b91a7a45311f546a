//! The words of `/plans/new` and of schedules, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::plan::{Plan, Schedule};
use crate::i18n::es::{days, n};

pub const PLAN: Plan = Plan {
    title: "Pagar en partes",
    change: "Cambiar su plan",
    today: "Su plan de hoy",
    change_charges: |charges| format!("Lo que se reparte incluye {charges} de intereses y recargos que se sumaron."),
    sum: |sum, count| format!("{sum} de {}.", n(count, "factura", "facturas")),
    adjust: "Cambiar facturas, fechas o pago inicial",
    invoices: "¿Qué facturas entran?",
    how: "¿Cómo lo quiere repartir?",
    by_amount: "Elijo cuánto pagar",
    by_count: "Elijo en cuántos pagos",
    each: |code| format!("Cada vez, en {code}"),
    count: "Número de pagos",
    first: "Primer pago",
    first_hint: |from, to| format!("Entre el {from} y el {to}."),
    frequency: "¿Cada cuánto?",
    weekly: "Cada semana",
    fortnightly: "Cada 14 días",
    monthly: "Cada mes",
    down: "Pago inicial",
    down_hint: |min, max| format!("Lo paga hoy: de {min} a {max}."),
    down_optional: "Opcional. Lo paga hoy.",
    show: "Recalcular el plan",
    no_plan: "Así no es posible",
    nearest: "El plan posible más parecido",
    nearest_is: |payments, first| format!("{payments}, desde el {first}."),
    nearest_down: |down| format!("Hoy se pagan {down}."),
    take_nearest: "Usar este plan",
    nothing: "No hay facturas que se puedan pagar en partes ahora.",
};

pub const SCHEDULE: Schedule = Schedule {
    state: "Estado",
    later: "Por pagar",
    due_soon: |d| if d == 1 { "Vence mañana".to_owned() } else { format!("Vence en {}", days(d)) },
    due_today: "Vence hoy",
    in_grace: |date| format!("Atrasado; puede pagarlo a más tardar el {date}"),
    missed: |d| format!("Atrasado {}", days(d)),
    paid: |date| format!("Pagado el {date}"),
    paid_late: |date| format!("Pagado el {date}, con retraso"),
    open: |amount| format!("Faltan {amount}"),
    early: |until, amount| format!("Hasta el {until}: {amount}"),
    nth: |n, of| format!("Pago {n} de {of}"),
    paid_early: |paid, saved| format!("Pagó {paid}; ahorró {saved}"),
};
