//! Every address of the site, typed once: what the server's router matches, and what pages, mails and redirects link to.
//!
//! An address with a part that varies is a pattern for the router (`INVOICE`) and a function of the same name that
//! fills it (`invoice(id)`).

use domain::id::InvoiceId;
use domain::money::Currency;
use std::fmt::Display;

macro_rules! filled {
    ($($pattern:ident $fill:ident($($part:ident),+) = $address:literal;)*) => {
        $(
            pub const $pattern: &str = $address;

            #[must_use]
            pub fn $fill($($part: impl Display),+) -> String {
                format!($address, $($part = $part),+)
            }
        )*
    };
}

// ---- Debtors

pub const ACCOUNT: &str = "/";
pub const NEW_LINK: &str = "/link";
pub const SIGN_OUT: &str = "/logout";
pub const ACTIVITY: &str = "/activity";
pub const STATEMENT: &str = "/activity/statement";
pub const PAY: &str = "/pay";
pub const CONFIRM: &str = "/pay/confirm";
pub const QUOTE: &str = "/pay/quote";
pub const USE_CREDIT: &str = "/pay/credit";
pub const PAYMENT_STATE: &str = "/payments/state";
pub const OFFERS: &str = "/offers";
pub const PLANS: &str = "/plans";
pub const PLAN_NEW: &str = "/plans/new";
pub const EXTENSIONS: &str = "/extensions";
pub const EXTENSION_NEW: &str = "/extensions/new";
pub const PROMISES: &str = "/promises";
pub const PROMISE_NEW: &str = "/promises/new";
pub const SETTLEMENTS: &str = "/settlements";
pub const SETTLEMENT_NEW: &str = "/settlements/new";
pub const CODE: &str = "/code";
pub const KNOWLEDGE_QUESTION: &str = "/fact";
pub const DISPUTES: &str = "/disputes";
pub const DISPUTE_NEW: &str = "/disputes/new";
pub const BREATHING_SPACE: &str = "/breathing-space";
pub const PREFERENCES: &str = "/preferences";
pub const SET_LANGUAGE: &str = "/preferences/language";
pub const SET_REMINDERS: &str = "/preferences/reminders";
pub const SHARE: &str = "/preferences/share";
pub const REMINDERS_OFF: &str = "/reminders/off";

filled! {
    CONTACT contact(code) = "/contact/{code}";
    LOGO logo(code, digest) = "/contact/{code}/logo/{digest}";
    LINK link(token) = "/l/{token}";
    INVOICE invoice(id) = "/invoices/{id}";
    INVOICE_XML invoice_xml(id) = "/invoices/{id}/invoice.xml";
    PAYMENT payment(id) = "/payments/{id}";
    PAYMENT_LIVE payment_live(id) = "/payments/{id}/live";
    RECEIPT receipt(id) = "/payments/{id}/receipt.pdf";
    PAYMENT_CONTINUE payment_continue(id) = "/payments/{id}/continue";
    PAYMENT_CANCEL payment_cancel(id) = "/payments/{id}/cancel";
    PAYMENT_INSTEAD payment_instead(id) = "/payments/{id}/instead";
    AGREEMENT agreement(id) = "/agreements/{id}";
    AGREEMENT_PDF agreement_pdf(id) = "/agreements/{id}/agreement.pdf";
    AGREEMENT_CALENDAR agreement_calendar(id) = "/agreements/{id}/calendar.ics";
    AGREEMENT_SEALED agreement_sealed(id) = "/agreements/{id}/agreement.json";
    REQUEST request(id) = "/requests/{id}";
    REQUEST_ACCEPT request_accept(id) = "/requests/{id}/accept";
    REQUEST_WITHDRAW request_withdraw(id) = "/requests/{id}/withdraw";
    DISPUTE dispute(id) = "/disputes/{id}";
    DISPUTE_WITHDRAW dispute_withdraw(id) = "/disputes/{id}/withdraw";
    DISPUTE_FILE dispute_file(id, file) = "/disputes/{id}/files/{file}";
}

// ---- The creditor's staff

pub const CONSOLE: &str = "/console";
pub const CONSOLE_SIGN_IN: &str = "/console/sign-in";
pub const CONSOLE_CODE: &str = "/console/code";
pub const CONSOLE_SIGN_OUT: &str = "/console/sign-out";
pub const CONSOLE_LANGUAGE: &str = "/console/language";
pub const CONSOLE_TRAIL: &str = "/console/audit";
pub const CONSOLE_DEBTORS: &str = "/console/debtors";
pub const CONSOLE_REQUESTS: &str = "/console/requests";
pub const CONSOLE_POLICY: &str = "/console/policy";
pub const POLICY_DOCUMENT: &str = "/console/policy/document";
pub const POLICY_VERSIONS: &str = "/console/policy/versions";

filled! {
    CONSOLE_DEBTOR console_debtor(id) = "/console/debtors/{id}";
    CONSOLE_INVOICE_XML console_invoice_xml(id, invoice) = "/console/debtors/{id}/invoices/{invoice}/invoice.xml";
    CONSOLE_CHARGES console_charges(id, invoice) = "/console/debtors/{id}/charges/{invoice}";
    CONSOLE_LINKS console_links(id) = "/console/debtors/{id}/links";
    CONSOLE_LINKS_SEND console_links_send(id) = "/console/debtors/{id}/links/send";
    CONSOLE_LINKS_REVOKE console_links_revoke(id) = "/console/debtors/{id}/links/revoke";
    CONSOLE_REQUEST console_request(id) = "/console/requests/{id}";
    CONSOLE_REQUEST_CHECK console_request_check(id) = "/console/requests/{id}/check";
    CONSOLE_REQUEST_DECIDE console_request_decide(id) = "/console/requests/{id}/decide";
    CONSOLE_DISPUTE console_dispute(id) = "/console/disputes/{id}";
    CONSOLE_DISPUTE_CHECK console_dispute_check(id) = "/console/disputes/{id}/check";
    CONSOLE_DISPUTE_DECIDE console_dispute_decide(id) = "/console/disputes/{id}/decide";
    CONSOLE_DISPUTE_FILE console_dispute_file(id, file) = "/console/disputes/{id}/files/{file}";
    POLICY_SECTION policy_section(section) = "/console/policy/{section}";
    POLICY_VERSION policy_version(n) = "/console/policy/versions/{n}";
}

// ---- Programs

pub const HEALTHZ: &str = "/healthz";
pub const READYZ: &str = "/readyz";
pub const METRICS: &str = "/metrics";

filled! {
    WEBHOOK webhook(provider) = "/webhooks/{provider}";
    WEBHOOK_OWN webhook_own(provider, account) = "/webhooks/{provider}/{account}";
}

// ---- Queries

/// `path` with one field more; values are written as a form writes them.
#[must_use]
pub fn with(path: impl Into<String>, field: &str, value: impl Display) -> String {
    let mut address = path.into();
    address.push(if address.contains('?') { '&' } else { '?' });
    address.push_str(field);
    address.push('=');
    encode(&value.to_string(), &mut address);
    address
}

/// `address` with the token by which somebody comes back from a provider without a session.
#[must_use]
pub fn returning(address: String, token: Option<&str>) -> String {
    match token {
        Some(token) => with(address, "r", token),
        None => address,
    }
}

/// The form encoding of the URL standard: what is not a letter, a digit or one of `*-._` becomes `+` or `%XX`.
fn encode(value: &str, into: &mut String) {
    for byte in value.bytes() {
        match byte {
            b' ' => into.push('+'),
            b'*' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => into.push(char::from(byte)),
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                into.push('%');
                into.push(char::from(HEX[usize::from(byte >> 4)]));
                into.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

/// Which invoices are paid and how much of them: the query of `/pay` and `/pay/confirm`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayQuery {
    currency: Currency,
    invoices: Vec<InvoiceId>,
    /// `None`: all that is asked for.
    part: Option<String>,
}

impl PayQuery {
    /// All that is asked for of these.
    #[must_use]
    pub fn whole(currency: Currency, invoices: &[InvoiceId]) -> Self {
        Self { currency, invoices: invoices.to_vec(), part: None }
    }

    /// Only so much, as the reader's country writes it; empty: still to be typed.
    #[must_use]
    pub fn part(self, amount: impl Into<String>) -> Self {
        Self { part: Some(amount.into()), ..self }
    }

    /// `/pay?…`: where it can be changed.
    #[must_use]
    pub fn choose(&self) -> String {
        self.below(PAY)
    }

    /// `/pay/confirm?…`: the last page before it is paid.
    #[must_use]
    pub fn confirm(&self) -> String {
        self.below(CONFIRM)
    }

    fn below(&self, path: &str) -> String {
        let how = if self.part.is_some() { "part" } else { "all" };
        let mut address = format!("{path}?currency={}&how={how}", self.currency);
        for id in &self.invoices {
            address.push_str("&invoice=");
            address.push_str(&id.to_string());
        }
        match &self.part {
            Some(amount) if !amount.is_empty() => with(address, "amount", amount),
            Some(_) | None => address,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_and_its_address_are_one() {
        assert_eq!((DISPUTE_FILE, dispute_file(1, 2)), ("/disputes/{id}/files/{file}", "/disputes/1/files/2".into()));
    }

    #[test]
    fn values_are_written_as_forms_write_them() {
        assert_eq!(with(PAY, "amount", "R$\u{a0}1.234,50 *~"), "/pay?amount=R%24%C2%A01.234%2C50+*%7E");
        assert_eq!(with("/pay?how=all", "n", 3), "/pay?how=all&n=3");
    }

    #[test]
    fn a_choice_is_changed_and_confirmed_at_two_addresses() {
        let choice = PayQuery::whole("MXN".parse().expect("a currency"), &[]);
        assert_eq!(choice.confirm(), "/pay/confirm?currency=MXN&how=all");
        assert_eq!(choice.clone().part("").choose(), "/pay?currency=MXN&how=part");
        assert_eq!(choice.part("$1,234.50").choose(), "/pay?currency=MXN&how=part&amount=%241%2C234.50");
    }
}
