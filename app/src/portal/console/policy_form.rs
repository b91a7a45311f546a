//! The policy as forms: which fields each section has, by the names that the policy's document and its check give
//! them. One description makes the form, the facts that are shown of a policy, and what is read back from a form.

use super::policy_items::{
    ANSWERS, BREATHING_SPACE, DISCOUNT, EXTENSION, INTEREST, PAYMENTS, PLAN, PROMISE, PROOF, SETTLEMENT,
};
use crate::text::console::policy::PolicyWords;
use std::collections::BTreeMap;

/// What stands in the fields, by their names: one value, or for tick boxes each that is ticked.
pub type FieldValues = BTreeMap<String, Vec<String>>;

/// A part of the policy that is changed on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicySection {
    /// Less, if paid early.
    Discount,
    /// A part of an old debt.
    Settlement,
    /// Instalments.
    Plan,
    /// A later due date.
    Extension,
    /// A promised date.
    Promise,
    /// A rest in hardship.
    BreathingSpace,
    /// How a debtor shows, before something binding, who is there.
    Proof,
    /// What an objection may say, and when requests are answered.
    Answers,
    /// What a payment pays first, and the least part.
    Payments,
    /// What being late costs.
    Interest,
}

impl PolicySection {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 10] = [
        Self::Discount,
        Self::Settlement,
        Self::Plan,
        Self::Extension,
        Self::Promise,
        Self::BreathingSpace,
        Self::Proof,
        Self::Answers,
        Self::Payments,
        Self::Interest,
    ];

    /// Its name in an address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Discount => "discount",
            Self::Settlement => "settlement",
            Self::Plan => "plan",
            Self::Extension => "extension",
            Self::Promise => "promise",
            Self::BreathingSpace => "breathing-space",
            Self::Proof => "proof",
            Self::Answers => "answers",
            Self::Payments => "payments",
            Self::Interest => "interest",
        }
    }

    /// The section of an address.
    #[must_use]
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.slug() == slug)
    }

    /// Its fields.
    #[must_use]
    pub const fn items(self) -> &'static [PolicyField] {
        match self {
            Self::Discount => DISCOUNT,
            Self::Settlement => SETTLEMENT,
            Self::Plan => PLAN,
            Self::Extension => EXTENSION,
            Self::Promise => PROMISE,
            Self::BreathingSpace => BREATHING_SPACE,
            Self::Proof => PROOF,
            Self::Answers => ANSWERS,
            Self::Payments => PAYMENTS,
            Self::Interest => INTEREST,
        }
    }
}

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
    /// No.
    May,
}

/// A value in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// A whole number; below zero where the field has that.
    Whole,
    /// A percentage.
    Percent,
    /// One amount for each currency.
    Amounts,
    /// One amount.
    Money,
    /// A day.
    Day,
}

/// What one choice of several holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceValue {
    /// The word alone.
    Nothing,
    /// Not even the word: the field is left out.
    Absent,
    /// A value.
    Value(ValueKind),
}

/// What a field is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named like the fields of the policy's document, where they are explained")]
pub enum FieldName {
    To,
    Segments,
    OverdueFrom,
    OverdueTo,
    AmountFrom,
    AmountTo,
    PaidFrom,
    Discount,
    OwnTerms,
    Tax,
    Early,
    Off,
    EarlyDays,
    Settlement,
    Steps,
    StepFrom,
    PayPercent,
    OfferDays,
    Plan,
    Frequencies,
    Automatic,
    Request,
    Most,
    FirstWithin,
    EndWithin,
    DownPercent,
    LeastInstalment,
    Price,
    Conduct,
    GraceDays,
    CureDays,
    ChargesRest,
    Reminders,
    InstalmentDiscount,
    Percent,
    By,
    Reschedules,
    WhenKept,
    WaiveRested,
    WhenBroken,
    ClawBackCharges,
    ClawBackDiscounts,
    WaivePriceToCome,
    Extension,
    AYear,
    Options,
    Delay,
    Granted,
    PayNowPercent,
    Promise,
    DaysAhead,
    BreathingSpace,
    RestDays,
    Proof,
    ObjectionReasons,
    AnswerDays,
    Allocation,
    PartMinimum,
    Interest,
    Rates,
    From,
    AnnualPercent,
    Basis,
    InterestGrace,
    GraceCounts,
    Cap,
    FlatFee,
}

macro_rules! words {
    ($($word:ident = $text:literal;)*) => {
        /// One of several things that a field can say.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "named like the words of the policy's document, where they are explained")]
        pub enum PolicyWord {
            $($word,)*
        }

        impl PolicyWord {
            /// As the document has it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)*
                }
            }
        }
    };
}

words! {
    Good = "good"; Irregular = "irregular"; Late = "late"; New = "new";
    TaxIncluded = "included"; TaxExcluded = "excluded"; TaxMixed = "mixed";
    OffPercent = "percent"; OffAmount = "amount";
    Weekly = "weekly"; Fortnightly = "fortnightly"; Monthly = "monthly";
    NoPrice = "none"; FlatPrice = "flat"; FeePrice = "fee"; AnnualPrice = "annual_percent";
    RemindInstalments = "instalments"; RemindNothing = "none";
    DaysBefore = "days_before"; DayOfMonth = "day_of_month";
    Days = "days"; Months = "months";
    Automatically = "automatically"; OnRequest = "on_request";
    AlreadyPaid = "already_paid"; WrongAmount = "wrong_amount"; NotReceived = "not_received";
    NotAsAgreed = "not_as_agreed"; NotMine = "not_mine"; Other = "other";
    ByCode = "code"; ByPostcode = "postcode"; ByTaxId = "tax_id";
    ByCodeOrPostcode = "code_or_postcode"; ByCodeOrTaxId = "code_or_tax_id";
    OldestFirst = "oldest_first"; CostsInterestPrincipal = "costs_interest_principal"; ProRata = "pro_rata";
    Days360 = "days360"; Days365 = "days365"; ActualDays = "actual";
    NoCap = "none"; CapPercent = "percent"; CapAmount = "amount";
}

/// What a policy says in one field, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFact {
    /// The field's name.
    pub field: String,
    /// What it is called, with what it is in.
    pub label: String,
    /// What it says.
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

/// The first value of a field.
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
            let value = told(words, item.kind, &field, values);
            found.extend(value.map(|value| PolicyFact { field, label, value }));
        }
    }
}

/// What one field says; nothing where it says nothing.
fn told(words: &'static PolicyWords, kind: FieldKind, field: &str, values: &FieldValues) -> Option<String> {
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
