//! What a number format says of the cells it dresses: days, per cent, or a currency.
//!
//! ECMA-376 part 1, 18.8.30 and 18.8.31. The built-in formats for money and for short days follow the
//! country of whoever looks, so they name no currency and no order.

/// How a format shows a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Number,
    /// As a number with zeros in front, up to so many digits: `00123`.
    Padded(usize),
    /// As a number of hundredths.
    Percent,
    /// As a number with this beside it: `$`, `EUR`, `€`.
    Money(String),
    /// As a day.
    Day(Order),
    /// As a time of day or a duration.
    Time,
}

/// Which number comes first in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// `31/12/2026`
    DayFirst,
    /// `12/31/2026`
    MonthFirst,
    /// With the year in front, the month in letters, or as the country has it.
    #[default]
    Other,
}

impl Shown {
    /// One of the formats that have a number instead of a text.
    pub(super) const fn built_in(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::Day(Order::Other),
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Self::Time,
            _ => Self::Number,
        }
    }

    /// A format of the workbook's own, for example `dd/mm/yyyy` or `[$€-407] #,##0.00`.
    pub(super) fn of(code: &str) -> Self {
        let zeros = code.split(';').next().unwrap_or("");
        if (2..=20).contains(&zeros.len()) && zeros.bytes().all(|b| b == b'0') {
            return Self::Padded(zeros.len());
        }
        let read = Read::of(code);
        if let Some(shown) = read.day_or_time() {
            return shown;
        }
        if read.percent {
            return Self::Percent;
        }
        let sign = read.literal.trim();
        let is_code = sign.len() == 3 && sign.bytes().all(|b| b.is_ascii_uppercase());
        let is_sign = sign.len() <= 8
            && sign.chars().any(|c| "$€£¥₡₲₩₹₽₺₴₦₱฿₫".contains(c) || matches!(sign, "S/" | "S/." | "B/."));
        if is_code || is_sign { Self::Money(sign.to_owned()) } else { Self::Number }
    }
}

/// The parts of a format's first section.
#[derive(Default)]
struct Read {
    /// What stands there as it is, in quotes, behind `\`, or as the currency of `[$€-407]`.
    literal: String,
    percent: bool,
    digits: bool,
    /// Runs of `d`, `m`, `y`, `h`, `s`: the letter and how often.
    runs: Vec<(char, usize)>,
}

impl Read {
    fn of(code: &str) -> Self {
        let mut read = Self::default();
        let mut rest = code.chars();
        while let Some(c) = rest.next() {
            match c {
                ';' => break,
                '"' => read.literal.extend(rest.by_ref().take_while(|c| *c != '"')),
                '\\' => read.literal.extend(rest.next()),
                '_' | '*' => drop(rest.next()),
                '[' => read.bracket(&rest.by_ref().take_while(|c| *c != ']').collect::<String>()),
                '%' => read.percent = true,
                '0' | '#' | '?' => read.digits = true,
                '$' | '€' | '£' | '¥' => read.literal.push(c),
                _ => read.letter(c.to_ascii_lowercase()),
            }
        }
        read
    }

    fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            self.literal.push_str(currency.split('-').next().unwrap_or(""));
        } else if matches!(inside.bytes().next(), Some(b'h' | b'H' | b'm' | b'M' | b's' | b'S'))
            && inside.bytes().all(|b| b.eq_ignore_ascii_case(&inside.as_bytes()[0]))
        {
            self.runs.push(('h', 1));
        }
    }

    fn letter(&mut self, c: char) {
        match self.runs.last_mut() {
            Some((last, times)) if *last == c => *times += 1,
            _ => self.runs.push((c, 1)),
        }
    }

    fn day_or_time(&self) -> Option<Shown> {
        let times = |letter: char| self.runs.iter().position(|(c, _)| *c == letter);
        let (day, year, hour) = (times('d'), times('y'), times('h').or(times('s')));
        // "General" has none of these letters; `#,##0 "d"` has them in quotes only.
        if self.digits && hour.is_none() {
            return None;
        }
        let month = self.runs.iter().position(|(c, n)| *c == 'm' && *n <= 2);
        match (day, month, year) {
            (None, _, None) => hour.map(|_| Shown::Time),
            (Some(day), Some(month), Some(year)) if year > day && year > month => {
                Some(Shown::Day(if day < month { Order::DayFirst } else { Order::MonthFirst }))
            }
            _ => Some(Shown::Day(Order::Other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formats_say_what_they_show() {
        let money = |sign: &str| Shown::Money(sign.into());
        for (code, want) in [
            ("General", Shown::Number),
            ("0.00", Shown::Number),
            ("#,##0.00;[Red]-#,##0.00", Shown::Number),
            ("0%", Shown::Percent),
            ("dd/mm/yyyy", Shown::Day(Order::DayFirst)),
            ("dd/mm/yyyy;@", Shown::Day(Order::DayFirst)),
            ("[$-C0A]d/m/yy", Shown::Day(Order::DayFirst)),
            ("m/d/yyyy h:mm", Shown::Day(Order::MonthFirst)),
            ("mm\\-dd\\-yyyy", Shown::Day(Order::MonthFirst)),
            ("yyyy-mm-dd", Shown::Day(Order::Other)),
            ("d-mmm-yy", Shown::Day(Order::Other)),
            ("[$-409]mmmm\\ d\\,\\ yyyy;@", Shown::Day(Order::Other)),
            ("hh:mm:ss", Shown::Time),
            ("[h]:mm", Shown::Time),
            ("[$€-407] #,##0.00", money("€")),
            ("#,##0.00\\ [$€-C0A]", money("€")),
            ("[$USD] #,##0.00", money("USD")),
            ("_-\"$\"* #,##0.00_-;-\"$\"* #,##0.00_-", money("$")),
            ("\"US$\" #,##0.00", money("US$")),
            ("$#,##0.00", money("$")),
            ("#,##0.00 \"MXN\"", money("MXN")),
            ("#,##0 \"días\"", Shown::Number),
            ("0 \"d\"", Shown::Number),
            ("\"S/\" #,##0.00", money("S/")),
            ("@", Shown::Number),
            ("00000", Shown::Padded(5)),
            ("0", Shown::Number),
        ] {
            assert_eq!(Shown::of(code), want, "{code}");
        }
        assert_eq!(Shown::built_in(14), Shown::Day(Order::Other));
        assert_eq!(Shown::built_in(44), Shown::Number);
        assert_eq!(Shown::built_in(21), Shown::Time);
    }

    proptest! {
        #[test]
        fn any_format_is_read(code in "[dmyhs0#;\"\\\\\\[\\]$€_*@ a-]{0,30}|\\PC{0,20}") {
            let _ = Shown::of(&code);
        }
    }
}
