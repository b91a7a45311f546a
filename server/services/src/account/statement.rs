//! A debtor's statement of account: everything in the ledger that moved what they owe, with the balance after each movement.
//!
//! The account of a debtor is all of their documents and their credit together: a credit note lowers the balance when it
//! comes, and using it later moves nothing. So the last balance is what the ledger says of the debtor, to the cent. What has
//! accrued by the day and is not in the books yet stands beside it.

use super::outstanding;
use chrono::{DateTime, Utc};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{DebtorId, EntryId, InvoiceId, PaymentId};
use domain::money::{Currency, Money, MoneyError};
use std::collections::BTreeMap;
use store::ledger::{self, AccountPart};
use store::{Db, StoreError};

/// A movement of the account, and the balance after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The entry.
    pub entry: EntryId,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// The day, in the creditor's zone.
    pub day: Date,
    /// The entry's kind: `invoiced`, `paid`, …; `settled` where a settlement wrote off the rest.
    pub kind: String,
    /// What it records, once.
    pub cause: String,
    /// The payment behind it.
    pub payment: Option<PaymentId>,
    /// The documents that it moved: what it raised first, then what it lowered.
    pub documents: Vec<(InvoiceId, String)>,
    /// What it did to what is owed: negative lowers it. Nothing where it moved credit from one place to another.
    pub amount: Money,
    /// What it did to documents alone: credit that becomes part of a debt again raises nothing, but lowers one.
    pub on_documents: Money,
    /// How much it moved, whichever way.
    pub moved: Money,
    /// What is owed after it, less all credit.
    pub balance: Money,
}

impl Line {
    /// Is it what an agreement costs, and no fee for being late?
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.cause.starts_with("agreement:")
    }
}

/// All movements of a debtor's account in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLedger {
    /// The currency.
    pub currency: Currency,
    /// In the order in which they happened.
    pub lines: Vec<Line>,
    /// Late interest and fees that have accrued by now and are not in the books.
    pub accrued: Money,
}

/// What happened to an account in some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement<'a> {
    /// What was owed before the first of them.
    pub opening: Money,
    /// What happened.
    pub lines: &'a [Line],
    /// What was owed at their end.
    pub closing: Money,
}

impl AccountLedger {
    /// What is owed after everything, less all credit.
    #[must_use]
    pub fn balance(&self) -> Money {
        self.lines.last().map_or(Money::zero(self.currency), |line| line.balance)
    }

    /// The statement of these days, both included.
    #[must_use]
    pub fn statement(&self, from: Date, to: Date) -> Statement<'_> {
        // Lines stand in the order of their days.
        let begin = self.lines.partition_point(|line| line.day < from);
        let end = self.lines.partition_point(|line| line.day <= to).max(begin);
        let before = |n: usize| {
            let last = n.checked_sub(1).and_then(|last| self.lines.get(last));
            last.map_or(Money::zero(self.currency), |line| line.balance)
        };
        Statement {
            opening: before(begin),
            lines: self.lines.get(begin..end).unwrap_or_default(),
            closing: before(end),
        }
    }
}

/// Reads a debtor's account, each currency for itself.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn read(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    now: DateTime<Utc>,
) -> Result<Vec<AccountLedger>, StoreError> {
    let mut parts = ledger::account_parts(db, creditor.id, debtor).await?;
    // Of one day, a document and what it costs to be late stand before what pays or uses them.
    parts.sort_by_cached_key(|part| (creditor.zone.day_of(part.at), place_in_day(part), part.at, part.entry));
    let owed = outstanding(db, creditor, debtor, now).await?;
    let mut accrued: BTreeMap<Currency, Money> = BTreeMap::new();
    for late in &owed.accrued {
        let currency = late.accrual.total.currency();
        let sum = accrued.entry(currency).or_insert(Money::zero(currency));
        *sum = sum.plus(late.change()?)?;
    }
    let mut all = ledgers(&parts, creditor)?;
    for account in &mut all {
        account.accrued = accrued.get(&account.currency).copied().unwrap_or(account.accrued);
    }
    Ok(all)
}

/// What others of its day may follow from is first.
fn place_in_day(part: &AccountPart) -> u8 {
    match part.kind.as_str() {
        "invoiced" => 0,
        "interest_charged" | "fee_charged" if part.amount.is_positive() => 1,
        _ => 2,
    }
}

fn ledgers(parts: &[AccountPart], creditor: &Creditor) -> Result<Vec<AccountLedger>, MoneyError> {
    let mut by_currency: BTreeMap<Currency, AccountLedger> = BTreeMap::new();
    for of_entry in parts.chunk_by(|one, next| one.entry == next.entry) {
        let Some(first) = of_entry.first() else { continue };
        let currency = first.amount.currency();
        let account = by_currency.entry(currency).or_insert_with(|| AccountLedger {
            currency,
            lines: Vec::new(),
            accrued: Money::zero(currency),
        });
        let amount = Money::total(currency, of_entry.iter().map(|part| part.amount))?;
        let raised = Money::total(currency, of_entry.iter().map(|part| part.amount).filter(|sum| sum.is_positive()))?;
        let lowered = raised.minus(amount)?;
        let on_documents = of_entry.iter().filter(|part| part.document.is_some()).map(|part| part.amount);
        let on_documents = Money::total(currency, on_documents)?;
        let mut documents: Vec<&AccountPart> = of_entry.iter().filter(|part| part.document.is_some()).collect();
        documents.sort_by_key(|part| !part.amount.is_positive());
        account.lines.push(Line {
            entry: first.entry,
            at: first.at,
            day: creditor.zone.day_of(first.at),
            kind: first.kind.clone(),
            cause: first.cause.clone(),
            payment: first.payment,
            documents: documents.into_iter().filter_map(|part| part.document.clone()).collect(),
            amount,
            on_documents,
            moved: Money::new(raised.minor().max(lowered.minor()), currency),
            balance: account.balance().plus(amount)?,
        });
    }
    Ok(by_currency.into_values().collect())
}
