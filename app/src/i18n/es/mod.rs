//! Español de América Latina, de usted y sin adornos.

pub mod agreements;
pub mod console;
pub mod decisions;
pub mod disputes;
pub mod errors;
pub mod islands;
pub mod pages;
pub mod policy;
pub mod reminders;
pub mod verification;
pub mod waive;

/// Singular or plural.
fn n(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

fn days(count: i64) -> String {
    if count == 1 { "1 día".to_owned() } else { format!("{count} días") }
}
