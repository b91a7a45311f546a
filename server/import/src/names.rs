//! What stands in several columns and is one: the name of a customer, the number of a document with its series.

use super::columns::Columns;
use super::field::Field;
use super::folding::plain;
use super::record::{Kind, trimmed};
use super::records::Record;
use super::words::absent::is_absent;
use std::borrow::Cow;

/// The columns of a person's name, in the order in which it is said.
const PERSON: [Field; 4] = [Field::GivenName, Field::MiddleName, Field::Surname, Field::SecondSurname];

/// The columns that a document's number begins with, in the order in which they are printed.
const SERIES: [Field; 4] = [Field::Letter, Field::Series, Field::Branch, Field::PointOfSale];

/// What a cell of firms has for people who are none.
const NO_FIRM: [&str; 19] = [
    "-",
    "--",
    "n/a",
    "na",
    "none",
    "private",
    "individual",
    "particular",
    "privado",
    "persona fisica",
    "persona natural",
    "sin empresa",
    "pessoa fisica",
    "privat",
    "privatperson",
    "privatkunde",
    "particulier",
    "prive",
    "s/n",
];

impl Columns {
    /// A cell of a field.
    pub(super) fn cell<'r>(&self, field: Field, record: &'r Record) -> &'r str {
        let Some(at) = self.place(field, record) else { return "" };
        let cell = record.get(at).map_or("", trimmed);
        if is_absent(cell, field) { "" } else { cell }
    }

    /// The cell of a field as it stands, with the words that say that there is nothing.
    pub(super) fn written<'r>(&self, field: Field, record: &'r Record) -> &'r str {
        self.place(field, record).and_then(|at| record.get(at)).map_or("", str::trim)
    }

    /// What the cell of a field holds.
    pub(super) fn kind(&self, field: Field, record: &Record) -> Kind {
        self.place(field, record).map_or(Kind::Text, |at| record.kind(at))
    }

    /// The customer's name: of a firm the registered one, else the person's, else the one that it trades under. What is a
    /// project of the customer is no part of it.
    pub(super) fn customer_name<'r>(&self, record: &'r Record) -> Cow<'r, str> {
        let whole = self.cell(Field::CustomerName, record);
        let whole = if self.name_and_job { customer_and_job(whole).0 } else { whole };
        let person = self.person(record);
        match (whole.is_empty() || self.is_no_firm(whole, &person), person.is_empty()) {
            (false, _) => self.with_second_line(whole, record),
            (true, false) => person,
            (true, true) if whole.is_empty() => Cow::Borrowed(self.cell(Field::TradeName, record)),
            (true, true) => Cow::Borrowed(whole),
        }
    }

    /// The project behind the customer's name.
    pub(super) fn job<'r>(&self, record: &'r Record) -> Option<&'r str> {
        if self.name_and_job { customer_and_job(self.cell(Field::CustomerName, record)).1 } else { None }
    }

    /// The series of a document, from all its columns; empty where it has none.
    pub(super) fn series<'r>(&self, record: &'r Record) -> Cow<'r, str> {
        joined(SERIES.map(|field| self.cell(field, record)), "-")
    }

    /// The same, where the branch is none of it.
    pub(super) fn series_without_branch<'r>(&self, record: &'r Record) -> Cow<'r, str> {
        joined(SERIES.map(|field| if field == Field::Branch { "" } else { self.cell(field, record) }), "-")
    }

    /// Does any column say who the customer of a row is?
    pub(super) fn names_customer(&self, record: &Record) -> bool {
        Field::CUSTOMER.into_iter().any(|field| !self.cell(field, record).is_empty())
    }

    fn person<'r>(&self, record: &'r Record) -> Cow<'r, str> {
        if !self.has(Field::GivenName) && !self.has(Field::Surname) {
            return Cow::Borrowed("");
        }
        joined(PERSON.map(|field| self.cell(field, record)), " ")
    }

    /// `Particular` in the column of firms, beside a person's name.
    fn is_no_firm(&self, whole: &str, person: &str) -> bool {
        !person.is_empty() && NO_FIRM.contains(&plain(whole).trim_end_matches('.'))
    }

    /// `Name 1` and `Name 2` are two lines of one name.
    fn with_second_line<'r>(&self, whole: &'r str, record: &'r Record) -> Cow<'r, str> {
        let second = self.cell(Field::SecondSurname, record);
        let apart = self.has(Field::GivenName) || self.has(Field::Surname);
        if apart || second.is_empty() || whole.ends_with(second) {
            return Cow::Borrowed(whole);
        }
        joined([whole, second], " ")
    }
}

/// Texts in one, without those that are empty.
fn joined<'r, const N: usize>(parts: [&'r str; N], by: &str) -> Cow<'r, str> {
    let mut filled = parts.into_iter().filter(|part| !part.is_empty());
    match (filled.next(), filled.next()) {
        (None, _) => Cow::Borrowed(""),
        (Some(only), None) => Cow::Borrowed(only),
        (Some(first), Some(second)) => {
            let mut all = [first, by, second].concat();
            for more in filled {
                all.push_str(by);
                all.push_str(more);
            }
            Cow::Owned(all)
        }
    }
}

/// `Acme Corp:Kitchen`: the customer and its project.
fn customer_and_job(cell: &str) -> (&str, Option<&str>) {
    match cell.split_once(':').map(|(customer, job)| (customer.trim(), job.trim())) {
        Some((customer, job)) if !job.is_empty() && customer.chars().any(char::is_alphabetic) => (customer, Some(job)),
        _ => (cell, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    fn name(headings: &[&str], cells: &[&str]) -> String {
        let columns = Columns::read(headings.iter().copied(), &[]);
        let mut record = Record::default();
        for cell in cells {
            record.push(Kind::Text, cell, "");
        }
        columns.customer_name(&record).into_owned()
    }

    #[test]
    fn names_in_several_columns() {
        for (headings, cells, whole) in [
            (["Nombre", "Apellidos", "Folio"], ["Ana", "Ruiz Paz", "1"], "Ana Ruiz Paz"),
            (["Apellido paterno", "Apellido materno", "Nombre(s)"], ["Ruiz", "Paz", "Ana"], "Ana Ruiz Paz"),
            (["First Name", "Last Name", "Invoice"], ["Ana", "Ruiz", "1"], "Ana Ruiz"),
            (["Vorname", "Nachname", "Rechnung"], ["Ana", "Ruiz", "1"], "Ana Ruiz"),
            (["Name", "Vorname", "Rechnung"], ["Ruiz", "Ana", "1"], "Ana Ruiz"),
            (["Prénom", "Nom", "Facture"], ["Ana", "Ruiz", "1"], "Ana Ruiz"),
            (["Nome", "Sobrenome", "Fatura"], ["Ana", "Ruiz", "1"], "Ana Ruiz"),
            (["Primer nombre", "Segundo nombre", "Primer apellido"], ["Ana", "Eva", "Ruiz"], "Ana Eva Ruiz"),
            (["Company", "First Name", "Last Name"], ["Acme", "Ana", "Ruiz"], "Acme"),
            (["Company", "First Name", "Last Name"], ["", "Ana", "Ruiz"], "Ana Ruiz"),
            (["Empresa", "Nombre", "Apellido"], ["Particular", "Ana", "Ruiz"], "Ana Ruiz"),
            (["Nombre cliente", "Apellidos cliente", "Folio"], ["Ana", "Ruiz", "1"], "Ana Ruiz"),
            (["Razón social", "Nombre comercial", "Folio"], ["Ana Ruiz", "Farmacia Sol", "1"], "Ana Ruiz"),
            (["Razão Social", "Nome Fantasia", "NF"], ["", "Loja Sol", "1"], "Loja Sol"),
            (["Name 1", "Name 2", "Belegnummer"], ["Edeka Markt", "Schmidt", "1"], "Edeka Markt Schmidt"),
            (["Customer:Job", "Num", "Open Balance"], ["Acme:Kitchen", "1", "5"], "Acme"),
            (["Customer", "Num", "Open Balance"], ["Acme:Kitchen:Floor", "1", "5"], "Acme"),
            (["Cliente", "Folio", "Saldo"], ["Hotel: El Sol", "1", "5"], "Hotel: El Sol"),
            (["Nombre y apellidos", "Factura", "Importe"], ["Ana Ruiz", "1", "5"], "Ana Ruiz"),
        ] {
            assert_eq!(name(&headings, &cells), whole, "{headings:?}");
        }
    }

    #[test]
    fn series_in_several_columns() {
        for (headings, cells, series) in [
            (["Letra", "Pto. Vta.", "Número"], ["A", "0001", "123"], "A-0001"),
            (["Establecimiento", "Pto. Emisión", "Secuencial"], ["001", "002", "123"], "001-002"),
            (["Serie", "Folio", "Total"], ["F001", "123", "5"], "F001"),
            (["Letra", "Sucursal", "Número"], ["B", "12", "7"], "B-12"),
            (["Serie", "Sucursal", "Folio"], ["F", "02", "7"], "F"),
            (["Sucursal", "Punto de venta", "Número"], ["02", "0004", "7"], "0004"),
        ] {
            let columns = Columns::read(headings.iter().copied(), &[]);
            let mut record = Record::default();
            for cell in cells {
                record.push(Kind::Text, cell, "");
            }
            assert_eq!(columns.series(&record), series, "{headings:?}");
        }
    }
}
