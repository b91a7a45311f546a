-- The ground: creditors, debtors, invoices, payments, ledger, events, links, outbox.
-- Every table leads with the creditor's id, also in its primary key: no query can forget its tenant.
-- Amounts are minor units of the row's currency; instants are UTC; dates are days in the creditor's zone.

CREATE TABLE creditor (
    id UUID NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    timezone TEXT NOT NULL,
    locale TEXT NOT NULL,
    contact_email TEXT,
    contact_phone TEXT,
    part_minimum BIGINT NOT NULL,          -- least part payment, in the creditor's currency
    created_at TIMESTAMPTZ NOT NULL
) WITHOUT ROWID;

CREATE TABLE debtor (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    ref TEXT NOT NULL,                     -- the creditor's own number or name for the debtor
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    locale TEXT,                           -- as the debtor chose or the creditor's file says; else the creditor's
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX debtor_by_ref ON debtor (creditor_id, ref);
CREATE INDEX debtor_by_email ON debtor (lower(email)) WHERE email IS NOT NULL;

-- Cache of customer_credit(debtor): what was paid beyond the debt.
CREATE TABLE credit (
    creditor_id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    currency TEXT NOT NULL,
    balance BIGINT NOT NULL,
    PRIMARY KEY (creditor_id, debtor_id, currency)
) WITHOUT ROWID;

CREATE TABLE invoice (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,              -- trimmed, lower case: how numbers are compared
    issue_date DATE NOT NULL,
    due_date DATE NOT NULL,
    currency TEXT NOT NULL,
    total BIGINT NOT NULL,                 -- negative for a credit note
    balance BIGINT NOT NULL,               -- cache of receivable(invoice)
    void BOOLEAN NOT NULL DEFAULT FALSE,
    description TEXT,
    revision BIGINT NOT NULL DEFAULT 0,    -- how often the creditor's file changed it
    digest BIGINT NOT NULL,                -- of what the file said last: an equal row changes nothing
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX invoice_by_number ON invoice (creditor_id, number_key);
CREATE INDEX invoice_by_debtor ON invoice (creditor_id, debtor_id, due_date);
CREATE INDEX invoice_open ON invoice (creditor_id, debtor_id) WHERE balance <> 0;

CREATE TABLE line (
    creditor_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    n BIGINT NOT NULL,
    description TEXT NOT NULL,
    quantity TEXT NOT NULL,                -- a decimal
    net BIGINT NOT NULL,
    tax_percent TEXT,                      -- a decimal
    tax BIGINT NOT NULL,
    PRIMARY KEY (creditor_id, invoice_id, n)
) WITHOUT ROWID;

CREATE TABLE payment (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    provider TEXT NOT NULL,
    account TEXT NOT NULL,                 -- the provider account; 'default' is the one all creditors share
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,                -- agreed with the debtor, never changed
    progress TEXT NOT NULL,
    received BIGINT NOT NULL DEFAULT 0,
    credit BIGINT NOT NULL DEFAULT 0,      -- of what was received, what became customer credit and still is
    refund_total_heard BIGINT NOT NULL DEFAULT 0,
    refunded BIGINT NOT NULL DEFAULT 0,    -- what the ledger has given back by refunds
    charged_back BIGINT NOT NULL DEFAULT 0,
    moves BIGINT NOT NULL DEFAULT 0,       -- ledger entries after the first: part of their cause
    session TEXT,                          -- the provider's page
    reference TEXT,                        -- the provider's money
    url TEXT,
    form_key TEXT NOT NULL,                -- one form, one payment, however often it is sent
    language TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    paid_at TIMESTAMPTZ,
    look_at TIMESTAMPTZ,                   -- when the reconciler asks next; NULL when there is nothing to ask
    looks BIGINT NOT NULL DEFAULT 0,
    asked_at TIMESTAMPTZ,                  -- when a page last had the provider asked
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX payment_by_form ON payment (creditor_id, form_key);
CREATE INDEX payment_by_debtor ON payment (creditor_id, debtor_id, created_at);
CREATE INDEX payment_by_session ON payment (session) WHERE session IS NOT NULL;
CREATE INDEX payment_by_reference ON payment (reference) WHERE reference IS NOT NULL;
CREATE INDEX payment_by_id ON payment (id);
CREATE INDEX payment_to_look_at ON payment (look_at) WHERE look_at IS NOT NULL;

CREATE TABLE share (
    creditor_id UUID NOT NULL,
    payment_id UUID NOT NULL,
    n BIGINT NOT NULL,
    invoice_id UUID NOT NULL,
    agreed BIGINT NOT NULL,
    applied BIGINT NOT NULL DEFAULT 0,     -- what of it is on the invoice now
    PRIMARY KEY (creditor_id, payment_id, n)
) WITHOUT ROWID;
CREATE INDEX share_by_invoice ON share (creditor_id, invoice_id);

CREATE TABLE refund (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    payment_id UUID NOT NULL,
    provider_id TEXT NOT NULL,
    amount BIGINT NOT NULL,
    state TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX refund_once ON refund (creditor_id, payment_id, provider_id);

CREATE TABLE chargeback (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    payment_id UUID NOT NULL,
    provider_id TEXT NOT NULL,
    amount BIGINT NOT NULL,
    state TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX chargeback_once ON chargeback (creditor_id, payment_id, provider_id);

CREATE TABLE entry (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    cause TEXT NOT NULL,                   -- what it records, once
    currency TEXT NOT NULL,
    payment_id UUID,
    at TIMESTAMPTZ NOT NULL,               -- when it happened, by the provider or the creditor's file
    booked_at TIMESTAMPTZ NOT NULL,
    seal BIGINT,                           -- the batch of the hash chain that holds it; NULL until then
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX entry_once ON entry (creditor_id, cause);
CREATE INDEX entry_by_seal ON entry (creditor_id, seal);

CREATE TABLE posting (
    creditor_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    n BIGINT NOT NULL,
    account TEXT NOT NULL,
    of_id UUID,                            -- the invoice or debtor, for accounts that are somebody's
    amount BIGINT NOT NULL,                -- positive debits, negative credits
    PRIMARY KEY (creditor_id, entry_id, n)
) WITHOUT ROWID;
CREATE INDEX posting_of ON posting (creditor_id, of_id) WHERE of_id IS NOT NULL;

CREATE TABLE seal (
    creditor_id UUID NOT NULL,
    n BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    hash BLOB NOT NULL,                    -- SHA-256 over the one before and the entries, in order of id
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, n)
) WITHOUT ROWID;

CREATE TABLE event (
    creditor_id UUID NOT NULL,             -- all zeros while nobody knows whose it is
    id UUID NOT NULL,
    provider TEXT NOT NULL,
    account TEXT NOT NULL,
    event_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    body BLOB NOT NULL,
    facts TEXT NOT NULL,                   -- what it says, in our words (JSON)
    reference TEXT,                        -- the provider's money, for an event that came too early
    payment_id UUID,
    outcome TEXT NOT NULL,                 -- applied, nothing, waiting, parked
    PRIMARY KEY (creditor_id, id)
);
CREATE UNIQUE INDEX event_once ON event (provider, account, event_id);
CREATE INDEX event_waiting ON event (reference) WHERE outcome = 'waiting';

CREATE TABLE exception (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    payment_id UUID,
    event_id UUID,
    detail TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    resolved_at TIMESTAMPTZ,
    resolution TEXT,
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;

CREATE INDEX exception_by_payment ON exception (creditor_id, payment_id);

CREATE TABLE link (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    invoice_id UUID,                       -- set: opens this one invoice only
    pay_only BOOLEAN NOT NULL,             -- shows amount, reference and payee; nothing private
    token_hash BLOB NOT NULL,              -- SHA-256; the token itself is nowhere
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ,
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
CREATE INDEX link_by_token ON link (token_hash);
CREATE INDEX link_by_debtor ON link (creditor_id, debtor_id);

CREATE TABLE session (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    token_hash BLOB NOT NULL,
    link_id UUID NOT NULL,
    language TEXT,                         -- as chosen in this browser
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
CREATE INDEX session_by_token ON session (token_hash);

-- The outbox: what must happen after a commit, written in the same transaction.
CREATE TABLE job (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,                     -- the same work is never queued twice
    payload TEXT NOT NULL,
    queued_at TIMESTAMPTZ NOT NULL,
    run_at TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    lease_until TIMESTAMPTZ,
    state TEXT NOT NULL DEFAULT 'ready',   -- ready, done, dead
    error TEXT,
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX job_once ON job (creditor_id, key);
CREATE INDEX job_ready ON job (run_at) WHERE state = 'ready';

-- The ledger is append-only, and the database says so too. An entry's seal is stamped once.
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
WHEN OLD.seal IS NOT NULL OR NEW.seal IS NULL OR NEW.creditor_id IS NOT OLD.creditor_id OR NEW.id IS NOT OLD.id
    OR NEW.kind IS NOT OLD.kind OR NEW.cause IS NOT OLD.cause OR NEW.currency IS NOT OLD.currency
    OR NEW.payment_id IS NOT OLD.payment_id OR NEW.at IS NOT OLD.at OR NEW.booked_at IS NOT OLD.booked_at
BEGIN SELECT RAISE(ABORT, 'a ledger entry is never changed'); END;
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'a ledger entry is never deleted'); END;
CREATE TRIGGER posting_is_never_changed BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'a posting is never changed'); END;
CREATE TRIGGER posting_is_never_deleted BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'a posting is never deleted'); END;
CREATE TRIGGER seal_is_never_changed BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'a seal is never changed'); END;
CREATE TRIGGER seal_is_never_deleted BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'a seal is never deleted'); END;
