//! Language, reminders, and a link with which somebody else can pay.

use super::access::WholeAccount;
use super::{Answer, Fields, Form, NoAnswer, Page, Post, Unreadable};
use domain::id::InvoiceId;
use domain::language::Language;
use leptos_macro::server;

/// The form of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageForm {
    /// Of the pages and of the mails to come.
    pub language: Language,
    /// Says whose page made the form; may be empty.
    pub form_key: String,
}

impl Form for LanguageForm {
    fn read(fields: Fields) -> Result<Self, Unreadable> {
        let chosen = fields.raw().find(|(name, _)| *name == "language").map_or("", |(_, value)| value);
        let known = Language::ALL.into_iter().find(|language| language.as_str() == chosen);
        Ok(Self { language: known.ok_or(Unreadable)?, form_key: fields.get("form_key").to_owned() })
    }

    fn fields(self) -> Fields {
        Fields::default().with("language", self.language.as_str()).with("form_key", &self.form_key)
    }
}

/// The form of the reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemindersForm {
    /// Are any wanted?
    pub wanted: bool,
    /// Says whose page made the form; may be empty.
    pub form_key: String,
}

impl Form for RemindersForm {
    fn read(fields: Fields) -> Result<Self, Unreadable> {
        let wanted = match fields.get("reminders") {
            "on" => true,
            "off" => false,
            _ => return Err(Unreadable),
        };
        Ok(Self { wanted, form_key: fields.get("form_key").to_owned() })
    }

    fn fields(self) -> Fields {
        Fields::default().with("reminders", if self.wanted { "on" } else { "off" }).with("form_key", &self.form_key)
    }
}

/// The form of a link that is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareForm {
    /// What the link can pay; `None`: nothing was chosen.
    pub invoice: Option<InvoiceId>,
}

impl Form for ShareForm {
    fn read(fields: Fields) -> Result<Self, Unreadable> {
        Ok(Self { invoice: fields.get("invoice").parse().ok() })
    }

    fn fields(self) -> Fields {
        let fields = Fields::default();
        self.invoice.map_or(fields.clone(), |id| fields.with("invoice", &id.to_string()))
    }
}

/// What the server does for it.
#[cfg(feature = "ssr")]
pub trait Preferences {
    /// For this browser, and for the mails to come.
    fn set_language(&self, form: LanguageForm) -> super::Reply<'_, Page>;

    /// None from now on, or again.
    fn set_reminders(&self, form: RemindersForm) -> super::Reply<'_, Page>;

    /// Makes a link that can pay one invoice and shows nothing private.
    fn share(&self, form: ShareForm) -> super::Reply<'_, Page>;
}

/// Sets the language.
#[server(prefix = "", endpoint = "/preferences/language", protocol = Post<WholeAccount, LanguageForm>, input_derive = ())]
pub async fn set_language(form: LanguageForm) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.set_language(form).await)
}

/// Ends the reminders, or lets them come again.
#[server(prefix = "", endpoint = "/preferences/reminders", protocol = Post<WholeAccount, RemindersForm>, input_derive = ())]
pub async fn set_reminders(form: RemindersForm) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.set_reminders(form).await)
}

/// Makes a link for somebody else who pays.
#[server(prefix = "", endpoint = "/preferences/share", protocol = Post<WholeAccount, ShareForm>, input_derive = ())]
pub async fn share(form: ShareForm) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.share(form).await)
}
