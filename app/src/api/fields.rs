//! The fields of a form or of an address, within bounds: read once, sent along, read again.

use super::form::{Form, Unreadable};
#[cfg(feature = "ssr")]
use crate::components::forms::HiddenField;
use domain::id::InvoiceId;

/// The most fields, and the most bytes of one's name and value: more than any page of ours sends.
const MAX_FIELDS: usize = 540;
const MAX_NAME: usize = 60;
const MAX_VALUE: usize = 4_000;

/// Fields in their order; names may repeat.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, String)>);

/// Fields that belong to one page only and are not sent along.
const OF_ONE_PAGE: [&str; 13] = [
    "check",
    "changed",
    "code",
    "send",
    "trouble",
    "again",
    "form_key",
    "seen",
    "for",
    "prove",
    "asked",
    "fact",
    "invoice_number",
];

impl Fields {
    /// Reads a query or a form's body.
    ///
    /// # Errors
    /// [`Unreadable`] for more fields, or longer ones, than any page of ours sends.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        Self::read_up_to(bytes, MAX_VALUE)
    }

    /// The same where one field may hold so many bytes.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_up_to(bytes: &[u8], max_value: usize) -> Result<Self, Unreadable> {
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(bytes) {
            if fields.len() == MAX_FIELDS || name.len() > MAX_NAME || value.len() > max_value {
                return Err(Unreadable);
            }
            // The database takes no zero character, and no form of ours makes one.
            fields.push((name.into_owned(), value.replace('\0', "")));
        }
        Ok(Self(fields))
    }

    /// One more field, from a form that was read elsewhere; lines end as they do here.
    pub fn push(&mut self, name: String, value: &str) {
        self.0.push((name, value.replace('\0', "").replace("\r\n", "\n")));
    }

    /// The first value of a field, trimmed; empty when it is missing.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Is the field there with anything in it?
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// All of them, trimmed, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.trim()))
    }

    /// The invoices that are named (`invoice` repeats), each once.
    ///
    /// # Errors
    /// [`Unreadable`] for text that is no id of an invoice.
    pub fn invoices(&self) -> Result<Vec<InvoiceId>, Unreadable> {
        let mut found = Vec::new();
        for (_, value) in self.0.iter().filter(|(name, _)| name == "invoice") {
            let id = value.trim().parse().map_err(|_| Unreadable)?;
            if !found.contains(&id) {
                found.push(id);
            }
        }
        Ok(found)
    }

    /// The key of a form: 16 to 64 letters, digits, `-` and `_`.
    ///
    /// # Errors
    /// [`Unreadable`] when it is missing or has another shape.
    pub fn form_key(&self) -> Result<String, Unreadable> {
        let key = self.get("form_key");
        let right = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if (16..=64).contains(&key.len()) && key.bytes().all(right) { Ok(key.to_owned()) } else { Err(Unreadable) }
    }

    /// The same with another value for a field.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What is asked for: the fields that go along to the next page, without those that belong to one page.
    #[must_use]
    pub fn carried(&self) -> Self {
        Self(self.0.iter().filter(|(name, _)| !OF_ONE_PAGE.contains(&name.as_str())).cloned().collect())
    }

    /// As hidden fields.
    #[cfg(feature = "ssr")]
    pub fn hidden(&self) -> Vec<HiddenField> {
        self.0.iter().map(|(name, value)| HiddenField::new(name.clone(), value.clone())).collect()
    }

    /// As an address.
    pub fn address(&self, path: &str) -> String {
        format!("{path}?{}", self.encoded())
    }

    /// As a form's body.
    pub fn encoded(&self) -> String {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.0 {
            body.append_pair(name, value);
        }
        body.finish()
    }

    /// As they were sent, in their order.
    pub fn raw(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<const N: usize> From<[(&str, String); N]> for Fields {
    fn from(fields: [(&str, String); N]) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

/// A form that is read by the page that it is for: what it spells depends on the debtor's country and on what is offered.
impl Form for Fields {
    fn read(fields: Fields) -> Result<Self, Unreadable> {
        Ok(fields)
    }

    fn fields(self) -> Fields {
        self
    }
}
