//! Lists of what the creditor owes to others: nobody is asked for that.

use crate::columns::Columns;
use crate::field::Field;
use crate::folding::{fold, plain};
use crate::refusal::Refusal;

/// Who is paid, in headings.
const SUPPLIERS: [&str; 22] = [
    "proveedor",
    "proveedores",
    "acreedor",
    "acreedores",
    "vendor",
    "vendors",
    "supplier",
    "suppliers",
    "fornecedor",
    "fornecedores",
    "credor",
    "lieferant",
    "lieferanten",
    "lieferantennummer",
    "lieferantenname",
    "kreditor",
    "kreditoren",
    "kreditorennummer",
    "kreditorenname",
    "kreditorname",
    "fournisseur",
    "fournisseurs",
];

/// Who pays, in headings.
const CUSTOMERS: [&str; 29] = [
    "cliente",
    "clientes",
    "customer",
    "customers",
    "client",
    "clients",
    "kunde",
    "kunden",
    "kundennummer",
    "kundenname",
    "debitor",
    "debitoren",
    "debitorennummer",
    "debitorenname",
    "debitorname",
    "debtor",
    "debtors",
    "deudor",
    "deudores",
    "devedor",
    "sacado",
    "tomador",
    "receptor",
    "buyer",
    "comprador",
    "pagador",
    "payer",
    "debiteur",
    "redevable",
];

/// Titles of such lists.
const TITLES: [&str; 37] = [
    "cuentas por pagar",
    "cuentas x pagar",
    "saldos de proveedores",
    "saldo de proveedores",
    "cartera de proveedores",
    "antiguedad de proveedores",
    "facturas de proveedores",
    "facturas de proveedor",
    "facturas de compra",
    "facturas recibidas",
    "pagos a proveedores",
    "accounts payable",
    "a/p aging",
    "a/p ageing",
    "ap aging",
    "aged payables",
    "aged payable",
    "aged creditors",
    "unpaid bills",
    "bills payable",
    "vendor balance",
    "vendor aging",
    "supplier balance",
    "supplier statement",
    "purchase invoices",
    "supplier invoices",
    "contas a pagar",
    "titulos a pagar",
    "duplicatas a pagar",
    "notas de entrada",
    "kreditorenliste",
    "offene posten kreditoren",
    "op-liste kreditoren",
    "eingangsrechnungen",
    "balance agee fournisseurs",
    "comptes fournisseurs",
    "factures fournisseurs",
];

/// The heading of a column that has customers and suppliers: `Cliente/Fornecedor`.
pub(super) fn of_both(columns: &Columns) -> Option<&str> {
    let words = |heading: &str| fold(heading).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let named = [Field::CustomerName, Field::CustomerId].into_iter().filter_map(|field| columns.heading(field));
    named.into_iter().find(|heading| {
        let words = words(heading);
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        has(&SUPPLIERS) && has(&CUSTOMERS)
    })
}

/// Why a list is one of what the creditor owes, if it is.
pub(super) fn refusal(columns: &Columns, titles: &[String]) -> Option<Refusal> {
    if columns.is_wished(Field::CustomerName) || columns.is_wished(Field::CustomerId) {
        return None;
    }
    let has_word = |heading: &String, list: &[&str]| fold(heading).split(' ').any(|word| list.contains(&word));
    if columns.headings.iter().any(|heading| has_word(heading, &CUSTOMERS)) {
        return None;
    }
    let heading = columns.headings.iter().find(|heading| has_word(heading, &SUPPLIERS));
    let title = || titles.iter().find(|title| is_payable(title));
    let found = heading.or_else(title)?;
    Some(Refusal::Payables { found: found.chars().take(60).collect() })
}

fn is_payable(title: &str) -> bool {
    const RECEIVABLE: [&str; 8] =
        ["por cobrar", "receivable", "a receber", "cliente", "customer", "debitor", "kunde", "creances"];
    let plain = plain(title.trim());
    let addressed = plain.contains('@') || plain.starts_with("att");
    !addressed
        && TITLES.iter().any(|words| plain.contains(words))
        && !RECEIVABLE.iter().any(|words| plain.contains(words))
}
