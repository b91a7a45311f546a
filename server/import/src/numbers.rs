//! Amounts as people write them, without ever leaving whole numbers.
//!
//! Which of `.` and `,` is the decimal mark is decided once per file from the cells that can be read
//! in one way only ([`NumberEvidence`]); every cell is then read by that ([`read`]).

use crate::plausible::has_small_unit;
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The largest amount that is taken, in minor units. Larger ones are errors of some export, and
/// sums of what is taken stay within 64 bits for nine thousand invoices of this size.
pub(super) const MAX_MINOR: i64 = 999_999_999_999_999;

/// A number and what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scanned<'a> {
    /// Digits and separators.
    pub(super) body: &'a str,
    /// Marked as negative in one of the usual ways.
    pub(super) negative: bool,
    /// What else stands before and behind the digits: signs and codes of currencies.
    pub(super) marks: [&'a str; 2],
}

/// Which side an amount stands on, in a word or letter beside it, and whether that makes it a credit. `C` may be either.
const SIDES: [(&str, usize); 7] = [("S", 0), ("H", 1), ("D", 0), ("Soll", 0), ("Haben", 1), ("Debe", 0), ("Haber", 1)];

/// Takes a cell apart: `(1.234,50)`, `99.95-`, `CHF 500.00`, `$ -5`, `100.00 CR`.
///
/// Nothing is returned where there are no digits, or two signs.
pub(super) fn scan<'a>(cell: &'a str) -> Option<Scanned<'a>> {
    let bytes = cell.as_bytes();
    if bytes.iter().all(|b| b.is_ascii_digit() || *b == b'.') && !bytes.is_empty() {
        return Some(Scanned { body: cell, negative: false, marks: ["", ""] });
    }
    let first = bytes.iter().position(u8::is_ascii_digit)?;
    let last = bytes.iter().rposition(u8::is_ascii_digit)?;
    // `.50` is how some systems write 0.50.
    let start = if first > 0 && matches!(bytes[first - 1], b'.' | b',') { first - 1 } else { first };
    let (mut head, body, mut tail) = (cell[..start].trim(), &cell[start..=last], cell[last + 1..].trim());
    let mut signs = 0;
    // `80.—`, `80,-`: no cents.
    if let Some(rest) = tail.strip_prefix(['.', ',']) {
        let without = rest.trim_start_matches(is_dash);
        if (1..=2).contains(&(rest.chars().count() - without.chars().count())) {
            tail = without.trim();
        }
    }
    // ($5.00), $(5.00), (5.00) USD
    if let Some((outside, inside)) = head.split_once('(')
        && let Some((behind, after)) = tail.split_once(')')
        && [outside, inside].contains(&"")
        && [behind, after].contains(&"")
    {
        signs += 1;
        let rest = |one: &'a str, two: &'a str| if one.is_empty() { two.trim() } else { one.trim() };
        (head, tail) = (rest(outside, inside), rest(behind, after));
    }
    let is_minus = |c: char| matches!(c, '-' | '\u{2212}');
    for part in [&mut head, &mut tail] {
        let without = part.trim_start_matches(is_minus);
        let without = if without.len() == part.len() { part.trim_end_matches(is_minus) } else { without };
        signs += part[..].chars().count() - without.chars().count();
        *part = without.trim();
    }
    head = head.strip_prefix('+').unwrap_or(head).trim();
    for (suffix, sign) in [("CR", 1), ("DR", 0)] {
        let cut = tail.len().wrapping_sub(suffix.len());
        if tail.get(cut..).is_some_and(|end| end.eq_ignore_ascii_case(suffix)) && tail.len() >= suffix.len() {
            signs += sign;
            tail = tail[..cut].trim();
            break;
        }
    }
    // Alone, or parted from the currency by a blank: `690,00 S`, `119,00 EUR H`, `H 119,00`.
    for part in [&mut head, &mut tail] {
        let (rest, last) = part.rsplit_once([' ', '\u{a0}']).unwrap_or(("", part));
        let side = if last.len() <= 5 { SIDES.iter().find(|(word, _)| last.eq_ignore_ascii_case(word)) } else { None };
        if let Some((_, sign)) = side {
            signs += sign;
            *part = rest.trim();
            break;
        }
    }
    (signs <= 1).then_some(Scanned { body, negative: signs == 1, marks: [head, tail] })
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2212}' | '\u{2013}' | '\u{2014}')
}

/// Is this how a spreadsheet's accounting format writes nothing: `-`, `$ -`, `- €`?
pub(super) fn is_nothing(cell: &str) -> bool {
    let Some(at) = cell.find(is_dash) else { return false };
    let (head, rest) = (cell.get(..at).unwrap_or_default().trim(), cell.get(at..).unwrap_or_default());
    let tail = rest.trim_start_matches(is_dash);
    let dashes = rest.chars().count() - tail.chars().count();
    let is_mark = |text: &str| text.is_empty() || super::currency::mark(text).is_some();
    dashes <= 2 && is_mark(head) && is_mark(tail.trim())
}

/// Zero, however many of them and whatever stands around.
pub(super) fn is_zero(cell: &str) -> bool {
    scan(cell).is_some_and(|scanned| scanned.body.bytes().all(|b| !b.is_ascii_digit() || b == b'0'))
}

/// The decimal mark of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecimalMark {
    /// `1,234.50`
    Dot,
    /// `1.234,50`
    Comma,
}

impl DecimalMark {
    /// The character.
    pub(super) const fn as_char(self) -> char {
        match self {
            Self::Dot => '.',
            Self::Comma => ',',
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Dot => Self::Comma,
            Self::Comma => Self::Dot,
        }
    }

    const fn of(c: char) -> Option<Self> {
        match c {
            '.' => Some(Self::Dot),
            ',' => Some(Self::Comma),
            _ => None,
        }
    }
}

/// Blanks and apostrophes that part thousands, besides the mark that is not the decimal one.
const fn is_group_mark(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}')
}

/// Why a number was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberError {
    /// Not a number in the file's way of writing them.
    Invalid,
    /// More digits than any amount has.
    OutOfRange,
    /// More decimals than the currency has.
    TooManyDecimals,
}

/// A number: `digits` with the last `scale` of them behind the decimal mark. Never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    digits: i128,
    scale: u32,
}

impl Number {
    /// What a dash stands for.
    pub(super) const ZERO: Self = Self { digits: 0, scale: 0 };

    /// Is it nothing?
    pub(super) const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// So many of the smallest unit of `currency`, in its whole units.
    pub(super) fn in_smallest(self, currency: Currency) -> Self {
        Self { digits: self.digits, scale: self.scale + currency.exponent() }
    }

    /// The amount in `currency`; zeros beyond its decimals are harmless, other digits are refused
    /// and never rounded, but for the noise of a binary fraction: see [`Number::is_noisy`].
    pub(super) fn money(self, negative: bool, currency: Currency) -> Result<Money, NumberError> {
        let exponent = currency.exponent();
        let minor = if self.scale <= exponent {
            self.digits.checked_mul(10_i128.pow(exponent - self.scale)).ok_or(NumberError::OutOfRange)?
        } else {
            let unit = 10_i128.pow(self.scale - exponent);
            match (self.digits % unit, self.is_noisy(currency)) {
                (0, _) => self.digits / unit,
                (rest, true) => self.digits / unit + i128::from(rest > unit / 2),
                (_, false) => return Err(NumberError::TooManyDecimals),
            }
        };
        let minor = i64::try_from(minor).ok().filter(|m| *m <= MAX_MINOR).ok_or(NumberError::OutOfRange)?;
        Ok(Money::new(if negative { -minor } else { minor }, currency))
    }

    /// Is it a minor unit but for less than a thousand-millionth of one? So 286.9 comes out of a program that reckons in
    /// binary: 286.90000000000003.
    pub(super) fn is_noisy(self, currency: Currency) -> bool {
        const NOISE: i128 = 1_000_000_000;
        let Some(beyond) = self.scale.checked_sub(currency.exponent()) else { return false };
        let unit = 10_i128.pow(beyond);
        let rest = self.digits % unit;
        rest != 0 && rest.min(unit - rest).checked_mul(NOISE).is_some_and(|noise| noise <= unit)
    }

    /// The number itself: a quantity or a rate.
    pub(super) fn decimal(self, negative: bool) -> Result<Decimal, NumberError> {
        let plain = Decimal::try_from_i128_with_scale(self.digits, self.scale).map_err(|_| NumberError::OutOfRange)?;
        Ok(if negative { -plain } else { plain }.normalize())
    }
}

/// Reads the digits of a cell by the file's decimal mark. Thousands may be parted, by one kind of
/// mark and in threes, or as in India: the last three, and twos before them.
pub(super) fn read(body: &str, decimal: DecimalMark) -> Result<Number, NumberError> {
    const MOST_DIGITS: u32 = 30;
    let (mut digits, mut count, mut scale) = (0_i128, 0_u32, 0_u32);
    let (mut behind_mark, mut run, mut groups) = (false, 0_u32, Groups::default());
    for c in body.chars() {
        if let Some(digit) = c.to_digit(10) {
            count += 1;
            if count > MOST_DIGITS {
                return Err(NumberError::OutOfRange);
            }
            digits = digits * 10 + i128::from(digit);
            run += 1;
            scale += u32::from(behind_mark);
        } else if behind_mark {
            return Err(NumberError::Invalid);
        } else if c == decimal.as_char() {
            if !groups.end_with(run) {
                return Err(NumberError::Invalid);
            }
            (behind_mark, run) = (true, 0);
        } else if c == decimal.other().as_char() || is_group_mark(c) {
            groups.add(c, run)?;
            run = 0;
        } else {
            return Err(NumberError::Invalid);
        }
    }
    let whole_group = behind_mark || groups.end_with(run);
    let fraction = !behind_mark || run > 0;
    if count > 0 && whole_group && fraction { Ok(Number { digits, scale }) } else { Err(NumberError::Invalid) }
}

/// The groups of digits before the decimal mark.
#[derive(Default)]
struct Groups {
    mark: Option<char>,
    /// Digits in the groups between the first and the last: all threes, or all twos.
    size: Option<u32>,
    first: u32,
}

impl Groups {
    fn add(&mut self, mark: char, run: u32) -> Result<(), NumberError> {
        let right = match (self.mark, self.size) {
            (None, _) => (1..=3).contains(&run),
            (Some(before), None) => before == mark && (run == 3 || run == 2 && self.first <= 2),
            (Some(before), Some(size)) => before == mark && run == size,
        };
        if !right {
            return Err(NumberError::Invalid);
        }
        if self.mark.is_none() {
            self.first = run;
        } else {
            self.size = Some(run);
        }
        self.mark = Some(mark);
        Ok(())
    }

    /// Is this a right last group, or are there none at all?
    fn end_with(&self, run: u32) -> bool {
        self.mark.is_none() || run == 3
    }
}

/// What the cells of a file say about how it writes numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct NumberEvidence {
    dot: u64,
    comma: u64,
    /// As `dot` and `comma`, but only because the currency has no third decimal.
    likely_dot: u64,
    likely_comma: u64,
    /// The first cell that could be read in two ways, and its line.
    unclear: Option<(u64, String)>,
    unclear_marks: BTreeSet<char>,
    groups: BTreeSet<char>,
}

/// The decimal mark of a file, and whether the file says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It follows from the cells, or no cell depends on it.
    Is(DecimalMark),
    /// A cell could be read in two ways, and nothing says in which.
    Unclear,
}

impl NumberEvidence {
    /// Weighs one cell. `currency` is the row's, where it is known already.
    pub(super) fn weigh(&mut self, line: u64, body: &str, currency: Option<Currency>) {
        if body.bytes().all(|b| b.is_ascii_digit()) {
            return;
        }
        let (mut dots, mut commas, mut last) = (0, 0, None);
        for (i, c) in body.char_indices() {
            match c {
                '.' => dots += 1,
                ',' => commas += 1,
                _ if is_group_mark(c) => continue,
                '0'..='9' => continue,
                _ => return,
            }
            last = DecimalMark::of(c).map(|mark| (mark, i));
        }
        let Some((mark, at)) = last else {
            self.note_groups(body, DecimalMark::Dot);
            return;
        };
        let parted_otherwise = body.contains(is_group_mark);
        let (before, behind) = (&body[..at], &body[at + 1..]);
        let decimal = match (dots, commas) {
            (1, 0) | (0, 1) => {
                let could_part = behind.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
                if could_part && !parted_otherwise {
                    self.weigh_unclear(line, body, mark, behind, currency);
                    return;
                }
                mark
            }
            // Several of one kind part thousands.
            (_, 0) | (0, _) => mark.other(),
            (1, _) if mark == DecimalMark::Dot => mark,
            (_, 1) if mark == DecimalMark::Comma => mark,
            _ => return,
        };
        match decimal {
            DecimalMark::Dot => self.dot += 1,
            DecimalMark::Comma => self.comma += 1,
        }
        self.note_groups(body, decimal);
    }

    fn weigh_unclear(&mut self, line: u64, body: &str, mark: DecimalMark, behind: &str, currency: Option<Currency>) {
        self.unclear_marks.insert(mark.as_char());
        self.unclear.get_or_insert_with(|| (line, body.to_owned()));
        // With two decimals at most, 1.234 cannot be one and a bit.
        let kept = currency.map_or(3, |currency| usize::try_from(currency.exponent()).unwrap_or(3));
        // Where there are none at all, not even 1.000 can; nor can it where nobody writes an invoice of one unit.
        if kept == 0 || currency.is_some_and(has_small_unit) || behind.bytes().skip(kept).any(|b| b != b'0') {
            match mark {
                DecimalMark::Dot => self.likely_comma += 1,
                DecimalMark::Comma => self.likely_dot += 1,
            }
        }
    }

    fn note_groups(&mut self, body: &str, decimal: DecimalMark) {
        if read(body, decimal).is_ok() {
            let is_group = |c: &char| is_group_mark(*c) || *c == decimal.other().as_char();
            self.groups.extend(body.chars().filter(is_group));
        }
    }

    /// What follows. One way must have twice the evidence of the other.
    pub(super) fn verdict(&self) -> Verdict {
        let pick = |dot: u64, comma: u64| {
            if dot >= comma.saturating_mul(2) && dot > 0 {
                Some(Verdict::Is(DecimalMark::Dot))
            } else if comma >= dot.saturating_mul(2) && comma > 0 {
                Some(Verdict::Is(DecimalMark::Comma))
            } else {
                None
            }
        };
        if self.dot > 0 || self.comma > 0 {
            return pick(self.dot, self.comma).unwrap_or(Verdict::Unclear);
        }
        match &self.unclear {
            None => Verdict::Is(DecimalMark::Dot),
            Some(_) if self.likely_dot > 0 && self.likely_comma > 0 => Verdict::Unclear,
            Some(_) => pick(self.likely_dot, self.likely_comma).unwrap_or(Verdict::Unclear),
        }
    }

    /// A cell to show when asking: its line and what it says.
    pub(super) fn example(&self) -> Option<&(u64, String)> {
        self.unclear.as_ref()
    }

    /// How the file parts thousands, for people; where it never does, as is usual with its mark.
    pub(super) fn thousands(&self, decimal: DecimalMark) -> String {
        let mut marks = self.groups.clone();
        marks.extend(self.unclear_marks.iter().filter(|c| **c != decimal.as_char()));
        if marks.is_empty() {
            marks.insert(decimal.other().as_char());
        }
        let named = |c: &char| if c.is_ascii_graphic() { c.to_string() } else { format!("U+{:04X}", u32::from(*c)) };
        marks.iter().map(named).collect::<Vec<_>>().join(" or ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cur(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    fn minor(cell: &str, decimal: DecimalMark, code: &str) -> Result<i64, NumberError> {
        let scanned = scan(cell).ok_or(NumberError::Invalid)?;
        Ok(read(scanned.body, decimal)?.money(scanned.negative, cur(code))?.minor())
    }

    fn verdict(cells: &[&str], code: Option<&str>) -> Verdict {
        let mut evidence = NumberEvidence::default();
        for cell in cells {
            evidence.weigh(1, scan(cell).expect("digits").body, code.map(cur));
        }
        evidence.verdict()
    }

    #[test]
    fn the_usual_ways_to_write_an_amount() {
        use DecimalMark::{Comma, Dot};
        for (cell, mark, want) in [
            ("1.234,56", Comma, 123_456),
            ("1,234.56", Dot, 123_456),
            ("1234.5", Dot, 123_450),
            ("1.000.000,00", Comma, 100_000_000),
            ("2\u{a0}450,00 €", Comma, 245_000),
            ("1'234.50", Dot, 123_450),
            ("12\u{2019}100.05", Dot, 1_210_005),
            ("(250.00)", Dot, -25_000),
            ("$(250.00)", Dot, -25_000),
            ("(250.00) USD", Dot, -25_000),
            ("1,23,456.00", Dot, 12_345_600),
            ("12,34,567.50", Dot, 123_456_750),
            ("1.23.456,00", Comma, 12_345_600),
            ("286.90000000000003", Dot, 28_690),
            ("4530.299999999999", Dot, 453_030),
            ("99.95-", Dot, -9_995),
            ("-99.95", Dot, -9_995),
            ("\u{2212}5", Dot, -500),
            ("$ -5.00", Dot, -500),
            ("-$5.00", Dot, -500),
            ("($5.00)", Dot, -500),
            ("100.00 CR", Dot, -10_000),
            ("100.00cr", Dot, -10_000),
            ("100.00 DR", Dot, 10_000),
            ("CHF 500.00", Dot, 50_000),
            ("+7", Dot, 700),
            (".5", Dot, 50),
            ("0", Dot, 0),
            ("999999999999999", Dot, 0),
        ] {
            let want = if cell.starts_with("99999") { Err(NumberError::OutOfRange) } else { Ok(want) };
            assert_eq!(minor(cell, mark, "MXN"), want, "{cell}");
        }
    }

    #[test]
    fn what_is_not_clearly_a_number_is_refused() {
        use DecimalMark::{Comma, Dot};
        for (cell, mark) in [
            ("12\u{2019}1000.00", Dot),
            ("1,23.00", Dot),
            ("123,45,678.00", Dot),
            ("1,23,45", Dot),
            ("1,234,56,789.00", Dot),
            ("99.999.0", Dot),
            ("1234,567.00", Dot),
            ("1.234,56", Dot),
            ("45.5", Comma),
            ("1 234,567.00", Dot),
            ("1e5", Dot),
            ("5.", Dot),
            ("1..2", Dot),
            ("1,", Dot),
            ("--5", Dot),
            ("(-5)", Dot),
            ("-5-", Dot),
            ("n/a", Dot),
            ("", Dot),
            ("-", Dot),
            ("٣", Dot),
            ("0x10", Dot),
        ] {
            // A cell may also fall at its marks: `5.` has a dot that is no currency.
            let scanned = scan(cell);
            let refused = scanned.is_none_or(|s| read(s.body, mark).is_err() || s.marks != ["", ""]);
            assert!(refused, "{cell:?} {scanned:?}");
        }
    }

    #[test]
    fn the_accounting_format_of_nothing() {
        for cell in ["-", " -   ", "$ -", "$-   ", "- €", "\u{2013}", "--"] {
            assert!(is_nothing(cell), "{cell:?}");
        }
        for cell in ["", "-5", "n/a", "0", "$", "a-b-c", "pending -"] {
            assert!(!is_nothing(cell), "{cell:?}");
        }
    }

    #[test]
    fn decimals_fit_the_currency_or_are_refused() {
        let of = |cell: &str, code| minor(cell, DecimalMark::Dot, code);
        assert_eq!(of("5000.00", "CLP"), Ok(5000));
        assert_eq!(of("100.50", "JPY"), Err(NumberError::TooManyDecimals));
        assert_eq!(of("1,000.5", "KWD"), Ok(1_000_500));
        assert_eq!(of("12.345", "KWD"), Ok(12_345));
        assert_eq!(of("1.005", "EUR"), Err(NumberError::TooManyDecimals));
        assert_eq!(of("99.999", "EUR"), Err(NumberError::TooManyDecimals));
        assert_eq!(of("99.9999999", "EUR"), Err(NumberError::TooManyDecimals));
        assert_eq!(of("100.00000000000001", "CLP"), Ok(100));
        assert_eq!(of(&"9".repeat(31), "EUR"), Err(NumberError::OutOfRange));
        assert_eq!(of(&format!("0.{}", "0".repeat(25)), "EUR"), Ok(0));
    }

    #[test]
    fn the_file_says_how_it_writes_numbers_or_is_asked() {
        use DecimalMark::{Comma, Dot};
        assert_eq!(verdict(&["1.234", "89,90"], None), Verdict::Is(Comma));
        assert_eq!(verdict(&["1.234", "1,234,567"], None), Verdict::Is(Dot));
        assert_eq!(verdict(&["12345.678"], None), Verdict::Is(Dot));
        assert_eq!(verdict(&["0.123"], None), Verdict::Is(Dot));
        assert_eq!(verdict(&["100", "7"], None), Verdict::Is(Dot));
        assert_eq!(verdict(&["1.500", "2.000"], Some("MXN")), Verdict::Unclear);
        assert_eq!(verdict(&["1.500", "2.000"], None), Verdict::Unclear);
        // Pesos have no third decimal.
        assert_eq!(verdict(&["1.500", "2.345"], Some("MXN")), Verdict::Is(Comma));
        assert_eq!(verdict(&["2.345"], Some("KWD")), Verdict::Unclear);
        assert_eq!(verdict(&["2.345", "2,345"], Some("MXN")), Verdict::Unclear);
        assert_eq!(verdict(&["1,5", "1.5"], None), Verdict::Unclear);
    }

    #[test]
    fn thousands_are_named_as_seen() {
        let of = |cells: &[&str], mark| {
            let mut evidence = NumberEvidence::default();
            cells.iter().for_each(|cell| evidence.weigh(1, cell, None));
            evidence.thousands(mark)
        };
        assert_eq!(of(&["2\u{a0}450,00"], DecimalMark::Comma), "U+00A0");
        assert_eq!(of(&["1'234.50", "12\u{2019}100.05", "12\u{2019}1000.00"], DecimalMark::Dot), "' or U+2019");
        assert_eq!(of(&["1.5"], DecimalMark::Dot), ",");
    }

    proptest! {
        #[test]
        fn cells_never_panic(cell in "[-+().,' 0-9A-Z$€\u{a0}\u{2019}]{0,24}", any in "\\PC{0,12}") {
            for cell in [cell.trim(), any.trim()] {
                if let Some(scanned) = scan(cell) {
                    let mut evidence = NumberEvidence::default();
                    evidence.weigh(1, scanned.body, Some(cur("EUR")));
                    for mark in [DecimalMark::Dot, DecimalMark::Comma] {
                        if let Ok(number) = read(scanned.body, mark) {
                            let _ = (number.money(scanned.negative, cur("CLP")), number.decimal(true));
                        }
                    }
                }
            }
        }

        #[test]
        fn amounts_read_back(minor in -MAX_MINOR..=MAX_MINOR, code in prop::sample::select(vec!["CLP", "MXN", "KWD"])) {
            let money = Money::new(minor, cur(code));
            let scanned = scan(money.decimal().to_string().leak()).expect("digits");
            let number = read(scanned.body, DecimalMark::Dot).expect("plain");
            prop_assert_eq!(number.money(scanned.negative, cur(code)), Ok(money));
        }
    }
}
