//! A document that a list divides otherwise: whole yesterday and due in parts today, or the other way round, or in other
//! parts. It is owed once: what the books have of it becomes what the list has, in the order in which it is due, with what
//! was paid of it and agreed about it, and what is left over comes to nothing.

use super::import::Begun;
use super::row::Row;
use domain::books::{is_part_by_day, part_keys, part_number, without_part};
use domain::creditor::Creditor;
use domain::id::InvoiceId;
use rapidhash::fast::RandomState;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::invoices::{self, Listed, Recorded};
use store::{Db, StoreError, agreements, payments};

/// What the books have of the documents of a batch in another division.
#[derive(Default)]
pub(super) struct Divided {
    /// What an item of the list is by now, by the item's key.
    pub is: HashMap<String, Recorded>,
    /// What comes to nothing.
    pub gone: Vec<Recorded>,
}

impl Divided {
    /// Is this item of the books something else by now, or nothing?
    pub(super) fn has(&self, id: InvoiceId) -> bool {
        self.is.values().chain(&self.gone).any(|one| one.id == id)
    }
}

/// An item of the books that the list does not name.
struct Old {
    recorded: Recorded,
    listed: Listed,
    /// Something is agreed about it, or a payment is under way.
    is_held: bool,
}

/// Finds what the books have of documents of which some items are not known.
pub(super) async fn find(
    db: &mut Db,
    creditor: &Creditor,
    begun: &Begun,
    rows: &[Row],
    known: &HashMap<&str, &Recorded, RandomState>,
) -> Result<Divided, StoreError> {
    let mut divided = Divided::default();
    if !begun.has_books {
        return Ok(divided);
    }
    let own: HashSet<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let mut documents: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in
        rows.iter().filter(|row| !known.contains_key(row.key.as_str()) && (row.item.part.is_some() || begun.has_parts))
    {
        documents.entry(without_part(&row.key)).or_default().push(row);
    }
    for (whole, mut new) in documents {
        let mut old = Vec::new();
        for recorded in of_document(db, creditor, begun, &whole, new.iter().any(|row| row.item.part.is_some())).await? {
            if !own.contains(recorded.key.as_str())
                && let Some(first) = new.first()
                && let Some(one) = old_item(db, creditor, begun, first, recorded).await?
            {
                old.push(one);
            }
        }
        let is_whole = |key: &str| key == whole;
        let changes_form =
            old.iter().any(|one| is_whole(&one.recorded.key)) || new.iter().any(|row| is_whole(&row.key));
        let open: i64 = old.iter().map(|one| one.listed.invoice.balance.minor().max(0)).sum();
        let says: i64 = new.iter().map(|row| row.item.amount().minor()).sum();
        // Parts beside parts may be further ones; where they ask for as much as those that are not there, they are these.
        if old.is_empty() || !changes_form && says < open {
            continue;
        }
        if let [row] = new.as_slice()
            && is_whole(&row.key)
            && old.iter().any(|one| is_last_part(row, one))
        {
            continue;
        }
        new.sort_by_key(|row| (row.item.due, row.item.line));
        old.sort_by_key(|one| (!one.is_held, one.listed.invoice.due, one.recorded.id));
        for one in old {
            let place = new.iter().position(|row| row.item.due == one.listed.invoice.due).unwrap_or(0);
            if new.is_empty() {
                divided.gone.push(one.recorded);
            } else {
                divided.is.insert(new.remove(place).key.clone(), one.recorded);
            }
        }
    }
    let changed = |row: &&Row| known.get(row.key.as_str()).is_none_or(|known| known.digest != row.digest);
    let mut fewer: BTreeMap<String, (u32, &Row)> = BTreeMap::new();
    for row in rows.iter().filter(changed) {
        if let Some(of) = row.item.part.filter(|part| !part.by_day).and_then(|part| part.of) {
            fewer.insert(without_part(&row.key), (of, row));
        }
    }
    for (whole, (of, row)) in fewer {
        for recorded in of_document(db, creditor, begun, &whole, false).await? {
            // Of two there is no third.
            let is_beyond = part_number(&recorded.key).is_some_and(|n| n > of) && !is_part_by_day(&recorded.key);
            if is_beyond
                && !own.contains(recorded.key.as_str())
                && !divided.has(recorded.id)
                && let Some(one) = old_item(db, creditor, begun, row, recorded).await?
            {
                divided.gone.push(one.recorded);
            }
        }
    }
    Ok(divided)
}

/// A part that its day tells apart has no mark of a part when it is the only one that is left.
fn is_last_part(row: &Row, old: &Old) -> bool {
    let invoice = &old.listed.invoice;
    is_part_by_day(&old.recorded.key)
        && invoice.due == row.item.due
        && row.item.amount().minor() <= invoice.total.minor()
}

/// Everything that the books have of a document.
async fn of_document(
    db: &mut Db,
    creditor: &Creditor,
    begun: &Begun,
    whole: &str,
    in_parts: bool,
) -> Result<Vec<Recorded>, StoreError> {
    let mut found =
        if begun.has_parts { invoices::between_keys(db, creditor.id, part_keys(whole)).await? } else { Vec::new() };
    if in_parts {
        found.extend(invoices::by_keys(db, creditor.id, &[whole]).await?);
    }
    found.retain(|one| without_part(&one.key) == whole);
    Ok(found)
}

/// An item of the same customer, currency and day that no newer list has named, and this one has not.
async fn old_item(
    db: &mut Db,
    creditor: &Creditor,
    begun: &Begun,
    row: &Row,
    recorded: Recorded,
) -> Result<Option<Old>, StoreError> {
    let free = recorded.said_import > 0 && recorded.said_import != begun.n;
    let newer =
        begun.timeline.last_named(recorded.id, recorded.said_import).is_some_and(|last_named| last_named > begun.as_of);
    if !free || newer || recorded.debtor != row.debtor || recorded.currency != row.item.currency {
        return Ok(None);
    }
    let Some(listed) = invoices::lock_listed(db, creditor.id, recorded.id).await? else { return Ok(None) };
    // What comes to nothing already has been divided before.
    if listed.invoice.void || listed.invoice.issued != row.item.issued || listed.invoice.total.is_zero() {
        return Ok(None);
    }
    let is_held = agreements::covers(db, creditor.id, recorded.id).await?
        || !payments::under_way_on(db, creditor.id, recorded.id).await?.is_empty();
    Ok(Some(Old { recorded, listed, is_held }))
}
