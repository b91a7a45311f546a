-- The console: the creditor's staff, their sessions, the trail of what they did, and the words that find a debtor.

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

ALTER TABLE link ADD COLUMN used_at TIMESTAMPTZ;           -- when it last opened a session

-- A beginning is a range only where letters follow one another by their bytes.
ALTER TABLE invoice ALTER COLUMN number_key TYPE TEXT COLLATE "C";

CREATE FUNCTION saldo_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit trail is never changed: %', TG_OP; END $$;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION saldo_audit();
