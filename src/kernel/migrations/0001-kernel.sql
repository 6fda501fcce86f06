-- A node's host: processes, files and containers belong to one.
CREATE TABLE kernel.host (
  id text PRIMARY KEY,
  name text NOT NULL,
  first_seen timestamptz(3) NOT NULL DEFAULT now()
);

-- One row a boot, beaten every second; a node whose row says `dead_at` must end itself.
CREATE TABLE kernel.node (
  id text PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  address text,
  version text NOT NULL,
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  beat_at timestamptz(3) NOT NULL DEFAULT now(),
  dead_at timestamptz(3)
);

-- News in the order they were committed: by (xid, id), read only below the oldest open transaction.
CREATE TABLE kernel.outbox (
  id uuid PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  kind text NOT NULL CHECK (kind IN ('event', 'start')),
  name text NOT NULL,
  project uuid,
  payload jsonb NOT NULL,
  actor text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX outbox_order ON kernel.outbox (xid, id);

-- How far each consumer has read the outbox.
CREATE TABLE kernel.outbox_reader (
  name text PRIMARY KEY,
  xid xid8 NOT NULL,
  id uuid NOT NULL,
  read_at timestamptz(3) NOT NULL DEFAULT now()
);

-- Each event is handled once by each reaction, however often it is delivered.
CREATE TABLE kernel.reaction_done (
  event uuid NOT NULL,
  reaction text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (event, reaction)
);
CREATE TABLE kernel.reaction_failed (
  event uuid NOT NULL,
  reaction text NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  next_at timestamptz(3) NOT NULL,
  error text NOT NULL,
  given_up_at timestamptz(3),
  PRIMARY KEY (event, reaction)
);

CREATE TABLE kernel.audit (
  id uuid PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT now(),
  operation text NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  person uuid,
  surface text NOT NULL,
  project uuid,
  outcome text NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  error text,
  input jsonb,
  request_id text NOT NULL,
  address text
);
CREATE INDEX audit_at ON kernel.audit (at DESC, id DESC);
CREATE INDEX audit_operation ON kernel.audit (operation, at DESC);

-- Written in the operation's transaction: a crash leaves neither the effect nor the key.
CREATE TABLE kernel.idempotency (
  actor text NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  body_hash bytea NOT NULL,
  answer jsonb,
  status smallint,
  at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, operation, key)
);
CREATE INDEX idempotency_at ON kernel.idempotency (at);

CREATE TABLE kernel.vault_check (
  id smallint PRIMARY KEY,
  sealed bytea NOT NULL
);
CREATE TABLE kernel.secret (
  name text PRIMARY KEY,
  sealed bytea NOT NULL,
  hint text NOT NULL,
  updated_by text NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE kernel.setting (
  name text PRIMARY KEY,
  value jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  updated_by text NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

-- Durable work as people see it; the engine's own tables hold the checkpoints.
CREATE TABLE kernel.run (
  id uuid PRIMARY KEY,
  workflow text NOT NULL,
  title text NOT NULL,
  project uuid,
  host text,
  input jsonb NOT NULL,
  output jsonb,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  reason text,
  error text,
  progress jsonb NOT NULL DEFAULT '{}',
  dedupe text,
  parent uuid,
  actor jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  started_at timestamptz(3),
  ended_at timestamptz(3),
  cancel_requested_at timestamptz(3),
  cancel_requested_by text
);
CREATE UNIQUE INDEX run_dedupe ON kernel.run (workflow, dedupe) WHERE dedupe IS NOT NULL AND state IN ('waiting', 'running');
CREATE INDEX run_created ON kernel.run (created_at DESC, id DESC);
CREATE INDEX run_open ON kernel.run (state) WHERE state IN ('waiting', 'running');
CREATE INDEX run_project ON kernel.run (project, created_at DESC);

-- A dangerous call that a person has to allow once, before it expires.
CREATE TABLE kernel.approval (
  id uuid PRIMARY KEY,
  operation text NOT NULL,
  input jsonb NOT NULL,
  input_hash bytea NOT NULL,
  project uuid,
  requested_by text NOT NULL,
  requested_name text NOT NULL,
  surface text NOT NULL,
  reason text,
  state text NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'used', 'expired')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  decided_by text,
  decided_at timestamptz(3),
  used_at timestamptz(3)
);
CREATE INDEX approval_open ON kernel.approval (expires_at) WHERE state = 'open';

-- Content-addressed files up to 64 MiB, in pieces of 1 MiB.
CREATE TABLE kernel.file (
  hash text PRIMARY KEY,
  size bigint NOT NULL,
  media_type text NOT NULL,
  name text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE TABLE kernel.file_chunk (
  hash text NOT NULL REFERENCES kernel.file ON DELETE CASCADE,
  part integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (hash, part)
);
