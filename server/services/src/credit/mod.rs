//! A debtor's credit: what a credit note leaves, and what was paid beyond the debt. It pays what is owed by an entry that
//! can be taken back; from then on every page, reminder and charge goes by what is left, as after a payment.
//!
//! Everything runs inside the caller's transaction. What a creditor's lists say of set-offs is brought together in
//! [`books`](crate::books).

pub mod given_up;

use crate::TxContext;
use crate::account::{self, charges, settlements};
use crate::agreements::follow;
use chrono::{DateTime, Utc};
use domain::agreement::Terms;
use domain::allocation::Share;
use domain::date::Date;
use domain::id::{CreditorId, DebtorId, EntryId, InvoiceId};
use domain::invoice::{Component, Invoice};
use domain::ledger::{CreditSource, Entry};
use domain::money::{Currency, Money, MoneyError};
use domain::set_off::{CreditRule, FreeCredit, PayableDebt, SetOff, set_offs as choose};
use std::collections::BTreeSet;
use store::ledger::{self, NewEntry};
use store::set_offs::{self, SetOff as Booked};
use store::{Db, StoreError, agreements, debtors, invoices, originals, payments, policies};

/// How the cause of an entry begins that sets a credit off, or takes that back.
const CREDIT: &str = "credit:";

/// A debtor's free credit, and what it can pay.
#[derive(Debug, Clone, Default)]
pub struct CreditToUse {
    /// The credits, notes first, the oldest first.
    pub credits: Vec<FreeCredit>,
    /// What they would pay today.
    pub debts: Vec<PayableDebt>,
}

impl CreditToUse {
    /// How it would be spread.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn set_offs(&self) -> Result<Vec<SetOff>, MoneyError> {
        choose(&self.credits, &self.debts)
    }
}

/// Sets off what the policy leaves to nobody.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_off_by_policy(
    db: &mut Db,
    context: &TxContext<'_>,
    debtor: DebtorId,
) -> Result<Vec<EntryId>, StoreError> {
    match policies::newest(db, context.creditor.id).await?.policy.credit {
        CreditRule::Automatic => set_off_all(db, context, debtor).await,
        CreditRule::Debtor | CreditRule::Staff => Ok(Vec::new()),
    }
}

/// Sets off all that can be: principal first, as the creditor's own books do; what was paid too much then pays interest
/// and fees.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_off_all(db: &mut Db, context: &TxContext<'_>, debtor: DebtorId) -> Result<Vec<EntryId>, StoreError> {
    if free(db, context, debtor).await?.is_empty() {
        return Ok(Vec::new());
    }
    debtors::lock(db, context.creditor.id, debtor).await?;
    for one in to_use(db, context, debtor).await?.set_offs()? {
        lock(db, context, one).await?;
    }
    // Read again, now that nobody else moves them.
    let all = to_use(db, context, debtor).await?.set_offs()?;
    book_late(db, context, debtor, &all).await?;
    let mut made = Vec::with_capacity(all.len());
    for one in &all {
        // A settlement that one of them has fulfilled has given up the rest.
        let amount = one.amount.min(read(db, context, one.invoice).await?.open().owed_of(Component::Principal))?;
        if amount.is_positive() {
            made.push(set_off(db, context, SetOff { amount, ..*one }, Component::Principal).await?);
        }
    }
    correct_charges(db, context, &all).await?;
    made.extend(set_off_charges(db, context, debtor).await?);
    Ok(made)
}

/// What a debtor has in credit and can use, and for what.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn to_use(db: &mut Db, context: &TxContext<'_>, debtor: DebtorId) -> Result<CreditToUse, StoreError> {
    let credits = free(db, context, debtor).await?;
    if credits.is_empty() {
        return Ok(CreditToUse::default());
    }
    let debts = debts(db, context, debtor, Component::Principal).await?;
    Ok(CreditToUse { credits, debts })
}

/// A debtor's free credits.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn free(db: &mut Db, context: &TxContext<'_>, debtor: DebtorId) -> Result<Vec<FreeCredit>, StoreError> {
    let creditor = context.creditor.id;
    let mut notes = invoices::open_of(db, creditor, debtor).await?;
    notes.retain(|note| !note.void && note.balance.minor() < 0);
    notes.sort_by_key(|note| (note.issued, note.id));
    let held = set_offs::held(db, creditor, debtor).await?;
    let mut free = Vec::with_capacity(notes.len());
    for note in notes {
        let names = match set_offs::named_by(db, creditor, note.id).await? {
            Some(named) => named_invoice(db, creditor, debtor, &named).await?,
            None => None,
        };
        let not_for = apart(&held, Some(note.id));
        free.push(FreeCredit { source: CreditSource::Note(note.id), amount: note.balance.negated()?, names, not_for });
    }
    let account = debtors::credits(db, creditor, debtor).await?.into_iter().filter(|amount| amount.is_positive());
    let source = CreditSource::Account(debtor);
    let not_for = apart(&held, None);
    free.extend(account.map(|amount| FreeCredit { source, amount, names: None, not_for: not_for.clone() }));
    Ok(free)
}

/// The invoice that a note names by its number, or by that of the tax office. A document with parts is none of them.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn named_invoice(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    named: &str,
) -> Result<Option<InvoiceId>, StoreError> {
    if let Some(invoice) = invoices::by_number_of(db, creditor, debtor, named).await? {
        return Ok(Some(invoice.id));
    }
    let came = originals::came_as(db, creditor, debtor, named).await?;
    Ok(came.first().copied().filter(|_| came.len() == 1))
}

/// What of one part of a debtor's debts credit can pay: not what is disputed, nor what a payment is under way for, nor
/// what a price for paying early holds at another sum. Of what is in a settlement it pays what is asked for, as a payment
/// does; a note that names it pays all of it.
async fn debts(
    db: &mut Db,
    context: &TxContext<'_>,
    debtor: DebtorId,
    part: Component,
) -> Result<Vec<PayableDebt>, StoreError> {
    let creditor = context.creditor.id;
    let (mut held, mut debts) = (BTreeSet::new(), Vec::new());
    for agreed in agreements::live_of(db, creditor, debtor).await? {
        if matches!(agreed.read_body()?.terms, Terms::Discount(_)) {
            held.extend(agreements::covered(db, creditor, agreed.id).await?.into_iter().map(|(id, _)| id));
        }
    }
    let mut open = invoices::open_of(db, creditor, debtor).await?;
    settlements::price(db, creditor, &mut open, context.today()).await?;
    for invoice in open {
        // Of a settlement that asks for nothing today it is not known yet what becomes.
        let undecided = invoice.settlement.is_some() && invoice.price.is_none();
        if undecided || invoice.void || !invoice.total.is_positive() || held.contains(&invoice.id) {
            continue;
        }
        let mut open = invoice.open().owed_of(part);
        if part == Component::Principal {
            open = open.minus(invoice.on_hold())?;
        }
        if !open.is_positive() {
            continue;
        }
        let coming = payments::under_way_on(db, creditor, invoice.id).await?;
        let coming = coming.iter().try_fold(0_i64, |sum, (_, share, _)| sum.checked_add(*share));
        let coming = Money::new(coming.ok_or(MoneyError::Overflow)?, open.currency());
        let amount = invoice.price.map_or(Ok(open), |price| open.min(price.to_pay))?.minus(coming)?;
        let to_its_note = open.minus(coming)?;
        if amount.is_positive() {
            debts.push(PayableDebt { invoice: invoice.id, due: invoice.due_now(), amount, to_its_note });
        }
    }
    Ok(debts)
}

async fn lock(db: &mut Db, context: &TxContext<'_>, one: SetOff) -> Result<(), StoreError> {
    let mut ids = vec![one.invoice];
    if let CreditSource::Note(note) = one.source {
        ids.push(note);
    }
    ids.sort_unstable();
    for id in ids {
        invoices::lock(db, context.creditor.id, id).await?;
    }
    Ok(())
}

/// What was paid too much pays interest and fees when all principal that it can pay is paid.
async fn set_off_charges(db: &mut Db, context: &TxContext<'_>, debtor: DebtorId) -> Result<Vec<EntryId>, StoreError> {
    let mut made = Vec::new();
    for part in [Component::Fee, Component::Interest] {
        let mut credits = free(db, context, debtor).await?;
        credits.retain(|credit| matches!(credit.source, CreditSource::Account(_)));
        if credits.is_empty() {
            break;
        }
        let debts = debts(db, context, debtor, part).await?;
        for one in choose(&credits, &debts)? {
            made.push(set_off(db, context, one, part).await?);
        }
    }
    Ok(made)
}

/// Sets one credit off against one part of one debt. The caller has taken both, and looked that there is as much.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or either is gone.
pub async fn set_off(
    db: &mut Db,
    context: &TxContext<'_>,
    of: SetOff,
    component: Component,
) -> Result<EntryId, StoreError> {
    let (creditor, now) = (context.creditor.id, context.now);
    let invoice = read(db, context, of.invoice).await?;
    let (at, note) = match of.source {
        CreditSource::Note(note) => (both_there(context, &invoice, &read(db, context, note).await?), Some(note)),
        CreditSource::Account(_) => (now, None),
    };
    let (id, amount) = (EntryId::new(context.ids.uuid(now)), of.amount);
    let share = Share { invoice: invoice.id, component, amount };
    let entry = Entry::set_off(of.source, amount.currency(), &[share])?;
    let new = NewEntry { id, cause: format!("{CREDIT}{id}"), payment: None, at, entry };
    if !ledger::post(db, creditor, &new, now).await? {
        return Err(StoreError::Damaged(format!("{} is in the ledger already", new.cause)));
    }
    let taken_back = Money::zero(amount.currency());
    let row = Booked { entry: id, note, invoice: invoice.id, component, amount, taken_back, made_at: now };
    set_offs::add(db, creditor, &row).await?;
    follow::follow_outside(db, context, &invoice).await?;
    Ok(id)
}

/// A note lowers a debt from the day on which both are there, so that interest goes by the net.
fn both_there(context: &TxContext<'_>, invoice: &Invoice, note: &Invoice) -> DateTime<Utc> {
    let day = invoice.issued.max(note.issued);
    context.creditor.zone.noon(day).min(context.now)
}

/// Takes a set-off back, or a part of it: the credit is free again, and the debt owed. No more than of it stands.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn take_back(db: &mut Db, context: &TxContext<'_>, of: &Booked, minor: i64) -> Result<(), StoreError> {
    let (creditor, now, minor) = (context.creditor.id, context.now, minor.min(of.stands()));
    if minor <= 0 {
        return Ok(());
    }
    let invoice = read(db, context, of.invoice).await?;
    let source = of.note.map_or(CreditSource::Account(invoice.debtor), CreditSource::Note);
    let amount = Money::new(minor, of.amount.currency());
    let share = Share { invoice: of.invoice, component: of.component, amount: amount.negated()? };
    let entry = Entry::set_off(source, amount.currency(), &[share])?;
    let id = EntryId::new(context.ids.uuid(now));
    let new = NewEntry { id, cause: format!("{CREDIT}{}:back:{id}", of.entry), payment: None, at: now, entry };
    if !ledger::post_about(db, creditor, &new, of.entry, now).await? {
        return Err(StoreError::Damaged(format!("{} is in the ledger already", new.cause)));
    }
    set_offs::take_back(db, creditor, of.entry, amount).await?;
    follow::follow_outside(db, context, &invoice).await
}

/// Takes set-offs of an invoice, or of a credit note, back until so much is free, the newest first but for `first`.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn release(
    db: &mut Db,
    context: &TxContext<'_>,
    of: InvoiceId,
    minor: i64,
    first: Option<EntryId>,
) -> Result<(), StoreError> {
    let mut left = minor;
    let mut all = set_offs::of_invoice(db, context.creditor.id, of).await?;
    all.retain(|one| one.component == Component::Principal && one.stands() > 0);
    all.reverse();
    all.sort_by_key(|one| Some(one.entry) != first);
    for one in all {
        let part = one.stands().min(left);
        take_back(db, context, &one, part).await?;
        left -= part.max(0);
    }
    Ok(())
}

/// Takes all set-offs of an invoice, or of a credit note, back.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn release_all(db: &mut Db, context: &TxContext<'_>, of: InvoiceId) -> Result<(), StoreError> {
    for one in set_offs::of_invoice(db, context.creditor.id, of).await? {
        take_back(db, context, &one, one.stands()).await?;
    }
    Ok(())
}

/// What is set off beyond what an invoice owes, or a credit note is, is taken back, the newest first but for `first`.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn release_over(
    db: &mut Db,
    context: &TxContext<'_>,
    of: InvoiceId,
    first: Option<EntryId>,
) -> Result<(), StoreError> {
    let now = read(db, context, of).await?;
    let over = if now.total.minor() < 0 { now.balance.minor() } else { -now.balance.minor() };
    if over > 0 { release(db, context, of, over, first).await } else { Ok(()) }
}

/// What was paid too much has shrunk below what of it is set off: so much of that is taken back, as long as no list
/// knows of it.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn keep_covered(
    db: &mut Db,
    context: &TxContext<'_>,
    debtor: DebtorId,
    currency: Currency,
) -> Result<(), StoreError> {
    let short = -overpaid(db, context, debtor, currency).await?;
    have_back(db, context, debtor, currency, short, false).await
}

/// Has so much of an overpayment free, for a provider that gives it back.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn make_free(
    db: &mut Db,
    context: &TxContext<'_>,
    debtor: DebtorId,
    wanted: Money,
) -> Result<(), StoreError> {
    let currency = wanted.currency();
    let short = wanted.minor() - overpaid(db, context, debtor, currency).await?.max(0);
    have_back(db, context, debtor, currency, short, true).await
}

async fn have_back(
    db: &mut Db,
    context: &TxContext<'_>,
    debtor: DebtorId,
    currency: Currency,
    short: i64,
    known_too: bool,
) -> Result<(), StoreError> {
    if short <= 0 {
        return Ok(());
    }
    let mut left = short;
    let mut lent = set_offs::lent(db, context.creditor.id, debtor, currency).await?;
    lent.reverse();
    // What a list knows last of all: it is gone from its figures.
    lent.sort_by_key(|(_, known)| *known > 0);
    for (one, known) in lent {
        let most = if known_too { one.stands() } else { one.stands() - known };
        let part = most.min(left).max(0);
        take_back(db, context, &one, part).await?;
        left -= part;
    }
    Ok(())
}

async fn overpaid(
    db: &mut Db,
    context: &TxContext<'_>,
    debtor: DebtorId,
    currency: Currency,
) -> Result<i64, StoreError> {
    let credits = debtors::credits(db, context.creditor.id, debtor).await?;
    Ok(credits.into_iter().find(|one| one.currency() == currency).map_or(0, Money::minor))
}

async fn read(db: &mut Db, context: &TxContext<'_>, id: InvoiceId) -> Result<Invoice, StoreError> {
    let found = invoices::by_id(db, context.creditor.id, id).await?;
    found.ok_or_else(|| StoreError::Damaged(format!("{id} is gone from the books")))
}

/// What was late before its credit came has cost interest until then, as before a payment.
async fn book_late(db: &mut Db, context: &TxContext<'_>, debtor: DebtorId, all: &[SetOff]) -> Result<(), StoreError> {
    let owed = account::outstanding(db, context.creditor, debtor, context.now).await?;
    let mut late = Vec::new();
    for accrued in owed.accrued {
        let invoice = owed.invoices.iter().find(|invoice| invoice.id == accrued.invoice);
        for one in all.iter().filter(|one| one.invoice == accrued.invoice) {
            let came = match one.source {
                CreditSource::Note(note) => read(db, context, note).await?.issued,
                CreditSource::Account(_) => Date::MAX,
            };
            if invoice.is_some_and(|invoice| invoice.due_now() < came) {
                late.push(accrued.clone());
                break;
            }
        }
    }
    charges::book(db, context, &late).await
}

/// Interest that was charged on what a note had taken off by then is taken back.
async fn correct_charges(db: &mut Db, context: &TxContext<'_>, all: &[SetOff]) -> Result<(), StoreError> {
    for id in all.iter().map(|one| one.invoice).collect::<BTreeSet<_>>() {
        charges::correct(db, context, id).await?;
    }
    Ok(())
}

/// What a credit was taken back from by a person.
fn apart(held: &[(Option<InvoiceId>, InvoiceId)], note: Option<InvoiceId>) -> BTreeSet<InvoiceId> {
    held.iter().filter(|(of, _)| *of == note).map(|(_, invoice)| *invoice).collect()
}
