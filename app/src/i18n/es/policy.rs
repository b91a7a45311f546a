//! The words of the policy's pages, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::Pair;
use crate::i18n::policy::*;
use crate::i18n::policy_names::{FieldName, PolicySection, PolicyWord, ValueKind};
use domain::agreement::AgreementKind;
use domain::interest::TermsError;
use domain::policy_change::{PreviewChange, PreviewSubject};
use domain::policy_check::Problem;

const fn name(name: FieldName) -> &'static str {
    match name {
        FieldName::To => "A quién",
        FieldName::Segments => "Según cómo paga",
        FieldName::OverdueFrom => "Con atraso de al menos (días)",
        FieldName::OverdueTo => "Con atraso de a lo más (días)",
        FieldName::AmountFrom => "Que debe al menos",
        FieldName::AmountTo => "Que debe a lo más",
        FieldName::PaidFrom => "Facturas ya pagadas, al menos",
        FieldName::Discount => "Se ofrecen descuentos por pagar antes",
        FieldName::OwnTerms => "Se respeta el descuento que dice cada factura",
        FieldName::Tax => "El porcentaje se calcula",
        FieldName::Early => "Descuento propio de la política",
        FieldName::Off => "Se descuenta",
        FieldName::EarlyDays => "Si se paga en los días siguientes a la emisión",
        FieldName::Settlement => "Se ofrecen quitas",
        FieldName::Steps => "Escalones",
        FieldName::StepFrom => "Desde estos días de atraso",
        FieldName::PayPercent => "Se paga este porcentaje",
        FieldName::OfferDays => "La oferta vale estos días",
        FieldName::Plan => "Se ofrecen planes de pagos",
        FieldName::Frequencies => "Cada cuánto",
        FieldName::Automatic => "Se aceptan al instante",
        FieldName::Request => "Se pueden pedir",
        FieldName::Most => "Pagos, a lo más",
        FieldName::FirstWithin => "El primero dentro de estos días",
        FieldName::EndWithin => "El último dentro de estos días",
        FieldName::DownPercent => "Pago inicial mínimo (por ciento)",
        FieldName::LeastInstalment => "Pago mínimo",
        FieldName::Price => "Precio",
        FieldName::DefaultTerms => "Mientras dura",
        FieldName::GraceDays => "Días de tolerancia",
        FieldName::CureDays => "Días para ponerse al corriente",
        FieldName::ChargesRest => "Los recargos descansan",
        FieldName::Reminders => "Se recuerda",
        FieldName::InstalmentDiscount => "Descuento por adelantar un pago",
        FieldName::Percent => "Por ciento",
        FieldName::By => "Si se paga",
        FieldName::Reschedules => "Cambios que el cliente puede pedir",
        FieldName::WhenKept => "Si se cumple",
        FieldName::WaiveRested => "Se condonan los recargos que descansaron",
        FieldName::WhenBroken => "Si no se cumple",
        FieldName::ClawBackCharges => "Se cobran los recargos que descansaron",
        FieldName::ClawBackDiscounts => "Se retiran los descuentos",
        FieldName::WaivePriceToCome => "Se condona el precio de los pagos que faltaban",
        FieldName::Extension => "Se ofrecen prórrogas",
        FieldName::AYear => "Veces por año",
        FieldName::Options => "Opciones",
        FieldName::Delay => "Cuánto tiempo",
        FieldName::Granted => "Se concede",
        FieldName::PayNowPercent => "Se paga ahora (por ciento)",
        FieldName::Promise => "Se aceptan promesas de pago",
        FieldName::DaysAhead => "Dentro de estos días",
        FieldName::BreathingSpace => "Se ofrece una pausa en momentos difíciles",
        FieldName::RestDays => "Días de pausa",
        FieldName::Proof => "Se pide",
        FieldName::DisputeReasons => "Motivos que se pueden elegir",
        FieldName::AnswerDays => "Se responde dentro de estos días",
        FieldName::BookingDays => "Días en que un pago debe aparecer en sus listas",
        FieldName::CreditRule => "Lo que hay a favor de un cliente se usa",
        FieldName::SmallBalances => "Lo que queda de una factura y no alcanza para cobrarse por todos los medios",
        FieldName::Allocation => "Un pago cubre primero",
        FieldName::PartMinimum => "Lo menos que se puede pagar de una deuda",
        FieldName::Interest => "Se cobra por el atraso",
        FieldName::Rates => "Tasas",
        FieldName::From => "Desde el",
        FieldName::AnnualPercent => "Por ciento anual",
        FieldName::Basis => "El año cuenta",
        FieldName::InterestGrace => "Días sin intereses después del vencimiento",
        FieldName::GraceCounts => "Si pasan esos días, se cuentan también",
        FieldName::Cap => "Tope de los intereses",
        FieldName::FlatFee => "Recargo único por atraso",
    }
}

const fn hint(name: FieldName) -> &'static str {
    match name {
        FieldName::OverdueFrom => "Negativo: que vence dentro de esos días. Vacío: sin límite.",
        FieldName::OverdueTo => "Negativo: que todavía no vence. Vacío: sin límite.",
        FieldName::EndWithin => "Vacío: sin límite.",
        FieldName::Proof => {
            "El dato se pide junto con el número de una factura. De quien no tiene correo ni ese dato decide una persona."
        }
        FieldName::CureDays => "0: lo que no se cumplió no se puede arreglar.",
        FieldName::Steps => "De la deuda más reciente a la más antigua; cuanto más antigua, menos se paga.",
        _ => "",
    }
}

const fn word(word: PolicyWord) -> &'static str {
    match word {
        PolicyWord::Good => "Paga bien",
        PolicyWord::Irregular => "Paga de forma irregular",
        PolicyWord::Late => "Paga tarde",
        PolicyWord::New => "Es nuevo",
        PolicyWord::TaxIncluded => "sobre todo, con impuestos",
        PolicyWord::TaxExcluded => "sobre el monto sin impuestos",
        PolicyWord::TaxMixed => "sobre el monto sin impuestos, con impuesto ya reducido",
        PolicyWord::OffPercent => "Un porcentaje",
        PolicyWord::OffAmount | PolicyWord::CapAmount => "Un monto",
        PolicyWord::Weekly => "Cada semana",
        PolicyWord::Fortnightly => "Cada 14 días",
        PolicyWord::Monthly => "Cada mes",
        PolicyWord::NoPrice => "Nada",
        PolicyWord::FlatPrice | PolicyWord::FeePrice => "Un monto fijo",
        PolicyWord::AnnualPrice => "Por ciento anual",
        PolicyWord::RemindInstalments => "cada pago del plan",
        PolicyWord::RemindNothing => "nada",
        PolicyWord::DaysBefore => "estos días antes",
        PolicyWord::DayOfMonth => "a más tardar este día del mes",
        PolicyWord::Days => "Días",
        PolicyWord::Months => "Meses",
        PolicyWord::Automatically => "al instante",
        PolicyWord::OnRequest => "por una persona",
        PolicyWord::AlreadyPaid => "Ya la pagué",
        PolicyWord::WrongAmount => "El precio o la cantidad no es correcta",
        PolicyWord::NotReceived => "No lo recibí",
        PolicyWord::NotAsAgreed => "No es lo acordado",
        PolicyWord::NotMine => "No me corresponde",
        PolicyWord::Other => "Otra cosa",
        PolicyWord::ByCode => "un código por correo",
        PolicyWord::ByPostcode => "el código postal",
        PolicyWord::ByTaxId => "el número fiscal",
        PolicyWord::ByCodeOrPostcode => "un código por correo o el código postal",
        PolicyWord::ByCodeOrTaxId => "un código por correo o el número fiscal",
        PolicyWord::CreditAutomatic => "por sí solo, en lo que vence primero",
        PolicyWord::CreditByDebtor => "cuando el cliente lo elige, antes de pagar",
        PolicyWord::CreditByStaff => "cuando ustedes lo deciden",
        PolicyWord::SmallBalancesKept => "se sigue debiendo",
        PolicyWord::RestsWrittenOff => "se condona, una vez al día",
        PolicyWord::OldestFirst => "lo más antiguo",
        PolicyWord::CostsInterestPrincipal => "gastos, luego intereses, luego capital",
        PolicyWord::ProRata => "todo en proporción",
        PolicyWord::Days360 => "360 días",
        PolicyWord::Days365 => "365 días",
        PolicyWord::ActualDays => "los días que tiene",
        PolicyWord::NoCap => "Sin tope",
        PolicyWord::CapPercent => "Un porcentaje de la deuda",
    }
}

const fn section(section: PolicySection) -> Pair {
    match section {
        PolicySection::Discount => ("Descuento por pagar antes", "Menos, si se paga temprano."),
        PolicySection::Settlement => ("Quitas", "Pagar una parte de una deuda vieja y quedar a mano."),
        PolicySection::Plan => ("Planes de pagos", "Pagar en partes."),
        PolicySection::Extension => ("Prórrogas", "Una fecha de vencimiento más tarde."),
        PolicySection::Promise => ("Promesas de pago", "Una fecha prometida; los recordatorios esperan."),
        PolicySection::BreathingSpace => {
            ("Pausa en momentos difíciles", "Sin recordatorios ni recargos por un tiempo; no se cobran después.")
        }
        PolicySection::Proof => {
            ("Cómo confirma el cliente", "Lo que se pide antes de un acuerdo, para saber que es el cliente.")
        }
        PolicySection::Answers => ("Objeciones y respuestas", "Qué se puede objetar y cuándo se responde."),
        PolicySection::Payments => ("Cómo se reparten los pagos", "Qué cubre un pago cuando el cliente no elige."),
        PolicySection::Interest => ("Intereses y recargo por atraso", "Lo que cuesta pagar tarde."),
    }
}

const fn thing_name(thing: PreviewSubject) -> &'static str {
    match thing {
        PreviewSubject::Offer(AgreementKind::Discount) => "descuentos por pagar antes",
        PreviewSubject::Offer(AgreementKind::Settlement) => "quitas",
        PreviewSubject::Offer(AgreementKind::Plan) => "planes de pagos",
        PreviewSubject::Offer(AgreementKind::Extension) => "prórrogas",
        PreviewSubject::Offer(AgreementKind::Promise) => "promesas de pago",
        PreviewSubject::Charges => "intereses o recargos de hoy",
    }
}

fn people(count: usize) -> String {
    if count == 1 { "1 cliente".to_owned() } else { format!("{count} clientes") }
}

fn turn(thing: PreviewSubject, turn: PreviewChange, count: usize) -> String {
    let (what, people) = (thing_name(thing), people(count));
    match (thing, turn) {
        (PreviewSubject::Charges, _) => format!("Cambian los {what}: {people}"),
        (_, PreviewChange::Appears) => format!("Aparecen {what}: {people}"),
        (_, PreviewChange::Changes) => format!("Cambian {what}: {people}"),
        (_, PreviewChange::Disappears) => format!("Dejan de ofrecerse {what}: {people}"),
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

pub static WORDS: PolicyWords = PolicyWords {
    title: "Política",
    lead: "Lo que ofrece a sus clientes. Cada cambio es una versión nueva.",
    version: |n| format!("Versión {n}"),
    default_version: "Política inicial: todavía no se ha cambiado nada.",
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
            format!("de {looked} clientes revisados ({of} en total)")
        };
        format!("Cambia para {concerned} {sample} con algo por pagar.")
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
        Problem::Between { min, max } => format!("Escriba un número de {min} a {max}."),
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
        ValueKind::Whole => "Escriba un número entero.",
        ValueKind::Percent => "Escriba un porcentaje, por ejemplo 2.5.",
        ValueKind::Amounts => "Escriba montos con su moneda, por ejemplo 150.00 MXN; 9000 CLP.",
        ValueKind::Money => "Escriba un monto con su moneda, por ejemplo 150.00 MXN.",
        ValueKind::Day => "Escriba una fecha.",
    },
    missing: "Elija una opción.",
    unreadable: |line, name| format!("No se puede leer: línea {line}, en «{name}»."),
};
