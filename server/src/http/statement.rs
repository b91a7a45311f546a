//! The statement of account: `/activity/statement`, as PDF or as a table.

use super::activity::{self, kind, reference, this_year};
use super::download::{download, typeset};
use super::error::{Failure, PageStatus};
use super::session::DebtorSession;
use app::i18n::Texts as _;
use app::views::activity::{ActivityFilter, StatementForm, kind_words};
use axum::extract::Query;
use axum::response::Response;
use chrono::Datelike;
use documents::statement::{MAX_LINES, statement, statement_csv};
use documents::{Party, StatementAccount, StatementDocument, StatementLine};
use domain::date::Date;
use domain::money::Money;
use serde::Deserialize;
use services::account::statement::{AccountLedger, Line};
use services::branding;

/// `?from=2026-01-01&to=2026-11-30&format=pdf`
#[derive(Deserialize)]
pub(super) struct StatementQuery {
    from: Option<String>,
    to: Option<String>,
    format: Option<String>,
}

/// `GET /activity/statement`.
pub(super) async fn show(session: DebtorSession, Query(query): Query<StatementQuery>) -> Result<Response, Failure> {
    let session = session.whole()?;
    let today = session.today;
    // A day that cannot be read is the one that the form began with; there is nothing to lose by it.
    let day = |text: &Option<String>, usual: Date| {
        let read = text.as_deref().and_then(|text| text.trim().parse::<Date>().ok());
        read.filter(|day| (1900..=9999).contains(&day.year())).unwrap_or(usual).min(today)
    };
    let (one, other) = (day(&query.from, this_year(today)), day(&query.to, today));
    let (from, to) = (one.min(other), one.max(other));
    let table = query.format.as_deref() == Some("csv");
    let document = document(&session, from, to).await?;
    let lines: usize = document.accounts.iter().map(|account| account.lines.len()).sum();
    if !table && lines > MAX_LINES {
        let form =
            StatementForm { from: from.to_string(), to: to.to_string(), today: today.to_string(), too_long: true };
        return activity::page(&session, ActivityFilter::All, form, PageStatus::InvalidForm).await;
    }
    let name = session.context.language.pages().activity.file;
    let name = |ending: &str| format!("{name}-{from}-{to}.{ending}");
    if table {
        return Ok(download("text/csv; charset=utf-8", name("csv"), statement_csv(&document)));
    }
    let bytes = typeset(move || statement(&document)).await?;
    Ok(download("application/pdf", name("pdf"), bytes))
}

/// What the statement of these days says.
async fn document(session: &DebtorSession, from: Date, to: Date) -> Result<StatementDocument, Failure> {
    let (services, formatter, creditor) = (&session.state.services, &session.formatter, &session.creditor);
    let now = services.clock.now();
    let mut db = services.store.read().await?;
    let accounts = services::account::statement::read(&mut db, creditor, session.debtor.id, now).await?;
    let letterhead = branding::letterhead(&mut db, creditor, formatter.language).await?;
    Ok(StatementDocument {
        language: formatter.language,
        issued_at: now,
        creditor: Party { name: creditor.name.clone(), lines: creditor.contact_email.iter().cloned().collect() },
        letterhead,
        debtor: Party { name: session.debtor.name.clone(), lines: vec![session.debtor.reference.clone()] },
        period: (formatter.date(from), formatter.date(to)),
        accounts: accounts.iter().map(|account| of_account(session, account, from, to)).collect(),
    })
}

fn of_account(session: &DebtorSession, account: &AccountLedger, from: Date, to: Date) -> StatementAccount {
    let statement = account.statement(from, to);
    let none = Money::zero(account.currency);
    StatementAccount {
        style: session.formatter.style(account.currency),
        opening: statement.opening,
        from,
        to,
        lines: statement.lines.iter().map(|line| of_line(session, line)).collect(),
        closing: statement.closing,
        // What accrues is known for today only.
        accrued: if to == session.today { account.accrued } else { none },
    }
}

fn of_line(session: &DebtorSession, line: &Line) -> StatementLine {
    let words = session.context.language.pages();
    StatementLine {
        day: line.day,
        date: session.formatter.short(line.day),
        what: kind_words(words, kind(line)).to_owned(),
        reference: reference(line),
        amount: line.amount,
        balance: line.balance,
    }
}
