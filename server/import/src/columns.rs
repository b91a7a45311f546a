//! Which column means what: by its heading, or as the person says.

mod abbreviations;
mod cents;
mod claims;
mod competing;
mod currency_scope;
mod sums;

use super::currency::Mark;
use super::field::Field;
use super::folding::{fold, plain, without_hint};
use super::headings::{self, Confidence, has_jobs, look_up};
use super::record::Record;
use super::words::flags::Flag;
use abbreviations::{letters_of, without_abbreviations, written_out};
pub(crate) use cents::AmountsIn;
use cents::{settle_cents, without_unit};
use claims::{settle_accounts, settle_balances, settle_codes, settle_person, settle_title};
use competing::CompetingColumn;
pub(crate) use competing::Headed;
use currency_scope::CurrencyScope;
use domain::money::Currency;
use sums::{settle_line_sums, settle_marks, settle_original, settle_part_sums};

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

/// A column of yes and no that decides about money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FlagColumn {
    pub(super) at: usize,
    pub(super) flag: Flag,
    /// Does an empty cell say no? Where nobody ever writes no, it does.
    pub(super) blank_is_no: bool,
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
    /// What the headings of amounts that stand in one column say of their currency.
    alone: Vec<(Field, CurrencyScope)>,
    /// The currency of the creditor's books, or that was said for this file.
    pub(super) house: Option<Currency>,
    /// In a column of currencies that only its cells tell, does an empty one stand for the creditor's own? None names it.
    pub(super) blank_is_house: bool,
    /// Is a `C` behind an amount a credit?
    pub(super) c_is_credit: bool,
    /// Is a credit below nothing one that was taken back?
    pub(super) takes_credits_back: bool,
    /// Which columns name the smallest unit of a currency.
    cents: Vec<bool>,
    /// What was said of the unit of all amounts.
    pub(super) amounts_in: Option<AmountsIn>,
    /// Is the column of net sums one of prices, to be multiplied by the quantity?
    pub(super) net_is_price: bool,
    /// Was a currency said for amounts beside which none stands?
    pub(super) default_currency: bool,
    /// Further columns of a field whose amounts are added up.
    pub(super) added: Vec<(Field, usize)>,
    /// Columns whose headings say as well what is open, beside the one that is read.
    pub(super) open_beside: Vec<usize>,
    /// Columns of yes and no.
    pub(super) flags: Vec<FlagColumn>,
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
    /// Is what is open read from the column of amounts, because the list says how old each debt is?
    pub(super) open_by_age: bool,
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
        self.added.retain(|(of, _)| *of != field);
        self.at[field.index()].take()
    }

    /// Reads a field from a column.
    pub(super) fn set(&mut self, field: Field, at: usize) {
        self.at[field.index()] = Some(at);
    }

    /// Does a field stand in several columns, which are added up?
    pub(super) fn is_added_up(&self, field: Field) -> bool {
        self.added.iter().any(|(of, _)| *of == field)
    }

    /// The cells of a field, of those that are added up all.
    pub(super) fn cells_of<'r>(&self, field: Field, record: &'r Record) -> impl Iterator<Item = &'r str> {
        let others = self.added.iter().filter(move |(of, _)| *of == field).map(|(_, at)| *at);
        self.place(field, record).into_iter().chain(others).map(|at| record.get(at).map_or("", str::trim))
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
        let flag = || self.flags.iter().find(|column| column.at == at).map(|column| column.flag.field());
        own.or_else(other).or_else(added).or_else(flag)
    }

    /// Another column that a field could be read from, by its heading.
    pub(super) fn other(&self, field: Field) -> Option<usize> {
        let mut unread = self.ignored().filter(|(at, _)| self.at(field) != Some(*at));
        unread
            .find(|(_, heading)| meaning(heading, &fold(heading)).is_some_and(|(of, ..)| of == field))
            .map(|(at, _)| at)
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

    /// Does every field that is there have a column because the person named it?
    pub(super) fn is_only_wished(&self) -> bool {
        Field::ALL.into_iter().all(|field| !self.has(field) || self.is_wished(field)) && self.claimed_twice.is_empty()
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
            alone: Vec::new(),
            house: None,
            blank_is_house: false,
            c_is_credit: false,
            takes_credits_back: false,
            cents: folded.iter().map(|name| without_unit(name).is_some()).collect(),
            amounts_in: None,
            net_is_price: false,
            default_currency: false,
            added: Vec::new(),
            open_beside: Vec::new(),
            flags: Vec::new(),
            repeated: Vec::new(),
            claimed_twice: Vec::new(),
            not_there: Vec::new(),
            wished: wishes.iter().map(|wish| wish.field).collect(),
            has_ages: folded.iter().any(|name| headings::is_ageing(name)),
            open_by_age: false,
            name_and_job: false,
            headings,
        };
        let mut seen = std::collections::HashSet::new();
        for (i, name) in folded.iter().enumerate() {
            // `F. de Pago` and `F.Pago` are folded alike, and two columns.
            let written = columns.headings.get(i).map(|heading| letters_of(heading)).unwrap_or_default();
            if !name.is_empty() && !seen.insert((name.as_str(), written)) {
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
            let like = || folded.iter().position(|name| *name == fold(wanted)).or_else(|| self.unnamed(wanted));
            match exact.or_else(like) {
                Some(at) => self.at[wish.field.index()] = Some(at),
                None => self.not_there.push((wish.field, wanted.clone())),
            }
        }
    }

    /// The column without a heading that is called by its place: `column 1`.
    fn unnamed(&self, wanted: &str) -> Option<usize> {
        let at = wanted.trim().strip_prefix("column ")?.parse::<usize>().ok()?.checked_sub(1)?;
        self.headings.get(at).is_some_and(String::is_empty).then_some(at)
    }

    /// The headings, and of columns that have none their places.
    pub(super) fn named_headings(&self) -> Vec<String> {
        let last = self.headings.iter().rposition(|heading| !heading.is_empty()).unwrap_or(0);
        let shown = self.headings.iter().take(last + 1).enumerate();
        shown
            .map(|(at, heading)| if heading.is_empty() { format!("column {}", at + 1) } else { heading.clone() })
            .collect()
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
        self.open_beside =
            claims.iter().filter(|claim| claim.field == Field::OpenAmount).map(|claim| claim.at).collect();
        settle_title(&mut claims, folded);
        settle_accounts(&mut claims, folded);
        settle_person(&mut claims, folded);
        self.settle_names(&mut claims, folded);
        if !self.is_wished(Field::InvoiceNumber) {
            settle_codes(&mut claims, folded);
        }
        settle_balances(&mut claims, folded);
        settle_part_sums(&mut claims, folded);
        settle_marks(&mut claims, folded);
        settle_original(&mut claims, folded);
        settle_line_sums(&mut claims, folded);
        settle_cents(&mut claims, folded);
        // What a person said of a field holds, whatever the others make of a heading.
        claims.retain(|claim| !self.is_wished(claim.field));
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
                        self.alone.push((field, one.scope));
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
            self.open_by_age = self.has(Field::OpenAmount);
        }
        self.settle_prices();
        self.settle_net();
        self.settle_receivable();
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

    /// Is one amount there in several currencies?
    pub(super) fn has_competing(&self) -> bool {
        !self.competing.is_empty()
    }

    /// Is there a column that says what was paid or is open of each document?
    pub(super) fn says_all(&self) -> bool {
        [Field::PaidAmount, Field::OpenAmount, Field::Paid].into_iter().any(|field| self.has(field))
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
                let said = self.has(Field::PaidAmount) || self.is_wished(Field::PaidAmount);
                if let (true, false, Some(at)) = (is_paid, said, credit) {
                    self.set(Field::PaidAmount, at);
                }
            }
            (true, false) if !self.is_wished(Field::Debit) => {
                let debit = self.drop_column(Field::Debit);
                let said = self.has(Field::Amount) || self.is_wished(Field::Amount);
                if let (false, Some(at)) = (said, debit) {
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

/// Does a heading say that its amounts are in the creditor's own currency?
pub(super) fn is_in_local_currency(heading: &str) -> bool {
    currency_scope::of_heading(heading).0 == CurrencyScope::Local
}

/// A column that may be a field.
struct Claim {
    field: Field,
    confidence: Confidence,
    at: usize,
    scope: CurrencyScope,
}

/// What a heading says: by its words, by its words without what says how cells are written, or with its currency left out.
fn meaning(heading: &str, folded: &str) -> Option<(Field, Confidence, CurrencyScope)> {
    if numbered(heading) {
        return Some((Field::CustomerId, Confidence::Says, CurrencyScope::Unstated));
    }
    if abbreviations::numbers_a_part(heading) {
        return Some((Field::Part, Confidence::Says, CurrencyScope::Unstated));
    }
    if numbers_a_charge(heading) {
        return Some((Field::InvoiceNumber, Confidence::Says, CurrencyScope::Unstated));
    }
    if let Some(rest) = without_unit(folded) {
        return meaning(&rest, &rest).filter(|(field, ..)| field.is_money());
    }
    // Odoo's name of the amount in the document's currency, beside totals in the firm's own.
    if matches!(folded, "amount currency" | "importe divisa" | "importe moneda") {
        return Some((Field::Amount, Confidence::Says, CurrencyScope::Document));
    }
    let (scope, rest) = currency_scope::of_heading(heading);
    // `Paid (Y/N)`: what the cells answer.
    let answered = || look_up(without_hint(folded)?).filter(|(field, _)| matches!(field, Field::Paid | Field::Void));
    let known = look_up(folded)
        .or_else(|| look_up(&without_abbreviations(folded)))
        .or_else(|| look_up(&written_out(folded)))
        .or_else(answered);
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

/// `No. cargo`, `Núm. de cargo`: the number of a charge, which without its small word would be its sum.
fn numbers_a_charge(heading: &str) -> bool {
    let plain = plain(heading);
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    matches!(
        words.as_slice(),
        ["no" | "nro" | "num" | "numero", "cargo"] | ["no" | "nro" | "num" | "numero", "de", "cargo"]
    )
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
mod tests;
