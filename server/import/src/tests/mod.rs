//! Whole files: our own small ones here, those that others made in [`shared`].

mod claims;
mod documents;
mod families;
mod field_cases;
mod hostile;
mod old_workbooks;
mod peru;
mod public_shapes;
mod refusals;
mod samples;
mod shapes;
mod shared;
mod type_codes;
mod workbooks;

use super::{Options, Question, ReadError, Reading, read};

fn options(defaults: &[&str]) -> Options {
    let mut options = Options::default();
    for default in defaults {
        options.default_value(default).expect("an option");
    }
    options
}

fn reading(text: &str, defaults: &[&str]) -> Reading {
    read(text.as_bytes(), &options(defaults)).expect("nothing is open")
}

fn questions(text: &str, defaults: &[&str]) -> Vec<String> {
    match read(text.as_bytes(), &options(defaults)) {
        Err(ReadError::Ask(questions)) => questions.iter().map(Question::to_string).collect(),
        other => panic!("no question: {other:?}"),
    }
}

/// Line, code and field of each, as one text.
fn codes(findings: &[super::Finding]) -> Vec<String> {
    let code = |finding: &super::Finding| {
        let field = finding.field.as_deref().map_or(String::new(), |field| format!(" {field}"));
        format!("{} {}{field}", finding.line, finding.code.as_str())
    };
    findings.iter().map(code).collect()
}

/// Number, minor units and currency of each, as one text.
fn sums(reading: &Reading) -> Vec<String> {
    let sum = |i: &super::Item| format!("{} {} {}", i.number, i.amount().minor(), i.currency);
    reading.accepted.iter().map(sum).collect()
}
