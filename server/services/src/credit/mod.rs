//! A debtor's credit: what a credit note leaves, and what was paid beyond the debt. It pays what is owed by an entry that
//! can be taken back; from then on every page, reminder and charge goes by what is left, as after a payment.
//!
//! Everything runs inside the caller's transaction. What a creditor's lists say of set-offs is brought together in
//! [`books`](crate::books).

use crate::account::{self, charges};
use crate::agreements::follow;
use crate::ids::Ids;
use chrono::{DateTime, TimeDelta, Utc};
use domain::agreement::Terms;
use domain::allocation::Share;
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{DebtorId, EntryId, InvoiceId};
use domain::invoice::{Component, Invoice};
use domain::ledger::{CreditSource, Entry};
use domain::money::{Currency, Money, MoneyError};
use domain::set_off::{CreditRule, FreeCredit, PayableDebt, SetOff, set_offs as choose};
use std::collections::BTreeSet;
use store::ledger::{self, NewEntry};
use store::set_offs::{self, SetOff as Booked};
use store::{Db, StoreError, agreements, debtors, invoices, payments, policies};

/// How the cause of an entry begins that sets a credit off, or takes that back.
const CREDIT: &str = "credit:";

/// What setting off needs: ids, creditor, instant.
#[derive(Clone, Copy)]
pub struct CreditContext<'a> {
    /// The id source.
    pub ids: &'a dyn Ids,
    /// Whose books.
    pub creditor: &'a Creditor,
    /// The instant of the work.
    pub now: DateTime<Utc>,
}

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

impl CreditContext<'_> {
    /// Sets off what the policy leaves to nobody.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn settle(&self, db: &mut Db, debtor: DebtorId) -> Result<Vec<EntryId>, StoreError> {
        match policies::newest(db, self.creditor.id).await?.policy.credit {
            CreditRule::Automatic => self.set_off_all(db, debtor).await,
            CreditRule::Debtor | CreditRule::Staff => Ok(Vec::new()),
        }
    }

    /// Sets off all that can be: principal first, as the creditor's own books do; what was paid too much then pays interest
    /// and fees.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn set_off_all(&self, db: &mut Db, debtor: DebtorId) -> Result<Vec<EntryId>, StoreError> {
        if self.free(db, debtor).await?.is_empty() {
            return Ok(Vec::new());
        }
        debtors::lock(db, self.creditor.id, debtor).await?;
        for one in self.to_use(db, debtor).await?.set_offs()? {
            self.lock(db, one).await?;
        }
        // Read again, now that nobody else moves them.
        let all = self.to_use(db, debtor).await?.set_offs()?;
        self.book_late(db, debtor, &all).await?;
        let mut made = Vec::with_capacity(all.len());
        for one in &all {
            made.push(self.set_off(db, *one, Component::Principal).await?);
        }
        self.correct_charges(db, debtor, &all).await?;
        made.extend(self.set_off_charges(db, debtor).await?);
        Ok(made)
    }

    /// What a debtor has in credit and can use, and for what.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn to_use(&self, db: &mut Db, debtor: DebtorId) -> Result<CreditToUse, StoreError> {
        let credits = self.free(db, debtor).await?;
        if credits.is_empty() {
            return Ok(CreditToUse::default());
        }
        let debts = self.debts(db, debtor, Component::Principal).await?;
        Ok(CreditToUse { credits, debts })
    }

    /// A debtor's free credits.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn free(&self, db: &mut Db, debtor: DebtorId) -> Result<Vec<FreeCredit>, StoreError> {
        let creditor = self.creditor.id;
        let mut notes = invoices::open_of(db, creditor, debtor).await?;
        notes.retain(|note| !note.void && note.balance.minor() < 0);
        notes.sort_by_key(|note| (note.issued, note.id));
        let held = set_offs::held(db, creditor, debtor).await?;
        let mut free = Vec::with_capacity(notes.len());
        for note in notes {
            let names = match set_offs::named_by(db, creditor, note.id).await? {
                Some(number) => invoices::by_number_of(db, creditor, debtor, &number).await?.map(|invoice| invoice.id),
                None => None,
            };
            let not_for = apart(&held, Some(note.id));
            free.push(FreeCredit {
                source: CreditSource::Note(note.id),
                amount: note.balance.negated()?,
                names,
                not_for,
            });
        }
        let account = debtors::credits(db, creditor, debtor).await?.into_iter().filter(|amount| amount.is_positive());
        let source = CreditSource::Account(debtor);
        let not_for = apart(&held, None);
        free.extend(account.map(|amount| FreeCredit { source, amount, names: None, not_for: not_for.clone() }));
        Ok(free)
    }

    /// What of one part of a debtor's debts credit can pay: not what is disputed, nor what a payment is under way for, nor
    /// what a settlement or a price for paying early holds at another sum.
    async fn debts(&self, db: &mut Db, debtor: DebtorId, part: Component) -> Result<Vec<PayableDebt>, StoreError> {
        let creditor = self.creditor.id;
        let (mut held, mut debts) = (BTreeSet::new(), Vec::new());
        for agreed in agreements::live_of(db, creditor, debtor).await? {
            if matches!(agreed.read_body()?.terms, Terms::Settlement(_) | Terms::Discount(_)) {
                held.extend(agreements::covered(db, creditor, agreed.id).await?.into_iter().map(|(id, _)| id));
            }
        }
        for invoice in invoices::open_of(db, creditor, debtor).await? {
            if invoice.void || !invoice.total.is_positive() || held.contains(&invoice.id) {
                continue;
            }
            let mut open = invoice.open().owed_of(part);
            if part == Component::Principal {
                open = open.minus(invoice.on_hold())?;
            }
            if open.is_positive() {
                let coming = payments::under_way_on(db, creditor, invoice.id).await?;
                let coming = coming.iter().try_fold(0_i64, |sum, (_, share, _)| sum.checked_add(*share));
                open = open.minus(Money::new(coming.ok_or(MoneyError::Overflow)?, open.currency()))?;
            }
            if open.is_positive() {
                debts.push(PayableDebt { invoice: invoice.id, due: invoice.due_now(), amount: open });
            }
        }
        Ok(debts)
    }

    async fn lock(&self, db: &mut Db, one: SetOff) -> Result<(), StoreError> {
        let mut ids = vec![one.invoice];
        if let CreditSource::Note(note) = one.source {
            ids.push(note);
        }
        ids.sort_unstable();
        for id in ids {
            invoices::lock(db, self.creditor.id, id).await?;
        }
        Ok(())
    }

    /// What was paid too much pays interest and fees when all principal that it can pay is paid.
    async fn set_off_charges(&self, db: &mut Db, debtor: DebtorId) -> Result<Vec<EntryId>, StoreError> {
        let mut made = Vec::new();
        for part in [Component::Fee, Component::Interest] {
            let mut credits = self.free(db, debtor).await?;
            credits.retain(|credit| matches!(credit.source, CreditSource::Account(_)));
            if credits.is_empty() {
                break;
            }
            let debts = self.debts(db, debtor, part).await?;
            for one in choose(&credits, &debts)? {
                made.push(self.set_off(db, one, part).await?);
            }
        }
        Ok(made)
    }

    /// Sets one credit off against one part of one debt. The caller has taken both, and looked that there is as much.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer, or either is gone.
    pub async fn set_off(&self, db: &mut Db, of: SetOff, component: Component) -> Result<EntryId, StoreError> {
        let (creditor, now) = (self.creditor.id, self.now);
        let invoice = self.invoice(db, of.invoice).await?;
        let (at, note) = match of.source {
            CreditSource::Note(note) => (self.both_there(&invoice, &self.invoice(db, note).await?), Some(note)),
            CreditSource::Account(_) => (now, None),
        };
        let (id, amount) = (EntryId::new(self.ids.uuid(now)), of.amount);
        let share = Share { invoice: invoice.id, component, amount };
        let entry = Entry::set_off(of.source, amount.currency(), &[share])?;
        let new = NewEntry { id, cause: format!("{CREDIT}{id}"), payment: None, at, entry };
        if !ledger::post(db, creditor, &new, now).await? {
            return Err(StoreError::Damaged(format!("{} is in the ledger already", new.cause)));
        }
        let taken_back = Money::zero(amount.currency());
        let row = Booked { entry: id, note, invoice: invoice.id, component, amount, taken_back, made_at: now };
        set_offs::add(db, creditor, &row).await?;
        follow::follow_outside(db, self.ids, self.creditor, &invoice, now).await?;
        Ok(id)
    }

    /// A note lowers a debt from the day on which both are there, so that interest goes by the net.
    fn both_there(&self, invoice: &Invoice, note: &Invoice) -> DateTime<Utc> {
        let day = invoice.issued.max(note.issued);
        (self.creditor.zone.start_of_day(day) + TimeDelta::hours(12)).min(self.now)
    }

    /// Takes a set-off back, or a part of it: the credit is free again, and the debt owed. No more than of it stands.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn take_back(&self, db: &mut Db, of: &Booked, minor: i64) -> Result<(), StoreError> {
        let (creditor, now, minor) = (self.creditor.id, self.now, minor.min(of.stands()));
        if minor <= 0 {
            return Ok(());
        }
        let invoice = self.invoice(db, of.invoice).await?;
        let source = of.note.map_or(CreditSource::Account(invoice.debtor), CreditSource::Note);
        let amount = Money::new(minor, of.amount.currency());
        let share = Share { invoice: of.invoice, component: of.component, amount: amount.negated()? };
        let entry = Entry::set_off(source, amount.currency(), &[share])?;
        let id = EntryId::new(self.ids.uuid(now));
        let new = NewEntry { id, cause: format!("{CREDIT}{}:back:{id}", of.entry), payment: None, at: now, entry };
        if !ledger::post_about(db, creditor, &new, of.entry, now).await? {
            return Err(StoreError::Damaged(format!("{} is in the ledger already", new.cause)));
        }
        set_offs::take_back(db, creditor, of.entry, amount).await?;
        follow::follow_outside(db, self.ids, self.creditor, &invoice, now).await
    }

    /// Takes set-offs of an invoice, or of a credit note, back until so much is free, the newest first but for `first`.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn release(
        &self,
        db: &mut Db,
        of: InvoiceId,
        minor: i64,
        first: Option<EntryId>,
    ) -> Result<(), StoreError> {
        let mut left = minor;
        let mut all = set_offs::of_invoice(db, self.creditor.id, of).await?;
        all.retain(|one| one.component == Component::Principal && one.stands() > 0);
        all.reverse();
        all.sort_by_key(|one| Some(one.entry) != first);
        for one in all {
            let part = one.stands().min(left);
            self.take_back(db, &one, part).await?;
            left -= part.max(0);
        }
        Ok(())
    }

    /// Takes all set-offs of an invoice, or of a credit note, back.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn release_all(&self, db: &mut Db, of: InvoiceId) -> Result<(), StoreError> {
        for one in set_offs::of_invoice(db, self.creditor.id, of).await? {
            self.take_back(db, &one, one.stands()).await?;
        }
        Ok(())
    }

    /// What is set off beyond what an invoice owes, or a credit note is, is taken back, the newest first but for `first`.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn release_over(&self, db: &mut Db, of: InvoiceId, first: Option<EntryId>) -> Result<(), StoreError> {
        let now = self.invoice(db, of).await?;
        let over = if now.total.minor() < 0 { now.balance.minor() } else { -now.balance.minor() };
        if over > 0 { self.release(db, of, over, first).await } else { Ok(()) }
    }

    /// What was paid too much has shrunk below what of it is set off: so much of that is taken back, as long as no list
    /// knows of it.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn keep_covered(&self, db: &mut Db, debtor: DebtorId, currency: Currency) -> Result<(), StoreError> {
        let short = -self.account(db, debtor, currency).await?;
        self.have_back(db, debtor, currency, short, false).await
    }

    /// Has so much of an overpayment free, for a provider that gives it back.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn make_free(&self, db: &mut Db, debtor: DebtorId, wanted: Money) -> Result<(), StoreError> {
        let currency = wanted.currency();
        let short = wanted.minor() - self.account(db, debtor, currency).await?.max(0);
        self.have_back(db, debtor, currency, short, true).await
    }

    async fn have_back(
        &self,
        db: &mut Db,
        debtor: DebtorId,
        currency: Currency,
        short: i64,
        known_too: bool,
    ) -> Result<(), StoreError> {
        if short <= 0 {
            return Ok(());
        }
        let mut left = short;
        let mut lent = set_offs::lent(db, self.creditor.id, debtor, currency).await?;
        lent.reverse();
        // What a list knows last of all: it is gone from its figures.
        lent.sort_by_key(|(_, known)| *known > 0);
        for (one, known) in lent {
            let most = if known_too { one.stands() } else { one.stands() - known };
            let part = most.min(left).max(0);
            self.take_back(db, &one, part).await?;
            left -= part;
        }
        Ok(())
    }

    async fn account(&self, db: &mut Db, debtor: DebtorId, currency: Currency) -> Result<i64, StoreError> {
        let credits = debtors::credits(db, self.creditor.id, debtor).await?;
        Ok(credits.into_iter().find(|one| one.currency() == currency).map_or(0, Money::minor))
    }

    async fn invoice(&self, db: &mut Db, id: InvoiceId) -> Result<Invoice, StoreError> {
        let found = invoices::by_id(db, self.creditor.id, id).await?;
        found.ok_or_else(|| StoreError::Damaged(format!("{id} is gone from the books")))
    }

    /// What was late before its credit came has cost interest until then, as before a payment.
    async fn book_late(&self, db: &mut Db, debtor: DebtorId, all: &[SetOff]) -> Result<(), StoreError> {
        let owed = account::outstanding(db, self.creditor, debtor, self.now).await?;
        let mut late = Vec::new();
        for accrued in owed.accrued {
            let invoice = owed.invoices.iter().find(|invoice| invoice.id == accrued.invoice);
            for one in all.iter().filter(|one| one.invoice == accrued.invoice) {
                let came = match one.source {
                    CreditSource::Note(note) => self.invoice(db, note).await?.issued,
                    CreditSource::Account(_) => Date::MAX,
                };
                if invoice.is_some_and(|invoice| invoice.due_now() < came) {
                    late.push(accrued.clone());
                    break;
                }
            }
        }
        charges::book(db, self.ids, self.creditor, &late, self.now).await
    }

    /// Interest that was charged on what a note had taken off by then is taken back.
    async fn correct_charges(&self, db: &mut Db, debtor: DebtorId, all: &[SetOff]) -> Result<(), StoreError> {
        let mut charged = false;
        for one in all {
            let invoice = self.invoice(db, one.invoice).await?;
            charged |= !invoice.interest.is_zero() || !invoice.fees.is_zero();
        }
        if !charged {
            return Ok(());
        }
        let owed = account::outstanding(db, self.creditor, debtor, self.now).await?;
        let own: Vec<_> =
            owed.accrued.into_iter().filter(|accrued| all.iter().any(|one| one.invoice == accrued.invoice)).collect();
        charges::book(db, self.ids, self.creditor, &own, self.now).await
    }
}

/// What a credit was taken back from by a person.
fn apart(held: &[(Option<InvoiceId>, InvoiceId)], note: Option<InvoiceId>) -> BTreeSet<InvoiceId> {
    held.iter().filter(|(of, _)| *of == note).map(|(_, invoice)| *invoice).collect()
}
