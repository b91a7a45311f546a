//! Lists that name a customer on the first of its rows only.
//!
//! A row without a customer belongs to the one above where the list is grouped: sums part the groups. Without sums it may as
//! well be a row whose customer was forgotten, and is asked about; where customers come again in further rows, it was.

use crate::answer::Unnamed;
use crate::columns::Columns;
use crate::field::Field;
use crate::hashing;
use crate::records::Record;
use std::collections::HashSet;

/// What the rows say of it.
#[derive(Debug, Default)]
pub(super) struct Groups {
    names: HashSet<u64>,
    last_number: u64,
    /// The line of the first row that names nobody.
    unnamed: Option<u64>,
    /// Customers come again, or the first row has none.
    apart: bool,
    /// A customer follows on another without a sum between them.
    without_sum: bool,
    sum_since: bool,
}

impl Groups {
    /// Notes a document.
    pub(super) fn item(&mut self, record: &Record, columns: &Columns) {
        let number = hashing::number(columns.cell(Field::InvoiceNumber, record));
        let same_document = std::mem::replace(&mut self.last_number, number) == number;
        if self.apart {
            return;
        }
        if columns.names_customer(record) {
            let key = hashing::name(&columns.customer_name(record))
                ^ hashing::number(columns.cell(Field::CustomerId, record)).rotate_left(1);
            self.without_sum |= !self.names.is_empty() && !self.sum_since;
            self.apart |= !self.names.insert(key);
            self.sum_since = false;
            if self.apart {
                self.names = HashSet::new();
            }
        } else if !same_document {
            self.apart |= self.names.is_empty();
            self.unnamed.get_or_insert(record.line);
        }
    }

    /// Notes a sum.
    pub(super) fn sum(&mut self) {
        self.sum_since = true;
    }

    /// Whose the rows are that name nobody, or the line of the first where that is to be asked.
    pub(super) fn settle(&self, said: Option<Unnamed>) -> Result<Unnamed, u64> {
        match (self.unnamed.filter(|_| !self.apart), said) {
            (None, _) => Ok(Unnamed::Nobody),
            (Some(_), Some(said)) => Ok(said),
            (Some(_), None) if self.names.len() > 1 && !self.without_sum => Ok(Unnamed::Above),
            (Some(line), None) => Err(line),
        }
    }
}
