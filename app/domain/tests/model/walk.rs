//! What can happen to a creditor's books, and a random walk through it.

use crate::small::Small;
use domain::payment::ProviderName;

/// Debtors of a walk.
pub const DEBTORS: usize = 3;
/// The currencies of a walk: two decimals, none, three.
pub const CURRENCIES: [&str; 3] = ["MXN", "CLP", "KWD"];

/// One thing that happens. Invoices, payments, plans and disputes go by their number, in the order
/// in which they came; amounts are minor units; days count from the first of the walk.
#[derive(Debug, Clone, Copy)]
pub enum Op {
    /// The next day.
    Day,
    /// An invoice; with a negative total a credit note.
    Invoice { debtor: usize, currency: usize, total: i64, due: i64 },
    /// The creditor's system says another total: more or less by so much.
    Correct { invoice: usize, by: i64 },
    /// A payment that went around Saldo.
    Outside { invoice: usize, amount: i64 },
    /// A debtor chooses two invoices (perhaps one twice) and pays all, or a part, spread by an order.
    Choose { invoices: [usize; 2], amount: Option<i64>, order: usize, provider: usize },
    /// All of an invoice, with a percentage off.
    Early { invoice: usize, percent: i64, provider: usize },
    /// A percentage of all that is owed on an invoice; the rest is written off.
    Settle { invoice: usize, percent: i64, provider: usize },
    /// The money of a payment has come.
    Arrive { payment: usize },
    /// A refund.
    Refund { payment: usize, amount: i64 },
    /// A payment's last refund came back.
    RefundFails { payment: usize },
    /// A chargeback.
    Chargeback { payment: usize, amount: i64 },
    /// A payment's last chargeback is decided.
    Decided { payment: usize, won: bool },
    /// A fee.
    Fee { invoice: usize, amount: i64 },
    /// The creditor lets go what is open of the fees, or of the interest.
    Waive { invoice: usize, fees: bool },
    /// What has accrued goes into the books.
    Interest { invoice: usize },
    /// The rest of an invoice is given up.
    WriteOff { invoice: usize },
    /// A debtor's credit pays an invoice.
    UseCredit { invoice: usize },
    /// Another due date.
    Extend { invoice: usize, days: i64 },
    /// A part of an invoice rests.
    Object { invoice: usize, amount: i64 },
    /// The creditor agrees (the part is credited) or does not.
    Answer { dispute: usize, upheld: bool },
    /// All that an invoice's principal comes to in equal monthly parts.
    Plan { invoice: usize, count: u16 },
    /// Money for a plan, by a payment that arrives at once.
    PayPlan { plan: usize, amount: i64, provider: usize },
}

/// SplitMix64.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `below` - 1.
    pub fn below(&mut self, below: i64) -> i64 {
        i64::try_from(self.next() % below.max(1).unsigned_abs()).expect("small")
    }

    pub fn place(&mut self, len: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(len.max(1)).expect("small")).expect("small")
    }
}

/// What happens next, of what makes sense in these books. Some of it will be refused.
pub fn next(chance: &mut Chance, small: &Small) -> Op {
    let (provider, percent) = (chance.place(ProviderName::ALL.len()), 1 + chance.below(60));
    let kind = if small.invoices.len() < 3 { 1 } else { chance.below(30) };
    let invoice = chance.place(small.invoices.len());
    let payment = chance.place(small.payments.len());
    // Mostly less than what is owed, now and then more, and as often small as large.
    let owed = small.invoices.get(invoice).map_or(0, |i| i.owed.iter().sum::<i64>()).max(0);
    let max = if chance.below(6) == 0 { 2 * owed + 50 } else { owed + 1 };
    let some = 1 + chance.below(max);
    let of_payment = small.payments.get(payment).map_or(0, |p| p.amount);
    let back = 1 + if chance.below(3) == 0 { of_payment - 1 } else { chance.below(of_payment + of_payment / 8) }.max(0);
    match kind {
        0 => Op::Day,
        1 | 2 => {
            let large = 10_i64.pow(u32::try_from(2 + chance.below(7)).expect("small"));
            let size = 1 + chance.below(large);
            let total = if chance.below(8) == 0 { -size } else { size };
            let (debtor, currency) = (chance.place(DEBTORS), chance.place(CURRENCIES.len()));
            Op::Invoice { debtor, currency, total, due: small.today + chance.below(20) - 10 }
        }
        3 => Op::Correct { invoice, by: chance.below(2 * some) - some },
        4 => Op::Outside { invoice, amount: some },
        5..=8 => {
            let other = chance.place(small.invoices.len());
            let of_same = |other: usize| {
                let key = |i: usize| (small.invoices[i].debtor, small.invoices[i].currency);
                key(other) == key(invoice)
            };
            // Two currencies in one choice are tried now and then, and refused.
            let both = if of_same(other) || chance.below(20) == 0 { [invoice, other] } else { [invoice, invoice] };
            let amount = if chance.below(3) == 0 { None } else { Some(some) };
            Op::Choose { invoices: both, amount, order: chance.place(3), provider }
        }
        9 | 10 => Op::Early { invoice, percent, provider },
        11 => Op::Settle { invoice, percent, provider },
        12..=15 => Op::Arrive { payment },
        16 => Op::Refund { payment, amount: back },
        17 => Op::RefundFails { payment },
        18 => Op::Chargeback { payment, amount: back },
        19 => Op::Decided { payment, won: chance.below(2) == 0 },
        20 => Op::Fee { invoice, amount: 1 + chance.below(5_000) },
        21 => Op::Waive { invoice, fees: chance.below(2) == 0 },
        22 | 23 => Op::Interest { invoice },
        24 if chance.below(3) == 0 => Op::WriteOff { invoice },
        24 => Op::UseCredit { invoice },
        25 => Op::Extend { invoice, days: 1 + chance.below(60) },
        26 => Op::Object { invoice, amount: some },
        27 => Op::Answer { dispute: chance.place(small.disputes.len()), upheld: chance.below(2) == 0 },
        28 => Op::Plan { invoice, count: u16::try_from(2 + chance.below(11)).expect("small") },
        _ => Op::PayPlan { plan: chance.place(small.plans.len()), amount: some, provider },
    }
}
