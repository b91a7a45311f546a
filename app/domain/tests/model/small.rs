//! The model: what must be owed and earned, in plain numbers and in the most obvious way.
//!
//! Nothing of the domain's arithmetic is used. Interest is added up day by day, a plan is dealt out
//! like cards, and no entry is written: each event just changes what it is said to change.

use crate::book::{debtor_id, number};
use crate::walk::{CURRENCIES, DEBTORS, Op};
use domain::ledger::Account;
use domain::money::Currency;
use domain::payment::ProviderName;
use std::collections::HashMap;

/// The parts of a debt, in the order in which they are paid.
const FEE: usize = 0;
const INTEREST: usize = 1;
const PRINCIPAL: usize = 2;

pub struct Invoice {
    pub debtor: usize,
    pub currency: usize,
    /// Fees, interest, principal; below zero where more was taken off than was owed.
    pub owed: [i64; 3],
    due: i64,
    since: i64,
    resting: i64,
    /// What bore interest at the end of each day.
    evenings: Vec<i64>,
    /// Interest charged so far.
    charged: i64,
}

/// A part of a payment: where it goes, how much was agreed and is there, what was spared.
struct Part {
    place: (usize, usize),
    agreed: i64,
    applied: i64,
    off: i64,
    spared: i64,
}

pub struct Payment {
    pub amount: i64,
    debtor: usize,
    currency: usize,
    provider: usize,
    parts: Vec<Part>,
    settles: bool,
    arrived: bool,
    credit: i64,
    /// Amount, and whether it failed.
    refunds: Vec<(i64, bool)>,
    /// Amount, and whether it was won; none while it is open.
    chargebacks: Vec<(i64, Option<bool>)>,
    refunded: i64,
    charged_back: i64,
}

pub struct Plan {
    pub instalments: Vec<i64>,
    pub paid: i64,
    invoice: usize,
}

pub struct Small {
    pub today: i64,
    pub invoices: Vec<Invoice>,
    pub payments: Vec<Payment>,
    pub plans: Vec<Plan>,
    pub disputes: Vec<(usize, Option<i64>)>,
    terms: (i64, i64, i64),
    credit: [[i64; CURRENCIES.len()]; DEBTORS],
    sums: HashMap<(&'static str, usize), i64>,
}

/// A fraction of two positive numbers to the nearest whole one, halves up.
fn nearest(over: i128, under: i128) -> i64 {
    i64::try_from((2 * over + under) / (2 * under)).expect("in range")
}

impl Small {
    /// See [`crate::book::Book::new`]; `year` is how many days a year has.
    pub fn new(bps: i64, year: i64, grace_days: i64) -> Self {
        Self {
            today: 0,
            invoices: Vec::new(),
            payments: Vec::new(),
            plans: Vec::new(),
            disputes: Vec::new(),
            terms: (bps, year, grace_days),
            credit: [[0; CURRENCIES.len()]; DEBTORS],
            sums: HashMap::new(),
        }
    }

    /// What must stand in an account.
    pub fn balance(&self, account: Account, wanted: Currency) -> i64 {
        let Some(c) = CURRENCIES.iter().position(|code| *code == wanted.code()) else { return 0 };
        let sum = |name| self.sums.get(&(name, c)).copied().unwrap_or_default();
        let owed = |id, part| self.invoices.get(number(id)).filter(|i| i.currency == c).map_or(0, |i| i.owed[part]);
        match account {
            Account::FeesDue(id) => owed(id, FEE),
            Account::InterestDue(id) => owed(id, INTEREST),
            Account::Receivable(id) => owed(id, PRINCIPAL),
            Account::CustomerCredit(id) => {
                -(0..DEBTORS).filter(|d| debtor_id(*d) == id).map(|d| self.credit[d][c]).sum::<i64>()
            }
            Account::Invoiced => sum("invoiced"),
            Account::Clearing(provider) => sum(provider.as_str()),
            Account::Bank => sum("bank"),
            Account::InterestIncome => sum("interest"),
            Account::FeeIncome => sum("fees"),
            Account::Discounts => sum("discounts"),
            Account::WriteOffs => sum("write-offs"),
        }
    }

    /// Lets it happen; `false` where it must be refused.
    pub fn apply(&mut self, op: Op) -> bool {
        match op {
            Op::Day => {
                self.invoices.iter_mut().for_each(|i| i.evenings.push(i.owed[PRINCIPAL] - i.resting));
                self.today += 1;
                true
            }
            Op::Invoice { debtor, currency, total, due } => {
                let (owed, since) = ([0; 3], self.today);
                self.invoices.push(Invoice {
                    debtor,
                    currency,
                    owed,
                    due,
                    since,
                    resting: 0,
                    evenings: Vec::new(),
                    charged: 0,
                });
                self.change((self.invoices.len() - 1, PRINCIPAL), total, "invoiced")
            }
            Op::Correct { invoice, by } => self.change((invoice, PRINCIPAL), by, "invoiced"),
            Op::Outside { invoice, amount } => self.change((invoice, PRINCIPAL), -amount, "bank"),
            Op::Choose { invoices, amount, order, provider } => {
                let Some(parts) = self.chosen(invoices, amount, order) else { return false };
                self.create(invoices[0], provider, parts.into_iter().map(|(p, a)| (p, a, 0)).collect(), false)
            }
            Op::Early { invoice, percent, provider } => {
                let owed = self.invoices[invoice].owed;
                let off = nearest(i128::from(owed[PRINCIPAL].max(0)) * i128::from(percent), 100);
                let fine = owed[FEE] <= 0 && owed[INTEREST] <= 0 && off > 0 && owed[PRINCIPAL] > off;
                fine && self.create(invoice, provider, vec![((invoice, PRINCIPAL), owed[PRINCIPAL] - off, off)], false)
            }
            Op::Settle { invoice, percent, provider } => {
                let owed = self.invoices[invoice].owed.map(|part| part.max(0));
                let to_pay = nearest(i128::from(owed.iter().sum::<i64>()) * i128::from(percent), 100);
                let mut left = to_pay;
                let parts = [FEE, INTEREST, PRINCIPAL].map(|part| {
                    let now = left.min(owed[part]);
                    left -= now;
                    ((invoice, part), now, owed[part] - now)
                });
                to_pay > 0 && self.create(invoice, provider, parts.into(), true)
            }
            Op::Arrive { payment } => {
                let Some(p) = self.payments.get_mut(payment).filter(|p| !p.arrived) else { return false };
                p.arrived = true;
                let amount = p.amount;
                self.put(payment, amount);
                self.follow(payment, false);
                true
            }
            Op::Refund { payment, amount } => self.said(payment, |p| {
                p.refunds.push((amount, false));
                true
            }),
            Op::RefundFails { payment } => {
                self.said(payment, |p| p.refunds.iter_mut().rfind(|r| !r.1).map(|r| r.1 = true).is_some())
            }
            Op::Chargeback { payment, amount } => self.said(payment, |p| {
                p.chargebacks.push((amount, None));
                true
            }),
            Op::Decided { payment, won } => self.said(payment, |p| {
                p.chargebacks.iter_mut().rfind(|c| c.1.is_none()).map(|c| c.1 = Some(won)).is_some()
            }),
            Op::Fee { invoice, amount } => self.change((invoice, FEE), amount, "fees"),
            Op::Waive { invoice, fees } => {
                let (part, name) = if fees { (FEE, "fees") } else { (INTEREST, "interest") };
                self.change((invoice, part), -self.invoices[invoice].owed[part].max(0), name)
            }
            Op::Interest { invoice } => {
                let new = self.interest(invoice) - self.invoices[invoice].charged;
                self.invoices[invoice].charged += new;
                self.change((invoice, INTEREST), new, "interest")
            }
            Op::WriteOff { invoice } => {
                let open = self.invoices[invoice].owed.map(|part| part.max(0));
                (0..3).for_each(|part| _ = self.change((invoice, part), -open[part], "write-offs"));
                open != [0; 3]
            }
            Op::UseCredit { invoice } => {
                let Invoice { debtor, currency, owed, .. } = self.invoices[invoice];
                let has = self.credit[debtor][currency].min(owed.iter().map(|part| (*part).max(0)).sum());
                let Some(parts) = self.chosen([invoice; 2], Some(has), 0) else { return false };
                self.credit[debtor][currency] -= has;
                parts.into_iter().for_each(|((i, part), amount)| self.invoices[i].owed[part] -= amount);
                true
            }
            Op::Extend { invoice, days } => {
                self.invoices[invoice].due += days;
                true
            }
            Op::Object { invoice, amount } => {
                let fine = self.invoices[invoice].owed[PRINCIPAL] >= amount;
                if fine {
                    self.invoices[invoice].resting += amount;
                    self.disputes.push((invoice, Some(amount)));
                }
                fine
            }
            Op::Answer { dispute, upheld } => {
                let open = self.disputes.get_mut(dispute).and_then(|o| Some((o.0, o.1.take()?)));
                let Some((invoice, amount)) = open else { return false };
                self.invoices[invoice].resting -= amount;
                !upheld || self.change((invoice, PRINCIPAL), -amount, "invoiced")
            }
            Op::Plan { invoice, count } => {
                let (owed, count) = (self.invoices[invoice].owed[PRINCIPAL], i64::from(count));
                let fine = owed >= count && count <= 12;
                if fine {
                    // The first ones get one unit more each, until nothing is over.
                    let deal = |n| owed / count + i64::from(n < owed % count);
                    self.plans.push(Plan { instalments: (0..count).map(deal).collect(), paid: 0, invoice });
                }
                fine
            }
            Op::PayPlan { plan, amount, provider } => {
                let Some(invoice) = self.plans.get(plan).map(|plan| plan.invoice) else { return false };
                if !self.apply(Op::Choose { invoices: [invoice; 2], amount: Some(amount), order: 0, provider }) {
                    return false;
                }
                self.plans[plan].paid += amount;
                self.apply(Op::Arrive { payment: self.payments.len() - 1 })
            }
        }
    }

    /// A debt changes, and with it the other side.
    fn change(&mut self, (invoice, part): (usize, usize), by: i64, other: &'static str) -> bool {
        let invoice = &mut self.invoices[invoice];
        invoice.owed[part] += by;
        *self.sums.entry((other, invoice.currency)).or_default() -= by;
        by != 0
    }

    /// All interest of an invoice until today, day by day: what was open in the evening before.
    fn interest(&self, invoice: usize) -> i64 {
        let (bps, year, grace) = self.terms;
        let Invoice { due, since, evenings, .. } = &self.invoices[invoice];
        let mut exact = 0_i128;
        for day in due + 1 + grace..=self.today {
            let open = usize::try_from(day - 1 - since).ok().map_or(0, |evening| evenings[evening].max(0));
            exact += i128::from(open) * i128::from(if day < 30 { bps } else { 2 * bps });
        }
        nearest(exact, i128::from(year) * 10_000)
    }

    fn open(&self, (invoice, part): (usize, usize)) -> i64 {
        self.invoices[invoice].owed[part].max(0)
    }

    /// How a payment over invoices is spread.
    fn chosen(&self, invoices: [usize; 2], amount: Option<i64>, order: usize) -> Option<Vec<((usize, usize), i64)>> {
        let mut all: Vec<usize> = invoices.into();
        all.dedup();
        let of = |i: usize| (0..3).map(|part| self.open((i, part))).sum::<i64>();
        all.retain(|i| of(*i) > 0);
        all.sort_by_key(|i| (self.invoices[*i].due, *i));
        let owed: i64 = all.iter().map(|i| of(*i)).sum();
        let amount = amount.unwrap_or(owed);
        let one_currency = all.iter().all(|i| self.invoices[*i].currency == self.invoices[invoices[0]].currency);
        if !one_currency || amount > owed || amount < 1 {
            return None;
        }
        let all_of = |i: usize| (0..3).map(move |part| (i, part));
        let pour = |places: Vec<(usize, usize)>, mut left: i64| {
            let mut parts = Vec::new();
            for place in places {
                let now = self.open(place).min(left);
                left -= now;
                if now > 0 {
                    parts.push((place, now));
                }
            }
            parts
        };
        Some(match order {
            0 => pour(all.iter().flat_map(|i| all_of(*i)).collect(), amount),
            1 => pour((0..3).flat_map(|part| all.iter().map(move |i| (*i, part))).collect(), amount),
            _ => {
                let exact = |i: usize| i128::from(amount) * i128::from(of(i));
                let down = |i: usize| i64::try_from(exact(i) / i128::from(owed)).expect("in range");
                let missing = amount - all.iter().map(|i| down(*i)).sum::<i64>();
                // Of two invoices one unit is missing at most; the one that lost more gets it.
                let lost = |i: usize| exact(i) % i128::from(owed);
                let lucky = all.iter().copied().reduce(|a, b| if lost(b) > lost(a) { b } else { a });
                let gets = |i: usize| down(i) + if Some(i) == lucky { missing } else { 0 };
                all.iter().flat_map(|i| pour(all_of(*i).collect(), gets(*i))).collect()
            }
        })
    }

    fn create(
        &mut self,
        invoice: usize,
        provider: usize,
        parts: Vec<((usize, usize), i64, i64)>,
        settles: bool,
    ) -> bool {
        let Invoice { debtor, currency, .. } = self.invoices[invoice];
        self.payments.push(Payment {
            amount: parts.iter().map(|(_, amount, _)| amount).sum(),
            debtor,
            currency,
            provider,
            parts: parts
                .into_iter()
                .map(|(place, agreed, off)| Part { place, agreed, applied: 0, off, spared: 0 })
                .collect(),
            settles,
            arrived: false,
            credit: 0,
            refunds: Vec::new(),
            chargebacks: Vec::new(),
            refunded: 0,
            charged_back: 0,
        });
        true
    }

    /// `amount` of a payment goes where it belongs: to what is missing of each part, then to anything
    /// else of the same invoices, and what is over to the debtor's credit.
    fn put(&mut self, n: usize, amount: i64) {
        let mut left = amount;
        let parts = &self.payments[n].parts;
        let mut wanted_parts: Vec<_> = parts.iter().map(|p| (p.place, (p.agreed - p.applied).max(0))).collect();
        let invoices: Vec<usize> = parts.iter().map(|p| p.place.0).collect();
        wanted_parts.extend((0..3).flat_map(|part| invoices.iter().map(move |i| ((*i, part), i64::MAX))));
        for (place, wanted) in wanted_parts {
            let now = wanted.min(self.open(place)).min(left);
            left -= now;
            self.lay(n, place, now);
        }
        self.give_credit(n, left);
    }

    /// `amount` goes back: the credit first, if it is still there, then the last part first.
    fn fetch(&mut self, n: usize, amount: i64) {
        let Payment { debtor, currency, credit, .. } = self.payments[n];
        let unused = credit.min(self.credit[debtor][currency]).max(0).min(amount);
        let mut left = amount - unused;
        for at in (0..self.payments[n].parts.len()).rev() {
            let Part { place, applied, .. } = self.payments[n].parts[at];
            let now = applied.min(left);
            left -= now;
            self.lay(n, place, -now);
        }
        // More than there was: the debtor owes it.
        self.give_credit(n, -unused - left);
    }

    fn lay(&mut self, n: usize, place: (usize, usize), amount: i64) {
        if amount == 0 {
            return;
        }
        let payment = &mut self.payments[n];
        match payment.parts.iter_mut().find(|part| part.place == place) {
            Some(part) => part.applied += amount,
            None => payment.parts.push(Part { place, agreed: 0, applied: amount, off: 0, spared: 0 }),
        }
        let name = ProviderName::ALL[payment.provider].as_str();
        self.change(place, -amount, name);
    }

    fn give_credit(&mut self, n: usize, amount: i64) {
        let payment = &mut self.payments[n];
        payment.credit += amount;
        self.credit[payment.debtor][payment.currency] += amount;
        *self.sums.entry((ProviderName::ALL[payment.provider].as_str(), payment.currency)).or_default() += amount;
    }

    fn said(&mut self, n: usize, fact: impl FnOnce(&mut Payment) -> bool) -> bool {
        let Some(payment) = self.payments.get_mut(n) else { return false };
        let held = payment.holds();
        let heard = fact(payment);
        if heard && payment.arrived {
            self.follow(n, held);
        }
        heard
    }

    /// The money follows what was said of refunds and chargebacks, the discounts follow the money.
    fn follow(&mut self, n: usize, held: bool) {
        let p = &self.payments[n];
        let refunded = p.refunds.iter().filter(|r| !r.1).map(|r| r.0).sum::<i64>().min(p.amount);
        let away: i64 = p.chargebacks.iter().filter(|c| c.1 != Some(true)).map(|c| c.0).sum();
        let charged_back = away.min(p.amount - refunded);
        for difference in [refunded - p.refunded, charged_back - p.charged_back] {
            if difference > 0 {
                self.fetch(n, difference);
            } else if difference < 0 {
                self.put(n, -difference);
            }
        }
        let p = &mut self.payments[n];
        (p.refunded, p.charged_back) = (refunded, charged_back);
        let (holds, name) = (p.holds(), if p.settles { "write-offs" } else { "discounts" });
        for at in 0..self.payments[n].parts.len() {
            let Part { place, off, spared, .. } = self.payments[n].parts[at];
            let more = if holds { (off - spared).min(self.open(place)) } else { -spared };
            if holds != held {
                self.payments[n].parts[at].spared += more;
                self.change(place, -more, name);
            }
        }
    }
}

impl Payment {
    fn holds(&self) -> bool {
        self.arrived && self.amount > self.refunded + self.charged_back
    }
}
