//! The books: a creditor of the storm's own, imported as anyone's, and a link for each debtor.

use crate::chance::Chance;
use crate::debtor::{Debtor, Way};
use crate::portal::Site;
use chrono::TimeDelta;
use domain::id::LinkId;
use domain::link::Link;
use services::clock::Clock;
use services::clock::SystemClock;
use services::ids::Ids;
use services::ids::SystemIds;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use store::{Store, creditors, debtors, links};

pub const CREDITOR: &str = "tormenta";

/// Adds the creditor and imports two invoices for each of `count` debtors.
pub async fn books(site: &Site, dir: &Path, count: usize, chance: &mut Chance) {
    site.run(&["migrate"]).await;
    let zone = ["--currency", "MXN", "--timezone", "America/Mexico_City", "--locale", "es-MX"];
    site.run(&[&["creditor", "add", CREDITOR, "--name", "Tormenta S.A."], &zone[..]].concat()).await;
    let mut csv = String::from("customer_id,customer_name,email,invoice_number,issue_date,due_date,currency,total\n");
    for i in 0..count {
        for n in 1..=2 {
            // At least 50.00, so that a part of it is above every minimum; vouchers end at 10,000.00.
            let cents = 5_000 + chance.below(300_000);
            let (pesos, cents) = (cents / 100, cents % 100);
            let row =
                format!("D{i},Debtor {i},d{i}@storm.example,F{i}-{n},2026-01-0{n},2026-02-0{n},MXN,{pesos}.{cents:02}");
            writeln!(csv, "{row}").expect("a row");
        }
    }
    let file = dir.join("books.csv");
    std::fs::write(&file, csv).expect("a file");
    site.run(&["import", &file.display().to_string(), "--creditor", CREDITOR]).await;
}

/// A link and a plan for each debtor. Made through the store: as many runs of `saldo link` would
/// take longer than the storm.
pub async fn debtors(store: &Store, base: &str, count: usize, chance: &mut Chance) -> Vec<Debtor> {
    let ids = SystemIds::new().expect("chance");
    let now = SystemClock.now();
    let mut made = Vec::with_capacity(count);
    let mut town = Vec::with_capacity(count);
    let mut db = store.read().await.expect("the books");
    let creditor = creditors::by_slug(&mut db, CREDITOR).await.expect("the books").expect("the creditor");
    for i in 0..count {
        let debtor = debtors::by_ref(&mut db, creditor.id, &format!("D{i}")).await.expect("the books");
        let token = ids.access_token(creditor.code);
        let link = Link {
            creditor: creditor.id,
            id: LinkId::new(ids.uuid(now)),
            debtor: debtor.expect("a debtor").id,
            invoice: None,
            pay_only: false,
            expires_at: now + TimeDelta::days(30),
            origin: domain::link::LinkOrigin::Mailed,
        };
        made.push((link, token.hash()));
        town.push(Debtor {
            link: format!("{base}/l/{}", token.reveal()),
            way: Way::drawn(chance),
            part: chance.falls(30).then(|| format!("{}.50", 20 + chance.below(60))),
            comes_back: chance.falls(50),
        });
    }
    drop(db);
    let made = Arc::new(made);
    let written = store.write(made, move |db, made| {
        Box::pin(async move {
            for (link, hash) in made.iter() {
                links::add(db, link, *hash, now).await?;
            }
            Ok(())
        })
    });
    written.await.expect("links");
    town
}
