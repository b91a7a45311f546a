//! The same system, when it exports the movements of its accounts: each document, payment and payment that came back is a row.

use super::{Chance, Erp, Heard, Item, Sent, decimal, mail, number};
use chrono::Days;
use domain::date::Date;
use std::fmt::Write;

/// A payment, or one that came back.
#[derive(Debug, Clone)]
pub(super) struct Movement {
    day: Date,
    item: usize,
    /// What it does to the account: a payment lowers it.
    amount: i64,
    /// The payment here that it is.
    here: Option<u32>,
}

impl Erp<'_> {
    /// Money moves on the account of an item.
    pub(super) fn moves(&mut self, item: usize, amount: i64, here: Option<u32>) {
        let day = self.today;
        if let Some(movements) = &mut self.accounts {
            movements.push(Movement { day, item, amount, here });
        }
    }
}

const HEADS: [&str; 3] = [
    "Date,Document,Type,Customer ID,Customer,Email,Due Date,Currency,Reference,Description",
    "Fecha,Documento,Tipo,Código cliente,Cliente,Correo,Vencimiento,Moneda,Referencia,Concepto",
    "Data,Documento,Tipo,Código do cliente,Cliente,E-mail,Vencimento,Moeda,Referência,Descrição",
];
const AMOUNTS: [[&str; 2]; 3] = [["Debit,Credit", "Amount"], ["Debe,Haber", "Importe"], ["Débito,Crédito", "Valor"]];
/// What an invoice is called, a credit note, a payment, one that came back.
const WORDS: [[&str; 4]; 3] = [
    ["Invoice", "Credit note", "Payment", "Payment reversal"],
    ["Factura", "Nota de crédito", "Pago", "Pago devuelto"],
    ["Fatura", "Nota de crédito", "Recebimento", "Estorno de pagamento"],
];

/// The accounts of all customers until today, in a random shape: two columns of amounts, one with words, one with signs.
pub(super) fn write(
    items: &[Item],
    here: &[Vec<i64>],
    movements: &[Movement],
    (today, lists): (Date, u32),
    chance: &mut Chance,
) -> Sent {
    let (language, shape) = (chance.below(3), chance.below(3));
    let sides = usize::from(shape != 0);
    let mut csv = format!("{},{}\n", HEADS[language], AMOUNTS[language][sides]);
    let figures = |amount: i64| match shape {
        0 if amount > 0 => format!("{},", decimal(amount, false)),
        0 => format!(",{}", decimal(-amount, false)),
        1 => decimal(amount.abs(), false),
        _ => decimal(amount, false),
    };
    let words = WORDS[language];
    for (n, item) in items.iter().enumerate() {
        let (debtor, issued) = (item.debtor, item.issued);
        let (due, word) = (issued + Days::new(30), words[usize::from(item.note)]);
        let _ = writeln!(
            csv,
            "{issued},{},{word},erp-{debtor},Cliente {debtor},{},{due},MXN,,,{}",
            number(n),
            mail(debtor),
            figures(item.total)
        );
    }
    for (n, Movement { day, item, amount, here }) in movements.iter().enumerate() {
        let (debtor, word) = (items[*item].debtor, words[if *amount < 0 { 2 } else { 3 }]);
        let text = here.map_or(String::new(), |here| format!("Stripe pi_{here:08}"));
        let _ = writeln!(
            csv,
            "{day},R-{n},{word},erp-{debtor},Cliente {debtor},{},,MXN,{},{text},{}",
            mail(debtor),
            number(*item),
            figures(*amount)
        );
    }
    csv.push_str(&"\n".repeat(usize::try_from(lists % 1_000).expect("small") + 1));
    let heard = |(n, item): (usize, &Item)| {
        let (booked, void, version) = (item.booked, item.void, item.version);
        (n, Heard { day: today, open: item.open(&here[n]), booked, void, version })
    };
    Sent { day: today, csv, complete: false, says: items.iter().enumerate().map(heard).collect() }
}
