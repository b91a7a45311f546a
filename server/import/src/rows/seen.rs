//! Knowing a document again: its number as a key, what it says as a fingerprint.

use crate::hashing;
use crate::item::{Customer, EarlyDiscount, Item, Status};
use chrono::Datelike;
use domain::invoice::Line;
use domain::money::Money;
use domain::tax_id::TaxId;
use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};
use std::hash::{Hash, Hasher};

/// Two hashes that have nothing to do with each other.
const FIRST: RapidSecrets = RapidSecrets::seed_cpp(1);
const SECOND: RapidSecrets = RapidSecrets::seed_cpp(2);

/// What tells documents apart, as 96 bits: with a million of them the odds that two different ones meet are one in 10^17.
/// A file of a million rows has a million of these in memory, so each byte is a megabyte or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key([u32; 3]);

impl Key {
    fn of(text: &[u8]) -> Self {
        let [a, b, c, d, e, f, g, h] = rapidhash_v3_seeded(text, &FIRST).to_le_bytes();
        let third = hashing::short(rapidhash_v3_seeded(text, &SECOND));
        Self([u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]), third])
    }
}

/// What an item says, hashed: whether a second one under the same key says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Print(u32);

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // A part of it is as good a hash as all.
        let [one, two, _] = self.0;
        state.write_u64(u64::from(one) << 32 | u64::from(two));
    }
}

/// Number, series, kind's word, part and perhaps customer of an item, trimmed and in lower case.
pub(super) fn key(number: &str, item: &Item, kind_word: &str, per_customer: bool, scratch: &mut Vec<u8>) -> Key {
    scratch.clear();
    put_lower(number, scratch);
    if let Some(series) = &item.series {
        scratch.push(0xFE);
        put_lower(series, scratch);
    }
    if !kind_word.is_empty() {
        scratch.push(0xFD);
        put_lower(kind_word, scratch);
    }
    if let Some(part) = item.part {
        scratch.push(0xFC);
        scratch.extend_from_slice(&part.n.to_le_bytes());
    }
    if per_customer {
        scratch.push(0xFB);
        put_lower(&item.customer.reference(), scratch);
    }
    Key::of(scratch)
}

/// `00123` as a spreadsheet leaves it that takes it for a number.
pub(super) fn without_zeros(number: &str) -> Option<&str> {
    let bare = number.trim_start_matches('0');
    let lost = bare.len() < number.len() && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    lost.then_some(bare)
}

fn put_lower(text: &str, into: &mut Vec<u8>) {
    if text.is_ascii() {
        into.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
    } else {
        into.extend_from_slice(text.to_lowercase().as_bytes());
    }
}

/// The number alone, for rows that are lines of one document.
pub(super) fn number_key(number: &str, scratch: &mut Vec<u8>) -> Key {
    scratch.clear();
    put_lower(number, scratch);
    Key::of(scratch)
}

/// What an item says, but for its number's case and where it stands.
pub(super) fn fingerprint(item: &Item, scratch: &mut Vec<u8>) -> Print {
    let Item {
        line: _,
        document,
        // What names the item is what rows are compared under.
        series: _,
        number: _,
        part: _,
        customer,
        issued,
        due,
        settled,
        status,
        currency,
        total,
        paid,
        open,
        terms,
        discounts,
        description,
        notes,
        lines,
        reference,
        // An electronic document is a file by itself, never a row beside others.
        electronic: _,
    } = item;
    scratch.clear();
    scratch.extend_from_slice(document.as_str().as_bytes());
    for day in [Some(*issued), Some(*due), *settled] {
        scratch.extend_from_slice(&day.map_or(i32::MIN, |day| day.num_days_from_ce()).to_le_bytes());
    }
    scratch.extend_from_slice(currency.code().as_bytes());
    for amount in [total, paid, open] {
        scratch.extend_from_slice(&amount.map_or(i64::MIN, Money::minor).to_le_bytes());
    }
    put_customer(customer, scratch);
    for text in [terms, description, notes, reference] {
        put(text.as_deref(), scratch);
    }
    put(status.map(Status::as_str), scratch);
    for EarlyDiscount { percent, until } in discounts {
        scratch.extend_from_slice(&percent.serialize());
        scratch.extend_from_slice(&until.num_days_from_ce().to_le_bytes());
    }
    for Line { description, quantity, net, tax_percent, tax } in lines {
        put(Some(description), scratch);
        scratch.extend_from_slice(&quantity.serialize());
        scratch.extend_from_slice(&tax_percent.map_or([0xFF; 16], |rate| rate.serialize()));
        scratch.extend_from_slice(&net.minor().to_le_bytes());
        scratch.extend_from_slice(&tax.minor().to_le_bytes());
    }
    Print(hashing::short(rapidhash_v3_seeded(scratch, &FIRST)))
}

fn put_customer(customer: &Customer, into: &mut Vec<u8>) {
    let Customer { known_by: _, number, tax_id, name, emails, phones, postcode, address, locale } = customer;
    let tax_id = tax_id.as_ref().map(|TaxId { written, .. }| written.as_str());
    for text in [number, name, postcode, address, locale] {
        put(text.as_deref(), into);
    }
    put(tax_id, into);
    for text in emails.iter().map(|email| &email.address).chain(phones) {
        put(Some(text), into);
    }
}

/// A text and where it ends, so that `ab` and `c` are not `a` and `bc`.
fn put(text: Option<&str>, into: &mut Vec<u8>) {
    into.extend_from_slice(text.unwrap_or("").as_bytes());
    into.push(if text.is_some() { 0xFF } else { 0xFE });
}
