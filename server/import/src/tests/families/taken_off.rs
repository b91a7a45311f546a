//! Sums beside the whole one and what was paid: what is left, or what was taken off.

use super::{asks, opens, reading_in};

/// A document of 242 of which 21 were paid and 200 are left, and one of which nothing was paid.
fn beside_paid(columns: &str, first: &str, second: &str) -> String {
    format!(
        "Invoice,Customer,Date,Due,Total,Paid,{columns}\nFA1,Alfa,2026-10-14,2026-10-31,242.00,21.00,{first}\n\
         FA2,Beta,2026-10-14,2026-10-31,121.00,0.00,{second}\n"
    )
}

#[test]
fn what_is_left_counts_and_not_what_it_comes_to_without_what_was_taken_off() {
    for left in ["Left", "Queda por pagar", "Noch verbleibend", "Falta", "Still owed"] {
        let file = beside_paid(&format!("Write-off,{left}"), "21.00,200.00", "0.00,121.00");
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "FA1 20000; FA2 12100", "{left}");
    }
}

#[test]
fn what_may_be_taken_off_is_asked_about_once() {
    for heading in [
        "Devoluciones",
        "Bonificaciones",
        "Ajustes",
        "Compensado",
        "Castigado",
        "Condonado",
        "Notas de crédito aplicadas",
        "N. Crédito",
        "Créditos aplicados",
        "Anticipos aplicados",
        "Retención aplicada",
        "Refunded",
        "Write-off",
        "Discount taken",
        "Credit Notes Applied",
        "Estornos",
        "Skonto",
        "Avoirs imputés",
        "Xyz",
    ] {
        for taken in ["21.00", "-21.00"] {
            let file = beside_paid(heading, taken, "0.00");
            assert!(asks("EUR", &file).contains(&format!("credited_amount={heading}")), "{heading} {taken}");
        }
    }
    // Taxes, fees and limits are none; nor is what is more than the rest.
    for (heading, first, second) in [
        ("IVA", "42.00", "21.00"),
        ("Comisión", "3.00", "0.00"),
        ("Límite de crédito", "100.00", "0.00"),
        ("Cuota mensual", "240.00", "120.00"),
        ("Días", "30", "30"),
    ] {
        let file = beside_paid(heading, first, second);
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "FA1 22100; FA2 12100", "{heading}");
    }
}

#[test]
fn of_two_columns_of_what_was_paid_it_is_asked_which_it_is() {
    for (one, other) in [("Deposit", "Paid"), ("Abonos", "Pagado"), ("Anticipo", "Cobrado"), ("Acompte", "Payé")] {
        let file = format!(
            "Invoice,Customer,Date,Due,Total,{one},{other}\nFA1,Alfa,2026-10-14,2026-10-31,242.00,21.00,50.00\n\
             FA2,Beta,2026-10-14,2026-10-31,121.00,0.00,0.00\n"
        );
        assert!(asks("EUR", &file).contains("could both be the paid_amount"), "{one}");
    }
}
