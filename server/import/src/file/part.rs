//! A part of a file: one list, or electronic invoices.

use super::Format;
use crate::documents::{DocumentRows, Documents};
use crate::options::Options;
use crate::outcome::{Finding, Outcome};
use crate::question::ReadError;
use crate::records::{Record, Records};
use crate::rows::Rows;
use crate::sheet::Table;
use crate::source::Source;
use crate::survey::{Survey, shape, survey, survey_sheet};
use domain::money::Currency;
use std::collections::{BTreeMap, BTreeSet};

/// A list, or electronic invoices.
pub struct FilePart<'a> {
    /// The file's name; in an archive that of the file inside. Nothing for the documents of an archive together.
    pub name: Option<String>,
    /// What it is.
    pub format: Format,
    pub(super) content: Content<'a>,
}

/// What a part is read from.
pub(super) enum Content<'a> {
    Text(Source<'a>),
    Unpacked(Vec<u8>),
    Sheet { table: Table, told: Vec<Finding> },
    Documents(Documents),
}

impl<'a> FilePart<'a> {
    /// A text, wherever it is.
    pub(crate) fn text(source: Source<'a>) -> Self {
        Self { name: None, format: Format::Text, content: Content::Text(source) }
    }

    /// Looks at all of it and settles how it is to be read.
    ///
    /// # Errors
    /// [`ReadError::Ask`] with every question at once where it leaves something open.
    pub fn survey(&self, options: &Options) -> Result<Survey, ReadError> {
        let survey = self.look(options)?;
        if survey.may_be_lines.is_some() && options.rows.is_none() {
            self.ask_of_rows(&survey)?;
        }
        Ok(survey)
    }

    /// Whether rows of one number add up is asked where nothing that they say settles it.
    fn ask_of_rows(&self, survey: &Survey) -> Result<(), ReadError> {
        let Outcomes::Rows(mut rows) = self.outcomes(survey)? else { return Ok(()) };
        for outcome in rows.by_ref() {
            outcome?;
        }
        rows.question().map_or(Ok(()), |question| Err(ReadError::Ask(vec![question])))
    }

    fn look(&self, options: &Options) -> Result<Survey, ReadError> {
        match &self.content {
            Content::Text(source) => survey(*source, options),
            Content::Unpacked(bytes) => survey(Source::Bytes(bytes), options),
            Content::Sheet { table, told } => {
                let mut survey = survey_sheet(table, self.format.as_str(), options)?;
                survey.told.extend(told.iter().cloned());
                Ok(survey)
            }
            Content::Documents(documents) => {
                let questions = documents.questions(options);
                if !questions.is_empty() {
                    return Err(ReadError::Ask(questions));
                }
                Ok(Survey::of_documents(self.format.as_str(), documents.bytes(), documents.count(), options))
            }
        }
    }

    /// The tax numbers by which the own firm's documents name it, where it is known whose books these are.
    #[must_use]
    pub fn own_numbers(&self, survey: &Survey) -> Vec<String> {
        match &self.content {
            Content::Documents(documents) if survey.options.own_firm.is_some() => {
                documents.own_numbers(&survey.options)
            }
            _ => Vec::new(),
        }
    }

    /// The shape of its headings, by which what was answered about a list is found again for the next one.
    ///
    /// # Errors
    /// The device's.
    pub fn shape(&self) -> std::io::Result<String> {
        match &self.content {
            Content::Text(source) => shape::of_text(*source),
            Content::Unpacked(bytes) => shape::of_text(Source::Bytes(bytes)),
            Content::Sheet { table, .. } => shape::of_sheet(table),
            Content::Documents(_) => Ok(self.format.as_str().to_owned()),
        }
    }

    /// Does it hold electronic invoices? They never name everything that is open.
    #[must_use]
    pub fn is_documents(&self) -> bool {
        matches!(self.content, Content::Documents(_))
    }

    /// The records that begin on these lines, each as its cells, behind the headings: to be corrected and read again.
    /// Electronic invoices have none.
    ///
    /// # Errors
    /// The device's.
    pub fn records_at(&self, survey: &Survey, lines: &BTreeSet<u64>) -> std::io::Result<RecordsAt> {
        let records = match &self.content {
            Content::Text(source) => survey.records_of(*source)?,
            Content::Unpacked(bytes) => survey.records_of(Source::Bytes(bytes))?,
            Content::Sheet { table, .. } => {
                Records::of_sheet(table).behind(survey.headless.then(|| survey.header.clone()))
            }
            Content::Documents(_) => return Ok(RecordsAt::default()),
        };
        let headings = survey.header.cells().map(str::to_owned).collect();
        let mut at = RecordsAt { headings, delimiter: survey.layout.delimiter, records: BTreeMap::new() };
        at.find(records, lines)?;
        Ok(at)
    }

    /// Its rows or documents, one outcome after another, by its own survey.
    ///
    /// # Errors
    /// Those of opening the source.
    pub fn outcomes<'p>(&'p self, survey: &'p Survey) -> std::io::Result<Outcomes<'p>> {
        Ok(match &self.content {
            Content::Text(source) => Outcomes::Rows(Box::new(survey.rows(*source)?)),
            Content::Unpacked(bytes) => Outcomes::Rows(Box::new(survey.rows(Source::Bytes(bytes))?)),
            Content::Sheet { table, .. } => Outcomes::Rows(Box::new(survey.rows_of_sheet(table))),
            Content::Documents(documents) => Outcomes::Documents(documents.rows(&survey.options)),
        })
    }
}

/// Some records of a list, as they stand in it.
#[derive(Debug, Clone, Default)]
pub struct RecordsAt {
    /// The headings.
    pub headings: Vec<String>,
    /// What separates the cells; a comma for those of a sheet.
    pub delimiter: u8,
    /// The cells, by line.
    pub records: BTreeMap<u64, Vec<String>>,
}

impl RecordsAt {
    fn find(&mut self, mut records: Records<'_>, lines: &BTreeSet<u64>) -> std::io::Result<()> {
        let (mut record, last) = (Record::default(), lines.last().copied().unwrap_or(0));
        while record.line < last && records.next(&mut record)? {
            if lines.contains(&record.line) {
                self.records.insert(record.line, record.cells().map(str::to_owned).collect());
            }
        }
        Ok(())
    }
}

/// The outcomes of a part.
pub enum Outcomes<'p> {
    /// Of a list's rows.
    Rows(Box<Rows<'p>>),
    /// Of documents.
    Documents(DocumentRows<'p>),
}

impl Outcomes<'_> {
    /// How many of [`Survey::bytes`] have been gone through.
    #[must_use]
    pub fn taken(&self) -> u64 {
        match self {
            Self::Rows(rows) => rows.taken(),
            Self::Documents(rows) => rows.taken(),
        }
    }

    /// The sums of the accepted totals in minor units, by currency.
    #[must_use]
    pub fn totals(&self) -> &BTreeMap<Currency, i64> {
        match self {
            Self::Rows(rows) => rows.totals(),
            Self::Documents(rows) => rows.totals(),
        }
    }
}

impl Outcomes<'_> {
    /// The numbers of documents whose rows were refused or left out: see [`Rows::beside`]. None of electronic documents,
    /// which never name everything that is open.
    pub fn beside(&self) -> impl Iterator<Item = &str> {
        let rows = if let Self::Rows(rows) = self { Some(rows.beside()) } else { None };
        rows.into_iter().flatten().map(String::as_str)
    }
}

impl Iterator for Outcomes<'_> {
    type Item = std::io::Result<Outcome>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Rows(rows) => rows.next(),
            Self::Documents(rows) => rows.next().map(Ok),
        }
    }
}
