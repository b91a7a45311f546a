//! Set-offs: what pays a debt out of a debtor's credit is that debtor's, in that currency, once, and no more than there is.

use super::{Rule, entry, invoice};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "no credit note is used beyond what it is",
        sql: "SELECT i.id, i.total, i.balance FROM invoice i WHERE i.creditor_id = $1 AND i.total < 0 AND i.balance > 0 \
              AND EXISTS (SELECT 1 FROM set_off s WHERE s.creditor_id = $1 AND s.note_id = i.id \
              AND s.amount > s.taken_back)",
        place: invoice,
    },
    Rule {
        name: "nothing is set off beyond what is owed",
        sql: "SELECT i.id, i.total, i.balance FROM invoice i WHERE i.creditor_id = $1 AND i.balance < 0 AND i.total >= 0 \
              AND EXISTS (SELECT 1 FROM set_off s WHERE s.creditor_id = $1 AND s.invoice_id = i.id \
              AND s.component = 'principal' AND s.amount > s.taken_back)",
        place: invoice,
    },
    Rule {
        name: "a set-off is what its entries say",
        sql: "SELECT s.id, s.amount - s.taken_back, CAST(COALESCE(-SUM(p.amount), 0) AS BIGINT) FROM set_off s \
              LEFT JOIN entry e ON e.creditor_id = s.creditor_id AND e.kind = 'credit_used' \
              AND (e.id = s.id OR e.of_entry = s.id) \
              LEFT JOIN posting p ON p.creditor_id = e.creditor_id AND p.entry_id = e.id AND p.of_id = s.invoice_id \
              WHERE s.creditor_id = $1 GROUP BY s.id, s.amount, s.taken_back \
              HAVING s.amount - s.taken_back <> COALESCE(-SUM(p.amount), 0) OR s.amount <= 0 \
              OR s.taken_back < 0 OR s.taken_back > s.amount",
        place: entry,
    },
    Rule {
        name: "every use of credit is a set-off",
        sql: "SELECT e.id, CAST(0 AS BIGINT), CAST(0 AS BIGINT) FROM entry e WHERE e.creditor_id = $1 \
              AND e.kind = 'credit_used' AND NOT EXISTS (SELECT 1 FROM set_off s WHERE s.creditor_id = e.creditor_id \
              AND s.id = COALESCE(e.of_entry, e.id))",
        place: entry,
    },
    Rule {
        name: "a set-off stays with one debtor and one currency",
        sql: "SELECT s.id, CAST(0 AS BIGINT), CAST(0 AS BIGINT) FROM set_off s \
              JOIN invoice i ON i.creditor_id = s.creditor_id AND i.id = s.invoice_id \
              JOIN entry e ON e.creditor_id = s.creditor_id AND e.id = s.id \
              LEFT JOIN invoice n ON n.creditor_id = s.creditor_id AND n.id = s.note_id \
              WHERE s.creditor_id = $1 AND s.amount > s.taken_back AND (i.currency <> e.currency \
              OR (s.note_id IS NOT NULL AND (n.id IS NULL OR n.debtor_id <> i.debtor_id OR n.currency <> i.currency)))",
        place: entry,
    },
    Rule {
        name: "a set-off names an invoice and a credit that its entry names",
        sql: "SELECT s.id, CAST(0 AS BIGINT), CAST(0 AS BIGINT) FROM set_off s WHERE s.creditor_id = $1 AND (NOT EXISTS \
              (SELECT 1 FROM posting p WHERE p.creditor_id = $1 AND p.entry_id = s.id AND p.of_id = s.invoice_id \
              AND p.account IN ('receivable', 'interest_due', 'fees_due') AND p.amount < 0) \
              OR NOT EXISTS (SELECT 1 FROM posting p WHERE p.creditor_id = $1 AND p.entry_id = s.id AND p.amount > 0 \
              AND ((s.note_id IS NULL AND p.account = 'customer_credit') \
              OR (p.account = 'receivable' AND p.of_id = s.note_id))))",
        place: entry,
    },
    Rule {
        name: "a list knows a set-off on both sides alike, or a person was told",
        sql: "SELECT s.id, CAST(-COALESCE(n.amount, 0) AS BIGINT), CAST(COALESCE(k.amount, 0) AS BIGINT) FROM set_off s \
              LEFT JOIN said_known n ON n.creditor_id = s.creditor_id AND n.invoice_id = s.note_id AND n.of_id = s.id \
              LEFT JOIN said_known k ON k.creditor_id = s.creditor_id AND k.invoice_id = s.invoice_id AND k.of_id = s.id \
              WHERE s.creditor_id = $1 AND s.note_id IS NOT NULL AND COALESCE(n.amount, 0) + COALESCE(k.amount, 0) <> 0 \
              AND NOT EXISTS (SELECT 1 FROM invoice u WHERE u.creditor_id = s.creditor_id AND u.id = s.note_id \
              AND u.said_import = 0) \
              AND NOT EXISTS (SELECT 1 FROM exception x WHERE x.creditor_id = s.creditor_id \
              AND x.invoice_id IN (s.note_id, s.invoice_id))",
        place: entry,
    },
];
