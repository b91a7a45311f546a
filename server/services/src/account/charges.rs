//! Late interest and the fee for being late: what has accrued and is not in the books yet, and how it is posted.
//!
//! What is shown as owed and what a payment puts into the books come from the same few lines here,
//! so that they cannot differ. Interest of an invoice that was paid in full meanwhile (days that a
//! voucher took, a transfer around Saldo) is waived: nobody is dunned for a residue.

use crate::TxContext;
use domain::allocation::Share;
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{DebtorId, InvoiceId};
use domain::interest::{
    Accrual, AccruingDebt, InterestTerms, LateFee, Pause, PostedInterest, accrue, interest_to_post, late_fee, steps,
};
use domain::invoice::{Charge, Component, Invoice, OpenInvoice};
use domain::ledger::{Entry, EntryKind};
use domain::money::Money;
use domain::policy::Policy;
use store::charges::{self, Moved, Suspension};
use store::ledger::{self, NewEntry};
use store::{Db, StoreError, invoices, policies};

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
    /// What of the interest in the books was let go: it is not taken back once more.
    let_go: Money,
    /// The fee, while it is not in the books.
    pub fee: Option<LateFee>,
    /// The fee that is in the books and is not owed any more, without what of it was let go.
    fee_back: Money,
    /// How often the fee was put into the books or taken out of them.
    fee_entries: usize,
}

impl Accrued {
    /// The interest that is not in the books yet; below zero when the past was corrected in the
    /// debtor's favour.
    pub fn interest(&self) -> Result<Money, StoreError> {
        Ok(self.to_post()?.map_or(Money::zero(self.accrual.total.currency()), |(_, new)| new))
    }

    /// What the charges in the books are to be raised by, or lowered.
    pub fn change(&self) -> Result<Money, StoreError> {
        let fee = self.fee.map_or(self.fee_back.negated()?, |fee| fee.amount);
        Ok(self.interest()?.plus(fee)?)
    }

    fn to_post(&self) -> Result<Option<(PostedInterest, Money)>, StoreError> {
        let Some((state, new)) = interest_to_post(&self.accrual, self.booked)? else { return Ok(None) };
        let Some(booked) = self.booked.filter(|_| new.minor() < 0) else { return Ok(Some((state, new))) };
        let total = state.total.max(self.let_go.min(booked.total)?)?;
        let new = total.minus(booked.total)?;
        Ok((!new.is_zero()).then_some((PostedInterest { total, ..state }, new)))
    }

    /// Does it take charges back?
    fn lowers(&self) -> Result<bool, StoreError> {
        Ok(self.fee_back.is_positive() || self.interest()?.minor() < 0)
    }
}

/// How the causes of entries begin by which what was paid of charges that are not owed any more pays the rest of the debt.
pub const OVERCHARGED: &str = "overcharged:";

/// The charges of an invoice that are below nothing, each with what it is over, and what this pays instead: the principal,
/// another charge, and beyond the debt the debtor's credit. `None` where no charge is below nothing.
fn overcharged(open: &OpenInvoice) -> Result<Option<(Vec<Share>, Money)>, StoreError> {
    let none = Money::zero(open.balance.currency());
    let charges = [(Component::Interest, open.interest), (Component::Fee, open.fees)];
    let mut shares = Vec::new();
    let mut left = none;
    for (component, amount) in charges.into_iter().filter(|(_, amount)| amount.minor() < 0) {
        shares.push(Share { invoice: open.id, component, amount });
        left = left.minus(amount)?;
    }
    if shares.is_empty() {
        return Ok(None);
    }
    for component in [Component::Principal, Component::Interest, Component::Fee] {
        let amount = open.owed_of(component).min(left)?;
        left = left.minus(amount)?;
        shares.push(Share { invoice: open.id, component, amount });
    }
    shares.retain(|share| !share.amount.is_zero());
    Ok(Some((shares, left)))
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
    let let_go = |component| {
        let parts = own().filter(move |moved| moved.component == component && lets_go(moved.kind));
        Money::total(currency, parts.map(|moved| moved.amount)).and_then(Money::negated)
    };
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
    let late_fees = || own().filter(|moved| moved.cause.starts_with(&fee_cause));
    let fee_booked = Money::total(currency, late_fees().map(|moved| moved.amount))?;
    let fee = late_fee(terms, &debt, today);
    let mut fee_back = Money::zero(currency);
    if fee.is_none() && terms.flat_fee.is_some() && late_fees().all(|moved| zone.day_of(moved.at) <= today) {
        let all = own().filter(|moved| moved.kind == EntryKind::FeeCharged);
        let stands = Money::total(currency, all.map(|moved| moved.amount))?.minus(let_go(Component::Fee)?)?;
        fee_back = fee_booked.min(stands)?.max(fee_back)?;
    }
    Ok(Accrued {
        invoice: invoice.id,
        accrual: accrue(terms, &debt, today)?,
        booked: through.map(|through| PostedInterest { through, total }),
        entries: charged().count(),
        let_go: let_go(Component::Interest)?,
        fee: fee.filter(|_| !fee_booked.is_positive()),
        fee_back,
        fee_entries: late_fees().count(),
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

/// Does an entry of this kind give up what is owed?
const fn lets_go(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::ChargeWaived | EntryKind::WrittenOff | EntryKind::Discounted)
}

/// How the cause of an entry begins that takes off what a dispute showed not to be owed; its id follows.
pub const UPHELD: &str = "dispute:";

impl Accrued {
    /// The cause of the next entry of the fee.
    fn fee_cause(&self) -> String {
        let first = fee_cause(self.invoice);
        if self.fee_entries == 0 { first } else { format!("{first}:{}", self.fee_entries) }
    }
}

fn fee_cause(invoice: InvoiceId) -> String {
    format!("late_fee:{invoice}")
}

/// Adds to what each invoice owes what is not in the books yet. What was paid of charges that are not owed any more pays the
/// rest of the debt, as it will when it is [booked](book).
pub fn add_to(invoices: &mut [Invoice], accrued: &[Accrued]) -> Result<(), StoreError> {
    for new in accrued {
        for invoice in invoices.iter_mut().filter(|invoice| invoice.id == new.invoice) {
            invoice.interest = invoice.interest.plus(new.interest()?)?;
            invoice.fees = invoice.fees.minus(new.fee_back)?;
            if let Some(fee) = new.fee {
                invoice.fees = invoice.fees.plus(fee.amount)?;
            }
            if let Some((shares, _)) = overcharged(&invoice.open())? {
                for share in shares {
                    let part = match share.component {
                        Component::Fee => &mut invoice.fees,
                        Component::Interest => &mut invoice.interest,
                        Component::Principal => &mut invoice.balance,
                    };
                    *part = part.minus(share.amount)?;
                }
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
            post(db, context, NewEntry { at, ..context.entry(new.fee_cause(), entry) }).await?;
        }
        if new.fee_back.is_positive() {
            let entry = Entry::charged(new.invoice, Charge::Fee, new.fee_back.negated()?)?;
            post(db, context, context.entry(new.fee_cause(), entry)).await?;
        }
        if let Some((state, amount)) = new.to_post()? {
            // The count tells apart a total that was corrected and is the same again.
            let total = state.total.minor();
            let cause = format!("interest:{}:{}:{total}:{}", new.invoice, state.through, new.entries);
            let entry = Entry::charged(new.invoice, Charge::Interest, amount)?;
            post(db, context, context.entry(cause, entry)).await?;
        }
        if new.lowers()? {
            use_overcharged(db, context, new.invoice).await?;
        }
    }
    Ok(())
}

/// What was paid of charges that are not owed any more pays the rest of the debt; beyond it, it is the debtor's credit.
async fn use_overcharged(db: &mut Db, context: &TxContext<'_>, id: InvoiceId) -> Result<(), StoreError> {
    let Some(invoice) = invoices::by_id(db, context.creditor.id, id).await? else { return Ok(()) };
    let Some((shares, credit)) = overcharged(&invoice.open())? else { return Ok(()) };
    let mut new = context.entry(String::new(), Entry::overcharged(invoice.debtor, &shares, credit)?);
    new.cause = format!("{OVERCHARGED}{id}:{}", new.id);
    post(db, context, new).await
}

/// Puts into the books what has accrued on one invoice, and makes its charges what they come to by now, as [`correct`] does.
///
/// # Errors
/// As [`correct`].
pub async fn book_of(db: &mut Db, context: &TxContext<'_>, debtor: DebtorId, id: InvoiceId) -> Result<(), StoreError> {
    let owed = super::outstanding(db, context.creditor, debtor, context.now).await?;
    let own: Vec<_> = owed.accrued.into_iter().filter(|accrued| accrued.invoice == id).collect();
    book(db, context, &own).await?;
    correct(db, context, id).await
}

/// Puts into the books what has accrued on one invoice by now, whatever else its debtor owes. In the caller's transaction, with
/// the invoice's row taken.
///
/// # Errors
/// As [`correct`].
pub async fn book_alone(db: &mut Db, context: &TxContext<'_>, invoice: &Invoice) -> Result<(), StoreError> {
    let creditor = context.creditor.id;
    if invoice.void || !invoice.total.is_positive() || invoice.due_now() >= context.today() {
        return Ok(());
    }
    let Some(terms) = policies::newest(db, creditor).await?.policy.interest else { return Ok(()) };
    let moved = charges::moved_on(db, creditor, invoice.id).await?;
    let suspensions = charges::suspensions(db, creditor, invoice.debtor).await?;
    let accrued = of_one(&terms, context.creditor, invoice, &moved, &suspensions, context.today())?;
    book(db, context, &[accrued]).await
}

/// The past of an invoice may have changed (a payment or credit note of an earlier day, another total or due day): its
/// charges are made what they come to by now. In the caller's transaction, with the debtor's row taken.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or amounts are out of range.
pub async fn correct(db: &mut Db, context: &TxContext<'_>, id: InvoiceId) -> Result<(), StoreError> {
    let creditor = context.creditor.id;
    let moved = charges::moved_on(db, creditor, id).await?;
    if !moved.iter().any(|moved| moved.kind == EntryKind::InterestCharged || moved.cause.starts_with(&fee_cause(id))) {
        return Ok(());
    }
    let Some(invoice) = invoices::by_id(db, creditor, id).await? else { return Ok(()) };
    let given_up = moved.iter().filter(|moved| moved.kind == EntryKind::WrittenOff).map(|moved| moved.amount);
    if !invoice.owed().is_positive() && Money::total(invoice.total.currency(), given_up)?.minor() < 0 {
        // What was agreed to be enough stays so.
        return Ok(());
    }
    let Some(terms) = policies::newest(db, creditor).await?.policy.interest else { return Ok(()) };
    let suspensions = charges::suspensions(db, creditor, invoice.debtor).await?;
    let accrued = of_one(&terms, context.creditor, &invoice, &moved, &suspensions, context.today())?;
    book(db, context, &[accrued]).await
}

/// What was owed of an invoice's interest and late fee on an earlier day, by what is known now: so much of them a payment of
/// that day can have paid.
///
/// # Errors
/// As [`correct`].
pub async fn owed_on(
    db: &mut Db,
    context: &TxContext<'_>,
    invoice: &Invoice,
    on: Date,
) -> Result<OpenInvoice, StoreError> {
    let (creditor, open) = (context.creditor.id, invoice.open());
    let Some(terms) = policies::newest(db, creditor).await?.policy.interest else { return Ok(open) };
    let moved = charges::moved_on(db, creditor, invoice.id).await?;
    let suspensions = charges::suspensions(db, creditor, invoice.debtor).await?;
    let then = of_one(&terms, context.creditor, invoice, &moved, &suspensions, on)?;
    let none = Money::zero(open.balance.currency());
    let later = then.booked.map_or(none, |booked| booked.total).minus(then.accrual.total)?.max(none)?;
    let fees = moved.iter().filter(|one| one.cause.starts_with(&fee_cause(invoice.id)));
    let fees = Money::total(
        none.currency(),
        fees.filter(|one| context.creditor.zone.day_of(one.at) > on).map(|one| one.amount),
    )?;
    let left = |owed: Money, later: Money| owed.minus(later)?.max(none);
    Ok(OpenInvoice { interest: left(open.interest, later)?, fees: left(open.fees, fees)?, ..open })
}

async fn post(db: &mut Db, context: &TxContext<'_>, new: NewEntry) -> Result<(), StoreError> {
    if ledger::post(db, context.creditor.id, &new, context.now).await? {
        return Ok(());
    }
    Err(StoreError::Damaged(format!("{} is in the ledger, but its invoice does not know it", new.cause)))
}
