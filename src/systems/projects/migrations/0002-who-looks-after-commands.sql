-- The node that looks after a run. Another of the same host becomes it when it is asked to stop or restart the run.
ALTER TABLE projects.command_run ADD COLUMN node text;
