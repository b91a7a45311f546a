//! What tells two customers of one name apart.

use crate::columns::Columns;
use crate::field::Field;
use crate::hashing;
use crate::mail;
use crate::records::Record;
use domain::books::{phone_key, postcode_key};
use domain::tax_id::TaxId;

/// What was seen of one name, each as a hash; 0 is nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    /// A tax number that holds.
    sound_tax: u32,
    /// Any that does not stand for anybody, and without its last digit: many are written without the check digit.
    tax: [u32; 2],
    mails: [u32; 2],
    phones: [u32; 2],
    postcode: u32,
    address: u32,
}

impl Facts {
    /// Of a row.
    pub(super) fn of(record: &Record, columns: &Columns, tax_id: Option<&TaxId>) -> Self {
        let cell = |field| columns.cell(field, record);
        let short = |text: &str| hashing::short(hashing::number(text));
        let own = tax_id.filter(|id| !id.generic);
        let sound = own.filter(|id| id.sound);
        let shorter = |id: &TaxId| {
            let mut number = id.canonical.clone();
            number.pop();
            number
        };
        let mut phones = cell(Field::CustomerPhone).split([';', ',', '/', '|']).map(phone_key);
        Self {
            sound_tax: sound.map_or(0, |id| short(&id.canonical)),
            tax: own.map_or([0; 2], |id| [short(&id.canonical), short(&shorter(id))]),
            mails: mail::hashes(cell(Field::CustomerEmail)).map(hashing::short),
            phones: [short(&phones.next().unwrap_or_default()), short(&phones.next().unwrap_or_default())],
            postcode: short(&postcode_key(cell(Field::CustomerPostcode))),
            address: hashing::short(hashing::name(cell(Field::CustomerAddress))),
        }
    }

    /// Do they say that it is somebody else? The surest that both have decides.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let one = |mine: u32, theirs: u32| (mine != 0 && theirs != 0).then_some(mine == theirs);
        one(self.sound_tax, other.sound_tax)
            .or_else(|| self.same_tax(other))
            .or_else(|| any(self.mails, other.mails))
            .or_else(|| any(self.phones, other.phones))
            .or_else(|| one(self.postcode, other.postcode))
            .or_else(|| one(self.address, other.address))
            == Some(false)
    }

    fn same_tax(&self, other: &Self) -> Option<bool> {
        let ([mine, shorter], [theirs, their_shorter]) = (self.tax, other.tax);
        (mine != 0 && theirs != 0).then_some(mine == theirs || mine == their_shorter || shorter == theirs)
    }

    /// Learns what was not known yet.
    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.sound_tax, other.sound_tax),
            (&mut self.postcode, other.postcode),
            (&mut self.address, other.address),
        ] {
            if *mine == 0 {
                *mine = theirs;
            }
        }
        if self.tax == [0; 2] {
            self.tax = other.tax;
        }
        learn(&mut self.mails, other.mails);
        learn(&mut self.phones, other.phones);
    }
}

/// Have they one of two in common? Nothing where one of them has none.
pub(super) fn any(mine: [u32; 2], theirs: [u32; 2]) -> Option<bool> {
    let is_known = |all: [u32; 2]| all.into_iter().any(|one| one != 0);
    (is_known(mine) && is_known(theirs)).then(|| mine.into_iter().any(|one| one != 0 && theirs.contains(&one)))
}

/// Adds those that are not known yet, as far as there is room.
pub(super) fn learn(mine: &mut [u32; 2], theirs: [u32; 2]) {
    for one in theirs {
        if one != 0
            && !mine.contains(&one)
            && let Some(place) = mine.iter_mut().find(|place| **place == 0)
        {
            *place = one;
        }
    }
}
