//! Seller and buyer of a UBL document.

use super::super::element::Element;
use super::super::fields::{address, once};
use crate::document::Party;

/// Reads an `AccountingSupplierParty` or `AccountingCustomerParty`.
pub(super) fn read(around: Option<&Element>) -> Party {
    let Some(around) = around else { return Party::default() };
    let Some(party) = around.at(&["Party"]) else { return Party::default() };
    let mut read = of(party);
    if let Some(number) = around.text_at(&["SupplierAssignedAccountID"]) {
        read.customer_number = Some(number.into());
    }
    read
}

/// Reads a `Party` itself.
pub(super) fn of(party: &Element) -> Party {
    let place = places(party).next();
    let contact = |name: &'static str| party.all("Contact").map(move |contact| contact.text_at(&[name]));
    // BT-46 without a scheme is what the seller calls the buyer; with one it is a number of somebody else's.
    let own = party.all("PartyIdentification").filter_map(|one| one.at(&["ID"]));
    let own = own.filter(|id| id.attribute("schemeID").is_none() && id.attribute("schemeName").is_none());
    Party {
        name: name(party),
        tax_ids: tax_ids(party),
        registration: party.text_at(&["PartyLegalEntity", "CompanyID"]).map(Into::into),
        customer_number: own.filter_map(Element::text).next().map(Into::into),
        emails: once(contact("ElectronicMail")),
        phones: once(contact("Telephone")),
        address: place.and_then(address_of),
        postcode: places(party).find_map(|place| place.text_at(&["PostalZone"])).map(Into::into),
        country: places(party).find_map(|place| place.text_at(&["Country", "IdentificationCode"])).map(Into::into),
    }
}

fn name(party: &Element) -> Option<String> {
    let ways: [&[&str]; 3] =
        [&["PartyLegalEntity", "RegistrationName"], &["PartyTaxScheme", "RegistrationName"], &["PartyName", "Name"]];
    let registered = ways.into_iter().find_map(|way| party.text_at(way));
    let person = || {
        let parts = ["FirstName", "MiddleName", "FamilyName"];
        let all: Vec<&str> = parts.into_iter().filter_map(|part| party.text_at(&["Person", part])).collect();
        Some(all.join(" ")).filter(|name| !name.is_empty())
    };
    registered.map(Into::into).or_else(person)
}

fn places(party: &Element) -> impl Iterator<Item = &Element> {
    let ways: [&[&str]; 3] =
        [&["PostalAddress"], &["PhysicalLocation", "Address"], &["PartyTaxScheme", "RegistrationAddress"]];
    ways.into_iter().filter_map(|way| party.at(way))
}

/// DIAN writes the check digit of a NIT beside it (`schemeID`), not behind it.
fn tax_ids(party: &Element) -> Vec<String> {
    let schemes = party.all("PartyTaxScheme").filter_map(|scheme| scheme.at(&["CompanyID"]));
    let identifications = party.all("PartyIdentification").filter_map(|one| one.at(&["ID"]));
    let identifications = identifications.filter(|id| id.attribute("schemeName").is_some());
    let mut all: Vec<String> = Vec::new();
    for id in schemes.chain(identifications) {
        let Some(text) = id.text() else { continue };
        let is_nit = id.attribute("schemeName") == Some("31");
        let digit = id.attribute("schemeID").filter(|digit| is_nit && digit.len() == 1 && !text.contains('-'));
        let whole = digit.map_or_else(|| text.to_owned(), |digit| format!("{text}-{digit}"));
        if !all.contains(&whole) {
            all.push(whole);
        }
    }
    all
}

fn address_of(place: &Element) -> Option<String> {
    let lines = place.all("AddressLine").map(|line| line.text_at(&["Line"]));
    let fields = ["StreetName", "BuildingNumber", "AdditionalStreetName", "PostalZone", "CityName", "CountrySubentity"];
    address(lines.chain(fields.into_iter().map(|name| place.text_at(&[name]))))
}
