//! What a person says about a kind of file, to be given again with the next one: the options of the command line as a
//! document.

use super::field::Field;
use super::options::{OptionError, Options, split};
use super::question::Question;
use super::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Answers to what a file leaves open. Of two that name the same thing in other words the last one counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    /// Which column holds a field: `{"amount": "Importe"}`. An empty column leaves the field out.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<String, String>,
    /// What holds where the file does not say, and what words mean: `{"currency": "MXN", "status:Por timbrar": "draft"}`.
    /// See [`Options::default_value`].
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub default: BTreeMap<String, String>,
    /// How days are written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_format: Option<String>,
    /// Does the list name everything that is open?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complete: Option<bool>,
}

impl Answers {
    /// `--map field=column`.
    ///
    /// # Errors
    /// [`OptionError`] with what to write instead.
    pub fn map(&mut self, text: &str) -> Result<(), OptionError> {
        let (field, column) = split(text)?;
        let field: Field = field.parse()?;
        self.map.insert(field.as_str().to_owned(), column.to_owned());
        Ok(())
    }

    /// `--default field=value`, as [`Options::default_value`].
    ///
    /// # Errors
    /// [`OptionError`] with what to write instead.
    pub fn default_value(&mut self, text: &str) -> Result<(), OptionError> {
        Options::default().default_value(text)?;
        let (name, value) = split(text)?;
        self.default.insert(one_name(name)?, value.to_owned());
        Ok(())
    }

    /// `--date-format DD/MM/YYYY`.
    ///
    /// # Errors
    /// [`OptionError::DateFormat`] with the formats that there are.
    pub fn dates(&mut self, text: &str) -> Result<(), OptionError> {
        Options::default().dates(text)?;
        self.date_format = Some(text.to_owned());
        Ok(())
    }

    /// The same, checked and each thing under one name: of a document that a person wrote.
    ///
    /// # Errors
    /// [`OptionError`] for what is none.
    pub fn checked(self) -> Result<Self, OptionError> {
        let mut checked = Self { complete: self.complete, ..Self::default() };
        for (field, column) in &self.map {
            checked.map(&format!("{field}={column}"))?;
        }
        for (name, value) in &self.default {
            checked.default_value(&format!("{name}={value}"))?;
        }
        if let Some(format) = &self.date_format {
            checked.dates(format)?;
        }
        Ok(checked)
    }

    /// These, and of the earlier ones what these leave open.
    #[must_use]
    pub fn over(mut self, earlier: &Self) -> Self {
        for (field, column) in &earlier.map {
            self.map.entry(field.clone()).or_insert_with(|| column.clone());
        }
        for (name, value) in &earlier.default {
            self.default.entry(name.clone()).or_insert_with(|| value.clone());
        }
        self.date_format = self.date_format.or_else(|| earlier.date_format.clone());
        self.complete = self.complete.or(earlier.complete);
        self
    }

    /// As options on top of others.
    ///
    /// # Errors
    /// [`OptionError`] for what is none.
    pub fn options(&self, mut base: Options) -> Result<Options, OptionError> {
        for (field, column) in &self.map {
            base.map(&format!("{field}={column}"))?;
        }
        for (name, value) in &self.default {
            base.default_value(&format!("{name}={value}"))?;
        }
        if let Some(format) = &self.date_format {
            base.dates(format)?;
        }
        Ok(base)
    }

    /// Without how days and numbers are written and texts encoded: a file that says so itself is read as it says.
    #[must_use]
    pub fn without_manner(&self) -> Self {
        let mut rest = Self { date_format: None, ..self.clone() };
        rest.default.retain(|name, _| name != DECIMAL && name != ENCODING);
        rest
    }

    /// Without what is of one file alone: whose documents they are, which they are, and their days and sums. The next file
    /// of the same headings is that of another customer or month, and is asked about.
    #[must_use]
    pub fn without_own_of_file(&self) -> Self {
        let mut rest = self.clone();
        rest.default.retain(|name, _| !name.parse::<Field>().is_ok_and(Field::is_own_of_file));
        rest
    }

    /// Of these, how days, numbers and texts are written, as far as a file leaves it open.
    #[must_use]
    pub fn manner_for(&self, questions: &[Question]) -> Self {
        let mut found = Self::default();
        for question in questions {
            match question {
                Question::DateOrder { .. } => found.date_format.clone_from(&self.date_format),
                Question::DecimalMark { .. } => found.take_default(self, DECIMAL),
                Question::Encoding { .. } => found.take_default(self, ENCODING),
                _ => {}
            }
        }
        found
    }

    fn take_default(&mut self, from: &Self, name: &str) {
        self.default.extend(from.default.get_key_value(name).map(|(name, value)| (name.clone(), value.clone())));
    }
}

const DECIMAL: &str = "decimal";
const ENCODING: &str = "encoding";

/// Words are compared without case and accents, and some things have two names.
fn one_name(name: &str) -> Result<String, OptionError> {
    if let Some((field, word)) = name.split_once(':') {
        let field: Field = field.parse()?;
        return Ok(format!("{field}:{}", words::normal(word)));
    }
    if name == "default_currency" {
        return Ok("currency".to_owned());
    }
    Ok(name.parse::<Field>().map_or_else(|_| name.to_owned(), |field| field.as_str().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(map: &[&str], defaults: &[&str]) -> Answers {
        let mut answers = Answers::default();
        map.iter().for_each(|text| answers.map(text).expect("a column"));
        defaults.iter().for_each(|text| answers.default_value(text).expect("an option"));
        answers
    }

    #[test]
    fn what_is_given_wins_over_what_is_remembered_whatever_it_is_called() {
        let remembered =
            answers(&["total=Importe"], &["default_currency=MXN", "status:Por timbrar=draft", "terms=net 30"]);
        let given = answers(&["amount=Saldo"], &["currency=usd", "status:POR TIMBRAR=open"]);
        let both = given.over(&remembered);
        assert_eq!(both.map, [("amount".to_owned(), "Saldo".to_owned())].into());
        let want = [("currency", "usd"), ("status:por timbrar", "open"), ("terms", "net 30")];
        assert_eq!(both.default, want.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        assert!(both.options(Options::default()).is_ok());
    }

    #[test]
    fn a_document_is_read_back_as_it_was_written_and_checked() {
        let text =
            r#"{"map":{"amount":"Importe"},"default":{"currency":"MXN"},"date_format":"DD/MM/YYYY","complete":true}"#;
        let read: Answers = serde_json::from_str(text).expect("a document");
        let checked = read.checked().expect("answers");
        assert_eq!(serde_json::to_string(&checked).expect("text"), text);
        for wrong in [r#"{"map":{"colour":"x"}}"#, r#"{"default":{"currency":"DOL"}}"#, r#"{"date_format":"soon"}"#] {
            let read: Answers = serde_json::from_str(wrong).expect("a document");
            assert!(read.checked().is_err(), "{wrong}");
        }
        assert!(serde_json::from_str::<Answers>(r#"{"columns":{}}"#).is_err());
    }

    // Family: who, which document, when, how much; beside what is said of all lists of a shape: money, terms, words.
    #[test]
    fn what_is_of_one_file_is_no_answer_for_the_next() {
        let own = [
            "customer_name=Bay Diner",
            "customer_id=C-1",
            "customer_email=a@b.example",
            "customer_tax_id=EKU9003173C9",
            "invoice_number=F-1",
            "issue_date=2026-10-01",
            "due_date=2026-10-31",
            "settled_date=2026-10-31",
            "amount=100",
            "description=Octubre",
            "notes=x",
            "reference=F-9",
        ];
        let of_all = ["currency=MXN", "terms=net 30", "kind=invoice", "locale=es", "file=open_items", "decimal=,"];
        let words = ["status:En ruta=open", "kind:Remisión=invoice"];
        let said = answers(&["amount=Importe", "customer_email="], &[&own[..], &of_all, &words].concat());
        let kept = answers(&["amount=Importe", "customer_email="], &[&of_all[..], &words].concat());
        assert_eq!(said.without_own_of_file(), kept);
    }

    #[test]
    fn how_things_are_written_is_remembered_for_files_that_leave_it_open() {
        let mut all = answers(&["amount=Importe"], &["decimal=,", "currency=MXN"]);
        all.dates("DD/MM/YYYY").expect("a format");
        let sure = all.without_manner();
        assert_eq!((sure.date_format.as_deref(), sure.default.len(), sure.map.len()), (None, 1, 1));
        let asked = [Question::DateOrder { line: 2, example: "01/02/2026".into() }];
        let manner = all.manner_for(&asked);
        assert_eq!((manner.date_format.as_deref(), manner.default.len()), (Some("DD/MM/YYYY"), 0));
    }
}
