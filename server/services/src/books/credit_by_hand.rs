//! What a person does about a debtor's credit: sets it off, takes that back, gives it back. Each with who and why in the
//! trail.

use super::by_hand::ByHandError;
use super::staff_act::{self, Reason, StaffAct};
use super::which::WhichError;
use crate::payments::reconcile;
use crate::{Services, credit};
use domain::audit::Action;
use domain::creditor::Creditor;
use domain::id::{DebtorId, EntryId, InvoiceId, PaymentId};
use domain::invoice::{Component, Invoice};
use domain::ledger::{CreditSource, Entry};
use domain::money::{Currency, Money};
use domain::payment::Payment;
use domain::set_off::SetOff;
use serde::Serialize;
use std::sync::Arc;
use store::ledger::{self, NewEntry};
use store::set_offs::{self, SetOff as Booked};
use store::{Db, StoreError, debtors, invoices, payments};

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
    let free = credit::free(&mut db, &services.context(creditor, services.clock.now()), debtor).await?;
    let mut set_off = set_offs::of_debtor(&mut db, creditor.id, debtor).await?;
    set_off.retain(|one| one.stands() > 0);
    let mut lines = Vec::new();
    let mut sources: Vec<(Option<InvoiceId>, Money)> = Vec::new();
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
    reason: Reason,
) -> Result<(EntryId, Money), CreditError> {
    staff_act::run(services, creditor, reason, (credit, invoice), move |act, db, (credit, invoice)| {
        Box::pin(async move { act.set_off(db, (credit, invoice), amount).await })
    })
    .await
}

/// Takes a set-off back: the credit is free again, and the debt owed.
///
/// # Errors
/// [`CreditError`]; nothing was written then.
pub async fn take_back(
    services: &Arc<Services>,
    creditor: &Creditor,
    entry: EntryId,
    reason: Reason,
) -> Result<Money, CreditError> {
    staff_act::run(services, creditor, reason, (), move |act, db, _| {
        Box::pin(async move { act.take_back_set_off(db, entry).await })
    })
    .await
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
    reason: Reason,
) -> Result<GivenBack, CreditError> {
    let free = {
        let mut db = services.store.read().await?;
        free(&mut db, creditor, &credit, amount.map(Money::currency)).await?
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
    staff_act::run(services, creditor, reason, (credit, by_provider.clone()), move |act, db, (credit, by_provider)| {
        Box::pin(async move { act.given_back(db, credit, (wanted, left), by_provider).await })
    })
    .await?;
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

/// The credit that is meant, and what is left of it.
async fn free(
    db: &mut Db,
    creditor: &Creditor,
    credit: &CreditNamed,
    currency: Option<Currency>,
) -> Result<(CreditSource, Money), CreditError> {
    match credit {
        CreditNamed::Note(number) => {
            let note = by_number(db, creditor, number).await?;
            if note.void || note.balance.minor() >= 0 {
                return Err(CreditError::NoCredit(number.clone()));
            }
            Ok((CreditSource::Note(note.id), note.balance.negated()?))
        }
        CreditNamed::Overpaid(reference) => {
            let debtor = debtor(db, creditor, reference).await?;
            let currency = currency.unwrap_or(creditor.currency);
            let credits = debtors::credits(db, creditor.id, debtor).await?;
            let has = credits.into_iter().find(|one| one.currency() == currency && one.is_positive());
            let has = has.ok_or_else(|| CreditError::NoCredit(reference.clone()))?;
            Ok((CreditSource::Account(debtor), has))
        }
    }
}

async fn by_number(db: &mut Db, creditor: &Creditor, number: &str) -> Result<Invoice, CreditError> {
    let found = invoices::by_number(db, creditor.id, number).await?;
    Ok(found.ok_or_else(|| ByHandError::Which(WhichError::NoInvoice(number.to_owned())))?)
}

impl StaffAct<'_> {
    async fn set_off(
        &self,
        db: &mut Db,
        (credit, number): (&CreditNamed, &str),
        amount: Option<Money>,
    ) -> Result<(EntryId, Money), CreditError> {
        let invoice = by_number(db, self.context.creditor, number).await?;
        debtors::lock(db, self.context.creditor.id, invoice.debtor).await?;
        let (source, free) = free(db, self.context.creditor, credit, Some(invoice.total.currency())).await?;
        let whose = match source {
            CreditSource::Note(note) => {
                invoices::lock(db, self.context.creditor.id, note).await?.map(|note| note.debtor)
            }
            CreditSource::Account(debtor) => Some(debtor),
        };
        if whose != Some(invoice.debtor) || free.currency() != invoice.total.currency() {
            return Err(CreditError::Another(number.to_owned()));
        }
        invoices::lock(db, self.context.creditor.id, invoice.id).await?;
        let payable = credit::to_use(db, &self.context, invoice.debtor).await?.debts;
        let payable = payable.into_iter().find(|debt| debt.invoice == invoice.id);
        let payable = payable.ok_or_else(|| CreditError::Held(number.to_owned()))?.amount;
        let most = free.min(payable)?;
        let amount = amount.unwrap_or(most);
        if !amount.is_positive() || amount.currency() != most.currency() || amount.minor() > most.minor() {
            return Err(CreditError::TooMuch(most));
        }
        let of = SetOff { source, invoice: invoice.id, amount };
        let entry = credit::set_off(db, &self.context, of, Component::Principal).await?;
        let told = [
            ("amount", amount.to_string()),
            ("credit", name(credit).to_owned()),
            ("entry", entry.to_string()),
            ("invoice", number.to_owned()),
        ];
        self.note(db, Action::CreditSetOff, invoice.debtor, told).await?;
        Ok((entry, amount))
    }

    async fn take_back_set_off(&self, db: &mut Db, entry: EntryId) -> Result<Money, CreditError> {
        let creditor = self.context.creditor.id;
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
        credit::take_back(db, &self.context, &found, amount.minor()).await?;
        set_offs::hold(db, creditor, entry).await?;
        let told = [("amount", amount.to_string()), ("entry", entry.to_string()), ("invoice", invoice.number.clone())];
        self.note(db, Action::SetOffTakenBack, invoice.debtor, told).await?;
        Ok(amount)
    }

    async fn given_back(
        &self,
        db: &mut Db,
        credit: &CreditNamed,
        (amount, elsewhere): (Money, Money),
        by_provider: &[(PaymentId, Money)],
    ) -> Result<(), CreditError> {
        let (creditor, now) = (self.context.creditor.id, self.context.now);
        let debtor = match credit {
            CreditNamed::Note(number) => by_number(db, self.context.creditor, number).await?.debtor,
            CreditNamed::Overpaid(reference) => debtor(db, self.context.creditor, reference).await?,
        };
        debtors::lock(db, creditor, debtor).await?;
        let mut entry = None;
        if elsewhere.is_positive() {
            let (source, free) = free(db, self.context.creditor, credit, Some(amount.currency())).await?;
            if let CreditSource::Note(note) = source {
                invoices::lock(db, creditor, note).await?;
            }
            if elsewhere.minor() > free.minor() {
                return Err(CreditError::TooMuch(free));
            }
            let id = EntryId::new(self.context.ids.uuid(now));
            let cause = format!("manual:{}:given_back", self.reason.form_key);
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
        ];
        Ok(self.note(db, Action::CreditGivenBack, debtor, told).await?)
    }
}

fn name(credit: &CreditNamed) -> &str {
    match credit {
        CreditNamed::Note(name) | CreditNamed::Overpaid(name) => name,
    }
}
