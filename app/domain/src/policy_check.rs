//! Reads a policy and says in which field something is wrong.

use super::discount::EarlyBy;
use super::interest::{InterestTerms, TermsError};
use super::plan::MAX_INSTALMENTS;
use super::plan::default_terms::DefaultTerms;
use super::policy::{
    Amounts, Audience, Delay, DiscountPolicy, ExtensionPolicy, ExtensionPrice, Off, PlanBounds, PlanCost, PlanPolicy,
    Policy, ReminderPolicy, SettlementPolicy,
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::fmt;

/// Why a document is no policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// Not JSON, an unknown name, or a value of the wrong kind.
    #[error("line {line}, at `{field}`: {problem}")]
    Unreadable {
        /// The line, from 1.
        line: usize,
        /// The last name before the place.
        field: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A value outside of what makes sense.
    #[error("`{field}` {problem}")]
    Field {
        /// Where, from the top: `plan.automatic.most`.
        field: String,
        /// What is wrong with it.
        problem: Problem,
    },
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Out of range.
    #[error("must be from {min} to {max}")]
    Between {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// A percentage out of range.
    #[error("must be more than 0 and less than 100")]
    Percent,
    /// A percentage out of range.
    #[error("must be 0 or more and less than 100")]
    PercentOrNone,
    /// A yearly percentage out of range.
    #[error("must be more than 0 and at most {MAX_ANNUAL_PERCENT}")]
    AnnualPercent,
    /// A percentage with more decimals than anyone writes.
    #[error("has more than four decimals")]
    Decimals,
    /// An amount of nothing or less.
    #[error("must be more than 0")]
    NotPositive,
    /// Nothing in it.
    #[error("must not be empty; leave the section out to offer nothing")]
    Empty,
    /// The same twice.
    #[error("names something twice")]
    Twice,
    /// Two bounds the wrong way round.
    #[error("must not be below `{0}`")]
    Below(&'static str),
    /// Steps that do not rise, or become dearer with age.
    #[error("must go from young to old debts, each step paying less than the one before")]
    Order,
    /// Terms of interest that make no sense.
    #[error("is not right: {0}")]
    Interest(TermsError),
}

/// A rate above this is a slip of the pen; no law that we know of allows it.
pub const MAX_ANNUAL_PERCENT: i64 = 100;

/// The longest time in days that anything in a policy may take: two years.
const MAX_DAYS: i64 = 730;

impl Policy {
    /// Reads and checks a document.
    ///
    /// # Errors
    /// [`PolicyError`], which names the field.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        let policy: Self = serde_json::from_str(text).map_err(|error| {
            let problem = error.to_string();
            let problem = problem.split(" at line ").next().unwrap_or_default().to_owned();
            PolicyError::Unreadable { line: error.line(), field: name_before(text, &error), problem }
        })?;
        policy.check()?;
        Ok(policy)
    }

    /// Do all values make sense?
    ///
    /// # Errors
    /// [`PolicyError::Field`] for the first that does not.
    pub fn check(&self) -> Result<(), PolicyError> {
        self.discount.as_ref().map_or(Ok(()), check_discount)?;
        self.settlement.as_ref().map_or(Ok(()), check_settlement)?;
        self.plan.as_ref().map_or(Ok(()), check_plan)?;
        self.extension.as_ref().map_or(Ok(()), check_extension)?;
        if let Some(promise) = &self.promise {
            audience("promise.to", &promise.to)?;
            between("promise.days_ahead", i64::from(promise.days_ahead), 1, MAX_DAYS)?;
            between("promise.a_year", i64::from(promise.a_year), 1, 52)?;
        }
        if let Some(space) = &self.breathing_space {
            between("breathing_space.days", i64::from(space.days), 1, MAX_DAYS)?;
            between("breathing_space.a_year", i64::from(space.a_year), 1, 12)?;
        }
        // A debtor can always dispute an invoice: there must be a reason to choose.
        list("dispute_reasons", &self.dispute_reasons)?;
        once("dispute_reasons", &self.dispute_reasons)?;
        between("answer_days", i64::from(self.answer_days), 1, 60)?;
        between("booking_days", i64::from(self.booking_days), 1, 90)?;
        amounts("part_minimum", &self.part_minimum)?;
        self.reminders.as_ref().map_or(Ok(()), check_reminders)?;
        let interest = self.interest.as_ref().map_or(Ok(()), InterestTerms::check);
        interest.map_err(|error| PolicyError::Field { field: "interest".to_owned(), problem: Problem::Interest(error) })
    }
}

fn check_discount(discount: &DiscountPolicy) -> Result<(), PolicyError> {
    audience("discount.to", &discount.to)?;
    let Some(early) = &discount.early else { return Ok(()) };
    between("discount.early.days", i64::from(early.days), 1, MAX_DAYS)?;
    match &early.off {
        Off::Percent(value) => percent("discount.early.off.percent", *value),
        Off::Amount(value) => some_amounts("discount.early.off.amount", value),
    }
}

fn check_settlement(settlement: &SettlementPolicy) -> Result<(), PolicyError> {
    audience("settlement.to", &settlement.to)?;
    between("settlement.days", i64::from(settlement.days), 1, MAX_DAYS)?;
    list("settlement.steps", &settlement.steps)?;
    for step in &settlement.steps {
        between("settlement.steps.overdue_from", i64::from(step.overdue_from), 1, i64::from(u16::MAX))?;
        percent("settlement.steps.pay_percent", step.pay_percent)?;
    }
    let rising = settlement
        .steps
        .windows(2)
        .all(|pair| pair[0].overdue_from < pair[1].overdue_from && pair[0].pay_percent > pair[1].pay_percent);
    ensure(rising, "settlement.steps", Problem::Order)
}

fn check_plan(plan: &PlanPolicy) -> Result<(), PolicyError> {
    audience("plan.to", &plan.to)?;
    list("plan.frequencies", &plan.frequencies)?;
    once("plan.frequencies", &plan.frequencies)?;
    amounts("plan.least_instalment", &plan.min_instalment)?;
    ensure(plan.automatic.is_some() || plan.request.is_some(), "plan.automatic", Problem::Empty)?;
    plan.automatic.as_ref().map_or(Ok(()), |automatic| bounds("plan.automatic", automatic))?;
    plan.request.as_ref().map_or(Ok(()), |request| bounds("plan.request", request))?;
    if let (Some(automatic), Some(request)) = (plan.automatic, plan.request) {
        let longer = request.max_instalments >= automatic.max_instalments;
        ensure(longer, "plan.request.most", Problem::Below("plan.automatic.most"))?;
    }
    match &plan.price {
        PlanCost::None => {}
        PlanCost::Flat(fees) => some_amounts("plan.price.flat", fees)?,
        PlanCost::AnnualPercent(value) => annual("plan.price.annual_percent", *value)?,
    }
    default_terms(&plan.default_terms)
}

fn check_extension(extension: &ExtensionPolicy) -> Result<(), PolicyError> {
    audience("extension.to", &extension.to)?;
    between("extension.a_year", i64::from(extension.a_year), 1, 52)?;
    list("extension.options", &extension.options)?;
    let delays: Vec<_> = extension.options.iter().map(|option| option.by).collect();
    once("extension.options", &delays)?;
    for option in &extension.options {
        match option.by {
            Delay::Days(days) => between("extension.options.by.days", i64::from(days), 1, MAX_DAYS)?,
            Delay::Months(months) => between("extension.options.by.months", i64::from(months), 1, 24)?,
        }
        percent_or_none("extension.options.pay_now_percent", option.pay_now_percent)?;
        match &option.price {
            ExtensionPrice::None => {}
            ExtensionPrice::Fee(fees) => some_amounts("extension.options.price.fee", fees)?,
            ExtensionPrice::AnnualPercent(value) => annual("extension.options.price.annual_percent", *value)?,
        }
    }
    Ok(())
}

fn check_reminders(reminders: &ReminderPolicy) -> Result<(), PolicyError> {
    let lists = [
        ("reminders.before", &reminders.before, 0),
        ("reminders.after", &reminders.after, 1),
        ("reminders.instalments", &reminders.instalments, 0),
    ];
    for (field, days, min) in lists {
        once(field, days)?;
        days.iter().try_for_each(|days| between(field, i64::from(*days), min, MAX_DAYS))?;
    }
    reminders.offers.map_or(Ok(()), |days| between("reminders.offers", i64::from(days), 1, MAX_DAYS))
}

/// The last name (`"most":`) before the place of the error; the whole document where there is none.
fn name_before(text: &str, error: &serde_json::Error) -> String {
    let start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let end = text.len().min(start.saturating_add(error.column()));
    let before = text.as_bytes().get(..end).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let names = before.match_indices('"').map(|(at, _)| at).collect::<Vec<_>>();
    let named = names.windows(2).rev().find(|pair| before[pair[1] + 1..].trim_start().starts_with(':'));
    // An unknown name is where the reading stopped: its colon has not come yet.
    let named = named.map_or("", |pair| &before[pair[0] + 1..pair[1]]);
    if named.is_empty() { "the document".to_owned() } else { named.chars().take(60).collect() }
}

fn ensure(fine: bool, field: impl fmt::Display, problem: Problem) -> Result<(), PolicyError> {
    if fine { Ok(()) } else { Err(PolicyError::Field { field: field.to_string(), problem }) }
}

fn between(field: impl fmt::Display, value: i64, min: i64, max: i64) -> Result<(), PolicyError> {
    ensure((min..=max).contains(&value), field, Problem::Between { min, max })
}

fn decimals(field: impl fmt::Display, value: Decimal) -> Result<(), PolicyError> {
    ensure(value.normalize().scale() <= 4, field, Problem::Decimals)
}

fn percent(field: &str, value: Decimal) -> Result<(), PolicyError> {
    ensure(value > Decimal::ZERO && value < Decimal::ONE_HUNDRED, field, Problem::Percent)?;
    decimals(field, value)
}

fn percent_or_none(field: impl fmt::Display, value: Decimal) -> Result<(), PolicyError> {
    ensure(value >= Decimal::ZERO && value < Decimal::ONE_HUNDRED, &field, Problem::PercentOrNone)?;
    decimals(field, value)
}

fn annual(field: &str, value: Decimal) -> Result<(), PolicyError> {
    let max = Decimal::from(MAX_ANNUAL_PERCENT);
    ensure(value > Decimal::ZERO && value <= max, field, Problem::AnnualPercent)?;
    decimals(field, value)
}

fn amounts(field: impl fmt::Display, amounts: &Amounts) -> Result<(), PolicyError> {
    for amount in amounts.iter() {
        ensure(amount.is_positive(), format_args!("{field}.{}", amount.currency()), Problem::NotPositive)?;
    }
    Ok(())
}

fn some_amounts(field: &str, all: &Amounts) -> Result<(), PolicyError> {
    ensure(all.iter().next().is_some(), field, Problem::Empty)?;
    amounts(field, all)
}

fn list<T>(field: &str, list: &[T]) -> Result<(), PolicyError> {
    ensure(!list.is_empty(), field, Problem::Empty)
}

fn once<T: Ord>(field: impl fmt::Display, list: &[T]) -> Result<(), PolicyError> {
    ensure(list.iter().collect::<BTreeSet<_>>().len() == list.len(), field, Problem::Twice)
}

fn audience(field: &'static str, audience: &Audience) -> Result<(), PolicyError> {
    let Audience { segments, overdue_from, overdue_to, amount_from, amount_to, paid_from: _ } = audience;
    ensure(!segments.is_empty(), format_args!("{field}.segments"), Problem::Empty)?;
    once(format_args!("{field}.segments"), segments)?;
    let ordered = overdue_from.zip(*overdue_to).is_none_or(|(from, to)| from <= to);
    ensure(ordered, format_args!("{field}.overdue_to"), Problem::Below("overdue_from"))?;
    amounts(format_args!("{field}.amount_from"), amount_from)?;
    amounts(format_args!("{field}.amount_to"), amount_to)?;
    for to in amount_to.iter() {
        let ordered = amount_from.get(to.currency()).is_none_or(|from| from.minor() <= to.minor());
        ensure(ordered, format_args!("{field}.amount_to.{}", to.currency()), Problem::Below("amount_from"))?;
    }
    Ok(())
}

fn bounds(field: &str, bounds: &PlanBounds) -> Result<(), PolicyError> {
    let PlanBounds { max_instalments, first_within_days, end_within_days, down_percent } = bounds;
    between(format_args!("{field}.most"), i64::from(*max_instalments), 1, i64::from(MAX_INSTALMENTS))?;
    between(format_args!("{field}.first_within_days"), i64::from(*first_within_days), 1, MAX_DAYS)?;
    if let Some(days) = end_within_days {
        between(format_args!("{field}.end_within_days"), i64::from(*days), 1, 5 * MAX_DAYS)?;
    }
    percent_or_none(format_args!("{field}.down_percent"), *down_percent)
}

fn default_terms(default_terms: &DefaultTerms) -> Result<(), PolicyError> {
    between("plan.conduct.grace_days", i64::from(default_terms.grace_days), 0, 90)?;
    between("plan.conduct.cure_days", i64::from(default_terms.cure_days), 0, 90)?;
    if let Some(early) = default_terms.early {
        percent("plan.conduct.early.percent", early.percent)?;
        match early.by {
            EarlyBy::DaysBefore(days) => between("plan.conduct.early.by.days_before", i64::from(days), 0, 31)?,
            // Every month has a 28th.
            EarlyBy::DayOfMonth(day) => between("plan.conduct.early.by.day_of_month", i64::from(day), 1, 28)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn default_json() -> Value {
        serde_json::to_value(Policy::default()).expect("JSON")
    }

    /// The default policy with the value at `pointer` replaced.
    fn with(pointer: &str, value: Value) -> Result<Policy, PolicyError> {
        let mut policy = default_json();
        *policy.pointer_mut(pointer).expect("a place") = value;
        Policy::parse(&serde_json::to_string_pretty(&policy).expect("JSON"))
    }

    fn message(result: Result<Policy, PolicyError>) -> String {
        result.expect_err("refused").to_string()
    }

    #[test]
    fn the_default_is_a_policy_and_reads_back() {
        assert_eq!(Policy::default().check(), Ok(()));
        let text = serde_json::to_string_pretty(&Policy::default()).expect("JSON");
        assert_eq!(Policy::parse(&text), Ok(Policy::default()));
    }

    #[test]
    fn a_policy_as_a_person_writes_it() {
        let policy = Policy::parse(
            r#"{
                "discount": {"own_terms": true, "tax": "included", "early": {"off": {"percent": "2.5"}, "days": 10}},
                "settlement": {"to": {"segments": ["late"]}, "days": 14,
                    "steps": [{"overdue_from": 180, "pay_percent": "80"}, {"overdue_from": 365, "pay_percent": "60"}]},
                "dispute_reasons": ["already_paid", "other"],
                "answer_days": 2,
                "allocation": "costs_interest_principal",
                "part_minimum": {"MXN": "50.00", "CLP": "1000"}
            }"#,
        )
        .expect("a policy");
        assert_eq!(policy.plan, None);
        let clp = "CLP".parse().expect("a currency");
        assert_eq!(policy.part_minimum.get(clp).map(|money| money.minor()), Some(1_000));
        assert_eq!(policy.part_minimum.get("USD".parse().expect("a currency")), None);
    }

    #[test]
    fn a_refusal_names_the_field() {
        for (pointer, value, expected) in [
            ("/plan/automatic/most", json!(0), "`plan.automatic.most` must be from 1 to 260"),
            ("/plan/request/most", json!(5), "`plan.request.most` must not be below `plan.automatic.most`"),
            (
                "/plan/frequencies",
                json!([]),
                "`plan.frequencies` must not be empty; leave the section out to offer nothing",
            ),
            ("/plan/frequencies", json!(["weekly", "weekly"]), "`plan.frequencies` names something twice"),
            (
                "/plan/price",
                json!({"annual_percent": "101"}),
                "`plan.price.annual_percent` must be more than 0 and at most 100",
            ),
            (
                "/plan/price",
                json!({"flat": {}}),
                "`plan.price.flat` must not be empty; leave the section out to offer nothing",
            ),
            ("/plan/price", json!({"flat": {"MXN": "0"}}), "`plan.price.flat.MXN` must be more than 0"),
            (
                "/plan/conduct/early",
                json!({"percent": "10", "by": {"day_of_month": 31}}),
                "`plan.conduct.early.by.day_of_month` must be from 1 to 28",
            ),
            (
                "/plan/automatic/down_percent",
                json!("100"),
                "`plan.automatic.down_percent` must be 0 or more and less than 100",
            ),
            ("/extension/options/0/by", json!({"months": 25}), "`extension.options.by.months` must be from 1 to 24"),
            ("/extension/options/0/by", json!({"months": 1}), "`extension.options` names something twice"),
            ("/extension/to/overdue_from", json!(31), "`extension.to.overdue_to` must not be below `overdue_from`"),
            ("/promise/a_year", json!(0), "`promise.a_year` must be from 1 to 52"),
            (
                "/promise/to/segments",
                json!([]),
                "`promise.to.segments` must not be empty; leave the section out to offer nothing",
            ),
            (
                "/dispute_reasons",
                json!([]),
                "`dispute_reasons` must not be empty; leave the section out to offer nothing",
            ),
            (
                "/settlement",
                json!({"days": 9, "steps": [{"overdue_from": 90, "pay_percent": "70"}, {"overdue_from": 180, "pay_percent": "70"}]}),
                "`settlement.steps` must go from young to old debts, each step paying less than the one before",
            ),
            (
                "/discount/early",
                json!({"off": {"percent": "0"}, "days": 10}),
                "`discount.early.off.percent` must be more than 0 and less than 100",
            ),
            (
                "/discount/early",
                json!({"off": {"percent": "1.23456"}, "days": 10}),
                "`discount.early.off.percent` has more than four decimals",
            ),
        ] {
            assert_eq!(message(with(pointer, value)), expected);
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let refused = message(with("/plan/automatic/most", json!("six")));
        assert!(refused.contains("at `most`: invalid type: string \"six\", expected u16"), "{refused}");
        let refused = message(with("/part_minimum", json!({"MXN": "12.345"})));
        assert!(refused.contains("at `MXN`: MXN has 2 decimals at most"), "{refused}");
        // A number may have passed through floating point.
        let refused = message(with("/plan/automatic/down_percent", json!(2.5)));
        assert!(refused.contains("at `down_percent`: invalid type: floating point `2.5`"), "{refused}");
        let refused = message(with("/promise", json!({"days_ahead": 1, "a_year": 1, "per_month": 2})));
        assert!(refused.contains("unknown field `per_month`"), "{refused}");
        let refused = message(with("/proof", json!("shoe_size")));
        assert!(refused.contains("at `proof`: unknown variant `shoe_size`"), "{refused}");
        let refused = message(with("/allocation", json!("newest_first")));
        assert!(refused.contains("at `allocation`: unknown variant `newest_first`"), "{refused}");
        assert_eq!(message(Policy::parse("")), "line 1, at `the document`: EOF while parsing a value");
        assert!(matches!(Policy::parse("{\n\"\u{e9}\n"), Err(PolicyError::Unreadable { .. })));
    }
}
