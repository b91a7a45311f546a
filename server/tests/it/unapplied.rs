//! A receipt that a list has beside its invoices, applied to none of them, is a payment here where sum and day are the same.

use super::command::Saldo;
use super::support::*;
use services::books::Completeness;

const HEAD: &str = "customer_id,customer_name,kind,invoice_number,issue_date,due_date,currency,open_amount\n";
const BEFORE: &str = "C1,Ana,Factura,F-1,2026-10-01,2026-10-31,MXN,100\n";

async fn list(app: &TestApp, rows: &str) {
    app.pass(60);
    let csv = format!("{HEAD}{rows}");
    app.import_file(&csv, |file| file.completeness = Completeness::Incomplete).await.expect("a list");
}

/// What Ana is asked for, and what is her credit.
async fn ana(app: &TestApp) -> (i64, i64) {
    let owed = app
        .count(
            "SELECT CAST(COALESCE(SUM(i.balance), 0) AS BIGINT) FROM invoice i JOIN debtor d ON d.creditor_id = i.creditor_id \
             AND d.id = i.debtor_id WHERE d.ref = 'C1' AND i.balance > 0",
        )
        .await;
    let debtor = app.debtor("C1").await;
    let mut db = app.portal.services.store.read().await.expect("a reader");
    let credits = store::debtors::credits(&mut db, app.world.norte.id, debtor).await.expect("the database");
    (owed, credits.iter().map(|credit| credit.minor()).sum())
}

// Family: how the payment came here (provider, by hand), how the list calls the receipt, its day, whether it names the
// invoice; then the list applies it.
#[tokio::test]
async fn a_receipt_that_is_a_payment_here_is_not_counted_twice() {
    for (n, receipt) in [
        "C1,Ana,Recibo,R-77,2026-11-10,2026-11-10,MXN,-40",
        "C1,Ana,Pago,P-1,2026-11-12,2026-11-12,MXN,-40",
        "C1,Ana,Payment,,2026-11-10,2026-11-10,MXN,-40",
        "C1,Ana,Zahlung,Z-1,2026-11-11,2026-11-11,MXN,-40",
        "C1,Ana,Recebimento,B-1,2026-11-10,2026-11-10,MXN,-40",
    ]
    .into_iter()
    .enumerate()
    {
        for by_hand in [false, true] {
            for engine in Engine::all() {
                let app = TestApp::on(engine).await;
                app.noon(2026, 11, 10);
                list(&app, BEFORE).await;
                if by_hand {
                    let record = "payment record --creditor norte --invoice F-1 --amount 40 --on 2026-11-10 --kind transfer \
                                  --reason phone";
                    let done = Saldo::of(&app).run(&record.split_whitespace().collect::<Vec<_>>()).await;
                    assert_eq!(done.code, 0, "{done:?}");
                } else {
                    app.paid_here("F-1", 4_000, u32::try_from(n).expect("few")).await;
                }
                assert_eq!(ana(&app).await, (6_000, 0));
                app.noon(2026, 11, 14);
                for _ in 0..2 {
                    list(&app, &format!("{BEFORE}{receipt}\n")).await;
                    assert_eq!(ana(&app).await, (6_000, 0), "{receipt}");
                    assert!(app.verify().await.faults.is_empty());
                }
                // Applied: the list knows of it.
                list(&app, "C1,Ana,Factura,F-1,2026-10-01,2026-10-31,MXN,60\n").await;
                assert_eq!(ana(&app).await, (6_000, 0), "{receipt}");
                assert!(app.exceptions().await.is_empty(), "{:?}", app.exceptions().await);
                assert!(app.verify().await.faults.is_empty());
            }
        }
    }
}

// Family: what is not the payment here: a credit note, another sum, a day long before, a second receipt of that sum.
#[tokio::test]
async fn what_only_looks_like_it_is_credit() {
    for (rows, left) in [
        ("C1,Ana,Nota de crédito,N-1,2026-11-10,2026-11-10,MXN,-40\n", 2_000),
        ("C1,Ana,Recibo,R-77,2026-11-10,2026-11-10,MXN,-41\n", 1_900),
        ("C1,Ana,Recibo,R-77,2026-10-20,2026-10-20,MXN,-40\n", 2_000),
        ("C1,Ana,Recibo,R-77,2026-11-10,2026-11-10,MXN,-40\nC1,Ana,Recibo,R-78,2026-11-10,2026-11-10,MXN,-40\n", 2_000),
    ] {
        for engine in Engine::all() {
            let app = TestApp::on(engine).await;
            app.noon(2026, 11, 10);
            list(&app, BEFORE).await;
            app.paid_here("F-1", 4_000, 1).await;
            app.noon(2026, 11, 14);
            list(&app, &format!("{BEFORE}{rows}")).await;
            assert_eq!(ana(&app).await, (left, 0), "{rows}");
            assert!(app.verify().await.faults.is_empty());
        }
    }
}
