-- Where people have accounts that they may sign in with. Kind, issuer and client never change: links stand on them.
CREATE TABLE identity.provider (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('openid', 'google', 'microsoft', 'github')),
  name text NOT NULL,
  issuer text NOT NULL,
  client_id text NOT NULL,
  sealed bytea NOT NULL,
  allowed text[] NOT NULL DEFAULT '{}',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  changed_at timestamptz(3) NOT NULL DEFAULT now(),
  disabled_at timestamptz(3)
);

-- Known by the provider and the subject it vouches for, never by an e-mail address.
CREATE TABLE identity.linked_account (
  id uuid PRIMARY KEY,
  person uuid NOT NULL REFERENCES identity.person ON DELETE CASCADE,
  provider text NOT NULL REFERENCES identity.provider ON DELETE CASCADE,
  subject text NOT NULL,
  account text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  last_used_at timestamptz(3),
  UNIQUE (provider, subject)
);
CREATE INDEX linked_account_person ON identity.linked_account (person);

-- A browser that was sent to a provider and has not come back. Taken once, and only by the browser that left.
CREATE TABLE identity.provider_flow (
  id uuid PRIMARY KEY,
  provider text NOT NULL REFERENCES identity.provider ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('sign-in', 'link')),
  person uuid REFERENCES identity.person ON DELETE CASCADE,
  state_hash bytea NOT NULL UNIQUE,
  browser_hash bytea NOT NULL,
  verifier text NOT NULL,
  nonce text NOT NULL,
  return_to text NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX provider_flow_expires ON identity.provider_flow (expires_at);

-- The mail server that sends links; there is one or none.
CREATE TABLE identity.mail_server (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  host text NOT NULL,
  port integer NOT NULL,
  security text NOT NULL CHECK (security IN ('tls', 'starttls', 'none')),
  username text,
  sealed bytea,
  sender text NOT NULL,
  sign_in_links boolean NOT NULL,
  changed_at timestamptz(3) NOT NULL DEFAULT now()
);

-- A link by e-mail is a ceremony too: bound to the browser that asked, where it signs in. Its secret is made when it is sent.
ALTER TABLE identity.ceremony DROP CONSTRAINT ceremony_purpose_check;
ALTER TABLE identity.ceremony ADD CONSTRAINT ceremony_purpose_check
  CHECK (purpose IN ('sign-in', 'passkey', 'passkey-registration', 'password-link', 'sign-in-link'));
ALTER TABLE identity.ceremony ADD COLUMN browser_hash bytea;
ALTER TABLE identity.ceremony ADD COLUMN return_to text;
-- What was proved in the first step of a sign-in.
ALTER TABLE identity.ceremony ADD COLUMN method text;

-- From where a device asked to be let in, for the person who decides.
ALTER TABLE identity.authorization_request ADD COLUMN address text;
ALTER TABLE identity.authorization_request ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now();
