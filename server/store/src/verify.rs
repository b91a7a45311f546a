//! `saldo verify`: everything that must be true of the books, recomputed from the postings.

mod agreements;
mod credit;
mod movements;
mod originals;
mod sources;

use super::connection::{Arg, args};
use super::{Db, StoreError, creditors, seals};
use domain::agreement::AgreementRecord;
use domain::creditor::Creditor;
use domain::id::{CreditorId, DebtorId, EntryId, InvoiceId, PaymentId};
use serde::Serialize;
use uuid::Uuid;

/// Says whether the seal under an agreement fits its text; else why not. The store knows no signatures, so the caller
/// brings this.
#[derive(Clone, Copy)]
pub struct SealCheck(pub fn(&AgreementRecord) -> Result<(), String>);

/// Something that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Which rule is broken.
    pub rule: &'static str,
    /// Where: an id.
    pub place: String,
    /// What was found.
    pub found: String,
}

/// What was looked at and what was found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Entries looked at.
    pub entries: i64,
    /// Postings looked at.
    pub postings: i64,
    /// Invoices looked at.
    pub invoices: i64,
    /// Payments looked at.
    pub payments: i64,
    /// Agreements looked at.
    pub agreements: i64,
    /// Electronic documents whose bytes were looked at.
    pub documents: i64,
    /// Seals recomputed.
    pub seals: i64,
    /// Entries that no seal covers yet.
    pub unsealed: i64,
    /// What is wrong. Empty is the only good answer.
    pub faults: Vec<Fault>,
}

/// A rule as one query: each row it answers is a fault, with an id, and one or two numbers.
struct Rule {
    name: &'static str,
    sql: &'static str,
    place: fn(Uuid) -> String,
}

fn entry(id: Uuid) -> String {
    EntryId::new(id).to_string()
}
fn invoice(id: Uuid) -> String {
    InvoiceId::new(id).to_string()
}
fn debtor(id: Uuid) -> String {
    DebtorId::new(id).to_string()
}
fn payment(id: Uuid) -> String {
    PaymentId::new(id).to_string()
}

const RULES: &[Rule] = &[
    Rule {
        name: "the postings of an entry sum to zero",
        sql: "SELECT entry_id, CAST(SUM(amount) AS BIGINT), CAST(COUNT(*) AS BIGINT) FROM posting \
              WHERE creditor_id = $1 GROUP BY entry_id HAVING SUM(amount) <> 0 OR COUNT(*) < 2",
        place: entry,
    },
    Rule {
        name: "every entry has postings",
        sql: "SELECT e.id, CAST(0 AS BIGINT), CAST(0 AS BIGINT) FROM entry e WHERE e.creditor_id = $1 AND NOT EXISTS \
              (SELECT 1 FROM posting p WHERE p.creditor_id = e.creditor_id AND p.entry_id = e.id)",
        place: entry,
    },
    Rule {
        name: "every posting has its entry",
        sql: "SELECT p.entry_id, p.n, p.amount FROM posting p WHERE p.creditor_id = $1 AND NOT EXISTS \
              (SELECT 1 FROM entry e WHERE e.creditor_id = p.creditor_id AND e.id = p.entry_id)",
        place: entry,
    },
    Rule {
        name: "an invoice's balance is the sum of its postings",
        sql: "SELECT i.id, i.balance, COALESCE(s.sum, 0) FROM invoice i LEFT JOIN \
              (SELECT creditor_id, of_id, CAST(SUM(amount) AS BIGINT) AS sum FROM posting \
              WHERE creditor_id = $1 AND account = 'receivable' \
              GROUP BY creditor_id, of_id) s ON s.creditor_id = i.creditor_id AND s.of_id = i.id \
              WHERE i.creditor_id = $1 AND i.balance <> COALESCE(s.sum, 0)",
        place: invoice,
    },
    Rule {
        name: "an invoice's interest is the sum of its postings",
        sql: "SELECT i.id, i.interest, COALESCE(s.sum, 0) FROM invoice i LEFT JOIN \
              (SELECT creditor_id, of_id, CAST(SUM(amount) AS BIGINT) AS sum FROM posting \
              WHERE creditor_id = $1 AND account = 'interest_due' \
              GROUP BY creditor_id, of_id) s ON s.creditor_id = i.creditor_id AND s.of_id = i.id \
              WHERE i.creditor_id = $1 AND i.interest <> COALESCE(s.sum, 0)",
        place: invoice,
    },
    Rule {
        name: "an invoice's fees are the sum of their postings",
        sql: "SELECT i.id, i.fees, COALESCE(s.sum, 0) FROM invoice i LEFT JOIN \
              (SELECT creditor_id, of_id, CAST(SUM(amount) AS BIGINT) AS sum FROM posting \
              WHERE creditor_id = $1 AND account = 'fees_due' \
              GROUP BY creditor_id, of_id) s ON s.creditor_id = i.creditor_id AND s.of_id = i.id \
              WHERE i.creditor_id = $1 AND i.fees <> COALESCE(s.sum, 0)",
        place: invoice,
    },
    Rule {
        name: "no charge is below nothing",
        sql: "SELECT id, interest, fees FROM invoice WHERE creditor_id = $1 AND (interest < 0 OR fees < 0)",
        place: invoice,
    },
    Rule {
        name: "an invoice was paid last when its entries say so",
        sql: "SELECT i.id, CAST(CASE WHEN i.paid_at IS NULL THEN 0 ELSE 1 END AS BIGINT), \
              CAST(CASE WHEN s.at IS NULL THEN 0 ELSE 1 END AS BIGINT) FROM invoice i LEFT JOIN \
              (SELECT p.creditor_id, p.of_id, MAX(e.at) AS at FROM posting p \
              JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
              WHERE p.creditor_id = $1 AND p.account IN ('receivable', 'interest_due', 'fees_due') AND p.amount < 0 \
              AND e.kind IN ('paid', 'paid_outside', 'credit_used') GROUP BY p.creditor_id, p.of_id) s \
              ON s.creditor_id = i.creditor_id AND s.of_id = i.id \
              WHERE i.creditor_id = $1 AND ((i.paid_at IS NULL) <> (s.at IS NULL) OR i.paid_at <> s.at)",
        place: invoice,
    },
    Rule {
        name: "every posting to a debt has its invoice",
        sql: "SELECT p.of_id, p.n, p.amount FROM posting p \
              WHERE p.creditor_id = $1 AND p.account IN ('receivable', 'interest_due', 'fees_due') AND NOT EXISTS \
              (SELECT 1 FROM invoice i WHERE i.creditor_id = p.creditor_id AND i.id = p.of_id)",
        place: invoice,
    },
    Rule {
        name: "a debtor's credit is the sum of its postings",
        sql: "SELECT c.debtor_id, c.balance, COALESCE(s.sum, 0) FROM credit c LEFT JOIN \
              (SELECT p.creditor_id, p.of_id, e.currency, CAST(-SUM(p.amount) AS BIGINT) AS sum FROM posting p \
              JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
              WHERE p.creditor_id = $1 AND p.account = 'customer_credit' GROUP BY p.creditor_id, p.of_id, e.currency) s \
              ON s.creditor_id = c.creditor_id AND s.of_id = c.debtor_id AND s.currency = c.currency \
              WHERE c.creditor_id = $1 AND c.balance <> COALESCE(s.sum, 0)",
        place: debtor,
    },
    Rule {
        name: "a debtor's credit is the sum of its postings",
        sql: "SELECT p.of_id, CAST(0 AS BIGINT), CAST(-SUM(p.amount) AS BIGINT) FROM posting p \
              JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
              WHERE p.creditor_id = $1 AND p.account = 'customer_credit' AND NOT EXISTS (SELECT 1 FROM credit c \
              WHERE c.creditor_id = p.creditor_id AND c.debtor_id = p.of_id AND c.currency = e.currency) \
              GROUP BY p.creditor_id, p.of_id, e.currency HAVING SUM(p.amount) <> 0",
        place: debtor,
    },
    Rule {
        name: "a paid payment has exactly one entry that says so, and no other has any",
        sql: "SELECT p.id, CAST(CASE WHEN p.progress = 'succeeded' THEN 1 ELSE 0 END AS BIGINT), COALESCE(s.n, 0) \
              FROM payment p LEFT JOIN (SELECT creditor_id, payment_id, CAST(COUNT(*) AS BIGINT) AS n FROM entry \
              WHERE creditor_id = $1 AND kind = 'paid' GROUP BY creditor_id, payment_id) s \
              ON s.creditor_id = p.creditor_id AND s.payment_id = p.id \
              WHERE p.creditor_id = $1 AND COALESCE(s.n, 0) <> CASE WHEN p.progress = 'succeeded' THEN 1 ELSE 0 END",
        place: payment,
    },
    Rule {
        name: "what a provider owes for a payment is what it received less what went back",
        sql: "SELECT p.id, p.received - p.refunded - p.charged_back, COALESCE(s.sum, 0) FROM payment p LEFT JOIN \
              (SELECT e.creditor_id, e.payment_id, CAST(SUM(t.amount) AS BIGINT) AS sum FROM entry e \
              JOIN posting t ON t.creditor_id = e.creditor_id AND t.entry_id = e.id \
              WHERE e.creditor_id = $1 AND t.account LIKE 'clearing_%' GROUP BY e.creditor_id, e.payment_id) s \
              ON s.creditor_id = p.creditor_id AND s.payment_id = p.id \
              WHERE p.creditor_id = $1 AND p.received - p.refunded - p.charged_back <> COALESCE(s.sum, 0)",
        place: payment,
    },
    Rule {
        name: "what a payment did to invoices is what its shares say",
        sql: "SELECT p.id, CAST(COALESCE(h.sum, 0) AS BIGINT), CAST(COALESCE(s.sum, 0) AS BIGINT) FROM payment p \
              LEFT JOIN (SELECT creditor_id, payment_id, SUM(applied) AS sum FROM share WHERE creditor_id = $1 \
              GROUP BY creditor_id, payment_id) h ON h.creditor_id = p.creditor_id AND h.payment_id = p.id \
              LEFT JOIN (SELECT e.creditor_id, e.payment_id, -SUM(t.amount) AS sum FROM entry e \
              JOIN posting t ON t.creditor_id = e.creditor_id AND t.entry_id = e.id \
              WHERE e.creditor_id = $1 AND t.account IN ('receivable', 'interest_due', 'fees_due') \
              AND e.kind NOT IN ('discounted', 'written_off') \
              GROUP BY e.creditor_id, e.payment_id) s ON s.creditor_id = p.creditor_id AND s.payment_id = p.id \
              WHERE p.creditor_id = $1 AND COALESCE(h.sum, 0) <> COALESCE(s.sum, 0)",
        place: payment,
    },
    Rule {
        name: "what a payment discounted or wrote off is what its shares say",
        sql: "SELECT p.id, CAST(COALESCE(h.sum, 0) AS BIGINT), CAST(COALESCE(s.sum, 0) AS BIGINT) FROM \
              (SELECT creditor_id, payment_id AS id, invoice_id FROM share WHERE creditor_id = $1 UNION \
              SELECT e.creditor_id, e.payment_id, t.of_id FROM entry e \
              JOIN posting t ON t.creditor_id = e.creditor_id AND t.entry_id = e.id \
              WHERE e.creditor_id = $1 AND e.kind IN ('discounted', 'written_off') AND e.payment_id IS NOT NULL AND t.of_id IS NOT NULL) p \
              LEFT JOIN (SELECT creditor_id, payment_id, invoice_id, SUM(discounted) AS sum FROM share WHERE creditor_id = $1 \
              GROUP BY creditor_id, payment_id, invoice_id) h \
              ON h.creditor_id = p.creditor_id AND h.payment_id = p.id AND h.invoice_id = p.invoice_id \
              LEFT JOIN (SELECT e.creditor_id, e.payment_id, t.of_id, -SUM(t.amount) AS sum FROM entry e \
              JOIN posting t ON t.creditor_id = e.creditor_id AND t.entry_id = e.id \
              WHERE e.creditor_id = $1 AND t.account IN ('receivable', 'interest_due', 'fees_due') AND e.kind IN ('discounted', 'written_off') \
              GROUP BY e.creditor_id, e.payment_id, t.of_id) s \
              ON s.creditor_id = p.creditor_id AND s.payment_id = p.id AND s.of_id = p.invoice_id \
              WHERE COALESCE(h.sum, 0) <> COALESCE(s.sum, 0)",
        place: payment,
    },
    Rule {
        name: "no discount is more than was agreed, and none outlives its payment",
        sql: "SELECT s.payment_id, s.discounted, s.discount FROM share s JOIN payment p \
              ON p.creditor_id = s.creditor_id AND p.id = s.payment_id \
              WHERE s.creditor_id = $1 AND (s.discounted < 0 OR s.discounted > s.discount OR (s.discounted > 0 AND \
              (p.progress <> 'succeeded' OR p.received <= p.refunded + p.charged_back)))",
        place: payment,
    },
    Rule {
        name: "what a payment left as credit is what its entries say",
        sql: "SELECT p.id, p.credit, CAST(COALESCE(s.sum, 0) AS BIGINT) FROM payment p LEFT JOIN \
              (SELECT e.creditor_id, e.payment_id, -SUM(t.amount) AS sum FROM entry e \
              JOIN posting t ON t.creditor_id = e.creditor_id AND t.entry_id = e.id \
              WHERE e.creditor_id = $1 AND t.account = 'customer_credit' GROUP BY e.creditor_id, e.payment_id) s \
              ON s.creditor_id = p.creditor_id AND s.payment_id = p.id \
              WHERE p.creditor_id = $1 AND p.credit <> COALESCE(s.sum, 0)",
        place: payment,
    },
];

/// Rows of the books that are in nobody's: what is checked creditor by creditor would not see them.
const STRAYS: &[Rule] = &[
    Rule {
        name: STRAY,
        sql: "SELECT e.id, CAST(0 AS BIGINT), CAST(0 AS BIGINT) FROM entry e WHERE NOT EXISTS \
              (SELECT 1 FROM creditor c WHERE c.id = e.creditor_id) LIMIT 20",
        place: entry,
    },
    Rule {
        name: STRAY,
        sql: "SELECT p.entry_id, p.n, p.amount FROM posting p WHERE NOT EXISTS \
              (SELECT 1 FROM creditor c WHERE c.id = p.creditor_id) LIMIT 20",
        place: entry,
    },
    Rule {
        name: STRAY,
        sql: "SELECT i.id, i.total, i.balance FROM invoice i WHERE NOT EXISTS \
              (SELECT 1 FROM creditor c WHERE c.id = i.creditor_id) LIMIT 20",
        place: invoice,
    },
    Rule {
        name: STRAY,
        sql: "SELECT p.id, p.amount, p.received FROM payment p WHERE NOT EXISTS \
              (SELECT 1 FROM creditor c WHERE c.id = p.creditor_id) LIMIT 20",
        place: payment,
    },
];

const STRAY: &str = "every row is in the books of a creditor that is there";

/// Checks everything, each creditor's books as they were at one instant: the portal may be at work meanwhile. A database
/// on several machines has no instant of the whole, but one creditor's rows are all on one of them.
///
/// # Errors
/// [`StoreError`] when the database cannot be read; what is wrong in it is in the report.
pub async fn run(db: &mut Db, seal_check: SealCheck) -> Result<Report, StoreError> {
    let mut report = Report::default();
    whole(db, &mut report).await?;
    let snapshot = if db.is_sqlite() { "BEGIN" } else { "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
    for creditor in creditors::all(db).await? {
        db.run(snapshot, vec![]).await?;
        let checked = of_creditor(db, &creditor, seal_check, &mut report).await;
        db.run("ROLLBACK", vec![]).await?;
        checked?;
    }
    Ok(report)
}

/// As [`run`], inside a transaction that is open already.
pub async fn within(db: &mut Db, seal_check: SealCheck) -> Result<Report, StoreError> {
    let mut report = Report::default();
    whole(db, &mut report).await?;
    for creditor in creditors::all(db).await? {
        of_creditor(db, &creditor, seal_check, &mut report).await?;
    }
    Ok(report)
}

/// What no creditor's books alone can show.
async fn whole(db: &mut Db, report: &mut Report) -> Result<(), StoreError> {
    if db.is_sqlite() {
        let row = db.first("PRAGMA quick_check", vec![]).await?;
        let found: String = row.map_or_else(|| Ok("no answer".to_owned()), |row| row.get(0))?;
        if found != "ok" {
            report.faults.push(Fault { rule: "the database file is whole", place: "sqlite".to_owned(), found });
        }
    }
    for rule in STRAYS {
        hold(db, rule, vec![], &mut report.faults).await?;
    }
    Ok(())
}

async fn of_creditor(
    db: &mut Db,
    creditor: &Creditor,
    seal_check: SealCheck,
    report: &mut Report,
) -> Result<(), StoreError> {
    let id = creditor.id.uuid();
    report.entries += db.number("SELECT COUNT(*) FROM entry WHERE creditor_id = $1", args![id]).await?;
    report.postings += db.number("SELECT COUNT(*) FROM posting WHERE creditor_id = $1", args![id]).await?;
    report.invoices += db.number("SELECT COUNT(*) FROM invoice WHERE creditor_id = $1", args![id]).await?;
    report.payments += db.number("SELECT COUNT(*) FROM payment WHERE creditor_id = $1", args![id]).await?;
    for rule in RULES.iter().chain(sources::RULES).chain(originals::RULES).chain(credit::RULES).chain(movements::RULES)
    {
        hold(db, rule, args![id], &mut report.faults).await?;
    }
    report.documents += originals::check(db, creditor.id, &mut report.faults).await?;
    report.agreements += agreements::check(db, creditor.id, seal_check, &mut report.faults).await?;
    chain(db, creditor.id, &creditor.slug, report).await
}

/// Every row that a rule finds is a fault.
async fn hold(db: &mut Db, rule: &Rule, values: Vec<Arg<'_>>, faults: &mut Vec<Fault>) -> Result<(), StoreError> {
    for row in db.all(rule.sql, values).await? {
        let (left, right): (i64, i64) = (row.get(1)?, row.get(2)?);
        let place = (rule.place)(row.get(0)?);
        faults.push(Fault { rule: rule.name, place, found: format!("{left} and {right}") });
    }
    Ok(())
}

async fn chain(db: &mut Db, creditor: CreditorId, slug: &str, report: &mut Report) -> Result<(), StoreError> {
    const RULE: &str = "the chain of seals is whole";
    let sql = "SELECT n, entries, hash FROM seal WHERE creditor_id = $1 ORDER BY n";
    let (mut before, mut next) = (Vec::new(), 1_i64);
    let mut fault = |n: i64, found: String| {
        report.faults.push(Fault { rule: RULE, place: format!("{slug}, seal {n}"), found });
    };
    let mut seals_seen = 0;
    for row in db.all(sql, args![creditor.uuid()]).await? {
        let (n, entries, hash): (i64, i64, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if n != next {
            fault(next, "missing".to_owned());
        }
        let (computed, count) = seals::hash_of(db, creditor, n, &before).await?;
        if count != entries {
            fault(n, format!("{count} entries, sealed with {entries}"));
        } else if computed != hash {
            fault(n, "an entry was changed after it was sealed".to_owned());
        }
        (before, next, seals_seen) = (hash, n + 1, seals_seen + 1);
    }
    let sql = "SELECT COUNT(*) FROM entry WHERE creditor_id = $1 AND seal >= $2";
    let orphans = db.number(sql, args![creditor.uuid(), next]).await?;
    if orphans > 0 {
        fault(next, format!("{orphans} entries name a seal that is not there"));
    }
    report.seals += seals_seen;
    let sql = "SELECT COUNT(*) FROM entry WHERE creditor_id = $1 AND seal IS NULL";
    report.unsealed += db.number(sql, args![creditor.uuid()]).await?;
    Ok(())
}
