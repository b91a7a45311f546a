//! Rows that are no debt: names of customers above their documents, what stands below such a name, sums, remarks.

use super::columns::Columns;
use super::dates;
use super::field::Field;
use super::folding::{fold, plain};
use super::hashing;
use super::headings::{self, Confidence, look_up};
use super::item::DocumentKind;
use super::numbers;
use super::records::Record;
use super::words::kinds::{self, KindWord};
use super::words::remarks::{is_figure_of_report, is_remark, is_time_stamp};
use std::borrow::Cow;

/// A row that has neither number nor day nor amount of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Aside {
    /// The name of a section, mostly a customer.
    Section(Section),
    /// Something about the customer above: `RFC: …`, `Tel.: …`.
    Fact(Field, String),
    /// What reports print around their rows.
    Remark,
}

/// The name of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    /// The customer's number, where it stands before the name.
    pub(super) number: Option<String>,
    /// The text.
    pub(super) name: String,
    /// Does it say that it is a customer (`Cliente: …`)?
    pub(super) labelled: bool,
    /// Does the sum of its rows stand beside it?
    pub(super) with_sum: bool,
    /// The section around it, where others of its name stand in other ones.
    pub(super) within: Option<String>,
    /// What stands below the name: tax number, telephone …
    pub(super) facts: Vec<(Field, String)>,
}

impl Section {
    fn named(number: Option<&str>, name: &str) -> Self {
        let (number, name) = (number.map(str::to_owned), without_continuation(name).to_owned());
        Self { number, name, labelled: false, with_sum: false, within: None, facts: Vec::new() }
    }

    /// The customer's name: of two that are called alike, with what they stand in.
    pub(super) fn customer_name(&self) -> Cow<'_, str> {
        match &self.within {
            Some(within) => Cow::Owned(format!("{} ({within})", self.name)),
            None => Cow::Borrowed(&self.name),
        }
    }

    /// What tells it from others.
    pub(super) fn hash(&self) -> u64 {
        let number = self.number.as_deref().map_or(0, hashing::number);
        hashing::name(&self.name) ^ number.rotate_left(1)
    }

    /// What was said of it below its name.
    pub(super) fn fact(&self, field: Field) -> Option<&str> {
        self.facts.iter().find(|(of, _)| *of == field).map(|(_, text)| text.as_str())
    }

    /// Is this text a sum of its rows: `Total Acme Corp`, `Total for C-1`, `Acme Corp Total`?
    pub(super) fn is_summed_by(&self, text: &str) -> bool {
        let text = plain(text.trim());
        let parted = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        [Some(self.name.as_str()), self.number.as_deref()].into_iter().flatten().map(plain).any(|name| {
            let before = text.strip_suffix(name.as_str()).filter(|head| parted(head.chars().next_back()));
            let behind = text.strip_prefix(name.as_str()).filter(|tail| parted(tail.chars().next()));
            before.is_some_and(begins_as_sum)
                || behind.is_some_and(|tail| begins_as_sum(tail) || tail.trim() == "ergebnis")
        })
    }
}

/// Words that begin a row of sums.
const SUM_WORDS: [&str; 28] = [
    "total",
    "totals",
    "totales",
    "totais",
    "subtotal",
    "subtotales",
    "subtotais",
    "suma",
    "sumas",
    "suman",
    "sum",
    "summe",
    "zwischensumme",
    "gesamt",
    "gesamtsumme",
    "gesamtbetrag",
    "gesamtergebnis",
    "endsumme",
    "ubertrag",
    "somme",
    "saldo final",
    "saldo total",
    "sous total",
    "report",
    "acumulado",
    "soma",
    "gesamtsaldo",
    "sumatoria",
];

/// Does the text begin like a sum of other rows?
pub(super) fn begins_as_sum(text: &str) -> bool {
    let folded = plain(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    match first {
        "sub" | "sous" => second.starts_with("total"),
        "grand" | "gran" => second.starts_with("total"),
        "saldo" | "balance" | "solde" => matches!(
            second,
            "final"
                | "total"
                | "general"
                | "cliente"
                | "customer"
                | "client"
                | "anterior"
                | "inicial"
                | "initial"
                | "forward"
                | "cloture"
        ),
        "opening" | "closing" | "ending" => second == "balance",
        "endsaldo" | "schlusssaldo" | "abschlusssaldo" => true,
        "saldovortrag" | "anfangsbestand" => true,
        "monto" | "importe" | "valor" => second == "total",
        // `Report generated …`, `Reporte …` speak of the report.
        "report" => second.is_empty() || second.bytes().all(|b| b.is_ascii_digit()),
        word => SUM_WORDS.contains(&word),
    }
}

/// Does a row begin as SAP's sums do, with nothing but stars (`*`, `**`, `** Konto 140001`), and has an amount?
pub(super) fn is_starred_sum(record: &Record) -> bool {
    let mut cells = record.cells().map(str::trim).filter(|cell| !cell.is_empty());
    let starred = cells.next().is_some_and(|first| {
        let rest = first.trim_start_matches('*');
        rest.len() < first.len() && (rest.is_empty() || rest.starts_with(' '))
    });
    starred && cells.any(|cell| cell.contains(['.', ',']) && is_amount(cell))
}

/// Is there nothing in a row but what lists are ruled with: dashes, strokes?
pub(super) fn is_ruled(record: &Record) -> bool {
    let text = record.text();
    text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '=' | '_' | '|' | '+' | ' ' | '─' | '━'))
}

/// The first two texts of a row, which name what it sums up.
pub(super) fn first_texts(record: &Record) -> String {
    let mut texts = record.cells().map(str::trim).filter(|cell| !cell.is_empty());
    let (first, second) = (texts.next().unwrap_or(""), texts.next().unwrap_or(""));
    let text = if second.chars().any(char::is_alphabetic) { [first, " ", second].concat() } else { first.to_owned() };
    text.chars().take(200).collect()
}

/// Has the row the number and the day of a document, or is it a payment?
pub(super) fn is_document(record: &Record, columns: &Columns) -> bool {
    let number = columns.cell(Field::InvoiceNumber, record);
    let has_day = || columns.cell(Field::IssueDate, record).bytes().any(|b| b.is_ascii_digit());
    if number.is_empty() {
        return has_day() && is_payment(record, columns);
    }
    (has_day() || !columns.has(Field::IssueDate)) && !says_customer(number)
}

/// Is it a payment by its word, or what took one back, with a sum? Not all of them have a number.
fn is_payment(record: &Record, columns: &Columns) -> bool {
    let filled = |field| !columns.cell(field, record).is_empty();
    if !columns.has(Field::Kind) && columns.has(Field::Debit) {
        return filled(Field::Credit) && !filled(Field::Debit);
    }
    let word = kinds::read(columns.cell(Field::Kind, record));
    let has_sum = || Field::ALL.into_iter().any(|field| field.is_money() && filled(field));
    matches!(word, Some(KindWord::Is(DocumentKind::Payment | DocumentKind::Reversal))) && has_sum()
}

/// A row that is no document: the name of a section, something about its customer, or a remark.
pub(super) fn read(record: &Record, columns: &Columns) -> Option<Aside> {
    if record.cells().map(str::trim).find(|cell| !cell.is_empty()).is_some_and(is_figure_of_report) {
        return Some(Aside::Remark);
    }
    if columns.has(Field::IssueDate) && is_document(record, columns) {
        return None;
    }
    let cells: Vec<(usize, &str)> = record
        .cells()
        .enumerate()
        .map(|(at, cell)| (at, cell.trim()))
        .filter(|(_, cell)| !cell.is_empty())
        .take(8)
        .collect();
    let (first_at, first) = *cells.first()?;
    let is_money = |at: usize| columns.field_at(at).is_some_and(Field::is_money);
    let bare_number = !first.chars().any(char::is_alphabetic);
    if cells.len() == 1 && is_time_stamp(first) {
        return Some(Aside::Remark);
    }
    if begins_as_sum(first) || is_money(first_at) || bare_number && cells.len() == 1 {
        return None;
    }
    if let Some(section) = labelled(&cells) {
        return Some(Aside::Section(section));
    }
    let has_money = cells.iter().any(|(at, _)| is_money(*at));
    if let Some((field, text)) = fact(first).filter(|_| !has_money) {
        return Some(Aside::Fact(field, text.to_owned()));
    }
    if !has_money && is_remark(first) {
        return Some(Aside::Remark);
    }
    unlabelled(&cells, columns).map(Aside::Section)
}

/// `Cliente: 00012 - Papelería Sol`, in one cell or several, with or without further facts and sums.
fn labelled(cells: &[(usize, &str)]) -> Option<Section> {
    let (_, first) = cells.first()?;
    let (head, rest) = match first.split_once(':') {
        Some((head, rest)) => (head, rest.trim()),
        None if cells.len() == 1 => {
            let (head, rest) = first.split_once(' ')?;
            (head, rest.trim_start().starts_with(|c: char| c.is_ascii_digit()).then_some(rest.trim())?)
        }
        None => return None,
    };
    if !is_label(head) {
        return None;
    }
    let mut facts = Vec::new();
    let mut words = Vec::new();
    let mut label = None;
    for cell in Some(rest).filter(|rest| !rest.is_empty()).into_iter().chain(cells.iter().skip(1).map(|cell| cell.1)) {
        // `Name:`, `Tel:` in a cell of their own: what the next one is.
        if let Some(head) = cell.strip_suffix(':') {
            label = Some(head);
            continue;
        }
        match (fact(cell), label.take().filter(|head| !is_label(head))) {
            (None, Some(head)) => facts.extend(fact_of(head, cell)),
            (Some((field, text)), _) => facts.push((field, text.to_owned())),
            (None, None) if is_amount(cell) && !words.is_empty() => {}
            (None, None) => words.push(without_label(cell)),
        }
    }
    let has_letters = |text: &&str| text.chars().any(char::is_alphabetic);
    let mut section = match (words.first()?, words.get(1).filter(|text| has_letters(text))) {
        (number, Some(name)) if is_code(number) => Section::named(Some(number), name),
        (first, _) => numbered(first),
    };
    (section.labelled, section.facts) = (true, facts);
    Some(section)
}

/// `Customer Name: Maxi-Teq`, in a cell behind the number.
fn without_label(cell: &str) -> &str {
    match cell.split_once(':') {
        Some((head, rest)) if is_label(head) && !rest.trim().is_empty() => rest.trim(),
        _ => cell,
    }
}

/// `00012 - Papelería Sol`, `C-7 Ana Torres`, `Acme Corp`.
fn numbered(text: &str) -> Section {
    let parted = text.split_once(" - ").or_else(|| text.split_once(' '));
    match parted {
        Some((head, rest)) if is_code(head) && rest.chars().any(char::is_alphabetic) => {
            Section::named(Some(head), rest.trim_start_matches(['-', '–', ':', ' ']).trim())
        }
        _ => Section::named(None, text),
    }
}

/// A number of a customer: digits in it, and short.
fn is_code(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && !text.contains(' ') && text.len() <= 20
}

fn is_amount(cell: &str) -> bool {
    numbers::is_nothing(cell)
        || numbers::scan(cell).is_some_and(|scanned| crate::currency::beside(scanned.marks).is_ok())
}

/// A name alone in its row, with its number before it, or with the sums of its rows behind it.
fn unlabelled(cells: &[(usize, &str)], columns: &Columns) -> Option<Section> {
    let (first_at, first) = *cells.first()?;
    if dates::is_like_a_day(first) {
        return None;
    }
    // A row with nothing but a number is a damaged document, not a section's heading.
    let in_numbers = columns.field_at(first_at) == Some(Field::InvoiceNumber);
    let is_number = in_numbers && is_code(first);
    match cells {
        [_] if !is_number => Some(Section::named(None, first)),
        [_, (second_at, second)] if second.chars().any(char::is_alphabetic) => {
            pair((first_at, first), (*second_at, *second), columns)
        }
        [_, (_, second), ..] if is_code(first) && is_name(second) => coded(cells, columns),
        [_, sums @ ..] if !sums.is_empty() && !is_number && first.chars().any(char::is_alphabetic) => {
            let is_sum = |at: usize| columns.field_at(at).is_none_or(Field::is_money);
            let all = sums.iter().all(|(at, cell)| is_sum(*at) && is_amount(cell));
            all.then(|| Section { with_sum: true, ..Section::named(None, first) })
        }
        _ => None,
    }
}

/// Letters, and no figures.
fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.bytes().any(|b| b.is_ascii_digit())
}

/// `C-7 | Ana Torres | 55 1234 5678 | ana@x.example`, where customers have no columns: the name and how to reach them.
fn coded(cells: &[(usize, &str)], columns: &Columns) -> Option<Section> {
    let [(_, number), (_, name), more @ ..] = cells else { return None };
    let no_columns = Field::CUSTOMER.into_iter().all(|field| !columns.has(field));
    let has_money = cells.iter().any(|(at, _)| columns.field_at(*at).is_some_and(Field::is_money));
    if !no_columns || has_money || more.iter().any(|(_, cell)| dates::is_like_a_day(cell)) {
        return None;
    }
    let reach = more.iter().filter_map(|(_, cell)| {
        let field = if cell.contains('@') { Field::CustomerEmail } else { Field::CustomerPhone };
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let is_phone = digits >= 7 && !cell.chars().any(char::is_alphabetic);
        (field == Field::CustomerEmail || is_phone).then(|| (field, (*cell).to_owned()))
    });
    Some(Section { facts: reach.collect(), ..Section::named(Some(number), name) })
}

/// `C-7 | Ana Torres`: in the columns of customers, or anywhere but among amounts where there are none of them.
fn pair(first: (usize, &str), second: (usize, &str), columns: &Columns) -> Option<Section> {
    let of_customers = |at: usize| {
        matches!(columns.field_at(at), None | Some(Field::CustomerName | Field::CustomerId | Field::CustomerTaxId))
    };
    let no_columns = Field::CUSTOMER.into_iter().all(|field| !columns.has(field));
    let not_money = |at: usize| !columns.field_at(at).is_some_and(Field::is_money);
    let apart =
        no_columns && is_code(first.1) && not_money(second.0) && !dates::is_like_a_day(second.1) && is_name(second.1);
    (of_customers(first.0) && of_customers(second.0) || apart).then(|| Section::named(Some(first.1), second.1))
}

/// `RFC: EKU9003173C9`: what is said of the customer above.
fn fact(cell: &str) -> Option<(Field, &str)> {
    let (head, rest) = cell.split_once(':')?;
    let (field, _) = known_fact(head)?;
    (!rest.trim().is_empty()).then(|| (field, rest.trim()))
}

/// `Tel:` and the number in the cell behind it.
fn fact_of(head: &str, cell: &str) -> Option<(Field, String)> {
    known_fact(head).map(|(field, _)| (field, cell.to_owned()))
}

fn known_fact(head: &str) -> Option<(Field, Confidence)> {
    let (field, confidence) = look_up(&fold(head))?;
    let is_fact = matches!(
        field,
        Field::CustomerTaxId
            | Field::CustomerPhone
            | Field::CustomerEmail
            | Field::CustomerAddress
            | Field::CustomerPostcode
    );
    is_fact.then_some((field, confidence))
}

/// Does a cell begin with a word for customers and a colon?
fn says_customer(cell: &str) -> bool {
    cell.split_once(':').is_some_and(|(head, _)| is_label(head))
}

fn is_label(head: &str) -> bool {
    matches!(
        plain(head.trim()).as_str(),
        "codigo"
            | "account"
            | "a/c"
            | "a/c no"
            | "a/c no."
            | "acc"
            | "acct"
            | "acct."
            | "nombre"
            | "name"
            | "tercero"
            | "deudor"
            | "debitor"
    ) || look_up(&fold(head)).is_some_and(|(field, _)| matches!(field, Field::CustomerName | Field::CustomerId))
        && !matches!(
            plain(head.trim()).as_str(),
            "empresa" | "company" | "firma" | "organization" | "cuenta" | "konto" | "conta" | "compte"
        )
}

/// A name without the words of a page that goes on: `Ana Ruiz (continuación)`.
fn without_continuation(name: &str) -> &str {
    const MARKS: [&str; 11] = [
        "cont",
        "cont.",
        "contd",
        "cont'd",
        "continued",
        "continua",
        "continuacion",
        "continuacao",
        "continuation",
        "suite",
        "fortsetzung",
    ];
    let bare = name.trim();
    let Some((head, tail)) = bare.rsplit_once(['(', '[', ' ']) else { return bare };
    let mark = plain(tail);
    let is_mark = MARKS.contains(&mark.trim_matches(|c: char| matches!(c, ')' | ']' | '…' | '.')));
    let in_brackets = tail.ends_with([')', ']']) || tail.ends_with(['…', '.']);
    let head = head.trim_end_matches([' ', '-', '–', '(', '[', ',']);
    if is_mark && in_brackets && !head.is_empty() { head } else { bare }
}

/// Is a section the name of an age ("91 or more days past due", "Vencido 1-30") rather than of a customer?
pub(super) fn is_age(name: &str) -> bool {
    let folded = super::folding::fold(name);
    let words = [
        "past due",
        "days",
        "dias",
        "tage",
        "jours",
        "current",
        "corriente",
        "vencid",
        "por vencer",
        "sin vencer",
        "vencer",
        "overdue",
        "fallig",
    ];
    headings::is_ageing(&folded) || (words.iter().any(|word| folded.contains(word)) && folded.len() < 40)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    fn aside(headings: &[&str], cells: &[&str]) -> Option<Aside> {
        let mut record = Record::default();
        for cell in cells {
            record.push(Kind::Text, cell, "");
        }
        read(&record, &Columns::read(headings.iter().copied(), &[]))
    }

    fn named(cells: &[&str]) -> Option<(Option<String>, String)> {
        match aside(&["Documento", "Fecha", "Vencimiento", "Saldo", "1-30"], cells) {
            Some(Aside::Section(section)) => Some((section.number, section.name)),
            _ => None,
        }
    }

    #[test]
    fn customers_above_their_documents() {
        for (cells, number, name) in [
            (&["Acme Corp"][..], None, "Acme Corp"),
            (&["Cliente: 00012 - Papelería Sol"], Some("00012"), "Papelería Sol"),
            (&["Customer: Acme Corp"], None, "Acme Corp"),
            (&["Kunde 10001 Kranbau GmbH"], Some("10001"), "Kranbau GmbH"),
            (&["Cliente: C-7 Ana Torres"], Some("C-7"), "Ana Torres"),
            (&["3M de México"], None, "3M de México"),
            (&["7 Eleven"], None, "7 Eleven"),
            (&["Cliente:", "C-7", "Ana Torres"], Some("C-7"), "Ana Torres"),
            (&["Cliente:", "Ana Torres"], None, "Ana Torres"),
            (&["Debitor: 10001", "Kranbau GmbH"], Some("10001"), "Kranbau GmbH"),
            (&["C001", "Papelería Sol"], Some("C001"), "Papelería Sol"),
            (&["Cliente: C-7 - Ana Torres", "", "", "150.00"], Some("C-7"), "Ana Torres"),
            (&["Acme Corp", "", "", "150.00", "20.00"], None, "Acme Corp"),
            (&["Ana Ruiz (continuación)"], None, "Ana Ruiz"),
            (&["Acme Corp (cont.)"], None, "Acme Corp"),
            (&["Sacado: Loja Sol"], None, "Loja Sol"),
            (&["C-7", "Ana Torres", "55 1234 5678"], Some("C-7"), "Ana Torres"),
            (&["C-7", "Ana Torres", "ana@x.example"], Some("C-7"), "Ana Torres"),
        ] {
            assert_eq!(named(cells), Some((number.map(str::to_owned), name.to_owned())), "{cells:?}");
        }
        for cells in [
            &["INV-9"][..],
            &["Total Acme", "", "", "150.00"],
            &["1", "15/10/2026", "14/11/2026", "100.00"],
            &["15/10/2026"],
            &["", "", "", "150.00"],
            &["A-1", "15/10/2026"],
        ] {
            assert_eq!(aside(&["Documento", "Fecha", "Vencimiento", "Saldo"], cells), None, "{cells:?}");
        }
    }

    #[test]
    fn what_stands_below_a_name() {
        let headings = ["Documento", "Fecha", "Vencimiento", "Saldo"];
        for (cells, field, text) in [
            (["RFC: EKU9003173C9"], Field::CustomerTaxId, "EKU9003173C9"),
            (["Tel.: 55 1234 5678"], Field::CustomerPhone, "55 1234 5678"),
            (["E-mail: ana@x.example"], Field::CustomerEmail, "ana@x.example"),
            (["Dirección: Calle 5"], Field::CustomerAddress, "Calle 5"),
        ] {
            assert_eq!(aside(&headings, &cells), Some(Aside::Fact(field, text.into())), "{cells:?}");
        }
        for cells in [&["Elaborado por:", "Nora", "", ""][..], &["Página 2 de 5"], &["Vendedor: Luis Gil"]] {
            assert_eq!(aside(&headings, cells), Some(Aside::Remark), "{cells:?}");
        }
        let Some(Aside::Section(section)) = aside(&headings, &["Cliente: C-1 Ana", "RFC: EKU9003173C9"]) else {
            panic!()
        };
        assert_eq!((section.fact(Field::CustomerTaxId), section.name.as_str()), (Some("EKU9003173C9"), "Ana"));
    }

    #[test]
    fn sums_are_known_by_their_first_words() {
        for text in [
            "Total",
            "TOTAL GENERAL",
            "Subtotal Comercial La 14",
            "Total for Acme Corp",
            "Sub-total",
            "Grand Total",
            "Saldo final",
            "Suman",
            "Summe",
            "Gesamtsumme",
            "Somme",
            "Sous-total",
            "Totais",
            "Saldo cliente",
            "Saldo anterior",
            "Balance forward",
            "Opening balance",
            "Saldovortrag",
            "Solde initial",
        ] {
            assert!(begins_as_sum(text), "{text}");
        }
        for text in ["Totalgas SA", "Acme", "Saldo Hermanos", "Registros: 2", "Sumitomo", "Report generated today"] {
            assert!(!begins_as_sum(text), "{text}");
        }
        let section = Section::named(Some("C-1"), "Ana");
        for text in ["Total Ana", "Total for Ana", "Ana Total", "Subtotal C-1", "Total cliente Ana", "Ana Ergebnis"] {
            assert!(section.is_summed_by(text), "{text}");
        }
        for text in ["Total Mariana", "Total", "Ana", "Total Anabel", "Mariana Total"] {
            assert!(!section.is_summed_by(text), "{text}");
        }
    }

    #[test]
    fn ages_are_no_customers() {
        for text in ["91 or more days past due", "Current", "1 - 30", "Vencido 1-30 días", "31 bis 60 Tage fällig"] {
            assert!(is_age(text), "{text}");
        }
        for text in ["Acme Corp", "Papelería Sol"] {
            assert!(!is_age(text), "{text}");
        }
    }
}
