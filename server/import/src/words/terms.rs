//! Terms of payment: the day that words grant, and what they take off for paying early.
//!
//! A text is read only where it says one day. Deposits, days of a month alone, working days, days from delivery and terms
//! in parts are not days from the invoice, and are refused.

mod discount;
mod ways;

use crate::folding::plain;
use chrono::{Datelike, Days, Months};
use discount::take_discount;
use domain::date::Date;
use rust_decimal::Decimal;
pub(crate) use ways::says_at_once;
use ways::{is_way_to_pay, says_direct_debit};

/// The longest terms, in days.
const MAX_DAYS: u32 = 1095;

/// When a document is due, counted from its issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Due {
    /// So many days later.
    Days(u32),
    /// So many months later, on the same day or the last one of a shorter month.
    Months(u32),
    /// At the end of the month in which so many days are over.
    DaysThenMonthEnd(u32),
    /// So many days after the end of the month of issue.
    MonthEndThenDays(u32),
    /// On this day of the month that follows.
    DayOfNextMonth(u32),
}

impl Due {
    /// The day, for a document of this issue.
    pub(crate) fn from(self, issued: Date) -> Option<Date> {
        match self {
            Self::Days(days) => issued.checked_add_days(Days::new(days.into())),
            Self::Months(months) => issued.checked_add_months(Months::new(months)),
            Self::DaysThenMonthEnd(days) => issued.checked_add_days(Days::new(days.into())).and_then(month_end),
            Self::MonthEndThenDays(days) => month_end(issued)?.checked_add_days(Days::new(days.into())),
            Self::DayOfNextMonth(day) => {
                let next = issued.with_day(1)?.checked_add_months(Months::new(1))?;
                next.with_day(day).or_else(|| month_end(next))
            }
        }
    }
}

/// The days that a text grants, where it grants days.
pub(crate) fn days(text: &str) -> Option<u64> {
    match read(text).due? {
        Due::Days(days) => Some(days.into()),
        _ => None,
    }
}

fn month_end(day: Date) -> Option<Date> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// What terms say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terms {
    /// When the document is due, where the words say one day.
    pub(crate) due: Option<Due>,
    /// Per cent and days of a discount for paying early.
    pub(crate) discount: Option<(Decimal, u32)>,
    /// Does the creditor collect the money from the customer's account?
    pub(crate) direct_debit: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A number; is a per cent sign or word behind it?
    Number {
        value: Decimal,
        percent: bool,
        ordinal: bool,
    },
    Word(String),
    Slash,
}

/// Words by which terms are counted from something else than the invoice, in something else than days, or in parts.
const NOT_DAYS: &[&str] = &[
    "deposit",
    "deposito",
    "anticipo",
    "adelanto",
    "advance",
    "acompte",
    "anzahlung",
    "entrada",
    "sinal",
    "business",
    "working",
    "habil",
    "habiles",
    "laborables",
    "uteis",
    "util",
    "werktag",
    "werktage",
    "werktagen",
    "arbeitstage",
    "arbeitstagen",
    "ouvre",
    "ouvres",
    "ouvrables",
    "delivery",
    "entrega",
    "lieferung",
    "livraison",
    "goods",
    "mercancia",
    "mercaderia",
    "recepcion",
    "completion",
    "milestone",
    "hito",
    "hitos",
    "parcelas",
    "cuotas",
    "rates",
    "raten",
    "instalments",
    "installments",
    "mensualidades",
    "pagos",
    "parts",
    "saldo",
    "balance",
];

const CASH: &[&str] = &[
    "contado",
    "cash",
    "receipt",
    "immediate",
    "immediately",
    "inmediato",
    "inmediata",
    "vista",
    "sofort",
    "comptant",
    "cod",
    "cia",
    "cbd",
    "cwo",
    "pia",
    "prepaid",
    "prepago",
    "prepayment",
    "prepagado",
    "imediato",
    "anticipado",
    "vorkasse",
    "barzahlung",
    "recepcion",
    "reception",
    "erhalt",
    "avista",
    "pue",
    "presentation",
    "presentacion",
];

const NET: &[&str] = &["net", "neto", "netto", "n", "nett", "nets", "liquido", "liquidos", "rein"];

/// Is the number behind or before these days, weeks, months?
fn unit(word: &str) -> Option<Due> {
    Some(match word {
        "day" | "days" | "d" | "dia" | "dias" | "tag" | "tage" | "tagen" | "jour" | "jours" | "j" | "ddl" | "dd"
        | "dl" | "dff" | "dfm" | "dffm" | "jdf" | "jfm" | "jfdm" | "naturales" => Due::Days(1),
        "week" | "weeks" | "wk" | "wks" | "semana" | "semanas" | "woche" | "wochen" | "semaine" | "semaines" => {
            Due::Days(7)
        }
        "fortnight" | "fortnights" => Due::Days(14),
        "quincena" | "quincenas" | "quinzena" | "quinzenas" | "quinzaine" => Due::Days(15),
        "month" | "months" | "mo" | "mes" | "meses" | "monat" | "monate" | "monaten" | "mois" => Due::Months(1),
        "bimestre" | "bimestres" => Due::Months(2),
        "quarter" | "quarters" | "trimestre" | "trimestres" | "quartal" => Due::Months(3),
        "semestre" | "semestres" => Due::Months(6),
        "year" | "years" | "ano" | "anos" | "jahr" | "jahre" | "an" => Due::Months(12),
        _ => return None,
    })
}

fn times(unit: Due, number: u32) -> Option<Due> {
    match unit {
        Due::Days(days) => days.checked_mul(number).filter(|days| *days <= MAX_DAYS).map(Due::Days),
        Due::Months(months) => months.checked_mul(number).filter(|months| *months <= MAX_DAYS / 30).map(Due::Months),
        _ => None,
    }
}

/// Reads terms; nothing where the text says no single day and no discount.
pub(crate) fn read(text: &str) -> Terms {
    let (due, discount) = due_and_discount(text);
    Terms { due, discount, direct_debit: says_direct_debit(text) }
}

fn due_and_discount(text: &str) -> (Option<Due>, Option<(Decimal, u32)>) {
    let folded = plain(text).replace('º', " ").replace("n/a", " ");
    let mut tokens = tokens(&folded);
    let words: Vec<String> = tokens.iter().filter_map(Token::word).map(str::to_owned).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let discount = take_discount(&mut tokens);
    let percent_left = tokens.iter().any(|token| matches!(token, Token::Number { percent: true, .. }));
    let numbers = tokens.iter().filter(|token| matches!(token, Token::Number { .. })).count();
    if percent_left || has(NOT_DAYS) && (numbers > 0 || !has(CASH)) {
        return (None, discount);
    }
    if is_way_to_pay(&folded) {
        return (None, discount);
    }
    let spoken = SpokenMonth::of(&folded, &tokens);
    let due = match main_number(&tokens) {
        Main::One(number, grain) => spoken.due(number, grain),
        Main::None if spoken.end => Some(Due::DaysThenMonthEnd(0)),
        Main::None if has(CASH) => Some(Due::Days(0)),
        Main::None => one_in_words(&words).filter(|_| !spoken.next),
        Main::Several => None,
    };
    (due.filter(|_| !day_of_any_month(&tokens, spoken.next)), discount)
}

/// [`SpokenMonth::end`], in the five languages.
const MONTH_END: [&str; 27] = [
    "eom",
    "fm",
    "f m",
    "dfm",
    "dffm",
    "jfm",
    "jfdm",
    "fora mes",
    "fora o mes",
    "end of month",
    "end of the month",
    "month end",
    "monthend",
    "fin de mes",
    "fin mes",
    "final de mes",
    "final del mes",
    "fin del mes",
    "fim do mes",
    "fim de mes",
    "fdm",
    "monatsende",
    "ende des monats",
    "ende monat",
    "fin de mois",
    "fin du mois",
    "fin mois",
];
/// [`SpokenMonth::after_end`].
const AFTER_MONTH_END: [&str; 17] = [
    "after eom",
    "after end of month",
    "after the end of the month",
    "after month end",
    "days after the end of the month",
    "from eom",
    "from end of month",
    "despues de fin de mes",
    "despues del fin de mes",
    "tras fin de mes",
    "apos fim do mes",
    "apos o fim do mes",
    "nach monatsende",
    "ab monatsende",
    "apres fin de mois",
    "fora mes",
    "fora o mes",
];
/// [`SpokenMonth::next`].
const NEXT_MONTH: [&str; 21] = [
    "mfi",
    "of following month",
    "of the following month",
    "following month",
    "next month",
    "of next month",
    "month following",
    "mes siguiente",
    "del mes siguiente",
    "mes proximo",
    "proximo mes",
    "mes seguinte",
    "do mes seguinte",
    "mes subsequente",
    "folgemonat",
    "folgemonats",
    "des folgemonats",
    "nachsten monats",
    "mois suivant",
    "du mois suivant",
    "prox",
];

/// What terms say of months' ends.
#[derive(Debug, Clone, Copy)]
struct SpokenMonth {
    /// "End of month", "fin de mes", "EOM".
    end: bool,
    /// "Days after the end of the month".
    after_end: bool,
    /// "Of the following month", "MFI".
    next: bool,
    /// A bare number with EOM: `10 EOM` is the 10th after the end.
    bare: bool,
}

impl SpokenMonth {
    fn of(folded: &str, tokens: &[Token]) -> Self {
        let words: Vec<&str> = tokens.iter().filter_map(Token::word).collect();
        let text = words.join(" ");
        let any = |phrases: &[&str]| super::has_phrase(&text, phrases);
        let end = any(&MONTH_END);
        let after_end = any(&AFTER_MONTH_END) || eom_comes_first(&words, folded);
        let next = any(&NEXT_MONTH);
        let bare =
            !words.iter().any(|word| NET.contains(word) || unit(word).is_some_and(|grain| grain == Due::Days(1)));
        Self { end, after_end, next, bare }
    }

    fn due(self, number: u32, grain: Due) -> Option<Due> {
        let counted = times(grain, number)?;
        match (self.next, self.end, counted) {
            (true, _, Due::Days(day)) => {
                (grain == Due::Days(1) && (1..=31).contains(&day)).then_some(Due::DayOfNextMonth(day))
            }
            (_, true, Due::Days(days)) if self.after_end => Some(Due::MonthEndThenDays(days)),
            (_, true, Due::Days(days)) if self.bare && days <= 25 => Some(Due::MonthEndThenDays(days)),
            (_, true, Due::Days(days)) => Some(Due::DaysThenMonthEnd(days)),
            (true, _, _) | (_, true, _) => None,
            (false, false, counted) => Some(counted),
        }
    }
}

/// `EOM + 10`, `fin de mes 10 días`: the end of the month stands before the number.
fn eom_comes_first(words: &[&str], folded: &str) -> bool {
    let first_digit = folded.find(|c: char| c.is_ascii_digit());
    let end = folded.find("eom").or_else(|| folded.find("fin de mes")).or_else(|| folded.find("fin de mois"));
    let net = words.first().is_some_and(|word| NET.contains(word));
    matches!((end, first_digit), (Some(end), Some(digit)) if end < digit) && !net
}

enum Main {
    /// One number, counted in these.
    One(u32, Due),
    None,
    Several,
}

/// The number that grants the time: that behind `net`, or the only one.
fn main_number(tokens: &[Token]) -> Main {
    let numbers: Vec<usize> =
        (0..tokens.len()).filter(|i| matches!(tokens.get(*i), Some(Token::Number { .. }))).collect();
    let word = |i: Option<usize>| i.and_then(|i| tokens.get(i)).and_then(Token::word);
    let behind_net = numbers.iter().copied().find(|i| {
        let before = word(i.checked_sub(1))
            .or_else(|| word(i.checked_sub(2)).filter(|_| matches!(tokens.get(i - 1), Some(Token::Slash))));
        before.is_some_and(|word| NET.contains(&word))
    });
    // `30 netto`, `30 días neto`
    let is_net = |i: usize| word(Some(i)).is_some_and(|word| NET.contains(&word));
    let has_unit = |i: usize| word(Some(i)).and_then(unit).is_some();
    let before_net = || numbers.iter().copied().find(|i| is_net(i + 1) || has_unit(i + 1) && is_net(i + 2));
    let at = match (behind_net.or_else(before_net), numbers.as_slice()) {
        (Some(at), _) => at,
        (None, [one]) => *one,
        (None, []) => return Main::None,
        (None, _) => return Main::Several,
    };
    let Some(Token::Number { value, .. }) = tokens.get(at) else { return Main::None };
    let Some(number) = whole(*value) else { return Main::Several };
    let granted = behind_net.is_some() || before_net().is_some();
    let grain = word(Some(at + 1))
        .and_then(unit)
        .or_else(|| word(at.checked_sub(1)).and_then(unit).filter(|unit| *unit == Due::Days(1)));
    // Words beside a bare number that are neither net nor units may make anything of it.
    let filler = |word: &str| {
        NET.contains(&word) || unit(word).is_some() || FILLERS.contains(&word) || MONTH_WORDS.contains(&word)
    };
    if grain.is_none() && !granted && !tokens.iter().filter_map(Token::word).all(filler) {
        return Main::Several;
    }
    Main::One(number, grain.unwrap_or(Due::Days(1)))
}

/// Words that change nothing beside a number.
const FILLERS: &[&str] = &[
    "a",
    "of",
    "de",
    "del",
    "la",
    "el",
    "from",
    "after",
    "date",
    "invoice",
    "fecha",
    "factura",
    "credito",
    "credit",
    "plazo",
    "prazo",
    "terms",
    "term",
    "pago",
    "payment",
    "due",
    "within",
    "in",
    "en",
    "issue",
    "emision",
    "por",
    "para",
    "the",
    "los",
    "las",
    "cliente",
    "crediario",
    "ziel",
    "zahlungsziel",
    "zahlbar",
    "innerhalb",
    "von",
    "faturado",
    "boleto",
    "condiciones",
    "condicion",
    "the",
    "th",
    "st",
    "nd",
    "rd",
    "do",
    "des",
    "du",
    "on",
    "le",
    "o",
    "am",
    "zum",
    "payable",
    "upon",
    "transferencia",
    "cheque",
    "giro",
    "recibo",
    "fatura",
    "facture",
    "rechnung",
    "rechnungsdatum",
    "ab",
    "apos",
    "emissao",
    "date",
    "desde",
    "pp",
    "cc",
    "ff",
    "f",
    "m",
];

const MONTH_WORDS: &[&str] = &[
    "eom",
    "fm",
    "fora",
    "mfi",
    "end",
    "month",
    "fin",
    "mes",
    "fim",
    "final",
    "monatsende",
    "ende",
    "monats",
    "mois",
    "following",
    "next",
    "siguiente",
    "proximo",
    "seguinte",
    "folgemonat",
    "folgemonats",
    "nachsten",
    "suivant",
    "prox",
    "after",
    "fdm",
    "monthend",
    "despues",
    "tras",
    "nach",
    "apres",
    "subsequente",
    "monat",
];

/// `Net thirty` in words for one: "un mes", "a week", "ein Monat".
fn one_in_words(words: &[String]) -> Option<Due> {
    let pair = words.windows(2).find_map(|pair| match pair {
        [one, unit_word]
            if matches!(one.as_str(), "one" | "un" | "una" | "um" | "uma" | "ein" | "eine" | "einen" | "une") =>
        {
            unit(unit_word)
        }
        _ => None,
    });
    pair.filter(|_| words.len() <= 5)
}

/// `Day 25`, `día 25 de cada mes`: a day of any month, which is none.
fn day_of_any_month(tokens: &[Token], next: bool) -> bool {
    let every = tokens
        .iter()
        .filter_map(Token::word)
        .any(|word| matches!(word, "cada" | "every" | "each" | "jeden" | "chaque" | "todo"));
    let behind_day = tokens.windows(2).any(|pair| {
        matches!(pair, [Token::Word(word), Token::Number { .. }] if matches!(word.as_str(), "day" | "dia" | "tag" | "jour"))
    });
    let ordinal = tokens.iter().any(|token| matches!(token, Token::Number { ordinal: true, .. }));
    every || ((behind_day || ordinal) && !next)
}

fn whole(value: Decimal) -> Option<u32> {
    value.is_integer().then(|| u32::try_from(value).ok()).flatten().filter(|days| *days <= MAX_DAYS)
}

impl Token {
    fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }
}

fn tokens(folded: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let length = |belongs: &dyn Fn(char) -> bool| rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
        if first.is_ascii_digit() {
            let (digits, behind) = rest.split_at(length(&|c| c.is_ascii_digit() || matches!(c, '.' | ',')));
            let ordinal = ["st ", "nd ", "rd ", "th ", "st", "nd", "rd", "th"]
                .iter()
                .any(|end| behind == *end || (end.ends_with(' ') && behind.starts_with(end)));
            let plain = digits.trim_end_matches(['.', ',']).replace(',', ".");
            let percent = behind.trim_start().starts_with('%') || percent_word(behind);
            if let Ok(value) = plain.parse() {
                tokens.push(Token::Number { value, percent, ordinal });
            }
            rest = behind;
        } else if first.is_alphabetic() {
            let (word, behind) = rest.split_at(length(&|c| c.is_alphabetic()));
            tokens.push(Token::Word(word.to_owned()));
            rest = behind;
        } else {
            if first == '/' {
                tokens.push(Token::Slash);
            }
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    tokens
}

fn percent_word(behind: &str) -> bool {
    ["percent", "per cent", "por ciento", "por cento", "prozent", "pour cent"]
        .iter()
        .any(|word| behind.trim_start().starts_with(word))
}

#[cfg(test)]
mod tests;
