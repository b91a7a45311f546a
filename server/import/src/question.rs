//! What the file leaves open, as questions with the option that answers each.
//!
//! Nothing is imported while a question is open: what could be read in two ways is never guessed.

use super::field::Field;
use serde::Serialize;

/// How much is shown of a heading or a word: of real ones all, since an answer names it.
const SHOWN: usize = 120;

/// One thing that only a person can know. Its text says which option to give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Question {
    /// No line looks like a header.
    #[error(
        "no line of headings was found; the first line has: {}; put a line of headings above it, or say which columns count by their places, for example --map \"invoice_number=column 1\" --map \"amount=column 4\"",
        columns.join(", ")
    )]
    NoHeader {
        /// The cells of the first line with anything in it, each behind its place: `column 1: F-1`.
        columns: Vec<String>,
    },
    /// A needed field has no column.
    #[error(
        "no column is the {field}; the columns are: {}; say --map {field}=COLUMN or --default {field}=VALUE",
        columns.join(", ")
    )]
    NoColumn {
        /// The field.
        field: String,
        /// The headings there are.
        columns: Vec<String>,
    },
    /// Two columns could be the same field.
    #[error(
        "`{first}` and `{second}` could both be the {field}; say --map \"{field}={first}\" or --map \"{field}={second}\""
    )]
    TwoColumns {
        /// The field.
        field: String,
        /// One heading.
        first: String,
        /// The other.
        second: String,
    },
    /// `--map` names a heading that is not there.
    #[error("there is no column `{column}` for {field}; the columns are: {}", columns.join(", "))]
    UnknownColumn {
        /// The field.
        field: String,
        /// The heading that was asked for.
        column: String,
        /// The headings there are.
        columns: Vec<String>,
    },
    /// Nobody has said of lists of this shape whether they name everything that is open.
    #[error("does this list name everything that is open? say --complete or --incomplete")]
    Complete,
    /// Day and month could be swapped.
    #[error(
        "dates could be day-first or month-first (line {line}: {example}); say --date-format DD/MM/YYYY or --date-format MM/DD/YYYY"
    )]
    DateOrder {
        /// The line of the file; the first is 1.
        line: u64,
        /// The cell.
        example: String,
    },
    /// A sheet has days as texts that could be no other day, and as days that could be turned round.
    #[error(
        "days stand as texts ({text}) and as days ({cell}, line {line}), which a spreadsheet turns round where it can; say --default day_cells=as_shown if {cell} is right, or --default day_cells=turned if month and day of such cells were taken for each other"
    )]
    HalfDays {
        /// The line of the file; the first is 1.
        line: u64,
        /// The day that the cell has.
        cell: String,
        /// A day that is text.
        text: String,
    },
    /// A dot or comma could part thousands or decimals.
    #[error(
        "amounts could have a decimal point or a decimal comma (line {line}: {example}); say --default decimal=. or --default decimal=,"
    )]
    DecimalMark {
        /// The line of the file; the first is 1.
        line: u64,
        /// The cell.
        example: String,
    },
    /// A heading says cents, and a cell has decimals.
    #[error(
        "`{column}` names cents, but `{example}` (line {line}) has decimals; say --default amounts_in=cents if that is so many cents, or --default amounts_in=units"
    )]
    Cents {
        /// The heading.
        column: String,
        /// The line of the file; the first is 1.
        line: u64,
        /// The cell.
        example: String,
    },
    /// `$` could be the dollar or the peso of several countries.
    #[error(
        "`$` alone does not name a currency (line {line}: {example}); say --default currency_for_dollar_sign=CODE, for example MXN or USD"
    )]
    DollarSign {
        /// The line of the file; the first is 1.
        line: u64,
        /// The cell.
        example: String,
    },
    /// No currency stands anywhere.
    #[error("the file names no currency (line {line}: {example}); say --default currency=CODE, for example MXN")]
    Currency {
        /// The line of the file; the first is 1.
        line: u64,
        /// The cell.
        example: String,
    },
    /// Words that decide about money are not known.
    #[error(
        "`{column}` has {field} words that are not known: {}; say what each is, for example --default \"{field}:{}=…\" ({choices}), or --map {field}= to leave the column out",
        words.join(", "),
        words.first().map_or("WORD", String::as_str)
    )]
    UnknownWords {
        /// The field.
        field: String,
        /// The heading.
        column: String,
        /// The words, as many as can be shown.
        words: Vec<String>,
        /// What can be said of each.
        choices: &'static str,
    },
    /// A column that no heading names may decide about money by its words.
    #[error(
        "`{column}` has the words {}; say --map \"{field}={column}\" if they say the {field} of each document, or --map {field}= if they do not",
        words.join(", ")
    )]
    MayBe {
        /// The field that it may be.
        field: String,
        /// The heading.
        column: String,
        /// The words.
        words: Vec<String>,
    },
    /// A column of sums that are never more than the whole sum beside them, and that no heading names.
    #[error(
        "`{column}` ({}) is never more than `{total}`; say --map \"open_amount={column}\" if it is what is still owed, --map \"paid_amount={column}\" if it is what was paid, or --map open_amount= if it is neither",
        example.join(", ")
    )]
    SumBeside {
        /// The heading.
        column: String,
        /// The heading of the whole sums.
        total: String,
        /// Some of its cells.
        example: Vec<String>,
    },
    /// A column of sums that may lower what is open, and that no heading names.
    #[error(
        "`{column}` ({}) may be taken off `{total}`; say --map \"credited_amount={column}\" if it is, --map \"open_amount={column}\" if it is what is still owed, or --map credited_amount= if it is neither",
        example.join(", ")
    )]
    TakenOff {
        /// The heading.
        column: String,
        /// The heading of the whole sums.
        total: String,
        /// Some of its cells.
        example: Vec<String>,
    },
    /// A customer number that contradicts itself in few rows.
    #[error(
        "`{column}` may be the customer number, but `{value}` {reason}; say --map \"customer_id={column}\" if it is, or --map customer_id= if it is not"
    )]
    CustomerNumber {
        /// The heading.
        column: String,
        /// The number.
        value: String,
        /// What it stands beside.
        reason: String,
    },
    /// One document number comes for two customers.
    #[error(
        "the number {number} comes for two customers (line {line}); say --default numbers=per_customer if each customer has numbers of its own, or --default numbers=once to refuse such rows"
    )]
    NumberOfTwo {
        /// The number.
        number: String,
        /// Where it comes for the second.
        line: u64,
    },
    /// What was paid of documents, and nothing of what they come to.
    #[error(
        "the list has what was paid (`{amount}`, `{day}`) of `{document}`, and no sums of documents; if its rows are payments, say --map \"amount={amount}\" --map \"issue_date={day}\" --map \"reference={document}\" --map \"invoice_number={}\" --default file=movements --default kind=payment --default terms=contado",
        receipt.as_ref().unwrap_or(document)
    )]
    Payments {
        /// The heading of what was paid.
        amount: String,
        /// That of the day.
        day: String,
        /// That of the document.
        document: String,
        /// That of the payment's own number, if it has one.
        receipt: Option<String>,
    },
    /// A number comes more than once, where a column beside it differs.
    #[error(
        "the number {number} comes more than once, and `{column}` differs (line {line}); say --map \"branch={column}\" if it belongs to the number, or --map branch= if it does not"
    )]
    Counter {
        /// The heading.
        column: String,
        /// The number.
        number: String,
        /// Where it comes again.
        line: u64,
    },
    /// Rows of one number have different sums, and other cells that differ.
    #[error(
        "the number {number} has several rows with different amounts (lines {first} and {second}); say --default rows=lines if they are the lines of one document, which add up, or --default rows=repeated if they are the same document once more: then all rows of such a number are refused"
    )]
    RowsOfOne {
        /// The number.
        number: String,
        /// One of its rows.
        first: u64,
        /// Another one.
        second: u64,
    },
    /// A document number is in the books for another customer.
    #[error(
        "the number {number} (line {line}) is in the books for another customer; say --default numbers=per_customer if each customer has numbers of its own, or --default numbers=once to refuse such rows"
    )]
    NumberOfAnother {
        /// The number.
        number: String,
        /// Where it comes for the second.
        line: u64,
    },
    /// Documents of sellers that may or may not be the firm whose books these are.
    #[error(
        "{count} documents are issued by {}, and nothing says whether that is {own}; say --default \"seller={answer}\" if it is, or --default seller= to refuse them",
        sellers.join(", ")
    )]
    Seller {
        /// The name of the firm.
        own: String,
        /// Who issued them, the one with the most documents first.
        sellers: Vec<String>,
        /// How many documents.
        count: u64,
        /// What to say for the first of them.
        answer: String,
    },
    /// Rows that name no customer, below rows that do.
    #[error(
        "`{column}` is empty in rows below a filled one (line {line}); say --default unnamed=above if such a row belongs to the customer above it, or --default unnamed=nobody to refuse it"
    )]
    Unnamed {
        /// The heading.
        column: String,
        /// The first such row.
        line: u64,
    },
    /// Amounts below nothing in a list of customers and suppliers.
    #[error(
        "`{column}` has customers and suppliers, and {count} amounts are below nothing (line {line}); say --default negative=payable if the firm owes these to suppliers, or --default negative=credit if they are credits of customers"
    )]
    BothSides {
        /// The heading.
        column: String,
        /// The number of rows that say it.
        count: u64,
        /// The first of them.
        line: u64,
    },
    /// Sections that lie in each other.
    #[error(
        "`{inner}` stands inside of `{outer}`; say --default sections=outer if `{outer}` is the customer and `{inner}` its project, or --default sections=inner if `{inner}` is the customer"
    )]
    Sections {
        /// The outer one.
        outer: String,
        /// One inside of it.
        inner: String,
    },
    /// Debits, credits and a balance that is neither the row's nor the account's.
    #[error(
        "`{debit}` and `{credit}` may be movements of an account, or what was charged and paid of each document; say --default file=movements or --default file=open_items"
    )]
    Movements {
        /// The heading of debits.
        debit: String,
        /// The heading of credits.
        credit: String,
    },
    /// Amounts and words in one column of what was paid.
    #[error(
        "`{column}` has amounts and words; say --map \"paid_amount={column}\" if it is what was paid, or --map paid= to leave it out"
    )]
    PaidMixed {
        /// The heading.
        column: String,
    },
    /// Several sheets of a workbook hold a list.
    #[error("several sheets hold a list of invoices: {}; say --default \"sheet={}\" for the one to read, one at a time", sheets.join(", "), sheets.first().map_or("", String::as_str))]
    Sheets {
        /// Their names.
        sheets: Vec<String>,
    },
    /// The sheet that was asked for is not there.
    #[error("there is no sheet `{sheet}`; the sheets are: {}", sheets.join(", "))]
    UnknownSheet {
        /// What was asked for.
        sheet: String,
        /// The sheets there are.
        sheets: Vec<String>,
    },
    /// Documents say that they are or were paid at once.
    #[error(
        "{count} documents say that they are paid at once (PUE, contado), for example {example}; say --default paid_at_once=owed if they are still owed, or --default paid_at_once=paid"
    )]
    PaidAtOnce {
        /// The number of rows that say it.
        count: u64,
        /// One of them.
        example: String,
    },
    /// Documents name no day of payment.
    #[error(
        "{count} documents name no day of payment and no terms that grant days, for example {example}; say --default terms=TERMS, for example \"net 30\" or \"contado\""
    )]
    TermsOfDocuments {
        /// The number of rows that say it.
        count: u64,
        /// One of them.
        example: String,
    },
    /// Electronic documents have codes of kinds that are not known.
    #[error(
        "{count} documents have type codes that are not known: {}, for example {example}; say what each is, for example --default kind:{}=invoice (or debit_note, credit_note, none)",
        codes.join(", "),
        codes.first().map_or("CODE", String::as_str)
    )]
    TypeCodes {
        /// The number of documents that have them.
        count: u64,
        /// The codes.
        codes: Vec<String>,
        /// One of the documents.
        example: String,
    },
    /// Mostly UTF-8, but not all of it.
    #[error(
        "the file is UTF-8 except for {bytes} bytes; save it again as UTF-8, or say --default encoding=utf-8 to read those bytes as �, or --default encoding=windows-1252"
    )]
    Encoding {
        /// How many bytes are not UTF-8.
        bytes: u64,
    },
}

impl Question {
    pub(super) fn unknown_words(field: Field, column: &str, words: &[&str]) -> Self {
        let short = |word: &&str| word.chars().take(SHOWN).collect();
        Self::UnknownWords {
            field: field.to_string(),
            column: column.to_owned(),
            words: words.iter().take(12).map(short).collect(),
            choices: super::answer::Answer::choices(field),
        }
    }

    pub(super) fn may_be(field: Field, column: &str, words: &[&str]) -> Self {
        let words = words.iter().take(12).map(|word| word.chars().take(SHOWN).collect()).collect();
        Self::MayBe { field: field.to_string(), column: column.to_owned(), words }
    }

    pub(super) fn no_column(field: Field, columns: &[String]) -> Self {
        Self::NoColumn { field: field.to_string(), columns: shown(columns) }
    }
}

/// A few headings, short enough to show.
pub(super) fn shown(columns: &[String]) -> Vec<String> {
    let short = |heading: &String| heading.chars().take(SHOWN).collect();
    columns.iter().filter(|heading| !heading.is_empty()).take(30).map(short).collect()
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Something must be said first.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Ask(Vec<Question>),
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More columns than a list of invoices has.
    #[error("line {line} has more than {} columns; is this a list of invoices", super::columns::MAX_COLUMNS)]
    TooManyColumns {
        /// The line of the file; the first is 1.
        line: u64,
    },
    /// A workbook, archive or document that is not read.
    #[error(transparent)]
    Refused(#[from] super::refusal::Refusal),
    /// The device failed.
    #[error("the file could not be read")]
    Io(#[from] std::io::Error),
}
