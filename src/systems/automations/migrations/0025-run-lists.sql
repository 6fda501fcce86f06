-- Runs of one project, and of one kind of trigger, are found among a million others, also where there are few or none.
CREATE INDEX run_project ON automations.run (project, created_at DESC, id DESC) WHERE project IS NOT NULL;
CREATE INDEX run_trigger ON automations.run (trigger_kind, created_at DESC, id DESC);
