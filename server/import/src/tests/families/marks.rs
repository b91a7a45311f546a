//! Columns of yes and no: what they ask stands in the heading, and perhaps what their cells may say.

use super::{asks, opens, reading_in};

/// Two documents of 10 and 20, with a cell each under a heading.
fn marked(heading: &str, first: &str, second: &str) -> String {
    format!(
        "Factura,Cliente,Fecha,Vencimiento,Importe,{heading}\n1,Ana,2026-10-01,2026-10-31,10.00,{first}\n\
         2,Luis,2026-10-02,2026-11-01,20.00,{second}\n"
    )
}

#[test]
fn a_heading_may_name_the_words_of_its_cells() {
    for (heading, no, yes) in [
        ("Paid (Y/N)", "N", "Y"),
        ("Paid Y/N", "N", "Y"),
        ("Paid [Yes/No]", "No", "Yes"),
        ("Paid (True/False)", "False", "True"),
        ("Pagado S/N", "N", "S"),
        ("Pagado (S/N)", "N", "S"),
        ("Pagada (Sí/No)", "No", "Sí"),
        ("Pago (S/N)", "N", "S"),
        ("Paga (Sim/Não)", "Não", "Sim"),
        ("Cobrada S/N", "N", "S"),
        ("Bezahlt (J/N)", "N", "J"),
        ("Bezahlt (Ja/Nein)", "Nein", "Ja"),
        ("Payé (O/N)", "N", "O"),
        ("Soldée (Oui/Non)", "Non", "Oui"),
        ("Liquidado (S/N)", "N", "S"),
        ("Cerrada (S/N)", "N", "S"),
        ("Payment Complete", "No", "Yes"),
        ("Pago completo", "No", "Sí"),
        ("Compensada", "No", "Sí"),
        ("Anulada (S/N)", "N", "S"),
        ("Void (Y/N)", "N", "Y"),
        ("Paid (1/0)", "0", "1"),
    ] {
        assert_eq!(opens(&reading_in("EUR", &marked(heading, no, yes), &[])), "1 1000; 2 0", "{heading}");
    }
    for heading in ["Provisão (S/N)", "Previsto", "Forecast", "Borrador (S/N)"] {
        let reading = reading_in("EUR", &marked(heading, "No", "Sí"), &[]);
        assert_eq!((opens(&reading).as_str(), reading.skipped.len()), ("1 1000", 1), "{heading}");
    }
}

#[test]
fn what_is_said_to_be_open_is_open_and_the_rest_is_not() {
    for heading in [
        "Impaga",
        "Unpaid?",
        "Unpaid (Y/N)",
        "Adeuda",
        "Still open",
        "Outstanding",
        "Pendiente de cobro",
        "Pendiente (S/N)",
        "A receber",
        "Em aberto (S/N)",
        "Noch offen (J/N)",
        "Impayée (O/N)",
    ] {
        assert_eq!(opens(&reading_in("EUR", &marked(heading, "Sí", "No"), &[])), "1 1000; 2 0", "{heading}");
        // Nobody writes no: it is what an empty cell says.
        assert_eq!(opens(&reading_in("EUR", &marked(heading, "x", ""), &[])), "1 1000; 2 0", "{heading}");
        // Where no is written, an empty cell says nothing.
        let three = marked(heading, "Sí", "No") + "3,Eva,2026-10-02,2026-11-01,30.00,\n";
        assert_eq!(opens(&reading_in("EUR", &three, &[])), "1 1000; 2 0; 3 3000", "{heading}");
    }
}

#[test]
fn yes_and_no_under_a_heading_that_nobody_has_listed_are_asked_about() {
    for (heading, field) in [
        ("Totalmente cobrada ya", "paid"),
        ("Customer has paid", "paid"),
        ("Factura abierta hoy", "status"),
        ("Ist Posten offen", "status"),
        ("Cancelled by us", "void"),
    ] {
        let file = marked(heading, "No", "Sí");
        assert!(asks("EUR", &file).contains(&format!("{field}={heading}")), "{heading}: {}", asks("EUR", &file));
    }
    // What does not speak of that is not asked about.
    for heading in ["Newsletter", "IVA incluido", "Vencida", "Urgente"] {
        assert_eq!(opens(&reading_in("EUR", &marked(heading, "No", "Sí"), &[])), "1 1000; 2 2000", "{heading}");
    }
}

#[test]
fn a_reason_for_which_something_was_cancelled_is_asked_about() {
    for heading in ["Motivo anulación", "Cancellation reason", "Stornogrund", "Motivo do cancelamento"] {
        let question = asks("EUR", &marked(heading, "", "Error de datos"));
        assert!(question.contains("void words that are not known: Error de datos"), "{heading}: {question}");
    }
}
