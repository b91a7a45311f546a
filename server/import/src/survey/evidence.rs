//! What all rows of a file say together.

mod asked;

use super::amount_of::{self, AmountOf};
use super::clearings::Clearings;
use super::customers::Customers;
use super::deciding::Deciding;
use super::groups::Groups;
use super::half_days::HalfDays;
use super::letters::Letters;
use super::lexicon::{Lexicon, PaidCells, PaidColumn, Words};
use super::mislabelled::{self, Mislabelled};
use super::numbering::Numbering;
use super::running::Running;
use super::sided::Sided;
use super::sides::{Pair, Sides};
use super::understood::{self, Understood};
use super::values::Found;
use crate::answer::{FileKind, Numbers, Unnamed};
use crate::columns::{Columns, Headed};
use crate::currency::{self, Mark};
use crate::dates::{self, DateEvidence, DateFormat};
use crate::field::Field;
use crate::folding::fold;
use crate::headings::{self, Confidence};
use crate::item::DocumentKind;
use crate::numbers::{self, DecimalMark, NumberEvidence, Verdict};
use crate::options::Options;
use crate::outline::{Outline, Outliner};
use crate::question::Question;
use crate::record::{Kind, Record};
use crate::sections::{self, Aside};
use crate::sheet::DayOrder;
use crate::words::kinds::KindWord;
use crate::words::terms;
use std::collections::{HashMap, HashSet};

/// Why a balance is not read.
const OF_THE_ACCOUNT: &str = "the balance of the account, not of a document";

/// A row's line and one of its cells.
type Example = (u64, String);

/// What was seen in the first pass.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    pub(super) dates: DateEvidence,
    pub(super) numbers: NumberEvidence,
    pub(super) dollar_used: bool,
    /// The texts above the headings.
    pub(super) preamble: Vec<String>,
    tax: u64,
    tax_percent: u64,
    mislabelled: Mislabelled,
    lonely_dollar: Option<Example>,
    no_currency: Option<Example>,
    /// A cell with decimals under a heading that names cents, and the heading.
    broken_cents: Option<(Example, String)>,
    letters: Letters,
    words: HashMap<Field, Words>,
    paid: PaidCells,
    deciding: Deciding,
    /// Are columns of several currencies filled in a row, and nothing says in which its document is?
    unclear_scope: bool,
    /// Documents that are to be paid at once, and one of them.
    at_once: (u64, String),
    examples: Vec<Option<String>>,
    without_example: Vec<usize>,
    last_currency: (String, Option<Mark>),
    customers: Customers,
    numbering: Numbering,
    sides: Sides,
    sided: Sided,
    items: u64,
    named_items: u64,
    /// Items that name no currency.
    blank_currencies: u64,
    /// Amounts below nothing, and the line of the first.
    below_nothing: (u64, u64),
    /// Items of which nothing is open.
    closed: u64,
    outliner: Outliner,
    groups: Groups,
    pub(super) clearings: Clearings,
    running: Running,
    /// Rows whose letter or branch is no code, or whose number has its series in it already.
    no_codes: u64,
    /// Rows in which a name stands where a part would: QuickBooks calls the other side of a booking `Split`.
    other_sides: u64,
    half_days: HalfDays,
    /// Why columns are not read.
    pub(super) notes: HashMap<usize, &'static str>,
}

/// What follows from it.
pub(super) struct Settled {
    pub(super) understood: Understood,
    pub(super) lexicon: Lexicon,
    pub(super) shared_names: HashSet<u64>,
    pub(super) may_be_lines: bool,
    pub(super) scattered: HashMap<u64, u64>,
    pub(super) paid_by_row: bool,
    pub(super) outline: Outline,
    pub(super) unnamed: Unnamed,
    pub(super) questions: Vec<Question>,
}

impl Evidence {
    /// For a file with these columns.
    pub(super) fn of(columns: &Columns) -> Self {
        Self {
            deciding: Deciding::of(columns),
            clearings: Clearings::of(columns),
            examples: vec![None; columns.headings.len()],
            without_example: (0..columns.headings.len()).collect(),
            words: Field::WORDS
                .into_iter()
                .chain([Field::Terms, Field::Currency])
                .filter(|field| columns.has(*field))
                .map(|f| (f, Words::default()))
                .collect(),
            ..Self::default()
        }
    }

    /// What columns that nothing names are by their cells.
    pub(super) fn found(&self, columns: &Columns, options: &Options) -> Found {
        let mut found = self.deciding.found(columns, options);
        // Where the customers stand above their documents, `Account` is that of the ledger.
        let by_account =
            columns.confidence(Field::CustomerId) == Some(Confidence::May) && !columns.is_wished(Field::CustomerId);
        if by_account && self.outliner.names_all() || self.customers.is_ledger_account(columns) {
            found.dropped.push(Field::CustomerId);
        }
        if self.other_sides * 2 > self.items && !columns.is_wished(Field::Part) {
            found.dropped.push(Field::Part);
        }
        self.mislabelled.settle(columns, &mut found);
        mislabelled::direction(columns, self.words.get(&Field::Kind), &mut found);
        found
    }

    /// Notes a record above the headings.
    pub(super) fn add_preamble(&mut self, record: &Record, columns: &Columns) {
        let section = match sections::read(record, columns) {
            Some(Aside::Section(section)) if section.labelled => Some(section),
            _ => None,
        };
        let cells: Vec<&str> = record.cells().map(str::trim).filter(|cell| !cell.is_empty()).collect();
        match section {
            Some(section) => self.outliner.section(section),
            None => cells.iter().for_each(|cell| self.outliner.title(cell)),
        }
        self.preamble.push(cells.join(" ").chars().take(200).collect());
    }

    /// Notes a record below the headings, the `count`th of the file.
    pub(super) fn weigh(&mut self, record: &Record, count: u64, columns: &Columns, options: &Options) {
        let cell = |field| columns.cell(field, record);
        // Sums of other rows often stand without the sign that the rows have.
        let is_item = sections::is_document(record, columns);
        for field in Field::DATES {
            self.half_days.add(record.line, columns.kind(field, record), cell(field));
        }
        // What a sheet has as a day or number says nothing of how its texts are written.
        for field in Field::DATES.into_iter().filter(|field| columns.kind(*field, record) == Kind::Text) {
            let date = cell(field);
            if !date.is_empty() {
                self.dates.weigh(record.line, date);
            }
        }
        self.weigh_amounts(record, columns, options, is_item);
        self.weigh_added(record, columns, options);
        if is_item {
            return self.add_item(record, count, columns, options);
        }
        let text = sections::first_texts(record);
        if self.outliner.sum(&text) || sections::begins_as_sum(&text) {
            self.groups.sum();
        } else if let Some(Aside::Section(section)) = sections::read(record, columns) {
            self.outliner.section(section);
        }
    }

    fn add_item(&mut self, record: &Record, count: u64, columns: &Columns, options: &Options) {
        self.items += 1;
        let cell = |field| columns.cell(field, record);
        self.named_items += u64::from(columns.names_customer(record));
        self.outliner.item();
        self.groups.item(record, columns);
        self.running.add(record, columns);
        let whole = cell(Field::InvoiceNumber).bytes().any(|b| !b.is_ascii_digit());
        self.no_codes += u64::from(whole || !is_branch(cell(Field::Branch)) || !is_letter(cell(Field::Letter)));
        self.other_sides += u64::from(is_name(cell(Field::Part)));
        let (amount, open) = (AmountOf::of(record, columns), amount_of::is_open(record, columns) == Some(true));
        self.blank_currencies += u64::from(cell(Field::Currency).is_empty());
        if amount == AmountOf::Credit {
            self.below_nothing.0 += 1;
            if self.below_nothing.0 == 1 {
                self.below_nothing.1 = record.line;
            }
        }
        for (field, words) in &mut self.words {
            words.add_beside(cell(*field), amount, open);
        }
        self.deciding.add(record, columns, amount);
        self.clearings.add(record, columns);
        self.unclear_scope |= columns.headed(record) == Headed::Unclear;
        if terms::says_at_once(cell(Field::Terms)) {
            self.at_once.0 += 1;
            if self.at_once.1.is_empty() {
                self.at_once.1 = cell(Field::InvoiceNumber).chars().take(40).collect();
            }
        }
        let examples = &mut self.examples;
        self.without_example.retain(|at| {
            let found = record.get(*at).map(str::trim).filter(|cell| !cell.is_empty());
            if let (Some(place), Some(cell)) = (examples.get_mut(*at), found) {
                *place = Some(cell.chars().take(60).collect());
            }
            found.is_none()
        });
        if let Some(at) = columns.at(Field::Paid) {
            self.paid.add(record, at);
            let paid = cell(Field::Paid);
            if dates::is_like_a_day(paid) && record.kind(at) == Kind::Text {
                self.dates.weigh(record.line, paid);
            }
        }
        let nothing = |open: &str| numbers::is_nothing(open) || numbers::is_zero(open);
        let mut open = columns.cells_of(Field::OpenAmount, record).peekable();
        self.closed += u64::from(open.peek().is_some() && open.all(nothing));
        if columns.has(Field::Debit) && columns.has(Field::Credit) {
            self.sides.add(record, columns);
        }
        self.sided.add(record, columns);
        self.mislabelled.add(record, columns);
        self.customers.add(record, columns, options);
        self.numbering.add(record, count, columns);
    }

    fn weigh_amounts(&mut self, record: &Record, columns: &Columns, options: &Options, is_item: bool) {
        let cell = |field| columns.cell(field, record);
        let currency_cell = cell(Field::Currency);
        let stated = self.mark(currency_cell);
        let headed = match columns.headed(record) {
            Headed::Is(currency) => Some(currency),
            Headed::Unstated | Headed::Foreign | Headed::Unclear => None,
        };
        let known = match stated {
            Some(Mark::Dollar) | None => headed,
            Some(mark) => mark.in_books_of(options.house()),
        };
        for field in Field::NUMBERS.into_iter().chain([Field::Paid]) {
            let written = cell(field);
            if written.is_empty() || field == Field::Paid && dates::is_like_a_day(written) {
                continue;
            }
            if field == Field::LineTax {
                self.tax += 1;
                self.tax_percent += u64::from(written.ends_with('%'));
            }
            let Some(scanned) = numbers::scan(written) else { continue };
            self.letters.see(scanned.marks, written);
            if field.is_money() && options.amounts_in.is_none() && self.broken_cents.is_none() {
                let column =
                    columns.place(field, record).filter(|at| columns.in_cents(*at) && has_decimals(scanned.body));
                let heading = column.and_then(|at| columns.headings.get(at)).cloned();
                self.broken_cents = heading.map(|heading| ((record.line, written.chars().take(40).collect()), heading));
            }
            if options.decimal.is_none() && columns.kind(field, record) == Kind::Text {
                let exact = known.or(options.house());
                self.numbers.weigh(record.line, scanned.body, exact.filter(|_| field.is_money()));
            }
            let bare = currency_cell.is_empty() || stated == Some(Mark::Dollar);
            if is_item && field.is_money() && bare && known.is_none() {
                let sign = columns.place(field, record).and_then(|i| record.sign(i)).and_then(currency::mark);
                let beside = sign.or_else(|| currency::beside(scanned.marks).unwrap_or(None));
                let beside = if stated == Some(Mark::Dollar) { stated } else { beside };
                let is_bare = sign.is_none() && scanned.marks == ["", ""];
                self.weigh_sign((record.line, written), beside, is_bare, columns, options);
            }
        }
    }

    /// How the cells of further columns of a field are written.
    fn weigh_added(&mut self, record: &Record, columns: &Columns, options: &Options) {
        for (field, at) in &columns.added {
            let written = record.get(*at).map_or("", str::trim);
            let Some(scanned) = numbers::scan(written) else { continue };
            self.letters.see(scanned.marks, written);
            if options.decimal.is_none() && record.kind(*at) == Kind::Text {
                self.numbers.weigh(record.line, scanned.body, options.house().filter(|_| field.is_money()));
            }
        }
    }

    /// What a cell of the column of currencies says, looked up once for rows that say the same.
    fn mark(&mut self, cell: &str) -> Option<Mark> {
        if self.last_currency.0 != cell {
            self.last_currency = (cell.to_owned(), currency::mark(cell));
        }
        self.last_currency.1
    }

    fn weigh_sign(
        &mut self,
        (line, written): (u64, &str),
        beside: Option<Mark>,
        bare: bool,
        columns: &Columns,
        options: &Options,
    ) {
        let here = || Some((line, written.chars().take(40).collect()));
        match beside {
            Some(Mark::Dollar) => {
                self.dollar_used = true;
                if options.dollar().is_none() && self.lonely_dollar.is_none() {
                    self.lonely_dollar = here();
                }
            }
            None if bare
                && options.house().is_none()
                && !columns.has(Field::Currency)
                && self.no_currency.is_none() =>
            {
                self.no_currency = here();
            }
            _ => {}
        }
    }
}

/// One or two digits behind a mark.
fn has_decimals(body: &str) -> bool {
    body.rfind(['.', ',']).is_some_and(|mark| matches!(body.len() - mark - 1, 1 | 2))
}

/// Several letters and no figure, which is no word for a document in one part.
fn is_name(cell: &str) -> bool {
    cell.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !cell.bytes().any(|b| b.is_ascii_digit())
        && !crate::words::is_whole(cell)
}

/// A code of an establishment: `001`, `12`. Nothing stands for no branch.
fn is_branch(cell: &str) -> bool {
    cell.len() <= 5 && cell.bytes().all(|b| b.is_ascii_digit())
}

/// A document's class: `A`, `B`, `M`.
fn is_letter(cell: &str) -> bool {
    cell.len() <= 2 && cell.bytes().all(|b| b.is_ascii_alphabetic())
}

impl Evidence {
    /// Settles what the columns mean, and what is left to ask.
    pub(super) fn settle(&mut self, columns: &mut Columns, options: &Options) -> Settled {
        let mut questions = Vec::new();
        for field in [Field::Letter, Field::Branch, Field::PointOfSale] {
            if self.no_codes > 0 && !columns.is_wished(field) {
                columns.drop_column(field);
            }
        }
        if self.tax_percent > self.tax / 2 && !columns.has(Field::LineTaxPercent) {
            columns.move_column(Field::LineTax, Field::LineTaxPercent);
        }
        questions.extend(self.deciding.settle(columns, options));
        questions.extend(self.about_both_sides(columns, options));
        questions.extend(self.about_tenders(columns));
        questions.extend(self.about_at_once(columns, options));
        questions.extend(self.about_terms(columns, options));
        questions.extend(self.half_days.question().filter(|_| options.day_cells.is_none()));
        self.settle_blank_currency(columns, options);
        columns.c_is_credit = self.letters.c_is_credit();
        let mut notes = std::mem::take(&mut self.notes);
        questions.extend(self.settle_paid(columns));
        let pair = self.settle_pair(columns, options, &mut questions, &mut notes);
        self.settle_running(columns, &mut notes);
        let mut lexicon = Lexicon::of(options, &self.words);
        lexicon.tell_money(options, columns, &self.words);
        questions.extend(lexicon.questions(columns, &self.words));
        let in_numbers = self.deciding.kinds_in_numbers(columns, options);
        questions.extend(in_numbers.questions(columns));
        lexicon.in_numbers = in_numbers.known;
        lexicon.in_series = in_numbers.series;
        lexicon.in_texts = columns.has(Field::Kind) && !self.words.contains_key(&Field::Kind);
        let verdict = self.customers.settle(columns, options);
        questions.extend(verdict.question);
        let outline = self.settle_outline(options, &mut questions);
        let unnamed = self.settle_unnamed(columns, options, &mut questions);
        let payments = self.words.get(&Field::Kind).is_some_and(|words| lexicon.has_payments(words))
            || lexicon.in_texts && self.deciding.has_payments()
            || lexicon.in_numbers.iter().any(|(_, word)| *word == KindWord::Is(DocumentKind::Payment));
        let seen = understood::Seen { pair, payments, closed: self.closed > 0, titles: &self.preamble };
        let (kind, why) = understood::kind_of(columns, options, &seen);
        let is_list = kind != FileKind::Movements;
        questions.extend(self.sided.question(|word| lexicon.side(word), is_list, columns, options));
        let numbers = self.settle_numbers((columns, options), kind, &mut questions);
        let understood = Understood {
            kind,
            why,
            identity: verdict.identity,
            used: understood::used(columns, &self.examples),
            unused: understood::unused(columns, &self.examples, &self.why_not(columns, notes)),
            refused: verdict.refused,
            as_of: None,
            numbers,
        };
        Settled {
            understood,
            lexicon,
            shared_names: verdict.shared_names,
            may_be_lines: self.numbering.may_be_lines,
            scattered: match kind {
                FileKind::Movements => self.numbering.charged_apart.drain().map(|key| (key, u64::MAX)).collect(),
                FileKind::OpenItems | FileKind::Invoices => std::mem::take(&mut self.numbering.scattered),
            },
            paid_by_row: self.numbering.paid_by_row,
            outline,
            unnamed,
            questions,
        }
    }

    /// In a column of currencies that never names that of the books, an empty cell stands for it.
    fn settle_blank_currency(&self, columns: &mut Columns, options: &Options) {
        let Some(words) = self.words.get(&Field::Currency).filter(|words| !words.overflow) else { return };
        let may_be_house = |word: &str| {
            options.house().is_some_and(|house| currency::mark(word).is_some_and(|mark| mark.may_be(house)))
        };
        // Among rows that mostly name another one, it was forgotten.
        let usual = self.blank_currencies * 2 > self.items || columns.has_competing();
        columns.blank_is_house |= columns.has(Field::Currency) && usual && !words.texts().any(may_be_house);
    }

    /// Who of those that stand above the documents are the customers.
    fn settle_outline(&mut self, options: &Options, questions: &mut Vec<Question>) -> Outline {
        let (outline, open) = self.outliner.settle(self.named_items > 0, options.sections);
        questions.extend(open.map(|[outer, inner]| Question::Sections { outer, inner }));
        outline
    }

    /// Whose the rows are that name nobody.
    fn settle_unnamed(&self, columns: &Columns, options: &Options, questions: &mut Vec<Question>) -> Unnamed {
        self.groups.settle(options.unnamed).unwrap_or_else(|line| {
            let names = Field::CUSTOMER.into_iter().find_map(|field| columns.heading(field));
            questions.push(Question::Unnamed { column: names.unwrap_or_default().to_owned(), line });
            Unnamed::Nobody
        })
    }

    /// A balance that goes on from row to row says nothing of a document.
    fn settle_running(&self, columns: &mut Columns, notes: &mut HashMap<usize, &'static str>) {
        if self.running.is_running()
            && !columns.is_wished(Field::OpenAmount)
            && !columns.is_added_up(Field::OpenAmount)
            && let Some(at) = columns.drop_column(Field::OpenAmount)
        {
            notes.insert(at, OF_THE_ACCOUNT);
        }
    }

    /// Why columns are not read, where their cells say more than that nothing names them.
    fn why_not(&self, columns: &Columns, mut notes: HashMap<usize, &'static str>) -> HashMap<usize, &'static str> {
        for (at, unread) in self.deciding.watched() {
            let running = columns.headings.get(at).is_some_and(|heading| headings::is_running(&fold(heading)));
            let why = if running { Some(OF_THE_ACCOUNT) } else { unread.holds() };
            if let Some(why) = why {
                notes.entry(at).or_insert(why);
            }
        }
        notes
    }

    fn settle_paid(&mut self, columns: &mut Columns) -> Option<Question> {
        let heading = columns.heading(Field::Paid)?.to_owned();
        let to = match self.paid.verdict() {
            PaidColumn::Amount => Field::PaidAmount,
            PaidColumn::Day => Field::SettledDate,
            PaidColumn::Mark => return None,
            PaidColumn::Mixed => return Some(Question::PaidMixed { column: heading }),
        };
        self.words.remove(&Field::Paid);
        if columns.has(to) {
            let other = columns.heading(to).unwrap_or_default().to_owned();
            columns.drop_column(Field::Paid);
            // Beside `Deposit`, `Paid` may be the rest of what was paid or all of it.
            let unclear = to == Field::PaidAmount && !columns.is_wished(to) && self.paid.says_amounts();
            return unclear.then(|| Question::TwoColumns { field: to.to_string(), first: other, second: heading });
        } else {
            columns.move_column(Field::Paid, to);
        }
        None
    }

    fn settle_pair(
        &self,
        columns: &mut Columns,
        options: &Options,
        questions: &mut Vec<Question>,
        notes: &mut HashMap<usize, &'static str>,
    ) -> Option<Pair> {
        if !columns.has(Field::Debit) || !columns.has(Field::Credit) {
            return None;
        }
        columns.takes_credits_back = self.sides.takes_credits_back();
        let pair = match options.file {
            Some(FileKind::Movements) => Pair::Movement,
            Some(_) => Pair::Document,
            None => self.sides.verdict(columns),
        };
        match pair {
            Pair::Document => {
                columns.move_column(Field::Debit, Field::Amount);
                columns.move_column(Field::Credit, Field::PaidAmount);
            }
            Pair::Movement => {
                if let Some(at) = columns.drop_column(Field::OpenAmount) {
                    notes.insert(at, OF_THE_ACCOUNT);
                }
            }
            // Whole sum and balance stand in columns of their own: the sides say no more.
            Pair::Unclear if columns.has(Field::Amount) && columns.has(Field::OpenAmount) => {
                for field in [Field::Debit, Field::Credit] {
                    columns.drop_column(field);
                }
                return None;
            }
            Pair::Unclear => questions.push(Question::Movements {
                debit: columns.heading(Field::Debit).unwrap_or_default().to_owned(),
                credit: columns.heading(Field::Credit).unwrap_or_default().to_owned(),
            }),
        }
        Some(pair)
    }

    fn settle_numbers(
        &self,
        (columns, options): (&Columns, &Options),
        kind: FileKind,
        questions: &mut Vec<Question>,
    ) -> Numbers {
        let by_payments = self.numbering.shared_by_payments.as_ref().filter(|_| kind != FileKind::Movements);
        if let Some(question) = self.numbering.counter_question(columns) {
            questions.push(question);
            return Numbers::Once;
        }
        match (options.numbers, self.numbering.shared.as_ref().or(by_payments)) {
            (Some(said), _) => said,
            (None, None) => Numbers::Once,
            (None, Some((number, line))) => {
                questions.push(Question::NumberOfTwo { number: number.clone(), line: *line });
                Numbers::Once
            }
        }
    }

    /// How days are written, or the question. A sheet shows its days in one order; people who type one as text mean the
    /// same.
    pub(super) fn date_format(&self, options: &Options, shown: DayOrder, questions: &mut Vec<Question>) -> DateFormat {
        let own_mark = |said: DateFormat| self.dates.with_own_mark(said);
        let as_shown = || shown.order().map(|order| own_mark(DateFormat::Numbers(order, '/')));
        options.date_format.map(own_mark).or_else(|| self.dates.verdict()).or_else(as_shown).unwrap_or_else(|| {
            let (line, example) = self.dates.example().cloned().unwrap_or_default();
            questions.push(Question::DateOrder { line, example });
            DateFormat::Iso
        })
    }

    /// The decimal mark, or the question.
    pub(super) fn decimal(&self, options: &Options, questions: &mut Vec<Question>) -> DecimalMark {
        options.decimal.unwrap_or_else(|| match self.numbers.verdict() {
            Verdict::Is(mark) => mark,
            Verdict::Unclear => {
                let (line, example) = self.numbers.example().cloned().unwrap_or_default();
                questions.push(Question::DecimalMark { line, example });
                DecimalMark::Dot
            }
        })
    }

    /// What is left open about currencies.
    pub(super) fn money_questions(&mut self) -> Vec<Question> {
        let dollar = self.lonely_dollar.take().map(|(line, example)| Question::DollarSign { line, example });
        let none = self.no_currency.take().map(|(line, example)| Question::Currency { line, example });
        let cents = self.broken_cents.take().map(|((line, example), column)| Question::Cents { column, line, example });
        dollar.into_iter().chain(none).chain(cents).collect()
    }
}
