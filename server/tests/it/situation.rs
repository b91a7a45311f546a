//! What offers depend on, read from the books: history, uses, debts, floors.

use super::support::*;
use domain::discount::{EarlyTerms, TaxMode};
use domain::offer::{OfferTerms, Uses};
use domain::segment::Segment;
use services::account::{DebtorAccount, load};
use services::clock::Clock;
use uuid::Uuid;

const HEAD: &str = "invoice_number,customer_id,customer_name,issue_date,due_date,settled_date,currency,amount,terms\n";

async fn debtor_account(app: &TestApp, debtor: domain::id::DebtorId) -> DebtorAccount {
    let mut db = app.portal.services.store.read().await.expect("a reader");
    load(&mut db, &app.portal.services, &app.world.norte, debtor, app.clock.now()).await.expect("the database")
}

on_each_database! {
    async fn history_is_told_by_when_invoices_were_paid(app: TestApp) {
        let none = debtor_account(&app, app.world.ben).await;
        assert_eq!((none.history.segment, none.history.paid), (Segment::New, 0));
        let rows = [("01", "2026-01-31"), ("02", "2026-02-28"), ("03", "2026-04-03"), ("04", "2026-05-20"), ("05", "2026-05-31")];
        let mut csv = HEAD.to_owned();
        for (month, settled) in rows {
            csv.push_str(&format!("H-{month},ben,Ben Ruiz,2026-{month}-01,2026-{month}-28,{settled},MXN,100.00,\n"));
        }
        app.import(&csv).await;
        // Three days are on time: paid on 31 January and 28 February, not on 3 April, 20 and 31 May
        // (the fourth and the third day after the 28th).
        let some = debtor_account(&app, app.world.ben).await.history;
        assert_eq!((some.on_time, some.counted, some.paid, some.segment), (3, 5, 5, Segment::Irregular));
        // What Ben pays through Saldo counts from the provider's day on.
        let browser = app.browser_of(app.world.ben).await;
        let payment = app.start(&browser, &["B-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        let more = debtor_account(&app, app.world.ben).await.history;
        assert_eq!((more.on_time, more.counted, more.paid), (4, 6, 6));
        // Given back, it is open again.
        app.sandbox.refund(payment.id, serde_json::json!({})).await;
        assert_eq!(debtor_account(&app, app.world.ben).await.history, some);
        // Ada's is Ada's: nothing paid, one overdue for 21 days.
        let ada = debtor_account(&app, app.world.ada).await.history;
        assert_eq!((ada.paid, ada.overdue_days, ada.segment), (0, 21, Segment::New));
    }

    async fn only_the_last_are_read_and_all_are_counted(app: TestApp) {
        let mut csv = HEAD.to_owned();
        for n in 1..=30 {
            // The first six were paid a year late, the rest on their day.
            let settled = if n <= 6 { "2026-01-02".to_owned() } else { format!("2026-03-{n:02}") };
            let due = if n <= 6 { format!("2025-01-{n:02}") } else { format!("2026-03-{n:02}") };
            csv.push_str(&format!("H-{n},ben,Ben Ruiz,2025-01-01,{due},{settled},MXN,100.00,\n"));
        }
        app.import(&csv).await;
        let history = debtor_account(&app, app.world.ben).await.history;
        assert_eq!((history.on_time, history.counted, history.paid, history.segment), (12, 12, 30, Segment::Good));
    }

    async fn uses_are_those_of_this_year_in_the_creditors_zone(app: TestApp) {
        let (creditor, ada, ben) = (app.world.norte.id.uuid(), app.world.ada.uuid(), app.world.ben.uuid());
        let mut n = 0;
        for (debtor, kind, state, at) in [
            (ada, "extension", "live", "2026-01-01T06:00:00Z"), // midnight in Mexico City
            (ada, "extension", "kept", "2026-11-21T18:00:00Z"),
            (ada, "extension", "kept", "2026-01-01T05:59:59Z"), // the year before
            (ada, "extension", "cancelled", "2026-05-01T18:00:00Z"),
            (ada, "promise", "broken", "2026-05-01T18:00:00Z"),
            (ada, "plan", "live", "2026-05-01T18:00:00Z"),
            (ben, "promise", "live", "2026-05-01T18:00:00Z"),
        ] {
            n += 1;
            let [creditor, id, debtor] = [creditor, Uuid::from_u128(n), debtor].map(|id| app.kept_id(id));
            let at = app.kept_instant(at);
            let bytes = if app.portal.services.store.is_sqlite() { "x''" } else { "''::bytea" };
            app
                .tamper(&format!(
                    "INSERT INTO agreement (creditor_id, id, debtor_id, kind, state, body, hash, key_id, public_key, signature, \
                     language, made_at, form_key) VALUES ({creditor}, {id}, {debtor}, '{kind}', '{state}', '{{}}', \
                     {bytes}, 'k', {bytes}, {bytes}, 'es', {at}, 'form-{n}')"
                ))
                .await;
        }
        assert_eq!(debtor_account(&app, app.world.ada).await.uses, Uses { extensions: 2, promises: 1 });
        assert_eq!(debtor_account(&app, app.world.ben).await.uses, Uses { extensions: 0, promises: 1 });
    }

    async fn debts_are_as_the_books_have_them(app: TestApp) {
        let csv = format!("{HEAD}T-1,ada,Ada Pérez,2026-11-15,2026-12-15,,MXN,1160.00,2/10 net 30\n");
        app.import(&csv).await;
        let ada = debtor_account(&app, app.world.ada).await;
        assert_eq!(ada.owed.as_of.to_string(), "2026-11-21");
        let dues: Vec<String> = ada.debts.iter().map(|debt| debt.due.to_string()).collect();
        assert_eq!(dues, ["2026-10-31", "2026-11-25", "2026-12-15", "2026-12-31"]);
        let of_terms = ada.debts[2];
        assert_eq!(of_terms.own_terms, EarlyTerms::parse("2/10 net 30").ok());
        // PayPal takes less than Stripe's 10.00.
        assert_eq!(ada.floors.iter().map(|floor| floor.to_string()).collect::<Vec<_>>(), ["0.01 MXN"]);
        let discounts = ada.discounts();
        let (off, to_pay) = discounts.get(&of_terms.invoice).map(|d| (d.off.minor(), d.to_pay.minor())).expect("2 %");
        assert_eq!((off, to_pay, discounts.len()), (2_320, 113_680, 1));
        assert!(ada.offers().iter().any(|offer| matches!(offer.terms, OfferTerms::Plan { .. })));

        // Without tax in the file, a percentage of the part before tax cannot be computed.
        app.set_policy(|policy| policy.discount.as_mut().expect("a discount").tax = TaxMode::Excluded).await;
        assert!(debtor_account(&app, app.world.ada).await.discounts().is_empty());
        app.tamper("UPDATE invoice SET untaxed = 100000 WHERE number = 'T-1'").await;
        let known = debtor_account(&app, app.world.ada).await.discounts();
        assert_eq!(known.get(&of_terms.invoice).map(|d| d.off.minor()), Some(2_000));
        // Disputed to in part, the rest can be discounted; in full, nothing.
        app.tamper("UPDATE invoice SET disputed = 16000 WHERE number = 'T-1'").await;
        let part = debtor_account(&app, app.world.ada).await.discounts();
        assert_eq!(part.get(&of_terms.invoice).map(|d| d.to_pay.minor()), Some(98_276));
        app.tamper("UPDATE invoice SET disputed = balance WHERE number = 'T-1'").await;
        assert!(debtor_account(&app, app.world.ada).await.discounts().is_empty());
    }
}
