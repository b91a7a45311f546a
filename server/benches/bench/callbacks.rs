//! Callbacks: signed, stored, applied, paid when the 200 returns; beside bare commits of SQLite.

use crate::books::Books;
use crate::load;
use crate::portal::{self, STRIPE_SECRET};
use crate::{figure, heading};
use chrono::TimeDelta;
use domain::allocation::Share;
use domain::id::{CreditorId, DebtorId, InvoiceId, PaymentId};
use domain::money::{Currency, Money};
use domain::payment::{Payment, Progress, ProviderName};
use hmac::{Hmac, KeyInit, Mac};
use services::clock::Clock;
use services::clock::SystemClock;
use services::ids::Ids;
use services::ids::SystemIds;
use sha2::Sha256;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::connection::Arg;
use store::{Store, payments};
use uuid::Uuid;

/// Payments in each round.
const EVENTS: usize = 3_000;
/// The event as Stripe sends it; what belongs to one payment is put in its place.
const EVENT: &str = include_str!("../../tests/fixtures/stripe/checkout.session.completed.paid.json");

struct Opened {
    payment: PaymentId,
    session: String,
    minor: i64,
}

pub fn measure(books: &Books) {
    heading("callbacks: accepted, applied, in the ledger when the 200 returns");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let server = portal::serve(books);
    for senders in [1, 32] {
        let opened = runtime.block_on(open_payments(books));
        let raw = raw_commits(books);
        let before = server.spent();
        let load = load::send(server.address, senders, Duration::from_secs(600), |i| opened.get(i).map(request));
        let at_once = server.spent() - before;
        let paid = runtime.block_on(paid(books, &opened));
        assert_eq!(paid, EVENTS, "paid when the last 200 was there");
        std::thread::sleep(Duration::from_secs(1));
        let in_all = runtime.block_on(settled(books, &server, before));
        let each = |time: Duration| time.as_secs_f64() * 1_000.0 / f64::from(u32::try_from(EVENTS).expect("a count"));
        println!("  {senders} at a time");
        figure("events", load.each_second(), "/s", None);
        figure("bare commits of one row, one after another", raw, "/s", None);
        figure("share of bare commits", load.each_second() / raw, "", None);
        figure("processor time an event", each(at_once), "ms", Some(0.6));
        figure("the same with what follows: receipt, mail, seal", each(in_all), "ms", None);
        figure("time to the 200, half / 99 of 100", load.percentile(50), "ms", None);
        figure("", load.percentile(99), "ms", None);
    }
    figure("memory, at most, under this load", server.mebibytes("VmHWM"), "MiB", Some(60.0));
    println!();
}

/// Payments that wait for the provider, each of another debtor: what `POST /pay` leaves behind.
async fn open_payments(books: &Books) -> Arc<Vec<Opened>> {
    let store = Store::open(&books.url()).await.expect("the books");
    let ids = SystemIds::new().expect("chance");
    let now = SystemClock.now();
    let sql = "SELECT creditor_id, MIN(id), debtor_id, MIN(balance) FROM invoice i WHERE balance > 0 AND NOT EXISTS \
               (SELECT 1 FROM share s WHERE s.creditor_id = i.creditor_id AND s.invoice_id = i.id) \
               GROUP BY creditor_id, debtor_id ORDER BY debtor_id DESC LIMIT $1";
    let wanted = i64::try_from(EVENTS).expect("a count");
    let rows = store.read().await.expect("the books").all(sql, vec![Arg::from(wanted)]).await.expect("invoices");
    let currency: Currency = "MXN".parse().expect("a currency");
    let mut made = Vec::new();
    for row in &rows {
        let minor: i64 = row.get(3).expect("a balance");
        let amount = Money::new(minor, currency);
        let creditor = CreditorId::new(row.get(0).expect("an id"));
        let id = PaymentId::new(ids.uuid(now));
        let payment = Payment {
            creditor,
            id,
            debtor: DebtorId::new(row.get(2).expect("an id")),
            provider: ProviderName::Stripe,
            account: "default".to_owned(),
            amount,
            progress: Progress::Created,
            received: Money::zero(currency),
            credit: Money::zero(currency),
            refund_total_reported: Money::zero(currency),
            refunded: Money::zero(currency),
            charged_back: Money::zero(currency),
            moves: 0,
            session: None,
            reference: None,
            url: None,
            voucher: None,
            form_key: format!("bench-{id}"),
            language: "es".to_owned(),
            created_at: now,
            expires_at: now + TimeDelta::minutes(32),
            paid_at: None,
            poll_count: 0,
        };
        let invoice = InvoiceId::new(row.get::<Uuid>(1).expect("an id"));
        made.push((payment, Share::principal(invoice, amount)));
    }
    assert_eq!(made.len(), EVENTS, "open invoices to pay; import the books anew");
    let opened = made.iter().map(|(payment, _)| Opened {
        payment: payment.id,
        session: format!("cs_test_bench{}", payment.id.uuid().simple()),
        minor: payment.amount.minor(),
    });
    let opened: Arc<Vec<Opened>> = Arc::new(opened.collect());
    let (made, pages) = (Arc::new(made), Arc::clone(&opened));
    let written = store.write((made, pages), move |db, (made, pages)| {
        Box::pin(async move {
            let later = now + TimeDelta::hours(1);
            for ((payment, share), page) in made.iter().zip(pages.iter()) {
                payments::add(db, payment, &[(*share).into()], later).await?;
                payments::opened(
                    db,
                    payment.creditor,
                    payment.id,
                    &page.session,
                    "https://checkout.stripe.com/c",
                    later,
                )
                .await?;
            }
            Ok(())
        })
    });
    written.await.expect("payments");
    store.close().await;
    opened
}

/// The event of one payment, signed now.
fn request(of: &Opened) -> Vec<u8> {
    let now = SystemClock.now().timestamp();
    let id = of.payment.uuid().simple().to_string();
    let body = EVENT
        .replace("evt_1QNx8HlrLkdIwHu7ixwYMfvea9", &format!("evt_bench{id}"))
        .replace("cs_test_b1Qx7mZr2TnV4yLk9PdW3sHf6JcUg8Ae5RoB0iNtXwMq", &of.session)
        .replace("pi_3QNx2aLkdIwHu7ix0mVt8bRz", &format!("pi_bench{id}"))
        .replace("pay_01JD7Q8Z6M3W", &of.payment.to_string())
        .replace("18450", &of.minor.to_string())
        .replace("\"usd\"", "\"mxn\"");
    let mut mac = Hmac::<Sha256>::new_from_slice(STRIPE_SECRET.as_bytes()).expect("a key");
    mac.update(format!("{now}.{body}").as_bytes());
    let signature = format!("t={now},v1={}", hex::encode(mac.finalize().into_bytes()));
    let headers = [("Content-Type", "application/json"), ("Stripe-Signature", signature.as_str())];
    load::post("/webhooks/stripe", &headers, body.as_bytes())
}

/// Commits of one small row a second, in a file beside the books, with the same settings.
fn raw_commits(books: &Books) -> f64 {
    const COMMITS: u32 = 1_000;
    let file = books.dir.join("raw.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
    let db = rusqlite::Connection::open(&file).expect("a file");
    let settings = "PRAGMA journal_mode = wal; PRAGMA synchronous = full; CREATE TABLE t (n INTEGER)";
    db.execute_batch(settings).expect("a table");
    let began = Instant::now();
    for n in 0..COMMITS {
        db.execute("INSERT INTO t VALUES ($1)", [n]).expect("a commit");
    }
    f64::from(COMMITS) / began.elapsed().as_secs_f64()
}

/// How many of these are in the ledger as paid.
async fn paid(books: &Books, opened: &[Opened]) -> usize {
    let store = Store::open(&books.url()).await.expect("the books");
    let mut db = store.read().await.expect("the books");
    let mut paid = 0;
    for one in opened {
        let sql = "SELECT COUNT(*) FROM entry e JOIN payment p ON p.creditor_id = e.creditor_id \
                   AND p.id = e.payment_id WHERE p.id = $1 AND e.cause = $2 AND p.progress = 'succeeded'";
        let cause = format!("payment:{}:paid", one.payment);
        let values = vec![Arg::from(one.payment.uuid()), Arg::from(cause)];
        paid += usize::try_from(db.number(sql, values).await.expect("a number")).expect("a count");
    }
    drop(db);
    store.close().await;
    paid
}

/// What the server has spent since `before`, once no receipt waits any more.
async fn settled(books: &Books, server: &portal::Server, before: Duration) -> Duration {
    let store = Store::open(&books.url()).await.expect("the books");
    let sql = "SELECT COUNT(*) FROM job WHERE state = 'ready'";
    while store.read().await.expect("the books").number(sql, vec![]).await.expect("a number") > 0 {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    store.close().await;
    server.spent() - before
}
