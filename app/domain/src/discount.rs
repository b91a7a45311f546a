//! Early-payment discounts: what comes off, and until when.
//!
//! A discount is earned by the payment that clears what is open, on or before its day; a part
//! payment earns none of it. Its base is the open balance, so a sum paid earlier never earns a
//! discount afterwards.

use super::date::{Date, OutOfCalendar, add_days};
use super::money::{Currency, Money, MoneyError};
use chrono::{Datelike, Days};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Peekable;
use std::str::{Chars, FromStr};

/// How much comes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reduction {
    /// So many per cent; more than 0, less than 100.
    Percent(Decimal),
    /// A fixed sum, whatever the tax mode.
    Amount(Money),
}

/// What a percentage is taken of (A = open balance, U = its part before tax, p = per cent).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxMode {
    /// Of everything, tax included: A − A·p.
    Included,
    /// Of the part before tax: A − U·p. The tax is due in full.
    Excluded,
    /// As [`TaxMode::Excluded`] for the one who pays: A − U·p. Differs in the books only: the
    /// invoice's tax was computed on the discounted sum from the start.
    Mixed,
}

/// The sum that a discount is computed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiscountBase {
    /// What is open now; positive.
    pub balance: Money,
    /// The invoice's whole sum.
    pub total: Money,
    /// The whole sum's part before tax.
    pub untaxed: Money,
}

/// A discount in figures; the two add up to the balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discounted {
    /// What comes off.
    pub off: Money,
    /// What clears the invoice.
    pub to_pay: Money,
}

/// Why there is no discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NoDiscount {
    /// Its last day is over.
    #[error("the discount ended on {until}")]
    Over {
        /// The last day.
        until: Date,
    },
    /// Nothing is open.
    #[error("nothing is open")]
    NothingOpen,
    /// Less than a minor unit would come off, or nothing would be left to pay.
    #[error("the discount leaves nothing to take off or nothing to pay")]
    Empty,
    /// The discount's amount is in another currency.
    #[error("the discount is in {0}")]
    Currency(Currency),
    /// A sum or a day past what can be written.
    #[error("out of range")]
    OutOfRange,
}

impl From<OutOfCalendar> for NoDiscount {
    fn from(_: OutOfCalendar) -> Self {
        Self::OutOfRange
    }
}

/// A discount with its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyDiscount {
    /// How much comes off.
    pub reduction: Reduction,
    /// What a percentage is taken of.
    pub tax: TaxMode,
    /// The last day, to its end, in the creditor's zone.
    pub until: Date,
}

impl EarlyDiscount {
    /// What comes off and what is left to pay on `as_of`.
    pub fn quote(&self, base: DiscountBase, as_of: Date) -> Result<Discounted, NoDiscount> {
        if as_of > self.until {
            return Err(NoDiscount::Over { until: self.until });
        }
        self.reduction.of(base, self.tax)
    }
}

impl Reduction {
    /// What comes off `base` and what is left to pay, rounded once, half away from zero.
    ///
    /// Of a partly paid invoice the part before tax counts in the proportion in which it is open.
    pub fn of(self, base: DiscountBase, tax: TaxMode) -> Result<Discounted, NoDiscount> {
        let DiscountBase { balance, total, untaxed } = base;
        if !balance.is_positive() {
            return Err(NoDiscount::NothingOpen);
        }
        let off = match (self, tax) {
            (Self::Amount(amount), _) if amount.currency() != balance.currency() => {
                return Err(NoDiscount::Currency(amount.currency()));
            }
            (Self::Amount(amount), _) => amount,
            (Self::Percent(percent), TaxMode::Included) => {
                balance.percent(percent).map_err(|_| NoDiscount::OutOfRange)?
            }
            (Self::Percent(percent), TaxMode::Excluded | TaxMode::Mixed) if balance == total => {
                untaxed.percent(percent).map_err(|_| NoDiscount::OutOfRange)?
            }
            (Self::Percent(percent), TaxMode::Excluded | TaxMode::Mixed) => {
                let exact = Decimal::from(untaxed.minor())
                    .checked_mul(Decimal::from(balance.minor()))
                    .and_then(|product| product.checked_div(Decimal::from(total.minor())))
                    .and_then(|open| open.checked_mul(percent))
                    .and_then(|product| product.checked_div(Decimal::ONE_HUNDRED))
                    .ok_or(NoDiscount::OutOfRange)?;
                Money::new(super::rate::rounded(exact).ok_or(NoDiscount::OutOfRange)?, balance.currency())
            }
        };
        let to_pay = balance.minus(off).map_err(|_| NoDiscount::OutOfRange)?;
        if off.is_positive() && to_pay.is_positive() { Ok(Discounted { off, to_pay }) } else { Err(NoDiscount::Empty) }
    }
}

/// "10 % off this month's instalment if it is paid by the 5th."
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstalmentDiscount {
    /// Per cent off what is open of the instalment; more than 0, less than 100.
    pub percent: Decimal,
    /// By when.
    pub by: EarlyBy,
}

/// The last day for an instalment's discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlyBy {
    /// So many days before the instalment's day.
    DaysBefore(u16),
    /// This day of the instalment's own month (1 to 28).
    DayOfMonth(u8),
}

impl InstalmentDiscount {
    /// The last day for the instalment of `date`; none when the day of the month would come after
    /// the instalment's own.
    #[must_use]
    pub fn until(&self, date: Date) -> Option<Date> {
        match self.by {
            EarlyBy::DaysBefore(days) => date.checked_sub_days(Days::new(u64::from(days))),
            EarlyBy::DayOfMonth(day) => date.with_day(u32::from(day)).filter(|until| *until <= date),
        }
    }

    /// What comes off an instalment of `date` of which `left` is open.
    pub fn quote(&self, date: Date, left: Money, as_of: Date) -> Result<Discounted, NoDiscount> {
        let until = self.until(date).ok_or(NoDiscount::Empty)?;
        let discount = EarlyDiscount { reduction: Reduction::Percent(self.percent), tax: TaxMode::Included, until };
        discount.quote(DiscountBase { balance: left, total: left, untaxed: left }, as_of)
    }
}

/// What a discount `off` a debt that was cleared as `cleared` comes to once the creditor has corrected that debt by
/// `corrected` (below zero: it is less): the same part of it, rounded once, half away from zero. Never more than it was.
///
/// # Errors
/// [`MoneyError`] when the currencies differ or a sum leaves 64 bits.
pub fn after_correction(off: Money, cleared: Money, corrected: Money) -> Result<Money, MoneyError> {
    let now = cleared.plus(corrected)?;
    Ok(Money::new(same_part(off.minor(), cleared.minor(), now.minor())?, off.currency()))
}

/// The same in minor units of one currency, `now` being what is left of what was cleared.
///
/// # Errors
/// [`MoneyError::Overflow`].
pub fn same_part(off: i64, cleared: i64, now: i64) -> Result<i64, MoneyError> {
    let now = now.min(cleared);
    if now <= 0 || off == 0 {
        return Ok(0);
    }
    let part = Decimal::from(off)
        .checked_mul(Decimal::from(now))
        .and_then(|product| product.checked_div(Decimal::from(cleared)))
        .ok_or(MoneyError::Overflow)?;
    crate::rate::rounded(part).ok_or(MoneyError::Overflow)
}

/// An invoice's own terms: `2/10 net 30` is 2 % off within 10 days of issue, all within 30.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyTerms {
    /// Per cent off.
    pub percent: Decimal,
    /// Days from issue within which it counts.
    pub days: u16,
    /// Days from issue until the whole is due.
    pub net_days: u16,
}

/// Text that is not early-payment terms; most invoices have none, so this is no fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not terms like `2/10 net 30`")]
pub struct NotEarlyTerms;

/// Longer than any term on an invoice.
const LONGEST_TERM_DAYS: u16 = 366;

impl EarlyTerms {
    /// Reads `2/10 net 30`, `2% 10 net 30`, `2,5/15 n/45`, `3 % 10 días, neto 60` and the like.
    ///
    /// Strict: one step only, nothing before or behind, 0 < percentage < 100 with two decimals at
    /// most, days within the net days. Money hangs on it, so anything unusual is left to a person.
    pub fn parse(text: &str) -> Result<Self, NotEarlyTerms> {
        let lower = text.trim().to_lowercase();
        let mut read = Reader(lower.chars().peekable());
        let percent = read.percent().ok_or(NotEarlyTerms)?;
        read.spaces();
        let sign = read.eat('%');
        read.spaces();
        // `2 10 net 30` could be anything; one of the two signs makes it a percentage.
        if !read.eat('/') && !sign {
            return Err(NotEarlyTerms);
        }
        read.spaces();
        let days = read.days().ok_or(NotEarlyTerms)?;
        let gap = read.spaces();
        if !read.eat(',') && !gap {
            return Err(NotEarlyTerms);
        }
        read.spaces();
        if !["net", "neto", "n"].contains(&read.word().as_str()) {
            return Err(NotEarlyTerms);
        }
        read.spaces();
        read.eat('/');
        read.spaces();
        let net_days = read.days().ok_or(NotEarlyTerms)?;
        let in_range = percent > Decimal::ZERO && percent < Decimal::ONE_HUNDRED && percent.scale() <= 2;
        let ordered = days > 0 && days <= net_days && net_days <= LONGEST_TERM_DAYS;
        if in_range && ordered && read.0.next().is_none() {
            Ok(Self { percent, days, net_days })
        } else {
            Err(NotEarlyTerms)
        }
    }

    /// The last day of the discount for an invoice of `issued`.
    pub fn until(&self, issued: Date) -> Result<Date, OutOfCalendar> {
        add_days(issued, u32::from(self.days))
    }
}

/// An invoice's own terms with one early price or several: `3/7, 2/14 net 30` is 3 % off within 7 days, 2 % within 14.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlySteps(Vec<EarlyTerms>);

impl EarlySteps {
    /// Those that fall in this order; none where a later day would give as much as an earlier one.
    #[must_use]
    pub fn new(steps: Vec<EarlyTerms>) -> Option<Self> {
        let falling = steps.windows(2).all(|pair| match pair {
            [one, next] => one.days < next.days && one.percent > next.percent && one.net_days == next.net_days,
            _ => true,
        });
        (falling && !steps.is_empty()).then_some(Self(steps))
    }

    /// Reads terms with one step, as [`EarlyTerms::parse`] does, or several, with a comma between.
    ///
    /// # Errors
    /// [`NotEarlyTerms`], as there.
    pub fn parse(text: &str) -> Result<Self, NotEarlyTerms> {
        if let Ok(only) = EarlyTerms::parse(text) {
            return Ok(Self(vec![only]));
        }
        let (before, last) = text.trim().rsplit_once(", ").ok_or(NotEarlyTerms)?;
        let last = EarlyTerms::parse(last)?;
        let step = |step: &str| EarlyTerms::parse(&format!("{step} net {}", last.net_days));
        let mut steps = before.split(", ").map(step).collect::<Result<Vec<_>, _>>()?;
        steps.push(last);
        Self::new(steps).ok_or(NotEarlyTerms)
    }

    /// The step that counts on a day, for an invoice of `issued`: the first whose last day is not over. The last one once all
    /// are over.
    #[must_use]
    pub fn on(&self, issued: Date, as_of: Date) -> Option<EarlyTerms> {
        let counts = |terms: &&EarlyTerms| terms.until(issued).is_ok_and(|until| as_of <= until);
        self.0.iter().find(counts).or(self.0.last()).copied()
    }
}

impl fmt::Display for EarlySteps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, EarlyTerms { percent, days, .. }) in self.0.iter().enumerate() {
            write!(f, "{}{percent}/{days}", if n > 0 { ", " } else { "" })?;
        }
        self.0.last().map_or(Ok(()), |last| write!(f, " net {}", last.net_days))
    }
}

/// Reads terms from left to right.
struct Reader<'a>(Peekable<Chars<'a>>);

impl Reader<'_> {
    fn eat(&mut self, wanted: char) -> bool {
        self.0.next_if_eq(&wanted).is_some()
    }

    fn spaces(&mut self) -> bool {
        let mut any = false;
        while self.0.next_if(|c| *c == ' ' || *c == '\u{a0}').is_some() {
            any = true;
        }
        any
    }

    fn taken(&mut self, wanted: impl Fn(&char) -> bool) -> String {
        std::iter::from_fn(|| self.0.next_if(&wanted)).collect()
    }

    fn word(&mut self) -> String {
        self.taken(|c| c.is_alphabetic())
    }

    fn percent(&mut self) -> Option<Decimal> {
        let mut number = self.taken(char::is_ascii_digit);
        if number.is_empty() || number.len() > 2 {
            return None;
        }
        if self.eat('.') || self.eat(',') {
            let fraction = self.taken(char::is_ascii_digit);
            if fraction.is_empty() || fraction.len() > 2 {
                return None;
            }
            number.push('.');
            number.push_str(&fraction);
        }
        Decimal::from_str(&number).ok().map(|percent| percent.normalize())
    }

    /// A count of days, with or without the word.
    fn days(&mut self) -> Option<u16> {
        let count = self.taken(char::is_ascii_digit).parse().ok()?;
        let mut ahead = self.0.clone();
        while ahead.next_if_eq(&' ').is_some() {}
        let word: String = std::iter::from_fn(|| ahead.next_if(|c| c.is_alphabetic())).collect();
        if ["day", "days", "días", "dias"].contains(&word.as_str()) {
            self.0 = ahead;
        }
        Some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    #[test]
    fn after_a_correction_it_is_the_same_part() {
        for (corrected, off) in [
            (0, 2_000),
            (-10_000, 1_800),
            (-99_999, 0),
            (-100_000, 0),
            (-200_000, 0),
            (50_000, 2_000),
            (-33_333, 1_333),
        ] {
            assert_eq!(after_correction(mxn(2_000), mxn(100_000), mxn(corrected)), Ok(mxn(off)), "{corrected}");
        }
    }

    fn base(balance: i64, total: i64, untaxed: i64) -> DiscountBase {
        DiscountBase { balance: mxn(balance), total: mxn(total), untaxed: mxn(untaxed) }
    }

    const TEN: Reduction = Reduction::Percent(Decimal::TEN);

    #[test]
    fn ten_per_cent_of_200_and_18_per_cent_tax() {
        let of = |mode| TEN.of(base(23_600, 23_600, 20_000), mode);
        assert_eq!(of(TaxMode::Included), Ok(Discounted { off: mxn(2_360), to_pay: mxn(21_240) }));
        assert_eq!(of(TaxMode::Excluded), Ok(Discounted { off: mxn(2_000), to_pay: mxn(21_600) }));
        assert_eq!(of(TaxMode::Mixed), of(TaxMode::Excluded));
    }

    #[test]
    fn what_was_paid_before_earns_nothing() {
        // 100.00 of 236.00 paid: 136.00 open, of which 136 × 200 ÷ 236 = 115.25… before tax.
        let of = |mode| TEN.of(base(13_600, 23_600, 20_000), mode);
        assert_eq!(of(TaxMode::Included), Ok(Discounted { off: mxn(1_360), to_pay: mxn(12_240) }));
        assert_eq!(of(TaxMode::Excluded), Ok(Discounted { off: mxn(1_153), to_pay: mxn(12_447) }));
    }

    #[test]
    fn a_fixed_sum_is_the_same_in_every_mode_and_never_all() {
        let fifty = Reduction::Amount(mxn(5_000));
        for mode in [TaxMode::Included, TaxMode::Excluded, TaxMode::Mixed] {
            let of = fifty.of(base(23_600, 23_600, 20_000), mode);
            assert_eq!(of, Ok(Discounted { off: mxn(5_000), to_pay: mxn(18_600) }));
        }
        assert_eq!(fifty.of(base(5_000, 5_000, 5_000), TaxMode::Included), Err(NoDiscount::Empty));
        assert_eq!(TEN.of(base(4, 4, 4), TaxMode::Included), Err(NoDiscount::Empty)); // 0.4 of a cent
        assert_eq!(TEN.of(base(0, 4, 4), TaxMode::Included), Err(NoDiscount::NothingOpen));
        let usd = Money::new(1, "USD".parse().expect("a currency"));
        let of = Reduction::Amount(usd).of(base(10, 10, 10), TaxMode::Included);
        assert_eq!(of, Err(NoDiscount::Currency(usd.currency())));
    }

    #[test]
    fn the_last_day_counts_to_its_end() {
        let early = EarlyDiscount { reduction: TEN, tax: TaxMode::Included, until: day(3, 10) };
        assert!(early.quote(base(100, 100, 100), day(3, 10)).is_ok());
        let next = early.quote(base(100, 100, 100), day(3, 11));
        assert_eq!(next, Err(NoDiscount::Over { until: day(3, 10) }));
    }

    #[test]
    fn an_instalment_paid_by_the_fifth() {
        let by_the_fifth = InstalmentDiscount { percent: Decimal::TEN, by: EarlyBy::DayOfMonth(5) };
        assert_eq!(
            by_the_fifth.quote(day(4, 15), mxn(25_000), day(4, 5)),
            Ok(Discounted { off: mxn(2_500), to_pay: mxn(22_500) })
        );
        assert_eq!(by_the_fifth.quote(day(4, 15), mxn(25_000), day(4, 6)), Err(NoDiscount::Over { until: day(4, 5) }));
        // Due on the 3rd: the 5th is not early.
        assert_eq!(by_the_fifth.until(day(4, 3)), None);
        let ten_days = InstalmentDiscount { percent: Decimal::TEN, by: EarlyBy::DaysBefore(10) };
        assert_eq!(ten_days.until(day(4, 3)), Some(day(3, 24)));
    }

    #[test]
    fn terms_as_they_stand_on_invoices() {
        let terms = |percent, days, net_days| Ok(EarlyTerms { percent, days, net_days });
        let two = Decimal::TWO;
        let two_and_a_half = Decimal::new(25, 1);
        for (text, expected) in [
            ("2/10 net 30", terms(two, 10, 30)),
            ("2/10, net 30", terms(two, 10, 30)),
            ("2% 10 net 30", terms(two, 10, 30)),
            ("2 % 10 Net 30", terms(two, 10, 30)),
            ("2%/10 net30", terms(two, 10, 30)),
            ("2/10 n/30", terms(two, 10, 30)),
            ("2/10 N30", terms(two, 10, 30)),
            (" 2 / 10 NET 30 ", terms(two, 10, 30)),
            ("2.5/15 n/45", terms(two_and_a_half, 15, 45)),
            ("2,50/15 neto 45", terms(two_and_a_half, 15, 45)),
            ("2% 10 days, net 30 days", terms(two, 10, 30)),
            ("2 % 10 días, neto 30 días", terms(two, 10, 30)),
            ("1/30 net 30", terms(Decimal::ONE, 30, 30)),
        ] {
            assert_eq!(EarlyTerms::parse(text), expected, "{text:?}");
        }
    }

    #[test]
    fn anything_else_is_left_to_a_person() {
        for text in [
            "",
            "net 30",
            "30 días",
            "2 10 net 30",
            "2/10",
            "2/10 30",
            "2/10 net",
            "2/10net 30",
            "0/10 net 30",
            "100/10 net 30",
            "2/0 net 30",
            "2/31 net 30",
            "2/10 net 400",
            "-2/10 net 30",
            "2./10 net 30",
            "2.123/10 net 30",
            "3/5 2/10 net 30",
            "2/10 net 30 EOM",
            "2/10 EOM net 30",
            "terms: 2/10 net 30",
            "2/10 netto 30",
            "2/99999999999 net 30",
            "٢/10 net 30",
            "2/10 net 30%",
        ] {
            assert_eq!(EarlyTerms::parse(text), Err(NotEarlyTerms), "{text:?}");
        }
    }

    #[test]
    fn a_price_that_falls_in_steps() {
        let steps = EarlySteps::parse("3/7, 2/14 net 30").expect("two steps");
        assert_eq!(steps.to_string(), "3/7, 2/14 net 30");
        let percent = |d| steps.on(day(3, 1), day(3, d)).map(|terms| (terms.percent.to_string(), terms.days));
        assert_eq!(percent(8), Some(("3".into(), 7)));
        assert_eq!(percent(9), Some(("2".into(), 14)));
        assert_eq!(percent(15), Some(("2".into(), 14)));
        assert_eq!(percent(16), Some(("2".into(), 14)), "over, and nothing else counts instead");
        assert_eq!(EarlySteps::parse("2/10, net 30").map(|steps| steps.to_string()), Ok("2/10 net 30".into()));
        for text in ["2/14, 3/7 net 30", "2/7, 2/14 net 30", "3/7 2/14 net 30", "3/7, net 30, 2/14", "3/7, 2/14"] {
            assert_eq!(EarlySteps::parse(text), Err(NotEarlyTerms), "{text}");
        }
    }

    proptest! {
        #[test]
        fn discount_and_payment_are_the_balance(
            total in 1..1_000_000_000_i64, taxed in 0..=100_i64, open in 1..=100_i64, hundredths in 1..10_000_i64,
            mode in prop::sample::select(vec![TaxMode::Included, TaxMode::Excluded, TaxMode::Mixed]),
        ) {
            let (balance, untaxed) = ((total * open / 100).max(1), total * (100 - taxed) / 100);
            let percent = Reduction::Percent(Decimal::new(hundredths, 2));
            match percent.of(base(balance, total, untaxed), mode) {
                Ok(Discounted { off, to_pay }) => {
                    prop_assert_eq!(off.minor() + to_pay.minor(), balance);
                    prop_assert!(off.is_positive() && to_pay.is_positive());
                    // Never more than the percentage of everything, to the rounded unit.
                    prop_assert!(i128::from(off.minor()) * 10_000 <= i128::from(balance) * i128::from(hundredths) + 5_000);
                }
                Err(reason) => prop_assert_eq!(reason, NoDiscount::Empty),
            }
        }

        #[test]
        fn written_terms_read_back(percent in 1..100_u32, days in 1..=60_u16, more in 0..=300_u16) {
            let text = format!("{percent}/{days} net {}", days + more);
            let terms = EarlyTerms { percent: Decimal::from(percent), days, net_days: days + more };
            prop_assert_eq!(EarlyTerms::parse(&text), Ok(terms));
        }

        #[test]
        fn no_text_is_too_strange(text in ".{0,40}") {
            let _read = (EarlyTerms::parse(&text), EarlySteps::parse(&text)); // must return, whatever it says
        }
    }
}
