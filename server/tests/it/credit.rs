//! Credit notes and overpayments pay what is owed: by themselves, by the debtor or by staff; lists show it gross, net, or
//! net in another way, and what is asked for stays the list's net.

use super::command::{Ended, Saldo};
use super::interest::twelve_percent;
use super::support::*;
use domain::audit::Who;
use domain::books::ItemKind;
use domain::money::Money;
use domain::set_off::CreditRule;
use services::books::by_hand::{self, NewDocument, PaidBy, PaymentElsewhere};
use services::books::{Applied, Completeness, Reason, Which};
use services::clock::Clock;

const OPEN: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Balance\n";
const TOTAL: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount\n";
const BOTH: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance\n";
const WHY: [&str; 6] = ["--creditor", "norte", "--reason", "said by phone", "--by", "Nora"];

/// A list of Eva's, who owes nothing else. Notes are of the tenth of October, invoices of the first.
fn eva(head: &str, rows: &[(&str, &str)]) -> String {
    let row = |(number, figures): &(&str, &str)| {
        let days = if number.starts_with('N') { "2026-10-10,2026-10-10" } else { "2026-10-01,2026-10-31" };
        format!("{number},eva,Eva Luna,eva@example.test,{days},MXN,{figures}\n")
    };
    format!("{head}{}", rows.iter().map(row).collect::<String>())
}

impl TestApp {
    async fn whole_list(&self, csv: &str) -> Applied {
        self.pass(60);
        // No two lists are one and the same file.
        let csv = format!("{csv}{}", self.blank_lines().await);
        let read = self.import_file(&csv, |file| file.completeness = Completeness::CompleteBeyondDoubt).await;
        read.unwrap_or_else(|error| panic!("{error}\n{csv}"))
    }

    async fn list_of_eva(&self, head: &str, rows: &[(&str, &str)]) -> Applied {
        self.pass(60);
        let applied = self.import(&format!("{}{}", eva(head, rows), self.blank_lines().await)).await;
        assert!(applied.rejected.is_empty(), "{:?}", applied.rejected);
        applied
    }

    async fn blank_lines(&self) -> String {
        let before = self.count("SELECT COUNT(*) FROM import").await;
        "\n".repeat(usize::try_from(before).expect("few") + 1)
    }

    async fn books_are_sound(&self) {
        let faults = self.verify().await.faults;
        assert!(faults.is_empty(), "{faults:?}");
    }

    /// What Eva has in credit beside her notes.
    async fn credit_of_eva(&self) -> i64 {
        let eva = self.debtor("eva").await;
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let credits = store::debtors::credits(&mut db, self.world.norte.id, eva).await.expect("rows");
        credits.first().map_or(0, |credit| credit.minor())
    }

    async fn eva_pays(&self, number: &str, part: Option<&str>) -> domain::payment::Payment {
        let browser = self.browser_of(self.debtor("eva").await).await;
        let payment = self.start(&browser, &[number], part, "stripe").await;
        self.sandbox.pay(payment.id, "card").await;
        payment
    }

    fn by_phone(&self, key: &str) -> Reason {
        let by = Who::CommandLine("a test".to_owned());
        Reason { by, reason: "by phone".to_owned(), form_key: format!("form-of-{key}") }
    }

    /// Eva pays at the counter, more than she owes.
    async fn paid_at_the_counter(&self, number: &str, minor: i64) {
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let payment = PaymentElsewhere {
            invoice: Which { number: number.to_owned(), debtor: None },
            amount: Money::new(minor, norte.currency),
            on: norte.zone.today(self.clock.now()),
            paid_by: PaidBy::Cash,
            reference: String::new(),
            rest_is_credit: true,
        };
        by_hand::record_payment(services, norte, payment, self.by_phone(&format!("a-payment-{number}")))
            .await
            .expect("recorded");
    }

    /// Staff write a credit note about an invoice.
    async fn note_of_eva(&self, number: &str, minor: i64, of: &str) {
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let day = "2026-10-10".parse().expect("a day");
        let note = NewDocument {
            debtor: "eva".to_owned(),
            kind: ItemKind::CreditNote,
            number: number.to_owned(),
            issued: day,
            due: day,
            total: Money::new(minor, norte.currency),
            description: None,
            names: Some(of.to_owned()),
            lines: Vec::new(),
        };
        by_hand::add_document(services, norte, note, self.by_phone(number)).await.expect("a note");
    }

    async fn credit_desk(&self, args: &[&str]) -> Ended {
        let saldo = Saldo::of(self).with("SALDO_SITE_DIR", Some("/nowhere"));
        saldo.run(&[&["credit"], args, &WHY].concat()).await
    }

    async fn standing_set_offs(&self) -> i64 {
        self.count("SELECT COUNT(*) FROM set_off WHERE amount > taken_back").await
    }
}

fn entry_of(ended: &Ended) -> String {
    let word = ended.stdout.split_whitespace().find(|word| word.starts_with("ent_"));
    word.unwrap_or_else(|| panic!("no entry in {ended:?}")).to_owned()
}

on_each_database! {
    // F14: page, list, reminder and the note's own page go by the net.
    async fn a_credit_note_beside_an_invoice(app: TestApp) {
        app.list_of_eva(TOTAL, &[("F3-1", "200.00"), ("N-1", "-150.00")]).await;
        assert_eq!(app.owed(["F3-1", "N-1"]).await, [5_000, 0]);
        let browser = app.browser_of(app.debtor("eva").await).await;
        let home = browser.get("/").await.text();
        assert!(home.contains("$50.00") && !home.contains("$0.00") && home.contains("Usada"), "{home}");
        let note = browser.get(&format!("/invoices/{}", app.id_of("N-1").await)).await.text();
        assert!(note.contains("Usado en otro documento") && note.contains("F3-1") && note.contains("$150.00"), "{note}");
        let invoice = browser.get(&format!("/invoices/{}", app.id_of("F3-1").await)).await.text();
        assert!(invoice.contains("Saldo a favor usado") && invoice.contains("N-1"), "{invoice}");
        let activity = browser.get("/activity").await.text();
        assert_eq!(activity.matches("N-1 → F3-1").count(), 1, "{activity}");
        assert_eq!(app.pay_form(&browser, &["F3-1"], None).await.value("amount"), "50.00");
        app.books_are_sound().await;
        // More credit than debt shows as credit.
        app.list_of_eva(TOTAL, &[("N-2", "-80.00")]).await;
        assert_eq!(app.owed(["F3-1", "N-2"]).await, [0, -3_000]);
        let home = browser.get("/").await.text();
        assert!(home.contains("Tiene $30.00 a favor"), "{home}");
        let note = browser.get(&format!("/invoices/{}", app.id_of("N-2").await)).await.text();
        assert!(note.contains("$30.00"), "{note}");
        app.books_are_sound().await;
    }

    // Family: the note's list names the invoice or does not; it comes before the invoice or after; two currencies.
    async fn a_note_pays_first_what_it_names(app: TestApp) {
        let head = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Amount,Type,Applied to\n";
        let row = |number: &str, day: &str, currency: &str, amount: &str, kind: &str, of: &str| {
            format!("{number},eva,Eva Luna,2026-10-01,2026-{day},{currency},{amount},{kind},{of}\n")
        };
        let list = [
            row("F-1", "10-31", "MXN", "100.00", "Invoice", ""),
            row("F-2", "11-30", "MXN", "100.00", "Invoice", ""),
            row("N-1", "10-01", "MXN", "-60.00", "Credit note", "F-2"),
            row("N-2", "10-01", "USD", "-60.00", "Credit note", "F-1"),
        ];
        app.import(&format!("{head}{}", list.concat())).await;
        assert_eq!(app.owed(["F-1", "F-2", "N-1", "N-2"]).await, [10_000, 4_000, 0, -6_000]);
        // What comes later is paid as it comes.
        app.list_of_eva(TOTAL, &[("F-9", "30.00")]).await;
        assert_eq!(app.owed(["F-9"]).await, [3_000], "pesos are not paid with dollars");
        app.books_are_sound().await;
    }

    // F34: what was overpaid pays what comes next, and has to be had back when its payment goes back.
    async fn an_overpayment_pays_what_comes_next(app: TestApp) {
        app.list_of_eva(TOTAL, &[("OV-1", "300.00")]).await;
        let browser = app.browser_of(app.debtor("eva").await).await;
        let payment = app.start(&browser, &["OV-1"], None, "stripe").await;
        app.list_of_eva(TOTAL, &[("OV-1", "100.00")]).await;
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!((app.owed(["OV-1"]).await, app.credit_of_eva().await), ([0], 20_000));
        app.list_of_eva(TOTAL, &[("OV-2", "150.00")]).await;
        assert_eq!((app.owed(["OV-2"]).await, app.credit_of_eva().await), ([0], 5_000));
        // The list learns of it: nothing is taken off twice.
        app.list_of_eva(BOTH, &[("OV-2", "150.00,0.00")]).await;
        assert_eq!((app.owed(["OV-2"]).await, app.credit_of_eva().await), ([0], 5_000));
        app.books_are_sound().await;
        // All of the money goes back: what it paid is owed again.
        app.sandbox.refund(payment.id, serde_json::json!({ "amount": 30_000 })).await;
        assert_eq!((app.owed(["OV-1", "OV-2"]).await, app.credit_of_eva().await), ([10_000, 15_000], 0));
        app.fits().await;
    }

    // Family: the list is gross, nets the same (in rows, by leaving out, in two files), takes it back, in every order.
    async fn the_net_is_asked_for_however_a_list_shows_it(app: TestApp) {
        let gross = [("F-1", "1000.00"), ("N-1", "-200.00")];
        let rows = [("F-1", "800.00"), ("N-1", "0.00")];
        let left_out = [("F-1", "800.00")];
        let lists: [&[(&str, &str)]; 8] = [&gross, &gross, &rows, &rows, &gross, &left_out, &gross, &left_out];
        for (n, list) in lists.into_iter().enumerate() {
            app.whole_list(&eva(OPEN, list)).await;
            assert_eq!(app.owed(["F-1", "N-1"]).await, [80_000, 0], "list {n}");
            app.books_are_sound().await;
        }
        // In two files, in either order, neither of them whole.
        for order in [[("F-1", "1000.00"), ("N-1", "-200.00")], [("N-1", "0.00"), ("F-1", "800.00")], [("F-1", "1000.00"), ("N-1", "-200.00")], [("F-1", "800.00"), ("N-1", "0.00")]] {
            let mut least = i64::MAX;
            for row in order {
                app.list_of_eva(OPEN, &[row]).await;
                let [owed, credit] = app.owed(["F-1", "N-1"]).await;
                least = least.min(owed);
                assert!(owed <= 80_000 && credit <= 0, "never more than the net: {owed} {credit}");
                app.books_are_sound().await;
            }
            let [owed, credit] = app.owed(["F-1", "N-1"]).await;
            assert!(owed + credit <= 80_000, "{order:?}: {owed} {credit}");
        }
        app.whole_list(&eva(OPEN, &rows)).await;
        assert_eq!((app.owed(["F-1", "N-1"]).await, app.exceptions().await.len()), ([80_000, 0], 0));
        // A transfer beside it, and a payment here of which the list knows nothing yet.
        app.whole_list(&eva(OPEN, &[("F-1", "700.00")])).await;
        assert_eq!(app.owed(["F-1"]).await, [70_000]);
        app.eva_pays("F-1", Some("50.00")).await;
        app.whole_list(&eva(OPEN, &[("F-1", "900.00"), ("N-1", "-200.00")])).await;
        assert_eq!(app.owed(["F-1"]).await, [65_000]);
        app.whole_list(&eva(OPEN, &[("F-1", "650.00")])).await;
        assert_eq!(app.owed(["F-1"]).await, [65_000]);
        app.fits().await;
    }

    // Family: the source uses the note for another invoice, for nothing we know, or not at all while a transfer came.
    async fn a_list_that_nets_otherwise_moves_the_set_off(app: TestApp) {
        let list = |one: &'static str, two: &'static str, note: &'static str| [("F-1", one), ("F-2", two), ("N-1", note)];
        app.whole_list(&eva(OPEN, &list("1000.00", "500.00", "-200.00"))).await;
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [80_000, 50_000, 0]);
        app.whole_list(&eva(OPEN, &list("1000.00", "300.00", "0.00"))).await;
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [100_000, 30_000, 0]);
        app.books_are_sound().await;
        // Back to where it was.
        app.whole_list(&eva(OPEN, &list("1000.00", "500.00", "-200.00"))).await;
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [80_000, 50_000, 0]);
        // A transfer of as much, and the note stays: both count.
        app.whole_list(&eva(OPEN, &list("800.00", "500.00", "-200.00"))).await;
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [60_000, 50_000, 0]);
        // It bounced, and the note was paid out.
        app.whole_list(&eva(OPEN, &list("1000.00", "500.00", "0.00"))).await;
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [100_000, 50_000, 0]);
        assert!(app.exceptions().await.is_empty(), "{:?}", app.exceptions().await);
        app.books_are_sound().await;
    }

    // Family: the note is void or corrected, the invoice is void, corrected, or closed; with figures or totals alone.
    async fn what_is_set_off_is_no_more_than_there_is(app: TestApp) {
        app.list_of_eva(TOTAL, &[("F-1", "1000.00"), ("N-1", "-200.00")]).await;
        app.list_of_eva(TOTAL, &[("N-1", "-50.00")]).await;
        assert_eq!(app.owed(["F-1", "N-1"]).await, [95_000, 0]);
        app.list_of_eva(TOTAL, &[("N-1", "-200.00")]).await;
        assert_eq!(app.owed(["F-1", "N-1"]).await, [80_000, 0]);
        app.list_of_eva(TOTAL, &[("F-1", "120.00")]).await;
        assert_eq!(app.owed(["F-1", "N-1"]).await, [0, -8_000]);
        app.list_of_eva(TOTAL, &[("F-2", "60.00")]).await;
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [0, 0, -2_000]);
        let head = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Status\n";
        app.list_of_eva(head, &[("F-1", "120.00,Void")]).await;
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [0, 0, -14_000]);
        app.list_of_eva(head, &[("N-1", "-200.00,Void")]).await;
        assert_eq!(app.owed(["F-2", "N-1"]).await, [6_000, 0]);
        assert_eq!((app.standing_set_offs().await, app.exceptions().await.len()), (0, 0));
        app.books_are_sound().await;
        // A list of totals that is whole leaves both out: the note was used, the invoice is paid.
        app.whole_list(&eva(TOTAL, &[("F-5", "100.00"), ("N-5", "-100.00"), ("F-6", "10.00")])).await;
        assert_eq!(app.owed(["F-2", "F-5", "N-5", "F-6"]).await, [0, 0, 0, 1_000]);
        app.whole_list(&eva(TOTAL, &[("F-6", "10.00")])).await;
        assert_eq!(app.owed(["F-5", "N-5", "F-6"]).await, [0, 0, 1_000]);
        app.books_are_sound().await;
    }

    async fn a_payment_and_a_netting_at_once_hold_the_smaller(app: TestApp) {
        app.whole_list(&eva(OPEN, &[("F-1", "1000.00"), ("N-1", "-200.00")])).await;
        app.eva_pays("F-1", Some("200.00")).await;
        assert_eq!(app.owed(["F-1"]).await, [60_000]);
        // 200 less of one, and the note is gone: was the payment booked, or the credit used for it?
        app.whole_list(&eva(OPEN, &[("F-1", "800.00")])).await;
        assert_eq!((app.owed(["F-1"]).await, app.exception_kinds().await), ([60_000], vec!["credit_unclear".to_owned()]));
        app.books_are_sound().await;
        app.whole_list(&eva(OPEN, &[("F-1", "800.00"), ("Q-1", "1.00")])).await;
        assert_eq!(app.exceptions().await.len(), 1, "it is said once");
        // The other is booked too: all is clear.
        app.whole_list(&eva(OPEN, &[("F-1", "600.00"), ("Q-1", "1.00")])).await;
        assert_eq!((app.owed(["F-1"]).await, app.exceptions().await.len()), ([60_000], 0));
        app.fits().await;
    }

    async fn staff_set_off_take_back_and_give_back(app: TestApp) {
        app.credit_waits_for_staff().await;
        app.list_of_eva(TOTAL, &[("F-1", "100.00"), ("F-2", "70.00"), ("N-1", "-150.00")]).await;
        assert_eq!(app.owed(["F-1", "N-1"]).await, [10_000, -15_000]);
        let refused = app.credit_desk(&["set-off", "--note", "N-1", "--invoice", "F-1", "--amount", "100.01"]).await;
        assert!(refused.code == 1 && refused.stderr.contains("no more than 100.00 MXN"), "{refused:?}");
        let refused = app.credit_desk(&["set-off", "--note", "N-1", "--invoice", "A-1"]).await;
        assert!(refused.code == 1 && refused.stderr.contains("another debtor"), "{refused:?}");
        let done = app.credit_desk(&["set-off", "--note", "N-1", "--invoice", "F-1"]).await;
        assert_eq!((done.code, app.owed(["F-1", "N-1"]).await), (0, [0, -5_000]), "{done:?}");
        let saldo = Saldo::of(&app).with("SALDO_SITE_DIR", Some("/nowhere"));
        let listed = saldo.run(&["credit", "list", "--debtor", "eva", "--creditor", "norte"]).await;
        assert!(listed.stdout.contains("N-1: 50.00 MXN left; 100.00 MXN for F-1"), "{listed:?}");
        let back = app.credit_desk(&["take-back", &entry_of(&done)]).await;
        assert_eq!((back.code, app.owed(["F-1", "N-1"]).await), (0, [10_000, -15_000]), "{back:?}");
        let again = app.credit_desk(&["take-back", &entry_of(&done)]).await;
        assert!(again.code == 1 && again.stderr.contains("no set-off"), "{again:?}");
        // What a person took back is not made again by itself.
        app.set_policy(|policy| policy.credit = CreditRule::Automatic).await;
        app.list_of_eva(TOTAL, &[("Q-1", "1.00")]).await;
        assert_eq!(app.owed(["F-1", "F-2", "Q-1", "N-1"]).await, [10_000, 0, 0, -7_900]);
        let given = app.credit_desk(&["give-back", "--note", "N-1", "--amount", "29.00"]).await;
        assert_eq!((given.code, app.owed(["N-1"]).await), (0, [-5_000]), "{given:?}");
        assert!(given.stdout.contains("29.00 MXN recorded as given back elsewhere"), "{given:?}");
        app.books_are_sound().await;
        // What came by a provider goes back by it.
        app.credit_waits_for_staff().await;
        app.list_of_eva(TOTAL, &[("P-1", "300.00")]).await;
        app.eva_pays("P-1", None).await;
        app.list_of_eva(TOTAL, &[("P-1", "100.00")]).await;
        assert_eq!(app.credit_of_eva().await, 20_000);
        let given = app.credit_desk(&["give-back", "--debtor", "eva", "--amount", "120.00"]).await;
        assert!(given.code == 0 && given.stdout.contains("through the provider of pay_"), "{given:?}");
        assert_eq!((app.credit_of_eva().await, app.owed(["P-1"]).await), (8_000, [0]));
        let given = app.credit_desk(&["give-back", "--debtor", "eva", "--elsewhere"]).await;
        assert!(given.code == 0 && app.credit_of_eva().await == 0, "{given:?}");
        let trail = app.texts("SELECT action || ' ' || who || ' ' || detail FROM audit ORDER BY id").await;
        for (action, times) in [("credit_set_off", 1), ("set_off_taken_back", 1), ("credit_given_back", 3)] {
            let found = trail.iter().filter(|act| act.starts_with(action) && act.contains("Nora") && act.contains("said by phone"));
            assert_eq!(found.count(), times, "{action}");
        }
        app.fits().await;
    }

    async fn the_debtor_uses_it_before_paying(app: TestApp) {
        app.set_policy(|policy| policy.credit = CreditRule::Debtor).await;
        app.list_of_eva(TOTAL, &[("F-1", "100.00"), ("F-2", "70.00"), ("N-1", "-150.00")]).await;
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [10_000, 7_000, -15_000]);
        let browser = app.browser_of(app.debtor("eva").await).await;
        let home = browser.get("/").await.text();
        assert!(home.contains("Tiene $150.00 a favor") && home.contains("Puede usarlo antes de pagar"), "{home}");
        let page = browser.get("/pay").await;
        let text = page.text();
        let (credit, first) = (text.find("Usar $150.00").expect("the credit"), text.find("F-1").expect("the invoice"));
        assert!(credit < first, "it is the first way to pay");
        let used = browser.submit(&page.form("/pay/credit"), None).await;
        assert_eq!((used.status, used.location()), (303, "/"));
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [0, 2_000, 0]);
        assert!(!browser.get("/pay").await.text().contains("/pay/credit"), "nothing is left to use");
        let again = browser.submit(&page.form("/pay/credit"), None).await;
        assert_eq!((again.status, app.owed(["F-2"]).await), (303, [2_000]));
        app.books_are_sound().await;
        // Where it is left to staff, a form of an old page does nothing.
        app.credit_waits_for_staff().await;
        app.list_of_eva(TOTAL, &[("N-2", "-10.00")]).await;
        assert!(!browser.get("/pay").await.text().contains("/pay/credit"));
        browser.submit(&page.form("/pay/credit"), None).await;
        assert_eq!(app.owed(["F-2", "N-2"]).await, [2_000, -1_000]);
    }

    async fn interest_goes_by_the_net(app: TestApp) {
        app.set_policy(twelve_percent).await;
        app.list_of_eva(TOTAL, &[("F-1", "1000.00"), ("F-2", "800.00")]).await;
        let accrued = async |number: &str| {
            let (now, eva) = (services::clock::Clock::now(&*app.clock), app.debtor("eva").await);
            let mut db = app.portal.services.store.read().await.expect("a reader");
            let owed = services::account::outstanding(&mut db, &app.world.norte, eva, now).await.expect("rows");
            owed.invoices.iter().find(|invoice| invoice.number == number).map_or(0, |invoice| invoice.interest.minor())
        };
        app.pass(20 * 86_400);
        assert!(accrued("F-1").await > accrued("F-2").await);
        // A note of before it was late takes the interest on its part with it.
        app.list_of_eva(TOTAL, &[("N-1", "-200.00")]).await;
        assert_eq!(app.owed(["F-1"]).await, [80_000]);
        assert_eq!(accrued("F-1").await, accrued("F-2").await);
        app.books_are_sound().await;
    }

    // Family: what a set-off leaves alone.
    async fn what_is_disputed_or_under_way_waits(app: TestApp) {
        app.object("A-1", 140_000, "form-of-dispute-1").await.expect("a dispute");
        app.object("A-3", 200_000, "form-of-dispute-3").await.expect("a dispute");
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-2"], None, "stripe").await;
        app.import(&eva(TOTAL, &[("N-1", "-150.00")]).replace("eva", "ada").replace("Eva Luna", "Ada Pérez")).await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3", "N-1"]).await, [140_000, 80_050, 200_000, -5_000]);
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!((app.owed(["A-2", "N-1"]).await, app.credit_of_ada().await), ([0, -5_000], 0));
        app.fits().await;
    }

    async fn debtors_that_are_joined_or_parted_keep_to_their_own(app: TestApp) {
        app.list_of_eva(TOTAL, &[("F-1", "100.00"), ("F-2", "70.00"), ("N-1", "-150.00")]).await;
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [0, 2_000, 0]);
        let saldo = Saldo::of(&app).with("SALDO_SITE_DIR", Some("/nowhere"));
        let parted = saldo.run(&[&["debtor", "split", "eva", "zoe", "--name", "Zoe", "--invoice", "F-1"][..], &WHY].concat()).await;
        assert_eq!(parted.code, 0, "{parted:?}");
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [10_000, 0, -8_000]);
        app.books_are_sound().await;
        let joined = saldo.run(&[&["debtor", "merge", "zoe", "eva"][..], &WHY].concat()).await;
        assert_eq!(joined.code, 0, "{joined:?}");
        assert_eq!(app.owed(["F-1", "F-2", "N-1"]).await, [2_000, 0, 0]);
        app.books_are_sound().await;
    }

    async fn an_import_that_is_undone_leaves_no_set_off_of_it(app: TestApp) {
        app.list_of_eva(TOTAL, &[("F-1", "100.00")]).await;
        app.list_of_eva(TOTAL, &[("N-1", "-30.00")]).await;
        let n = app.count("SELECT MAX(n) FROM import").await.to_string();
        assert_eq!(app.owed(["F-1"]).await, [7_000]);
        let saldo = Saldo::of(&app).with("SALDO_SITE_DIR", Some("/nowhere"));
        let undone = saldo.run(&["imports", "undo", &n, "--creditor", "norte"]).await;
        assert_eq!(undone.code, 0, "{undone:?}");
        assert_eq!((app.owed(["F-1", "N-1"]).await, app.standing_set_offs().await), ([10_000, 0], 0));
        app.books_are_sound().await;
        // It comes again.
        app.list_of_eva(TOTAL, &[("N-1", "-30.00"), ("Q-1", "1.00")]).await;
        assert_eq!(app.owed(["F-1"]).await, [7_000]);
        // A netting that is undone is as if it had not been said.
        app.whole_list(&eva(OPEN, &[("F-1", "70.00"), ("Q-1", "1.00")])).await;
        assert_eq!(app.owed(["F-1", "N-1"]).await, [7_000, 0]);
        let n = app.count("SELECT MAX(n) FROM import").await.to_string();
        let undone = saldo.run(&["imports", "undo", &n, "--creditor", "norte"]).await;
        assert_eq!(undone.code, 0, "{undone:?}");
        assert_eq!(app.owed(["F-1", "N-1"]).await, [7_000, 0]);
        app.books_are_sound().await;
    }

    // Family: paid too much at the counter or here, after the list had closed it; the list shows it, again, and uses it.
    async fn what_was_overpaid_is_one_credit_though_the_list_shows_it(app: TestApp) {
        app.list_of_eva(BOTH, &[("F-1", "100.00,100.00")]).await;
        app.paid_at_the_counter("F-1", 15_000).await;
        assert_eq!((app.owed(["F-1"]).await, app.credit_of_eva().await), ([0], 5_000));
        let shown = [("F-1", "100.00,-50.00"), ("F-9", "200.00,200.00")];
        for _ in 0..2 {
            app.list_of_eva(BOTH, &shown).await;
            assert_eq!((app.owed(["F-1", "F-9"]).await, app.credit_of_eva().await), ([0, 15_000], 0), "200 - 50");
        }
        app.list_of_eva(BOTH, &[("F-1", "100.00,0.00"), ("F-9", "200.00,150.00")]).await;
        assert_eq!((app.owed(["F-1", "F-9"]).await, app.credit_of_eva().await), ([0, 15_000], 0));
        app.books_are_sound().await;
    }

    // Family: paid in part at the counter or here, known or not; the list corrects the total below that and shows the rest as
    // its credit, again.
    async fn what_a_correction_leaves_of_a_payment_is_one_credit_though_the_list_shows_it(app: TestApp) {
        let mut credit = 0;
        for (nth, (here, known)) in [(false, false), (false, true), (true, false), (true, true)].into_iter().enumerate() {
            let number = &*format!("F-{nth}");
            app.set_policy(|policy| policy.credit = CreditRule::Staff).await;
            app.list_of_eva(BOTH, &[(number, "100.00,100.00")]).await;
            if here {
                app.paid_here(number, 4_000, u32::try_from(nth).expect("few")).await;
            } else {
                app.paid_at_the_counter(number, 4_000).await;
            }
            if known {
                app.list_of_eva(BOTH, &[(number, "100.00,60.00")]).await;
            }
            assert_eq!((app.owed([number]).await, app.credit_of_eva().await), ([6_000], credit));
            credit += 1_000;
            for _ in 0..2 {
                app.list_of_eva(BOTH, &[(number, "30.00,-10.00")]).await;
                assert_eq!((app.owed([number]).await, app.credit_of_eva().await), ([0], credit), "{here} {known}");
            }
            app.books_are_sound().await;
        }
    }

    async fn what_was_paid_twice_here_is_one_credit_though_the_list_shows_it(app: TestApp) {
        app.list_of_eva(BOTH, &[("F-1", "100.00,100.00")]).await;
        let browser = app.browser_of(app.debtor("eva").await).await;
        let payment = app.start(&browser, &["F-1"], None, "stripe").await;
        app.list_of_eva(BOTH, &[("F-1", "100.00,0.00")]).await;
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!((app.owed(["F-1"]).await, app.credit_of_eva().await), ([0], 10_000));
        for _ in 0..2 {
            app.list_of_eva(BOTH, &[("F-1", "100.00,-100.00"), ("F-9", "300.00,300.00")]).await;
            assert_eq!((app.owed(["F-1", "F-9"]).await, app.credit_of_eva().await), ([0, 20_000], 0), "300 - 100");
        }
        app.list_of_eva(BOTH, &[("F-1", "100.00,0.00"), ("F-9", "300.00,200.00")]).await;
        assert_eq!((app.owed(["F-1", "F-9"]).await, app.credit_of_eva().await), ([0, 20_000], 0));
        app.books_are_sound().await;
    }

    // Family: the list does not know of the note, has it in the invoice, and shows it at last, used or open.
    async fn a_note_by_hand_that_the_list_has_used_counts_once(app: TestApp) {
        for (nth, (last, owed)) in [("-30.00,0.00", 7_000), ("-30.00,-30.00", 4_000)].into_iter().enumerate() {
            let (number, note) = (&*format!("F-{nth}"), &*format!("N-{nth}"));
            app.list_of_eva(BOTH, &[(number, "100.00,100.00")]).await;
            app.note_of_eva(note, 3_000, number).await;
            for open in ["100.00,100.00", "100.00,70.00", "100.00,70.00"] {
                app.list_of_eva(BOTH, &[(number, open)]).await;
                assert_eq!(app.owed([number, note]).await, [7_000, 0], "{open}");
            }
            assert!(app.exceptions().await.is_empty());
            // An open note beside what is left says that the rest was paid in another way.
            app.list_of_eva(BOTH, &[(number, "100.00,70.00"), (note, last)]).await;
            assert_eq!(app.owed([number, note]).await, [owed, 0], "{last}");
            app.books_are_sound().await;
        }
    }

    async fn the_day_sets_off_what_waited(app: TestApp) {
        app.credit_waits_for_staff().await;
        app.list_of_eva(TOTAL, &[("F-1", "100.00"), ("N-1", "-30.00")]).await;
        assert_eq!(app.owed(["F-1"]).await, [10_000]);
        app.set_policy(|policy| policy.credit = CreditRule::Automatic).await;
        app.live_through(2026, 11, 25).await;
        assert_eq!(app.owed(["F-1", "N-1"]).await, [7_000, 0]);
        let mails = app.mails_of("reminder");
        assert!(mails.iter().all(|mail| !mail.rendered.text.contains("$100.00")));
        app.books_are_sound().await;
    }

    // Family: a list of some items shows an invoice at its net and leaves the used note out: with more paid beside it, by
    // less than the note paid, in two steps, with the note open beside it; and what lists say after that.
    async fn a_note_that_a_list_has_used_and_leaves_out_counts_once(app: TestApp) {
        type Shown = &'static [(&'static str, &'static str)];
        let all: [(Shown, i64, i64, &str, i64); 5] = [
            // what the next list shows, what is owed then, what of it was paid elsewhere, the whole list after that
            (&[("F-", "1000.00,700.00")], 70_000, 0, "1000.00,700.00", 70_000),
            // By more than the note, or less: the smaller sum, until a whole list says that the note is gone.
            (&[("F-", "1000.00,500.00")], 20_000, 50_000, "1000.00,500.00", 50_000),
            (&[("F-", "1000.00,800.00")], 50_000, 20_000, "1000.00,500.00", 50_000),
            (&[("F-", "1000.00,700.00"), ("N-", "-300.00,-300.00")], 40_000, 30_000, "1000.00,400.00", 40_000),
            (&[("F-", "900.00,600.00")], 60_000, 0, "900.00,600.00", 60_000),
        ];
        for (nth, (rows, owed, elsewhere, whole, then)) in all.into_iter().enumerate() {
            let (number, note) = (format!("F-{nth}"), format!("N-{nth}"));
            let (number, note) = (number.as_str(), note.as_str());
            app.list_of_eva(BOTH, &[(number, "1000.00,1000.00"), (note, "-300.00,-300.00")]).await;
            assert_eq!(app.owed([number, note]).await, [70_000, 0]);
            let named: Vec<(String, &str)> = rows.iter().map(|(start, open)| (format!("{start}{nth}"), *open)).collect();
            let named: Vec<(&str, &str)> = named.iter().map(|(number, open)| (number.as_str(), *open)).collect();
            for again in [false, true] {
                let applied = app.list_of_eva(BOTH, &named).await;
                assert_eq!(app.owed([number, note]).await, [owed, 0], "{named:?}, again: {again}");
                let told = applied.figures.get(&app.world.norte.currency).map_or(0, |figures| figures.paid_elsewhere.sum);
                assert_eq!(told, if again { 0 } else { elsewhere }, "{named:?}");
                if let Some(change) = applied.largest.iter().find(|change| change.number == number) {
                    assert_eq!((change.before.minor(), change.after.minor()), (70_000, owed), "{named:?}");
                }
                app.books_are_sound().await;
            }
            // A whole list, in which the used note is gone, says no more.
            app.whole_list(&eva(BOTH, &[(number, whole)])).await;
            assert_eq!(app.owed([number, note]).await, [then, 0], "{named:?}");
            app.books_are_sound().await;
            app.whole_list(&eva(BOTH, &[])).await;
        }
        assert!(app.exceptions().await.is_empty());
    }

    // Two notes of one invoice: the one that the list has used, and shows nothing of.
    async fn of_two_notes_the_list_has_used_one(app: TestApp) {
        app.list_of_eva(BOTH, &[("F-1", "1000.00,1000.00"), ("N-1", "-300.00,-300.00"), ("N-2", "-200.00,-200.00")]).await;
        assert_eq!(app.owed(["F-1"]).await, [50_000]);
        app.list_of_eva(BOTH, &[("F-1", "1000.00,700.00")]).await;
        assert_eq!(app.owed(["F-1"]).await, [50_000]);
        app.list_of_eva(BOTH, &[("F-1", "1000.00,500.00")]).await;
        assert_eq!(app.owed(["F-1"]).await, [50_000]);
        // It says that the second is open: what came off was something else.
        app.list_of_eva(BOTH, &[("F-1", "1000.00,500.00"), ("N-2", "-200.00,-200.00")]).await;
        assert_eq!(app.owed(["F-1", "N-2"]).await, [30_000, 0]);
        app.books_are_sound().await;
    }
}
