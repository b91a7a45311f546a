//! The proof that the audit can fail: damage planted in a copy of the books, which must be found.

use domain::id::{EntryId, PaymentId};
use store::connection::Arg;
use store::{Db, Store};
use uuid::Uuid;

/// What was planted, and what must be named by whoever finds it.
pub struct Planted {
    pub what: &'static str,
    pub place: String,
    /// Is it `saldo verify` that must find it (else the audit)?
    pub by_verify: bool,
}

/// Plants in the copy that `store` has open: money that the ledger forgot, money booked twice, and
/// an entry that does not balance; each in a payment of its own.
pub async fn plant(store: &Store) -> Vec<Planted> {
    store.write((), |db, ()| Box::pin(async move { Ok(all(db).await) })).await.expect("the copy takes it")
}

async fn all(db: &mut Db) -> Vec<Planted> {
    let off = if db.is_sqlite() {
        "DROP TRIGGER posting_is_never_changed; DROP TRIGGER posting_is_never_deleted; \
         DROP TRIGGER entry_is_never_changed; DROP TRIGGER entry_is_never_deleted"
    } else {
        "DROP TRIGGER posting_is_never_changed ON posting; DROP TRIGGER entry_is_never_changed ON entry; \
         DROP TRIGGER entry_is_never_deleted ON entry"
    };
    db.script(off.to_owned()).await.expect("no guard");
    let sql = "SELECT e.payment_id, e.id FROM entry e WHERE e.kind = 'paid' AND NOT EXISTS (SELECT 1 FROM entry o \
               WHERE o.payment_id = e.payment_id AND o.id <> e.id) ORDER BY e.id LIMIT 3";
    let rows = db.all(sql, vec![]).await.expect("entries");
    let found: Vec<(Uuid, Uuid)> =
        rows.iter().map(|row| (row.get(0).expect("an id"), row.get(1).expect("an id"))).collect();
    let [(forgotten, entry), (doubled, twin), (crooked, bent)] = found[..] else {
        panic!("too few payments to damage")
    };
    forget(db, forgotten, entry).await;
    double(db, twin).await;
    run(db, "UPDATE posting SET amount = amount + 1 WHERE entry_id = $1 AND n = 0", vec![bent]).await;
    let audit = |what, payment| Planted { what, place: PaymentId::new(payment).to_string(), by_verify: false };
    vec![
        audit("a payment that the ledger forgot", forgotten),
        audit("a payment booked twice", doubled),
        audit("more cleared than charged", crooked),
        Planted { what: "an entry out of balance", place: EntryId::new(bent).to_string(), by_verify: true },
    ]
}

/// As if it had never been paid, in every table, so that the books fit in themselves.
async fn forget(db: &mut Db, payment: Uuid, entry: Uuid) {
    let sql = "UPDATE invoice SET balance = balance - (SELECT SUM(p.amount) FROM posting p WHERE p.entry_id = $1 \
               AND p.of_id = invoice.id) WHERE id IN (SELECT of_id FROM posting WHERE entry_id = $1)";
    run(db, sql, vec![entry]).await;
    run(db, "DELETE FROM posting WHERE entry_id = $1", vec![entry]).await;
    run(db, "DELETE FROM entry WHERE id = $1", vec![entry]).await;
    run(db, "UPDATE share SET applied = 0 WHERE payment_id = $1", vec![payment]).await;
    run(db, "UPDATE payment SET progress = 'expired', received = 0 WHERE id = $1", vec![payment]).await;
}

async fn double(db: &mut Db, entry: Uuid) {
    let twin = Uuid::from_u128(entry.as_u128() ^ 1);
    let sql = "INSERT INTO entry (creditor_id, id, kind, cause, currency, payment_id, at, booked_at) \
               SELECT creditor_id, $2, kind, cause || ':again', currency, payment_id, at, booked_at FROM entry \
               WHERE id = $1";
    run(db, sql, vec![entry, twin]).await;
    let sql = "INSERT INTO posting (creditor_id, entry_id, n, account, of_id, amount) \
               SELECT creditor_id, $2, n, account, of_id, amount FROM posting WHERE entry_id = $1";
    run(db, sql, vec![entry, twin]).await;
}

async fn run(db: &mut Db, sql: &'static str, ids: Vec<Uuid>) {
    let touched = db.run(sql, ids.into_iter().map(Arg::from).collect()).await.expect("the damage is done");
    assert!(touched > 0, "nothing to damage: {sql}");
}
