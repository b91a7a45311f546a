//! The receipt of one payment: what was paid, and what stays open.
//!
//! A receipt for the capital that does not reserve the interest extinguishes it, and one for the
//! last instalment those before it (Código Civil of Spain, art. 1110; Mexico's, arts. 2090 and 2091,
//! presumes so). So a receipt always says what stays open, and that it stays.

use crate::readable::foot;
use crate::typeset::{Template, Typesetting};
use crate::words::words;
use crate::{DocumentError, Letterhead, Party};
use chrono::{DateTime, Utc};
use domain::language::Language;
use domain::payment::{MethodKind, ProviderName};
use serde::Serialize;
use serde_json::{Value, json};

/// What a receipt says. Amounts and dates are as they should be read.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptDocument {
    /// The language of its words.
    #[serde(rename = "lang")]
    pub language: Language,
    /// When it was issued: the file's date.
    #[serde(skip)]
    pub issued_at: DateTime<Utc>,
    /// Who was paid.
    pub creditor: Party,
    /// How that firm shows itself.
    #[serde(skip)]
    pub letterhead: Letterhead,
    /// Whose debt was paid; none for somebody who only sees the payment.
    pub debtor: Option<Party>,
    /// The receipt's number.
    pub number: String,
    /// The day of payment in the creditor's zone.
    pub paid_on: String,
    /// With what it was paid, in words: [`paid_with`].
    pub method: String,
    /// The provider's reference, if the debtor can find the payment by it.
    pub reference: Option<String>,
    /// What the payment settled, part by part; none for somebody who only sees the payment.
    pub shares: Vec<Share>,
    /// What the creditor took off, with its sign.
    pub discount: Option<String>,
    /// What was written off by the settlement that the payment fulfilled, with its sign.
    pub settled: Option<String>,
    /// What was paid beyond the debt and is now the debtor's credit.
    pub credit: Option<String>,
    /// What was received: the shares, less discount and settlement, and the credit.
    pub total: String,
    /// What of it was paid back later.
    pub refunds: Vec<Refund>,
    /// What stays open; none for somebody who only sees the payment.
    pub open: Option<StillOpen>,
}

/// A part of an invoice: paid, or still open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The invoice's number.
    pub invoice: String,
    /// Which part of it.
    pub part: Part,
    /// The amount as it is shown.
    pub amount: String,
}

/// The parts of a debt that the law tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The invoice itself.
    Principal,
    /// Late interest.
    Interest,
    /// Fees and costs.
    Fees,
}

/// Money that went back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refund {
    /// The day, in the creditor's zone.
    pub on: String,
    /// The amount as it is shown.
    pub amount: String,
}

/// What stays open in the debtor's account after the payment; nothing when there are no shares and nothing waits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StillOpen {
    /// The day for which this was worked out.
    pub as_of: String,
    /// Part by part.
    pub shares: Vec<Share>,
    /// Their sums, one for each currency.
    pub totals: Vec<String>,
    /// The last day of these, where a price ends, and what they are afterwards.
    #[serde(skip)]
    pub until: Option<(String, String)>,
    /// What is in review, and not asked for now.
    pub in_review: Option<String>,
    /// What payments in process pay, and has not arrived.
    pub on_its_way: Option<String>,
}

/// With what a payment was made, in words: the one of `kinds`, or which of them it may have been; the provider where none
/// is known. A card that is kept in a telephone is a card.
#[must_use]
pub fn paid_with(language: Language, kinds: &[MethodKind], provider: ProviderName) -> String {
    let words = &words(language).method;
    let name = |kind: &MethodKind| match kind {
        MethodKind::Card => Some(words.card),
        MethodKind::Wallet => None,
        MethodKind::Oxxo => Some("OXXO"),
        MethodKind::Boleto => Some("Boleto"),
        MethodKind::Pix => Some("Pix"),
        MethodKind::BankDebit => Some(words.bank_debit),
        MethodKind::Account => Some(provider.brand()),
    };
    let names: Vec<&str> = kinds.iter().filter_map(name).collect();
    if names.is_empty() { provider.brand().to_owned() } else { names.join(words.or) }
}

/// The receipt as PDF (A4, tagged, PDF/UA-1 and PDF/A-3a).
///
/// # Errors
/// [`DocumentError::TooLarge`] for more than 200,000 bytes of text; else only when the template
/// is at fault.
pub fn receipt(document: &ReceiptDocument) -> Result<Vec<u8>, DocumentError> {
    typesetting(document)?.pdf()
}

fn typesetting(document: &ReceiptDocument) -> Result<Typesetting, DocumentError> {
    let words = &words(document.language).receipt;
    Ok(Typesetting {
        template: Template::Receipt,
        data: json!({
            "words": words,
            "document": serde_json::to_value(document)?,
            "still_open": document.open.as_ref().map(|open| (words.still_open)(&open.as_of)),
            "later": document.open.as_ref().and_then(|open| open.until.as_ref()).map(|(day, then)| json!([(words.later)(day), then])),
            "page": foot(&(words.page)(&document.number)),
        }),
        exact: Value::Null,
        letterhead: document.letterhead.clone(),
        attachment: None,
        identity: format!("receipt {}", document.number),
        issued_at: document.issued_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use crate::typeset::tests::text;

    #[test]
    fn a_way_to_pay_is_named_as_people_know_it() {
        use MethodKind as M;
        let (stripe, paypal) = (ProviderName::Stripe, ProviderName::Paypal);
        assert_eq!(paid_with(Language::Es, &[M::Card, M::Wallet], stripe), "Tarjeta");
        assert_eq!(paid_with(Language::En, &[M::Oxxo], stripe), "OXXO");
        assert_eq!(paid_with(Language::Pt, &[M::Card, M::Wallet, M::Pix], stripe), "Cartão ou Pix");
        assert_eq!(paid_with(Language::Es, &[M::Account], paypal), "PayPal");
        assert_eq!(paid_with(Language::Es, &[], stripe), "Stripe");
    }

    #[test]
    fn it_says_what_was_paid_and_what_stays_open() {
        let document = samples::receipt(Language::Es);
        let text = text(typesetting(&document).expect("data"));
        for said in [
            "Comprobante de pago",
            "R-2026-000481",
            "Distribuidora Andina S.A. de C.V.",
            "María José Núñez",
            "5 de noviembre de 2026",
            "F-1043",
            "Intereses",
            "$11,860.00",
            "Descuento",
            "Sigue por pagar al 5 de noviembre de 2026",
            "$2,480.50",
            "Este comprobante no cancela lo que sigue por pagar",
        ] {
            assert!(text.contains(said), "{said} is missing in: {text}");
        }
    }

    #[test]
    fn markup_in_a_name_is_a_name() {
        let name = r#"#panic() $x$ *b* "q" <l> @r \u{41} // c"#;
        let mut document = samples::receipt(Language::Es);
        document.debtor.as_mut().expect("a debtor").name = name.to_owned();
        let text = text(typesetting(&document).expect("data"));
        assert!(text.contains(name), "{text}");
    }

    #[test]
    fn when_nothing_stays_open_it_says_so() {
        let mut document = samples::receipt(Language::Pt);
        document.open = Some(StillOpen {
            as_of: "5 de novembro de 2026".to_owned(),
            shares: vec![],
            totals: vec![],
            ..StillOpen::default()
        });
        let text = text(typesetting(&document).expect("data"));
        assert!(text.contains("Nada. Tudo quitado."), "{text}");
        assert!(!text.contains("não quita"), "nothing to reserve: {text}");
    }

    // What is on its way or in review may still be owed: nothing is called paid, and the reservation stands.
    #[test]
    fn what_waits_is_no_more_paid_than_what_is_open() {
        let wait = |in_review: bool, on_its_way: bool| StillOpen {
            as_of: "5 de noviembre de 2026".to_owned(),
            in_review: in_review.then(|| "$70.00".to_owned()),
            on_its_way: on_its_way.then(|| "$1,500.00".to_owned()),
            ..StillOpen::default()
        };
        for (in_review, on_its_way) in [(true, false), (false, true), (true, true)] {
            for language in [Language::Es, Language::En, Language::Pt] {
                let document =
                    ReceiptDocument { open: Some(wait(in_review, on_its_way)), ..samples::receipt(language) };
                let text = text(typesetting(&document).expect("data"));
                assert_eq!((text.contains("$70.00"), text.contains("$1,500.00")), (in_review, on_its_way), "{text}");
                let words = &words(language).receipt;
                assert!(!text.contains(words.nothing_open) && text.contains(words.nothing_now), "{text}");
            }
        }
    }

    #[test]
    fn a_price_that_ends_is_told_with_its_day() {
        let mut document = samples::receipt(Language::Es);
        let open = document.open.as_mut().expect("what is open");
        open.until = Some(("14 de noviembre de 2026".to_owned(), "$2,600.00".to_owned()));
        let text = text(typesetting(&document).expect("data"));
        assert!(text.contains("Después del 14 de noviembre de 2026") && text.contains("$2,600.00"), "{text}");
    }

    #[test]
    fn somebody_who_only_sees_the_payment_reads_nothing_of_the_debt() {
        let whole = samples::receipt(Language::Es);
        let bare = ReceiptDocument {
            debtor: None,
            shares: vec![],
            discount: None,
            settled: None,
            credit: None,
            open: None,
            ..whole
        };
        let text = text(typesetting(&bare).expect("data"));
        for kept in
            ["María José Núñez", "A cuenta de", "F-1043", "Qué se pagó", "Sigue por pagar al", "Todo está pagado"]
        {
            assert!(!text.contains(kept), "{kept}: {text}");
        }
        assert!(text.contains("$11,860.00") && text.contains("no cancela lo que sigue por pagar"), "{text}");
    }

    #[test]
    fn what_there_is_not_is_not_mentioned() {
        let full = samples::receipt(Language::En);
        let plain = ReceiptDocument {
            discount: None,
            settled: None,
            credit: None,
            reference: None,
            refunds: vec![],
            ..full.clone()
        };
        let (full, plain) = (text(typesetting(&full).expect("data")), text(typesetting(&plain).expect("data")));
        for word in ["Discount", "Your credit", "Reference", "Refunded"] {
            assert!(full.contains(word) && !plain.contains(word), "{word}: {full}\n{plain}");
        }
    }
}
