//! Stripe's parameters: form-encoded, with brackets for what is nested (`metadata[a]=b`).
//!
//! Whoever reads them takes each away; what is left at the end was unknown, and refused.

use super::answer::ApiError;
use std::collections::BTreeMap;

/// The parameters of one request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Params(BTreeMap<String, String>);

impl Params {
    /// Reads a query or a form body. Of a name given twice the last counts, except for lists
    /// (`expand[]`), which are numbered.
    pub(super) fn read(text: &[u8]) -> Self {
        let mut params = BTreeMap::new();
        for (at, (name, value)) in url::form_urlencoded::parse(text).enumerate() {
            let name = match name.strip_suffix("[]") {
                Some(list) => format!("{list}[{at}]"),
                None => name.into_owned(),
            };
            params.insert(name, value.into_owned());
        }
        Self(params)
    }

    /// The same text for the same parameters, whatever their order: what a replay is compared by.
    pub(super) fn fingerprint(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// Takes one. Stripe treats an empty value as none.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        self.0.remove(name).filter(|value| !value.is_empty())
    }

    /// Takes one that must be there.
    pub(super) fn need(&mut self, name: &str) -> Result<String, ApiError> {
        self.take(name).ok_or_else(|| ApiError::missing(name))
    }

    /// Takes a whole number.
    pub(super) fn integer(&mut self, name: &str) -> Result<Option<i64>, ApiError> {
        self.take(name)
            .map(|text| {
                let message = format!("Invalid integer: {}", text.chars().take(40).collect::<String>());
                text.parse().map_err(|_| ApiError::invalid(name, Some("parameter_invalid_integer"), message))
            })
            .transpose()
    }

    /// Takes `true` or `false`.
    pub(super) fn boolean(&mut self, name: &str) -> Result<Option<bool>, ApiError> {
        match self.take(name).as_deref() {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(other) => {
                let message = format!("Invalid boolean: {}", other.chars().take(40).collect::<String>());
                Err(ApiError::invalid(name, None, message))
            }
        }
    }

    /// Takes one of `known`.
    pub(super) fn one_of(&mut self, name: &str, known: &[&str]) -> Result<Option<String>, ApiError> {
        match self.take(name) {
            Some(value) if !known.contains(&value.as_str()) => {
                let message = format!("Invalid {name}: must be one of {}", known.join(", "));
                Err(ApiError::invalid(name, None, message))
            }
            value => Ok(value),
        }
    }

    /// Takes all of `name[key]`, keyed by `key`.
    pub(super) fn group(&mut self, name: &str) -> BTreeMap<String, String> {
        let open = format!("{name}[");
        let mut group = BTreeMap::new();
        self.0.retain(|param, value| {
            let key = param.strip_prefix(&open).and_then(|rest| rest.strip_suffix(']')).filter(|k| !k.contains('['));
            if let Some(key) = key {
                group.insert(key.to_owned(), std::mem::take(value));
            }
            key.is_none()
        });
        group
    }

    /// Takes a list (`name[]`, `name[0]`), in the order of its numbers.
    pub(super) fn list(&mut self, name: &str) -> Vec<String> {
        let mut items: Vec<(usize, String)> =
            self.group(name).into_iter().map(|(at, value)| (at.parse().unwrap_or(usize::MAX), value)).collect();
        items.sort_by_key(|(at, _)| *at);
        items.into_iter().map(|(_, value)| value).collect()
    }

    /// Takes metadata, within Stripe's limits (docs.stripe.com/api/metadata).
    pub(super) fn metadata(&mut self, name: &str) -> Result<BTreeMap<String, String>, ApiError> {
        let group = self.group(name);
        let fits = |(key, value): (&String, &String)| key.chars().count() <= 40 && value.chars().count() <= 500;
        if group.len() <= 50 && group.iter().all(fits) {
            Ok(group)
        } else {
            let message = "Metadata takes 50 keys of up to 40 characters with values of up to 500".to_owned();
            Err(ApiError::invalid(name, None, message))
        }
    }

    /// Refuses what nobody took.
    pub(super) fn finish(self) -> Result<(), ApiError> {
        match self.0.into_keys().next() {
            None => Ok(()),
            Some(name) => {
                let name: String = name.chars().take(80).collect();
                let message = format!("Received unknown parameter: {name}");
                Err(ApiError::invalid(&name, Some("parameter_unknown"), message))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_groups_and_lists() {
        let mut params = Params::read(b"a=1&metadata[x]=y&expand[]=b&expand[]=a&l[0][p][q]=z&empty=");
        assert_eq!(params.take("a").as_deref(), Some("1"));
        assert_eq!(params.metadata("metadata").expect("metadata").get("x").map(String::as_str), Some("y"));
        assert_eq!(params.list("expand"), ["b", "a"]);
        assert_eq!(params.take("empty"), None);
        assert_eq!(params.clone().finish().expect_err("one is left").param.as_deref(), Some("l[0][p][q]"));
        assert_eq!(params.take("l[0][p][q]").as_deref(), Some("z"));
        assert!(params.finish().is_ok());
    }

    #[test]
    fn the_order_of_parameters_does_not_matter() {
        assert_eq!(Params::read(b"a=1&b=2").fingerprint(), Params::read(b"b=2&a=1").fingerprint());
        assert_ne!(Params::read(b"a=1&b=2").fingerprint(), Params::read(b"a=1&b=3").fingerprint());
    }
}
