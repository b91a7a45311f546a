//! Debtors as the creditor's staff know them better than its lists: another name or number, two that are one, one that is
//! two, whom to write to.

use super::people::number_alias;
use super::staff_act::{Reason, StaffAct};
use crate::TxContext;
use crate::credit;
use crate::ids::Ids;
use chrono::{DateTime, Utc};
use domain::audit::Action;
use domain::books::{AccountDocument, Movement, Numbers, bare_number, is_movement, name_key, named};
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::{DebtorId, EntryId, InvoiceId};
use domain::knowledge_question::Facts;
use domain::ledger::Entry;
use std::sync::Arc;
use store::aliases::{self, Alias};
use store::by_hand::{self, ByHand};
use store::contacts::{self, Contact};
use store::ledger::{self, NewEntry};
use store::{Db, Store, StoreError, agreements, debtors, disputes, imports, invoices, movements, payments};
use uuid::Uuid;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum DebtorError {
    /// There is none.
    #[error("there is no debtor {0}")]
    NoDebtor(String),
    /// There is none, or it is another debtor's.
    #[error("{debtor} has no invoice {number}")]
    NoInvoice {
        /// The reference of the debtor.
        debtor: String,
        /// The number of the document.
        number: String,
    },
    /// The number is another debtor's.
    #[error("the number {0} is another debtor's; see `saldo debtor merge`")]
    Taken(String),
    /// One and the same.
    #[error("that is one and the same debtor")]
    Same,
    /// Each customer has numbers of its own, and these two have one in common.
    #[error("both have a document {0}, and each customer has numbers of its own: void or rename one of them first")]
    SameNumber(String),
    /// Each customer has numbers of its own, and the next list would bring the document again.
    #[error(
        "each customer of these books has numbers of its own: whose a document is, the list says; correct it there"
    )]
    NumbersOfTheirOwn,
    /// One payment of an account is for what goes and for what stays.
    #[error("a payment of the account, {payment}, is for {number} and for invoices that stay; split them off together")]
    OnePayment {
        /// The payment's number, or its day.
        payment: String,
        /// What was to go.
        number: String,
    },
    /// Something is under way that names the debtor.
    #[error("{0} first: it names this debtor and cannot be handed over")]
    UnderWay(&'static str),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What acting on debtors needs: the books, ids, creditor, instant.
#[derive(Clone)]
pub struct DebtorActs {
    /// The books.
    pub store: Store,
    /// The id source.
    pub ids: Arc<dyn Ids>,
    /// Whose books.
    pub creditor: Creditor,
    /// The instant of the work.
    pub now: DateTime<Utc>,
}

impl DebtorActs {
    /// Gives a debtor another name, another number, or both. Lists may go on using the old ones.
    ///
    /// # Errors
    /// [`DebtorError`]; nothing was written then.
    pub async fn rename(
        &self,
        reference: &str,
        name: Option<String>,
        number: Option<String>,
        reason: Reason,
    ) -> Result<(), DebtorError> {
        let input = (self.clone(), reference.to_owned(), name, number, reason);
        let unit = self.store.attempt(input, |db, (acts, reference, name, number, reason)| {
            Box::pin(async move { acts.renamed(db, reference, name.clone(), number.clone(), reason).await })
        });
        unit.await
    }

    /// Two debtors are one: what the first owes, its credit, links and names are the second's from now on.
    ///
    /// # Errors
    /// [`DebtorError`]; nothing was written then.
    pub async fn merge(&self, from: &str, into: &str, reason: Reason) -> Result<(), DebtorError> {
        let input = (self.clone(), from.to_owned(), into.to_owned(), reason);
        let unit = self.store.attempt(input, |db, (acts, from, into, reason)| {
            Box::pin(async move { acts.merged(db, from, into, reason).await })
        });
        unit.await
    }

    /// Some invoices of a debtor are another's, who is new or known.
    ///
    /// # Errors
    /// [`DebtorError`]; nothing was written then.
    pub async fn split(
        &self,
        from: &str,
        into: NewDebtor,
        numbers: &[String],
        reason: Reason,
    ) -> Result<(), DebtorError> {
        let input = (self.clone(), from.to_owned(), into, numbers.to_vec(), reason);
        let unit = self.store.attempt(input, |db, (acts, from, into, numbers, reason)| {
            Box::pin(async move { acts.split_off(db, from, into, numbers, reason).await })
        });
        unit.await
    }

    /// Whom to write to: the first address, and the others in this order.
    ///
    /// # Errors
    /// [`DebtorError`]; nothing was written then.
    pub async fn set_contacts(&self, reference: &str, all: Vec<Contact>, reason: Reason) -> Result<(), DebtorError> {
        let input = (self.clone(), reference.to_owned(), all, reason);
        let unit = self.store.attempt(input, |db, (acts, reference, all, reason)| {
            Box::pin(async move { acts.contacts_set(db, reference, all, reason).await })
        });
        unit.await
    }

    fn act<'a>(&'a self, reason: &'a Reason) -> StaffAct<'a> {
        StaffAct { context: self.context(), reason }
    }

    fn context(&self) -> TxContext<'_> {
        TxContext { ids: &*self.ids, creditor: &self.creditor, now: self.now }
    }

    async fn find(&self, db: &mut Db, reference: &str) -> Result<Debtor, DebtorError> {
        let found = debtors::by_ref(db, self.creditor.id, reference).await?;
        found.ok_or_else(|| DebtorError::NoDebtor(reference.to_owned()))
    }

    async fn renamed(
        &self,
        db: &mut Db,
        reference: &str,
        name: Option<String>,
        number: Option<String>,
        reason: &Reason,
    ) -> Done {
        let creditor = self.creditor.id;
        let before = self.find(db, reference).await?;
        let mut after = before.clone();
        let mut keys = vec![number_alias(&before.reference), format!("name:{}", name_key(&before.name))];
        if let Some(number) = number {
            let taken = aliases::by_keys(db, creditor, vec![number_alias(&number)]).await?;
            let other = debtors::by_ref(db, creditor, &number).await?;
            if taken.iter().any(|alias| alias.debtor != before.id) || other.is_some_and(|other| other.id != before.id) {
                return Err(DebtorError::Taken(number));
            }
            keys.push(number_alias(&number));
            after.reference = number;
        }
        if let Some(name) = name {
            by_hand::hold(db, creditor, before.id, ByHand::Name, &before.name).await?;
            keys.push(format!("name:{}", name_key(&name)));
            after.name = name;
        }
        debtors::rename(db, &after).await?;
        let known: Vec<Alias> = keys.into_iter().map(|key| Alias { key, debtor: before.id }).collect();
        aliases::add(db, creditor, &known).await?;
        let told = [
            ("debtor", after.reference.clone()),
            ("from", format!("{} {}", before.reference, before.name)),
            ("to", format!("{} {}", after.reference, after.name)),
        ];
        Ok(self.act(reason).note(db, Action::DebtorRenamed, before.id, told).await?)
    }

    async fn merged(&self, db: &mut Db, from: &str, into: &str, reason: &Reason) -> Done {
        let creditor = self.creditor.id;
        let (from, into) = (self.find(db, from).await?, self.find(db, into).await?);
        if from.id == into.id {
            return Err(DebtorError::Same);
        }
        let mut order = [from.id, into.id];
        order.sort_unstable();
        for id in order {
            debtors::lock(db, creditor, id).await?;
        }
        self.nothing_under_way(db, from.id).await?;
        if let Some(number) = invoices::number_in_common(db, creditor, from.id, into.id).await? {
            return Err(DebtorError::SameNumber(number));
        }
        invoices::rename_customer(db, creditor, from.id, into.id).await?;
        for amount in debtors::credits(db, creditor, from.id).await? {
            let entry = Entry::credit_handed_over(from.id, into.id, amount).map_err(StoreError::from)?;
            let id = EntryId::new(self.ids.uuid(self.now));
            let cause = format!("merge:{}:{}:{}", from.id, into.id, amount.currency());
            let new = NewEntry { id, cause, payment: None, at: self.now, entry };
            ledger::post(db, creditor, &new, self.now).await?;
        }
        debtors::hand_over(db, creditor, from.id, into.id).await?;
        by_hand::forget(db, creditor, from.id).await?;
        imports::forget_debtor(db, creditor, from.id).await?;
        let names = vec![
            Alias { key: number_alias(&from.reference), debtor: into.id },
            Alias { key: format!("name:{}", name_key(&from.name)), debtor: into.id },
        ];
        aliases::hand_over(db, creditor, from.id, into.id).await?;
        aliases::add(db, creditor, &names).await?;
        self.keep_contacts(db, &from, &into).await?;
        credit::set_off_by_policy(db, &self.context(), into.id).await?;
        let told = [("debtor", into.reference.clone()), ("from", format!("{} {}", from.reference, from.name))];
        Ok(self.act(reason).note(db, Action::DebtorsMerged, into.id, told).await?)
    }

    /// The addresses of the one that is no more stand behind those of the other.
    async fn keep_contacts(&self, db: &mut Db, from: &Debtor, into: &Debtor) -> Result<(), StoreError> {
        let creditor = self.creditor.id;
        let mut all = contacts::of_debtor(db, creditor, into.id).await?;
        let own = from.email.iter().map(|email| Contact { email: email.clone(), name: None });
        let theirs = contacts::of_debtor(db, creditor, from.id).await?;
        for contact in own.chain(theirs) {
            let known =
                into.email.as_deref() == Some(&contact.email) || all.iter().any(|one| one.email == contact.email);
            if !known {
                all.push(contact);
            }
        }
        contacts::replace(db, creditor, from.id, &[]).await?;
        contacts::replace(db, creditor, into.id, &all).await
    }

    async fn split_off(&self, db: &mut Db, from: &str, into: &NewDebtor, numbers: &[String], reason: &Reason) -> Done {
        let creditor = self.creditor.id;
        if self.creditor.numbers == Some(Numbers::PerCustomer) {
            return Err(DebtorError::NumbersOfTheirOwn);
        }
        let from = self.find(db, from).await?;
        let known = debtors::by_ref(db, creditor, &into.reference).await?;
        if known.as_ref().is_some_and(|known| known.id == from.id) {
            return Err(DebtorError::Same);
        }
        debtors::lock(db, creditor, from.id).await?;
        let mut moved = Vec::with_capacity(numbers.len());
        for number in numbers {
            moved.push(self.separable(db, &from, number).await?);
        }
        let to = match known {
            Some(known) => known.id,
            None => self.add(db, into).await?,
        };
        let payments = self.payments_of(db, from.id, &mut moved).await?;
        for invoice in moved {
            // One debtor's credit pays nothing of another's.
            credit::release_all(db, &self.context(), invoice).await?;
            invoices::set_debtor(db, creditor, invoice, to).await?;
        }
        movements::set_debtor(db, creditor, &payments, to).await?;
        for debtor in [from.id, to] {
            credit::set_off_by_policy(db, &self.context(), debtor).await?;
        }
        let told =
            [("debtor", from.reference.clone()), ("invoices", numbers.join(", ")), ("to", into.reference.clone())];
        Ok(self.act(reason).note(db, Action::DebtorSplit, from.id, told).await?)
    }

    /// The payments of an account that are for what is split off go along, with the items that hold what is left of them.
    async fn payments_of(
        &self,
        db: &mut Db,
        from: DebtorId,
        moved: &mut Vec<InvoiceId>,
    ) -> Result<Vec<Uuid>, DebtorError> {
        let creditor = self.creditor.id;
        let documents = movements::documents(db, creditor, from).await?;
        let documents: Vec<AccountDocument> = documents
            .into_iter()
            .filter(|one| !is_movement(&one.key))
            .map(|one| AccountDocument { id: one.id, key: one.key, open: one.total.minor(), heard: None })
            .collect();
        let mut along = Vec::new();
        for kept in movements::of_debtor(db, creditor, from).await? {
            let movement = Movement {
                amount: kept.amount.minor(),
                day: kept.day,
                number: kept.number.clone(),
                reference: kept.reference,
                text: kept.text,
                here: None,
                fresh: false,
            };
            let names: Vec<&AccountDocument> =
                named(&movement, &documents).into_iter().filter_map(|at| documents.get(at)).collect();
            let goes = names.iter().find(|document| moved.contains(&document.id));
            let itself = kept.item.is_some_and(|item| moved.contains(&item));
            if let Some(goes) = goes.filter(|_| !names.iter().all(|document| moved.contains(&document.id))) {
                let payment = if kept.number.is_empty() { kept.day.to_string() } else { kept.number };
                let number = bare_number(&goes.key).to_owned();
                return Err(DebtorError::OnePayment { payment, number });
            }
            if goes.is_some() || itself {
                along.push(kept.id);
                if let Some(item) = kept.item.filter(|_| !itself) {
                    self.nothing_counts_on(db, item).await?;
                    moved.push(item);
                }
            }
        }
        Ok(along)
    }

    /// An invoice of this debtor that nothing under way counts on.
    async fn separable(&self, db: &mut Db, of: &Debtor, number: &str) -> Result<InvoiceId, DebtorError> {
        let found = invoices::by_number(db, self.creditor.id, number).await?.filter(|invoice| invoice.debtor == of.id);
        let none = || DebtorError::NoInvoice { debtor: of.reference.clone(), number: number.to_owned() };
        let invoice = found.ok_or_else(none)?.id;
        self.nothing_counts_on(db, invoice).await?;
        Ok(invoice)
    }

    async fn nothing_counts_on(&self, db: &mut Db, invoice: InvoiceId) -> Done {
        let creditor = self.creditor.id;
        if agreements::covers(db, creditor, invoice).await? {
            return Err(DebtorError::UnderWay("end the agreement that covers the invoice"));
        }
        if !payments::under_way_on(db, creditor, invoice).await?.is_empty() {
            return Err(DebtorError::UnderWay("wait for the payment of the invoice"));
        }
        if !disputes::open_on(db, creditor, invoice).await?.is_empty() {
            return Err(DebtorError::UnderWay("answer the dispute of the invoice"));
        }
        Ok(())
    }

    async fn add(&self, db: &mut Db, new: &NewDebtor) -> Result<DebtorId, StoreError> {
        let id = DebtorId::new(self.ids.uuid(self.now));
        let debtor = Debtor {
            creditor: self.creditor.id,
            id,
            reference: new.reference.clone(),
            name: new.name.clone().unwrap_or_else(|| new.reference.clone()),
            email: new.email.clone(),
            phone: None,
            locale: None,
            facts: Facts::default(),
            questions_locked_until: None,
        };
        debtors::add_missing(db, std::slice::from_ref(&debtor), self.now).await?;
        let keys = [number_alias(&debtor.reference), format!("name:{}", name_key(&debtor.name))];
        let known: Vec<Alias> = keys.into_iter().map(|key| Alias { key, debtor: id }).collect();
        aliases::add(db, self.creditor.id, &known).await?;
        Ok(id)
    }

    async fn contacts_set(&self, db: &mut Db, reference: &str, all: &[Contact], reason: &Reason) -> Done {
        let debtor = self.find(db, reference).await?;
        let (first, others) = all.split_first().map_or((None, all), |(first, others)| (Some(first), others));
        let said = debtor.email.as_deref().unwrap_or_default().to_lowercase();
        by_hand::hold(db, self.creditor.id, debtor.id, ByHand::Contacts, &said).await?;
        debtors::set_email(db, self.creditor.id, debtor.id, first.map(|first| first.email.clone()), self.now).await?;
        contacts::replace(db, self.creditor.id, debtor.id, others).await?;
        let told = [
            ("contacts", all.iter().map(|one| one.email.as_str()).collect::<Vec<_>>().join(", ")),
            ("debtor", debtor.reference.clone()),
        ];
        Ok(self.act(reason).note(db, Action::ContactsSet, debtor.id, told).await?)
    }

    /// What names a debtor and is frozen, or is on its way, cannot be handed over.
    async fn nothing_under_way(&self, db: &mut Db, debtor: DebtorId) -> Result<(), DebtorError> {
        let creditor = self.creditor.id;
        if !agreements::live_of(db, creditor, debtor).await?.is_empty() {
            return Err(DebtorError::UnderWay("end its agreements"));
        }
        if !payments::open_of(db, creditor, debtor).await?.is_empty() {
            return Err(DebtorError::UnderWay("wait for its payments"));
        }
        let open = disputes::open(db, creditor).await?;
        if open.iter().any(|dispute| dispute.debtor == debtor) {
            return Err(DebtorError::UnderWay("answer its disputes"));
        }
        Ok(())
    }
}

/// Whose some invoices are: a debtor that is known by this reference, or a new one.
#[derive(Debug, Clone)]
pub struct NewDebtor {
    /// The creditor's own number.
    pub reference: String,
    /// The name, where it is new.
    pub name: Option<String>,
    /// Where mail goes, where it is new.
    pub email: Option<String>,
}

type Done = Result<(), DebtorError>;

store::unit_errors!(DebtorError);
