//! What the creditor's lists said, held against the books.

use super::{Rule, debtor, entry, invoice};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "what a list says is open is explained, or a person was told",
        sql: "SELECT i.id, i.said_open, i.total + COALESCE(o.sum, 0) - COALESCE(k.sum, 0) FROM invoice i LEFT JOIN \
              (SELECT p.of_id, CAST(SUM(p.amount) AS BIGINT) AS sum FROM posting p \
              JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
              WHERE p.creditor_id = $1 AND p.account = 'receivable' AND e.kind IN ('paid_outside', 'written_off') \
              AND (e.cause IS NULL OR e.cause LIKE 'invoice:%') GROUP BY p.of_id) o ON o.of_id = i.id LEFT JOIN \
              (SELECT invoice_id, CAST(SUM(amount) AS BIGINT) AS sum FROM said_known WHERE creditor_id = $1 \
              GROUP BY invoice_id) k ON k.invoice_id = i.id \
              WHERE i.creditor_id = $1 AND i.said_import > 0 AND i.said_open IS NOT NULL AND NOT i.void \
              AND i.said_open <> i.total + COALESCE(o.sum, 0) - COALESCE(k.sum, 0) AND NOT EXISTS \
              (SELECT 1 FROM exception x WHERE x.creditor_id = i.creditor_id AND x.invoice_id = i.id \
              AND x.kind IN ('list_asks_more', 'list_asks_less'))",
        place: invoice,
    },
    Rule {
        name: "a list knows only of what happened to its own invoice",
        sql: "SELECT k.invoice_id, k.amount, CAST(0 AS BIGINT) FROM said_known k \
              WHERE k.creditor_id = $1 AND k.of_id NOT IN (k.invoice_id, k.creditor_id) AND k.amount <> 0 AND NOT EXISTS \
              (SELECT 1 FROM posting p JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
              WHERE p.creditor_id = k.creditor_id AND p.of_id = k.invoice_id \
              AND (e.payment_id = k.of_id OR e.id = k.of_id))",
        place: invoice,
    },
    Rule {
        name: "every invoice that a list named names an import that is there",
        sql: "SELECT i.id, i.said_import, CAST(0 AS BIGINT) FROM invoice i WHERE i.creditor_id = $1 \
              AND i.said_import <> 0 AND NOT EXISTS (SELECT 1 FROM import m WHERE m.creditor_id = i.creditor_id \
              AND (m.n = i.said_import OR m.n = -i.said_import))",
        place: invoice,
    },
    Rule {
        name: "an entry about another one names one that is there",
        sql: "SELECT e.id, CAST(0 AS BIGINT), CAST(0 AS BIGINT) FROM entry e WHERE e.creditor_id = $1 \
              AND e.of_entry IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entry o \
              WHERE o.creditor_id = e.creditor_id AND o.id = e.of_entry)",
        place: entry,
    },
    Rule {
        name: "no more is taken back of a payment elsewhere than was paid",
        sql: "SELECT o.id, CAST(SUM(p.amount) AS BIGINT), CAST(MAX(b.amount) AS BIGINT) FROM entry o \
              JOIN posting b ON b.creditor_id = o.creditor_id AND b.entry_id = o.id AND b.account = 'bank' \
              JOIN entry e ON e.creditor_id = o.creditor_id AND e.of_entry = o.id AND e.kind = 'paid_outside' \
              JOIN posting p ON p.creditor_id = e.creditor_id AND p.entry_id = e.id AND p.account = 'bank' \
              WHERE o.creditor_id = $1 AND o.kind = 'paid_outside' GROUP BY o.id \
              HAVING ABS(SUM(p.amount)) > ABS(MAX(b.amount)) OR SUM(p.amount) * MAX(b.amount) > 0",
        place: entry,
    },
    Rule {
        name: "nothing becomes credit while something of the debt stands given up",
        sql: "SELECT c.of_id, CAST(SUM(c.amount) AS BIGINT), CAST(MAX(g.stands) AS BIGINT) FROM \
              (SELECT p.of_id, -SUM(p.amount) AS stands, MAX(CASE WHEN p.amount < 0 AND e.cause NOT LIKE '%shrunk:%' \
              THEN e.booked_at END) AS since FROM posting p \
              JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
              WHERE p.creditor_id = $1 AND p.account = 'receivable' AND e.kind = 'written_off' \
              AND (e.cause LIKE 'agreement:%' OR e.cause LIKE 'manual:%' OR e.cause LIKE 'rest:%' OR e.cause LIKE 'shrunk:%') \
              GROUP BY p.of_id HAVING SUM(p.amount) < 0) g \
              JOIN posting c ON c.creditor_id = $1 AND c.of_id = g.of_id AND c.account = 'receivable' \
              JOIN entry f ON f.creditor_id = c.creditor_id AND f.id = c.entry_id AND f.kind = 'credited' \
              AND f.booked_at > g.since GROUP BY c.of_id HAVING SUM(c.amount) > 0",
        place: invoice,
    },
    Rule {
        name: "every name of a debtor is one of a debtor that is there",
        sql: "SELECT a.debtor_id, CAST(0 AS BIGINT), CAST(0 AS BIGINT) FROM alias a WHERE a.creditor_id = $1 \
              AND NOT EXISTS (SELECT 1 FROM debtor d WHERE d.creditor_id = a.creditor_id AND d.id = a.debtor_id)",
        place: debtor,
    },
];
