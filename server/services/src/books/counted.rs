//! A credit note that comes after a list which has counted it already: what the list has gone of the invoice is that note, as
//! it is a payment that is certified afterwards. So the note is used when it comes, and lowers nothing once more.
//!
//! A list has counted a note where it speaks of the note's day or a later one, and has as much gone of the invoice that the
//! note names as the note is, beside what other documents explain. Where it has less gone, two readings are possible: the
//! note lowers the debt, which is the smaller sum, and a person is told. What later lists, or the taking back of one, leave
//! unexplained is the debtor's credit again.

use super::import::Begun;
use super::knowledge::{self, SOURCE};
use super::row::Row;
use crate::TxContext;
use crate::credit;
use crate::ids::Ids;
use ::import::DocumentKind;
use chrono::{DateTime, Utc};
use domain::books::{AccountDocument, Movement, Says, named};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{EntryId, ExceptionId, InvoiceId};
use domain::invoice::Invoice;
use domain::ledger::Entry;
use domain::money::Money;
use std::sync::Arc;
use store::counted_notes::{self, CountedNote};
use store::exceptions::{self, ExceptionKind, NewException};
use store::invoices::Listed;
use store::ledger::{self, NewEntry};
use store::sources::{self, Said};
use store::{Db, Store, StoreError, invoices, movements};

/// How many invoices are looked at in one transaction.
const BATCH: usize = 50;

/// What a list has said of the sum of a note that comes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByList {
    /// Nothing: it is credit.
    Nothing,
    /// It has the note off this invoice.
    Counted(InvoiceId),
    /// It has so much gone of this invoice, which is less than the note.
    Perhaps(InvoiceId, i64),
}

impl ByList {
    /// What is said of a note, by its own row and by the lists before.
    pub(super) fn says(self, says: Says) -> Says {
        match self {
            Self::Counted(_) => Says { open: Some(0), ..says },
            Self::Nothing | Self::Perhaps(..) => says,
        }
    }
}

/// What earlier lists have said of a note that is new, and of which its own file does not say what is open.
pub(super) async fn by_lists(db: &mut Db, creditor: &Creditor, begun: &Begun, row: &Row) -> Result<ByList, StoreError> {
    let Says { total: Some(total), open: None, void: false, .. } = row.says else { return Ok(ByList::Nothing) };
    if !begun.has_books || row.item.document != DocumentKind::CreditNote || total >= 0 {
        return Ok(ByList::Nothing);
    }
    let sum = total.saturating_neg();
    let of = match &row.item.reference {
        Some(number) => credit::named_invoice(db, creditor.id, row.debtor, number).await?,
        None => None,
    };
    if let Some(invoice) = of {
        let gone = gone(db, creditor, begun, (invoice, row.item.issued)).await?;
        return Ok(match gone {
            gone if gone >= sum => ByList::Counted(invoice),
            gone if gone > 0 => ByList::Perhaps(invoice, gone),
            _ => ByList::Nothing,
        });
    }
    // What it names, the books do not have: it is what one invoice has lost, to the cent, or else what a list that names
    // everything has used somewhere, since it leaves the note out.
    let (mut exact, mut larger) = (Vec::new(), None);
    for one in movements::documents(db, creditor.id, row.debtor).await? {
        if one.total.currency() != row.item.currency || one.total.minor() < sum {
            continue;
        }
        match gone(db, creditor, begun, (one.id, row.item.issued)).await? {
            gone if gone == sum => exact.push(one.id),
            gone if gone > sum => larger = larger.or(Some(one.id)),
            _ => {}
        }
    }
    if let [only] = exact.as_slice() {
        return Ok(ByList::Counted(*only));
    }
    let somewhere = exact.first().copied().or(larger);
    let is_whole = somewhere.is_some() && counted_notes::is_listed_whole(db, creditor.id, row.item.issued).await?;
    Ok(somewhere.filter(|_| is_whole).map_or(ByList::Nothing, ByList::Counted))
}

/// What lists of this day or a later one, other than this one, have gone of an invoice and no document explains.
async fn gone(
    db: &mut Db,
    creditor: &Creditor,
    begun: &Begun,
    (of, day): (InvoiceId, Date),
) -> Result<i64, StoreError> {
    let Some(listed) = invoices::lock_listed(db, creditor.id, of).await? else { return Ok(0) };
    if listed.invoice.void {
        return Ok(0);
    }
    let known = knowledge::load(db, &listed.invoice, listed.said, None).await?;
    let mut gone = 0_i64;
    for outside in known.outside.iter().filter(|outside| outside.amount > 0) {
        let by = counted_notes::booked_by(db, creditor.id, outside.entry).await?;
        if by.is_some_and(|(n, as_of)| n != begun.n && as_of >= day) {
            gone = gone.saturating_add(outside.amount);
        }
    }
    let counted: i64 = counted_notes::on(db, creditor.id, of).await?.iter().map(|one| one.amount).sum();
    Ok(if gone > 0 { gone - counted - paid_by_movements(db, creditor, &listed).await? } else { 0 })
}

/// What movements that are kept, and were not made here, say was paid of an invoice.
async fn paid_by_movements(db: &mut Db, creditor: &Creditor, of: &Listed) -> Result<i64, StoreError> {
    let document = [AccountDocument { id: of.invoice.id, key: of.key.clone(), open: 0, heard: None }];
    let kept = movements::of_debtor(db, creditor.id, of.invoice.debtor).await?;
    let own =
        kept.into_iter().filter(|one| one.payment.is_none() && one.amount.currency() == of.invoice.total.currency());
    let sums = own.map(|one| Movement {
        amount: one.amount.minor(),
        day: one.day,
        number: one.number,
        reference: one.reference,
        text: one.text,
        here: None,
        fresh: false,
    });
    Ok(sums.filter(|one| !named(one, &document).is_empty()).map(|one| one.amount).sum())
}

/// Writes down what lists have counted of a note that an import has brought; answers what is told of one that perhaps was.
pub(super) async fn note_came(
    db: &mut Db,
    context: &TxContext<'_>,
    import: i64,
    note: &Invoice,
    by_list: ByList,
) -> Result<Option<String>, StoreError> {
    let creditor = context.creditor.id;
    match by_list {
        ByList::Nothing => Ok(None),
        ByList::Counted(invoice) => {
            let amount = note.total.minor().saturating_neg();
            let counted = CountedNote { note: note.id, invoice, amount, import };
            counted_notes::add(db, creditor, counted).await.map(|()| None)
        }
        ByList::Perhaps(invoice, gone) => {
            let Some(invoice) = invoices::by_id(db, creditor, invoice).await? else { return Ok(None) };
            let detail = format!(
                "{}: a list that is newer than this note has {} gone of {}, which it names, and that is less than the note. Has \
                 the list counted the note there in part? It lowers the debt here besides, so that the smaller sum is asked for; \
                 see `saldo payment take-back` and `saldo credit list`",
                note.number,
                Money::new(gone, note.total.currency()),
                invoice.number
            );
            let (id, kind) = (ExceptionId::new(context.ids.uuid(context.now)), ExceptionKind::ListAsksMore);
            let exception =
                NewException { id, kind, payment: None, event: None, invoice: Some(note.id), detail: detail.clone() };
            exceptions::add(db, creditor, &exception, context.now).await?;
            Ok(Some(detail))
        }
    }
}

/// Which invoices are looked at.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// Those of which this import has spoken.
    Import(i64),
    /// All of them.
    All,
}

/// Brings notes that lists had counted together with what the lists say by now.
pub(super) async fn fit(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    of: Of,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let all = match of {
        Of::Import(n) => counted_notes::touched_by(&mut store.read().await?, creditor.id, n).await?,
        Of::All => counted_notes::invoices(&mut store.read().await?, creditor.id).await?,
    };
    for part in all.chunks(BATCH) {
        let unit = store.write((part.to_vec(), Arc::clone(ids), creditor.clone()), move |db, (part, ids, creditor)| {
            Box::pin(async move {
                let context = TxContext { ids: &**ids, creditor, now };
                for invoice in part {
                    fit_one(db, &context, *invoice).await?;
                }
                Ok(())
            })
        });
        unit.await?;
    }
    Ok(())
}

async fn fit_one(db: &mut Db, context: &TxContext<'_>, of: InvoiceId) -> Result<(), StoreError> {
    let creditor = context.creditor.id;
    let Some(listed) = invoices::lock_listed(db, creditor, of).await? else { return Ok(()) };
    let known = knowledge::load(db, &listed.invoice, listed.said, None).await?;
    let gone: i64 = if listed.invoice.void { 0 } else { known.outside.iter().map(|outside| outside.amount).sum() };
    let mut left = (gone - paid_by_movements(db, context.creditor, &listed).await?).max(0);
    for one in counted_notes::on(db, creditor, of).await? {
        let Some(note) = invoices::lock_listed(db, creditor, one.note).await? else { continue };
        if note.invoice.void || note.said.import != one.import {
            // A list speaks of the note itself by now, or it is gone.
            counted_notes::forget(db, creditor, one.note).await?;
            continue;
        }
        let counted = one.amount.min(left);
        left -= counted;
        use_note(db, context, &note, counted).await?;
    }
    Ok(())
}

/// So much of a note is used by its list's word, and the rest is the debtor's credit.
async fn use_note(db: &mut Db, context: &TxContext<'_>, note: &Listed, counted: i64) -> Result<(), StoreError> {
    let (creditor, invoice) = (context.creditor, &note.invoice);
    let known = knowledge::load(db, invoice, note.said, None).await?;
    let used: i64 = known.outside.iter().map(|outside| -outside.amount).sum();
    if used == counted {
        return Ok(());
    }
    let revision = invoice.revision + 1;
    invoices::update(db, &Invoice { revision, ..invoice.clone() }).await?;
    let mut changes: Vec<(i64, Option<EntryId>)> = Vec::new();
    if used < counted {
        let free = -invoice.balance.minor();
        credit::release(db, context, invoice.id, counted - used - free, None).await?;
        changes.push((counted - used, None));
    } else {
        let mut back = used - counted;
        for outside in known.outside.iter().rev() {
            let part = back.min(-outside.amount).max(0);
            changes.push((-part, Some(outside.entry)));
            back -= part;
        }
    }
    for (n, (minor, about)) in (1..).zip(changes.into_iter().filter(|(minor, _)| *minor != 0)) {
        let entry = Entry::paid_outside(invoice.id, Money::new(-minor, invoice.total.currency()))?;
        let id = EntryId::new(context.ids.uuid(context.now));
        let cause = format!("{SOURCE}{}:{revision}:counted:{n}", invoice.id);
        let new = NewEntry { id, cause, payment: None, at: context.now, entry };
        match about {
            Some(about) => ledger::post_about(db, creditor.id, &new, about, context.now).await?,
            None => ledger::post(db, creditor.id, &new, context.now).await?,
        };
    }
    let open = (counted == invoice.total.minor().saturating_neg()).then_some(0);
    sources::record_said(db, creditor.id, invoice.id, Said { open, ..note.said }, invoice.digest).await
}
