-- A grant holds for the definitions that somebody who may grant has seen. Others suspend it until somebody looks again.
ALTER TABLE automations.secret_grant ADD COLUMN definitions text[] NOT NULL DEFAULT '{}';
ALTER TABLE automations.secret_grant ADD COLUMN suspended_at timestamptz(3);
ALTER TABLE automations.secret_grant ADD COLUMN suspended_by text;
UPDATE automations.secret_grant g SET definitions = ARRAY[a.hash] FROM automations.automation a WHERE a.id = g.automation;
-- Who gave the data of a run another content by hand without the right to grant: secrets have no value in it.
ALTER TABLE automations.run ADD COLUMN edited_by text;
