//! What lists of movements brought, held against the books.

use super::{Rule, debtor, invoice, payment};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "what is left of a movement is no more than it is, and its debtor's",
        sql: "SELECT m.item_id, m.amount, i.total FROM movement m JOIN invoice i \
              ON i.creditor_id = m.creditor_id AND i.id = m.item_id WHERE m.creditor_id = $1 AND \
              (i.debtor_id <> m.debtor_id OR i.currency <> m.currency OR i.total * m.amount > 0 \
              OR ABS(i.total) > ABS(m.amount))",
        place: invoice,
    },
    Rule {
        name: "what is left of a movement is an item that is there",
        sql: "SELECT m.item_id, m.amount, CAST(0 AS BIGINT) FROM movement m WHERE m.creditor_id = $1 \
              AND m.item_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invoice i \
              WHERE i.creditor_id = m.creditor_id AND i.id = m.item_id)",
        place: invoice,
    },
    Rule {
        name: "a movement that was made here is a payment that came, in its currency",
        sql: "SELECT m.payment_id, m.amount, COALESCE(p.amount, 0) FROM movement m LEFT JOIN payment p \
              ON p.creditor_id = m.creditor_id AND p.id = m.payment_id WHERE m.creditor_id = $1 \
              AND m.payment_id IS NOT NULL AND (p.id IS NULL OR p.currency <> m.currency OR p.progress <> 'succeeded')",
        place: payment,
    },
    Rule {
        name: "movements that are one payment here come to no more than it",
        sql: "SELECT m.payment_id, CAST(SUM(m.amount) AS BIGINT), CAST(MAX(p.received) AS BIGINT) FROM movement m \
              JOIN payment p ON p.creditor_id = m.creditor_id AND p.id = m.payment_id \
              WHERE m.creditor_id = $1 AND m.amount > 0 GROUP BY m.payment_id HAVING SUM(m.amount) > MAX(p.received)",
        place: payment,
    },
    Rule {
        name: "every movement is of a debtor that is there",
        sql: "SELECT m.debtor_id, m.amount, CAST(0 AS BIGINT) FROM movement m WHERE m.creditor_id = $1 AND NOT EXISTS \
              (SELECT 1 FROM debtor d WHERE d.creditor_id = m.creditor_id AND d.id = m.debtor_id)",
        place: debtor,
    },
    Rule {
        name: "every movement came by an import that is there",
        sql: "SELECT m.debtor_id, m.import, m.last_import FROM movement m WHERE m.creditor_id = $1 AND NOT EXISTS \
              (SELECT 1 FROM import n WHERE n.creditor_id = m.creditor_id AND n.n = m.import)",
        place: debtor,
    },
];
