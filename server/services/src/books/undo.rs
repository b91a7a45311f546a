//! What an import did is taken back by entries, as far as nothing later builds on it; what cannot be is listed.

use super::before::{Before, numbered};
use super::knowledge::SOURCE;
use super::netting;
use super::people::DebtorAs;
use super::timeline::{horizon, marks};
use super::turn::{Busy, Turn};
use super::withdrawing;
use crate::TxContext;
use crate::account::charges;
use crate::credit;
use crate::ids::Ids;
use chrono::{DateTime, Utc};
use domain::audit::{Act, Action, Subject, Who, detail};
use domain::books::replaced_key;
use domain::creditor::Creditor;
use domain::id::{AuditId, CreditorId, DebtorId, InvoiceId};
use domain::invoice::{Invoice, Line};
use domain::ledger::EntryKind;
use domain::money::Money;
use std::collections::HashSet;
use std::sync::Arc;
use store::by_hand::{self, ByHand};
use store::imports::{self, State};
use store::invoices::{self, Listed};
use store::ledger::{self, Touch};
use store::sources::{self, Said};
use store::{Db, Store, StoreError, audit, debtors, disputes, movements, originals, payments};

/// How many items are taken back in one transaction.
const BATCH: usize = 200;

/// What taking back an import did.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Undone {
    /// New items that are void now.
    pub withdrawn: u64,
    /// Changed items that are as they were.
    pub restored: u64,
    /// Debtors whose name, address or facts are as they were.
    pub debtors: u64,
    /// Items that stay, by their number, with the reason.
    pub kept: Vec<(String, &'static str)>,
}

/// Why an import is not taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is none with this number.
    #[error("there is no import {0}; see `saldo imports list`")]
    NoImport(i64),
    /// It was taken back before.
    #[error("import {0} was undone before")]
    Before(i64),
    /// Somebody else works on these books.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

store::unit_errors!(UndoError);

/// Takes back what import `n` did.
///
/// # Errors
/// [`UndoError`]; what was taken back before a fault stays so, and the same command goes on.
pub async fn undo(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    n: i64,
    by: Who,
    now: DateTime<Utc>,
) -> Result<Undone, UndoError> {
    let turn = Turn::new(&**ids, creditor.id, now);
    let unit = store.attempt((creditor.id, by.name().to_owned()), move |db, (creditor, who)| {
        Box::pin(async move {
            let import = imports::by_number(db, *creditor, n).await?.ok_or(UndoError::NoImport(n))?;
            if import.state == State::Undone {
                return Err(UndoError::Before(n));
            }
            let busy = turn.take(db, format!("the taking back of import {n}"), who).await?;
            busy.map_or(Ok(()), |busy| Err(UndoError::Busy(busy)))
        })
    });
    unit.await?;
    let done = in_turn(store, ids, creditor, n, by, turn, now).await;
    if done.is_err() {
        turn.drop_in(store).await;
    }
    done
}

async fn in_turn(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    n: i64,
    by: Who,
    turn: Turn,
    now: DateTime<Utc>,
) -> Result<Undone, UndoError> {
    let mut undone = Undone::default();
    let later = Arc::new(Later::load(&mut store.read().await?, creditor.id, n).await?);
    let changes = imports::changes(&mut store.read().await?, creditor.id, n).await?;
    let changed: HashSet<InvoiceId> = changes.iter().map(|(id, _)| *id).collect();
    let new = invoices::named_by(&mut store.read().await?, creditor.id, n).await?;
    // What came after the document that stands in its place is void in that one's name.
    let late = imports::changed_by_earlier(&mut store.read().await?, creditor.id, n).await?;
    let new = new.into_iter().chain(late).filter(|id| !changed.contains(id)).map(|id| (id, None));
    let changes = changes.into_iter().map(|(id, before)| (id, Some(before)));
    // What the list has in another currency comes back when that is withdrawn.
    let withdrawn = invoices::named_by(&mut store.read().await?, creditor.id, -n).await?;
    let withdrawn: HashSet<InvoiceId> = withdrawn.into_iter().collect();
    let (replaced, changes): (Vec<_>, Vec<_>) = changes.partition(|(id, _)| withdrawn.contains(id));
    let all: Vec<(InvoiceId, Option<String>)> = changes.into_iter().chain(new).chain(replaced).collect();
    for part in all.chunks(BATCH) {
        let input = (part.to_vec(), Arc::clone(ids), creditor.clone(), Arc::clone(&later));
        let unit = store.write(input, move |db, (part, ids, creditor, later)| {
            Box::pin(async move {
                turn.must_hold(db).await?;
                let mut undone = Undone::default();
                let hand = UndoContext { ids: &**ids, creditor, n, later, now };
                for (id, before) in part {
                    hand.one(db, *id, before.as_deref(), &mut undone).await?;
                }
                Ok(undone)
            })
        });
        let done = unit.await?;
        undone.withdrawn += done.withdrawn;
        undone.restored += done.restored;
        undone.kept.extend(done.kept);
    }
    documents_alone(store, creditor, n, &all).await?;
    undone.debtors = debtors_put_back(store, creditor, n, turn, now).await?;
    let unit = store.write((Arc::clone(ids), creditor.clone(), by), move |db, (ids, creditor, by)| {
        Box::pin(async move {
            turn.must_hold(db).await?;
            movements::forget(db, creditor.id, n).await?;
            imports::mark_undone(db, creditor.id, n).await?;
            turn.give_back(db).await?;
            // Of many debtors, so of none of them: the record of the import tells which.
            let subject = Subject::Debtor(DebtorId::new(uuid::Uuid::nil()));
            let detail = detail([("import", n.to_string())]);
            let act = Act { creditor: creditor.id, who: by.clone(), action: Action::ImportUndone, subject, detail };
            audit::note(db, AuditId::new(ids.uuid(now)), &act, now).await
        })
    });
    unit.await?;
    netting::after_undo(store, ids, creditor, now).await?;
    Ok(undone)
}

/// Takes away the documents that the import brought of invoices which it did not touch otherwise.
async fn documents_alone(
    store: &Store,
    creditor: &Creditor,
    n: i64,
    touched: &[(InvoiceId, Option<String>)],
) -> Result<(), StoreError> {
    let touched: HashSet<InvoiceId> = touched.iter().map(|(id, _)| *id).collect();
    let alone = originals::of_import(&mut store.read().await?, creditor.id, n).await?;
    let alone: Vec<InvoiceId> = alone.into_iter().filter(|id| !touched.contains(id)).collect();
    let creditor = creditor.id;
    for part in alone.chunks(BATCH) {
        let unit = store.write(part.to_vec(), move |db, part| {
            Box::pin(async move {
                for id in part {
                    originals::withdraw(db, creditor, *id, n).await?;
                }
                Ok(())
            })
        });
        unit.await?;
    }
    Ok(())
}

/// Puts back what the import said of debtors, as far as nobody has said otherwise since; answers of how many.
async fn debtors_put_back(
    store: &Store,
    creditor: &Creditor,
    n: i64,
    turn: Turn,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let changed = imports::changed_debtors(&mut store.read().await?, creditor.id, n).await?;
    let (mut count, creditor) = (0, creditor.id);
    for part in changed.chunks(BATCH) {
        let unit = store.write(part.to_vec(), move |db, part| {
            Box::pin(async move {
                turn.must_hold(db).await?;
                let mut count = 0;
                for (id, before, after) in part {
                    count += u64::from(debtor_put_back(db, creditor, *id, (before, after), now).await?);
                }
                Ok(count)
            })
        });
        count += unit.await?;
    }
    Ok(count)
}

async fn debtor_put_back(
    db: &mut Db,
    creditor: CreditorId,
    id: DebtorId,
    (before, after): (&str, &str),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let read = |text: &str| {
        serde_json::from_str::<DebtorAs>(text).map_err(|error| StoreError::Damaged(format!("debtor {id}: {error}")))
    };
    let (before, after) = (read(before)?, read(after)?);
    debtors::lock(db, creditor, id).await?;
    let Some(as_it_is) = debtors::by_id(db, creditor, id).await? else { return Ok(false) };
    let Some(then) = before.put_back(&after, &as_it_is) else { return Ok(false) };
    debtors::put_back(db, &then, now).await?;
    for (what, said) in &before.held {
        if let Ok(what) = what.parse::<ByHand>() {
            by_hand::hold(db, creditor, id, what, said).await?;
        }
    }
    Ok(true)
}

/// What the imports that came later have confirmed: they named it without a change, and so wrote nothing beside it.
#[derive(Debug, Default)]
struct Later {
    /// The newest first.
    named: Vec<(i64, HashSet<[u8; 8]>)>,
    /// One that came later, and of which it is not known any more what it named.
    forgotten: Option<i64>,
}

impl Later {
    async fn load(db: &mut Db, creditor: CreditorId, n: i64) -> Result<Self, StoreError> {
        let all = imports::speak_of(db, creditor).await?;
        let horizon = horizon(&all);
        let mut later = Self::default();
        for (m, of) in all.into_iter().rev().filter(|(m, _)| *m > n) {
            if horizon.is_some_and(|horizon| of < horizon) {
                later.forgotten = later.forgotten.max(Some(m));
            } else {
                later.named.push((m, marks(&imports::named(db, creditor, m).await?)));
            }
        }
        Ok(later)
    }

    /// The newest import that has confirmed an item, and what is told of it.
    fn confirmed(&self, invoice: InvoiceId) -> Option<(i64, &'static str)> {
        let mark = imports::mark(invoice);
        let named = self.named.iter().find(|(_, items)| items.contains(&mark));
        let named = named.map(|(m, _)| (*m, "a later list has confirmed it"));
        named
            .or_else(|| Some((self.forgotten?, "so many lists have come since that one of them may have confirmed it")))
    }
}

struct UndoContext<'a> {
    ids: &'a dyn Ids,
    creditor: &'a Creditor,
    n: i64,
    later: &'a Later,
    now: DateTime<Utc>,
}

impl UndoContext<'_> {
    fn context(&self) -> TxContext<'_> {
        TxContext { ids: self.ids, creditor: self.creditor, now: self.now }
    }

    async fn one(
        &self,
        db: &mut Db,
        id: InvoiceId,
        before: Option<&str>,
        undone: &mut Undone,
    ) -> Result<(), StoreError> {
        let Some(listed) = invoices::lock_listed(db, self.creditor.id, id).await? else { return Ok(()) };
        let touches = ledger::touching(db, self.creditor.id, id).await?;
        if listed.said.import == -self.n {
            // It was withdrawn before this was broken off, or by the import itself, which has it in another currency.
            return match before {
                None => Ok(()),
                Some(before) => self.in_its_place(db, &listed, &self.read(before)?, &touches, undone).await,
            };
        }
        if before.is_none() && listed.invoice.void && (1..self.n).contains(&listed.said.import) {
            imports::forget_change(db, self.creditor.id, listed.said.import, id).await?;
            return self.withdraw(db, &listed, &touches, undone).await;
        }
        if listed.said.import != self.n {
            undone.kept.push((listed.invoice.number, "a later list has spoken of it"));
            return Ok(());
        }
        if let Some((m, why)) = self.later.confirmed(id) {
            imports::hand_over(db, self.creditor.id, id, (self.n, m)).await?;
            undone.kept.push((listed.invoice.number, why));
            return Ok(());
        }
        if !payments::under_way_on(db, self.creditor.id, id).await?.is_empty() {
            undone.kept.push((listed.invoice.number, "a payment for it is under way"));
            return Ok(());
        }
        match before {
            None => self.withdraw(db, &listed, &touches, undone).await,
            Some(before) => self.restore(db, &listed, &self.read(before)?, &touches, undone).await,
        }
    }

    fn read(&self, before: &str) -> Result<Before, StoreError> {
        let damaged = |error: serde_json::Error| StoreError::Damaged(format!("import {}: {error}", self.n));
        serde_json::from_str(before).map_err(damaged)
    }

    /// Puts back an item that the undone list had in another currency, once the other one is withdrawn.
    async fn in_its_place(
        &self,
        db: &mut Db,
        listed: &Listed,
        before: &Before,
        touches: &[Touch],
        undone: &mut Undone,
    ) -> Result<(), StoreError> {
        let (creditor, number) = (self.creditor.id, &listed.invoice.number);
        for other in invoices::by_keys(db, creditor, &[&before.key]).await? {
            if other.said_import >= 0 {
                undone.kept.push((number.clone(), "it stands in another currency, which is kept"));
                return Ok(());
            }
            invoices::rename(db, creditor, other.id, &replaced_key(&other.key, other.id.uuid()), number).await?;
        }
        invoices::rename(db, creditor, listed.invoice.id, &before.key, number).await?;
        self.restore(db, listed, before, touches, undone).await
    }

    /// Voids an invoice that the undone list had brought.
    async fn withdraw(
        &self,
        db: &mut Db,
        listed: &Listed,
        touches: &[Touch],
        undone: &mut Undone,
    ) -> Result<(), StoreError> {
        let invoice = &listed.invoice;
        if !withdrawing::is_only_listed(db, invoice, touches).await? {
            undone.kept.push((invoice.number.clone(), "something was paid, agreed or disputed since"));
            return Ok(());
        }
        withdrawing::withdraw(db, &self.context(), invoice, touches, self.n).await?;
        undone.withdrawn += 1;
        Ok(())
    }

    /// Puts an invoice back that the undone list had changed.
    async fn restore(
        &self,
        db: &mut Db,
        listed: &Listed,
        before: &Before,
        touches: &[Touch],
        undone: &mut Undone,
    ) -> Result<(), StoreError> {
        let (invoice, creditor) = (&listed.invoice, self.creditor.id);
        let made = format!("{SOURCE}{}:{}:", invoice.id, before.revision + 1);
        let gave = |touch: &Touch| matches!(touch.kind, EntryKind::Credited | EntryKind::Discounted);
        if touches.iter().any(|touch| gave(touch) && touch.cause.contains(&made))
            || before.answered_a_dispute(db, listed).await?
        {
            undone.kept.push((invoice.number.clone(), "it gave credit or answered a dispute"));
            return Ok(());
        }
        withdrawing::take_back(db, &self.context(), invoice, touches, |touch| touch.cause.contains(&made)).await?;
        credit::release_over(db, &self.context(), invoice.id, None).await?;
        let after = Invoice {
            issued: before.issued,
            due: before.due,
            total: Money::new(before.total, invoice.total.currency()),
            untaxed: before.untaxed.map(|minor| Money::new(minor, invoice.total.currency())),
            terms: before.terms.clone(),
            description: before.description.clone(),
            revision: invoice.revision + 1,
            digest: before.digest,
            ..invoice.clone()
        };
        invoices::update(db, &after).await?;
        if let Some(lines) = &before.lines {
            let lines: Vec<Line> = lines.iter().map(|line| line.line(invoice.total.currency())).collect();
            invoices::drop_lines(db, creditor, invoice.id).await?;
            invoices::add_lines(db, creditor, &numbered(invoice.id, &lines).collect::<Vec<_>>()).await?;
        }
        invoices::set_void(db, creditor, invoice.id, before.void).await?;
        charges::correct(db, &self.context(), invoice.id).await?;
        originals::withdraw(db, creditor, invoice.id, self.n).await?;
        imports::forget_change(db, creditor, self.n, invoice.id).await?;
        let said = Said { import: before.said_import, open: before.said_open, settled: before.said_settled };
        sources::record_said(db, creditor, invoice.id, said, before.digest).await?;
        for (of, amount) in &before.known {
            sources::set_known(db, creditor, invoice.id, *of, *amount).await?;
        }
        undone.restored += 1;
        Ok(())
    }
}

impl Before {
    /// Was there a dispute of it that is not open any more?
    async fn answered_a_dispute(&self, db: &mut Db, listed: &Listed) -> Result<bool, StoreError> {
        let open = disputes::open_on(db, listed.invoice.creditor, listed.invoice.id).await?.len();
        Ok(self.disputes > open)
    }
}
