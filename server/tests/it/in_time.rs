//! Who begins to pay by the last day has paid in time, however long the money is on its way: of every kind of agreement and
//! price. Meanwhile nothing more is asked for and nobody is told that they are late; what never comes is judged then.

use super::one_price::amount_after;
use super::one_price_model::{in_plan, policy};
use super::support::*;
use chrono::{Datelike as _, Days};
use domain::agreement::AgreementState::{self, Broken, Kept, Live};
use domain::date::Date;
use domain::id::AgreementId;
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::payment::{Payment, Progress};
use domain::policy::Delay;

/// What ends on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deadline {
    Settlement,
    SettlementInParts,
    Discount,
    EarlyInstalment,
    Instalment,
    Grace,
    Cure,
    Extension,
    Promise,
    PromiseOfAPart,
    DueDate,
}

/// The last day, what is paid on it, and what is asked for four days later: when that has come, and when it never comes.
struct Case {
    last: (i32, u32, u32),
    pays: Option<&'static str>,
    came: i64,
    failed: i64,
}

impl Deadline {
    /// Day of issue, due date, terms. It is 21 November.
    const fn dates(self) -> &'static str {
        match self {
            Self::Discount => "2026-11-15,2026-12-15,MXN,1000.00,2/10 net 30",
            Self::Extension | Self::DueDate => "2026-11-01,2026-11-25,MXN,1000.00,",
            Self::EarlyInstalment | Self::Instalment | Self::Grace | Self::Cure => "2026-11-15,2026-12-31,MXN,1000.00,",
            _ => "2026-10-01,2026-10-31,MXN,1000.00,",
        }
    }

    fn case(self) -> Case {
        let of = |last, pays, came, failed| Case { last, pays, came, failed };
        match self {
            Self::Settlement => of((2026, 12, 5), None, 0, 101_300),
            Self::SettlementInParts => of((2026, 12, 5), None, 0, 91_244),
            Self::Discount => of((2026, 11, 25), None, 0, 100_000),
            Self::EarlyInstalment => of((2026, 12, 5), Some("300.01"), 60_000, 93_334),
            Self::Instalment => of((2026, 12, 15), Some("333.34"), 60_000, 100_000),
            Self::Grace => of((2026, 12, 20), Some("333.34"), 60_000, 100_000),
            Self::Cure => of((2026, 12, 30), Some("333.34"), 60_000, 100_100),
            Self::Extension => of((2026, 12, 10), None, 0, 103_133),
            Self::Promise => of((2026, 11, 30), None, 0, 101_133),
            Self::PromiseOfAPart => of((2026, 11, 30), Some("500"), 51_101, 101_133),
            Self::DueDate => of((2026, 11, 25), None, 0, 100_133),
        }
    }

    /// What becomes of the agreement.
    const fn ends(self, came: bool) -> Option<AgreementState> {
        match (self, came) {
            (Self::Discount | Self::DueDate, _) => None,
            (Self::EarlyInstalment | Self::Instalment | Self::Grace, _) | (Self::Cure, true) => Some(Live),
            (_, true) => Some(Kept),
            (_, false) => Some(Broken),
        }
    }
}

impl TestApp {
    async fn comes_to_agree(&self, deadline: Deadline, who: &str) -> Option<AgreementId> {
        let (debtor, invoice) = (self.debtor(who).await, self.id_of(&format!("D-{who}")).await);
        let request = match deadline {
            Deadline::Discount | Deadline::DueDate => return None,
            Deadline::EarlyInstalment | Deadline::Instalment | Deadline::Grace | Deadline::Cure => {
                return Some(in_plan(self, debtor).await);
            }
            Deadline::Settlement | Deadline::SettlementInParts => OfferRequest::Settlement { invoice },
            Deadline::Extension => OfferRequest::Extension { invoice, by: Delay::Days(15) },
            Deadline::Promise | Deadline::PromiseOfAPart => {
                let minor = if deadline == Deadline::Promise { 100_700 } else { 50_000 };
                let amount = Money::new(minor, self.world.norte.currency);
                OfferRequest::Promise { amount, date: "2026-11-30".parse().expect("a day") }
            }
        };
        Some(self.agree(debtor, request, &format!("form-of-an-agreement-{who}")).await.expect("it is offered"))
    }

    async fn begins(&self, who: &str, pays: Option<&str>, (provider, act): (&str, &str)) -> Payment {
        let browser = self.browser_of(self.debtor(who).await).await;
        let payment = self.start(&browser, &[&format!("D-{who}")], pays, provider).await;
        self.sandbox.pay(payment.id, act).await;
        self.work().await;
        payment
    }

    async fn asks_for_nothing_more(&self, deadline: Deadline, who: &str) {
        let browser = self.browser_of(self.debtor(who).await).await;
        let home = browser.get("/").await;
        let said = home.text();
        // What was not promised of an overdue debt is asked for.
        let late: &[&str] = if deadline == Deadline::PromiseOfAPart { &[] } else { &["Venció", "Vencido", "vencido"] };
        for word in late {
            assert!(!said.contains(word), "{deadline:?}: {said}");
        }
        if deadline.case().pays.is_none() {
            let invoice = browser.get(&format!("/invoices/{}", self.id_of(&format!("D-{who}")).await)).await;
            for page in [&home, &invoice] {
                assert!(!page.body.contains("/pay/confirm"), "{deadline:?}: {}", page.text());
            }
            assert!(!invoice.text().contains("Venció"), "{deadline:?}: {}", invoice.text());
        }
    }

    /// Two debtors do the same. Dora's money comes two days after the last day, Fina's never.
    async fn is_in_time(&self, deadline: Deadline) {
        self.set_policy(policy).await;
        let Case { last, pays, came, failed } = deadline.case();
        let mut csv =
            "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms\n"
                .to_owned();
        for who in ["dora", "fina"] {
            csv.push_str(&format!("D-{who},{who},{who},{who}@example.test,{}\n", deadline.dates()));
        }
        self.import(&csv).await;
        let agreed = [self.comes_to_agree(deadline, "dora").await, self.comes_to_agree(deadline, "fina").await];
        if deadline == Deadline::SettlementInParts {
            self.begins("dora", Some("100"), ("stripe", "card")).await;
            self.begins("fina", Some("100"), ("stripe", "card")).await;
        }
        self.live_through(last.0, last.1, last.2).await;
        let payments = [
            self.begins("dora", pays, ("stripe", "voucher")).await,
            self.begins("fina", pays, ("paypal", "echeck")).await,
        ];
        let _ = self.said();
        let last = Date::from_ymd_opt(last.0, last.1, last.2).expect("a day");
        let later = async |days| {
            let day = last.checked_add_days(Days::new(days)).expect("a day");
            self.live_through(day.year(), day.month(), day.day()).await;
            let ours = |letter: &String| letter.starts_with("dora@") || letter.starts_with("fina@");
            self.said().into_iter().filter(ours).collect::<Vec<String>>()
        };
        for days in 1..=2 {
            let said = later(days).await;
            assert!(said.is_empty(), "{deadline:?}, {days} days later: {said:#?}");
            for (id, payment) in agreed.iter().zip(&payments) {
                assert_eq!(self.payment(payment.id).await.progress, Progress::Processing);
                if let Some(id) = id {
                    assert_eq!(self.agreement(*id).await.state, Live, "{deadline:?}");
                }
            }
            self.asks_for_nothing_more(deadline, "dora").await;
            self.asks_for_nothing_more(deadline, "fina").await;
        }
        self.sandbox.end(payments[0].id, true).await;
        self.sandbox.end(payments[1].id, false).await;
        self.work().await;
        let _ = later(4).await;
        for ((who, owed), id) in [("dora", came), ("fina", failed)].into_iter().zip(agreed) {
            let browser = self.browser_of(self.debtor(who).await).await;
            let home = browser.get("/").await;
            let asked = if owed == 0 { 0 } else { amount_after(&home.body, "class=\"big\">") };
            assert_eq!(asked, owed, "{deadline:?}, {who}: {}", home.text());
            assert_eq!(owed == 0, home.text().contains("Todo está pagado"), "{deadline:?}, {who}: {}", home.text());
            if let (Some(id), Some(state)) = (id, deadline.ends(who == "dora")) {
                assert_eq!(self.agreement(id).await.state, state, "{deadline:?}, {who}");
            }
        }
        self.fits().await;
    }
}

on_each_database! {
    async fn a_settlement(app: TestApp) {
        app.is_in_time(Deadline::Settlement).await;
    }

    async fn the_rest_of_a_settlement(app: TestApp) {
        app.is_in_time(Deadline::SettlementInParts).await;
    }

    async fn a_discount(app: TestApp) {
        app.is_in_time(Deadline::Discount).await;
    }

    async fn an_early_instalment(app: TestApp) {
        app.is_in_time(Deadline::EarlyInstalment).await;
    }

    async fn an_instalment(app: TestApp) {
        app.is_in_time(Deadline::Instalment).await;
    }

    async fn the_grace_of_an_instalment(app: TestApp) {
        app.is_in_time(Deadline::Grace).await;
    }

    async fn the_last_chance_of_a_plan(app: TestApp) {
        app.is_in_time(Deadline::Cure).await;
    }

    async fn an_extension(app: TestApp) {
        app.is_in_time(Deadline::Extension).await;
    }

    async fn a_promise(app: TestApp) {
        app.is_in_time(Deadline::Promise).await;
    }

    async fn a_promise_of_a_part(app: TestApp) {
        app.is_in_time(Deadline::PromiseOfAPart).await;
    }

    async fn the_due_date(app: TestApp) {
        app.is_in_time(Deadline::DueDate).await;
    }
}
