//! Of when the files speak that were taken in: an older one never overrides a newer, also where the newer one named an
//! item without a change and so wrote nothing beside it.

use domain::books::AsOf;
use domain::id::{CreditorId, InvoiceId};
use std::collections::{HashMap, HashSet};
use store::sources::Said;
use store::{Db, StoreError, imports};

/// How many of the newest imports remember what they named without a change. A file that is older than those that have
/// forgotten takes in what is new, and leaves what is known alone.
pub(super) const REMEMBERED: i64 = 8;

/// When each import speaks of, and what those that are newer than this file named.
#[derive(Debug, Default)]
pub(super) struct Timeline {
    speak_of: HashMap<i64, AsOf>,
    newer: Vec<(AsOf, HashSet<[u8; 8]>)>,
    /// An import that is newer than this file and has forgotten what it named.
    forgotten: Option<AsOf>,
}

impl Timeline {
    /// As a file sees it that speaks of `as_of`.
    pub(super) async fn load(db: &mut Db, creditor: CreditorId, as_of: AsOf) -> Result<Self, StoreError> {
        let all = imports::speak_of(db, creditor).await?;
        let newest = all.iter().map(|(n, _)| *n).max().unwrap_or(0);
        let mut found = Self { speak_of: all.iter().copied().collect(), ..Self::default() };
        for (n, of) in all.into_iter().filter(|(_, of)| *of > as_of) {
            if n < newest - REMEMBERED {
                found.forgotten = found.forgotten.max(Some(of));
            } else {
                found.newer.push((of, marks(&imports::named(db, creditor, n).await?)));
            }
        }
        Ok(found)
    }

    /// Of when what was heard last of an invoice speaks; none where no list ever named it.
    pub(super) fn heard(&self, invoice: InvoiceId, said: Said) -> Option<AsOf> {
        if said.import <= 0 {
            return None;
        }
        let mark = imports::mark(invoice);
        let named = self.newer.iter().filter(|(_, items)| items.contains(&mark)).map(|(of, _)| *of);
        let changed = self.speak_of.get(&said.import).copied();
        named.chain(self.forgotten).chain(changed).max()
    }
}

/// Marks as they were put one after the other.
pub(super) fn marks(batches: &[Vec<u8>]) -> HashSet<[u8; 8]> {
    batches.iter().flat_map(|batch| batch.as_chunks().0).copied().collect()
}
