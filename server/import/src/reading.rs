//! A whole file read into memory, and its report for `--dry-run --json`.

use super::answer::Unnamed;
use super::columns::AmountsIn;
use super::detect::Detect;
use super::field::Field;
use super::file::{FilePart, open};
use super::item::Item;
use super::options::{BelowNothing, DayCells, Options};
use super::outcome::{Finding, Outcome};
use super::outline::Level;
use super::question::ReadError;
use super::source::Source;
use super::survey::Survey;
use domain::money::Currency;
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use std::collections::BTreeMap;

/// What a file says, row by row.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The file's name, for the report.
    pub file: Option<String>,
    /// How it is to be read, and what was recognised; electronic invoices say that themselves.
    pub survey: Survey,
    /// What can be imported, in the file's order.
    pub accepted: Vec<Item>,
    /// What cannot, and why.
    pub rejected: Vec<Finding>,
    /// What was left out without being an error.
    pub skipped: Vec<Finding>,
    /// What to tell about the rest.
    pub warnings: Vec<Finding>,
    /// Sums of the accepted totals in minor units, by currency.
    pub control_totals: BTreeMap<Currency, i64>,
}

/// Reads the bytes of a text. For files of any format there is [`read_parts`], for those that should not be held in
/// memory [`open`], which it is made of.
///
/// # Errors
/// [`ReadError::Ask`] where the file leaves something open, before any row is read.
pub fn read(bytes: &[u8], options: &Options) -> Result<Reading, ReadError> {
    Reading::of(&FilePart::text(Source::Bytes(bytes)), options)
}

/// Reads a file of any format: one reading for each of its parts, of which most have one. `name` is the file's.
///
/// # Errors
/// [`ReadError::Ask`] where a part leaves something open, [`ReadError::Refused`] for a file that is not read.
pub fn read_parts(source: Source<'_>, name: Option<&str>, options: &Options) -> Result<Vec<Reading>, ReadError> {
    open(source, name, options)?.iter().map(|part| Reading::of(part, options)).collect()
}

impl Reading {
    fn of(part: &FilePart<'_>, options: &Options) -> Result<Self, ReadError> {
        let survey = part.survey(options)?;
        let (mut accepted, mut rejected, mut skipped, mut warnings) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut outcomes = part.outcomes(&survey)?;
        for outcome in &mut outcomes {
            match outcome? {
                Outcome::Accepted(item) => accepted.push(*item),
                Outcome::Rejected(finding) => rejected.push(finding),
                Outcome::Skipped(finding) => skipped.push(finding),
                Outcome::Warned(finding) => warnings.push(finding),
            }
        }
        let control_totals = outcomes.totals().clone();
        drop(outcomes);
        Ok(Self { file: part.name.clone(), survey, accepted, rejected, skipped, warnings, control_totals })
    }
}

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let told = Told {
            file: self.file.as_deref(),
            survey: &self.survey,
            count: u64::try_from(self.accepted.len()).unwrap_or(u64::MAX),
            accepted: &self.accepted,
            rejected: &self.rejected,
            skipped: &self.skipped,
            warnings: &self.warnings,
            control_totals: &self.control_totals,
        };
        told.serialize(serializer)
    }
}

/// The report of a part whose rows were judged before. Its items are read once more while it is written, so that a large
/// list needs no more memory for it.
pub struct Report<'a> {
    /// The part.
    pub part: &'a FilePart<'a>,
    /// How it is read.
    pub survey: &'a Survey,
    /// How many items can be imported.
    pub count: u64,
    /// What cannot, and why.
    pub rejected: &'a [Finding],
    /// What was left out without being an error.
    pub skipped: &'a [Finding],
    /// What to tell about the rest.
    pub warnings: &'a [Finding],
    /// Sums of the accepted totals in minor units, by currency.
    pub control_totals: &'a BTreeMap<Currency, i64>,
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let told = Told {
            file: self.part.name.as_deref(),
            survey: self.survey,
            count: self.count,
            accepted: Items { part: self.part, survey: self.survey },
            rejected: self.rejected,
            skipped: self.skipped,
            warnings: self.warnings,
            control_totals: self.control_totals,
        };
        told.serialize(serializer)
    }
}

/// The items of a part, one after another.
struct Items<'a> {
    part: &'a FilePart<'a>,
    survey: &'a Survey,
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(None)?;
        for outcome in self.part.outcomes(self.survey).map_err(S::Error::custom)? {
            if let Outcome::Accepted(item) = outcome.map_err(S::Error::custom)? {
                items.serialize_element(&item)?;
            }
        }
        items.end()
    }
}

/// What reports have of a part, in their order.
struct Told<'a, A> {
    file: Option<&'a str>,
    survey: &'a Survey,
    count: u64,
    accepted: A,
    rejected: &'a [Finding],
    skipped: &'a [Finding],
    warnings: &'a [Finding],
    control_totals: &'a BTreeMap<Currency, i64>,
}

impl<A: Serialize> Serialize for Told<'_, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(file) = self.file {
            map.serialize_entry("file", file)?;
        }
        map.serialize_entry("bytes", &self.survey.bytes)?;
        map.serialize_entry::<_, Detect>("detect", &self.survey.detect)?;
        map.serialize_entry("column_mapping", &Mapping(self.survey))?;
        map.serialize_entry("understood", &self.survey.understood)?;
        map.serialize_entry("import_options", &self.survey.given())?;
        map.serialize_entry("accepted_count", &self.count)?;
        map.serialize_entry("accepted", &self.accepted)?;
        map.serialize_entry("rejected", self.rejected)?;
        map.serialize_entry("skipped", self.skipped)?;
        map.serialize_entry("warnings", self.warnings)?;
        let totals: BTreeMap<&str, i64> = self.control_totals.iter().map(|(c, sum)| (c.code(), *sum)).collect();
        map.serialize_entry("control_totals_minor", &totals)?;
        map.end()
    }
}

struct Mapping<'a>(&'a Survey);

impl Serialize for Mapping<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The only amount of a list is called so, whether it is the whole sum or what is open.
        let only = !self.0.columns.has(Field::Amount);
        let name =
            |field: Field| if only && field == Field::OpenAmount { Field::Amount.as_str() } else { field.as_str() };
        serializer.collect_map(self.0.column_mapping().into_iter().map(|(heading, field)| (heading, name(field))))
    }
}

impl Survey {
    /// The answers that were given beforehand and that the file needed or was read with.
    fn given(&self) -> BTreeMap<String, String> {
        let options = &self.options;
        let mut given: BTreeMap<String, String> =
            options.defaults.iter().map(|(field, value)| (format!("default_{field}"), value.clone())).collect();
        let mut add = |name: &str, value: Option<String>| {
            given.extend(value.map(|value| (name.to_owned(), value)));
        };
        add("currency_for_dollar_sign", options.dollar().filter(|_| self.dollar_used).map(Into::into));
        add(
            "default_currency",
            options.currency.filter(|_| !self.dollar_used || options.dollar.is_some()).map(Into::into),
        );
        add("date_format", options.date_format.map(|format| format.to_string()));
        add("decimal", options.decimal.map(|mark| mark.as_char().to_string()));
        add("encoding", options.encoding.map(|encoding| encoding.name().to_ascii_lowercase()));
        add("as_of", options.as_of.map(|day| day.to_string()));
        add("file", options.file.map(|kind| kind.as_str().to_owned()));
        add("numbers", options.numbers.map(|numbers| numbers.as_str().to_owned()));
        add("rows", options.rows.map(|rows| rows.as_str().to_owned()));
        add("seller", options.seller.clone());
        let unnamed = options.unnamed.map(|said| if said == Unnamed::Above { "above" } else { "nobody" });
        add("unnamed", unnamed.map(str::to_owned));
        let sections = options.sections.map(|said| if said == Level::Outer { "outer" } else { "inner" });
        add("sections", sections.map(str::to_owned));
        let day_cells = options.day_cells.map(|said| if said == DayCells::Turned { "turned" } else { "as_shown" });
        add("day_cells", day_cells.map(str::to_owned));
        let amounts_in = options.amounts_in.map(|said| if said == AmountsIn::Cents { "cents" } else { "units" });
        let negative =
            options.below_nothing.map(|said| if said == BelowNothing::Payable { "payable" } else { "credit" });
        add("negative", negative.map(str::to_owned));
        add("customers_by", options.known_number.then(|| "number".to_owned()));
        add("amounts_in", amounts_in.map(str::to_owned));
        for (_, _, _, [word, meaning]) in &options.answers {
            add(word, Some(meaning.clone()));
        }
        for wish in &options.wishes {
            add(&format!("map_{}", wish.field), Some(wish.heading.clone().unwrap_or_default()));
        }
        given
    }
}
