//! A creditor, or a group of them, in a schema of its own in one PostgreSQL: nothing of one is seen in another. And
//! what the migrations make there.

use super::support::*;
use std::collections::BTreeSet;
use store::Store;

/// One debtor's way through: everything paid, some of it given back.
async fn pays(app: &TestApp) {
    let payment = app.ada_pays().await;
    app.sandbox.refund(payment.id, serde_json::json!({ "amount": 500 })).await;
    app.work().await;
    assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 500]);
    app.fits().await;
}

#[tokio::test]
async fn two_schemas_of_one_database_know_nothing_of_each_other() {
    let Some(database) = Scratch::database().await else { return };
    // Made, migrated and used at the same time; by the same seed, so that every id and token is in both.
    let schema = || Engine::Schema(database.clone());
    let (first, second) = tokio::join!(TestApp::on(schema()), TestApp::on(schema()));
    let untouched = second.digest().await;
    pays(&first).await;
    assert_eq!(second.digest().await, untouched);
    assert_eq!(second.owed(["A-1", "A-2", "A-3"]).await, [150_000, 80_050, 200_000]);
    let third = TestApp::on(schema()).await;
    tokio::join!(pays(&second), pays(&third));
    // A backup is of one schema.
    for app in [&first, &second, &third] {
        assert_eq!(app.verify().await.payments, 1);
        assert!(app.exceptions().await.is_empty());
    }
}

#[tokio::test]
async fn a_schema_that_is_not_there_is_said_to_be_missing() {
    let Some(database) = Scratch::database().await else { return };
    let store = Store::open(&format!("{database}?options=-csearch_path%3Dnowhere")).await.expect("the server");
    let error = store.migrate().await.expect_err("no schema").to_string();
    assert!(error.contains("CREATE SCHEMA"), "{error}");
}

/// Everything that the migrations made in a schema, as PostgreSQL tells it.
async fn made(store: &Store, schema: &str) -> BTreeSet<String> {
    let mut db = store.read().await.expect("a reader");
    let mut found = BTreeSet::new();
    for sql in [
        "SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || \
         COALESCE(column_default, '') || ' ' || COALESCE(collation_name, '') FROM information_schema.columns \
         WHERE table_schema = current_schema()",
        "SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = current_schema()",
        "SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
         WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal",
        "SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace",
    ] {
        for row in db.all(sql, vec![]).await.expect("the catalogue") {
            found.insert(row.get::<String>(0).expect("text").replace(schema, "HERE"));
        }
    }
    found
}

#[tokio::test]
async fn a_migration_cut_into_statements_makes_the_same_tables() {
    let Some(database) = Scratch::database().await else { return };
    let (cut, whole) =
        (Scratch::new(Engine::Schema(database.clone())).await, Scratch::new(Engine::Schema(database)).await);
    let (by_program, by_hand) =
        (Store::open(&cut.url).await.expect("the schema"), Store::open(&whole.url).await.expect("the schema"));
    by_program.migrate().await.expect("the tables");
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("store/migrations/postgres");
    let mut files: Vec<_> =
        std::fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let mut text = "CREATE TABLE migration (name TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL);".to_owned();
    text.extend(files.iter().map(|file| std::fs::read_to_string(file).expect("text")));
    let unit = by_hand.write(text, move |db, text| Box::pin(async move { db.script(text.clone()).await }));
    unit.await.expect("the tables");
    let (by_program, by_hand) = (made(&by_program, &cut.schema()).await, made(&by_hand, &whole.schema()).await);
    assert!(by_program.len() > 300, "{}", by_program.len());
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect::<Vec<_>>();
    assert_eq!((only(&by_program, &by_hand), only(&by_hand, &by_program)), (vec![], vec![]));
}
