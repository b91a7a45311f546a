//! Lists of movements: their payments and reversals are kept, each once, and what is open of documents follows from them.
//!
//! A list of movements says what was charged and what was paid, and of no document what is open. So when a whole file is
//! in, the [movements](domain::books::Movement) of each account are spread over its documents; what that leaves open of a
//! document is [reconciled](domain::books::reconcile) as if the list had said it, a payment at a time, each on its own day.
//! What names no document is an item of its own, the debtor's credit, which is set off as others are. A movement that is
//! a payment here is known again by its sum and day, so that it is not taken off twice.

use super::before::as_before;
use super::came::{Came, leave_out_replaced};
use super::carry::Carrier;
use super::certified;
use super::import::Begun;
use super::knowledge;
use super::report::Applied;
use crate::ids::Ids;
use chrono::{DateTime, TimeDelta, Utc};
use domain::books::{
    AccountDocument, FactId, Known, Movement, Says, is_movement, movement_key, named, reconcile, spread,
};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{DebtorId, EntryId, ExceptionId, InvoiceId, PaymentId};
use domain::invoice::{Invoice, NewInvoice, number_key};
use domain::ledger::Entry;
use domain::money::{Currency, Money};
use domain::payment::{Payment, Progress};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use store::exceptions::{self, ExceptionKind, NewException};
use store::invoices::{self, Listed};
use store::ledger::{self, FirstEntry};
use store::movements::{self, Kept, Named};
use store::sources::{self, Said};
use store::{Db, Store, StoreError, debtors, imports, payments, set_offs};
use uuid::Uuid;

/// How many accounts are looked at in one transaction.
const BATCH: usize = 50;
/// So many days before it came here may a list have a payment.
pub(super) const DAYS_BEFORE: i64 = 3;
/// So many days later may a list have a payment that names nothing.
pub(super) const DAYS_AFTER: i64 = 31;
/// So many payments of a debtor's are looked at, the latest.
pub(super) const PAYMENTS: i64 = 1_000;
/// A text that is shorter is nobody's reference.
const LEAST_REFERENCE: usize = 8;
/// Steps of one change of an invoice are counted from here on, so that they do not meet those of its own row.
const FIRST_STEP: u32 = 1_000;

/// Keeps what a file has brought, and brings the documents of its accounts together with it. Batches of marks of items are
/// counted from `batch` on.
pub(super) async fn bring_together(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    begun: &Arc<Begun>,
    came: Vec<Came>,
    (batch, now): (i64, DateTime<Utc>),
) -> Result<Applied, StoreError> {
    let mut accounts: BTreeMap<DebtorId, InFile> = BTreeMap::new();
    for debtor in movements::debtors_heard(&mut store.read().await?, creditor.id, begun.n).await? {
        accounts.entry(debtor).or_default().documents = true;
    }
    for one in came {
        accounts.entry(one.debtor).or_default().movements.push(one);
    }
    let accounts: Vec<(DebtorId, InFile)> = accounts.into_iter().collect();
    let mut applied = Applied::default();
    for part in accounts.chunks(BATCH) {
        let input = (part.to_vec(), Arc::clone(ids), Arc::clone(begun), creditor.clone());
        let unit = store.write(input, move |db, (part, ids, begun, creditor)| {
            Box::pin(async move {
                begun.turn.must_hold(db).await?;
                let account = AccountContext { ids: &**ids, creditor, begun, now };
                let mut applied = Applied::default();
                for (debtor, in_file) in part {
                    account.take(db, *debtor, in_file, &mut applied).await?;
                }
                Ok(applied)
            })
        });
        applied.add(unit.await?);
    }
    if !accounts.is_empty() {
        let (creditor, n) = (creditor.id, begun.n);
        let unit = store.write((), move |db, ()| {
            Box::pin(async move {
                let seen = movements::items_seen(db, creditor, n).await?;
                let marks: Vec<u8> = seen.into_iter().flat_map(imports::mark).collect();
                if marks.is_empty() { Ok(()) } else { imports::name_items(db, creditor, n, batch, marks).await }
            })
        });
        unit.await?;
    }
    Ok(applied)
}

/// What a file has of one account.
#[derive(Debug, Clone, Default)]
struct InFile {
    movements: Vec<Came>,
    /// Has it brought a document, or changed one?
    documents: bool,
}

pub(super) struct AccountContext<'a> {
    pub(super) ids: &'a dyn Ids,
    pub(super) creditor: &'a Creditor,
    begun: &'a Begun,
    pub(super) now: DateTime<Utc>,
}

/// The movements and documents of one debtor in one currency.
struct Account {
    kept: Vec<Kept>,
    movements: Vec<Movement>,
    documents: Vec<AccountDocument>,
}

impl AccountContext<'_> {
    /// Keeps what the file has brought of one account, and brings its documents together with it where anything is new.
    async fn take(
        &self,
        db: &mut Db,
        debtor: DebtorId,
        in_file: &InFile,
        applied: &mut Applied,
    ) -> Result<(), StoreError> {
        let creditor = self.creditor.id;
        debtors::lock(db, creditor, debtor).await?;
        let before = movements::of_debtor(db, creditor, debtor).await?;
        let (new, seen) = self.new_ones(debtor, &in_file.movements, &before);
        movements::add(db, creditor, &new).await?;
        if seen.len() == before.len() && !before.is_empty() {
            movements::all_seen(db, creditor, debtor, self.begun.n).await?;
        } else {
            for id in seen {
                movements::seen(db, creditor, id, self.begun.n).await?;
            }
        }
        applied.movements += u64::try_from(new.len()).unwrap_or(u64::MAX);
        if new.is_empty() && !in_file.documents {
            return Ok(());
        }
        let mut kept = movements::of_debtor(db, creditor, debtor).await?;
        leave_out_replaced(&mut kept);
        let named = movements::documents(db, creditor, debtor).await?;
        let paid = payments::of_debtor(db, creditor, debtor, PAYMENTS).await?;
        let currencies: BTreeSet<Currency> = kept.iter().map(|one| one.amount.currency()).collect();
        for currency in currencies {
            let own: Vec<Kept> = kept.extract_if(.., |one| one.amount.currency() == currency).collect();
            let documents = named.iter().filter(|one| one.total.currency() == currency && !is_movement(&one.key));
            let mut account = self.account(own, documents);
            self.resolve(db, (&account.kept, &mut account.movements), &account.documents).await?;
            self.settle(db, account, &paid, applied).await?;
        }
        Ok(())
    }

    /// What the file has that is not kept yet, and the ids of what is.
    fn new_ones(&self, debtor: DebtorId, came: &[Came], before: &[Kept]) -> (Vec<Kept>, BTreeSet<Uuid>) {
        let (mut new, mut seen) = (Vec::new(), BTreeSet::new());
        for one in came {
            if let Some(kept) = before.iter().find(|kept| one.is(kept) && !seen.contains(&kept.id)) {
                seen.insert(kept.id);
                continue;
            }
            new.push(Kept {
                id: self.ids.uuid(self.now),
                debtor,
                amount: one.amount,
                day: one.day,
                number: one.number.clone(),
                reference: one.reference.clone(),
                text: one.text.clone(),
                document: one.document.clone(),
                replaces: one.replaces.clone(),
                left: one.left,
                payment: None,
                item: None,
                import: self.begun.n,
                last_import: self.begun.n,
                made_at: self.now,
            });
        }
        (new, seen)
    }

    fn account<'n>(&self, kept: Vec<Kept>, documents: impl Iterator<Item = &'n Named>) -> Account {
        let documents = documents
            .map(|one| {
                let heard = one.said_open.and_then(|_| self.begun.timeline.last_named(one.id, one.said_import));
                let open = one.said_open.unwrap_or(one.total.minor());
                AccountDocument { id: one.id, key: one.key.clone(), open, heard: heard.map(|heard| heard.day) }
            })
            .collect();
        let movements = kept
            .iter()
            .map(|one| Movement {
                amount: one.amount.minor(),
                day: one.day,
                number: one.number.clone(),
                reference: one.reference.clone(),
                text: one.text.clone(),
                here: None,
                fresh: one.import == self.begun.n,
            })
            .collect();
        Account { kept, movements, documents }
    }

    /// Brings documents and movements together, and puts what is left of each into the books.
    async fn settle(
        &self,
        db: &mut Db,
        mut account: Account,
        paid: &[Payment],
        applied: &mut Applied,
    ) -> Result<(), StoreError> {
        let shares = self.find_payments(db, &mut account, paid).await?;
        let found = spread(&account.documents, &account.movements);
        let mut stands: HashMap<InvoiceId, Vec<PaymentId>> = HashMap::new();
        for ((kept, movement), stands_here) in account.kept.iter().zip(&account.movements).zip(&found.stands_here) {
            if let (Some(payment), Some(of), true) = (kept.payment, &movement.here, *stands_here) {
                of.iter().for_each(|(id, _)| stands.entry(*id).or_default().push(payment));
            }
        }
        for at in &found.touched {
            let (Some(document), Some(open)) = (account.documents.get(*at), found.open.get(*at)) else { continue };
            let mut left = document.open;
            let mut steps = Vec::new();
            for one in found.lowered.iter().filter(|one| one.document == *at) {
                left -= one.amount;
                steps.push(Step { day: Some(one.day), open: left, late: None });
            }
            let known = stands.get(&document.id).map_or(&[][..], Vec::as_slice);
            let certified = certified::last((&account.kept, &account.movements), document, &account.documents);
            let Some(certified) = certified else {
                steps.push(Step { day: None, open: *open, late: None });
                self.document(db, document, &steps, (known, &shares), applied).await?;
                continue;
            };
            let Some(listed) = invoices::lock_listed(db, self.creditor.id, document.id).await? else { continue };
            let knows = knowledge::load(db, &listed.invoice, listed.said, None).await?;
            let most = self.as_lists_have_it(db, &certified, document, &knows).await?;
            if most < *open {
                let late = paid.iter().filter(|payment| self.day(payment) > certified.day).map(|one| one.id).collect();
                // Nobody knows when it came: it is not taken to have been late.
                let day = Some(certified.day.min(listed.invoice.due));
                steps.push(Step { day, open: most, late: Some(late) });
            }
            steps.push(Step { day: None, open: most.min(*open), late: None });
            let missing = self.document(db, document, &steps, (known, &shares), applied).await?;
            let about = (document.id, missing, (most - *open).max(0));
            applied.contradicted(self.tell_certified(db, &certified, about).await?);
        }
        for (kept, rest) in account.kept.iter().zip(&found.rest) {
            self.rest(db, kept, *rest, applied).await?;
        }
        Ok(())
    }

    /// Finds out which movements are payments here; answers what each of those has paid of each document.
    async fn find_payments(
        &self,
        db: &mut Db,
        account: &mut Account,
        paid: &[Payment],
    ) -> Result<HashMap<(PaymentId, InvoiceId), i64>, StoreError> {
        let Some(currency) = account.kept.first().map(|one| one.amount.currency()) else { return Ok(HashMap::new()) };
        let came = |one: &&Payment| one.progress == Progress::Succeeded && one.amount.currency() == currency;
        let paid: Vec<&Payment> = paid.iter().filter(came).collect();
        let mut shares: HashMap<(PaymentId, InvoiceId), i64> = HashMap::new();
        for payment in &paid {
            let of: BTreeSet<InvoiceId> = payments::shares(db, self.creditor.id, payment.id, currency)
                .await?
                .iter()
                .map(|one| one.invoice)
                .collect();
            for id in of {
                let Some(listed) = invoices::lock_listed(db, self.creditor.id, id).await? else { continue };
                let knows = knowledge::load(db, &listed.invoice, listed.said, None).await?;
                let fact = knows.facts.iter().find(|fact| fact.id == FactId::Payment(payment.id));
                if let Some(fact) = fact {
                    shares.insert((payment.id, id), fact.now + fact.gone);
                }
            }
        }
        self.link(db, account, &paid, &shares).await?;
        for at in 0..account.kept.len() {
            let (Some(kept), Some(movement)) = (account.kept.get(at), account.movements.get(at)) else { continue };
            let Some(payment) = kept.payment.and_then(|id| paid.iter().find(|payment| payment.id == id)) else {
                continue;
            };
            let own = names(account, movement);
            let is_share = |id: &InvoiceId| shares.get(&(payment.id, *id)) == Some(&kept.amount.minor());
            let whole = kept.amount == payment.received || !own.iter().any(is_share);
            let of = shares.iter().filter(|((id, document), _)| *id == payment.id && (whole || own.contains(document)));
            let mut here: Vec<(InvoiceId, i64)> = of.map(|((_, document), share)| (*document, *share)).collect();
            here.sort_unstable();
            if let Some(movement) = account.movements.get_mut(at) {
                movement.here = Some(here);
            }
        }
        Ok(shares)
    }

    /// Links movements to the payments that they are.
    async fn link(
        &self,
        db: &mut Db,
        account: &mut Account,
        paid: &[&Payment],
        shares: &HashMap<(PaymentId, InvoiceId), i64>,
    ) -> Result<(), StoreError> {
        for at in 0..account.kept.len() {
            let (Some(kept), Some(movement)) = (account.kept.get(at), account.movements.get(at)) else { continue };
            if kept.payment.is_some() || kept.amount.is_zero() {
                continue;
            }
            let own = names(account, movement);
            let taken = |payment: PaymentId| account.kept.iter().filter(move |other| other.payment == Some(payment));
            let by_sum = |payment: &Payment| {
                let days = (kept.day - self.day(payment)).num_days();
                let free = taken(payment.id).next().is_none();
                if payment.received == kept.amount && free && (-DAYS_BEFORE..=DAYS_AFTER).contains(&days) {
                    return Some(days.abs());
                }
                // A list may have a payment document by document.
                let part = |document: &InvoiceId| shares.get(&(payment.id, *document)) == Some(&kept.amount.minor());
                let own_part = own.iter().any(part);
                let others = || {
                    taken(payment.id).all(|other| {
                        let total: i64 = taken(payment.id).map(|one| one.amount.minor()).sum();
                        number_key(&other.reference) != number_key(&kept.reference)
                            && total + kept.amount.minor() <= payment.received.minor()
                    })
                };
                (own_part && days >= -DAYS_BEFORE && others()).then_some(days.abs())
            };
            let went_back = |payment: &Payment| {
                let gone = payment.refunded.minor() + payment.charged_back.minor();
                let has_row = account.kept.iter().any(|other| other.amount.minor() == -kept.amount.minor());
                (gone == -kept.amount.minor() && !has_row && taken(payment.id).next().is_none()).then_some(0)
            };
            let is = |payment: &&Payment| -> Option<i64> {
                if kept.made_at < payment.created_at {
                    return None;
                }
                match kept.amount.minor() {
                    1.. if says_payment(kept, payment) && taken(payment.id).next().is_none() => Some(i64::MIN),
                    1.. => by_sum(payment),
                    _ => went_back(payment),
                }
            };
            let nearest = paid.iter().filter_map(|payment| Some((is(payment)?, payment.created_at, payment.id))).min();
            if let Some((.., payment)) = nearest {
                movements::is_payment(db, self.creditor.id, kept.id, payment).await?;
                if let Some(kept) = account.kept.get_mut(at) {
                    kept.payment = Some(payment);
                }
            }
        }
        Ok(())
    }

    fn day(&self, payment: &Payment) -> Date {
        self.creditor.zone.day_of(payment.paid_at.unwrap_or(payment.created_at))
    }

    /// What is open of a document, step by step as it was paid; answers what was paid elsewhere by a certificate alone.
    async fn document(
        &self,
        db: &mut Db,
        document: &AccountDocument,
        steps: &[Step],
        (paid_here, shares): (&[PaymentId], &HashMap<(PaymentId, InvoiceId), i64>),
        applied: &mut Applied,
    ) -> Result<i64, StoreError> {
        let creditor = self.creditor.id;
        let (mut told, mut missing) = (false, 0);
        for Step { day, open, late } in steps {
            let Some(listed) = invoices::lock_listed(db, creditor, document.id).await? else { return Ok(0) };
            let heard = self.begun.timeline.last_named(document.id, listed.said.import);
            if heard.is_some_and(|heard| self.begun.as_of < heard) {
                return Ok(0);
            }
            let mut knows = knowledge::load(db, &listed.invoice, listed.said, heard).await?;
            let before = as_before(&listed, &knows, None);
            let mut learnt = false;
            for payment in paid_here {
                let Some(share) = shares.get(&(*payment, document.id)) else { continue };
                let fact = knows.facts.iter_mut().find(|fact| fact.id == FactId::Payment(*payment));
                if let Some(fact) = fact.filter(|fact| fact.known == 0 && *share > 0) {
                    fact.known = *share;
                    learnt = true;
                }
            }
            let expected = knows.expected()?;
            let lower = day.is_some() && *open < expected;
            let last = day.is_none() && *open != expected;
            if !learnt && !lower && !last {
                continue;
            }
            let change = self.change(db, &listed, before).await?;
            for payment in paid_here.iter().filter(|_| learnt) {
                let known = knows.facts.iter().find(|fact| fact.id == FactId::Payment(*payment)).map(|fact| fact.known);
                if let Some(known) = known {
                    sources::set_known(db, creditor, document.id, payment.uuid(), known).await?;
                }
            }
            if lower || last {
                match late {
                    Some(late) => certified::hide_late(&mut knows, late),
                    None => hide_others(&mut knows, expected - open, paid_here),
                }
                let says = says(self.begun, None, Some(*open));
                let said_open = listed.said.open.map(|_| *open);
                told |= self.carry(db, &listed, (change, &says, &knows), (*day, said_open), applied).await?;
                if late.is_some() {
                    let after = invoices::by_id(db, creditor, document.id).await?;
                    missing += after.map_or(0, |after| listed.invoice.balance.minor() - after.balance.minor());
                }
            }
        }
        applied.updated += u64::from(told);
        Ok(missing)
    }

    /// Makes room for a change of an invoice in this import: what it was is remembered once.
    async fn change(&self, db: &mut Db, listed: &Listed, before: String) -> Result<Change, StoreError> {
        let (creditor, invoice, n) = (self.creditor.id, &listed.invoice, self.begun.n);
        let touches = ledger::touching(db, creditor, invoice.id).await?.len();
        let first = FIRST_STEP + 100 * u32::try_from(touches).unwrap_or(u32::MAX / 200);
        let damaged = |error: serde_json::Error| StoreError::Damaged(format!("import {n}: {error}"));
        if let Some(kept) = imports::change_of(db, creditor, n, invoice.id).await? {
            let kept: super::before::Before = serde_json::from_str(&kept).map_err(damaged)?;
            return Ok(Change { revision: kept.revision + 1, first });
        }
        let revision = invoice.revision + 1;
        if listed.said.import != n {
            imports::remember_change(db, creditor, n, invoice.id, before).await?;
        }
        invoices::update(db, &Invoice { revision, ..invoice.clone() }).await?;
        let said = Said { import: n, ..listed.said };
        sources::record_said(db, creditor, invoice.id, said, invoice.digest).await?;
        Ok(Change { revision, first })
    }

    /// Carries out what follows from a statement; answers whether anything did.
    async fn carry(
        &self,
        db: &mut Db,
        listed: &Listed,
        (change, says, knows): (Change, &Says, &Known),
        (day, said_open): (Option<Date>, Option<i64>),
        applied: &mut Applied,
    ) -> Result<bool, StoreError> {
        let (creditor, invoice) = (self.creditor, &listed.invoice);
        let outcome = reconcile(says, knows)?;
        let now = invoices::by_id(db, creditor.id, invoice.id).await?;
        let now = now.ok_or_else(|| StoreError::Damaged(format!("{} is gone from the books", invoice.id)))?;
        let total = Money::new(outcome.total, invoice.total.currency());
        invoices::update(db, &Invoice { total, ..now }).await?;
        let said = Said { import: self.begun.n, open: said_open, settled: listed.said.settled };
        sources::record_said(db, creditor.id, invoice.id, said, invoice.digest).await?;
        let at = day.map_or(self.now, |day| creditor.zone.noon(day).min(self.now));
        let Change { revision, first } = change;
        let carrier = Carrier { creditor, ids: self.ids, invoice, revision, first, at, now: self.now };
        applied.contradicted(carrier.carry(db, &outcome).await?);
        applied.reconciled(invoice, &outcome);
        Ok(!outcome.is_quiet())
    }

    /// What is left of a movement is an item of its own: credit, or what is owed for a reversal.
    async fn rest(&self, db: &mut Db, kept: &Kept, rest: i64, applied: &mut Applied) -> Result<(), StoreError> {
        let (creditor, want) = (self.creditor.id, -rest);
        let Some(item) = kept.item else {
            return if want == 0 { Ok(()) } else { self.new_item(db, kept, want, applied).await };
        };
        let Some(listed) = invoices::lock_listed(db, creditor, item).await? else { return Ok(()) };
        let heard = self.begun.timeline.last_named(item, listed.said.import);
        let withdrawn = listed.invoice.void && listed.said.import < 0;
        if listed.invoice.total.minor() == want && !withdrawn || heard.is_some_and(|heard| self.begun.as_of < heard) {
            return Ok(());
        }
        let mut knows = knowledge::load(db, &listed.invoice, listed.said, heard).await?;
        let before = as_before(&listed, &knows, None);
        if withdrawn {
            (knows.void, knows.total, knows.ahead) = (false, 0, 0);
            invoices::set_void(db, creditor, item, false).await?;
        }
        let change = self.change(db, &listed, before).await?;
        let says = says(self.begun, Some(want), None);
        let moved = self.carry(db, &listed, (change, &says, &knows), (None, None), applied).await?;
        applied.updated += u64::from(moved);
        Ok(())
    }

    async fn new_item(&self, db: &mut Db, kept: &Kept, minor: i64, applied: &mut Applied) -> Result<(), StoreError> {
        let creditor = self.creditor;
        let id = InvoiceId::new(self.ids.uuid(self.now));
        let total = Money::new(minor, kept.amount.currency());
        let number = match (kept.number.as_str(), kept.reference.as_str()) {
            ("", "") => kept.day.to_string(),
            ("", reference) => reference.to_owned(),
            (number, _) => number.to_owned(),
        };
        let (debtor, day) = (kept.debtor, kept.day);
        let new = NewInvoice { creditor: creditor.id, debtor, id, number: &number, issued: day, due: day, total };
        let description = Some(kept.text.clone()).filter(|text| !text.is_empty());
        let invoice = Invoice { description, ..Invoice::new(new) };
        let said = Said { import: self.begun.n, ..Said::default() };
        invoices::add(db, &[(movement_key(&number, kept.id).as_str(), &invoice, said)], self.now).await?;
        let entry = EntryId::new(self.ids.uuid(self.now));
        let first = FirstEntry { id: entry, at: creditor.zone.noon(day), entry: Entry::invoiced(id, total)? };
        ledger::post_first(db, creditor.id, &[&first], self.now).await?;
        movements::is_item(db, creditor.id, kept.id, id).await?;
        if !kept.reference.is_empty() && minor < 0 {
            set_offs::name(db, creditor.id, id, &kept.reference).await?;
        }
        applied.added(&invoice, None);
        if minor < 0 {
            applied.contradicted(self.tell_of_recorded(db, kept, &invoice).await?);
        }
        Ok(())
    }

    /// Staff may have recorded this very payment by hand, on an invoice: both come off until they have looked.
    async fn tell_of_recorded(&self, db: &mut Db, kept: &Kept, item: &Invoice) -> Result<Option<String>, StoreError> {
        let (creditor, zone) = (self.creditor.id, self.creditor.zone);
        let around = |days: i64| zone.start_of_day(kept.day) + TimeDelta::days(days);
        let days = (around(-DAYS_BEFORE), around(DAYS_BEFORE + 1));
        let recorded = movements::recorded_by_hand(db, creditor, kept.debtor, kept.amount, days).await?;
        let Some((entry, number)) = recorded.first() else { return Ok(None) };
        let detail = format!(
            "{}: the account has a payment of {} on {} that names no invoice, and one of that sum was recorded by hand for \
             {number}. Is it the same? Both come off until one is taken back; see `saldo payment take-back {entry}`",
            item.number, kept.amount, kept.day
        );
        let (id, kind) = (ExceptionId::new(self.ids.uuid(self.now)), ExceptionKind::ListAsksLess);
        let exception =
            NewException { id, kind, payment: None, event: None, invoice: Some(item.id), detail: detail.clone() };
        exceptions::add(db, creditor, &exception, self.now).await?;
        Ok(Some(detail))
    }
}

/// Which change of an invoice it is, and from where on its steps are counted.
#[derive(Clone, Copy)]
struct Change {
    revision: i64,
    first: u32,
}

fn says(begun: &Begun, total: Option<i64>, open: Option<i64>) -> Says {
    Says { as_of: begun.as_of, total, open, settled: None, written_off: 0, void: false }
}

/// The documents that a movement names.
fn names(account: &Account, movement: &Movement) -> Vec<InvoiceId> {
    let places = named(movement, &account.documents);
    places.into_iter().filter_map(|at| account.documents.get(at)).map(|document| document.id).collect()
}

/// Does the list name the payment itself, or the provider's name of the money?
fn says_payment(kept: &Kept, payment: &Payment) -> bool {
    let id = payment.id.to_string();
    if kept.amount.minor() > payment.received.minor() {
        return false;
    }
    let own = payment.reference.as_deref().filter(|reference| reference.len() >= LEAST_REFERENCE);
    let said = [&kept.number, &kept.reference, &kept.text];
    [Some(id.as_str()), own].into_iter().flatten().any(|name| said.iter().any(|text| text.contains(name)))
}

/// What is open of a document once it was paid so far.
struct Step {
    day: Option<Date>,
    open: i64,
    /// Is it what was certified to be left? The payments that came here after that day.
    late: Option<Vec<PaymentId>>,
}

/// What was paid elsewhere by a movement explains nothing of other payments here, which the list does not have yet: as long
/// as the document bears both.
fn hide_others(knows: &mut Known, lowered: i64, paid_here: &[PaymentId]) {
    let beside = |fact: &domain::books::Fact| match fact.id {
        FactId::NoteUsed(_) => (fact.now - fact.known).max(0),
        _ => 0,
    };
    let bears = knows.balance + knows.facts.iter().map(beside).sum::<i64>();
    if lowered > 0 && lowered <= bears {
        knows.facts.retain(|fact| match fact.id {
            FactId::Payment(payment) => fact.known != 0 || paid_here.contains(&payment),
            FactId::Entry(_) | FactId::NoteUsed(_) | FactId::CreditUsed(_) => true,
        });
    }
}
