//! An item of a list as the books take it, and the invoice that a new one becomes.

use super::counted::ByList;
use super::firm::customer_in_key;
use super::import::Begun;
use super::originals::{Kept, Packing};
use super::people::Host;
use super::statement::{self, describe, digest, terms, untaxed};
use ::import::{Code, Finding, Item};
use domain::allocation::Share;
use domain::books::{Says, first};
use domain::id::{DebtorId, EntryId, InvoiceId};
use domain::invoice::{Invoice, NewInvoice};
use domain::ledger::Entry;
use domain::money::Money;
use std::borrow::Cow;
use store::StoreError;
use store::ledger::FirstEntry;

/// An item of the file.
pub(super) struct Row {
    /// Who owes it.
    pub debtor: DebtorId,
    /// What the file says.
    pub item: Item,
    /// How it is told apart.
    pub key: String,
    pub says: Says,
    pub digest: i64,
    /// The document that it came as.
    pub original: Option<Kept>,
}

impl Row {
    /// None for movements, which are no debts of their own.
    pub(super) fn new(begun: &Begun, debtor: DebtorId, item: Item, packing: &mut Packing) -> Option<Self> {
        let kind = statement::kind(&item)?;
        let says = statement::says(&item, begun.as_of);
        let customer = customer_in_key(begun.numbers, debtor);
        let (key, digest) = (statement::key(&item, kind, customer.as_deref()), digest(&item));
        let original = packing.of(&item);
        Some(Self { debtor, item, key, says, digest, original })
    }

    /// Does it say that something is owed?
    pub(super) fn says_owed(&self) -> bool {
        !self.says.void && self.says.total.is_none_or(|total| total > 0)
    }
}

/// An item that is not in the books yet, with the entries that its invoice begins with.
pub(super) struct New<'r> {
    pub row: &'r Row,
    /// What is said of it: by its row, and of a note by the lists before.
    pub says: Says,
    /// What they have said of a note.
    pub by_list: ByList,
    pub invoice: Invoice,
    pub entries: Vec<FirstEntry>,
}

/// None for what is void, or says nothing of a sum.
pub(super) fn new_invoice<'r>(
    Host { creditor, ids, now }: Host<'_>,
    begun: &Begun,
    (row, by_list): (&'r Row, ByList),
) -> Result<Option<New<'r>>, StoreError> {
    let Row { debtor, item, digest, .. } = row;
    let says = &by_list.says(row.says);
    let Some(begins) = first(says)? else { return Ok(None) };
    let id = InvoiceId::new(ids.uuid(now));
    let [total, outside, given_up] =
        [begins.total, begins.outside, begins.written_off].map(|minor| Money::new(minor, item.currency));
    let (mut entries, mut paid_at) = (Vec::with_capacity(3), None);
    let mut post = |at, entry| entries.push(FirstEntry { id: EntryId::new(ids.uuid(now)), at, entry });
    if !total.is_zero() {
        post(creditor.zone.noon(item.issued), Entry::invoiced(id, total)?);
    }
    if !outside.is_zero() {
        let mut at = begun.at(creditor.zone, says.settled, now);
        if is_of_unknown_day(says, outside) {
            // It came before the list was made, nobody knows when: it is not taken to have been late.
            at = at.min(creditor.zone.noon(item.due));
        }
        paid_at = outside.is_positive().then_some(at);
        post(at, Entry::paid_outside(id, outside)?);
    }
    if !given_up.is_zero() {
        let entry = Entry::written_off(item.currency, &[Share::principal(id, given_up)])?;
        post(begun.at(creditor.zone, says.settled, now), entry);
    }
    let number = item.shown_number();
    let new = NewInvoice {
        creditor: creditor.id,
        debtor: *debtor,
        id,
        number: &number,
        issued: item.issued,
        due: item.due,
        total,
    };
    let invoice = Invoice {
        balance: total.minus(outside)?.minus(given_up)?,
        untaxed: untaxed(item)?,
        terms: terms(item),
        description: describe(item),
        digest: *digest,
        paid_at,
        ..Invoice::new(new)
    };
    Ok(Some(New { row, says: *says, by_list, invoice, entries }))
}

/// Was so much of a new item paid before, and does its list not say when?
pub(super) fn is_of_unknown_day(says: &Says, outside: Money) -> bool {
    says.settled.is_none() && outside.is_positive()
}

pub(super) fn refusal(item: &Item, code: Code, field: &'static str, message: impl Into<Cow<'static, str>>) -> Finding {
    Finding { line: item.line, code, field: Some(field.into()), message: message.into() }
}
