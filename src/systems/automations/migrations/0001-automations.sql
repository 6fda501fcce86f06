-- A definition never changes and is addressed by the hash of its document; runs point at it.
CREATE TABLE automations.definition (
  hash text PRIMARY KEY,
  document jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE automations.automation (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  namespace text NOT NULL,
  title text,
  summary text,
  project uuid,
  tags text[] NOT NULL DEFAULT '{}',
  number integer NOT NULL,
  hash text NOT NULL REFERENCES automations.definition,
  form text NOT NULL CHECK (form IN ('friendly', 'standard')),
  -- The person with whose rights it runs, as an actor.
  author jsonb NOT NULL,
  -- Set for those that use processes: the host they run on.
  host text,
  disabled_at timestamptz(3),
  disabled_reason text,
  keep_days integer,
  keep_runs integer,
  version integer NOT NULL DEFAULT 1,
  last_run uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX automation_name ON automations.automation (namespace, name);

CREATE TABLE automations.version (
  automation uuid NOT NULL REFERENCES automations.automation ON DELETE CASCADE,
  number integer NOT NULL,
  hash text NOT NULL REFERENCES automations.definition,
  text text NOT NULL,
  form text NOT NULL,
  -- The `document.version` that sub-workflows are pinned by.
  release text NOT NULL,
  pins jsonb NOT NULL DEFAULT '{}',
  note text,
  saved_by text NOT NULL,
  saved_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (automation, number)
);
CREATE INDEX version_release ON automations.version (automation, release, number DESC);

CREATE SEQUENCE automations.run_number;

-- `id` is that of the kernel's run. No reference to the automation: runs outlive it until retention takes them.
CREATE TABLE automations.run (
  id uuid PRIMARY KEY,
  number bigint NOT NULL DEFAULT nextval('automations.run_number'),
  automation uuid NOT NULL,
  name text NOT NULL,
  version integer,
  hash text NOT NULL,
  project uuid,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'paused', 'done', 'failed', 'cancelled')),
  trigger_kind text NOT NULL,
  trigger_detail text,
  input jsonb,
  output jsonb,
  error jsonb,
  started_by text NOT NULL,
  dedupe text,
  parent uuid,
  parent_task text,
  origin uuid,
  origin_from text,
  -- Raw inputs that a restart gives to tasks, by their key.
  overrides jsonb NOT NULL DEFAULT '{}',
  group_key text,
  -- One execution at a time: whoever holds a newer claim has taken the run over, and an older one records nothing.
  claim uuid,
  working boolean NOT NULL DEFAULT false,
  -- Counts what may let a waiting run go on; `woken` says that a message is on its way.
  wakes integer NOT NULL DEFAULT 0,
  woken boolean NOT NULL DEFAULT false,
  -- Hashes of the workflows it runs, by `namespace/name@version`: pinned when the version was saved.
  pins jsonb NOT NULL DEFAULT '{}',
  waits_for jsonb NOT NULL DEFAULT '[]',
  wake_at timestamptz(3),
  tasks_done integer NOT NULL DEFAULT 0,
  tasks_failed integer NOT NULL DEFAULT 0,
  pause_requested_at timestamptz(3),
  cancel_requested_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  started_at timestamptz(3),
  ended_at timestamptz(3)
);
CREATE UNIQUE INDEX run_by_number ON automations.run (number);
CREATE INDEX run_created ON automations.run (created_at DESC, id DESC);
CREATE INDEX run_automation ON automations.run (automation, created_at DESC, id DESC);
CREATE INDEX run_state ON automations.run (state, created_at DESC, id DESC) WHERE state <> 'done';
CREATE INDEX run_open ON automations.run (id) WHERE state IN ('waiting', 'running', 'paused');
CREATE INDEX run_ended ON automations.run (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX run_parent ON automations.run (parent, parent_task) WHERE parent IS NOT NULL;
CREATE INDEX run_dedupe ON automations.run (automation, dedupe) WHERE dedupe IS NOT NULL;

-- The journal: what a run did, task by task. A row with an end never changes; a replay reads it instead of doing it again.
CREATE TABLE automations.task (
  run uuid NOT NULL REFERENCES automations.run ON DELETE CASCADE,
  key text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  reference text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  step text,
  state text NOT NULL CHECK (state IN ('running', 'waiting', 'done', 'failed', 'cancelled', 'skipped')),
  -- A recorded one counts in a replay; the others are worked out anew and stand here for people.
  recorded boolean NOT NULL DEFAULT false,
  attempts integer NOT NULL DEFAULT 1,
  input jsonb,
  output jsonb,
  error jsonb,
  waits_for text,
  wake_at timestamptz(3),
  -- What composed tasks left in the context, and which events a task took.
  context jsonb,
  taken bigint[],
  cpu_milliseconds integer,
  log_lines integer NOT NULL DEFAULT 0,
  child_run uuid,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  PRIMARY KEY (run, key)
);
CREATE INDEX task_position ON automations.task (run, position);
CREATE INDEX task_waits ON automations.task (waits_for) WHERE state = 'waiting' AND waits_for IS NOT NULL;

CREATE TABLE automations.log (
  run uuid NOT NULL REFERENCES automations.run ON DELETE CASCADE,
  position bigint GENERATED ALWAYS AS IDENTITY,
  task text NOT NULL,
  stream text NOT NULL CHECK (stream IN ('stdout', 'stderr', 'note')),
  text text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (run, position)
);

-- CloudEvents that automations emitted or that somebody waits for: kept a while, so that late listeners find them.
CREATE TABLE automations.event (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL,
  source text NOT NULL,
  type text NOT NULL,
  subject text,
  project uuid,
  run uuid,
  content jsonb NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX event_identity ON automations.event (source, id);
CREATE INDEX event_type ON automations.event (type, position);
CREATE INDEX event_at ON automations.event (at);

-- A run that listens. `types` are those it may take, null for any; filters are evaluated by the run itself.
CREATE TABLE automations.listener (
  run uuid NOT NULL REFERENCES automations.run ON DELETE CASCADE,
  task text NOT NULL,
  types text[],
  after_position bigint NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (run, task)
);
CREATE INDEX listener_types ON automations.listener USING gin (types);

-- Places in queues. A place is held until the holder's processes are proven gone.
CREATE TABLE automations.queue (
  name text PRIMARY KEY,
  place_limit integer,
  key_limit integer,
  rate_count integer,
  rate_milliseconds bigint,
  paused_at timestamptz(3),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE TABLE automations.place (
  queue text NOT NULL,
  run uuid NOT NULL,
  task text NOT NULL,
  key text,
  priority integer NOT NULL DEFAULT 0,
  deduplicate text,
  position bigint GENERATED ALWAYS AS IDENTITY,
  asked_at timestamptz(3) NOT NULL DEFAULT now(),
  held_at timestamptz(3),
  PRIMARY KEY (queue, run, task)
);
CREATE INDEX place_waiting ON automations.place (queue, priority DESC, position) WHERE held_at IS NULL;
CREATE INDEX place_held ON automations.place (queue, key) WHERE held_at IS NOT NULL;
CREATE INDEX place_run ON automations.place (run);
-- When places were given, for limits by rate.
CREATE TABLE automations.place_given (
  queue text NOT NULL,
  at timestamptz(3) NOT NULL,
  run uuid NOT NULL,
  task text NOT NULL
);
CREATE INDEX place_given_at ON automations.place_given (queue, at);

-- Child processes of tasks: who takes a run over makes sure that they are gone before anything runs again.
CREATE TABLE automations.process (
  run uuid NOT NULL,
  task text NOT NULL,
  host text NOT NULL,
  pid integer NOT NULL,
  start_ticks text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('process', 'container')),
  container text,
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (run, task)
);

-- Ways in which automations start by themselves, one row for each `on` of the current version.
CREATE TABLE automations.trigger (
  id uuid PRIMARY KEY,
  automation uuid NOT NULL REFERENCES automations.automation ON DELETE CASCADE,
  place integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('schedule', 'event', 'events', 'webhook', 'file', 'manual')),
  start jsonb NOT NULL,
  types text[],
  paused_at timestamptz(3),
  paused_by text,
  next_at timestamptz(3),
  last_at timestamptz(3),
  last_run uuid,
  last_error text,
  UNIQUE (automation, place)
);
CREATE INDEX trigger_next ON automations.trigger (next_at) WHERE paused_at IS NULL AND next_at IS NOT NULL;
CREATE INDEX trigger_types ON automations.trigger USING gin (types);

CREATE TABLE automations.webhook (
  id uuid PRIMARY KEY,
  automation uuid NOT NULL REFERENCES automations.automation ON DELETE CASCADE,
  name text NOT NULL,
  path text NOT NULL UNIQUE,
  scheme text NOT NULL CHECK (scheme IN ('github', 'stripe', 'hmac', 'none')),
  options jsonb NOT NULL DEFAULT '{}',
  sealed bytea,
  former_sealed bytea,
  former_until timestamptz(3),
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (automation, name)
);
CREATE TABLE automations.delivery (
  id uuid PRIMARY KEY,
  webhook uuid NOT NULL REFERENCES automations.webhook ON DELETE CASCADE,
  delivery text,
  outcome text NOT NULL CHECK (outcome IN ('started', 'ignored', 'refused', 'duplicate', 'failed')),
  reason text,
  headers jsonb NOT NULL,
  body bytea NOT NULL,
  run uuid,
  replay_of uuid,
  at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX delivery_at ON automations.delivery (webhook, at DESC, id DESC);
CREATE UNIQUE INDEX delivery_once ON automations.delivery (webhook, delivery) WHERE delivery IS NOT NULL AND outcome = 'started' AND replay_of IS NULL;

-- Decisions of people that steps wait for.
CREATE TABLE automations.approval (
  id uuid PRIMARY KEY,
  run uuid NOT NULL REFERENCES automations.run ON DELETE CASCADE,
  step text NOT NULL,
  project uuid,
  subject text NOT NULL UNIQUE,
  people text[] NOT NULL,
  quorum integer NOT NULL,
  message text,
  state text NOT NULL CHECK (state IN ('open', 'approved', 'rejected', 'expired', 'withdrawn')),
  expires_at timestamptz(3),
  escalate_at timestamptz(3),
  escalate_to text[],
  escalated_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  decided_at timestamptz(3)
);
CREATE INDEX approval_open ON automations.approval (created_at DESC, id DESC) WHERE state = 'open';
CREATE INDEX approval_due ON automations.approval (least(expires_at, escalate_at)) WHERE state = 'open';
CREATE TABLE automations.approval_answer (
  approval uuid NOT NULL REFERENCES automations.approval ON DELETE CASCADE,
  person uuid NOT NULL,
  name text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approved', 'rejected')),
  comment text,
  surface text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (approval, person)
);

-- Values that automations keep between runs: of one automation, of a project, or of all.
CREATE TABLE automations.state (
  scope text NOT NULL,
  key text NOT NULL,
  value jsonb NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  expires_at timestamptz(3),
  updated_by text NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, key)
);
CREATE INDEX state_expires ON automations.state (expires_at) WHERE expires_at IS NOT NULL;

-- Which secret of the vault a name in `secrets` stands for, and in which steps it has a value.
CREATE TABLE automations.secret_grant (
  automation uuid NOT NULL REFERENCES automations.automation ON DELETE CASCADE,
  name text NOT NULL,
  secret text NOT NULL,
  steps text[],
  granted_by text NOT NULL,
  granted_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (automation, name)
);
