//! One price on every road: what is to be paid for an invoice today is the same number on the home page, on the invoice's own,
//! where one chooses, on the last page before paying, in the payment that is made, and for whoever pays by a link.

use super::settlement::settling;
use super::support::*;
use domain::agreement::AgreementState;
use domain::audit::Who;
use domain::id::{AgreementId, DebtorId};
use domain::money::Money;
use domain::offer_request::OfferRequest;
use serde_json::json;
use services::agreements::accept::{AcceptError, Acceptance, Verification, accept};
use services::books::Reason;
use services::books::Which;
use services::books::by_hand::{PaidBy, PaymentElsewhere, record_payment};
use services::clock::Clock;

/// Pesos and centavos in writing, as centavos: `$1,234.50`.
pub fn minor(text: &str) -> i64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no amount: {text}"))
}

/// The first amount of a page's html after `mark`.
pub fn amount_after(body: &str, mark: &str) -> i64 {
    // The framework's own marks are no part of what is read.
    let body = &body.replace("<!>", "");
    let rest = body.split_once(mark).unwrap_or_else(|| panic!("{mark} is missing in: {body}")).1;
    let at = rest.find('$').expect("an amount");
    let written: String = rest[at..].chars().take_while(|c| !matches!(c, '<' | ' ' | '\u{a0}')).collect();
    minor(&written)
}

/// An invoice's number in a row: held together where a line could end in it.
fn in_bold(number: &str) -> String {
    if number.contains('-') { format!("<span class=\"no\">{number}</span></b>") } else { format!("<b>{number}</b>") }
}

impl TestApp {
    /// What each road asks for this invoice, which must be one that can be paid by itself.
    pub async fn roads(&self, debtor: DebtorId, number: &str) -> Vec<(&'static str, i64)> {
        let (browser, id) = (self.browser_of(debtor).await, self.id_of(number).await);
        let mut roads = Vec::new();
        let page = browser.get(&format!("/invoices/{id}")).await;
        roads.push(("the invoice", amount_after(&page.body, "class=\"big\">")));
        roads.push(("the invoice's button", amount_after(&page.body, "class=\"actions\">")));
        let home = browser.get("/").await;
        roads.push(("the row at home", amount_after(&home.body, &in_bold(number))));
        let choose = browser.get("/pay").await;
        roads.push(("the row to choose", amount_after(&choose.body, &in_bold(number))));
        let preferences = browser.get("/preferences").await;
        roads.push(("a link to share", amount_after(&preferences.body, number)));
        let form = self.pay_form(&browser, &[number], None).await;
        roads.push(("the last page", minor(form.value("amount"))));
        let link = self
            .link_with(debtor, |link| {
                link.pay_only = true;
                link.invoice = Some(id);
            })
            .await;
        let stranger = self.browser();
        stranger.enter(&link).await;
        roads.push(("a pay-only link", minor(stranger.get("/").await.form("/pay").value("amount"))));
        let answer = browser.submit(&form, Some(("method", "stripe"))).await;
        assert!(answer.location().starts_with(&self.sandbox.base), "{}", answer.location());
        let payment = self.payment_of(&form).await.expect("the payment");
        roads.push(("the payment", payment.amount.minor()));
        browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        roads
    }

    /// All roads ask this.
    pub async fn one_price(&self, debtor: DebtorId, number: &str, wanted: i64) {
        for (road, asked) in self.roads(debtor, number).await {
            assert_eq!(asked, wanted, "{number}: {road}");
        }
    }

    /// The creditor's staff record money that came by transfer today.
    pub async fn paid_by_transfer(&self, number: &str, minor: i64) {
        let payment = PaymentElsewhere {
            invoice: Which { number: number.to_owned(), debtor: None },
            amount: Money::new(minor, self.world.norte.currency),
            on: self.world.norte.zone.today(self.clock.now()),
            paid_by: PaidBy::Transfer,
            reference: "TR-1".to_owned(),
            rest_is_credit: true,
        };
        let by = Who::CommandLine("a test".to_owned());
        let act = Reason { by, reason: "it came".to_owned(), form_key: format!("form-of-a-transfer-{number}-{minor}") };
        record_payment(&self.portal.services, &self.world.norte, payment, act).await.expect("recorded");
    }

    async fn settled(&self, number: &str, form: &str) -> Result<AgreementId, AcceptError> {
        let request = OfferRequest::Settlement { invoice: self.id_of(number).await };
        self.agree(self.world.ada, request, form).await
    }
}

/// What was written off, and what is credit.
async fn given_up(app: &TestApp) -> (i64, i64) {
    let sql = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM posting WHERE account = 'write_offs'";
    (app.count(sql).await, app.credit_of_ada().await)
}

on_each_database! {
    async fn a_settlement_rules_every_road_until_its_day(app: TestApp) {
        app.set_policy(settling).await;
        app.one_price(app.world.ada, "A-1", 151_050).await;
        let id = app.settled("A-1", "form-of-a-settlement").await.expect("a settlement");
        app.one_price(app.world.ada, "A-1", 90_630).await;
        let browser = app.browser_of(app.world.ada).await;
        let home = browser.get("/").await;
        for said in ["Pague $906.30 a más tardar el 5 de diciembre de 2026", "en vez de $1,510.50"] {
            assert!(home.text().contains(said), "{said}: {}", home.text());
        }
        // All together, with what is not settled; and all that is owed is what is asked for.
        assert_eq!(app.pay_form(&browser, &["A-1", "A-2", "A-3"], None).await.value("amount"), "3706.80");
        assert_eq!(amount_after(&home.body, "class=\"big\">"), 370_680);
        let calendar = browser.get(&format!("/agreements/{id}/calendar.ics")).await.body.replace("\r\n ", "");
        assert!(calendar.contains("906.30") && calendar.contains("20261205"), "{calendar}");
        // A part of it counts.
        let part = app.start(&browser, &["A-1"], Some("300"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        app.one_price(app.world.ada, "A-1", 60_630).await;
        app.live_through(2026, 12, 5).await;
        app.one_price(app.world.ada, "A-1", 60_630).await;
        // On the day after its last one the whole is asked for, whether or not the day's work is done: 1,210.50 at 12 % for
        // fifteen days more.
        let one_day_late = app.world.norte.zone.start_of_day("2026-12-06".parse().expect("a day"));
        app.clock.set(one_day_late);
        let [balance] = app.owed(["A-1"]).await;
        assert_eq!(balance, 121_050, "10.50 of the part were interest");
        let whole = balance + 605;
        app.one_price(app.world.ada, "A-1", whole).await;
        app.live_through(2026, 12, 6).await;
        app.one_price(app.world.ada, "A-1", whole).await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Broken);
        app.fits().await;
    }

    async fn any_road_that_reaches_it_ends_at_it(app: TestApp) {
        app.set_policy(settling).await;
        let id = app.settled("A-1", "form-of-a-settlement").await.expect("a settlement");
        // Together with others, of which a part is paid.
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1", "A-2"], Some("1000"), "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!((app.agreement(id).await.state, given_up(&app).await), (AgreementState::Kept, (60_420, 0)));
        assert_eq!(app.owed(["A-1", "A-2"]).await, [0, 80_050 - 9_370]);
        app.fits().await;
        // It is called a settlement wherever it is told of.
        app.work().await;
        let mail = app.mails_of("receipt")[0].rendered.text.replace('\u{a0}', " ");
        let page = browser.get(&format!("/payments/{}", payment.id)).await.text();
        let activity = browser.get("/activity").await.text();
        let invoice = browser.get(&format!("/invoices/{}", app.id_of("A-1").await)).await.text();
        for said in [&mail, &page, &activity, &invoice] {
            assert!(said.contains("Acuerdo de liquidación") && said.contains("$604.20"), "{said}");
            assert!(!said.contains("Descuento") && !said.contains("no hay que pagar"), "{said}");
        }
        // With the money goes what it gave up, and comes again with it.
        app.sandbox.dispute(payment.id, "open").await;
        assert_eq!((app.agreement(id).await.state, given_up(&app).await), (AgreementState::Live, (0, 0)));
        app.one_price(app.world.ada, "A-1", 90_630).await;
        app.sandbox.dispute(payment.id, "won").await;
        assert_eq!((app.agreement(id).await.state, given_up(&app).await), (AgreementState::Kept, (60_420, 0)));
        app.fits().await;
    }

    async fn more_than_it_asks_for_is_the_debtors(app: TestApp) {
        app.set_policy(settling).await;
        app.credit_waits_for_staff().await;
        let id = app.settled("A-1", "form-of-a-settlement").await.expect("a settlement");
        app.pass(60);
        let browser = app.browser_of(app.world.ada).await;
        let form = app.pay_form(&browser, &["A-1"], None).await;
        let answer = browser.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(browser.get(answer.location()).await.status, 200);
        let own = app.payment_of(&form).await.expect("the payment");
        // The creditor hears of 500.00 by transfer before the 906.30 arrive: 406.30 are taken, 500.00 are the debtor's.
        app.paid_by_transfer("A-1", 50_000).await;
        let page = browser.get(&format!("/invoices/{}", app.id_of("A-1").await)).await;
        assert_eq!(amount_after(&page.body, "class=\"big\">"), 40_630);
        app.sandbox.pay(own.id, "card").await;
        assert_eq!((app.agreement(id).await.state, given_up(&app).await), (AgreementState::Kept, (60_420, 50_000)));
        app.fits().await;
    }

    async fn a_transfer_of_the_whole_ends_at_it_too(app: TestApp) {
        app.set_policy(settling).await;
        app.credit_waits_for_staff().await;
        let id = app.settled("A-1", "form-of-a-settlement").await.expect("a settlement");
        app.pass(60);
        app.paid_by_transfer("A-1", 151_050).await;
        assert_eq!((app.agreement(id).await.state, given_up(&app).await), (AgreementState::Kept, (60_420, 60_420)));
        app.fits().await;
    }

    async fn a_list_that_closes_it_gives_nothing_up_and_keeps_nothing(app: TestApp) {
        app.set_policy(settling).await;
        let id = app.settled("A-1", "form-of-a-settlement").await.expect("a settlement");
        app.pass(60);
        let head = "invoice_number,customer_id,customer_name,issue_date,due_date,settled_date,currency,amount\n";
        app.import(&format!("{head}A-1,ada,Ada Pérez,2026-10-01,2026-10-31,2026-11-21,MXN,1500.00\n")).await;
        assert_eq!(app.owed(["A-1"]).await, [0]);
        let browser = app.browser_of(app.world.ada).await;
        assert!(!browser.get("/").await.text().contains("$906.30"), "nothing is asked for any more");
        app.live_through(2026, 12, 6).await;
        assert_eq!((app.agreement(id).await.state, given_up(&app).await.0), (AgreementState::Cancelled, 0));
        app.fits().await;
    }

    async fn what_is_agreed_is_not_agreed_again(app: TestApp) {
        app.set_policy(settling).await;
        let ada = app.browser_of(app.world.ada).await;
        let offered = async |path: &str| ada.get(path).await.text().contains("$906.30 ") || ada.get(path).await.body.contains("/settlements/new?invoice=");
        assert!(offered("/offers").await && ada.get("/settlements/new").await.text().contains("$906.30"));
        let first = app.settled("A-1", "form-of-a-settlement").await.expect("a settlement");
        for path in ["/", "/offers"] {
            assert!(!ada.get(path).await.body.contains("/settlements/new?invoice="), "{path}");
        }
        assert!(!ada.get("/settlements/new").await.text().contains("$906.30"));
        assert!(matches!(app.settled("A-1", "form-of-another-one").await, Err(AcceptError::Quote(_))));
        // Nor is there a plan, more time or a promise over it.
        let invoice = ada.get(&format!("/invoices/{}", app.id_of("A-1").await)).await.body;
        assert!(!invoice.contains("/plans/new?invoice=") && !invoice.contains("/extensions/new?invoice="), "{invoice}");
        // The database refuses too.
        let (creditor, id) = (app.world.norte.id, app.id_of("A-1").await);
        let other = AgreementId::new(uuid::Uuid::from_u128(7));
        let put = app.portal.services.store.write((), move |db, ()| {
            Box::pin(store::agreements::put_in_settlement(db, creditor, id, other))
        });
        assert!(!put.await.expect("the database"));
        assert_eq!(app.invoice("A-1").await.settlement, Some(first));
        // Over, it is offered again.
        app.live_through(2026, 12, 6).await;
        assert_eq!(app.invoice("A-1").await.settlement, None);
        assert!(app.settled("A-1", "form-of-a-third-one").await.is_ok());
        app.fits().await;
    }

    async fn of_many_who_agree_at_once_one_does(app: TestApp) {
        app.set_policy(settling).await;
        let mut all = Vec::new();
        for n in 0..8 {
            let request = OfferRequest::Settlement { invoice: app.id_of("A-1").await };
            let seen = app.acceptance(app.world.ada, request, &format!("form-of-a-settlement-{n}")).await;
            let way = Verification::Staff(Who::CommandLine("a test".to_owned()));
            all.push(Acceptance { way, ..seen.expect("it is offered") });
        }
        let made = futures::future::join_all(all.into_iter().map(|one| accept(&app.portal.services, one))).await;
        assert_eq!(made.iter().filter(|made| made.is_ok()).count(), 1, "{made:?}");
        let refused = made.iter().filter(|made| matches!(made, Err(AcceptError::Quote(_))));
        assert_eq!(refused.count(), 7, "{made:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM agreement WHERE kind = 'settlement'").await, 1);
        app.fits().await;
    }

    async fn what_is_being_processed_is_not_asked_for_again(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        let home = browser.get("/").await;
        assert_eq!(amount_after(&home.body, "class=\"big\">"), 280_050, "1,500.00 are on their way");
        assert!(!home.text().contains("es lo vencido"), "{}", home.text());
        let choose = browser.get("/pay").await.filled("/pay/confirm");
        let ticked: Vec<&str> = choose.fields.iter().filter(|(name, _)| name == "invoice").map(|(_, id)| id.as_str()).collect();
        assert!(ticked.len() == 2 && !ticked.contains(&app.id_of("A-1").await.to_string().as_str()), "{ticked:?}");
        app.sandbox.end(payment.id, false).await;
        assert_eq!(amount_after(&browser.get("/").await.body, "class=\"big\">"), 430_050, "it never came");
        app.fits().await;
    }

    async fn a_settlement_that_was_not_what_it_says_is_found(app: TestApp) {
        app.set_policy(settling).await;
        let id = app.settled("A-1", "form-of-a-settlement").await.expect("a settlement");
        let finds = async |sql: &str, rule: &str| {
            crate::verify::faults_after(&app, sql).await.iter().any(|fault| fault.rule == rule)
        };
        let kept = "a settlement is kept only with the rest written off";
        assert_eq!(crate::verify::faults_after(&app, "SELECT 1").await, []);
        assert!(finds("UPDATE agreement SET state = 'kept'; UPDATE invoice SET settlement_id = NULL", kept).await);
        let apart = "UPDATE invoice SET settlement_id = NULL";
        assert!(finds(apart, "the invoices of a settlement that holds are in it").await);
        let stray = "UPDATE invoice SET settlement_id = id WHERE number = 'B-1'";
        assert!(finds(stray, "an invoice is in no settlement but one that holds and covers it").await);
        // All of it paid, nothing written off, and called kept: as it once happened.
        app.pass(60);
        app.tamper("UPDATE invoice SET settlement_id = NULL").await;
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        assert_eq!(payment.amount.minor(), 151_050);
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Cancelled);
        assert!(finds("UPDATE agreement SET state = 'kept'", kept).await);
        app.fits().await;
        app.sandbox.refund(payment.id, json!({})).await;
        app.fits().await;
    }
}
