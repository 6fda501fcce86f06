-- A mind of the council: what it must look at and bring. The row is its newest version; older ones stay below.
CREATE TABLE council.persona (
  id text PRIMARY KEY,
  name text NOT NULL,
  duty text NOT NULL,
  artefact text NOT NULL,
  -- Evidence sources it reads first: `<source>` or `<source>:<word>`.
  lens text[] NOT NULL,
  -- A model of the models system; null spreads the personas over the configured providers.
  model text,
  -- Counts where there is no truth (preferences); where reality answers, the weight is learned instead.
  weight double precision NOT NULL DEFAULT 1 CHECK (weight >= 0 AND weight <= 10),
  enabled boolean NOT NULL DEFAULT true,
  built_in boolean NOT NULL DEFAULT false,
  position integer NOT NULL,
  version integer NOT NULL DEFAULT 1,
  changed_by text NOT NULL,
  changed_at timestamptz(3) NOT NULL DEFAULT now(),
  removed_at timestamptz(3)
);

-- What a ballot was cast as: a ballot names persona and version.
CREATE TABLE council.persona_version (
  persona text NOT NULL REFERENCES council.persona ON DELETE CASCADE,
  version integer NOT NULL,
  content jsonb NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (persona, version)
);

CREATE TABLE council.question (
  id uuid PRIMARY KEY,
  number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  project uuid,
  -- The first question of a conversation, and this one's place in it.
  thread uuid NOT NULL,
  turn integer NOT NULL,
  -- Person who asked; null when the program did (a micro-forecast).
  asker uuid,
  asker_name text NOT NULL,
  micro boolean NOT NULL DEFAULT false,
  type text NOT NULL CHECK (type IN ('choice', 'yes-no', 'numeric', 'preference', 'open')),
  text text NOT NULL,
  context text NOT NULL DEFAULT '',
  -- Frozen before the first ballot: id, label and kind of each option; empty where the type has none.
  options jsonb NOT NULL DEFAULT '[]',
  domain text NOT NULL,
  reversibility text NOT NULL CHECK (reversibility IN ('reversible', 'costly', 'irreversible')),
  costs jsonb,
  threshold double precision,
  unit text,
  scope text NOT NULL CHECK (scope IN ('project', 'portfolio')),
  deadline_seconds integer NOT NULL,
  budget_micros bigint,
  adaptive boolean NOT NULL DEFAULT true,
  minds boolean NOT NULL DEFAULT true,
  state text NOT NULL CHECK (state IN ('deliberating', 'voting', 'answered', 'failed', 'cancelled')),
  stage text,
  note text,
  run uuid,
  asked_at timestamptz(3) NOT NULL DEFAULT now(),
  -- Set by the frame: the moment after which no ballot of a persona counts any more.
  deadline_at timestamptz(3),
  -- People may vote until then; null when nobody was invited.
  voting_ends_at timestamptz(3),
  voting_closed_at timestamptz(3),
  answered_at timestamptz(3),
  review_at timestamptz(3),
  reviewed_at timestamptz(3),
  decision jsonb,
  decided_at timestamptz(3),
  outcome jsonb,
  resolved_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (thread, turn)
);
CREATE INDEX question_project ON council.question (project, asked_at);
CREATE INDEX question_asked ON council.question (asked_at, id);
CREATE INDEX question_review ON council.question (review_at) WHERE resolved_at IS NULL;

-- The pack E1…En as it was frozen; `permission` and `project` say who may see the item.
CREATE TABLE council.evidence (
  question uuid NOT NULL REFERENCES council.question ON DELETE CASCADE,
  id text NOT NULL,
  position integer NOT NULL,
  source text NOT NULL,
  operation text NOT NULL,
  permission text NOT NULL,
  project uuid,
  -- What it is about, as lenses name it: risk, load, trend.
  words text[] NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  -- Where it can be opened: a page of this installation.
  link text,
  at timestamptz(3) NOT NULL,
  trust text NOT NULL CHECK (trust IN ('owner', 'system', 'connected', 'untrusted')),
  hash text NOT NULL,
  tokens integer NOT NULL,
  -- Why it is not part of what the minds read; null when it is.
  cut text,
  PRIMARY KEY (question, id)
);

-- Everybody convened for a question: personas, and people who vote.
CREATE TABLE council.seat (
  question uuid NOT NULL REFERENCES council.question ON DELETE CASCADE,
  voter text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('persona', 'person')),
  name text NOT NULL,
  persona_version integer,
  model text,
  provider text,
  position integer NOT NULL,
  option_order jsonb NOT NULL DEFAULT '[]',
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'asking', 'answered', 'absent')),
  absent text,
  -- Paid by real usage; null is unknown. What is set aside counts against the question's budget until it is known.
  cost_micros bigint DEFAULT 0,
  reserved_micros bigint NOT NULL DEFAULT 0,
  changed_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (question, voter)
);

-- Sealed once, never changed. `sealed` is the order in which ballots count as originals.
CREATE TABLE council.ballot (
  question uuid NOT NULL REFERENCES council.question ON DELETE CASCADE,
  voter text NOT NULL,
  round text NOT NULL CHECK (round IN ('claims', 'ballot', 'crux', 'text')),
  sealed bigint GENERATED ALWAYS AS IDENTITY,
  content jsonb NOT NULL,
  hash text NOT NULL,
  sealed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  cost_micros bigint,
  tokens_in integer,
  tokens_out integer,
  milliseconds integer,
  -- Row of the models system's ledger that paid for it.
  paid_by uuid,
  PRIMARY KEY (question, voter, round)
);

-- What a persona's own rules computed from records; no model spoke.
CREATE TABLE council.lens_reading (
  question uuid NOT NULL REFERENCES council.question ON DELETE CASCADE,
  persona text NOT NULL,
  content jsonb NOT NULL,
  PRIMARY KEY (question, persona)
);

-- The council's answer. While ballots come in it is provisional and kept up to date with each of them.
CREATE TABLE council.answer (
  question uuid PRIMARY KEY REFERENCES council.question ON DELETE CASCADE,
  provisional boolean NOT NULL,
  ballots integer NOT NULL,
  aggregate jsonb NOT NULL,
  claims jsonb NOT NULL DEFAULT '[]',
  synthesis jsonb,
  -- Ledger row whose state weighed the ballots.
  state_seq bigint NOT NULL,
  ready_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);

-- A person who may vote without an account, once, by link. Only the hash of the token is kept.
CREATE TABLE council.invitation (
  id uuid PRIMARY KEY,
  question uuid NOT NULL REFERENCES council.question ON DELETE CASCADE,
  name text NOT NULL,
  share_evidence boolean NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  invited_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  revoked_at timestamptz(3)
);
CREATE INDEX invitation_question ON council.invitation (question);

-- How reality will answer by itself. `actor` may read just what the asker could when they set it up.
CREATE TABLE council.resolver (
  question uuid PRIMARY KEY REFERENCES council.question ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('operation', 'event')),
  source text NOT NULL,
  spec jsonb NOT NULL,
  event text,
  due_at timestamptz(3) NOT NULL,
  checked_at timestamptz(3),
  last_seen jsonb,
  problem text,
  done_at timestamptz(3)
);
CREATE INDEX resolver_event ON council.resolver (event) WHERE done_at IS NULL;

-- How far the events of this installation were compared with the resolvers.
CREATE TABLE council.event_reader (
  id smallint PRIMARY KEY CHECK (id = 1),
  position text NOT NULL
);

-- Rows are canonical JSON as text: the bytes are what the replay compares. Their order is part of the result.
CREATE TABLE council.ledger (
  seq bigint PRIMARY KEY,
  question uuid,
  kind text NOT NULL,
  entry text NOT NULL,
  added_by text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX ledger_resolved ON council.ledger (question) WHERE kind = 'resolved';

-- The state after each row of the ledger.
CREATE TABLE council.state (
  seq bigint PRIMARY KEY,
  state text NOT NULL,
  hash text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now()
);

-- Whether people liked an answer; kept apart from what the council learns from.
CREATE TABLE council.approval (
  question uuid NOT NULL REFERENCES council.question ON DELETE CASCADE,
  person uuid NOT NULL,
  liked boolean NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (question, person)
);

-- Questions about the installation's own records that answer themselves; off until somebody turns them on.
CREATE TABLE council.forecasting (
  id smallint PRIMARY KEY CHECK (id = 1),
  enabled boolean NOT NULL,
  per_day integer NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz(3) NOT NULL DEFAULT now()
);

INSERT INTO council.persona (id, name, duty, artefact, lens, position, built_in, changed_by)
SELECT id, name, duty, artefact, lens::text[], position, true, 'Optimus' FROM (VALUES
  ('strategist', 'Strategist', 'Look at where this leads: goals, sequence, and the effects of the effects. Say which option opens or closes later ones.', 'A tree of options with the second-order effects of each', '{projects:direction,projects:portfolio,decisions,tasks,money}', 1),
  ('pragmatist', 'Pragmatist', 'Look at what is already in the way and what can be done this week. Prefer the smallest step that teaches something.', 'The smallest next step, with its effort in hours', '{git:load,projects:load,tasks,deployments}', 2),
  ('innovator', 'Innovator', 'Look for what nobody listed. Ask what would have to be true for an unusual option to be the best one.', 'Two options that are not obvious, each in a sentence', '{projects:idle,projects:stack,decisions}', 3),
  ('guardian', 'Guardian', 'Look for what can break, who is hurt by it, and whether it can be taken back.', 'Failure modes, each with how likely, how bad and how reversible', '{projects:risk,projects:health,security,backups,monitoring}', 4),
  ('analyst', 'Analyst', 'Look at numbers and base rates before stories. Say what is known, from how many cases, and what is missing.', 'A base rate or number for each claim, with its source', '{git:trend,projects:facts,scores,monitoring,performance}', 5),
  ('philosopher', 'Philosopher', 'Look at the assumptions and values behind the question. Say which of them conflict.', 'The assumptions the answer rests on, and the value each option serves', '{decisions,projects:direction}', 6),
  ('healer', 'Healer', 'Look at the load on the people: hours, streaks, rest. Say what this costs in energy.', 'The effect on energy and rest, in hours a week', '{git:rhythm,calendar,tasks}', 7),
  ('socialite', 'Socialite', 'Look at who is affected and who has to agree or be told.', 'The people affected, and the message to each', '{git:people,calendar,tasks}', 8),
  ('economist', 'Economist', 'Look at cost, expected value and what is given up by it.', 'Cost, expected value and opportunity cost of each option, in money or hours', '{spending,money,decisions:costs}', 9),
  ('creator', 'Creator', 'Look at the form: what a person sees, reads and tells others about it.', 'The one-sentence story, and what is missing to show it', '{projects:form,projects:direction}', 10),
  ('scholar', 'Scholar', 'Look for precedent: what happened when this was tried before, here or elsewhere.', 'Similar earlier decisions with their results, and what is different now', '{decisions,scores,commits}', 11),
  ('explorer', 'Explorer', 'Look at what nobody knows yet. Find the cheapest test that would tell.', 'The unknowns, and the cheapest test for the most important one', '{projects:unknown,dependencies,monitoring}', 12),
  ('mentor', 'Mentor', 'Look at what was learned before and forgotten. Say which habit would make the next such question easy.', 'The lesson from the last mistake of this kind, and the habit that follows', '{decisions:mistakes,scores,git:rhythm}', 13)
) AS mind (id, name, duty, artefact, lens, position);

INSERT INTO council.persona_version (persona, version, content, changed_by)
SELECT id, version, jsonb_build_object('name', name, 'duty', duty, 'artefact', artefact, 'lens', to_jsonb(lens), 'model', model,
  'weight', weight, 'enabled', enabled), changed_by FROM council.persona;
