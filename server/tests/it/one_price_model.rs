//! The model: every state that an invoice can be in, on every road, asks for one number; the same one, worked out by hand.

use super::one_price::{amount_after, minor};
use super::settlement::settling;
use super::support::*;
use domain::discount::{EarlyBy, InstalmentDiscount};
use domain::id::{AgreementId, DebtorId};
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::{Amounts, Audience, Delay, ExtensionOption, ExtensionPolicy, ExtensionPrice, Granted, Policy};
use rust_decimal::Decimal;
use services::clock::Clock;

/// 60 % of what is overdue for 15 days; 12 % a year over 360 days; fifteen days more for 30.00, a month more for a tenth now;
/// 10 % off each instalment that is paid by the 5th of its month.
pub fn policy(policy: &mut Policy) {
    settling(policy);
    let fee = Amounts::new([Money::new(3_000, "MXN".parse().expect("a currency"))]);
    let option = |by, pay_now, price| ExtensionOption {
        by,
        granted: Granted::Automatically,
        pay_now_percent: Decimal::from(pay_now),
        price,
    };
    let options =
        vec![option(Delay::Days(15), 0, ExtensionPrice::Fee(fee)), option(Delay::Months(1), 10, ExtensionPrice::None)];
    policy.extension = Some(ExtensionPolicy { to: Audience::default(), a_year: 2, options });
    let plan = policy.plan.as_mut().expect("plans are offered");
    plan.default_terms.early = Some(InstalmentDiscount { percent: Decimal::TEN, by: EarlyBy::DayOfMonth(5) });
}

/// How an invoice of 1,000.00 comes to a state. It is 21 November, at noon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    DueToday,
    Overdue,
    InPartPaid,
    Discount,
    DiscountInPartPaid,
    DiscountDisputedInPart,
    Settled,
    SettledInPartPaid,
    SettledAndDisputed,
    SettledAfterAPromise,
    DisputedInPart,
    Extended,
    ExtendedForAPart,
    Promised,
    Begun,
}

impl State {
    const ALL: [Self; 16] = [
        Self::Open,
        Self::DueToday,
        Self::Overdue,
        Self::InPartPaid,
        Self::Discount,
        Self::DiscountInPartPaid,
        Self::DiscountDisputedInPart,
        Self::Settled,
        Self::SettledInPartPaid,
        Self::SettledAndDisputed,
        Self::SettledAfterAPromise,
        Self::DisputedInPart,
        Self::Extended,
        Self::ExtendedForAPart,
        Self::Promised,
        Self::Begun,
    ];

    /// Day of issue, due date, terms.
    const fn dates(self) -> &'static str {
        match self {
            Self::Open | Self::Extended => "2026-11-15,2026-12-31,MXN,1000.00,",
            Self::DueToday => "2026-11-01,2026-11-21,MXN,1000.00,",
            Self::Discount | Self::DiscountInPartPaid | Self::DiscountDisputedInPart => {
                "2026-11-15,2026-12-15,MXN,1000.00,2/10 net 30"
            }
            _ => "2026-10-01,2026-10-31,MXN,1000.00,",
        }
    }

    /// What is to be paid. 21 days late cost 7.00.
    const fn price(self) -> i64 {
        match self {
            Self::Open | Self::DueToday => 100_000,
            Self::Overdue | Self::ExtendedForAPart | Self::Promised | Self::Begun => 100_700,
            Self::InPartPaid => 60_700,
            Self::Discount => 98_000,
            Self::DiscountInPartPaid => 49_000,
            Self::DiscountDisputedInPart => 78_400,
            Self::Settled | Self::SettledAfterAPromise => 60_420,
            Self::SettledInPartPaid => 50_420,
            // 500.00 and 7.00 are left to be asked for, which is less than the settlement.
            Self::SettledAndDisputed => 50_700,
            Self::DisputedInPart => 70_700,
            Self::Extended => 103_000,
        }
    }
}

impl TestApp {
    async fn comes_to(&self, state: State, debtor: DebtorId, number: &str) {
        let key = format!("form-of-{number}-{}", "x".repeat(12));
        let invoice = self.id_of(number).await;
        let settle = OfferRequest::Settlement { invoice };
        let promise = OfferRequest::Promise { amount: self.pesos(100_000), date: "2026-11-30".parse().expect("a day") };
        let browser = self.browser_of(debtor).await;
        match state {
            State::Open | State::DueToday | State::Overdue | State::Discount => {}
            State::InPartPaid => self.pays(&browser, number, "400").await,
            State::DiscountInPartPaid => self.pays(&browser, number, "500").await,
            State::DiscountDisputedInPart => self.objects(debtor, number, 20_000).await,
            State::DisputedInPart => self.objects(debtor, number, 30_000).await,
            State::Settled => drop(self.agree(debtor, settle, &key).await.expect("a settlement")),
            State::SettledInPartPaid => {
                self.agree(debtor, settle, &key).await.expect("a settlement");
                self.pays(&browser, number, "100").await;
            }
            State::SettledAndDisputed => {
                self.agree(debtor, settle, &key).await.expect("a settlement");
                self.objects(debtor, number, 50_000).await;
            }
            State::SettledAfterAPromise => {
                self.agree(debtor, promise, &format!("{key}-p")).await.expect("a promise");
                self.agree(debtor, settle, &key).await.expect("a settlement");
            }
            State::Promised => drop(self.agree(debtor, promise, &key).await.expect("a promise")),
            State::Extended => {
                let request = OfferRequest::Extension { invoice, by: Delay::Days(15) };
                self.agree(debtor, request, &key).await.expect("more time");
            }
            State::ExtendedForAPart => {
                let request = OfferRequest::Extension { invoice, by: Delay::Months(1) };
                self.agree(debtor, request, &key).await.expect("more time");
            }
            State::Begun => {
                let payment = self.start(&browser, &[number], Some("100"), "stripe").await;
                browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
            }
        }
    }

    fn pesos(&self, minor: i64) -> Money {
        Money::new(minor, self.world.norte.currency)
    }

    async fn pays(&self, browser: &Browser, number: &str, amount: &str) {
        let payment = self.start(browser, &[number], Some(amount), "stripe").await;
        self.sandbox.pay(payment.id, "card").await;
    }

    async fn objects(&self, debtor: DebtorId, number: &str, minor: i64) {
        self.object_as(debtor, number, minor, &format!("dispute-{number}")).await.expect("a dispute");
    }

    /// The amounts of a reminder to this debtor that every day before today would bring; none where there is nothing to say.
    async fn reminded(&self, debtor: DebtorId) -> Vec<i64> {
        self.work().await;
        self.mails.lock().expect("the mails").clear();
        let [creditor, id] =
            [self.world.norte.id.uuid(), self.portal.services.ids.uuid(self.clock.now())].map(|id| self.kept_id(id));
        let payload = format!("{{\"debtor\":\"{debtor}\",\"since\":\"2025-01-01\",\"day\":\"2026-11-21\"}}");
        let at = self.kept_instant(&self.clock.now().to_rfc3339());
        self.tamper(&format!(
            "INSERT INTO job (creditor_id, id, kind, key, payload, queued_at, run_at) \
             VALUES ({creditor}, {id}, 'remind', 'a-test-{debtor}', '{payload}', {at}, {at})"
        ))
        .await;
        self.work().await;
        let mails = self.mails_of("reminder");
        let Some(mail) = mails.last() else { return Vec::new() };
        let text = mail.rendered.text.replace('\u{a0}', " ");
        let rows = text.lines().filter(|line| line.contains("Factura M-") || line.contains("(M-"));
        rows.filter_map(|row| row.split_once('$'))
            .map(|(_, rest)| minor(rest.split([' ', ',']).next().map_or("", |_| amount(rest))))
            .collect()
    }
}

/// The figures at the beginning of a text.
fn amount(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(text.len());
    text[..end].trim_end_matches([',', '.'])
}

pub async fn in_plan(app: &TestApp, debtor: DebtorId) -> AgreementId {
    let first = "2026-12-15".parse().expect("a day");
    let request = PlanRequest { pace: Pace::Count(3), first, frequency: Frequency::Monthly, down: None };
    let request = OfferRequest::Plan { invoices: Vec::new(), request };
    app.agree(debtor, request, &format!("form-of-a-plan-{debtor}")).await.expect("a plan")
}

on_each_database! {
    async fn every_state_on_every_road_is_one_number(app: TestApp) {
        app.set_policy(policy).await;
        let head = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms\n";
        let mut csv = head.to_owned();
        for (n, state) in State::ALL.iter().enumerate() {
            csv.push_str(&format!("M-{n},model{n},Model {n},model{n}@example.test,{}\n", state.dates()));
        }
        app.import(&csv).await;
        let mut told = 0;
        for (n, state) in State::ALL.into_iter().enumerate() {
            let (debtor, number, wanted) = (app.debtor(&format!("model{n}")).await, format!("M-{n}"), state.price());
            app.comes_to(state, debtor, &number).await;
            for (road, asked) in app.roads(debtor, &number).await {
                assert_eq!(asked, wanted, "{state:?}: {road}");
            }
            let browser = app.browser_of(debtor).await;
            let home = browser.get("/").await;
            assert_eq!(amount_after(&home.body, "class=\"big\">"), wanted, "{state:?}: the total at home");
            // A plan, where one is offered, is over what is owed and not in review: no price but by agreement goes into it.
            if home.body.contains("/plans/new?invoice=") && !matches!(state, State::Discount | State::DiscountInPartPaid | State::DiscountDisputedInPart) {
                let plan = browser.get("/plans/new").await;
                assert_eq!(amount_after(&plan.body, &number), wanted, "{state:?}: the plan's base");
            }
            for said in app.reminded(debtor).await {
                assert_eq!(said, wanted, "{state:?}: the reminder");
                told += 1;
            }
        }
        assert!(told > 5, "{told} reminders");
        app.fits().await;
    }

    async fn what_is_disputed_in_whole_or_on_its_way_is_asked_for_on_no_road(app: TestApp) {
        app.set_policy(policy).await;
        let (ada, browser) = (app.world.ada, app.browser_of(app.world.ada).await);
        let total = async || amount_after(&browser.get("/").await.body, "class=\"big\">");
        assert_eq!(total().await, 151_050 + 80_050 + 200_000);
        app.objects(ada, "A-2", 80_050).await;
        assert_eq!(total().await, 151_050 + 200_000);
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        assert_eq!(total().await, 200_000);
        let ticked = browser.get("/pay").await.filled("/pay/confirm").fields.into_iter().filter(|(name, _)| name == "invoice");
        let ticked: Vec<String> = ticked.map(|(_, id)| id).collect();
        assert_eq!(ticked, [app.id_of("A-3").await.to_string()]);
        // What is paid of the rest is told with what stays to be paid: the same as at home.
        let page = app.confirm(&browser, &["A-3"], Some("500")).await.text();
        assert!(page.contains("$1,500.00") && !page.contains("$2,300.50"), "{page}");
        assert_eq!(app.reminded(ada).await, [0; 0], "nobody is pressed for what is on its way or in review");
        app.fits().await;
    }

    async fn a_plan_asks_for_its_instalments_at_their_prices(app: TestApp) {
        app.set_policy(policy).await;
        let (ben, browser) = (app.world.ben, app.browser_of(app.world.ben).await);
        let check = "/plans/new?currency=MXN&how=count&count=3&first=2026-12-15&frequency=monthly&down=&check=1&invoice=";
        let before = browser.get(&format!("{check}{}", app.id_of("B-1").await)).await.text();
        assert!(before.replace('\u{a0}', " ").contains("Hasta el 5 dic: $300.01"), "{before}");
        let id = in_plan(&app, ben).await;
        // 333.34 less a tenth, on every road.
        let (one, two, all) = (30_001, 60_001, 90_001);
        let invoice = browser.get(&format!("/invoices/{}", app.id_of("B-1").await)).await;
        assert_eq!(amount_after(&invoice.body, "class=\"actions\">"), one, "the invoice");
        let choose = browser.get("/pay?currency=MXN").await;
        assert_eq!(amount_after(&choose.body, "class=\"big\">"), one, "where one chooses");
        let ticked = choose.filled("/pay/confirm").fields.into_iter().filter(|(name, _)| name == "invoice").count();
        assert_eq!(ticked, 0, "what is in a plan is not paid off by the way");
        let link = app.link_with(ben, |link| { link.pay_only = true; link.invoice = Some(invoice_id(&invoice.body)); }).await;
        let stranger = app.browser();
        stranger.enter(&link).await;
        let form = stranger.get("/").await.form("/pay");
        assert_eq!(minor(form.value("amount")), one, "a pay-only link");
        assert_eq!(form.value("off"), "", "what falls away is nobody else's business");
        let stale = form.clone().with("amount", "333.34");
        assert_eq!(stranger.submit(&stale, Some(("method", "stripe"))).await.location(), "/", "shown again as it is now");
        let page = browser.get(&format!("/agreements/{id}")).await;
        let hrefs: Vec<String> = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next())
            .filter(|href| href.starts_with("/pay/confirm")).map(|href| href.replace("&amp;", "&")).collect();
        for (href, wanted) in hrefs.iter().zip([one, two, all]) {
            let form = browser.get(href).await.form("/pay");
            assert_eq!(minor(form.value("amount")), wanted, "{href}");
            let answer = browser.submit(&form, Some(("method", "stripe"))).await;
            let payment = app.payment_of(&form).await.unwrap_or_else(|| panic!("{}", answer.location()));
            assert_eq!(payment.amount.minor(), wanted);
            browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        }
        assert_eq!(hrefs.len(), 3, "{hrefs:?}");
        // Chosen by itself, all of it costs what all instalments cost.
        assert_eq!(minor(app.pay_form(&browser, &["B-1"], None).await.value("amount")), all);
        // An amount that pays an instalment early pays it; a centavo less does not.
        let typed = app.pay_form(&browser, &["B-1"], Some("300.01")).await;
        assert_eq!(typed.value("off"), "33.33");
        assert!(app.confirm(&browser, &["B-1"], Some("900.02")).await.text().contains("Escriba $900.01 o menos"));
        // Promised off that holds no more is not charged by stealth.
        let stale = typed.clone().with("off", "33.34");
        assert!(browser.submit(&stale, Some(("method", "stripe"))).await.location().ends_with("&changed=1"));
        // The stranger pays it, and both see what was saved.
        let answer = stranger.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(stranger.get(answer.location()).await.status, 200);
        app.sandbox.pay(app.payment_of(&form).await.expect("the payment").id, "card").await;
        let page = browser.get(&format!("/agreements/{id}")).await.text();
        assert!(page.contains("Pagó $300.01; ahorró $33.33"), "{page}");
        assert!(page.replace('\u{a0}', " ").contains("Hasta el 5 ene: $300.00"), "{page}");
        app.fits().await;
    }
}

/// The invoice of a page, by the address of its buttons.
fn invoice_id(body: &str) -> domain::id::InvoiceId {
    let rest = body.split("invoice=").nth(1).expect("an invoice");
    rest.split(['&', '"']).next().and_then(|id| id.parse().ok()).expect("an id")
}
