-- What the models that a step asked cost, as the ledger says; `micros` is null where nobody knows.
ALTER TABLE automations.task ADD COLUMN cost jsonb;
