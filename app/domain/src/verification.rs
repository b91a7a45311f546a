//! How often somebody may try to show who they are, and for how long too many wrong tries lock: a debtor before something
//! binds, and a user of the console.
//!
//! The store counts tries under a lock on the row of whoever tries, so that a hundred at once count as a hundred. The
//! limits stand here.

use chrono::TimeDelta;

/// How long a code works, and a question can be answered.
pub const VALID_FOR: TimeDelta = TimeDelta::minutes(10);
/// How many wrong tries lock: a debtor's within [`LOCKED_FOR`], codes and answers together; a user's in a row, passwords
/// and codes together.
pub const MAX_WRONG_TRIES: i64 = 5;
/// For how long they lock.
pub const LOCKED_FOR: TimeDelta = TimeDelta::minutes(15);
/// How many codes a debtor is sent within [`LOCKED_FOR`].
pub const MAX_CODES: i64 = 5;
/// How many questions a debtor is asked within [`LOCKED_FOR`]: nothing is sent, but each is a row.
pub const MAX_QUESTIONS: i64 = 20;
/// How many wrong answers within [`QUESTIONS_LOCKED_FOR`] lock a debtor's questions as long. A code is another one each
/// time; a fact stays, and who may guess five times every quarter of an hour has tried a town's postcodes in some days. A
/// code still works then, or a person answers.
pub const MAX_WRONG_ANSWERS: i64 = 15;
/// For how long questions are locked, and wrong answers are counted.
pub const QUESTIONS_LOCKED_FOR: TimeDelta = TimeDelta::hours(24);
