//! What a person does about a debtor's credit: sets it off, takes that back, gives it back. Each with who and why in the
//! trail.

use super::by_hand::{ByHandError, Reason};
use super::which::WhichError;
use crate::Services;
use crate::credit::CreditContext;
use crate::payments::reconcile;
use domain::audit::{Act, Action, Subject, detail};
use domain::creditor::Creditor;
use domain::id::{AuditId, DebtorId, EntryId, PaymentId};
use domain::invoice::{Component, Invoice};
use domain::ledger::{CreditSource, Entry};
use domain::money::Money;
use domain::payment::Payment;
use domain::set_off::SetOff;
use serde::Serialize;
use std::sync::Arc;
use store::ledger::{self, NewEntry};
use store::set_offs::{self, SetOff as Booked};
use store::{Db, StoreError, audit, debtors, invoices, payments};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum CreditError {
    /// As with anything that is done by hand.
    #[error(transparent)]
    ByHand(ByHandError),
    /// It is no credit note, or nothing is left of it.
    #[error("nothing is left of {0} to set off")]
    NoCredit(String),
    /// More than is left.
    #[error("no more than {0} can be set off there")]
    TooMuch(Money),
    /// Of two debtors, or of two currencies.
    #[error("{0} is another debtor's, or in another currency")]
    Another(String),
    /// An agreement holds it at a sum of its own.
    #[error("{0} is held by a settlement, disputed, or a payment for it is under way")]
    Held(String),
    /// There is no such set-off.
    #[error("{0} is no set-off that still stands")]
    NoSetOff(EntryId),
    /// The provider did not take it.
    #[error("the provider did not give it back: {0}")]
    Provider(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ByHandError> for CreditError {
    fn from(error: ByHandError) -> Self {
        match error {
            ByHandError::Store(error) => Self::Store(error),
            other => Self::ByHand(other),
        }
    }
}

impl From<domain::money::MoneyError> for CreditError {
    fn from(error: domain::money::MoneyError) -> Self {
        Self::Store(error.into())
    }
}

impl From<domain::ledger::EntryError> for CreditError {
    fn from(error: domain::ledger::EntryError) -> Self {
        Self::Store(error.into())
    }
}

store::unit_errors!(CreditError);

/// Which credit a person means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreditNamed {
    /// A credit note, by its number.
    Note(String),
    /// What a debtor has paid beyond the debt, by the debtor's number.
    Overpaid(String),
}

/// A credit with where it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CreditLine {
    /// The debtor's number.
    pub debtor: String,
    /// The note's number; none for what was paid beyond the debt.
    pub note: Option<String>,
    /// What is left of it.
    pub left: Money,
    /// What it pays.
    pub set_off: Vec<SetOffLine>,
}

/// What a credit pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetOffLine {
    /// By which it is taken back.
    pub entry: EntryId,
    /// The number of the invoice.
    pub invoice: String,
    /// How much of it stands.
    pub amount: Money,
}

/// A debtor's credits, with what each pays.
///
/// # Errors
/// [`CreditError`].
pub async fn list(services: &Services, creditor: &Creditor, reference: &str) -> Result<Vec<CreditLine>, CreditError> {
    let mut db = services.store.read().await?;
    let debtor = debtor(&mut db, creditor, reference).await?;
    let credit_context = CreditContext { ids: &*services.ids, creditor, now: services.clock.now() };
    let free = credit_context.free(&mut db, debtor).await?;
    let mut set_off = set_offs::of_debtor(&mut db, creditor.id, debtor).await?;
    set_off.retain(|one| one.stands() > 0);
    let mut lines = Vec::new();
    let mut sources: Vec<(Option<domain::id::InvoiceId>, Money)> = Vec::new();
    for one in free {
        let note = if let CreditSource::Note(note) = one.source { Some(note) } else { None };
        sources.push((note, one.amount));
    }
    for one in &set_off {
        let currency = one.amount.currency();
        if !sources.iter().any(|(note, left)| *note == one.note && left.currency() == currency) {
            sources.push((one.note, Money::zero(currency)));
        }
    }
    for (note, left) in sources {
        let mut line = CreditLine { debtor: reference.to_owned(), note: None, left, set_off: Vec::new() };
        if let Some(note) = note {
            line.note = invoices::by_id(&mut db, creditor.id, note).await?.map(|note| note.number);
        }
        for one in set_off.iter().filter(|one| one.note == note && one.amount.currency() == left.currency()) {
            let invoice = invoices::by_id(&mut db, creditor.id, one.invoice).await?.map(|invoice| invoice.number);
            let amount = Money::new(one.stands(), left.currency());
            line.set_off.push(SetOffLine { entry: one.entry, invoice: invoice.unwrap_or_default(), amount });
        }
        lines.push(line);
    }
    Ok(lines)
}

async fn debtor(db: &mut Db, creditor: &Creditor, reference: &str) -> Result<DebtorId, CreditError> {
    let found = debtors::by_ref(db, creditor.id, reference).await?;
    Ok(found.ok_or_else(|| ByHandError::NoDebtor(reference.to_owned()))?.id)
}

/// Sets a credit off against an invoice: all that can be, or so much.
///
/// # Errors
/// [`CreditError`]; nothing was written then.
pub async fn set_off(
    services: &Arc<Services>,
    creditor: &Creditor,
    (credit, invoice): (CreditNamed, String),
    amount: Option<Money>,
    act: Reason,
) -> Result<(EntryId, Money), CreditError> {
    let input = (Arc::clone(services), creditor.clone(), credit, invoice, act);
    let unit = services.store.attempt(input, move |db, (services, creditor, credit, invoice, act)| {
        Box::pin(async move { StaffContext { services, creditor }.set_off(db, (credit, invoice), amount, act).await })
    });
    let done = unit.await?;
    services.wake.notify_one();
    Ok(done)
}

/// Takes a set-off back: the credit is free again, and the debt owed.
///
/// # Errors
/// [`CreditError`]; nothing was written then.
pub async fn take_back(
    services: &Arc<Services>,
    creditor: &Creditor,
    entry: EntryId,
    act: Reason,
) -> Result<Money, CreditError> {
    let input = (Arc::clone(services), creditor.clone(), act);
    let unit = services.store.attempt(input, move |db, (services, creditor, act)| {
        Box::pin(async move { StaffContext { services, creditor }.take_back(db, entry, act).await })
    });
    let done = unit.await?;
    services.wake.notify_one();
    Ok(done)
}

/// What of a credit went back, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenBack {
    /// Through the provider by which it came, by payment.
    pub by_provider: Vec<(PaymentId, Money)>,
    /// Recorded as given back elsewhere.
    pub elsewhere: Money,
}

/// Gives credit back: through the provider where the money came by one, and what did not is recorded as given back
/// elsewhere. With `elsewhere` all of it is.
///
/// # Errors
/// [`CreditError`]; what a provider has given back before it refused stays given back.
pub async fn give_back(
    services: &Arc<Services>,
    creditor: &Creditor,
    credit: CreditNamed,
    (amount, elsewhere): (Option<Money>, bool),
    act: Reason,
) -> Result<GivenBack, CreditError> {
    let named = credit.clone();
    let free = {
        let mut db = services.store.read().await?;
        StaffContext { services, creditor }.free(&mut db, &named, amount.map(Money::currency)).await?
    };
    let wanted = amount.unwrap_or(free.1);
    if !wanted.is_positive() || wanted.minor() > free.1.minor() {
        return Err(CreditError::TooMuch(free.1));
    }
    let (mut by_provider, mut left) = (Vec::new(), wanted);
    if let (CreditSource::Account(debtor), false) = (free.0, elsewhere) {
        for payment in refundable(services, creditor, debtor, wanted).await? {
            let part = most(&payment)?.min(left)?;
            if part.is_positive() {
                let key = format!("{}-credit-{}-{}", payment.id, part.minor(), payment.moves);
                let refunded = reconcile::refund(services, &payment, part, &key).await;
                refunded.map_err(|error| CreditError::Provider(error.to_string()))?;
                left = left.minus(part)?;
                by_provider.push((payment.id, part));
            }
        }
    }
    let input = (Arc::clone(services), creditor.clone(), credit, act, by_provider.clone());
    let unit = services.store.attempt(input, move |db, (services, creditor, credit, act, by_provider)| {
        Box::pin(async move {
            StaffContext { services, creditor }.given_back(db, credit, (wanted, left), by_provider, act).await
        })
    });
    unit.await?;
    services.wake.notify_one();
    Ok(GivenBack { by_provider, elsewhere: left })
}

/// What of a payment can go back as credit.
fn most(payment: &Payment) -> Result<Money, CreditError> {
    let held = payment.received.minus(payment.refunded)?.minus(payment.charged_back)?;
    Ok(payment.credit.min(held)?)
}

/// A debtor's payments that left credit, the newest first.
async fn refundable(
    services: &Services,
    creditor: &Creditor,
    debtor: DebtorId,
    like: Money,
) -> Result<Vec<Payment>, StoreError> {
    /// More of them nobody has.
    const LIMIT: i64 = 500;
    let mut all = payments::of_debtor(&mut services.store.read().await?, creditor.id, debtor, LIMIT).await?;
    all.retain(|payment| payment.credit.is_positive() && payment.credit.currency() == like.currency());
    Ok(all)
}

struct StaffContext<'a> {
    services: &'a Services,
    creditor: &'a Creditor,
}

impl StaffContext<'_> {
    fn credit_context(&self) -> CreditContext<'_> {
        CreditContext { ids: &*self.services.ids, creditor: self.creditor, now: self.services.clock.now() }
    }

    /// The credit that is meant, and what is left of it.
    async fn free(
        &self,
        db: &mut Db,
        credit: &CreditNamed,
        currency: Option<domain::money::Currency>,
    ) -> Result<(CreditSource, Money), CreditError> {
        match credit {
            CreditNamed::Note(number) => {
                let note = self.by_number(db, number).await?;
                if note.void || note.balance.minor() >= 0 {
                    return Err(CreditError::NoCredit(number.clone()));
                }
                Ok((CreditSource::Note(note.id), note.balance.negated()?))
            }
            CreditNamed::Overpaid(reference) => {
                let debtor = debtor(db, self.creditor, reference).await?;
                let currency = currency.unwrap_or(self.creditor.currency);
                let credits = debtors::credits(db, self.creditor.id, debtor).await?;
                let has = credits.into_iter().find(|one| one.currency() == currency && one.is_positive());
                let has = has.ok_or_else(|| CreditError::NoCredit(reference.clone()))?;
                Ok((CreditSource::Account(debtor), has))
            }
        }
    }

    async fn by_number(&self, db: &mut Db, number: &str) -> Result<Invoice, CreditError> {
        let found = invoices::by_number(db, self.creditor.id, number).await?;
        Ok(found.ok_or_else(|| ByHandError::Which(WhichError::NoInvoice(number.to_owned())))?)
    }

    async fn set_off(
        &self,
        db: &mut Db,
        (credit, number): (&CreditNamed, &str),
        amount: Option<Money>,
        act: &Reason,
    ) -> Result<(EntryId, Money), CreditError> {
        let invoice = self.by_number(db, number).await?;
        debtors::lock(db, self.creditor.id, invoice.debtor).await?;
        let (source, free) = self.free(db, credit, Some(invoice.total.currency())).await?;
        let whose = match source {
            CreditSource::Note(note) => invoices::lock(db, self.creditor.id, note).await?.map(|note| note.debtor),
            CreditSource::Account(debtor) => Some(debtor),
        };
        if whose != Some(invoice.debtor) || free.currency() != invoice.total.currency() {
            return Err(CreditError::Another(number.to_owned()));
        }
        invoices::lock(db, self.creditor.id, invoice.id).await?;
        let payable = self.credit_context().to_use(db, invoice.debtor).await?.debts;
        let payable = payable.into_iter().find(|debt| debt.invoice == invoice.id);
        let payable = payable.ok_or_else(|| CreditError::Held(number.to_owned()))?.amount;
        let most = free.min(payable)?;
        let amount = amount.unwrap_or(most);
        if !amount.is_positive() || amount.currency() != most.currency() || amount.minor() > most.minor() {
            return Err(CreditError::TooMuch(most));
        }
        let of = SetOff { source, invoice: invoice.id, amount };
        let entry = self.credit_context().set_off(db, of, Component::Principal).await?;
        let told = [
            ("amount", amount.to_string()),
            ("credit", name(credit).to_owned()),
            ("entry", entry.to_string()),
            ("invoice", number.to_owned()),
            ("reason", act.reason.clone()),
        ];
        self.note(db, act, Action::CreditSetOff, invoice.debtor, detail(told)).await?;
        Ok((entry, amount))
    }

    async fn take_back(&self, db: &mut Db, entry: EntryId, act: &Reason) -> Result<Money, CreditError> {
        let creditor = self.creditor.id;
        let none = || CreditError::NoSetOff(entry);
        let found = set_offs::by_id(db, creditor, entry).await?.ok_or_else(none)?;
        let invoice = invoices::by_id(db, creditor, found.invoice).await?.ok_or_else(none)?;
        debtors::lock(db, creditor, invoice.debtor).await?;
        let mut ids = Vec::from_iter(found.note);
        ids.push(found.invoice);
        ids.sort_unstable();
        for id in ids {
            invoices::lock(db, creditor, id).await?;
        }
        let found: Booked =
            set_offs::by_id(db, creditor, entry).await?.filter(|one| one.stands() > 0).ok_or_else(none)?;
        let amount = Money::new(found.stands(), found.amount.currency());
        self.credit_context().take_back(db, &found, amount.minor()).await?;
        set_offs::hold(db, creditor, entry).await?;
        let told = [
            ("amount", amount.to_string()),
            ("entry", entry.to_string()),
            ("invoice", invoice.number.clone()),
            ("reason", act.reason.clone()),
        ];
        self.note(db, act, Action::SetOffTakenBack, invoice.debtor, detail(told)).await?;
        Ok(amount)
    }

    async fn given_back(
        &self,
        db: &mut Db,
        credit: &CreditNamed,
        (amount, elsewhere): (Money, Money),
        by_provider: &[(PaymentId, Money)],
        act: &Reason,
    ) -> Result<(), CreditError> {
        let (creditor, now) = (self.creditor.id, self.services.clock.now());
        let debtor = match credit {
            CreditNamed::Note(number) => self.by_number(db, number).await?.debtor,
            CreditNamed::Overpaid(reference) => debtor(db, self.creditor, reference).await?,
        };
        debtors::lock(db, creditor, debtor).await?;
        let mut entry = None;
        if elsewhere.is_positive() {
            let (source, free) = self.free(db, credit, Some(amount.currency())).await?;
            if let CreditSource::Note(note) = source {
                invoices::lock(db, creditor, note).await?;
            }
            if elsewhere.minor() > free.minor() {
                return Err(CreditError::TooMuch(free));
            }
            let id = EntryId::new(self.services.ids.uuid(now));
            let cause = format!("manual:{}:given_back", act.form_key);
            let new = NewEntry { id, cause, payment: None, at: now, entry: Entry::given_back(source, elsewhere)? };
            if !ledger::post(db, creditor, &new, now).await? {
                return Err(StoreError::Damaged(format!("{} is in the ledger already", new.cause)).into());
            }
            entry = Some(id);
        }
        let payments: Vec<String> = by_provider.iter().map(|(payment, part)| format!("{payment} {part}")).collect();
        let told = [
            ("amount", amount.to_string()),
            ("by_provider", payments.join(", ")),
            ("credit", name(credit).to_owned()),
            ("entry", entry.map(|id| id.to_string()).unwrap_or_default()),
            ("reason", act.reason.clone()),
        ];
        self.note(db, act, Action::CreditGivenBack, debtor, detail(told)).await
    }

    async fn note(
        &self,
        db: &mut Db,
        act: &Reason,
        action: Action,
        debtor: DebtorId,
        detail: serde_json::Map<String, serde_json::Value>,
    ) -> Result<(), CreditError> {
        let (now, subject) = (self.services.clock.now(), Subject::Debtor(debtor));
        let act = Act { creditor: self.creditor.id, who: act.by.clone(), action, subject, detail };
        Ok(audit::note(db, AuditId::new(self.services.ids.uuid(now)), &act, now).await?)
    }
}

fn name(credit: &CreditNamed) -> &str {
    match credit {
        CreditNamed::Note(name) | CreditNamed::Overpaid(name) => name,
    }
}
