//! Late interest and the fee for being late: what has accrued and is not in the books yet, and how it is posted.
//!
//! What is shown as owed and what a payment puts into the books come from the same few lines here,
//! so that they cannot differ. Interest of an invoice that was paid in full meanwhile (days that a
//! voucher took, a transfer around Saldo) is waived: nobody is dunned for a residue.

use crate::TxContext;
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{DebtorId, InvoiceId};
use domain::interest::{
    Accrual, AccruingDebt, InterestTerms, LateFee, Pause, PostedInterest, accrue, interest_to_post, late_fee, steps,
};
use domain::invoice::{Charge, Component, Invoice};
use domain::ledger::{Entry, EntryKind};
use domain::money::Money;
use domain::policy::Policy;
use store::charges::{self, Moved, Suspension};
use store::ledger::{self, NewEntry};
use store::{Db, StoreError};

/// What being late has cost on one invoice, as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accrued {
    /// The invoice.
    pub invoice: InvoiceId,
    /// All of its interest, with the arithmetic.
    pub accrual: Accrual,
    /// What of the interest is in the books.
    pub booked: Option<PostedInterest>,
    /// How often interest was put into the books: makes the next cause another one.
    entries: usize,
    /// The fee, while it is not in the books.
    pub fee: Option<LateFee>,
}

impl Accrued {
    /// The interest that is not in the books yet; below zero when the past was corrected in the
    /// debtor's favour.
    pub fn interest(&self) -> Result<Money, StoreError> {
        let new = interest_to_post(&self.accrual, self.booked)?;
        Ok(new.map_or(Money::zero(self.accrual.total.currency()), |(_, new)| new))
    }
}

/// What being late has cost on each of a debtor's open `invoices`, as of `today` in the creditor's
/// zone. Nothing is asked of the database where the policy has no interest or nothing is late.
pub async fn accrued(
    db: &mut Db,
    policy: &Policy,
    creditor: &Creditor,
    debtor: DebtorId,
    invoices: &[Invoice],
    today: Date,
) -> Result<Vec<Accrued>, StoreError> {
    let late = |invoice: &&Invoice| !invoice.void && invoice.total.is_positive() && invoice.due_now() < today;
    let Some(terms) = policy.interest.as_ref().filter(|_| invoices.iter().any(|i| late(&i))) else {
        return Ok(Vec::new());
    };
    let moved = charges::moved(db, creditor.id, debtor).await?;
    let suspensions = charges::suspensions(db, creditor.id, debtor).await?;
    invoices.iter().filter(late).map(|invoice| of_one(terms, creditor, invoice, &moved, &suspensions, today)).collect()
}

fn of_one(
    terms: &InterestTerms,
    creditor: &Creditor,
    invoice: &Invoice,
    moved: &[Moved],
    suspensions: &[(Option<InvoiceId>, Suspension)],
    today: Date,
) -> Result<Accrued, StoreError> {
    let (currency, zone) = (invoice.total.currency(), creditor.zone);
    let own = || moved.iter().filter(|moved| moved.invoice == invoice.id);
    let mut principal: Vec<(Date, Money)> = own()
        .filter(|moved| moved.component == Component::Principal)
        .map(|moved| {
            // What a dispute or the creditor's own correction showed not to be owed never bore interest.
            let never_owed = moved.kind == EntryKind::InvoiceChanged && moved.amount.minor() < 0;
            (if never_owed { invoice.issued.min(invoice.due) } else { zone.day_of(moved.at) }, moved.amount)
        })
        .collect();
    let (mut pauses, mut due, mut extended) = (Vec::new(), invoice.due, false);
    for (_, suspension) in suspensions.iter().filter(|(of, _)| of.is_none_or(|of| of == invoice.id)) {
        match *suspension {
            Suspension::Days { from, to } => pauses.push(Pause { from, to: to.unwrap_or(Date::MAX) }),
            // Who has more time before it is late is late from another day on. Who was late keeps what it has cost so
            // far, and until the new day nothing is added.
            Suspension::Extended { on, to } => {
                extended = true;
                if on <= due {
                    due = to;
                } else if let Some(from) = on.succ_opt() {
                    pauses.push(Pause { from, to });
                }
            }
            Suspension::Disputed { minor, from } => {
                principal.push((zone.day_of(from), Money::new(minor, currency).negated()?));
            }
        }
    }
    let due = if extended { due } else { invoice.due_now() };
    let debt = AccruingDebt { currency, due, principal: steps(currency, principal)?, pauses };
    let charged = || own().filter(|moved| moved.kind == EntryKind::InterestCharged);
    let total = Money::total(currency, charged().map(|moved| moved.amount))?;
    let through = charged().map(|moved| zone.day_of(moved.at)).max();
    let fee_cause = fee_cause(invoice.id);
    let fee_booked = own().any(|moved| moved.cause == fee_cause);
    Ok(Accrued {
        invoice: invoice.id,
        accrual: accrue(terms, &debt, today)?,
        booked: through.map(|through| PostedInterest { through, total }),
        entries: charged().count(),
        fee: late_fee(terms, &debt, today).filter(|_| !fee_booked),
    })
}

/// While `coming` is on its way for an invoice, and is all that was owed when it was begun, nothing more accrues: it is as it was
/// `then`. What never comes has cost what it costs.
pub fn rest_at(
    accrued: &mut Vec<Accrued>,
    invoice: &Invoice,
    then: Vec<Accrued>,
    coming: Money,
) -> Result<(), StoreError> {
    let mut owed = [invoice.clone()];
    add_to(&mut owed, &then)?;
    let is_all = owed.iter().all(|owed| owed.owed().minor() <= coming.minor());
    // What was put into the books since, stays there.
    let booked = |new: &Accrued| new.booked.is_some_and(|booked| booked.through > new.accrual.as_of);
    if is_all && !then.iter().any(booked) {
        accrued.retain(|new| new.invoice != invoice.id);
        accrued.extend(then);
    }
    Ok(())
}

/// How the cause of an entry begins that takes off what a dispute showed not to be owed; its id follows.
pub const UPHELD: &str = "objection:";

fn fee_cause(invoice: InvoiceId) -> String {
    format!("late_fee:{invoice}")
}

/// Adds to what each invoice owes what is not in the books yet.
pub fn add_to(invoices: &mut [Invoice], accrued: &[Accrued]) -> Result<(), StoreError> {
    for new in accrued {
        for invoice in invoices.iter_mut().filter(|invoice| invoice.id == new.invoice) {
            invoice.interest = invoice.interest.plus(new.interest()?)?;
            if let Some(fee) = new.fee {
                invoice.fees = invoice.fees.plus(fee.amount)?;
            }
            // A sum past 64 bits is refused here, as when it is read.
            invoice.open().owed()?;
        }
    }
    Ok(())
}

/// Puts into the books what has accrued. Whatever else moves these debts today comes after it, in
/// the same transaction, with the debtor's row locked. To do it again adds nothing.
pub async fn book(db: &mut Db, context: &TxContext<'_>, accrued: &[Accrued]) -> Result<(), StoreError> {
    for new in accrued {
        if let Some(fee) = new.fee {
            let at = context.creditor.zone.noon(fee.on);
            let entry = Entry::charged(new.invoice, Charge::Fee, fee.amount)?;
            post(db, context, NewEntry { at, ..context.entry(fee_cause(new.invoice), entry) }).await?;
        }
        if let Some((state, amount)) = interest_to_post(&new.accrual, new.booked)? {
            // The count tells apart a total that was corrected and is the same again.
            let total = state.total.minor();
            let cause = format!("interest:{}:{}:{total}:{}", new.invoice, state.through, new.entries);
            let entry = Entry::charged(new.invoice, Charge::Interest, amount)?;
            post(db, context, context.entry(cause, entry)).await?;
        }
    }
    Ok(())
}

async fn post(db: &mut Db, context: &TxContext<'_>, new: NewEntry) -> Result<(), StoreError> {
    if ledger::post(db, context.creditor.id, &new, context.now).await? {
        return Ok(());
    }
    Err(StoreError::Damaged(format!("{} is in the ledger, but its invoice does not know it", new.cause)))
}
