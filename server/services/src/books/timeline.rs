//! Which days the files describe that were taken in: an older one never overrides a newer, also where the newer one named an
//! item without a change and so wrote nothing beside it.

use domain::books::AsOf;
use domain::date::Date;
use domain::id::{CreditorId, InvoiceId};
use std::collections::{HashMap, HashSet};
use store::imports::{self, Import};
use store::{Db, StoreError};

/// How many of the imports that speak of the latest instants remember what they named without a change. A file that is
/// older than one that has forgotten takes in what is new, and leaves what is known alone.
const REMEMBERED: usize = 8;

/// Imports of files that describe an earlier instant are no longer remembered; none while all are.
pub(super) fn horizon(all: &[(i64, AsOf)]) -> Option<AsOf> {
    let mut instants: Vec<AsOf> = all.iter().map(|(_, of)| *of).collect();
    instants.sort_unstable();
    instants.into_iter().rev().nth(REMEMBERED - 1)
}

/// The instant that each import describes, and what those that are newer than this file named.
#[derive(Debug, Default)]
pub(super) struct Timeline {
    speak_of: HashMap<i64, AsOf>,
    newer: Vec<(AsOf, HashSet<[u8; 8]>)>,
    /// An import that is newer than this file and has forgotten what it named.
    forgotten: Option<AsOf>,
    /// Lists that are newer than this file and named everything that was open: their imports, the earliest first.
    complete: Vec<(i64, AsOf)>,
}

impl Timeline {
    /// As a file sees it that describes `as_of`.
    pub(super) async fn load(db: &mut Db, creditor: CreditorId, as_of: AsOf) -> Result<Self, StoreError> {
        let all = imports::speak_of(db, creditor).await?;
        let horizon = horizon(&all);
        let mut found = Self { speak_of: all.iter().copied().collect(), ..Self::default() };
        for (n, of) in all.into_iter().filter(|(_, of)| *of > as_of) {
            if horizon.is_some_and(|horizon| of < horizon) {
                found.forgotten = found.forgotten.max(Some(of));
            } else {
                found.newer.push((of, marks(&imports::named(db, creditor, n).await?)));
            }
        }
        let complete = imports::complete_after(db, creditor, as_of).await?;
        found.complete = complete.iter().filter(|one| has_closed(one)).map(|one| (one.n, one.speaks_of())).collect();
        Ok(found)
    }

    /// The first of the newer lists that would have closed an item of this one, which it does not name: the number of its
    /// import, and the instant that it describes.
    pub(super) fn closed_by(&self, issued: Date) -> Option<(i64, AsOf)> {
        self.complete.iter().find(|(_, of)| issued <= of.day).copied()
    }

    /// The day that the last list describes which named an invoice (`said` is from it); none where no list ever named it.
    pub(super) fn last_named(&self, invoice: InvoiceId, said: i64) -> Option<AsOf> {
        if said <= 0 {
            return None;
        }
        let mark = imports::mark(invoice);
        let named = self.newer.iter().filter(|(_, items)| items.contains(&mark)).map(|(of, _)| *of);
        let changed = self.speak_of.get(&said).copied();
        named.chain(self.forgotten).chain(changed).max()
    }
}

/// Did the import of a complete list close what it left out, or would it have? While a row is refused nothing is closed.
fn has_closed(import: &Import) -> bool {
    let report: serde_json::Value = serde_json::from_str(&import.report).unwrap_or_default();
    let at = |name: &str| report.get(name).cloned().unwrap_or_default();
    let refused = at("rejected").as_array().is_some_and(|all| !all.is_empty());
    let closed = at("closed").as_u64().is_some_and(|closed| closed > 0);
    at("held_back").is_null() && (!refused || closed)
}

/// Marks as they were put one after the other.
pub(super) fn marks(batches: &[Vec<u8>]) -> HashSet<[u8; 8]> {
    batches.iter().flat_map(|batch| batch.as_chunks().0).copied().collect()
}
