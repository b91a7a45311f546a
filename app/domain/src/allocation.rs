//! How a payment is spread over invoices, and over the parts of each debt.
//!
//! The debtor chooses which invoices take part (§366 BGB, art. 1172 of Spain's Código Civil); the
//! creditor's [`AllocationOrder`] says in which order they and their fees, interest and principal
//! are filled. Shares are fixed when the payment is made; when the money arrives they are cut to
//! what is still owed then, and whatever is over becomes customer credit: money received is never
//! refused and never lost.

use super::id::InvoiceId;
use super::invoice::{Component, OpenInvoice};
use super::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A part of a payment that goes to one part of one invoice's debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Which part of its debt.
    #[serde(default)]
    pub component: Component,
    /// How much; positive.
    pub amount: Money,
}

impl Share {
    /// A share of what was invoiced.
    #[must_use]
    pub const fn principal(invoice: InvoiceId, amount: Money) -> Self {
        Self { invoice, component: Component::Principal, amount }
    }
}

/// Amounts by invoice, the parts of its debt added up, in the order in which the invoices come first.
#[must_use]
pub fn sum_by_invoice(parts: impl IntoIterator<Item = (InvoiceId, Money)>) -> Vec<(InvoiceId, Money)> {
    let mut sums: Vec<(InvoiceId, Money)> = Vec::new();
    for (invoice, part) in parts {
        match sums.iter_mut().find(|(known, _)| *known == invoice) {
            // The parts of one payment, which has one currency and fits into 64 bits.
            Some((_, sum)) => *sum = sum.plus(part).unwrap_or(*sum),
            None => sums.push((invoice, part)),
        }
    }
    sums
}

/// In which order a payment fills what is owed. "Oldest" is by due date, then by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllocationOrder {
    /// Invoice by invoice, the oldest first; inside one its fees, interest and principal.
    #[default]
    OldestFirst,
    /// All fees, then all interest, then principal, each from the oldest on: §367 BGB; art. 1173 of
    /// Spain's Código Civil; art. 2094 of Mexico's Código Civil Federal.
    CostsInterestPrincipal,
    /// Over the invoices in proportion to what is owed on each, exact to the minor unit by largest
    /// remainders (the oldest first where they tie); inside one its fees, interest and principal.
    ProRata,
}

/// Why a payment cannot be made as asked. Each is a sentence to the debtor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ChoiceError {
    /// No invoice with anything to pay was chosen.
    #[error("nothing was chosen")]
    Nothing,
    /// Invoices of two currencies were chosen; they are never added up.
    #[error("one payment has one currency")]
    TwoCurrencies,
    /// The amount is below the least that can be paid.
    #[error("less than {min}")]
    TooSmall {
        /// The least.
        min: Money,
    },
    /// The amount is above what is owed on the chosen invoices.
    #[error("more than {owed}")]
    MoreThanOwed {
        /// What is owed on them.
        owed: Money,
    },
    /// The part would leave less than every provider can charge.
    #[error("leaves {rest}, which cannot be charged")]
    LeavesTooLittle {
        /// What it would leave on the whole account.
        rest: Money,
        /// All of what was chosen.
        whole: Money,
        /// The largest part that leaves enough; none where there is no such part.
        most: Option<Money>,
    },
    /// Sums past 64 bits.
    #[error("out of range")]
    OutOfRange,
}

impl From<MoneyError> for ChoiceError {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::Mixed(..) => Self::TwoCurrencies,
            MoneyError::Overflow
            | MoneyError::TooManyDecimals { .. }
            | MoneyError::NotAnAmount(_)
            | MoneyError::UnknownCurrency(_) => Self::OutOfRange,
        }
    }
}

/// Refuses a part payment that would leave so little on the whole account that not every way could pay it: the whole is offered
/// instead. `floor` is the least that every provider can charge, `min` the least part payment, `whole` what was chosen.
///
/// # Errors
/// [`ChoiceError::LeavesTooLittle`], with what can be paid instead; others for amounts of several currencies.
pub fn leaves_enough(part: Money, whole: Money, left: Money, floor: Money, min: Money) -> Result<(), ChoiceError> {
    let short = floor.minus(left)?;
    if !left.is_positive() || !short.is_positive() || part == whole {
        return Ok(());
    }
    let most = part.minus(short)?;
    let most = Some(most).filter(|most| most.is_positive() && most.minor() >= min.minor());
    Err(ChoiceError::LeavesTooLittle { rest: left, whole, most })
}

/// What the debtor chose to pay, checked. There is no other way to make one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    shares: Vec<Share>,
    total: Money,
}

impl Choice {
    /// Everything owed on `invoices`, or the part `amount` of it, spread by `order`.
    ///
    /// `min` is the smallest payment that makes sense (the creditor's setting and the provider's
    /// floor). A smaller balance can still be cleared whole, and what a part payment leaves open
    /// may be smaller than `min`, since it can be cleared the same way.
    ///
    /// # Errors
    /// [`ChoiceError`], each with what can be done instead.
    pub fn new(
        invoices: &[OpenInvoice],
        amount: Option<Money>,
        min: Money,
        order: AllocationOrder,
    ) -> Result<Self, ChoiceError> {
        let total = total_of(invoices, amount, min)?;
        let mut open: Vec<OpenInvoice> = invoices.iter().copied().filter(|i| i.owes_something()).collect();
        oldest_first(&mut open);
        Ok(Self { shares: spread(&open, total, order)?, total })
    }

    /// The shares in the order in which they are filled; they add up to [`Choice::total`].
    #[must_use]
    pub fn shares(&self) -> &[Share] {
        &self.shares
    }

    /// What will be paid.
    #[must_use]
    pub fn total(&self) -> Money {
        self.total
    }
}

/// What a choice comes to, which is the same in every order.
fn total_of(invoices: &[OpenInvoice], amount: Option<Money>, min: Money) -> Result<Money, ChoiceError> {
    let mut open = invoices.iter().filter(|i| i.owes_something()).peekable();
    let currency = open.peek().ok_or(ChoiceError::Nothing)?.balance.currency();
    let owed = open.try_fold(Money::zero(currency), |sum, i| sum.plus(i.owed()?))?;
    let amount = amount.unwrap_or(owed);
    if amount.currency() != currency || min.currency() != currency {
        return Err(ChoiceError::TwoCurrencies);
    }
    if amount.minor() > owed.minor() {
        return Err(ChoiceError::MoreThanOwed { owed });
    }
    let min = min.min(owed)?;
    if amount.minor() < min.minor() || !amount.is_positive() {
        return Err(ChoiceError::TooSmall { min });
    }
    Ok(amount)
}

/// Sorts by due date, then by id so that the order is always the same.
pub fn oldest_first(invoices: &mut [OpenInvoice]) {
    invoices.sort_by_key(|i| (i.due, i.id));
}

/// Spreads `amount`, no more than is owed in all, over `open`, which stands oldest first.
fn spread(open: &[OpenInvoice], amount: Money, order: AllocationOrder) -> Result<Vec<Share>, MoneyError> {
    let slot = |i: &OpenInvoice, component| Share { invoice: i.id, component, amount: i.owed_of(component) };
    let of_one = |i: &OpenInvoice| Component::ALL.map(|component| slot(i, component));
    match order {
        AllocationOrder::OldestFirst => fill(open.iter().flat_map(of_one), amount),
        AllocationOrder::CostsInterestPrincipal => {
            fill(Component::ALL.iter().flat_map(|component| open.iter().map(|i| slot(i, *component))), amount)
        }
        AllocationOrder::ProRata => {
            let owed = open.iter().map(|i| Ok(i.owed()?.minor())).collect::<Result<Vec<i64>, MoneyError>>()?;
            // A product of two 64-bit numbers fits into 128 bits.
            let exact: Vec<i128> = owed.iter().map(|o| i128::from(amount.minor()) * i128::from(*o)).collect();
            let parts = largest_remainders(&exact, owed.into_iter().map(i128::from).sum(), amount.minor())?;
            let mut shares = Vec::new();
            for (invoice, part) in open.iter().zip(parts) {
                shares.extend(fill(of_one(invoice).into_iter(), Money::new(part, amount.currency()))?);
            }
            Ok(shares)
        }
    }
}

/// Fills one slot after the other until the amount is used up; empty ones are left out.
fn fill(slots: impl Iterator<Item = Share>, amount: Money) -> Result<Vec<Share>, MoneyError> {
    let mut left = amount;
    let mut shares = Vec::new();
    for slot in slots {
        let part = left.min(slot.amount)?;
        if part.is_positive() {
            shares.push(Share { amount: part, ..slot });
            left = left.minus(part)?;
        }
    }
    Ok(shares)
}

/// Rounds the fractions `numerators ÷ denominator` to whole numbers that add up to `total`: each is
/// rounded down, then those that lost most are raised by one (the first ones where they tie), so
/// that each is less than one away from its fraction.
///
/// # Errors
/// [`MoneyError::Overflow`] when the fractions do not add up to `total` but for rounding, or leave
/// 64 bits.
fn largest_remainders(numerators: &[i128], denominator: i128, total: i64) -> Result<Vec<i64>, MoneyError> {
    let mut parts = Vec::with_capacity(numerators.len());
    let mut lost = Vec::with_capacity(numerators.len());
    for (place, numerator) in numerators.iter().enumerate() {
        let whole = numerator.checked_div_euclid(denominator).ok_or(MoneyError::Overflow)?;
        parts.push(i64::try_from(whole).map_err(|_| MoneyError::Overflow)?);
        lost.push((Reverse(numerator.rem_euclid(denominator)), place));
    }
    let missing = i128::from(total) - parts.iter().copied().map(i128::from).sum::<i128>();
    let missing = usize::try_from(missing).ok().filter(|m| *m <= lost.len()).ok_or(MoneyError::Overflow)?;
    lost.sort_unstable();
    for (_, place) in lost.into_iter().take(missing) {
        if let Some(part) = parts.get_mut(place) {
            *part += 1;
        }
    }
    Ok(parts)
}

/// How a payment is spread when its money has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// What each part of each invoice gets; positive amounts, each part once.
    pub shares: Vec<Share>,
    /// What is over; becomes customer credit.
    pub credit: Money,
}

/// Spreads `received` over the `agreed` shares, each cut to what `balance_of` says is still owed.
///
/// The shares of an agreed payment that arrives whole are kept exactly. If less arrived than was
/// agreed, the earlier shares are filled first. What is over (a part was paid or waived meanwhile)
/// goes to what else is owed on the same invoices, charges first, as the choice would have it
/// today; only then it is credit. A share of nothing or less (its part has more than was agreed on
/// it already) asks for nothing and names its invoice.
pub fn allocate(
    received: Money,
    agreed: &[Share],
    mut balance_of: impl FnMut(InvoiceId, Component) -> i64,
) -> Result<Allocation, MoneyError> {
    let currency: Currency = received.currency();
    let also = Component::ALL
        .iter()
        .flat_map(|component| agreed.iter().map(|s| Share { component: *component, amount: received, ..*s }));
    let mut left = received;
    let mut shares: Vec<Share> = Vec::with_capacity(agreed.len());
    let mut places: BTreeMap<(InvoiceId, Component), usize> = BTreeMap::new();
    for wanted in agreed.iter().copied().filter(|share| share.amount.is_positive()).chain(also) {
        let place = *places.entry((wanted.invoice, wanted.component)).or_insert(shares.len());
        let has = shares.get(place).map_or(Money::zero(currency), |share| share.amount);
        let owed = Money::new(balance_of(wanted.invoice, wanted.component).max(0), currency).minus(has)?;
        let part = wanted.amount.min(owed)?.min(left)?;
        left = left.minus(part)?;
        match shares.get_mut(place) {
            Some(share) => share.amount = has.plus(part)?,
            None => shares.push(Share { amount: part, ..wanted }),
        }
    }
    shares.retain(|share| share.amount.is_positive());
    Ok(Allocation { shares, credit: left })
}

/// Takes `amount` back from what a payment did, the credit first (if it is still there), then the
/// shares, the last one filled first: principal before interest before fees, the mirror of paying.
/// Used by refunds and chargebacks.
///
/// `credit_left` is how much of the payment's credit the debtor has not used yet. What cannot be
/// taken back from either (a refund of more than was received) is returned as the last value and
/// belongs on the list of exceptions.
pub fn take_back(amount: Money, applied: &[Share], credit_left: Money) -> Result<(Allocation, Money), MoneyError> {
    let credit = amount.min(credit_left)?;
    let mut left = amount.minus(credit)?;
    let shares = fill(applied.iter().rev().copied(), left)?;
    for share in &shares {
        left = left.minus(share.amount)?;
    }
    Ok((Allocation { shares, credit }, left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use proptest::prelude::*;
    use uuid::Uuid;
    use {AllocationOrder as Order, Component as C};

    const ORDERS: [Order; 3] = [Order::OldestFirst, Order::CostsInterestPrincipal, Order::ProRata];

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn id(n: u128) -> InvoiceId {
        InvoiceId::new(Uuid::from_u128(n))
    }

    fn invoice(n: u128, due_day: u32, balance: i64) -> OpenInvoice {
        OpenInvoice::new(id(n), Date::from_ymd_opt(2026, 1, due_day).expect("a day"), mxn(balance))
    }

    fn late(n: u128, due_day: u32, [fees, interest, balance]: [i64; 3]) -> OpenInvoice {
        OpenInvoice { fees: mxn(fees), interest: mxn(interest), ..invoice(n, due_day, balance) }
    }

    /// Invoice number, part and minor units of each share.
    fn plain(shares: &[Share]) -> Vec<(u128, Component, i64)> {
        shares.iter().map(|s| (s.invoice.uuid().as_u128(), s.component, s.amount.minor())).collect()
    }

    fn spread_by(order: Order, open: &[OpenInvoice], amount: i64) -> Vec<(u128, Component, i64)> {
        plain(Choice::new(open, Some(mxn(amount)), mxn(1), order).expect("allowed").shares())
    }

    #[test]
    fn a_part_leaves_nothing_or_enough_to_be_charged() {
        let asked = |part, left, floor, min| leaves_enough(mxn(part), mxn(10_000), mxn(left), mxn(floor), mxn(min));
        assert_eq!(asked(9_000, 1_000, 1_000, 500), Ok(()), "just enough");
        let most = Some(mxn(9_000));
        assert_eq!(
            asked(9_001, 999, 1_000, 500),
            Err(ChoiceError::LeavesTooLittle { rest: mxn(999), whole: mxn(10_000), most })
        );
        assert_eq!(asked(10_000, 500, 1_000, 500), Ok(()), "all of what was chosen; the rest was not");
        assert_eq!(asked(9_500, 0, 1_000, 500), Ok(()), "nothing is left");
        let none = asked(1_200, 300, 1_000, 600).expect_err("too little is left");
        assert!(matches!(none, ChoiceError::LeavesTooLittle { most: None, .. }), "no part would do");
    }

    #[test]
    fn each_order_fills_by_its_law() {
        let open = [late(1, 20, [10, 5, 500]), late(2, 10, [20, 7, 300])];
        assert_eq!(
            spread_by(Order::OldestFirst, &open, 340),
            [(2, C::Fee, 20), (2, C::Interest, 7), (2, C::Principal, 300), (1, C::Fee, 10), (1, C::Interest, 3)]
        );
        assert_eq!(
            spread_by(Order::CostsInterestPrincipal, &open, 340),
            [(2, C::Fee, 20), (1, C::Fee, 10), (2, C::Interest, 7), (1, C::Interest, 5), (2, C::Principal, 298)]
        );
        // 340 × 327 ÷ 842 = 132.04 and 340 × 515 ÷ 842 = 207.96: 132 and, by its remainder, 208.
        assert_eq!(
            spread_by(Order::ProRata, &open, 340),
            [(2, C::Fee, 20), (2, C::Interest, 7), (2, C::Principal, 105)]
                .into_iter()
                .chain([(1, C::Fee, 10), (1, C::Interest, 5), (1, C::Principal, 193)])
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn odd_units_of_equal_debts_go_to_the_oldest() {
        let open = [invoice(1, 20, 100), invoice(2, 10, 100), invoice(3, 15, 100)];
        assert_eq!(
            spread_by(Order::ProRata, &open, 100),
            [(2, C::Principal, 34), (3, C::Principal, 33), (1, C::Principal, 33)]
        );
    }

    #[test]
    fn an_order_is_named_in_settings_as_the_law_has_it() {
        let read = |text: &str| serde_json::from_str::<Order>(text).expect("an order");
        assert_eq!(read("\"costs_interest_principal\""), Order::CostsInterestPrincipal);
        assert_eq!(read("\"pro_rata\""), Order::ProRata);
        assert_eq!(read("\"oldest_first\""), Order::default());
    }

    #[test]
    fn a_share_written_before_charges_existed_is_principal() {
        let share = Share::principal(id(7), mxn(5));
        let mut json = serde_json::to_value(share).expect("json");
        json.as_object_mut().expect("an object").remove("component");
        assert_eq!(serde_json::from_value::<Share>(json).expect("a share"), share);
    }

    #[test]
    fn what_is_too_much_or_too_little_is_refused_with_the_limit() {
        let new = |open: &[OpenInvoice], amount, min| Choice::new(open, amount, min, Order::default());
        let open = [late(1, 20, [20, 30, 450])];
        assert_eq!(new(&open, Some(mxn(501)), mxn(1)), Err(ChoiceError::MoreThanOwed { owed: mxn(500) }));
        assert_eq!(new(&open, Some(mxn(99)), mxn(100)), Err(ChoiceError::TooSmall { min: mxn(100) }));
        assert_eq!(new(&open, Some(mxn(0)), mxn(0)), Err(ChoiceError::TooSmall { min: mxn(0) }));
        assert_eq!(new(&open, Some(mxn(-5)), mxn(0)), Err(ChoiceError::TooSmall { min: mxn(0) }));
        assert_eq!(new(&[], None, mxn(1)), Err(ChoiceError::Nothing));
        assert_eq!(new(&[invoice(1, 20, 0), invoice(2, 20, -50)], None, mxn(1)), Err(ChoiceError::Nothing));
        // The last payment may be small: a balance under `min` can still be cleared.
        assert!(new(&[invoice(1, 20, 50)], None, mxn(100)).is_ok());
        // Interest can be left over when the principal is paid.
        assert_eq!(new(&[late(1, 20, [0, 30, 0])], None, mxn(1)).map(|c| c.total()), Ok(mxn(30)));
    }

    #[test]
    fn two_currencies_are_never_added_up() {
        let usd = Money::new(300, "USD".parse().expect("a currency"));
        let two = [invoice(1, 20, 500), OpenInvoice::new(id(2), invoice(2, 10, 0).due, usd)];
        for order in ORDERS {
            assert_eq!(Choice::new(&two, None, mxn(1), order), Err(ChoiceError::TwoCurrencies));
        }
    }

    #[test]
    fn an_invoice_paid_meanwhile_leaves_credit() {
        let agreed = [Share::principal(id(1), mxn(500))];
        let owed = |_, component| if component == C::Principal { 120 } else { 0 };
        let settled = allocate(mxn(500), &agreed, owed).expect("in range");
        assert_eq!((plain(&settled.shares), settled.credit), (vec![(1, C::Principal, 120)], mxn(380)));
    }

    #[test]
    fn what_is_over_goes_to_the_same_invoices_before_it_is_credit() {
        // The fee was waived meanwhile, and two days more of interest have come into the books.
        let agreed = [
            Share { invoice: id(1), component: C::Fee, amount: mxn(50) },
            Share { invoice: id(1), component: C::Interest, amount: mxn(10) },
            Share::principal(id(1), mxn(440)),
        ];
        let owed = |_, component| match component {
            C::Fee => 0,
            C::Interest => 12,
            C::Principal => 470,
        };
        let settled = allocate(mxn(500), &agreed, owed).expect("in range");
        assert_eq!(plain(&settled.shares), [(1, C::Interest, 12), (1, C::Principal, 470)]);
        assert_eq!(settled.credit, mxn(18));
    }

    #[test]
    fn a_share_that_has_more_than_was_agreed_takes_nothing_from_the_others() {
        // 50 had gone to the fee, on which nothing was agreed; 20 of it went back and come again.
        let agreed = [Share::principal(id(1), mxn(0)), Share { invoice: id(1), component: C::Fee, amount: mxn(-30) }];
        let owed = |_, component| if component == C::Fee { 25 } else { 0 };
        let settled = allocate(mxn(20), &agreed, owed).expect("in range");
        assert_eq!((plain(&settled.shares), settled.credit), (vec![(1, C::Fee, 20)], mxn(0)));
    }

    /// Due day, and fees, interest and principal, any of which may be nothing.
    fn debts() -> impl Strategy<Value = Vec<OpenInvoice>> {
        let part = || prop_oneof![Just(0), 1..1_000_000_i64];
        prop::collection::vec((1..28_u32, part(), part(), part()), 1..30)
            .prop_map(|all| (0_u128..).zip(all).map(|(n, (day, f, i, p))| late(n, day, [f, i, p])).collect::<Vec<_>>())
            .prop_filter("something is owed", |open| open.iter().any(|i| i.owed() != Ok(mxn(0))))
    }

    fn of(shares: &[Share], invoice: InvoiceId, component: Component) -> i64 {
        let is = |s: &&Share| s.invoice == invoice && s.component == component;
        shares.iter().filter(is).map(|s| s.amount.minor()).sum()
    }

    proptest! {
        #[test]
        fn a_choice_spreads_exactly_what_is_paid_and_keeps_the_order(
            open in debts(), permille in 1..=1000_i64, order in prop::sample::select(ORDERS.to_vec()),
        ) {
            let owed: i64 = open.iter().map(|i| i.owed().expect("in range").minor()).sum();
            let amount = (owed * permille / 1000).max(1);
            let choice = Choice::new(&open, Some(mxn(amount)), mxn(1), order).expect("allowed");
            let shares = choice.shares();
            prop_assert_eq!(shares.iter().map(|s| s.amount.minor()).sum::<i64>(), amount);
            prop_assert!(shares.iter().all(|s| s.amount.is_positive()));
            let left = |i: &OpenInvoice, c| i.owed_of(c).minor() - of(shares, i.id, c);
            let paid = |i: &OpenInvoice| C::ALL.iter().map(|c| of(shares, i.id, *c)).sum::<i64>();
            for i in &open {
                for (n, c) in C::ALL.iter().enumerate() {
                    prop_assert!(left(i, *c) >= 0);
                    // Inside one invoice, no part is touched while an earlier part is open.
                    prop_assert!(of(shares, i.id, *c) == 0 || C::ALL[..n].iter().all(|before| left(i, *before) == 0));
                }
            }
            match order {
                Order::OldestFirst => for (a, b) in open.iter().flat_map(|a| open.iter().map(move |b| (a, b))) {
                    let older = (a.due, a.id) < (b.due, b.id);
                    prop_assert!(!older || paid(b) == 0 || paid(a) == a.owed().expect("in range").minor());
                },
                Order::CostsInterestPrincipal => for (n, c) in C::ALL.iter().enumerate() {
                    let touched = open.iter().any(|i| of(shares, i.id, *c) > 0);
                    let open_before = open.iter().any(|i| C::ALL[..n].iter().any(|before| left(i, *before) > 0));
                    prop_assert!(!touched || !open_before, "{c:?} was touched too early");
                },
                Order::ProRata => for i in &open {
                    let exact = i128::from(amount) * i128::from(i.owed().expect("in range").minor());
                    prop_assert!((i128::from(paid(i)) * i128::from(owed) - exact).abs() < i128::from(owed));
                },
            }
        }

        #[test]
        fn settling_loses_nothing_and_never_overpays(
            agreed in prop::collection::vec((0..8_u128, 0..3_usize, 1..1_000_000_i64), 0..12),
            balances in prop::collection::vec(prop::array::uniform3(0..1_000_000_i64), 8),
            received in 0..9_000_000_i64,
        ) {
            let agreed: Vec<_> = agreed.iter()
                .map(|(n, c, amount)| Share { invoice: id(*n), component: C::ALL[*c], amount: mxn(*amount) }).collect();
            let place = |c| C::ALL.iter().position(|d| *d == c).expect("a component");
            let owed = |i: InvoiceId, c| balances[usize::try_from(i.uuid().as_u128()).expect("small")][place(c)];
            let settled = allocate(mxn(received), &agreed, owed).expect("in range");
            let applied: i64 = settled.shares.iter().map(|s| s.amount.minor()).sum();
            prop_assert_eq!(applied + settled.credit.minor(), received);
            prop_assert!(settled.credit.minor() >= 0);
            for (n, share) in settled.shares.iter().enumerate() {
                prop_assert!(share.amount.is_positive() && share.amount.minor() <= owed(share.invoice, share.component));
                let twice = settled.shares[..n].iter().any(|s| (s.invoice, s.component) == (share.invoice, share.component));
                prop_assert!(!twice);
                prop_assert!(agreed.iter().any(|a| a.invoice == share.invoice), "an invoice nobody chose");
            }
            // Credit only when nothing is left on any invoice of the payment.
            let all_paid = agreed.iter().all(|a| C::ALL.iter().all(|c| of(&settled.shares, a.invoice, *c) == owed(a.invoice, *c)));
            prop_assert!(settled.credit.is_zero() || all_paid);
        }

        #[test]
        fn what_was_agreed_is_kept_when_nothing_changed_meanwhile(
            open in debts(), permille in 1..=1000_i64, order in prop::sample::select(ORDERS.to_vec()),
        ) {
            let owed: i64 = open.iter().map(|i| i.owed().expect("in range").minor()).sum();
            let choice = Choice::new(&open, Some(mxn((owed * permille / 1000).max(1))), mxn(1), order).expect("allowed");
            let balance = |id, c| open.iter().find(|i| i.id == id).expect("a chosen invoice").owed_of(c).minor();
            let settled = allocate(choice.total(), choice.shares(), balance).expect("in range");
            prop_assert_eq!(settled, Allocation { shares: choice.shares().to_vec(), credit: mxn(0) });
        }

        #[test]
        fn taking_back_is_the_mirror(
            applied in prop::collection::vec((0..3_usize, 1..100_000_i64), 0..8), credit in 0..100_000_i64, amount in 0..1_000_000_i64,
        ) {
            let shares: Vec<_> = (0_u128..).zip(&applied)
                .map(|(n, (c, a))| Share { invoice: id(n), component: C::ALL[*c], amount: mxn(*a) }).collect();
            let (back, missing) = take_back(mxn(amount), &shares, mxn(credit)).expect("in range");
            let taken: i64 = back.shares.iter().map(|s| s.amount.minor()).sum();
            prop_assert_eq!(taken + back.credit.minor() + missing.minor(), amount);
            prop_assert_eq!(missing.minor(), (amount - credit - applied.iter().map(|(_, a)| a).sum::<i64>()).max(0));
            // Whole shares from the end, and at most one in part.
            for (taken, share) in back.shares.iter().zip(shares.iter().rev()) {
                prop_assert_eq!((taken.invoice, taken.component), (share.invoice, share.component));
                prop_assert!(taken.amount == share.amount || taken == back.shares.last().expect("one"));
            }
        }

        #[test]
        fn largest_remainders_are_exact(weights in prop::collection::vec(0..1_000_000_000_i64, 1..40), total in 0..1_000_000_000_i64) {
            let sum: i128 = weights.iter().copied().map(i128::from).sum::<i128>().max(1);
            prop_assume!(sum > 1 || weights.contains(&1));
            let exact: Vec<i128> = weights.iter().map(|w| i128::from(*w) * i128::from(total)).collect();
            let parts = largest_remainders(&exact, sum, total).expect("in range");
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            for (part, exact) in parts.iter().zip(&exact) {
                prop_assert!((i128::from(*part) * sum - exact).abs() < sum);
            }
        }
    }

    #[test]
    fn fractions_that_do_not_make_the_total_are_refused() {
        assert_eq!(largest_remainders(&[5, 5], 10, 3), Err(MoneyError::Overflow));
        assert_eq!(largest_remainders(&[50], 10, 3), Err(MoneyError::Overflow));
        assert_eq!(largest_remainders(&[5], 0, 1), Err(MoneyError::Overflow));
    }
}
