//! Rows as PostgreSQL's COPY takes them in: its binary format, in which nothing has to be parsed.
//! (postgresql.org/docs/current/sql-copy.html, "Binary Format")

use super::StoreError;
use super::arg::Arg;
use chrono::NaiveDate;
use sqlx::postgres::PgConnection;

const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";
/// Neither flags nor an extension of the header.
const HEADER: [u8; 8] = [0; 8];
const END: [u8; 2] = (-1_i16).to_be_bytes();
const NULL: [u8; 4] = (-1_i32).to_be_bytes();
/// Days and microseconds from 1970 to 2000, from which PostgreSQL counts.
const DAYS: i32 = 10_957;
const MICROS: i64 = 86_400_000_000 * 10_957;

/// Rows of one table, ready to be sent.
pub(super) struct Copy {
    statement: String,
    bytes: Vec<u8>,
}

impl Copy {
    /// The rows of an `INSERT INTO table (columns)` as a COPY.
    pub(super) fn of<const N: usize>(head: &str, rows: &[[Arg<'_>; N]]) -> Result<Self, StoreError> {
        let into = head.split_once(" INTO ").map_or(head, |(_, into)| into);
        let mut bytes = Vec::with_capacity(rows.len() * N * 16 + 32);
        bytes.extend_from_slice(SIGNATURE);
        bytes.extend_from_slice(&HEADER);
        let fields = i16::try_from(N).map_err(|_| StoreError::Damaged("a row of too many columns".to_owned()))?;
        for row in rows {
            bytes.extend_from_slice(&fields.to_be_bytes());
            for arg in row {
                put(&mut bytes, arg)?;
            }
        }
        bytes.extend_from_slice(&END);
        Ok(Self { statement: format!("COPY {into} FROM STDIN (FORMAT binary)"), bytes })
    }

    /// Sends them; answers how many there were.
    pub(super) async fn send(self, db: &mut PgConnection) -> Result<u64, StoreError> {
        let mut copying = db.copy_in_raw(&self.statement).await?;
        copying.send(self.bytes).await?;
        Ok(copying.finish().await?)
    }
}

/// A value: its length, and then its bytes.
fn put(into: &mut Vec<u8>, arg: &Arg<'_>) -> Result<(), StoreError> {
    match arg {
        Arg::Int(Some(n)) => sized(into, &n.to_be_bytes()),
        Arg::Bool(yes) => sized(into, &[u8::from(*yes)]),
        Arg::Text(Some(text)) => sized(into, text.as_bytes()),
        Arg::Uuid(Some(id)) => sized(into, id.as_bytes()),
        Arg::Date(Some(day)) => sized(into, &days(*day).to_be_bytes()),
        Arg::Time(Some(at)) => sized(into, &(at.timestamp_micros().saturating_sub(MICROS)).to_be_bytes()),
        Arg::Bytes(bytes) => sized(into, bytes),
        Arg::Int(None) | Arg::Text(None) | Arg::Uuid(None) | Arg::Date(None) | Arg::Time(None) => {
            into.extend_from_slice(&NULL);
            Ok(())
        }
    }
}

fn sized(into: &mut Vec<u8>, bytes: &[u8]) -> Result<(), StoreError> {
    let length = i32::try_from(bytes.len()).map_err(|_| StoreError::Damaged("a value of two gigabytes".to_owned()))?;
    into.extend_from_slice(&length.to_be_bytes());
    into.extend_from_slice(bytes);
    Ok(())
}

fn days(day: NaiveDate) -> i32 {
    day.to_epoch_days().saturating_sub(DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, TimeDelta};
    use uuid::Uuid;

    #[test]
    fn a_row_is_written_as_the_manual_says() {
        let day = NaiveDate::from_ymd_opt(2000, 1, 2).expect("a day");
        let at = DateTime::parse_from_rfc3339("2000-01-01T00:00:01Z").expect("an instant").to_utc();
        let row = [
            Arg::from(5_i64),
            Arg::from(true),
            Arg::from("ñ"),
            Arg::from(Uuid::from_u128(7)),
            Arg::from(day),
            Arg::from(at),
            Arg::from(vec![9_u8]),
            Arg::from(None::<i64>),
        ];
        let copy = Copy::of("INSERT INTO t (a, b)", &[row]).expect("a row");
        assert_eq!(copy.statement, "COPY t (a, b) FROM STDIN (FORMAT binary)");
        let mut wanted = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0\0\x08".to_vec();
        wanted.extend_from_slice(&[0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 1, 1, 0, 0, 0, 2, 0xc3, 0xb1]);
        wanted
            .extend_from_slice(&[0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 4, 0, 0, 0, 1]);
        wanted.extend_from_slice(&[0, 0, 0, 8, 0, 0, 0, 0, 0, 0x0f, 0x42, 0x40, 0, 0, 0, 1, 9, 0xff, 0xff, 0xff, 0xff]);
        wanted.extend_from_slice(&[0xff, 0xff]);
        assert_eq!(copy.bytes, wanted);
        assert_eq!(TimeDelta::days(DAYS.into()).num_microseconds(), Some(MICROS));
    }
}
