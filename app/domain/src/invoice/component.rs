//! The parts of a debt, and what is charged on top of an invoice.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A part of a debt. The parts are kept apart, since law and contracts say which is paid first and
/// only principal bears interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// Costs and fees.
    Fee,
    /// Late interest.
    Interest,
    /// What was invoiced.
    #[default]
    Principal,
}

impl Component {
    /// All of them, in the order in which §367 BGB has them paid.
    pub const ALL: [Self; 3] = [Self::Fee, Self::Interest, Self::Principal];

    /// The name in database, API and page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fee => "fee",
            Self::Interest => "interest",
            Self::Principal => "principal",
        }
    }
}

/// Text that names no part of a debt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a part of a debt (fee, interest, principal)")]
pub struct UnknownComponent(String);

impl FromStr for Component {
    type Err = UnknownComponent;

    fn from_str(text: &str) -> Result<Self, UnknownComponent> {
        Self::ALL
            .into_iter()
            .find(|c| c.as_str() == text)
            .ok_or_else(|| UnknownComponent(text.chars().take(20).collect()))
    }
}

/// What is charged on top of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Charge {
    /// A fee: for being late, for a plan, for an extension.
    Fee,
    /// Late interest.
    Interest,
}

impl From<Charge> for Component {
    fn from(charge: Charge) -> Self {
        match charge {
            Charge::Fee => Self::Fee,
            Charge::Interest => Self::Interest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_reads_back_what_it_writes() {
        for component in Component::ALL {
            assert_eq!(component.as_str().parse(), Ok(component));
            assert_eq!(serde_json::to_string(&component).expect("json"), format!("\"{}\"", component.as_str()));
        }
        assert!("capital".parse::<Component>().is_err());
    }
}
