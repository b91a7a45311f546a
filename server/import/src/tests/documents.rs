//! Electronic invoices: those that others made, with what must be read from each, and our own small ones of every
//! standard.

use super::super::document::{Document, EarlyPayment};
use super::super::{Outcome, ReadError, Source, einvoice, open};
use super::shared::shared;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

fn document(path: &Path) -> Document {
    let bytes: Arc<[u8]> = std::fs::read(path).expect("a file").into();
    let mut all = einvoice::read(bytes, None).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(all.len(), 1, "{}", path.display());
    all.remove(0)
}

fn text(value: Option<impl ToString>) -> Value {
    value.map_or(Value::Null, |value| Value::String(value.to_string()))
}

fn sum(amount: Option<Decimal>) -> Value {
    text(amount)
}

fn taxes(document: &Document, with_currency: bool) -> Value {
    let one = |tax: &crate::TaxLine| {
        let mut one = json!({"category": tax.category, "percent": text(tax.percent), "taxable": text(tax.taxable), "tax": tax.tax.to_string()});
        if with_currency {
            one["currency"] = text(document.currency.as_deref());
        }
        one
    };
    // A national tax scheme is no category of EN 16931.
    let known = ["S", "Z", "E", "AE", "K", "G", "O", "L", "M", "AA"];
    let plain = document.taxes.iter().map(|tax| {
        let mut tax = tax.clone();
        tax.category = tax.category.filter(|category| known.contains(&category.as_str()));
        tax
    });
    Value::Array(plain.map(|tax| one(&tax)).collect())
}

fn discounts(all: &[EarlyPayment], keys: &Value) -> Value {
    let has = |key: &str| keys.get(0).is_some_and(|first| first.get(key).is_some());
    let one = |early: &EarlyPayment| {
        let mut one = json!({"days": text(early.days), "percent": text(Some(early.percent))});
        if has("base_amount") {
            one["base_amount"] = text(early.base);
        }
        if has("end_date") {
            one["end_date"] = text(early.until);
        }
        one
    };
    Value::Array(all.iter().map(one).collect())
}

/// What the expectations of UBL and CII call by these names.
fn trade(d: &Document, expected: &Value, key: &str) -> Option<Value> {
    Some(match key {
        "number" => text(d.number.as_ref()),
        "issue_date" => text(d.issued),
        "due_date" => text(d.due),
        "type_code" => text(d.type_code.as_ref()),
        "currency" | "payable_currency" => text(d.currency.as_ref()),
        "seller" => text(d.seller.name.as_ref()),
        "buyer" => text(d.buyer.name.as_ref()),
        "buyer_email" => text(d.buyer.emails.first()),
        "line_extension" => sum(d.totals.lines),
        "tax_exclusive" => sum(d.totals.exclusive),
        "tax_inclusive" => sum(d.totals.inclusive),
        "allowance_total" => sum(d.totals.allowances),
        "charge_total" => sum(d.totals.charges),
        "prepaid" => sum(d.totals.prepaid),
        "rounding" => sum(d.totals.rounding),
        "payable" => sum(d.totals.payable),
        "tax_subtotals" => taxes(d, expected["syntax"] == "UBL"),
        "lines" => json!(d.line_count),
        "payment_terms_notes" => json!(d.terms),
        "settlement_discounts" => discounts(&d.early_payment, &expected["settlement_discounts"]),
        "billing_references" => json!(d.references.iter().filter_map(|r| r.number.as_ref()).collect::<Vec<_>>()),
        _ => return None,
    })
}

fn payments(d: &Document, expected: &Value) -> Value {
    let paid = |one: &crate::PaidDocument, key: &str| match key {
        "uuid" => json!(one.uuid),
        "series" => text(one.series.as_ref()),
        "number" => text(one.number.as_ref()),
        "currency" => text(one.currency.as_ref()),
        "instalment" => text(one.instalment),
        "previous_balance" => text(one.previous),
        "paid" => text(one.paid),
        _ => text(one.remaining),
    };
    let keys = ["uuid", "series", "number", "currency", "instalment", "previous_balance", "paid", "remaining"];
    let all = d.payments.iter().zip(expected.as_array().expect("payments")).map(|(payment, expected)| {
        let documents: Vec<Value> = payment
            .documents
            .iter()
            .zip(expected["documents"].as_array().expect("documents"))
            .map(|(one, expected)| {
                let mut all: serde_json::Map<String, Value> = keys.iter().map(|key| ((*key).into(), paid(one, key))).collect();
                all.insert("equivalence".into(), expected["equivalence"].clone());
                Value::Object(all)
            })
            .collect();
        json!({"date": text(payment.day), "form": payment.form, "currency": payment.currency, "exchange_rate": expected["exchange_rate"], "amount": text(payment.amount), "documents": documents})
    });
    Value::Array(all.collect())
}

/// What the expectations of CFDI and DTE call by these names.
fn national(d: &Document, expected: &Value, key: &str) -> Option<Value> {
    let vat = || d.taxes.iter().find(|tax| tax.category.as_deref() == Some("IVA"));
    Some(match key {
        "series" => text(d.series.as_ref()),
        "uuid" => text(d.uuid.as_ref()),
        "payment_form" if expected["syntax"] == "CFDI" => text(d.means.first().and_then(|means| means.code.as_ref())),
        "payment_terms" => text(d.terms.first()),
        "seller_tax_id" => text(d.seller.tax_ids.first()),
        "buyer_tax_id" => text(d.buyer.tax_ids.first()),
        "subtotal" => sum(d.totals.lines),
        "discount" => sum(d.totals.allowances),
        "total" => sum(d.totals.inclusive),
        "taxes_transferred" => sum(d.totals.taxes),
        "taxes_withheld" => sum(d.totals.withheld),
        "related" => {
            let one = |r: &crate::Reference| json!({"type": r.kind, "uuids": [r.uuid]});
            Value::Array(d.references.iter().map(one).collect())
        }
        "payments" => payments(d, &expected["payments"]),
        "net" => sum(d.totals.lines),
        "vat_rate" => text(vat().and_then(|tax| tax.percent)),
        "vat" => text(vat().map(|tax| tax.tax)),
        "references" => {
            let one = |r: &crate::Reference| json!({"type": r.kind, "number": r.number, "code": r.code});
            Value::Array(d.references.iter().map(one).collect())
        }
        "version"
        | "root"
        | "syntax"
        | "tax_currency"
        | "source_inconsistencies"
        | "exchange_rate"
        | "payment_method"
        | "exempt"
        | "payment_form" => return None,
        _ => return trade(d, expected, key),
    })
}

fn trimmed(value: &Value) -> Value {
    value.as_str().map_or_else(|| value.clone(), |text| Value::String(text.trim().into()))
}

#[test]
fn the_documents_of_others_read_as_expected() {
    let (mut count, mut differences) = (0, Vec::new());
    for folder in ["ubl21", "cii", "cfdi40", "co-dian", "cl-dte"] {
        let Some(folder) = shared(&format!("data/einvoice/{folder}")) else { return };
        let expected = std::fs::read(folder.join("expected.json")).expect("expectations");
        let expected: Value = serde_json::from_slice(&expected).expect("JSON");
        for (file, expected) in expected.as_object().expect("files") {
            let d = document(&folder.join(file));
            let mut compared = 0;
            for (key, want) in expected.as_object().expect("fields") {
                let known = [
                    "syntax",
                    "root",
                    "version",
                    "tax_currency",
                    "source_inconsistencies",
                    "exchange_rate",
                    "payment_method",
                    "exempt",
                ];
                match national(&d, expected, key) {
                    Some(got) if got == trimmed(want) => {}
                    Some(got) => differences.push(format!("{key} of {file}: {got}, not {want}")),
                    None => assert!(
                        known.contains(&key.as_str()) || key == "payment_form",
                        "{key} of {file} is not compared"
                    ),
                }
                compared += 1;
            }
            assert!(compared > 10, "{file}");
            count += 1;
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
    assert_eq!(count, 31);
}

#[test]
fn the_malformed_ones_are_refused_with_the_reason() {
    let Some(folder) = shared("data/einvoice/malformed") else { return };
    for (file, why) in [
        ("billion-laughs-1.xml", "DOCTYPE"),
        ("not-an-invoice.xml", "not a known invoice document"),
        ("ubl-truncated.xml", "not well-formed"),
        ("ubl-wrong-payable.xml", "would be payable by its totals"),
        ("ubl-no-currency.xml", "currency is missing"),
        ("cfdi-bad-total.xml", "come to"),
        ("ubl-impossible-date.xml", "is no day"),
    ] {
        let bytes = std::fs::read(folder.join(file)).expect("a file");
        let refused = match outcomes(&bytes, &["paid_at_once=owed", "terms=30"]) {
            Err(error) => error.to_string(),
            Ok(all) => match all.as_slice() {
                [Outcome::Rejected(finding)] => finding.message.to_string(),
                other => panic!("{file}: {other:?}"),
            },
        };
        assert!(refused.contains(why), "{file}: {refused}");
    }
}

pub(super) fn outcomes(bytes: &[u8], said: &[&str]) -> Result<Vec<Outcome>, ReadError> {
    let options = super::options(said);
    let parts = open(Source::Bytes(bytes), None, &options)?;
    let mut all = Vec::new();
    for part in &parts {
        let survey = part.survey(&options)?;
        all.extend(part.outcomes(&survey)?.map(|outcome| outcome.expect("no device")));
    }
    Ok(all)
}
