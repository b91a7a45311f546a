//! Columns beside a number that may belong to it: a branch called by its name, a year of account. Each of them counts anew.

use crate::columns::Columns;
use crate::field::Field;
use crate::folding::fold;
use crate::hashing::{self, HashedMap};
use crate::record::Record;

/// Headings of what documents are counted by.
const HEADINGS: &str = "sucursal, sede, tienda, local, almacen, establecimiento, delegacion, centro, caja, ejercicio, \
    ejercicio fiscal, ano, ano fiscal, anio, gestion, periodo fiscal, branch, branch name, store, shop, location, site, office, \
    company code, fiscal year, financial year, year, filial, loja, unidade, estabelecimento, exercicio, ano fiscal, filiale, \
    niederlassung, standort, geschaftsjahr, wirtschaftsjahr, jahr, buchungskreis, agence, magasin, etablissement, exercice, annee";

/// What was seen of such a column.
#[derive(Debug, Default)]
pub(super) struct Counter {
    at: Option<usize>,
    seen: HashedMap<u64, u32>,
    /// A number that comes once more, with other contents and another cell of the column, and the line of the second.
    pub(super) repeats: Option<(String, u64)>,
}

impl Counter {
    /// The first such column that is not read as part of the number already.
    pub(super) fn of(columns: &Columns) -> Self {
        let told = columns.is_wished(Field::Branch) || columns.has(Field::PointOfSale) && columns.has(Field::Branch);
        let is = |at: &usize| {
            let heading = columns.headings.get(*at).map(|heading| fold(heading)).unwrap_or_default();
            let free = matches!(columns.field_at(*at), None | Some(Field::Branch));
            free && HEADINGS.split(", ").any(|known| known.trim() == heading)
        };
        let at = (0..columns.headings.len()).find(is).filter(|_| !told);
        Self { at, ..Self::default() }
    }

    /// Its heading.
    pub(super) fn heading<'c>(&self, columns: &'c Columns) -> Option<&'c str> {
        self.at.and_then(|at| columns.headings.get(at)).map(String::as_str)
    }

    /// Is it the column of branches, which here has a name instead of a code, so that it is no part of the series?
    pub(super) fn is_named_branch(&self, record: &Record, columns: &Columns) -> bool {
        let at = self.at.filter(|at| columns.at(Field::Branch) == Some(*at));
        at.and_then(|at| record.get(at)).map(str::trim).is_some_and(|cell| cell.bytes().any(|b| !b.is_ascii_digit()))
    }

    /// Notes the cell beside a number; says whether it is another one than that number had before.
    pub(super) fn differs(&mut self, key: u64, record: &Record) -> bool {
        let Some(cell) = self.at.and_then(|at| record.get(at)) else { return false };
        let now = hashing::short(hashing::number(cell));
        let before = self.seen.insert(key, now);
        before.is_some_and(|before| before != now)
    }
}
