//! Amounts in thousands are rounded: nobody is asked for them.

use super::super::super::ReadError;
use super::{opens, read_in, reading_in};

#[test]
fn a_list_in_thousands_is_refused_with_the_reason() {
    let rows = "F-1,Ana,2026-10-01,2026-10-31,12\n";
    for heading in [
        "Total (miles)",
        "Saldo en miles",
        "Amount in thousands",
        "Balance (000s)",
        "Valor em milhares",
        "Betrag in Tsd.",
    ] {
        let file = format!("Factura,Cliente,Fecha,Vencimiento,{heading}\n{rows}");
        assert!(matches!(read_in("EUR", &file, &[]), Err(ReadError::Refused(_))), "{heading}");
    }
    for title in [
        "Cartera en miles de pesos",
        "All amounts in thousands of USD",
        "Angaben in TEUR",
        "Valores em milhares de reais",
    ] {
        let file = format!("{title},,,,\nFactura,Cliente,Fecha,Vencimiento,Total\n{rows}");
        assert!(matches!(read_in("EUR", &file, &[]), Err(ReadError::Refused(_))), "{title}");
        assert_eq!(opens(&reading_in("EUR", &file, &["amounts_in=units"])), "F-1 1200", "{title}");
    }
    let file = format!("Factura,Cliente,Fecha,Vencimiento,Total,Distance (miles)\n{},7\n", rows.trim_end());
    assert_eq!(opens(&reading_in("EUR", &file, &[])), "F-1 1200");
    for title in ["Milestone Ltd", "Cartera al 30/11/2026"] {
        let file = format!("{title},,,,\nFactura,Cliente,Fecha,Vencimiento,Total\n{rows}");
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "F-1 1200", "{title}");
    }
}
