//! Why a file was not taken in.

use super::turn::Busy;
use ::import::{OptionError, ReadError};
use domain::books::TooMuchCloses;
use store::StoreError;

/// Why a file was not taken in, or not all of it. What was written before stays, and the same file goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It cannot be read, or leaves something open.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An answer that was given is none of those that there are.
    #[error(transparent)]
    Answer(#[from] OptionError),
    /// The file could not be read to its end.
    #[error("the file could not be read to its end")]
    Broken(#[from] std::io::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A complete list that would close too much.
    #[error(transparent)]
    Closing(#[from] TooMuchCloses),
    /// A complete list without an item.
    #[error(
        "the list has no item that could be taken in, and would close {open} open ones; say --allow-closing if nothing is open any more"
    )]
    NothingInIt {
        /// How many items are open.
        open: u64,
    },
    /// A complete list of one customer's documents, where others owe too.
    #[error(
        "the list names documents of {customer} only, and would close {items} open items of {others} other customers by \
         leaving them out; say --allow-closing if those owe nothing any more, --incomplete if it is a part of what is open"
    )]
    OneCustomer {
        /// Whose documents are in it.
        customer: String,
        /// How many items of others are open.
        items: u64,
        /// How many others.
        others: usize,
    },
    /// Somebody else works on these books.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// Another list came in, or was taken back, between the judging of this one and its beginning.
    #[error("another list came in or was taken back while this one was looked at; take this one in again")]
    Meanwhile,
    /// The list is said to describe a day that is yet to come.
    #[error("--as-of {0} is yet to come")]
    Future(domain::date::Date),
}

store::unit_errors!(ImportError);
