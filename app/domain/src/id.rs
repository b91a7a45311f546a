//! Ids: the whole list of kinds, in one place.
//!
//! An id is a UUID (version 7, made by the server) that says what it names: `inv_0192f3c4…` in a
//! log is an invoice. The types keep an invoice's id from being passed as a payment's.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Text that is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an id that starts with `{prefix}_`")]
pub struct IdError {
    text: String,
    prefix: &'static str,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// The letters before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// Takes a UUID as it comes from the id source or the database.
            #[must_use]
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The bare UUID, as the database keeps it.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                read($prefix, text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    )*};
}

ids! {
    /// A firm that is owed money and uses Saldo; every row of the database belongs to one.
    CreditorId = "crd";
    /// A person or firm that owes.
    DebtorId = "dbt";
    /// An invoice or a credit note.
    InvoiceId = "inv";
    /// One try to pay, with one provider.
    PaymentId = "pay";
    /// A refund that a provider told us of.
    RefundId = "rfd";
    /// A chargeback (the providers say dispute).
    ChargebackId = "chb";
    /// An accepted offer.
    AgreementId = "agr";
    /// What a debtor asks for and waits for an answer to.
    RequestId = "req";
    /// A dispute of an invoice.
    DisputeId = "obj";
    /// A file that came with a dispute.
    AttachmentId = "att";
    /// Days on which no interest runs and no reminders leave.
    PauseId = "pau";
    /// Proof that a reader is the debtor.
    VerificationId = "prf";
    /// A ledger entry.
    EntryId = "ent";
    /// A link that was handed to a debtor.
    LinkId = "lnk";
    /// A debtor's session in a browser.
    SessionId = "ses";
    /// Somebody of a creditor's staff who may sign in to the console.
    StaffId = "stf";
    /// A session of theirs in a browser.
    StaffSessionId = "sts";
    /// A line of the audit trail.
    AuditId = "aud";
    /// A stored provider event.
    EventId = "evt";
    /// Something that contradicts the books and waits for a person.
    ExceptionId = "exc";
    /// A piece of work in the outbox.
    JobId = "job";
    /// A kind of file in which a creditor's lists come.
    SourceId = "src";
}

fn read(prefix: &'static str, text: &str) -> Result<Uuid, IdError> {
    let refused = || IdError { text: text.chars().take(60).collect(), prefix };
    let hex = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).ok_or_else(refused)?;
    // Exactly what `Display` writes: one spelling per id, so that an id compares as text too.
    if hex.len() != 32 || !hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return Err(refused());
    }
    Uuid::try_parse(hex).map_err(|_| refused())
}

/// SHA-256 of a token's text: of the text, not of the decoded bytes, so that no second spelling
/// (the last letter has two spare bits) opens the same account. 256 random bits need no slow hash.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// Takes a hash as the database keeps it.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, as the database keeps them.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_writes() {
        let id = InvoiceId::new(Uuid::from_u128(0x0192_f3c4_0000_7000_8000_0000_0000_0001));
        assert_eq!(id.to_string(), "inv_0192f3c4000070008000000000000001");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn another_kind_or_another_spelling_is_refused() {
        for text in [
            "pay_0192f3c4000070008000000000000001",
            "inv_0192F3C4000070008000000000000001",
            "inv_0192f3c4-0000-7000-8000-000000000001",
            "inv_",
            "inv",
            "",
        ] {
            assert!(text.parse::<InvoiceId>().is_err(), "{text}");
        }
    }
}
