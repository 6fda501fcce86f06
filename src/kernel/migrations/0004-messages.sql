-- A message for a run is part of the transaction that has it to say; the dispatcher carries it on after the commit.
ALTER TABLE kernel.outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE kernel.outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('event', 'start', 'send'));
