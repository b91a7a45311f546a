//! A creditor's policy: what is offered to whom, what Saldo agrees to by itself and what a person
//! decides. One JSON document; each change is a new version, kept beside it.
//!
//! Percentages and amounts are text (`"2.5"`, `{"MXN": "150.00"}`), since a JSON number may pass
//! through floating point. A section that is missing is not offered. Unknown names are refused.

use super::allocation::AllocationOrder;
use super::date::{Date, OutOfCalendar, add_days, add_months};
use super::discount::TaxMode;
use super::dispute::DisputeReason;
use super::interest::InterestTerms;
use super::knowledge_question::VerificationRule;
use super::money::{Currency, Money, MoneyError};
use super::plan::default_terms::{DefaultTerms, Reminders, WhenBroken, WhenKept};
use super::plan::schedule::Frequency;
use super::plan::{FinanceCharge, PlanRules};
use super::segment::{History, Segment};
use super::set_off::CreditRule;
use super::small_balances::SmallBalances;
use chrono::Days;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a creditor offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Less, if paid early.
    pub discount: Option<DiscountPolicy>,
    /// A part of an old debt, the rest written off.
    pub settlement: Option<SettlementPolicy>,
    /// Instalments.
    pub plan: Option<PlanPolicy>,
    /// A later due date.
    pub extension: Option<ExtensionPolicy>,
    /// What is allowed of promises to pay.
    pub promise: Option<PromisePolicy>,
    /// A pause in hardship.
    pub breathing_space: Option<BreathingSpacePolicy>,
    /// What a dispute may say.
    pub dispute_reasons: Vec<DisputeReason>,
    /// Within so many days a request is answered.
    pub answer_days: u16,
    /// After so many days a payment here that the creditor's list does not know is told: it is to be booked there.
    #[serde(default = "booking_days")]
    pub booking_days: u16,
    /// By whom a credit note, and what was paid beyond the debt, is set off against what is owed.
    #[serde(default)]
    pub credit: CreditRule,
    /// What becomes of rests that are less than every way to pay can charge.
    #[serde(default)]
    pub small_balances: SmallBalances,
    /// What a payment pays first where the debtor does not choose.
    pub allocation: AllocationOrder,
    /// The least that may be paid as a part of a balance.
    #[serde(default)]
    pub part_minimum: Amounts,
    /// What being late costs.
    #[serde(default)]
    pub interest: Option<InterestTerms>,
    /// What debtors are reminded of.
    #[serde(default)]
    pub reminders: Option<ReminderPolicy>,
    /// How a debtor proves who is there before something binds.
    #[serde(default)]
    #[serde(rename = "proof")]
    pub verification: VerificationRule,
}

/// One amount per currency, written in major units: `{"MXN": "150.00", "CLP": "9000"}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<Currency, String>", into = "BTreeMap<Currency, String>")]
pub struct Amounts(BTreeMap<Currency, Money>);

impl Amounts {
    /// One amount for each currency; of two in one currency the last.
    pub fn new(amounts: impl IntoIterator<Item = Money>) -> Self {
        Self(amounts.into_iter().map(|amount| (amount.currency(), amount)).collect())
    }

    /// The amount in `currency`, if there is one.
    #[must_use]
    pub fn get(&self, currency: Currency) -> Option<Money> {
        self.0.get(&currency).copied()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Money> {
        self.0.values().copied()
    }
}

impl TryFrom<BTreeMap<Currency, String>> for Amounts {
    type Error = MoneyError;

    fn try_from(amounts: BTreeMap<Currency, String>) -> Result<Self, MoneyError> {
        let read = |(currency, text): (Currency, String)| Ok((currency, Money::parse(&text, currency)?));
        amounts.into_iter().map(read).collect::<Result<_, _>>().map(Self)
    }
}

impl From<Amounts> for BTreeMap<Currency, String> {
    fn from(amounts: Amounts) -> Self {
        amounts.0.into_iter().map(|(currency, amount)| (currency, amount.decimal().to_string())).collect()
    }
}

/// To whom something is offered. Everything that is left out does not limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// These segments.
    #[serde(default = "all_segments")]
    pub segments: Vec<Segment>,
    /// Overdue for so many days at least; negative: due in so many days at most.
    pub overdue_from: Option<i32>,
    /// Overdue for so many days at most; negative: not due for so many days at least.
    pub overdue_to: Option<i32>,
    /// Owing so much at least (for a discount, settlement or extension on the invoice; for a plan or a
    /// promise altogether).
    #[serde(default)]
    pub amount_from: Amounts,
    /// Owing so much at most.
    #[serde(default)]
    pub amount_to: Amounts,
    /// So many invoices were paid before.
    #[serde(default)]
    pub paid_from: u16,
}

const fn booking_days() -> u16 {
    10
}

fn all_segments() -> Vec<Segment> {
    Segment::ALL.to_vec()
}

impl Default for Audience {
    fn default() -> Self {
        Self {
            segments: all_segments(),
            overdue_from: None,
            overdue_to: None,
            amount_from: Amounts::default(),
            amount_to: Amounts::default(),
            paid_from: 0,
        }
    }
}

impl Audience {
    /// Is it offered to this debtor, for `amount` that has been overdue for `overdue_days` (negative:
    /// not due yet)?
    #[must_use]
    pub fn admits(&self, history: &History, overdue_days: i64, amount: Money) -> bool {
        let currency = amount.currency();
        self.segments.contains(&history.segment)
            && history.paid >= self.paid_from
            && self.overdue_from.is_none_or(|from| overdue_days >= i64::from(from))
            && self.overdue_to.is_none_or(|to| overdue_days <= i64::from(to))
            && self.amount_from.get(currency).is_none_or(|from| amount.minor() >= from.minor())
            && self.amount_to.get(currency).is_none_or(|to| amount.minor() <= to.minor())
    }

    /// The last day on which a debt of `due` is young enough; none: it never gets too old.
    #[must_use]
    pub fn last_day(&self, due: Date) -> Option<Date> {
        let days = self.overdue_to?;
        let by = Days::new(u64::from(days.unsigned_abs()));
        if days < 0 { due.checked_sub_days(by) } else { due.checked_add_days(by) }
    }
}

/// Less, if paid early.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscountPolicy {
    /// To whom the policy's own discount is offered; the terms of an invoice hold for everybody.
    #[serde(default)]
    pub to: Audience,
    /// Are the terms of an invoice (2/10 net 30) honoured?
    pub own_terms: bool,
    /// What a percentage is taken of.
    pub tax: TaxMode,
    /// The policy's own discount.
    pub early: Option<PolicyDiscount>,
}

/// The policy's own discount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyDiscount {
    /// How much comes off.
    pub off: Off,
    /// Within so many days of issue, and not past the due date.
    pub days: u16,
}

/// How much comes off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Off {
    /// Per cent.
    Percent(Decimal),
    /// A fixed sum; a currency that is missing gets none.
    Amount(Amounts),
}

/// A part of an old debt, the rest written off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettlementPolicy {
    /// The debtors to whom it is offered.
    #[serde(default)]
    pub to: Audience,
    /// By age of the debt, the youngest first; the last that fits counts.
    pub steps: Vec<SettlementStep>,
    /// An offer holds for so many days.
    pub days: u16,
}

/// From so many days overdue, so many per cent are paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettlementStep {
    /// Days overdue, at least 1.
    pub overdue_from: u16,
    /// Per cent of everything owed on the invoice, charges included.
    pub pay_percent: Decimal,
}

/// Instalments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanPolicy {
    /// The debtors to whom it is offered.
    #[serde(default)]
    pub to: Audience,
    /// How often may be paid.
    pub frequencies: Vec<Frequency>,
    /// Agreed at once within these bounds.
    pub automatic: Option<PlanBounds>,
    /// May be asked for within these.
    pub request: Option<PlanBounds>,
    /// The least instalment; the provider's minimum holds in any case.
    #[serde(default)]
    #[serde(rename = "least_instalment")]
    pub min_instalment: Amounts,
    /// What a plan costs.
    pub price: PlanCost,
    /// What happens as it is kept or broken.
    #[serde(rename = "conduct")]
    pub default_terms: DefaultTerms,
}

/// The bounds of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanBounds {
    /// The most instalments.
    #[serde(rename = "most")]
    pub max_instalments: u16,
    /// The first instalment comes within so many days.
    pub first_within_days: u16,
    /// The last instalment comes within so many days.
    pub end_within_days: Option<u16>,
    /// Per cent of the debt that are paid down at least; "0": no down payment is needed.
    pub down_percent: Decimal,
}

/// What a plan costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanCost {
    /// Nothing.
    None,
    /// A flat fee; without one for the debt's currency there is no plan.
    Flat(Amounts),
    /// Per cent a year on what is open.
    AnnualPercent(Decimal),
}

/// A later due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionPolicy {
    /// The debtors to whom it is offered.
    #[serde(default)]
    pub to: Audience,
    /// So many in a calendar year.
    pub a_year: u8,
    /// What there is to choose from.
    pub options: Vec<ExtensionOption>,
}

/// One extension to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionOption {
    /// By how much.
    pub by: Delay,
    /// Granted at once, or by a person?
    pub granted: Granted,
    /// Per cent of the debt that are paid at once.
    pub pay_now_percent: Decimal,
    /// What it costs.
    pub price: ExtensionPrice,
}

/// By how much a due date moves. Counted from the due date, or from today where that has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delay {
    /// Days.
    Days(u16),
    /// Months.
    Months(u8),
}

impl Delay {
    /// The day this much after `from`.
    pub fn after(self, from: Date) -> Result<Date, OutOfCalendar> {
        match self {
            Self::Days(days) => add_days(from, u32::from(days)),
            Self::Months(months) => add_months(from, u32::from(months)),
        }
    }
}

/// Who agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Granted {
    /// Saldo, at once.
    Automatically,
    /// The creditor's staff, within [`Policy::answer_days`].
    OnRequest,
}

/// What an extension costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionPrice {
    /// Nothing.
    None,
    /// A fee; without one for the debt's currency there is no extension.
    Fee(Amounts),
    /// Per cent a year on what stays open, for the days gained.
    AnnualPercent(Decimal),
}

/// What is allowed of promises to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromisePolicy {
    /// The debtors to whom it is offered.
    #[serde(default)]
    pub to: Audience,
    /// Within so many days from today.
    pub days_ahead: u16,
    /// So many in a calendar year.
    pub a_year: u8,
}

/// A pause in hardship: no reminders, and no interest and fees, which are not charged later either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreathingSpacePolicy {
    /// For so many days.
    pub days: u16,
    /// So many in a calendar year.
    pub a_year: u8,
}

/// What debtors are reminded of, and when; one mail a day at most, in the daytime of the creditor's zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReminderPolicy {
    /// So many days before an invoice is due; 0: on its day.
    pub before: Vec<u16>,
    /// So many days after it was.
    pub after: Vec<u16>,
    /// So many days before an instalment; 0: on its day.
    pub instalments: Vec<u16>,
    /// So many days before an offer ends; each is told of once.
    pub offers: Option<u16>,
}

impl Default for Policy {
    /// For a small firm in Latin America that sells on credit to other firms: nothing is given away
    /// unless an invoice says so, time costs nothing, and a person is asked for what is long.
    fn default() -> Self {
        let plan = |max_instalments, first_within_days, down_percent: i64| PlanBounds {
            max_instalments,
            first_within_days,
            end_within_days: None,
            down_percent: Decimal::from(down_percent),
        };
        let free =
            |by, granted| ExtensionOption { by, granted, pay_now_percent: Decimal::ZERO, price: ExtensionPrice::None };
        Self {
            discount: Some(DiscountPolicy {
                to: Audience::default(),
                own_terms: true,
                tax: TaxMode::Included,
                early: None,
            }),
            settlement: None,
            plan: Some(PlanPolicy {
                to: Audience::default(),
                frequencies: vec![Frequency::Monthly, Frequency::Fortnightly, Frequency::Weekly],
                automatic: Some(plan(6, 31, 0)),
                request: Some(plan(12, 45, 0)),
                min_instalment: Amounts::default(),
                price: PlanCost::None,
                default_terms: DefaultTerms {
                    grace_days: 5,
                    cure_days: 10,
                    charges_rest: true,
                    reminders: Reminders::Instalments,
                    early: None,
                    reschedules: 1,
                    when_kept: WhenKept { waive_rested_charges: true },
                    when_broken: WhenBroken {
                        claw_back_charges: true,
                        claw_back_discounts: false,
                        waive_price_to_come: true,
                    },
                },
            }),
            extension: Some(ExtensionPolicy {
                // Long overdue, a plan helps more than another date.
                to: Audience { overdue_to: Some(30), ..Audience::default() },
                a_year: 2,
                options: vec![
                    free(Delay::Days(15), Granted::Automatically),
                    free(Delay::Months(1), Granted::Automatically),
                    free(Delay::Months(2), Granted::OnRequest),
                    free(Delay::Months(3), Granted::OnRequest),
                ],
            }),
            promise: Some(PromisePolicy { to: Audience::default(), days_ahead: 15, a_year: 2 }),
            breathing_space: Some(BreathingSpacePolicy { days: 60, a_year: 1 }),
            dispute_reasons: vec![
                DisputeReason::AlreadyPaid,
                DisputeReason::WrongAmount,
                DisputeReason::NotReceived,
                DisputeReason::NotAsAgreed,
                DisputeReason::NotMine,
                DisputeReason::Other,
            ],
            answer_days: 3,
            booking_days: booking_days(),
            credit: CreditRule::Automatic,
            small_balances: SmallBalances::Keep,
            allocation: AllocationOrder::OldestFirst,
            part_minimum: Amounts::default(),
            interest: None,
            reminders: Some(ReminderPolicy {
                before: vec![3],
                after: vec![3, 10, 30],
                instalments: vec![3, 0],
                offers: Some(3),
            }),
            verification: VerificationRule::Code,
        }
    }
}

impl PlanPolicy {
    /// The rules for a plan over `principal`, agreed to on `as_of`; `floor` is the least that a
    /// provider can charge. `None`: not offered this way, or not in this currency.
    #[must_use]
    pub fn rules(&self, granted: Granted, principal: Money, floor: Money, as_of: Date) -> Option<PlanRules> {
        let currency = principal.currency();
        let bounds = match granted {
            Granted::Automatically => self.automatic,
            Granted::OnRequest => self.request,
        }?;
        let price = match &self.price {
            PlanCost::None => FinanceCharge::none(currency),
            PlanCost::Flat(fees) => FinanceCharge { flat: fees.get(currency)?, ..FinanceCharge::none(currency) },
            PlanCost::AnnualPercent(percent) => {
                FinanceCharge { annual_percent: *percent, ..FinanceCharge::none(currency) }
            }
        };
        let min = self.min_instalment.get(currency).map_or(floor.minor(), |min| min.minor().max(floor.minor()));
        let latest_end = match bounds.end_within_days {
            Some(days) => Some(add_days(as_of, u32::from(days)).ok()?),
            None => None,
        };
        Some(PlanRules {
            start: as_of,
            price,
            frequencies: self.frequencies.clone(),
            first_from: as_of,
            first_to: add_days(as_of, u32::from(bounds.first_within_days)).ok()?,
            latest_end,
            max_instalments: bounds.max_instalments,
            min_instalment: Money::new(min.max(1), currency),
            min_down: principal.percent(bounds.down_percent).ok()?,
            max_down: principal,
            step: 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    #[test]
    fn an_audience_by_each_of_its_bounds() {
        let to = Audience {
            segments: vec![Segment::Good],
            overdue_from: Some(-10),
            overdue_to: Some(30),
            amount_from: Amounts::new([mxn(100)]),
            amount_to: Amounts::new([mxn(900)]),
            paid_from: 5,
        };
        let good = History { segment: Segment::Good, paid: 5, ..History::NONE };
        for (days, minor, admitted) in
            [(-10, 100, true), (30, 900, true), (-11, 100, false), (31, 100, false), (0, 99, false), (0, 901, false)]
        {
            assert_eq!(to.admits(&good, days, mxn(minor)), admitted, "{days} {minor}");
        }
        assert!(!to.admits(&History { paid: 4, ..good }, 0, mxn(100)));
        assert!(!to.admits(&History { segment: Segment::Late, ..good }, 0, mxn(100)));
        // No bound was set in dollars.
        assert!(to.admits(&good, 0, Money::new(1, "USD".parse().expect("a currency"))));
        let day = |m, d| Date::from_ymd_opt(2026, m, d).expect("a day");
        assert_eq!(to.last_day(day(3, 1)), Some(day(3, 31)));
        assert_eq!(Audience { overdue_to: Some(-2), ..to }.last_day(day(3, 3)), Some(day(3, 1)));
        assert_eq!(Audience::default().last_day(day(3, 1)), None);
    }

    #[test]
    fn the_larger_of_two_minimums_holds() {
        let plan = Policy::default().plan.expect("a plan");
        let plan = PlanPolicy { min_instalment: Amounts::new([mxn(500)]), ..plan };
        let as_of = Date::from_ymd_opt(2026, 3, 1).expect("a day");
        let rules = |floor| plan.rules(Granted::Automatically, mxn(10_000), mxn(floor), as_of).expect("rules");
        assert_eq!((rules(400).min_instalment, rules(600).min_instalment), (mxn(500), mxn(600)));
        assert_eq!((rules(0).max_instalments, rules(0).first_to), (6, Date::from_ymd_opt(2026, 4, 1).expect("a day")));
        // A fee in dollars makes no plan in pesos.
        let fee = Amounts::new([Money::new(100, "USD".parse().expect("a currency"))]);
        let priced = PlanPolicy { price: PlanCost::Flat(fee), ..plan };
        assert_eq!(priced.rules(Granted::Automatically, mxn(10_000), mxn(1), as_of), None);
    }
}
