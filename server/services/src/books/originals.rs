//! The electronic documents that items come as are kept with their invoices, so that debtors can have them.

use ::import::Item;
use chrono::{DateTime, Utc};
use domain::id::{CreditorId, InvoiceId};
use domain::invoice::PayTo;
use std::collections::HashMap;
use std::sync::Arc;
use store::originals::{self, Original, Packed};
use store::{Db, StoreError};

/// A document, packed, and where it asks the money to be sent.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    packed: Arc<Packed>,
    pay_to: PayTo,
    /// Its number at the tax office.
    document_id: Option<String>,
}

/// Packs the documents of a batch, each once: before its transaction, in which nobody should wait for that.
#[derive(Default)]
pub(super) struct Packing {
    packed: HashMap<[u8; 32], Option<Arc<Packed>>>,
}

impl Packing {
    /// The document that an item came as.
    pub(super) fn of(&mut self, item: &Item) -> Option<Kept> {
        let document = item.electronic.as_ref()?;
        let original = &document.original;
        let packed = self.packed.entry(original.digest);
        let packed = packed.or_insert_with(|| Packed::of(&original.bytes, original.digest).map(Arc::new)).clone()?;
        Some(Kept { packed, pay_to: document.pay_to(item.currency), document_id: document.uuid.clone() })
    }
}

/// The documents that a batch brings.
#[derive(Default)]
pub(super) struct Came<'b> {
    brought: Vec<(InvoiceId, &'b Kept)>,
    /// Of invoices that were not changed: kept where they have none yet.
    perhaps: Vec<(InvoiceId, &'b Kept)>,
}

impl<'b> Came<'b> {
    /// The invoice is new, or says something else now.
    pub(super) fn brings(&mut self, invoice: InvoiceId, kept: Option<&'b Kept>) {
        self.brought.extend(kept.map(|kept| (invoice, kept)));
    }

    /// The invoice stays as it is; its document may be the first one all the same.
    pub(super) fn may_bring(&mut self, invoice: InvoiceId, kept: Option<&'b Kept>) {
        self.perhaps.extend(kept.map(|kept| (invoice, kept)));
    }

    /// Writes them.
    pub(super) async fn keep(
        mut self,
        db: &mut Db,
        creditor: CreditorId,
        import: i64,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        if !self.perhaps.is_empty() {
            let ids: Vec<InvoiceId> = self.perhaps.iter().map(|(invoice, _)| *invoice).collect();
            let have = originals::among(db, creditor, &ids).await?;
            self.brought.extend(self.perhaps.iter().filter(|(invoice, _)| !have.contains(invoice)));
        }
        if self.brought.is_empty() {
            return Ok(());
        }
        let all: Vec<(Original, &Packed)> = self
            .brought
            .iter()
            .map(|(invoice, kept)| {
                let (digest, pay_to, document_id) = (kept.packed.digest, kept.pay_to.clone(), kept.document_id.clone());
                (Original { invoice: *invoice, import, digest, pay_to, document_id }, &*kept.packed)
            })
            .collect();
        let all: Vec<(&Original, &Packed)> = all.iter().map(|(original, packed)| (original, *packed)).collect();
        originals::keep(db, creditor, &all, now).await
    }
}
