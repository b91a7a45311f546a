//! Which column means what: by its heading, or as the person says.

use super::currency;
use super::field::{Field, Sureness, look_up};
use domain::money::Currency;
use unicode_normalization::UnicodeNormalization;

/// More columns than this are not a list of invoices.
pub(super) const MAX_COLUMNS: usize = 1000;

/// Words that say nothing about a column's meaning.
const SMALL_WORDS: [&str; 20] = [
    "a", "d", "da", "das", "de", "del", "der", "des", "do", "dos", "du", "el", "l", "la", "le", "n", "no", "of", "the",
    "en",
];

/// A heading without what people vary: case, accents, punctuation, camel case, small words.
pub(super) fn fold(heading: &str) -> String {
    let mut spaced = String::with_capacity(heading.len() + 8);
    let mut before_lower = false;
    for c in heading.chars() {
        if c.is_uppercase() && before_lower {
            spaced.push(' ');
        }
        before_lower = c.is_lowercase();
        spaced.push(c);
    }
    let plain = plain(&spaced).replace('%', " percent ");
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let telling: Vec<&str> = words.iter().copied().filter(|word| !SMALL_WORDS.contains(word)).collect();
    if telling.is_empty() { words.join(" ") } else { telling.join(" ") }
}

/// Lower case without accents: `Fällig` is `fallig`, `Nº` is `no`.
pub(super) fn plain(text: &str) -> String {
    let is_mark = |c: &char| matches!(*c, '\u{300}'..='\u{36f}');
    let lower: String = text.nfkd().filter(|c| !is_mark(c)).flat_map(char::to_lowercase).collect();
    lower.replace('ß', "ss").replace('œ', "oe").replace('æ', "ae")
}

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
    /// The currency in the heading of the amounts.
    pub(super) currency: Option<Currency>,
    /// Headings that stand twice; the first one counts.
    pub(super) repeated: Vec<usize>,
    /// Fields that two columns claim, and the two headings.
    pub(super) claimed_twice: Vec<(Field, String, String)>,
    /// Wishes for headings that are not there.
    pub(super) not_there: Vec<(Field, String)>,
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

    /// Moves a column from one field to another.
    pub(super) fn move_column(&mut self, from: Field, to: Field) {
        self.at[to.index()] = self.at[from.index()].take();
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

    /// Headings of columns that are not read.
    pub(super) fn ignored(&self) -> impl Iterator<Item = &str> {
        let is_read = |i: &usize| self.at.contains(&Some(*i)) || self.repeated.contains(i);
        (0..self.headings.len())
            .filter(move |i| !is_read(i))
            .filter_map(|i| self.headings.get(i))
            .map(String::as_str)
            .filter(|heading| !heading.is_empty())
    }

    /// Reads a header line.
    pub(super) fn read<'a>(cells: impl Iterator<Item = &'a str>, wishes: &[Wish]) -> Self {
        let headings: Vec<String> =
            cells.take(MAX_COLUMNS).map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
        let mut columns = Self {
            at: [None; Field::ALL.len()],
            currency: None,
            repeated: Vec::new(),
            claimed_twice: Vec::new(),
            not_there: Vec::new(),
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
        columns.settle(wishes);
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
        let mut claims: Vec<(Field, Sureness, usize, Option<Currency>)> = Vec::new();
        for (i, name) in folded.iter().enumerate() {
            if !self.at.contains(&Some(i))
                && !self.repeated.contains(&i)
                && let Some((field, sureness, currency)) = self.headings.get(i).and_then(|h| meaning(h, name))
                && !wishes.iter().any(|wish| wish.field == field)
            {
                claims.push((field, sureness, i, currency));
            }
        }
        for field in Field::ALL {
            for sureness in [Sureness::Says, Sureness::May] {
                let mut of = claims.iter().filter(|claim| claim.0 == field && claim.1 == sureness);
                match (of.next(), of.next()) {
                    (None, _) => continue,
                    (Some(one), None) => {
                        self.at[field.index()] = Some(one.2);
                        self.currency = self.currency.or(one.3);
                    }
                    // Of two telephone numbers the first one does.
                    (Some(one), Some(_)) if field.is_harmless() => self.at[field.index()] = Some(one.2),
                    (Some(one), Some(two)) => {
                        let heading = |i: usize| self.headings.get(i).cloned().unwrap_or_default();
                        self.claimed_twice.push((field, heading(one.2), heading(two.2)));
                    }
                }
                break;
            }
        }
        for wish in wishes.iter().filter(|wish| wish.field.is_money()) {
            let granted = self.at(wish.field).and_then(|at| self.headings.get(at));
            self.currency = self.currency.or(granted.and_then(|h| currency::in_heading(h)).map(|(c, _)| c));
        }
    }

    /// What a column means beside the others.
    fn settle(&mut self, wishes: &[Wish]) {
        let wished = |field| wishes.iter().any(|wish| wish.field == field);
        let claimed = |this: &Self, field| this.claimed_twice.iter().any(|claim| claim.0 == field);
        self.settle_tax_id(wished(Field::CustomerId) || claimed(self, Field::CustomerId), wished(Field::CustomerTaxId));
        // Lists of open items often have the open balance as their only amount.
        if !self.has(Field::Amount)
            && !self.has(Field::LineNet)
            && !claimed(self, Field::Amount)
            && !wished(Field::Amount)
        {
            self.move_column(Field::OpenAmount, Field::Amount);
        }
        // Without a net sum there are no lines; what a line is for then says what the invoice is for.
        if !self.has(Field::LineNet) {
            if !self.has(Field::Description) && !wished(Field::Description) {
                self.move_column(Field::LineDescription, Field::Description);
            }
            for field in Field::ALL.into_iter().filter(|field| field.is_line()) {
                self.at[field.index()] = None;
                self.claimed_twice.retain(|claim| claim.0 != field);
            }
        }
    }
}

impl Columns {
    /// A list that has no other number of its customers names them by that of the tax office; pages and papers then show
    /// it, and it proves nothing. Beside another number, of two such columns the first is read: a file is not sunk by them.
    fn settle_tax_id(&mut self, numbered: bool, wished: bool) {
        let says = |heading: &String| look_up(&fold(heading)).is_some_and(|(_, sureness)| sureness == Sureness::Says);
        let two = self.claimed_twice.iter().find(|claim| claim.0 == Field::CustomerTaxId).map(|claim| &claim.1);
        let named = self.at(Field::CustomerTaxId).and_then(|at| self.headings.get(at)).or(two).is_some_and(says);
        if !self.has(Field::CustomerId) && !numbered && !wished && !named {
            self.move_column(Field::CustomerTaxId, Field::CustomerId);
            for claim in self.claimed_twice.iter_mut().filter(|claim| claim.0 == Field::CustomerTaxId) {
                claim.0 = Field::CustomerId;
            }
        } else if let Some(two) = self.claimed_twice.iter().position(|claim| claim.0 == Field::CustomerTaxId) {
            let (_, first, _) = self.claimed_twice.remove(two);
            self.at[Field::CustomerTaxId.index()] = self.headings.iter().position(|heading| *heading == first);
        }
    }
}

fn meaning(heading: &str, folded: &str) -> Option<(Field, Sureness, Option<Currency>)> {
    let in_heading = currency::in_heading(heading);
    match look_up(folded) {
        Some((field, sureness)) => {
            Some((field, sureness, in_heading.map(|(currency, _)| currency).filter(|_| field.is_money())))
        }
        None => {
            let (currency, rest) = in_heading?;
            let (field, sureness) = look_up(&fold(&rest))?;
            field.is_money().then_some((field, sureness, Some(currency)))
        }
    }
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
    fn headings_are_folded() {
        for (heading, folded) in [
            ("Fecha de Emisión", "fecha emision"),
            ("N° facture", "facture"),
            ("Invoice No.", "invoice"),
            ("customerID", "customer id"),
            ("FÄLLIG", "fallig"),
            ("IVA %", "iva percent"),
            ("  due_date ", "due date"),
            ("No.", "no"),
            ("", ""),
            ("Straße", "strasse"),
        ] {
            assert_eq!(fold(heading), folded, "{heading}");
        }
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
        assert_eq!(both.ignored().collect::<Vec<_>>(), ["Fecha"]);
        let draw = columns(&["Folio", "Importe", "Total"], &[]);
        assert_eq!(draw.claimed_twice, [(Field::Amount, "Importe".into(), "Total".into())]);
        let said = columns(&["Folio", "Importe", "Total"], &[(Field::Amount, "total")]);
        assert_eq!((said.at(Field::Amount), said.claimed_twice.len()), (Some(2), 0));
        let missing = columns(&["Folio", "Importe"], &[(Field::Amount, "Suma")]);
        assert_eq!(missing.not_there, [(Field::Amount, "Suma".into())]);
    }

    #[test]
    fn the_balance_is_the_amount_only_where_there_is_no_other() {
        let open_items = columns(&["Cliente", "Documento", "Saldo COP"], &[]);
        assert_eq!(open_items.at(Field::Amount), Some(2));
        assert_eq!(open_items.currency.map(Currency::code), Some("COP"));
        let both = columns(&["Documento", "Importe", "Saldo"], &[]);
        assert_eq!((both.at(Field::Amount), both.at(Field::OpenAmount)), (Some(1), Some(2)));
    }

    #[test]
    fn a_tax_number_is_the_customers_only_where_there_is_no_other() {
        assert_eq!(mapped(&["RFC", "Folio", "Total"]), ["customer_id", "invoice_number", "amount"]);
        assert_eq!(mapped(&["Código cliente", "RFC", "C.P."]), ["customer_id", "customer_tax_id", "customer_postcode"]);
        assert_eq!(mapped(&["Cliente", "RFC cliente"]), ["customer_name", "customer_tax_id"]);
        assert_eq!(
            mapped(&["Kunde", "Steuernummer", "PLZ"]),
            ["customer_name", "customer_tax_id", "customer_postcode"]
        );
        // Two of them are a question only where one of them has to name the customer.
        let two = columns(&["Folio", "CPF", "CNPJ"], &[]);
        assert_eq!(two.claimed_twice, [(Field::CustomerId, "CPF".into(), "CNPJ".into())]);
        let two = columns(&["Código do cliente", "CPF", "CNPJ"], &[]);
        assert_eq!((two.at(Field::CustomerTaxId), two.claimed_twice.len()), (Some(1), 0));
        let said = columns(&["RUT", "Folio"], &[(Field::CustomerTaxId, "RUT")]);
        assert_eq!((said.at(Field::CustomerTaxId), said.at(Field::CustomerId)), (Some(0), None));
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
