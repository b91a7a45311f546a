//! What a page is told: finished view structs, one file per page.
//!
//! The server loads, lets the domain decide and formats; a page only lays out. Amounts and dates
//! are therefore strings as the debtor's country writes them (`$1,234.50`, `3 de marzo de 2026`);
//! where an island computes on, it gets [`Money`](domain::money::Money) and an
//! [`AmountStyle`](domain::format::AmountStyle) besides.

pub mod account;
pub mod activity;
pub mod agreement;
pub mod check;
pub mod console;
pub mod explain;
pub mod form;
pub mod invoice;
pub mod link;
pub mod objection;
pub mod offers;
pub mod pay;
pub mod payment;
pub mod plan;
pub mod preferences;
pub mod problem;
pub mod reminders;
pub mod request;
pub mod wishes;

pub use account::{AccountView, CurrencyTotal, InvoiceRow, Notice, OpenPayment, Part};
pub use activity::{ActivityKind, ActivityRow, ActivityView};
pub use agreement::{AgreementFiles, AgreementKind, AgreementView, NextDue, PayButton, PayWhat, Standing};
pub use check::{CheckNext, CheckRow, CheckView, CodeView, FactView, ProofTrouble};
pub use explain::{Arithmetic, ExplainLine, Explained, InvoiceDiscount, InvoiceOffered};
pub use form::{FieldWrong, Hidden, Wrong};
pub use invoice::{InvoiceView, LineRow, Movement, MovementKind, OpenShare, TaxRow};
pub use link::{GateView, NewLinkView, PayOnlyState, PayOnlyView};
pub use objection::{About, ObjectionInvoice, ObjectionLine, ObjectionNewView};
pub use offers::{AgreementRow, OfferKind, OfferRow, Offered, OffersView, RequestRow, Step, WaysOn};
pub use pay::{
    ChooseGroup, ChooseRefusal, ChooseRow, ChooseView, ConfirmReduction, ConfirmView, Method, Reduced, ReducedRow,
    ShareRow, WhyNot,
};
pub use payment::{Again, PaymentView, Receipt, Wait};
pub use plan::{Mark, Nearest, PlanAsked, PlanInvoice, PlanNewView, PlanResult, ScheduleRow, ScheduleView};
pub use preferences::{PreferencesView, ShareOption, SharedLink};
pub use problem::Problem;
pub use reminders::RemindersOffView;
pub use request::{Counter, RequestKind, RequestState, RequestView, SentFile};
pub use wishes::{
    BreathingSpaceView, ExtensionChoice, ExtensionInvoice, ExtensionNewView, InvoiceLink, PromiseNewView,
    SettlementChoice, SettlementNewView,
};

use domain::language::Language;
use std::sync::Arc;

/// What surrounds every page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language of the words.
    pub language: Language,
    /// BCP 47 tag for `<html lang>`: the language with the country whose way of writing amounts
    /// and dates is used (`es-MX`), or the bare language.
    pub tag: String,
    /// Who is owed; `None` where that is not known (a dead link, an unknown address).
    pub creditor: Option<Creditor>,
    /// Who is looking.
    pub visitor: Visitor,
    /// The same page in the other languages, for visitors without preferences to keep
    /// (`/l/…?lang=pt`); empty: not offered.
    pub languages: Vec<LanguageLink>,
    /// The nonce of this answer's Content-Security-Policy. Only used on pages with an island.
    pub nonce: String,
    /// Where styles and islands are.
    pub assets: Arc<Assets>,
}

/// Who is owed, as debtors see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creditor {
    /// The firm's name.
    pub name: String,
    /// Where to ask for help: an e-mail address or a telephone number.
    pub contact: Option<String>,
}

/// Who is looking at a page: decides which ways on are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    /// Has a session of the whole account.
    Debtor,
    /// Has a session that can only pay one invoice.
    PayOnly,
    /// Is of the creditor's staff, signed in to the console.
    Staff,
    /// Stands at the console's door.
    AtConsole,
    /// Has no session: the link page, a return from the provider in another browser, an error.
    Stranger,
}

/// A language and the address of the same page in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageLink {
    /// The language.
    pub language: Language,
    /// The address.
    pub href: String,
}

/// Addresses of what a page loads, made once at start-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    /// The stylesheet.
    pub stylesheet: String,
    /// What the console adds to it.
    pub console_stylesheet: String,
    /// The favicon.
    pub icon: String,
    /// The text of the inline script that starts the islands of a page that pays, with the addresses of both halves.
    pub boot_paying: String,
    /// The same for the island that plans.
    pub boot_planning: String,
}
