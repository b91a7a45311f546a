//! The fields of a section of the policy, as the description of its document has them. Nothing is scripted: what
//! belongs to something that is not offered may be filled in or not, and lists have empty rows to add to them.

use crate::components::errors::FieldError;
use crate::components::policy_form::{ChoiceValue, FieldKind, FieldValues, PolicyField, below, first, rows, value_of};
use crate::components::{errors, forms};
use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::Texts as _;
use crate::i18n::policy::PolicyWords;
use crate::i18n::policy_names::{PolicyWord, ValueKind};
use domain::language::Language;
use leptos::prelude::*;

/// Empty rows below those that are there.
const EMPTY_ROWS: usize = 2;

/// What the fields of a form are made from.
pub struct Fields<'a> {
    pub language: Language,
    /// What stands in them.
    pub values: &'a FieldValues,
    /// What has to be corrected.
    pub wrong: &'a [FieldError],
}

impl Fields<'_> {
    /// All fields of a section.
    pub fn all(&self, items: &'static [PolicyField]) -> Fragment {
        items.iter().map(|item| self.item(item, item.key.to_owned())).collect_view().into_fragment()
    }

    fn words(&self) -> &'static PolicyWords {
        self.language.policy()
    }

    fn refusal(&self, field: &str) -> Option<String> {
        forms::at(self.wrong, field)
    }

    fn item(&self, item: &PolicyField, field: String) -> Fragment {
        let name = (self.words().name)(item.name);
        match item.kind {
            FieldKind::Offered(items) => self.offered(name, &field, items),
            FieldKind::Group(items) => {
                let inner = self.below(&field, items);
                view! { <fieldset class="inner"><legend>{name}</legend>{inner}</fieldset> }.into_fragment()
            }
            FieldKind::Rows(columns) => self.rows(item, &field, columns),
            FieldKind::Switch => self.tick(name, field),
            FieldKind::Value(value, _) => self.line(name, (self.words().hint)(item.name), &field, value),
            FieldKind::One(all) => self.choose(name, (self.words().hint)(item.name), &field, all),
            FieldKind::Some(all) => self.some(name, &field, all),
            FieldKind::Choice(all) => self.choice(name, &field, all),
        }
    }

    fn below(&self, field: &str, items: &[PolicyField]) -> Fragment {
        items.iter().map(|item| self.item(item, below(field, item.key))).collect_view().into_fragment()
    }

    fn tick(&self, name: &'static str, field: String) -> Fragment {
        let checked = !first(self.values, &field).is_empty();
        view! {
            <div class="option">
                <input type="checkbox" name=field.clone() value="on" id=field.clone() checked=checked />
                <label for=field>{name}</label>
            </div>
        }
        .into_fragment()
    }

    fn offered(&self, name: &'static str, field: &str, items: &[PolicyField]) -> Fragment {
        let refused = errors::line(self.language.pages(), field, self.refusal(field));
        view! {
            <div class="offered">
                {refused}
                {self.tick(name, field.to_owned())}
                <div class="inner">{self.below(field, items)}</div>
            </div>
        }
        .into_fragment()
    }

    fn rows(&self, item: &PolicyField, field: &str, columns: &[PolicyField]) -> Fragment {
        let words = self.words();
        let refused = errors::line(self.language.pages(), field, self.refusal(field));
        let hint = format!("{} {}", (words.hint)(item.name), words.rows_hint);
        let row = |n: usize| {
            let inner = self.below(&below(field, &n.to_string()), columns);
            view! { <fieldset class="inner row-fields"><legend>{(words.row)(n + 1)}</legend>{inner}</fieldset> }
        };
        view! {
            <fieldset id=field.to_owned() tabindex="-1">
                <legend>{(words.name)(item.name)}</legend>
                <p class="hint">{hint.trim().to_owned()}</p>
                {refused}
                {(0..rows(self.values, field) + EMPTY_ROWS).map(row).collect_view()}
            </fieldset>
        }
        .into_fragment()
    }

    fn line(&self, name: &'static str, hint: &'static str, field: &str, value: ValueKind) -> Fragment {
        let hint = if value == ValueKind::Amounts && hint.is_empty() { self.words().amounts_hint } else { hint };
        let refusal = self.refusal(field);
        let invalid = refusal.is_some().then_some("true");
        let ids = [(!hint.is_empty()).then_some("hint"), refusal.is_some().then_some("error")];
        let described: Vec<_> = ids.into_iter().flatten().map(|what| format!("{field}-{what}")).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let hint = (!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{field}-hint")>{hint}</p> });
        let (kind, keyboard) = match value {
            ValueKind::Day => ("date", None),
            ValueKind::Percent => ("text", Some("decimal")),
            // Below zero is a number here, and telephones' number pads have no sign.
            ValueKind::Whole | ValueKind::Amounts | ValueKind::Money => ("text", None),
        };
        let max = if value == ValueKind::Amounts { "400" } else { "40" };
        view! {
            <div class="field">
                <label for=field.to_owned()>{name}</label>
                {hint}
                {errors::line(self.language.pages(), field, refusal)}
                <span class="money short">
                    <input
                        type=kind
                        name=field.to_owned()
                        id=field.to_owned()
                        value=first(self.values, field).to_owned()
                        inputmode=keyboard
                        autocomplete="off"
                        maxlength=(kind == "text").then_some(max)
                        aria-describedby=described
                        aria-invalid=invalid
                    />
                </span>
            </div>
        }
        .into_fragment()
    }

    fn select(&self, field: &str, described: Option<String>, all: impl Iterator<Item = PolicyWord>) -> Fragment {
        let chosen = first(self.values, field).to_owned();
        // In an empty row nothing is chosen yet.
        let none = chosen.is_empty().then(|| view! { <option value="" selected=true></option> });
        let options = all.map(|word| {
            let value = word.as_str();
            view! { <option value=value selected=value == chosen>{(self.words().word)(word)}</option> }
        });
        view! {
            <select name=field.to_owned() id=field.to_owned() aria-describedby=described>
                {none}
                {options.collect_view()}
            </select>
        }
        .into_fragment()
    }

    fn choose(&self, name: &'static str, hint: &'static str, field: &str, all: &'static [PolicyWord]) -> Fragment {
        let refused = errors::line(self.language.pages(), field, self.refusal(field));
        let described = (!hint.is_empty()).then(|| format!("{field}-hint"));
        let hint = described.clone().map(|id| view! { <p class="hint" id=id>{hint}</p> });
        view! {
            <div class="field">
                <label for=field.to_owned()>{name}</label>
                {hint}
                {refused}
                {self.select(field, described, all.iter().copied())}
            </div>
        }
        .into_fragment()
    }

    fn choice(&self, name: &'static str, field: &str, all: &'static [(PolicyWord, ChoiceValue)]) -> Fragment {
        let with = value_of(field);
        let amounts = all.iter().any(|(_, holds)| *holds == ChoiceValue::Value(ValueKind::Amounts));
        let hint = amounts.then(|| view! { <p class="hint">{self.words().choice_hint}</p> });
        let refused = self.refusal(field).or_else(|| self.refusal(&with));
        view! {
            <div class="field">
                <label for=field.to_owned()>{name}</label>
                {hint}
                {errors::line(self.language.pages(), field, refused)}
                <span class="choice">
                    {self.select(field, None, all.iter().map(|(word, _)| *word))}
                    <label class="unseen" for=with.clone()>{self.words().value}": "{name}</label>
                    <input
                        type="text"
                        name=with.clone()
                        id=with.clone()
                        value=first(self.values, &with).to_owned()
                        autocomplete="off"
                        maxlength="400"
                    />
                </span>
            </div>
        }
        .into_fragment()
    }

    fn some(&self, name: &'static str, field: &str, all: &'static [PolicyWord]) -> Fragment {
        let ticked = self.values.get(field).cloned().unwrap_or_default();
        let refused = errors::line(self.language.pages(), field, self.refusal(field));
        let options = all.iter().map(|word| {
            let value = word.as_str();
            let id = format!("{field}-{value}");
            let checked = ticked.iter().any(|ticked| ticked == value);
            view! {
                <div class="option">
                    <input type="checkbox" name=field.to_owned() value=value id=id.clone() checked=checked />
                    <label for=id>{(self.words().word)(*word)}</label>
                </div>
            }
        });
        view! {
            <fieldset class="inner" id=field.to_owned() tabindex="-1">
                <legend>{name}</legend>
                {refused}
                {options.collect_view()}
            </fieldset>
        }
        .into_fragment()
    }
}
