-- The run that people see follows the engine's own row in the engine's own transaction: after a crash at any
-- moment the two cannot contradict each other. A cancelled run that was running stays so until its step has ended.
CREATE FUNCTION kernel.follow_workflow(workflow_id text, status text, executor text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CASE status
  WHEN 'ENQUEUED', 'DELAYED' THEN
    UPDATE kernel.run SET state = 'waiting', node = NULL, output = NULL, error = NULL, ended_at = NULL,
      reason = CASE WHEN state = 'running' THEN 'Its node stopped; the next free one goes on.' ELSE 'It waits for its turn.' END
    WHERE id = workflow_id::uuid AND state <> 'waiting' AND cancel_requested_at IS NULL;
  WHEN 'PENDING' THEN
    UPDATE kernel.run SET state = 'running', node = executor, reason = NULL, started_at = coalesce(started_at, now())
    WHERE id = workflow_id::uuid AND (state = 'waiting' OR node IS DISTINCT FROM executor);
  WHEN 'SUCCESS' THEN
    UPDATE kernel.run SET state = 'done', reason = NULL, ended_at = now()
    WHERE id = workflow_id::uuid AND state <> 'done';
  WHEN 'ERROR' THEN
    UPDATE kernel.run SET state = 'failed', reason = NULL, ended_at = now()
    WHERE id = workflow_id::uuid AND state <> 'failed';
  WHEN 'MAX_RECOVERY_ATTEMPTS_EXCEEDED' THEN
    UPDATE kernel.run SET state = 'failed', reason = NULL, ended_at = now(), error = 'It was begun too often: each time its node went down with it.'
    WHERE id = workflow_id::uuid AND state <> 'failed';
  WHEN 'CANCELLED' THEN
    UPDATE kernel.run SET state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END,
      ended_at = CASE WHEN state = 'waiting' THEN now() END,
      reason = CASE WHEN state = 'running' THEN 'It is being cancelled: its step is ending.' END
    WHERE id = workflow_id::uuid AND state IN ('waiting', 'running');
  ELSE
    RAISE WARNING 'workflow % has the unknown status %', workflow_id, status;
  END CASE;
END $$;

CREATE FUNCTION kernel.workflow_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kernel.follow_workflow(NEW.workflow_uuid, NEW.status, NEW.executor_id);
  IF NEW.status = 'ENQUEUED' THEN
    PERFORM pg_notify('optimus_run', 'queued ' || NEW.queue_name);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER optimus_workflow_inserted AFTER INSERT ON dbos.workflow_status FOR EACH ROW
  WHEN (NEW.workflow_uuid ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
  EXECUTE FUNCTION kernel.workflow_changed();
CREATE TRIGGER optimus_workflow_updated AFTER UPDATE ON dbos.workflow_status FOR EACH ROW
  WHEN ((OLD.status, OLD.executor_id) IS DISTINCT FROM (NEW.status, NEW.executor_id) AND NEW.workflow_uuid ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
  EXECUTE FUNCTION kernel.workflow_changed();

-- Output and error are written by the engine after the status, in the same transaction.
CREATE FUNCTION kernel.workflow_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE kernel.run SET output = NEW.output::jsonb, error = NEW.error::jsonb->>'message' WHERE id = NEW.workflow_uuid::uuid;
  RETURN NULL;
EXCEPTION WHEN data_exception THEN
  -- Nothing here may keep the engine from ending a workflow.
  UPDATE kernel.run SET error = left(NEW.error, 2000) WHERE id = NEW.workflow_uuid::uuid;
  RETURN NULL;
END $$;
CREATE TRIGGER optimus_workflow_ended AFTER INSERT OR UPDATE ON dbos.workflow_output FOR EACH ROW
  WHEN (NEW.workflow_uuid ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
  EXECUTE FUNCTION kernel.workflow_ended();
