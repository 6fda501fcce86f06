-- An index reads as well backwards. In one that runs down, each new row lands on the first page, whose halves stay half
-- empty; in one that runs up, pages are left full.
DROP INDEX kernel.run_created;
CREATE INDEX run_created ON kernel.run (created_at, id);
DROP INDEX kernel.run_project;
CREATE INDEX run_project ON kernel.run (project, created_at);
DROP INDEX kernel.audit_at;
CREATE INDEX audit_at ON kernel.audit (at, id);
DROP INDEX kernel.audit_operation;
CREATE INDEX audit_operation ON kernel.audit (operation, at);
