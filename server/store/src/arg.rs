//! What is bound to the placeholders of a statement.

use chrono::{DateTime, NaiveDate, Utc};
use std::borrow::Cow;
use uuid::Uuid;

/// A value bound to a statement. `None` keeps its type, which PostgreSQL wants to know.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// A whole number: amounts in minor units, counts.
    Int(Option<i64>),
    /// Yes or no.
    Bool(bool),
    /// Text.
    Text(Option<Cow<'a, str>>),
    /// An id.
    Uuid(Option<Uuid>),
    /// A calendar day.
    Date(Option<NaiveDate>),
    /// An instant, UTC.
    Time(Option<DateTime<Utc>>),
    /// Raw bytes: hashes, event bodies.
    Bytes(Vec<u8>),
}

macro_rules! args_from {
    ($($from:ty => |$value:ident| $arg:expr;)*) => {$(
        impl<'a> From<$from> for Arg<'a> {
            fn from($value: $from) -> Self {
                $arg
            }
        }
    )*};
}

args_from! {
    i64 => |v| Self::Int(Some(v));
    Option<i64> => |v| Self::Int(v);
    bool => |v| Self::Bool(v);
    &'a str => |v| Self::Text(Some(Cow::Borrowed(v)));
    String => |v| Self::Text(Some(Cow::Owned(v)));
    Option<String> => |v| Self::Text(v.map(Cow::Owned));
    Option<&'a str> => |v| Self::Text(v.map(Cow::Borrowed));
    Uuid => |v| Self::Uuid(Some(v));
    Option<Uuid> => |v| Self::Uuid(v);
    NaiveDate => |v| Self::Date(Some(v));
    Option<NaiveDate> => |v| Self::Date(v);
    DateTime<Utc> => |v| Self::Time(Some(v));
    Option<DateTime<Utc>> => |v| Self::Time(v);
    Vec<u8> => |v| Self::Bytes(v);
}

/// The arguments of a statement: `args![creditor.uuid(), "text", 5_i64]`.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::arg::Arg::from($value)),*] };
}

/// The values of one row of many: `row![creditor.uuid(), "text", 5_i64]`.
macro_rules! row {
    ($($value:expr),* $(,)?) => { [$($crate::arg::Arg::from($value)),*] };
}
pub(crate) use {args, row};
