//! The policy's document to the fields of a form, and back. What a field may say and what it is called stands in
//! [`app::components::policy_form`]; whether it makes sense is the check's matter (`domain::policy_check`).

use crate::http::form::Fields;
use app::components::policy_form::{
    ChoiceValue, FieldKind, FieldValues, PolicyField, Presence, below, first, rows, sections, value_of,
};
use app::i18n::Texts as _;
use app::i18n::policy::PolicyWords;
use app::i18n::policy_names::{PolicySection, ValueKind};
use domain::money::{Currency, Money};
use domain::policy::Policy;
use domain::policy_check::PolicyError;
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};
use services::format::Formatter;

/// How amounts of a form are written, and in which currency where none is said.
pub(super) struct FieldFormat<'a> {
    pub(super) formatter: &'a Formatter,
    pub(super) currency: Currency,
}

/// What has to be corrected: a field and a sentence.
pub(super) type Wrong = Vec<(String, String)>;

/// What stands in a section's fields under this policy.
pub(super) fn values(format: &FieldFormat<'_>, policy: &Policy, section: PolicySection) -> FieldValues {
    let document = document(policy);
    let mut values = FieldValues::new();
    for item in sections::fields(section) {
        format.fill(item, item.key.to_owned(), document.get(item.key).unwrap_or(&Json::Null), &mut values);
    }
    values
}

/// Every field of a policy is data of ours; there is no value that could not be written.
fn document(policy: &Policy) -> Json {
    serde_json::to_value(policy).unwrap_or_default()
}

/// What was typed into a form; what is empty is left out.
pub(super) fn typed(fields: &Fields) -> FieldValues {
    let mut values = FieldValues::new();
    for (name, value) in fields.pairs().filter(|(_, value)| !value.is_empty()) {
        values.entry(name.to_owned()).or_default().push(value.to_owned());
    }
    values
}

/// The policy with one section as the form says.
pub(super) fn read(
    format: &FieldFormat<'_>,
    base: &Policy,
    section: PolicySection,
    typed: &FieldValues,
) -> Result<Policy, Wrong> {
    let words = format.formatter.language.policy();
    let mut reader = Reader { format, words, typed, wrong: Vec::new() };
    let mut document = document(base);
    for item in sections::fields(section) {
        let value = reader.item(item, item.key);
        if let Some(fields) = document.as_object_mut() {
            fields.insert(item.key.to_owned(), value);
        }
    }
    if !reader.wrong.is_empty() {
        return Err(reader.wrong);
    }
    Policy::parse(&document.to_string()).map_err(|error| vec![at_field(words, section, &error)])
}

/// The field of the form that an error is about, and the sentence.
fn at_field(words: &'static PolicyWords, section: PolicySection, error: &PolicyError) -> (String, String) {
    let known = paths(sections::fields(section), "");
    match error {
        PolicyError::Field { field, problem } => {
            let mut path = field.as_str();
            while !known.iter().any(|known| known == path) {
                let Some((above, _)) = path.rsplit_once('.') else { break };
                path = above;
            }
            (path.to_owned(), (words.problem)(problem))
        }
        // A number past what the field can hold.
        PolicyError::Unreadable { field, line, .. } => {
            let found = known.iter().find(|known| known.rsplit('.').next() == Some(field.as_str()));
            let path = found.or(known.first()).cloned().unwrap_or_default();
            (path, (words.unreadable)(*line, field))
        }
    }
}

/// The names of all fields that a refusal can stand at. Those in rows are refused at their list.
fn paths(items: &[PolicyField], above: &str) -> Vec<String> {
    let mut found = Vec::new();
    for item in items {
        let path = below(above, item.key);
        match item.kind {
            FieldKind::Group(items) => found.extend(paths(items, &path)),
            FieldKind::Offered(items) => {
                found.push(path.clone());
                found.extend(paths(items, &path));
            }
            FieldKind::Rows(_)
            | FieldKind::Switch
            | FieldKind::Value(..)
            | FieldKind::One(_)
            | FieldKind::Some(_)
            | FieldKind::Choice(_) => {
                found.push(path);
            }
        }
    }
    found
}

impl FieldFormat<'_> {
    fn decimal(&self, text: &str) -> String {
        text.replace('.', &self.formatter.style(self.currency).decimal.to_string())
    }

    fn amount(&self, amount: Money) -> String {
        format!("{} {}", self.decimal(&amount.decimal().to_string()), amount.currency())
    }

    fn fill(&self, item: &PolicyField, field: String, json: &Json, values: &mut FieldValues) {
        let mut put = |field: String, text: String| {
            if !text.is_empty() {
                values.entry(field).or_default().push(text);
            }
        };
        match item.kind {
            FieldKind::Offered(_) if json.is_null() => {}
            FieldKind::Offered(items) | FieldKind::Group(items) => {
                if matches!(item.kind, FieldKind::Offered(_)) {
                    put(field.clone(), "on".to_owned());
                }
                for item in items {
                    self.fill(item, below(&field, item.key), json.get(item.key).unwrap_or(&Json::Null), values);
                }
            }
            FieldKind::Rows(columns) => {
                for (n, row) in json.as_array().into_iter().flatten().enumerate() {
                    let at = below(&field, &n.to_string());
                    for item in columns {
                        self.fill(item, below(&at, item.key), row.get(item.key).unwrap_or(&Json::Null), values);
                    }
                }
            }
            FieldKind::Switch => put(field, if json == &Json::Bool(true) { "on" } else { "" }.to_owned()),
            FieldKind::Value(value, _) => put(field, self.text(value, json)),
            FieldKind::One(_) => put(field, json.as_str().unwrap_or_default().to_owned()),
            FieldKind::Some(_) => {
                for word in json.as_array().into_iter().flatten() {
                    put(field.clone(), word.as_str().unwrap_or_default().to_owned());
                }
            }
            FieldKind::Choice(all) => {
                let absent = all.iter().find(|(_, holds)| *holds == ChoiceValue::Absent);
                let word = json.as_str().or_else(|| absent.filter(|_| json.is_null()).map(|(word, _)| word.as_str()));
                put(field.clone(), word.unwrap_or_default().to_owned());
                for (word, inner) in json.as_object().into_iter().flatten() {
                    let held = all.iter().find(|(known, _)| known.as_str() == word);
                    if let Some((_, ChoiceValue::Value(value))) = held {
                        put(field.clone(), word.clone());
                        put(value_of(&field), self.text(*value, inner));
                    }
                }
            }
        }
    }

    fn text(&self, value: ValueKind, json: &Json) -> String {
        match value {
            ValueKind::Whole => json.as_i64().map_or_else(String::new, |n| n.to_string()),
            ValueKind::Percent => self.decimal(json.as_str().unwrap_or_default()),
            ValueKind::Day => json.as_str().unwrap_or_default().to_owned(),
            ValueKind::Money => serde_json::from_value(json.clone()).map_or_else(|_| String::new(), |m| self.amount(m)),
            ValueKind::Amounts => {
                let each = json.as_object().into_iter().flatten();
                let each = each.filter_map(|(currency, text)| {
                    let amount = Money::parse(text.as_str()?, currency.parse().ok()?).ok()?;
                    Some(self.amount(amount))
                });
                each.collect::<Vec<_>>().join("; ")
            }
        }
    }

    /// `150.00 MXN`; without a currency the creditor's.
    fn money(&self, text: &str) -> Option<Money> {
        let text = text.trim();
        let (number, code) = match text.rsplit_once(char::is_whitespace) {
            Some((number, code)) if code.chars().all(|c| c.is_ascii_alphabetic()) => (number, Some(code)),
            _ => (text, None),
        };
        let currency = match code {
            Some(code) => code.to_ascii_uppercase().parse().ok()?,
            None => self.currency,
        };
        self.formatter.style(currency).parse(number.trim()).ok()
    }

    fn json(&self, value: ValueKind, text: &str) -> Option<Json> {
        match value {
            ValueKind::Whole => text.parse::<i64>().ok().map(Json::from),
            ValueKind::Percent => {
                let number: Decimal = text.trim_end_matches('%').trim_end().replace(',', ".").parse().ok()?;
                Some(Json::String(number.to_string()))
            }
            ValueKind::Day => text.parse::<domain::date::Date>().ok().map(|day| Json::String(day.to_string())),
            ValueKind::Money => serde_json::to_value(self.money(text)?).ok(),
            ValueKind::Amounts => {
                let mut amounts = Map::new();
                for text in text.split(';').filter(|text| !text.trim().is_empty()) {
                    let amount = self.money(text)?;
                    amounts.insert(amount.currency().code().to_owned(), Json::String(amount.decimal().to_string()));
                }
                Some(Json::Object(amounts))
            }
        }
    }
}

/// Reads typed fields, and gathers what cannot be read.
struct Reader<'a> {
    format: &'a FieldFormat<'a>,
    words: &'static PolicyWords,
    typed: &'a FieldValues,
    wrong: Wrong,
}

impl Reader<'_> {
    fn object(&mut self, items: &[PolicyField], above: &str) -> Json {
        Json::Object(items.iter().map(|item| (item.key.to_owned(), self.item(item, &below(above, item.key)))).collect())
    }

    fn item(&mut self, item: &PolicyField, field: &str) -> Json {
        let text = first(self.typed, field);
        match item.kind {
            FieldKind::Offered(items) => {
                if text.is_empty() {
                    Json::Null
                } else {
                    self.object(items, field)
                }
            }
            FieldKind::Group(items) => self.object(items, field),
            FieldKind::Rows(columns) => {
                let filled = (0..rows(self.typed, field)).map(|n| below(field, &n.to_string())).filter(|row| {
                    let within = format!("{row}.");
                    self.typed.keys().any(|name| name.starts_with(&within))
                });
                let filled: Vec<_> = filled.collect();
                Json::Array(filled.iter().map(|row| self.object(columns, row)).collect())
            }
            FieldKind::Switch => Json::Bool(!text.is_empty()),
            FieldKind::Value(value, need) => self.value(value, need, field, text),
            FieldKind::One(all) => match all.iter().find(|word| word.as_str() == text) {
                Some(word) => Json::String(word.as_str().to_owned()),
                None => self.refuse(field, self.words.missing),
            },
            FieldKind::Some(all) => {
                let ticked = self.typed.get(field).map(Vec::as_slice).unwrap_or_default();
                let known = all.iter().filter(|word| ticked.iter().any(|ticked| ticked == word.as_str()));
                Json::Array(known.map(|word| Json::String(word.as_str().to_owned())).collect())
            }
            FieldKind::Choice(all) => match all.iter().find(|(word, _)| word.as_str() == text) {
                Some((_, ChoiceValue::Absent)) => Json::Null,
                Some((word, ChoiceValue::Nothing)) => Json::String(word.as_str().to_owned()),
                Some((word, ChoiceValue::Value(value))) => {
                    let with = value_of(field);
                    let held = self.value(*value, Presence::Must, &with, first(self.typed, &with));
                    Json::Object(Map::from_iter([(word.as_str().to_owned(), held)]))
                }
                None => self.refuse(field, self.words.missing),
            },
        }
    }

    fn value(&mut self, value: ValueKind, need: Presence, field: &str, text: &str) -> Json {
        match (text, need, value) {
            ("", Presence::May, ValueKind::Amounts) => Json::Object(Map::new()),
            ("", Presence::May, _) => Json::Null,
            _ => match self.format.json(value, text) {
                Some(json) => json,
                None => self.refuse(field, (self.words.unread)(value)),
            },
        }
    }

    fn refuse(&mut self, field: &str, text: &str) -> Json {
        self.wrong.push((field.to_owned(), text.to_owned()));
        Json::Null
    }
}
