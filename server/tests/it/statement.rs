//! The statement of account: what the ledger says, to the cent, on the page, as PDF and as a table.

use super::interest::twelve_percent;
use super::support::*;
use serde_json::json;

/// Ada's: a credit note, an invoice in dollars, and a number that a spreadsheet would run.
const MORE: &str = "\
invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,type
N-1,ada,Ada Pérez,ada@example.test,2026-11-10,2026-11-10,MXN,-120.00,credit note
U-1,ada,Ada Pérez,ada@example.test,2026-11-11,2026-12-11,USD,75.25,invoice
\"=1+1\",ada,Ada Pérez,ada@example.test,2026-11-12,2026-12-12,MXN,10.00,invoice
";

/// A row of the table: day, what, document, currency, what raises the debt, what lowers it, what is owed then.
type Row = [String; 7];

fn rows(table: &str) -> Vec<Row> {
    let mut lines = table.trim_start_matches('\u{feff}').lines();
    assert_eq!(lines.next(), Some("Fecha,Concepto,Documento,Moneda,Cargos,Abonos,Saldo"));
    lines
        .map(|line| {
            let cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            cells.try_into().unwrap_or_else(|cells| panic!("seven cells: {cells:?}"))
        })
        .collect()
}

/// Minor units of an amount with two decimals; nothing for an empty cell.
fn minor(text: &str) -> i64 {
    if text.is_empty() { 0 } else { text.replace('.', "").parse().unwrap_or_else(|_| panic!("{text}")) }
}

/// Checks that a currency's rows add up, and answers what was owed before and after.
fn adds_up(rows: &[Row], currency: &str) -> (i64, i64) {
    let own: Vec<&Row> = rows.iter().filter(|row| row[3] == currency).collect();
    let opening = minor(&own[0][6]);
    assert_eq!(own[0][1], "Saldo anterior");
    let end = own.iter().position(|row| row[1] == "Saldo final").expect("an end");
    let mut balance = opening;
    for row in &own[1..end] {
        balance += minor(&row[4]) - minor(&row[5]);
        assert_eq!(minor(&row[6]), balance, "{row:?}");
    }
    assert_eq!(minor(&own[end][6]), balance, "{rows:?}");
    (opening, balance)
}

impl TestApp {
    /// What happened to Ada: interest, a payment of two invoices in part, a part of it back, a credit note that was set off.
    async fn busy_ada(&self) -> Browser {
        self.set_policy(twelve_percent).await;
        assert_eq!(self.import(MORE).await.rejected, []);
        let ada = self.browser_of(self.world.ada).await;
        let payment = self.start(&ada, &["A-1", "A-2"], Some("1800"), "stripe").await;
        self.sandbox.pay(payment.id, "card").await;
        self.work().await;
        self.sandbox.refund(payment.id, json!({ "amount": 25_000 })).await;
        self.work().await;
        ada
    }

    async fn table(&self, ada: &Browser, from: &str, to: &str) -> Vec<Row> {
        let file = ada.get(&format!("/activity/statement?from={from}&to={to}&format=csv")).await;
        assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
        let name = format!("attachment; filename=\"estado-de-cuenta-{from}-{to}.csv\"");
        assert_eq!(file.header("content-disposition"), name);
        rows(&file.body)
    }
}

on_each_database! {
    async fn it_is_what_the_ledger_says(app: TestApp) {
        let ada = app.busy_ada().await;
        let rows = app.table(&ada, "2026-01-01", "2026-11-21").await;
        let owed = app.count("SELECT CAST(SUM(i.balance + i.interest + i.fees) AS BIGINT) FROM invoice i JOIN debtor d ON d.id = i.debtor_id WHERE d.ref = 'ada' AND i.currency = 'MXN'").await;
        let credit = app.count("SELECT CAST(COALESCE(SUM(c.balance), 0) AS BIGINT) FROM credit c JOIN debtor d ON d.id = c.debtor_id WHERE d.ref = 'ada' AND c.currency = 'MXN'").await;
        assert_eq!(adds_up(&rows, "MXN"), (0, owed - credit));
        assert_eq!(adds_up(&rows, "USD"), (0, 7_525));
        let whats: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
        for what in ["Factura", "Nota de crédito", "Interés por retraso", "Pago recibido", "Devolución"] {
            assert!(whats.contains(&what), "{what}: {whats:?}");
        }
        assert!(rows.iter().any(|row| row[2] == "'=1+1"), "no spreadsheet runs it: {rows:?}");

        // Some days after others: each begins where the one before has ended.
        let days = ["2026-01-01", "2026-10-25", "2026-11-09", "2026-11-10", "2026-11-21"];
        let mut before = 0;
        for days in days.windows(2) {
            let next = days[0].parse::<domain::date::Date>().expect("a day").succ_opt().expect("a day").to_string();
            let from = if days[0] == "2026-01-01" { days[0] } else { next.as_str() };
            let (opening, closing) = adds_up(&app.table(&ada, from, days[1]).await, "MXN");
            assert_eq!(opening, before, "{days:?}");
            before = closing;
        }
        assert_eq!(before, owed - credit);

        // The page says the same after each movement.
        let page = ada.get("/activity").await;
        let shown = |minor: i64| format!("Saldo ${},{:03}.{:02}", minor / 100_000, minor / 100 % 1_000, minor % 100);
        for row in rows.iter().filter(|row| row[3] == "MXN" && minor(&row[6]) >= 100_000 && !row[1].starts_with("Saldo")) {
            let said = shown(minor(&row[6]));
            assert!(page.text().contains(&said), "{said}: {}", page.text());
        }
        let pdf = ada.get("/activity/statement?from=2026-01-01&to=2026-11-21&format=pdf").await;
        assert_eq!((pdf.status, pdf.header("content-type")), (200, "application/pdf"));
        assert!(pdf.body.starts_with("%PDF-"));
        app.fits().await;
    }

    async fn the_page_has_months_signs_and_a_filter(app: TestApp) {
        let ada = app.busy_ada().await;
        let text = ada.get("/activity").await.text();
        for said in ["noviembre de 2026", "−$1,800.00", "+$250.00", "Todos", "Estado de cuenta", "Desde", "Hasta"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let payments = ada.get("/activity?show=payments").await.text();
        assert!(payments.contains("Pago recibido") && payments.contains("Devolución"), "{payments}");
        assert!(!payments.contains("Interés por retraso") && !payments.contains("Nota de crédito"), "{payments}");
        let charges = ada.get("/activity?show=charges").await.text();
        assert!(charges.contains("Interés por retraso") && !charges.contains("Pago recibido"), "{charges}");
        let unknown = ada.get("/activity?show=nothing").await.text();
        assert!(unknown.contains("Interés por retraso") && unknown.contains("Pago recibido"), "{unknown}");
    }

    async fn days_that_are_none_or_turned_round_do_no_harm(app: TestApp) {
        let ada = app.busy_ada().await;
        for (asked, name) in [
            ("from=2026-11-21&to=2026-11-01", "2026-11-01-2026-11-21"),
            ("from=yesterday&to=", "2026-01-01-2026-11-21"),
            ("from=2026-11-01&to=9999-12-31", "2026-11-01-2026-11-21"),
            ("from=0001-01-01", "2026-01-01-2026-11-21"),
            ("from=2026-11-01%0d%0aX-Evil:+1", "2026-01-01-2026-11-21"),
            ("", "2026-01-01-2026-11-21"),
        ] {
            let file = ada.get(&format!("/activity/statement?{asked}&format=csv")).await;
            let expected = format!("attachment; filename=\"estado-de-cuenta-{name}.csv\"");
            assert_eq!((file.status, file.header("content-disposition")), (200, expected.as_str()), "{asked}");
        }
    }

    async fn only_whose_account_it_is_gets_it(app: TestApp) {
        let file = "/activity/statement?format=csv";
        assert_eq!(app.browser().get(file).await.status, 401);
        let invoice = app.id_of("A-1").await;
        let payer = app.browser();
        payer.enter(&app.link_with(app.world.ada, |link| { link.invoice = Some(invoice); link.pay_only = true; }).await).await;
        assert_eq!(payer.get(file).await.status, 404, "a pay-only link shows nothing of it");
        let ben = app.browser_of(app.world.ben).await;
        assert!(!ben.get(file).await.body.contains("A-1"));
    }
}
