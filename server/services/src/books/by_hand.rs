//! What no list says and a person does: a payment made elsewhere, a write-off, a new document, another due date, void.
//!
//! Each is one transaction that takes the debtor's row first and the invoice's next, with who and why in the trail. The
//! creditor's list comes to know of it later: until then its figures are explained by what was done here.

use super::carry::Carrier;
use super::firm::customer_in_key;
use super::knowledge;
use super::staff_act::{self, Reason, StaffAct};
use super::which::{Which, WhichError, find};
use crate::account::{self, charges};
use crate::agreements::follow;
use crate::{Services, credit};
use domain::allocation::{Share, allocate};
use domain::audit::Action;
use domain::books::{AsOf, ItemIdentity, ItemKind, Says, reconcile};
use domain::creditor::Creditor;
use domain::date::{Date, is_likely};
use domain::id::{DebtorId, EntryId, InvoiceId};
use domain::invoice::{Component, Invoice, Line, NewInvoice};
use domain::ledger::{Entry, EntryKind};
use domain::money::Money;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use store::ledger::{self, FirstEntry, NewEntry};
use store::sources::Said;
use store::{Db, StoreError, debtors, invoices, set_offs};

/// How the causes of entries begin that a person made; the key of the form follows.
const MANUAL: &str = "manual:";

/// How money came that did not come through Saldo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaidBy {
    /// Into the creditor's bank account.
    Transfer,
    /// In notes and coins.
    Cash,
    /// By cheque.
    Cheque,
    /// By card, at the creditor's own counter.
    CardAtCounter,
}

impl PaidBy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Transfer, Self::Cash, Self::Cheque, Self::CardAtCounter];

    /// The name in the trail and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Cash => "cash",
            Self::Cheque => "cheque",
            Self::CardAtCounter => "card",
        }
    }
}

impl fmt::Display for PaidBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for PaidBy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || Self::ALL.map(Self::as_str).join(", ");
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or_else(|| format!("say one of {}", names()))
    }
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum ByHandError {
    /// It is not clear which document is meant.
    #[error(transparent)]
    Which(#[from] WhichError),
    /// There is no such debtor.
    #[error("there is no debtor {0}")]
    NoDebtor(String),
    /// There is no such payment, or it is none that staff recorded.
    #[error("{0} is no payment or write-off that was recorded by hand and still stands")]
    NotRecorded(EntryId),
    /// Nothing or less, or of another currency.
    #[error("{0} is no amount for this invoice, which is in {1}")]
    Amount(Money, domain::money::Currency),
    /// More than is owed.
    #[error("no more than {most} is owed on it")]
    TooMuch {
        /// What is owed.
        most: Money,
    },
    /// More than is owed, and nobody has said that it is meant.
    #[error(
        "{owed} is owed on {number}; {rest} of the payment would be the debtor's credit: say --rest-is-credit if that is meant"
    )]
    Beyond {
        /// On which invoice.
        number: String,
        /// What is owed on it, interest and fees included.
        owed: Money,
        /// What is beyond it.
        rest: Money,
    },
    /// The number is taken.
    #[error("the number {0} is in the books already")]
    NumberTaken(String),
    /// A day that is yet to come, or due before it was issued.
    #[error("{0}")]
    Day(&'static str),
    /// It is void.
    #[error("{0} is void")]
    Void(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<domain::money::MoneyError> for ByHandError {
    fn from(error: domain::money::MoneyError) -> Self {
        Self::Store(error.into())
    }
}

impl From<domain::ledger::EntryError> for ByHandError {
    fn from(error: domain::ledger::EntryError) -> Self {
        Self::Store(error.into())
    }
}

/// A payment that was made elsewhere.
#[derive(Debug, Clone)]
pub struct PaymentElsewhere {
    /// The invoice that it pays.
    pub invoice: Which,
    /// The amount with its currency.
    pub amount: Money,
    /// On which day.
    pub on: Date,
    /// The way of payment.
    pub paid_by: PaidBy,
    /// What the creditor finds it by: a transfer's reference, a cheque's number.
    pub reference: String,
    /// May it be more than is owed? The rest is the debtor's credit then.
    pub rest_is_credit: bool,
}

/// A payment that was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// Its entry, by which it can be taken back.
    pub entry: EntryId,
    /// What of it is the debtor's credit.
    pub credit: Money,
    /// The day of the invoice, where the payment came before it.
    pub before_issue: Option<Date>,
}

store::unit_errors!(ByHandError);

/// Records a payment that was made elsewhere: charges first, then the debt; what is beyond it is the debtor's credit, where
/// somebody says that it is meant.
///
/// # Errors
/// [`ByHandError`]; nothing was written then.
pub async fn record_payment(
    services: &Arc<Services>,
    creditor: &Creditor,
    payment: PaymentElsewhere,
    reason: Reason,
) -> Result<Recorded, ByHandError> {
    staff_act::run(services, creditor, reason, payment, move |act, db, payment| {
        Box::pin(async move { act.record(db, payment).await })
    })
    .await
}

/// Takes back a payment or a write-off that was recorded by hand.
///
/// # Errors
/// [`ByHandError`]; nothing was written then.
pub async fn take_back(
    services: &Arc<Services>,
    creditor: &Creditor,
    entry: EntryId,
    reason: Reason,
) -> Result<(), ByHandError> {
    staff_act::run(services, creditor, reason, (), move |act, db, _| {
        Box::pin(async move { act.take_back_recorded(db, entry).await })
    })
    .await
}

/// Gives up the rest of a debt, or so much of it: principal only; charges are [let go](crate::agreements::waive).
///
/// # Errors
/// [`ByHandError`]; nothing was written then.
pub async fn write_off(
    services: &Arc<Services>,
    creditor: &Creditor,
    invoice: Which,
    amount: Option<Money>,
    reason: Reason,
) -> Result<EntryId, ByHandError> {
    staff_act::run(services, creditor, reason, invoice, move |act, db, invoice| {
        Box::pin(async move { act.write_off(db, invoice, amount).await })
    })
    .await
}

/// Declares an invoice void: what was paid here is the debtor's credit.
///
/// # Errors
/// [`ByHandError`]; nothing was written then.
pub async fn void(
    services: &Arc<Services>,
    creditor: &Creditor,
    invoice: Which,
    reason: Reason,
) -> Result<(), ByHandError> {
    staff_act::run(services, creditor, reason, invoice, move |act, db, invoice| {
        Box::pin(async move { act.void(db, invoice).await })
    })
    .await
}

/// Moves the last day to pay an invoice without being late.
///
/// # Errors
/// [`ByHandError`]; nothing was written then.
pub async fn move_due(
    services: &Arc<Services>,
    creditor: &Creditor,
    invoice: Which,
    due: Date,
    reason: Reason,
) -> Result<(), ByHandError> {
    staff_act::run(services, creditor, reason, invoice, move |act, db, invoice| {
        Box::pin(async move { act.move_due(db, invoice, due).await })
    })
    .await
}

/// An invoice or a credit note that a person writes.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// Whose, by the creditor's own reference.
    pub debtor: String,
    /// What kind.
    pub kind: ItemKind,
    /// Its number.
    pub number: String,
    /// Day of issue.
    pub issued: Date,
    /// Last day to pay.
    pub due: Date,
    /// The whole sum, positive also for a credit note.
    pub total: Money,
    /// What it is for.
    pub description: Option<String>,
    /// The invoice that a credit note is about, by its number: its credit pays that first.
    pub names: Option<String>,
    /// Its lines, which add up to the sum; none where there is nothing to tell apart.
    pub lines: Vec<Line>,
}

/// Adds an invoice or a credit note.
///
/// # Errors
/// [`ByHandError`]; nothing was written then.
pub async fn add_document(
    services: &Arc<Services>,
    creditor: &Creditor,
    document: NewDocument,
    reason: Reason,
) -> Result<InvoiceId, ByHandError> {
    staff_act::run(services, creditor, reason, document, move |act, db, document| {
        Box::pin(async move { act.add(db, document).await })
    })
    .await
}

/// Nobody grants longer terms than this, in days; whoever types such a day has mistyped it.
const LONGEST_TERMS: i64 = 30 * 366;
/// Nobody pays so long before the invoice, in days.
const LONGEST_ADVANCE: i64 = 10 * 366;

/// Days of a document that a person types: a year of four other figures is a slip.
fn is_likely_term(issued: Date, due: Date) -> Result<(), ByHandError> {
    if due < issued {
        return Err(ByHandError::Day("an invoice is not due before it is issued"));
    }
    if !is_likely(issued) || !is_likely(due) || (due - issued).num_days() > LONGEST_TERMS {
        return Err(ByHandError::Day("that is no likely day of an invoice; see the year"));
    }
    Ok(())
}

/// A payment may come before its invoice, but not ten years.
fn is_likely_payment(on: Date, issued: Date) -> Result<(), ByHandError> {
    if !is_likely(on) || (issued - on).num_days() > LONGEST_ADVANCE {
        return Err(ByHandError::Day("that is no likely day of a payment of this invoice; see the year"));
    }
    Ok(())
}

impl StaffAct<'_> {
    /// The invoice, with its debtor's row and its own taken.
    async fn take(&self, db: &mut Db, which: &Which) -> Result<Invoice, ByHandError> {
        let number = &which.number;
        let gone = || WhichError::NoInvoice(number.clone());
        let found = find(db, self.context.creditor.id, which).await?;
        debtors::lock(db, self.context.creditor.id, found.debtor).await?;
        let invoice = invoices::lock(db, self.context.creditor.id, found.id).await?.ok_or_else(gone)?;
        if invoice.void { Err(ByHandError::Void(number.clone())) } else { Ok(invoice) }
    }

    async fn record(&self, db: &mut Db, of: &PaymentElsewhere) -> Result<Recorded, ByHandError> {
        let (creditor, now) = (self.context.creditor, self.context.now);
        if of.on > creditor.zone.today(now) {
            return Err(ByHandError::Day("the day of a payment cannot be yet to come"));
        }
        let invoice = self.take(db, &of.invoice).await?;
        let number = &of.invoice.number;
        is_likely_payment(of.on, invoice.issued)?;
        if !of.amount.is_positive() || of.amount.currency() != invoice.total.currency() {
            return Err(ByHandError::Amount(of.amount, invoice.total.currency()));
        }
        let owed = account::outstanding(db, creditor, invoice.debtor, now).await?;
        // A settlement in force takes no more than its sum.
        let takes = |open: &Invoice| if open.price.is_some() { open.to_pay() } else { open.owed() };
        let all = owed.invoices.iter().find(|open| open.id == invoice.id).map_or_else(|| invoice.owed(), takes);
        let all = if all.is_positive() { all } else { Money::zero(all.currency()) };
        let rest = of.amount.minus(all)?;
        if rest.is_positive() && !of.rest_is_credit {
            return Err(ByHandError::Beyond { number: number.clone(), owed: all, rest });
        }
        let own: Vec<_> = owed.accrued.into_iter().filter(|accrued| accrued.invoice == invoice.id).collect();
        charges::book(db, &self.context, &own).await?;
        let invoice = invoices::by_id(db, creditor.id, invoice.id).await?.unwrap_or(invoice);
        let at = creditor.zone.noon(of.on).min(now);
        let then = charges::owed_on(db, &self.context, &invoice, of.on).await?;
        let mut open = account::settlements::takes(db, creditor, invoice, at).await?;
        // It came before some of the charges, and pays none of those.
        (open.interest, open.fees) = (open.interest.min(then.interest)?, open.fees.min(then.fees)?);
        let agreed =
            Component::ALL.map(|component| Share { invoice: open.id, component, amount: open.owed_of(component) });
        let spread = allocate(of.amount, &agreed, |_, component| open.owed_of(component).minor())?;
        let invoice = invoices::by_id(db, creditor.id, open.id).await?.ok_or(WhichError::NoInvoice(number.clone()))?;
        let entry = Entry::recorded(invoice.debtor, &spread.shares, spread.credit)?;
        let id = self.post(db, "paid", entry, at, None).await?;
        charges::correct(db, &self.context, invoice.id).await?;
        follow::follow_outside(db, &self.context, &invoice).await?;
        self.settle_credit(db, &invoice).await?;
        let told = [
            ("amount", of.amount.to_string()),
            ("day", of.on.to_string()),
            ("entry", id.to_string()),
            ("invoice", number.clone()),
            ("kind", of.paid_by.to_string()),
            ("reference", of.reference.clone()),
        ];
        self.note(db, Action::PaymentRecorded, invoice.debtor, told).await?;
        let before_issue = Some(invoice.issued).filter(|issued| of.on < *issued);
        Ok(Recorded { entry: id, credit: spread.credit, before_issue })
    }

    async fn take_back_recorded(&self, db: &mut Db, id: EntryId) -> Result<(), ByHandError> {
        let creditor = self.context.creditor.id;
        let found = ledger::by_id(db, creditor, id).await?.filter(|(cause, _)| cause.starts_with(MANUAL));
        let (_, entry) = found.ok_or(ByHandError::NotRecorded(id))?;
        let action = match entry.kind() {
            EntryKind::PaidOutside => Action::PaymentTakenBack,
            EntryKind::WrittenOff => Action::WriteOffTakenBack,
            _ => return Err(ByHandError::NotRecorded(id)),
        };
        let of = entry.postings().iter().find_map(|posting| posting.account.owes()).map(|(invoice, _)| invoice);
        let found = match of {
            Some(invoice) => invoices::by_id(db, creditor, invoice).await?,
            None => None,
        };
        let invoice = found.ok_or(ByHandError::NotRecorded(id))?;
        debtors::lock(db, creditor, invoice.debtor).await?;
        invoices::lock(db, creditor, invoice.id).await?;
        if ledger::is_taken_back(db, creditor, id).await? {
            return Err(ByHandError::NotRecorded(id));
        }
        let back = match entry.kind() {
            // A list may have made it smaller since.
            EntryKind::WrittenOff => {
                let stands = ledger::standing(db, creditor, id).await?;
                if stands.is_empty() {
                    return Err(ByHandError::NotRecorded(id));
                }
                Entry::written_off(entry.currency(), &stands)?.reversed()?
            }
            _ => entry.reversed()?,
        };
        self.post(db, "back", back, self.context.now, Some(id)).await?;
        charges::correct(db, &self.context, invoice.id).await?;
        follow::follow_outside(db, &self.context, &invoice).await?;
        self.settle_credit(db, &invoice).await?;
        let told = [("entry", id.to_string()), ("invoice", invoice.number.clone())];
        Ok(self.note(db, action, invoice.debtor, told).await?)
    }

    async fn write_off(&self, db: &mut Db, which: &Which, amount: Option<Money>) -> Result<EntryId, ByHandError> {
        let (invoice, number) = (self.take(db, which).await?, &which.number);
        let most = Money::new(invoice.balance.minor().max(0), invoice.balance.currency());
        let amount = amount.unwrap_or(most);
        if amount.currency() != most.currency() {
            return Err(ByHandError::Amount(amount, most.currency()));
        }
        if !amount.is_positive() || amount.minor() > most.minor() {
            return Err(ByHandError::TooMuch { most });
        }
        let entry = Entry::written_off(amount.currency(), &[Share::principal(invoice.id, amount)])?;
        let id = self.post(db, "written_off", entry, self.context.now, None).await?;
        follow::follow_outside(db, &self.context, &invoice).await?;
        let told = [("amount", amount.to_string()), ("entry", id.to_string()), ("invoice", number.clone())];
        self.note(db, Action::WrittenOff, invoice.debtor, told).await?;
        Ok(id)
    }

    async fn void(&self, db: &mut Db, which: &Which) -> Result<(), ByHandError> {
        let (creditor, now) = (self.context.creditor, self.context.now);
        let (invoice, number) = (self.take(db, which).await?, &which.number);
        let known = knowledge::load(db, &invoice, Said::default(), None).await?;
        let as_of = AsOf { day: creditor.zone.today(now), import: 0 };
        let outcome =
            reconcile(&Says { as_of, total: None, open: None, settled: None, written_off: 0, void: true }, &known)
                .map_err(StoreError::from)?;
        let revision = invoice.revision + 1;
        invoices::update(db, &Invoice { revision, ..invoice.clone() }).await?;
        Carrier { creditor, ids: self.context.ids, invoice: &invoice, revision, first: 1, at: now, now }
            .carry(db, &outcome)
            .await?;
        self.settle_credit(db, &invoice).await?;
        let told = [("invoice", number.clone())];
        Ok(self.note(db, Action::InvoiceVoided, invoice.debtor, told).await?)
    }

    async fn move_due(&self, db: &mut Db, which: &Which, due: Date) -> Result<(), ByHandError> {
        let (invoice, number) = (self.take(db, which).await?, &which.number);
        is_likely_term(invoice.issued, due)?;
        invoices::set_due(db, self.context.creditor.id, invoice.id, due).await?;
        charges::correct(db, &self.context, invoice.id).await?;
        self.settle_credit(db, &invoice).await?;
        let told = [("from", invoice.due.to_string()), ("invoice", number.clone()), ("to", due.to_string())];
        Ok(self.note(db, Action::DueDateMoved, invoice.debtor, told).await?)
    }

    async fn add(&self, db: &mut Db, of: &NewDocument) -> Result<InvoiceId, ByHandError> {
        let creditor = self.context.creditor;
        let debtor = debtors::by_ref(db, creditor.id, &of.debtor).await?;
        let debtor = debtor.ok_or_else(|| ByHandError::NoDebtor(of.debtor.clone()))?.id;
        is_likely_term(of.issued, of.due)?;
        if !of.total.is_positive() {
            return Err(ByHandError::Amount(of.total, of.total.currency()));
        }
        let customer = customer_in_key(creditor.numbers, debtor);
        let key = ItemIdentity { kind: of.kind, number: &of.number, part: None, customer: customer.as_deref() }.key();
        if !invoices::by_keys(db, creditor.id, &[&key]).await?.is_empty() {
            return Err(ByHandError::NumberTaken(of.number.clone()));
        }
        let total = if of.kind == ItemKind::CreditNote { of.total.negated()? } else { of.total };
        let id = self.add_new(db, of, (debtor, &key, total)).await?;
        let told = [("amount", total.to_string()), ("invoice", of.number.clone())];
        self.note(db, Action::InvoiceAdded, debtor, told).await?;
        Ok(id)
    }

    async fn add_new(
        &self,
        db: &mut Db,
        of: &NewDocument,
        (debtor, key, total): (DebtorId, &str, Money),
    ) -> Result<InvoiceId, ByHandError> {
        let (creditor, now) = (self.context.creditor, self.context.now);
        let id = InvoiceId::new(self.context.ids.uuid(now));
        let new =
            NewInvoice { creditor: creditor.id, debtor, id, number: &of.number, issued: of.issued, due: of.due, total };
        let invoice = Invoice { description: of.description.clone(), ..Invoice::new(new) };
        invoices::add(db, &[(key, &invoice, Said::default())], now).await?;
        let lines: Vec<_> = (1..).zip(&of.lines).map(|(n, line)| (id, n, line)).collect();
        invoices::add_lines(db, creditor.id, &lines).await?;
        let first = FirstEntry {
            id: EntryId::new(self.context.ids.uuid(now)),
            at: creditor.zone.noon(of.issued),
            entry: Entry::invoiced(id, total)?,
        };
        ledger::post_first(db, creditor.id, &[&first], now).await?;
        if let Some(number) = &of.names {
            set_offs::name(db, creditor.id, id, number).await?;
        }
        self.settle_credit(db, &invoice).await?;
        Ok(id)
    }

    /// What is set off follows what was done: no more than there is, and all that there is.
    async fn settle_credit(&self, db: &mut Db, of: &Invoice) -> Result<(), StoreError> {
        credit::keep_covered(db, &self.context, of.debtor, of.total.currency()).await?;
        credit::set_off_by_policy(db, &self.context, of.debtor).await.map(drop)
    }

    async fn post(
        &self,
        db: &mut Db,
        what: &str,
        entry: Entry,
        at: chrono::DateTime<chrono::Utc>,
        about: Option<EntryId>,
    ) -> Result<EntryId, ByHandError> {
        let (creditor, now) = (self.context.creditor.id, self.context.now);
        let cause = format!("{MANUAL}{}:{what}", self.reason.form_key);
        let new = NewEntry { id: EntryId::new(self.context.ids.uuid(now)), cause, payment: None, at, entry };
        let posted = match about {
            Some(about) => ledger::post_about(db, creditor, &new, about, now).await?,
            None => ledger::post(db, creditor, &new, now).await?,
        };
        if posted {
            return Ok(new.id);
        }
        Err(StoreError::Damaged(format!("{} is in the ledger already", new.cause)).into())
    }
}
