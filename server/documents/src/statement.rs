//! The statement of an account: what moved what is owed in some days, and the balance before, after and in between. As PDF to
//! read, and as a table for a spreadsheet; both are made of the same amounts.

use crate::readable::foot;
use crate::typeset::{Template, Typesetting};
use crate::words::{StatementWords, words};
use crate::{DocumentError, Letterhead, Party, csv};
use chrono::{DateTime, Utc};
use domain::date::Date;
use domain::format::AmountStyle;
use domain::language::Language;
use domain::money::{Money, MoneyError};
use serde_json::{Value, json};

/// Movements that a PDF can hold: some forty pages. A longer statement is for a spreadsheet.
pub const MAX_LINES: usize = 1_200;

/// What a statement says.
#[derive(Debug, Clone)]
pub struct StatementDocument {
    /// The language of its words.
    pub language: Language,
    /// When it was issued: the file's date.
    pub issued_at: DateTime<Utc>,
    /// Whose claim.
    pub creditor: Party,
    /// How that firm shows itself.
    pub letterhead: Letterhead,
    /// Whose debt.
    pub debtor: Party,
    /// The first day and the last, as they should be read.
    pub period: (String, String),
    /// Each currency for itself.
    pub accounts: Vec<StatementAccount>,
}

/// The account in one currency.
#[derive(Debug, Clone)]
pub struct StatementAccount {
    /// How its amounts are written.
    pub style: AmountStyle,
    /// What was owed before the first day; negative: credit.
    pub opening: Money,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// What happened, in order.
    pub lines: Vec<StatementLine>,
    /// What was owed at the end of the last day.
    pub closing: Money,
    /// What of interest and fees has accrued by the last day and is not charged yet; nothing where that day is past.
    pub accrued: Money,
}

/// A movement.
#[derive(Debug, Clone)]
pub struct StatementLine {
    /// The day.
    pub day: Date,
    /// The day as it should be read.
    pub date: String,
    /// What happened.
    pub what: String,
    /// The numbers of invoices or of the receipt.
    pub reference: String,
    /// What it did to what is owed: negative lowers it.
    pub amount: Money,
    /// What is owed after it.
    pub balance: Money,
}

impl StatementAccount {
    /// What raised the debt, and what lowered it, each as a positive sum.
    ///
    /// # Errors
    /// [`MoneyError`] for sums out of range.
    pub fn sums(&self) -> Result<(Money, Money), MoneyError> {
        let currency = self.opening.currency();
        let amounts = || self.lines.iter().map(|line| line.amount);
        let raised = Money::total(currency, amounts().filter(|amount| amount.is_positive()))?;
        let lowered = Money::total(currency, amounts().filter(|amount| amount.minor() < 0))?;
        Ok((raised, lowered.negated()?))
    }

    fn written(&self, amount: Money) -> String {
        self.style.format(amount).unwrap_or_else(|_| amount.to_string())
    }

    /// An amount in the column of what raises the debt, or of what lowers it.
    fn columns(&self, amount: Money) -> (Option<Money>, Option<Money>) {
        match amount.minor() {
            0 => (None, None),
            1.. => (Some(amount), None),
            _ => (None, amount.negated().ok()),
        }
    }
}

/// The statement as PDF (A4, tagged, PDF/UA-1 and PDF/A-3a).
///
/// # Errors
/// [`DocumentError::TooLarge`] for more than fits; else only when the template is at fault.
pub fn statement(document: &StatementDocument) -> Result<Vec<u8>, DocumentError> {
    typesetting(document)?.pdf()
}

fn typesetting(document: &StatementDocument) -> Result<Typesetting, DocumentError> {
    let words = &words(document.language).statement;
    let (from, to) = &document.period;
    let accounts = document.accounts.iter().map(|account| account_data(words, account)).collect::<Result<Vec<_>, _>>();
    let accounts = accounts.map_err(|error| DocumentError::Typesetting(error.to_string()))?;
    Ok(Typesetting {
        template: Template::Statement,
        data: json!({
            "words": words,
            "document": { "lang": document.language, "creditor": document.creditor, "debtor": document.debtor },
            "period": (words.period)(from, to),
            "accounts": accounts,
            "page": foot(&format!("{} {from} – {to}", words.title)),
        }),
        exact: Value::Null,
        letterhead: document.letterhead.clone(),
        attachment: None,
        identity: format!("statement {} {from} {to}", document.debtor.lines.first().map_or("", String::as_str)),
        issued_at: document.issued_at,
    })
}

fn account_data(words: &StatementWords, account: &StatementAccount) -> Result<Value, MoneyError> {
    let written = |amount: Option<Money>| amount.map(|amount| account.written(amount));
    let lines = account.lines.iter().map(|line| {
        let (raised, lowered) = account.columns(line.amount);
        json!([line.date, line.what, line.reference, written(raised), written(lowered), account.written(line.balance)])
    });
    let (raised, lowered) = account.sums()?;
    let accrued = account.accrued.is_positive();
    let with_accrued = account.closing.plus(account.accrued)?;
    Ok(json!({
        "currency": account.opening.currency().code(),
        "opening": account.written(account.opening),
        "lines": lines.collect::<Vec<_>>(),
        "raised": account.written(raised),
        "lowered": account.written(lowered),
        "closing": account.written(account.closing),
        "accrued": accrued.then(|| account.written(account.accrued)),
        "with_accrued": accrued.then(|| account.written(with_accrued)),
        "says": if account.closing.minor() < 0 { Some(words.in_credit) } else { None },
    }))
}

/// The statement as a table in UTF-8, with the mark by which spreadsheets know that; amounts have the decimal sign of the
/// reader's country and nothing else.
#[must_use]
pub fn statement_csv(document: &StatementDocument) -> Vec<u8> {
    let words = &words(document.language).statement;
    let comma = document.accounts.first().is_some_and(|account| account.style.decimal == ',');
    // Where the comma is in amounts, spreadsheets expect semicolons between cells.
    let delimiter = if comma { b';' } else { b',' };
    let mut out = "\u{feff}".as_bytes().to_vec();
    let headings =
        [words.date, words.what, words.reference, words.currency, words.raised, words.lowered, words.balance];
    // Writing to memory does not fail.
    let _ = csv::row(&mut out, delimiter, headings);
    for account in &document.accounts {
        let code = account.opening.currency().code();
        let figures = |amount: Option<Money>| amount.map(|amount| plain(account, amount)).unwrap_or_default();
        let mut row = |day: Date, what: &str, reference: &str, amount: Option<Money>, balance: Money| {
            let (raised, lowered) = amount.map_or((None, None), |amount| account.columns(amount));
            let (day, raised, lowered) = (day.to_string(), figures(raised), figures(lowered));
            let cells = [&day, what, reference, code, &raised, &lowered, &figures(Some(balance))];
            let _ = csv::row(&mut out, delimiter, cells);
        };
        row(account.from, words.opening, "", None, account.opening);
        for line in &account.lines {
            row(line.day, &line.what, &line.reference, Some(line.amount), line.balance);
        }
        row(account.to, words.closing, "", None, account.closing);
        if let Some(all) = account.closing.plus(account.accrued).ok().filter(|_| account.accrued.is_positive()) {
            row(account.to, words.accrued, "", Some(account.accrued), all);
        }
    }
    out
}

/// An amount without symbol and groups: `-1234.50`.
fn plain(account: &StatementAccount, amount: Money) -> String {
    amount.decimal().to_string().replace('.', &account.style.decimal.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use crate::typeset::tests::text;

    #[test]
    fn it_says_what_moved_the_balance_and_what_is_left() {
        for (language, said) in [
            (
                Language::Es,
                [
                    "Estado de cuenta",
                    "Saldo anterior",
                    "Cargos",
                    "Abonos",
                    "Saldo final",
                    "Intereses y recargos por cargar",
                ],
            ),
            (
                Language::En,
                [
                    "Statement of account",
                    "Opening balance",
                    "Charges",
                    "Payments and credits",
                    "Closing balance",
                    "Interest and fees not charged yet",
                ],
            ),
            (
                Language::Pt,
                ["Extrato da conta", "Saldo anterior", "Débitos", "Créditos", "Saldo final", "Juros e multas a lançar"],
            ),
        ] {
            let text = text(typesetting(&samples::statement(language)).expect("data"));
            for word in said {
                assert!(text.contains(word), "{word} is missing in: {text}");
            }
        }
        let text = text(typesetting(&samples::statement(Language::Es)).expect("data"));
        for figure in ["$500.00", "$1,160.00", "$1,000.00", "$660.00", "$12.30", "$672.30", "F-1043"] {
            assert!(text.contains(figure), "{figure} is missing in: {text}");
        }
    }

    #[test]
    fn the_table_has_the_same_amounts_as_plain_numbers() {
        let table = String::from_utf8(statement_csv(&samples::statement(Language::Es))).expect("text");
        assert_eq!(
            table,
            "\u{feff}Fecha,Concepto,Documento,Moneda,Cargos,Abonos,Saldo\r\n\
             2026-10-01,Saldo anterior,,MXN,,,500.00\r\n\
             2026-10-05,Factura,F-1043,MXN,1160.00,,1660.00\r\n\
             2026-11-02,Pago recibido,R-1,MXN,,1000.00,660.00\r\n\
             2026-11-30,Saldo final,,MXN,,,660.00\r\n\
             2026-11-30,Intereses y recargos por cargar,,MXN,12.30,,672.30\r\n"
        );
        let table = String::from_utf8(statement_csv(&samples::statement(Language::Pt))).expect("text");
        assert!(table.contains("2026-10-05;Factura;F-1043;BRL;1160,00;;1660,00\r\n"), "{table}");
    }

    #[test]
    fn nothing_in_the_table_runs() {
        let mut document = samples::statement(Language::Es);
        document.accounts[0].lines[0].reference = "=HYPERLINK(\"https://evil.example\")".to_owned();
        document.accounts[0].lines[1].what = "@SUM(A1)".to_owned();
        let table = String::from_utf8(statement_csv(&document)).expect("text");
        assert!(table.contains(",\"'=HYPERLINK(\"\"https://evil.example\"\")\",MXN"), "{table}");
        assert!(table.contains(",'@SUM(A1),"), "{table}");
    }

    #[test]
    fn a_balance_below_nothing_is_credit() {
        let mut document = samples::statement(Language::Es);
        let below = Money::new(-5_000, document.accounts[0].opening.currency());
        document.accounts[0].closing = below;
        document.accounts[0].accrued = Money::zero(below.currency());
        let text = text(typesetting(&document).expect("data"));
        assert!(text.contains("\u{2212}$50.00") && text.contains("saldo a favor"), "{text}");
    }

    #[test]
    fn forty_pages_are_set() {
        let mut document = samples::statement(Language::En);
        let line = document.accounts[0].lines[0].clone();
        document.accounts[0].lines = vec![line; MAX_LINES];
        assert!(
            typesetting(&document)
                .is_ok_and(|set| serde_json::to_vec(&set.data).is_ok_and(|data| data.len() < crate::typeset::MAX_TEXT))
        );
    }
}
