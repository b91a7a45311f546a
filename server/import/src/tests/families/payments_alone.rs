//! Lists of payments without the sums of the documents that they pay.

use super::super::super::{Answers, Options, Question, ReadError, read};

fn house() -> Options {
    Options::of_house("COP".parse().expect("a currency"))
}

// Family: with and without a number of the payment, in five languages: one question, whose yes makes payments of the
// documents that they name.
#[test]
fn a_list_of_payments_is_asked_about_once() {
    for (receipt, document, customer, day, amount) in [
        ("Recibo", "Factura", "Cliente", "Fecha de pago", "Valor pagado"),
        ("", "Factura", "Cliente", "Fecha de pago", "Importe pagado"),
        ("Receipt number", "Invoice", "Customer", "Payment date", "Amount paid"),
        ("Pagamento", "Fatura", "Cliente", "Data de pagamento", "Valor pago"),
        ("Zahlung", "Rechnung", "Kunde", "Zahlungsdatum", "Gezahlt"),
        ("Règlement", "Facture", "Client", "Date de paiement", "Montant payé"),
    ] {
        let own = |heading: &str| if heading.is_empty() { String::new() } else { format!("{heading};") };
        let number = |text: &str| if receipt.is_empty() { String::new() } else { format!("{text};") };
        let file = format!(
            "{}{document};{customer};{day};{amount}\n{}FV-1;Ferre;2026-10-20;400.00\n{}FV-2;Luz;2026-10-21;50.00\n",
            own(receipt),
            number("RC-1"),
            number("RC-2")
        );
        let Err(ReadError::Ask(questions)) = read(file.as_bytes(), &house()) else { panic!("no question: {file}") };
        let [question @ Question::Payments { .. }] = questions.as_slice() else { panic!("{file}: {questions:?}") };
        let yes: Answers = question.asks()[0].answer("yes").expect("an answer").expect("an answer");
        let options = yes.options(house()).expect("options");
        let reading = read(file.as_bytes(), &options).unwrap_or_else(|error| panic!("{file}: {error}"));
        let told: Vec<_> = reading
            .accepted
            .iter()
            .map(|item| {
                (item.document.as_str(), item.amount().minor(), item.reference.as_deref(), item.issued.to_string())
            })
            .collect();
        let paid = |minor, of, day: &str| ("payment", minor, Some(of), day.to_owned());
        let expected = [paid(-40_000, "FV-1", "2026-10-20"), paid(-5_000, "FV-2", "2026-10-21")];
        assert_eq!(told, expected, "{file}: {:?}", reading.rejected);
    }
}
