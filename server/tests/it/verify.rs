//! `saldo verify` finds what is wrong: for each of its rules, a fault that only it can see.

use super::electronic::ubl;
use super::support::*;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use std::sync::mpsc;
use store::verify::Fault;
use store::{Db, StoreError};

/// Puts the triggers out of the way, as somebody with the database in their hands could.
async fn unguard(db: &mut Db) -> Result<(), StoreError> {
    let mut sql = String::new();
    for table in ["entry", "posting", "seal"] {
        if db.is_sqlite() {
            for what in ["changed", "deleted"] {
                sql.push_str(&format!("DROP TRIGGER {table}_is_never_{what};"));
            }
        } else {
            sql.push_str(&format!("ALTER TABLE {table} DISABLE TRIGGER USER;"));
        }
    }
    sql.push_str(if db.is_sqlite() {
        "DROP TRIGGER agreement_is_frozen; DROP TRIGGER agreement_is_never_deleted; \
         DROP TRIGGER instalment_is_never_changed; DROP TRIGGER instalment_is_never_deleted;"
    } else {
        "ALTER TABLE agreement DISABLE TRIGGER USER; ALTER TABLE instalment DISABLE TRIGGER USER;"
    });
    db.script(sql.clone()).await
}

/// The faults that are found with `sql` done to the books; afterwards it is undone.
pub(super) async fn faults_after(app: &TestApp, sql: &str) -> Vec<Fault> {
    let (tell, told) = mpsc::channel();
    let sql = sql.to_owned();
    let undone: Result<(), StoreError> = app
        .portal
        .services
        .store
        .write((tell, sql), move |db, (tell, sql)| {
            Box::pin(async move {
                unguard(db).await?;
                db.script(sql.clone()).await?;
                let _ = tell.send(services::verify::within(db).await?.faults);
                Err(StoreError::Damaged("undone".to_owned()))
            })
        })
        .await;
    assert!(matches!(&undone, Err(StoreError::Damaged(why)) if why == "undone"), "{undone:?}");
    told.recv().expect("a report")
}

/// Books in which everything has happened: paid, overpaid, given back, charged back, sealed twice.
async fn eventful(app: &TestApp) {
    app.credit_waits_for_staff().await;
    let first = app.ada_pays().await;
    app.verify().await;
    app.sandbox.dispute(first.id, "open").await;
    let second = app.ada_pays().await;
    app.sandbox.dispute(first.id, "won").await;
    app.verify().await;
    app.sandbox.refund(second.id, serde_json::json!({ "amount": 30_000 })).await;
    assert!(app.credit_of_ada().await > 0);
    // The creditor's list has learnt of a payment here, then of one elsewhere, which bounced.
    for balance in ["1000.00", "600.00", "400.00", "500.00"] {
        app.import(&format!(
            "invoice_number,customer_id,customer_name,issue_date,due_date,currency,amount,open_amount\n\
                 L-1,ada,Ada Pérez,2026-10-01,2026-10-31,MXN,1000.00,{balance}\n"
        ))
        .await;
        if balance == "1000.00" {
            let browser = app.browser_of(app.world.ada).await;
            let part = app.start(&browser, &["L-1"], Some("400"), "stripe").await;
            app.sandbox.pay(part.id, "card").await;
        }
    }
    app.verify().await;
    app.fits().await;
}

on_each_database! {
    async fn each_rule_finds_its_fault(app: TestApp) {
        eventful(&app).await;
        let report = app.verify().await;
        assert!(report.faults.is_empty() && report.seals >= 4 && report.unsealed == 0, "{report:?}");
        assert!(report.entries > 10 && report.postings > 25 && report.payments == 3, "{report:?}");
        assert_eq!(faults_after(&app, "SELECT 1").await, [], "touching nothing finds nothing");
        let one_entry = "(SELECT id FROM entry WHERE kind = 'paid' ORDER BY id LIMIT 1)";
        let one_invoice = "(SELECT id FROM invoice WHERE number = 'A-1')";
        let long_ago = app.kept_instant("2020-01-01T00:00:00Z");
        for (rule, sql) in [
            (
                "the postings of an entry sum to zero",
                format!("UPDATE posting SET amount = amount + 1 WHERE entry_id = {one_entry} AND n = 0"),
            ),
            ("every entry has postings", format!("DELETE FROM posting WHERE entry_id = {one_entry}")),
            ("every posting has its entry", format!("DELETE FROM entry WHERE id = {one_entry}")),
            (
                "an invoice's balance is the sum of its postings",
                format!("UPDATE invoice SET balance = balance + 1 WHERE id = {one_invoice}"),
            ),
            (
                "an invoice's interest is the sum of its postings",
                format!("UPDATE invoice SET interest = interest + 1 WHERE id = {one_invoice}"),
            ),
            (
                "an invoice's fees are the sum of their postings",
                format!("UPDATE invoice SET fees = fees + 1 WHERE id = {one_invoice}"),
            ),
            ("no charge is below nothing", format!("UPDATE invoice SET interest = -1 WHERE id = {one_invoice}")),
            ("no charge is below nothing", format!("UPDATE invoice SET fees = -1 WHERE id = {one_invoice}")),
            (
                "what rests is what open disputes are about",
                format!("UPDATE invoice SET disputed = disputed + 1 WHERE id = {one_invoice}"),
            ),
            (
                "an invoice was paid last when its entries say so",
                "UPDATE invoice SET paid_at = NULL WHERE paid_at IS NOT NULL".to_owned(),
            ),
            (
                "an invoice was paid last when its entries say so",
                "UPDATE invoice SET paid_at = created_at WHERE paid_at IS NULL".to_owned(),
            ),
            (
                "an invoice was paid last when its entries say so",
                format!("UPDATE invoice SET paid_at = {long_ago} WHERE paid_at IS NOT NULL"),
            ),
            ("every posting to a debt has its invoice", format!("DELETE FROM invoice WHERE id = {one_invoice}")),
            ("a debtor's credit is the sum of its postings", "UPDATE credit SET balance = balance + 1".to_owned()),
            ("a debtor's credit is the sum of its postings", "DELETE FROM credit".to_owned()),
            (
                "a paid payment has exactly one entry that says so, and no other has any",
                "UPDATE payment SET progress = 'expired' WHERE refunded > 0".to_owned(),
            ),
            (
                "what a provider owes for a payment is what it received less what went back",
                "UPDATE payment SET received = received + 1".to_owned(),
            ),
            (
                "what a payment did to invoices is what its shares say",
                "UPDATE share SET applied = applied + 1 WHERE n = 0".to_owned(),
            ),
            (
                "what a payment left as credit is what its entries say",
                "UPDATE payment SET credit = credit + 1".to_owned(),
            ),
            (
                "what a payment discounted or wrote off is what its shares say",
                "UPDATE share SET discount = discount + 1, discounted = discounted + 1 WHERE n = 0".to_owned(),
            ),
            (
                "what a payment discounted or wrote off is what its shares say",
                format!("UPDATE entry SET kind = 'discounted' WHERE id = {one_entry}"),
            ),
            (
                "no discount is more than was agreed, and none outlives its payment",
                "UPDATE share SET discounted = 1 WHERE n = 0".to_owned(),
            ),
            (
                "no discount is more than was agreed, and none outlives its payment",
                "UPDATE share SET discounted = -1 WHERE n = 0".to_owned(),
            ),
            (
                "no discount is more than was agreed, and none outlives its payment",
                "UPDATE share SET discount = 1, discounted = 1; UPDATE payment SET refunded = received".to_owned(),
            ),
            ("the chain of seals is whole", format!("UPDATE entry SET cause = 'another' WHERE id = {one_entry}")),
            ("the chain of seals is whole", "UPDATE posting SET amount = -amount".to_owned()),
            ("the chain of seals is whole", "UPDATE posting SET account = 'bank' WHERE account = 'invoiced'".to_owned()),
            ("the chain of seals is whole", "DELETE FROM seal WHERE n = 1".to_owned()),
            ("the chain of seals is whole", "UPDATE seal SET entries = entries + 1 WHERE n = 2".to_owned()),
            (
                "the chain of seals is whole",
                "UPDATE seal SET hash = (SELECT s.hash FROM seal s WHERE s.n = 2 LIMIT 1) WHERE n = 1".to_owned(),
            ),
            (
                "the chain of seals is whole",
                format!(
                    "DELETE FROM posting WHERE entry_id = {one_entry}; DELETE FROM entry WHERE id = {one_entry}; \
                     UPDATE payment SET received = 0"
                ),
            ),
            (
                "the chain of seals is whole",
                "UPDATE entry SET seal = NULL WHERE id = (SELECT id FROM entry ORDER BY id LIMIT 1)".to_owned(),
            ),
            ("the chain of seals is whole", "DELETE FROM seal WHERE n = (SELECT MAX(n) FROM seal)".to_owned()),
            (
                "what a list says is open is explained, or a person was told",
                "UPDATE invoice SET said_open = total - 1 WHERE number = 'A-1'".to_owned(),
            ),
            (
                "what a list says is open is explained, or a person was told",
                "UPDATE said_known SET amount = amount + 1".to_owned(),
            ),
            (
                "a list knows only of what happened to its own invoice",
                "UPDATE said_known SET invoice_id = (SELECT id FROM invoice WHERE number = 'B-1')".to_owned(),
            ),
            (
                "every invoice that a list named names an import that is there",
                "UPDATE invoice SET said_import = 999 WHERE number = 'A-1'".to_owned(),
            ),
            (
                "an entry about another one names one that is there",
                "UPDATE entry SET of_entry = creditor_id WHERE of_entry IS NOT NULL".to_owned(),
            ),
            (
                "no more is taken back of a payment elsewhere than was paid",
                "UPDATE posting SET amount = amount * 3 WHERE entry_id IN (SELECT id FROM entry WHERE of_entry IS NOT NULL)"
                    .to_owned(),
            ),
            (
                "every name of a debtor is one of a debtor that is there",
                "UPDATE alias SET debtor_id = creditor_id".to_owned(),
            ),
        ] {
            let faults = faults_after(&app, &sql).await;
            assert!(faults.iter().any(|fault| fault.rule == rule), "{rule}: {sql}: {faults:?}");
            assert!(faults.iter().all(|fault| !fault.place.is_empty()), "{faults:?}");
        }
        assert!(app.verify().await.faults.is_empty(), "all of it was undone");
    }

    async fn an_agreement_that_does_not_fit_is_found(app: TestApp) {
        let request = PlanRequest {
            pace: Pace::Count(3),
            first: "2026-12-15".parse().expect("a day"),
            frequency: Frequency::Monthly,
            down: None,
        };
        let request = OfferRequest::Plan { invoices: Vec::new(), request };
        app.agree(app.world.ada, request, "form-of-a-plan-1").await.expect("a plan");
        app.pass(3600);
        let browser = app.browser_of(app.world.ada).await;
        let part = app.start(&browser, &["A-1"], Some("500"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        assert_eq!(app.verify().await.agreements, 1);
        assert_eq!(faults_after(&app, "SELECT 1").await, [], "touching nothing finds nothing");
        for (rule, sql) in [
            ("an agreement is what was sealed", "UPDATE agreement SET body = REPLACE(body, '2026-12-15', '2026-12-16')"),
            ("an agreement is what was sealed", "UPDATE agreement SET hash = public_key"),
            ("an agreement is what was sealed", "UPDATE agreement SET public_key = hash"),
            ("an agreement's row is what it says", "UPDATE agreement SET kind = 'promise'"),
            ("an agreement covers what it says", "UPDATE covered SET amount = amount + 1 WHERE n = 1"),
            ("an agreement covers what it says", "DELETE FROM covered WHERE n = 2"),
            ("a plan's instalments are what it says", "UPDATE instalment SET amount = amount - 1 WHERE n = 1"),
            ("a plan's instalments are what it says", "DELETE FROM instalment WHERE n = 3"),
            ("the invoices of a plan that holds are in it", "UPDATE invoice SET plan_id = NULL WHERE number = 'A-2'"),
            ("what a plan says is paid is what the ledger says", "UPDATE entry SET kind = 'invoice_changed' WHERE kind = 'paid'; UPDATE entry SET booked_at = (SELECT made_at FROM agreement)"),
            ("an invoice is in no plan but one that holds and covers it", "UPDATE agreement SET state = 'kept'"),
            ("an invoice is in no plan but one that holds and covers it", "UPDATE invoice SET plan_id = id WHERE number = 'B-1'"),
            ("nothing rests longer than there is a reason", "UPDATE agreement SET state = 'broken'"),
            (
                "nothing is given up without a payment, an agreement or a decision",
                "UPDATE entry SET kind = 'written_off', payment_id = NULL WHERE kind = 'paid'",
            ),
        ] {
            let faults = faults_after(&app, sql).await;
            assert!(faults.iter().any(|fault| fault.rule == rule), "{rule}: {sql}: {faults:?}");
        }
        assert!(app.verify().await.faults.is_empty(), "all of it was undone");
    }

    async fn a_set_off_that_does_not_fit_is_found(app: TestApp) {
        let head = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Balance\n";
        app.import(&format!("{head}N-1,ada,Ada Pérez,2026-10-10,2026-10-10,MXN,-200.00\n")).await;
        assert_eq!(app.owed(["A-1", "N-1"]).await, [130_000, 0]);
        app.verify().await;
        assert_eq!(faults_after(&app, "SELECT 1").await, [], "touching nothing finds nothing");
        for (rule, sql) in [
            ("no credit note is used beyond what it is", "UPDATE invoice SET balance = 1 WHERE number = 'N-1'"),
            ("nothing is set off beyond what is owed", "UPDATE invoice SET balance = -1 WHERE number = 'A-1'"),
            ("a set-off is what its entries say", "UPDATE set_off SET amount = amount + 1"),
            ("a set-off is what its entries say", "UPDATE set_off SET taken_back = amount"),
            ("every use of credit is a set-off", "DELETE FROM set_off"),
            (
                "a set-off stays with one debtor and one currency",
                "UPDATE invoice SET debtor_id = (SELECT b.debtor_id FROM invoice b WHERE b.number = 'B-1') WHERE number = 'N-1'",
            ),
            (
                "a set-off names an invoice and a credit that its entry names",
                "UPDATE set_off SET invoice_id = (SELECT id FROM invoice WHERE number = 'A-2')",
            ),
            ("a set-off names an invoice and a credit that its entry names", "UPDATE set_off SET note_id = NULL"),
            (
                "a list knows a set-off on both sides alike, or a person was told",
                "INSERT INTO said_known (creditor_id, invoice_id, of_id, amount) SELECT creditor_id, invoice_id, id, 1 FROM set_off",
            ),
        ] {
            let faults = faults_after(&app, sql).await;
            assert!(faults.iter().any(|fault| fault.rule == rule), "{rule}: {sql}: {faults:?}");
        }
        assert!(app.verify().await.faults.is_empty(), "all of it was undone");
    }

    async fn what_is_owed_though_another_document_stands_in_its_place_is_found(app: TestApp) {
        let reference = "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>E-1</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>";
        let corrected = ubl("E-2", "").replace("<cbc:InvoiceTypeCode>380<", "<cbc:InvoiceTypeCode>384<");
        let corrected = corrected.replace("<cac:AccountingSupplierParty>", &format!("{reference}<cac:AccountingSupplierParty>"));
        app.import_xml(&corrected).await;
        app.import_xml(&ubl("E-1", "")).await;
        app.verify().await;
        assert_eq!(faults_after(&app, "SELECT 1").await, [], "touching nothing finds nothing");
        let faults = faults_after(&app, "UPDATE invoice SET void = FALSE, balance = 1 WHERE number = 'E-1'").await;
        let rule = "nothing is owed in whose place another document stands";
        assert!(faults.iter().any(|fault| fault.rule == rule), "{faults:?}");
    }

    async fn a_movement_that_does_not_fit_is_found(app: TestApp) {
        let head = "Date,Document,Type,Customer ID,Customer,Due Date,Currency,Reference,Amount\n";
        app.ada_pays().await;
        let rows = "2026-10-10,R-1,Payment,ada,Ada Pérez,,MXN,,20.00\n2026-11-21,R-2,Payment,ada,Ada Pérez,,MXN,,PAID\n\
                    2026-10-11,X-1,Payment reversal,ada,Ada Pérez,,MXN,,5.00\n";
        let paid = app.count("SELECT received FROM payment").await;
        app.import(&format!("{head}{}", rows.replace("PAID", &format!("{}.{:02}", paid / 100, paid % 100)))).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM movement WHERE payment_id IS NOT NULL").await, 1);
        app.verify().await;
        assert_eq!(faults_after(&app, "SELECT 1").await, [], "touching nothing finds nothing");
        let left = "what is left of a movement is no more than it is, and its debtor's";
        for (rule, sql) in [
            (left, "UPDATE movement SET amount = 1 WHERE number = 'R-1'"),
            (left, "UPDATE movement SET amount = -amount WHERE number = 'R-1'"),
            (left, "UPDATE movement SET currency = 'USD' WHERE number = 'R-1'"),
            (left, "UPDATE movement SET debtor_id = (SELECT b.debtor_id FROM invoice b WHERE b.number = 'B-1')"),
            ("what is left of a movement is an item that is there", "UPDATE movement SET item_id = id WHERE number = 'R-1'"),
            ("a movement that was made here is a payment that came, in its currency", "UPDATE movement SET payment_id = id"),
            (
                "a movement that was made here is a payment that came, in its currency",
                "UPDATE payment SET progress = 'failed'",
            ),
            (
                "movements that are one payment here come to no more than it",
                "UPDATE movement SET payment_id = (SELECT id FROM payment)",
            ),
            ("every movement is of a debtor that is there", "UPDATE movement SET debtor_id = id"),
            ("every movement came by an import that is there", "UPDATE movement SET import = 99, last_import = 99"),
        ] {
            let faults = faults_after(&app, sql).await;
            assert!(faults.iter().any(|fault| fault.rule == rule), "{rule}: {sql}: {faults:?}");
        }
        assert!(app.verify().await.faults.is_empty(), "all of it was undone");
    }

    async fn a_fault_is_found_where_it_is(app: TestApp) {
        app.ada_pays().await;
        app.verify().await;
        let invoice = app.id_of("A-2").await;
        let sql = "UPDATE invoice SET balance = balance - 1 WHERE number = 'A-2'";
        let [fault] = &faults_after(&app, sql).await[..] else { panic!("one fault") };
        assert_eq!((fault.place.clone(), fault.found.as_str()), (invoice.to_string(), "-1 and 0"));
    }
}
