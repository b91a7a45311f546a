//! What was answered about a kind of file is remembered, and holds for the next list of its creditor in that shape.
//!
//! What is given now wins over what is remembered, and is remembered in its place. What a file says itself wins over how
//! the ones before were written: order of day and month, decimal mark, encoding. What is of one file alone (whose documents
//! they are, their days) is not remembered. A list with a column more or less is another kind: it asks anew.

use super::ImportError;
use super::firm::for_firm;
use ::import::{
    Answers, FileKind, FilePart, Identity, Options, Question, ReadError, Source, Survey, open, shape_of_workbook,
};
use domain::creditor::Creditor;
use domain::date::Date;
use store::sources::{self, Source as Known};
use store::{Db, StoreError};

/// A kind of file, as the import that reads it remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Profile {
    /// The headings, as they are compared.
    pub shape: String,
    /// What its rows are.
    pub kind: FileKind,
    /// What is known of it already.
    pub known: Option<Known>,
    /// How it is read.
    pub answers: Answers,
    /// What it is a profile of.
    pub of: ProfileOf,
}

/// What is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProfileOf {
    /// A list.
    List,
    /// Rows that were refused of a list, to be read again: what is said of them says nothing of how much the list names.
    Refused,
    /// Electronic invoices: they never name everything that is open.
    Documents,
    /// Which sheet of a workbook holds the list.
    Sheet,
}

/// A part of a file, and how it is read.
pub(super) struct Profiled<'a> {
    /// The list, or the documents.
    pub part: FilePart<'a>,
    /// How it is read.
    pub survey: Survey,
    /// What is remembered of it.
    pub profile: Profile,
}

/// Reads a creditor's files by what is given now and what is remembered.
pub(super) struct Reader<'r> {
    creditor: &'r Creditor,
    given: &'r Answers,
    as_of: Option<Date>,
    known: Vec<Known>,
}

const SHEET: &str = "sheet";
/// The fields whose words decide about money.
const DECIDING: [&str; 6] = ["kind", "status", "paid_status", "paid", "void", "side"];

impl<'r> Reader<'r> {
    /// With all that is remembered of this creditor's files.
    pub(super) async fn load(
        db: &mut Db,
        creditor: &'r Creditor,
        given: &'r Answers,
        as_of: Option<Date>,
    ) -> Result<Self, StoreError> {
        Ok(Self { creditor, given, as_of, known: sources::all(db, creditor.id).await? })
    }

    /// The parts of a file, and the choice of a sheet where there was one.
    pub(super) fn read<'a>(
        &self,
        source: Source<'a>,
        name: Option<&str>,
    ) -> Result<(Vec<Profiled<'a>>, Option<Profile>), ImportError> {
        let (parts, sheet) = self.open(source, name)?;
        let parts = parts.into_iter().map(|part| self.survey(part)).collect::<Result<_, _>>()?;
        Ok((parts, sheet))
    }

    fn open<'a>(
        &self,
        source: Source<'a>,
        name: Option<&str>,
    ) -> Result<(Vec<FilePart<'a>>, Option<Profile>), ImportError> {
        let mut given = self.given.clone();
        let said = given.default.remove(SHEET);
        let sheets = match (open(source, name, &self.options(&given)?), &said) {
            (Ok(parts), None) => return Ok((parts, None)),
            (Ok(_), Some(_)) => None,
            (Err(ReadError::Ask(questions)), _) => match sheets_asked(&questions) {
                Some(sheets) => Some((sheets, questions)),
                None => return Err(ReadError::Ask(questions).into()),
            },
            (Err(error), _) => return Err(error.into()),
        };
        let Some((sheets, questions)) = sheets else {
            return Ok((open(source, name, &self.options(self.given)?)?, None));
        };
        let shape = shape_of_workbook(&sheets);
        let known = self.known(&shape);
        let remembered = answers_of(known.as_ref())?.default.remove(SHEET).filter(|sheet| sheets.contains(sheet));
        let Some(sheet) = said.or(remembered) else { return Err(ReadError::Ask(questions).into()) };
        let mut answers = Answers::default();
        answers.default.insert(SHEET.to_owned(), sheet);
        let parts = open(source, name, &self.options(&answers.clone().over(self.given))?)?;
        let profile = Profile { shape, kind: FileKind::Invoices, known, answers, of: ProfileOf::Sheet };
        Ok((parts, Some(profile)))
    }

    fn survey<'a>(&self, part: FilePart<'a>) -> Result<Profiled<'a>, ImportError> {
        let shape = part.shape()?;
        let known = self.known(&shape);
        let remembered = answers_of(known.as_ref())?;
        let mut given = self.given.clone();
        given.default.remove(SHEET);
        given.complete = None;
        let sure = given.clone().over(&remembered.without_manner());
        let survey = match part.survey(&self.options(&sure)?) {
            Err(ReadError::Ask(questions)) => {
                let manner = remembered.manner_for(&questions);
                if manner == Answers::default() {
                    return Err(ReadError::Ask(questions).into());
                }
                part.survey(&self.options(&sure.over(&manner))?)?
            }
            survey => survey?,
        };
        let given = given.without_own_of_file();
        let answers = given.over(&told_by(&survey)).over(&remembered).over(&found_out(&survey));
        let of = match (part.is_documents(), survey.is_of_refused()) {
            (true, _) => ProfileOf::Documents,
            (false, true) => ProfileOf::Refused,
            (false, false) => ProfileOf::List,
        };
        let profile = Profile { shape, kind: survey.understood.kind, known, answers, of };
        Ok(Profiled { part, survey, profile })
    }

    fn known(&self, shape: &str) -> Option<Known> {
        self.known.iter().find(|known| known.shape == shape).cloned()
    }

    fn options(&self, answers: &Answers) -> Result<Options, ImportError> {
        let mut base = Options::of_house(self.creditor.currency);
        base.as_of = self.as_of;
        Ok(for_firm(answers.options(base)?, self.creditor))
    }
}

fn sheets_asked(questions: &[Question]) -> Option<Vec<String>> {
    questions.iter().find_map(|question| match question {
        Question::Sheets { sheets } => Some(sheets.clone()),
        _ => None,
    })
}

fn answers_of(known: Option<&Known>) -> Result<Answers, StoreError> {
    let Some(known) = known else { return Ok(Answers::default()) };
    serde_json::from_str(&known.answers).map_err(|error| StoreError::Damaged(format!("source {}: {error}", known.id)))
}

/// The order of day and month, where cells of the file tell it: the next one may be too short to.
fn told_by(survey: &Survey) -> Answers {
    let date_format = survey.tells_order.then(|| survey.detect.date_format.clone());
    Answers { date_format, ..Answers::default() }
}

/// What was found out of the cells and could be taken otherwise of others: a column that is no number of customers though
/// it is called so, or that is one, those whose words decide about money (a new word is then asked for), and an account
/// whose rows are movements.
fn found_out(survey: &Survey) -> Answers {
    let mut found = Answers::default();
    let understood = &survey.understood;
    if !understood.refused.is_empty() && understood.identity != Identity::CustomerNumber {
        found.map.insert("customer_id".to_owned(), String::new());
    }
    if understood.identity == Identity::CustomerNumber {
        found.default.insert("customers_by".to_owned(), "number".to_owned());
    }
    // A column of the field comes before a mark of yes and no that says the same: that one is known by its heading.
    let of_fields = survey.column_mapping().into_iter().map(|(heading, field)| (field.as_str(), heading.to_owned()));
    let all = understood.used.iter().map(|column| (column.field, column.column.clone()));
    for (field, heading) in
        of_fields.chain(all).filter(|(field, heading)| DECIDING.contains(field) && !heading.is_empty())
    {
        found.map.entry(field.to_owned()).or_insert(heading);
    }
    if understood.kind == FileKind::Movements {
        found.default.insert("file".to_owned(), FileKind::Movements.as_str().to_owned());
    }
    found
}
