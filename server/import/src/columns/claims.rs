//! Which of several columns is the customer, the number of the document or its balance.

use super::Claim;
use super::currency_scope::CurrencyScope;
use crate::field::Field;
use crate::headings::{self, Confidence};

/// Beside `Apellidos`, `Nombre` is the first name; beside `Prénom`, `Nom` is the surname. What names a firm stays a name of
/// its own.
pub(super) fn settle_person(claims: &mut [Claim], folded: &[String]) {
    const OF_PEOPLE: [&str; 10] = [
        "name",
        "nombre",
        "nome",
        "nom",
        "nombre cliente",
        "cliente nombre",
        "nome cliente",
        "nom client",
        "customer name",
        "nombre contacto",
    ];
    let has = |field| claims.iter().any(|claim| claim.field == field);
    let missing = match (has(Field::GivenName), has(Field::Surname)) {
        (false, true) => Field::GivenName,
        (true, false) => Field::Surname,
        _ => return,
    };
    let of_people = |claim: &Claim| folded.get(claim.at).is_some_and(|name| OF_PEOPLE.contains(&name.as_str()));
    if let Some(claim) = claims.iter_mut().find(|claim| claim.field == Field::CustomerName && of_people(claim)) {
        (claim.field, claim.confidence) = (missing, Confidence::Says);
    }
}

/// `Título` beside `Documento`: in a ledger it is the account's name; elsewhere either may be the number.
pub(super) fn settle_title(claims: &mut Vec<Claim>, folded: &[String]) {
    const DOCUMENTS: [&str; 8] =
        ["documento", "document", "doc", "factura", "fatura", "numero documento", "num documento", "invoice"];
    let is = |claim: &Claim, words: &[&str]| folded.get(claim.at).is_some_and(|name| words.contains(&name.as_str()));
    let number = |claim: &Claim| claim.field == Field::InvoiceNumber;
    let title = claims.iter().position(|claim| number(claim) && is(claim, &["titulo", "title"]));
    let document = claims.iter().position(|claim| number(claim) && is(claim, &DOCUMENTS));
    // Square's `Title` says what it is for.
    let by_id = |claim: &Claim| number(claim) && is(claim, &["invoice id", "id factura"]);
    if let (Some(title), true) = (title, claims.iter().any(by_id)) {
        claims.swap_remove(title);
        return;
    }
    let (Some(title), Some(document)) = (title, document) else { return };
    let has = |field| claims.iter().any(|claim| claim.field == field);
    let ledger = has(Field::Debit) && has(Field::Credit) && !has(Field::CustomerName);
    if let Some(claim) = claims.get_mut(document) {
        claim.confidence = Confidence::Says;
    }
    if let Some(claim) = claims.get_mut(title) {
        claim.confidence = Confidence::Says;
        if ledger {
            claim.field = Field::CustomerName;
        }
    }
}

/// Beside a heading of persons (`Tenant`, `Guest`), `Account` and `Account name` are those of what is charged.
pub(super) fn settle_accounts(claims: &mut Vec<Claim>, folded: &[String]) {
    const ACCOUNTS: &str = "account, account number, account name, account code, cuenta, nombre cuenta, numero cuenta, codigo cuenta, descripcion \
        cuenta, denominacion cuenta, conta, nome conta, descricao conta, konto, kontoname, kontobezeichnung, compte, nom compte, libelle \
        compte, intitule compte, name, nombre, nome";
    const ITEMS: [&str; 8] =
        ["item", "concepto", "charge code", "gl account", "articulo", "producto", "service", "servicio"];
    let is_person = |claim: &Claim| {
        claim.field == Field::CustomerName && folded.get(claim.at).is_some_and(|name| headings::is_occupant(name))
    };
    if !claims.iter().any(is_person) {
        return;
    }
    let items = folded.iter().any(|name| ITEMS.contains(&name.as_str()));
    let is_account = |claim: &Claim| {
        let name = folded.get(claim.at).map_or("", String::as_str);
        matches!(claim.field, Field::CustomerName | Field::CustomerId)
            && ACCOUNTS.split(", ").any(|known| known == name)
            && (items || !matches!(name, "name" | "nombre" | "nome"))
    };
    claims.retain(|claim| !is_account(claim));
}

/// Beside `Open balance`, `Balance` is that of the account; beside `Saldo MXN`, that of the document in its own currency.
pub(super) fn settle_balances(claims: &mut Vec<Claim>, folded: &[String]) {
    let is_open = |claim: &Claim| claim.field == Field::OpenAmount && claim.confidence == Confidence::Says;
    let is_bare = |claim: &Claim| {
        folded.get(claim.at).is_some_and(|name| matches!(name.as_str(), "balance" | "saldo" | "solde" | "bal"))
    };
    if claims.iter().any(|claim| is_open(claim) && !is_bare(claim) && claim.scope == CurrencyScope::Unstated) {
        claims.retain(|claim| !(is_open(claim) && is_bare(claim)));
    }
}

/// `Código` is the document's where the customer has another number and nothing else is the document's.
pub(super) fn settle_codes(claims: &mut [Claim], folded: &[String]) {
    let of = |field, confidence| claims.iter().any(|claim| claim.field == field && claim.confidence == confidence);
    if of(Field::InvoiceNumber, Confidence::Says) || of(Field::InvoiceNumber, Confidence::May) {
        return;
    }
    let identified = of(Field::CustomerId, Confidence::Says);
    // So is `Ref.` where nothing else is.
    let is_ref = |claim: &Claim| folded.get(claim.at).is_some_and(|name| name == "ref");
    if let Some(claim) = claims.iter_mut().find(|claim| claim.field == Field::Reference && is_ref(claim)) {
        claim.field = Field::InvoiceNumber;
        return;
    }
    if !identified {
        return;
    }
    let is_code = |claim: &Claim| folded.get(claim.at).is_some_and(|name| matches!(name.as_str(), "codigo" | "code"));
    if let Some(claim) = claims.iter_mut().find(|claim| claim.field == Field::CustomerId && is_code(claim)) {
        claim.field = Field::InvoiceNumber;
    }
}
