//! One record becomes one invoice, or the first reason why it cannot.
//!
//! Everything that needs only the row itself is checked here; what needs other rows (duplicates,
//! lines of one invoice, sums) is in [`super::rows`].

use super::columns::plain;
use super::currency::{self, Mark};
use super::dates;
use super::field::Field;
use super::item::{Customer, DocumentKind, Email, Item};
use super::numbers::{self, DecimalMark, NumberError};
use super::outcome::{Code, Finding};
use super::record::{Kind, Record};
use super::survey::{NoCurrency, Survey};
use chrono::Days;
use domain::date::Date;
use domain::invoice::Line;
use domain::known_fact::LONGEST_FACT;
use domain::money::{Currency, Money};
use domain::tax_id::{Offices, TaxId};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The longest texts that are taken, in characters.
const MAX_NUMBER: usize = 100;
const MAX_NAME: usize = 200;
const MAX_TEXT: usize = 500;
const MAX_NOTES: usize = 4000;

/// The longest terms, in days.
const MAX_TERMS: u64 = 1095;

/// What a row says of its invoice, before other rows are looked at.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The item; its `total` is that of the amount column, or of the line where there is none.
    pub(super) item: Item,
    /// What to tell when it is taken.
    pub(super) warnings: Vec<Finding>,
    /// Does `total` come from the amount column?
    pub(super) has_total: bool,
    /// Is it a credit note by its own word, so that positive sums are negative?
    pub(super) credit_by_word: bool,
}

/// Why a row gives no invoice.
pub(super) enum NoDraft {
    /// It is wrong.
    Refused(Finding),
    /// It was not known yet on the day that was asked for.
    NotYet(Finding),
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
}

impl<'a> Row<'a> {
    /// What a field says, or what was said for rows that leave it empty.
    pub(super) fn cell(self, field: Field) -> &'a str {
        let own = self.own_cell(field);
        if own.is_empty() { self.survey.options.default_for(field).unwrap_or("") } else { own }
    }

    /// What a field says in this row.
    pub(super) fn own_cell(self, field: Field) -> &'a str {
        self.survey.columns.at(field).and_then(|i| self.record.get(i)).map_or("", str::trim)
    }

    /// What the field's cell holds.
    fn holds(self, field: Field) -> Kind {
        self.survey.columns.at(field).map_or(Kind::Text, |i| self.record.kind(i))
    }

    /// Numbers of a sheet have a point, whatever its texts have.
    pub(super) fn decimal_mark(self, field: Field) -> DecimalMark {
        if self.holds(field) == Kind::Number { DecimalMark::Dot } else { self.survey.decimal }
    }

    /// The currency by which a sheet shows a number. It is how the cell is dressed, so a `$` says nothing where
    /// the row names its currency.
    fn sign(self, field: Field) -> Option<Mark> {
        let shown = self.survey.columns.at(field).and_then(|i| self.record.sign(i)).and_then(currency::mark);
        let named = !self.cell(Field::Currency).is_empty() || self.survey.columns.currency.is_some();
        shown.filter(|mark| !named || *mark != Mark::Dollar)
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

    fn missing(self, field: Field) -> Finding {
        self.finding(Code::MissingRequired, field, format!("the {field} is missing"))
    }

    /// Text on one line; line breaks become one blank.
    fn one_line(self, field: Field, most: usize) -> Result<Option<String>, Finding> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return Ok(None);
        }
        if cell.bytes().all(|b| b >= b' ' && b != 0x7F && b != 0xC2) {
            self.fits(field, cell, most)?;
            return Ok(Some(cell.to_owned()));
        }
        self.is_clean(field, cell)?;
        let is_break = |c: char| matches!(c, '\r' | '\n' | '\t');
        let parts: Vec<&str> = cell.split(is_break).map(str::trim).filter(|part| !part.is_empty()).collect();
        let line = parts.join(" ");
        self.fits(field, &line, most)?;
        Ok(Some(line))
    }

    /// Text that may have several lines, which LF parts.
    fn several_lines(self, field: Field, most: usize) -> Result<Option<String>, Finding> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return Ok(None);
        }
        self.is_clean(field, cell)?;
        self.fits(field, cell, most)?;
        Ok(Some(cell.replace("\r\n", "\n").replace('\r', "\n")))
    }

    fn is_clean(self, field: Field, cell: &str) -> Result<(), Finding> {
        let is_wrong = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
        match cell.chars().find(|c| is_wrong(*c)) {
            None => Ok(()),
            Some(c) => {
                let message = format!("the {field} has the control character U+{:04X} in it", u32::from(c));
                Err(self.finding(Code::InvalidText, field, message))
            }
        }
    }

    fn fits(self, field: Field, text: &str, most: usize) -> Result<(), Finding> {
        if text.len() <= most || text.chars().count() <= most {
            return Ok(());
        }
        Err(self.finding(Code::TextTooLong, field, format!("the {field} is longer than {most} characters")))
    }

    fn date(self, field: Field) -> Result<Option<Date>, Finding> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return Ok(None);
        }
        // A number in a sheet's column of days is a day that lost its format.
        let bare = self.holds(field) == Kind::Number;
        let read = dates::read(cell, if bare { self.survey.serials } else { self.survey.date_format });
        read.map(Some).ok_or_else(|| {
            let message = format!("`{}` is no day; this file writes days as {}", short(cell), self.survey.date_format);
            self.finding(Code::InvalidDate, field, message)
        })
    }

    /// An amount and what stands beside it, or nothing for an empty cell.
    fn amount(self, field: Field) -> Result<Option<(numbers::Number, bool, Option<Mark>)>, Finding> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return Ok(None);
        }
        let scanned = numbers::scan(cell).ok_or_else(|| self.no_amount(field, NumberError::Invalid, None))?;
        let number = numbers::read(scanned.body, self.decimal_mark(field))
            .map_err(|error| self.no_amount(field, error, None))?;
        let beside = match scanned.marks {
            ["", ""] => self.sign(field),
            [one, ""] | ["", one] => {
                Some(currency::mark(one).ok_or_else(|| self.no_amount(field, NumberError::Invalid, None))?)
            }
            [one, two] => match (currency::mark(one), currency::mark(two)) {
                (Some(one), Some(two)) if one == two => Some(one),
                // $1,000.00 MXN
                (Some(Mark::Dollar), Some(Mark::Is(code))) | (Some(Mark::Is(code)), Some(Mark::Dollar))
                    if currency::writes_dollar(code) =>
                {
                    Some(Mark::Is(code))
                }
                _ => return Err(self.no_amount(field, NumberError::Invalid, None)),
            },
        };
        Ok(Some((number, scanned.negative, beside)))
    }

    fn no_amount(self, field: Field, error: NumberError, currency: Option<Currency>) -> Finding {
        let cell = short(self.cell(field));
        match error {
            NumberError::Invalid => {
                let mark = self.survey.decimal.as_char();
                let message = format!("`{cell}` is no amount; this file writes decimals behind `{mark}`");
                self.finding(Code::InvalidAmount, field, message)
            }
            NumberError::OutOfRange => {
                self.finding(Code::AmountOutOfRange, field, format!("`{cell}` is larger than any amount that is taken"))
            }
            NumberError::TooManyDecimals => {
                let (code, decimals) = currency.map_or(("the currency", 0), |c| (c.code(), c.exponent()));
                let message =
                    format!("`{cell}` has more decimals than {code}, which has {decimals}; it is not rounded");
                self.finding(Code::TooManyDecimals, field, message)
            }
        }
    }

    fn currency(self, field: Field, beside: Option<Mark>) -> Result<Currency, Finding> {
        let cell = self.cell(Field::Currency);
        self.survey.currency(cell, beside).map_err(|error| match error {
            NoCurrency::Missing => self.missing(Field::Currency),
            NoCurrency::Unknown => {
                let message = format!("`{}` is no currency of ISO 4217", short(cell));
                self.finding(Code::UnknownCurrency, Field::Currency, message)
            }
            NoCurrency::Conflict => {
                let message = format!("`{}` does not go with the currency of the row", short(self.cell(field)));
                self.finding(Code::CurrencyConflict, field, message)
            }
        })
    }

    /// An amount in a currency that is already known.
    fn money(self, field: Field, currency: Currency) -> Result<Option<Money>, Finding> {
        let Some((number, negative, beside)) = self.amount(field)? else { return Ok(None) };
        let agrees = match beside {
            None => true,
            Some(Mark::Is(other)) => other == currency,
            Some(Mark::Dollar) => currency::writes_dollar(currency),
        };
        if !agrees {
            let message = format!("`{}` does not go with {currency}", short(self.cell(field)));
            return Err(self.finding(Code::CurrencyConflict, field, message));
        }
        number.money(negative, currency).map(Some).map_err(|error| self.no_amount(field, error, Some(currency)))
    }

    /// The invoice that the row is, or is the first line of.
    pub(super) fn draft(self) -> Result<Draft, NoDraft> {
        self.has_values()?;
        let mut warnings = Vec::new();
        let number =
            self.one_line(Field::InvoiceNumber, MAX_NUMBER)?.ok_or_else(|| self.missing(Field::InvoiceNumber))?;
        let issued = self.date(Field::IssueDate)?.ok_or_else(|| self.missing(Field::IssueDate))?;
        let as_of = self.survey.options.as_of;
        if as_of.is_some_and(|day| issued > day) {
            return Err(NoDraft::NotYet(self.finding(Code::AfterAsOf, Field::IssueDate, "issued after that day")));
        }
        let customer = self.customer(&mut warnings)?;
        let due = self.date(Field::DueDate)?;
        let settled = self.date(Field::SettledDate)?;
        let known_settled = settled.filter(|day| as_of.is_none_or(|as_of| *day <= as_of));

        let by_word = self.kind()?;
        let mut line = None;
        let (amount, negative, currency) = match self.amount(Field::Amount)? {
            Some((amount, negative, beside)) => (Some(amount), negative, self.currency(Field::Amount, beside)?),
            None if self.survey.columns.has(Field::LineNet) => {
                let beside = self.amount(Field::LineNet)?.and_then(|(_, _, beside)| beside);
                (None, false, self.currency(Field::LineNet, beside)?)
            }
            None => return Err(self.missing(Field::Amount).into()),
        };
        if self.survey.columns.has(Field::LineNet) {
            line = self.line(currency)?;
        }
        let written = match (amount, &line) {
            (Some(amount), _) => {
                amount.money(negative, currency).map_err(|e| self.no_amount(Field::Amount, e, Some(currency)))?
            }
            (None, Some(line)) => line.gross().map_err(|_| self.too_large(Field::LineNet))?,
            (None, None) => return Err(self.missing(Field::LineNet).into()),
        };
        let credit_by_word = by_word == Some(DocumentKind::CreditNote);
        let total = if credit_by_word && written.is_positive() { opposite(written) } else { written };
        let kind = if credit_by_word || total.minor() < 0 { DocumentKind::CreditNote } else { DocumentKind::Invoice };
        let open = self.open(total, settled, known_settled)?;

        let terms = self.one_line(Field::Terms, MAX_NUMBER)?;
        let due = due.map_or_else(|| self.due_by_terms(issued, kind, terms.as_deref()), Ok)?;
        if due < issued {
            let message = format!("due on {due}, before it was issued on {issued}");
            return Err(self.finding(Code::DueBeforeIssue, Field::DueDate, message).into());
        }
        if by_word == Some(DocumentKind::Invoice) && total.minor() < 0 {
            let message = "called an invoice, but negative; taken as a credit note";
            warnings.push(self.finding(Code::TypeSignConflict, Field::Kind, message));
        }
        let item = Item {
            line: self.record.line,
            document: kind,
            series: None,
            number,
            part: None,
            customer,
            issued,
            due,
            settled: known_settled,
            status: None,
            currency,
            total: Some(total),
            paid: open.map(|open| total.minus(open)).transpose().map_err(|_| self.too_large(Field::OpenAmount))?,
            open,
            terms,
            discount: None,
            description: self.one_line(Field::Description, MAX_TEXT)?,
            notes: self.several_lines(Field::Notes, MAX_NOTES)?,
            lines: line.into_iter().collect(),
            reference: None,
            electronic: None,
        };
        Ok(Draft { item, warnings, has_total: amount.is_some(), credit_by_word })
    }

    /// What is still open. It has no day of its own, so of an invoice that was settled after the
    /// day that was asked for nothing is known but that it was open.
    fn open(self, total: Money, settled: Option<Date>, known: Option<Date>) -> Result<Option<Money>, Finding> {
        let Some(open) = self.money(Field::OpenAmount, total.currency())? else { return Ok(None) };
        let open = if total.minor() < 0 && open.is_positive() { opposite(open) } else { open };
        let part = if total.minor() < 0 { total.minor()..=0 } else { 0..=total.minor() };
        let contradicts = settled.is_some() && !open.is_zero();
        // In a file with lines the total may be the sum of several rows.
        let may_grow = self.survey.columns.has(Field::LineNet) && self.cell(Field::Amount).is_empty();
        if contradicts || !(part.contains(&open.minor()) || may_grow) {
            let message =
                format!("{open} is open of {total}{}", if contradicts { ", though it is settled" } else { "" });
            return Err(self.finding(Code::OpenAmountMismatch, Field::OpenAmount, message));
        }
        Ok(Some(open).filter(|_| settled == known))
    }

    fn customer(self, warnings: &mut Vec<Finding>) -> Result<Customer, Finding> {
        let number = self.one_line(Field::CustomerId, MAX_NUMBER)?;
        let name = self.one_line(Field::CustomerName, MAX_NAME)?;
        let address = self.cell(Field::CustomerEmail);
        let email = is_email(address).then(|| Email { name: None, address: address.to_owned() });
        if name.is_none() && number.is_none() && email.is_none() {
            return Err(self.missing(Field::CustomerName));
        }
        if address.is_empty() {
            let message = "without an e-mail address nobody can be written to";
            warnings.push(self.finding(Code::MissingEmail, Field::CustomerEmail, message));
        } else if email.is_none() {
            let message = format!("`{}` is no e-mail address; it is left out", short(address));
            warnings.push(self.finding(Code::InvalidEmail, Field::CustomerEmail, message));
        }
        let language = self.cell(Field::Locale);
        let locale = if language.is_empty() { None } else { locale(language) };
        if locale.is_none() && !language.is_empty() {
            let message = format!("`{}` is no language; it is left out", short(language));
            warnings.push(self.finding(Code::UnknownLocale, Field::Locale, message));
        }
        let tax_id = self.fact(Field::CustomerTaxId, warnings);
        Ok(Customer {
            number,
            tax_id: tax_id.and_then(|text| TaxId::read(&text, Offices::default())),
            name,
            emails: email.into_iter().collect(),
            phones: self.one_line(Field::CustomerPhone, MAX_NUMBER)?.into_iter().collect(),
            postcode: self.fact(Field::CustomerPostcode, warnings),
            address: None,
            locale,
        })
    }

    /// What can be asked for to prove who somebody is. It is not needed for an invoice: what cannot be taken is left out.
    fn fact(self, field: Field, warnings: &mut Vec<Finding>) -> Option<String> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return None;
        }
        if cell.chars().count() <= LONGEST_FACT && !cell.chars().any(char::is_control) {
            return Some(cell.to_owned());
        }
        let message = format!(
            "the {field} is longer than {LONGEST_FACT} characters, or has control characters in it; it is left out"
        );
        warnings.push(self.finding(Code::UnusableFact, field, message));
        None
    }

    fn kind(self) -> Result<Option<DocumentKind>, Finding> {
        let cell = self.cell(Field::Kind);
        if cell.is_empty() {
            return Ok(None);
        }
        kind(cell).map(Some).ok_or_else(|| {
            let message = format!("`{}` is neither an invoice nor a credit note", short(cell));
            self.finding(Code::UnknownKind, Field::Kind, message)
        })
    }

    fn due_by_terms(self, issued: Date, kind: DocumentKind, terms: Option<&str>) -> Result<Date, Finding> {
        let days = match (terms, kind) {
            (None, DocumentKind::CreditNote) => Some(0), // nobody waits for it
            (None, _) => return Err(self.missing(Field::DueDate)),
            (Some(terms), _) => days_of_terms(terms),
        };
        days.and_then(|days| issued.checked_add_days(Days::new(days))).ok_or_else(|| {
            let message = format!("there is no due date, and none follows from `{}`", short(terms.unwrap_or("")));
            self.finding(Code::InvalidTerms, Field::Terms, message)
        })
    }

    /// The line that the row is, or nothing where it has none.
    pub(super) fn line(self, currency: Currency) -> Result<Option<Line>, Finding> {
        self.has_values()?;
        let Some(net) = self.money(Field::LineNet, currency)? else {
            let is_line = [Field::LineDescription, Field::LineTax].into_iter().any(|f| !self.own_cell(f).is_empty());
            return if is_line { Err(self.missing(Field::LineNet)) } else { Ok(None) };
        };
        let tax_percent = self.tax_percent()?;
        let tax = match (self.money(Field::LineTax, currency)?, tax_percent) {
            (Some(tax), _) => tax,
            (None, Some(percent)) => net.percent(percent).map_err(|_| self.too_large(Field::LineNet))?,
            (None, None) => Money::zero(currency),
        };
        let quantity = match self.amount(Field::LineQuantity)? {
            None => Decimal::ONE,
            Some((number, negative, None)) => {
                number.decimal(negative).map_err(|error| self.no_amount(Field::LineQuantity, error, None))?
            }
            Some(_) => return Err(self.no_amount(Field::LineQuantity, NumberError::Invalid, None)),
        };
        let description = self.one_line(Field::LineDescription, MAX_TEXT)?.unwrap_or_default();
        Ok(Some(Line { description, quantity, net, tax_percent, tax }))
    }

    fn tax_percent(self) -> Result<Option<Decimal>, Finding> {
        let cell = self.cell(Field::LineTaxPercent);
        let bare = cell.strip_suffix('%').unwrap_or(cell).trim_end();
        if bare.is_empty() {
            return Ok(None);
        }
        // Rates are short: a dot or a comma in them is a decimal mark, whatever amounts have.
        let plain = bare.replace(',', ".");
        let is_number = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let rate = plain.parse::<Decimal>().ok().filter(|rate| is_number && *rate <= Decimal::ONE_HUNDRED);
        rate.map(|rate| Some(rate.normalize())).ok_or_else(|| {
            let message = format!("`{}` is no tax rate from 0 to 100 %", short(cell));
            self.finding(Code::InvalidAmount, Field::LineTaxPercent, message)
        })
    }

    fn too_large(self, field: Field) -> Finding {
        self.finding(Code::AmountOutOfRange, field, "the sum is larger than any amount that is taken")
    }
}

/// The same amount with the other sign. Amounts that are read stay below
/// [`numbers::MAX_MINOR`], which has an opposite.
pub(super) fn opposite(amount: Money) -> Money {
    Money::new(amount.minor().saturating_neg(), amount.currency())
}

/// As much of a cell as fits into a sentence.
pub(super) fn short(cell: &str) -> String {
    let clean = cell.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut start: String = clean.take(41).collect();
    if start.chars().count() > 40 {
        start.pop();
        start.push('…');
    }
    start
}

/// Could mail be sent there? As RFC 5321 writes addresses, without quoted names and with a dot in
/// the domain, since mail leaves the house.
pub(super) fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let is_atom = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&c);
    let is_name =
        (1..=64).contains(&name.len()) && name.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atom));
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    is_name && text.len() <= 254 && domain.contains('.') && domain.split('.').all(is_label)
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

fn kind(text: &str) -> Option<DocumentKind> {
    let folded = super::columns::fold(text);
    let credit = [
        "nota credito",
        "credit",
        "credit note",
        "credit memo",
        "nc",
        "cn",
        "gutschrift",
        "avoir",
        "abono",
        "egreso",
        "c",
    ];
    let invoice = [
        "factura",
        "invoice",
        "fatura",
        "nota fiscal",
        "rechnung",
        "facture",
        "fa",
        "fv",
        "fe",
        "inv",
        "ingreso",
        "f",
        "i",
    ];
    if credit.contains(&folded.as_str()) || folded.starts_with("nota credito") || folded.starts_with("credit") {
        Some(DocumentKind::CreditNote)
    } else if invoice.contains(&folded.as_str()) || folded.starts_with("factura") || folded.starts_with("invoice") {
        Some(DocumentKind::Invoice)
    } else {
        None
    }
}

/// The days that terms grant: the number behind `net`, or the only number; nothing for cash.
pub(super) fn days_of_terms(terms: &str) -> Option<u64> {
    let folded = plain(terms);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| word.trim_start_matches('n').parse::<u64>().ok().filter(|days| *days <= MAX_TERMS);
    let is_net = |word: &&&str| matches!(**word, "net" | "neto" | "netto" | "n");
    let cash = ["contado", "cash", "receipt", "immediate", "immediately", "inmediato", "vista", "sofort", "comptant"];
    if let Some(at) = words.iter().position(|word| is_net(&word)) {
        return words.get(at + 1).and_then(|word| number(word));
    }
    let mut numbers = words.iter().filter_map(|word| number(word));
    match (numbers.next(), numbers.next()) {
        (Some(days), None) => Some(days),
        (None, _) if words.iter().any(|word| cash.contains(word)) => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
