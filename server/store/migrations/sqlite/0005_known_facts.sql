-- Proof by a fact that the creditor chose: what the books have of a debtor to ask for.

-- As the creditor's file gives them. Personal data: no page of the debtor's shows them, or they would prove nothing.
ALTER TABLE debtor ADD COLUMN postcode TEXT;
ALTER TABLE debtor ADD COLUMN tax_id TEXT;
-- After too many wrong codes or facts: until then none is taken, and no code is sent.
ALTER TABLE debtor ADD COLUMN proofs_locked_until TIMESTAMPTZ;
-- After many wrong facts in a day: until then none is asked for.
ALTER TABLE debtor ADD COLUMN facts_rest_until TIMESTAMPTZ;

-- code, or the fact that is asked for: postcode, tax_id. Of a fact there is no code_hash.
ALTER TABLE proof ADD COLUMN asks TEXT NOT NULL DEFAULT 'code';

-- What is over is dropped.
CREATE INDEX proof_by_end ON proof (expires_at);

-- What large books look like (see 0002).
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('proof', 'proof_by_end', '10000 1');
