-- How the session's holder proved who they are: password, totp, recovery, passkey.
ALTER TABLE identity.session ADD COLUMN methods text[] NOT NULL DEFAULT '{password}';
CREATE INDEX session_open ON identity.session (person, created_at) WHERE revoked_at IS NULL;
