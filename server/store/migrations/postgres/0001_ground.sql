-- The ground: creditors, debtors, invoices, payments, ledger, events, links, outbox; offers and agreements; the console.
-- Every table leads with the creditor's id, also in its primary key and its unique indexes: no query can forget its
-- tenant, and the rows of one creditor can be kept on one machine. Unique over all creditors are only their slugs and codes and
-- the mail addresses of staff.
-- Amounts are minor units of the row's currency; instants are UTC; dates are days in the creditor's zone.

CREATE TABLE creditor (
    id UUID NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,             -- random, for addresses, tokens and providers; made once
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    timezone TEXT NOT NULL,
    locale TEXT NOT NULL,
    contact_email TEXT,
    contact_phone TEXT,
    part_minimum BIGINT NOT NULL,          -- least part payment, in the creditor's currency
    tax_ids TEXT NOT NULL DEFAULT '',      -- by which tax offices know it, with commas between: what others issue is no claim of its
    numbers TEXT,                          -- once, per_customer: how its documents are numbered; NULL: nobody was asked yet
    branding TEXT NOT NULL DEFAULT '',     -- how it shows itself, as JSON; empty: by its name alone
    created_at TIMESTAMPTZ NOT NULL
);

-- A creditor's logo, drawn anew; its creditor says its size.
CREATE TABLE logo (
    creditor_id UUID NOT NULL,
    digest TEXT NOT NULL,
    png BYTEA NOT NULL,
    PRIMARY KEY (creditor_id)
);

-- What a creditor says of how it handles personal data.
CREATE TABLE privacy_text (
    creditor_id UUID NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,                    -- paragraphs, with an empty line between
    PRIMARY KEY (creditor_id, language)
);

CREATE TABLE debtor (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    ref TEXT NOT NULL,                     -- the creditor's own number or name for the debtor
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    locale TEXT,                           -- as the debtor chose or the creditor's file says; else the creditor's
    created_at TIMESTAMPTZ NOT NULL,
    no_reminders BOOLEAN NOT NULL DEFAULT FALSE, -- the debtor wants none
    -- As the creditor's file gives them, to be asked for as a proof. Personal data: no page of the debtor's shows them,
    -- or they would prove nothing.
    postcode TEXT,
    tax_id TEXT,
    -- After too many wrong codes or facts: until then none is taken, and no code is sent.
    proofs_locked_until TIMESTAMPTZ,
    -- After many wrong facts in a day: until then none is asked for.
    questions_locked_until TIMESTAMPTZ,
    -- What mails and calendars opened until then opens nothing any more: staff ended it, or the address is another one.
    access_ended_at TIMESTAMPTZ,
    no_new_links BOOLEAN NOT NULL DEFAULT FALSE, -- staff took all links back: no mail brings one until staff make or send one
    PRIMARY KEY (creditor_id, id)
);
CREATE UNIQUE INDEX debtor_by_ref ON debtor (creditor_id, ref);
CREATE INDEX debtor_by_email ON debtor (lower(email)) WHERE email IS NOT NULL;

-- Cache of customer_credit(debtor): what was paid beyond the debt.
CREATE TABLE credit (
    creditor_id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    currency TEXT NOT NULL,
    balance BIGINT NOT NULL,
    PRIMARY KEY (creditor_id, debtor_id, currency)
);

CREATE TABLE invoice (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    number TEXT NOT NULL,
    -- Trimmed, lower case: how numbers are compared. A beginning is a range only where letters follow one another by
    -- their bytes.
    number_key TEXT COLLATE "C" NOT NULL,
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
    interest BIGINT NOT NULL DEFAULT 0,    -- cache of interest_due(invoice)
    fees BIGINT NOT NULL DEFAULT 0,        -- cache of fees_due(invoice)
    -- Cache of the entries: when the last money for it came, by the provider, the file or credit that was used.
    paid_at TIMESTAMPTZ,
    untaxed BIGINT,                        -- the total without tax, where the creditor's file says it
    terms TEXT,                            -- terms of payment as the file says: 2/10 net 30
    extended_to DATE,                      -- due on this day by an extension; due_date stays on record
    disputed BIGINT NOT NULL DEFAULT 0,    -- what of the balance rests while a dispute is open
    plan_id UUID,                          -- the live plan that covers it
    settlement_id UUID,                    -- the live settlement that covers it: never two
    promise_id UUID,                       -- the live promise about it: never two
    -- What the creditor's list said last: of which import (0: no list ever spoke of it), what was open, and on which
    -- day it was settled, where it said so.
    said_import BIGINT NOT NULL DEFAULT 0,
    said_open BIGINT,
    said_settled DATE,
    PRIMARY KEY (creditor_id, id)
);
CREATE UNIQUE INDEX invoice_by_number ON invoice (creditor_id, number_key);
CREATE INDEX invoice_by_debtor ON invoice (creditor_id, debtor_id, due_date);
CREATE INDEX invoice_open ON invoice (creditor_id, debtor_id) WHERE balance <> 0 OR interest <> 0 OR fees <> 0;
-- Paid here, and the creditor's list did not know it yet.
CREATE INDEX invoice_paid_here ON invoice (creditor_id, id) WHERE balance = 0 AND said_open <> 0;
-- What is in a debtor's favour: credit notes with something left.
CREATE INDEX invoice_in_credit ON invoice (creditor_id, debtor_id) WHERE balance < 0;
CREATE INDEX invoice_by_plan ON invoice (creditor_id, plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX invoice_by_settlement ON invoice (creditor_id, settlement_id) WHERE settlement_id IS NOT NULL;
CREATE INDEX invoice_by_promise ON invoice (creditor_id, promise_id) WHERE promise_id IS NOT NULL;
-- By the day on which it is due now: what is to be reminded of.
CREATE INDEX invoice_due ON invoice (creditor_id, (CASE WHEN extended_to > due_date THEN extended_to ELSE due_date END)) WHERE balance > 0;
-- What is open by the day of its issue: a price for paying early counts from there.
CREATE INDEX invoice_issued ON invoice (creditor_id, issue_date) WHERE balance > 0;

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
);

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
    refund_total_reported BIGINT NOT NULL DEFAULT 0,
    refunded BIGINT NOT NULL DEFAULT 0,    -- what the ledger has given back by refunds
    charged_back BIGINT NOT NULL DEFAULT 0,
    moves BIGINT NOT NULL DEFAULT 0,       -- ledger entries after the first: part of their cause
    session TEXT,                          -- the provider's page
    reference TEXT,                        -- the provider's money
    url TEXT,
    voucher_page TEXT,                     -- what the payer took away to pay with later: the provider's page of it,
    voucher_number TEXT,                   -- what a cashier types,
    voucher_until TIMESTAMPTZ,             -- and until when
    form_key TEXT NOT NULL,                -- one form, one payment, however often it is sent
    language TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    paid_at TIMESTAMPTZ,
    poll_at TIMESTAMPTZ,                   -- when the reconciler asks next; NULL when there is nothing to ask
    poll_count BIGINT NOT NULL DEFAULT 0,
    asked_at TIMESTAMPTZ,                  -- when a page last had the provider asked
    begun_by UUID,                         -- the debtor's session, or that of a link that only pays, in which it was begun
    PRIMARY KEY (creditor_id, id)
);
CREATE UNIQUE INDEX payment_by_form ON payment (creditor_id, form_key);
CREATE INDEX payment_by_debtor ON payment (creditor_id, debtor_id, created_at);
CREATE INDEX payment_by_session ON payment (session) WHERE session IS NOT NULL;
CREATE INDEX payment_by_reference ON payment (reference) WHERE reference IS NOT NULL;
CREATE INDEX payment_by_id ON payment (id);
CREATE INDEX payment_to_poll ON payment (poll_at) WHERE poll_at IS NOT NULL;

CREATE TABLE share (
    creditor_id UUID NOT NULL,
    payment_id UUID NOT NULL,
    n BIGINT NOT NULL,
    invoice_id UUID NOT NULL,
    agreed BIGINT NOT NULL,
    applied BIGINT NOT NULL DEFAULT 0,     -- what of it is on the invoice now
    component TEXT NOT NULL DEFAULT 'principal', -- fee, interest, principal
    discount BIGINT NOT NULL DEFAULT 0,    -- agreed: given up when the payment arrives
    discounted BIGINT NOT NULL DEFAULT 0,  -- what of it the ledger has given up now
    beside_id UUID,                        -- a plan that the invoice is in: what is owed beside it is paid
    PRIMARY KEY (creditor_id, payment_id, n)
);
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
);
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
);
CREATE UNIQUE INDEX chargeback_once ON chargeback (creditor_id, payment_id, provider_id);

CREATE TABLE entry (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    cause TEXT,                            -- what it records, once; NULL: an invoice begins with it
    currency TEXT NOT NULL,
    payment_id UUID,
    at TIMESTAMPTZ NOT NULL,               -- when it happened, by the provider or the creditor's file
    booked_at TIMESTAMPTZ NOT NULL,
    seal BIGINT,                           -- the batch of the hash chain that holds it; NULL until then
    of_entry UUID,                         -- the entry that this one takes back or turns into credit, in whole or in part
    PRIMARY KEY (creditor_id, id)
);
CREATE UNIQUE INDEX entry_once ON entry (creditor_id, cause) WHERE cause IS NOT NULL;
CREATE INDEX entry_by_seal ON entry (creditor_id, seal);
CREATE INDEX entry_about ON entry (creditor_id, of_entry) WHERE of_entry IS NOT NULL;
-- What one payment did, for its receipt.
CREATE INDEX entry_by_payment ON entry (creditor_id, payment_id) WHERE payment_id IS NOT NULL;

CREATE TABLE posting (
    creditor_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    n BIGINT NOT NULL,
    account TEXT NOT NULL,
    of_id UUID,                            -- the invoice or debtor, for accounts that are somebody's
    amount BIGINT NOT NULL,                -- positive debits, negative credits
    PRIMARY KEY (creditor_id, entry_id, n)
);
CREATE INDEX posting_of ON posting (creditor_id, of_id) WHERE of_id IS NOT NULL;

CREATE TABLE seal (
    creditor_id UUID NOT NULL,
    n BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    hash BYTEA NOT NULL,                    -- SHA-256 over the one before and the entries, in order of id
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, n)
);

CREATE TABLE event (
    creditor_id UUID NOT NULL,             -- all zeros while nobody knows whose it is
    id UUID NOT NULL,
    provider TEXT NOT NULL,
    account TEXT NOT NULL,
    event_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    body BYTEA NOT NULL,
    facts TEXT NOT NULL,                   -- what it says, in our words (JSON)
    reference TEXT,                        -- the provider's money, for an event that came too early
    payment_id UUID,
    outcome TEXT NOT NULL,                 -- applied, nothing, waiting, parked
    delivery TEXT,                         -- the provider's id of the transmission, where it signs that
    PRIMARY KEY (creditor_id, id)
);
CREATE UNIQUE INDEX event_once ON event (creditor_id, provider, account, event_id);
CREATE INDEX event_by_delivery ON event (creditor_id, delivery) WHERE delivery IS NOT NULL;
CREATE INDEX event_waiting ON event (creditor_id, reference) WHERE outcome = 'waiting';

CREATE TABLE exception (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    payment_id UUID,
    event_id UUID,
    invoice_id UUID,                       -- the invoice that a creditor's list contradicts
    detail TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    resolved_at TIMESTAMPTZ,
    resolution TEXT,
    PRIMARY KEY (creditor_id, id)
);

CREATE INDEX exception_by_payment ON exception (creditor_id, payment_id);
CREATE INDEX exception_by_invoice ON exception (creditor_id, invoice_id) WHERE invoice_id IS NOT NULL;

CREATE TABLE link (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    invoice_id UUID,                       -- set: opens this one invoice only
    pay_only BOOLEAN NOT NULL,             -- shows amount, reference and payee; nothing private
    token_hash BYTEA NOT NULL,              -- SHA-256; the token itself is nowhere
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ,
    used_at TIMESTAMPTZ,                   -- when it last opened a session
    maker TEXT,                            -- set: who made it and was shown it; none: it was mailed, or shared
    parent_id UUID,                        -- set: the link in whose session it was made for somebody else
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX link_by_token ON link (creditor_id, token_hash);
CREATE INDEX link_by_debtor ON link (creditor_id, debtor_id);

CREATE TABLE session (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    link_id UUID NOT NULL,
    language TEXT,                         -- as chosen in this browser
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    -- A proof gives the session another token; for a moment the old one works too, for a form sent twice.
    token_before BYTEA,
    before_until TIMESTAMPTZ,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX session_by_token ON session (creditor_id, token_hash);
CREATE INDEX session_by_link ON session (creditor_id, link_id, created_at);
CREATE INDEX session_by_token_before ON session (creditor_id, token_before) WHERE token_before IS NOT NULL;

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
    urgent BOOLEAN NOT NULL DEFAULT FALSE, -- somebody waits for it: money, a code
    PRIMARY KEY (creditor_id, id)
);
CREATE UNIQUE INDEX job_once ON job (creditor_id, key);
CREATE INDEX job_ready ON job (run_at) WHERE state = 'ready';
CREATE INDEX job_urgent ON job (run_at) WHERE state = 'ready' AND urgent;

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
    why TEXT NOT NULL,                     -- plan, extension, promise, dispute, breathing_space
    from_day DATE NOT NULL,
    to_day DATE,                           -- NULL: until it is ended
    interest BOOLEAN NOT NULL,             -- interest and fees rest too, and are not charged later
    of_id UUID,                            -- the agreement or dispute behind it
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

CREATE TABLE dispute (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    line BIGINT,                           -- the line it is about, where it is about one
    amount BIGINT NOT NULL,                -- what rests meanwhile
    upheld BIGINT NOT NULL DEFAULT 0,      -- what of it turned out not to be owed; rests no more
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
CREATE INDEX dispute_by_debtor ON dispute (creditor_id, debtor_id, made_at);
CREATE INDEX dispute_by_invoice ON dispute (creditor_id, invoice_id);
CREATE INDEX dispute_open ON dispute (creditor_id, made_at) WHERE state = 'open';
CREATE UNIQUE INDEX dispute_by_form ON dispute (creditor_id, form_key);

-- Files that came with a dispute. In the database, so that every process has them and every backup too.
CREATE TABLE attachment (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    dispute_id UUID NOT NULL,
    name TEXT NOT NULL,                    -- as the debtor's device called it
    media_type TEXT NOT NULL,              -- by content, not by name
    bytes BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX attachment_of ON attachment (creditor_id, dispute_id);

-- Six digits by e-mail: proof that the reader is the debtor.
CREATE TABLE proof (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    session_id UUID NOT NULL,
    purpose TEXT NOT NULL,                 -- the form that it is for, and the terms
    asks TEXT NOT NULL DEFAULT 'code',     -- code, or the fact that is asked for: postcode, tax_id
    code_hash BYTEA NOT NULL,               -- keyed SHA-256 of the code, which is nowhere itself; of a fact once it was answered
    tries BIGINT NOT NULL DEFAULT 0,       -- wrong ones
    made_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX proof_by_session ON proof (creditor_id, session_id, purpose);
CREATE INDEX proof_by_debtor ON proof (creditor_id, debtor_id, made_at);
-- What is over is dropped.
CREATE INDEX proof_by_end ON proof (expires_at);

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

-- Who may sign in. An e-mail address is one user's in the whole installation.
CREATE TABLE staff (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    email TEXT NOT NULL,                   -- lower case
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,           -- Argon2id, as a PHC string
    totp_secret BYTEA NOT NULL,            -- sealed under a key of SALDO_SECRET
    totp_step BIGINT NOT NULL DEFAULT 0,   -- the last step whose code was taken: a code works once
    wrong BIGINT NOT NULL DEFAULT 0,       -- wrong passwords and codes in a row
    locked_until TIMESTAMPTZ,
    language TEXT,                         -- as chosen in the console; else the creditor's
    created_at TIMESTAMPTZ NOT NULL,
    disabled_at TIMESTAMPTZ,
    PRIMARY KEY (creditor_id, id)
);
CREATE UNIQUE INDEX staff_by_email ON staff (email);

CREATE TABLE staff_session (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    staff_id UUID NOT NULL,
    token_hash BYTEA NOT NULL,             -- SHA-256; the token itself is nowhere
    signed_in BOOLEAN NOT NULL,            -- FALSE: the password was right, the code is still to come
    made_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX staff_session_by_token ON staff_session (token_hash);
CREATE INDEX staff_session_by_staff ON staff_session (creditor_id, staff_id);

-- Who did what, when and to what. Rows are added, never changed or deleted.
CREATE TABLE audit (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    who TEXT NOT NULL,                     -- the name at that time
    staff_id UUID,                         -- NULL: the command line, or Saldo itself
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,              -- a typed id, or the number of a policy's version
    detail TEXT NOT NULL,                  -- JSON; no secrets
    PRIMARY KEY (creditor_id, id)
);

-- What finds a debtor by its beginning: the name from each of its words on, e-mail address, reference;
-- lower case, without accents.
CREATE TABLE debtor_word (
    creditor_id UUID NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    debtor_id UUID NOT NULL,
    PRIMARY KEY (creditor_id, word, debtor_id)
);
CREATE INDEX debtor_word_of ON debtor_word (creditor_id, debtor_id, word);

-- By what the creditor's lists have called a debtor: `number:`, `tax:` or `name:`, and how it is compared.
CREATE TABLE alias (
    creditor_id UUID NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    debtor_id UUID NOT NULL,
    PRIMARY KEY (creditor_id, key, debtor_id)
);
CREATE INDEX alias_of ON alias (creditor_id, debtor_id);

-- Whom else at a debtor's the creditor writes to; the first one is the debtor's own row.
CREATE TABLE contact (
    creditor_id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    email TEXT NOT NULL,
    name TEXT,
    n BIGINT NOT NULL,                     -- in which order
    PRIMARY KEY (creditor_id, debtor_id, email)
);

-- How much of what happened here the creditor's list has come to know, for each invoice: of a payment, or of an entry
-- of another kind; of what was found not to be owed, under the invoice's own id.
CREATE TABLE said_known (
    creditor_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    of_id UUID NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (creditor_id, invoice_id, of_id)
);

-- What of a debtor's credit paid of a debt: the entry is the id. What the ledger says, to be found by either side.
CREATE TABLE set_off (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    note_id UUID,                          -- the credit note; NULL: what the debtor had paid beyond the debt
    invoice_id UUID NOT NULL,              -- what it paid
    component TEXT NOT NULL,               -- fee, interest, principal
    amount BIGINT NOT NULL,
    taken_back BIGINT NOT NULL DEFAULT 0,  -- what of it was taken back
    held BOOLEAN NOT NULL DEFAULT FALSE,   -- a person took it back: it is not made again by itself
    unclear BIGINT NOT NULL DEFAULT 0,     -- what of it lists leave open: the note was used, for this or for something else
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX set_off_on ON set_off (creditor_id, invoice_id);
CREATE INDEX set_off_of ON set_off (creditor_id, note_id) WHERE note_id IS NOT NULL;

-- The document that a credit note names, as its list writes it.
CREATE TABLE note_of (
    creditor_id UUID NOT NULL,
    note_id UUID NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (creditor_id, note_id)
);

-- A document stands in the place of another one, which it names: that is not owed, whenever it comes.
CREATE TABLE stands_for (
    creditor_id UUID NOT NULL,
    named TEXT NOT NULL,                   -- as numbers of invoices are compared
    invoice_id UUID NOT NULL,              -- that stands in its place
    document_id TEXT NOT NULL,             -- the same name, as numbers of the tax office are compared
    import BIGINT NOT NULL,                -- that brought it last
    PRIMARY KEY (creditor_id, named, invoice_id)
);

-- A credit note that came after a list which had counted it already: the list has so much of it off an invoice.
CREATE TABLE counted_note (
    creditor_id UUID NOT NULL,
    note_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    amount BIGINT NOT NULL,                -- of the note, in minor units, above zero
    import BIGINT NOT NULL,                -- that brought the note
    PRIMARY KEY (creditor_id, note_id)
);
CREATE INDEX counted_note_on ON counted_note (creditor_id, invoice_id);

-- Payments and reversals that lists of movements have brought, each once. What is open of documents follows from them.
CREATE TABLE movement (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,                -- what it lowers the account by; below zero for a reversal
    day DATE NOT NULL,
    number TEXT NOT NULL,                  -- as the list has it, or nothing
    reference TEXT NOT NULL,               -- what it says that it is for
    text TEXT NOT NULL,
    document TEXT NOT NULL,                -- the electronic document that certifies it, or nothing
    replaces TEXT NOT NULL,                -- the one in whose place that stands, or nothing
    open_after BIGINT,                     -- what that document says is left of what was paid
    payment_id UUID,                       -- the payment here that it is
    item_id UUID,                          -- the invoice that holds what is left of it
    import BIGINT NOT NULL,                -- the one that brought it
    last_import BIGINT NOT NULL,           -- the last one that had it
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
);
CREATE INDEX movement_of ON movement (creditor_id, debtor_id);
CREATE INDEX movement_by_import ON movement (creditor_id, import);
CREATE INDEX movement_by_last_import ON movement (creditor_id, last_import);

-- What a person has said of a debtor otherwise than the creditor's lists do: it stands until they say something new.
CREATE TABLE by_hand (
    creditor_id UUID NOT NULL,
    debtor_id UUID NOT NULL,
    what TEXT NOT NULL,                    -- name, contacts
    said TEXT NOT NULL,                    -- what the lists said by then
    PRIMARY KEY (creditor_id, debtor_id, what)
);

-- A kind of file, by the shape of its headings, with what was answered about it.
CREATE TABLE source (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    shape TEXT NOT NULL,                   -- the headings, as they are compared
    kind TEXT NOT NULL,                    -- open_items, invoices, movements
    complete TEXT,                         -- does it name everything that is open: yes, no; NULL: nobody said
    answers TEXT NOT NULL,                 -- the options that were given, JSON
    made_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
);
CREATE UNIQUE INDEX source_by_shape ON source (creditor_id, shape);

-- Every file that was taken in, numbered for each creditor.
CREATE TABLE import (
    creditor_id UUID NOT NULL,
    n BIGINT NOT NULL,
    file TEXT NOT NULL,                    -- its name, without its folder
    digest BYTEA NOT NULL,                  -- SHA-256 of its bytes
    source_id UUID,
    complete BOOLEAN NOT NULL,             -- what it leaves out is closed
    as_of DATE NOT NULL,                   -- it speaks of the end of this day
    rank BIGINT NOT NULL,                  -- of two of one day: the number of the import that first took this file in
    who TEXT NOT NULL,
    state TEXT NOT NULL,                   -- running, broken_off, done, undone
    done BIGINT NOT NULL DEFAULT 0,        -- how many of its items are in the books: where it goes on
    report TEXT NOT NULL,                  -- counts, sums by currency before and after, findings: JSON
    began_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    PRIMARY KEY (creditor_id, n)
);
CREATE INDEX import_by_digest ON import (creditor_id, digest);

-- Who works on a creditor's books as a whole, an import or the taking back of one: one at a time.
CREATE TABLE lease (
    creditor_id UUID NOT NULL,
    holder UUID NOT NULL,                  -- chosen anew for each work
    what TEXT NOT NULL,
    who TEXT NOT NULL,
    until TIMESTAMPTZ NOT NULL,            -- it is nobody's from then on, unless the holder goes on
    PRIMARY KEY (creditor_id)
);

-- How a debtor was before an import gave them another name or address (JSON), and how it left them: for undoing it.
CREATE TABLE import_debtor (
    creditor_id UUID NOT NULL,
    import_n BIGINT NOT NULL,
    debtor_id UUID NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (creditor_id, import_n, debtor_id)
);

-- Which known items a file named without a change, so that an older file that comes later changes them no more. Eight
-- bytes of each invoice's id.
CREATE TABLE import_named (
    creditor_id UUID NOT NULL,
    import_n BIGINT NOT NULL,
    batch BIGINT NOT NULL,
    items BYTEA NOT NULL,
    PRIMARY KEY (creditor_id, import_n, batch)
);

-- What an import changed of items that were in the books: as they were before (JSON), for undoing it.
CREATE TABLE import_change (
    creditor_id UUID NOT NULL,
    import_n BIGINT NOT NULL,
    invoice_id UUID NOT NULL,
    before TEXT NOT NULL,
    PRIMARY KEY (creditor_id, import_n, invoice_id)
);

-- The electronic documents that invoices came as, each once. In the database, so that every process has them and every
-- backup too.
CREATE TABLE original (
    creditor_id UUID NOT NULL,
    digest BYTEA NOT NULL,                 -- SHA-256 of the bytes before they were packed
    size BIGINT NOT NULL,                  -- how many those are
    bytes BYTEA NOT NULL,                  -- packed by zlib
    kept_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, digest)
);

-- Which of them an invoice came as. Of several imports the last one counts; taking that back leaves the one before.
CREATE TABLE invoice_original (
    creditor_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    import_n BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    account TEXT,                          -- where it asks the money to be sent: IBAN, CLABE or another number
    holder TEXT,                           -- whose account that is
    bank TEXT,
    reference TEXT,                        -- what the payer should write beside it
    document_id TEXT,                      -- its number at the tax office, in lower case: UUID, CUFE
    PRIMARY KEY (creditor_id, invoice_id, import_n)
);
CREATE INDEX invoice_original_by_digest ON invoice_original (creditor_id, digest);
CREATE INDEX invoice_original_by_document ON invoice_original (creditor_id, document_id)
    WHERE document_id IS NOT NULL;

-- The ledger is append-only, and the database says so too. An entry's seal is stamped once.
CREATE FUNCTION saldo_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is append-only: % on %', TG_OP, TG_TABLE_NAME; END $$;
CREATE FUNCTION saldo_only_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.seal IS NULL AND NEW.seal IS NOT NULL
        AND (NEW.creditor_id, NEW.id, NEW.kind, NEW.currency, NEW.at, NEW.booked_at)
          = (OLD.creditor_id, OLD.id, OLD.kind, OLD.currency, OLD.at, OLD.booked_at)
        AND NEW.cause IS NOT DISTINCT FROM OLD.cause AND NEW.payment_id IS NOT DISTINCT FROM OLD.payment_id
        AND NEW.of_entry IS NOT DISTINCT FROM OLD.of_entry
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a ledger entry is never changed';
END $$;
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION saldo_only_seal();
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION saldo_refuse();
CREATE TRIGGER entry_is_never_emptied BEFORE TRUNCATE ON entry EXECUTE FUNCTION saldo_refuse();
CREATE TRIGGER posting_is_never_changed BEFORE UPDATE OR DELETE ON posting FOR EACH ROW EXECUTE FUNCTION saldo_refuse();
CREATE TRIGGER posting_is_never_emptied BEFORE TRUNCATE ON posting EXECUTE FUNCTION saldo_refuse();
CREATE TRIGGER seal_is_never_changed BEFORE UPDATE OR DELETE ON seal FOR EACH ROW EXECUTE FUNCTION saldo_refuse();
CREATE TRIGGER seal_is_never_emptied BEFORE TRUNCATE ON seal EXECUTE FUNCTION saldo_refuse();
-- What was agreed is frozen; so is every version of a policy.
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
-- The trail is added to, never changed.
CREATE FUNCTION saldo_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit trail is never changed: %', TG_OP; END $$;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION saldo_audit();
