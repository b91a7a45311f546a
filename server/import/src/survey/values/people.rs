//! Columns by which customers are told apart: tax numbers by their check digits, and numbers that stand beside one name each.

use super::{Found, Headed};
use crate::columns::Columns;
use crate::dates;
use crate::field::Field;
use crate::folding::plain;
use crate::hashing::{self, HashedMap};
use crate::options::Options;
use crate::question::Question;
use domain::tax_id::{Offices, TaxId};
use std::collections::hash_map::Entry;

/// So many different values are kept.
const MOST: usize = 500;

/// A value, and the name beside it.
#[derive(Debug, Clone)]
struct Value {
    text: String,
    name: u32,
    rows: u32,
    /// It stands beside another name too.
    shared: bool,
}

/// What stands in a column, beside whom.
#[derive(Debug, Default)]
pub(super) struct People {
    values: HashedMap<u64, Value>,
    /// The first value of each name, and whether the name has several.
    names: HashedMap<u64, (u64, bool, u32)>,
    /// There are more than are kept, or they are no numbers.
    many: bool,
    rows: u64,
    /// Rows whose document number begins with the cell.
    beginning: u64,
}

impl People {
    pub(super) fn add(&mut self, cell: &str, name: u32, letters: Option<&str>) {
        if cell.is_empty() {
            return;
        }
        self.rows += 1;
        let alike = |letters: &str| {
            plain(letters)
                .chars()
                .filter(|c| c.is_alphanumeric())
                .eq(plain(cell).chars().filter(|c| c.is_alphanumeric()))
        };
        self.beginning += u64::from(letters.is_some_and(alike));
        if self.many || cell.len() > 40 || self.values.len() > MOST {
            self.many = true;
            return;
        }
        let value = hashing::number(cell);
        match self.values.entry(value) {
            Entry::Vacant(place) => {
                place.insert(Value { text: cell.to_owned(), name, rows: 1, shared: false });
            }
            Entry::Occupied(known) => {
                let known = known.into_mut();
                known.rows += 1;
                known.shared |= known.name != name;
            }
        }
        if name != 0 {
            let known = self.names.entry(u64::from(name)).or_insert((value, false, 0));
            known.1 |= known.0 != value;
            known.2 += 1;
        }
    }

    /// Does a customer of several rows have several of them?
    pub(super) fn varies_within(&self) -> bool {
        self.names.values().any(|(_, several, _)| *several)
    }

    /// Has each customer of several rows one of them in all?
    pub(super) fn is_of_each(&self) -> bool {
        self.names.values().any(|(_, _, rows)| *rows > 1) && !self.varies_within()
    }

    /// Do the numbers of documents begin with them?
    pub(super) const fn begins_numbers(&self) -> bool {
        self.beginning > 0 && self.beginning * 2 >= self.rows
    }

    /// The values that could be numbers of somebody, without those that stand for nobody.
    fn numbers(&self, offices: Offices) -> impl Iterator<Item = TaxId> {
        let read = move |value: &Value| TaxId::read(&value.text, offices);
        self.values.values().filter_map(read).filter(|id| !id.generic)
    }

    fn sound(&self, offices: Offices) -> usize {
        self.numbers(offices).filter(|id| id.sound).count()
    }
}

/// What tax numbers are called, in headings that say more than that.
const TAX: [&str; 44] = [
    "ruc",
    "cedula",
    "ced",
    "dni",
    "cuit",
    "cuil",
    "ci",
    "rfc",
    "vat",
    "nif",
    "nie",
    "cif",
    "nit",
    "rut",
    "run",
    "cnpj",
    "cpf",
    "rnc",
    "rif",
    "uid",
    "gstin",
    "abn",
    "siret",
    "siren",
    "ein",
    "tin",
    "ustid",
    "ustidnr",
    "steuernr",
    "steuernummer",
    "pan",
    "rtn",
    "curp",
    "identidad",
    "identificacion",
    "identity",
    "identification",
    "ssn",
    "nip",
    "bvat",
    "tributario",
    "contribuinte",
    "contribuyente",
    "fiscal",
];

/// Whose number it is not: the firm's, or a clerk's.
const OTHERS: [&str; 20] = [
    "emisor",
    "emissor",
    "emitente",
    "issuer",
    "seller",
    "vendedor",
    "supplier",
    "proveedor",
    "empresa",
    "company",
    "firma",
    "own",
    "propio",
    "folio",
    "uuid",
    "cfdi",
    "transportista",
    "carrier",
    "contador",
    "agente",
];

/// Words in headings of numbers that are another in every order, posting or paper.
const PAPERS: [&str; 58] = [
    "order",
    "po",
    "pedido",
    "oc",
    "orden",
    "auftrag",
    "bestellung",
    "bestell",
    "commande",
    "project",
    "proyecto",
    "obra",
    "projekt",
    "folio",
    "uuid",
    "ref",
    "reference",
    "referencia",
    "asiento",
    "entry",
    "poliza",
    "lote",
    "batch",
    "invoice",
    "factura",
    "rechnung",
    "facture",
    "fatura",
    "nota",
    "documento",
    "document",
    "remision",
    "guia",
    "albaran",
    "lieferschein",
    "delivery",
    "cheque",
    "check",
    "banco",
    "bank",
    "cuenta",
    "account",
    "konto",
    "transaction",
    "transaccion",
    "id",
    "mov",
    "movimiento",
    "serie",
    "autorizacion",
    "authorization",
    "tracking",
    "telefono",
    "phone",
    "cai",
    "cae",
    "timbre",
    "periodo",
];

/// A column that tells customers apart, where no other does.
pub(super) fn find(all: &[Headed<'_>], columns: &Columns, options: &Options, found: &mut Found) {
    let has = |field| columns.has(field) || columns.is_wished(field) || options.default_for(field).is_some();
    if has(Field::CustomerId) {
        return;
    }
    let taken = |column: &&Headed<'_>, found: &Found| found.fields.iter().any(|(_, at)| *at == column.watched.at);
    if !has(Field::CustomerTaxId) {
        let best = all
            .iter()
            .filter(|column| !taken(column, found) && !column.has_word(&OTHERS))
            .filter_map(|column| Some((tax_numbers(column, options)?, column)))
            .max_by_key(|(sure, _)| *sure);
        if let Some((_, column)) = best {
            return found.fields.push((Field::CustomerTaxId, column.watched.at));
        }
    }
    let facts = [
        Field::CustomerTaxId,
        Field::CustomerEmail,
        Field::CustomerPhone,
        Field::CustomerPostcode,
        Field::CustomerAddress,
    ];
    if facts.into_iter().any(|field| columns.has(field)) {
        return;
    }
    let question = all.iter().filter(|column| !taken(column, found)).find_map(|column| tells_apart(column));
    found.questions.extend(question);
}

/// How many tax numbers a column has, where its cells are such: by the country of the books or the heading, or by the check
/// digits of any one office where there are enough of them not to hold by chance.
fn tax_numbers(column: &Headed<'_>, options: &Options) -> Option<usize> {
    let people = &column.watched.people;
    if people.many || people.values.is_empty() {
        return None;
    }
    let named = names_tax(column.heading);
    let looks = |text: &str| {
        text.bytes().filter(u8::is_ascii_digit).count() >= 6 && !dates::is_like_a_day(text) && !text.contains(':')
    };
    let numbers = people.values.values().filter(|value| looks(&value.text)).count();
    if numbers * 10 < people.values.len() * 9 {
        return None;
    }
    let ours = Offices::of(&column.folded, options.house());
    let all = people.numbers(ours).count();
    let most = |sound: usize, least: usize| (sound >= least && sound * 10 >= all * 9).then_some(sound);
    if named {
        return Some(people.values.len());
    }
    most(people.sound(ours), 3).or_else(|| {
        let any = || Offices::each().map(|office| people.sound(office)).max().unwrap_or(0);
        (all >= 4).then(any).and_then(|sound| most(sound, 4))
    })
}

/// Does the heading name a tax number: `RUC/Cédula`, `C.I./R.U.C.`, `Tax Reg. No.`?
fn names_tax(heading: &str) -> bool {
    let text = plain(heading).replace('.', "");
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let doc_of = |who: &[&str]| words.iter().any(|word| who.contains(word));
    let of_customer = doc_of(&[
        "cliente",
        "customer",
        "client",
        "kunde",
        "tercero",
        "receptor",
        "comprador",
        "buyer",
        "debtor",
        "deudor",
    ]);
    words.iter().any(|word| TAX.contains(word))
        || words.contains(&"tax")
            && (words.contains(&"reg")
                || words.contains(&"registration")
                || words.contains(&"no")
                || words.contains(&"number"))
        || of_customer && doc_of(&["doc", "documento", "document", "identificador"])
        || matches!(
            words.as_slice(),
            ["nro" | "no" | "num" | "numero", "doc" | "documento"]
                | ["nro" | "no" | "num" | "numero", "de", "doc" | "documento"]
        )
}

/// Numbers that differ between rows of one name, and stand beside one name each: there may be two customers of that name.
fn tells_apart(column: &Headed<'_>) -> Option<Question> {
    let people = &column.watched.people;
    let is_number = |text: &str| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '/' | ' '));
        digits >= 3
            && digits * 2 >= text.len()
            && text.len() <= 20
            && plain
            && !dates::is_like_a_day(text)
            && !text.contains([',', ':'])
    };
    let values = || people.values.values();
    let again = values().filter(|value| value.rows > 1).count();
    let fits = !people.many
        && people.varies_within()
        && values().all(|value| !value.shared && is_number(&value.text))
        && column.watched.sums.is_written_as_number()
        && !column.has_word(&PAPERS);
    // A number that is another in every row counts rows, not people.
    (fits && again * 2 >= people.values.len()).then(|| {
        let words: Vec<&str> = values().map(|value| value.text.as_str()).take(4).collect();
        Question::may_be(Field::CustomerId, column.heading, &words)
    })
}
