-- Offers and agreements: what is charged on top of an invoice, policies, agreements, requests, objections, proofs.

-- Caches of interest_due(invoice) and fees_due(invoice).
ALTER TABLE invoice ADD COLUMN interest BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invoice ADD COLUMN fees BIGINT NOT NULL DEFAULT 0;
-- Cache of the entries: when the last money for it came, by the provider, the creditor's file or credit that was used.
ALTER TABLE invoice ADD COLUMN paid_at TIMESTAMPTZ;
ALTER TABLE invoice ADD COLUMN untaxed BIGINT;             -- the total without tax, where the creditor's file says it
ALTER TABLE invoice ADD COLUMN terms TEXT;                 -- terms of payment as the file says: 2/10 net 30
ALTER TABLE invoice ADD COLUMN extended_to DATE;           -- due on this day by an extension; due_date stays on record
ALTER TABLE invoice ADD COLUMN objected BIGINT NOT NULL DEFAULT 0; -- what of the balance rests while an objection is open
ALTER TABLE invoice ADD COLUMN plan_id UUID;               -- the live plan that covers it
DROP INDEX invoice_open;
CREATE INDEX invoice_by_plan ON invoice (creditor_id, plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX invoice_open ON invoice (creditor_id, debtor_id) WHERE balance <> 0 OR interest <> 0 OR fees <> 0;
-- By the day on which it is due now: what is to be reminded of.
CREATE INDEX invoice_due ON invoice (creditor_id, (COALESCE(extended_to, due_date))) WHERE balance > 0;
-- What is open by the day of its issue: a price for paying early counts from there.
CREATE INDEX invoice_issued ON invoice (creditor_id, issue_date) WHERE balance > 0;

ALTER TABLE debtor ADD COLUMN no_reminders BOOLEAN NOT NULL DEFAULT FALSE; -- the debtor wants none

ALTER TABLE share ADD COLUMN component TEXT NOT NULL DEFAULT 'principal'; -- fee, interest, principal
ALTER TABLE share ADD COLUMN discount BIGINT NOT NULL DEFAULT 0;   -- agreed: given up when the payment arrives
ALTER TABLE share ADD COLUMN discounted BIGINT NOT NULL DEFAULT 0; -- what of it the ledger has given up now
-- A proof gives the session another token; for a moment the old one works too, for a form sent twice.
ALTER TABLE session ADD COLUMN token_before BYTEA;
ALTER TABLE session ADD COLUMN before_until TIMESTAMPTZ;
CREATE INDEX session_by_token_before ON session (token_before) WHERE token_before IS NOT NULL;

ALTER TABLE job ADD COLUMN urgent BOOLEAN NOT NULL DEFAULT FALSE; -- somebody waits for it: money, a code
CREATE INDEX job_urgent ON job (run_at) WHERE state = 'ready' AND urgent;

ALTER TABLE payment ADD COLUMN agreement_id UUID;          -- the discount or settlement that it fulfils

-- What one payment did, for its receipt.
CREATE INDEX entry_by_payment ON entry (creditor_id, payment_id) WHERE payment_id IS NOT NULL;

-- What a creditor offers to whom. The newest version counts; a version is never changed.
CREATE TABLE policy (
    creditor_id UUID NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,                -- JSON
    set_by TEXT NOT NULL,                  -- the command line, or who of the creditor's staff
    set_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, version)
);

-- Accepted offers. What was agreed is frozen; only the state moves on.
CREATE TABLE agreement (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    kind TEXT NOT NULL,                    -- discount, settlement, plan, extension, promise
    state TEXT NOT NULL,                   -- live, kept, broken, cancelled, replaced
    body TEXT NOT NULL,                    -- the agreement as signed: canonical JSON
    hash BYTEA NOT NULL,                    -- SHA-256 of the body
    key_id TEXT NOT NULL,                  -- the server's key
    public_key BYTEA NOT NULL,             -- its public half: a seal outlives the secret
    signature BYTEA NOT NULL,               -- Ed25519 over the body
    language TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    until DATE,                            -- the last day of its last duty, where it has one
    ended_at TIMESTAMPTZ,
    replaces UUID,                         -- the plan that this one follows
    request_id UUID,                       -- the request that it answers
    form_key TEXT NOT NULL,                -- one form, one agreement, however often it is sent
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX agreement_by_debtor ON agreement (creditor_id, debtor_id, made_at);
CREATE UNIQUE INDEX agreement_by_form ON agreement (creditor_id, form_key);
CREATE INDEX agreement_live ON agreement (creditor_id, id) WHERE state = 'live';

CREATE TABLE covered (
    creditor_id UUID NOT NULL,
    agreement_id UUID NOT NULL,
    n BIGINT NOT NULL,
    invoice_id UUID NOT NULL,
    amount BIGINT NOT NULL,                -- what of the invoice the agreement covers
    PRIMARY KEY (creditor_id, agreement_id, n)
);
CREATE INDEX covered_by_invoice ON covered (creditor_id, invoice_id);

CREATE TABLE instalment (
    creditor_id UUID NOT NULL,
    agreement_id UUID NOT NULL,
    n BIGINT NOT NULL,
    due DATE NOT NULL,
    amount BIGINT NOT NULL,
    price BIGINT NOT NULL,                 -- of the amount, what is the plan's price and not the debt
    PRIMARY KEY (creditor_id, agreement_id, n)
);
CREATE INDEX instalment_due ON instalment (due);

-- Days on which interest and reminders rest.
CREATE TABLE pause (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    invoice_id UUID,                       -- NULL: everything that the debtor owes
    why TEXT NOT NULL,                     -- plan, extension, promise, objection, breathing_space
    from_day DATE NOT NULL,
    to_day DATE,                           -- NULL: until it is ended
    interest BOOLEAN NOT NULL,             -- interest and fees rest too, and are not charged later
    of_id UUID,                            -- the agreement or objection behind it
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX pause_by_debtor ON pause (creditor_id, debtor_id);
CREATE INDEX pause_by_cause ON pause (creditor_id, of_id) WHERE of_id IS NOT NULL;
CREATE INDEX pause_ending ON pause (creditor_id, to_day) WHERE why = 'breathing_space';

-- What a debtor asks for and the policy does not grant by itself.
CREATE TABLE request (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    kind TEXT NOT NULL,                    -- extension, plan, settlement
    asked TEXT NOT NULL,                   -- the terms, JSON
    reason TEXT NOT NULL,                  -- in the debtor's words
    state TEXT NOT NULL,                   -- waiting, granted, countered, declined, accepted, withdrawn, lapsed
    answer_by DATE NOT NULL,               -- when the debtor was told to expect an answer
    answer TEXT,                           -- the terms offered instead, JSON
    words TEXT,                            -- the answer's words to the debtor
    decided_by TEXT,
    decided_at TIMESTAMPTZ,
    language TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    form_key TEXT NOT NULL,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX request_by_debtor ON request (creditor_id, debtor_id, made_at);
CREATE INDEX request_waiting ON request (creditor_id, answer_by) WHERE state = 'waiting';
CREATE INDEX request_countered ON request (creditor_id, id) WHERE state = 'countered';
CREATE UNIQUE INDEX request_by_form ON request (creditor_id, form_key);

CREATE TABLE objection (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    line BIGINT,                           -- the line it is about, where it is about one
    amount BIGINT NOT NULL,                -- what rests meanwhile
    upheld BIGINT NOT NULL DEFAULT 0,      -- what of it turned out not to be owed
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,                   -- open, upheld, rejected, withdrawn
    answer_by DATE NOT NULL,               -- when the debtor was told to expect an answer
    decision TEXT,                         -- the creditor's words
    decided_by TEXT,
    decided_at TIMESTAMPTZ,
    language TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    form_key TEXT NOT NULL,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX objection_by_debtor ON objection (creditor_id, debtor_id, made_at);
CREATE INDEX objection_by_invoice ON objection (creditor_id, invoice_id);
CREATE INDEX objection_open ON objection (creditor_id, made_at) WHERE state = 'open';
CREATE UNIQUE INDEX objection_by_form ON objection (creditor_id, form_key);

-- Files that came with an objection. In the database, so that every process has them and every backup too.
CREATE TABLE attachment (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    objection_id UUID NOT NULL,
    name TEXT NOT NULL,                    -- as the debtor's device called it
    media_type TEXT NOT NULL,              -- by content, not by name
    bytes BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX attachment_of ON attachment (creditor_id, objection_id);

-- Six digits by e-mail: proof that the reader is the debtor.
CREATE TABLE proof (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    session_id UUID NOT NULL,
    purpose TEXT NOT NULL,                 -- the form that it is for
    code_hash BYTEA NOT NULL,               -- keyed SHA-256 of the code; the code itself is nowhere
    tries BIGINT NOT NULL DEFAULT 0,       -- wrong ones
    made_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX proof_by_session ON proof (creditor_id, session_id, purpose);
CREATE INDEX proof_by_debtor ON proof (creditor_id, debtor_id, made_at);

-- What was written to a debtor. The words are not kept: they follow from what the message is about.
CREATE TABLE message (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,                      -- the job's that wrote it
    debtor_id UUID NOT NULL,
    kind TEXT NOT NULL,                    -- the letter: receipt, agreed, reminder …
    about UUID,                            -- the payment, agreement, request or link it is about
    channel TEXT NOT NULL,                 -- email
    state TEXT NOT NULL,                   -- decided, sent, refused, no_address
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX message_by_debtor ON message (creditor_id, debtor_id, at);

-- How far the work of the days has come, for each creditor: each day's once, whoever does it.
CREATE TABLE daily (
    creditor_id UUID NOT NULL,
    done DATE NOT NULL,                    -- the last day of which everything is done
    day DATE,                              -- the day that is being worked on
    step BIGINT NOT NULL DEFAULT 0,        -- which part of it
    after UUID,                            -- up to which row of that part
    PRIMARY KEY (creditor_id)
);

CREATE FUNCTION saldo_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.creditor_id, NEW.id, NEW.debtor_id, NEW.kind, NEW.body, NEW.hash, NEW.signature, NEW.key_id,
            NEW.made_at)
        = (OLD.creditor_id, OLD.id, OLD.debtor_id, OLD.kind, OLD.body, OLD.hash, OLD.signature, OLD.key_id, OLD.made_at)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'what was agreed is never changed';
END $$;
CREATE FUNCTION saldo_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what was agreed is never changed: % on %', TG_OP, TG_TABLE_NAME; END $$;
CREATE TRIGGER policy_is_never_changed BEFORE UPDATE ON policy FOR EACH ROW EXECUTE FUNCTION saldo_final();
CREATE TRIGGER agreement_is_frozen BEFORE UPDATE OR DELETE ON agreement FOR EACH ROW EXECUTE FUNCTION saldo_frozen();
CREATE TRIGGER instalment_is_never_changed BEFORE UPDATE OR DELETE ON instalment
    FOR EACH ROW EXECUTE FUNCTION saldo_final();
