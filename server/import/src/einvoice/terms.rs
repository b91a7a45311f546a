//! Early payment in the words of the German invoices: `#SKONTO#TAGE=14#PROZENT=2.00#` (XRechnung, BR-DE-18).

use super::fields::decimal;
use crate::document::{Document, EarlyPayment};

/// Takes the lines of skonto out of the terms of payment. One of 0 per cent grants its days without a
/// discount, and so is the last day to pay where the document has none.
pub(super) fn read_skonto(document: &mut Document) {
    let terms = std::mem::take(&mut document.terms);
    for term in &terms {
        for line in term.lines().map(str::trim).filter(|line| line.starts_with("#SKONTO#")) {
            let field = |name: &str| line.split('#').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
            let (Some(days), Some(percent)) = (field("TAGE"), field("PROZENT")) else { continue };
            let (Ok(days), Some(percent)) = (days.parse::<u32>(), decimal(percent)) else { continue };
            let base = field("BASISBETRAG").and_then(decimal);
            document.early_payment.push(EarlyPayment { percent, days: Some(days), until: None, base });
        }
    }
    document.terms = terms;
    if document.term_days.is_none() {
        let net = document.early_payment.iter().filter(|early| early.percent.is_zero());
        document.term_days = net.filter_map(|early| early.days).max();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Nature, Standard};

    #[test]
    fn skonto_in_the_text_of_the_terms() {
        let mut document = Document::new(Standard::Ubl, Nature::Invoice);
        document.terms = vec![
            "Zahlbar\n  #SKONTO#TAGE=7#PROZENT=2.00#\n#SKONTO#TAGE=14#PROZENT=1.00#BASISBETRAG=100.00#\n\
             #SKONTO#TAGE=30#PROZENT=0.00#\n#SKONTO#TAGE=x#PROZENT=1#"
                .into(),
        ];
        read_skonto(&mut document);
        let read: Vec<_> = document.early_payment.iter().map(|e| (e.days, e.percent.to_string())).collect();
        assert_eq!(read, [(Some(7), "2.00".into()), (Some(14), "1.00".into()), (Some(30), "0.00".into())]);
        assert_eq!(document.early_payment[1].base.map(|base| base.to_string()).as_deref(), Some("100.00"));
        assert_eq!(document.term_days, Some(30));
    }
}
