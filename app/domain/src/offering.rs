//! What a debtor may choose today, computed from policy, payment history, debts and day.
//!
//! Each offer stands for itself: one invoice, or the debts of one currency. What a provider could not
//! charge is not offered, nor is anything on an invoice that rests (disputed, or in a plan). The
//! order is always the same: discounts, settlements, plans, extensions, promises; within these, the
//! order of the debts.

use super::date::{Date, add_days, days_between};
use super::discount::{DiscountBase, Discounted, EarlyDiscount, Reduction};
use super::money::{Currency, Money};
use super::offer::{Debt, Offer, OfferTerms, Reason, Situation};
use super::plan::{InvoicePart, NoPlan, Pace, PlanWish};
use super::policy::{
    DiscountPolicy, ExtensionOption, ExtensionPolicy, ExtensionPrice, Granted, Off, PlanPolicy, Policy, PromisePolicy,
    SettlementPolicy,
};
use super::rate::{interest, rounded};
use super::schedule::Frequency;
use super::segment::{History, Segment};
use super::solver::solve;

/// All offers of the day. One that cannot be computed (sums or days out of range) is not made.
#[must_use]
pub fn offers(policy: &Policy, situation: &Situation<'_>) -> Vec<Offer> {
    let mut offers = Vec::with_capacity(4 * situation.debts.len());
    if let Some(discount) = &policy.discount {
        offers.extend(situation.debts.iter().filter_map(|debt| situation.discount(discount, debt)));
    }
    if let Some(settlement) = &policy.settlement {
        offers.extend(situation.debts.iter().filter_map(|debt| situation.settlement(settlement, debt)));
    }
    if let Some(plan) = &policy.plan {
        situation.plans(plan, &mut offers);
    }
    if let Some(extension) = &policy.extension {
        situation.extensions(extension, policy.discount.as_ref(), &mut offers);
    }
    if let Some(promise) = &policy.promise {
        offers.extend(situation.currencies().filter_map(|currency| situation.promise(promise, currency)));
    }
    offers
}

impl Situation<'_> {
    /// The invoice's own discount; the policy's where the invoice states none, or one that cannot be computed. Never both, and
    /// none of the policy's after the invoice's own is over: what the creditor has written on the invoice is what was agreed.
    fn discount(&self, policy: &DiscountPolicy, debt: &Debt) -> Option<Offer> {
        debt.owed()?;
        if let Some(terms) = debt.own_terms.filter(|_| policy.own_terms) {
            let until = terms.until(debt.issued).ok()?;
            let own = self.early(policy, debt, Reduction::Percent(terms.percent), until, Reason::InvoiceTerms(terms));
            if own.is_some() || self.as_of > until {
                return own;
            }
        }
        let early = policy.early.as_ref()?;
        if !policy.to.admits(self.history, debt.overdue_days(self.as_of), debt.balance) {
            return None;
        }
        let reduction = match &early.off {
            Off::Percent(percent) => Reduction::Percent(*percent),
            Off::Amount(amounts) => Reduction::Amount(amounts.get(debt.balance.currency())?),
        };
        // Early is never later than on time.
        let until = add_days(debt.issued, u32::from(early.days)).ok()?.min(debt.due);
        let reason = match self.history {
            History { segment: Segment::Good, on_time, counted, .. } => {
                Reason::PaysOnTime { on_time: *on_time, of: *counted }
            }
            _ => Reason::PaidEarly { days_left: days_between(self.as_of, until) },
        };
        self.early(policy, debt, reduction, until, reason)
    }

    fn early(
        &self,
        policy: &DiscountPolicy,
        debt: &Debt,
        reduction: Reduction,
        until: Date,
        reason: Reason,
    ) -> Option<Offer> {
        let base = DiscountBase { balance: debt.balance, total: debt.total, untaxed: debt.untaxed };
        let discount = EarlyDiscount { reduction, tax: policy.tax, until };
        let Discounted { off, to_pay } = discount.quote(base, self.as_of).ok()?;
        let terms = OfferTerms::Discount { invoice: debt.invoice, reduction, tax: policy.tax, off, to_pay };
        let offer = Offer { terms, reason, until: Some(until), granted: Granted::Automatically };
        // Charges would stay open beside a discounted balance; who has run into them is not early.
        (debt.charges.is_zero() && self.chargeable(to_pay)).then_some(offer)
    }

    fn settlement(&self, policy: &SettlementPolicy, debt: &Debt) -> Option<Offer> {
        let owed = debt.owed()?;
        let overdue_days = debt.overdue_days(self.as_of);
        if !policy.to.admits(self.history, overdue_days, owed) {
            return None;
        }
        let index = policy.steps.iter().rposition(|step| overdue_days >= i64::from(step.overdue_from))?;
        let percent = policy.steps.get(index)?.pay_percent;
        let to_pay = owed.percent(percent).ok()?;
        let written_off = owed.minus(to_pay).ok()?;
        // Until the next step, the audience's last day, or the days an offer holds.
        let mut until = add_days(self.as_of, u32::from(policy.days)).ok()?;
        if let Some(next) = policy.steps.get(index + 1) {
            until = until.min(add_days(debt.due, u32::from(next.overdue_from)).ok()?.pred_opt()?);
        }
        if let Some(last) = policy.to.last_day(debt.due) {
            until = until.min(last);
        }
        let terms = OfferTerms::Settlement { invoice: debt.invoice, percent, to_pay, written_off };
        let reason = Reason::OldDebt { overdue_days };
        let offer = Offer { terms, reason, until: Some(until), granted: Granted::Automatically };
        (written_off.is_positive() && self.chargeable(to_pay)).then_some(offer)
    }

    fn plans(&self, policy: &PlanPolicy, offers: &mut Vec<Offer>) {
        for currency in self.currencies() {
            let automatic = self.plan(policy, currency, Granted::Automatically);
            let request = self.plan(policy, currency, Granted::OnRequest);
            let most = |offer: &Offer| if let OfferTerms::Plan { most, .. } = offer.terms { most } else { 0 };
            // Asking a person for no more than one gets at once would only cost time.
            let longer = request.filter(|r| automatic.as_ref().is_none_or(|a| most(r) > most(a)));
            offers.extend(automatic.into_iter().chain(longer));
        }
    }

    fn plan(&self, policy: &PlanPolicy, currency: Currency, granted: Granted) -> Option<Offer> {
        let parts: Vec<_> =
            self.owing(currency).map(|(debt, amount)| InvoicePart { invoice: debt.invoice, amount }).collect();
        let owed = Money::total(currency, parts.iter().map(|part| part.amount)).ok()?;
        let oldest = self.owing(currency).map(|(debt, _)| debt.due).min()?;
        if !policy.to.admits(self.history, days_between(oldest, self.as_of), owed) {
            return None;
        }
        let rules = policy.rules(granted, owed, self.floor(currency), self.as_of)?;
        let monthly = rules.frequencies.contains(&Frequency::Monthly);
        let frequency = if monthly { Frequency::Monthly } else { *rules.frequencies.first()? };
        let first = frequency.date(self.as_of, 1).ok()?.min(rules.first_to);
        let wish = PlanWish { pace: Pace::Count(rules.most), first, frequency, down: None };
        let plan = match solve(&parts, wish, &rules) {
            Ok(plan) => plan,
            Err(NoPlan { nearest, .. }) => solve(&parts, nearest?, &rules).ok()?,
        };
        let instalments = plan.instalments.iter().filter(|i| i.n > 0);
        let each = instalments.clone().map(|i| i.amount.minor()).max()?;
        let most = u16::try_from(instalments.count()).ok()?;
        let each = Money::new(each, currency);
        let terms = OfferTerms::Plan { owed, most, each, cost: plan.cost, frequency: plan.frequency };
        Some(Offer { terms, reason: Reason::InParts, until: policy.to.last_day(oldest), granted })
    }

    fn extensions(&self, policy: &ExtensionPolicy, discount: Option<&DiscountPolicy>, offers: &mut Vec<Offer>) {
        let left = policy.a_year.saturating_sub(self.uses.extensions);
        if left == 0 {
            return;
        }
        for debt in self.debts {
            let Some(owed) = debt.owed() else { continue };
            if policy.to.admits(self.history, debt.overdue_days(self.as_of), owed) {
                let lost = discount.and_then(|policy| self.discount(policy, debt)?.terms.saving());
                let lost = lost.unwrap_or(Money::zero(owed.currency()));
                let until = policy.to.last_day(debt.due);
                offers.extend(policy.options.iter().filter_map(|option| {
                    let terms = self.extension(option, debt, owed, lost)?;
                    Some(Offer { terms, reason: Reason::StillFree { left }, until, granted: option.granted })
                }));
            }
        }
    }

    fn extension(&self, option: &ExtensionOption, debt: &Debt, owed: Money, lost: Money) -> Option<OfferTerms> {
        let from = debt.due.max(self.as_of);
        let new_due = option.by.after(from).ok()?;
        let pay_now = owed.percent(option.pay_now_percent).ok()?;
        let price = match &option.price {
            ExtensionPrice::None => Money::zero(owed.currency()),
            ExtensionPrice::Fee(fees) => fees.get(owed.currency())?,
            ExtensionPrice::AnnualPercent(percent) => {
                let open = owed.minus(pay_now).ok()?.minor();
                Money::new(rounded(interest(open, *percent, days_between(from, new_due))?)?, owed.currency())
            }
        };
        let terms = OfferTerms::Extension {
            invoice: debt.invoice,
            by: option.by,
            old_due: debt.due,
            new_due,
            price,
            pay_now,
            lost_discount: lost,
        };
        (pay_now.is_zero() || self.chargeable(pay_now)).then_some(terms)
    }

    fn promise(&self, policy: &PromisePolicy, currency: Currency) -> Option<Offer> {
        let left = policy.a_year.saturating_sub(self.uses.promises);
        let latest = add_days(self.as_of, u32::from(policy.days_ahead)).ok()?;
        // Who has more time than can be promised needs no promise.
        let due = || self.owing(currency).filter(|(debt, _)| debt.due <= latest);
        let oldest = due().map(|(debt, _)| debt.due).min()?;
        let owed = Money::total(currency, due().map(|(_, owed)| owed)).ok()?;
        let admitted = left > 0 && policy.to.admits(self.history, days_between(oldest, self.as_of), owed);
        let offer = Offer {
            terms: OfferTerms::Promise { owed, latest },
            reason: Reason::StillFree { left },
            until: policy.to.last_day(oldest),
            granted: Granted::Automatically,
        };
        (admitted && self.chargeable(owed)).then_some(offer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discount::{EarlyTerms, TaxMode};
    use crate::id::InvoiceId;
    use crate::invoice::DUE_SOON_DAYS;
    use crate::offer::{NextStep, Uses, best_next_step};
    use crate::policy::{Amounts, PlanBounds, PlanPrice, PolicyDiscount, SettlementStep};
    use crate::policy::{Audience, Delay};
    use proptest::prelude::*;
    use rust_decimal::Decimal;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn id(n: u128) -> InvoiceId {
        InvoiceId::new(Uuid::from_u128(n))
    }

    /// 1,160.00 of 1 March, due on the 31st, 160.00 of it tax.
    fn debt() -> Debt {
        Debt {
            invoice: id(1),
            issued: day(3, 1),
            due: day(3, 31),
            total: mxn(116_000),
            untaxed: mxn(100_000),
            balance: mxn(116_000),
            charges: mxn(0),
            own_terms: EarlyTerms::parse("2/10 net 30").ok(),
            disputed: false,
            in_plan: false,
        }
    }

    fn none() -> Policy {
        Policy { discount: None, settlement: None, plan: None, extension: None, promise: None, ..Policy::default() }
    }

    fn own_terms() -> Policy {
        Policy { discount: Policy::default().discount, ..none() }
    }

    fn on<'a>(debts: &'a [Debt], history: &'a History, as_of: Date) -> Situation<'a> {
        Situation { history, debts, uses: Uses::default(), floors: &[], as_of }
    }

    fn good() -> History {
        History { segment: Segment::Good, on_time: 9, counted: 10, paid: 10, overdue_days: 0 }
    }

    #[test]
    fn two_per_cent_by_the_invoice_until_the_tenth_day() {
        let debts = [debt()];
        let found = offers(&own_terms(), &on(&debts, &History::NONE, day(3, 11)));
        let terms = EarlyTerms { percent: Decimal::TWO, days: 10, net_days: 30 };
        let expected = Offer {
            terms: OfferTerms::Discount {
                invoice: id(1),
                reduction: Reduction::Percent(Decimal::TWO),
                tax: TaxMode::Included,
                off: mxn(2_320),
                to_pay: mxn(113_680),
            },
            reason: Reason::InvoiceTerms(terms),
            until: Some(day(3, 11)),
            granted: Granted::Automatically,
        };
        assert_eq!(found, [expected]);
        assert_eq!(offers(&own_terms(), &on(&debts, &History::NONE, day(3, 12))), []);
        let resting = [Debt { disputed: true, ..debt() }, Debt { in_plan: true, ..debt() }];
        assert_eq!(offers(&own_terms(), &on(&resting, &History::NONE, day(3, 11))), []);
        assert_eq!(best_next_step(&found, &on(&debts, &History::NONE, day(3, 11))), NextStep::Take(&expected));
    }

    #[test]
    fn the_invoices_own_terms_rule_and_good_payers_hear_why() {
        let mut policy = own_terms();
        let discount = policy.discount.as_mut().expect("a discount");
        discount.to.segments = vec![Segment::Good];
        discount.early = Some(PolicyDiscount { off: Off::Percent(Decimal::from(3)), days: 40 });
        let (debts, good) = ([debt()], good());
        let found = offers(&policy, &on(&debts, &good, day(3, 5)));
        assert_eq!(
            (found.len(), found[0].terms.saving()),
            (1, Some(mxn(2_320))),
            "its own, though the policy gives more"
        );
        assert_eq!(offers(&policy, &on(&debts, &good, day(3, 12))), [], "over, and the policy's does not follow");
        let silent = [Debt { own_terms: None, ..debt() }];
        let found = offers(&policy, &on(&silent, &good, day(3, 12)));
        assert_eq!(found[0].terms.saving(), Some(mxn(3_480)));
        assert_eq!(found[0].reason, Reason::PaysOnTime { on_time: 9, of: 10 });
        // Forty days from issue would be past the due date.
        assert_eq!((found.len(), found[0].until), (1, Some(day(3, 31))));
        assert_eq!(offers(&policy, &on(&silent, &History::NONE, day(3, 5))), []);
        // Where the creditor does not keep to what its invoices say, the policy alone counts.
        policy.discount.as_mut().expect("a discount").own_terms = false;
        assert_eq!(offers(&policy, &on(&debts, &good, day(3, 5)))[0].terms.saving(), Some(mxn(3_480)));
    }

    fn settling() -> Policy {
        let step = |overdue_from, percent: i64| SettlementStep { overdue_from, pay_percent: Decimal::from(percent) };
        let steps = vec![step(90, 80), step(180, 60)];
        Policy { settlement: Some(SettlementPolicy { to: Audience::default(), steps, days: 14 }), ..none() }
    }

    #[test]
    fn an_old_debt_is_settled_by_its_age() {
        let debts = [Debt { charges: mxn(4_001), ..debt() }];
        let settle = |as_of| offers(&settling(), &on(&debts, &History::NONE, as_of));
        assert_eq!(settle(day(6, 28)), []); // 89 days
        let found = settle(day(6, 29));
        // 80 % of 1,200.01 is 960.008.
        let terms = OfferTerms::Settlement {
            invoice: id(1),
            percent: Decimal::from(80),
            to_pay: mxn(96_001),
            written_off: mxn(24_000),
        };
        assert_eq!((found[0].terms, found[0].until), (terms, Some(day(7, 13))));
        assert_eq!(found[0].reason, Reason::OldDebt { overdue_days: 90 });
        // The next step begins on 27 September, 180 days after 31 March.
        assert_eq!(settle(day(9, 20))[0].until, Some(day(9, 26)));
        assert_eq!(settle(day(9, 27))[0].terms.saving(), Some(mxn(48_000)));
        assert_eq!(best_next_step(&found, &on(&debts, &History::NONE, day(6, 29))), NextStep::Take(&found[0]));
    }

    #[test]
    fn a_plan_per_currency_at_once_and_a_longer_one_by_request() {
        let usd = |minor| Money::new(minor, "USD".parse().expect("a currency"));
        let other = Debt {
            invoice: id(2),
            total: usd(5_000),
            untaxed: usd(5_000),
            balance: usd(5_000),
            charges: usd(0),
            ..debt()
        };
        let debts = [Debt { charges: mxn(4_000), ..debt() }, other, Debt { invoice: id(3), ..debt() }];
        let policy = Policy { plan: Policy::default().plan, ..none() };
        let found = offers(&policy, &on(&debts, &History::NONE, day(5, 31)));
        let figures = found.iter().map(|offer| match offer.terms {
            OfferTerms::Plan { owed, most, each, .. } => (offer.granted, owed, most, each),
            _ => panic!("{offer:?}"),
        });
        assert_eq!(
            figures.collect::<Vec<_>>(),
            [
                (Granted::Automatically, mxn(236_000), 6, mxn(39_334)),
                (Granted::OnRequest, mxn(236_000), 12, mxn(19_667)),
                (Granted::Automatically, usd(5_000), 6, usd(834)),
                (Granted::OnRequest, usd(5_000), 12, usd(417)),
            ]
        );
        // Overdue for 61 days: in parts, before all else.
        assert_eq!(best_next_step(&found, &on(&debts, &History::NONE, day(5, 31))), NextStep::Take(&found[0]));
        let floors = [mxn(50_000), usd(5_001)];
        let found = offers(&policy, &Situation { floors: &floors, ..on(&debts, &History::NONE, day(5, 31)) });
        assert_eq!(found.len(), 1, "{found:?}"); // four of 590.00, by both; nothing in dollars
    }

    #[test]
    fn extensions_with_their_price_and_what_they_lose() {
        let option =
            |by, price| ExtensionOption { by, granted: Granted::Automatically, pay_now_percent: Decimal::TEN, price };
        let options = vec![
            option(Delay::Days(15), ExtensionPrice::None),
            option(Delay::Months(1), ExtensionPrice::AnnualPercent(Decimal::from(20))),
            option(Delay::Months(2), ExtensionPrice::Fee(Amounts::new([mxn(3_000)]))),
            option(Delay::Months(3), ExtensionPrice::Fee(Amounts::default())),
        ];
        let policy =
            Policy { extension: Some(ExtensionPolicy { to: Audience::default(), a_year: 2, options }), ..own_terms() };
        let debts = [debt()];
        let situation = on(&debts, &History::NONE, day(3, 5));
        let found = offers(&policy, &situation).into_iter().filter_map(|offer| match offer.terms {
            OfferTerms::Extension { new_due, price, pay_now, lost_discount, .. } => {
                Some((new_due, price.minor(), pay_now.minor(), lost_discount.minor(), offer.reason))
            }
            _ => None,
        });
        // 1,044.00 stays open for 30 days at 20 %: 17.16. There is no fee in pesos for three months.
        let free = |left| Reason::StillFree { left };
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                (day(4, 15), 0, 11_600, 2_320, free(2)),
                (day(4, 30), 1_716, 11_600, 2_320, free(2)),
                (day(5, 31), 3_000, 11_600, 2_320, free(2)),
            ]
        );
        let used = Situation { uses: Uses { extensions: 2, promises: 0 }, ..situation };
        assert!(offers(&policy, &used).iter().all(|offer| matches!(offer.terms, OfferTerms::Discount { .. })));
    }

    #[test]
    fn a_promise_twice_a_year_for_what_is_due_by_then() {
        let later = Debt { invoice: id(2), due: day(12, 1), ..debt() };
        let debts = [debt(), later];
        let policy = Policy { promise: Policy::default().promise, ..none() };
        let situation = on(&debts, &History::NONE, day(3, 20));
        let found = offers(&policy, &situation);
        assert_eq!(found[0].terms, OfferTerms::Promise { owed: mxn(116_000), latest: day(4, 4) });
        assert_eq!((found.len(), found[0].reason), (1, Reason::StillFree { left: 2 }));
        assert_eq!(offers(&policy, &Situation { uses: Uses { extensions: 0, promises: 2 }, ..situation }), []);
        assert_eq!(offers(&policy, &on(&debts, &History::NONE, day(3, 15))), []); // due in 16 days
    }

    fn any_debt() -> impl Strategy<Value = Debt> {
        let sums = (1..5_000_000_i64, 0..=100_i64, 0..=100_i64, prop_oneof![Just(0), 0..100_000_i64]);
        let days = (0..400_u32, 0..60_u32);
        let own = prop::option::of((1..900_i64, 1..40_u16));
        let code = prop::sample::select(vec!["MXN", "USD", "CLP"]);
        (any::<u128>(), sums, days, own, code, prop::bool::weighted(0.1), prop::bool::weighted(0.1)).prop_map(
            |(n, (total, untaxed, open, charges), (issued, term), own, code, disputed, in_plan)| {
                let money = |minor| Money::new(minor, code.parse().expect("a currency"));
                let issued = add_days(day(1, 1), issued).expect("in range");
                Debt {
                    invoice: id(n),
                    issued,
                    due: add_days(issued, term).expect("in range"),
                    total: money(total),
                    untaxed: money(total * untaxed / 100),
                    balance: money(total * open / 100),
                    charges: money(charges),
                    own_terms: own.map(|(p, days)| EarlyTerms { percent: Decimal::new(p, 1), days, net_days: 60 }),
                    disputed,
                    in_plan,
                }
            },
        )
    }

    fn any_policy() -> impl Strategy<Value = Policy> {
        let audience = || {
            let from = prop::option::of(-60..200_i32);
            (
                prop::sample::subsequence(Segment::ALL.to_vec(), 1..=4),
                from,
                0..300_i32,
                prop::option::of(0..300_000_i64),
                0..4_u16,
            )
                .prop_map(|(segments, overdue_from, more, amount, paid_from)| Audience {
                    segments,
                    overdue_from,
                    overdue_to: overdue_from.map(|from| from + more),
                    amount_from: Amounts::new(amount.map(mxn)),
                    amount_to: Amounts::default(),
                    paid_from,
                })
        };
        let amounts = (audience(), audience(), audience(), audience(), audience());
        let figures = (1..990_i64, 1..60_u16, 100..990_i64, 2..25_u16, 0..900_i64, any::<bool>(), 0..3_u8);
        (amounts, figures).prop_map(|((a, b, c, d, e), (permille, days, pay, most, down, own_terms, a_year))| {
            let base = Policy::default();
            let percent = |tenths: i64| Decimal::new(tenths, 1);
            let step = |overdue_from, pay_percent| SettlementStep { overdue_from, pay_percent };
            let bounds =
                PlanBounds { most, first_within_days: days, end_within_days: Some(360), down_percent: percent(down) };
            Policy {
                discount: Some(DiscountPolicy {
                    to: a,
                    own_terms,
                    tax: TaxMode::Excluded,
                    early: Some(PolicyDiscount { off: Off::Percent(percent(permille)), days }),
                }),
                settlement: Some(SettlementPolicy {
                    to: b,
                    steps: vec![step(30, percent(pay)), step(90, percent(pay / 2))],
                    days,
                }),
                plan: base.plan.map(|plan| PlanPolicy {
                    to: c,
                    automatic: Some(bounds),
                    request: Some(PlanBounds { most: most * 2, ..bounds }),
                    price: PlanPrice::AnnualPercent(percent(permille)),
                    ..plan
                }),
                extension: base.extension.map(|extension| ExtensionPolicy { to: d, a_year, ..extension }),
                promise: base.promise.map(|promise| PromisePolicy { to: e, a_year, ..promise }),
                ..base
            }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn no_offer_outside_of_policy_debt_and_day(
            policy in any_policy(), debts in prop::collection::vec(any_debt(), 0..12), as_of in 0..500_u32, floor in 1..40_000_i64,
            uses in (0..3_u8, 0..3_u8), history in (0..4_usize, 0..6_u16),
        ) {
            let as_of = add_days(day(1, 1), as_of).expect("in range");
            let history = History { segment: Segment::ALL[history.0], paid: history.1, ..good() };
            let uses = Uses { extensions: uses.0, promises: uses.1 };
            let floors = [mxn(floor)];
            let situation = Situation { history: &history, debts: &debts, uses, floors: &floors, as_of };
            let found = offers(&policy, &situation);
            prop_assert_eq!(&offers(&policy, &situation), &found);
            let chargeable = |money: Money| money.is_positive() && (money.currency() != floors[0].currency() || money.minor() >= floor);
            let of = |invoice| debts.iter().find(|debt| debt.invoice == invoice).expect("a debt");
            for offer in &found {
                prop_assert!(offer.until.is_none_or(|until| as_of <= until), "{:?}", offer);
                match offer.terms {
                    OfferTerms::Discount { invoice, off, to_pay, reduction, .. } => {
                        let debt = of(invoice);
                        prop_assert!(!debt.disputed && !debt.in_plan && debt.charges.is_zero());
                        prop_assert_eq!(off.plus(to_pay), Ok(debt.balance));
                        prop_assert!(off.is_positive() && chargeable(to_pay));
                        let rules = policy.discount.as_ref().expect("a policy");
                        if let Reason::InvoiceTerms(terms) = offer.reason {
                            prop_assert!(rules.own_terms && debt.own_terms == Some(terms));
                            prop_assert_eq!(offer.until, terms.until(debt.issued).ok());
                        } else {
                            let early = rules.early.as_ref().expect("a discount");
                            prop_assert!(rules.to.admits(&history, debt.overdue_days(as_of), debt.balance));
                            prop_assert!(days_between(debt.issued, as_of) <= i64::from(early.days) && as_of <= debt.due);
                            let Reduction::Percent(percent) = reduction else { panic!("{reduction:?}") };
                            prop_assert_eq!(&early.off, &Off::Percent(percent));
                        }
                    }
                    OfferTerms::Settlement { invoice, to_pay, written_off, percent } => {
                        let (debt, rules) = (of(invoice), policy.settlement.as_ref().expect("a policy"));
                        let owed = debt.owed().expect("owed");
                        prop_assert_eq!(to_pay.plus(written_off), Ok(owed));
                        prop_assert!(written_off.is_positive() && chargeable(to_pay) && to_pay.minor() < owed.minor());
                        prop_assert!(rules.to.admits(&history, debt.overdue_days(as_of), owed));
                        let step = rules.steps.iter().rfind(|step| i64::from(step.overdue_from) <= debt.overdue_days(as_of));
                        prop_assert_eq!(step.map(|step| step.pay_percent), Some(percent));
                        let until = offer.until.expect("a last day");
                        let then = rules.steps.iter().rfind(|step| i64::from(step.overdue_from) <= debt.overdue_days(until));
                        prop_assert_eq!(then, step);
                        prop_assert!(rules.to.admits(&history, debt.overdue_days(until), owed));
                    }
                    OfferTerms::Plan { owed, most, each, cost, .. } => {
                        let rules = policy.plan.as_ref().expect("a policy");
                        let all: i64 = situation.owing(owed.currency()).map(|(_, owed)| owed.minor()).sum();
                        prop_assert_eq!(owed.minor(), all);
                        let bounds = if offer.granted == Granted::Automatically { rules.automatic } else { rules.request };
                        prop_assert!(most <= bounds.expect("bounds").most && chargeable(each) && cost.minor() >= 0);
                    }
                    OfferTerms::Extension { invoice, new_due, pay_now, price, old_due, by, .. } => {
                        let (debt, rules) = (of(invoice), policy.extension.as_ref().expect("a policy"));
                        let owed = debt.owed().expect("owed");
                        prop_assert!(rules.to.admits(&history, debt.overdue_days(as_of), owed) && uses.extensions < rules.a_year);
                        prop_assert!(new_due > as_of && new_due > debt.due && old_due == debt.due);
                        let option = rules.options.iter().find(|option| option.by == by).expect("an option");
                        prop_assert_eq!(option.granted, offer.granted);
                        prop_assert!(pay_now.is_zero() && price.is_zero());
                    }
                    OfferTerms::Promise { owed, latest } => {
                        let rules = policy.promise.as_ref().expect("a policy");
                        prop_assert!(uses.promises < rules.a_year && chargeable(owed));
                        prop_assert_eq!(days_between(as_of, latest), i64::from(rules.days_ahead));
                    }
                }
            }
            match best_next_step(&found, &situation) {
                NextStep::Take(offer) => prop_assert!(found.contains(offer) && offer.granted == Granted::Automatically),
                NextStep::PayOverdue(amount) | NextStep::PayDue(amount) => prop_assert!(amount.is_positive()),
                NextStep::Wait(due) => prop_assert!(days_between(as_of, due) > DUE_SOON_DAYS),
                NextStep::Nothing => prop_assert!(debts.iter().all(|debt| debt.owed().is_none())),
            }
        }

        #[test]
        fn an_offer_is_still_there_on_its_last_day_and_not_after(debt in any_debt(), any in any_policy(), as_of in 0..500_u32) {
            let as_of = add_days(day(1, 1), as_of).expect("in range");
            let debts = [debt];
            let own = own_terms();
            for offer in offers(&own, &on(&debts, &History::NONE, as_of)) {
                let until = offer.until.expect("a last day");
                prop_assert_eq!(offers(&own, &on(&debts, &History::NONE, until)), vec![offer]);
                prop_assert_eq!(offers(&own, &on(&debts, &History::NONE, until.succ_opt().expect("a day"))), vec![]);
            }
            // A settlement is offered anew each day, for as long as the policy has one.
            let lasting = Policy { settlement: None, ..any };
            let kind = |offer: &Offer| std::mem::discriminant(&offer.terms);
            for offer in offers(&lasting, &on(&debts, &History::NONE, as_of)) {
                if let Some(after) = offer.until.and_then(|until| until.succ_opt()) {
                    let later = offers(&lasting, &on(&debts, &History::NONE, after));
                    prop_assert!(later.iter().all(|other| kind(other) != kind(&offer) || other.reason != offer.reason), "{:?}", later);
                }
            }
        }
    }
}
