-- A fan-out that several executions carry out together. What its branches find around them is kept once; each slice has
-- its items, its share of the limit, and a claim of its own under which it writes into the journal of the run.
CREATE TABLE automations.fan_out (
  run uuid NOT NULL REFERENCES automations.run ON DELETE CASCADE,
  task text NOT NULL,
  request jsonb NOT NULL,
  PRIMARY KEY (run, task)
);
CREATE TABLE automations.slice (
  run uuid NOT NULL,
  task text NOT NULL,
  number integer NOT NULL,
  -- The kernel's run that carries it out.
  workflow uuid NOT NULL,
  first integer NOT NULL,
  parallel integer NOT NULL,
  items jsonb NOT NULL,
  claim uuid,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'failed', 'stopped')),
  output jsonb,
  context jsonb,
  error jsonb,
  ended_at timestamptz(3),
  -- Nothing of its execution is left on any node.
  over_at timestamptz(3),
  PRIMARY KEY (run, task, number),
  FOREIGN KEY (run, task) REFERENCES automations.fan_out ON DELETE CASCADE
);
CREATE INDEX slice_workflow ON automations.slice (workflow);
