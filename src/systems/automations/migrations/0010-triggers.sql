-- File triggers are watched on the host that their automation belongs to.
ALTER TABLE automations.trigger ADD COLUMN host text;
CREATE INDEX trigger_host ON automations.trigger (host) WHERE kind = 'file';

-- Events that came already for a trigger that waits for several, by what they have to agree in.
CREATE TABLE automations.trigger_seen (
  trigger uuid NOT NULL REFERENCES automations.trigger ON DELETE CASCADE,
  correlation text NOT NULL,
  filter integer NOT NULL,
  event jsonb NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (trigger, correlation, filter)
);

-- A step that runs again asks again: only open questions are one of a kind.
ALTER TABLE automations.approval DROP CONSTRAINT approval_subject_key;
CREATE UNIQUE INDEX approval_subject ON automations.approval (subject) WHERE state = 'open';
CREATE INDEX approval_created ON automations.approval (created_at DESC, id DESC);
CREATE INDEX approval_run ON automations.approval (run);

CREATE INDEX delivery_age ON automations.delivery (at);
