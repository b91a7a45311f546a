//! Bills that carry what earlier ones left open.

use super::{asks, opens, owed, reading_in};

#[test]
fn what_earlier_bills_left_open_is_not_asked_for_twice() {
    for (charged, earlier, total) in [
        ("Importe del período", "Adeudo anterior", "Total a pagar"),
        ("Cargo del mes", "Saldo anterior", "Total a pagar"),
        ("Consumo del mes", "Deuda anterior", "Total a pagar"),
        ("Current charges", "Previous balance", "Amount due"),
        ("New charges", "Balance brought forward", "Total"),
        ("Taxa do mês", "Saldo anterior", "Valor"),
        ("Laufender Monat", "Übertrag", "Gesamtbetrag"),
        ("Charges du mois", "Solde antérieur", "Net à payer"),
    ] {
        for (dots, order) in [("", false), (".00", true)] {
            let row = |who: &str, number: u32, month: u32, sums: [u32; 3]| {
                let [charged, earlier, total] = sums.map(|sum| format!("{sum}{dots}"));
                let sums =
                    if order { format!("{earlier},{charged},{total}") } else { format!("{charged},{earlier},{total}") };
                format!("{who},{number},2026-{month:02}-01,2026-{month:02}-20,{sums}\n")
            };
            let columns =
                if order { format!("{earlier},{charged},{total}") } else { format!("{charged},{earlier},{total}") };
            let file = format!("Cliente,Recibo,Emisión,Vencimiento,{columns}\n")
                + &row("Ana", 5001, 9, [80, 0, 80])
                + &row("Ana", 5002, 10, [120, 80, 200])
                + &row("Eva", 5003, 10, [90, 0, 90]);
            assert_eq!(owed(&reading_in("EUR", &file, &[])), "Ana 20000; Eva 9000", "{file}");
        }
    }
}

#[test]
fn where_nothing_says_what_the_bill_itself_charges_it_is_asked() {
    let file = "Cliente,Recibo,Emisión,Vencimiento,Saldo anterior,Total a pagar\nAna,5001,2026-09-01,2026-09-20,0.00,80.00\n\
        Ana,5002,2026-10-01,2026-10-20,80.00,200.00\n";
    assert!(asks("EUR", file).contains("`Saldo anterior` (0.00, 80.00) may be taken off `Total a pagar`"));
    // Nothing was left open: there is nothing to ask.
    let nothing = file.replace("80.00,200.00", "0.00,120.00");
    assert_eq!(opens(&reading_in("EUR", &nothing, &[])), "5001 8000; 5002 12000");
}
