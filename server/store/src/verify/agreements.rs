//! `saldo verify` of agreements: each is what was sealed, its rows are what it says, and the ledger has done what it says.

use super::{Fault, SealCheck};
use crate::connection::args;
use crate::{Db, StoreError, agreements, discounts, invoices, small_balances};
use domain::agreement::{AgreementRecord, AgreementState, Settlement, Terms};
use domain::id::{AgreementId, CreditorId, EntryId, InvoiceId, PauseId};
use domain::money::{Currency, Money};
use domain::plan::Plan;
use uuid::Uuid;

/// Agreements read at a time.
const BATCH: i64 = 500;

/// Checks a creditor's agreements; answers how many there are.
///
/// # Errors
/// [`StoreError`] when the database cannot be read; what is wrong in it is added to `faults`.
pub(super) async fn check(
    db: &mut Db,
    creditor: CreditorId,
    seal_check: SealCheck,
    faults: &mut Vec<Fault>,
) -> Result<i64, StoreError> {
    let (mut after, mut seen) = (Uuid::nil(), 0);
    loop {
        let agreed = agreements::after(db, creditor, after, BATCH).await?;
        let Some(last) = agreed.last() else { break };
        after = last.id.uuid();
        for one in &agreed {
            let mut found = Found { of: one.id, seal_check, faults };
            of_one(db, one, &mut found).await?;
            seen += 1;
        }
    }
    stray_plans(db, creditor, faults).await?;
    stray_promises(db, creditor, faults).await?;
    stray_settlements(db, creditor, faults).await?;
    stray_pauses(db, creditor, faults).await?;
    disputed(db, creditor, faults).await?;
    stray_entries(db, creditor, faults).await?;
    Ok(seen)
}

struct Found<'a> {
    of: AgreementId,
    seal_check: SealCheck,
    faults: &'a mut Vec<Fault>,
}

impl Found<'_> {
    fn add(&mut self, rule: &'static str, found: impl Into<String>) {
        self.faults.push(Fault { rule, place: self.of.to_string(), found: found.into() });
    }
}

async fn of_one(db: &mut Db, agreed: &AgreementRecord, found: &mut Found<'_>) -> Result<(), StoreError> {
    if let Err(error) = found.seal_check.0(agreed) {
        found.add("an agreement is what was sealed", error);
        return Ok(());
    }
    let body = match agreed.read_body() {
        Ok(body) => body,
        Err(error) => {
            found.add("an agreement is what was sealed", error.to_string());
            return Ok(());
        }
    };
    if (body.creditor, body.debtor, body.terms.kind()) != (agreed.creditor, agreed.debtor, agreed.kind) {
        found.add("an agreement's row is what it says", "another creditor, debtor or kind");
    }
    let covered = agreements::covered(db, agreed.creditor, agreed.id).await?;
    let says = says(&body.terms);
    let fits = covered.len() == says.len()
        && covered
            .iter()
            .zip(&says)
            .all(|((is, has), (id, amount))| is == id && amount.is_none_or(|amount| amount == *has));
    if !fits {
        found
            .add("an agreement covers what it says", format!("{} invoices, {} in its text", covered.len(), says.len()));
    }
    if let Terms::Plan(terms) = &body.terms {
        instalments(db, agreed, &terms.plan, found).await?;
        if agreed.state == AgreementState::Live {
            live_plan(db, agreed, &terms.plan, &covered, found).await?;
            let asked = terms.plan.principal.plus(terms.plan.cost)?;
            let stays = agreements::received(db, agreed, asked.currency()).await?.stays()?;
            if stays.minor() >= asked.minor() {
                found.add("a plan is over once all that it asks for has come", format!("{stays} of {asked} came"));
            }
        }
    }
    if let Terms::Settlement(terms) = &body.terms {
        settlement(db, agreed, terms, &covered, found).await?;
    }
    Ok(())
}

/// A settlement: while it holds, its invoices are in it; once it is kept, and only then, the rest is written off.
async fn settlement(
    db: &mut Db,
    agreed: &AgreementRecord,
    terms: &Settlement,
    covered: &[(InvoiceId, Money)],
    found: &mut Found<'_>,
) -> Result<(), StoreError> {
    let (_, rest) = discounts::rest_of(db, agreed.creditor, agreed.id).await?;
    if agreed.state != AgreementState::Kept && !rest.is_empty() {
        found.add("nothing stays given up for a settlement that is not kept", agreed.state.to_string());
    }
    let mut open = Money::zero(terms.to_pay.currency());
    for (id, _) in covered {
        let invoice = invoices::by_id(db, agreed.creditor, *id).await?;
        if agreed.state == AgreementState::Live && invoice.as_ref().and_then(|i| i.settlement) != Some(agreed.id) {
            found.add("the invoices of a settlement that holds are in it", id.to_string());
        }
        open = open.plus(invoice.filter(|i| !i.void).map_or(Money::zero(open.currency()), |i| i.owed()))?;
    }
    if agreed.state == AgreementState::Kept && rest.is_empty() {
        let came = came_until_its_end(db, agreed, open.currency()).await?;
        let beside = agreements::went_back(db, agreed, open.currency()).await?;
        let back = agreements::received(db, agreed, open.currency()).await?.given_back()?.plus(beside)?;
        // Where the debt itself became as small as its sum there was nothing left to write off.
        if came.minor() > terms.to_pay.plus(beside)?.minor() || open.minor() > back.minor() {
            let found_there = format!("{came} came of {}, {open} is open, nothing was written off", terms.to_pay);
            found.add("a settlement is kept only with the rest written off", found_there);
        }
    }
    Ok(())
}

/// What money had come for a settlement when it ended.
async fn came_until_its_end(db: &mut Db, agreed: &AgreementRecord, currency: Currency) -> Result<Money, StoreError> {
    let received = agreements::received(db, agreed, currency).await?.money_only()?;
    let until = received.payments.iter().filter(|one| agreed.ended_at.is_none_or(|end| one.at <= end));
    Ok(Money::total(currency, until.map(|one| one.came))?)
}

/// The invoices that terms name, with the amounts where they say them.
fn says(terms: &Terms) -> Vec<(InvoiceId, Option<Money>)> {
    match terms {
        Terms::Plan(terms) => terms.plan.invoices.iter().map(|part| (part.invoice, Some(part.amount))).collect(),
        Terms::Settlement(terms) => terms.invoices.iter().map(|part| (part.invoice, Some(part.amount))).collect(),
        Terms::Extension(terms) => vec![(terms.invoice, None)],
        Terms::Discount(terms) => vec![(terms.invoice, None)],
        Terms::Promise(terms) => terms.invoices.iter().map(|invoice| (*invoice, None)).collect(),
    }
}

async fn instalments(
    db: &mut Db,
    agreed: &AgreementRecord,
    plan: &Plan,
    found: &mut Found<'_>,
) -> Result<(), StoreError> {
    let sql = "SELECT n, due, amount, price FROM instalment WHERE creditor_id = $1 AND agreement_id = $2 ORDER BY n";
    let rows = db.all(sql, args![agreed.creditor.uuid(), agreed.id.uuid()]).await?;
    let mut same = rows.len() == plan.instalments.len();
    for (row, says) in rows.iter().zip(&plan.instalments) {
        let (n, due, amount, price): (i64, domain::date::Date, i64, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let wanted = (i64::from(says.n), says.date, says.amount.minor(), says.price.minor());
        same &= (n, due, amount, price) == wanted;
    }
    if !same {
        found.add(
            "a plan's instalments are what it says",
            format!("{} rows, {} in its text", rows.len(), plan.instalments.len()),
        );
    }
    Ok(())
}

/// A plan that holds: its invoices are in it, and what it says is left is what the ledger says.
async fn live_plan(
    db: &mut Db,
    agreed: &AgreementRecord,
    plan: &Plan,
    covered: &[(InvoiceId, Money)],
    found: &mut Found<'_>,
) -> Result<(), StoreError> {
    for (id, _) in covered {
        let invoice = invoices::by_id(db, agreed.creditor, *id).await?;
        if invoice.is_none_or(|invoice| invoice.plan != Some(agreed.id)) {
            found.add("the invoices of a plan that holds are in it", id.to_string());
        }
    }
    let at_first = owed_at_first(db, agreed).await?;
    let promised = plan.principal.minor() + plan.cost.minor();
    if at_first != promised {
        found.add(
            "what a plan says is paid is what the ledger says",
            format!("{promised} promised, {at_first} in the books"),
        );
    }
    Ok(())
}

/// What was owed on what a plan covers when it was agreed, with its price, in minor units: by the ledger, without what
/// was paid, charged, credited or corrected since. A part of a debt below zero owed nothing, as everywhere.
async fn owed_at_first(db: &mut Db, agreed: &AgreementRecord) -> Result<i64, StoreError> {
    // The entries of the agreement itself (its price, and what had accrued until then) are of its very instant.
    let sql = "SELECT CAST(SUM(CASE WHEN e.kind IN ('paid', 'paid_outside', 'refunded', 'refund_failed', \
               'charged_back', 'chargeback_won', 'credit_used', 'discounted') AND e.booked_at >= $3 THEN 0 \
               WHEN e.booked_at > $3 OR (e.booked_at = $3 AND e.kind IN ('charge_waived', 'written_off') \
               AND e.cause NOT LIKE $4 AND e.cause NOT LIKE '%:price_back:%') THEN 0 ELSE p.amount END) AS BIGINT) \
               FROM covered c JOIN posting p ON p.creditor_id = c.creditor_id AND p.of_id = c.invoice_id \
               JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               WHERE c.creditor_id = $1 AND c.agreement_id = $2 AND p.account IN ('receivable', 'interest_due', 'fees_due') \
               GROUP BY p.of_id, p.account";
    // What was let go so that its terms hold is part of how it came about (`agreements::excess`).
    let held = format!("agreement:{}:held:%", agreed.id);
    let rows = db.all(sql, args![agreed.creditor.uuid(), agreed.id.uuid(), agreed.made_at, held]).await?;
    let parts: Vec<i64> = rows.iter().map(|row| row.get(0)).collect::<Result<_, StoreError>>()?;
    Ok(parts.into_iter().map(|part| part.max(0)).sum())
}

/// Invoices that say they are in a plan that does not hold, or does not cover them.
async fn stray_plans(db: &mut Db, creditor: CreditorId, faults: &mut Vec<Fault>) -> Result<(), StoreError> {
    let sql = "SELECT i.id FROM invoice i WHERE i.creditor_id = $1 AND i.plan_id IS NOT NULL AND NOT EXISTS \
               (SELECT 1 FROM agreement a JOIN covered c ON c.creditor_id = a.creditor_id AND c.agreement_id = a.id \
               WHERE a.creditor_id = i.creditor_id AND a.id = i.plan_id AND a.state = 'live' AND a.kind = 'plan' \
               AND c.invoice_id = i.id)";
    for row in db.all(sql, args![creditor.uuid()]).await? {
        let place = InvoiceId::new(row.get(0)?).to_string();
        let rule = "an invoice is in no plan but one that holds and covers it";
        faults.push(Fault { rule, place, found: "its plan is over, or another one".to_owned() });
    }
    Ok(())
}

/// Invoices that say they are in a settlement that does not hold, or does not cover them.
async fn stray_settlements(db: &mut Db, creditor: CreditorId, faults: &mut Vec<Fault>) -> Result<(), StoreError> {
    let sql = "SELECT i.id FROM invoice i WHERE i.creditor_id = $1 AND i.settlement_id IS NOT NULL AND NOT EXISTS \
               (SELECT 1 FROM agreement a JOIN covered c ON c.creditor_id = a.creditor_id AND c.agreement_id = a.id \
               WHERE a.creditor_id = i.creditor_id AND a.id = i.settlement_id AND a.state = 'live' \
               AND a.kind = 'settlement' AND c.invoice_id = i.id)";
    for row in db.all(sql, args![creditor.uuid()]).await? {
        let place = InvoiceId::new(row.get(0)?).to_string();
        let rule = "an invoice is in no settlement but one that holds and covers it";
        faults.push(Fault { rule, place, found: "its settlement is over, or another one".to_owned() });
    }
    Ok(())
}

/// Invoices that say they are promised by what does not hold, or is not about them; and promises that hold and are about an invoice
/// that does not say so: as where it was promised twice.
async fn stray_promises(db: &mut Db, creditor: CreditorId, faults: &mut Vec<Fault>) -> Result<(), StoreError> {
    let rule = "an invoice is promised once, by a promise that holds and is about it";
    let sql = "SELECT i.id FROM invoice i WHERE i.creditor_id = $1 AND i.promise_id IS NOT NULL AND NOT EXISTS \
               (SELECT 1 FROM agreement a JOIN covered c ON c.creditor_id = a.creditor_id AND c.agreement_id = a.id \
               WHERE a.creditor_id = i.creditor_id AND a.id = i.promise_id AND a.state = 'live' \
               AND a.kind = 'promise' AND c.invoice_id = i.id)";
    for row in db.all(sql, args![creditor.uuid()]).await? {
        let place = InvoiceId::new(row.get(0)?).to_string();
        faults.push(Fault { rule, place, found: "its promise is over, or another one".to_owned() });
    }
    let sql = "SELECT a.id FROM agreement a JOIN covered c ON c.creditor_id = a.creditor_id AND c.agreement_id = a.id \
               JOIN invoice i ON i.creditor_id = c.creditor_id AND i.id = c.invoice_id \
               WHERE a.creditor_id = $1 AND a.state = 'live' AND a.kind = 'promise' \
               AND (i.promise_id IS NULL OR i.promise_id <> a.id)";
    for row in db.all(sql, args![creditor.uuid()]).await? {
        let place = AgreementId::new(row.get(0)?).to_string();
        faults.push(Fault { rule, place, found: "one of its invoices is promised otherwise".to_owned() });
    }
    Ok(())
}

/// Pauses whose cause is over, and that go on all the same. What an extension moved stays moved.
async fn stray_pauses(db: &mut Db, creditor: CreditorId, faults: &mut Vec<Fault>) -> Result<(), StoreError> {
    let sql = "SELECT p.id FROM pause p WHERE p.creditor_id = $1 AND p.to_day IS NULL AND p.of_id IS NOT NULL \
               AND NOT EXISTS (SELECT 1 FROM agreement a WHERE a.creditor_id = p.creditor_id AND a.id = p.of_id \
               AND a.state = 'live') AND NOT EXISTS (SELECT 1 FROM dispute o WHERE o.creditor_id = p.creditor_id \
               AND o.id = p.of_id AND o.state = 'open')";
    for row in db.all(sql, args![creditor.uuid()]).await? {
        let place = PauseId::new(row.get(0)?).to_string();
        let rule = "nothing rests longer than there is a reason";
        faults.push(Fault { rule, place, found: "what it was for is over".to_owned() });
    }
    Ok(())
}

/// What is on hold of an invoice, kept beside it, is what its open disputes are about.
async fn disputed(db: &mut Db, creditor: CreditorId, faults: &mut Vec<Fault>) -> Result<(), StoreError> {
    let sql = "SELECT i.id, i.disputed, CAST(COALESCE(o.amount, 0) AS BIGINT) FROM invoice i LEFT JOIN \
               (SELECT invoice_id, SUM(amount - upheld) AS amount FROM dispute WHERE creditor_id = $1 AND state = 'open' \
               GROUP BY invoice_id) o ON o.invoice_id = i.id \
               WHERE i.creditor_id = $1 AND i.disputed <> COALESCE(o.amount, 0)";
    for row in db.all(sql, args![creditor.uuid()]).await? {
        let place = InvoiceId::new(row.get(0)?).to_string();
        let (kept, open): (i64, i64) = (row.get(1)?, row.get(2)?);
        let rule = "what rests is what open disputes are about";
        faults.push(Fault { rule, place, found: format!("{kept} kept, {open} disputed") });
    }
    Ok(())
}

/// What was given up without a payment: each time because of an agreement or a decision that is there, or by a list's word.
async fn stray_entries(db: &mut Db, creditor: CreditorId, faults: &mut Vec<Fault>) -> Result<(), StoreError> {
    let sql = "SELECT id, COALESCE(cause, 'invoice:') FROM entry WHERE creditor_id = $1 AND payment_id IS NULL \
               AND kind IN ('discounted', 'written_off')";
    for row in db.all(sql, args![creditor.uuid()]).await? {
        let cause: String = row.get(1)?;
        let whose = cause.strip_prefix("agreement:").and_then(|rest| rest.split(':').next());
        let known = match whose.and_then(|id| id.parse::<AgreementId>().ok()) {
            Some(id) => agreements::by_id(db, creditor, id).await?.is_some(),
            // By a decision, by hand, by the creditor's own list, or as a small balance.
            None => ["dispute:", "manual:", "invoice:", small_balances::REST, discounts::SHRUNK]
                .iter()
                .any(|by| cause.starts_with(by)),
        };
        if !known {
            let place = EntryId::new(row.get(0)?).to_string();
            let rule = "nothing is given up without a payment, an agreement or a decision";
            faults.push(Fault { rule, place, found: cause });
        }
    }
    Ok(())
}
