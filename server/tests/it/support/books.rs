//! Looking at the whole books: do they fit, have they changed, what waits for a person.

use super::TestApp;
use chrono::{DateTime, NaiveDate, Utc};
use services::clock::Clock;
use sha2::{Digest, Sha256};
use store::exceptions::Listed;
use store::verify::Report;
use store::{Db, creditors, exceptions, seals};
use uuid::Uuid;

impl TestApp {
    /// Seals everything and checks the books by every rule there is.
    pub async fn verify(&self) -> Report {
        let now = self.clock.now();
        let all = creditors::all(&mut self.portal.services.store.read().await.expect("a reader"))
            .await
            .expect("the database");
        for creditor in all {
            let id = creditor.id;
            while self
                .portal
                .services
                .store
                .write((), move |db, ()| Box::pin(seals::seal_next(db, id, now)))
                .await
                .expect("a seal")
                > 0
            {}
        }
        services::verify::run(&mut self.portal.services.store.read().await.expect("a reader"))
            .await
            .expect("the database")
    }

    /// The books fit, and every charge at the sandbox is in them once, with what went back.
    pub async fn fits(&self) {
        let report = self.verify().await;
        assert!(report.faults.is_empty(), "{:?}", report.faults);
        let mut charged: Vec<(String, i64)> = Vec::new();
        for charge in self.sandbox.charges().await {
            let number = |name: &str| charge[name].as_i64().expect("a number");
            let kept = number("amount_minor") - number("refunded_minor") - number("disputed_minor");
            charged.push((charge["payment"].as_str().expect("a payment").to_owned(), kept));
        }
        let mut booked = self.clearing().await;
        charged.sort();
        booked.sort();
        assert_eq!(booked, charged, "the ledger and the sandbox disagree");
    }

    /// What the providers owe us by the ledger, a payment.
    async fn clearing(&self) -> Vec<(String, i64)> {
        let sql = "SELECT e.payment_id, CAST(SUM(p.amount) AS BIGINT) FROM entry e JOIN posting p \
                   ON p.creditor_id = e.creditor_id AND p.entry_id = e.id \
                   WHERE p.account IN ('clearing_stripe', 'clearing_paypal') GROUP BY e.payment_id";
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let rows = db.all(sql, vec![]).await.expect("the database");
        rows.iter()
            .map(|row| {
                let id = domain::id::PaymentId::new(row.get(0).expect("an id"));
                (id.to_string(), row.get(1).expect("a sum"))
            })
            .collect()
    }

    /// How many rows a table has.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        db.number(sql, vec![]).await.expect("the database")
    }

    /// The texts that a statement answers.
    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let rows = db.all(sql, vec![]).await.expect("the database");
        rows.iter().map(|row| row.get(0).expect("a text")).collect()
    }

    /// What waits for a person.
    pub async fn exceptions(&self) -> Vec<Listed> {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        exceptions::open(&mut db, self.clock.now()).await.expect("the database")
    }

    /// The kinds of what waits for a person, sorted.
    pub async fn exception_kinds(&self) -> Vec<String> {
        let mut kinds: Vec<String> = self.exceptions().await.into_iter().map(|listed| listed.kind).collect();
        kinds.sort();
        kinds
    }

    /// The kinds of what waits for a person and speaks of this number.
    pub async fn exceptions_about(&self, number: &str) -> Vec<String> {
        let about = |listed: &Listed| listed.detail.contains(number);
        self.exceptions().await.into_iter().filter(about).map(|listed| listed.kind).collect()
    }

    /// An id as the database keeps it, for a statement that is written out.
    pub fn kept_id(&self, id: Uuid) -> String {
        if !self.portal.services.store.is_sqlite() {
            return format!("'{id}'");
        }
        let hex = id.simple().to_string();
        let kept = hex.strip_suffix("0000000000000000").map_or(hex.as_str(), |half| half.trim_end_matches("00"));
        format!("x'{kept}'")
    }

    /// A day as the database keeps it: `2026-11-11`.
    pub fn kept_day(&self, day: &str) -> String {
        if !self.portal.services.store.is_sqlite() {
            return format!("'{day}'");
        }
        day.parse::<NaiveDate>().expect("a day").to_epoch_days().to_string()
    }

    /// An instant as the database keeps it: `2026-11-10T18:00:00Z`.
    pub fn kept_instant(&self, at: &str) -> String {
        if !self.portal.services.store.is_sqlite() {
            return format!("'{at}'");
        }
        at.parse::<DateTime<Utc>>().expect("an instant").timestamp_micros().to_string()
    }

    /// Does something to the database that the program would never do.
    pub async fn tamper(&self, sql: &str) {
        let sql = sql.to_owned();
        self.portal
            .services
            .store
            .write(sql, move |db, sql| Box::pin(async move { db.script(sql.clone()).await }))
            .await
            .expect("the database");
    }

    /// A fingerprint of every row of every table, but for the record of which files came.
    pub async fn digest(&self) -> String {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let mut hasher = Sha256::new();
        for table in tables(&mut db).await {
            if ["import", "import_named"].contains(&table.as_str()) {
                continue;
            }
            let sql = rows_as_text(&mut db, &table).await;
            let mut rows: Vec<String> = Vec::new();
            for row in db.all(Box::leak(sql.into_boxed_str()), vec![]).await.expect("the rows") {
                rows.push(row.get(0).expect("text"));
            }
            rows.sort();
            hasher.update(format!("{table}: {}\n{}\n", rows.len(), rows.join("\n")));
        }
        hex::encode(hasher.finalize())
    }
}

async fn tables(db: &mut Db) -> Vec<String> {
    let sql = if db.is_sqlite() {
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    } else {
        "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    };
    let rows = db.all(sql, vec![]).await.expect("the tables");
    rows.iter().map(|row| row.get(0).expect("a name")).collect()
}

async fn rows_as_text(db: &mut Db, table: &str) -> String {
    if !db.is_sqlite() {
        return format!("SELECT t::text FROM {table} t");
    }
    let sql = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
    let columns = db.all(Box::leak(sql.into_boxed_str()), vec![]).await.expect("the columns");
    let columns: Vec<String> =
        columns.iter().map(|row| format!("quote({})", row.get::<String>(0).expect("a name"))).collect();
    format!("SELECT {} FROM {table}", columns.join("||','||"))
}
