-- The secret is sealed by the vault; a code's time step is used up by the one statement that takes it.
CREATE TABLE identity.totp (
  person uuid PRIMARY KEY REFERENCES identity.person ON DELETE CASCADE,
  sealed bytea NOT NULL,
  last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  confirmed_at timestamptz(3)
);

-- 120 random bits each, so that a plain hash is enough; a used one keeps its row.
CREATE TABLE identity.recovery_code (
  person uuid NOT NULL REFERENCES identity.person ON DELETE CASCADE,
  code_hash bytea NOT NULL,
  used_at timestamptz(3),
  PRIMARY KEY (person, code_hash)
);

CREATE TABLE identity.passkey (
  id text PRIMARY KEY,
  person uuid NOT NULL REFERENCES identity.person ON DELETE CASCADE,
  name text NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}',
  backed_up boolean NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  last_used_at timestamptz(3)
);
CREATE INDEX passkey_person ON identity.passkey (person);

-- What was begun and waits for its second half: a sign-in, a passkey ceremony, a password link. Used once.
CREATE TABLE identity.ceremony (
  id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('sign-in', 'passkey', 'passkey-registration', 'password-link')),
  person uuid REFERENCES identity.person ON DELETE CASCADE,
  token_hash bytea UNIQUE,
  challenge text,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX ceremony_expires ON identity.ceremony (expires_at);

-- Failures in a row at one door, and until when it stays shut for that subject.
CREATE TABLE identity.lockout (
  subject text PRIMARY KEY,
  failures integer NOT NULL,
  failed_at timestamptz(3) NOT NULL,
  blocked_until timestamptz(3)
);

CREATE TRIGGER access AFTER INSERT OR DELETE OR UPDATE OF confirmed_at ON identity.totp
  FOR EACH STATEMENT EXECUTE FUNCTION identity.tell_access();
CREATE TRIGGER access AFTER INSERT OR DELETE ON identity.passkey
  FOR EACH STATEMENT EXECUTE FUNCTION identity.tell_access();
