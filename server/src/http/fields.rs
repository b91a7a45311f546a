//! What stands in the address or the form of a wish: read once, sent along, read again.

use app::components::forms::HiddenField;
use app::views::problem::Problem;
use domain::id::InvoiceId;
use domain::policy::Delay;

/// The most fields, and the most bytes of one's name and value: more than any page of ours sends.
const FIELDS_AT_MOST: usize = 540;
const NAME_AT_MOST: usize = 60;
const VALUE_AT_MOST: usize = 4_000;

/// Fields in their order; names may repeat.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields(Vec<(String, String)>);

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
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Problem> {
        Self::read_up_to(bytes, VALUE_AT_MOST)
    }

    /// The same where one field may hold so many bytes.
    pub(super) fn read_up_to(bytes: &[u8], value_at_most: usize) -> Result<Self, Problem> {
        let mut fields = Vec::new();
        for (name, value) in url::form_urlencoded::parse(bytes) {
            if fields.len() == FIELDS_AT_MOST || name.len() > NAME_AT_MOST || value.len() > value_at_most {
                return Err(Problem::BadRequest);
            }
            // The database takes no zero character, and no form of ours makes one.
            fields.push((name.into_owned(), value.replace('\0', "")));
        }
        Ok(Self(fields))
    }

    /// One more field, from a form that was read elsewhere; lines end as they do here.
    pub(super) fn push(&mut self, name: String, value: &str) {
        self.0.push((name, value.replace('\0', "").replace("\r\n", "\n")));
    }

    /// The first value of a field, trimmed; empty when it is missing.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Is the field there with anything in it?
    pub(super) fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// All of them, trimmed, in their order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.trim()))
    }

    /// The invoices that are named, each once.
    pub(super) fn invoices(&self) -> Result<Vec<InvoiceId>, Problem> {
        let mut found = Vec::new();
        for (_, value) in self.0.iter().filter(|(name, _)| name == "invoice") {
            let id = value.trim().parse().map_err(|_| Problem::BadRequest)?;
            if !found.contains(&id) {
                found.push(id);
            }
        }
        Ok(found)
    }

    /// The key of a form, if it has the shape of one.
    pub(super) fn form_key(&self) -> Result<String, Problem> {
        let key = self.get("form_key");
        let right = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if (16..=64).contains(&key.len()) && key.bytes().all(right) {
            Ok(key.to_owned())
        } else {
            Err(Problem::BadRequest)
        }
    }

    /// The same with another value for a field.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What was wished, without what belongs to one page.
    pub(super) fn wish(&self) -> Self {
        Self(self.0.iter().filter(|(name, _)| !OF_ONE_PAGE.contains(&name.as_str())).cloned().collect())
    }

    /// As hidden fields.
    pub(super) fn hidden(&self) -> Vec<HiddenField> {
        self.0.iter().map(|(name, value)| HiddenField::new(name.clone(), value.clone())).collect()
    }

    /// As an address.
    pub(super) fn address(&self, path: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.0 {
            query.append_pair(name, value);
        }
        format!("{path}?{}", query.finish())
    }
}

/// How an extension's option stands in a form: `days-15`, `months-1`.
pub(super) fn delay_value(by: Delay) -> String {
    match by {
        Delay::Days(days) => format!("days-{days}"),
        Delay::Months(months) => format!("months-{months}"),
    }
}

/// The option behind a form's value.
pub(super) fn delay_of(value: &str) -> Option<Delay> {
    let (unit, number) = value.split_once('-')?;
    match unit {
        "days" => number.parse().ok().map(Delay::Days),
        "months" => number.parse().ok().map(Delay::Months),
        _ => None,
    }
}
