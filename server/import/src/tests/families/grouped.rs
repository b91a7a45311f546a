//! Reports that have the customer on a line above its documents, and a column that might be one besides: accounts, classes,
//! sales people, the other side of a booking.

use super::{all_counted, owed};

fn report(column: &str, cells: [&str; 5], sums: bool, label: &str) -> String {
    let sum =
        |name: &str, amount: &str| if sums { format!("Total for {name},,,,,,,{amount}\n") } else { String::new() };
    format!(
        "Mi Empresa,,,,,,,\nTransaction List by Customer,,,,,,,\n\"January - November, 2026\",,,,,,,\n,,,,,,,\n\
         ,Date,Transaction Type,Num,Due Date,Memo/Description,{column},Amount\n\
         {label}Adams Catering,,,,,,,\n,10/15/2026,Invoice,1001,11/14/2026,,{},\"1,000.00\"\n,10/20/2026,Payment,2345,10/20/2026,,{},-400.00\n\
         ,10/25/2026,Credit Memo,1002,10/25/2026,,{},-50.00\n{}{label}Bob's Diner,,,,,,,\n,11/15/2026,Invoice,1003,12/15/2026,,{},250.00\n\
         ,11/16/2026,Estimate,77,12/16/2026,,{},900.00\n{}",
        cells[0],
        cells[1],
        cells[2],
        sum("Adams Catering", "$550.00"),
        cells[3],
        cells[4],
        sum("Bob's Diner", "\"$1,150.00\""),
    )
}

fn reading(file: &str) -> crate::Reading {
    let mut options = crate::Options::of_house("USD".parse().expect("a currency"));
    options.dates("MM/DD/YYYY").expect("a format");
    crate::read(file.as_bytes(), &options).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn the_group_is_the_customer() {
    let ledger = [
        "Accounts Receivable (A/R)",
        "Undeposited Funds",
        "Accounts Receivable (A/R)",
        "Accounts Receivable (A/R)",
        "Accounts Receivable (A/R)",
    ];
    let codes = ["1200", "1010", "1200", "1200", "1200"];
    let people = ["Kim", "Kim", "Lee", "Lee", "Kim"];
    let mut wrong = Vec::new();
    for (column, cells) in [
        ("Account", ledger),
        ("Account", codes),
        ("Account", ["1200", "1010", "1201", "1202", "1203"]),
        ("Split", ledger),
        ("Cuenta", ledger),
        ("Konto", codes),
        ("Compte", codes),
        ("Code", codes),
        ("Class", people),
        ("Sales Rep", people),
        ("Rep", people),
        ("Vendedor", people),
        ("Location", people),
        ("A/R Account", ledger),
        ("Department", people),
    ] {
        for (sums, label) in [(true, ""), (false, "Customer: "), (true, "Customer: ")] {
            let file = report(column, cells, sums, label);
            let got = std::panic::catch_unwind(|| {
                let reading = reading(&file);
                all_counted(&reading);
                owed(&reading)
            });
            let got = got.unwrap_or_else(|error| error.downcast_ref::<String>().cloned().unwrap_or_default());
            if got != "Adams Catering 55000; Bob's Diner 25000" {
                wrong.push(format!("{column} {sums} {label}: {}", got.chars().take(300).collect::<String>()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
