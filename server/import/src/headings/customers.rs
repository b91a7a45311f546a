//! Headings of names in one column or several, and of the parts of a document's number.

use super::Confidence::{self, May, Says};
use crate::field::Field;
use crate::folding::fold;

/// As [`super::SYNONYMS`].
pub(super) const OF_CUSTOMERS: &[(Field, Confidence, &str)] = &[
    (
        Field::CustomerName,
        Says,
        "customer job, customer job name, customer project, cliente trabajo, cliente proyecto, client tache, kunde \
         job, nombre completo cliente, full name, nombre fiscal razon social, nome fantasia razao social, razao social \
         nome fantasia, nombre comercial razon social, razon social nombre comercial, razon social nombre, nombre \
         apellidos, nombre y apellidos, apellidos nombre, apellidos y nombre, apellidos nombres, apellidos y nombres, \
         apellido nombre, apellido y nombre, nombres apellidos, nombres y apellidos, apellidos nombre razon social, \
         nombre y apellidos o razon social, nombre apellidos razon social, nome e sobrenome, vor nachname, vor und \
         nachname, vorname nachname, name vorname, nachname vorname, nom prenom, nom et prenom, prenom nom, prenom et \
         nom, nom ou raison sociale, nom raison sociale, first and last name, denominacion social, denominacion \
         cliente, denominacion razon social, denominacao, denominacao social, nome cliente razao social, nome \
         pagador, nome devedor, nome tomador, nome destinatario, razao social sacado, razao social tomador, nombre \
         comprador, nombre adquirente, adquirente, adquiriente, razon social adquirente, razon social comprador, \
         nombre pagador, buyer name, payer name, payor name, nom debiteur, nom compte client, debiteur, redevable, name \
         adressattyp unternehmen",
    ),
    (Field::InvoiceNumber, May, "secuencial, numero secuencial, nro secuencial"),
    (Field::IssueDate, Says, "date facturation"),
    (Field::IssueDate, May, "fecha aplicacion"),
    (
        Field::CustomerName,
        May,
        "cliente fornecedor, cliente ou fornecedor, cliente proveedor, cliente o proveedor, kunde lieferant, client fournisseur, debitor kreditor, party s name, account name, debtors name, customers, clientes, clients, kunden, libelle compte, intitule compte, intitule, \
         libelle tiers, nom compte, kontobezeichnung, kontoname, kontenbezeichnung, kontobeschriftung, denominacion \
         cuenta, nombre cuenta, descripcion cuenta, titulo cuenta, nome conta, descricao conta, payor",
    ),
    (
        Field::GivenName,
        Says,
        "customer given name, first name, given name, customer first name, client first name, contact first name, \
         billing first name, bill first name, forename, primer nombre, nombre s, nombres, nombres cliente, nombre \
         pila, vorname, vorname kunde, kunde vorname, vorname adressattyp naturl person, prenom, prenom client, prenoms, primeiro nome",
    ),
    (
        Field::MiddleName,
        Says,
        "customer middle name, middle name, middle initial, segundo nombre, otros nombres, segundo nome, zweiter \
         vorname, deuxieme prenom",
    ),
    (
        Field::Surname,
        Says,
        "customer surname, surname, last name, family name, customer last name, client last name, contact last name, \
         billing last name, bill last name, apellido, apellidos, apellido s, apellido cliente, apellidos cliente, \
         apellido paterno, ap paterno, paterno, primer apellido, nachname, nachname kunde, kunde nachname, \
         familienname, zuname, co last name, name adressattyp naturl person, nom famille, nom usage, sobrenome, sobrenome cliente, ultimo nome, apelido",
    ),
    (
        Field::SecondSurname,
        Says,
        "customer second surname, second surname, second last name, apellido materno, ap materno, materno, segundo \
         apellido, segundo sobrenome, name 2, name2, nombre 2, nome 2, nom 2, razon social 2, customer name 2, \
         nombre cliente 2, kundenname 2, firmenname 2, firma 2, namenszusatz, name zusatz",
    ),
    (
        Field::TradeName,
        Says,
        "customer trade name, trade name, trading name, trading as, doing business as, dba, nombre comercial, nombre \
         comercial cliente, cliente nombre comercial, nombre fantasia, nome fantasia, nome fantasia cliente, cliente \
         nome fantasia, nome comercial, handelsname, nom commercial, enseigne",
    ),
    (
        Field::CustomerName,
        May,
        "occupancy, occupancy name, occupant, occupant name, occupants, ocupante, nombre ocupante, resident, resident name, residents, \
         residente, nombre residente, residentes, guest, guest name, huesped, nombre huesped, hospede, nome hospede, gast, gastname, \
         bewohner, mieter name, mietername, tenant name, tenants, lessee, lessee name, arrendatario, nombre arrendatario, nombre \
         inquilino, arrendatarios, locatario, nome locatario, inquilino nome, morador, nome morador, nom locataire, occupant nom, hote, \
         resident nom, member, member name, miembro, nombre miembro, membro, mitglied, mitgliedsname, membre, adherent, patient name, \
         nombre paciente, nome paciente, patientenname, student name, nombre alumno, nombre estudiante, nome aluno, naam, klantnaam, \
         ragione sociale, cliente ragione sociale, kundnamn, kundenavn, asiakas, nazwa klienta",
    ),
    (Field::Letter, Says, "letter, letra, letra comprobante, letra factura, tipo letra"),
    (
        Field::Branch,
        Says,
        "branch, establecimiento, estab, cod establecimiento, codigo establecimiento, estabelecimento",
    ),
    (Field::Branch, May, "est, sucursal, suc, cod sucursal, codigo sucursal, nro sucursal"),
    (
        Field::PointOfSale,
        Says,
        "point sale, punto venta, pto vta, pto venta, pv, p v, punto emision, pto emision, pto emi, ptoemi, p emision, \
         ponto venda, ponto emissao, nro punto venta, numero punto venta, cod punto venta",
    ),
];

/// Headings of persons who live, stay or learn somewhere: they owe, whatever account their charges are posted to.
pub(crate) fn is_occupant(folded: &str) -> bool {
    const STEMS: [&str; 26] = [
        "occupan",
        "ocupante",
        "resident",
        "guest",
        "huesped",
        "hospede",
        "gast",
        "bewohner",
        "mieter",
        "tenant",
        "lessee",
        "arrendatari",
        "inquilin",
        "locatari",
        "locataire",
        "morador",
        "hote",
        "member",
        "miembro",
        "membro",
        "mitglied",
        "patient",
        "paciente",
        "student",
        "alumn",
        "condomin",
    ];
    let begins = |word: &str| STEMS.iter().any(|stem| word.starts_with(stem));
    folded.split(' ').any(begins)
}

/// Do the names of customers have projects behind a colon? The heading says so, or the others are those of QuickBooks,
/// which writes them so and takes no colon in a name.
pub(crate) fn has_jobs(name: &str, folded: &[String]) -> bool {
    const SAYS: [&str; 9] = [
        "customer job",
        "customer job name",
        "customer project",
        "customer full name",
        "cliente trabajo",
        "cliente proyecto",
        "nombre completo cliente",
        "client tache",
        "kunde job",
    ];
    let has = |word: &str| folded.iter().any(|name| name == word);
    let name = fold(name);
    SAYS.contains(&name.as_str())
        || matches!(name.as_str(), "customer" | "name")
            && has("num")
            && (has("open balance") || has("aging") || has("transaction type"))
}
