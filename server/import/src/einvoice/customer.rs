//! Who owes a document: its buyer.

use super::claims::Context;
use crate::currency;
use crate::document::{Party, Standard};
use crate::item::{Customer, Email, Identity};
use crate::outcome::{Code, Finding};
use crate::words::anybody::is_anybody;
use domain::knowledge_question::LONGEST_FACT;
use domain::tax_id::{Offices, TaxId};

/// The longest texts that are taken, in characters; what is longer stays in the document.
const MAX_NUMBER: usize = 100;
const MAX_NAME: usize = 200;
const MAX_ADDRESS: usize = 500;

/// By what a buyer is told from others: a document's own customer number, else a tax number that holds, else the name.
fn known_by(number: Option<&str>, tax_id: Option<&TaxId>) -> Identity {
    match (number, tax_id) {
        (Some(_), _) => Identity::CustomerNumber,
        (None, Some(id)) if id.identifies() => Identity::TaxNumber,
        (None, _) => Identity::NameAndFact,
    }
}

impl Context<'_> {
    pub(super) fn customer(&self, warnings: &mut Vec<Finding>) -> Result<Customer, Finding> {
        let buyer = &self.document.buyer;
        let (name, number) =
            (fitting(buyer.name.as_deref(), MAX_NAME), fitting(buyer.customer_number.as_deref(), MAX_NUMBER));
        let tax_id = self.tax_id(buyer);
        if name.is_none() && number.is_none() && tax_id.is_none() {
            return Err(self.finding(Code::MissingRequired, "customer_name", "who owes it is missing"));
        }
        let anybody = name.as_deref().is_some_and(is_anybody);
        let (good, bad): (Vec<&String>, Vec<&String>) =
            buyer.emails.iter().partition(|text| crate::mail::is_email(text));
        for text in bad {
            let message = format!("`{}` is no e-mail address; it is left out", super::fields::short(text));
            warnings.push(self.finding(Code::InvalidEmail, "customer_email", message));
        }
        if buyer.emails.is_empty() {
            let message = "without an e-mail address nobody can be written to";
            warnings.push(self.finding(Code::MissingEmail, "customer_email", message));
        }
        let customer = Customer {
            known_by: known_by(number.as_deref(), tax_id.as_ref()),
            number,
            tax_id,
            name,
            emails: good.into_iter().map(|address| Email { name: None, address: address.clone() }).collect(),
            phones: buyer.phones.iter().filter_map(|phone| fitting(Some(phone), MAX_NUMBER)).collect(),
            // A sale to the public names the place of the seller.
            postcode: fitting(buyer.postcode.as_deref().filter(|_| !anybody), LONGEST_FACT),
            address: fitting(buyer.address.as_deref(), MAX_ADDRESS),
            locale: None,
        };
        if anybody && customer.known_by == Identity::NameAndFact && customer.fact().is_none() {
            let message = format!("{} stands for anybody, and nothing says who it is", customer.shown_name());
            return Err(self.finding(Code::AmbiguousCustomer, "customer_name", message));
        }
        Ok(customer)
    }

    /// The first that identifies, else the first that does not stand for anybody, else the first that is one at all. A
    /// foreign buyer of a CFDI has the number of its own country beside the generic one.
    fn tax_id(&self, buyer: &Party) -> Option<TaxId> {
        let heading = match (self.document.standard, buyer.country.as_deref()) {
            (Standard::Cfdi, _) => "rfc",
            (Standard::Dte, _) => "rut",
            (_, Some("CO")) => "nit",
            _ => "vat",
        };
        let house = self.document.currency.as_deref().and_then(currency::code).or(self.options.house_currency);
        let offices = Offices::of(heading, house);
        let foreign = buyer.registration.iter().filter(|_| self.document.standard == Standard::Cfdi);
        let all: Vec<TaxId> =
            buyer.tax_ids.iter().chain(foreign).filter_map(|text| TaxId::read(text, offices)).collect();
        let own = all.iter().find(|id| id.identifies()).or_else(|| all.iter().find(|id| !id.generic));
        own.or(all.first()).cloned()
    }
}

/// A text on one line, if it is one and not too long.
pub(super) fn fitting(text: Option<&str>, most: usize) -> Option<String> {
    let line = text?.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !line.is_empty() && line.chars().count() <= most && !line.chars().any(char::is_control);
    fits.then_some(line)
}
