//! Swedish headings, as Fortnox and Visma have them.

use super::Confidence::{self, May, Says};
use crate::field::Field;

/// As those of [`super::SYNONYMS`].
pub(super) const SYNONYMS: &[(Field, Confidence, &str)] = &[
    (Field::InvoiceNumber, Says, "fakturanr, fakturanummer, faktura nr, faktura nummer, faktura"),
    (Field::CustomerId, Says, "kundnr, kundnummer, kund nr"),
    (Field::CustomerName, Says, "kund, kundens namn"),
    (Field::IssueDate, Says, "fakturadatum, faktura datum"),
    (Field::DueDate, Says, "forfallodatum, forfallodag, forfaller"),
    (Field::SettledDate, Says, "slutbetalningsdatum, slutbetald"),
    (Field::Currency, Says, "valuta, valutakod"),
    (Field::Amount, Says, "totalt, fakturabelopp, totalbelopp"),
    (Field::Amount, May, "belopp, summa"),
    (Field::OpenAmount, Says, "restbelopp, kvar betala, obetalt belopp, utestaende"),
];
