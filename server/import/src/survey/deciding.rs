//! Columns that decide about money though their headings do not say so: kinds of document in a column of texts or in the
//! numbers, statuses under any heading, marks of yes and no.

use super::amount_of::AmountOf;
use super::lettered::{KindsInNumbers, Numbers};
use super::lexicon::Unread;
use super::values::{self, Ages, Balances, Beside, Carried, Found, Watched};
use crate::columns::{Columns, FlagColumn};
use crate::field::Field;
use crate::folding::fold;
use crate::item::DocumentKind;
use crate::options::Options;
use crate::question::Question;
use crate::record::Record;
use crate::words::flags::Flag;
use crate::words::kinds::{self, KindWord};
use crate::words::yes_or_no;

/// The fields that a column of yes and no may be told as.
const SAID_FLAGS: [Field; 3] = [Field::Paid, Field::Void, Field::Status];

/// Texts that begin in more ways than this are read one by one.
const MOST_READ: usize = 64;

/// What was seen of such columns.
#[derive(Debug, Default)]
pub(super) struct Deciding {
    /// Columns that nothing names, and some whose headings may mislead.
    watched: Vec<Watched>,
    balances: Balances,
    ages: Ages,
    carried: Carried,
    rows: u64,
    texts: Texts,
    numbers: Numbers,
}

/// What a column of texts says of kinds.
#[derive(Debug, Default)]
struct Texts {
    known: u64,
    unknown: u64,
    invoices: u64,
    /// Texts by which less is owed, or nothing.
    lower: u64,
    payments: u64,
    /// Texts with figures in them, which may be those of documents.
    numbered: u64,
    /// What stands before the first digit of texts, and the kind that it names.
    read: Vec<(String, KindWord)>,
}

impl Deciding {
    /// For a file with these columns.
    pub(super) fn of(columns: &Columns) -> Self {
        let ignored = columns.ignored().map(|(at, _)| at);
        let open = columns.at(Field::OpenAmount).filter(|at| flag_at(columns, *at) == Some(Flag::PaidIfNo));
        let said = SAID_FLAGS.into_iter().filter_map(|field| said_flag(columns, field));
        let watched = ignored.chain(open).chain(columns.at(Field::Branch)).chain(said);
        Self {
            watched: watched.map(|at| Watched::of(at, columns)).collect(),
            ages: Ages::of(columns),
            carried: Carried::of(columns),
            ..Self::default()
        }
    }

    /// The columns that are looked at, with what their cells are.
    pub(super) fn watched(&self) -> impl Iterator<Item = (usize, &Unread)> {
        self.watched.iter().map(|watched| (watched.at, &watched.unread))
    }

    /// What such columns are by their cells.
    pub(super) fn found(&self, columns: &Columns, options: &Options) -> Found {
        values::settle(&self.watched, (&self.balances, &self.ages, &self.carried), columns, options)
    }

    /// Notes a row that is a debt.
    pub(super) fn add(&mut self, record: &Record, columns: &Columns, amount: AmountOf) {
        if !self.watched.is_empty() {
            self.rows += 1;
            let sums = self.watched.iter().any(Watched::may_be_sums);
            let beside = Beside::of(record, columns, self.rows, sums);
            self.watched.iter_mut().for_each(|watched| watched.add(record, &beside, amount));
            self.balances.add(record, columns, self.watched.iter().map(|watched| watched.at));
        }
        self.ages.add(record, columns);
        self.carried.add(record, columns);
        if columns.has(Field::Kind) {
            return;
        }
        let cell = |field| columns.at(field).and_then(|at| record.get(at)).map_or("", str::trim);
        self.texts.add(cell(text_field(columns)));
        self.numbers.add(cell(Field::InvoiceNumber), cell(Field::Series), amount);
    }

    /// Are payments among the texts?
    pub(super) const fn has_payments(&self) -> bool {
        self.texts.payments > 0
    }

    /// Gives such columns their meaning, or asks.
    pub(super) fn settle(&self, columns: &mut Columns, options: &Options) -> Vec<Question> {
        self.settle_flags(columns);
        let texts = self.settle_texts(columns, options);
        let marks = self.about_marks(columns, options);
        let words = self.about_words(columns);
        let names = self.about_names(columns, options);
        texts.into_iter().chain(words).chain(marks).chain(names).collect()
    }

    /// Marks of yes and no under headings that say what they mark.
    fn settle_flags(&self, columns: &mut Columns) {
        for (at, unread) in self.watched() {
            let Some(flag) = flag_at(columns, at) else { continue };
            let texts = || unread.words().texts();
            let only_yes = || flag.turns_on_no() && texts().all(|cell| yes_or_no(cell) == Some(true));
            // It was said, or is remembered, that the column tells this: which way yes points, its heading says as before.
            if said_flag(columns, flag.field()) == Some(at) {
                if flag.is_among(texts()) {
                    columns.drop_column(flag.field());
                    columns.flags.push(FlagColumn { at, flag, blank_is_no: only_yes() });
                }
                continue;
            }
            let amounts = texts().all(|cell| cell.bytes().all(|b| b.is_ascii_digit()));
            let is_open = columns.at(Field::OpenAmount) == Some(at);
            if !unread.is_few() || texts().next().is_none() || !flag.fits(texts()) || is_open && amounts {
                continue;
            }
            if is_open {
                columns.drop_column(Field::OpenAmount);
            }
            columns.flags.push(FlagColumn { at, flag, blank_is_no: only_yes() });
        }
    }

    /// A column of texts (`Concepto`, `Buchungstext`, `Libellé`) is one of kinds where all its texts begin with the name of
    /// one, and both invoices and what lowers them are among them. Where the numbers say what each document is, they are
    /// texts; bare words under a heading of descriptions are asked about.
    fn settle_texts(&self, columns: &mut Columns, options: &Options) -> Option<Question> {
        let Texts { known, unknown, invoices, lower, numbered, .. } = self.texts;
        let said =
            columns.has(Field::Kind) || columns.is_wished(Field::Kind) || options.default_for(Field::Kind).is_some();
        if said || unknown > 0 || known == 0 || invoices == 0 || lower == 0 || self.numbers.say_kinds() {
            return None;
        }
        let at = columns.at(text_field(columns))?;
        let heading = columns.headings.get(at)?;
        if numbered == 0 && fold(heading).starts_with("descri") {
            let words: Vec<&str> = self.texts.read.iter().map(|(text, _)| text.as_str()).collect();
            return Some(Question::may_be(Field::Kind, heading, &words));
        }
        columns.set(Field::Kind, at);
        None
    }

    /// Columns whose headings say nothing but whose cells may be words for statuses are asked about: what decides about money
    /// is never passed over, and what may be said of something else never taken for it.
    fn about_words(&self, columns: &Columns) -> Vec<Question> {
        if columns.has(Field::Status) || columns.is_wished(Field::Status) {
            return Vec::new();
        }
        let unread = self.watched().filter(|(at, _)| columns.field_at(*at).is_none()).filter_map(|(at, unread)| {
            let heading = columns.headings.get(at)?;
            let may = unread.may_be_statuses() && !is_of_customers(&fold(heading));
            may.then(|| Question::may_be(Field::Status, heading, &unread.words().texts().collect::<Vec<_>>()))
        });
        unread.collect()
    }

    /// Yes and no under a heading that nobody has listed, but that speaks of what became of the document.
    fn about_marks(&self, columns: &Columns, options: &Options) -> Option<Question> {
        let flagged = |at: usize| columns.flags.iter().any(|column| column.at == at);
        self.watched().filter(|(at, _)| columns.field_at(*at).is_none() && !flagged(*at)).find_map(|(at, unread)| {
            let heading = columns.headings.get(at)?;
            let field = Flag::may_decide(&fold(heading))?;
            let known = columns.has(field) || columns.is_wished(field) || options.default_for(field).is_some();
            let texts: Vec<&str> = unread.words().texts().collect();
            let words = texts.iter().any(|cell| !cell.bytes().all(|b| b.is_ascii_digit()));
            let marks = unread.is_few() && words && texts.iter().all(|cell| yes_or_no(cell).is_some());
            (marks && !known).then(|| Question::may_be(field, heading, &texts))
        })
    }

    /// Beside numbers of customers, a column that nobody has listed may have their names: nobody is called by a number
    /// unasked.
    fn about_names(&self, columns: &Columns, options: &Options) -> Option<Question> {
        let named = [Field::CustomerName, Field::GivenName, Field::Surname, Field::TradeName];
        let said =
            |field: Field| columns.has(field) || columns.is_wished(field) || options.default_for(field).is_some();
        if !columns.has(Field::CustomerId) || named.into_iter().any(said) {
            return None;
        }
        let has_letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        self.watched().filter(|(at, _)| columns.field_at(*at).is_none()).find_map(|(at, unread)| {
            let heading = columns.headings.get(at)?;
            let mut texts = unread.words().texts().peekable();
            let may = may_name_customers(&fold(heading)) && texts.peek().is_some() && texts.all(has_letters);
            may.then(|| {
                Question::may_be(Field::CustomerName, heading, &unread.words().texts().take(4).collect::<Vec<_>>())
            })
        })
    }

    /// What the numbers say of kinds.
    pub(super) fn kinds_in_numbers(&self, columns: &Columns, options: &Options) -> KindsInNumbers {
        self.numbers.kinds(columns, options)
    }
}

impl Texts {
    fn add(&mut self, text: &str) {
        // One text that names no kind is enough to tell.
        if text.is_empty() || self.unknown > 0 {
            return;
        }
        let head = text.find(|c: char| c.is_ascii_digit()).and_then(|end| text.get(..end)).unwrap_or(text);
        let known = self.read.iter().find(|(read, _)| read == head).map(|(_, word)| *word);
        match known.or_else(|| kinds::leading(text)) {
            None => self.unknown += 1,
            Some(word) => {
                if known.is_none() && self.read.len() < MOST_READ {
                    self.read.push((head.to_owned(), word));
                }
                self.known += 1;
                self.numbered += u64::from(text.bytes().any(|b| b.is_ascii_digit()));
                self.invoices += u64::from(word == KindWord::Is(DocumentKind::Invoice));
                let lower = word.is_credit() || matches!(word, KindWord::Void(_) | KindWord::NoDebt);
                self.lower += u64::from(lower);
                self.payments += u64::from(word == KindWord::Is(DocumentKind::Payment));
            }
        }
    }
}

/// Does a folded heading speak of the customer rather than of the document?
pub(super) fn is_of_customers(folded: &str) -> bool {
    folded.split(' ').any(|word| {
        matches!(word, "cliente" | "clientes" | "customer" | "client" | "kunde" | "kunden" | "contacto" | "contact")
    })
}

/// May a folded heading be one of customers' names, whatever else it says?
fn may_name_customers(folded: &str) -> bool {
    const NAMES: [&str; 16] = [
        "name",
        "nombre",
        "nome",
        "nom",
        "razon",
        "razao",
        "raison",
        "denominacion",
        "cliente",
        "customer",
        "client",
        "kunde",
        "contact",
        "contacto",
        "titular",
        "debitor",
    ];
    const OTHERS: [&str; 34] = [
        "vendedor",
        "seller",
        "sales",
        "rep",
        "agent",
        "agente",
        "asesor",
        "product",
        "producto",
        "produto",
        "articulo",
        "item",
        "bank",
        "banco",
        "user",
        "usuario",
        "project",
        "proyecto",
        "file",
        "archivo",
        "tipo",
        "type",
        "grupo",
        "group",
        "gruppe",
        "segmento",
        "category",
        "categoria",
        "po",
        "order",
        "pedido",
        "email",
        "correo",
        "tax",
    ];
    let words = || folded.split(' ');
    words().any(|word| NAMES.contains(&word) || word.ends_with("name")) && !words().any(|word| OTHERS.contains(&word))
}

/// The field that has texts on each row.
fn text_field(columns: &Columns) -> Field {
    let fields = [Field::Description, Field::LineDescription, Field::Notes];
    fields.into_iter().find(|field| columns.has(*field)).unwrap_or(Field::Description)
}

/// Where a column of yes and no stands that was said to tell this field.
fn said_flag(columns: &Columns, field: Field) -> Option<usize> {
    let at = columns.at(field).filter(|_| columns.is_wished(field))?;
    flag_at(columns, at).filter(|flag| flag.field() == field).map(|_| at)
}

fn flag_at(columns: &Columns, at: usize) -> Option<Flag> {
    columns.headings.get(at).and_then(|heading| Flag::of_heading(&fold(heading)))
}
