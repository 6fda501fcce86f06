-- The newest runs come first in lists, but an index reads as well backwards. In one that runs down, each new run lands
-- on the first page, whose halves stay half empty; in one that runs up, pages are left full.
DROP INDEX automations.run_created;
CREATE INDEX run_created ON automations.run (created_at, id);
DROP INDEX automations.run_automation;
CREATE INDEX run_automation ON automations.run (automation, created_at, id);
DROP INDEX automations.run_state;
CREATE INDEX run_state ON automations.run (state, created_at, id) WHERE state <> 'done';
DROP INDEX automations.run_project;
CREATE INDEX run_project ON automations.run (project, created_at, id) WHERE project IS NOT NULL;
DROP INDEX automations.run_trigger;
CREATE INDEX run_trigger ON automations.run (trigger_kind, created_at, id);
DROP INDEX automations.delivery_at;
CREATE INDEX delivery_at ON automations.delivery (webhook, at, id);
