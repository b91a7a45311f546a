//! Which column means what: by its heading, or as the person says.

mod abbreviations;
mod competing;
mod currency_scope;
mod sums;

use super::currency::Mark;
use super::field::Field;
use super::folding::{fold, plain};
use super::headings::{self, Confidence, has_jobs, look_up};
use super::words::flags::Flag;
use abbreviations::{without_abbreviations, written_out};
use competing::CompetingColumn;
pub(crate) use competing::Headed;
use currency_scope::CurrencyScope;
use domain::money::Currency;
use sums::{settle_marks, settle_original, settle_part_sums};

/// More columns than this are not a list of invoices.
pub(super) const MAX_COLUMNS: usize = 1000;

/// A column that the person named: `--map amount=Importe`; no heading means "leave the field out".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wish {
    /// The field.
    pub(super) field: Field,
    /// The heading that it stands under.
    pub(super) heading: Option<String>,
}

/// What a header line says.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// The headings, cleaned for people.
    pub(super) headings: Vec<String>,
    at: [Option<usize>; Field::ALL.len()],
    /// What the heading of the amounts says of their currency, where one column has them.
    scope: Option<CurrencyScope>,
    /// Columns that have one amount in several currencies.
    competing: Vec<CompetingColumn>,
    /// The currency of the creditor's books, or that was said for this file.
    pub(super) house: Option<Currency>,
    /// Was a currency said for amounts beside which none stands?
    pub(super) default_currency: bool,
    /// Further columns of a field whose amounts are added up.
    pub(super) added: Vec<(Field, usize)>,
    /// Columns of yes and no.
    pub(super) flags: Vec<(usize, Flag)>,
    /// Headings that stand twice; the first one counts.
    pub(super) repeated: Vec<usize>,
    /// Fields that two columns claim, and the two headings.
    pub(super) claimed_twice: Vec<(Field, String, String)>,
    /// Wishes for headings that are not there.
    pub(super) not_there: Vec<(Field, String)>,
    /// Fields that the person named a column for, or said that there is none.
    wished: Vec<Field>,
    /// Is there a column that says how old each debt is? Then the list is one of open items.
    pub(super) has_ages: bool,
    /// Do the names of customers have projects behind a colon?
    pub(super) name_and_job: bool,
}

impl Columns {
    /// Where a field stands.
    pub(super) fn at(&self, field: Field) -> Option<usize> {
        self.at[field.index()]
    }

    /// Is there a column for it?
    pub(super) fn has(&self, field: Field) -> bool {
        self.at(field).is_some()
    }

    /// Leaves a field without its column.
    pub(super) fn drop_column(&mut self, field: Field) -> Option<usize> {
        self.competing.retain(|other| other.field != field);
        self.at[field.index()].take()
    }

    /// Reads a field from a column.
    pub(super) fn set(&mut self, field: Field, at: usize) {
        self.at[field.index()] = Some(at);
    }

    /// Did the person say which column a field has?
    pub(super) fn is_wished(&self, field: Field) -> bool {
        self.wished.contains(&field)
    }

    /// The field that a column is read as.
    pub(super) fn field_at(&self, at: usize) -> Option<Field> {
        let own = Field::ALL.into_iter().find(|field| self.at(*field) == Some(at));
        let other = || self.competing.iter().find(|other| other.at == at).map(|other| other.field);
        let added = || self.added.iter().find(|(_, added)| *added == at).map(|(field, _)| *field);
        let flag = || self.flags.iter().find(|(flag, _)| *flag == at).map(|(_, flag)| flag.field());
        own.or_else(other).or_else(added).or_else(flag)
    }

    /// The heading of a field's column.
    pub(super) fn heading(&self, field: Field) -> Option<&str> {
        self.at(field).and_then(|at| self.headings.get(at)).map(String::as_str)
    }

    /// How sure the heading of a field's column is of its field.
    pub(super) fn confidence(&self, field: Field) -> Option<Confidence> {
        let heading = self.heading(field)?;
        meaning(heading, &fold(heading)).filter(|(found, ..)| *found == field).map(|(_, confidence, _)| confidence)
    }

    /// Moves a column from one field to another.
    pub(super) fn move_column(&mut self, from: Field, to: Field) {
        self.at[to.index()] = self.at[from.index()].take();
        for other in self.competing.iter_mut().filter(|other| other.field == from) {
            other.field = to;
        }
    }

    /// How many fields were recognised: the header line is the one with the most.
    pub(super) fn score(&self) -> usize {
        self.at.iter().flatten().count() + self.claimed_twice.len()
    }

    /// Heading and field, in the file's order.
    pub(super) fn mapping(&self) -> Vec<(&str, Field)> {
        let mut pairs: Vec<(usize, Field)> =
            Field::ALL.into_iter().filter_map(|field| self.at(field).map(|at| (at, field))).collect();
        pairs.sort_unstable_by_key(|(at, _)| *at);
        pairs.into_iter().filter_map(|(at, field)| Some((self.headings.get(at)?.as_str(), field))).collect()
    }

    /// Columns that are not read: their place and heading.
    pub(super) fn ignored(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_read = |i: &usize| self.field_at(*i).is_some() || self.repeated.contains(i);
        (0..self.headings.len())
            .filter(move |i| !is_read(i))
            .filter_map(|i| Some((i, self.headings.get(i)?.as_str())))
            .filter(|(_, heading)| !heading.is_empty())
    }

    /// Reads a header line.
    pub(super) fn read<'a>(cells: impl Iterator<Item = &'a str>, wishes: &[Wish]) -> Self {
        let headings: Vec<String> =
            cells.take(MAX_COLUMNS).map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
        let mut columns = Self {
            at: [None; Field::ALL.len()],
            scope: None,
            competing: Vec::new(),
            house: None,
            default_currency: false,
            added: Vec::new(),
            flags: Vec::new(),
            repeated: Vec::new(),
            claimed_twice: Vec::new(),
            not_there: Vec::new(),
            wished: wishes.iter().map(|wish| wish.field).collect(),
            has_ages: folded.iter().any(|name| headings::is_ageing(name)),
            name_and_job: false,
            headings,
        };
        let mut seen = std::collections::HashSet::new();
        for (i, name) in folded.iter().enumerate() {
            if !name.is_empty() && !seen.insert(name.as_str()) {
                columns.repeated.push(i);
            }
        }
        columns.grant(&folded, wishes);
        columns.recognise(&folded, wishes);
        columns.settle();
        columns.name_and_job = columns.heading(Field::CustomerName).is_some_and(|name| has_jobs(name, &folded));
        columns
    }

    fn grant(&mut self, folded: &[String], wishes: &[Wish]) {
        for wish in wishes {
            let Some(wanted) = &wish.heading else { continue };
            let exact = self.headings.iter().position(|heading| heading == wanted.trim());
            let like = || folded.iter().position(|name| *name == fold(wanted));
            match exact.or_else(like) {
                Some(at) => self.at[wish.field.index()] = Some(at),
                None => self.not_there.push((wish.field, wanted.clone())),
            }
        }
    }

    fn recognise(&mut self, folded: &[String], wishes: &[Wish]) {
        let mut claims: Vec<Claim> = Vec::new();
        for (i, name) in folded.iter().enumerate() {
            if !self.at.contains(&Some(i))
                && !self.repeated.contains(&i)
                && let Some((field, confidence, scope)) = self.headings.get(i).and_then(|h| meaning(h, name))
                && !self.is_wished(field)
            {
                claims.push(Claim { field, confidence, at: i, scope });
            }
        }
        settle_person(&mut claims, folded);
        self.settle_names(&mut claims, folded);
        settle_codes(&mut claims, folded);
        settle_balances(&mut claims, folded);
        settle_part_sums(&mut claims, folded);
        settle_marks(&mut claims, folded);
        settle_original(&mut claims, folded);
        for field in Field::ALL {
            if field.is_money() && self.set_competing(field, &claims) {
                continue;
            }
            if field == Field::Withheld {
                self.add_up(&claims, folded);
                continue;
            }
            for confidence in [Confidence::Says, Confidence::May] {
                let mut of = claims.iter().filter(|claim| claim.field == field && claim.confidence == confidence);
                match (of.next(), of.next()) {
                    (None, _) => continue,
                    (Some(one), None) => {
                        self.set(field, one.at);
                        self.note_scope(one.scope);
                    }
                    // Of two telephone numbers the first one does.
                    (Some(one), Some(_)) if field.is_harmless() => self.set(field, one.at),
                    (Some(one), Some(two)) => {
                        let heading = |i: usize| self.headings.get(i).cloned().unwrap_or_default();
                        self.claimed_twice.push((field, heading(one.at), heading(two.at)));
                    }
                }
                break;
            }
        }
        for wish in wishes.iter().filter(|wish| wish.field.is_money()) {
            let granted = self.at(wish.field).and_then(|at| self.headings.get(at));
            if let Some(scope) = granted.map(|heading| currency_scope::of_heading(heading).0) {
                self.note_scope(scope);
            }
        }
    }

    fn note_scope(&mut self, scope: CurrencyScope) {
        if scope != CurrencyScope::Unstated {
            self.scope = self.scope.or(Some(scope));
        }
    }

    /// A title above the headings says what all amounts are in.
    pub(super) fn tell_currency(&mut self, mark: Mark) {
        if self.competing.is_empty() {
            self.note_scope(CurrencyScope::Named(mark));
        }
    }

    /// Taxes that the customer keeps back stand in a column each, perhaps with their sum.
    fn add_up(&mut self, claims: &[Claim], folded: &[String]) {
        let all: Vec<usize> =
            claims.iter().filter(|claim| claim.field == Field::Withheld).map(|claim| claim.at).collect();
        let is_sum = |at: &&usize| folded.get(**at).is_some_and(|name| name.starts_with("total"));
        let sum = all.iter().find(is_sum).copied();
        let Some(first) = sum.or(all.first().copied()) else { return };
        self.set(Field::Withheld, first);
        if sum.is_none() {
            self.added.extend(all.into_iter().skip(1).map(|at| (Field::Withheld, at)));
        }
    }

    /// `Customer` beside `Customer Name` is the number; beside `Company` it is the name. Which it is, is looked at in the
    /// cells once more: a number that stands beside two names is none.
    fn settle_names(&mut self, claims: &mut Vec<Claim>, folded: &[String]) {
        const BARE: [&str; 9] =
            ["customer", "client", "cliente", "kunde", "deudor", "devedor", "tercero", "debtor", "socio"];
        const NAMES: [&str; 6] = ["name", "nombre", "nome", "nom", "name 1", "contacto"];
        let is = |list: &[&str], claim: &Claim| folded.get(claim.at).is_some_and(|name| list.contains(&name.as_str()));
        let mine = |claim: &Claim| claim.field == Field::CustomerName;
        let named =
            claims.iter().any(|claim| mine(claim) && (claim.confidence == Confidence::Says || is(&NAMES, claim)));
        let numbered = self.has(Field::CustomerId)
            || self.is_wished(Field::CustomerId)
            || claims.iter().any(|claim| claim.field == Field::CustomerId && claim.confidence == Confidence::Says);
        let bare =
            claims.iter().position(|claim| mine(claim) && claim.confidence == Confidence::May && is(&BARE, claim));
        let Some(bare) = bare else { return };
        if named && !numbered {
            claims.retain(|claim| claim.field != Field::CustomerId);
            if let Some(claim) = claims.iter_mut().find(|claim| mine(claim) && is(&BARE, claim)) {
                claim.field = Field::CustomerId;
            }
        } else if !named {
            let at = claims.get(bare).map(|claim| claim.at);
            claims.retain(|claim| !mine(claim) || Some(claim.at) == at);
        } else {
            // The name stands under a heading of its own, and so does the number.
            claims.retain(|claim| !(mine(claim) && is(&BARE, claim)));
        }
    }

    /// What a column means beside the others.
    fn settle(&mut self) {
        let claimed = |this: &Self, field| this.claimed_twice.iter().any(|claim| claim.0 == field);
        self.settle_tax_id();
        self.settle_sides();
        self.settle_branch();
        // Who lists how old each debt is lists what is open of it.
        if self.has_ages
            && !self.has(Field::OpenAmount)
            && !self.has(Field::PaidAmount)
            && !self.says_what_became()
            && !self.is_wished(Field::Amount)
            && !self.is_wished(Field::OpenAmount)
            && !claimed(self, Field::OpenAmount)
        {
            self.move_column(Field::Amount, Field::OpenAmount);
        }
        // Without a net sum there are no lines; what a line is for then says what the invoice is for.
        if !self.has(Field::LineNet) {
            if !self.has(Field::Description) && !self.is_wished(Field::Description) {
                self.move_column(Field::LineDescription, Field::Description);
            }
            for field in Field::ALL.into_iter().filter(|field| field.is_line()) {
                self.at[field.index()] = None;
                self.claimed_twice.retain(|claim| claim.0 != field);
            }
        }
    }

    /// Is there a column that says what became of each document?
    pub(super) fn says_what_became(&self) -> bool {
        let fields = [Field::Status, Field::PaymentStatus, Field::Paid, Field::SettledDate, Field::Void];
        fields.into_iter().any(|field| self.has(field))
    }

    /// Debits and credits go in pairs. A column of credits alone (`Abonos`) is what was paid, one of debits alone (`Cargo`)
    /// the amount.
    fn settle_sides(&mut self) {
        match (self.has(Field::Debit), self.has(Field::Credit)) {
            (false, true) if !self.is_wished(Field::Credit) => {
                // `Crédito` alone may be a kind of sale.
                let is_paid = self
                    .heading(Field::Credit)
                    .is_some_and(|heading| !matches!(fold(heading).as_str(), "credit" | "credito" | "creditos"));
                let credit = self.drop_column(Field::Credit);
                if let (true, false, Some(at)) = (is_paid, self.has(Field::PaidAmount), credit) {
                    self.set(Field::PaidAmount, at);
                }
            }
            (true, false) if !self.is_wished(Field::Debit) => {
                let debit = self.drop_column(Field::Debit);
                if let (false, Some(at)) = (self.has(Field::Amount), debit) {
                    self.set(Field::Amount, at);
                }
            }
            _ => {}
        }
    }

    /// A branch stands in front of the number where no series or point of sale does; an establishment always.
    fn settle_branch(&mut self) {
        let establishment = self.heading(Field::Branch).is_some_and(|heading| fold(heading).contains("est"));
        let other = self.has(Field::PointOfSale) || self.has(Field::Series) && !self.has(Field::Letter);
        if other && !establishment && !self.is_wished(Field::Branch) {
            self.drop_column(Field::Branch);
        }
    }

    /// Of two such columns the first is read: a file is not sunk by them.
    fn settle_tax_id(&mut self) {
        if let Some(two) = self.claimed_twice.iter().position(|claim| claim.0 == Field::CustomerTaxId) {
            let (_, first, _) = self.claimed_twice.remove(two);
            self.at[Field::CustomerTaxId.index()] = self.headings.iter().position(|heading| *heading == first);
        }
    }
}

/// A column that may be a field.
struct Claim {
    field: Field,
    confidence: Confidence,
    at: usize,
    scope: CurrencyScope,
}

/// Beside `Apellidos`, `Nombre` is the first name; beside `Prénom`, `Nom` is the surname. What names a firm stays a name of
/// its own.
fn settle_person(claims: &mut [Claim], folded: &[String]) {
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

/// Beside `Open balance`, `Balance` is that of the account; beside `Saldo MXN`, that of the document in its own currency.
fn settle_balances(claims: &mut Vec<Claim>, folded: &[String]) {
    let is_open = |claim: &Claim| claim.field == Field::OpenAmount && claim.confidence == Confidence::Says;
    let is_bare = |claim: &Claim| {
        folded.get(claim.at).is_some_and(|name| matches!(name.as_str(), "balance" | "saldo" | "solde" | "bal"))
    };
    if claims.iter().any(|claim| is_open(claim) && !is_bare(claim) && claim.scope == CurrencyScope::Unstated) {
        claims.retain(|claim| !(is_open(claim) && is_bare(claim)));
    }
}

/// `Código` is the document's where the customer has another number and nothing else is the document's.
fn settle_codes(claims: &mut [Claim], folded: &[String]) {
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

/// What a heading says: by its words, by its words without what says how cells are written, or with its currency left out.
fn meaning(heading: &str, folded: &str) -> Option<(Field, Confidence, CurrencyScope)> {
    if numbered(heading) {
        return Some((Field::CustomerId, Confidence::Says, CurrencyScope::Unstated));
    }
    let (scope, rest) = currency_scope::of_heading(heading);
    let known =
        look_up(folded).or_else(|| look_up(&without_abbreviations(folded))).or_else(|| look_up(&written_out(folded)));
    if let Some((field, confidence)) = known {
        return Some((field, confidence, if field.is_money() { scope } else { CurrencyScope::Unstated }));
    }
    if scope == CurrencyScope::Unstated {
        return None;
    }
    let rest = fold(&rest);
    let (field, confidence) = look_up(&rest).or_else(|| look_up(&written_out(&rest)))?;
    field.is_money().then_some((field, confidence, scope))
}

/// `Customer No.`, `Kunden-Nr`, `Cliente #`: the number of a customer, which without its small word would be the name.
fn numbered(heading: &str) -> bool {
    let plain = plain(heading).replace('#', " no ");
    let mut words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&str| matches!(*word, "no" | "nr" | "nro" | "num" | "n");
    let count = words.len();
    words.retain(|word| !is_number(word) && !matches!(*word, "de" | "del" | "do"));
    count > words.len()
        && matches!(
            words.as_slice(),
            ["customer"
                | "client"
                | "cliente"
                | "kunde"
                | "kunden"
                | "debitor"
                | "debitoren"
                | "debtor"
                | "deudor"
                | "account"]
                | ["customer" | "client" | "sell", "account" | "to"]
                | ["bill" | "sell", "to", "customer"]
        )
}

#[cfg(test)]
mod tests {
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
        assert_eq!(
            mapped(&["Kunde", "Steuernummer", "PLZ"]),
            ["customer_name", "customer_tax_id", "customer_postcode"]
        );
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
        assert_eq!(
            mapped(&["Folio", "Cargos", "Abonos", "Saldo"]),
            ["invoice_number", "debit", "credit", "open_amount"]
        );
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
}
