//! What documents of payments certify is left of the invoice that was paid: no more is asked for, though an earlier payment
//! of it never came here. That part counts as paid elsewhere, a person is told, and the payment takes its place when it comes.

use super::movements::AccountContext;
use domain::books::{AccountDocument, FactId, Known, Movement, bare_number, named};
use domain::date::Date;
use domain::id::{DebtorId, ExceptionId, InvoiceId, PaymentId};
use domain::money::Money;
use store::exceptions::{self, ExceptionKind, NewException};
use store::movements::Kept;
use store::{Db, StoreError, invoices, originals, set_offs};

/// The last word of documents of payments on an invoice.
#[derive(Debug, Clone)]
pub(super) struct Certified {
    /// What is left of it, less what came since by movements that no document certifies.
    pub left: i64,
    /// The day of the last certified payment.
    pub day: Date,
    /// Whose account it is on.
    debtor: DebtorId,
    /// The number of the document.
    number: String,
    /// Did the import at hand bring it, or another certified payment of the invoice?
    fresh: bool,
}

/// The last word on one document of an account, of payments since a list has spoken of it.
pub(super) fn last(
    (kept, movements): (&[Kept], &[Movement]),
    document: &AccountDocument,
    documents: &[AccountDocument],
) -> Option<Certified> {
    let own = || {
        kept.iter().zip(movements).filter(|(kept, movement)| {
            kept.amount.is_positive()
                && document.heard.is_none_or(|heard| kept.day > heard)
                && named_alone(movement, documents) == Some(document.id)
        })
    };
    let (left, day, one) = own().filter_map(|(kept, _)| Some((kept.left?, kept.day, kept))).min_by_key(|one| one.0)?;
    let since = |kept: &Kept| kept.left.is_none() && kept.day > day;
    let later: i64 = own().filter(|(kept, _)| since(kept)).map(|(kept, _)| kept.amount.minor()).sum();
    let fresh = own().any(|(kept, movement)| kept.left.is_some() && movement.fresh);
    Some(Certified { left: (left - later).max(0), day, debtor: one.debtor, number: one.number.clone(), fresh })
}

/// What came after a day explains nothing of what was paid by then.
pub(super) fn hide_late(knows: &mut Known, late: &[PaymentId]) {
    knows.facts.retain(|fact| match fact.id {
        FactId::Payment(payment) => fact.known != 0 || !late.contains(&payment),
        FactId::Entry(_) | FactId::NoteUsed(_) | FactId::CreditUsed(_) => true,
    });
}

/// The one document that a movement names, where it names no other.
fn named_alone(movement: &Movement, documents: &[AccountDocument]) -> Option<InvoiceId> {
    match named(movement, documents).as_slice() {
        [only] => documents.get(*only).map(|document| document.id),
        _ => None,
    }
}

impl AccountContext<'_> {
    /// A document of a payment may name what was paid by its number at the tax office alone.
    pub(super) async fn resolve(
        &self,
        db: &mut Db,
        (kept, movements): (&[Kept], &mut [Movement]),
        documents: &[AccountDocument],
    ) -> Result<(), StoreError> {
        for (kept, movement) in kept.iter().zip(movements) {
            if kept.document.is_empty() || kept.reference.is_empty() || !named(movement, documents).is_empty() {
                continue;
            }
            let came = originals::came_as(db, self.creditor.id, kept.debtor, &kept.reference).await?;
            let of = |id: &InvoiceId| documents.iter().find(|document| document.id == *id);
            if let [document] = came.iter().filter_map(of).collect::<Vec<_>>().as_slice() {
                bare_number(&document.key).clone_into(&mut movement.reference);
            }
        }
        Ok(())
    }

    /// What lists have as open where so much is left: they show credit notes beside, the document of a payment has taken
    /// off those of days before it.
    pub(super) async fn as_lists_have_it(
        &self,
        db: &mut Db,
        certified: &Certified,
        document: &AccountDocument,
        knows: &Known,
    ) -> Result<i64, StoreError> {
        let creditor = self.creditor.id;
        let mut beside = 0;
        for fact in knows.facts.iter().filter(|fact| fact.now > fact.known) {
            let FactId::NoteUsed(entry) = fact.id else { continue };
            let note = set_offs::by_id(db, creditor, entry).await?.and_then(|used| used.note);
            let Some(note) = note else { continue };
            let note = invoices::by_id(db, creditor, note).await?;
            beside += note.filter(|note| note.issued <= certified.day).map_or(0, |_| fact.now - fact.known);
        }
        for note in set_offs::unused_of(db, creditor, certified.debtor).await? {
            if note.issued <= certified.day && self.names(db, certified.debtor, &note.names, document).await? {
                beside += note.left;
            }
        }
        Ok(certified.left + beside)
    }

    async fn names(
        &self,
        db: &mut Db,
        debtor: DebtorId,
        number: &str,
        document: &AccountDocument,
    ) -> Result<bool, StoreError> {
        let came = originals::came_as(db, self.creditor.id, debtor, number).await?;
        if !came.is_empty() {
            return Ok(came.contains(&document.id));
        }
        let by_number = invoices::by_number_of(db, self.creditor.id, debtor, number).await?;
        Ok(by_number.is_some_and(|invoice| invoice.id == document.id))
    }

    /// Tells of payments that were certified and never came, or of books that have less than is certified.
    pub(super) async fn tell_certified(
        &self,
        db: &mut Db,
        certified: &Certified,
        (invoice, missing, over): (InvoiceId, i64, i64),
    ) -> Result<Option<String>, StoreError> {
        let creditor = self.creditor.id;
        let Some(of) = invoices::by_id(db, creditor, invoice).await? else { return Ok(None) };
        let money = |minor| Money::new(minor, of.total.currency());
        let (number, by) = (&of.number, &certified.number);
        let (kind, detail) = if missing > 0 {
            let text = format!(
                "{number}: {by} certifies that {} were left of it after {}; earlier payments of {} never came here and count as \
                 paid elsewhere until they do",
                money(certified.left),
                certified.day,
                money(missing)
            );
            (ExceptionKind::ListAsksLess, text)
        } else if over > 0 && certified.fresh {
            let text = format!(
                "{number}: {by} certifies that {} more were left of it after {} than the books have; the debtor is asked for the \
                 smaller sum",
                money(over),
                certified.day
            );
            (ExceptionKind::ListAsksMore, text)
        } else {
            if over == 0 && certified.fresh {
                exceptions::close_on(db, creditor, invoice, "a later document agrees", self.now).await?;
            }
            return Ok(None);
        };
        let id = ExceptionId::new(self.ids.uuid(self.now));
        let exception =
            NewException { id, kind, payment: None, event: None, invoice: Some(invoice), detail: detail.clone() };
        if exceptions::is_open_on(db, creditor, &exception).await? {
            return Ok(None);
        }
        exceptions::close_on(db, creditor, invoice, "a later document says otherwise", self.now).await?;
        exceptions::add(db, creditor, &exception, self.now).await?;
        Ok(Some(detail))
    }
}
