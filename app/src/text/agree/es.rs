//! Ofertas y acuerdos, en español de América Latina: de usted, sin reproches.

use super::*;
use domain::schedule::Frequency;

fn days(count: i64) -> String {
    if count == 1 { "1 día".to_owned() } else { format!("{count} días") }
}

pub(in crate::text) fn payments(count: u16, frequency: Frequency) -> String {
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

fn reasons(reason: ObjectionReason) -> Pair {
    match reason {
        ObjectionReason::AlreadyPaid => ("Ya la pagué", "Si tiene el comprobante, agréguelo abajo."),
        ObjectionReason::WrongAmount => ("El precio o la cantidad no es correcta", ""),
        ObjectionReason::NotReceived => ("No lo recibí", "Una entrega que faltó o llegó incompleta."),
        ObjectionReason::NotAsAgreed => ("No es lo acordado", "Llegó dañado, o no es lo que se pidió."),
        ObjectionReason::NotMine => ("No me corresponde", "La factura es de otra persona o empresa."),
        ObjectionReason::Other => ("Otra cosa", "Cuéntenos abajo."),
    }
}

pub static AGREE: AgreeWords = AgreeWords {
    delay: |by| match by {
        Delay::Days(n) => days(n.into()),
        Delay::Months(1) => "1 mes".to_owned(),
        Delay::Months(n) => format!("{n} meses"),
    },
    check_and_go_on: "Continuar",
    which_invoice: "¿De qué factura se trata?",
    due: |date| format!("Vence el {date}"),
    date_format: "Día, mes y año.",
    answer_by: |date| format!("Le responderemos a más tardar el {date}."),
    your_words: "¿Por qué lo necesita?",
    your_words_hint: "Unas palabras bastan. Las leerá la persona que decide.",
    your_words_only: "Solo para lo que decide una persona.",
    asked_of_a_person: "Lo decide una persona",
    ways: Ways {
        title: "¿Qué prefiere hacer?",
        other: "También puede",
        pay: ("Pagar", "Todo, algunas facturas o una parte."),
        parts: ("Pagar en partes", "Usted dice cuánto puede; le mostramos el plan."),
        time: ("Pedir más tiempo", "Una fecha nueva para una factura."),
        promise: ("Decir cuándo pagará", "Los recordatorios esperan hasta ese día."),
        wrong: ("Algo no está bien", "Ya pagó, hay un error o falta algo."),
        rest: ("Pasa por un momento difícil", "Una pausa sin recordatorios ni recargos."),
    },
    offer: Offers {
        title: "Lo que puede elegir",
        lead: "Cada opción dice qué ahorra o cuesta. Nada se acepta hasta que usted lo confirme.",
        none: "Hoy no hay ofertas especiales. Puede pagar, o elegir otro camino.",
        next: "Lo que más le conviene",
        all: "Ver todas las opciones",
        until: |date| format!("Hasta el {date}"),
        no_end: "Sin fecha límite",
        for_invoice: |number| format!("Factura {number}"),
        discount: |pay, full| format!("Pague {pay} en vez de {full}"),
        settlement: |pay, full| format!("Salde {full} con {pay}"),
        plan: |payments, each| format!("Pague en hasta {payments} de {each}"),
        extension: |date| format!("Pague hasta el {date}"),
        promise: |date| format!("Elija un día hasta el {date}"),
        saves: |amount| format!("Ahorra {amount}"),
        costs: |amount| format!("Cuesta {amount}"),
        free: "Sin costo",
        pay_now: |amount| format!("Se pagan {amount} ahora"),
        loses: |amount| format!("Se pierde el descuento de {amount}"),
        on_request: "Lo decide una persona",
        because_invoice: |percent, d| {
            format!("Su factura ofrece {percent} menos al pagar dentro de {} desde su emisión.", days(d.into()))
        },
        because_on_time: |on, of| {
            if of == 1 {
                "Porque pagó a tiempo su factura anterior.".to_owned()
            } else {
                format!("Porque pagó a tiempo {on} de sus últimas {of} facturas.")
            }
        },
        because_early: |d| {
            if d == 0 {
                "Por pagar pronto; hoy es el último día.".to_owned()
            } else {
                format!("Por pagar pronto; quedan {}.", days(d))
            }
        },
        because_old: |d| format!("Para cerrar una deuda que venció hace {}.", days(d)),
        because_parts: "Para que pueda repartirlo en el tiempo.",
        because_free: |left| {
            if left == 1 { "Le queda 1 este año.".to_owned() } else { format!("Le quedan {left} este año.") }
        },
        take_discount: |pay| format!("Pagar {pay}"),
        take_settlement: |pay| format!("Saldar con {pay}"),
        take_plan: "Armar mi plan",
        take_extension: "Elegir la fecha",
        take_promise: "Decir cuándo",
        pay_overdue: |amount| format!("Pague {amount}, que es lo vencido, y quedará al día."),
        pay_due: |amount| format!("Pague {amount}, que es lo que vence pronto."),
        pay_instalment: |amount, date| format!("Su próximo pago es de {amount}, a más tardar el {date}."),
        pay: |amount| format!("Pagar {amount}"),
        wait: |date| format!("No hay nada urgente: lo próximo vence el {date}."),
        agreements: "Sus acuerdos",
        requests: "Sus solicitudes",
        rests: |date| format!("Está en pausa hasta el {date}"),
        rests_more: "No le enviamos recordatorios y no se suman recargos. Puede pagar cuando quiera.",
    },
    reduction: Reduction {
        title: "Descuento por pagar pronto",
        title_settlement: "Acuerdo para saldar",
        instead: |full, until| format!("en vez de {full}, hasta el {until}"),
        full: "Importe completo",
        off: "Descuento",
        off_percent: |percent| format!("Descuento de {percent}"),
        written_off: "Se condona",
        to_pay: "Paga",
        until: |date| format!("Vale hasta el {date}, ese día incluido."),
        holds: "El precio se mantiene mientras dura este pago, aunque el plazo termine.",
        take: |pay| format!("Pagar {pay} con el descuento"),
        leave: "Pagar sin el descuento",
        taken: "El descuento ya está aplicado.",
        old_due: |date| format!("Se amplió el plazo; antes vencía el {date}."),
        objected: |amount| format!("{amount} están en revisión. No hace falta pagarlos mientras tanto."),
        in_agreement: "Ver el acuerdo",
    },
    plan: Plan {
        title: "Pagar en partes",
        lead: "Diga cuánto puede pagar cada vez. Verá el plan completo antes de decidir.",
        invoices: "¿Qué facturas entran?",
        how: "¿Cómo lo quiere repartir?",
        by_amount: "Por cantidad: digo cuánto puedo pagar",
        by_count: "Por número: digo en cuántos pagos",
        each: |code| format!("Cada vez, en {code}"),
        count: "Número de pagos",
        first: "Primer pago",
        first_hint: |from, to| format!("Entre el {from} y el {to}."),
        frequency: "¿Cada cuánto?",
        weekly: "Cada semana",
        fortnightly: "Cada 14 días",
        monthly: "Cada mes",
        down: "Pago inicial",
        down_hint: |least, most| format!("De {least} a {most}, hoy."),
        down_optional: "Puede quedar vacío.",
        show: "Ver el plan",
        result: "Su plan",
        no_plan: "Así no se puede",
        nearest: "Lo más parecido",
        nearest_is: |payments, each, first| format!("{payments} de {each} como máximo, desde el {first}."),
        nearest_down: |down| format!("Hoy se pagan {down}."),
        take_nearest: "Usar este plan",
        nothing: "No hay facturas que se puedan pagar en partes ahora.",
    },
    schedule: Schedule {
        state: "Estado",
        later: "Por pagar",
        due_soon: |d| if d == 1 { "Vence mañana".to_owned() } else { format!("Vence en {}", days(d)) },
        due_today: "Vence hoy",
        in_grace: |date| format!("Atrasado; puede pagarlo hasta el {date}"),
        missed: |d| format!("Atrasado {}", days(d)),
        paid: |date| format!("Pagado el {date}"),
        paid_late: |date| format!("Pagado el {date}, con retraso"),
        open: |amount| format!("Faltan {amount}"),
    },
    check: Check {
        plan: "Revise su plan de pagos",
        extension: "Revise la nueva fecha",
        promise: "Revise su promesa de pago",
        settlement: "Revise el acuerdo para saldar",
        discount: "Revise el descuento",
        change: "Cambiar",
        agreed: "Lo que se acuerda",
        if_not: "Si no se cumple",
        changed: "Algo cambió desde que abrió esta página. Revise otra vez antes de aceptar.",
        code_next: |address| {
            format!("Para confirmar que es usted, le enviaremos un código de seis dígitos a {address}.")
        },
        asked_next: |date| {
            format!("Lo decide una persona. Le responderemos a más tardar el {date}; hasta entonces nada cambia.")
        },
        agree: "Aceptar",
        send_code: "Aceptar y recibir el código",
        ask: "Enviar la solicitud",
        nothing_yet: "Todavía no se ha acordado nada.",
    },
    code: Code {
        title: "Escriba el código",
        sent: |address, minutes| format!("Lo enviamos a {address}. Sirve durante {minutes} minutos."),
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
    },
    agreement: Agreement {
        plan: ("Plan de pagos", "Su plan de pagos está listo"),
        extension: ("Más tiempo", "Tiene una nueva fecha"),
        promise: ("Promesa de pago", "Gracias por avisarnos"),
        settlement: ("Acuerdo para saldar", "Su acuerdo está listo"),
        discount: ("Descuento", "Su descuento está listo"),
        mailed: "También se lo enviamos por correo.",
        awaits: |amount| format!("Vale desde que se paguen {amount}."),
        awaits_until: |amount, date| format!("Falta pagar {amount}, a más tardar el {date}."),
        kept: "Todo al día.",
        in_grace: |date| format!("Hay un pago atrasado. Si lo paga hasta el {date}, todo sigue igual."),
        broken: |date| format!("El acuerdo dejó de valer el {date}. Lo que pagó se conserva."),
        cure: |date| format!("Si paga lo atrasado hasta el {date}, el plan sigue."),
        completed: |date| format!("Cumplido el {date}. Muchas gracias."),
        replaced: "Lo sustituye otro acuerdo.",
        replaced_see: "Ver el acuerdo actual",
        next: "Próximo pago",
        by: |date| format!("A más tardar el {date}"),
        early: |amount, date| format!("Si paga hasta el {date}, son {amount}."),
        pay_title: "Pagar",
        pay_late: |amount| format!("Pagar lo atrasado: {amount}"),
        pay_next: |amount| format!("Pagar {amount}"),
        pay_several: |count, amount| format!("Pagar {count} juntos: {amount}"),
        pay_rest: |amount| format!("Pagar todo el resto: {amount}"),
        pay_part: |amount| format!("Pagar {amount} ahora"),
        pay_whole: |amount| format!("Pagar {amount}"),
        saved: |amount| format!("Ahorra {amount}"),
        reschedule: "Pedir otras fechas u otra cantidad",
        terms: "Condiciones",
        text: "Lo que se acordó",
        agreed_on: "Fecha del acuerdo",
        files: "Para guardar",
        pdf: "Acuerdo en PDF",
        calendar: "Fechas para su calendario",
        sealed: "Archivo sellado (JSON)",
        sealed_more: "El archivo sellado permite comprobar el acuerdo sin nosotros.",
        see: "Ver el acuerdo",
    },
    request: Request {
        extension: "Solicitud de más tiempo",
        plan: "Solicitud de un plan de pagos",
        settlement: "Solicitud para saldar",
        objection: "Aviso de que algo no está bien",
        sent: "Lo recibimos",
        waiting: "En espera de respuesta",
        waiting_more: |date| format!("Una persona lo revisará y le responderá por correo a más tardar el {date}."),
        waiting_objection: "Mientras tanto, esa parte no se cobra y no se la recordamos.",
        granted: "Aceptada",
        granted_more: "Se aceptó lo que pidió.",
        upheld_more: "Tenía razón. La factura se corregirá.",
        countered: "Le proponemos otra cosa",
        countered_more: "No fue posible como lo pidió, pero sí así:",
        counter_until: |date| format!("Puede aceptarlo hasta el {date}."),
        accept: "Aceptar la propuesta",
        accepted: "Propuesta aceptada",
        declined: "No fue posible",
        declined_more: "Esta vez no se pudo aceptar. Hay otros caminos:",
        withdrawn: "Retirada",
        lapsed: "La propuesta terminó",
        answer: "Respuesta",
        asked: "Lo que pidió",
        made_on: "Enviada",
        words: "Sus palabras",
        files: "Archivos",
        see_agreement: "Ver el acuerdo",
    },
    extension: Extension {
        title: "Pedir más tiempo",
        lead: |number, amount, due| format!("Factura {number}: {amount}. Vence el {due}."),
        options: "¿Cuánto tiempo más?",
        new_due: |date| format!("Hasta el {date}"),
        none: "Para esta factura no se puede mover la fecha ahora. Puede pagarla en partes o decirnos cuándo la pagará.",
        left: |left| {
            if left == 1 {
                "Puede usarlo 1 vez más este año.".to_owned()
            } else {
                format!("Puede usarlo {left} veces más este año.")
            }
        },
        nothing_to_extend: "No hay facturas a las que se les pueda mover la fecha.",
    },
    promise: Promise {
        title: "¿Cuándo puede pagar?",
        lead: "Díganos cuánto y qué día. No se firma nada.",
        changes: "Hasta ese día no le enviamos recordatorios.",
        changes_not: "La fecha de vencimiento no cambia, y los recargos, si los hay, siguen.",
        amount: |code| format!("Cantidad en {code}"),
        amount_hint: |owed| format!("Hasta {owed}."),
        date: "Día en que pagará",
        date_hint: |latest| format!("A más tardar el {latest}."),
        left: |left| {
            if left == 1 {
                "Puede hacerlo 1 vez más este año.".to_owned()
            } else {
                format!("Puede hacerlo {left} veces más este año.")
            }
        },
    },
    settlement: Settlement {
        title: "Saldar con un solo pago",
        lead: "Paga una parte de una vez y el resto se condona.",
        options: "¿Qué quiere saldar?",
        none: "Ahora no hay facturas que se puedan saldar así. Puede pagarlas en partes.",
        written_off: |amount| format!("Se condonan {amount}"),
        instead: |full| format!("en vez de {full}"),
    },
    objection: Objection {
        title: "¿Qué no está bien?",
        lead: "Cuéntenos qué pasa. Lo revisa una persona.",
        about: "¿De qué parte se trata?",
        whole: |amount| format!("Toda la factura ({amount})"),
        line: "Un concepto",
        which_line: "¿Cuál?",
        part: "Una cantidad",
        amount: |code| format!("Cantidad en {code}"),
        reason: "¿Qué pasó?",
        reasons,
        words: "Cuéntenos un poco más",
        words_hint: |most| format!("Hasta {most} caracteres."),
        files: "Fotos o comprobantes (si los tiene)",
        files_hint: |most, mb| format!("PDF, JPEG, PNG o HEIC. Hasta {most} archivos de {mb} MB cada uno."),
        rests: "Mientras se revisa, esa parte no se cobra, no suma recargos y no se la recordamos. El resto sigue igual.",
        send: "Enviar",
        none: "No hay facturas abiertas sobre las que avisar.",
    },
    rest: Rest {
        title: "Una pausa",
        lead: "Si está pasando por un momento difícil, no tiene que explicarnos nada.",
        offer: |d, until| format!("Puede tener una pausa de {}, hasta el {until}.", days(d.into())),
        points: [
            "No le enviamos recordatorios.",
            "No se suman intereses ni recargos, y tampoco se cobran después.",
            "Lo que debe sigue igual, y puede pagar cuando quiera.",
            "Solo lo ven las personas que atienden su cuenta.",
        ],
        take: |until| format!("Empezar la pausa hasta el {until}"),
        begun: "La pausa ya empezó",
        running: |until| format!("Dura hasta el {until}. No tiene que hacer nada."),
        ask: "Ahora no podemos dar una pausa desde aquí, pero sí buscar otra salida con usted.",
        plan: "Ver el plan más largo",
        plan_more: "Pagos pequeños, a lo largo de más tiempo.",
        talk: "Hablar con una persona",
        talk_more: "Díganos qué necesita. Buscaremos una salida con usted.",
    },
    explain: Explain {
        title: "De dónde sale esta cantidad",
        what: "Concepto",
        amount: "Importe",
        sum: |date| format!("Por pagar el {date}"),
        sum_ahead: |date| format!("Si paga el {date}"),
        other_day: "Ver para otro día",
        show: "Ver",
        unreadable: "Elija un día del calendario",
        invoiced: "Factura",
        credit_note: "Nota de crédito",
        changed: "Corrección",
        interest: "Interés por retraso",
        interest_cap: "Interés sobre el tope, que no se cobra",
        fee: "Recargo",
        waived: "Cargo condonado",
        payment: "Pago",
        payment_outside: "Pago por otra vía",
        credit_used: "Saldo a favor usado",
        refund: "Devolución",
        refund_failed: "Devolución que no llegó",
        chargeback: "Pago retirado por el banco",
        chargeback_won: "Pago repuesto por el banco",
        discount: "Descuento",
        discount_offered: "Descuento si paga ese día",
        in_review: "En revisión: no se cobra por ahora",
        write_off: "Condonado",
        arithmetic: |d, percent, principal, year| format!("{} × {percent} al año × {principal} ÷ {year}", days(d)),
        span: |from, to| format!("del {from} al {to}"),
    },
    wrong: Wrongs {
        too_small: |least| format!("Escriba {least} o más"),
        too_large: |most| format!("Escriba {most} o menos"),
        number: "Escriba un número entero, por ejemplo 6",
        date: "Elija un día, por ejemplo 2026-03-31",
        too_early: |from| format!("Elija el {from} o un día después"),
        too_late: |to| format!("Elija el {to} o un día antes"),
        nothing_chosen: "Elija una opción",
        no_words: "Escriba unas palabras",
        too_many_words: |most| format!("Escriba {most} caracteres como máximo"),
        file_kind: |name| format!("«{name}» no es un PDF ni una foto. Elija PDF, JPEG, PNG o HEIC"),
        file_size: |name, mb| format!("«{name}» es muy grande. Elija un archivo de {mb} MB como máximo"),
        too_many_files: |most| format!("Elija {most} archivos como máximo"),
        not_offered: "Esa opción ya no está disponible. Elija otra",
    },
    frozen: Frozen {
        invoice: "Factura",
        invoices: "Facturas",
        off: "Descuento",
        written_off: "Se condona",
        to_pay: "Paga",
        until: "Último día",
        owed: "Lo que debe",
        payments: "Pagos",
        each: "Cada pago",
        down: "Pago inicial, hoy",
        first: "Primer pago",
        last: "Último pago",
        cost: "Costo del plan",
        total: "En total",
        nothing: "Nada",
        old_due: "Vencía el",
        new_due: "Vence el",
        price: "Costo",
        pay_now: "Se paga ahora",
        lost_discount: "Descuento que se pierde",
        amount: "Cantidad",
        day: "Día",
        discount: |number, pay, off, until| {
            format!("Con {pay} a más tardar el {until} queda pagada la factura {number}. Se descuentan {off}.")
        },
        discount_if_not: |full| format!("Si no se paga para ese día, se debe el importe completo: {full}."),
        settlement: |creditor, pay, owed, until| {
            format!("{creditor} acepta {pay} en lugar de {owed}, si se pagan a más tardar el {until}.")
        },
        settlement_off: |off| format!("Con ese pago se condonan {off} y no queda nada por pagar de esas facturas."),
        settlement_if_not: "Si no se paga para ese día, este acuerdo deja de valer y se debe todo otra vez. Lo que se haya pagado se conserva.",
        plan: |owed, numbers, payments, first, last| {
            format!("Se pagan {owed} (facturas: {numbers}) en {payments}, el primero el {first} y el último el {last}.")
        },
        plan_down: |down| format!("Además, hoy se pagan {down}."),
        plan_cost: |cost, total| format!("El plan cuesta {cost}. En total se pagan {total}."),
        plan_free: "El plan no tiene costo.",
        charges_rest: "Mientras el plan se cumple, no se suman intereses ni recargos.",
        charges_run: "Los intereses y recargos siguen sumando mientras dura el plan.",
        kept_waives: "Cuando el plan termina cumplido, los recargos en pausa se condonan.",
        kept_charges: "Cuando el plan termina, se cobran los recargos que estaban en pausa.",
        grace: |d| {
            if d == 0 {
                "Cada pago se hace a más tardar en su fecha.".to_owned()
            } else {
                format!("Si un pago se retrasa, hay {} más para hacerlo sin consecuencias.", days(d.into()))
            }
        },
        early_days: |percent, d| {
            format!("Cada pago hecho {} antes de su fecha tiene {percent} de descuento.", days(d.into()))
        },
        early_day: |percent, day| {
            format!("Cada pago hecho a más tardar el día {day} de su mes tiene {percent} de descuento.")
        },
        reschedules: |count| {
            if count == 1 {
                "Se pueden pedir otras fechas o cantidades 1 vez.".to_owned()
            } else {
                format!("Se pueden pedir otras fechas o cantidades {count} veces.")
            }
        },
        broken: "Si un pago falta también después de ese tiempo, el plan termina y cada factura vuelve a su propia fecha.",
        cure: |d| format!("Aun así, hay {} para pagar lo atrasado; entonces el plan sigue.", days(d.into())),
        paid_is_kept: "Todo lo pagado se conserva.",
        broken_charges: "Los recargos que estaban en pausa se cobran.",
        broken_no_charges: "Los recargos que estaban en pausa no se cobran.",
        broken_discounts: "Los descuentos obtenidos en los pagos se retiran.",
        broken_price: "El costo de los pagos que faltaban no se cobra.",
        extension: |number, new, old| format!("La factura {number} vence el {new} en lugar del {old}."),
        extension_rests: "Hasta la nueva fecha no se suman intereses ni recargos por retraso; los que ya se habían sumado se conservan.",
        extension_price: |price| format!("Cuesta {price}, que se suman a la factura."),
        extension_free: "No tiene costo.",
        extension_now: |amount| format!("La nueva fecha vale desde que se paguen {amount}."),
        extension_loses: |amount| format!("Se pierde el descuento de {amount} por pagar pronto."),
        extension_if_not: "Si no se paga para la nueva fecha, la factura estará vencida desde ese día.",
        promise: |amount, date| format!("Usted pagará {amount} a más tardar el {date}."),
        promise_rests: "Hasta ese día no se envían recordatorios.",
        promise_not: "La fecha de vencimiento no cambia, y los recargos, si los hay, siguen.",
        promise_if_not: "Si ese día no llega el pago, vuelven los recordatorios. Nada más cambia.",
    },
};
