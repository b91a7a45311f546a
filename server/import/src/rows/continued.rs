//! Rows that go on with the document above: nothing in them names a document of their own.

use crate::columns::Columns;
use crate::field::Field;
use crate::record::Record;

/// What names a document, or says something of the whole of it.
const OWN: [Field; 11] = [
    Field::InvoiceNumber,
    Field::Series,
    Field::Kind,
    Field::Status,
    Field::PaymentStatus,
    Field::Void,
    Field::IssueDate,
    Field::DueDate,
    Field::SettledDate,
    Field::Terms,
    Field::Reference,
];

/// Does a row say what something is for, and nothing of a document?
pub(super) fn goes_on(record: &Record, columns: &Columns) -> bool {
    let empty = |field: &Field| columns.cell(*field, record).is_empty();
    OWN.iter().all(empty)
        && !columns.names_customer(record)
        && record.cells().any(|cell| cell.chars().any(char::is_alphabetic))
}
