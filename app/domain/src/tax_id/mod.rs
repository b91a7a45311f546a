//! Tax numbers: which of them identify somebody.
//!
//! A number identifies when its check digit holds and it is not one of those that offices prescribe for buyers without a
//! number (general public, foreigners, final consumer). A number of a country without check digits, or one that was written
//! without its check digit, is not sound: it can be shown, and asked for as a proof, but two rows are not one customer by it.
//!
//! Each country has a file, which names where its rule is published.

mod argentina;
mod australia;
mod austria;
mod belgium;
mod brazil;
mod chile;
mod colombia;
mod denmark;
mod digits;
mod dominican_republic;
mod ecuador;
mod france;
mod germany;
mod guatemala;
mod india;
mod italy;
mod mexico;
mod netherlands;
mod paraguay;
mod peru;
mod poland;
mod portugal;
mod spain;
mod sweden;
mod switzerland;
mod united_kingdom;
mod uruguay;
mod venezuela;

#[cfg(test)]
mod tests;

use super::money::Currency;
use std::fmt;

/// No tax number is longer, in characters as written.
const LONGEST: usize = 40;

/// A tax number as a list or a document has it. Personal data: a log shows whether it is sound, never the number.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TaxId {
    /// As written, trimmed.
    pub written: String,
    /// As numbers are compared: capitals, without what only groups, with a country's letters where they belong to it.
    pub canonical: String,
    /// Does its check digit hold?
    pub sound: bool,
    /// Is it one that stands for anybody?
    pub generic: bool,
}

impl fmt::Debug for TaxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaxId").field("sound", &self.sound).field("generic", &self.generic).finish_non_exhaustive()
    }
}

/// How the numbers of one office are checked.
struct Scheme {
    /// The country's letters of ISO 3166.
    country: &'static str,
    /// What the number is called there.
    names: &'static [&'static str],
    /// The canonical form of a number whose check digit holds. The text has capitals and digits only.
    sound: fn(&str) -> Option<String>,
    /// Numbers that stand for anybody, in canonical form.
    generic: &'static [&'static str],
    /// Can a number be told from those of other countries by itself (letters, length)?
    telling: bool,
}

const SCHEMES: [&Scheme; 32] = [
    &mexico::RFC,
    &brazil::CNPJ,
    &brazil::CPF,
    &argentina::CUIT,
    &chile::RUT,
    &colombia::NIT,
    &peru::RUC,
    &ecuador::RUC,
    &ecuador::CEDULA,
    &spain::NIF,
    &portugal::NIF,
    &dominican_republic::RNC,
    &dominican_republic::CEDULA,
    &uruguay::RUT,
    &paraguay::RUC,
    &venezuela::RIF,
    &guatemala::NIT,
    &germany::VAT,
    &france::VAT,
    &france::SIREN,
    &italy::VAT,
    &netherlands::VAT,
    &belgium::VAT,
    &austria::VAT,
    &poland::NIP,
    &sweden::VAT,
    &denmark::VAT,
    &switzerland::UID,
    &united_kingdom::VAT,
    &india::GSTIN,
    &australia::ABN,
    &france::SIRET,
];

/// Which offices' numbers a text may be: by what its column is called, and by the country that the books are kept in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Offices {
    /// A bit for each of [`SCHEMES`]; none: those whose numbers tell themselves.
    bits: u32,
}

impl Offices {
    /// By a heading in lower case without accents (`rfc cliente`, `ust idnr`) and the currency of the creditor's books.
    /// A name that several countries use (RUC, NIT) is narrowed by the currency where one of them has it.
    #[must_use]
    pub fn of(heading: &str, house: Option<Currency>) -> Self {
        let named = Self::those(|scheme| scheme.names.iter().any(|name| heading.split(' ').any(|word| word == *name)));
        let home =
            Self::those(|scheme| house.is_some_and(|currency| countries_of(currency.code()).contains(&scheme.country)));
        match (named.bits, named.bits & home.bits) {
            (0, _) => home,
            (_, 0) => named,
            (_, both) => Self { bits: both },
        }
    }

    /// Each office by itself.
    pub fn each() -> impl Iterator<Item = Self> {
        SCHEMES.iter().zip(0_u32..).map(|(_, i)| Self { bits: 1 << i })
    }

    fn those(wanted: impl Fn(&Scheme) -> bool) -> Self {
        let bits =
            SCHEMES.iter().zip(0_u32..).filter(|(scheme, _)| wanted(scheme)).fold(0, |bits, (_, i)| bits | 1 << i);
        Self { bits }
    }

    /// The named ones first, then all whose numbers tell themselves: by their shape, or by their country's letters in front.
    fn schemes(self, plain: &str) -> impl Iterator<Item = &'static Scheme> {
        let is_named = move |i: u32| self.bits & (1 << i) != 0;
        let named = SCHEMES.iter().zip(0_u32..).filter(move |(_, i)| is_named(*i));
        let telling = SCHEMES
            .iter()
            .zip(0_u32..)
            .filter(move |(scheme, i)| (scheme.telling || plain.starts_with(scheme.country)) && !is_named(*i));
        named.chain(telling).map(|(scheme, _)| *scheme)
    }
}

/// The countries whose firms keep their books in a currency.
const fn countries_of(currency: &str) -> &'static [&'static str] {
    match currency.as_bytes() {
        b"MXN" => &["MX"],
        b"BRL" => &["BR"],
        b"ARS" => &["AR"],
        b"CLP" | b"CLF" => &["CL"],
        b"COP" => &["CO"],
        b"PEN" => &["PE"],
        b"DOP" => &["DO"],
        b"UYU" => &["UY"],
        b"PYG" => &["PY"],
        b"VES" => &["VE"],
        b"GTQ" => &["GT"],
        b"EUR" => &["ES", "PT", "DE", "FR", "IT", "NL", "BE", "AT"],
        b"PLN" => &["PL"],
        b"SEK" => &["SE"],
        b"DKK" => &["DK"],
        b"CHF" => &["CH"],
        b"GBP" => &["GB"],
        b"INR" => &["IN"],
        b"AUD" => &["AU"],
        _ => &[],
    }
}

impl TaxId {
    /// Reads a cell. `None`: it is no number of a tax office, being empty, too long, without a digit, or with a sign in it
    /// that none has.
    #[must_use]
    pub fn read(text: &str, offices: Offices) -> Option<Self> {
        let written = text.trim();
        let plain = plain(written)?;
        let found = offices.schemes(&plain).find_map(|scheme| (scheme.sound)(&plain));
        let canonical = found.as_ref().unwrap_or(&plain);
        let generic = is_generic(canonical) || is_generic(&plain);
        Some(Self { written: written.to_owned(), sound: found.is_some(), generic, canonical: found.unwrap_or(plain) })
    }

    /// Does it tell one customer from all others?
    #[must_use]
    pub const fn identifies(&self) -> bool {
        self.sound && !self.generic
    }
}

/// Capitals and digits of a number; blanks, dots, dashes and strokes only group.
fn plain(text: &str) -> Option<String> {
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' => plain.push(c.to_ascii_uppercase()),
            'A'..='Z' | '0'..='9' | '&' | 'Ñ' => plain.push(c),
            'ñ' => plain.push('Ñ'),
            ' ' | '.' | '-' | '/' | '\u{a0}' | '\u{2010}'..='\u{2013}' => {}
            _ => return None,
        }
    }
    plain.bytes().any(|b| b.is_ascii_digit()).then_some(plain)
}

/// Prescribed for anybody, or what people type where a number must stand: one digit again and again, or counting.
fn is_generic(canonical: &str) -> bool {
    let listed = SCHEMES.iter().any(|scheme| scheme.generic.contains(&canonical));
    let bare = canonical.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let digits = bare.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let counting = bare.len() >= 6 && ("1234567890123456".starts_with(bare) || "0123456789".starts_with(bare));
    listed || is_repeated(digits) || counting || argentina::is_country(canonical)
}

/// One digit again and again, perhaps before its check digits (222.222.222-7, 11.111.111/1111-80), or behind the type of a
/// CUIT too (20-11111111-2).
fn is_repeated(bare: &str) -> bool {
    let equal = |digits: Option<&str>| {
        digits.is_some_and(|digits| digits.chars().next().is_some_and(|first| digits.chars().all(|c| c == first)))
    };
    match bare.len() {
        14 => equal(bare.get(..12)),
        11 => equal(bare.get(..10)) || equal(bare.get(2..10)),
        length @ 7.. => equal(bare.get(..length - 1)),
        _ => equal(Some(bare)),
    }
}
