//! What the page tells the plan's simulator, as lines of plain text on its form (`data-simulator`).
//!
//! Leptos would hand an island its props as JSON. Reading that (its parser, the words of its errors, and with them how
//! floating point is written) is a fifth of the module that a browser loads, for one page that says eleven things.

use chrono::Datelike;
#[cfg(any(test, feature = "hydrate"))]
use domain::date::Date;
use domain::date_style::DateStyle;
use domain::format::AmountStyle;
use domain::language::Language;
#[cfg(any(test, feature = "hydrate"))]
use domain::money::Money;
#[cfg(any(test, feature = "hydrate"))]
use domain::plan::FinanceCharge;
use domain::plan::PlanRules;
use domain::plan::schedule::Frequency;

/// [`PlanRules`] as plain numbers: days since the first day of year 1, amounts in minor units. In the
/// order of [`packed_rules`].
pub type PackedRules = [i64; 13];

/// No last day.
const NEVER: i64 = -1;

/// The rules for the island.
fn packed_rules(rules: &PlanRules) -> PackedRules {
    let day = |date: domain::date::Date| i64::from(date.num_days_from_ce());
    let often = rules.frequencies.iter().map(|often| match often {
        Frequency::Weekly => 1,
        Frequency::Fortnightly => 2,
        Frequency::Monthly => 4,
    });
    let percent = rules.price.annual_percent.normalize();
    [
        day(rules.start),
        day(rules.first_from),
        day(rules.first_to),
        rules.latest_end.map_or(NEVER, day),
        rules.max_instalments.into(),
        rules.min_instalment.minor(),
        rules.min_down.minor(),
        rules.max_down.minor(),
        rules.step,
        rules.price.flat.minor(),
        // A yearly percentage has a handful of digits; one that had more could not be a policy's.
        i64::try_from(percent.mantissa()).unwrap_or(i64::MAX),
        percent.scale().into(),
        often.fold(0, |bits, bit| bits | bit),
    ]
}

/// All that the simulator has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulatorInput {
    /// The page's language.
    pub language: Language,
    pub style: AmountStyle,
    /// How days are written.
    pub dates: DateStyle,
    /// See [`PackedRules`].
    pub rules: PackedRules,
    /// What each invoice puts into the plan, in minor units, in the order of the boxes.
    pub invoices: Vec<i64>,
}

impl SimulatorInput {
    /// For these rules.
    #[must_use]
    pub fn new(
        language: Language,
        style: AmountStyle,
        dates: DateStyle,
        rules: &PlanRules,
        invoices: Vec<i64>,
    ) -> Self {
        Self { language, style, dates, rules: packed_rules(rules), invoices }
    }

    /// For the attribute: a line each. None of it has a line break inside.
    #[must_use]
    pub fn write(&self) -> String {
        let Self { language, style, dates, rules, invoices } = self;
        let numbers = |all: &[i64]| all.iter().map(i64::to_string).collect::<Vec<_>>().join(" ");
        [
            language.as_str(),
            style.currency.code(),
            &style.prefix,
            &style.suffix,
            &style.decimal.to_string(),
            &style.group.to_string(),
            &style.group_from.to_string(),
            &dates.pattern,
            &dates.months.join(","),
            &numbers(rules),
            &numbers(invoices),
        ]
        .join("\n")
    }

    /// The reverse; `None` for what no page has written.
    #[cfg(any(test, feature = "hydrate"))]
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let mut line = || lines.next();
        let numbers = |line: &str| line.split_ascii_whitespace().map(|n| n.parse().ok()).collect::<Option<Vec<i64>>>();
        let language = Language::of_tag(line()?)?;
        let style = AmountStyle {
            currency: line()?.parse().ok()?,
            prefix: line()?.to_owned(),
            suffix: line()?.to_owned(),
            decimal: line()?.parse().ok()?,
            group: line()?.parse().ok()?,
            group_from: line()?.parse().ok()?,
        };
        let dates = DateStyle { pattern: line()?.to_owned(), months: line()?.split(',').map(str::to_owned).collect() };
        let rules = numbers(line()?)?.try_into().ok()?;
        Some(Self { language, style, dates, rules, invoices: numbers(line()?)? })
    }
}

#[cfg(any(test, feature = "hydrate"))]
impl SimulatorInput {
    /// The rules back from their numbers; `None` for numbers that no rules have.
    pub(super) fn rules(&self) -> Option<PlanRules> {
        let [start, from, to, end, max, min, min_down, max_down, step, flat, mantissa, scale, often] = self.rules;
        let day = |days: i64| i32::try_from(days).ok().and_then(Date::from_num_days_from_ce_opt);
        let money = |minor| Money::new(minor, self.style.currency);
        let annual_percent = rust_decimal::Decimal::try_new(mantissa, scale.try_into().ok()?).ok()?;
        let known = [(1, Frequency::Weekly), (2, Frequency::Fortnightly), (4, Frequency::Monthly)];
        Some(PlanRules {
            start: day(start)?,
            price: FinanceCharge { flat: money(flat), annual_percent },
            frequencies: known.into_iter().filter(|(bit, _)| often & bit != 0).map(|(_, often)| often).collect(),
            first_from: day(from)?,
            first_to: day(to)?,
            latest_end: if end == NEVER { None } else { Some(day(end)?) },
            max_instalments: max.try_into().ok()?,
            min_instalment: money(min),
            min_down: money(min_down),
            max_down: money(max_down),
            step,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_come_back_from_their_numbers() {
        let currency = "MXN".parse().expect("a currency");
        let (money, day) = (|minor| Money::new(minor, currency), |y, m, d| Date::from_ymd_opt(y, m, d).expect("a day"));
        for latest_end in [None, Some(day(2028, 11, 22))] {
            let rules = PlanRules {
                start: day(2026, 11, 22),
                price: FinanceCharge { flat: money(100), annual_percent: rust_decimal::Decimal::new(125, 1) },
                frequencies: vec![Frequency::Fortnightly, Frequency::Monthly],
                first_from: day(2026, 11, 23),
                first_to: day(2027, 1, 6),
                latest_end,
                max_instalments: 12,
                min_instalment: money(5_000),
                min_down: money(0),
                max_down: money(60_000),
                step: 1,
            };
            let (prefix, suffix) = ("$".to_owned(), String::new());
            let style = AmountStyle { currency, prefix, suffix, decimal: '.', group: ',', group_from: 4 };
            let input =
                SimulatorInput::new(Language::Es, style, DateStyle::of(Language::Es, "es-MX"), &rules, Vec::new());
            assert_eq!(input.rules(), Some(rules));
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let style = |prefix: &str, suffix: &str, decimal, group| AmountStyle {
            currency: "BRL".parse().expect("a currency"),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            decimal,
            group,
            group_from: 5,
        };
        for (language, style) in [
            (Language::Es, style("$", "", '.', ',')),
            (Language::Pt, style("R$\u{a0}", "", ',', '.')),
            (Language::En, style("", "\u{a0}€", ',', '\u{202f}')),
        ] {
            let dates = DateStyle::of(language, "en-US");
            for invoices in [vec![], vec![120_000], vec![1, -5, i64::MAX]] {
                let rules = std::array::from_fn(|n| i64::try_from(n).expect("small") * 1_000 - 1);
                let input = SimulatorInput { language, style: style.clone(), dates: dates.clone(), rules, invoices };
                assert_eq!(SimulatorInput::read(&input.write()), Some(input));
            }
        }
        for text in ["", "es", "es\nXXX", "es\nMXN\n$\n\n.\n,\n4\n{d}\nenero\n1 2\n"] {
            assert_eq!(SimulatorInput::read(text), None, "{text}");
        }
    }
}
