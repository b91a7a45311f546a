//! The creditor's policy where people meet it: on the command line, and when a payment is spread.

use super::command::Saldo;
use super::support::*;
use domain::allocation::AllocationOrder;
use domain::money::Money;
use domain::policy::{Amounts, Policy};
use serde_json::json;

on_each_database! {
    async fn it_is_shown_and_set_from_the_command_line(app: TestApp) {
        let saldo = Saldo::of(&app);
        let show = ["policy", "show", "--creditor", "norte"];
        let shown = saldo.run(&show).await;
        assert_eq!(Policy::parse(&shown.stdout), Ok(Policy::default()), "{shown:?}");
        let all = saldo.run(&["policy", "show", "--creditor", "norte", "--json"]).await.json();
        assert_eq!((&all["version"], &all["set_by"], &all["creditor"]), (&json!(0), &json!(null), &json!("norte")));

        let file = app.scratch.file("policy.json", shown.stdout.replace("\"oldest_first\"", "\"pro_rata\""));
        let file = file.to_str().expect("text");
        let tried = saldo.run(&["policy", "set", file, "--creditor", "norte", "--dry-run"]).await;
        assert_eq!((tried.code, tried.stdout.as_str()), (0, "the policy can be read; nothing was set\n"));
        assert_eq!(app.count("SELECT COUNT(*) FROM policy").await, 0);
        for n in [1, 2] {
            let set = saldo.run(&["policy", "set", file, "--creditor", "norte"]).await;
            assert_eq!((set.code, set.stdout), (0, format!("set version {n} for norte\n")));
        }
        let all = saldo.run(&["policy", "show", "--creditor", "norte", "--json"]).await.json();
        assert_eq!((&all["version"], &all["set_by"]), (&json!(2), &json!("command line")));
        assert_eq!(all["policy"]["allocation"], "pro_rata");
        assert!(all["set_at"].as_str().is_some_and(|at| at.ends_with('Z')), "{all}");
        let first = saldo.run(&["policy", "show", "--creditor", "norte", "--version", "1"]).await;
        assert!(first.stdout.contains("\"pro_rata\""), "{first:?}");
        let before = saldo.run(&["policy", "show", "--creditor", "norte", "--version", "0"]).await;
        assert_eq!(Policy::parse(&before.stdout), Ok(Policy::default()));
        // The other creditor's is as it was.
        assert_eq!(saldo.run(&["policy", "show", "--creditor", "sur", "--json"]).await.json()["version"], 0);

        for (args, says) in [
            (&["policy", "show", "--creditor", "norte", "--version", "3"][..], "no version 3"),
            (&["policy", "show", "--creditor", "oeste"], "no creditor `oeste`"),
            (&["policy", "set", file, "--creditor", "oeste"], "no creditor `oeste`"),
            (&["policy", "set", "/nowhere.json", "--creditor", "norte"], "/nowhere.json"),
        ] {
            let out = saldo.run(args).await;
            assert!(out.code == 1 && out.stderr.contains(says) && out.stderr.lines().count() == 1, "{out:?}");
        }
    }

    async fn a_document_that_is_no_policy_is_refused_by_its_field(app: TestApp) {
        let saldo = Saldo::of(&app);
        let right = serde_json::to_string_pretty(&Policy::default()).expect("JSON");
        for (wrong, says) in [
            (right.replace("\"answer_days\": 3", "\"answer_days\": \"soon\""), "`answer_days`"),
            (right.replace("\"most\": 6", "\"most\": 0"), "`plan.automatic.most` must be from 1"),
            (right.replace("\"own_terms\"", "\"own_term\""), "own_term"),
            ("{".to_owned(), "line 1"),
        ] {
            assert_ne!(wrong, right);
            let out = saldo.run_with(&["policy", "set", "-", "--creditor", "norte"], &wrong).await;
            assert!(out.code == 1 && out.stderr.contains(says), "{says}: {out:?}");
            assert!(out.stderr.contains("nothing was set; `saldo policy show"), "{out:?}");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM policy").await, 0);
        let set = saldo.run_with(&["policy", "set", "-", "--creditor", "norte"], &right).await;
        assert_eq!((set.code, set.stdout.as_str()), (0, "set version 1 for norte\n"));
    }

    async fn its_order_spreads_a_payment_and_its_minimum_holds(app: TestApp) {
        let min = Money::new(150_000, "MXN".parse().expect("a currency"));
        app
            .set_policy(|policy| {
                policy.allocation = AllocationOrder::ProRata;
                policy.part_minimum = Amounts::new([min]);
            })
            .await;
        let browser = app.browser_of(app.world.ada).await;
        let refused = app.confirm(&browser, &["A-1", "A-3"], Some("1499.99")).await;
        assert!(refused.status == 422 && refused.text().contains("$1,500.00"), "{}", refused.text());
        // 1,750 of 3,500: half of each.
        let page = app.confirm(&browser, &["A-1", "A-3"], Some("1750")).await.text();
        assert!(page.contains("$750.00") && page.contains("$1,000.00"), "{page}");
        let payment = app.start(&browser, &["A-1", "A-3"], Some("1750"), "stripe").await;
        // A new version changes nothing about what was begun.
        app.set_policy(|policy| policy.allocation = AllocationOrder::OldestFirst).await;
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [75_000, 80_050, 100_000]);
        app.fits().await;
    }
}
