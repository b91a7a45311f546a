//! Paying: the form of a payment, what it would come to now, and where it stands.

use super::access::{Anyone, Payer, WholeAccount};
use super::{Answer, Fields, Form, FromAnswer, NoAnswer, Page, Post, Unreadable};
use crate::routes;
use domain::id::{AgreementId, InvoiceId};
use domain::money::{Currency, Money};
use domain::payment::{PaymentPurpose, ProviderName};
use leptos_macro::server;
use std::fmt;

/// What stands in an address or a form about a payment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PayForm {
    /// Of the invoices.
    pub currency: Option<Currency>,
    /// What is paid, each once.
    pub invoices: Vec<InvoiceId>,
    /// An `amount` was chosen; else each is paid at its price.
    pub part: bool,
    /// In an address as the debtor typed it; in the form that pays, what the page showed, in digits and a dot.
    pub amount: Option<String>,
    /// In the form that pays, what the page said falls away with it; as `amount`.
    pub off: Option<String>,
    /// The same key makes one payment.
    pub form_key: Option<String>,
    /// Whose page it is paid on.
    pub method: Option<ProviderName>,
    /// The plan that is paid: instalments, or a part of what is in it.
    pub agreement: Option<AgreementId>,
    /// The last of these instalments.
    pub instalment: Option<u16>,
    /// The page is shown again since what is owed has changed.
    pub changed: bool,
}

/// The most invoices one payment may name: more than any page shows, less than a flood.
const MAX_INVOICES: usize = 500;

impl PayForm {
    /// `None` when a field holds what no page of ours puts there, or says it twice. Unknown fields have no effect.
    pub fn of_pairs(pairs: impl Iterator<Item = (impl AsRef<str>, impl AsRef<str>)>) -> Option<Self> {
        let mut form = Self::default();
        for (name, value) in pairs {
            let value = value.as_ref();
            match name.as_ref() {
                "currency" if form.currency.is_none() => form.currency = Some(value.parse().ok()?),
                "invoice" => {
                    let id = value.parse().ok()?;
                    if !form.invoices.contains(&id) {
                        form.invoices.push(id);
                    }
                }
                "how" => form.part = value == "part",
                "amount" if form.amount.is_none() && value.len() <= 60 => form.amount = Some(value.to_owned()),
                "off" if form.off.is_none() && value.len() <= 60 => form.off = Some(value.to_owned()),
                "form_key" if form.form_key.is_none() => {
                    let right = (16..=64).contains(&value.len()) && value.bytes().all(is_key_byte);
                    form.form_key = Some(right.then(|| value.to_owned())?);
                }
                "method" if form.method.is_none() => form.method = Some(value.parse().ok()?),
                "agreement" if form.agreement.is_none() => form.agreement = Some(value.parse().ok()?),
                "instalment" if form.instalment.is_none() => form.instalment = Some(value.parse().ok()?),
                "changed" => form.changed = true,
                "currency" | "amount" | "off" | "form_key" | "method" => return None, // said twice
                _ => {}
            }
        }
        (form.invoices.len() <= MAX_INVOICES).then_some(form)
    }

    /// What is to be paid; `None` when the fields name an instalment of no plan, or say what falls away
    /// in words.
    pub fn purpose(&self) -> Option<PaymentPurpose> {
        let invoices = self.invoices.clone();
        match (self.agreement, self.instalment) {
            (of_plan, None) => {
                let said = self.off.as_deref().zip(self.currency);
                let off = said.map(|(off, currency)| Money::parse(off, currency)).transpose().ok()?;
                Some(PaymentPurpose::Invoices { invoices, part: self.part, off, of_plan })
            }
            (Some(agreement), Some(n)) => Some(PaymentPurpose::Instalment { agreement, n, invoices }),
            (None, Some(_)) => None,
        }
    }
}

const fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

impl Form for PayForm {
    fn read(fields: Fields) -> Result<Self, Unreadable> {
        Self::of_pairs(fields.raw()).ok_or(Unreadable)
    }

    fn fields(self) -> Fields {
        let mut fields = Fields::default();
        let mut say = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                fields.push(name.to_owned(), &value);
            }
        };
        say("currency", self.currency.map(|currency| currency.code().to_owned()));
        for invoice in self.invoices {
            say("invoice", Some(invoice.to_string()));
        }
        say("how", self.part.then(|| "part".to_owned()));
        say("amount", self.amount);
        say("off", self.off);
        say("form_key", self.form_key);
        say("method", self.method.map(|method| method.as_str().to_owned()));
        say("agreement", self.agreement.map(|id| id.to_string()));
        say("instalment", self.instalment.map(|n| n.to_string()));
        say("changed", self.changed.then(|| "1".to_owned()));
        fields
    }
}

/// Uses what is in the debtor's favour, before anything is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseCreditForm {
    /// The same key uses it once.
    pub form_key: String,
}

impl Form for UseCreditForm {
    fn read(fields: Fields) -> Result<Self, Unreadable> {
        Ok(Self { form_key: fields.form_key()? })
    }

    fn fields(self) -> Fields {
        Fields::from([("form_key", self.form_key)])
    }
}

/// What the bar of the page of choices says: what the page before paying would say of the same choice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quoted {
    /// What is paid, written; empty: nothing can be yet.
    pub total: String,
    /// What stays to be paid, how many invoices it pays, or what to correct.
    pub note: String,
    /// The note is a refusal.
    pub refused: bool,
    /// What the page shows, in short: another one means that it is to be loaded again.
    pub page: String,
}

/// As lines: an object would make the WebAssembly larger.
impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refused = if self.refused { "refused" } else { "" };
        write!(f, "{}\n{}\n{refused}\n{}", self.page, self.total, self.note)
    }
}

impl Quoted {
    /// As it was written; what is missing is empty.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut lines = text.split('\n').map(str::to_owned);
        let mut line = || lines.next().unwrap_or_default();
        let (page, total, refused) = (line(), line(), !line().is_empty());
        Self { total, note: line(), refused, page }
    }
}

impl FromAnswer for Quoted {
    #[cfg(not(feature = "ssr"))]
    fn read(_: String, text: &str) -> Option<Self> {
        Some(Self::of_text(text))
    }
}

/// What names a payment to who may see it, and asks where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentAddress {
    /// Its id.
    pub id: String,
    /// The token that came back from the provider, for a browser without a session.
    pub r: Option<String>,
}

impl PaymentAddress {
    /// An event stream that sends a `state` event whenever the state changes.
    pub fn stream_href(&self) -> String {
        routes::returning(routes::payment_live(&self.id), self.r.as_deref())
    }
}

impl Form for PaymentAddress {
    fn read(fields: Fields) -> Result<Self, Unreadable> {
        let r = fields.has("r").then(|| fields.get("r").to_owned());
        Ok(Self { id: fields.get("payment").to_owned(), r })
    }

    fn fields(self) -> Fields {
        match self.r {
            Some(r) => Fields::from([("payment", self.id), ("r", r)]),
            None => Fields::from([("payment", self.id)]),
        }
    }
}

/// Where a payment stands: what the live stream sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateKey(pub String);

impl FromAnswer for StateKey {
    #[cfg(not(feature = "ssr"))]
    fn read(_: String, text: &str) -> Option<Self> {
        Some(Self(text.to_owned()))
    }
}

/// What the server does for a session.
#[cfg(feature = "ssr")]
pub trait Payments {
    /// Commits the payment, has the provider open its page, and sends the browser there.
    fn pay(&self, form: PayForm) -> super::Reply<'_, Page>;

    /// Sets off what the policy leaves to the debtor, and goes on with what is left to pay.
    fn use_credit(&self, form: UseCreditForm) -> super::Reply<'_, Page>;

    /// What the page before paying would say of a choice.
    fn ask_quote(&self, form: Fields) -> super::Reply<'_, Quoted>;
}

/// What the server does for whoever may see a payment: by a session or by the token that came back from the provider.
#[cfg(feature = "ssr")]
pub trait PaymentStates {
    /// Where it stands by the books, without asking the provider.
    fn payment_state(&self, of: PaymentAddress) -> super::Reply<'_, StateKey>;
}

/// Pays invoices at their prices or in part, or instalments of a plan. The answer leads to the provider's
/// page: only a plain form can follow it there.
#[server(prefix = "", endpoint = "/pay", protocol = Post<Payer, PayForm>, input_derive = ())]
pub async fn pay(form: PayForm) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.pay(form).await)
}

/// Uses the debtor's credit for what is due first.
#[server(prefix = "", endpoint = "/pay/credit", protocol = Post<WholeAccount, UseCreditForm>, input_derive = ())]
pub async fn use_credit(form: UseCreditForm) -> Result<Answer<Page>, NoAnswer> {
    Ok(super::debtor()?.use_credit(form).await)
}

/// What the choice on `/pay` comes to: the fields of its form.
#[server(prefix = "", endpoint = "/pay/quote", protocol = Post<WholeAccount, Fields>, input_derive = ())]
pub async fn ask_quote(form: Fields) -> Result<Answer<Quoted>, NoAnswer> {
    Ok(super::debtor()?.ask_quote(form).await)
}

/// Where a payment stands, for a page whose stream of states has broken off.
#[server(prefix = "", endpoint = "/payments/state", protocol = Post<Anyone, PaymentAddress>, input_derive = ())]
pub async fn payment_state(of: PaymentAddress) -> Result<Answer<StateKey>, NoAnswer> {
    Ok(super::visitor()?.payment_state(of).await)
}
