-- Limits that a person set count, whatever the texts ask for, until they are taken back: {"limit", "keyLimit", "rate"}.
ALTER TABLE automations.queue ADD COLUMN set_limits jsonb;
ALTER TABLE automations.queue ADD COLUMN set_by text;
ALTER TABLE automations.queue ADD COLUMN set_at timestamptz(3);
ALTER TABLE automations.queue ADD COLUMN paused_by text;
