//! Columns of sums beside the whole sum of each document: what is open or paid of it.

use super::super::sides::rough;
use super::{Found, Headed};
use crate::columns::Columns;
use crate::field::Field;
use crate::headings;
use crate::numbers;
use crate::options::Options;
use crate::question::Question;
use crate::record::Record;

/// The amounts of a row, in hundredths.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row {
    total: Option<i128>,
    paid: Option<i128>,
    credited: i128,
    open: Option<i128>,
}

impl Row {
    pub(super) fn of(record: &Record, columns: &Columns) -> Self {
        let amount = |field| {
            let in_cents = columns.place(field, record).is_some_and(|at| columns.in_cents(at));
            rough(columns.cell(field, record)).map(|amount| if in_cents { amount / 100 } else { amount })
        };
        Self {
            total: amount(Field::Amount).filter(|total| *total != 0),
            paid: amount(Field::PaidAmount).or_else(|| amount(Field::Paid)),
            credited: amount(Field::CreditedAmount).unwrap_or(0),
            open: amount(Field::OpenAmount),
        }
    }
}

/// What the cells of a column are beside the amounts of their rows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    /// Cells that are no amounts.
    no_amounts: u64,
    /// Cells that are a number with the sign of percent, and those that are none.
    shares: u64,
    no_shares: u64,
    /// Cells with decimals or a currency: a bare whole number may count anything.
    written: u64,
    compared: u64,
    /// Rows whose cell is the whole sum.
    whole: u64,
    /// Rows with nothing in it.
    nothing: u64,
    /// Rows whose cell is a part of the whole sum.
    part: u64,
    /// Rows whose cell is more than the whole sum, or has another sign.
    beyond: u64,
    /// The first cell of a part, and what it is a part of.
    first: Option<(i128, i128)>,
    /// Is it another share of the whole in other rows?
    other_share: bool,
    /// Rows in which something was paid, and those whose cell is the rest.
    paid: u64,
    rest: u64,
    /// Rows with something in it, and those in which it is more than what was not paid.
    taken: u64,
    beyond_rest: u64,
    /// Rows in which more is open than the whole sum, and those in which that is this cell.
    over: u64,
    fee: u64,
    /// Rows in which whole sum and cell are not what is open.
    no_fee: u64,
}

impl Sums {
    /// Notes a cell beside the amounts of its row.
    pub(super) fn add(&mut self, cell: &str, in_cents: bool, row: &Row) {
        if cell.is_empty() {
            return;
        }
        let is_share = cell.strip_suffix('%').is_some_and(|number| rough(number).is_some());
        self.shares += u64::from(is_share);
        self.no_shares += u64::from(!is_share);
        if self.no_amounts > 0 {
            return;
        }
        let nothing = numbers::is_nothing(cell);
        let Some(amount) = (if nothing { Some(0) } else { amount_in(cell) }) else {
            self.no_amounts += 1;
            return;
        };
        let amount = if in_cents { amount / 100 } else { amount };
        self.written += u64::from(in_cents || cell.contains(['.', ',']) || !cell.is_ascii());
        let Some(total) = row.total else { return };
        if let Some(open) = row.open {
            self.over += u64::from(open > total && total > 0);
            self.fee += u64::from(open > total && open == total + amount);
            self.no_fee += u64::from(open != total + amount);
        }
        self.compared += 1;
        let within = amount.abs() <= total.abs() && amount.signum() * total.signum() >= 0;
        match amount {
            _ if !within => self.beyond += 1,
            0 => self.nothing += 1,
            _ if amount == total => self.whole += 1,
            _ => {
                self.part += 1;
                match self.first {
                    None => self.first = Some((amount, total)),
                    Some((one, of)) => {
                        // Shares as such are rounded: a unit of the smaller sum is no other share.
                        let other = (one * total - amount * of).abs() > one.abs().max(of.abs()).max(total.abs()) * 2;
                        self.other_share |= other;
                    }
                }
            }
        }
        let settled = row.paid.unwrap_or(0).abs() + row.credited.abs();
        self.taken += u64::from(amount != 0);
        self.beyond_rest += u64::from(amount.abs() > (total.abs() - settled).max(0));
        if row.paid.is_some_and(|paid| paid != 0) {
            self.paid += 1;
            self.rest += u64::from(amount == total - settled * total.signum());
        }
    }

    /// Are they the same part of the whole in all rows, as taxes and net sums are?
    const fn is_one_share(&self) -> bool {
        self.part > 1 && !self.other_share && self.whole == 0
    }

    /// Are all cells sums so far?
    pub(super) const fn may_be(&self) -> bool {
        self.no_amounts == 0
    }

    /// Are they bare numbers, and no sums?
    pub(super) const fn is_written_as_number(&self) -> bool {
        self.written == 0
    }

    /// Are all cells shares in percent?
    const fn are_shares(&self) -> bool {
        self.shares > 0 && self.no_shares == 0
    }

    /// May they be taken off what was not paid: never more than it, and not the same share of the whole in all rows?
    const fn may_be_taken_off(&self) -> bool {
        self.no_amounts == 0 && self.written > 0 && self.taken > 0 && self.beyond_rest == 0 && !self.is_one_share()
    }

    /// Do they say anything of what is owed: in some row not the whole sum?
    const fn may_decide(&self) -> bool {
        self.no_amounts == 0 && self.compared > 0 && self.beyond == 0
    }
}

/// A number and nothing that no amount has beside it.
pub(super) fn amount_in(cell: &str) -> Option<i128> {
    let scanned = numbers::scan(cell)?;
    crate::currency::beside(scanned.marks).ok()?;
    rough(cell)
}

/// Words in headings of what is open.
const OPEN: [&str; 49] = [
    "left",
    "queda",
    "quedan",
    "verbleibt",
    "verbleibend",
    "owing",
    "owed",
    "owes",
    "due",
    "outstanding",
    "unpaid",
    "open",
    "offen",
    "offene",
    "offener",
    "offenes",
    "rest",
    "restant",
    "restante",
    "reste",
    "remaining",
    "remains",
    "pendiente",
    "pend",
    "pdte",
    "pendente",
    "saldo",
    "balance",
    "bal",
    "falta",
    "faltante",
    "debe",
    "deuda",
    "adeudado",
    "adeuda",
    "adeudo",
    "devido",
    "devedor",
    "aberto",
    "aberta",
    "solde",
    "residual",
    "impago",
    "impaga",
    "unbezahlt",
    "ausstehend",
    "ausstehender",
    "impaye",
    "cobrar",
];

/// Words in headings of what was paid.
const PAID: [&str; 48] = [
    "paid",
    "pago",
    "pagos",
    "pagado",
    "pagada",
    "pagamento",
    "pagamentos",
    "cobrado",
    "cobros",
    "cobrada",
    "abono",
    "abonos",
    "abonado",
    "recibido",
    "received",
    "receipts",
    "receipt",
    "recebido",
    "recebimento",
    "baixa",
    "baixas",
    "baixado",
    "bezahlt",
    "gezahlt",
    "zahlung",
    "zahlungen",
    "allocated",
    "applied",
    "retainer",
    "deposit",
    "deposits",
    "prepaid",
    "prepayment",
    "settled",
    "regle",
    "reglement",
    "reglements",
    "paye",
    "paiement",
    "paiements",
    "encaisse",
    "acompte",
    "acomptes",
    "versement",
    "versements",
    "anticipo",
    "anticipos",
    "collected",
];

/// Words in headings of sums that are open, but of another day, of a part, or allowed: whatever else the heading says.
const OTHER_SUM: [&str; 26] = [
    "brought",
    "forward",
    "carried",
    "prior",
    "previo",
    "previa",
    "ubertrag",
    "vortrag",
    "vormonat",
    "anterieur",
    "arrastre",
    "overdue",
    "past",
    "vencido",
    "vencida",
    "vencidos",
    "atraso",
    "uberfallig",
    "opening",
    "previous",
    "anterior",
    "inicial",
    "limit",
    "limite",
    "credit",
    "credito",
];

/// Further words in headings of sums that are neither, or only a part of what is open.
const NEITHER: [&str; 71] = [
    "customer",
    "cliente",
    "client",
    "kunde",
    "account",
    "cuenta",
    "tax",
    "taxes",
    "iva",
    "vat",
    "igv",
    "mwst",
    "ust",
    "tva",
    "gst",
    "impuesto",
    "impuestos",
    "imposto",
    "impostos",
    "icms",
    "ipi",
    "iss",
    "untaxed",
    "net",
    "neto",
    "netto",
    "base",
    "exento",
    "exempt",
    "exenta",
    "gravado",
    "gravada",
    "taxable",
    "subtotal",
    "discount",
    "descuento",
    "desconto",
    "rabatt",
    "remise",
    "skonto",
    "retention",
    "retencion",
    "comision",
    "comissao",
    "commission",
    "provision",
    "freight",
    "shipping",
    "flete",
    "envio",
    "frete",
    "versand",
    "fee",
    "fees",
    "mora",
    "interes",
    "intereses",
    "interest",
    "juros",
    "multa",
    "zinsen",
    "recargo",
    "cost",
    "costo",
    "custo",
    "margin",
    "margen",
    "rate",
    "price",
    "precio",
    "cambio",
];

/// Words of sums that were taken off, whatever they are by themselves.
const APPLIED: [&str; 16] = [
    "applied",
    "taken",
    "used",
    "granted",
    "aplicado",
    "aplicados",
    "aplicada",
    "aplicadas",
    "tomado",
    "concedido",
    "concedidos",
    "gewahrt",
    "gezogen",
    "gezogenes",
    "skonto",
    "accorde",
];

/// Words of sums that the customer has to their credit.
const IN_FAVOUR: [&str; 8] =
    ["favor", "favour", "unapplied", "available", "disponible", "disponivel", "guthaben", "unallocated"];

/// Words of what is open by the day on which it is due: a part of what is open in all.
const BY_DAY: [&str; 22] = [
    "vencer",
    "vincendo",
    "vencendo",
    "not",
    "nicht",
    "non",
    "pas",
    "future",
    "futuro",
    "futura",
    "later",
    "days",
    "dias",
    "tage",
    "jours",
    "next",
    "proximo",
    "today",
    "hoy",
    "hoje",
    "current",
    "corriente",
];

/// Words of sums without tax, of two columns of what is open.
const WITHOUT_TAX: [&str; 10] = ["excl", "ex", "exkl", "net", "netto", "neto", "ohne", "sin", "ht", "untaxed"];

/// What a heading says of sums.
fn says(column: &Headed<'_>) -> Option<Field> {
    let local = crate::columns::is_in_local_currency(column.heading);
    let open = column.has_word(&OPEN) || column.folded == "o s" || column.folded.starts_with("o s ");
    let paid = column.has_word(&PAID);
    match (open, paid) {
        _ if local || column.has_word(&OTHER_SUM) => None,
        (true, false) => Some(Field::OpenAmount),
        (false, true) => Some(Field::PaidAmount),
        _ => None,
    }
}

/// Does a heading that nobody has listed say that its sums are open, of the document and in its currency?
pub(super) fn says_open(column: &Headed<'_>) -> bool {
    says(column) == Some(Field::OpenAmount)
        && !column.has_word(&NEITHER)
        && !column.has_word(&IN_FAVOUR)
        && !column.has_word(&BY_DAY)
        && !headings::is_ageing(&column.folded)
        && !headings::is_running(&column.folded)
}

/// What columns of sums are, where no column says what is open.
pub(super) fn find(all: &[Headed<'_>], columns: &Columns, options: &Options, found: &mut Found) {
    let open = |field| !columns.has(field) && !columns.is_wished(field) && options.default_for(field).is_none();
    if columns.has(Field::OpenAmount) {
        return with_fee(all, columns, found);
    }
    if !open(Field::OpenAmount) || !columns.has(Field::Amount) || columns.has(Field::Debit) || columns.has_competing() {
        return;
    }
    if !columns.says_all() {
        found.questions.extend(share_question(all, columns));
    }
    let sums = all.iter().filter(|column| column.watched.sums.may_decide() && !headings::is_share(&column.folded));
    let mut sums: Vec<&Headed<'_>> = sums.collect();
    if let Some(rest) =
        sums.iter().find(|column| column.watched.sums.paid > 0 && column.watched.sums.rest == column.watched.sums.paid)
    {
        return found.fields.push((Field::OpenAmount, rest.watched.at));
    }
    sums.retain(|column| column.watched.sums.written > 0);
    let mut of = |field| {
        let mut of: Vec<&&Headed<'_>> = sums.iter().filter(|column| says(column) == Some(field)).collect();
        if of.len() > 1 && of.iter().any(|column| !column.has_word(&WITHOUT_TAX)) {
            of.retain(|column| !column.has_word(&WITHOUT_TAX));
        }
        match of.as_slice() {
            [] => false,
            [one] => {
                found.fields.push((field, one.watched.at));
                true
            }
            [one, two, ..] => {
                found.questions.push(Question::TwoColumns {
                    field: field.to_string(),
                    first: one.heading.to_owned(),
                    second: two.heading.to_owned(),
                });
                true
            }
        }
    };
    if of(Field::OpenAmount) {
        return;
    }
    if columns.says_all() || !open(Field::PaidAmount) {
        if columns.has(Field::PaidAmount) || columns.has(Field::Paid) {
            found.questions.extend(taken_off(all, columns, options));
        }
        return;
    }
    if of(Field::PaidAmount) {
        return;
    }
    let asked = sums.iter().find(|column| {
        let sums = &column.watched.sums;
        let differs = sums.part > 0 || sums.nothing > 0 && sums.whole > 0;
        differs
            && sums.nothing + sums.whole > 0
            && !sums.is_one_share()
            && !column.has_word(&OTHER_SUM)
            && !column.has_word(&NEITHER)
    });
    found.questions.extend(asked.map(|column| Question::SumBeside {
        column: column.heading.to_owned(),
        total: columns.heading(Field::Amount).unwrap_or_default().to_owned(),
        example: column.watched.unread.words().texts().take(3).map(str::to_owned).collect(),
    }));
}

/// With the whole sum and what was paid known, a column of sums that are never more than the rest may lower it.
fn taken_off(all: &[Headed<'_>], columns: &Columns, options: &Options) -> Option<Question> {
    let known = |field| columns.has(field) || columns.is_wished(field) || options.default_for(field).is_some();
    if known(Field::CreditedAmount) || columns.is_wished(Field::OpenAmount) {
        return None;
    }
    // A mark or a day says all of what was paid; amounts leave a rest.
    let amounts = columns.has(Field::PaidAmount) || all.iter().any(|column| column.watched.sums.paid > 0);
    let column = all.iter().find(|column| {
        let other = column.has_word(&OTHER_SUM) && !column.has_word(&["credit", "credito"]);
        let neither = column.has_word(&NEITHER) && !column.has_word(&APPLIED);
        let limit = column.has_word(&["limit", "limite", "line", "linea"]);
        column.watched.sums.may_be_taken_off()
            && !other
            && !neither
            && !limit
            && !column.has_word(&IN_FAVOUR)
            && !column.has_word(&BY_DAY)
            && !headings::is_share(&column.folded)
            && !headings::is_ageing(&column.folded)
            && !headings::is_running(&column.folded)
            && !crate::columns::is_in_local_currency(column.heading)
    })?;
    amounts.then(|| taken_off_question(column, columns.heading(Field::Amount)))
}

/// Is what stands in a column taken off?
pub(super) fn taken_off_question(column: &Headed<'_>, total: Option<&str>) -> Question {
    Question::TakenOff {
        column: column.heading.to_owned(),
        total: total.unwrap_or_default().to_owned(),
        example: column.watched.unread.words().texts().take(3).map(str::to_owned).collect(),
    }
}

/// A column that says in percent what was paid or is open: it decides about money, and a share may be rounded.
fn share_question(all: &[Headed<'_>], columns: &Columns) -> Option<Question> {
    all.iter().find_map(|column| {
        let sums = &column.watched.sums;
        let shares = sums.are_shares() || headings::is_share(&column.folded) && sums.no_amounts == 0;
        let field = says(column).filter(|field| shares && !columns.is_wished(*field) && !column.has_word(&NEITHER))?;
        let texts: Vec<&str> = column.watched.unread.words().texts().collect();
        Some(Question::may_be(field, column.heading, &texts))
    })
}

/// `Total due` that is the amount with a fee of another column: what the fee comes to is the firm's to charge here. The
/// amount is asked for.
fn with_fee(all: &[Headed<'_>], columns: &Columns, found: &mut Found) {
    let is_fee = |column: &&Headed<'_>| {
        let sums = &column.watched.sums;
        sums.no_amounts == 0 && sums.over > 0 && sums.fee == sums.over && sums.no_fee == 0
    };
    let Some(open) = columns.at(Field::OpenAmount).filter(|_| !columns.is_wished(Field::OpenAmount)) else { return };
    if let Some(fee) = all.iter().find(is_fee) {
        found.dropped.push(Field::OpenAmount);
        found
            .notes
            .push((open, "it has a fee of another column on top of the amount; the amount without it is asked for"));
        found.notes.push((fee.watched.at, "a fee on top of the amount, which is not asked for"));
    }
}
