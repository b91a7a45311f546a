//! Documents that a debtor takes home: receipts, agreements and statements as PDF, statements as table, instalments as calendar, and
//! the seal under an agreement. And the logo that stands at their head, drawn anew of whatever file it came as.
//!
//! Pure functions: data in, bytes out. Nothing here reads a clock or the network, and no file but the machine's own fonts,
//! for names in scripts that ours lack; with the same fonts the same data gives the same bytes. Amounts and dates come in as they should be read; this crate
//! sets them and adds the words around them.
//!
//! It is a crate of its own so that only it pays for compiling the typesetter. Setting a page takes
//! milliseconds of a processor: call it where blocking is allowed.

pub mod agreement;
pub mod agreement_text;
pub mod calendar;
pub mod csv;
pub mod letterhead;
pub mod logo;
pub mod receipt;
pub mod seal;
pub mod statement;

mod fonts;
mod readable;
mod romanise;
#[cfg(test)]
mod samples;
mod typeset;
mod words;

pub use agreement::{
    Acceptance, AgreementDocument, CoveredInvoice, EarlyInstalment, Figure, ScheduledInstalment, Split, agreement,
    attached_agreement,
};
pub use calendar::{CalendarDocument, CalendarInstalment, DayState, calendar};
pub use letterhead::{Letterhead, LetterheadLogo};
pub use receipt::{Part, ReceiptDocument, Refund, Share, StillOpen, paid_with, receipt};
pub use seal::{Seal, SealError, SealedAgreement, SealingKey, verify, verify_from};
pub use statement::{StatementAccount, StatementDocument, StatementLine};

pub use typeset::MISSING_GLYPHS;

use serde::Serialize;

/// Somebody named in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// The name.
    pub name: String,
    /// What identifies them, a line each: tax number, address.
    pub lines: Vec<String>,
}

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// More text than a document may hold; a page for it would take too long to set.
    #[error("the document has {bytes} bytes of text; {} at most can be set", typeset::MAX_TEXT)]
    TooLarge {
        /// How much there is.
        bytes: usize,
    },
    /// The seal is not that of the agreement.
    #[error("the agreement's seal does not fit; seal the very text that is kept")]
    Seal(#[from] SealError),
    /// The data could not be handed to the template.
    #[error("the document's data could not be written down")]
    Data(#[from] serde_json::Error),
    /// The typesetter or its check against PDF/UA-1 and PDF/A-3a refused.
    #[error("the document could not be typeset: {0}")]
    Typesetting(String),
    /// A file that is no PDF, or has no agreement attached.
    #[error("no {} is attached to this file; give the PDF as it was downloaded", seal::ATTACHED_NAME)]
    NothingAttached,
}
