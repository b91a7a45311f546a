//! Lists that a creditor's system writes night after night, beside payments here and elsewhere: what is asked for agrees
//! with the last list, whatever happened on either side in between.

use super::days::in_three;
use super::interest::{twelve_percent, with_fee};
use super::support::*;
use domain::dispute::DisputeState;
use services::books::{Applied, Completeness, ImportError};
use store::debtors;

const OPEN: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Balance\n";
const BOTH: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance\n";
const TOTAL: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount\n";

/// A list of Ada's, one row a number with the figures of the heading.
fn ada(head: &str, rows: &[(&str, &str)]) -> String {
    let row = |(number, figures): &(&str, &str)| {
        format!("{number},ada,Ada Pérez,ada@example.test,2026-10-01,2026-10-31,MXN,{figures}\n")
    };
    format!("{head}{}", rows.iter().map(row).collect::<String>())
}

impl TestApp {
    /// Ada pays a part of an invoice by card.
    async fn ada_pays_part(&self, number: &str, part: &str) -> domain::payment::Payment {
        let browser = self.browser_of(self.world.ada).await;
        let payment = self.start(&browser, &[number], Some(part), "stripe").await;
        self.sandbox.pay(payment.id, "card").await;
        payment
    }

    /// Everything that Ada owes with this number: nothing is asked of it twice.
    async fn asks_for(&self, number: &str) -> i64 {
        self.invoice(number).await.asked().minor()
    }

    async fn sound(&self) {
        let report = self.verify().await;
        assert!(report.faults.is_empty(), "{:?}", report.faults);
    }

    async fn import_complete(&self, csv: &str) -> Result<Applied, ImportError> {
        self.import_file(csv, |file| file.completeness = Completeness::Complete).await
    }
}

on_each_database! {
    // Family: a list of open sums is read again after a payment here; the total may stand beside it or not.
    async fn what_was_paid_here_is_not_taken_off_twice(app: TestApp) {
        for (number, head, first, second) in [("R-1", OPEN, "1000.00", "600.00"), ("R-2", BOTH, "1000.00,1000.00", "1000.00,600.00")] {
            app.import(&ada(head, &[(number, first)])).await;
            app.ada_pays_part(number, "400.00").await;
            assert_eq!(app.owed([number]).await, [60_000]);
            // The creditor has not booked it yet: the same list once more.
            app.pass(3600);
            app.import(&ada(head, &[(number, first), ("R-9", first)])).await;
            assert_eq!(app.owed([number]).await, [60_000]);
            for _ in 0..2 {
                app.pass(3600);
                app.import(&ada(head, &[(number, second)])).await;
                assert_eq!(app.owed([number]).await, [60_000], "{number}");
            }
        }
        assert!(app.exceptions().await.is_empty());
        app.sound().await;
    }

    // Family: all of a payment that the list knows is given back, or a part of it; the list says what it said before, then
    // asks for it; a whole list leaves it out. What a bank has taken may come back, and is owed meanwhile.
    async fn a_refund_that_the_list_does_not_know_is_not_asked_for(app: TestApp) {
        for (n, (amount, asked)) in [("1000.00", 100_000), ("300.00", 30_000)].into_iter().enumerate() {
            for whole in [false, true] {
                let number = &format!("R-{n}{whole}");
                let paid = ada(BOTH, &[(number, "1000.00,0.00")]);
                app.import(&ada(BOTH, &[(number, "1000.00,1000.00")])).await;
                let payment = app.ada_pays_part(number, "1000.00").await;
                app.import(&paid).await;
                let minor: i64 = asked;
                app.sandbox.refund(payment.id, serde_json::json!({ "amount": minor })).await;
                assert_eq!(app.owed([number]).await, [asked], "{amount}: until a list speaks of it");
                for again in ["\n", "\n\n"] {
                    app.pass(3600);
                    let list = if whole { ada(BOTH, &[]) } else { format!("{paid}{again}") };
                    if whole {
                        // Another file each time: the same one of one day would be a copy.
                        let csv = format!("{list}{again}{}", "\n".repeat(2 * n));
                        app.import_file(&csv, |file| file.completeness = Completeness::CompleteBeyondDoubt).await.expect("a list");
                    } else {
                        app.import(&list).await;
                    }
                    assert_eq!(app.owed([number]).await, [0], "{amount}, whole: {whole}");
                    assert_eq!(app.exceptions_about(number).await, ["list_asks_less"], "{amount}, whole: {whole}");
                }
                app.sound().await;
                app.pass(3600);
                app.import(&format!("{}\n\n\n", ada(BOTH, &[(number, &format!("1000.00,{amount}"))]))).await;
                assert_eq!((app.owed([number]).await, app.exceptions_about(number).await.len()), ([asked], 0), "{amount}");
                app.sound().await;
            }
        }
    }

    // Family: a transfer lowers what is open of a known invoice, in steps, with and without payments here between.
    async fn a_transfer_lowers_what_is_open(app: TestApp) {
        for (figures, asked) in [("1000.00,1000.00", 100_000), ("1000.00,600.00", 60_000), ("1000.00,0.00", 0)] {
            app.import(&ada(BOTH, &[("R-1", figures)])).await;
            assert_eq!(app.owed(["R-1"]).await, [asked]);
        }
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/invoices/{}", app.id_of("R-1").await)).await.text();
        assert!(page.contains("Pago por otra vía") && page.contains("$400.00") && page.contains("$600.00"), "{page}");
        // A transfer that bounced is owed again, newest first.
        app.import(&ada(BOTH, &[("R-1", "1000.00,700.00")])).await;
        assert_eq!(app.owed(["R-1"]).await, [70_000]);
        // Paid here and elsewhere between two lists.
        app.ada_pays_part("R-1", "200.00").await;
        app.import(&ada(BOTH, &[("R-1", "1000.00,400.00")])).await;
        assert_eq!(app.owed(["R-1"]).await, [40_000]);
        app.sound().await;
    }

    async fn more_than_can_be_explained_waits_for_a_person(app: TestApp) {
        app.import(&ada(BOTH, &[("R-1", "1000.00,1000.00")])).await;
        app.ada_pays_part("R-1", "400.00").await;
        app.import(&ada(BOTH, &[("R-1", "1000.00,600.00")])).await;
        // The list forgets the payment again.
        let first = app.import(&ada(BOTH, &[("R-1", "1000.00,1000.00"), ("R-2", "1.00,1.00")])).await;
        assert_eq!((first.exceptions, app.owed(["R-1"]).await), (1, [60_000]), "the smaller sum is asked");
        assert_eq!(app.exception_kinds().await, ["list_asks_more"]);
        app.import(&ada(BOTH, &[("R-1", "1000.00,1000.00"), ("R-2", "1.00,1.00"), ("R-3", "1.00,1.00")])).await;
        assert_eq!(app.exceptions().await.len(), 1, "it is said once");
        app.import(&ada(BOTH, &[("R-1", "1000.00,550.00")])).await;
        assert_eq!((app.owed(["R-1"]).await, app.exceptions().await.len()), ([55_000], 0), "and is over when a list agrees");
        app.sound().await;
    }

    // Family: what the books and the list do about a dispute, in either order; the total falls by less, as much or more.
    async fn a_correction_answers_a_dispute_in_either_order(app: TestApp) {
        for (n, disputed, lowered, after, then) in [(1, 6_000, "40.00", 4_000, 4_000), (2, 6_000, "80.00", 8_000, 4_000), (3, 6_000, "10.00", 1_000, 1_000)] {
            let number = format!("OC-{n}");
            app.import(&ada(TOTAL, &[(&number, "100.00")])).await;
            let dispute = app.object(&number, disputed, &format!("form-of-dispute-{n}")).await.expect("a dispute");
            app.import(&ada(TOTAL, &[(&number, lowered)])).await;
            assert_eq!(app.owed([&number]).await, [after], "{number}");
            let left = app.dispute(dispute).await.unanswered().expect("small").minor();
            assert_eq!(app.asks_for(&number).await, after - left, "what is left of it is on hold");
            assert_eq!(app.rule(dispute, left).await.is_ok(), left > 0, "it was answered, or the rest of it is");
            assert_eq!((app.owed([&number]).await, app.credit_of_ada().await), ([then], 0), "{number}");
            assert_eq!(app.dispute(dispute).await.state, DisputeState::Upheld);
        }
        // The other order: upheld first, then the list follows.
        app.import(&ada(TOTAL, &[("OD-1", "100.00")])).await;
        let dispute = app.object("OD-1", 6_000, "form-of-dispute-9").await.expect("a dispute");
        app.rule(dispute, 6_000).await.expect("a ruling");
        for list in ["100.00", "40.00", "40.00"] {
            app.import(&ada(TOTAL, &[("OD-1", list), ("OD-2", list)])).await;
            assert_eq!((app.owed(["OD-1"]).await, app.credit_of_ada().await), ([4_000], 0), "{list}");
        }
        app.sound().await;
    }

    // Family: a complete list leaves out one item, all of them, or is another firm's.
    async fn what_a_complete_list_leaves_out_is_closed(app: TestApp) {
        let whole = ada(OPEN, &[("R-1", "500.00"), ("R-2", "70.00"), ("R-3", "5000.00"), ("A-1", "1500.00"), ("A-2", "800.50"), ("A-3", "2000.00")]);
        let others = "B-1,ben,Ben Ruiz,ben@example.test,2026-11-01,2026-11-30,MXN,1000.00\nB-2,ben,Ben Ruiz,ben@example.test,2026-11-02,2026-12-02,USD,184.50\n";
        let whole = format!("{whole}{others}");
        let first = app.import_complete(&whole).await.expect("nothing is closed");
        assert_eq!((first.closed, first.not_named), (0, 0));
        let next = whole.replace("R-1,ada,Ada Pérez,ada@example.test,2026-10-01,2026-10-31,MXN,500.00\n", "");
        // Somebody says that it is not complete: that is told, and nothing else.
        let told = app.import_file(&next, |file| file.completeness = Completeness::Incomplete).await.expect("a list");
        assert_eq!((told.closed, told.not_named, app.owed(["R-1"]).await), (0, 1, [50_000]));
        app.pass(60);
        let closed = app.import_complete(&format!("{next}\n")).await.expect("a list");
        assert_eq!((closed.closed, app.owed(["R-1", "R-2"]).await), (1, [0, 7_000]));
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/invoices/{}", app.id_of("R-1").await)).await.text();
        assert!(page.contains("Pago por otra vía"), "{page}");
        // It is in the next list again: a cheque bounced.
        app.pass(60);
        app.import_complete(&format!("{whole}\n\n")).await.expect("a list");
        assert_eq!(app.owed(["R-1"]).await, [50_000]);
        // Far too much at once, nothing at all, or another firm's: stopped, with nothing written.
        let before = app.digest().await;
        let few = ada(OPEN, &[("R-2", "70.00")]);
        let refused = app.import_complete(&few).await.expect_err("too much");
        assert!(refused.to_string().contains("--allow-closing"), "{refused}");
        let strangers = ada(OPEN, &[("Z-1", "70.00"), ("Z-2", "9000.00")]);
        assert!(matches!(app.import_complete(&strangers).await, Err(ImportError::Closing(_))));
        assert_eq!(app.digest().await, before);
        let allowed = app.import_file(&few, |file| file.completeness = Completeness::CompleteBeyondDoubt).await.expect("allowed");
        assert_eq!((allowed.closed, app.owed(["R-3", "A-1", "B-2"]).await), (7, [0, 0, 0]));
        app.sound().await;
    }

    // Family: lists in the wrong order of time, in all their orders.
    async fn an_older_list_never_overrides_a_newer_one(app: TestApp) {
        let (day_1, day_2, day_3) = ("1000.00,1000.00", "1000.00,600.00", "1000.00,250.00");
        for (n, order) in [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]].into_iter().enumerate() {
            let number = format!("R-{n}");
            for day in order {
                let figures = [day_1, day_2, day_3][day - 1];
                let as_of = format!("2026-11-0{day}").parse().expect("a day");
                let list = ada(BOTH, &[(&number, figures)]);
                app.import_file(&list, |file| file.as_of = Some(as_of)).await.expect("a list");
            }
            assert_eq!(app.owed([&number]).await, [25_000], "{order:?}");
        }
        // A newer list that names it without a change counts too.
        let as_of = |day: &str| Some(day.parse().expect("a day"));
        let list = |figures| ada(BOTH, &[("Q-1", figures)]);
        for (day, figures) in [("2026-11-01", day_1), ("2026-11-03", day_1), ("2026-11-02", day_2)] {
            app.import_file(&format!("{}\n", list(figures)), |file| file.as_of = as_of(day)).await.expect("a list");
        }
        assert_eq!(app.owed(["Q-1"]).await, [100_000]);
        // A file that is read once more on its day is as old as it was; on another day it speaks for that one.
        app.import(&list(day_2)).await;
        app.pass(60);
        app.import(&list(day_3)).await;
        app.import(&list(day_2)).await;
        assert_eq!(app.owed(["Q-1"]).await, [25_000]);
        app.pass(86_400);
        app.import(&list(day_2)).await;
        assert_eq!(app.owed(["Q-1"]).await, [60_000]);
        app.sound().await;
    }

    async fn void_paid_and_draft_are_not_asked_for(app: TestApp) {
        app.credit_waits_for_staff().await;
        let head = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Status\n";
        app.import(&ada(head, &[("S-9", "100.00,Open"), ("V-1", "100.00,Open"), ("V-2", "100.00,Paid"), ("V-3", "100.00,Void")])).await;
        assert_eq!(app.owed(["V-1", "V-2"]).await, [10_000, 0]);
        assert_eq!(app.count("SELECT COUNT(*) FROM invoice WHERE number = 'V-3'").await, 0);
        app.ada_pays_part("V-1", "40.00").await;
        app.import(&ada(head, &[("V-1", "100.00,Void")])).await;
        assert_eq!((app.owed(["V-1"]).await, app.credit_of_ada().await), ([0], 4_000), "what was paid is hers");
        assert!(app.invoice("V-1").await.void);
        assert_eq!(app.exception_kinds().await, ["paid_and_void"]);
        app.fits().await;
    }

    async fn a_lowered_total_gives_back_what_was_paid_beyond_it(app: TestApp) {
        app.credit_waits_for_staff().await;
        app.import(&ada(TOTAL, &[("OV-1", "300.00")])).await;
        let payment = app.ada_pays_part("OV-1", "300.00").await;
        app.import(&ada(TOTAL, &[("OV-1", "100.00")])).await;
        assert_eq!((app.owed(["OV-1"]).await, app.credit_of_ada().await), ([0], 20_000));
        // Up again: its own money pays it first.
        app.import(&ada(TOTAL, &[("OV-1", "250.00")])).await;
        assert_eq!((app.owed(["OV-1"]).await, app.credit_of_ada().await), ([0], 5_000));
        app.sandbox.refund(payment.id, serde_json::json!({ "amount": 30_000 })).await;
        assert_eq!((app.owed(["OV-1"]).await, app.credit_of_ada().await), ([25_000], 0), "the credit goes first");
        app.fits().await;
    }

    async fn what_was_never_owed_bore_no_interest(app: TestApp) {
        app.set_policy(twelve_percent).await;
        app.import(&ada(TOTAL, &[("I-1", "1000.00"), ("I-2", "500.00")])).await;
        app.pass(20 * 86_400);
        let accrued = async |number: &str| {
            let now = services::clock::Clock::now(&*app.clock);
            let mut db = app.portal.services.store.read().await.expect("a reader");
            let owed = services::account::outstanding(&mut db, &app.world.norte, app.world.ada, now).await.expect("rows");
            owed.invoices.iter().find(|invoice| invoice.number == number).map_or(0, |invoice| invoice.interest.minor())
        };
        assert!(accrued("I-1").await > accrued("I-2").await);
        app.import(&ada(TOTAL, &[("I-1", "500.00")])).await;
        assert_eq!(accrued("I-1").await, accrued("I-2").await);
        app.import(&ada(TOTAL, &[("I-1", "0.00")])).await;
        assert_eq!(accrued("I-1").await, 0);
        app.sound().await;
    }

    // Family: payments here that paid interest and fees first, whole and in parts, through the provider and recorded, in lists
    // that know of no charges, part them as we do, or come to do so; and the rest of it.
    async fn what_a_payment_paid_of_charges_was_not_paid_elsewhere(app: TestApp) {
        app.set_policy(with_fee).await;
        let list = |number: &str, open: &str| {
            format!("Invoice,Customer ID,Customer,Date,Due Date,Currency,Amount,Balance\n\
                     {number},ada,Ada Pérez,2026-10-01,2026-10-31,MXN,1000.00,{open}\n")
        };
        let elsewhere = "SELECT COUNT(*) FROM entry WHERE kind = 'paid_outside' AND cause LIKE 'invoice:%'";
        let pays = async |number: &str, part: Option<&str>| {
            let browser = app.browser_of(app.world.ada).await;
            let payment = app.start(&browser, &[number], part, "stripe").await;
            app.sandbox.pay(payment.id, "card").await;
            app.work().await;
        };
        for (number, next) in [("W-1", "700.00"), ("W-2", "700.00"), ("W-3", "parted")] {
            app.import(&list(number, "1000.00")).await;
            app.pass(86_400);
            pays(number, Some("300")).await;
            let left = app.owed([number]).await[0];
            assert!(left > 70_000 && left < 80_000, "{left}");
            let parted = format!("{}.{:02}", left / 100, left % 100);
            let open = if next == "parted" { parted.clone() } else { next.to_owned() };
            app.import(&list(number, &open)).await;
            app.pass(86_400);
            app.import(&format!("{}\n", list(number, &open))).await;
            assert_eq!((app.owed([number]).await, app.count(elsewhere).await), ([left], 0), "{number}");
            if number == "W-2" {
                app.import(&format!("{}\n\n", list(number, &parted))).await;
                assert_eq!((app.owed([number]).await, app.count(elsewhere).await), ([left], 0), "parted later");
            }
            pays(number, None).await;
            app.import(&list(number, "0.00")).await;
            assert_eq!((app.owed([number]).await, app.count(elsewhere).await), ([0], 0), "{number}");
        }
        assert_eq!(app.texts("SELECT kind || ' ' || detail FROM exception").await, Vec::<String>::new());
        app.sound().await;
    }

    // Family: one number in two series, on two kinds of documents, in parts.
    async fn a_number_is_told_apart_by_series_and_kind(app: TestApp) {
        let head = "Serie,Folio,Customer ID,Customer,Email,Date,Due Date,Currency,Amount\n";
        let row = |series: &str, folio: &str, amount: &str| format!("{series},{folio},ada,Ada Pérez,ada@example.test,2026-10-15,2026-11-14,MXN,{amount}\n");
        app.import(&format!("{head}{}", row("X", "900", "1000.00"))).await;
        app.import(&format!("{head}{}", row("Y", "900", "350.00"))).await;
        assert_eq!(app.owed(["X-900", "Y900"]).await, [100_000, 35_000]);
        // The next list has the series in the number: the same debt.
        app.import(&ada(TOTAL, &[("X900", "1000.00")]).replace("2026-10-01,2026-10-31", "2026-10-15,2026-11-14")).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM invoice WHERE number_key LIKE 'x900%'").await, 1);
        app.import(&ada(TOTAL, &[("N-1", "100.00")])).await;
        app.import(&ada(TOTAL, &[("N-1", "-30.00")])).await;
        assert_eq!(app.owed(["N-1"]).await, [10_000], "a credit note may have an invoice's number");
        app.sound().await;
    }

    // Family: names, numbers and mail addresses of customers that change, are missing, or are two people's.
    async fn nobody_is_merged_in_silence(app: TestApp) {
        let debtors = "SELECT COUNT(*) FROM debtor";
        let before = app.count(debtors).await;
        let head = "Factura,Cliente,Correo,Fecha,Vencimiento,Moneda,Total\n";
        let row = |number: &str, name: &str, mail: &str, total: &str| format!("{number},\"{name}\",{mail},15/10/2026,14/11/2026,MXN,{total}\n");
        let (old, new) = ("Ferreteria Norte SA de CV", "Ferretería Norte, S.A. de C.V.");
        app.import(&format!("{head}{}", row("FN-1", old, "fn@norte.example", "100.00"))).await;
        app.import(&format!("{head}{}{}", row("FN-1", new, "fn@norte.example", "100.00"), row("FN-2", new, "fn@norte.example", "70.00"))).await;
        assert_eq!(app.count(debtors).await, before + 1, "one account that owes 170.00");
        assert_eq!(app.owed(["FN-1", "FN-2"]).await, [10_000, 7_000]);
        // Two people of one name.
        app.import(&format!("{head}{}{}", row("JP-1", "Juan Pérez", "jp@casa.example", "1500.00"), row("JP-2", "Juan Pérez", "jp@otro.example", "2000.00"))).await;
        let (one, two) = (app.invoice("JP-1").await.debtor, app.invoice("JP-2").await.debtor);
        assert_ne!(one, two);
        // A row that could be either's is nobody's.
        let unclear = app.import(&format!("{head}{}", row("JP-3", "Juan Pérez", "", "9.00"))).await;
        assert_eq!(unclear.rejected.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["ambiguous_customer"]);
        // A later list without a name changes no name; one with a number changes it and asks nothing.
        app.import("Invoice,Customer ID,Date,Due Date,Currency,Amount\nN-2,ada,2026-10-02,2026-11-01,MXN,20.00\n").await;
        let name = async || {
            let mut db = app.portal.services.store.read().await.expect("a reader");
            debtors::by_id(&mut db, app.world.norte.id, app.world.ada).await.expect("rows").expect("Ada").name
        };
        assert_eq!(name().await, "Ada Pérez");
        app.import(&ada(TOTAL, &[("N-3", "20.00")]).replace("Ada Pérez", "Ada Pérez Luna")).await;
        assert_eq!(name().await, "Ada Pérez Luna");
        // Everybody's tax number identifies nobody, and a mail address neither.
        let head = "Factura,RFC,Cliente,Correo,Fecha,Vencimiento,Moneda,Total\n";
        let row = |number: &str, name: &str| format!("{number},XAXX010101000,{name},caja@tienda.example,15/10/2026,14/11/2026,MXN,10.00\n");
        app.import(&format!("{head}{}{}", row("G-1", "Rosa Lima"), row("G-2", "Hugo Mata"))).await;
        assert_ne!(app.invoice("G-1").await.debtor, app.invoice("G-2").await.debtor);
        app.sound().await;
    }

    async fn a_plan_is_paid_by_what_came_elsewhere(app: TestApp) {
        let plan = app.agree(app.world.ada, in_three(), "form-of-a-plan-7").await.expect("a plan");
        let covered = app.invoice("A-1").await;
        assert!(covered.plan.is_some(), "{plan:?}");
        app.import(&ada(BOTH, &[("A-1", "1500.00,0.00"), ("A-2", "800.50,0.00"), ("A-3", "2000.00,0.00")])).await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 0]);
        assert_eq!(app.texts("SELECT state FROM agreement").await, ["kept"]);
        // The transfer bounced: the plan holds again.
        app.import(&ada(BOTH, &[("A-1", "1500.00,1500.00")])).await;
        assert_eq!((app.owed(["A-1"]).await, app.texts("SELECT state FROM agreement").await), ([150_000], vec!["live".to_owned()]));
        app.sound().await;
    }
}
