-- Keys that sign access tokens; the private half is sealed by the vault. A retired one is published until its tokens end.
CREATE TABLE identity.signing_key (
  id text PRIMARY KEY,
  public_jwk jsonb NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

-- Programs that asked to be let in on somebody's behalf. All are public clients: they hold no secret.
CREATE TABLE identity.client (
  id text PRIMARY KEY,
  name text NOT NULL,
  redirects text[] NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

-- What somebody allowed a program; its tokens name it, so that its end is theirs.
CREATE TABLE identity.connection (
  id uuid PRIMARY KEY,
  person uuid NOT NULL REFERENCES identity.person ON DELETE CASCADE,
  client text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('code', 'device')),
  permissions text[] NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  last_used_at timestamptz(3),
  expires_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3)
);
CREATE INDEX connection_person ON identity.connection (person);
CREATE TRIGGER access AFTER UPDATE OF revoked_at, permissions, expires_at OR DELETE ON identity.connection
  FOR EACH STATEMENT EXECUTE FUNCTION identity.tell_access();

-- A question that waits for a person's answer, and then for the program to fetch its tokens, once.
CREATE TABLE identity.authorization_request (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('code', 'device')),
  client text NOT NULL,
  name text NOT NULL,
  permissions text[] NOT NULL,
  redirect text,
  state text,
  code_challenge text,
  user_code text UNIQUE,
  secret_hash bytea UNIQUE,
  polled_at timestamptz(3),
  decision text CHECK (decision IN ('approved', 'refused')),
  connection uuid,
  used_at timestamptz(3),
  expires_at timestamptz(3) NOT NULL
);

-- Each refresh token is used once; one that comes back a second time ends its connection.
CREATE TABLE identity.refresh_token (
  token_hash bytea PRIMARY KEY,
  connection uuid NOT NULL REFERENCES identity.connection ON DELETE CASCADE,
  used_at timestamptz(3)
);
