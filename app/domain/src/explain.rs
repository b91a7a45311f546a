//! Explain my balance: every cent of what is owed on an invoice, as of any day, past or future.
//!
//! The lines add up to exactly what settles the debt on that day, and each part of the debt is the
//! sum of its lines. Late interest is told by its periods (days × rate × amount), whether it is in
//! the books by then or not; what a cent is rounded up or down by stays inside its period.

use super::date::Date;
use super::interest::{Accrual, AccrualPeriod, LateFee};
use super::invoice::Component;
use super::ledger::EntryKind;
use super::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};

/// What one entry did to one part of an invoice's debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// What the entry records.
    pub kind: EntryKind,
    /// Its day, in the creditor's zone.
    pub date: Date,
    /// The part of the debt.
    pub component: Component,
    /// What it did to what is owed: negative lowers it.
    pub amount: Money,
    /// Is it what an agreement costs, and no fee for being late?
    pub agreed: bool,
}

/// The movements of the principal, for [`super::interest::steps`].
pub fn principal_movements(effects: &[Effect]) -> impl Iterator<Item = (Date, Money)> + '_ {
    effects.iter().filter(|effect| effect.component == Component::Principal).map(|effect| (effect.date, effect.amount))
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The day; in the future it means "if you pay on that day".
    pub as_of: Date,
    /// The invoice's currency.
    pub currency: Currency,
    /// What the entries did, in the order of the books. Later ones than `as_of` are left out.
    pub effects: &'a [Effect],
    /// Late interest as of the same day. It stands for all interest that was ever charged; without
    /// it the charges themselves are shown.
    pub accrual: Option<&'a Accrual>,
    /// The flat fee, while it is not in the books.
    pub fee: Option<LateFee>,
    /// What an offer takes off when the debt is paid on that day.
    pub discount: Option<Money>,
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The invoice.
    Invoiced,
    /// A credit note.
    CreditNote,
    /// The creditor changed the total.
    Changed,
    /// Late interest, with its arithmetic.
    Interest(AccrualPeriod),
    /// Interest beyond the cap, which is not owed.
    InterestCap,
    /// Late interest as it was charged.
    InterestCharged,
    /// A fee for being late.
    Fee,
    /// What an agreement costs.
    AgreementPrice,
    /// Days on which nothing was added.
    Paused {
        /// The first.
        from: Date,
        /// The last.
        to: Date,
    },
    /// A charge that the creditor let go.
    Waived,
    /// A payment.
    Payment,
    /// A payment that went around Saldo.
    PaymentOutside,
    /// Credit that paid.
    CreditUsed,
    /// What was paid beyond what is owed became the debtor's credit.
    Credited,
    /// Money given back.
    Refund,
    /// A refund that failed.
    RefundFailed,
    /// A chargeback.
    Chargeback,
    /// A chargeback decided for the creditor.
    ChargebackWon,
    /// A discount that was earned.
    Discount,
    /// A discount that paying on this day would earn.
    DiscountOffered,
    /// What the creditor gave up.
    WriteOff,
    /// What is on hold while it is disputed.
    InReview,
    /// What a payment in process will pay.
    OnItsWay,
    /// What a settlement that is in force would write off if it were paid on this day.
    Settlement,
}

impl What {
    fn of(effect: &Effect) -> Self {
        match effect.kind {
            EntryKind::Invoiced if effect.amount.minor() < 0 => Self::CreditNote,
            EntryKind::Invoiced => Self::Invoiced,
            EntryKind::InvoiceChanged => Self::Changed,
            EntryKind::PaidOutside => Self::PaymentOutside,
            EntryKind::Paid => Self::Payment,
            EntryKind::Refunded => Self::Refund,
            EntryKind::RefundFailed => Self::RefundFailed,
            EntryKind::ChargedBack => Self::Chargeback,
            EntryKind::ChargebackWon => Self::ChargebackWon,
            EntryKind::InterestCharged => Self::InterestCharged,
            EntryKind::FeeCharged if effect.agreed => Self::AgreementPrice,
            EntryKind::FeeCharged => Self::Fee,
            EntryKind::ChargeWaived => Self::Waived,
            EntryKind::Discounted => Self::Discount,
            EntryKind::WrittenOff => Self::WriteOff,
            EntryKind::CreditUsed => Self::CreditUsed,
            EntryKind::Credited => Self::Credited,
        }
    }
}

/// One line: on that day, that much more or less is owed, because of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainLine {
    /// The day; of interest the last of its period.
    pub date: Date,
    /// What it is about.
    pub what: What,
    /// The part of the debt that it moves.
    pub component: Component,
    /// How much more (positive) or less is owed.
    pub amount: Money,
    /// What is owed in all after it.
    pub running: Money,
}

/// What is owed as of a day, part by part, and how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The day.
    pub as_of: Date,
    /// The lines, earliest first.
    pub lines: Vec<ExplainLine>,
    /// Fees that are owed.
    pub fees: Money,
    /// Interest that is owed.
    pub interest: Money,
    /// Principal that is owed, less the discount that paying now would earn.
    pub principal: Money,
    /// All of it: what settles the debt on that day.
    pub owed: Money,
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExplainError {
    /// Interest of another day would not add up with the rest.
    #[error("interest is as of {0}; work it out as of the day that is asked for")]
    OtherDay(Date),
    /// Mixed currencies or out of range.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Answers the question.
pub fn explain(question: &Question<'_>) -> Result<Explanation, ExplainError> {
    let Question { as_of, currency, effects, accrual, fee, discount } = *question;
    let mut lines: Vec<ExplainLine> = Vec::new();
    let mut put = |date, what, component, amount: Money| {
        if !amount.is_zero() && date <= as_of {
            lines.push(ExplainLine { date, what, component, amount, running: Money::zero(currency) });
        }
    };
    if let Some(accrual) = accrual {
        if accrual.as_of != as_of {
            return Err(ExplainError::OtherDay(accrual.as_of));
        }
        // The cap takes off what goes beyond it when it does, so that no day shows too much.
        let (mut sum, mut over) = (Money::zero(currency), Money::zero(currency));
        for period in &accrual.periods {
            sum = sum.plus(period.interest)?;
            put(period.to, What::Interest(*period), Component::Interest, period.interest);
            let beyond = sum.minus(accrual.total.min(sum)?)?;
            put(period.to, What::InterestCap, Component::Interest, over.minus(beyond)?);
            over = beyond;
        }
    }
    if let Some(LateFee { on, amount }) = fee {
        put(on, What::Fee, Component::Fee, amount);
    }
    for effect in effects {
        if accrual.is_none() || effect.kind != EntryKind::InterestCharged {
            put(effect.date, What::of(effect), effect.component, effect.amount);
        }
    }
    if let Some(discount) = discount {
        put(as_of, What::DiscountOffered, Component::Principal, discount.negated()?);
    }
    // Within a day the order stays: its interest is owed before what is paid on it, an offer is last.
    lines.sort_by_key(|line| line.date);
    add_up(as_of, currency, lines)
}

fn add_up(as_of: Date, currency: Currency, mut lines: Vec<ExplainLine>) -> Result<Explanation, ExplainError> {
    let zero = Money::zero(currency);
    let (mut fees, mut interest, mut principal, mut owed) = (zero, zero, zero, zero);
    for line in &mut lines {
        let part = match line.component {
            Component::Fee => &mut fees,
            Component::Interest => &mut interest,
            Component::Principal => &mut principal,
        };
        *part = part.plus(line.amount)?;
        owed = owed.plus(line.amount)?;
        line.running = owed;
    }
    Ok(Explanation { as_of, lines, fees, interest, principal, owed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::days_between;
    use crate::interest::{
        AccruingDebt, Cap, DayCount, InterestTerms, Pause, Rate, RateTable, accrue, interest_to_post, late_fee, steps,
    };
    use proptest::prelude::*;
    use rust_decimal::Decimal;
    use {Component as C, EntryKind as K};

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn effect(kind: EntryKind, date: Date, component: Component, minor: i64) -> Effect {
        Effect { kind, date, component, amount: mxn(minor), agreed: false }
    }

    /// 12 % over 360, and 20.00 for being late by more than three days.
    fn terms() -> InterestTerms {
        let rate = Rate { from: day("2020-01-01"), percent: Decimal::from(12) };
        InterestTerms {
            rates: RateTable::try_from(vec![rate]).expect("rates"),
            basis: DayCount::Days360,
            grace_days: 3,
            grace_counts: true,
            cap: None,
            flat_fee: Some(mxn(2_000)),
        }
    }

    /// Due on 31 January 2026.
    fn debt(effects: &[Effect], pauses: Vec<Pause>) -> AccruingDebt {
        let currency = mxn(0).currency();
        let principal = steps(currency, principal_movements(effects)).expect("in range");
        AccruingDebt { currency, due: day("2026-01-31"), principal, pauses }
    }

    fn ask(terms: &InterestTerms, effects: &[Effect], as_of: Date, discount: Option<Money>) -> Explanation {
        let debt = debt(effects, Vec::new());
        let accrual = accrue(terms, &debt, as_of).expect("in range");
        let booked = effects.iter().any(|e| e.kind == K::FeeCharged);
        let fee = late_fee(terms, &debt, as_of).filter(|_| !booked);
        let currency = mxn(0).currency();
        explain(&Question { as_of, currency, effects, accrual: Some(&accrual), fee, discount }).expect("an answer")
    }

    /// Day, word, minor units and running total of each line.
    fn plain(explanation: &Explanation) -> Vec<(String, String, i64, i64)> {
        let word = |what: &What| format!("{what:?}").split([' ', '(']).next().unwrap_or_default().to_owned();
        let line = |l: &ExplainLine| (l.date.to_string(), word(&l.what), l.amount.minor(), l.running.minor());
        explanation.lines.iter().map(line).collect()
    }

    fn expected(lines: &[(&str, &str, i64, i64)]) -> Vec<(String, String, i64, i64)> {
        lines.iter().map(|(day, what, amount, running)| ((*day).into(), (*what).into(), *amount, *running)).collect()
    }

    /// 1,000.00, half of it paid on 10 February after 3.33 of interest and the fee, which was waived.
    fn told() -> Vec<Effect> {
        vec![
            effect(K::Invoiced, day("2026-01-01"), C::Principal, 100_000),
            effect(K::FeeCharged, day("2026-02-04"), C::Fee, 2_000),
            effect(K::InterestCharged, day("2026-02-10"), C::Interest, 333),
            effect(K::Paid, day("2026-02-10"), C::Interest, -333),
            effect(K::Paid, day("2026-02-10"), C::Principal, -50_000),
            effect(K::ChargeWaived, day("2026-02-12"), C::Fee, -2_000),
        ]
    }

    #[test]
    fn every_cent_is_told_on_a_day_to_come() {
        // 10 days × 12 % × 1,000.00 ÷ 360 = 3.3333, then 20 days × 12 % × 500.00 ÷ 360 = 3.3333: 6.67.
        let answer = ask(&terms(), &told(), day("2026-03-02"), None);
        let lines = [
            ("2026-01-01", "Invoiced", 100_000, 100_000),
            ("2026-02-04", "Fee", 2_000, 102_000),
            ("2026-02-10", "Interest", 333, 102_333),
            ("2026-02-10", "Payment", -333, 102_000),
            ("2026-02-10", "Payment", -50_000, 52_000),
            ("2026-02-12", "Waived", -2_000, 50_000),
            ("2026-03-02", "Interest", 334, 50_334),
        ];
        assert_eq!(plain(&answer), expected(&lines));
        assert_eq!((answer.fees, answer.interest, answer.principal), (mxn(0), mxn(334), mxn(50_000)));
        assert_eq!(answer.owed, mxn(50_334));
    }

    #[test]
    fn a_past_day_knows_nothing_of_what_came_later() {
        let answer = ask(&terms(), &told(), day("2026-02-03"), None);
        assert_eq!(plain(&answer), expected(&[("2026-01-01", "Invoiced", 100_000, 100_000)]));
        let answer = ask(&terms(), &told(), day("2026-02-04"), None);
        assert_eq!((answer.fees, answer.interest, answer.owed), (mxn(2_000), mxn(133), mxn(102_133)));
    }

    #[test]
    fn a_fee_to_come_and_an_offer_are_lines_too() {
        let invoiced = &told()[..1];
        let answer = ask(&terms(), invoiced, day("2026-02-04"), None);
        assert_eq!(
            plain(&answer)[1..],
            expected(&[("2026-02-04", "Interest", 133, 100_133), ("2026-02-04", "Fee", 2_000, 102_133)])
        );
        let answer = ask(&terms(), invoiced, day("2026-01-20"), Some(mxn(2_000)));
        assert_eq!(plain(&answer)[1..], expected(&[("2026-01-20", "DiscountOffered", -2_000, 98_000)]));
        assert_eq!((answer.principal, answer.owed), (mxn(98_000), mxn(98_000)));
    }

    #[test]
    fn the_cap_is_told_where_it_is_reached() {
        // 3.33 by 10 February, 5.00 at most: of the 3.34 after it, 1.67 is not owed.
        let capped = InterestTerms { cap: Some(Cap::Amount(mxn(500))), flat_fee: None, ..terms() };
        let answer = ask(&capped, &told(), day("2026-03-02"), None);
        let lines = [("2026-03-02", "Interest", 334, 50_334), ("2026-03-02", "InterestCap", -167, 50_167)];
        assert_eq!(plain(&answer)[6..], expected(&lines));
        assert_eq!(answer.interest, mxn(500 - 333));
    }

    #[test]
    fn without_terms_charges_are_shown_as_they_were_made() {
        let (effects, currency, as_of) = (told(), mxn(0).currency(), day("2026-03-02"));
        let asked = Question { as_of, currency, effects: &effects, accrual: None, fee: None, discount: None };
        let answer = explain(&asked).expect("an answer");
        assert!(plain(&answer).contains(&("2026-02-10".into(), "InterestCharged".into(), 333, 102_333)));
        assert_eq!((answer.interest, answer.owed), (mxn(0), mxn(50_000)));
        let other = accrue(&terms(), &debt(&effects, Vec::new()), day("2026-03-01")).expect("in range");
        let refused = explain(&Question { accrual: Some(&other), ..asked });
        assert_eq!(refused, Err(ExplainError::OtherDay(day("2026-03-01"))));
    }

    fn any_effects() -> impl Strategy<Value = Vec<Effect>> {
        let kinds = prop::sample::select(K::ALL.to_vec());
        let one = (kinds, 0..3_usize, 0..400_i64, -300_000..300_000_i64).prop_map(|(kind, c, n, minor)| {
            let component = match kind {
                K::InterestCharged => C::Interest,
                K::FeeCharged => C::Fee,
                K::Invoiced | K::InvoiceChanged | K::Credited => C::Principal,
                _ => C::ALL[c],
            };
            effect(kind, day("2026-01-01") + chrono::TimeDelta::days(n), component, minor)
        });
        prop::collection::vec(one, 0..12).prop_map(|more| {
            let mut all = vec![effect(K::Invoiced, day("2026-01-01"), C::Principal, 500_000)];
            all.extend(more);
            all.sort_by_key(|e| e.date);
            all
        })
    }

    fn any_cap() -> impl Strategy<Value = Option<Cap>> {
        prop_oneof![Just(None), (0..20_000_i64).prop_map(|minor| Some(Cap::Amount(mxn(minor))))]
    }

    proptest! {
        #[test]
        fn lines_add_up_to_what_is_owed_and_each_part_to_its_own(
            effects in any_effects(), cap in any_cap(), pause in (0..300_i64, 0..100_i64), n in -10..500_i64,
            fee in prop::option::of((0..400_i64, 1..5_000_i64)), discount in prop::option::of(0..9_000_i64),
        ) {
            let at = |n| day("2026-01-01") + chrono::TimeDelta::days(n);
            let (as_of, currency) = (at(n), mxn(0).currency());
            let terms = InterestTerms { cap, ..terms() };
            let debt = debt(&effects, vec![Pause { from: at(pause.0), to: at(pause.0 + pause.1) }]);
            let accrual = accrue(&terms, &debt, as_of).expect("in range");
            let fee = fee.map(|(on, minor)| LateFee { on: at(on), amount: mxn(minor) });
            let discount = discount.map(mxn);
            let asked = Question { as_of, currency, effects: &effects, accrual: Some(&accrual), fee, discount };
            let answer = explain(&asked).expect("an answer");

            let sum = |of: Option<Component>| {
                answer.lines.iter().filter(|l| of.is_none_or(|c| l.component == c)).map(|l| l.amount.minor()).sum::<i64>()
            };
            prop_assert_eq!(answer.owed.minor(), sum(None));
            prop_assert_eq!(answer.fees.minor(), sum(Some(C::Fee)));
            prop_assert_eq!(answer.interest.minor(), sum(Some(C::Interest)));
            prop_assert_eq!(answer.principal.minor(), sum(Some(C::Principal)));
            prop_assert!(answer.lines.windows(2).all(|two| two[0].date <= two[1].date));
            prop_assert!(answer.lines.iter().all(|l| l.date <= as_of));
            let mut running = 0;
            for line in &answer.lines {
                running += line.amount.minor();
                prop_assert_eq!(line.running.minor(), running);
            }

            // What the books and the accrual say, without any lines.
            let booked = |c| effects.iter().filter(|e| e.date <= as_of && e.component == c && e.kind != K::InterestCharged)
                .map(|e| e.amount.minor()).sum::<i64>();
            let fee_due = fee.filter(|fee| fee.on <= as_of).map_or(0, |fee| fee.amount.minor());
            prop_assert_eq!(answer.fees.minor(), booked(C::Fee) + fee_due);
            prop_assert_eq!(answer.interest.minor(), booked(C::Interest) + accrual.total.minor());
            prop_assert_eq!(answer.principal.minor(), booked(C::Principal) - discount.map_or(0, Money::minor));
        }

        #[test]
        fn posting_changes_the_books_and_not_the_answer(effects in any_effects(), cap in any_cap(), n in 31..500_i64) {
            let as_of = day("2026-01-01") + chrono::TimeDelta::days(n);
            let terms = InterestTerms { cap, flat_fee: None, ..terms() };
            let effects: Vec<Effect> = effects.into_iter().filter(|e| e.kind != K::InterestCharged).collect();
            let before = ask(&terms, &effects, as_of, None);
            let accrual = accrue(&terms, &debt(&effects, Vec::new()), as_of).expect("in range");
            let mut booked = effects.clone();
            if let Some((state, amount)) = interest_to_post(&accrual, None).expect("in range") {
                prop_assert_eq!(days_between(as_of, state.through), 0);
                booked.push(Effect { kind: K::InterestCharged, date: as_of, component: C::Interest, amount, agreed: false });
            }
            prop_assert_eq!(&ask(&terms, &booked, as_of, None), &before);
            // And now the books alone say the same.
            let currency = mxn(0).currency();
            let alone = Question { as_of, currency, effects: &booked, accrual: None, fee: None, discount: None };
            let alone = explain(&alone).expect("an answer");
            prop_assert_eq!((alone.fees, alone.interest, alone.principal), (before.fees, before.interest, before.principal));
        }

        #[test]
        fn what_comes_later_does_not_change_the_past(effects in any_effects(), n in 0..400_i64) {
            let as_of = day("2026-01-01") + chrono::TimeDelta::days(n);
            let known: Vec<Effect> = effects.iter().copied().filter(|e| e.date <= as_of).collect();
            let terms = InterestTerms { flat_fee: None, ..terms() };
            prop_assert_eq!(ask(&terms, &effects, as_of, None), ask(&terms, &known, as_of, None));
        }
    }
}
