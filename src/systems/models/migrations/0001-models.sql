-- A server that models are asked on. Only the hosts that stand here are ever contacted.
CREATE TABLE models.provider (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('openai-responses', 'openai-chat', 'anthropic', 'openai-compatible')),
  -- Null is the official address of that kind.
  base_url text,
  -- Sealed by the vault under `models.provider:<id>`; null needs none, or takes it from the environment.
  sealed_key bytea,
  key_hint text,
  -- Key and address come from OPENAI_* or ANTHROPIC_*.
  from_environment boolean NOT NULL DEFAULT false,
  -- Somebody said that calls cost nothing, because the server is their own.
  free_by text,
  paused_at timestamptz(3),
  paused_by text,
  -- The circuit breaker: failures in a row, until when nobody asks, and who tries first after that.
  failures integer NOT NULL DEFAULT 0,
  rests_until timestamptz(3),
  trial_at timestamptz(3),
  failed_at timestamptz(3),
  failure text,
  answered_at timestamptz(3),
  -- When its list of models was last read, and why that went wrong.
  listed_at timestamptz(3),
  list_problem text,
  version integer NOT NULL DEFAULT 1,
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

-- Prices are millionths of a US dollar for a million tokens. Null is unknown, which is never nothing.
CREATE TABLE models.model (
  id uuid PRIMARY KEY,
  provider uuid NOT NULL REFERENCES models.provider ON DELETE CASCADE,
  name text NOT NULL,
  -- Null is switched off: it is listed, and nobody asks it.
  enabled_at timestamptz(3),
  context_window integer CHECK (context_window > 0),
  max_output integer CHECK (max_output > 0),
  input_price bigint CHECK (input_price >= 0),
  cached_input_price bigint CHECK (cached_input_price >= 0),
  cache_write_price bigint CHECK (cache_write_price >= 0),
  output_price bigint CHECK (output_price >= 0),
  price_source text,
  price_date date,
  -- Learned from what calls really counted, so that estimates come closer.
  bytes_per_token real,
  -- Null: the provider lists it by itself.
  added_by text,
  listed_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (provider, name)
);

CREATE TABLE models.budget (
  id uuid PRIMARY KEY,
  scope text NOT NULL CHECK (scope IN ('everything', 'project', 'session')),
  period text NOT NULL CHECK (period IN ('day', 'month', 'session')),
  -- With scope `project`: this project, or each that has none of its own.
  project uuid,
  limit_micros bigint NOT NULL CHECK (limit_micros >= 0),
  version integer NOT NULL DEFAULT 1,
  updated_by text NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CHECK ((scope = 'session') = (period = 'session')),
  CHECK (project IS NULL OR scope = 'project'),
  UNIQUE NULLS NOT DISTINCT (scope, period, project)
);

-- The ledger: a row is committed before each call and settled after it, so whatever may have been paid stands here.
CREATE TABLE models.call (
  id uuid PRIMARY KEY,
  key text NOT NULL,
  attempt integer NOT NULL,
  -- Of the question; the question itself is not kept.
  request_hash bytea NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  reported_model text,
  purpose text NOT NULL,
  session text,
  project uuid,
  actor text NOT NULL,
  person text,
  -- `asked` after the program died, and `possibly_paid`: nobody knows whether the provider answered and billed it.
  state text NOT NULL CHECK (state IN ('asked', 'answered', 'failed', 'possibly_paid')),
  error text,
  error_code text,
  input_tokens integer,
  cached_input_tokens integer,
  cache_write_tokens integer,
  output_tokens integer,
  reasoning_tokens integer,
  -- Set aside before the call; what it cost by real usage; what budgets count: the cost, or else what was set aside.
  reserved_micros bigint,
  cost_micros bigint,
  counted_micros bigint NOT NULL DEFAULT 0,
  tries integer NOT NULL DEFAULT 0,
  milliseconds integer,
  -- Kept so that the same key is not bought twice.
  answer jsonb,
  asked_at timestamptz(3) NOT NULL DEFAULT now(),
  settled_at timestamptz(3),
  UNIQUE (key, attempt)
);
CREATE INDEX call_asked ON models.call (asked_at DESC, id) INCLUDE (counted_micros);
CREATE INDEX call_project ON models.call (project, asked_at) INCLUDE (counted_micros) WHERE project IS NOT NULL;
CREATE INDEX call_session ON models.call (session) INCLUDE (counted_micros) WHERE session IS NOT NULL;

-- A first key shall not be able to run away: five dollars a day until somebody says otherwise.
INSERT INTO models.budget (id, scope, period, limit_micros, updated_by) VALUES (gen_random_uuid(), 'everything', 'day', 5000000, 'Optimus');
