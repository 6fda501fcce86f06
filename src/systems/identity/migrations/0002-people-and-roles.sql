-- Built-in roles have no permissions here: the code knows them. Custom roles list theirs.
CREATE TABLE identity.role (
  id text PRIMARY KEY,
  name text NOT NULL,
  permissions text[],
  second_factor boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
INSERT INTO identity.role (id, name) VALUES
  ('owner', 'Owner'), ('admin', 'Admin'), ('member', 'Member'), ('viewer', 'Viewer'), ('guest', 'Guest');

ALTER TABLE identity.person ALTER COLUMN role DROP DEFAULT;
ALTER TABLE identity.person ADD CONSTRAINT person_role FOREIGN KEY (role) REFERENCES identity.role;

-- What somebody is in one project, beside what they are everywhere.
CREATE TABLE identity.project_role (
  person uuid NOT NULL REFERENCES identity.person ON DELETE CASCADE,
  project uuid NOT NULL,
  role text NOT NULL REFERENCES identity.role,
  PRIMARY KEY (person, project)
);

CREATE TABLE identity.invitation (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  role text NOT NULL REFERENCES identity.role,
  projects jsonb NOT NULL DEFAULT '[]',
  token_hash bytea NOT NULL UNIQUE,
  invited_by uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  accepted_at timestamptz(3),
  revoked_at timestamptz(3)
);
CREATE UNIQUE INDEX invitation_open ON identity.invitation (lower(email)) WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- From where a key may be used (empty is anywhere), and how often in a minute (null is unlimited).
ALTER TABLE identity.api_key ADD COLUMN addresses cidr[] NOT NULL DEFAULT '{}';
ALTER TABLE identity.api_key ADD COLUMN per_minute integer;

-- Whoever remembers a check forgets it as soon as this is heard; a trigger cannot be left out by an operation.
CREATE FUNCTION identity.tell_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('optimus_access', 'changed');
  RETURN NULL;
END $$;
CREATE TRIGGER access AFTER UPDATE OF role, disabled_at, name OR DELETE ON identity.person
  FOR EACH STATEMENT EXECUTE FUNCTION identity.tell_access();
CREATE TRIGGER access AFTER UPDATE OF revoked_at, expires_at, verified_at OR DELETE ON identity.session
  FOR EACH STATEMENT EXECUTE FUNCTION identity.tell_access();
CREATE TRIGGER access AFTER UPDATE OF revoked_at, expires_at, permissions, projects, addresses, per_minute OR DELETE ON identity.api_key
  FOR EACH STATEMENT EXECUTE FUNCTION identity.tell_access();
CREATE TRIGGER access AFTER UPDATE OR DELETE ON identity.role
  FOR EACH STATEMENT EXECUTE FUNCTION identity.tell_access();
CREATE TRIGGER access AFTER INSERT OR UPDATE OR DELETE ON identity.project_role
  FOR EACH STATEMENT EXECUTE FUNCTION identity.tell_access();

-- Token buckets of every limit, for all nodes and across restarts.
CREATE TABLE identity.rate (
  bucket text PRIMARY KEY,
  tokens double precision NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX rate_at ON identity.rate (at);
