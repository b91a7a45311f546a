//! PostgreSQL over several machines, by the extension Citus: which table's rows go where, and putting them there.
//!
//! Rows go by their creditor, so that everything of one creditor is on one machine and nearly every statement is one
//! machine's work. What is tried and measured of it stands in the README.

use super::connection::args;
use super::{Db, StoreError};

/// Where the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// With their creditor: hashed by `creditor_id`.
    ByCreditor,
    /// On every machine: small, and looked into by something else than the creditor.
    Everywhere,
    /// On the coordinator, and known to the others, so that a transaction over both is committed in two phases.
    Coordinator,
}

/// Every table. The first is the one that the others by creditor are kept together with.
pub const TABLES: &[(&str, Placement)] = &[
    ("debtor", Placement::ByCreditor),
    ("agreement", Placement::ByCreditor),
    ("alias", Placement::ByCreditor),
    ("attachment", Placement::ByCreditor),
    ("audit", Placement::ByCreditor),
    ("by_hand", Placement::ByCreditor),
    ("chargeback", Placement::ByCreditor),
    ("contact", Placement::ByCreditor),
    ("counted_note", Placement::ByCreditor),
    ("covered", Placement::ByCreditor),
    ("credit", Placement::ByCreditor),
    ("daily", Placement::ByCreditor),
    ("debtor_word", Placement::ByCreditor),
    ("entry", Placement::ByCreditor),
    ("event", Placement::ByCreditor),
    ("exception", Placement::ByCreditor),
    ("import", Placement::ByCreditor),
    ("import_change", Placement::ByCreditor),
    ("import_debtor", Placement::ByCreditor),
    ("import_named", Placement::ByCreditor),
    ("instalment", Placement::ByCreditor),
    ("invoice", Placement::ByCreditor),
    ("invoice_original", Placement::ByCreditor),
    ("job", Placement::ByCreditor),
    ("lease", Placement::ByCreditor),
    ("line", Placement::ByCreditor),
    ("link", Placement::ByCreditor),
    ("logo", Placement::ByCreditor),
    ("message", Placement::ByCreditor),
    ("movement", Placement::ByCreditor),
    ("note_of", Placement::ByCreditor),
    ("dispute", Placement::ByCreditor),
    ("original", Placement::ByCreditor),
    ("pause", Placement::ByCreditor),
    ("payment", Placement::ByCreditor),
    ("policy", Placement::ByCreditor),
    ("posting", Placement::ByCreditor),
    ("privacy_text", Placement::ByCreditor),
    ("proof", Placement::ByCreditor),
    ("refund", Placement::ByCreditor),
    ("request", Placement::ByCreditor),
    ("said_known", Placement::ByCreditor),
    ("seal", Placement::ByCreditor),
    ("session", Placement::ByCreditor),
    ("set_off", Placement::ByCreditor),
    ("share", Placement::ByCreditor),
    ("source", Placement::ByCreditor),
    ("stands_for", Placement::ByCreditor),
    ("creditor", Placement::Everywhere),
    ("staff", Placement::Everywhere),
    ("staff_session", Placement::Everywhere),
    ("migration", Placement::Coordinator),
];

/// How long a statement waits for somebody's row, on the machines that keep rows: a connection's own setting does not
/// reach them, so it is one of the role.
const LOCK_TIMEOUT: &str = "5s";

/// Is the extension in this database?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub(super) async fn has_citus(db: &mut Db) -> Result<bool, StoreError> {
    Ok(db.number("SELECT COUNT(*) FROM pg_catalog.pg_extension WHERE extname = 'citus'", vec![]).await? > 0)
}

/// Puts every table where [`TABLES`] says, with its rows; answers which were moved. Tables that are in their place stay
/// untouched, so it may be run again, and must be after a migration that adds a table.
///
/// # Errors
/// [`StoreError::Setup`] where the database cannot be spread over machines, or where the rows of a table were not the
/// same afterwards; that table is then as before.
pub(super) async fn run(db: &mut Db) -> Result<Vec<&'static str>, StoreError> {
    let citus = has_citus(db).await?;
    may(citus, if citus { prepared(db).await? } else { 0 })?;
    // Our triggers look at their own row only, so that they hold on each machine.
    db.script("SET citus.enable_unsafe_triggers TO on".to_owned()).await?;
    let mut moved = Vec::new();
    for (table, placement) in TABLES {
        if is_placed(db, table).await? {
            continue;
        }
        db.script("BEGIN".to_owned()).await?;
        if let Err(error) = place(db, table, *placement).await {
            db.script("ROLLBACK".to_owned()).await?;
            return Err(error);
        }
        db.script("COMMIT".to_owned()).await?;
        moved.push(*table);
    }
    // Handed on to the other machines by Citus.
    db.script(format!("ALTER ROLE CURRENT_USER SET lock_timeout = '{LOCK_TIMEOUT}'")).await?;
    Ok(moved)
}

/// Fails where the rows are spread over machines on which a statement would wait for a row for ever.
///
/// # Errors
/// [`StoreError::Setup`] with what to do.
pub(super) async fn check(db: &mut Db) -> Result<(), StoreError> {
    if !has_citus(db).await? {
        return Ok(());
    }
    let sql = "SELECT COUNT(*) FROM run_command_on_workers('SHOW lock_timeout') WHERE NOT success OR result = '0'";
    if db.number(sql, vec![]).await? == 0 {
        return Ok(());
    }
    Err(StoreError::Setup(format!(
        "statements wait for ever on some of the database's machines; say \
         `ALTER ROLE … SET lock_timeout = '{LOCK_TIMEOUT}'` on each"
    )))
}

/// Can the database be spread over machines, with this many transactions prepared at once?
fn may(citus: bool, prepared: i64) -> Result<(), StoreError> {
    let why = match (citus, prepared) {
        (false, _) => "this database has no Citus: nothing to distribute (see CREATE EXTENSION citus)",
        (true, 0) => {
            "max_prepared_transactions is 0 on one of the database's machines; set it to at least \
             max_connections on each, or money could be booked by half"
        }
        (true, _) => return Ok(()),
    };
    Err(StoreError::Setup(why.to_owned()))
}

/// The least `max_prepared_transactions` of all machines.
async fn prepared(db: &mut Db) -> Result<i64, StoreError> {
    let own = db.number("SELECT CAST(current_setting('max_prepared_transactions') AS BIGINT)", vec![]).await?;
    let sql = "SELECT CAST(COALESCE(MIN(CASE WHEN success THEN CAST(result AS BIGINT) ELSE 0 END), $1) AS BIGINT) \
               FROM run_command_on_workers('SHOW max_prepared_transactions')";
    Ok(db.number(sql, args![own]).await?.min(own))
}

async fn is_placed(db: &mut Db, table: &'static str) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) FROM pg_catalog.pg_dist_partition WHERE logicalrelid = to_regclass($1)";
    Ok(db.number(sql, args![table]).await? > 0)
}

/// In the caller's transaction: the table in its place, all its rows with it.
async fn place(db: &mut Db, table: &'static str, placement: Placement) -> Result<(), StoreError> {
    let before = db.count_of(table).await?;
    match placement {
        Placement::ByCreditor => {
            let beside = TABLES.first().map_or("none", |(first, _)| if *first == table { "none" } else { first });
            let sql = "SELECT create_distributed_table(CAST($1 AS TEXT)::regclass, 'creditor_id', colocate_with => $2)";
            db.all(sql, args![table, beside]).await?;
        }
        Placement::Everywhere => {
            db.all("SELECT create_reference_table(CAST($1 AS TEXT)::regclass)", args![table]).await?;
        }
        Placement::Coordinator => {
            // Its rows stay where they are.
            db.all("SELECT citus_add_local_table_to_metadata(CAST($1 AS TEXT)::regclass)", args![table]).await?;
            return Ok(());
        }
    }
    let after = db.count_of(table).await?;
    if before != after {
        return Err(StoreError::Setup(format!(
            "{table} had {before} rows and would have {after}; nothing was changed"
        )));
    }
    // The rows are in their place; what the coordinator still has of them is never read again. The ledger refuses to be
    // emptied, so its triggers are off for this one statement.
    db.script("SET LOCAL session_replication_role = replica".to_owned()).await?;
    let sql = "SELECT truncate_local_data_after_distributing_table(CAST($1 AS TEXT)::regclass)";
    db.all(sql, args![table]).await?;
    db.script("SET LOCAL session_replication_role = DEFAULT".to_owned()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn it_is_refused_where_money_could_be_booked_by_half() {
        let said = |citus, prepared| may(citus, prepared).map_err(|error| error.to_string());
        assert!(said(false, 100).is_err_and(|why| why.contains("no Citus")));
        assert!(said(true, 0).is_err_and(|why| why.contains("max_prepared_transactions")));
        assert_eq!(said(true, 100), Ok(()));
    }

    #[test]
    fn every_table_has_one_place() {
        let names: BTreeSet<&str> = TABLES.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), TABLES.len());
        assert_eq!(TABLES.first(), Some(&("debtor", Placement::ByCreditor)), "the others are kept beside it");
    }
}
