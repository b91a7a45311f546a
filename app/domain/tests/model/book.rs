//! A creditor's books, kept by the domain's own functions.
//!
//! What is here is only the order in which they are called, as the server calls them.

use crate::walk::{CURRENCIES, Op};
use domain::allocation::{Allocation, AllocationOrder, Choice, Share, allocate, take_back};
use domain::date::{Date, add_days};
use domain::discount::{DiscountBase, Reduction, TaxMode};
use domain::id::{DebtorId, InvoiceId};
use domain::interest::{
    AccruingDebt, DayCount, InterestTerms, PostedInterest, Rate, RateTable, accrue, interest_to_post, steps,
};
use domain::invoice::{Charge, Component, OpenInvoice};
use domain::ledger::{Account, CreditSource, Entry, EntryError, EntryKind, Posting};
use domain::money::{Currency, Money};
use domain::payment::{
    Chargeback, ChargebackState, ProviderName, Refund, RefundState, chargeback_target, refund_target,
};
use domain::plan::default_terms::{DefaultTerms, Reminders, WhenBroken, WhenKept};
use domain::plan::schedule::Frequency;
use domain::plan::solver::solve;
use domain::plan::standing::{PlanPayment, PlanStanding, standing};
use domain::plan::{FinanceCharge, InvoicePart, Pace, Plan, PlanRequest, PlanRules};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// Sums by account and currency.
pub type Balances = HashMap<(Account, Currency), i64>;

/// A mistake that somebody might make, for the test of the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planted {
    /// Every fortieth payment leaves one minor unit of the debt open and makes it credit: the entry
    /// balances, so only the model can know.
    UnitToCredit,
    /// Interest is posted without looking at what is booked already.
    InterestTwice,
    /// One entry reaches the balances and not the log.
    LogForgets,
}

struct Invoice {
    debtor: DebtorId,
    currency: Currency,
    due: Date,
    movements: Vec<(Date, Money)>,
    booked: Option<PostedInterest>,
}

struct Row {
    share: Share,
    applied: Money,
    discount: Money,
    discounted: Money,
}

struct Payment {
    debtor: DebtorId,
    provider: ProviderName,
    amount: Money,
    rows: Vec<Row>,
    settles: bool,
    received: Money,
    credit: Money,
    refunds: Vec<Refund>,
    chargebacks: Vec<Chargeback>,
    refunded: Money,
    charged_back: Money,
}

/// Everything of one creditor.
pub struct Book {
    pub balances: Balances,
    /// Every entry, in order: the balances can be made from it again.
    pub log: Vec<Entry>,
    /// Of the log, as it grew.
    pub digest: u64,
    pub planted: Option<Planted>,
    pub plans: Vec<(Plan, Vec<PlanPayment>)>,
    today: Date,
    terms: InterestTerms,
    invoices: Vec<Invoice>,
    payments: Vec<Payment>,
    disputes: Vec<(usize, Option<i64>)>,
    arrived: u32,
}

pub fn day(n: i64) -> Date {
    Date::from_num_days_from_ce_opt(740_000 + i32::try_from(n).expect("small")).expect("a day")
}

pub fn invoice_id(n: usize) -> InvoiceId {
    InvoiceId::new(Uuid::from_u128(u128::try_from(n).expect("small")))
}

pub fn debtor_id(n: usize) -> DebtorId {
    DebtorId::new(Uuid::from_u128(u128::try_from(n).expect("small")))
}

pub fn currency(n: usize) -> Currency {
    CURRENCIES[n].parse().expect("a currency")
}

/// The reverse of [`invoice_id`].
pub fn number(id: InvoiceId) -> usize {
    usize::try_from(id.uuid().as_u128()).expect("small")
}

/// The balances that a log comes to, and its digest.
pub fn replayed(log: &[Entry]) -> (Balances, u64) {
    let (mut balances, mut digest) = (Balances::new(), EMPTY);
    log.iter().for_each(|entry| play(entry, &mut balances, &mut digest));
    (balances, digest)
}

/// The digest of an empty log.
const EMPTY: u64 = 0xCBF2_9CE4_8422_2325;

fn play(entry: &Entry, balances: &mut Balances, digest: &mut u64) {
    for Posting { account, amount } in entry.postings() {
        *balances.entry((*account, entry.currency())).or_default() += amount.minor();
        let of = match account {
            Account::CustomerCredit(id) => Some(id.uuid()),
            account => account.owes().map(|(id, _)| id.uuid()),
        };
        let what = entry.kind().as_str().bytes().chain(of.unwrap_or_default().into_bytes());
        for byte in what.chain(amount.minor().to_le_bytes()) {
            *digest = (*digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}

impl Book {
    /// Books with `bps` hundredths of a per cent from the first day and twice as much from day 30.
    pub fn new(bps: i64, basis: DayCount, grace_days: u16) -> Self {
        let rate = |from, bps| Rate { from: day(from), percent: Decimal::new(bps, 2) };
        let rates = RateTable::try_from(vec![rate(-400, bps), rate(30, 2 * bps)]).expect("rates");
        let terms = InterestTerms { rates, basis, grace_days, grace_counts: false, cap: None, flat_fee: None };
        Self {
            balances: Balances::new(),
            log: Vec::new(),
            digest: EMPTY,
            planted: None,
            plans: Vec::new(),
            today: day(0),
            terms,
            invoices: Vec::new(),
            payments: Vec::new(),
            disputes: Vec::new(),
            arrived: 0,
        }
    }

    /// Where a plan stands today.
    pub fn standing(&self, plan: usize) -> PlanStanding {
        let (plan, payments) = &self.plans[plan];
        let default_terms = DefaultTerms {
            grace_days: 5,
            cure_days: 10,
            charges_rest: false,
            reminders: Reminders::None,
            early: None,
            reschedules: 0,
            when_kept: WhenKept { waive_rested_charges: false },
            when_broken: WhenBroken {
                claw_back_charges: false,
                claw_back_discounts: false,
                waive_price_to_come: false,
            },
        };
        standing(plan, &default_terms, payments, self.today).expect("in range")
    }

    /// Lets it happen; `false` where the rules refuse it.
    pub fn apply(&mut self, op: Op) -> bool {
        match op {
            Op::Day => {
                self.today = self.today.succ_opt().expect("a day");
                true
            }
            Op::Invoice { debtor, currency: n, total, due } => {
                let (debtor, currency, due) = (debtor_id(debtor), currency(n), day(due));
                let id = invoice_id(self.invoices.len());
                self.invoices.push(Invoice { debtor, currency, due, movements: Vec::new(), booked: None });
                self.post(Entry::invoiced(id, Money::new(total, currency)))
            }
            Op::Correct { invoice, by } => self.post(Entry::invoice_changed(invoice_id(invoice), self.of(invoice, by))),
            Op::Outside { invoice, amount } => {
                self.post(Entry::paid_outside(invoice_id(invoice), self.of(invoice, amount)))
            }
            Op::Choose { invoices, amount, order, provider } => {
                let mut open: Vec<OpenInvoice> = invoices.iter().map(|invoice| self.open(*invoice)).collect();
                open.dedup();
                let orders =
                    [AllocationOrder::OldestFirst, AllocationOrder::CostsInterestPrincipal, AllocationOrder::ProRata];
                let amount = amount.map(|minor| self.of(invoices[0], minor));
                match Choice::new(&open, amount, self.of(invoices[0], 1), orders[order]) {
                    Ok(choice) => {
                        let none = self.of(invoices[0], 0);
                        let rows = choice.shares().iter().map(|share| (*share, none)).collect();
                        self.create(invoices[0], provider, rows, false)
                    }
                    Err(_) => false,
                }
            }
            Op::Early { invoice, percent, provider } => {
                let open = self.open(invoice);
                if open.owed_of(Component::Fee).is_positive() || open.owed_of(Component::Interest).is_positive() {
                    return false;
                }
                let base = DiscountBase { balance: open.balance, total: open.balance, untaxed: open.balance };
                match Reduction::Percent(Decimal::from(percent)).of(base, TaxMode::Included) {
                    Ok(quote) => {
                        let row = (Share::principal(open.id, quote.to_pay), quote.off);
                        self.create(invoice, provider, vec![row], false)
                    }
                    Err(_) => false,
                }
            }
            Op::Settle { invoice, percent, provider } => {
                let open = self.open(invoice);
                let to_pay = open.owed().and_then(|owed| owed.percent(Decimal::from(percent))).expect("in range");
                let min = Money::new(1, to_pay.currency());
                match Choice::new(&[open], Some(to_pay), min, AllocationOrder::OldestFirst) {
                    Ok(choice) => {
                        let rows = Component::ALL.map(|component| {
                            let paid = choice.shares().iter().find(|share| share.component == component);
                            let amount = paid.map_or(Money::zero(to_pay.currency()), |share| share.amount);
                            let rest = open.owed_of(component).minus(amount).expect("in range");
                            (Share { invoice: open.id, component, amount }, rest)
                        });
                        self.create(invoice, provider, rows.into(), true)
                    }
                    Err(_) => false,
                }
            }
            Op::Arrive { payment } => self.arrive(payment),
            Op::Refund { payment, amount } => self.hear(payment, |payment, money| {
                let provider_id = format!("re_{}", payment.refunds.len());
                let state = RefundState::Succeeded;
                payment.refunds.push(Refund { provider_id, amount: money(amount), state });
                true
            }),
            Op::RefundFails { payment } => self.hear(payment, |payment, _| {
                let last = payment.refunds.iter_mut().rfind(|refund| refund.state != RefundState::Failed);
                last.map(|refund| refund.state = RefundState::Failed).is_some()
            }),
            Op::Chargeback { payment, amount } => self.hear(payment, |payment, money| {
                let provider_id = format!("dp_{}", payment.chargebacks.len());
                let state = ChargebackState::Open;
                payment.chargebacks.push(Chargeback { provider_id, amount: money(amount), state });
                true
            }),
            Op::Decided { payment, won } => self.hear(payment, |payment, _| {
                let last = payment.chargebacks.iter_mut().rfind(|chargeback| chargeback.state == ChargebackState::Open);
                let decided = if won { ChargebackState::Won } else { ChargebackState::Lost };
                last.map(|chargeback| chargeback.state = decided).is_some()
            }),
            Op::Fee { invoice, amount } => {
                self.post(Entry::charged(invoice_id(invoice), Charge::Fee, self.of(invoice, amount)))
            }
            Op::Waive { invoice, fees } => {
                let charge = if fees { Charge::Fee } else { Charge::Interest };
                let open = self.open(invoice).owed_of(charge.into());
                self.post(Entry::waived(invoice_id(invoice), charge, open))
            }
            Op::Interest { invoice } => self.interest(invoice),
            Op::WriteOff { invoice } => {
                let (open, currency) = (self.open(invoice), self.invoices[invoice].currency);
                let all = Component::ALL.map(|c| Share { invoice: open.id, component: c, amount: open.owed_of(c) });
                self.post(Entry::written_off(currency, &all))
            }
            Op::UseCredit { invoice } => {
                let Invoice { debtor, currency, .. } = self.invoices[invoice];
                let open = self.open(invoice);
                let has = Money::new(-self.balance(Account::CustomerCredit(debtor), currency), currency);
                let Ok(max) = open.owed().and_then(|owed| owed.min(has)) else { return false };
                match Choice::new(&[open], Some(max), Money::new(1, currency), AllocationOrder::OldestFirst) {
                    Ok(choice) => self.post(Entry::set_off(CreditSource::Account(debtor), currency, choice.shares())),
                    Err(_) => false,
                }
            }
            Op::Extend { invoice, days } => {
                let invoice = &mut self.invoices[invoice];
                invoice.due = add_days(invoice.due, u32::try_from(days).expect("small")).expect("a day");
                true
            }
            Op::Object { invoice, amount } => {
                let open = self.open(invoice).owed_of(Component::Principal).minor();
                if open < amount {
                    return false;
                }
                self.rests(invoice, -amount);
                self.disputes.push((invoice, Some(amount)));
                true
            }
            Op::Answer { dispute, upheld } => {
                let Some((invoice, Some(amount))) = self.disputes.get_mut(dispute).map(|o| (o.0, o.1.take())) else {
                    return false;
                };
                self.rests(invoice, amount);
                !upheld || self.post(Entry::invoice_changed(invoice_id(invoice), self.of(invoice, -amount)))
            }
            Op::Plan { invoice, count } => self.plan(invoice, count),
            Op::PayPlan { plan, amount, provider } => self.pay_plan(plan, amount, provider),
        }
    }

    fn of(&self, invoice: usize, minor: i64) -> Money {
        Money::new(minor, self.invoices[invoice].currency)
    }

    fn balance(&self, account: Account, currency: Currency) -> i64 {
        self.balances.get(&(account, currency)).copied().unwrap_or_default()
    }

    fn open(&self, invoice: usize) -> OpenInvoice {
        let (id, Invoice { due, currency, .. }) = (invoice_id(invoice), &self.invoices[invoice]);
        let part = |component| Money::new(self.balance(Account::owed(id, component), *currency), *currency);
        OpenInvoice {
            interest: part(Component::Interest),
            fees: part(Component::Fee),
            ..OpenInvoice::new(id, *due, part(Component::Principal))
        }
    }

    /// Writes an entry; `false` for one that would say nothing.
    fn post(&mut self, entry: Result<Entry, EntryError>) -> bool {
        let entry = match entry {
            Err(EntryError::TooFew) => return false,
            entry => entry.expect("a balanced entry"),
        };
        play(&entry, &mut self.balances, &mut self.digest);
        for posting in entry.postings() {
            if let Some((invoice, Component::Principal)) = posting.account.owes() {
                self.invoices[number(invoice)].movements.push((self.today, posting.amount));
            }
        }
        if self.planted != Some(Planted::LogForgets) || self.log.len() < 40 {
            self.log.push(entry);
        }
        true
    }

    /// A disputed part bears no interest while it is open.
    fn rests(&mut self, invoice: usize, change: i64) {
        let change = (self.today, self.of(invoice, change));
        self.invoices[invoice].movements.push(change);
    }

    fn interest(&mut self, n: usize) -> bool {
        let invoice = &mut self.invoices[n];
        let principal = steps(invoice.currency, invoice.movements.iter().copied()).expect("in range");
        let debt = AccruingDebt { currency: invoice.currency, due: invoice.due, principal, pauses: Vec::new() };
        let accrual = accrue(&self.terms, &debt, self.today).expect("in range");
        let booked = invoice.booked.filter(|_| self.planted != Some(Planted::InterestTwice));
        match interest_to_post(&accrual, booked).expect("in range") {
            Some((state, new)) => {
                invoice.booked = Some(state);
                self.post(Entry::charged(invoice_id(n), Charge::Interest, new))
            }
            None => false,
        }
    }

    fn create(&mut self, invoice: usize, provider: usize, rows: Vec<(Share, Money)>, settles: bool) -> bool {
        let Invoice { debtor, currency, .. } = self.invoices[invoice];
        let none = Money::zero(currency);
        let amount = Money::total(currency, rows.iter().map(|(share, _)| share.amount)).expect("in range");
        let row = |(share, discount)| Row { share, applied: none, discount, discounted: none };
        self.payments.push(Payment {
            debtor,
            provider: ProviderName::ALL[provider],
            amount,
            rows: rows.into_iter().map(row).collect(),
            settles,
            received: none,
            credit: none,
            refunds: Vec::new(),
            chargebacks: Vec::new(),
            refunded: none,
            charged_back: none,
        });
        true
    }

    fn plan(&mut self, invoice: usize, count: u16) -> bool {
        let amount = self.open(invoice).owed_of(Component::Principal);
        let (money, month) = (|minor| Money::new(minor, amount.currency()), add_days(self.today, 30).expect("a day"));
        let rules = PlanRules {
            start: self.today,
            price: FinanceCharge::none(amount.currency()),
            frequencies: vec![Frequency::Monthly],
            first_from: self.today,
            first_to: month,
            latest_end: None,
            max_instalments: 12,
            min_instalment: money(1),
            min_down: money(0),
            max_down: money(0),
            step: 1,
        };
        let request = PlanRequest { pace: Pace::Count(count), first: month, frequency: Frequency::Monthly, down: None };
        match solve(&[InvoicePart { invoice: invoice_id(invoice), amount }], request, &rules) {
            Ok(plan) => self.plans.push((plan, Vec::new())),
            Err(_) => return false,
        }
        true
    }

    fn pay_plan(&mut self, plan: usize, amount: i64, provider: usize) -> bool {
        let Some((terms, _)) = self.plans.get(plan) else { return false };
        let invoice = number(terms.invoices[0].invoice);
        let amount = self.of(invoice, amount);
        match Choice::new(&[self.open(invoice)], Some(amount), self.of(invoice, 1), AllocationOrder::OldestFirst) {
            Ok(choice) => {
                let none = self.of(invoice, 0);
                self.create(invoice, provider, choice.shares().iter().map(|share| (*share, none)).collect(), false);
                self.arrive(self.payments.len() - 1);
                self.plans[plan].1.push(PlanPayment { on: self.today, amount });
                true
            }
            Err(_) => false,
        }
    }

    fn arrive(&mut self, n: usize) -> bool {
        let Some(payment) = self.payments.get(n).filter(|payment| payment.received.is_zero()) else { return false };
        let (received, provider, debtor) = (payment.amount, payment.provider, payment.debtor);
        let mut settlement = self.settlement(n, received);
        self.arrived += 1;
        if self.planted == Some(Planted::UnitToCredit) && self.arrived.is_multiple_of(40) {
            let unit = Money::new(1, received.currency());
            if let Some(share) = settlement.shares.last_mut() {
                share.amount = share.amount.minus(unit).expect("in range");
                settlement.credit = settlement.credit.plus(unit).expect("in range");
            }
        }
        self.payments[n].received = received;
        self.book(n, Entry::paid(provider, debtor, &settlement.shares, settlement.credit), &settlement, false);
        self.balance_all(n, false);
        true
    }

    /// A fact of a payment; money goes back only once it has come.
    fn hear(&mut self, n: usize, fact: impl FnOnce(&mut Payment, &dyn Fn(i64) -> Money) -> bool) -> bool {
        let Some(payment) = self.payments.get_mut(n) else { return false };
        let currency = payment.amount.currency();
        let heard = fact(payment, &|minor| Money::new(minor, currency));
        if heard && payment.received.is_positive() {
            let held = payment.holds();
            self.balance_all(n, held);
        }
        heard
    }

    fn balance_all(&mut self, n: usize, held: bool) {
        let payment = &mut self.payments[n];
        let wanted = refund_target(&payment.refunds, Money::zero(payment.amount.currency())).expect("in range");
        let target = wanted.min(payment.received).expect("in range");
        let refund = target.minus(payment.refunded).expect("in range");
        payment.refunded = target;
        self.give_back(n, refund, EntryKind::Refunded, EntryKind::RefundFailed);

        let payment = &mut self.payments[n];
        let left = payment.received.minus(payment.refunded).expect("in range");
        let asked = chargeback_target(&payment.chargebacks, payment.amount.currency()).expect("in range");
        let target = asked.min(left).expect("in range");
        let taken = target.minus(payment.charged_back).expect("in range");
        payment.charged_back = target;
        self.give_back(n, taken, EntryKind::ChargedBack, EntryKind::ChargebackWon);
        self.balance_discounts(n, held);
    }

    fn give_back(&mut self, n: usize, difference: Money, away: EntryKind, again: EntryKind) {
        let Payment { provider, debtor, credit, .. } = self.payments[n];
        if difference.is_positive() {
            let currency = difference.currency();
            let rows = self.payments[n].rows.iter().filter(|row| row.applied.is_positive());
            let applied: Vec<Share> = rows.map(|row| Share { amount: row.applied, ..row.share }).collect();
            let has = -self.balance(Account::CustomerCredit(debtor), currency);
            let credit_left = Money::new(has.min(credit.minor()).max(0), currency);
            let (mut settlement, missing) = take_back(difference, &applied, credit_left).expect("in range");
            settlement.credit = settlement.credit.plus(missing).expect("in range");
            let entry = Entry::taken_back(away, provider, debtor, &settlement.shares, settlement.credit);
            self.book(n, entry, &settlement, true);
        } else if !difference.is_zero() {
            let settlement = self.settlement(n, difference.negated().expect("in range"));
            let entry = Entry::restored(again, provider, debtor, &settlement.shares, settlement.credit);
            self.book(n, entry, &settlement, false);
        }
    }

    /// How money spreads now over what of each share is not on its invoice.
    fn settlement(&self, n: usize, amount: Money) -> Allocation {
        let rows = self.payments[n].rows.iter();
        let agreed: Vec<Share> =
            rows.map(|r| Share { amount: r.share.amount.minus(r.applied).expect("in range"), ..r.share }).collect();
        allocate(amount, &agreed, |invoice, part| self.open(number(invoice)).owed_of(part).minor()).expect("in range")
    }

    fn book(&mut self, n: usize, entry: Result<Entry, EntryError>, settlement: &Allocation, back: bool) {
        self.post(entry);
        let sign = |amount: Money| if back { amount.negated().expect("in range") } else { amount };
        let payment = &mut self.payments[n];
        payment.credit = payment.credit.plus(sign(settlement.credit)).expect("in range");
        for share in &settlement.shares {
            let same = |row: &&mut Row| (row.share.invoice, row.share.component) == (share.invoice, share.component);
            let none = Money::zero(share.amount.currency());
            match payment.rows.iter_mut().find(same) {
                Some(row) => row.applied = row.applied.plus(sign(share.amount)).expect("in range"),
                None => payment.rows.push(Row {
                    share: Share { amount: none, ..*share },
                    applied: sign(share.amount),
                    discount: none,
                    discounted: none,
                }),
            }
        }
    }

    /// What was spared stands while the payment holds any money.
    fn balance_discounts(&mut self, n: usize, held: bool) {
        let (holds, settles) = (self.payments[n].holds(), self.payments[n].settles);
        let currency = self.payments[n].amount.currency();
        if holds == held {
            return;
        }
        let mut shares = Vec::new();
        for at in 0..self.payments[n].rows.len() {
            let Row { share, discount, discounted, .. } = &self.payments[n].rows[at];
            let open = self.open(number(share.invoice)).owed_of(share.component);
            let more = discount.minus(*discounted).and_then(|more| more.min(open)).expect("in range");
            let share = Share { amount: if holds { more } else { *discounted }, ..*share };
            let row = &mut self.payments[n].rows[at];
            row.discounted = if holds { row.discounted.plus(more).expect("in range") } else { Money::zero(currency) };
            shares.push(share);
        }
        shares.retain(|share| share.amount.is_positive());
        if shares.is_empty() {
            return;
        }
        let spared = if settles { Entry::written_off } else { Entry::discounted };
        let entry = spared(currency, &shares).expect("a balanced entry");
        self.post(if holds { Ok(entry) } else { entry.reversed() });
    }
}

impl Payment {
    fn holds(&self) -> bool {
        self.received.minor() > self.refunded.minor() + self.charged_back.minor()
    }
}
