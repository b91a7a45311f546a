//! Electronic invoices in the order in which they stand in their file, and what comes of each.

use super::answer::Answer;
use super::document::{Document, Nature};
use super::einvoice::{Context, claim, payments};
use super::field::Field;
use super::item::{DocumentKind, Item};
use super::options::Options;
use super::outcome::{Code, Finding, Outcome};
use super::question::Question;
use super::sellers;
use super::words::kinds::KindWord;
use super::words::normal;
use domain::money::{Currency, Money};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque, hash_map::Entry as Slot};
use std::fmt::Display;
use std::sync::Arc;

/// The documents of a file or archive, and what else is in it.
#[derive(Debug, Default)]
pub(super) struct Documents {
    entries: Vec<Entry>,
}

#[derive(Debug)]
enum Entry {
    Document(Arc<Document>),
    /// A file that cannot be read, or is none of ours: the code and the sentence.
    Aside(Code, String),
}

impl Documents {
    /// Puts a document behind the others.
    pub(super) fn push(&mut self, document: Document) {
        self.entries.push(Entry::Document(Arc::new(document)));
    }

    /// Notes a file that cannot be read.
    pub(super) fn refuse(&mut self, name: &str, why: &impl Display) {
        self.entries.push(Entry::Aside(Code::UnreadableFile, format!("{name}: {why}")));
    }

    /// Notes a file that is neither a list nor a document.
    pub(super) fn set_aside(&mut self, name: &str, why: &impl Display) {
        self.entries.push(Entry::Aside(Code::OtherFile, format!("{name}: {why}")));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn has_document(&self) -> bool {
        self.documents().next().is_some()
    }

    /// The first file that was not read and why, as the end of a sentence.
    pub(super) fn first_trouble(&self) -> String {
        let first = self.entries.iter().find_map(|entry| match entry {
            Entry::Aside(_, message) => Some(format!(" ({message})")),
            Entry::Document(_) => None,
        });
        first.unwrap_or_default()
    }

    fn documents(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Document(document) => Some(document),
            Entry::Aside(..) => None,
        })
    }

    /// How many there are, with what else is in the file.
    pub(super) fn count(&self) -> u64 {
        u64::try_from(self.entries.len()).unwrap_or(u64::MAX)
    }

    /// How large all of them are.
    pub(super) fn bytes(&self) -> u64 {
        self.documents().map(|document| size(document)).fold(0, u64::saturating_add)
    }

    /// What only a person can know of them.
    pub(super) fn questions(&self, options: &Options) -> Vec<Question> {
        let is_claim = |d: &&Arc<Document>| sellers::refusal(d, 0, options).is_none();
        let debts = || {
            let all = self.documents().filter(|d| matches!(nature(d, options), Nature::Invoice | Nature::DebitNote));
            all.filter(is_claim)
        };
        let mut questions: Vec<Question> =
            sellers::question(self.documents().map(|d| &**d), options).into_iter().collect();
        let unknown = self.documents().filter(|d| nature(d, options) == Nature::Unknown).filter(is_claim);
        let unknown: Vec<&Arc<Document>> = unknown.collect();
        if let Some(example) = unknown.first() {
            let codes: BTreeSet<&str> = unknown.iter().filter_map(|d| d.type_code.as_deref()).collect();
            let codes = codes.into_iter().take(12).map(|code| code.chars().take(40).collect()).collect();
            let example = example.shown_number().into();
            questions.push(Question::TypeCodes { count: count(&unknown), codes, example });
        }
        let at_once: Vec<&Arc<Document>> = debts().filter(|document| document.paid_at_once).collect();
        if let (Some(example), None) = (at_once.first(), options.paid_at_once) {
            questions.push(Question::PaidAtOnce { count: count(&at_once), example: example.shown_number().into() });
        }
        let no_terms = options.default_for(Field::Terms).is_none();
        let undated: Vec<&Arc<Document>> = debts()
            .filter(|d| d.due.is_none() && d.parts.is_empty() && d.own_term().is_none() && d.problems.is_empty())
            .collect();
        if let (Some(example), true) = (undated.first(), no_terms) {
            questions
                .push(Question::TermsOfDocuments { count: count(&undated), example: example.shown_number().into() });
        }
        questions
    }

    /// The tax numbers by which the own firm's documents name it.
    pub(super) fn own_numbers(&self, options: &Options) -> Vec<String> {
        sellers::numbers(self.documents().map(|d| &**d), options)
    }

    /// What comes of them, one after another.
    pub(super) fn rows<'d>(&'d self, options: &'d Options) -> DocumentRows<'d> {
        DocumentRows {
            entries: self.entries.iter().zip(1..),
            options,
            out: VecDeque::new(),
            seen: HashMap::new(),
            totals: BTreeMap::new(),
            taken: 0,
        }
    }
}

fn count(documents: &[&Arc<Document>]) -> u64 {
    u64::try_from(documents.len()).unwrap_or(u64::MAX)
}

fn size(document: &Document) -> u64 {
    u64::try_from(document.original.bytes.len()).unwrap_or(u64::MAX)
}

/// Who issued it, what it is, series, number and part, in one case.
type Key = (Option<String>, &'static str, Option<String>, String, u32);

/// What tells one document from another of its number: its bytes, and its number at the tax office, which is the same
/// however it is wrapped.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    digest: [u8; 32],
    document_id: Option<String>,
    sums: [Option<i64>; 2],
}

impl Seen {
    fn of(item: &Item) -> Self {
        let electronic = item.electronic.as_ref();
        Self {
            digest: electronic.map(|document| document.original.digest).unwrap_or_default(),
            document_id: electronic.and_then(|document| document.uuid.as_deref()).map(str::to_lowercase),
            sums: [item.total, item.open].map(|sum| sum.map(Money::minor)),
        }
    }

    fn is(&self, other: &Self) -> bool {
        self.digest == other.digest
            || self.document_id.is_some() && (&self.document_id, self.sums) == (&other.document_id, other.sums)
    }
}

/// The outcomes of documents.
pub struct DocumentRows<'d> {
    entries: std::iter::Zip<std::slice::Iter<'d, Entry>, std::ops::RangeFrom<u64>>,
    options: &'d Options,
    out: VecDeque<Outcome>,
    /// What was taken.
    seen: HashMap<Key, Seen>,
    totals: BTreeMap<Currency, i64>,
    taken: u64,
}

impl DocumentRows<'_> {
    /// How many bytes of documents have been gone through.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// The sums of the accepted totals in minor units, by currency.
    #[must_use]
    pub fn totals(&self) -> &BTreeMap<Currency, i64> {
        &self.totals
    }

    fn step(&mut self, line: u64, entry: &Entry) {
        match entry {
            Entry::Aside(code, message) => {
                let finding = Finding { line, code: *code, field: None, message: message.clone().into() };
                self.out.push_back(match code {
                    Code::UnreadableFile => Outcome::Rejected(finding),
                    _ => Outcome::Skipped(finding),
                });
            }
            Entry::Document(document) => {
                self.taken = self.taken.saturating_add(size(document));
                let known = nature(document, self.options);
                let resolved;
                let document = if known == document.nature {
                    document
                } else {
                    resolved = Arc::new(Document { nature: known, ..Document::clone(document) });
                    &resolved
                };
                let context = Context { document, line, options: self.options };
                let foreign = sellers::refusal(document, line, self.options);
                let outcomes = match (document.nature, foreign) {
                    (Nature::NoClaim(what), _) => vec![no_claim(document, line, what)],
                    (_, Some(foreign)) => vec![Outcome::Rejected(foreign)],
                    (Nature::Unknown, None) => vec![unknown_kind(document, line)],
                    (Nature::Payment, None) => payments(context),
                    (Nature::Invoice | Nature::DebitNote | Nature::CreditNote, None) => claim(context),
                };
                self.take(outcomes);
            }
        }
    }

    /// What is told of items is not told when none of them is taken.
    fn take(&mut self, outcomes: Vec<Outcome>) {
        let mut taken = false;
        for outcome in outcomes {
            let outcome = match outcome {
                Outcome::Accepted(item) => self.once(item),
                Outcome::Warned(_) if !taken => continue,
                other => other,
            };
            taken |= matches!(outcome, Outcome::Accepted(_));
            self.out.push_back(outcome);
        }
    }

    /// An archive often holds a document twice; the same once more is left out, another one of its number refused.
    fn once(&mut self, item: Box<Item>) -> Outcome {
        let own = Seen::of(&item);
        let about = |code, message: String| Finding {
            line: item.line,
            code,
            field: Some("invoice_number".into()),
            message: message.into(),
        };
        match self.seen.entry(key(&item)) {
            Slot::Occupied(known) if known.get().is(&own) => {
                let message = format!("{} was there before and says the same", item.shown_number());
                Outcome::Skipped(about(Code::DuplicateIdentical, message))
            }
            Slot::Occupied(_) => {
                let message = format!("{} was there before with other contents", item.shown_number());
                Outcome::Rejected(about(Code::DuplicateConflict, message))
            }
            Slot::Vacant(place) => {
                let sum = self.totals.entry(item.currency).or_default();
                let Some(with) = sum.checked_add(item.amount().minor()) else {
                    let message = "with this the sum of all amounts would be larger than any that is kept";
                    return Outcome::Rejected(about(Code::AmountOutOfRange, message.into()));
                };
                *sum = with;
                place.insert(own);
                Outcome::Accepted(item)
            }
        }
    }
}

fn key(item: &Item) -> Key {
    let seller = item.electronic.as_ref().and_then(|document| document.seller.tax_ids.first().cloned());
    let series = item.series.as_ref().map(|series| series.to_lowercase());
    (seller, item.document.as_str(), series, item.number.to_lowercase(), item.part.map_or(0, |part| part.n))
}

/// What a document is: by its code, else by what was said of the code.
fn nature(document: &Document, options: &Options) -> Nature {
    let Nature::Unknown = document.nature else { return document.nature };
    let code = normal(document.type_code.as_deref().unwrap_or_default());
    match options.answer_for(Field::Kind, &code).and_then(Answer::kind) {
        None => Nature::Unknown,
        Some(KindWord::Is(DocumentKind::Invoice) | KindWord::Either) => Nature::Invoice,
        Some(KindWord::Is(DocumentKind::DebitNote)) => Nature::DebitNote,
        Some(KindWord::Is(DocumentKind::CreditNote)) => Nature::CreditNote,
        Some(_) => Nature::NoClaim("what was said to be no debt"),
    }
}

fn unknown_kind(document: &Document, line: u64) -> Outcome {
    let code = document.type_code.as_deref().unwrap_or_default();
    let message = format!("{} has the type code {code}, which is not known", document.shown_number()).into();
    Outcome::Rejected(Finding { line, code: Code::UnknownKind, field: Some("kind".into()), message })
}

fn no_claim(document: &Document, line: u64, what: &str) -> Outcome {
    let name = document.original.name.as_deref().map_or_else(String::new, |name| format!("{name}: "));
    let message = format!("{name}{} is {what}; nothing is owed for it", document.shown_number()).into();
    Outcome::Skipped(Finding { line, code: Code::NoClaim, field: Some("kind".into()), message })
}

impl Iterator for DocumentRows<'_> {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            if let Some(outcome) = self.out.pop_front() {
                return Some(outcome);
            }
            let (entry, line) = self.entries.next()?;
            self.step(line, entry);
        }
    }
}
