//! Files that others made: the messy ones with what must be read from each, and the sample of
//! accounts receivable. They are not part of this tree; `SALDO_SHARED` says where they are.

use super::super::{Reading, read};
use super::options;
use serde_json::Value;
use std::path::PathBuf;

pub(super) fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SALDO_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let found = root.join(path);
    if found.exists() {
        return Some(found);
    }
    println!("left out: {} is not there (SALDO_SHARED says where the shared files are)", found.display());
    None
}

/// What the report has beyond the expectations: sentences, and fields they do not speak of.
pub(super) fn without_sentences(mut report: Value) -> Value {
    for list in ["rejected", "skipped", "warnings"] {
        for finding in report[list].as_array_mut().into_iter().flatten() {
            finding.as_object_mut().expect("a finding").remove("message");
        }
    }
    report.as_object_mut().expect("a report").remove("understood");
    for item in report["accepted"].as_array_mut().into_iter().flatten() {
        let item = item.as_object_mut().expect("an item");
        item.remove("paid_minor");
    }
    report
}

#[test]
fn the_messy_files_read_as_expected() {
    let Some(folder) = shared("data/messy") else { return };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "csv"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 10);
    for file in files {
        let mut expected_name = file.clone().into_os_string();
        expected_name.push(".expected.json");
        let expected = std::fs::read(expected_name).expect("an expectation");
        let mut expected: Value = serde_json::from_slice(&expected).expect("JSON");
        expected.as_object_mut().expect("an object").remove("note");
        let given: Vec<String> = expected["import_options"]
            .as_object()
            .expect("options")
            .iter()
            .map(|(name, value)| format!("{name}={}", value.as_str().expect("text")))
            .collect();
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        let mut reading = read(&std::fs::read(&file).expect("a file"), &options(&given)).expect("nothing is open");
        reading.file = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let report = without_sentences(serde_json::to_value(&reading).expect("JSON"));
        for (key, value) in expected.as_object().expect("an object") {
            assert_eq!(report.get(key), Some(value), "{key} of {}", file.display());
        }
        let extra: Vec<_> =
            report.as_object().expect("an object").keys().filter(|k| expected.get(k).is_none()).collect();
        assert!(extra.is_empty(), "{extra:?}");
    }
}

fn receivables(defaults: &[&str], as_of: Option<&str>) -> Option<Reading> {
    let file = shared("data/ar-ibm/WA_Fn-UseC_-Accounts-Receivable.csv")?;
    let mut options = options(defaults);
    options.as_of = as_of.map(|day| day.parse().expect("a day"));
    Some(read(&std::fs::read(file).expect("a file"), &options).expect("nothing is open"))
}

#[test]
fn the_sample_of_receivables_is_read_whole() {
    let Some(reading) = receivables(&["currency=USD"], None) else { return };
    assert_eq!((reading.accepted.len(), reading.rejected.len(), reading.skipped.len()), (2466, 0, 0));
    assert_eq!(reading.survey.detect.date_format, "MM/DD/YYYY");
    assert_eq!(reading.accepted[0].number, "0000611365");
    assert!(reading.accepted.iter().all(|invoice| invoice.settled.is_some()));
    let customers: std::collections::HashSet<_> = reading.accepted.iter().map(|i| &i.customer.number).collect();
    assert_eq!(customers.len(), 100);
}

#[test]
fn only_what_was_known_on_a_day() {
    for (day, count, open_minor) in
        [("2013-01-31", 94, 584_687), ("2013-05-26", 106, 638_671), ("2013-09-30", 88, 502_922)]
    {
        let Some(reading) = receivables(&["currency=USD"], Some(day)) else { return };
        let open: Vec<i64> =
            reading.accepted.iter().filter(|i| i.settled.is_none()).map(|i| i.amount().minor()).collect();
        assert_eq!((open.len(), open.iter().sum()), (count, open_minor), "{day}");
        assert_eq!(reading.accepted.len() + reading.skipped.len(), 2466);
    }
}
