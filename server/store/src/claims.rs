//! Taking what is due, so that no other process takes it too.
//!
//! In two steps: what is due is looked for among all creditors without taking anything; then it is taken creditor by
//! creditor, in the order of their ids. A statement that takes a row names one creditor, as every other does.

use super::connection::{Arg, Row};
use super::{Db, StoreError};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The ids of what is due, by creditor.
pub(super) type Due = BTreeMap<Uuid, Vec<Uuid>>;

/// A statement that takes what is still due of a list of ids, which stands between its two halves. `$1` is the
/// creditor; the values that follow are the caller's.
pub(super) struct Take {
    pub(super) head: &'static str,
    pub(super) tail: &'static str,
}

/// What was found: rows of a creditor's id and an id.
pub(super) fn by_creditor(rows: &[Row]) -> Result<Due, StoreError> {
    let mut due = Due::new();
    for row in rows {
        due.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(due)
}

/// Takes what nobody else has taken meanwhile; the rows that the statement answers, in no order.
pub(super) async fn take(db: &mut Db, take: &Take, due: Due, values: Vec<Arg<'_>>) -> Result<Vec<Row>, StoreError> {
    let mut taken = Vec::new();
    for (creditor, ids) in due {
        let first = std::iter::once(Arg::from(creditor)).chain(values.iter().cloned()).collect();
        let ids = ids.into_iter().map(Arg::from).collect();
        taken.extend(db.all_among(take.head, first, ids, take.tail).await?);
    }
    Ok(taken)
}
