-- The trail is chained after the commit, in the order of commits, so that writes do not wait for each other.
ALTER TABLE kernel.audit ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX audit_order ON kernel.audit (xid, id);

-- Each seal is a keyed hash over the seal before it and one row: what was changed, removed or slipped in shows.
CREATE TABLE kernel.audit_seal (
  position bigint PRIMARY KEY,
  xid xid8 NOT NULL,
  entry uuid NOT NULL UNIQUE,
  hash bytea NOT NULL
);

-- The key of the seals, itself sealed by the vault: who has the database alone cannot forge a chain.
CREATE TABLE kernel.audit_key (
  id smallint PRIMARY KEY,
  sealed bytea NOT NULL
);
