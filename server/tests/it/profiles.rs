//! What was answered about a kind of list holds for the next one of its shape, and for no other.

use super::command::{Ended, Saldo};
use super::support::*;
use serde_json::{Value, json};

/// Two days that can be read in two ways, a `$`, a word that nobody knows, and an amount under a heading of its own.
const HEAD: &str = "Factura,No. Cliente,Cliente,Emisión,Vence,Debe al corte,Estado";

fn rows(numbers: &[&str]) -> String {
    let row = |number: &&str| format!("{number},ada,Ada Pérez,01/10/2026,05/11/2026,$150.00,En ruta\n");
    numbers.iter().map(row).collect()
}

fn list(numbers: &[&str]) -> String {
    format!("{HEAD}\n{}", rows(numbers))
}

const ANSWERS: [&str; 8] = [
    "--map",
    "open_amount=Debe al corte",
    "--default",
    "status:En ruta=open",
    "--default",
    "currency=MXN",
    "--date-format",
    "DD/MM/YYYY",
];

impl TestApp {
    async fn import_by_command(&self, csv: &str, more: &[&str]) -> Ended {
        let file = self.scratch.file("cartera.csv", csv);
        let args = ["import", file.to_str().expect("text"), "--creditor", "norte", "--json"];
        Saldo::of(self).run(&[&args[..], more].concat()).await
    }

    async fn sources(&self) -> Vec<Value> {
        let listed = Saldo::of(self).run(&["source", "list", "--creditor", "norte", "--json"]).await.json();
        listed.as_array().expect("a list").clone()
    }
}

fn asked(ended: &Ended) -> Vec<String> {
    assert_eq!(ended.code, 1, "{ended:?}");
    let told = ended.json();
    let questions = told["questions"].as_array().expect("questions");
    questions.iter().map(|question| question["code"].as_str().expect("a code").to_owned()).collect()
}

on_each_database! {
    async fn what_was_answered_is_not_asked_again(app: TestApp) {
        let first = app.import_by_command(&list(&["P-1"]), &[]).await;
        let mut questions = asked(&first);
        questions.sort();
        assert!(questions.contains(&"date_order".to_owned()) && questions.len() >= 2, "{questions:?}");
        assert!(app.sources().await.is_empty(), "nothing was taken in, so nothing is remembered");
        let taken = app.import_by_command(&list(&["P-1"]), &ANSWERS).await;
        assert_eq!((taken.code, &taken.json()["imported"]), (0, &json!(1)), "{taken:?}");
        app.pass(86_400);
        let next = app.import_by_command(&list(&["P-1", "P-2"]), &[]).await;
        assert_eq!((next.code, &next.json()["imported"]), (0, &json!(1)), "{next:?}");
        assert_eq!(app.invoice("P-2").await.due.to_string(), "2026-11-05");
        // The columns in another order are the same list.
        let turned = format!("Estado,Debe al corte,Vence,Emisión,Cliente,No. Cliente,Factura\n{}", "En ruta,$150.00,05/11/2026,01/10/2026,Ada Pérez,ada,P-3\n");
        assert_eq!(app.import_by_command(&turned, &[]).await.json()["imported"], 1);
        let sources = app.sources().await;
        let [source] = sources.as_slice() else { panic!("{sources:?}") };
        assert_eq!((&source["answers"]["date_format"], &source["complete"]), (&json!("DD/MM/YYYY"), &Value::Null));
        let shown = Saldo::of(&app).run(&["imports", "show", "4", "--creditor", "norte"]).await.json();
        assert_eq!(shown["source"], source["id"], "the record names its source");
    }

    async fn what_no_longer_fits_is_asked_anew_and_never_guessed(app: TestApp) {
        assert_eq!(app.import_by_command(&list(&["P-1"]), &ANSWERS).await.code, 0);
        // A column has gone, or its heading has changed: another kind of list.
        let renamed = list(&["P-2"]).replace("Debe al corte", "Debe");
        assert!(!asked(&app.import_by_command(&renamed, &[]).await).is_empty());
        // A word that was not there before.
        let word = list(&["P-2"]).replace("En ruta", "En el limbo");
        assert_eq!(asked(&app.import_by_command(&word, &[]).await), ["unknown_words"]);
        // A file that tells its own order of day and month is read so.
        let told = format!("{}P-3,ada,Ada Pérez,10/20/2026,11/25/2026,$150.00,En ruta\n", list(&[]));
        assert_eq!(app.import_by_command(&told, &[]).await.json()["imported"], 1);
        assert_eq!(app.invoice("P-3").await.due.to_string(), "2026-11-25");
        // Another creditor's list asks by itself.
        let file = app.scratch.file("sur.csv", list(&["S-9"]));
        let sur = Saldo::of(&app).run(&["import", file.to_str().expect("text"), "--creditor", "sur", "--json"]).await;
        assert!(!asked(&sur).is_empty());
    }

    async fn what_is_given_wins_and_is_remembered_until_it_is_forgotten(app: TestApp) {
        let saldo = Saldo::of(&app);
        assert_eq!(app.import_by_command(&list(&["P-1"]), &ANSWERS).await.code, 0);
        let other = app.import_by_command(&list(&["P-2"]), &["--date-format", "MM/DD/YYYY"]).await;
        assert_eq!(other.code, 0, "{other:?}");
        assert_eq!(app.import_by_command(&list(&["P-3"]), &[]).await.code, 0);
        for number in ["P-2", "P-3"] {
            assert_eq!(app.invoice(number).await.due.to_string(), "2026-05-11");
        }
        let sources = app.sources().await;
        let id = sources[0]["id"].as_str().expect("an id");
        let shown = saldo.run(&["source", "show", id, "--creditor", "norte"]).await.stdout;
        assert!(shown.contains("debe al corte") && shown.contains("\"MM/DD/YYYY\""), "{shown}");
        // As a document, it answers for another shape.
        let answers = app.scratch.file("answers.json", sources[0]["answers"].to_string());
        let wider = list(&["P-4"]).replace("Estado\n", "Estado,Nota\n").replace("En ruta\n", "En ruta,x\n");
        assert!(!asked(&app.import_by_command(&wider, &[]).await).is_empty());
        let by_file = app.import_by_command(&wider, &["--answers", answers.to_str().expect("text")]).await;
        assert_eq!(by_file.code, 0, "{by_file:?}");
        assert_eq!(app.sources().await.len(), 2);
        // Another creditor's are not this one's.
        for of in ["sur", "norte"] {
            let forgotten = saldo.run(&["source", "forget", id, "--creditor", of]).await;
            assert_eq!(forgotten.code, i32::from(of == "sur"), "{forgotten:?}");
        }
        assert!(!asked(&app.import_by_command(&list(&["P-5"]), &[]).await).is_empty());
    }

    async fn that_a_list_names_everything_is_said_once(app: TestApp) {
        let open = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Balance\n";
        let row = |number: &str| format!("{number},ada,Ada Pérez,2026-10-01,2026-10-31,MXN,10.00\n");
        let world = "A-1,ada,Ada Pérez,2026-10-01,2026-10-31,MXN,1500.00\nA-2,ada,Ada Pérez,2026-10-25,2026-11-25,MXN,800.50\n\
                     A-3,ada,Ada Pérez,2026-11-15,2026-12-31,MXN,2000.00\nB-1,ben,Ben Ruiz,2026-11-01,2026-11-30,MXN,1000.00\n\
                     B-2,ben,Ben Ruiz,2026-11-02,2026-12-02,USD,184.50\n";
        let both = format!("{open}{world}{}{}", row("Q-1"), row("Q-2"));
        assert_eq!(app.import_by_command(&both, &["--complete"]).await.code, 0);
        let one = app.import_by_command(&format!("{open}{world}{}", row("Q-2")), &[]).await;
        assert_eq!((&one.json()["closed"], app.owed(["Q-1", "Q-2"]).await), (&json!(1), [0, 1_000]));
        // It still does not close the books by itself.
        let few = format!("{open}{}", row("Q-2"));
        let stopped = app.import_by_command(&few, &[]).await;
        assert!(stopped.code == 1 && stopped.stderr.contains("--allow-closing"), "{stopped:?}");
        let partly = app.import_by_command(&few, &["--incomplete"]).await;
        assert_eq!((partly.code, &partly.json()["closed"]), (0, &json!(0)), "{partly:?}");
        assert_eq!(app.sources().await[0]["complete"], false);
        let allowed = app.import_by_command(&format!("{few}\n"), &["--complete", "--allow-closing"]).await;
        assert_eq!((&allowed.json()["closed"], app.owed(["A-1"]).await), (&json!(5), [0]), "{allowed:?}");
    }

    async fn which_way_yes_points_holds_for_the_next_list(app: TestApp) {
        let head = "Factura,No. Cliente,Cliente,Fecha,Vencimiento,Moneda,Importe,Pendiente\n";
        let row = |number: &str, open: &str| format!("{number},ada,Ada Pérez,2026-10-01,2026-10-31,MXN,100.00,{open}\n");
        let first = format!("{head}{}{}", row("Y-1", "Sí"), row("Y-2", "No"));
        for list in [first.clone(), first.clone(), format!("{first}{}{}", row("Y-3", "No"), row("Y-4", "Sí"))] {
            let taken = app.import_by_command(&list, &[]).await;
            assert_eq!(taken.code, 0, "{taken:?}");
            assert_eq!(app.owed(["Y-1"]).await, [10_000]);
            app.pass(86_400);
        }
        assert_eq!(app.owed(["Y-4"]).await, [10_000]);
    }

    async fn customers_that_went_by_their_number_are_not_told_apart_by_name_unasked(app: TestApp) {
        let head = "Factura,No. Cliente,Cliente,Fecha,Vencimiento,Moneda,Importe\n";
        let row = |number: &str, id: &str, name: &str| format!("{number},{id},{name},2026-10-01,2026-10-31,MXN,100.00\n");
        let first = format!("{head}{}{}", row("Z-1", "z1", "Ana Ruiz"), row("Z-3", "z2", "Beto Gil"));
        assert_eq!(app.import_by_command(&first, &[]).await.code, 0);
        let next = format!("{head}{}{}", row("Z-1", "z1", "Ana Ruiz"), row("Z-2", "z1", "Ana María Ruiz"));
        assert_eq!(asked(&app.import_by_command(&next, &[]).await), ["customer_number"]);
    }

    async fn a_dry_run_remembers_nothing(app: TestApp) {
        let dry = app.import_by_command(&list(&["P-1"]), &[&ANSWERS[..], &["--dry-run"]].concat()).await;
        assert_eq!(dry.code, 0, "{dry:?}");
        assert!(app.sources().await.is_empty());
    }
}
