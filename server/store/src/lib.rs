//! The store: SQLite inside the binary, or PostgreSQL by address; one code path for both.
//!
//! Only this crate contains SQL: each module has the statements of one table or question, and maps rows to the domain's
//! entities. Reads go through [`Store::read`]; every change through [`Store::write`], which lends its input to a unit of
//! work in one transaction, runs it to its end even if the request that asked for it has gone, and answers only when it
//! is on disk. A use case that may refuse runs through [`Store::attempt`].

pub mod agreements;
pub mod aliases;
mod arg;
pub mod audit;
pub mod backup;
pub mod branding;
pub mod by_hand;
pub mod charges;
mod claims;
pub mod connection;
pub mod contacts;
mod copy;
pub mod counted_notes;
pub mod creditors;
pub mod daily;
pub mod debtors;
pub mod discounts;
pub mod disputes;
pub mod distribute;
pub mod events;
pub mod exceptions;
pub mod history;
pub mod imports;
pub mod invoices;
pub mod jobs;
pub mod leases;
pub mod ledger;
pub mod links;
pub mod messages;
mod migrate;
pub mod money_back;
pub mod movements;
mod open;
pub mod originals;
pub mod pauses;
pub mod payment_lookup;
pub mod payments;
pub mod policies;
pub mod private_files;
mod rehearsal;
pub mod requests;
mod rows;
pub mod seals;
pub mod search;
pub mod set_offs;
pub mod small_balances;
pub mod sources;
mod sqlite;
pub mod staff;
pub mod stands_for;
mod statements;
pub mod unbooked;
pub mod verifications;
pub mod verify;
pub mod waiting;
mod writer;

pub use connection::Db;
pub use open::{PgWait, Store};

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// PostgreSQL refused or is away.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// SQLite refused.
    #[error("the database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// Nothing is wrong with what was asked, but it could not be done now.
    #[error("the database: {0}")]
    Away(String),
    /// A row holds what it cannot hold.
    #[error("the database holds something it should not: {0}")]
    Damaged(String),
    /// The database is newer than this program, or a migration was changed after it ran.
    #[error("{0}")]
    Schema(String),
    /// The address, the file or the engine cannot be used.
    #[error("{0}")]
    Setup(String),
    /// The rules of the ledger refused an entry.
    #[error("the ledger refused: {0}")]
    Entry(#[from] domain::ledger::EntryError),
    /// The text of an agreement is not what was signed.
    #[error("the database holds something it should not: {0}")]
    Agreement(#[from] domain::agreement::UnreadableAgreement),
    /// Amounts left 64 bits or met another currency.
    #[error("{0}")]
    Money(#[from] domain::money::MoneyError),
    /// The writer has stopped; the process is going down.
    #[error("the store is closing")]
    Closing,
}

impl StoreError {
    /// Would the same unit of work succeed if it ran again now? (PostgreSQL: serialisation failure,
    /// deadlock; see its manual, appendix A.)
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(e))
            if matches!(e.code().as_deref(), Some("40001" | "40P01")))
    }

    /// Is the database away or full, so that asking again later makes sense?
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Closing | Self::Away(_) => true,
            Self::Sqlite(e) => e.sqlite_error_code() != Some(rusqlite::ErrorCode::ConstraintViolation),
            Self::Database(e) => {
                !matches!(e, sqlx::Error::Database(d) if d.is_unique_violation() || d.is_check_violation())
            }
            Self::Damaged(_)
            | Self::Agreement(_)
            | Self::Schema(_)
            | Self::Setup(_)
            | Self::Entry(_)
            | Self::Money(_) => false,
        }
    }
}

/// What a unit of work ([`Store::attempt`]) may answer instead of its result: a refusal, or a failure of the store.
pub trait UnitError: From<StoreError> + Send + 'static {
    /// The refusal.
    ///
    /// # Errors
    /// The store's failure, where it is one.
    fn refusal(self) -> Result<Self, StoreError>;
}

impl UnitError for StoreError {
    fn refusal(self) -> Result<Self, StoreError> {
        Err(self)
    }
}

/// Declares that these errors are refusals but for their variant `Store`: `unit_errors!(WaiveError, ChargeError);`
#[macro_export]
macro_rules! unit_errors {
    ($($error:ident),+ $(,)?) => {$(
        impl $crate::UnitError for $error {
            fn refusal(self) -> Result<Self, $crate::StoreError> {
                match self {
                    Self::Store(error) => Err(error),
                    refusal => Ok(refusal),
                }
            }
        }
    )+};
}
