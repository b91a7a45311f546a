//! The receipt that the letters are tried with: a price that ends, a part in review, a part on its way.

use super::*;
use crate::mail::receipt::ReceiptLine;

pub(super) fn lines(said: &[String]) -> Vec<Line> {
    said.iter().map(|said| Line::sentence(said)).collect()
}

pub(super) fn receipt(language: Language) -> Receipt {
    let words = language.pages();
    let part = Left {
        asked: Some("$765.50".to_owned()),
        until: Some(("14".to_owned(), "$800.00".to_owned())),
        ..Left::default()
    };
    let all = Left { in_review: Some("$70.00".to_owned()), on_its_way: Some("$150.00".to_owned()), ..part.clone() };
    Receipt {
        head: head(language),
        number: "R-2026-000017".into(),
        paid_at: format_datetime(country(language), noon(), "America/Santiago".parse().expect("a zone")).into(),
        method: "Visa 4242".into(),
        amount: "$1,234.50".into(),
        discount: None,
        settled: Some("$605.12".into()),
        pays: vec![
            ReceiptLine { what: "F-1001".into(), amount: "$1,000.00".into(), left: Vec::new() },
            ReceiptLine { what: "F-1002".into(), amount: "$234.50".into(), left: lines(&part.of_invoice(words)) },
        ],
        left: lines(&all.of_account(words)),
        credit: None,
        url: URL.to_owned(),
    }
}
