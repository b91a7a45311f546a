//! The policy as forms: which fields each section has, by the names that the policy's document and its check give
//! them. One description makes the form, the facts that are shown of a policy, and what is read back from a form.

pub mod fields;
pub mod sections;

use crate::i18n::policy::PolicyWords;
use crate::i18n::policy_names::{FieldName, PolicyWord, ValueKind};
use std::collections::BTreeMap;

/// What stands in the fields, by their names: one value, or for tick boxes each that is ticked.
pub type FieldValues = BTreeMap<String, Vec<String>>;

/// A field, or several under one name.
#[derive(Debug, Clone, Copy)]
pub struct PolicyField {
    /// Its name in the document, below that of what it is in.
    pub key: &'static str,
    /// What it is called.
    pub name: FieldName,
    /// What it holds.
    pub kind: FieldKind,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum FieldKind {
    /// Other fields, that are there only where this is ticked.
    Offered(&'static [PolicyField]),
    /// Other fields.
    Group(&'static [PolicyField]),
    /// Several times the same fields; rows that are left empty are not there.
    Rows(&'static [PolicyField]),
    /// Yes or no.
    Switch,
    /// One value; where it may be left out, nothing stands for none.
    Value(ValueKind, Presence),
    /// One of these.
    One(&'static [PolicyWord]),
    /// Some of these.
    Some(&'static [PolicyWord]),
    /// One of these, each with a value of its own.
    Choice(&'static [(PolicyWord, ChoiceValue)]),
}

/// Must something stand in a field?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Yes.
    Must,
    May,
}

/// What one choice of several holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceValue {
    /// The word alone.
    Nothing,
    /// Not even the word: the field is left out.
    Absent,
    Value(ValueKind),
}

/// What a policy says in one field, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFact {
    /// The field's name.
    pub field: String,
    /// What it is called, with what it is in.
    pub label: String,
    pub value: String,
}

/// The field of a choice's value.
#[must_use]
pub fn value_of(field: &str) -> String {
    format!("{field}.value")
}

/// The name of a field below another.
#[must_use]
pub fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[must_use]
pub fn first<'a>(values: &'a FieldValues, field: &str) -> &'a str {
    values.get(field).and_then(|all| all.first()).map_or("", String::as_str)
}

/// How many rows a list has.
#[must_use]
pub fn rows(values: &FieldValues, list: &str) -> usize {
    let index = |name: &String| name.strip_prefix(list)?.strip_prefix('.')?.split('.').next()?.parse::<usize>().ok();
    values.keys().filter_map(index).max().map_or(0, |last| last + 1)
}

/// What the fields of a section say, one fact a field that says something.
#[must_use]
pub fn facts(words: &'static PolicyWords, items: &[PolicyField], values: &FieldValues) -> Vec<PolicyFact> {
    let mut found = Vec::new();
    for item in items {
        gather(words, item, item.key.to_owned(), "", values, &mut found);
    }
    found
}

fn gather(
    words: &'static PolicyWords,
    item: &PolicyField,
    field: String,
    within: &str,
    values: &FieldValues,
    found: &mut Vec<PolicyFact>,
) {
    let name = (words.name)(item.name);
    let label = if within.is_empty() { name.to_owned() } else { format!("{within} · {name}") };
    let deeper = |items: &'static [PolicyField], within: &str, found: &mut Vec<PolicyFact>| {
        for item in items {
            gather(words, item, below(&field, item.key), within, values, found);
        }
    };
    match item.kind {
        FieldKind::Group(items) => deeper(items, &label, found),
        FieldKind::Offered(items) => {
            let offered = !first(values, &field).is_empty();
            let value = if offered { words.yes } else { words.no };
            found.push(PolicyFact { field: field.clone(), label: label.clone(), value: value.to_owned() });
            if offered {
                // The section's own name need not stand before each of its fields.
                deeper(items, if field.contains('.') { &label } else { "" }, found);
            }
        }
        FieldKind::Rows(columns) => {
            for n in 0..rows(values, &field) {
                let row = below(&field, &n.to_string());
                let mut parts = Vec::new();
                for column in columns {
                    gather(words, column, below(&row, column.key), "", values, &mut parts);
                }
                let text = |part: &PolicyFact| format!("{}: {}", part.label, part.value);
                let value = parts.iter().map(text).collect::<Vec<_>>().join(" · ");
                found.push(PolicyFact { field: row, label: format!("{label} {}", n + 1), value });
            }
        }
        FieldKind::Switch | FieldKind::Value(..) | FieldKind::One(_) | FieldKind::Some(_) | FieldKind::Choice(_) => {
            let value = value_text(words, item.kind, &field, values);
            found.extend(value.map(|value| PolicyFact { field, label, value }));
        }
    }
}

/// What one field says; nothing where it says nothing.
fn value_text(words: &'static PolicyWords, kind: FieldKind, field: &str, values: &FieldValues) -> Option<String> {
    let value = first(values, field);
    let word = |all: &[PolicyWord], value: &str| {
        all.iter().find(|word| word.as_str() == value).map(|word| (words.word)(*word).to_owned())
    };
    match kind {
        FieldKind::Switch => Some(if value.is_empty() { words.no } else { words.yes }.to_owned()),
        FieldKind::Value(ValueKind::Percent, _) => (!value.is_empty()).then(|| format!("{value} %")),
        FieldKind::Value(..) => (!value.is_empty()).then(|| value.to_owned()),
        FieldKind::One(all) => word(all, value),
        FieldKind::Some(all) => {
            let ticked = values.get(field).map(Vec::as_slice).unwrap_or_default();
            let said: Vec<_> = ticked.iter().filter_map(|value| word(all, value)).collect();
            (!said.is_empty()).then(|| said.join(", "))
        }
        FieldKind::Choice(all) => {
            let (chosen, holds) = all.iter().find(|(word, _)| word.as_str() == value)?;
            let said = (words.word)(*chosen);
            let with = first(values, &value_of(field));
            Some(match holds {
                ChoiceValue::Nothing | ChoiceValue::Absent => said.to_owned(),
                ChoiceValue::Value(ValueKind::Percent) => format!("{said}: {with} %"),
                ChoiceValue::Value(_) => format!("{said}: {with}"),
            })
        }
        FieldKind::Offered(_) | FieldKind::Group(_) | FieldKind::Rows(_) => None,
    }
}
