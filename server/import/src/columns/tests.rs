//! What headings mean beside each other.

use super::*;

fn columns(headings: &[&str], wishes: &[(Field, &str)]) -> Columns {
    let wish = |(field, heading): &(Field, &str)| Wish {
        field: *field,
        heading: (!heading.is_empty()).then(|| (*heading).to_owned()),
    };
    Columns::read(headings.iter().copied(), &wishes.iter().map(wish).collect::<Vec<_>>())
}

fn mapped(headings: &[&str]) -> Vec<&'static str> {
    columns(headings, &[]).mapping().into_iter().map(|(_, field)| field.as_str()).collect()
}

#[test]
fn four_languages_are_understood() {
    let want = ["invoice_number", "customer_name", "issue_date", "due_date", "currency", "amount"];
    assert_eq!(mapped(&["Factura", "Cliente", "Fecha emisión", "Vencimiento", "Moneda", "Importe"]), want);
    assert_eq!(mapped(&["Invoice #", "Customer", "Invoice Date", "Due Date", "CCY", "Amount"]), want);
    assert_eq!(mapped(&["Nota Fiscal", "Razão Social", "Data de Emissão", "Vencimento", "Moeda", "Valor"]), want);
    assert_eq!(mapped(&["Rechnung", "Kunde", "Datum", "Fällig", "Währung", "Betrag"]), want);
}

#[test]
fn the_surer_heading_wins_and_a_draw_is_told() {
    let both = columns(&["Fecha", "Fecha factura", "Total"], &[]);
    assert_eq!(both.at(Field::IssueDate), Some(1));
    assert_eq!(both.ignored().map(|(_, heading)| heading).collect::<Vec<_>>(), ["Fecha"]);
    let draw = columns(&["Folio", "Importe", "Total"], &[]);
    assert_eq!(draw.claimed_twice, [(Field::Amount, "Importe".into(), "Total".into())]);
    let said = columns(&["Folio", "Importe", "Total"], &[(Field::Amount, "total")]);
    assert_eq!((said.at(Field::Amount), said.claimed_twice.len()), (Some(2), 0));
    let missing = columns(&["Folio", "Importe"], &[(Field::Amount, "Suma")]);
    assert_eq!(missing.not_there, [(Field::Amount, "Suma".into())]);
}

#[test]
fn what_is_open_stays_apart_from_the_whole_sum() {
    let open_items = columns(&["Cliente", "Documento", "Saldo COP"], &[]);
    assert_eq!((open_items.at(Field::OpenAmount), open_items.at(Field::Amount)), (Some(2), None));
    assert_eq!(open_items.scope, "COP".parse().ok().map(|currency| CurrencyScope::Named(Mark::Is(currency))));
    let both = columns(&["Documento", "Importe", "Saldo"], &[]);
    assert_eq!((both.at(Field::Amount), both.at(Field::OpenAmount)), (Some(1), Some(2)));
    // Ages stand in lists of what is open.
    let aged = columns(&["Document Number", "Amount", "Arrears by Net Due Date"], &[]);
    assert_eq!((aged.at(Field::Amount), aged.at(Field::OpenAmount)), (None, Some(1)));
}

#[test]
fn a_tax_number_is_no_customer_number() {
    assert_eq!(mapped(&["RFC", "Folio", "Total"]), ["customer_tax_id", "invoice_number", "amount"]);
    assert_eq!(mapped(&["Código cliente", "RFC", "C.P."]), ["customer_id", "customer_tax_id", "customer_postcode"]);
    assert_eq!(mapped(&["Cliente", "RFC cliente"]), ["customer_name", "customer_tax_id"]);
    assert_eq!(mapped(&["Kunde", "Steuernummer", "PLZ"]), ["customer_name", "customer_tax_id", "customer_postcode"]);
    // Of two the first is read.
    let two = columns(&["Código do cliente", "CPF", "CNPJ"], &[]);
    assert_eq!((two.at(Field::CustomerTaxId), two.claimed_twice.len()), (Some(1), 0));
    let said = columns(&["RUT", "Folio"], &[(Field::CustomerId, "RUT")]);
    assert_eq!((said.at(Field::CustomerTaxId), said.at(Field::CustomerId)), (None, Some(0)));
}

#[test]
fn a_customer_is_a_number_beside_a_name() {
    assert_eq!(mapped(&["Customer", "Customer Name"]), ["customer_id", "customer_name"]);
    assert_eq!(mapped(&["Cliente", "Nombre"]), ["customer_id", "customer_name"]);
    assert_eq!(mapped(&["Customer No.", "Customer Name"]), ["customer_id", "customer_name"]);
    assert_eq!(mapped(&["Kunden-Nr.", "Kunde"]), ["customer_id", "customer_name"]);
    assert_eq!(mapped(&["Cliente", "Razón social", "Código cliente"]), ["customer_name", "customer_id"]);
    assert_eq!(mapped(&["Customer", "Company"]), ["customer_name"]);
    assert_eq!(mapped(&["Customer/ID", "Customer"]), ["customer_id", "customer_name"]);
}

#[test]
fn credits_alone_are_what_was_paid() {
    assert_eq!(
        mapped(&["Folio", "Importe", "Abonos", "Saldo"]),
        ["invoice_number", "amount", "paid_amount", "open_amount"]
    );
    assert_eq!(mapped(&["Folio", "Cargos", "Abonos", "Saldo"]), ["invoice_number", "debit", "credit", "open_amount"]);
    assert_eq!(mapped(&["Folio", "Cargo"]), ["invoice_number", "amount"]);
}

#[test]
fn lines_need_a_net_sum() {
    assert_eq!(mapped(&["Folio", "Producto", "Cantidad", "Total"]), ["invoice_number", "description", "amount"]);
    let lines = ["invoice_number", "line_description", "line_quantity", "line_net", "line_tax", "amount"];
    assert_eq!(mapped(&["Folio", "Producto", "Cantidad", "Neto", "IVA", "Total"]), lines);
    // A field can be left out by saying so.
    assert!(!columns(&["Folio", "Neto", "Total"], &[(Field::LineNet, "")]).has(Field::LineNet));
}

#[test]
fn a_heading_that_stands_twice_counts_once() {
    let twice = columns(&["Folio", "Total", "total"], &[]);
    assert_eq!((twice.at(Field::Amount), twice.repeated.as_slice()), (Some(1), [2].as_slice()));
}
