-- The console: the creditor's staff, their sessions, the trail of what they did, and the words that find a debtor.

-- Who may sign in. An e-mail address is one user's in the whole installation.
CREATE TABLE staff (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    email TEXT NOT NULL,                   -- lower case
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,           -- Argon2id, as a PHC string
    totp_secret BLOB NOT NULL,            -- sealed under a key of SALDO_SECRET
    totp_step BIGINT NOT NULL DEFAULT 0,   -- the last step whose code was taken: a code works once
    wrong BIGINT NOT NULL DEFAULT 0,       -- wrong passwords and codes in a row
    locked_until TIMESTAMPTZ,
    language TEXT,                         -- as chosen in the console; else the creditor's
    created_at TIMESTAMPTZ NOT NULL,
    disabled_at TIMESTAMPTZ,
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX staff_by_email ON staff (email);

CREATE TABLE staff_session (
    creditor_id UUID NOT NULL,
    id UUID NOT NULL,
    staff_id UUID NOT NULL,
    token_hash BLOB NOT NULL,             -- SHA-256; the token itself is nowhere
    signed_in BOOLEAN NOT NULL,            -- FALSE: the password was right, the code is still to come
    made_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (creditor_id, id)
) WITHOUT ROWID;
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
) WITHOUT ROWID;

-- What finds a debtor by its beginning: the name from each of its words on, e-mail address, reference;
-- lower case, without accents.
CREATE TABLE debtor_word (
    creditor_id UUID NOT NULL,
    word TEXT NOT NULL,
    debtor_id UUID NOT NULL,
    PRIMARY KEY (creditor_id, word, debtor_id)
) WITHOUT ROWID;
CREATE INDEX debtor_word_of ON debtor_word (creditor_id, debtor_id, word);

ALTER TABLE link ADD COLUMN used_at TIMESTAMPTZ;           -- when it last opened a session

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is never deleted'); END;

-- What large books look like (see 0002).
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('staff', 'staff', '100 50 1'),
    ('staff', 'staff_by_email', '100 1'),
    ('staff_session', 'staff_session', '200 100 1'),
    ('staff_session', 'staff_session_by_token', '200 1'),
    ('staff_session', 'staff_session_by_staff', '200 100 2'),
    ('audit', 'audit', '200000 100000 1'),
    ('debtor_word', 'debtor_word', '400000 200000 2 1'),
    ('debtor_word', 'debtor_word_of', '400000 200000 4 1');
