//! How a country writes an amount, as a small value.
//!
//! The server works it out from CLDR and hands it to pages, mails and islands alike, so the browser
//! formats a live total without carrying locale data, and every place shows the same text. Digits
//! follow ISO 4217, never a locale's customary rounding (CLDR would drop the cents of COP).

use super::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};

/// Sign, symbol, separators and their places for one locale and one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountStyle {
    /// The currency this style is for.
    pub currency: Currency,
    /// Before the digits, with its space where there is one (`R$ `).
    pub prefix: String,
    /// After the digits (` €`).
    pub suffix: String,
    /// Between whole and minor units.
    pub decimal: char,
    /// Between groups of three.
    pub group: char,
    /// The least number of digits that gets separators: 4 nearly everywhere, 5 in es-ES and pt-PT.
    pub group_from: u8,
}

impl AmountStyle {
    /// The amount as a person of that country writes it: `$1,234.50`, `R$ 1.234,50`, `−$5`.
    ///
    /// # Errors
    /// [`MoneyError::Mixed`] when the style is another currency's.
    pub fn format(&self, amount: Money) -> Result<String, MoneyError> {
        if amount.currency() != self.currency {
            return Err(MoneyError::Mixed(amount.currency(), self.currency));
        }
        let digits = self.digits(amount);
        match digits.strip_prefix(MINUS) {
            Some(digits) => Ok(format!("{MINUS}{}{digits}{}", self.prefix, self.suffix)),
            None => Ok(format!("{}{digits}{}", self.prefix, self.suffix)),
        }
    }

    /// The digits without symbol: what a text field shows.
    #[must_use]
    pub fn digits(&self, amount: Money) -> String {
        let exponent = self.currency.exponent() as usize;
        let all = format!("{:0>width$}", amount.minor().unsigned_abs(), width = exponent + 1);
        let (whole, fraction) = all.split_at(all.len() - exponent);
        let mut text = String::with_capacity(all.len() + all.len() / 3 + 2);
        if amount.minor() < 0 {
            text.push(MINUS);
        }
        let grouped = whole.len() >= usize::from(self.group_from);
        for (i, digit) in whole.chars().enumerate() {
            if grouped && i > 0 && (whole.len() - i) % 3 == 0 {
                text.push(self.group);
            }
            text.push(digit);
        }
        if exponent > 0 {
            text.push(self.decimal);
            text.push_str(fraction);
        }
        text
    }

    /// Reads what a person typed into an amount field: this country's separators, or none, or a
    /// plain dot with fewer than three decimals; the symbol and spaces may stand or not.
    ///
    /// # Errors
    /// [`MoneyError::NotAnAmount`] for what cannot be read in one way only,
    /// [`MoneyError::TooManyDecimals`] for a fraction the currency has not, [`MoneyError::Overflow`].
    pub fn parse(&self, typed: &str) -> Result<Money, MoneyError> {
        let refused = || MoneyError::NotAnAmount(typed.chars().take(40).collect());
        let is_space = |c: char| c.is_whitespace() || c == '\u{a0}' || c == '\u{202f}';
        if !spaces_part_groups(typed, is_space) {
            return Err(refused());
        }
        let bare: String = typed.chars().filter(|c| !is_space(*c)).collect();
        let strip = |text: &str| text.chars().filter(|c| !is_space(*c)).collect::<String>();
        let bare = bare.strip_prefix(&strip(&self.prefix)).unwrap_or(&bare);
        let bare = bare.strip_suffix(&strip(&self.suffix)).unwrap_or(bare);
        let bare = bare.strip_prefix(self.currency.code()).unwrap_or(bare);
        let bare = bare.strip_suffix(self.currency.code()).unwrap_or(bare);

        let (whole, fraction) = match bare.rsplit_once(self.decimal) {
            Some((whole, fraction)) => (whole, fraction),
            // "12.5" typed where the comma is the decimal: one dot that cannot be a thousands
            // separator (not three digits behind it) can only mean a decimal.
            None if self.group == '.' && bare.matches('.').count() == 1 => match bare.split_once('.') {
                Some((whole, fraction)) if fraction.len() != 3 => (whole, fraction),
                _ => (bare, ""),
            },
            None => (bare, ""),
        };
        let has_fraction = whole.len() != bare.len();
        if (has_fraction && fraction.is_empty()) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(refused());
        }
        let plain = ungroup(whole, self.group).ok_or_else(refused)?;
        if plain.len() > 18 || fraction.len() > 9 {
            return Err(MoneyError::Overflow);
        }
        // Digits only, so whole numbers do: the browser needs no decimal library for this.
        let exponent = self.currency.exponent() as usize;
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > exponent {
            return Err(MoneyError::TooManyDecimals { currency: self.currency });
        }
        let minor = format!("{plain}{fraction:0<exponent$}").parse().map_err(|_| MoneyError::Overflow)?;
        Ok(Money::new(minor, self.currency))
    }
}

/// Before an amount below nothing: the sign that is as wide as a figure, and never the end of a line.
const MINUS: char = '\u{2212}';

/// Do spaces between digits stand where groups of three begin: `1 234.50` yes, `100 50` or `1.5 000` no?
fn spaces_part_groups(typed: &str, is_space: impl Fn(char) -> bool) -> bool {
    let words: Vec<&str> = typed.split(is_space).filter(|word| !word.is_empty()).collect();
    words.windows(2).all(|pair| {
        let [before, after] = pair else { return true };
        let last = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let next = after.bytes().take_while(u8::is_ascii_digit).count();
        let (first, digits) = before.split_at(last);
        digits.is_empty() || next == 0 || (digits.len() <= 3 && next == 3 && !first.ends_with(['.', ',', '\'']))
    })
}

/// Takes right thousands separators out: `1.234.567` yes, `1.2345` or `12.34.567` no.
fn ungroup(whole: &str, group: char) -> Option<String> {
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let right =
        digits(first) && rest.iter().all(|g| digits(g) && g.len() == 3) && (rest.is_empty() || first.len() <= 3);
    right.then(|| format!("{first}{}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn style(code: &str, prefix: &str, decimal: char, group: char) -> AmountStyle {
        AmountStyle {
            currency: code.parse().expect("a currency"),
            prefix: prefix.into(),
            suffix: String::new(),
            decimal,
            group,
            group_from: 4,
        }
    }

    #[test]
    fn writes_as_the_country_does() {
        let mx = style("MXN", "$", '.', ',');
        assert_eq!(mx.format(Money::new(123_456_750, mx.currency)).as_deref(), Ok("$1,234,567.50"));
        assert_eq!(mx.format(Money::new(-5, mx.currency)).as_deref(), Ok("−$0.05"));
        let cl = style("CLP", "$", ',', '.');
        assert_eq!(cl.format(Money::new(1_234_567, cl.currency)).as_deref(), Ok("$1.234.567"));
        let br = style("BRL", "R$\u{a0}", ',', '.');
        assert_eq!(br.format(Money::new(123_450, br.currency)).as_deref(), Ok("R$\u{a0}1.234,50"));
    }

    #[test]
    fn reads_what_people_type() {
        let br = style("BRL", "R$\u{a0}", ',', '.');
        for (typed, minor) in [
            ("1.234,50", 123_450),
            ("1234,5", 123_450),
            ("R$ 1.234", 123_400),
            ("12.5", 1250),
            ("12.50", 1250),
            ("7", 700),
        ] {
            assert_eq!(br.parse(typed).map(Money::minor), Ok(minor), "{typed}");
        }
        // 1.234 is a thousand and more here; 1,234 has too many decimals and is not guessed at.
        assert_eq!(br.parse("1.234").map(Money::minor), Ok(123_400));
        assert_eq!(br.parse("1,234"), Err(MoneyError::TooManyDecimals { currency: br.currency }));
        for typed in ["", "-5", "1.23.4", "1.2345,00", "12,", ",5", "abc", "1,2,3", "$$5", "1e9", "٣", "0x10"] {
            assert!(matches!(br.parse(typed), Err(MoneyError::NotAnAmount(_))), "{typed:?}");
        }
        assert_eq!(br.parse("9999999999999999999"), Err(MoneyError::Overflow));
    }

    // A sign of groups, whichever it is, stands before three digits: anything else may be a slip of a key.
    #[test]
    fn a_space_parts_groups_of_three_or_the_amount_is_refused() {
        let mx = style("MXN", "$", '.', ',');
        for space in [" ", "\u{a0}", "\u{202f}", "\u{2009}", "  "] {
            for (typed, minor) in [
                ("1_234.50", 123_450),
                ("$_1_234_567", 123_456_700),
                ("_100.50_", 10_050),
                ("MXN_100_500", 10_050_000),
                ("12_MXN", 1_200),
            ] {
                let typed = typed.replace('_', space);
                assert_eq!(mx.parse(&typed).map(Money::minor), Ok(minor), "{typed:?}");
            }
            for typed in [
                "100_50",
                "500_5",
                "1_2345",
                "1234_567",
                "12.5_000",
                "1,234_567",
                "1_234,567",
                "100_500.5_0",
                "1_23_456",
            ] {
                let typed = typed.replace('_', space);
                assert!(matches!(mx.parse(&typed), Err(MoneyError::NotAnAmount(_))), "{typed:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(minor in 0..=i64::MAX / 1000, which in 0..3_usize) {
            let style = [style("MXN", "$", '.', ','), style("CLP", "$", ',', '.'), style("KWD", "KWD\u{a0}", '.', ',')][which].clone();
            let money = Money::new(minor, style.currency);
            let shown = style.format(money).expect("one currency");
            prop_assert_eq!(style.parse(&shown), Ok(money));
        }

        #[test]
        fn typing_never_panics(typed in "\\PC{0,30}") {
            let _ = style("BRL", "R$", ',', '.').parse(&typed);
        }
    }
}
