CREATE TABLE identity.person (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL,
  password_hash text,
  role text NOT NULL DEFAULT 'owner',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  disabled_at timestamptz(3)
);
CREATE UNIQUE INDEX person_email ON identity.person (lower(email));

-- Only the hash of a session's secret is kept; the cookie holds the secret.
CREATE TABLE identity.session (
  id uuid PRIMARY KEY,
  person uuid NOT NULL REFERENCES identity.person ON DELETE CASCADE,
  token_hash bytea NOT NULL UNIQUE,
  device text NOT NULL,
  address text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  verified_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3)
);
CREATE INDEX session_person ON identity.session (person);

CREATE TABLE identity.api_key (
  id text PRIMARY KEY,
  person uuid NOT NULL REFERENCES identity.person ON DELETE CASCADE,
  name text NOT NULL,
  secret_hash bytea NOT NULL,
  hint text NOT NULL,
  permissions text[] NOT NULL,
  projects uuid[],
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
CREATE INDEX api_key_person ON identity.api_key (person);

-- The one-time link that the console prints until there is an owner.
CREATE TABLE identity.set_up_token (
  id smallint PRIMARY KEY,
  token_hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
