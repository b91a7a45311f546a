//! Why a complete list may not name everything that is open: absence from it then says nothing.

use ::import::{Code, Finding};
use domain::books::{bare_number, without_zeros};
use std::collections::HashSet;

/// What stands against closing what a list leaves out.
#[derive(Debug, Clone, Default)]
pub(super) struct Doubts {
    /// Rows that were refused, in reading or by the books.
    pub refused: u64,
    /// The file ends in the middle, or has fewer rows than it says.
    pub cut: bool,
    /// The numbers of documents that are in the list, though their rows were refused or left out.
    beside: HashSet<String>,
}

impl Doubts {
    /// Where so many rows were refused before.
    pub(super) fn after(refused: u64) -> Self {
        Self { refused, ..Self::default() }
    }

    /// May the list be less than the whole?
    pub(super) const fn any(&self) -> bool {
        self.refused > 0 || self.cut
    }

    /// Takes what a part of the file has shown.
    pub(super) fn of_part<'n>(
        &mut self,
        rejected: &[Finding],
        warned: &[Finding],
        beside: impl Iterator<Item = &'n str>,
    ) {
        self.refused = self.refused.saturating_add(u64::try_from(rejected.len()).unwrap_or(u64::MAX));
        self.cut |= warned.iter().any(|finding| matches!(finding.code, Code::LooksCut | Code::TotalsMismatch));
        self.beside.extend(beside.map(|number| without_zeros(number).into_owned()));
    }

    /// A document that is in the list, by its number as the books compare it.
    pub(super) fn name(&mut self, number: String) {
        self.beside.insert(without_zeros(&number).into_owned());
    }

    /// Does a row that was not taken name the document of this key?
    pub(super) fn names(&self, key: &str) -> bool {
        self.beside.contains(&*without_zeros(bare_number(key)))
    }
}
