//! Columns of kinds of document, and of whose debt it is, by their words.

use super::{Found, Headed};
use crate::field::Field;
use crate::item::DocumentKind;
use crate::options::Options;
use crate::question::Question;
use crate::words::directions::{self, Direction};
use crate::words::kinds::{self, KindWord};
use crate::words::normal;

/// Headings of places and languages, whose codes are those of kinds: AR, CN, FR, NC, ND.
const PLACES: [&str; 30] = [
    "country",
    "pais",
    "land",
    "pays",
    "state",
    "estado",
    "uf",
    "provincia",
    "province",
    "region",
    "regiao",
    "departamento",
    "bundesland",
    "language",
    "idioma",
    "sprache",
    "langue",
    "lingua",
    "locale",
    "nation",
    "nacionalidad",
    "zone",
    "zona",
    "city",
    "ciudad",
    "cidade",
    "ort",
    "ville",
    "origen",
    "destino",
];

/// Words in headings of kinds.
const KINDS: [&str; 22] = [
    "tipo",
    "type",
    "typ",
    "art",
    "kind",
    "clase",
    "class",
    "comp",
    "cbte",
    "cpte",
    "comprobante",
    "doc",
    "document",
    "documento",
    "dokument",
    "beleg",
    "vch",
    "voucher",
    "trans",
    "mov",
    "td",
    "nature",
];

/// A column of kinds: told by its words, of which most are known. Where all of them are, it may still speak of something
/// else, and is asked about; a word that is not known is asked for as in any column of kinds.
pub(super) fn find(all: &[Headed<'_>], options: &Options, found: &mut Found) {
    let mut few: Vec<(&Headed<'_>, Verdict)> =
        all.iter().filter_map(|column| Some((column, verdict(column, options)?))).collect();
    few.sort_by_key(|(_, verdict)| *verdict);
    let Some((column, verdict)) = few.first() else { return };
    match verdict {
        Verdict::Is => found.fields.push((Field::Kind, column.watched.at)),
        Verdict::May => {
            let words: Vec<&str> = column.watched.unread.words().texts().collect();
            found.questions.push(Question::may_be(Field::Kind, column.heading, &words));
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Is,
    May,
}

fn verdict(column: &Headed<'_>, options: &Options) -> Option<Verdict> {
    let unread = &column.watched.unread;
    let words = || unread.words().texts();
    if !unread.is_few() || super::super::deciding::is_of_customers(&column.folded) || column.has_word(&PLACES) {
        return None;
    }
    let all = words().count();
    let answered = |word: &str| options.answer_for(Field::Kind, &normal(word)).and_then(|answer| answer.kind());
    let known: Vec<(&str, KindWord)> =
        words().filter_map(|word| Some((word, answered(word).or_else(|| meaning(word))?))).collect();
    let changes =
        known.iter().filter(|(_, word)| !matches!(word, KindWord::Is(DocumentKind::Invoice) | KindWord::Either));
    // Ways to pay and to sell have words of their own ("Transferencia", "Crédito"); among kinds there is an invoice.
    let invoices = known.iter().any(|(_, word)| *word == KindWord::Is(DocumentKind::Invoice));
    let credit_note = words().any(kinds::is_name_of_credit_note) && unread.has_on_debts(kinds::is_name_of_credit_note);
    if changes.count() == 0 || !invoices {
        // One document's name among texts of few values, beside an amount that is owed, is enough to ask.
        return (credit_note && all <= 8).then_some(Verdict::May);
    }
    let long = known.iter().any(|(word, _)| normal(word).len() > 3);
    if !long && !is_abbreviated(column, &known) {
        return None;
    }
    if known.len() == all {
        // Nobody but the person has said that some word is a kind.
        return Some(if words().any(|word| answered(word).is_some()) { Verdict::Is } else { Verdict::May });
    }
    if known.len() * 2 > all {
        return Some(Verdict::Is);
    }
    (known.len() * 2 == all && long || credit_note).then_some(if long { Verdict::Is } else { Verdict::May })
}

/// What a word says of a kind; a single letter says nothing under any heading, nor do figures, but for the codes of the SII.
fn meaning(word: &str) -> Option<KindWord> {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 2).then(|| kinds::read(word)).flatten()
}

/// Are abbreviations (FAC, N/C, RE, GS) kinds? Codes of places look like them: the heading says so, or a code that no place
/// has, or the numbers begin with them, or one customer has several of them.
fn is_abbreviated(column: &Headed<'_>, known: &[(&str, KindWord)]) -> bool {
    let people = &column.watched.people;
    let no_place = |word: &str| word.len() != 2 || !word.bytes().all(|b| b.is_ascii_alphabetic());
    column.has_word(&KINDS)
        || people.begins_numbers()
        || (!people.is_of_each() && known.iter().filter(|(word, _)| no_place(word)).count() * 2 >= known.len())
        || people.varies_within()
}

/// A column that says whose debt it is: customers and suppliers, receivable and payable.
pub(super) fn find_direction(all: &[Headed<'_>], found: &mut Found) {
    for column in all {
        let unread = &column.watched.unread;
        let words = || unread.words().texts();
        let count = |way| words().filter(|word| directions::sure(word) == Some(way)).count();
        let (ours, theirs) = (count(Direction::Receivable), count(Direction::Payable));
        if !unread.is_few() || theirs == 0 || found.fields.iter().any(|(_, at)| *at == column.watched.at) {
            continue;
        }
        if ours > 0 && (ours + theirs) * 2 >= words().count() {
            found.fields.push((Field::Direction, column.watched.at));
            return;
        }
        let long = words().any(|word| directions::sure(word) == Some(Direction::Payable) && word.len() > 3);
        if long && theirs * 2 >= words().count() {
            let words: Vec<&str> = words().collect();
            found.questions.push(Question::may_be(Field::Direction, column.heading, &words));
            return;
        }
    }
}
