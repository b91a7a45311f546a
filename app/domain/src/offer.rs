//! What an offer is, what it depends on, and which one to suggest first.

use super::agreement::AgreementKind;
use super::date::{Date, add_days, days_between};
use super::discount::{EarlyTerms, Reduction, TaxMode};
use super::id::InvoiceId;
use super::invoice::DUE_SOON_DAYS;
use super::money::{Currency, Money};
use super::plan::schedule::Frequency;
use super::plan::size::InstalmentSize;
use super::policy::{Delay, Granted};
use super::segment::History;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Overdue for longer than this, paying in parts is the first thing to suggest.
pub const PLAN_AFTER_DAYS: i64 = 30;

/// An invoice as the offers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDebt {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Its issue date.
    pub issued: Date,
    /// Its due date; after an extension the later one.
    pub due: Date,
    /// Its whole sum.
    pub total: Money,
    /// The part of the whole sum before tax.
    pub untaxed: Money,
    /// What is open of it, without what is on its way. Of a partly disputed invoice the part that is not.
    pub balance: Money,
    /// Late interest and fees on top, as of the day, without what is on its way.
    pub charges: Money,
    /// Its own early-payment terms.
    pub own_terms: Option<EarlyTerms>,
    /// Is all of it disputed?
    pub disputed: bool,
    /// Is it part of a plan that runs?
    pub in_plan: bool,
    /// Was more time given for it? Who pays later is not early.
    pub extended: bool,
    /// Was more time agreed on that waits for the part that is paid for it? Until then there is no second one.
    pub extending: bool,
    /// Is a settlement of it in force? What is agreed is not offered again.
    pub settled: bool,
    /// Was it paid with a discount that still stands? What is open since a part of that money went back has no second one.
    pub discounted: bool,
    /// Is a payment of it being processed? Nothing can be agreed about it meanwhile, so nothing is offered.
    pub on_its_way: bool,
}

impl OpenDebt {
    /// Balance and charges; none where it is on hold, paid or being paid, or agreed on: in a plan or a settlement.
    #[must_use]
    pub fn owed(&self) -> Option<Money> {
        self.rest().filter(|_| !self.on_its_way)
    }

    /// As [`owed`](Self::owed), and of what is being paid in part the rest: it can be paid, though nothing is agreed about it.
    #[must_use]
    pub fn rest(&self) -> Option<Money> {
        let taken = self.disputed || self.in_plan || self.settled;
        let free = !taken && self.balance.is_positive() && self.charges.minor() >= 0;
        self.balance.plus(self.charges).ok().filter(|_| free)
    }

    /// Is `amount` still owed as it was written, and what is owed beyond it no more than the charges on it?
    #[must_use]
    pub fn still_owes(&self, amount: Money) -> bool {
        let beyond = self.owed().and_then(|owed| owed.minus(amount).ok());
        beyond.is_some_and(|beyond| (0..=self.charges.minor()).contains(&beyond.minor()))
    }

    /// Days since the due date; negative before it.
    #[must_use]
    pub fn overdue_days(&self, as_of: Date) -> i64 {
        days_between(self.due, as_of)
    }
}

/// What was used in this calendar year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uses {
    /// Extensions granted.
    pub extensions: u8,
    /// Promises made.
    pub promises: u8,
}

/// Everything that offers depend on, beside the policy.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// How the debtor has paid so far.
    pub history: &'a History,
    /// The debts, oldest first.
    pub debts: &'a [OpenDebt],
    /// What was used this year.
    pub uses: Uses,
    /// The least that a provider can charge, for each currency; 1 minor unit where none is said.
    pub floors: &'a [Money],
    /// The day, in the creditor's zone.
    pub as_of: Date,
}

impl Situation<'_> {
    /// The least that can be charged in a currency: what a provider can, else one minor unit.
    pub(super) fn floor(&self, currency: Currency) -> Money {
        let floor = self.floors.iter().copied().find(|floor| floor.currency() == currency);
        floor.filter(|floor| floor.is_positive()).unwrap_or(Money::new(1, currency))
    }

    /// Is everything that can be paid together in a currency less than any provider can charge? What is in a plan is paid by
    /// itself.
    #[must_use]
    pub fn is_small(&self, currency: Currency) -> bool {
        let together = self.debts.iter().filter(|debt| !debt.in_plan && !debt.disputed);
        let owed = together.filter_map(|debt| debt.balance.plus(debt.charges).ok());
        let all = Money::total(currency, owed.filter(|owed| owed.currency() == currency));
        all.is_ok_and(|all| all.is_positive() && !self.chargeable(all))
    }

    /// Can a provider charge it?
    pub(super) fn chargeable(&self, amount: Money) -> bool {
        amount.minor() >= self.floor(amount.currency()).minor()
    }

    /// Each currency with something owed, in the order of the debts.
    pub(super) fn currencies(&self) -> impl Iterator<Item = Currency> {
        let owed = |debt: &OpenDebt| debt.owed().map(Money::currency);
        self.debts.iter().enumerate().filter_map(move |(index, debt)| {
            owed(debt).filter(|currency| self.debts.iter().take(index).all(|other| owed(other) != Some(*currency)))
        })
    }

    /// The debts of one currency with what is owed on each.
    pub(super) fn owing(&self, currency: Currency) -> impl Iterator<Item = (&OpenDebt, Money)> {
        self.debts
            .iter()
            .filter_map(|debt| Some((debt, debt.owed()?)))
            .filter(move |(_, owed)| owed.currency() == currency)
    }
}

/// Something that the debtor may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What it is, with its figures.
    pub terms: OfferTerms,
    /// Why it is made.
    pub reason: Reason,
    /// The last day on which it can be taken; none: no end is in sight.
    pub until: Option<Date>,
    /// Agreed at once, or by a person?
    pub granted: Granted,
}

/// What is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OfferTerms {
    /// Less, if paid early.
    Discount {
        /// The invoice.
        invoice: InvoiceId,
        /// How much comes off, as the rule has it.
        reduction: Reduction,
        /// What a percentage is taken of.
        tax: TaxMode,
        /// What comes off the balance.
        off: Money,
        /// What clears it.
        to_pay: Money,
    },
    /// A part at once, the rest is written off.
    Settlement {
        /// The invoice.
        invoice: InvoiceId,
        /// Per cent of it that are paid.
        percent: Decimal,
        /// What is paid.
        to_pay: Money,
        /// What is written off.
        written_off: Money,
    },
    /// Instalments over all debts of one currency.
    Plan {
        /// All that goes into it, charges included.
        owed: Money,
        /// How many instalments there can be.
        max_instalments: u16,
        /// What each of so many is.
        each: InstalmentSize,
        /// What so many cost in all.
        cost: Money,
        /// How often these are paid.
        frequency: Frequency,
    },
    /// A later due date.
    Extension {
        /// The invoice.
        invoice: InvoiceId,
        /// By how much.
        by: Delay,
        /// The due date until now.
        old_due: Date,
        /// The due date then.
        new_due: Date,
        /// What it costs.
        price: Money,
        /// What is paid at once.
        pay_now: Money,
        /// The discount that would be lost.
        lost_discount: Money,
    },
    /// A date, on the old terms.
    Promise {
        /// What it can be about: all of one currency that is due by the last day.
        owed: Money,
        /// The last day that can be promised.
        latest: Date,
    },
}

impl OfferTerms {
    /// What is agreed when it is accepted.
    #[must_use]
    pub const fn kind(&self) -> AgreementKind {
        match self {
            Self::Discount { .. } => AgreementKind::Discount,
            Self::Settlement { .. } => AgreementKind::Settlement,
            Self::Plan { .. } => AgreementKind::Plan,
            Self::Extension { .. } => AgreementKind::Extension,
            Self::Promise { .. } => AgreementKind::Promise,
        }
    }
}

/// Why an offer is made; a sentence each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The invoice says so.
    InvoiceTerms(EarlyTerms),
    /// The debtor pays well.
    PaysOnTime {
        /// So many on time …
        on_time: u16,
        /// … of so many.
        of: u16,
    },
    /// The invoice is young.
    PaidEarly {
        /// Days left.
        days_left: i64,
    },
    /// The debt is old.
    OldDebt {
        /// Days overdue.
        overdue_days: i64,
    },
    /// It is easier in parts.
    InParts,
    /// Not all of this year's are used.
    StillFree {
        /// How many are left this year, this one included.
        left: u8,
    },
}

impl OfferTerms {
    /// The one invoice that it is about; none for what is about all of a currency.
    #[must_use]
    pub const fn invoice(&self) -> Option<InvoiceId> {
        match self {
            Self::Discount { invoice, .. } | Self::Settlement { invoice, .. } | Self::Extension { invoice, .. } => {
                Some(*invoice)
            }
            Self::Plan { .. } | Self::Promise { .. } => None,
        }
    }

    /// What the debtor does not have to pay.
    #[must_use]
    pub const fn saving(&self) -> Option<Money> {
        match self {
            Self::Discount { off, .. } => Some(*off),
            Self::Settlement { written_off, .. } => Some(*written_off),
            Self::Plan { .. } | Self::Extension { .. } | Self::Promise { .. } => None,
        }
    }

    /// What the debtor pays more.
    #[must_use]
    pub const fn price(&self) -> Option<Money> {
        match self {
            Self::Plan { cost, .. } => Some(*cost),
            Self::Extension { price, .. } => Some(*price),
            Self::Discount { .. } | Self::Settlement { .. } | Self::Promise { .. } => None,
        }
    }
}

/// What to suggest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep<'a> {
    /// Take this offer.
    Take(&'a Offer),
    /// Pay what is overdue.
    PayOverdue(Money),
    /// Pay what is due within [`DUE_SOON_DAYS`].
    PayDue(Money),
    /// Nothing is due before this day.
    Wait(Date),
    /// Nothing is owed.
    Nothing,
}

/// The best next step, of what is agreed at once. Where one invoice is overdue: the settlement that
/// saves the largest part; a plan, if it has been overdue for long; else to pay. Where nothing is:
/// the discount that saves the largest part (of two, the one that ends first); else to pay or wait.
#[must_use]
pub fn best_next_step<'a>(offers: &'a [Offer], situation: &Situation<'_>) -> NextStep<'a> {
    let as_of = situation.as_of;
    // What is so little that nobody could charge it is no next step.
    let free = || {
        let owed = situation.debts.iter().filter_map(|debt| Some((debt, debt.owed()?)));
        owed.filter(|(_, owed)| !situation.is_small(owed.currency()))
    };
    let Some((oldest, owed)) = free().min_by_key(|(debt, _)| debt.due) else { return NextStep::Nothing };
    let currency = owed.currency();
    // What is due by `day`, in the currency of the oldest.
    let due_by = |day: Date| {
        let amounts =
            free().filter(|(debt, owed)| debt.due <= day && owed.currency() == currency).map(|(_, owed)| owed);
        Money::total(currency, amounts).unwrap_or(owed)
    };
    let at_once = || offers.iter().filter(|offer| offer.granted == Granted::Automatically);
    let overdue_days = oldest.overdue_days(as_of);
    if overdue_days > 0 {
        let is_settlement = |offer: &&Offer| matches!(offer.terms, OfferTerms::Settlement { .. });
        let is_plan =
            |offer: &&Offer| matches!(offer.terms, OfferTerms::Plan { owed, .. } if owed.currency() == currency);
        // A settlement of one of several invoices that are late leaves the others late.
        let late = free().filter(|(debt, owed)| debt.overdue_days(as_of) > 0 && owed.currency() == currency).count();
        let settlement = largest_saving(at_once().filter(is_settlement)).filter(|_| late == 1);
        let plan = at_once().find(is_plan).filter(|_| overdue_days > PLAN_AFTER_DAYS);
        let yesterday = as_of.pred_opt().unwrap_or(as_of);
        return settlement.or(plan).map_or(NextStep::PayOverdue(due_by(yesterday)), NextStep::Take);
    }
    let is_discount = |offer: &&Offer| matches!(offer.terms, OfferTerms::Discount { .. });
    if let Some(discount) = largest_saving(at_once().filter(is_discount)) {
        NextStep::Take(discount)
    } else if -overdue_days <= DUE_SOON_DAYS {
        let soon = u32::try_from(DUE_SOON_DAYS).ok().and_then(|days| add_days(as_of, days).ok());
        NextStep::PayDue(due_by(soon.unwrap_or(oldest.due)))
    } else {
        NextStep::Wait(oldest.due)
    }
}

/// The largest saving in proportion to what it is saved on, so that currencies need not be compared.
fn largest_saving<'a>(offers: impl Iterator<Item = &'a Offer>) -> Option<&'a Offer> {
    let figures = |offer: &Offer| match offer.terms {
        OfferTerms::Discount { off, to_pay, .. } => (i128::from(off.minor()), i128::from(to_pay.minor())),
        OfferTerms::Settlement { written_off, to_pay, .. } => {
            (i128::from(written_off.minor()), i128::from(to_pay.minor()))
        }
        OfferTerms::Plan { .. } | OfferTerms::Extension { .. } | OfferTerms::Promise { .. } => (0, 1),
    };
    // What is saved of the whole rises with saved ÷ paid; compared crosswise, without dividing.
    offers.reduce(|best, other| {
        let ((off, pay), (other_off, other_pay)) = (figures(best), figures(other));
        let (mine, theirs) = (off * other_pay, other_off * pay);
        if theirs > mine || (theirs == mine && other.until < best.until) { other } else { best }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn debt(n: u128, due: Date) -> OpenDebt {
        OpenDebt {
            invoice: InvoiceId::new(Uuid::from_u128(n)),
            issued: day(3, 1),
            due,
            total: mxn(116_000),
            untaxed: mxn(100_000),
            balance: mxn(116_000),
            charges: mxn(0),
            own_terms: None,
            disputed: false,
            in_plan: false,
            extended: false,
            extending: false,
            settled: false,
            discounted: false,
            on_its_way: false,
        }
    }

    fn on(debts: &[OpenDebt], as_of: Date) -> Situation<'_> {
        Situation { history: &History::NONE, debts, uses: Uses::default(), floors: &[], as_of }
    }

    fn offer(terms: OfferTerms, until: Date) -> Offer {
        Offer { terms, reason: Reason::InParts, until: Some(until), granted: Granted::Automatically }
    }

    fn discount(off: i64, to_pay: i64, until: Date) -> Offer {
        let (invoice, reduction) = (InvoiceId::new(Uuid::from_u128(1)), Reduction::Amount(mxn(off)));
        let (off, to_pay, tax) = (mxn(off), mxn(to_pay), TaxMode::Included);
        offer(OfferTerms::Discount { invoice, reduction, tax, off, to_pay }, until)
    }

    #[test]
    fn the_next_step_without_offers_is_to_pay_or_to_wait() {
        let debts = [debt(1, day(3, 31)), debt(2, day(4, 6))];
        let step = |as_of| best_next_step(&[], &on(&debts, as_of));
        assert_eq!(step(day(3, 23)), NextStep::Wait(day(3, 31)));
        assert_eq!(step(day(3, 24)), NextStep::PayDue(mxn(116_000)));
        assert_eq!(step(day(3, 31)), NextStep::PayDue(mxn(232_000)));
        assert_eq!(step(day(4, 1)), NextStep::PayOverdue(mxn(116_000)));
        assert_eq!(step(day(4, 7)), NextStep::PayOverdue(mxn(232_000)));
        assert_eq!(best_next_step(&[], &on(&[], day(4, 1))), NextStep::Nothing);
    }

    #[test]
    fn what_nobody_can_charge_is_no_next_step() {
        let small = OpenDebt { balance: mxn(999), ..debt(1, day(3, 31)) };
        let floors = [mxn(1_000)];
        let step = |debts: &[OpenDebt]| {
            let situation = Situation { floors: &floors, ..on(debts, day(4, 7)) };
            match best_next_step(&[], &situation) {
                NextStep::PayOverdue(amount) => Some(amount),
                NextStep::Nothing => None,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(step(&[small]), None);
        assert_eq!(
            step(&[OpenDebt { charges: mxn(1), ..small }]),
            Some(mxn(1_000)),
            "with what being late costs it is enough"
        );
        assert_eq!(step(&[small, debt(2, day(4, 1))]), Some(mxn(116_999)), "it is paid with another");
        let other = OpenDebt { settled: true, ..debt(2, day(4, 1)) };
        assert_eq!(step(&[small, other]), Some(mxn(999)), "also with one that is settled");
        assert_eq!(step(&[small, OpenDebt { in_plan: true, ..other }]), None, "a plan is paid by itself");
    }

    #[test]
    fn the_largest_part_saved_comes_first_and_then_the_one_that_ends_first() {
        let debts = [debt(1, day(3, 31))];
        let take = |offers: &[Offer]| match best_next_step(offers, &on(&debts, day(3, 5))) {
            NextStep::Take(offer) => Some(*offer),
            _ => None,
        };
        let (small, large) = (discount(300, 700, day(3, 20)), discount(310, 690, day(3, 20)));
        // The same 30 % of more money, ending sooner.
        let sooner = discount(3_000, 7_000, day(3, 10));
        assert_eq!(take(&[small, large]), Some(large));
        assert_eq!(take(&[large, small]), Some(large));
        assert_eq!(take(&[small, sooner]), Some(sooner));
        assert_eq!(take(&[sooner, small]), Some(sooner));
        assert_eq!(take(&[Offer { granted: Granted::OnRequest, ..large }]), None);
    }

    #[test]
    fn what_is_overdue_comes_before_what_could_be_saved() {
        let debts = [debt(1, day(3, 31)), debt(2, day(6, 30))];
        let early = discount(300, 700, day(6, 30));
        let plan = OfferTerms::Plan {
            owed: mxn(232_000),
            max_instalments: 6,
            each: InstalmentSize::UpTo(mxn(38_667)),
            cost: mxn(0),
            frequency: Frequency::Monthly,
        };
        let offers = [early, offer(plan, day(12, 31))];
        let step = |as_of| best_next_step(&offers, &on(&debts, as_of));
        assert_eq!(step(day(3, 31)), NextStep::Take(&offers[0]));
        assert_eq!(step(day(4, 1)), NextStep::PayOverdue(mxn(116_000)));
        assert_eq!(step(day(4, 30)), NextStep::PayOverdue(mxn(116_000)));
        assert_eq!(step(day(5, 1)), NextStep::Take(&offers[1]));
    }

    #[test]
    fn only_charges_may_have_come_on_top() {
        let mxn = |minor| Money::new(minor, "MXN".parse().expect("a currency"));
        let day = Date::from_ymd_opt(2026, 3, 1).expect("a day");
        let debt = OpenDebt {
            invoice: InvoiceId::new(uuid::Uuid::from_u128(1)),
            issued: day,
            due: day,
            total: mxn(100_000),
            untaxed: mxn(100_000),
            balance: mxn(100_000),
            charges: mxn(700),
            own_terms: None,
            disputed: false,
            in_plan: false,
            extended: false,
            extending: false,
            settled: false,
            discounted: false,
            on_its_way: false,
        };
        for (written, fits) in [(100_700, true), (100_500, true), (100_000, true), (99_999, false), (100_701, false)] {
            assert_eq!(debt.still_owes(mxn(written)), fits, "{written}");
        }
        assert!(!OpenDebt { in_plan: true, ..debt }.still_owes(mxn(100_700)));
        assert!(!OpenDebt { settled: true, ..debt }.still_owes(mxn(100_700)));
    }
}
