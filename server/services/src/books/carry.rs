//! What follows from a list is carried out: entries in the ledger, what the list knows by now, disputes that it answers,
//! interest on what was never owed, agreements that payments elsewhere move.
//!
//! Everything runs inside the caller's transaction, with the invoice's row taken.

use super::knowledge::{SOURCE, charges_kept_under, kept_under};
use crate::TxContext;
use crate::account::charges;
use crate::agreements::follow;
use crate::agreements::jobs::Fit;
use crate::credit;
use crate::disputes;
use crate::ids::Ids;
use crate::outbox::Job as _;
use chrono::{DateTime, Utc};
use domain::allocation::Share;
use domain::books::{FactId, Reconciliation, Step, Unexplained};
use domain::creditor::Creditor;
use domain::id::{EntryId, ExceptionId};
use domain::invoice::{Charge, Invoice};
use domain::ledger::{Entry, EntryKind};
use domain::money::Money;
use store::exceptions::{self, ExceptionKind, NewException};
use store::ledger::{self, NewEntry};
use store::{Db, StoreError, discounts, invoices, payments, set_offs, sources};

/// What carrying out needs: creditor, ids, instant, and which revision of the invoice it is.
pub(super) struct Carrier<'a> {
    /// In whose books.
    pub creditor: &'a Creditor,
    /// The id source.
    pub ids: &'a dyn Ids,
    /// The invoice, as it was before.
    pub invoice: &'a Invoice,
    /// Which change of the invoice this is; part of the causes of its entries.
    pub revision: i64,
    /// From where on its steps are counted.
    pub first: u32,
    /// When it happened by the list's word.
    pub at: DateTime<Utc>,
    /// The instant of the work.
    pub now: DateTime<Utc>,
}

impl Carrier<'_> {
    /// Carries all of it out; answers the contradiction that was put before a person.
    pub(super) async fn carry(&self, db: &mut Db, outcome: &Reconciliation) -> Result<Option<String>, StoreError> {
        let mut corrected = None;
        for (n, step) in (self.first..).zip(&outcome.steps) {
            if let Some(entry) = self.step(db, n, *step).await? {
                corrected = Some(entry);
            }
        }
        if let Some(change) = corrected {
            // The plan over it asks for another sum at once.
            if let Some(agreement) = self.invoice.plan {
                Fit { agreement, change }.queue(db, self.ids, self.creditor.id, self.now).await?;
            }
        }
        charges::correct(db, &self.context(), self.invoice.id).await?;
        if corrected.is_some() && (outcome.void || outcome.total == 0) {
            for charge in [Charge::Interest, Charge::Fee] {
                self.waive(db, charge).await?;
            }
        }
        let moves =
            |step: &Step| matches!(step, Step::PaidElsewhere { .. } | Step::WrittenOff { .. } | Step::Undone { .. });
        if outcome.steps.iter().any(moves) {
            follow::follow_outside(db, &self.context(), self.invoice).await?;
        } else if corrected.is_some() || outcome.steps.contains(&Step::Voided) {
            follow::follow_debt(db, &self.context(), self.invoice).await?;
        }
        // What was taken back of a credit may be set off by now.
        if outcome.steps.iter().any(|step| matches!(step, Step::Undone { credit, .. } if *credit != 0)) {
            credit::keep_covered(db, &self.context(), self.invoice.debtor, self.invoice.total.currency()).await?;
        }
        self.tell(db, outcome).await
    }

    /// Answers the entry of a correction.
    async fn step(&self, db: &mut Db, n: u32, step: Step) -> Result<Option<EntryId>, StoreError> {
        let (creditor, invoice) = (self.creditor.id, self.invoice.id);
        match step {
            Step::Corrected { by } => {
                let entry = Entry::invoice_changed(invoice, self.money(by))?;
                return self.post(db, n, entry, self.now, None).await.map(Some);
            }
            Step::Answered { dispute, amount } => {
                let answer = (dispute, self.money(amount));
                disputes::answered_by_list(db, self.ids, self.creditor, answer, self.now).await?;
            }
            Step::Knows { fact, amount } => {
                sources::set_known(db, creditor, invoice, kept_under(fact), amount).await?;
            }
            Step::KnowsAhead { amount } => {
                sources::set_known(db, creditor, invoice, invoice.uuid(), amount).await?;
            }
            Step::KnowsCharges { amount } => {
                sources::set_known(db, creditor, invoice, charges_kept_under(creditor), amount).await?;
            }
            Step::PaidElsewhere { amount, credit } => self.paid_elsewhere(db, n, amount, credit).await?,
            Step::WrittenOff { amount } => {
                let entry = self.written_off(amount)?;
                self.post(db, n, entry, self.at, None).await?;
            }
            Step::Undone { entry, amount, credit } => {
                self.credited(db, n, -credit, entry).await?;
                let before = ledger::by_id(db, creditor, entry).await?;
                let given_up = before.is_some_and(|(_, entry)| entry.kind() == EntryKind::WrittenOff);
                let back = if given_up {
                    self.written_off(-amount)?
                } else {
                    Entry::paid_outside(invoice, self.money(-amount))?
                };
                self.post(db, n, back, self.now, Some(entry)).await?;
            }
            Step::Credited { fact, amount } => self.fact_credited(db, n, fact, amount).await?,
            Step::Shrunk { fact, amount } => self.shrunk(db, n, fact, amount).await?,
            Step::OutsideCredited { entry, amount } => self.credited(db, n, amount, entry).await?,
            Step::Released { fact, amount } => self.released(db, fact, amount).await?,
            Step::Voided => invoices::set_void(db, creditor, invoice, true).await?,
        }
        Ok(None)
    }

    fn written_off(&self, amount: i64) -> Result<Entry, StoreError> {
        let amount = self.money(amount);
        Ok(Entry::written_off(amount.currency(), &[Share::principal(self.invoice.id, amount)])?)
    }

    /// So much of a set-off is more than the item bears by now.
    async fn released(&self, db: &mut Db, fact: FactId, amount: i64) -> Result<(), StoreError> {
        let entry = EntryId::new(kept_under(fact));
        match set_offs::by_id(db, self.creditor.id, entry).await? {
            Some(of) => credit::take_back(db, &self.context(), &of, amount.saturating_abs()).await,
            None => Err(StoreError::Damaged(format!("{entry} uses credit, and is no set-off"))),
        }
    }

    /// So much less is let off, since less was owed; below nothing, so much more.
    async fn shrunk(&self, db: &mut Db, n: u32, fact: FactId, amount: i64) -> Result<(), StoreError> {
        let (creditor, less) = (self.creditor.id, Share::principal(self.invoice.id, self.money(amount)));
        let FactId::Payment(payment) = fact else {
            let of = EntryId::new(kept_under(fact));
            return credit::given_up::shrink(db, &self.context(), less, of, &self.cause(n)).await;
        };
        let entry = Entry::discounted(less.amount.currency(), &[less])?.reversed()?;
        self.write(db, discounts::shrunk_cause("", &self.cause(n)), entry, Some(payment), None).await?;
        discounts::apply(db, creditor, payment, &[less], true).await
    }

    fn context(&self) -> TxContext<'_> {
        TxContext { ids: self.ids, creditor: self.creditor, now: self.now }
    }

    async fn paid_elsewhere(&self, db: &mut Db, n: u32, amount: i64, credit: i64) -> Result<(), StoreError> {
        let entry = Entry::paid_outside(self.invoice.id, self.money(amount))?;
        let paid = self.post(db, n, entry, self.at, None).await?;
        self.credited(db, n, credit, paid).await
    }

    /// So much of an entry is the debtor's credit, or is taken out of it again.
    async fn credited(&self, db: &mut Db, n: u32, amount: i64, of: EntryId) -> Result<(), StoreError> {
        if amount == 0 {
            return Ok(());
        }
        let entry = Entry::credited(self.invoice.id, self.invoice.debtor, self.money(amount))?;
        let cause = format!("{}:credit", self.cause(n));
        self.write(db, cause, entry, None, Some(of)).await.map(drop)
    }

    async fn fact_credited(&self, db: &mut Db, n: u32, fact: FactId, amount: i64) -> Result<(), StoreError> {
        let payment = match fact {
            FactId::Entry(entry) | FactId::NoteUsed(entry) | FactId::CreditUsed(entry) => {
                return self.credited(db, n, amount, entry).await;
            }
            FactId::Payment(payment) => payment,
        };
        let (creditor, amount) = (self.creditor.id, self.money(amount));
        let entry = Entry::credited(self.invoice.id, self.invoice.debtor, amount)?;
        let cause = format!("{}:credit", self.cause(n));
        self.write(db, cause, entry, Some(payment), None).await?;
        let share = Share::principal(self.invoice.id, amount);
        payments::apply_shares(db, creditor, payment, &[share], true).await?;
        payments::add_credit(db, creditor, payment, amount).await
    }

    /// What has accrued on the item is put into the books before a list closes it: it is let go by an entry, never in silence.
    pub(super) async fn book_charges(&self, db: &mut Db) -> Result<(), StoreError> {
        charges::book_alone(db, &self.context(), self.invoice).await
    }

    /// Lets go of what being late has cost, since nothing else is owed any more; answers how much that was.
    pub(super) async fn let_charges_go(&self, db: &mut Db) -> Result<Money, StoreError> {
        let none = self.money(0);
        let Some(now) = invoices::by_id(db, self.creditor.id, self.invoice.id).await? else { return Ok(none) };
        if !now.balance.is_zero() {
            return Ok(none);
        }
        for charge in [Charge::Interest, Charge::Fee] {
            self.waive(db, charge).await?;
        }
        Ok(now.interest.max(none)?.plus(now.fees.max(none)?)?)
    }

    /// What was never owed was never late.
    async fn waive(&self, db: &mut Db, charge: Charge) -> Result<(), StoreError> {
        let Some(now) = invoices::by_id(db, self.creditor.id, self.invoice.id).await? else { return Ok(()) };
        let (amount, name) = match charge {
            Charge::Interest => (now.interest, "interest"),
            Charge::Fee => (now.fees, "fee"),
        };
        if !amount.is_positive() {
            return Ok(());
        }
        let cause = format!("{SOURCE}{}:{}:{name}", self.invoice.id, self.revision);
        self.write(db, cause, Entry::waived(self.invoice.id, charge, amount)?, None, None).await.map(drop)
    }

    /// What is not explained waits for a person; what waited and is explained now waits no more.
    async fn tell(&self, db: &mut Db, outcome: &Reconciliation) -> Result<Option<String>, StoreError> {
        let (creditor, invoice) = (self.creditor.id, self.invoice.id);
        let Some(unexplained) = outcome.unexplained else {
            exceptions::close_on(db, creditor, invoice, "a later list agrees", self.now).await?;
            return Ok(None);
        };
        let (kind, detail) = self.sentence(unexplained);
        let id = ExceptionId::new(self.ids.uuid(self.now));
        let exception =
            NewException { id, kind, payment: None, event: None, invoice: Some(invoice), detail: detail.clone() };
        if exceptions::is_open_on(db, creditor, &exception).await? {
            return Ok(None);
        }
        exceptions::close_on(db, creditor, invoice, "a later list says otherwise", self.now).await?;
        exceptions::add(db, creditor, &exception, self.now).await?;
        Ok(Some(detail))
    }

    fn sentence(&self, unexplained: Unexplained) -> (ExceptionKind, String) {
        let number = &self.invoice.number;
        match unexplained {
            Unexplained::Higher { by } => {
                let by = self.money(by);
                let text = format!(
                    "{number}: the list asks for {by} more than the books; the debtor is asked for the smaller sum"
                );
                (ExceptionKind::ListAsksMore, text)
            }
            Unexplained::Lower { by } => {
                let by = self.money(by);
                let text =
                    format!("{number}: the list asks for {by} less than payments could explain; was it paid twice?");
                (ExceptionKind::ListAsksLess, text)
            }
            Unexplained::Refunded { by } => {
                let by = self.money(by);
                let text = format!(
                    "{number}: the list asks for {by} less than the books, as much as a payment here that went back since; \
                     it is taken for paid elsewhere: was it, or does the list not know of the refund yet?"
                );
                (ExceptionKind::ListAsksLess, text)
            }
            Unexplained::PaidAndVoid { money } => {
                let money = self.money(money);
                (
                    ExceptionKind::PaidAndVoid,
                    format!("{number}: void, but {money} were paid; they are the debtor's credit"),
                )
            }
            Unexplained::OpenThoughVoid { open } => {
                let open = self.money(open);
                (ExceptionKind::OpenThoughVoid, format!("{number}: the list asks for {open}, but it is void here"))
            }
        }
    }

    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.invoice.total.currency())
    }

    fn cause(&self, n: u32) -> String {
        format!("{SOURCE}{}:{}:{n}", self.invoice.id, self.revision)
    }

    async fn post(
        &self,
        db: &mut Db,
        n: u32,
        entry: Entry,
        at: DateTime<Utc>,
        about: Option<EntryId>,
    ) -> Result<EntryId, StoreError> {
        let new =
            NewEntry { id: EntryId::new(self.ids.uuid(self.now)), cause: self.cause(n), payment: None, at, entry };
        self.put(db, &new, about).await
    }

    async fn write(
        &self,
        db: &mut Db,
        cause: String,
        entry: Entry,
        payment: Option<domain::id::PaymentId>,
        about: Option<EntryId>,
    ) -> Result<EntryId, StoreError> {
        let new = NewEntry { id: EntryId::new(self.ids.uuid(self.now)), cause, payment, at: self.now, entry };
        self.put(db, &new, about).await
    }

    async fn put(&self, db: &mut Db, new: &NewEntry, about: Option<EntryId>) -> Result<EntryId, StoreError> {
        let creditor = self.creditor.id;
        let posted = match about {
            Some(about) => ledger::post_about(db, creditor, new, about, self.now).await?,
            None => ledger::post(db, creditor, new, self.now).await?,
        };
        if posted {
            return Ok(new.id);
        }
        Err(StoreError::Damaged(format!("{} is in the ledger, but its invoice does not know it", new.cause)))
    }
}
