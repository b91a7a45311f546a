//! What the two firms offer to those who owe them.

use chrono::NaiveDate;
use domain::discount::{EarlyBy, InstalmentDiscount};
use domain::interest::{DayCount, InterestTerms, Rate, RateTable};
use domain::knowledge_question::VerificationRule;
use domain::plan::default_terms::DefaultTerms;
use domain::policy::{
    Audience, Delay, DiscountPolicy, ExtensionOption, ExtensionPolicy, ExtensionPrice, Granted, Off, PlanPolicy,
    Policy, PolicyDiscount, SettlementPolicy, SettlementStep,
};
use domain::segment::Segment;
use rust_decimal::Decimal;

/// The wholesaler gives something to those who pay early, and time to those who ask; being late costs nothing. Many of
/// its customers read no mail: the postcode says who they are as well.
pub(super) fn wholesaler(_as_of: NaiveDate) -> Policy {
    let usual = Policy::default();
    let option =
        |by, granted| ExtensionOption { by, granted, pay_now_percent: Decimal::ZERO, price: ExtensionPrice::None };
    let step = |overdue_from, pay: i64| SettlementStep { overdue_from, pay_percent: Decimal::from(pay) };
    Policy {
        discount: usual.discount.map(|discount| DiscountPolicy {
            to: Audience { segments: vec![Segment::Good], ..Audience::default() },
            early: Some(PolicyDiscount { off: Off::Percent(Decimal::TWO), days: 5 }),
            ..discount
        }),
        settlement: Some(SettlementPolicy {
            to: Audience::default(),
            steps: vec![step(120, 80), step(365, 60)],
            days: 15,
        }),
        plan: usual.plan.map(|plan| PlanPolicy {
            default_terms: DefaultTerms {
                early: Some(InstalmentDiscount { percent: Decimal::TEN, by: EarlyBy::DaysBefore(5) }),
                ..plan.default_terms
            },
            ..plan
        }),
        extension: usual.extension.map(|extension| ExtensionPolicy {
            options: vec![
                option(Delay::Days(15), Granted::Automatically),
                option(Delay::Months(1), Granted::Automatically),
                option(Delay::Months(2), Granted::Automatically),
                option(Delay::Months(3), Granted::OnRequest),
            ],
            ..extension
        }),
        verification: VerificationRule::CodeOrPostcode,
        ..usual
    }
}

/// The maker of furniture asks 1 % a month of those who are late, as is usual where it sells.
pub(super) fn maker(as_of: NaiveDate) -> Policy {
    let rate = Rate { from: NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or(as_of), percent: Decimal::from(12) };
    let interest = RateTable::try_from(vec![rate]).ok().map(|rates| InterestTerms {
        rates,
        basis: DayCount::Days365,
        grace_days: 2,
        grace_counts: true,
        cap: None,
        flat_fee: None,
    });
    Policy { interest, ..Policy::default() }
}
