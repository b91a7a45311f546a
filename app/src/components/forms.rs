//! What the forms about offers are made of: fields with their label, hint and refusal.

use crate::components::errors::FieldError;
use crate::components::{errors, forms};
use crate::html::{Fragment, IntoFragment as _};
use crate::i18n::{Texts as _, errors as sentences};
use domain::date_style::DateStyle;
use domain::format::AmountStyle;
use domain::language::Language;
use domain::money::MoneyError;
use domain::plan::PlanRefusal;
use leptos::prelude::*;

/// A hidden field: what was chosen before and is sent along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenField {
    pub name: String,
    pub value: String,
}

impl HiddenField {
    /// A field.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

/// A field that has to be corrected; said beside it and in the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidField {
    /// The field's name, which is also its id on the page.
    pub field: &'static str,
    pub why: FieldProblem,
}

/// Why a field has to be corrected. Amounts and dates are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldProblem {
    /// No such plan; amounts and days are written with the page's styles.
    Plan(PlanRefusal),
    /// The amount cannot be read.
    Amount(MoneyError),
    /// The amount is too small.
    TooSmall {
        min: String,
    },
    /// The amount is too large.
    TooLarge {
        max: String,
    },
    /// The number cannot be read.
    Number,
    /// The date cannot be read.
    Date,
    /// The date is too early.
    TooEarly {
        /// The first day that can be chosen.
        from: String,
    },
    /// The date is too late.
    TooLate {
        /// The last day that can be chosen.
        to: String,
    },
    NothingChosen,
    /// The words are missing.
    NoWords,
    TooManyWords {
        /// The most characters.
        max: usize,
    },
    /// A file that is neither PDF, JPEG, PNG nor HEIC, by its content.
    FileKind {
        /// As the device called it.
        name: String,
    },
    /// A file that is too large.
    FileSize {
        /// As the device called it.
        name: String,
        /// The most megabytes.
        max_mb: u32,
    },
    TooManyFiles {
        max: usize,
    },
    /// Files were chosen, and the browser does not keep them.
    FilesAgain,
    /// The invoice was disputed for this reason before, as often as that goes.
    InVain,
    /// It is no longer offered, or not for this debt.
    NotOffered,
}

pub fn hidden(fields: Vec<HiddenField>) -> Fragment {
    fields
        .into_iter()
        .map(|field| view! { <input type="hidden" name=field.name value=field.value /> })
        .collect_view()
        .into_fragment()
}

/// How amounts and days of a form are written in its refusals.
#[derive(Debug, Clone, Copy, Default)]
pub struct Styles<'a> {
    pub amounts: Option<&'a AmountStyle>,
    /// Days.
    pub dates: Option<&'a DateStyle>,
}

/// The refusals of a form as sentences, each at its field.
pub fn refusals(language: Language, wrong: &[InvalidField], styles: Styles<'_>) -> Vec<FieldError> {
    let one = |wrong: &InvalidField| FieldError {
        field: wrong.field.to_owned(),
        text: sentence(language, &wrong.why, styles),
    };
    wrong.iter().map(one).collect()
}

fn sentence(language: Language, why: &FieldProblem, styles: Styles<'_>) -> String {
    let words = &language.agreements().wrong;
    match why {
        // Without styles nothing can be written into the sentence, so it says only that it is not had.
        FieldProblem::Plan(refusal) => match (styles.amounts, styles.dates) {
            (Some(amounts), Some(dates)) => sentences::plan(language, *refusal, amounts, dates),
            _ => words.not_offered.to_owned(),
        },
        FieldProblem::Amount(error) => match styles.amounts {
            Some(amounts) => sentences::amount(language, error, amounts),
            None => language.errors().no_amount.to_owned(),
        },
        FieldProblem::TooSmall { min } => (words.too_small)(min),
        FieldProblem::TooLarge { max } => (words.too_large)(max),
        FieldProblem::Number => words.number.to_owned(),
        FieldProblem::Date => words.date.to_owned(),
        FieldProblem::TooEarly { from } => (words.too_early)(from),
        FieldProblem::TooLate { to } => (words.too_late)(to),
        FieldProblem::NothingChosen => words.nothing_chosen.to_owned(),
        FieldProblem::NoWords => words.no_words.to_owned(),
        FieldProblem::TooManyWords { max } => (words.too_many_words)(*max),
        FieldProblem::FileKind { name } => (words.file_kind)(name),
        FieldProblem::FileSize { name, max_mb } => (words.file_size)(name, *max_mb),
        FieldProblem::TooManyFiles { max } => (words.too_many_files)(*max),
        FieldProblem::InVain => language.disputes().in_vain.to_owned(),
        FieldProblem::FilesAgain => language.disputes().files_again.to_owned(),
        FieldProblem::NotOffered => words.not_offered.to_owned(),
    }
}

/// The refusal of one field.
pub fn at(wrong: &[FieldError], field: &str) -> Option<String> {
    wrong.iter().find(|error| error.field == field).map(|error| error.text.clone())
}

/// One line of text, a date or a number. Its id is its name.
pub struct Field {
    /// Its name and id.
    pub name: &'static str,
    pub label: String,
    /// A hint below the label; empty: none.
    pub hint: String,
    /// What stands in it.
    pub value: String,
    /// `text` or `date`.
    pub kind: &'static str,
    /// Which keyboard a telephone shows.
    pub inputmode: Option<&'static str>,
    /// The first and last that a browser lets choose.
    pub bounds: Option<(String, String)>,
    /// Before and after an amount.
    pub signs: Option<(String, String)>,
}

impl Field {
    /// A field for an amount.
    pub fn amount(name: &'static str, label: String, hint: String, value: String, style: &AmountStyle) -> Self {
        let inputmode = if style.currency.exponent() == 0 { "numeric" } else { "decimal" };
        let signs = Some((style.prefix.clone(), style.suffix.clone()));
        Self { name, label, hint, value, kind: "text", inputmode: Some(inputmode), bounds: None, signs }
    }

    /// A field for a day.
    pub fn day(name: &'static str, label: &str, hint: String, value: String, bounds: (String, String)) -> Self {
        let label = label.to_owned();
        Self { name, label, hint, value, kind: "date", inputmode: None, bounds: Some(bounds), signs: None }
    }

    /// The field with its label, its hint and, if there is one, its refusal.
    pub fn view(self, language: Language, wrong: &[FieldError]) -> Fragment {
        let refusal = at(wrong, self.name);
        let invalid = refusal.is_some().then_some("true");
        let (hint_id, error_id) = (format!("{}-hint", self.name), format!("{}-error", self.name));
        let hint = (!self.hint.is_empty()).then_some(self.hint);
        let described = match (&hint, &refusal) {
            (Some(_), Some(_)) => Some(format!("{hint_id} {error_id}")),
            (Some(_), None) => Some(hint_id.clone()),
            (None, Some(_)) => Some(error_id),
            (None, None) => None,
        };
        let (min, max) = self.bounds.unzip();
        let (before, after) = self.signs.unzip();
        let sign = |text: Option<String>| text.map(|text| view! { <span aria-hidden="true">{text}</span> });
        let class = if before.is_some() || self.kind == "date" { "money" } else { "money short" };
        view! {
            <div class="field">
                <label for=self.name>{self.label}</label>
                {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
                {errors::line(language.pages(), self.name, refusal)}
                <span class=class>
                    {sign(before)}
                    <input
                        type=self.kind
                        name=self.name
                        id=self.name
                        value=self.value
                        inputmode=self.inputmode
                        min=min
                        max=max
                        autocomplete="off"
                        maxlength=(self.kind == "text").then_some("24")
                        aria-describedby=described
                        aria-invalid=invalid
                    />
                    {sign(after)}
                </span>
            </div>
        }
        .into_fragment()
    }
}

/// Several lines of words. Its id is its name.
pub fn words_field(
    language: Language,
    name: &'static str,
    label: &'static str,
    hint: String,
    value: String,
    wrong: &[FieldError],
) -> Fragment {
    let refusal = at(wrong, name);
    let invalid = refusal.is_some().then_some("true");
    // The framework writes what stands in a text area as it is, so it is escaped here.
    let value = value.replace('&', "&amp;").replace('<', "&lt;");
    let described = if refusal.is_some() { format!("{name}-hint {name}-error") } else { format!("{name}-hint") };
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <p class="hint" id=format!("{name}-hint")>{hint}</p>
            {errors::line(language.pages(), name, refusal)}
            <textarea name=name id=name rows="4" aria-describedby=described aria-invalid=invalid>{value}</textarea>
        </div>
    }
    .into_fragment()
}

/// A radio button or tick box with what stands beside it.
pub fn option(kind: &'static str, name: &'static str, value: String, checked: bool, label: impl IntoView) -> Fragment {
    let id = format!("{name}-{value}");
    view! {
        <div class="option">
            <input type=kind name=name value=value id=id.clone() checked=checked />
            <label for=id>{label}</label>
        </div>
    }
    .into_fragment()
}

/// The same for a choice that a person decides on: words for that person are asked for while it is chosen.
pub fn option_that_asks(name: &'static str, value: String, checked: bool, label: impl IntoView) -> Fragment {
    view! { <div class="asks">{option("radio", name, value, checked, label)}</div> }.into_fragment()
}

/// Invoices as links to the same page for each.
pub fn which_invoice(language: Language, links: Vec<InvoiceLink>) -> Fragment {
    let words = language.agreements();
    let rows = links.into_iter().map(|link| {
        view! {
            <li>
                <a class="row" href=link.href>
                    <span class="what"><b>{super::kept(&link.number)}</b></span>
                    <span class="sum"><b>{link.amount}</b></span>
                    <span class="when">{(words.due)(&link.due)}</span>
                </a>
            </li>
        }
    });
    view! { <section><h2>{words.which_invoice}</h2><ul class="rows">{rows.collect_view()}</ul></section> }
        .into_fragment()
}

/// An invoice to choose, as a link to the same page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceLink {
    /// The creditor's number.
    pub number: String,
    /// What is owed on it.
    pub amount: String,
    /// Its due date.
    pub due: String,
    pub href: String,
}

/// What of the form's choices a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecidedByPerson {
    All,
    /// The others are granted at once, and need no words.
    Some,
}

/// The words for a person, and when that person answers.
pub fn reason(
    language: Language,
    decided: DecidedByPerson,
    typed: String,
    answer_by: Option<String>,
    wrong: &[errors::FieldError],
) -> impl IntoView + use<> {
    let words = language.agreements();
    let hint = [
        (decided == DecidedByPerson::Some).then(|| words.your_words_only.to_owned()),
        Some(words.your_words_hint.to_owned()),
        answer_by.map(|date| (words.answer_by)(&date)),
    ];
    let hint = hint.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let field = forms::words_field(language, "reason", words.your_words, hint, typed, wrong);
    // Where some choices need no person, it shows for the others only; a browser that cannot tell shows it always.
    view! { <div class="if-asked">{field}</div> }
}
