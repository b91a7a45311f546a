//! Offers by example.

use super::offers;
use crate::date::Date;
use crate::discount::{EarlyTerms, Reduction, TaxMode};
use crate::id::InvoiceId;
use crate::money::Money;
use crate::offer::{NextStep, Offer, OfferTerms, OpenDebt, Reason, Situation, Uses, best_next_step};
use crate::plan::size::InstalmentSize;
use crate::policy::{
    Amounts, Audience, Delay, ExtensionOption, ExtensionPolicy, ExtensionPrice, Granted, Off, Policy, PolicyDiscount,
    SettlementPolicy, SettlementStep,
};
use crate::segment::{History, Segment};
use rust_decimal::Decimal;
use uuid::Uuid;

pub(super) fn mxn(minor: i64) -> Money {
    Money::new(minor, "MXN".parse().expect("a currency"))
}

pub(super) fn day(m: u32, d: u32) -> Date {
    Date::from_ymd_opt(2026, m, d).expect("a day")
}

pub(super) fn id(n: u128) -> InvoiceId {
    InvoiceId::new(Uuid::from_u128(n))
}

/// 1,160.00 of 1 March, due on the 31st, 160.00 of it tax.
fn debt() -> OpenDebt {
    OpenDebt {
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
        extended: false,
        extending: false,
        settled: false,
        discounted: false,
        on_its_way: false,
    }
}

pub(super) fn none() -> Policy {
    Policy { discount: None, settlement: None, plan: None, extension: None, promise: None, ..Policy::default() }
}

pub(super) fn own_terms() -> Policy {
    Policy { discount: Policy::default().discount, ..none() }
}

pub(super) fn on<'a>(debts: &'a [OpenDebt], history: &'a History, as_of: Date) -> Situation<'a> {
    Situation { history, debts, uses: Uses::default(), floors: &[], as_of }
}

pub(super) fn good() -> History {
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
    let resting = [
        OpenDebt { disputed: true, ..debt() },
        OpenDebt { in_plan: true, ..debt() },
        OpenDebt { settled: true, ..debt() },
    ];
    assert_eq!(offers(&own_terms(), &on(&resting, &History::NONE, day(3, 11))), []);
    // Of what is paid in part at this moment the rest has its discount, and nothing else.
    let moving = [OpenDebt { balance: mxn(10_000), on_its_way: true, ..debt() }];
    let rest = offers(&own_terms(), &on(&moving, &History::NONE, day(3, 11)));
    assert_eq!((rest.len(), rest[0].terms.saving()), (1, Some(mxn(200))));
    // 100.00 of what was paid with the discount went back: it is owed as it is, with no second discount.
    let returned = [OpenDebt { balance: mxn(10_000), discounted: true, ..debt() }];
    assert_eq!(offers(&own_terms(), &on(&returned, &History::NONE, day(3, 11))), []);
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
    assert_eq!((found.len(), found[0].terms.saving()), (1, Some(mxn(2_320))), "its own, though the policy gives more");
    assert_eq!(offers(&policy, &on(&debts, &good, day(3, 12))), [], "over, and the policy's does not follow");
    let silent = [OpenDebt { own_terms: None, ..debt() }];
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
    let debts = [OpenDebt { charges: mxn(4_001), ..debt() }];
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
    let other = OpenDebt {
        invoice: id(2),
        total: usd(5_000),
        untaxed: usd(5_000),
        balance: usd(5_000),
        charges: usd(0),
        ..debt()
    };
    let debts = [OpenDebt { charges: mxn(4_000), ..debt() }, other, OpenDebt { invoice: id(3), ..debt() }];
    let policy = Policy { plan: Policy::default().plan, ..none() };
    let found = offers(&policy, &on(&debts, &History::NONE, day(5, 31)));
    let figures = found.iter().map(|offer| match offer.terms {
        OfferTerms::Plan { owed, max_instalments, each, .. } => (offer.granted, owed, max_instalments, each),
        _ => panic!("{offer:?}"),
    });
    assert_eq!(
        figures.collect::<Vec<_>>(),
        [
            (Granted::Automatically, mxn(236_000), 6, InstalmentSize::UpTo(mxn(39_334))),
            (Granted::OnRequest, mxn(236_000), 12, InstalmentSize::UpTo(mxn(19_667))),
            (Granted::Automatically, usd(5_000), 6, InstalmentSize::UpTo(usd(834))),
            (Granted::OnRequest, usd(5_000), 12, InstalmentSize::UpTo(usd(417))),
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
    let later = OpenDebt { invoice: id(2), due: day(12, 1), ..debt() };
    let debts = [debt(), later];
    let policy = Policy { promise: Policy::default().promise, ..none() };
    let situation = on(&debts, &History::NONE, day(3, 20));
    let found = offers(&policy, &situation);
    assert_eq!(found[0].terms, OfferTerms::Promise { owed: mxn(116_000), latest: day(4, 4) });
    assert_eq!((found.len(), found[0].reason), (1, Reason::StillFree { left: 2 }));
    assert_eq!(offers(&policy, &Situation { uses: Uses { extensions: 0, promises: 2 }, ..situation }), []);
    assert_eq!(offers(&policy, &on(&debts, &History::NONE, day(3, 15))), []); // due in 16 days
}
