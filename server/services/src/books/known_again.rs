//! An item that the books have under another key: its number lost its zeros in a spreadsheet, or it is the only part left of
//! its document. It is the same where exactly one fits: of this customer, in this currency, issued on this day.

use super::firm::customer_in_key;
use super::import::Begun;
use super::row::Row;
use super::statement::{kind, other_keys};
use domain::books::{figures_behind, is_part_by_day};
use domain::creditor::Creditor;
use domain::invoice::number_key;
use rapidhash::fast::RandomState;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::invoices::{self, Recorded};
use store::{Db, StoreError, imports};

/// Files have few series; of more than these, zeros are not looked for.
const SERIES: usize = 50;

/// What was found of an item under its other keys.
pub(super) enum Again {
    /// It is this one.
    Is(Recorded),
    /// It could be any of several, by their marks.
    Several(Vec<[u8; 8]>),
}

/// Finds items again that are not known under their own keys, by those keys.
pub(super) async fn find(
    db: &mut Db,
    creditor: &Creditor,
    begun: &Begun,
    rows: &[Row],
    known: &HashMap<&str, &Recorded, RandomState>,
) -> Result<HashMap<String, Again>, StoreError> {
    let unknown: Vec<&Row> = rows.iter().filter(|row| !known.contains_key(row.key.as_str())).collect();
    if !begun.has_books || unknown.is_empty() {
        return Ok(HashMap::new());
    }
    let lengths = lengths(db, creditor, &unknown).await?;
    let wanted: Vec<(&Row, Vec<String>)> =
        unknown.into_iter().map(|row| (row, others(row, creditor_customer(begun, row).as_deref(), &lengths))).collect();
    let own: HashSet<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let keys: HashSet<&str> =
        wanted.iter().flat_map(|(_, keys)| keys).map(String::as_str).filter(|key| !own.contains(key)).collect();
    let keys: Vec<&str> = keys.into_iter().collect();
    let found = invoices::by_keys(db, creditor.id, &keys).await?;
    let found: HashMap<&str, &Recorded> = found.iter().map(|one| (one.key.as_str(), one)).collect();
    let mut again = HashMap::new();
    for (row, keys) in wanted {
        let mut fit: Vec<Recorded> = Vec::new();
        for candidate in keys.iter().filter_map(|key| found.get(key.as_str())) {
            if fits(db, creditor, begun, row, candidate).await? {
                fit.push((*candidate).clone());
            }
        }
        let one = match (fit.pop(), fit.is_empty()) {
            (None, _) => continue,
            (Some(one), true) => Again::Is(one),
            (Some(one), false) => Again::Several(fit.iter().chain([&one]).map(|one| imports::mark(one.id)).collect()),
        };
        again.insert(row.key.clone(), one);
    }
    Ok(again)
}

fn creditor_customer(begun: &Begun, row: &Row) -> Option<String> {
    customer_in_key(begun.numbers, row.debtor)
}

fn others(row: &Row, customer: Option<&str>, lengths: &BTreeMap<String, Vec<usize>>) -> Vec<String> {
    let Some(kind) = kind(&row.item) else { return Vec::new() };
    let number = number_key(&row.item.document_number());
    let of = figures_behind(&number).and_then(|(letters, _)| lengths.get(letters));
    other_keys(&row.item, kind, customer, of.map_or(&[], Vec::as_slice))
}

/// Of which lengths the books have numbers with zeros, by the letters before them.
async fn lengths(db: &mut Db, creditor: &Creditor, rows: &[&Row]) -> Result<BTreeMap<String, Vec<usize>>, StoreError> {
    let mut lengths = BTreeMap::new();
    for row in rows {
        let number = number_key(&row.item.document_number());
        let Some((letters, _)) = figures_behind(&number) else { continue };
        if lengths.len() < SERIES && !lengths.contains_key(letters) {
            lengths.insert(letters.to_owned(), invoices::lengths_with_zeros(db, creditor.id, letters).await?);
        }
    }
    Ok(lengths)
}

async fn fits(
    db: &mut Db,
    creditor: &Creditor,
    begun: &Begun,
    row: &Row,
    candidate: &Recorded,
) -> Result<bool, StoreError> {
    // What this file has named already is another item of it, and what was withdrawn is nobody's.
    let free = candidate.said_import >= 0 && candidate.said_import != begun.n;
    if !free || candidate.debtor != row.debtor || candidate.currency != row.item.currency {
        return Ok(false);
    }
    let Some(invoice) = invoices::by_id(db, creditor.id, candidate.id).await? else { return Ok(false) };
    let by_day = row.item.part.is_some_and(|part| part.by_day) || is_part_by_day(&candidate.key);
    Ok(invoice.issued == row.item.issued && (!by_day || invoice.due == row.item.due))
}
