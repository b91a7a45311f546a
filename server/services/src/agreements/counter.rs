//! Other terms than those that were asked for: built from what staff wish, by the same solver and over the same debts
//! as the debtor's own forms.
//!
//! Staff decide what the policy does not, so its bounds (how many instalments, how late the first) do not hold here.
//! What holds: the debts as they are owed today, what a provider can charge, and that a first day comes within
//! [`FIRST_WITHIN_DAYS`].

use super::answer::still_fits;
use super::revise;
use crate::account::running_plan::Remainder;
use domain::agreement::{Extension, PlanTerms, Settlement, Terms};
use domain::date::{Date, add_days};
use domain::id::InvoiceId;
use domain::money::Money;
use domain::offer::{Debt, Situation};
use domain::plan::{InvoicePart, MOST_INSTALMENTS, NoPlan, Pace, PlanRules, PlanWish, Price};
use domain::policy::Delay;
use domain::revision::{price_of_rest, reschedule};
use domain::schedule::Frequency;
use domain::solver::solve;
use rust_decimal::Decimal;

/// Whatever is offered begins within so many days: a year and a day.
pub const FIRST_WITHIN_DAYS: u32 = 366;

/// What staff offer instead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Other {
    /// Another due date.
    Extension {
        /// Which.
        until: Until,
        /// What it costs.
        price: Money,
        /// What is paid at once.
        pay_now: Money,
    },
    /// Other instalments. A yearly rate stays as it was asked for.
    Plan {
        /// The schedule's wish.
        wish: PlanWish,
        /// A flat fee.
        flat: Money,
    },
    /// Another part that is paid.
    Settlement {
        /// How much of it.
        pays: Pays,
        /// The last day to pay.
        until: Date,
    },
}

/// A new due date: a day, or counted from the due date until now (from today where that has passed).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// This day.
    On(Date),
    /// So much later.
    After(Delay),
}

/// How much of a debt is paid, the rest being written off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pays {
    /// So many per cent: more than 0, less than 100.
    Percent(Decimal),
    /// This much.
    Amount(Money),
}

/// Which of the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the terms cost.
    Price,
    /// What is paid at once.
    PayNow,
    /// What is paid of a settled debt.
    Paid,
}

/// Why these terms cannot be offered.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum NoOther {
    /// Something else was asked for.
    #[error("something else was asked for")]
    NotForThis,
    /// What was asked about is paid, rests, or is in a plan now.
    #[error("what it is about is not owed any more as it was")]
    NotOwed,
    /// The day does not fit.
    #[error("the day is from {from} to {to}")]
    Date {
        /// The day that was wished.
        day: Date,
        /// The first day that does.
        from: Date,
        /// The last one.
        to: Date,
    },
    /// An amount does not fit.
    #[error("the amount is from {least} to {most}")]
    Amount {
        /// Which.
        part: Part,
        /// The least that does.
        least: Money,
        /// The most.
        most: Money,
    },
    /// No percentage of a debt.
    #[error("the percentage is more than 0 and less than 100")]
    Percent,
    /// There is no such plan.
    #[error(transparent)]
    NoPlan(#[from] NoPlan),
}

/// The terms that `other` spells, about the invoices of `asked` as they are owed today; where a plan that runs was to be
/// changed, about what is left of it.
///
/// # Errors
/// [`NoOther`].
pub fn terms(
    asked: &Terms,
    other: Other,
    situation: &Situation<'_>,
    running: Option<&Remainder>,
) -> Result<Terms, NoOther> {
    let terms = match (asked, other) {
        (Terms::Extension(asked), Other::Extension { until, price, pay_now }) => {
            Terms::Extension(extension(asked, until, price, pay_now, situation)?)
        }
        (Terms::Plan(asked), Other::Plan { wish, flat }) => Terms::Plan(match running {
            Some(left) => rest(asked, left, wish, flat, situation)?,
            None => plan(asked, wish, flat, situation)?,
        }),
        (Terms::Settlement(asked), Other::Settlement { pays, until }) => {
            Terms::Settlement(settlement(asked, pays, until, situation)?)
        }
        (
            Terms::Extension(_) | Terms::Plan(_) | Terms::Settlement(_) | Terms::Discount(_) | Terms::Promise(_),
            Other::Extension { .. } | Other::Plan { .. } | Other::Settlement { .. },
        ) => return Err(NoOther::NotForThis),
    };
    // The same question that will be asked when the debtor accepts.
    let fits = match running {
        Some(left) => revise::still_fits(&terms, left, situation.as_of),
        None => still_fits(&terms, situation),
    };
    if terms.is_sound() && fits.is_ok() { Ok(terms) } else { Err(NoOther::NotOwed) }
}

fn debt<'a>(situation: &Situation<'a>, id: InvoiceId) -> Result<(&'a Debt, Money), NoOther> {
    let debt = situation.debts.iter().find(|debt| debt.invoice == id).ok_or(NoOther::NotOwed)?;
    Ok((debt, debt.owed().ok_or(NoOther::NotOwed)?))
}

fn days(situation: &Situation<'_>, day: Date, from: Date) -> Result<Date, NoOther> {
    let to = add_days(situation.as_of, FIRST_WITHIN_DAYS).unwrap_or(Date::MAX);
    if (from..=to).contains(&day) { Ok(day) } else { Err(NoOther::Date { day, from, to }) }
}

fn up_to(part: Part, amount: Money, most: Money) -> Result<Money, NoOther> {
    let least = Money::zero(most.currency());
    let fits = amount.currency() == most.currency() && (0..=most.minor()).contains(&amount.minor());
    if fits { Ok(amount) } else { Err(NoOther::Amount { part, least, most }) }
}

fn extension(
    asked: &Extension,
    until: Until,
    price: Money,
    pay_now: Money,
    situation: &Situation<'_>,
) -> Result<Extension, NoOther> {
    let (debt, owed) = debt(situation, asked.invoice)?;
    let later = debt.due.max(situation.as_of);
    let first = later.succ_opt().ok_or(NoOther::NotOwed)?;
    let new_due = match until {
        Until::On(day) => day,
        Until::After(delay) => delay.after(later).unwrap_or(Date::MAX),
    };
    Ok(Extension {
        invoice: asked.invoice,
        old_due: debt.due,
        new_due: days(situation, new_due, first)?,
        price: up_to(Part::Price, price, owed)?,
        pay_now: up_to(Part::PayNow, pay_now, owed)?,
        lost_discount: asked.lost_discount,
    })
}

fn plan(asked: &PlanTerms, wish: PlanWish, flat: Money, situation: &Situation<'_>) -> Result<PlanTerms, NoOther> {
    let part = |part: &InvoicePart| {
        let (_, amount) = debt(situation, part.invoice)?;
        Ok(InvoicePart { amount, ..*part })
    };
    let parts = asked.plan.invoices.iter().map(part).collect::<Result<Vec<_>, NoOther>>()?;
    let currency = asked.plan.principal.currency();
    let owed = Money::total(currency, parts.iter().map(|part| part.amount)).map_err(|_| NoOther::NotOwed)?;
    let price = Price { flat: up_to(Part::Price, flat, owed)?, ..asked.plan.price };
    let rules = bounds(situation, owed, price);
    Ok(PlanTerms { plan: solve(&parts, wish, &rules)?, conduct: asked.conduct.clone() })
}

/// Other instalments for what is left of a plan that runs. What was earned of its price and is not paid goes along;
/// nothing comes on top.
fn rest(
    asked: &PlanTerms,
    left: &Remainder,
    wish: PlanWish,
    flat: Money,
    situation: &Situation<'_>,
) -> Result<PlanTerms, NoOther> {
    let (running, payments) = (&left.terms.plan, &left.payments);
    let price = price_of_rest(running, payments, situation.as_of).map_err(|_| NoOther::NotOwed)?;
    if flat != price.flat {
        return Err(NoOther::Amount { part: Part::Price, least: price.flat, most: price.flat });
    }
    let owed = Money::total(flat.currency(), left.parts.iter().map(|part| part.amount));
    let rules = bounds(situation, owed.map_err(|_| NoOther::NotOwed)?, price);
    let plan = reschedule(running, payments, situation.as_of, &left.parts, wish, &rules)?;
    Ok(PlanTerms { plan, conduct: asked.conduct.clone() })
}

/// What bounds instalments that staff offer.
fn bounds(situation: &Situation<'_>, owed: Money, price: Price) -> PlanRules {
    let currency = owed.currency();
    let floor = situation.floors.iter().find(|floor| floor.currency() == currency).map_or(1, |floor| floor.minor());
    PlanRules {
        start: situation.as_of,
        price,
        frequencies: Frequency::ALL.to_vec(),
        first_from: situation.as_of,
        first_to: add_days(situation.as_of, FIRST_WITHIN_DAYS).unwrap_or(Date::MAX),
        latest_end: None,
        most: MOST_INSTALMENTS,
        least: Money::new(floor.max(1), currency),
        down_least: Money::zero(currency),
        down_most: owed,
        step: 1,
    }
}

fn settlement(asked: &Settlement, pays: Pays, until: Date, situation: &Situation<'_>) -> Result<Settlement, NoOther> {
    let part = |part: &InvoicePart| Ok(InvoicePart { amount: debt(situation, part.invoice)?.1, ..*part });
    let invoices = asked.invoices.iter().map(part).collect::<Result<Vec<_>, NoOther>>()?;
    let currency = asked.to_pay.currency();
    let owed = Money::total(currency, invoices.iter().map(|part| part.amount)).map_err(|_| NoOther::NotOwed)?;
    let least = Money::new(1, currency);
    let most = Money::new(owed.minor().saturating_sub(1), currency);
    let (percent, to_pay) = match pays {
        Pays::Percent(percent) if percent > Decimal::ZERO && percent < Decimal::ONE_HUNDRED => {
            (percent, owed.percent(percent).map_err(|_| NoOther::Percent)?)
        }
        Pays::Percent(_) => return Err(NoOther::Percent),
        Pays::Amount(amount) => {
            let exact = Decimal::from(amount.minor()).checked_mul(Decimal::ONE_HUNDRED);
            let exact = exact.and_then(|hundred| hundred.checked_div(Decimal::from(owed.minor())));
            // For the record only; the amount is what counts.
            (exact.ok_or(NoOther::NotOwed)?.round_dp(4), amount)
        }
    };
    let fits = to_pay.currency() == currency && (1..=most.minor()).contains(&to_pay.minor());
    if !fits {
        return Err(NoOther::Amount { part: Part::Paid, least, most });
    }
    let written_off = owed.minus(to_pay).map_err(|_| NoOther::NotOwed)?;
    Ok(Settlement { invoices, percent, to_pay, written_off, until: days(situation, until, situation.as_of)? })
}

/// A plan's wish as it was asked for: what the form begins with.
#[must_use]
pub fn wish_of(asked: &PlanTerms) -> PlanWish {
    let counted = asked.plan.instalments.iter().filter(|instalment| instalment.n > 0).count();
    let down = asked.plan.instalments.iter().find(|instalment| instalment.n == 0).map(|down| down.amount);
    PlanWish {
        pace: Pace::Count(u16::try_from(counted).unwrap_or(u16::MAX)),
        first: asked.plan.anchor,
        frequency: asked.plan.frequency,
        down,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::offer::Uses;
    use domain::policy::{Granted, Policy};
    use domain::segment::History;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn id() -> InvoiceId {
        InvoiceId::new(Uuid::from_u128(7))
    }

    /// 1,000.00 due on 31 March, 50.00 of charges on top; today is 10 April.
    fn debts() -> [Debt; 1] {
        [Debt {
            invoice: id(),
            issued: day(3, 1),
            due: day(3, 31),
            total: mxn(100_000),
            untaxed: mxn(100_000),
            balance: mxn(100_000),
            charges: mxn(5_000),
            own_terms: None,
            disputed: false,
            in_plan: false,
        }]
    }

    fn with<T>(look: impl FnOnce(&Situation<'_>) -> T) -> T {
        let (debts, floors) = (debts(), [mxn(1_000)]);
        let history = History::NONE;
        look(&Situation { history: &history, debts: &debts, uses: Uses::default(), floors: &floors, as_of: day(4, 10) })
    }

    fn asked_extension() -> Terms {
        Terms::Extension(Extension {
            invoice: id(),
            old_due: day(3, 31),
            new_due: day(7, 10),
            price: mxn(0),
            pay_now: mxn(0),
            lost_discount: mxn(0),
        })
    }

    #[test]
    fn another_date_by_days_by_months_or_as_it_is() {
        for (until, new_due) in [
            (Until::On(day(5, 20)), day(5, 20)),
            (Until::After(Delay::Days(30)), day(5, 10)),
            (Until::After(Delay::Months(1)), day(5, 10)),
        ] {
            let other = Other::Extension { until, price: mxn(2_000), pay_now: mxn(25_000) };
            let terms = with(|situation| terms(&asked_extension(), other, situation, None));
            let Ok(Terms::Extension(made)) = terms else { panic!("{terms:?}") };
            assert_eq!((made.new_due, made.price, made.pay_now), (new_due, mxn(2_000), mxn(25_000)));
        }
        let refused = |until, price, now| {
            let other = Other::Extension { until, price: mxn(price), pay_now: mxn(now) };
            with(|situation| terms(&asked_extension(), other, situation, None)).expect_err("no such terms")
        };
        let to = add_days(day(4, 10), FIRST_WITHIN_DAYS).expect("a day");
        let range = |day| NoOther::Date { day, from: self::day(4, 11), to };
        assert_eq!(refused(Until::On(day(4, 10)), 0, 0), range(day(4, 10)));
        let late = Date::from_ymd_opt(2028, 4, 10).expect("a day");
        assert_eq!(refused(Until::After(Delay::Months(24)), 0, 0), range(late));
        let most = |part| NoOther::Amount { part, least: mxn(0), most: mxn(105_000) };
        assert_eq!(refused(Until::On(day(5, 20)), 105_001, 0), most(Part::Price));
        assert_eq!(refused(Until::On(day(5, 20)), 0, -1), most(Part::PayNow));
    }

    fn asked_plan() -> Terms {
        let policy = Policy::default();
        let plan = policy.plan.expect("plans");
        let rules = plan.rules(Granted::OnRequest, mxn(100_000), mxn(1), day(4, 1)).expect("rules");
        let wish = PlanWish { pace: Pace::Count(10), first: day(5, 1), frequency: Frequency::Monthly, down: None };
        let parts = [InvoicePart { invoice: id(), amount: mxn(100_000) }];
        Terms::Plan(PlanTerms { plan: solve(&parts, wish, &rules).expect("a plan"), conduct: plan.conduct })
    }

    #[test]
    fn another_plan_is_over_what_is_owed_today_and_may_go_past_the_policy() {
        let wish = PlanWish { pace: Pace::Count(15), first: day(5, 15), frequency: Frequency::Fortnightly, down: None };
        let made = with(|situation| terms(&asked_plan(), Other::Plan { wish, flat: mxn(1_500) }, situation, None));
        let Ok(Terms::Plan(PlanTerms { plan, .. })) = made else { panic!("{made:?}") };
        // Fifteen is more than the policy's twelve; fees of 50.00 have come since it was asked for.
        assert_eq!((plan.principal, plan.cost, plan.instalments.len()), (mxn(105_000), mxn(1_500), 15));
        assert_eq!(plan.end(), add_days(day(5, 15), 14 * 14).expect("a day"));
        let Terms::Plan(asked) = asked_plan() else { panic!("a plan") };
        assert_eq!(wish_of(&asked).pace, Pace::Count(10));
        // Below what the provider can charge there is none.
        let small = PlanWish { pace: Pace::Each(mxn(500)), ..wish };
        let none = with(|situation| terms(&asked_plan(), Other::Plan { wish: small, flat: mxn(0) }, situation, None));
        assert!(matches!(none, Err(NoOther::NoPlan(_))), "{none:?}");
    }

    #[test]
    fn another_settlement_by_percentage_or_amount() {
        let asked = Terms::Settlement(Settlement {
            invoices: vec![InvoicePart { invoice: id(), amount: mxn(100_000) }],
            percent: Decimal::from(50),
            to_pay: mxn(50_000),
            written_off: mxn(50_000),
            until: day(4, 30),
        });
        let make = |pays| with(|s| terms(&asked, Other::Settlement { pays, until: day(5, 1) }, s, None));
        let Ok(Terms::Settlement(made)) = make(Pays::Percent(Decimal::from(70))) else { panic!("terms") };
        assert_eq!((made.to_pay, made.written_off, made.until), (mxn(73_500), mxn(31_500), day(5, 1)));
        let Ok(Terms::Settlement(made)) = make(Pays::Amount(mxn(70_000))) else { panic!("terms") };
        assert_eq!((made.percent, made.written_off), (Decimal::new(666_667, 4), mxn(35_000)));
        assert_eq!(make(Pays::Percent(Decimal::ONE_HUNDRED)), Err(NoOther::Percent));
        let range = NoOther::Amount { part: Part::Paid, least: mxn(1), most: mxn(104_999) };
        assert_eq!(make(Pays::Amount(mxn(105_000))), Err(range));
        // What was not asked for is not offered in its place.
        let wrong =
            with(|s| terms(&asked_plan(), Other::Settlement { pays: Pays::Amount(mxn(1)), until: day(5, 1) }, s, None));
        assert_eq!(wrong, Err(NoOther::NotForThis));
    }

    #[test]
    fn nothing_is_offered_for_what_is_not_owed_any_more() {
        let (mut debts, history) = (debts(), History::NONE);
        debts[0].in_plan = true;
        let situation =
            Situation { history: &history, debts: &debts, uses: Uses::default(), floors: &[], as_of: day(4, 10) };
        let other = Other::Extension { until: Until::On(day(5, 20)), price: mxn(0), pay_now: mxn(0) };
        assert_eq!(terms(&asked_extension(), other, &situation, None), Err(NoOther::NotOwed));
    }
}
