//! Whose debt a document is: the customer's, or the firm's own.

use super::normal;

/// Which way the money of a document goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// A customer owes it to the firm.
    Receivable,
    /// The firm owes it to a supplier: nobody is asked for that.
    Payable,
}

use Direction::{Payable, Receivable};

/// As [`normal`] leaves them. Those of a party or of a ledger say what they say under any heading.
const SURE: &[(Direction, &str)] = &[
    (
        Receivable,
        "customer, customers, client, clients, cliente, clientes, kunde, kunden, debitor, debitoren, debtor, debtors, deudor, \
         deudores, devedor, devedores, receivable, receivables, accounts receivable, account receivable, trade debtors, ar, a r, \
         receber, a receber, contas receber, contas a receber, conta a receber, por cobrar, cobrar, cuentas por cobrar, cuenta por \
         cobrar, cxc, cx c, sales ledger, sales invoice, ventas, vendas, verkauf, ventes, emitida, emitidas, ausgang, ausgangsrechnung, \
         ausgangsrechnungen, debitorenrechnung, accrec, forderung, forderungen, creance, creances, emise, emises, buyer, comprador, \
         abnehmer, redevable",
    ),
    (
        Payable,
        "supplier, suppliers, vendor, vendors, proveedor, proveedores, fornecedor, fornecedores, lieferant, lieferanten, kreditor, \
         kreditoren, creditor, creditors, acreedor, acreedores, credor, credores, fournisseur, fournisseurs, payable, payables, \
         accounts payable, account payable, trade creditors, ap, a p, pagar, a pagar, contas pagar, contas a pagar, conta a pagar, \
         por pagar, cuentas por pagar, cuenta por pagar, cxp, cx p, purchase ledger, purchase invoice, purchases, compras, einkauf, \
         achats, recibida, recibidas, recebida, recebidas, eingang, eingangsrechnung, eingangsrechnungen, kreditorenrechnung, \
         accpay, verbindlichkeit, verbindlichkeiten, dette, dettes, recue, recues, creancier, prestador",
    ),
];

/// Words that say it under a heading that asks for it.
const SAID: &[(Direction, &str)] = &[
    (
        Receivable,
        "c, d, s, r, einnahme, einnahmen, recettes, receitas, revenues, sale, sales, venta, venda, vente, out, outgoing, outbound, outbound invoice, salida, saida, sortant, issued, emitido, income, ingreso, ingresos, ertrag, receita, revenue, recette",
    ),
    (
        Payable,
        "v, k, p, ausgabe, ausgaben, despesas, egresos, depenses, purchase, compra, achat, in, incoming, inbound, entrada, entrante, received, recibido, recebido, expense, expenses, gasto, gastos, aufwand, despesa, egreso, depense, bill, bills",
    ),
];

/// What a cell says under a heading that asks for it.
pub(crate) fn read(cell: &str) -> Option<Direction> {
    let folded = normal(cell);
    found(&folded, SURE).or_else(|| found(&folded, SAID))
}

/// Which way money goes, under a heading that speaks of it (`Flujo`, `Movimento`): what comes in, a customer owes. Of documents
/// it is the other way round: an invoice that comes in is a supplier's.
pub(crate) fn of_money(cell: &str) -> Option<Direction> {
    const IN: &str =
        "entrada, entradas, in, inflow, incoming, entree, entrees, eingang, ingreso, ingresos, cash in, money in";
    const OUT: &str = "salida, salidas, saida, saidas, out, outflow, outgoing, sortie, sorties, ausgang, egreso, egresos, cash out, money out";
    found(&normal(cell), &[(Receivable, IN), (Payable, OUT)])
}

/// Does a folded heading speak of money rather than of documents?
pub(crate) fn is_of_money(heading: &str) -> bool {
    heading.split(' ').any(|word| {
        matches!(
            word,
            "flujo" | "fluxo" | "flow" | "cashflow" | "movimento" | "movimiento" | "movimientos" | "caja" | "caixa"
        )
    })
}

/// What a cell says under any heading.
pub(crate) fn sure(cell: &str) -> Option<Direction> {
    found(&normal(cell), SURE)
}

fn found(folded: &str, tables: &[(Direction, &str)]) -> Option<Direction> {
    tables.iter().find(|(_, words)| words.split(", ").any(|word| word == folded)).map(|(direction, _)| *direction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn words_are_as_cells_are_compared_and_mean_one_thing() {
        let mut seen = HashSet::new();
        for word in SURE.iter().chain(SAID).flat_map(|(_, words)| words.split(", ")) {
            assert_eq!(normal(word), word);
            assert!(seen.insert(word), "{word} stands twice");
        }
    }

    #[test]
    fn whose_debt_it_is_in_five_languages() {
        for cell in
            ["Cliente", "AR", "A/R", "Receivable", "Por cobrar", "A receber", "Debitor", "Client", "CxC", "ACCREC"]
        {
            assert_eq!(read(cell), Some(Receivable), "{cell}");
        }
        for cell in
            ["Fornecedor", "AP", "A/P", "Payable", "Cuentas por pagar", "A pagar", "Kreditor", "Fournisseur", "ACCPAY"]
        {
            assert_eq!(sure(cell), Some(Payable), "{cell}");
        }
        assert_eq!((sure("in"), read("in"), read("Norte")), (None, Some(Payable), None));
    }
}
