//! Codes that say what an electronic document is: UNTDID 1001 of EN 16931 and its extensions, and those of countries that write
//! UBL with codes of their own. A code that is not here is asked about: it is never an invoice because nobody knows it.

use super::element::Element;
use crate::document::Nature;

/// A country whose documents have codes of two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Land {
    /// DIAN's, Colombia.
    Colombia,
    /// MyInvois, Malaysia.
    Malaysia,
    /// SUNAT's, Peru.
    Peru,
}

impl Land {
    /// By what a document of UBL says of its profile, its codes' list and its seller.
    pub(super) fn of(root: &Element) -> Option<Self> {
        let type_code = root.at(&["InvoiceTypeCode"]);
        let list = |name: &str| type_code.and_then(|code| code.attribute(name)).unwrap_or_default();
        let seller = ["AccountingSupplierParty", "Party", "PostalAddress", "Country", "IdentificationCode"];
        let other =
            ["AccountingSupplierParty", "Party", "PhysicalLocation", "Address", "Country", "IdentificationCode"];
        let country = root.text_at(&seller).or_else(|| root.text_at(&other)).unwrap_or_default();
        let profile = root.text_at(&["ProfileID"]).unwrap_or_default();
        let currency = root.text_at(&["DocumentCurrencyCode"]).unwrap_or_default();
        let is_of_sunat = ["listAgencyName", "listURI", "listName"].iter().any(|name| {
            let said = list(name).to_ascii_lowercase();
            said.contains("sunat") || said.contains("catalogo01")
        });
        // The catalogue of terms is SUNAT's alone.
        let mut terms = root.all("PaymentTerms").filter_map(|terms| terms.text_at(&["ID"]));
        let has_its_terms = terms.any(|id| matches!(id, "FormaPago" | "Detraccion" | "Retencion" | "Percepcion"));
        if profile.starts_with("DIAN") || matches!(country, "CO" | "COL") {
            Some(Self::Colombia)
        } else if matches!(country, "MY" | "MYS") || country.is_empty() && currency == "MYR" {
            Some(Self::Malaysia)
        } else if is_of_sunat
            || has_its_terms
            || matches!(country, "PE" | "PER")
            || country.is_empty() && currency == "PEN"
        {
            Some(Self::Peru)
        } else {
            None
        }
    }

    /// What a code of the country says; none where it is none of the country's.
    fn nature(self, code: &str) -> Option<Nature> {
        Some(match (self, code) {
            // From 20 on: documents that stand for an invoice: tickets, tolls, bank charges (Resolución 165 of 2023).
            (
                Self::Colombia,
                "01" | "02" | "03" | "04" | "20" | "25" | "27" | "30" | "32" | "35" | "40" | "45" | "50" | "55" | "60",
            )
            | (Self::Malaysia, "01" | "11")
            | (Self::Peru, "01" | "03") => Nature::Invoice,
            (Self::Colombia, "05") => Nature::NoClaim("a document by which the issuer owes, not the receiver"),
            (Self::Colombia, "91" | "94" | "95") | (Self::Malaysia, "02" | "04" | "12" | "14") | (Self::Peru, "07") => {
                Nature::CreditNote
            }
            (Self::Colombia, "92" | "93") | (Self::Malaysia, "03" | "13") | (Self::Peru, "08") => Nature::DebitNote,
            _ => return None,
        })
    }
}

/// What a document of UBL is, by its root element, its code and its country.
pub(super) fn ubl(root: &Element) -> Nature {
    let names = ["InvoiceTypeCode", "CreditNoteTypeCode", "DebitNoteTypeCode"];
    let code = names.iter().find_map(|name| root.text_at(&[name]));
    let by_code = code.and_then(|code| Land::of(root).and_then(|land| land.nature(code)).or_else(|| untdid(code)));
    match (&*root.name, code, by_code) {
        ("CreditNote", ..) => Nature::CreditNote,
        ("DebitNote", ..) => Nature::DebitNote,
        (_, None, _) => Nature::Invoice,
        (_, Some(_), by_code) => by_code.unwrap_or(Nature::Unknown),
    }
}

/// UNTDID 1001, as far as documents of sale have it: EN 16931's list, and what France and others add to it.
pub(super) fn untdid(code: &str) -> Option<Nature> {
    Some(match code {
        "81" | "83" | "261" | "262" | "296" | "308" | "381" | "396" | "420" | "458" | "502" | "503" | "532" => {
            Nature::CreditNote
        }
        "80" | "84" | "92" | "383" => Nature::DebitNote,
        "325" | "310" => Nature::NoClaim("a proforma or an offer"),
        "220" | "231" | "105" => Nature::NoClaim("an order"),
        "351" | "270" => Nature::NoClaim("a dispatch note"),
        "71" | "82" | "102" | "130" | "202" | "203" | "204" | "211" | "218" | "219" | "295" | "326" | "331" | "380"
        | "382" | "384" | "385" | "386" | "387" | "388" | "389" | "390" | "393" | "394" | "395" | "456" | "457"
        | "471" | "472" | "473" | "500" | "501" | "527" | "553" | "575" | "623" | "633" | "751" | "780" | "817"
        | "870" | "875" | "876" | "877" | "935" => Nature::Invoice,
        _ => return None,
    })
}
