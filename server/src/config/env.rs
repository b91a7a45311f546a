//! The environment as a value, and the list of what was wrong with it.

use domain::payment::ProviderName;
use std::collections::BTreeMap;
use std::fmt;

/// Our own settings begin so; a provider's with its name in capitals.
const PREFIX: &str = "SALDO_";

/// The variables that may be settings. Debug shows their names only.
#[derive(Clone, Default)]
pub struct Env(BTreeMap<String, Result<String, NotText>>);

#[derive(Clone)]
struct NotText;

impl Env {
    /// The variables this process was started with.
    #[must_use]
    pub fn of_process() -> Self {
        let ours = std::env::vars_os().filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            Some((name, value.into_string().map_err(|_| NotText)))
        });
        Self(ours.filter(|(name, _)| is_ours(name)).collect())
    }

    /// These variables on top of what is there: how `saldo demo` passes its own.
    #[must_use]
    pub fn with<N: Into<String>, V: Into<String>>(mut self, variables: impl IntoIterator<Item = (N, V)>) -> Self {
        let new = variables.into_iter().map(|(name, value)| (name.into(), Ok(value.into())));
        self.0.extend(new.filter(|(name, _)| is_ours(name)));
        self
    }

    /// Is it set, to more than spaces?
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| value.as_ref().map_or(true, |text| !text.trim().is_empty()))
    }

    /// The names that are set.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str).filter(|name| self.has(name))
    }
}

impl<N: Into<String>, V: Into<String>, const COUNT: usize> From<[(N, V); COUNT]> for Env {
    fn from(variables: [(N, V); COUNT]) -> Self {
        Self::default().with(variables)
    }
}

impl fmt::Debug for Env {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

fn is_ours(name: &str) -> bool {
    let of_provider = |provider: ProviderName| {
        name.strip_prefix(provider.as_str().to_ascii_uppercase().as_str()).is_some_and(|rest| rest.starts_with('_'))
    };
    name.starts_with(PREFIX) || ProviderName::ALL.into_iter().any(of_provider)
}

/// A setting that stops the start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} {problem}")]
pub struct ConfigError {
    /// The variable.
    pub name: String,
    /// What is wrong and what to do; goes on after the name.
    pub problem: String,
}

/// All settings that stop the start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl ConfigErrors {
    pub(super) fn one(name: &str, problem: &str) -> Self {
        Self(vec![ConfigError { name: name.to_owned(), problem: problem.to_owned() }])
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, error) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

/// Reads variables and gathers what is wrong.
pub(super) struct Reader<'a> {
    env: &'a Env,
    errors: Vec<ConfigError>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(env: &'a Env) -> Self {
        Self { env, errors: Vec::new() }
    }

    pub(super) const fn env(&self) -> &'a Env {
        self.env
    }

    /// The value without spaces around it; an empty one counts as not set, as compose files and
    /// unit files like to write.
    pub(super) fn text(&mut self, name: &str) -> Option<&'a str> {
        match self.env.0.get(name)? {
            Ok(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Err(NotText) => {
                self.wrong(name, "is not text in UTF-8");
                None
            }
        }
    }

    pub(super) fn wrong(&mut self, name: &str, problem: impl Into<String>) {
        self.errors.push(ConfigError { name: name.to_owned(), problem: problem.into() });
    }

    pub(super) fn finish(self) -> Result<(), ConfigErrors> {
        if self.errors.is_empty() { Ok(()) } else { Err(ConfigErrors(self.errors)) }
    }
}
