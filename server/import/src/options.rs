//! What the person says because the file cannot.

use super::answer::{Answer, FileKind, Numbers, RowsOfOne, Unnamed};
use super::columns::{AmountsIn, Wish};
use super::currency;
use super::dates::{DateFormat, UnknownDateFormat};
use super::field::{Field, UnknownField};
use super::numbers::DecimalMark;
use super::outline::Level;
use super::own_firm::OwnFirm;
use super::words;
use domain::date::Date;
use domain::money::Currency;
use encoding_rs::Encoding;

/// Answers given beforehand. [`Options::default`] says nothing: the file must speak for itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The creditor's own currency: for amounts beside which no currency stands, in a file that
    /// names none, and for `$` where it is written so.
    pub house_currency: Option<Currency>,
    /// The firm whose books these are, where documents and customers are to be held against it.
    pub own_firm: Option<OwnFirm>,
    /// Take in only what was known at the end of this day.
    pub as_of: Option<Date>,
    /// How days are written.
    pub date_format: Option<DateFormat>,
    pub(super) wishes: Vec<Wish>,
    pub(super) defaults: Vec<(Field, String)>,
    pub(super) currency: Option<Currency>,
    pub(super) dollar: Option<Currency>,
    pub(super) decimal: Option<DecimalMark>,
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) file: Option<FileKind>,
    /// Whether a document number is given once, or once a customer.
    pub numbers: Option<Numbers>,
    /// What rows of one number are that say different sums.
    pub(super) rows: Option<RowsOfOne>,
    /// What words mean: the field, the word as tables have it, the meaning, and both as they were said.
    pub(super) answers: Vec<(Field, String, Answer, [String; 2])>,
    /// The sheet of a workbook that holds the list.
    pub(super) sheet: Option<String>,
    pub(super) paid_at_once: Option<PaidAtOnce>,
    /// What amounts below nothing are, in a list of customers and suppliers.
    pub(super) below_nothing: Option<BelowNothing>,
    /// Did customers of such lists go by a number of theirs before?
    pub(super) known_number: bool,
    /// Whether amounts are in cents, where that was said.
    pub(super) amounts_in: Option<AmountsIn>,
    /// The seller of electronic documents that is the own firm, by number or name; empty: none that is not known.
    pub(super) seller: Option<String>,
    /// Whose rows are those that name nobody.
    pub(super) unnamed: Option<Unnamed>,
    /// Were days of a sheet turned round?
    pub(super) day_cells: Option<DayCells>,
    /// Which of the sections that lie in each other are the customers.
    pub(super) sections: Option<Level>,
}

/// What a person says of days that a spreadsheet may have turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum DayCells {
    /// They are what they show.
    AsShown,
    /// Month and day were taken for each other, where that gives a day.
    Turned,
}

/// What a person says of amounts below nothing in a list of customers and suppliers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum BelowNothing {
    /// The firm itself owes them, to suppliers.
    Payable,
    /// They are credits of customers.
    Credit,
}

/// What a person says of documents that were to be paid at once (CFDI's PUE, contado).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaidAtOnce {
    /// They are still owed.
    Owed,
    /// They were paid.
    Paid,
}

/// An option that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OptionError {
    /// There is no `=` in it.
    #[error("`{0}` has no `=`; write field=column or field=value")]
    NoEquals(String),
    /// Names no field.
    #[error(transparent)]
    Field(#[from] UnknownField),
    /// Names no date format.
    #[error(transparent)]
    DateFormat(#[from] UnknownDateFormat),
    /// The value is none that the field can have.
    #[error("`{value}` is no {what}")]
    Value {
        /// What was given.
        value: String,
        /// What was wanted.
        what: &'static str,
    },
}

impl OptionError {
    fn no_value(value: &str, what: &'static str) -> Self {
        Self::Value { value: value.chars().take(40).collect(), what }
    }
}

impl Options {
    /// Nothing said, for the books of a creditor that are kept in `currency`.
    #[must_use]
    pub fn of_house(currency: Currency) -> Self {
        Self { house_currency: Some(currency), ..Self::default() }
    }

    /// `--map field=column`: the field stands under this heading. `--map field=` leaves it out.
    ///
    /// # Errors
    /// [`OptionError`] with what to write instead.
    pub fn map(&mut self, text: &str) -> Result<(), OptionError> {
        let (field, heading) = split(text)?;
        let heading = (!heading.is_empty()).then(|| heading.to_owned());
        self.wishes.push(Wish { field: field.parse()?, heading });
        Ok(())
    }

    /// `--default field=value`: the value where a row or the whole file has none. Besides the fields
    /// there are `currency_for_dollar_sign=USD`, `decimal=,`, `encoding=windows-1252`, `file=open_items` (or `invoices`,
    /// `movements`), `numbers=per_customer` (or `once`), `rows=lines` (or `repeated`), `seller=B12345674` (who of a file's sellers the own firm is), `sheet=Facturas`, `paid_at_once=owed`,
    /// `amounts_in=cents` (or `units`), `negative=payable` (or `credit`), `customers_by=number` (such lists have told customers apart by their numbers before), and what a word means:
    /// `status:Por timbrar=draft`.
    ///
    /// # Errors
    /// [`OptionError`] with what to write instead.
    pub fn default_value(&mut self, text: &str) -> Result<(), OptionError> {
        let (name, value) = split(text)?;
        let wrong = |what| OptionError::no_value(value, what);
        let as_currency = || currency::code(value).ok_or_else(|| wrong("currency of ISO 4217"));
        match name {
            "currency" | "default_currency" => self.currency = Some(as_currency()?),
            "currency_for_dollar_sign" => {
                let dollar = as_currency()?;
                if !currency::writes_dollar(dollar) {
                    return Err(wrong("currency that is written with $"));
                }
                self.dollar = Some(dollar);
            }
            "decimal" => {
                let (dot, comma) = (DecimalMark::Dot, DecimalMark::Comma);
                let marks = [(".", dot), ("dot", dot), (",", comma), ("comma", comma)];
                self.decimal = Some(one_of(value, "decimal mark (. or ,)", marks)?);
            }
            "encoding" => {
                let known = Encoding::for_label(value.as_bytes());
                self.encoding = Some(known.ok_or_else(|| wrong("encoding (utf-8, windows-1252, utf-16le …)"))?);
            }
            "file" => {
                self.file = Some(value.parse().map_err(|_| wrong("kind of file (open_items, invoices, movements)"))?)
            }
            "seller" => self.seller = Some(value.to_owned()),
            "numbers" => {
                let way = || wrong("way to number documents (once, per_customer)");
                self.numbers = Some(Numbers::of_name(value).ok_or_else(way)?);
            }
            "rows" => {
                let choices = RowsOfOne::ALL.map(|rows| (rows.as_str(), rows));
                self.rows = Some(one_of(value, "answer (lines or repeated)", choices)?);
            }
            "unnamed" => {
                self.unnamed = Some(one_of(
                    value,
                    "answer (above or nobody)",
                    [("above", Unnamed::Above), ("nobody", Unnamed::Nobody)],
                )?);
            }
            "sections" => {
                self.sections =
                    Some(one_of(value, "answer (outer or inner)", [("outer", Level::Outer), ("inner", Level::Inner)])?);
            }
            "day_cells" => {
                self.day_cells = Some(one_of(
                    value,
                    "answer (as_shown or turned)",
                    [("as_shown", DayCells::AsShown), ("turned", DayCells::Turned)],
                )?);
            }
            "negative" => {
                self.below_nothing = Some(match value {
                    "payable" => BelowNothing::Payable,
                    "credit" => BelowNothing::Credit,
                    _ => return Err(wrong("answer (payable or credit)")),
                });
            }
            "customers_by" if value == "number" => self.known_number = true,
            "customers_by" => return Err(wrong("answer (number)")),
            "amounts_in" => {
                self.amounts_in = Some(match value {
                    "cents" => AmountsIn::Cents,
                    "units" => AmountsIn::Units,
                    _ => return Err(wrong("answer (cents or units)")),
                });
            }
            "sheet" => self.sheet = Some(value.to_owned()),
            "paid_at_once" => {
                self.paid_at_once = Some(one_of(
                    value,
                    "answer (owed or paid)",
                    [("owed", PaidAtOnce::Owed), ("paid", PaidAtOnce::Paid)],
                )?);
            }
            _ if name.contains(':') => self.learn(name, value)?,
            _ => {
                let field: Field = name.parse()?;
                self.defaults.retain(|(known, _)| *known != field);
                self.defaults.push((field, value.to_owned()));
            }
        }
        Ok(())
    }

    /// `status:Por timbrar=draft`.
    fn learn(&mut self, name: &str, value: &str) -> Result<(), OptionError> {
        let (field, word) = name.split_once(':').unwrap_or((name, ""));
        let field: Field = field.parse()?;
        let wrong = || OptionError::no_value(value, Answer::choices(field));
        let answer = Answer::read(field, value).ok_or_else(wrong)?;
        let normal = words::normal(word);
        self.answers.retain(|(known, word, ..)| (*known, word) != (field, &normal));
        self.answers.push((field, normal, answer, [name.to_owned(), value.to_owned()]));
        Ok(())
    }

    /// What was said that a word means.
    pub(super) fn answer_for(&self, field: Field, normal: &str) -> Option<Answer> {
        self.answers.iter().find(|(of, word, ..)| *of == field && word == normal).map(|(_, _, answer, _)| *answer)
    }

    /// What was said of words of kinds, as words are compared.
    pub(super) fn kinds_said(&self) -> impl Iterator<Item = (String, words::kinds::KindWord)> {
        let kinds = self.answers.iter().filter(|(field, ..)| *field == Field::Kind);
        kinds.filter_map(|(_, word, answer, _)| Some((word.clone(), answer.kind()?)))
    }

    /// The currency that the creditor's books are kept in, or that was said for this file.
    pub(super) fn house(&self) -> Option<Currency> {
        self.currency.or(self.house_currency)
    }

    /// `--date-format DD/MM/YYYY`.
    ///
    /// # Errors
    /// [`OptionError::DateFormat`] with the formats that there are.
    pub fn dates(&mut self, text: &str) -> Result<(), OptionError> {
        self.date_format = Some(text.parse()?);
        Ok(())
    }

    /// The value for a field that a row leaves empty.
    pub(super) fn default_for(&self, field: Field) -> Option<&str> {
        self.defaults.iter().find(|(known, _)| *known == field).map(|(_, value)| value.as_str())
    }

    /// What `$` means: as said, or the currency said for all amounts, or that of the books, where it is written so. Whoever
    /// keeps books in one dollar writes the others out (US$).
    pub(super) fn dollar(&self) -> Option<Currency> {
        let own = [self.currency, self.house_currency].into_iter().flatten();
        self.dollar.or_else(|| own.into_iter().find(|currency| currency::writes_dollar(*currency)))
    }
}

/// The choice that a value names.
fn one_of<T: Copy>(
    value: &str,
    what: &'static str,
    choices: impl IntoIterator<Item = (&'static str, T)>,
) -> Result<T, OptionError> {
    let named = choices.into_iter().find(|(name, _)| *name == value);
    named.map(|(_, choice)| choice).ok_or_else(|| OptionError::no_value(value, what))
}

pub(super) fn split(text: &str) -> Result<(&str, &str), OptionError> {
    let (name, value) = text.split_once('=').ok_or_else(|| OptionError::NoEquals(text.chars().take(40).collect()))?;
    Ok((name.trim(), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_or_refused_with_a_reason() {
        let mut options = Options::default();
        assert_eq!(options.map("amount=Importe total"), Ok(()));
        assert_eq!(options.default_value("terms=net 30"), Ok(()));
        assert_eq!(options.default_value("terms=net 60"), Ok(()));
        assert_eq!(options.default_value("currency=mxn"), Ok(()));
        assert_eq!(options.default_value("decimal=,"), Ok(()));
        assert_eq!(options.default_value("status:Por Timbrar=draft"), Ok(()));
        assert_eq!(options.default_value("file=movements"), Ok(()));
        assert_eq!(options.default_value("numbers=per_customer"), Ok(()));
        assert!(options.answer_for(Field::Status, "por timbrar").is_some());
        assert_eq!(options.dates("dd/mm/yyyy"), Ok(()));
        assert_eq!(options.default_for(Field::Terms), Some("net 60"));
        assert_eq!(options.dollar().map(Currency::code), Some("MXN"));
        let refused = |text: &str| Options::default().default_value(text).map_err(|error| error.to_string());
        assert_eq!(refused("terms"), Err("`terms` has no `=`; write field=column or field=value".into()));
        assert_eq!(refused("currency=DOL"), Err("`DOL` is no currency of ISO 4217".into()));
        assert_eq!(refused("currency_for_dollar_sign=EUR"), Err("`EUR` is no currency that is written with $".into()));
        assert_eq!(
            refused("status:X=maybe"),
            Err("`maybe` is no open, paid, partly_paid, written_off, void or draft".into())
        );
        assert!(refused("colour=red").is_err_and(|e| e.starts_with("`colour` is not a field; the fields are ")));
        assert!(Options::default().map("colour=Farbe").is_err());
        assert!(Options::default().dates("whenever").is_err());
    }
}
