//! Rests that are less than every way to pay can charge are let go by the policy: once, as a row that the debtor and the firm can read; and owed again
//! when more of their invoice is.

use super::settlement::settling;
use super::support::*;
use domain::id::DebtorId;
use domain::offer_request::OfferRequest;
use domain::policy::Policy;
use domain::set_off::CreditRule;
use domain::small_balances::SmallBalances;
use serde_json::json;

const HEAD: &str = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n";
const LET_GO: &str = "SELECT COUNT(*) FROM entry WHERE cause LIKE 'rest:%' AND of_entry IS NULL";

fn letting_go(policy: &mut Policy) {
    policy.small_balances = SmallBalances::WriteOff;
}

impl TestApp {
    /// Dora, who owes 1,000.00 on R-1, pays all but so much of it.
    async fn all_but(&self, left: i64) -> DebtorId {
        self.import(&format!("{HEAD}R-1,dora,Dora Sanz,dora@example.test,2026-11-15,2026-11-30,MXN,1000.00\n")).await;
        self.leaves(left).await;
        self.debtor("dora").await
    }

    /// The firm records a transfer for all that is open of R-1 but so much: no provider would leave it.
    async fn leaves(&self, left: i64) {
        let owed = self.invoice("R-1").await.balance;
        self.paid_by_transfer("R-1", owed.minor() - left).await;
    }
}

on_each_database! {
    async fn a_rest_is_let_go_once_and_read_by_both(app: TestApp) {
        app.set_policy(letting_go).await;
        let dora = app.all_but(150).await;
        app.live_through(2026, 11, 22).await;
        assert_eq!((app.owed(["R-1"]).await, app.count(LET_GO).await), ([0], 1));
        app.live_through(2026, 11, 22).await;
        app.live_through(2026, 11, 23).await;
        assert_eq!(app.count(LET_GO).await, 1);
        let browser = app.browser_of(dora).await;
        let activity = browser.get("/activity").await.text().replace('\u{a0}', " ");
        assert!(activity.contains("Condonado") && activity.contains("$1.50"), "{activity}");
        assert!(browser.get("/").await.text().contains("Todo está pagado"));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit WHERE action = 'written_off'").await, 1);
        app.fits().await;
    }

    async fn nothing_is_let_go_without_the_policy(app: TestApp) {
        app.all_but(150).await;
        app.live_through(2026, 11, 22).await;
        assert_eq!((app.owed(["R-1"]).await, app.count(LET_GO).await), ([150], 0));
        app.fits().await;
    }

    async fn what_can_be_charged_or_is_open_stays(app: TestApp) {
        app.set_policy(|policy| { settling(policy); letting_go(policy); policy.credit = CreditRule::Staff; }).await;
        // As much as can be charged, a small invoice of which nothing was paid, and rests beside one that can be.
        app.import(&format!("{HEAD}K-1,kim,Kim Li,kim@example.test,2026-11-15,2026-11-30,MXN,1000.00\n\
            Z-9,sol,Sol Paz,sol@example.test,2026-11-15,2026-11-30,MXN,1.50\n\
            T-1,tea,Tea Roa,tea@example.test,2026-11-15,2026-11-30,MXN,900.00\n\
            T-2,tea,Tea Roa,tea@example.test,2026-11-15,2026-11-30,MXN,500.00\n\
            U-1,uma,Uma Gil,uma@example.test,2026-11-15,2026-11-30,MXN,700.00\n\
            U-N,uma,Uma Gil,uma@example.test,2026-11-15,2026-11-30,MXN,-0.50\n\
            V-1,vera,Vera Sol,vera@example.test,2026-11-15,2026-11-30,MXN,700.00\n")).await;
        for (number, minor) in [("K-1", 99_000), ("T-1", 89_900), ("U-1", 69_900), ("V-1", 69_900)] {
            app.paid_by_transfer(number, minor).await;
        }
        let vera = app.debtor("vera").await;
        app.object_as(vera, "V-1", 100, "dispute-of-vera").await.expect("a dispute");
        app.live_through(2026, 11, 22).await;
        assert_eq!(app.owed(["K-1", "Z-9", "T-1", "U-1", "V-1"]).await, [1_000, 150, 100, 100, 100]);
        assert_eq!(app.count(LET_GO).await, 0);
        app.fits().await;
    }

    async fn what_is_agreed_on_stays(app: TestApp) {
        app.set_policy(|policy| { settling(policy); letting_go(policy); }).await;
        app.import(&format!("{HEAD}W-1,wim,Wim Rey,wim@example.test,2026-10-01,2026-10-31,MXN,1000.00\n")).await;
        let settle = OfferRequest::Settlement { invoice: app.id_of("W-1").await };
        app.agree(app.debtor("wim").await, settle, "form-of-a-settlement").await.expect("a settlement");
        app.paid_by_transfer("W-1", 60_320).await;
        app.live_through(2026, 11, 22).await;
        assert_eq!(app.count(LET_GO).await, 0);
        app.fits().await;
    }

    async fn interest_on_it_goes_with_it(app: TestApp) {
        app.set_policy(|policy| { settling(policy); letting_go(policy); }).await;
        app.import(&format!("{HEAD}R-1,dora,Dora Sanz,dora@example.test,2026-10-01,2026-10-31,MXN,1000.00\n")).await;
        // 1,000.00 and 7.00 of interest: 6.00 of principal are left, since the transfer paid interest first.
        app.paid_by_transfer("R-1", 100_100).await;
        app.live_through(2026, 12, 21).await;
        let invoice = app.invoice("R-1").await;
        assert_eq!((invoice.owed().minor(), app.count(LET_GO).await), (0, 1), "{invoice:?}");
        app.live_through(2026, 12, 30).await;
        assert_eq!(app.invoice("R-1").await.owed().minor(), 0);
        app.fits().await;
    }

    async fn it_is_owed_again_when_a_list_raises_the_invoice(app: TestApp) {
        app.set_policy(letting_go).await;
        app.all_but(150).await;
        app.live_through(2026, 11, 22).await;
        app.import(&format!("{HEAD}R-1,dora,Dora Sanz,dora@example.test,2026-11-15,2026-11-30,MXN,1300.00\n")).await;
        app.live_through(2026, 11, 23).await;
        assert_eq!(app.owed(["R-1"]).await, [30_150]);
        app.fits().await;
        app.live_through(2026, 11, 24).await;
        assert_eq!(app.owed(["R-1"]).await, [30_150]);
        // Paid again but for a rest, it goes again; and it says so to the firm each time.
        app.leaves(200).await;
        app.live_through(2026, 11, 25).await;
        assert_eq!((app.owed(["R-1"]).await, app.count(LET_GO).await), ([0], 2));
        assert_eq!(app.count("SELECT COUNT(*) FROM audit WHERE action = 'write_off_taken_back'").await, 1);
        app.fits().await;
    }

    async fn it_is_owed_again_when_money_goes_back(app: TestApp) {
        app.set_policy(letting_go).await;
        let browser = app.browser_of(app.world.ben).await;
        let payment = app.start(&browser, &["B-1"], Some("980"), "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        app.paid_by_transfer("B-1", 1_850).await;
        app.live_through(2026, 11, 22).await;
        assert_eq!((app.owed(["B-1"]).await, app.count(LET_GO).await), ([0], 1));
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(app.owed(["B-1"]).await, [98_000]);
        app.live_through(2026, 11, 23).await;
        assert_eq!(app.owed(["B-1"]).await, [98_150]);
        app.fits().await;
    }

    async fn a_list_that_does_not_know_it_opens_nothing_again(app: TestApp) {
        app.set_policy(letting_go).await;
        app.all_but(150).await;
        app.live_through(2026, 11, 22).await;
        app.import("invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,balance\n\
            R-1,dora,Dora Sanz,dora@example.test,2026-11-15,2026-11-30,MXN,1000.00,1.50\n").await;
        app.live_through(2026, 11, 23).await;
        assert_eq!((app.owed(["R-1"]).await, app.count(LET_GO).await), ([0], 1));
        app.fits().await;
    }
}
