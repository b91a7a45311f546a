//! How the customers of a list stand above their documents: looked at in the first pass, followed in the second.
//!
//! Sections are told from remarks by the sums that name them, or by a label that others have too. Where sections lie in each
//! other, the outer ones are customers and the inner ones their projects if documents stand in an outer one directly; else
//! that is asked, for the outer ones may be sales people or regions as well.

use super::folding::plain;
use super::hashing;
use super::sections::{Section, begins_as_sum, is_age};
use std::collections::{HashMap, HashSet};

/// Sections lie in each other no deeper.
const DEEPEST: usize = 8;

/// Of sections that lie in each other, which are the customers?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Level {
    /// The outermost: what lies in them are projects.
    Outer,
    /// The innermost: what lies around them are sales people, regions or the like.
    #[default]
    Inner,
}

/// What is known of a list's sections before its rows are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Outline {
    /// Do the customers stand in rows of their own, above those of their documents?
    pub(super) above: bool,
    level: Level,
    /// Only sections that say that they are customers are such.
    labelled: bool,
    /// Those that a sum names, where all are named by one.
    summed: Option<HashSet<u64>>,
    /// Texts that stand above the headings too: titles of a page.
    titles: HashSet<u64>,
    /// Sections that lie in several others: equal names of different customers.
    shared: HashSet<u64>,
}

impl Outline {
    fn is_customer(&self, section: &Section) -> bool {
        !is_age(&section.name)
            && !self.titles.contains(&hashing::name(&section.name))
            && (section.labelled || !self.labelled)
            && self.summed.as_ref().is_none_or(|summed| summed.contains(&section.hash()))
    }
}

/// The first pass over the sections.
#[derive(Debug, Default)]
pub(super) struct Outliner {
    open: Vec<Open>,
    sections: u64,
    labelled: u64,
    items: u64,
    /// Items in sections that a sum has named.
    in_summed: u64,
    item_before: bool,
    summed: HashSet<u64>,
    /// A section, and one that lies in it.
    nested: Option<[String; 2]>,
    /// Documents stand directly in a section in which others lie.
    outer_items: bool,
    titles: HashSet<u64>,
    /// In which section one lies, and those that lie in several.
    within: HashMap<u64, u64>,
    shared: HashSet<u64>,
}

#[derive(Debug)]
struct Open {
    section: Section,
    items: u64,
    inner: Option<String>,
}

impl Outliner {
    /// Notes a text above the headings.
    pub(super) fn title(&mut self, text: &str) {
        self.titles.insert(hashing::name(text));
    }

    /// Notes a section.
    pub(super) fn section(&mut self, section: Section) {
        if is_age(&section.name) || self.titles.contains(&hashing::name(&section.name)) {
            return;
        }
        self.item_before |= self.items > 0 && self.sections == 0;
        self.sections += 1;
        self.labelled += u64::from(section.labelled);
        if self.open.len() == DEEPEST {
            self.open.remove(0);
        }
        self.open.push(Open { section, items: 0, inner: None });
    }

    /// Notes a document.
    pub(super) fn item(&mut self) {
        self.items += 1;
        if let Some(open) = self.open.last_mut() {
            open.items += 1;
        }
    }

    /// Notes a row that may be a sum; does it name a section?
    pub(super) fn sum(&mut self, text: &str) -> bool {
        let Some(at) = self.open.iter().rposition(|open| open.section.is_summed_by(text)) else { return false };
        let within: Vec<Open> = self.open.drain(at..).collect();
        // What is open inside of it was no section but a remark.
        let items: u64 = within.iter().map(|open| open.items).sum();
        self.in_summed += items;
        let Some(closed) = within.into_iter().next() else { return true };
        self.summed.insert(closed.section.hash());
        if let Some(inner) = closed.inner {
            self.outer_items |= items > 0;
            self.nested.get_or_insert([closed.section.name.clone(), inner]);
        }
        if let Some(around) = self.open.last_mut() {
            let (inner, outer) = (closed.section.hash(), around.section.hash());
            if *self.within.entry(inner).or_insert(outer) != outer {
                self.shared.insert(inner);
            }
            around.inner.get_or_insert(closed.section.name);
        }
        true
    }

    /// Has the list sections?
    pub(super) fn has_sections(&self) -> bool {
        self.sections > 0 && !self.item_before
    }

    /// Do sections that a sum or a label confirms have all documents?
    pub(super) fn names_all(&self) -> bool {
        self.has_sections() && self.items > 0 && (self.in_summed == self.items || self.labelled == self.sections)
    }

    /// What they are; `named` says that documents have customers of their own. With it, a section and one inside of it
    /// where nobody can say which of the two is the customer.
    pub(super) fn settle(&mut self, named: bool, said: Option<Level>) -> (Outline, Option<[String; 2]>) {
        let above = self.has_sections() && !named;
        let by_sums = self.items > 0 && self.in_summed == self.items;
        let nested = self.nested.take().filter(|_| above && by_sums);
        let level = match (&nested, said) {
            (None, _) => Level::Inner,
            (Some(_), Some(said)) => said,
            (Some(_), None) if self.outer_items => Level::Outer,
            (Some(_), None) => Level::Inner,
        };
        let open = nested.filter(|_| said.is_none() && !self.outer_items);
        let outline = Outline {
            above,
            level,
            labelled: self.labelled > 0,
            summed: by_sums.then(|| std::mem::take(&mut self.summed)),
            titles: std::mem::take(&mut self.titles),
            shared: std::mem::take(&mut self.shared),
        };
        (outline, open)
    }
}

/// The sections in which the next row stands, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Trail {
    open: Vec<Section>,
    has_items: bool,
}

impl Trail {
    /// Goes into a section, if it is one of a customer.
    pub(super) fn section(&mut self, mut section: Section, outline: &Outline) {
        if !outline.above || !outline.is_customer(&section) {
            return;
        }
        if self.open.last().is_some_and(|last| last.hash() == section.hash()) {
            // The page has turned.
            return;
        }
        if self.open.len() == DEEPEST {
            self.open.remove(0);
        }
        if outline.level == Level::Inner && section.number.is_none() && outline.shared.contains(&section.hash()) {
            section.within = self.open.last().map(|around| around.name.clone());
        }
        self.open.push(section);
        self.has_items = false;
    }

    /// Keeps what is said of the customer above, as long as none of its documents has come.
    pub(super) fn fact(&mut self, field: super::field::Field, text: String) {
        if let Some(section) = self.open.last_mut().filter(|_| !self.has_items)
            && section.fact(field).is_none()
        {
            section.facts.push((field, text));
        }
    }

    /// A document stands here.
    pub(super) fn item(&mut self) {
        self.has_items = true;
    }

    /// Is the text the sum of a section that is open?
    pub(super) fn is_summed_by(&self, text: &str) -> bool {
        self.open.iter().any(|section| section.is_summed_by(text))
    }

    /// A sum that names a section ends it: what follows stands in the section around it. One that names what is not open
    /// shows that a name was missed: whose the next rows are, nobody knows.
    pub(super) fn sum(&mut self, text: &str) {
        match self.open.iter().rposition(|section| section.is_summed_by(text)) {
            Some(at) => self.open.truncate(at),
            None if names_somebody(text) => self.open.clear(),
            None => {}
        }
    }

    /// A row that may have been a name, and could not be read: whose the next rows are, nobody knows.
    pub(super) fn lose(&mut self) {
        self.open.clear();
    }

    /// The customer of the next row.
    pub(super) fn customer(&self, outline: &Outline) -> Option<&Section> {
        match outline.level {
            Level::Outer => self.open.first(),
            Level::Inner => self.open.last(),
        }
    }
}

/// Words beside a sum that name nobody, in any of the five languages.
const NAMES_NOBODY: [&str; 60] = [
    "a",
    "acumulado",
    "balance",
    "betrag",
    "carried",
    "cartera",
    "client",
    "cliente",
    "clientes",
    "cobrar",
    "cuenta",
    "customer",
    "customers",
    "da",
    "de",
    "debitor",
    "del",
    "der",
    "des",
    "deuda",
    "do",
    "documentos",
    "du",
    "el",
    "facturas",
    "final",
    "folha",
    "for",
    "forward",
    "general",
    "generale",
    "geral",
    "hoja",
    "importe",
    "in",
    "informe",
    "invoices",
    "kunde",
    "la",
    "moneda",
    "monto",
    "of",
    "outstanding",
    "pag",
    "page",
    "pagina",
    "parcial",
    "pendiente",
    "por",
    "receivable",
    "report",
    "reporte",
    "saldo",
    "saldos",
    "seite",
    "total",
    "totales",
    "und",
    "valor",
    "y",
];

/// Does a sum speak of more than sums, pages, ages and currencies?
fn names_somebody(text: &str) -> bool {
    let folded = plain(text);
    let is_code = |word: &str| word.len() == 3 && text.contains(&word.to_uppercase());
    let is_plain = |word: &str| {
        begins_as_sum(word) || ["sub", "grand", "gran"].contains(&word) || NAMES_NOBODY.contains(&word) || is_code(word)
    };
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().any(char::is_alphabetic));
    !is_age(text) && words.any(|word| !is_plain(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_that_name_somebody() {
        for text in ["Total Acme Corp", "Subtotal Ana", "Total for Beta LLC"] {
            assert!(names_somebody(text), "{text}");
        }
        for text in
            ["Total", "TOTAL GENERAL", "Subtotal página 3", "Total USD", "Total 91 or more days past due", "Sub-total"]
        {
            assert!(!names_somebody(text), "{text}");
        }
    }
}
