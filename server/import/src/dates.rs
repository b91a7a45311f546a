//! Days as people write them.
//!
//! Which of day and month comes first is decided once per file from the cells where one of them is
//! above 12 ([`DateEvidence`]); every cell is then read by that. Days written with the year in front
//! or with the month in letters can be read in one way only and are read in every file.

use super::folding::plain;
use chrono::Datelike;
use domain::date::Date;
use std::fmt;
use std::str::FromStr;

/// Which number comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// `31/12/2026`
    DayFirst,
    /// `12/31/2026`
    MonthFirst,
}

/// How the cells of a file are read: by its way of writing days, and by the order of those that have another mark between
/// the numbers, where such cells tell it themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateRules {
    /// The way in which most days are written.
    pub(super) format: DateFormat,
    /// For each of `/ - .`: the order that cells with this mark tell.
    orders: [Option<Order>; 3],
}

impl DateRules {
    /// One way for all cells.
    pub(super) const fn only(format: DateFormat) -> Self {
        Self { format, orders: [None; 3] }
    }

    fn order(self, between: char) -> Option<Order> {
        match self.format {
            DateFormat::Numbers(order, mark) if mark == between => Some(order),
            _ => MARKS.iter().zip(self.orders).find(|(mark, _)| **mark == between).and_then(|(_, order)| order),
        }
    }
}

/// How a file writes days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateFormat {
    /// `2026-12-31`
    Iso,
    /// `2026/12/31`, with this between the numbers.
    YearFirst(char),
    /// Day, month and year in some order, with this between them.
    Numbers(Order, char),
    /// `20261231`
    Compact,
    /// `31-dic-2026`, `December 31, 2026`
    MonthInLetters,
    /// Days since the end of 1899, as spreadsheets count.
    Excel1900,
    /// Days since the beginning of 1904, as spreadsheets on old Macs count.
    Excel1904,
}

impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Iso => f.write_str("ISO"),
            Self::YearFirst(c) => write!(f, "YYYY{c}MM{c}DD"),
            Self::Numbers(Order::DayFirst, c) => write!(f, "DD{c}MM{c}YYYY"),
            Self::Numbers(Order::MonthFirst, c) => write!(f, "MM{c}DD{c}YYYY"),
            Self::Compact => f.write_str("YYYYMMDD"),
            Self::MonthInLetters => f.write_str("D MMM YYYY"),
            Self::Excel1900 => f.write_str("Excel serial, 1900 system"),
            Self::Excel1904 => f.write_str("Excel serial, 1904 system"),
        }
    }
}

/// Text that names no way to write days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date format; say DD/MM/YYYY, MM/DD/YYYY, DD.MM.YYYY, YYYY-MM-DD, excel or excel-1904")]
pub struct UnknownDateFormat(String);

impl FromStr for DateFormat {
    type Err = UnknownDateFormat;

    /// `DD/MM/YYYY` with any of `/ . -` and any number of letters; `iso`, `excel`, `excel-1904`.
    fn from_str(text: &str) -> Result<Self, UnknownDateFormat> {
        let upper = text.trim().to_ascii_uppercase();
        match upper.as_str() {
            "ISO" => return Ok(Self::Iso),
            "YYYYMMDD" => return Ok(Self::Compact),
            "EXCEL" | "EXCEL-1900" => return Ok(Self::Excel1900),
            "EXCEL-1904" => return Ok(Self::Excel1904),
            "D MMM YYYY" | "DD-MMM-YYYY" | "MMM D YYYY" => return Ok(Self::MonthInLetters),
            _ => {}
        }
        let refused = || UnknownDateFormat(text.chars().take(30).collect());
        let between = upper.chars().find(|c| matches!(c, '/' | '.' | '-')).ok_or_else(refused)?;
        let all_of = |part: &str, c: char| !part.is_empty() && part.len() <= 4 && part.chars().all(|x| x == c);
        let parts: Vec<char> = upper
            .split(between)
            .map(|part| ['D', 'M', 'Y'].into_iter().find(|c| all_of(part, *c)))
            .collect::<Option<_>>()
            .ok_or_else(refused)?;
        match (parts.as_slice(), between) {
            (['D', 'M', 'Y'], c) => Ok(Self::Numbers(Order::DayFirst, c)),
            (['M', 'D', 'Y'], c) => Ok(Self::Numbers(Order::MonthFirst, c)),
            (['Y', 'M', 'D'], '-') => Ok(Self::Iso),
            (['Y', 'M', 'D'], c) => Ok(Self::YearFirst(c)),
            _ => Err(refused()),
        }
    }
}

/// Could the cell be a day, in whatever order?
pub(super) fn is_like_a_day(cell: &str) -> bool {
    match shape(cell) {
        Shape::YearFirst { date, .. } | Shape::Compact(date) => date.is_some(),
        Shape::Numbers { first, second, year, .. } => {
            day(year, first, second).or_else(|| day(year, second, first)).is_some()
        }
        Shape::Serial(_) => false,
        Shape::Other => in_letters(cell).is_some(),
    }
}

/// Years outside are typing errors.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2100;

/// Reads a day by the file's way of writing them; a time of day behind it is dropped.
pub(super) fn read(cell: &str, rules: DateRules) -> Option<Date> {
    match shape(cell) {
        Shape::YearFirst { date, .. } => date,
        Shape::Numbers { first, second, year, between } => match rules.order(between)? {
            Order::DayFirst => day(year, second, first),
            Order::MonthFirst => day(year, first, second),
        },
        Shape::Serial(days) => match rules.format {
            DateFormat::Excel1900 => serial(1899, 12, 30, days),
            DateFormat::Excel1904 => serial(1904, 1, 1, days),
            _ => None,
        },
        Shape::Compact(date) => date,
        Shape::Other => in_letters(cell),
    }
}

/// What a cell looks like, before it is known how the file writes days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    YearFirst { date: Option<Date>, between: char },
    Numbers { first: u32, second: u32, year: i32, between: char },
    Serial(u32),
    Compact(Option<Date>),
    Other,
}

fn day(year: i32, month: u32, day: u32) -> Option<Date> {
    Date::from_ymd_opt(year, month, day).filter(|date| YEARS.contains(&date.year()))
}

fn serial(year: i32, month: u32, first: u32, days: u32) -> Option<Date> {
    let start = Date::from_ymd_opt(year, month, first)?;
    start.checked_add_days(chrono::Days::new(days.into())).filter(|date| YEARS.contains(&date.year()))
}

/// The number at the beginning, how many digits it has, and what follows.
fn leading_number(text: &[u8]) -> (u32, usize, &[u8]) {
    let length = text.iter().take(9).take_while(|b| b.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(length);
    (digits.iter().fold(0, |n, digit| n * 10 + u32::from(digit - b'0')), length, rest)
}

fn shape(cell: &str) -> Shape {
    let (a, a_digits, rest) = leading_number(cell.as_bytes());
    let Some((&between, rest)) = rest.split_first() else {
        return match a_digits {
            8 => Shape::Compact(i32::try_from(a / 10_000).ok().and_then(|y| day(y, a / 100 % 100, a % 100))),
            5 => Shape::Serial(a),
            _ => Shape::Other,
        };
    };
    if a_digits == 5 && matches!(between, b'.' | b',') {
        let is_fraction = !rest.is_empty() && rest.iter().all(u8::is_ascii_digit);
        return if is_fraction { Shape::Serial(a) } else { Shape::Other };
    }
    let (b, b_digits, rest) = leading_number(rest);
    let (true, Some((&second_between, rest))) = (matches!(between, b'/' | b'-' | b'.'), rest.split_first()) else {
        return Shape::Other;
    };
    let (c, c_digits, rest) = leading_number(rest);
    let right = second_between == between && (1..=2).contains(&b_digits) && is_time(rest);
    match (right, a_digits, c_digits) {
        (true, 4, 1..=2) => Shape::YearFirst {
            date: i32::try_from(a).ok().and_then(|year| day(year, b, c)),
            between: char::from(between),
        },
        (true, 1..=2, 2 | 4) => {
            let year = i32::try_from(if c_digits == 2 { 2000 + c } else { c }).unwrap_or(0);
            Shape::Numbers { first: a, second: b, year, between: char::from(between) }
        }
        _ => Shape::Other,
    }
}

/// Nothing, or a time of day: ` 18:45`, `T23:00:00.000Z`, `, 6:30 PM`, ` 12:00:00 a. m.`, ` 00:00:00 UTC`, ` 10:00 GMT-06:00`.
///
/// The day is taken as it is written: whoever wrote it had their own zone in mind.
fn is_time(rest: &[u8]) -> bool {
    let Some((first, time)) = rest.split_first() else { return true };
    if !matches!(first, b' ' | b'T' | b',' | 0xC2 | 0xE2) {
        return false;
    }
    let Ok(time) = std::str::from_utf8(if matches!(first, 0xC2 | 0xE2) { rest } else { time }) else { return false };
    let mut digits = false;
    let mut letters = String::new();
    for c in time.chars() {
        match c {
            '0'..='9' => digits = true,
            ':' | '.' | '+' | '-' | ' ' | '\u{a0}' | '\u{202f}' => {}
            'a'..='z' | 'A'..='Z' if letters.len() < 8 => letters.push(c.to_ascii_lowercase()),
            _ => return false,
        }
    }
    let zone = |text: &str| {
        matches!(
            text,
            "" | "z" | "utc" | "gmt" | "cst" | "cdt" | "est" | "edt" | "pst" | "pdt" | "mst" | "mdt" | "cet" | "cest"
        )
    };
    let half = ["am", "pm", "h", "hs", "hrs"].iter().find_map(|half| letters.strip_prefix(half));
    digits && (zone(&letters) || half.is_some_and(zone))
}

/// The first letters of the months in Spanish, English, Portuguese, German and French.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene"],
    &["feb", "fev"],
    &["mar"],
    &["apr", "abr", "avr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "ago", "aou"],
    &["sep", "set"],
    &["oct", "okt", "out"],
    &["nov"],
    &["dec", "dic", "dez"],
];

/// Days of the week, which may stand before a day. `Mar` is one only where another month follows it.
const WEEKDAYS: [&str; 59] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "lun",
    "mie",
    "jue",
    "vie",
    "sab",
    "dom",
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
    "seg",
    "ter",
    "qua",
    "qui",
    "sex",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
];

/// Words that change nothing: articles, "feira" of the Portuguese weekdays, ends of ordinals that stand apart.
const FILLERS: [&str; 17] =
    ["", "de", "del", "of", "the", "den", "der", "le", "el", "dia", "do", "feira", "th", "st", "nd", "rd", "o"];

fn in_letters(cell: &str) -> Option<Date> {
    if cell.len() > 60 || !cell.bytes().any(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let folded = plain(without_time(cell)?).replace(['º', '°'], " ");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !FILLERS.contains(word));
    let mut words: Vec<&str> = words.collect();
    let before =
        words.first().is_some_and(|first| WEEKDAYS.contains(first) || *first == "samedi" || *first == "dimanche");
    if before || words.len() == 4 && words.first() == Some(&"mar") {
        words.remove(0);
    }
    let [a, b, c] = words.as_slice() else { return None };
    let month = |word: &str| {
        let found = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
        u32::try_from(found + 1).ok().filter(|_| word.len() >= 3 && word.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    // 1st, 2nd, 3rd, 4th, 1o (1º), 1er
    let ends = ["st", "nd", "rd", "th", "ero", "ro", "er", "o", "a"];
    let ordinal = |word: &str| ends.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).parse::<u32>().ok();
    let number = |word: &str| ordinal(word).filter(|_| word.len() <= 5);
    let year = |word: &str| match (word.parse::<i32>().ok()?, word.len()) {
        (n, 4) => Some(n),
        (n, 2) => Some(2000 + n),
        _ => None,
    };
    if let Some(month) = month(b) {
        let year_first = a.len() == 4 && a.bytes().all(|b| b.is_ascii_digit());
        return if year_first { day(year(a)?, month, number(c)?) } else { day(year(c)?, month, number(a)?) };
    }
    day(year(c)?, month(a)?, number(b)?)
}

/// The cell without a time of day at its end; nothing where what stands there is none.
fn without_time(cell: &str) -> Option<&str> {
    let Some(colon) = cell.find(':') else { return Some(cell) };
    let head = cell.get(..colon)?;
    let start = head.rfind(|c: char| c.is_whitespace() || c == ',' || c == 'T')?;
    is_time(cell.get(start..)?.as_bytes()).then(|| head.get(..start)).flatten()
}

/// What the cells of a file say about how it writes days.
#[derive(Debug, Clone, Default)]
pub(super) struct DateEvidence {
    /// For each of `/ - .`: day first, month first, not telling.
    numbers: [[u64; 3]; 3],
    year_first: [u64; 3],
    serial: u64,
    compact: u64,
    letters: u64,
    /// The first cell that could be read in two ways, and its line.
    unclear: Option<(u64, String)>,
}

const MARKS: [char; 3] = ['/', '-', '.'];

impl DateEvidence {
    /// Weighs one cell.
    pub(super) fn weigh(&mut self, line: u64, cell: &str) {
        let place = |c: char| MARKS.iter().position(|mark| *mark == c).unwrap_or(0);
        match shape(cell) {
            Shape::YearFirst { between, .. } => self.year_first[place(between)] += 1,
            Shape::Numbers { first, second, between, .. } => {
                let counts = &mut self.numbers[place(between)];
                match (first, second) {
                    (13..=31, 0..=12) => counts[0] += 1,
                    (0..=12, 13..=31) => counts[1] += 1,
                    _ => {
                        counts[2] += 1;
                        if first != second {
                            self.unclear.get_or_insert_with(|| (line, cell.to_owned()));
                        }
                    }
                }
            }
            Shape::Serial(_) => self.serial += 1,
            Shape::Compact(_) => self.compact += 1,
            Shape::Other if in_letters(cell).is_some() => self.letters += 1,
            Shape::Other => {}
        }
    }

    /// The file's way to write days; nothing where day and month could be swapped.
    ///
    /// Of day first and month first, one must have twice the evidence of the other.
    pub(super) fn verdict(&self) -> Option<DateFormat> {
        let marks = |i: usize| MARKS.get(i).copied().unwrap_or('/');
        let mut kinds: Vec<(u64, Option<DateFormat>)> = vec![
            (self.year_first[1], Some(DateFormat::Iso)),
            (self.year_first[0], Some(DateFormat::YearFirst('/'))),
            (self.year_first[2], Some(DateFormat::YearFirst('.'))),
            (self.compact, Some(DateFormat::Compact)),
            (self.letters, Some(DateFormat::MonthInLetters)),
            (self.serial, Some(DateFormat::Excel1900)),
        ];
        for (i, [day_first, month_first, unclear]) in self.numbers.iter().enumerate() {
            let order = if *day_first >= month_first.saturating_mul(2) && *day_first > 0 {
                Some(Order::DayFirst)
            } else if *month_first >= day_first.saturating_mul(2) && *month_first > 0 {
                Some(Order::MonthFirst)
            } else if self.unclear.is_none() {
                Some(Order::DayFirst) // nothing but 05/05: both orders say the same
            } else {
                None
            };
            kinds.push((day_first + month_first + unclear, order.map(|order| DateFormat::Numbers(order, marks(i)))));
        }
        let mut best = (0, Some(DateFormat::Iso));
        for kind in kinds {
            if kind.0 > best.0 {
                best = kind;
            }
        }
        best.1
    }

    /// Is there a cell that tells which comes first, day or month?
    pub(super) fn tells_order(&self) -> bool {
        self.numbers.iter().any(|[day_first, month_first, _]| *day_first > 0 || *month_first > 0)
    }

    /// How the file's cells are read, given its way of writing days. Cells with another mark than most are read where some
    /// of them tell their order, none contradicts, and the file's own order is no other.
    pub(super) fn rules(&self, format: DateFormat) -> DateRules {
        let own = match format {
            DateFormat::Numbers(order, _) => Some(order),
            _ => None,
        };
        let told = |[day_first, month_first, _]: [u64; 3]| match (day_first > 0, month_first > 0) {
            (true, false) => Some(Order::DayFirst),
            (false, true) => Some(Order::MonthFirst),
            _ => None,
        };
        DateRules {
            format,
            orders: self.numbers.map(|counts| told(counts).filter(|told| own.is_none_or(|own| own == *told))),
        }
    }

    /// `said`, with what the file itself has between the numbers: the order is what matters.
    pub(super) fn with_own_mark(&self, said: DateFormat) -> DateFormat {
        let DateFormat::Numbers(order, between) = said else { return said };
        let seen = self.numbers.map(|counts| counts.iter().sum::<u64>());
        let most = (0..MARKS.len()).rev().max_by_key(|i| seen.get(*i).copied().unwrap_or(0));
        let own = most.filter(|i| seen.get(*i).is_some_and(|count| *count > 0)).and_then(|i| MARKS.get(i));
        DateFormat::Numbers(order, own.copied().unwrap_or(between))
    }

    /// A cell to show when asking: its line and what it says.
    pub(super) fn example(&self) -> Option<&(u64, String)> {
        self.unclear.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn verdict(cells: &[&str]) -> Option<String> {
        let mut evidence = DateEvidence::default();
        cells.iter().for_each(|cell| evidence.weigh(1, cell));
        evidence.verdict().map(|format| format.to_string())
    }

    fn of(cell: &str, format: &str) -> Option<String> {
        read(cell, DateRules::only(format.parse().expect("a format"))).map(|date| date.to_string())
    }

    #[test]
    fn the_file_says_its_order_or_is_asked() {
        assert_eq!(verdict(&["05/01/2026", "31/01/2026"]).as_deref(), Some("DD/MM/YYYY"));
        assert_eq!(verdict(&["1/2/2013", "1/15/2013"]).as_deref(), Some("MM/DD/YYYY"));
        assert_eq!(verdict(&["02.03.2026", "15.03.2026"]).as_deref(), Some("DD.MM.YYYY"));
        assert_eq!(verdict(&["05/01/2026", "04/02/2026"]), None);
        assert_eq!(verdict(&["25/01/2026", "01/25/2026", "04/02/2026"]), None);
        // Most say day first; the one that does not will be refused.
        assert_eq!(verdict(&["25/06/2026", "25/07/2026", "12/31/2026"]).as_deref(), Some("DD/MM/YYYY"));
        assert_eq!(verdict(&["46023", "46024.75", "pendiente"]).as_deref(), Some("Excel serial, 1900 system"));
        assert_eq!(verdict(&["2026-01-05"]).as_deref(), Some("ISO"));
        assert_eq!(verdict(&["2026/01/05"]).as_deref(), Some("YYYY/MM/DD"));
        assert_eq!(verdict(&["05/05/2026"]).as_deref(), Some("DD/MM/YYYY"));
        assert_eq!(verdict(&["5 ene 2026"]).as_deref(), Some("D MMM YYYY"));
        assert_eq!(verdict(&[]).as_deref(), Some("ISO"));
    }

    #[test]
    fn what_was_said_takes_the_files_own_mark() {
        let mut evidence = DateEvidence::default();
        evidence.weigh(1, "05-01-2026");
        let own = |format: &str| evidence.with_own_mark(format.parse().expect("a format")).to_string();
        assert_eq!((own("DD/MM/YYYY").as_str(), own("excel").as_str()), ("DD-MM-YYYY", "Excel serial, 1900 system"));
        let nothing = DateEvidence::default().with_own_mark("MM.DD.YYYY".parse().expect("a format"));
        assert_eq!(nothing.to_string(), "MM.DD.YYYY");
    }

    #[test]
    fn days_are_read_by_the_files_way_only() {
        for (cell, format, want) in [
            ("05/06/2026", "DD/MM/YYYY", Some("2026-06-05")),
            ("05/06/2026", "MM/DD/YYYY", Some("2026-05-06")),
            ("5/6/26", "DD/MM/YYYY", Some("2026-06-05")),
            ("31/06/2026", "DD/MM/YYYY", None),
            ("12/31/2026", "DD/MM/YYYY", None), // never swapped
            ("05.06.2026", "DD/MM/YYYY", None), // another hand wrote this
            ("46023", "DD/MM/YYYY", None),
            ("46023", "excel", Some("2026-01-01")),
            ("46024.75", "excel", Some("2026-01-02")),
            ("44561", "excel-1904", Some("2026-01-01")),
            ("99999", "excel", None),
            ("2026-01-05", "DD/MM/YYYY", Some("2026-01-05")),
            ("2026-01-05T23:59:59.000Z", "ISO", Some("2026-01-05")),
            ("05/01/2026 18:45", "DD/MM/YYYY", Some("2026-01-05")),
            ("05/01/2026 6:45 PM", "DD/MM/YYYY", Some("2026-01-05")),
            ("05/01/2026x", "DD/MM/YYYY", None),
            ("20260105", "ISO", Some("2026-01-05")),
            ("5 de enero de 2026", "ISO", Some("2026-01-05")),
            ("Jan 5, 2026", "ISO", Some("2026-01-05")),
            ("5. März 2026", "ISO", Some("2026-03-05")),
            ("05-dez-26", "ISO", Some("2026-12-05")),
            ("32 ene 2026", "ISO", None),
            ("0001-01-01", "ISO", None),
            ("9999-12-31", "ISO", None),
            ("pendiente", "ISO", None),
            ("", "ISO", None),
            ("2026-02-30", "ISO", None),
        ] {
            assert_eq!(of(cell, format).as_deref(), want, "{cell} as {format}");
        }
    }

    #[test]
    fn formats_read_back() {
        for format in ["ISO", "DD/MM/YYYY", "MM-DD-YYYY", "YYYY/MM/DD", "DD.MM.YYYY", "YYYYMMDD"] {
            assert_eq!(format.parse::<DateFormat>().map(|f| f.to_string()).as_deref(), Ok(format));
        }
        assert_eq!("yyyy-mm-dd".parse(), Ok(DateFormat::Iso));
        assert_eq!("d/m/y".parse(), Ok(DateFormat::Numbers(Order::DayFirst, '/')));
        for wrong in ["", "DD/YYYY/MM", "DD MM YYYY", "/", "DDDDDD/MM/YYYY"] {
            assert!(wrong.parse::<DateFormat>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn cells_never_panic(cell in "\\PC{0,20}", numbers in "[0-9/.:T -]{0,20}", format in "\\PC{0,12}") {
            for cell in [&cell, &numbers] {
                let mut evidence = DateEvidence::default();
                evidence.weigh(1, cell);
                let _ = evidence.verdict();
                for format in ["DD/MM/YYYY", "excel"] {
                    let _ = of(cell, format);
                }
            }
            let _ = format.parse::<DateFormat>();
        }
    }
}
