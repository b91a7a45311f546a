//! The words of the console: what the creditor's staff read.

use crate::i18n::agreements::AgreementStanding;
use domain::audit::Action;

/// The words of the console.
#[derive(Debug)]
pub struct ConsoleWords {
    pub shell: ConsoleShell,
    pub sign_in: SignIn,
    pub overview: Overview,
    pub debtors: Debtors,
    pub debtor: Debtor,
    pub links: Links,
    pub trail: Trail,
}

/// Around every page.
#[derive(Debug)]
pub struct ConsoleShell {
    pub console: &'static str,
    pub overview: &'static str,
    pub requests: &'static str,
    pub debtors: &'static str,
    pub policy: &'static str,
    pub trail: &'static str,
    pub sign_out: &'static str,
    pub save_language: &'static str,
    pub to_overview: &'static str,
    pub to_sign_in: &'static str,
    /// Below the title of a page that is not there.
    pub not_found: &'static str,
}

/// `/console/sign-in` and `/console/code`
#[derive(Debug)]
pub struct SignIn {
    pub title: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub go_on: &'static str,
    pub refused: &'static str,
    pub code_title: &'static str,
    pub code: &'static str,
    pub code_hint: &'static str,
    pub code_refused: &'static str,
    pub enter: &'static str,
    pub again: &'static str,
}

/// `/console`
#[derive(Debug)]
pub struct Overview {
    pub hello: fn(&str) -> String,
    pub waiting: &'static str,
    pub nothing: &'static str,
    pub requests: fn(i64) -> String,
    pub requests_oldest: fn(&str) -> String,
    pub disputes: fn(i64) -> String,
    pub disputes_oldest: fn(&str) -> String,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub find: &'static str,
}

/// `/console/debtors`
#[derive(Debug)]
pub struct Debtors {
    pub nothing: &'static str,
    pub invoices: &'static str,
    pub more: &'static str,
    pub first: &'static str,
}

/// `/console/audit`
#[derive(Debug)]
pub struct Trail {
    /// What was done, as the audit trail tells it of somebody: "granted a request".
    pub act: fn(Action) -> &'static str,
    pub more: &'static str,
    pub nothing: &'static str,
    pub command_line: &'static str,
    pub version: fn(i64) -> String,
    pub older: &'static str,
    pub newest: &'static str,
}

/// `/console/debtors/{id}`
#[derive(Debug)]
pub struct Debtor {
    pub reference: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub postcode: &'static str,
    pub tax_id: &'static str,
    pub owed: &'static str,
    pub nothing_owed: &'static str,
    pub total: &'static str,
    pub overdue: &'static str,
    pub credit: &'static str,
    pub documents: &'static str,
    pub download_xml: &'static str,
    pub agreements: &'static str,
    /// Where an agreement stands, told of the debtor.
    pub standing: fn(&AgreementStanding) -> String,
    pub messages: &'static str,
    /// The name of a letter, by its templates.
    pub letter: fn(&str) -> &'static str,
    pub leaving: &'static str,
    pub sent: &'static str,
    pub refused: &'static str,
    pub no_address: &'static str,
}

/// A debtor's links.
#[derive(Debug)]
pub struct Links {
    pub title: &'static str,
    pub none: &'static str,
    pub works_until: fn(&str) -> String,
    pub ended: fn(&str) -> String,
    pub revoked: fn(&str) -> String,
    pub made: fn(&str) -> String,
    pub used: fn(&str) -> String,
    pub never_used: &'static str,
    pub pay_only: &'static str,
    pub revoke: &'static str,
    pub revoke_all: &'static str,
    /// All were taken back.
    pub stopped: &'static str,
    pub make: &'static str,
    pub make_hint: &'static str,
    pub send: &'static str,
    pub send_hint: fn(&str) -> String,
    pub no_email: &'static str,
    pub shown_once: &'static str,
    pub address: &'static str,
    pub was_sent: &'static str,
    pub was_revoked: &'static str,
}
