//! Interest and fees that were charged, and often paid, and are less by now: what is asked is what is owed by the same rule
//! everywhere, what was paid of them pays the principal or is credit, and no charge is ever below nothing.

use super::interest::{twelve_percent, with_fee};
use super::support::*;
use domain::audit::Who;
use domain::books::ItemKind;
use domain::id::DebtorId;
use domain::money::Money;
use services::books::by_hand::{self, NewDocument, PaidBy, PaymentElsewhere};
use services::books::{Reason, Which};
use services::clock::Clock;

const HEAD: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount\n";

/// What makes charges less after the fact. F-1 is of 3,000.00, due on 31 October: 1.00 a day at 12 %, 21.00 on the 21st.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Falls {
    /// 600.00 were paid in cash on the tenth of November.
    Recorded,
    /// A credit note of 600.00, of the tenth of November.
    Noted,
    /// A list has the total at 2,400.00.
    ListLowers,
    /// A list has the due day in December.
    ListDueLater,
    /// Staff move the due day to the fifteenth of November.
    DueLater,
    /// A dispute to 600.00 is upheld.
    Upheld,
    /// It is void.
    Voided,
}

impl Falls {
    const ALL: [Self; 7] =
        [Self::Recorded, Self::Noted, Self::ListLowers, Self::ListDueLater, Self::DueLater, Self::Upheld, Self::Voided];

    /// What is owed by then of 3,000.00 of which 500.00 were paid on the 21st; below nothing, the debtor's credit.
    const fn after_a_part(self) -> i64 {
        match self {
            Self::Recorded | Self::Noted => 191_880,
            Self::ListLowers | Self::Upheld => 191_680,
            Self::ListDueLater => 250_000,
            Self::DueLater => 250_600,
            Self::Voided => -50_000,
        }
    }
}

/// One debtor with one invoice.
struct Case {
    who: String,
    number: String,
    debtor: DebtorId,
    /// What was paid so far, elsewhere too.
    paid: i64,
}

impl TestApp {
    async fn late(&self, who: &str) -> Case {
        let number = format!("F-{who}");
        self.list_of_one(who, "2026-10-31", 300_000).await;
        Case { who: who.to_owned(), number, debtor: self.debtor(who).await, paid: 0 }
    }

    async fn list_of_one(&self, who: &str, due: &str, total: i64) {
        self.pass(60);
        let money = |minor: i64| format!("{}.{:02}", minor / 100, minor % 100);
        let total = money(total);
        let row = format!("F-{who},{who},Kay Ruiz,kay@example.test,2026-10-01,{due},MXN,{total}\n");
        let blank = "\n".repeat(usize::try_from(self.count("SELECT COUNT(*) FROM import").await).expect("few"));
        let applied = self.import(&format!("{HEAD}{row}{blank}")).await;
        assert!(applied.rejected.is_empty() && applied.contradictions.is_empty(), "{applied:?}");
    }

    fn reason(&self, key: &str) -> Reason {
        let by = Who::CommandLine("a test".to_owned());
        let form_key = format!("form-of-{key}-{}", self.clock.now().timestamp());
        Reason { by, reason: "said by phone".to_owned(), form_key }
    }

    async fn falls(&self, case: &mut Case, how: Falls) {
        self.pass(60);
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let which = || Which { number: case.number.clone(), debtor: None };
        let day = |text: &str| text.parse().expect("a day");
        let amount = Money::new(60_000, norte.currency);
        match how {
            Falls::Recorded => {
                let payment = PaymentElsewhere {
                    invoice: which(),
                    amount,
                    on: day("2026-11-10"),
                    paid_by: PaidBy::Cash,
                    reference: String::new(),
                    rest_is_credit: true,
                };
                by_hand::record_payment(services, norte, payment, self.reason("cash")).await.expect("recorded");
                case.paid += 60_000;
            }
            Falls::Noted => {
                let note = NewDocument {
                    debtor: case.who.clone(),
                    kind: ItemKind::CreditNote,
                    number: format!("N-{}", self.count("SELECT COUNT(*) FROM invoice").await),
                    issued: day("2026-11-10"),
                    due: day("2026-11-10"),
                    total: amount,
                    description: None,
                    names: Some(case.number.clone()),
                    lines: Vec::new(),
                };
                by_hand::add_document(services, norte, note, self.reason("note")).await.expect("a note");
            }
            Falls::ListLowers => self.list_of_one(&case.who, "2026-10-31", 240_000).await,
            Falls::ListDueLater => self.list_of_one(&case.who, "2026-12-20", 300_000).await,
            Falls::DueLater => {
                let to = day("2026-11-15");
                by_hand::move_due(services, norte, which(), to, self.reason("due")).await.expect("moved");
            }
            Falls::Upheld => {
                let key = format!("form-of-an-dispute-{}", case.who);
                let id = self.object_as(case.debtor, &case.number, 60_000, &key).await.expect("a dispute");
                self.rule(id, 60_000).await.expect("upheld");
            }
            Falls::Voided => by_hand::void(services, norte, which(), self.reason("void")).await.expect("void"),
        }
    }

    /// What is owed by the statement of account, with what has accrued: below nothing, credit.
    async fn net_of(&self, case: &Case) -> i64 {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let all = services::account::statement::read(&mut db, &self.world.norte, case.debtor, self.clock.now()).await;
        let all = all.expect("an account");
        all.iter().map(|account| account.balance().minor() + account.accrued.minor()).sum()
    }

    /// Every place asks for the net of all that is in the books, and the books are sound.
    async fn all_ask_for_the_net(&self, case: &Case, told: &str) {
        let net = self.net_of(case).await;
        let faults = self.verify().await.faults;
        assert!(faults.is_empty(), "{told}: {faults:?}");
        let browser = self.browser_of(case.debtor).await;
        let home = browser.get("/").await.text();
        let page = browser.get(&format!("/invoices/{}", self.id_of(&case.number).await)).await.text();
        if net <= 0 {
            let credit = format!("{}.{:02}", -net / 100, -net % 100);
            let told_so = home.contains("Todo está pagado") || home.contains("a favor");
            assert!(told_so && !home.contains("Pagar $"), "{told} {credit}: {home}");
            return;
        }
        let sum = format!("{}.{:02}", net / 100, net % 100);
        assert_eq!(self.pay_form(&browser, &[&case.number], None).await.value("amount"), sum, "{told}");
        let shown = if net < 100_000 { format!("${sum}") } else { format!("${},{}", &sum[..1], &sum[1..]) };
        for (place, page) in [("home", &home), ("invoice", &page)] {
            assert!(page.contains(&shown), "{told}: {shown} on {place}: {page}");
        }
        assert!(page.contains("De dónde sale"), "{told}: where it comes from is told: {page}");
    }

    async fn pays_of(&self, case: &mut Case, part: Option<&str>) {
        let browser = self.browser_of(case.debtor).await;
        let payment = self.start(&browser, &[&case.number], part, "stripe").await;
        self.sandbox.pay(payment.id, "card").await;
        self.work().await;
        case.paid += payment.amount.minor();
    }
}

on_each_database! {
    // Family: each way in which charges fall; nothing was posted, or a part was paid before, which paid the interest. Then the
    // rest is paid, and nothing is left of anything.
    async fn what_is_asked_is_what_is_owed_after_interest_fell(app: TestApp) {
        app.set_policy(twelve_percent).await;
        for (n, how) in Falls::ALL.into_iter().enumerate() {
            for part in [None, Some("500")] {
                let told = format!("{how:?} after {part:?}");
                let mut case = app.late(&format!("k{n}{}", part.map_or("", |_| "p"))).await;
                if part.is_some() {
                    app.pays_of(&mut case, part).await;
                }
                app.falls(&mut case, how).await;
                app.all_ask_for_the_net(&case, &told).await;
                let net = app.net_of(&case).await;
                if part.is_some() {
                    assert_eq!(net, how.after_a_part(), "{told}");
                }
                if net > 0 {
                    app.pays_of(&mut case, None).await;
                    app.all_ask_for_the_net(&case, &told).await;
                    assert_eq!(app.net_of(&case).await, 0, "{told}: nothing is left");
                }
                let invoice = app.invoice(&case.number).await;
                assert_eq!((invoice.balance.minor(), invoice.charges().minor()), (0, 0), "{told}");
            }
        }
        app.fits().await;
    }

    // Family: all was paid, the interest and the fee too, before they fell: what was paid of them is credit.
    async fn what_was_paid_of_charges_that_fell_is_credit(app: TestApp) {
        app.set_policy(with_fee).await;
        let credits = [
            (Falls::ListLowers, 60_420),
            (Falls::ListDueLater, 6_100),
            (Falls::DueLater, 1_500),
            (Falls::Voided, 306_100),
        ];
        for (n, (how, credit)) in credits.into_iter().enumerate() {
            let mut case = app.late(&format!("w{n}")).await;
            app.pays_of(&mut case, None).await;
            assert_eq!(case.paid, 306_100);
            app.falls(&mut case, how).await;
            assert_eq!(app.net_of(&case).await, -credit, "{how:?}");
            app.all_ask_for_the_net(&case, &format!("{how:?}")).await;
            let invoice = app.invoice(&case.number).await;
            assert_eq!((invoice.balance.minor(), invoice.charges().minor()), (0, 0), "{how:?}");
        }
        app.fits().await;
    }

    // Property: whatever order these come in, with payments between and days that pass, every place asks for the net, no
    // charge is below nothing, and the rest can be paid.
    async fn in_any_order_of_events(app: TestApp) {
        app.set_policy(with_fee).await;
        let mut random = 0x2545_F491_4F6C_DD1D_u64;
        let mut next = |below: u64| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random % below
        };
        for walk in 0..6 {
            let mut case = app.late(&format!("r{walk}")).await;
            let mut events: Vec<Falls> = Falls::ALL.into_iter().filter(|how| *how != Falls::Voided).collect();
            let mut told = format!("walk {walk}");
            while !events.is_empty() && app.net_of(&case).await > 70_000 {
                let choice = next(8);
                if choice == 0 {
                    app.pays_of(&mut case, Some("300")).await;
                    told.push_str(", paid");
                } else if choice == 1 {
                    app.pass(24 * 3600 * 2);
                    told.push_str(", two days");
                } else {
                    let place = usize::try_from(next(events.len() as u64)).expect("small");
                    let how = events.swap_remove(place);
                    app.falls(&mut case, how).await;
                    told.push_str(&format!(", {how:?}"));
                }
                app.all_ask_for_the_net(&case, &told).await;
            }
            if app.net_of(&case).await > 0 {
                app.pays_of(&mut case, None).await;
            }
            app.all_ask_for_the_net(&case, &told).await;
        }
        app.fits().await;
    }

    // Family: a first list with a part paid and no day of it: the day is named or not, overdue or not, the part small or
    // large. What was paid before the list costs no interest, and the report counts it.
    async fn what_a_first_list_says_was_paid_bears_no_interest(app: TestApp) {
        app.set_policy(twelve_percent).await;
        let head = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance\n";
        // Due, open, and what is owed on the 21st: twelve per cent on what is open, and on nothing else.
        let cases = [
            ("2026-10-31", "1000.00", 100_700),
            ("2026-10-31", "2700.00", 271_890),
            ("2026-11-11", "1500.00", 150_500),
            ("2026-12-20", "1000.00", 100_000),
        ];
        for (n, (due, open, owed)) in cases.into_iter().enumerate() {
            app.pass(60);
            let row = format!("F-b{n},b{n},Kay Ruiz,kay@example.test,2026-10-01,{due},MXN,3000.00,{open}\n");
            let applied = app.import(&format!("{head}{row}")).await;
            let figures = applied.figures.values().next().expect("pesos");
            assert_eq!((figures.paid_before.items, figures.paid_before.sum), (1, 300_000 - figures.new.sum), "{open}");
            let case = Case { who: format!("b{n}"), number: format!("F-b{n}"), debtor: app.debtor(&format!("b{n}")).await, paid: 0 };
            assert_eq!(app.net_of(&case).await, owed, "{due} {open}");
            app.all_ask_for_the_net(&case, open).await;
        }
        // A later list: what it says was paid elsewhere came by that list's day, as it knew nothing of it before.
        app.pass(60);
        let row = |open: &str| format!("F-c,c,Kay Ruiz,kay@example.test,2026-10-01,2026-10-31,MXN,3000.00,{open}\n");
        app.import(&format!("{head}{}", row("3000.00"))).await;
        app.pass(60);
        app.import(&format!("{head}{}", row("1000.00"))).await;
        let case = Case { who: "c".to_owned(), number: "F-c".to_owned(), debtor: app.debtor("c").await, paid: 0 };
        assert_eq!(app.net_of(&case).await, 102_100);
        app.fits().await;
    }
}
