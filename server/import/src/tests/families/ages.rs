//! Lists that say of each document what is open by its age.

use super::{asks, opens, reading_in};

/// Two documents of 1200 and 900; of the second 450 are open.
fn aged(total: &str, [not_due, first, second]: [&str; 3]) -> String {
    format!(
        "Factura,Cliente,Fecha,Vencimiento,{total},{not_due},{first},{second}\n\
         1,Doe,2026-10-01,2026-10-31,1200.00,0.00,1200.00,0.00\n2,Roe,2026-10-01,2026-10-31,900.00,0.00,0.00,450.00\n"
    )
}

#[test]
fn what_is_open_by_its_age_is_open_and_not_the_original_amount() {
    for (total, ages) in [
        ("Importe", ["Corriente", "1-30", "31-60"]),
        ("Total", ["Por vencer", "1 a 30 días", "31 a 60 días"]),
        ("Importe", ["0-30 días", "31-60 días", "+60"]),
        ("Valor factura", ["Vigente", "30 días", "60 días"]),
        ("Monto", ["Al día", "Vencido 1-30", "Vencido 31-60"]),
        ("Valor", ["A vencer", "1-30", "31-60"]),
        ("Valor Original", ["A vencer", "1 a 30 dias", "Mais de 30"]),
        ("Betrag", ["Nicht fällig", "1-30 Tage", "31-60 Tage"]),
        ("Invoice Amount", ["Not due", "1-30 days", "31+ days"]),
        ("Amount", ["Current", "1 - 30", "> 30"]),
        ("Montant", ["Non échu", "1-30 jours", "31-60 jours"]),
        ("Original", ["Current", "1-30", "31-60"]),
    ] {
        assert_eq!(opens(&reading_in("EUR", &aged(total, ages), &[])), "1 120000; 2 45000", "{total} {ages:?}");
        // A cell that is empty says nothing is open of that age.
        let blank = aged(total, ages).replace(",0.00", ",");
        assert_eq!(opens(&reading_in("EUR", &blank, &[])), "1 120000; 2 45000", "{total} {ages:?}");
    }
    // With nothing but ages; with the sum of what is due beside its ages; due and not due alone.
    for file in [
        "Factura,Cliente,Fecha,Vencimiento,0-30,31-60,61-90\n1,Doe,2026-10-01,2026-10-31,1200.00,,\n2,Roe,2026-10-01,2026-10-31,,450.00,\n",
        "Factura,Cliente,Fecha,Vencimiento,Importe,Por vencer,Vencido,1-30,31-60\n1,Doe,2026-10-01,2026-10-31,1200.00,1200.00,0.00,0.00,0.00\n\
         2,Roe,2026-10-01,2026-10-31,900.00,0.00,450.00,400.00,50.00\n",
        "Factura,Cliente,Fecha,Vencimiento,Total,Vencido,Por vencer\n1,Doe,2026-10-01,2026-10-31,1200.00,0.00,1200.00\n\
         2,Roe,2026-10-01,2026-10-31,900.00,0.00,450.00\n",
    ] {
        assert_eq!(opens(&reading_in("EUR", file, &[])), "1 120000; 2 45000", "{file}");
    }
}

#[test]
fn ages_that_say_no_less_than_the_amount_change_nothing() {
    let whole = aged("Importe", ["Corriente", "1-30", "31-60"]).replace("900.00", "450.00");
    assert_eq!(opens(&reading_in("EUR", &whole, &[])), "1 120000; 2 45000");
    // Credits have their age too.
    let credit = whole + "NC-3,Roe,2026-10-01,2026-10-31,-20.00,0.00,-20.00,0.00\n";
    assert_eq!(opens(&reading_in("EUR", &credit, &[])), "1 120000; 2 45000; NC-3 -2000");
}

#[test]
fn where_ages_leave_out_what_is_not_due_it_is_asked() {
    let file = "Factura,Cliente,Fecha,Vencimiento,Importe,1-30,31-60\n1,Doe,2026-10-01,2026-10-31,1200.00,1200.00,0.00\n\
        2,Roe,2026-10-01,2026-12-31,900.00,0.00,0.00\n";
    assert!(asks("EUR", file).contains("`Importe` and `1-30` could both be the open_amount"));
}

#[test]
fn the_sum_of_a_list_of_ages_is_checked_by_its_amounts() {
    let file = aged("Importe", ["Corriente", "1-30", "31-60"]);
    let sum = |total: &str| format!("{file}Total,,,,{total},0.00,1200.00,450.00\n");
    let told =
        |sum: &str| reading_in("EUR", sum, &[]).warnings.iter().any(|one| one.code.as_str() == "totals_mismatch");
    assert!(!told(&sum("2100.00")));
    assert!(told(&sum("9100.00")));
}
