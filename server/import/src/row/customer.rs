//! Who owes.

use super::texts::{short, unguarded};
use super::{MAX_NAME, MAX_NUMBER, MAX_TEXT, Row, locale};
use crate::field::Field;
use crate::item::{Customer, Email, Identity};
use crate::mail;
use crate::outcome::{Code, Finding};
use domain::tax_id::TaxId;

impl Row<'_> {
    pub(super) fn customer(self, warnings: &mut Vec<Finding>) -> Result<Customer, Finding> {
        let above = self.above;
        let number = self
            .number(Field::CustomerId, warnings)?
            .filter(|number| number.chars().any(char::is_alphanumeric))
            .or_else(|| above.and_then(|section| section.number.clone()));
        let name = match above {
            Some(section) => self.line_of(Field::CustomerName, &section.customer_name(), MAX_NAME)?,
            None => self.name()?,
        };
        let tax_id = self.fact(Field::CustomerTaxId, warnings).and_then(|text| TaxId::read(&text, self.survey.offices));
        let emails = self.emails(warnings);
        if name.is_none() && number.is_none() && emails.is_empty() && tax_id.is_none() {
            return Err(self.missing(Field::CustomerName));
        }
        let mut customer = Customer {
            known_by: self.survey.identity_of(name.as_deref()),
            number,
            tax_id,
            name,
            emails,
            phones: self.phones()?,
            postcode: self.fact(Field::CustomerPostcode, warnings),
            address: self.one_line(Field::CustomerAddress, MAX_TEXT)?,
            locale: self.locale(warnings),
        };
        if self.survey.options.own_firm.as_ref().is_some_and(|own| own.is_customer(&customer)) {
            let message = "the customer is this firm itself; what it is asked for is no claim of its own";
            return Err(self.finding(Code::OwnFirm, Field::CustomerName, message));
        }
        if above.is_some_and(|section| section.number.is_some()) {
            customer.known_by = Identity::CustomerNumber;
        }
        // A row without the number that others have goes by its name.
        if customer.known_by == Identity::CustomerNumber && customer.number.is_none() {
            customer.known_by = Identity::Name;
        }
        if customer.known_by == Identity::NameAndFact && customer.fact().is_none() {
            let message = format!(
                "several customers may be called {}, and nothing in this row says which of them it is",
                short(customer.shown_name())
            );
            return Err(self.finding(Code::AmbiguousCustomer, Field::CustomerName, message));
        }
        Ok(customer)
    }

    /// The name, from however many columns it stands in.
    fn name(self) -> Result<Option<String>, Finding> {
        let name = self.survey.columns.customer_name(self.who());
        let said = if name.is_empty() { self.cell(Field::CustomerName) } else { &name };
        // A dash where nothing is known.
        let said = if said.chars().any(char::is_alphanumeric) { said } else { "" };
        self.line_of(Field::CustomerName, said, MAX_NAME)
    }

    fn emails(self, warnings: &mut Vec<Finding>) -> Vec<Email> {
        let cell = self.cell(Field::CustomerEmail);
        let mail = mail::read(cell);
        if cell.is_empty() {
            let message = "without an e-mail address nobody can be written to";
            warnings.push(self.finding(Code::MissingEmail, Field::CustomerEmail, message));
        }
        if let Some(wrong) = &mail.wrong {
            let message = format!("`{}` is no e-mail address; it is left out", short(wrong));
            warnings.push(self.finding(Code::InvalidEmail, Field::CustomerEmail, message));
        }
        if let [first, _, ..] = mail.emails.as_slice() {
            let message = format!("{} is written to; the further addresses are kept as contacts", first.address);
            warnings.push(self.finding(Code::MoreEmails, Field::CustomerEmail, message));
        }
        mail.emails
    }

    fn phones(self) -> Result<Vec<String>, Finding> {
        let cell = unguarded(self.cell(Field::CustomerPhone));
        let line = self.line_of(Field::CustomerPhone, cell, MAX_NUMBER)?;
        let parts = line.iter().flat_map(|line| line.split(';')).map(str::trim).filter(|part| !part.is_empty());
        Ok(parts.map(str::to_owned).collect())
    }

    fn locale(self, warnings: &mut Vec<Finding>) -> Option<String> {
        let language = self.cell(Field::Locale);
        let locale = if language.is_empty() { None } else { locale(language) };
        if locale.is_none() && !language.is_empty() {
            let message = format!("`{}` is no language; it is left out", short(language));
            warnings.push(self.finding(Code::UnknownLocale, Field::Locale, message));
        }
        locale
    }
}
