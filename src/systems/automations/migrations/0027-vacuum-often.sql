-- Retention takes away about one row in a hundred a day. The server would wait until every fifth is gone before it
-- lets new rows have their place, and keep the tables a fifth larger than what is in them.
ALTER TABLE automations.run SET (autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE automations.task SET (autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE automations.log SET (autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE automations.event SET (autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE automations.delivery SET (autovacuum_vacuum_scale_factor = 0.01);
