//! One record becomes one item, or the first reason why it cannot.
//!
//! Everything that needs only the row itself is checked here; what needs other rows (duplicates, lines and parts of one
//! document, sums) is in [`super::rows`].

mod added_up;
mod amounts;
mod customer;
mod document;
mod line;
mod texts;
mod withheld;

use super::answer::FileKind;
use super::field::Field;
use super::folding::{fold, plain};
use super::headings::is_payment_day;
use super::item::{Customer, DocumentKind, EarlyDiscount, Item, in_series};
use super::numbers::{self, DecimalMark};
use super::options::BelowNothing;
use super::outcome::{Code, Finding};
use super::plausible::LONG_TERMS;
use super::record::{Kind, Record};
use super::sections::Section;
use super::survey::Survey;
use super::words::kinds::KindWord;
use super::words::opening;
pub(super) use amounts::{Agreed, opposite};
use amounts::{Signed, Sums};
use document::{Meaning, Said};
use domain::date::{Date, is_likely};
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use std::borrow::Cow;
pub(super) use texts::short;

/// The longest texts that are taken, in characters.
const MAX_NUMBER: usize = 100;
const MAX_NAME: usize = 200;
const MAX_TEXT: usize = 500;
const MAX_NOTES: usize = 4000;

/// What a row says of its document, before other rows are looked at.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The item; its `total` is that of the amount column, or of the line where there is none.
    pub(super) item: Item,
    /// What to tell when it is taken.
    pub(super) warnings: Vec<Finding>,
    /// Does `total` come from the amount column?
    pub(super) has_total: bool,
    /// Is it a credit by its own word, so that positive sums are negative?
    pub(super) credit_by_word: bool,
    /// What was paid beyond the whole: a credit of its own.
    pub(super) overpaid: Option<Money>,
    /// Has it no number of its own, so that it goes by its kind, day and customer?
    pub(super) unnumbered: bool,
    /// The sum of the whole document, where it is not that of the row.
    pub(super) whole: Option<Money>,
    /// What tells the row from other lines of its document, as a hash: what it is for.
    pub(super) beside: u32,
}

/// Why a row gives no item.
pub(super) enum NoDraft {
    /// It is wrong.
    Refused(Finding),
    /// It is no debt, or was none yet on the day that was asked for.
    Left(Finding),
}

impl From<Finding> for NoDraft {
    fn from(finding: Finding) -> Self {
        Self::Refused(finding)
    }
}

/// A record and how its file is read.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) record: &'a Record,
    pub(super) survey: &'a Survey,
    /// The customer in whose section of the list it stands.
    pub(super) above: Option<&'a Section>,
    /// The row whose customer it has, where it names none itself.
    pub(super) leader: Option<&'a Record>,
}

impl<'a> Row<'a> {
    /// What a field says, or what was said for rows that leave it empty.
    pub(super) fn cell(self, field: Field) -> &'a str {
        let own = self.own_cell(field);
        if !own.is_empty() {
            return own;
        }
        let above = self.above.and_then(|section| section.fact(field));
        above.or_else(|| self.survey.options.default_for(field)).unwrap_or("")
    }

    /// What a field says in this row, or of its customer in the row that names it.
    pub(super) fn own_cell(self, field: Field) -> &'a str {
        let record = if field.is_customer() { self.who() } else { self.record };
        self.survey.columns.cell(field, record)
    }

    /// The record that says who the customer is.
    fn who(self) -> &'a Record {
        self.leader.unwrap_or(self.record)
    }

    /// The series of its number, from all columns that have a part of it.
    pub(super) fn series_text(self) -> Cow<'a, str> {
        match self.survey.columns.series(self.record) {
            series if series.is_empty() => Cow::Borrowed(self.cell(Field::Series)),
            series => series,
        }
    }

    /// Does an amount of a document stand in it?
    pub(super) fn has_amount(self) -> bool {
        Field::ALL.into_iter().any(|field| field.is_money() && !self.own_cell(field).is_empty())
    }

    /// Numbers of a sheet have a point, whatever its texts have.
    pub(super) fn decimal_mark(self, field: Field) -> DecimalMark {
        if self.holds(field) == Kind::Number { DecimalMark::Dot } else { self.survey.decimal }
    }

    /// What the field's cell holds.
    fn holds(self, field: Field) -> Kind {
        self.survey.columns.kind(field, self.record)
    }

    /// No cell that is read may hold an error instead of a value.
    fn has_values(self) -> Result<(), Finding> {
        if !self.record.has_fault() {
            return Ok(());
        }
        let is_fault = |field: &Field| self.holds(*field) == Kind::Fault;
        let Some(field) = Field::ALL.into_iter().find(is_fault) else { return Ok(()) };
        let message = format!("the {field} has no value in the sheet: {}", self.own_cell(field));
        Err(self.finding(Code::CellError, field, message))
    }

    fn finding(self, code: Code, field: Field, message: impl Into<Cow<'static, str>>) -> Finding {
        Finding { line: self.record.line, code, field: Some(field.as_str().into()), message: message.into() }
    }

    /// Nothing says it. A word such as `n/a` in its cell is told as it stands there.
    fn missing(self, field: Field) -> Finding {
        let written = self.survey.columns.written(field, self.record);
        let code = match field {
            _ if written.is_empty() => {
                return self.finding(Code::MissingRequired, field, format!("the {field} is missing"));
            }
            _ if field.is_money() => Code::InvalidAmount,
            _ if Field::DATES.contains(&field) => Code::InvalidDate,
            _ => Code::MissingRequired,
        };
        self.finding(code, field, format!("the {field} is missing: the cell says `{written}`"))
    }

    /// Series and number of the document that the row names, where they can be read, whatever else is wrong with it.
    pub(super) fn named_document(self) -> Option<String> {
        let mut untold = Vec::new();
        let number = self.number(Field::InvoiceNumber, &mut untold).ok()??;
        let (number, _) = self.part(number).ok()?;
        let series = self.series(&mut untold).ok()?;
        Some(in_series(series.as_deref(), &number).into_owned())
    }

    /// The item that the row is, or is the first line of.
    pub(super) fn draft(self) -> Result<Draft, NoDraft> {
        self.has_values()?;
        self.leave_payable()?;
        let mut warnings = Vec::new();
        let said = self.said()?;
        self.leave_empty_payment(&said)?;
        let opening = self.opening();
        let own_number = self.number(Field::InvoiceNumber, &mut warnings)?.filter(|_| opening.is_none());
        if own_number.is_none() && opening.is_none() && !self.survey.is_movements() && !self.is_unapplied(&said) {
            return Err(self.without_number());
        }
        let issued = self.date(Field::IssueDate)?.ok_or_else(|| self.missing(Field::IssueDate))?;
        let as_of = self.survey.options.as_of;
        if as_of.is_some_and(|day| issued > day) {
            return Err(NoDraft::Left(self.finding(Code::AfterAsOf, Field::IssueDate, "issued after that day")));
        }
        let customer = self.customer(&mut warnings)?;
        let signed = self.signed_amounts(&said, &mut warnings)?;
        if signed.is_negative()
            && said.meaning == Meaning::BySign
            && self.survey.options.below_nothing == Some(BelowNothing::Payable)
        {
            let message = "below nothing: it is what the firm itself owes, not a customer";
            return Err(NoDraft::Left(self.finding(Code::NotADebt, Field::Amount, message)));
        }
        self.refuse_named_credit(&said, signed.is_negative())?;
        let settled = self.settled(&said, &signed, &mut warnings)?;
        let known_settled = settled.filter(|day| as_of.is_none_or(|as_of| *day <= as_of));
        let document = self.document_of(&said, &signed, &mut warnings);
        self.leave_cleared(&said, document)?;
        let sums = self.sums(signed, &said, settled, known_settled, &mut warnings)?;
        let terms = self.one_line(Field::Terms, MAX_NUMBER)?;
        let (due, discounts) = self.due(issued, document, terms.as_deref(), &mut warnings)?;
        let unnumbered = own_number.is_none() && (opening.is_some() || !self.survey.is_movements());
        let (number, part) = match own_number {
            Some(number) => self.part(number)?,
            None if opening.is_some() => {
                (self.number_of_opening(opening.unwrap_or_default(), &customer, sums.currency, &mut warnings), None)
            }
            None if unnumbered => (self.number_of_unapplied(issued, &customer, &mut warnings), None),
            None if document.is_movement() => (String::new(), None),
            None => return Err(self.missing(Field::InvoiceNumber).into()),
        };
        let item = Item {
            line: self.record.line,
            document,
            series: self.series(&mut warnings)?,
            number,
            part,
            customer,
            issued,
            due,
            settled: known_settled,
            status: said.status,
            currency: sums.currency,
            total: sums.total,
            paid: sums.paid,
            open: sums.open,
            terms,
            discounts,
            description: self.description()?,
            notes: self.notes_of(document)?,
            lines: sums.line.iter().cloned().collect(),
            unapplied: !self.survey.is_movements() && matches!(said.meaning, Meaning::Word(DocumentKind::Payment)),
            reference: self.reference(document, &mut warnings)?,
            electronic: None,
        };
        let Sums { has_total, credit_by_word, overpaid, whole, .. } = sums;
        let beside = self.survey.may_be_lines.as_ref().map_or(0, |beside| beside.rest(self.record));
        Ok(Draft { item, warnings, has_total, credit_by_word, overpaid, unnumbered, whole, beside })
    }

    /// The word by which the row says that it is what was owed at the beginning: in place of its number, or of one that it has not.
    fn opening(self) -> Option<&'a str> {
        opening::word(|field| self.own_cell(field))
    }

    /// By what the next list knows it again: there is one of a customer and currency, on whatever day a list says that it was.
    fn number_of_opening(
        self,
        word: &str,
        customer: &Customer,
        currency: Currency,
        warnings: &mut Vec<Finding>,
    ) -> String {
        let who: String = customer.reference().chars().take(60).collect();
        let word = word.split(|c: char| c.is_ascii_digit()).next().unwrap_or(word);
        let word: String = word.trim_end_matches(|c: char| !c.is_alphabetic()).chars().take(30).collect();
        let foreign = self.survey.options.house().is_some_and(|house| house != currency);
        let currency = if foreign { format!(" {}", currency.code()) } else { String::new() };
        let number = format!("{word} ({who}){currency}");
        let message = format!("it has no number of its own; it is one item of the customer, as `{number}`");
        warnings.push(self.finding(Code::OpeningBalance, Field::InvoiceNumber, message));
        number
    }

    /// Is it a payment or a credit of which a list says that something is left, though nobody gave it a number?
    fn is_unapplied(self, said: &Said) -> bool {
        let says_open = self.survey.columns.has(Field::OpenAmount);
        let list = says_open || self.survey.understood.kind == FileKind::OpenItems;
        let field = if says_open { Field::OpenAmount } else { Field::Amount };
        let left = |cell: &str| !cell.is_empty() && !numbers::is_nothing(cell) && !numbers::is_zero(cell);
        let some = self.survey.columns.cells_of(field, self.record).any(left);
        list && some && matches!(said.meaning, Meaning::Word(DocumentKind::Payment | DocumentKind::CreditNote))
    }

    /// By what the next list knows it again: its kind, day and customer.
    fn number_of_unapplied(self, issued: Date, customer: &Customer, warnings: &mut Vec<Finding>) -> String {
        let who: String = customer.reference().chars().take(60).collect();
        let kind: String = self.cell(Field::Kind).chars().take(20).collect();
        let number = format!("{kind} {issued} ({who})");
        let message = format!("it has no number; what is left of it is a credit of the customer, as `{number}`");
        warnings.push(self.finding(Code::UnnumberedPayment, Field::InvoiceNumber, message));
        number
    }

    /// In a list of what is open, a payment that nobody gave a number is no document that a list could name again.
    fn without_number(self) -> NoDraft {
        match self.kind() {
            Ok(Some(KindWord::Is(DocumentKind::Payment | DocumentKind::Reversal))) => {
                let amount = [Field::OpenAmount, Field::Amount].into_iter().map(|field| self.own_cell(field));
                let amount = amount.into_iter().find(|cell| !cell.is_empty()).unwrap_or_default();
                let message = format!("a payment without a number ({}) is left out", short(amount));
                NoDraft::Left(self.finding(Code::UnnumberedPayment, Field::InvoiceNumber, message))
            }
            _ => self.missing(Field::InvoiceNumber).into(),
        }
    }

    /// What was paid of documents that are settled already is no payment of others.
    fn leave_cleared(self, said: &Said, document: DocumentKind) -> Result<(), NoDraft> {
        if !said.cleared || !document.is_credit() {
            return Ok(());
        }
        let message = "it was cleared with documents that count as paid, and counts with them";
        Err(NoDraft::Left(self.finding(Code::Cleared, Field::Paid, message)))
    }

    /// The remarks; of a payment also the documents with which it was cleared.
    fn notes_of(self, document: DocumentKind) -> Result<Option<String>, Finding> {
        let notes = self.several_lines(Field::Notes, MAX_NOTES)?;
        let cleared = self.cleared_documents().filter(|_| self.survey.is_movements() && document.is_movement());
        Ok(match (notes, cleared) {
            (Some(notes), Some(cleared)) => Some([&notes, " ", cleared].concat()),
            (notes, cleared) => notes.or_else(|| cleared.map(str::to_owned)),
        })
    }

    /// What it is for, or the customer's project.
    fn description(self) -> Result<Option<String>, Finding> {
        match self.one_line(Field::Description, MAX_TEXT)? {
            None => self.line_of(Field::Description, self.survey.columns.job(self.who()).unwrap_or(""), MAX_TEXT),
            some => Ok(some),
        }
    }

    fn reference(self, document: DocumentKind, warnings: &mut Vec<Finding>) -> Result<Option<String>, Finding> {
        match document {
            DocumentKind::Invoice => Ok(None),
            _ => self.number(Field::Reference, warnings),
        }
    }

    /// The last day to pay, and what is taken off before it.
    fn due(
        self,
        issued: Date,
        document: DocumentKind,
        terms: Option<&str>,
        warnings: &mut Vec<Finding>,
    ) -> Result<(Date, Vec<EarlyDiscount>), Finding> {
        let spoken = terms.map(|terms| self.survey.lexicon.terms(terms));
        // Terms that grant no days ("PPD", "Crédito") are those that were said for such rows.
        let default = self.survey.options.default_for(Field::Terms).map(|terms| self.survey.lexicon.terms(terms));
        let collected = spoken.is_some_and(|spoken| spoken.direct_debit);
        let spoken = spoken.filter(|spoken| spoken.due.is_some()).or(default).or(spoken);
        let due = match (self.date(Field::DueDate)?, terms, spoken.and_then(|spoken| spoken.due)) {
            (Some(due), _, _) => due,
            (None, Some(_), Some(rule)) => rule.from(issued).ok_or_else(|| self.no_terms(terms))?,
            // Nobody waits for it.
            (None, _, _) if document.is_credit() || document == DocumentKind::Reversal => issued,
            (None, None, _) => return Err(self.missing(Field::DueDate)),
            (None, Some(_), None) => return Err(self.no_terms(terms)),
        };
        if due < issued {
            let message = format!("due on {due}, before it was issued on {issued}");
            return Err(self.finding(Code::DueBeforeIssue, Field::DueDate, message));
        }
        if let Some(day) = [issued, due].into_iter().find(|day| !is_likely(*day)) {
            warnings.push(self.finding(
                Code::Implausible,
                Field::IssueDate,
                format!("{day} is no likely day of an invoice"),
            ));
        }
        if collected {
            let message = "it is collected by direct debit; whoever pays it here as well pays it twice";
            warnings.push(self.finding(Code::DirectDebit, Field::Terms, message));
        }
        if (due - issued).num_days() > LONG_TERMS {
            let message = format!("due on {due}, years after it was issued on {issued}");
            warnings.push(self.finding(Code::Implausible, Field::DueDate, message));
        }
        let discount = self.discount(issued, due, spoken.and_then(|spoken| spoken.discount), warnings);
        Ok((due, discount.into_iter().collect()))
    }

    fn no_terms(self, terms: Option<&str>) -> Finding {
        let message = format!("there is no due date, and none follows from `{}`", short(terms.unwrap_or("")));
        self.finding(Code::InvalidTerms, Field::Terms, message)
    }

    fn discount(
        self,
        issued: Date,
        due: Date,
        spoken: Option<(Decimal, u32)>,
        warnings: &mut Vec<Finding>,
    ) -> Option<EarlyDiscount> {
        let (percent, days) = spoken?;
        let until = issued.checked_add_days(chrono::Days::new(days.into()))?;
        if percent > Decimal::ZERO && percent < Decimal::ONE_HUNDRED && until <= due {
            return Some(EarlyDiscount { percent, until });
        }
        let message = format!("a discount of {percent} % within {days} days is none; it is left out");
        warnings.push(self.finding(Code::Implausible, Field::Terms, message));
        None
    }
}

/// What is paid of a document by its settled day, its status, or a mark.
impl Row<'_> {
    /// The day on which all of it was paid; one that is still to come is none yet.
    fn settled(self, said: &Said, signed: &Signed, warnings: &mut Vec<Finding>) -> Result<Option<Date>, Finding> {
        let payments =
            || self.survey.columns.heading(Field::SettledDate).is_some_and(|name| is_payment_day(&fold(name)));
        // Of a document of which a part is open, it is the day of the last payment.
        let by_column = self.date(Field::SettledDate)?.filter(|_| !(signed.is_open_in_part() && payments()));
        let Some(day) = by_column.or(said.paid_on) else { return Ok(None) };
        let field = if by_column.is_some() { Field::SettledDate } else { Field::Paid };
        let speaks_of = self.survey.understood.as_of.filter(|_| self.survey.options.as_of.is_none());
        if speaks_of.is_some_and(|speaks_of| day > speaks_of) {
            let message = format!("paid on {day}, which is still to come; it counts as open");
            warnings.push(self.finding(Code::NotPaidYet, field, message));
            return Ok(None);
        }
        if signed.was_paid_in_part() {
            let message =
                format!("paid on {day}, though what was paid is less than the total; nothing is taken for open");
            warnings.push(self.finding(Code::AmountsDisagree, field, message));
        }
        Ok(Some(day))
    }

    /// What kind of document it is: by its word, by the side of its amount, by its sign.
    fn document_of(self, said: &Said, signed: &Signed, warnings: &mut Vec<Finding>) -> DocumentKind {
        let negative = signed.is_negative();
        let is_list = !self.survey.is_movements();
        match said.meaning {
            Meaning::Word(DocumentKind::Invoice | DocumentKind::DebitNote) if negative => {
                if !signed.by_side {
                    let message = "called an invoice, but negative; taken as a credit note";
                    warnings.push(self.finding(Code::TypeSignConflict, Field::Kind, message));
                }
                DocumentKind::CreditNote
            }
            Meaning::Word(kind)
                if kind.is_credit() && !negative && !signed.credit_by_word && !signed.by_side && is_list =>
            {
                let message =
                    format!("`{}` above nothing: it is owed, as its sign says", short(self.cell(Field::Kind)));
                warnings.push(self.finding(Code::TypeSignConflict, Field::Kind, message));
                DocumentKind::DebitNote
            }
            Meaning::Word(DocumentKind::CreditNote) if !negative && !signed.credit_by_word && !signed.by_side => {
                DocumentKind::Reversal
            }
            // What was paid but not applied to an invoice is the customer's credit.
            Meaning::Word(DocumentKind::Payment) if is_list => DocumentKind::CreditNote,
            Meaning::Word(DocumentKind::Reversal) if is_list && negative => DocumentKind::CreditNote,
            Meaning::Word(DocumentKind::Reversal) if is_list => DocumentKind::DebitNote,
            Meaning::Word(DocumentKind::Payment) if !negative && signed.by_side => DocumentKind::Reversal,
            Meaning::Word(kind) => kind,
            Meaning::BySign if negative && !is_list && signed.by_side => DocumentKind::Payment,
            Meaning::BySign if negative => DocumentKind::CreditNote,
            Meaning::BySign => DocumentKind::Invoice,
        }
    }
}

/// `es`, `pt-BR`, `Español` …
fn locale(text: &str) -> Option<String> {
    let (language, country) = text.split_once(['-', '_']).map_or((text, None), |(l, c)| (l, Some(c)));
    let two_letters = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    if two_letters(language) && country.is_none_or(two_letters) {
        let language = language.to_ascii_lowercase();
        return Some(
            country.map_or(language.clone(), |country| format!("{language}-{}", country.to_ascii_uppercase())),
        );
    }
    let known = match plain(text).as_str() {
        "espanol" | "spanish" | "castellano" | "espanhol" | "spanisch" => "es",
        "ingles" | "english" | "englisch" => "en",
        "portugues" | "portuguese" | "portugiesisch" => "pt",
        _ => return None,
    };
    Some(known.to_owned())
}

/// Nothing, in the currency of an amount.
pub(super) fn nothing(of: Money) -> Money {
    Money::zero(of.currency())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn languages() {
        assert_eq!(locale("ES_mx").as_deref(), Some("es-MX"));
        assert_eq!(locale("Português").as_deref(), Some("pt"));
        assert_eq!(locale("Klingon"), None);
    }

    proptest! {
        #[test]
        fn words_never_panic(text in "\\PC{0,30}") {
            let _ = (locale(&text), short(&text));
        }
    }
}
