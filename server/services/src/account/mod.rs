//! What a debtor owes and may choose today: everything that offers depend on, read from the books
//! in one place, so that pages, forms and jobs see the same.
//!
//! What is to be paid for an invoice today is worked out here too: its [price](domain::invoice::Price), and what is on its way. Whoever
//! asks for money (pages, `POST /pay`, mails) asks the invoices of a [`DebtorAccount`]. A debtor's credit comes off an
//! invoice's balance when it is set off ([`credit`](crate::credit)), not here.

mod after;
mod beside;
pub mod charges;
pub mod minimum;
pub mod more_time;
pub mod plans;
pub mod settlements;
pub mod statement;

use crate::Services;
use crate::account::minimum::floor;
use charges::Accrued;
use chrono::{DateTime, Datelike, Utc};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::discount::{EarlySteps, Reduction, TaxMode};
use domain::id::{DebtorId, InvoiceId};
use domain::invoice::{Invoice, Price, PricedBy};
use domain::money::{Currency, Money};
use domain::offer::{Offer, OfferTerms, OpenDebt, Situation, Uses};
use domain::offering;
use domain::policy::Policy;
use domain::remainder::Remainder;
use domain::segment::{History, PaidInvoice};
use more_time::Waiting;
use plans::PlanInForce;
use settlements::InForce;
use std::collections::{BTreeSet, HashMap};
use store::history::{self, Record};
use store::policies::{self, Version};
use store::{Db, StoreError, agreements, discounts, invoices, payments};

/// What a debtor owes a creditor, as of a day.
#[derive(Debug, Clone)]
pub struct OutstandingBalance {
    /// The policy that counts now.
    pub version: Version,
    /// The invoices with something open, oldest due date first. What each owes includes the interest
    /// and fee that have accrued and are not in the books yet; each has the price of the settlement that it is in, and in a
    /// [`DebtorAccount`] its early price too.
    pub invoices: Vec<Invoice>,
    /// How these came about.
    pub accrued: Vec<Accrued>,
    /// The settlements that hold.
    pub settlements: Vec<InForce>,
    /// The plans that hold.
    pub plans: Vec<PlanInForce>,
    /// The day, in the creditor's zone.
    pub as_of: Date,
}

/// What a debtor owes, in two statements (and three more where interest is charged and something is
/// late, and three for each plan).
pub async fn outstanding(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    now: DateTime<Utc>,
) -> Result<OutstandingBalance, StoreError> {
    let version = policies::newest(db, creditor.id).await?;
    outstanding_under(db, creditor, debtor, version, now).await
}

async fn outstanding_under(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    version: Version,
    now: DateTime<Utc>,
) -> Result<OutstandingBalance, StoreError> {
    let as_of = creditor.zone.today(now);
    let mut invoices = invoices::open_of(db, creditor.id, debtor).await?;
    let mut accrued = charges::accrued(db, &version.policy, creditor, debtor, &invoices, as_of).await?;
    let moving = payments::on_their_way(db, creditor.id, debtor).await?;
    for one in &moving {
        let day = creditor.zone.day_of(one.begun);
        for invoice in invoices.iter().filter(|invoice| invoice.id == one.invoice && day < as_of) {
            let then =
                charges::accrued(db, &version.policy, creditor, debtor, std::slice::from_ref(invoice), day).await?;
            charges::rest_at(&mut accrued, invoice, then, one.amount)?;
        }
    }
    charges::add_to(&mut invoices, &accrued)?;
    invoices.sort_by_key(|invoice| (invoice.due_now(), invoice.id));
    let settlements = settlements::in_force(db, creditor.id, &invoices, as_of).await?;
    for one in &moving {
        for invoice in invoices.iter_mut().filter(|invoice| invoice.id == one.invoice) {
            invoice.on_its_way = invoice.on_its_way.plus(one.amount)?;
        }
    }
    let mut plans = plans::in_force(db, creditor, &invoices).await?;
    plans::expect(&mut plans, &invoices, &moving, creditor.zone);
    beside::find(db, &plans, &mut invoices, &moving, as_of).await?;
    settlements::price_by(&settlements, &mut invoices)?;
    Ok(OutstandingBalance { version, invoices, accrued, settlements, plans, as_of })
}

/// Everything that a debtor's offers depend on.
#[derive(Debug, Clone)]
pub struct DebtorAccount {
    /// What is owed, and the policy.
    pub owed: OutstandingBalance,
    /// The same, as the offers see it, in the same order; without what is void or a credit note.
    pub debts: Vec<OpenDebt>,
    /// How the debtor has paid so far.
    pub history: History,
    /// What was used this calendar year.
    pub uses: Uses,
    /// The least that a provider can charge, for each currency that is owed.
    pub floors: Vec<Money>,
    /// Extensions that wait for their parts.
    pub waiting: Vec<Waiting>,
    /// What is left of the plan that a request is about, where it is about one.
    pub running: Option<Remainder>,
}

/// What an invoice costs if it is paid early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlyPrice {
    /// How much comes off, as the rule has it.
    pub reduction: Reduction,
    /// What comes off the balance.
    pub off: Money,
    /// What clears it.
    pub to_pay: Money,
    /// The last day, in the creditor's zone.
    pub until: Option<Date>,
}

/// The invoices that have an early price.
pub type EarlyPrices = HashMap<InvoiceId, EarlyPrice>;

/// Reads a debtor's situation: one statement more than [`outstanding`], and another where discounts are given and an
/// invoice is paid in part.
pub async fn load(
    db: &mut Db,
    services: &Services,
    creditor: &Creditor,
    debtor: DebtorId,
    now: DateTime<Utc>,
) -> Result<DebtorAccount, StoreError> {
    let version = policies::newest(db, creditor.id).await?;
    load_under(db, services, creditor, debtor, version, now).await
}

/// A debtor's situation as it is under this policy, whichever counts now.
pub async fn load_under(
    db: &mut Db,
    services: &Services,
    creditor: &Creditor,
    debtor: DebtorId,
    version: Version,
    now: DateTime<Utc>,
) -> Result<DebtorAccount, StoreError> {
    let owed = outstanding_under(db, creditor, debtor, version, now).await?;
    let record = history::of_debtor(db, creditor.id, debtor, year(creditor, owed.as_of)).await?;
    let mut debts: Vec<OpenDebt> = owed
        .invoices
        .iter()
        .filter_map(|invoice| debt(&owed.version.policy, invoice, owed.as_of).transpose())
        .collect::<Result<_, _>>()?;
    if owed.version.policy.discount.is_some() && debts.iter().any(|debt| debt.balance.minor() < debt.total.minor()) {
        let given = discounts::standing(db, creditor.id, debtor).await?;
        debts.iter_mut().for_each(|debt| debt.discounted = given.contains(&debt.invoice));
    }
    if owed.version.policy.extension.is_some() {
        let extensions = agreements::extensions_of(db, creditor.id, debtor).await?;
        for debt in &mut debts {
            debt.extending = extensions.iter().any(|(of, until)| *of == debt.invoice && *until > debt.due);
        }
    }
    let waiting = if debts.iter().any(|debt| debt.extending) {
        more_time::waiting(db, creditor, debtor, &owed.invoices).await?
    } else {
        Vec::new()
    };
    let history = history(creditor, &record, &debts, owed.as_of);
    let currencies: BTreeSet<Currency> = debts.iter().map(|debt| debt.balance.currency()).collect();
    let floors = currencies.into_iter().filter_map(|currency| floor(services, creditor, currency)).collect();
    let mut account = DebtorAccount { owed, debts, history, uses: record.uses, floors, waiting, running: None };
    account.price_early()?;
    Ok(account)
}

impl DebtorAccount {
    /// As the domain takes it.
    #[must_use]
    pub fn situation(&self) -> Situation<'_> {
        Situation {
            history: &self.history,
            debts: &self.debts,
            uses: self.uses,
            floors: &self.floors,
            as_of: self.owed.as_of,
        }
    }

    /// Everything that is offered today.
    #[must_use]
    pub fn offers(&self) -> Vec<Offer> {
        offering::offers(&self.owed.version.policy, &self.situation())
    }

    /// The early-payment discount of each invoice that has one today.
    #[must_use]
    pub fn discounts(&self) -> EarlyPrices {
        let situation = self.situation();
        let discounts =
            offering::discounts(&self.owed.version.policy, &situation).filter_map(|offer| match offer.terms {
                OfferTerms::Discount { invoice, reduction, off, to_pay, .. } => {
                    Some((invoice, EarlyPrice { reduction, off, to_pay, until: offer.until }))
                }
                OfferTerms::Settlement { .. }
                | OfferTerms::Plan { .. }
                | OfferTerms::Extension { .. }
                | OfferTerms::Promise { .. } => None,
            });
        discounts.collect()
    }

    /// Gives the invoices the prices that follow from what is owed and agreed.
    fn price(&mut self) -> Result<(), StoreError> {
        let (policy, as_of) = (&self.owed.version.policy, self.owed.as_of);
        let known = |is: fn(&OpenDebt) -> bool| -> BTreeSet<InvoiceId> {
            self.debts.iter().filter(|debt| is(debt)).map(|debt| debt.invoice).collect()
        };
        let (discounted, extending) = (known(|debt| debt.discounted), known(|debt| debt.extending));
        self.owed.invoices.iter_mut().for_each(|invoice| invoice.price = None);
        settlements::price_by(&self.owed.settlements, &mut self.owed.invoices)?;
        let debts = self.owed.invoices.iter().filter_map(|invoice| debt(policy, invoice, as_of).transpose());
        self.debts = debts.collect::<Result<_, _>>()?;
        for debt in &mut self.debts {
            debt.discounted = discounted.contains(&debt.invoice);
            debt.extending = extending.contains(&debt.invoice);
        }
        self.price_early()
    }

    /// Gives the invoices their early prices, those of plans by their instalments. One that is agreed on otherwise has none.
    fn price_early(&mut self) -> Result<(), StoreError> {
        plans::price_by(&self.owed.plans, &mut self.owed.invoices, self.owed.as_of)?;
        let prices = self.discounts();
        for invoice in self.owed.invoices.iter_mut().filter(|invoice| invoice.price.is_none()) {
            invoice.price = prices.get(&invoice.id).map(|price| Price {
                to_pay: price.to_pay,
                resting: Money::zero(price.to_pay.currency()),
                until: price.until,
                by: PricedBy::Discount(price.reduction),
            });
        }
        Ok(())
    }
}

/// The calendar year of a day: its first instant and the first of the next.
fn year(creditor: &Creditor, day: Date) -> (DateTime<Utc>, DateTime<Utc>) {
    let first = |year| Date::from_yo_opt(year, 1).unwrap_or(day);
    let start = |year| creditor.zone.start_of_day(first(year));
    (start(day.year()), start(day.year().saturating_add(1)))
}

/// An invoice as the offers see it; none where nothing of it can be owed.
///
/// Where the creditor's file does not say what it is without tax, a percentage of the part before
/// tax cannot be computed, and is not offered: that part counts as nothing.
fn debt(policy: &Policy, invoice: &Invoice, as_of: Date) -> Result<Option<OpenDebt>, StoreError> {
    if invoice.void || !invoice.total.is_positive() || !invoice.owed().is_positive() {
        return Ok(None);
    }
    let tax = policy.discount.as_ref().map_or(TaxMode::Included, |discount| discount.tax);
    let unknown = if tax == TaxMode::Included { invoice.total } else { Money::zero(invoice.total.currency()) };
    let free = invoice.free();
    let steps = invoice.terms.as_deref().and_then(|terms| EarlySteps::parse(terms).ok());
    Ok(Some(OpenDebt {
        invoice: invoice.id,
        issued: invoice.issued,
        due: invoice.due_now(),
        total: invoice.total,
        untaxed: invoice.untaxed.unwrap_or(unknown),
        balance: free.balance.minus(invoice.on_hold().min(free.balance)?)?,
        charges: free.interest.plus(free.fees)?,
        own_terms: steps.and_then(|steps| steps.on(invoice.issued, as_of)),
        disputed: invoice.on_hold().is_positive() && invoice.on_hold() == invoice.balance,
        in_plan: invoice.plan.is_some(),
        extended: invoice.extended_to.is_some(),
        extending: false,
        settled: invoice.settlement.is_some(),
        discounted: false,
        on_its_way: invoice.on_its_way.is_positive(),
    }))
}

fn history(creditor: &Creditor, record: &Record, debts: &[OpenDebt], as_of: Date) -> History {
    let paid: Vec<PaidInvoice> = record
        .cleared
        .iter()
        .map(|cleared| PaidInvoice { due: cleared.due, paid: creditor.zone.day_of(cleared.at) })
        .collect();
    // An invoice that is on hold says nothing about how somebody pays.
    let open =
        debts.iter().filter(|debt| debt.owed().is_some() || debt.settled || debt.on_its_way).map(|debt| debt.due);
    let history = History::new(&paid, open, as_of);
    let settled = u16::try_from(record.settled).unwrap_or(u16::MAX);
    History { paid: settled.max(history.paid), ..history }
}
