-- What large books look like, told to SQLite's planner once. Without it, it takes a creditor for somebody with ten rows
-- and goes through all of them where an index would do; measuring on small books would say the same.
-- (sqlite.org/fileformat2.html, "The sqlite_stat1 table": rows, then rows for each value of the first column, of the
-- first two, and so on.)

ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('debtor', 'debtor', '100000 50000 1'),
    ('debtor', 'debtor_by_ref', '100000 50000 1'),
    ('debtor', 'debtor_by_email', '100000 2'),
    ('credit', 'credit', '10000 5000 1 1'),
    ('invoice', 'invoice', '1000000 500000 1'),
    ('invoice', 'invoice_by_number', '1000000 500000 1'),
    ('invoice', 'invoice_by_debtor', '1000000 500000 10 1'),
    ('invoice', 'invoice_open', '200000 100000 4'),
    ('line', 'line', '3000000 1500000 3 1'),
    ('payment', 'payment', '500000 250000 1'),
    ('payment', 'payment_by_form', '500000 250000 1'),
    ('payment', 'payment_by_debtor', '500000 250000 5 1'),
    ('payment', 'payment_by_session', '500000 1'),
    ('payment', 'payment_by_reference', '500000 1'),
    ('payment', 'payment_by_id', '500000 1'),
    ('payment', 'payment_to_look_at', '1000 1'),
    ('share', 'share', '1000000 500000 2 1'),
    ('share', 'share_by_invoice', '1000000 500000 2'),
    ('refund', 'refund', '10000 5000 1'),
    ('refund', 'refund_once', '10000 5000 1 1'),
    ('chargeback', 'chargeback', '1000 500 1'),
    ('chargeback', 'chargeback_once', '1000 500 1 1'),
    ('entry', 'entry', '2000000 1000000 1'),
    ('entry', 'entry_once', '2000000 1000000 1'),
    ('entry', 'entry_by_seal', '2000000 1000000 2000'),
    ('posting', 'posting', '4000000 2000000 2 1'),
    ('posting', 'posting_of', '2000000 1000000 2'),
    ('seal', 'seal', '1000 500 1'),
    ('event', 'event_once', '1000000 500000 500000 1'),
    ('event', 'event_waiting', '10 1'),
    ('exception', 'exception_by_payment', '1000 500 1'),
    ('link', 'link', '200000 100000 1'),
    ('link', 'link_by_token', '200000 1'),
    ('link', 'link_by_debtor', '200000 100000 2'),
    ('session', 'session', '10000 5000 1'),
    ('session', 'session_by_token', '10000 1'),
    ('job', 'job', '100000 50000 1'),
    ('job', 'job_once', '100000 50000 1'),
    ('job', 'job_ready', '10 1');
