//! Is the file whole? A list that was cut off leaves out what stood behind the cut, and says of none of it that it was paid.

use super::Rows;
use crate::folding::plain;
use crate::outcome::{Code, Finding, Outcome};
use crate::records::Record;
use crate::row::{Row, short};
use domain::invoice::number_key;
use std::collections::HashSet;

/// Fewer rows do not show how the cells of a column are written.
const ENOUGH_ROWS: u64 = 3;
/// A column of more different words is none that a list chooses from.
const MOST_WORDS: usize = 20;

/// What was found out about the wholeness of a list while its rows came.
#[derive(Debug, Default)]
pub(super) struct Whole {
    /// Rows that are documents or parts and lines of them, whether they could be taken or not.
    rows: u64,
    /// How many the file says that it has, and on which line it says so.
    stated: Option<(u64, u64)>,
    tail: Tail,
    /// The numbers of documents whose rows were refused or left out, as the books compare them.
    beside: HashSet<String>,
}

impl Rows<'_> {
    /// The numbers of documents that rows name which were refused or left out, as [`number_key`] has them: whatever is
    /// wrong with such a row, its document is in the list.
    #[must_use]
    pub fn beside(&self) -> &HashSet<String> {
        &self.whole.beside
    }

    /// Counts a row of documents, and looks at how its last cell is written.
    pub(super) fn count_row(&mut self, record: &Record) {
        self.whole.rows += 1;
        let last = self.survey.header.len().checked_sub(1).filter(|_| record.len() == self.survey.header.len());
        self.whole.tail.see(record.line, last.and_then(|at| record.get(at)).map(str::trim));
    }

    /// A row that says how many rows there are.
    pub(super) fn take_count(&mut self, record: &Record) -> bool {
        if self.survey.header.len() < 3 {
            return false;
        }
        let Some(count) = stated_count(record) else { return false };
        self.whole.stated = Some((record.line, count));
        true
    }

    /// The document that a row names is in the list, though the row was not taken.
    pub(super) fn name_beside(&mut self, row: Row<'_>) {
        self.whole.beside.extend(row.named_document().map(|number| number_key(&number)));
    }

    /// The same of a number that was read.
    pub(super) fn number_beside(&mut self, number: &str) {
        self.whole.beside.insert(number_key(number));
    }

    /// Tells what shows that something is missing at the end, once everything was read.
    pub(super) fn tell_cut(&mut self) {
        let about = |line, message: String| {
            Outcome::Warned(Finding { line, code: Code::LooksCut, field: None, message: message.into() })
        };
        if let Some((line, stated)) = self.whole.stated.filter(|(_, stated)| *stated > self.whole.rows) {
            let message = format!("the file says that it has {stated} rows, but {} are there", self.whole.rows);
            self.out.push_back(about(line, message));
        }
    }

    /// The file ends within this row, its newest: what its last cell says is not the whole of it, and is not taken.
    pub(super) fn is_cut_off(&self, record: &Record) -> Option<Finding> {
        let why = self.whole.tail.cut().filter(|_| self.records.ends_open() && self.whole.tail.line == record.line)?;
        let cell = short(self.whole.tail.last.trim());
        let message =
            format!("the file ends within this row, it seems: `{cell}` {why}; a whole row ends with its line");
        Some(Finding { line: record.line, code: Code::LooksCut, field: None, message: message.into() })
    }
}

/// How the cells of the last column are written. The newest row is looked at when another one has come behind it.
#[derive(Debug, Default)]
struct Tail {
    line: u64,
    last: String,
    /// Rows before the last one.
    rows: u64,
    length: Same,
    decimals: Same,
    /// Was one of them empty?
    empty: bool,
    words: HashSet<String>,
    /// More words than a list chooses from.
    free: bool,
}

/// Is a figure the same in all rows?
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Same {
    #[default]
    None,
    All(usize),
    Differ,
}

impl Same {
    fn see(&mut self, value: usize) {
        *self = match *self {
            Self::None => Self::All(value),
            Self::All(known) if known == value => Self::All(known),
            Self::All(_) | Self::Differ => Self::Differ,
        };
    }

    /// Is this less than what all have?
    const fn is_more_than(self, own: usize) -> bool {
        matches!(self, Self::All(all) if own < all)
    }
}

impl Tail {
    fn see(&mut self, line: u64, cell: Option<&str>) {
        if self.line > 0 {
            self.learn();
        }
        self.line = line;
        self.last.clear();
        self.last.push_str(cell.unwrap_or_default());
    }

    fn learn(&mut self) {
        self.rows += 1;
        self.empty |= self.last.is_empty();
        self.length.see(self.last.len());
        self.decimals.see(decimals(&self.last));
        if !self.free && !self.words.contains(self.last.as_str()) {
            self.free = self.words.len() >= MOST_WORDS;
            self.words.insert(self.last.clone());
        }
    }

    /// What shows that the last cell is not whole.
    fn cut(&self) -> Option<&'static str> {
        if self.rows < ENOUGH_ROWS {
            return None;
        }
        if self.last.is_empty() {
            return (!self.empty).then_some("is empty, as none before it");
        }
        let chosen = u64::try_from(self.words.len()).is_ok_and(|words| !self.free && words * 2 <= self.rows);
        let begins = |word: &String| word.len() > self.last.len() && word.starts_with(self.last.as_str());
        if self.decimals.is_more_than(decimals(&self.last)) {
            Some("has fewer decimals than all before it")
        } else if self.length.is_more_than(self.last.len()) {
            Some("is shorter than all before it")
        } else if chosen && !self.words.contains(&self.last) && self.words.iter().any(begins) {
            Some("is the beginning of another word of its column")
        } else {
            None
        }
    }
}

/// How many figures stand behind the last mark of an amount.
fn decimals(cell: &str) -> usize {
    let figures = cell.bytes().rev().take_while(u8::is_ascii_digit).count();
    let mark = cell.len().checked_sub(figures + 1).and_then(|at| cell.as_bytes().get(at));
    if matches!(mark, Some(b'.' | b',')) { figures } else { 0 }
}

/// Words for what stands in a row.
const ROWS: &str = "registro, registros, fila, filas, linea, lineas, renglon, renglones, row, rows, record, records, line, lines, \
    linha, linhas, zeile, zeilen, zeilenanzahl, datensatz, datensatze, ligne, lignes, enregistrement, enregistrements, \
    lancamento, lancamentos, entry, entries, ecritures";
/// Words for documents: how many, where a word for counting stands beside them, else their sum.
const DOCUMENTS: &str = "documento, documentos, factura, facturas, comprobante, comprobantes, partida, partidas, item, items, invoice, \
    invoices, document, documents, titulo, titulos, nota, notas, fatura, faturas, beleg, belege, rechnung, rechnungen, posten, \
    facture, factures, piece, pieces";
const COUNTING: &str = "cantidad, numero, nro, num, count, number, anzahl, nombre, quantidade, qtd, qtde, conteo";
const SMALL: &str = "de, of, der, des, the, los, las, total, totales, gesamt, en, no, n, nr, listados, mostrados, listed, shown, found, \
    encontrados, exportados, exported, export";

/// How many rows the file has by its own word: `Total registros: 25`, `25 rows`, `Anzahl Belege 25`.
fn stated_count(record: &Record) -> Option<u64> {
    let mut cells = record.cells().map(str::trim).filter(|cell| !cell.is_empty());
    let texts = [cells.next().unwrap_or(""), cells.next().unwrap_or("")];
    if cells.next().is_some() || texts[0].len() + texts[1].len() > 60 {
        return None;
    }
    let text = plain(&texts.join(" "));
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let has = |list: &str, word: &str| list.split(", ").any(|known| known.trim() == word);
    let (mut count, mut rows, mut documents, mut counting, mut first) = (None, false, false, false, false);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.bytes().all(|b| b.is_ascii_digit()) {
            // `8 documentos` and nothing else.
            first = !(rows || documents || counting);
            // Two numbers are a page of pages, an amount with decimals or a day.
            if count.replace(word.parse().ok()?).is_some() {
                return None;
            }
        } else if has(ROWS, word) {
            rows = true;
        } else if has(DOCUMENTS, word) {
            documents = true;
        } else if has(COUNTING, word) {
            counting = true;
        } else if !has(SMALL, word) {
            return None;
        }
    }
    count.filter(|_| rows || documents && (counting || first && text.split_whitespace().count() == 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    fn record(cells: &[&str]) -> Record {
        let mut record = Record::default();
        cells.iter().for_each(|cell| record.push(Kind::Text, cell, ""));
        record
    }

    #[test]
    fn files_say_how_many_rows_they_have() {
        for (cells, count) in [
            (&["Total registros: 25"][..], Some(25)),
            (&["Total de registros", "25"], Some(25)),
            (&["25 registros"], Some(25)),
            (&["Cantidad de facturas: 25", ""], Some(25)),
            (&["Rows: 25"], Some(25)),
            (&["Record count", "25"], Some(25)),
            (&["Number of invoices", "25"], Some(25)),
            (&["", "Anzahl Belege: 25"], Some(25)),
            (&["Nombre de lignes : 25"], Some(25)),
            (&["Quantidade de títulos: 25"], Some(25)),
            (&["Total de linhas 25"], Some(25)),
            (&["8 documentos"], Some(8)),
            (&["8", "invoices"], Some(8)),
            // A sum, a page, a day, a customer, a document.
            (&["Total facturas", "25"], None),
            (&["Total", "25"], None),
            (&["Total registros", "1,234.00"], None),
            (&["Página 1 de 25"], None),
            (&["Factura 25"], None),
            (&["Line 25", "Acme"], None),
            (&["25"], None),
            (&["Registros"], None),
            (&["Rows", "25", "7"], None),
        ] {
            assert_eq!(stated_count(&record(cells)), count, "{cells:?}");
        }
    }

    fn cut(cells: &[&str]) -> bool {
        let mut tail = Tail::default();
        (1..).zip(cells).for_each(|(line, cell)| tail.see(line, Some(cell)));
        tail.cut().is_some()
    }

    #[test]
    fn a_last_cell_that_is_not_whole_is_seen() {
        for (cells, is_cut) in [
            (&["1500.00", "20.00", "7.50", "2000.0"][..], true),
            (&["1500,00", "20,00", "7,50", "2000"], true),
            (&["1500.00", "20.00", "7.50", "2000.00"], false),
            (&["1500.00", "20.0", "7.50", "2000"], false),
            (&["1500", "20", "7", "2"], false),
            (&["2026-11-30", "2026-12-31", "2026-12-05", "2026-1"], true),
            (&["2026-11-30", "2026-12-31", "2026-12-05", "2026-12-01"], false),
            (&["Open", "Void", "Overdue", "Open", "Overdue", "Open", "Ov"], true),
            (&["Open", "Open", "Open", "Open", "Paid"], false),
            (&["Tornillos", "Clavos", "Martillo", "Cla"], false),
            (&["x", "yy", "zzz", ""], true),
            (&["x", "", "zzz", ""], false),
            (&["1.00", "2"], false),
        ] {
            assert_eq!(cut(cells), is_cut, "{cells:?}");
        }
    }
}
