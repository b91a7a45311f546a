//! A list that leaves a used credit note out, and shows for the first time what it was used for.

use super::support::*;
use domain::set_off::CreditRule;
use services::books::Completeness;

const BOTH: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance\n";

async fn sound(app: &TestApp) {
    let faults = app.verify().await.faults;
    assert!(faults.is_empty(), "{faults:?}");
}

on_each_database! {
    // Family: the list leaves the used note out and shows the invoice for the first time: lower by one note, by all of them, by
    // another sum, or with the note beside it; and a complete list, which says itself what is left of the note.
    async fn an_invoice_that_is_first_shown_at_its_net_is_told(app: TestApp) {
        for (n, (notes, open, told)) in [
            (&["-30.00"][..], "70.00", true),
            (&["-30.00", "-20.00"], "70.00", true),
            (&["-30.00", "-20.00"], "50.00", true),
            (&["-30.00"], "60.00", false),
            (&["-30.00"], "100.00", false),
        ]
        .into_iter()
        .enumerate()
        {
            for policy in ["staff", "automatic"] {
                if policy == "staff" {
                    app.credit_waits_for_staff().await;
                } else {
                    app.set_policy(|policy| policy.credit = CreditRule::Automatic).await;
                }
                let who = format!("w{n}{policy}");
                let row = |number: &str, figures: &str| format!("{number}-{who},{who},Wanda {who},{who}@example.test,2026-10-01,2026-10-31,MXN,{figures}\n");
                let given: String = (1..).zip(notes).map(|(m, sum): (u32, _)| row(&format!("N{m}"), &format!("{sum},{sum}"))).collect();
                app.pass(60);
                app.import_file(&format!("{BOTH}{given}"), |file| file.completeness = Completeness::Incomplete).await.expect("a list");
                app.pass(60);
                let csv = format!("{BOTH}{}", row("F", &format!("100.00,{open}")));
                let next = app.import_file(&csv, |file| file.completeness = Completeness::Incomplete).await.expect("a list");
                assert_eq!(next.exceptions, u64::from(told), "{who}, {open}: {next:?}");
                assert_eq!(app.exceptions_about(&format!("F-{who}")).await.len(), usize::from(told), "{who}");
                // The smaller sum is asked, and the same list again tells nothing anew.
                app.pass(86_400);
                let again = app.import_file(&csv, |file| file.completeness = Completeness::Incomplete).await.expect("a list");
                assert_eq!(again.exceptions, 0, "{again:?}");
                sound(&app).await;
            }
        }
        // With the note beside it, as it is open or used, there is nothing to tell.
        for (who, note) in [("v1", "-30.00,-30.00"), ("v2", "-30.00,0.00")] {
            let row = |number: &str, figures: &str| format!("{number}-{who},{who},Vera {who},{who}@example.test,2026-10-01,2026-10-31,MXN,{figures}\n");
            app.pass(60);
            app.import_file(&format!("{BOTH}{}", row("N", "-30.00,-30.00")), |file| file.completeness = Completeness::Incomplete).await.expect("a list");
            app.pass(60);
            let csv = format!("{BOTH}{}{}", row("N", note), row("F", "100.00,70.00"));
            let next = app.import_file(&csv, |file| file.completeness = Completeness::Incomplete).await.expect("a list");
            assert_eq!(next.exceptions, 0, "{who}: {next:?}");
            sound(&app).await;
        }
    }
}
