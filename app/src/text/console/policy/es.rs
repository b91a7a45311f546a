//! La política, en español: cada campo con su nombre.

use super::*;

const fn name(name: Name) -> &'static str {
    match name {
        Name::To => "A quién",
        Name::Segments => "Según cómo paga",
        Name::OverdueFrom => "Con atraso de al menos (días)",
        Name::OverdueTo => "Con atraso de a lo más (días)",
        Name::AmountFrom => "Que debe al menos",
        Name::AmountTo => "Que debe a lo más",
        Name::PaidFrom => "Facturas ya pagadas, al menos",
        Name::Discount => "Se ofrecen descuentos por pagar antes",
        Name::OwnTerms => "Se respeta el descuento que dice cada factura",
        Name::Tax => "El porcentaje se calcula",
        Name::Early => "Descuento propio de la política",
        Name::Off => "Se descuenta",
        Name::EarlyDays => "Si se paga en los días siguientes a la emisión",
        Name::Settlement => "Se ofrecen quitas",
        Name::Steps => "Escalones",
        Name::StepFrom => "Desde estos días de atraso",
        Name::PayPercent => "Se paga este porcentaje",
        Name::OfferDays => "La oferta vale estos días",
        Name::Plan => "Se ofrecen planes de pagos",
        Name::Frequencies => "Cada cuánto",
        Name::Automatic => "Se aceptan al instante",
        Name::Request => "Se pueden pedir",
        Name::Most => "Pagos, a lo más",
        Name::FirstWithin => "El primero dentro de estos días",
        Name::EndWithin => "El último dentro de estos días",
        Name::DownPercent => "Pago inicial mínimo (por ciento)",
        Name::LeastInstalment => "Pago mínimo",
        Name::Price => "Precio",
        Name::Conduct => "Mientras dura",
        Name::GraceDays => "Días de tolerancia",
        Name::CureDays => "Días para ponerse al corriente",
        Name::ChargesRest => "Los recargos descansan",
        Name::Reminders => "Se recuerda",
        Name::InstalmentDiscount => "Descuento por adelantar un pago",
        Name::Percent => "Por ciento",
        Name::By => "Si se paga",
        Name::Reschedules => "Cambios que el cliente puede pedir",
        Name::WhenKept => "Si se cumple",
        Name::WaiveRested => "Se condonan los recargos que descansaron",
        Name::WhenBroken => "Si no se cumple",
        Name::ClawBackCharges => "Se cobran los recargos que descansaron",
        Name::ClawBackDiscounts => "Se retiran los descuentos",
        Name::WaivePriceToCome => "Se condona el precio de los pagos que faltaban",
        Name::Extension => "Se ofrecen prórrogas",
        Name::AYear => "Veces por año",
        Name::Options => "Opciones",
        Name::Delay => "Cuánto tiempo",
        Name::Granted => "Se concede",
        Name::PayNowPercent => "Se paga ahora (por ciento)",
        Name::Promise => "Se aceptan promesas de pago",
        Name::DaysAhead => "Dentro de estos días",
        Name::BreathingSpace => "Se ofrece una pausa en momentos difíciles",
        Name::RestDays => "Días de pausa",
        Name::Proof => "Se pide",
        Name::ObjectionReasons => "Motivos que se pueden elegir",
        Name::AnswerDays => "Se responde dentro de estos días",
        Name::Allocation => "Un pago cubre primero",
        Name::PartMinimum => "Lo menos que se puede pagar de una deuda",
        Name::Interest => "Se cobra por el atraso",
        Name::Rates => "Tasas",
        Name::From => "Desde el",
        Name::AnnualPercent => "Por ciento anual",
        Name::Basis => "El año cuenta",
        Name::InterestGrace => "Días sin intereses después del vencimiento",
        Name::GraceCounts => "Si pasan esos días, se cuentan también",
        Name::Cap => "Tope de los intereses",
        Name::FlatFee => "Recargo único por atraso",
    }
}

const fn hint(name: Name) -> &'static str {
    match name {
        Name::OverdueFrom => "Negativo: que vence dentro de esos días. Vacío: sin límite.",
        Name::OverdueTo => "Negativo: que todavía no vence. Vacío: sin límite.",
        Name::EndWithin => "Vacío: sin límite.",
        Name::Proof => {
            "El dato se pide junto con el número de una factura. De quien no tiene correo ni ese dato decide una persona."
        }
        Name::CureDays => "0: lo que no se cumplió no se puede arreglar.",
        Name::Steps => "De la deuda más reciente a la más antigua; cuanto más antigua, menos se paga.",
        _ => "",
    }
}

const fn word(word: Word) -> &'static str {
    match word {
        Word::Good => "Paga bien",
        Word::Irregular => "Paga de forma irregular",
        Word::Late => "Paga tarde",
        Word::New => "Es nuevo",
        Word::TaxIncluded => "sobre todo, con impuestos",
        Word::TaxExcluded => "sobre el monto sin impuestos",
        Word::TaxMixed => "sobre el monto sin impuestos, con impuesto ya reducido",
        Word::OffPercent => "Un porcentaje",
        Word::OffAmount | Word::CapAmount => "Un monto",
        Word::Weekly => "Cada semana",
        Word::Fortnightly => "Cada 14 días",
        Word::Monthly => "Cada mes",
        Word::NoPrice => "Nada",
        Word::FlatPrice | Word::FeePrice => "Un monto fijo",
        Word::AnnualPrice => "Por ciento anual",
        Word::RemindInstalments => "cada pago del plan",
        Word::RemindNothing => "nada",
        Word::DaysBefore => "estos días antes",
        Word::DayOfMonth => "a más tardar este día del mes",
        Word::Days => "Días",
        Word::Months => "Meses",
        Word::Automatically => "al instante",
        Word::OnRequest => "por una persona",
        Word::AlreadyPaid => "Ya la pagué",
        Word::WrongAmount => "El precio o la cantidad no es correcta",
        Word::NotReceived => "No lo recibí",
        Word::NotAsAgreed => "No es lo acordado",
        Word::NotMine => "No me corresponde",
        Word::Other => "Otra cosa",
        Word::ByCode => "un código por correo",
        Word::ByPostcode => "el código postal",
        Word::ByTaxId => "el número fiscal",
        Word::ByCodeOrPostcode => "un código por correo o el código postal",
        Word::ByCodeOrTaxId => "un código por correo o el número fiscal",
        Word::OldestFirst => "lo más antiguo",
        Word::CostsInterestPrincipal => "gastos, luego intereses, luego capital",
        Word::ProRata => "todo en proporción",
        Word::Days360 => "360 días",
        Word::Days365 => "365 días",
        Word::ActualDays => "los días que tiene",
        Word::NoCap => "Sin tope",
        Word::CapPercent => "Un porcentaje de la deuda",
    }
}

const fn section(section: Section) -> Pair {
    match section {
        Section::Discount => ("Descuento por pagar antes", "Menos, si se paga temprano."),
        Section::Settlement => ("Quitas", "Pagar una parte de una deuda vieja y quedar a mano."),
        Section::Plan => ("Planes de pagos", "Pagar en partes."),
        Section::Extension => ("Prórrogas", "Una fecha de vencimiento más tarde."),
        Section::Promise => ("Promesas de pago", "Una fecha prometida; los recordatorios esperan."),
        Section::BreathingSpace => {
            ("Pausa en momentos difíciles", "Sin recordatorios ni recargos por un tiempo; no se cobran después.")
        }
        Section::Proof => {
            ("Cómo confirma el cliente", "Lo que se pide antes de un acuerdo, para saber que es el cliente.")
        }
        Section::Answers => ("Objeciones y respuestas", "Qué se puede objetar y cuándo se responde."),
        Section::Payments => ("Cómo se reparten los pagos", "Qué cubre un pago cuando el cliente no elige."),
        Section::Interest => ("Intereses y recargo por atraso", "Lo que cuesta pagar tarde."),
    }
}

const fn thing_name(thing: Thing) -> &'static str {
    match thing {
        Thing::Discount => "descuentos por pagar antes",
        Thing::Settlement => "quitas",
        Thing::Plan => "planes de pagos",
        Thing::Extension => "prórrogas",
        Thing::Promise => "promesas de pago",
        Thing::Charges => "intereses o recargos de hoy",
    }
}

fn people(count: usize) -> String {
    if count == 1 { "1 cliente".to_owned() } else { format!("{count} clientes") }
}

fn turn(thing: Thing, turn: Turn, count: usize) -> String {
    let (what, people) = (thing_name(thing), people(count));
    match (thing, turn) {
        (Thing::Charges, _) => format!("Cambian los {what}: {people}"),
        (_, Turn::Appears) => format!("Aparecen {what}: {people}"),
        (_, Turn::Changes) => format!("Cambian {what}: {people}"),
        (_, Turn::Disappears) => format!("Dejan de ofrecerse {what}: {people}"),
    }
}

fn terms(error: &TermsError) -> String {
    match error {
        TermsError::NoRate => "Escriba al menos una tasa con el día desde el que vale.".to_owned(),
        TermsError::TwoRates(day) => format!("Dos tasas empiezan el {day}; deje una."),
        TermsError::NotARate(rate) => format!("{rate} no es una tasa: de 0 a 1000, con seis decimales a lo más."),
        TermsError::NegativeCap => "El tope no puede ser negativo.".to_owned(),
        TermsError::NoFee => "El recargo es más que nada; déjelo vacío si no lo hay.".to_owned(),
    }
}

pub(in crate::text) static POLICY: PolicyWords = PolicyWords {
    title: "Política",
    lead: "Lo que ofrece a sus clientes. Cada cambio es una versión nueva.",
    version: |n| format!("Versión {n}"),
    default_version: "La de siempre: todavía no se ha cambiado nada.",
    set_by: |by, at| format!("{by}, {at}"),
    just_set: "La política nueva ya vale.",
    stays: "Lo que ya se acordó se queda como está.",
    section,
    change: "Cambiar",
    yes: "Sí",
    no: "No",
    name,
    hint,
    word,
    value: "Valor",
    row: |n| format!("Fila {n}"),
    rows_hint: "Para quitar una fila, deje vacías sus casillas. Para agregar otra, llene una vacía.",
    amounts_hint: "Por ejemplo: 150.00 MXN; 9000 CLP. Vacío: sin límite.",
    choice_hint: "Un monto con su moneda: 150.00 MXN; 9000 CLP.",
    check: "Revisar el cambio",
    check_title: "Revise el cambio",
    differs: "Lo que cambia",
    same: "Nada cambia.",
    what: "Qué",
    before: "Hasta ahora",
    after: "Desde ahora",
    preview: "A quién le cambia algo hoy",
    concerned: |concerned, looked, of| {
        let sample = if i64::try_from(looked) == Ok(of) {
            format!("de {}", people(looked))
        } else {
            format!("de {looked} revisados, de un total de {of}")
        };
        format!("Verían otra cosa: {} {sample} con algo por pagar.", people(concerned))
    },
    nobody: "Hoy nadie vería otra cosa.",
    turn,
    and_more: "y más",
    set: "Poner en vigor",
    nothing_yet: "Todavía no cambia nada.",
    moved: "Mientras tanto alguien más cambió la política. Abajo está la nueva: haga su cambio otra vez sobre ella.",
    versions: "Versiones",
    versions_lead: "Todo lo que ha valido, y quién lo puso.",
    older: "Anteriores",
    document: "El documento entero",
    document_lead: "Para quien prefiere escribirlo: toda la política como JSON.",
    document_field: "Documento",
    problem: |problem| match problem {
        Problem::Between { least, most } => format!("Escriba un número de {least} a {most}."),
        Problem::Percent => "Escriba un porcentaje mayor que 0 y menor que 100.".to_owned(),
        Problem::PercentOrNone => "Escriba un porcentaje desde 0 y menor que 100.".to_owned(),
        Problem::AnnualPercent => "Escriba un porcentaje anual mayor que 0, de 100 a lo más.".to_owned(),
        Problem::Decimals => "Escriba cuatro decimales a lo más.".to_owned(),
        Problem::NotPositive => "Escriba un monto mayor que 0.".to_owned(),
        Problem::Empty => "Elija o escriba algo; si no se ofrece, quite la marca de la sección.".to_owned(),
        Problem::Twice => "Algo está dos veces.".to_owned(),
        Problem::Below(_) => "No puede ser menos que el otro límite.".to_owned(),
        Problem::Order => "Vaya de la deuda más reciente a la más antigua; en cada escalón se paga menos.".to_owned(),
        Problem::Interest(error) => terms(error),
    },
    unread: |value| match value {
        Value::Whole => "Escriba un número entero.",
        Value::Percent => "Escriba un porcentaje, por ejemplo 2.5.",
        Value::Amounts => "Escriba montos con su moneda, por ejemplo 150.00 MXN; 9000 CLP.",
        Value::Money => "Escriba un monto con su moneda, por ejemplo 150.00 MXN.",
        Value::Day => "Escriba una fecha.",
    },
    missing: "Elija una opción.",
    unreadable: |line, name| format!("No se puede leer: línea {line}, en «{name}»."),
};
