-- Which node runs it, and the step that started it: a step that runs again finds the run it started before.
ALTER TABLE kernel.run ADD COLUMN node text, ADD COLUMN started_by text;
CREATE UNIQUE INDEX run_started_by ON kernel.run (started_by) WHERE started_by IS NOT NULL;
CREATE INDEX run_parent ON kernel.run (parent) WHERE parent IS NOT NULL;
CREATE INDEX run_ended ON kernel.run (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX run_cancelling ON kernel.run (cancel_requested_at) WHERE cancel_requested_at IS NOT NULL AND state IN ('waiting', 'running');

-- Set by the node itself when it stops in order; its unfinished work is free from then on. Where process ids have a
-- meaning (scope) and when the process began tell neighbours on the same machine at once that it is gone.
ALTER TABLE kernel.node ADD COLUMN left_at timestamptz(3), ADD COLUMN scope text, ADD COLUMN start_ticks text;

-- The newest tick of each schedule, by host where each host has its own: a tick is taken once.
CREATE TABLE kernel.schedule (
  name text NOT NULL,
  host text NOT NULL DEFAULT '',
  tick_at timestamptz(3) NOT NULL,
  node text,
  done_at timestamptz(3),
  error text,
  PRIMARY KEY (name, host)
);

-- A UUIDv7 like those the program makes, for rows that the database itself writes (Postgres 16 and 17 have none).
CREATE FUNCTION kernel.new_id() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- Whoever changes a run tells it: the event `runs.changed`, and the nodes that wait for its end, cancel or resume it.
CREATE FUNCTION kernel.tell_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.outbox (id, kind, name, project, payload, actor)
  VALUES (kernel.new_id(), 'event', 'runs.changed', NEW.project,
    jsonb_build_object('run', NEW.id, 'workflow', NEW.workflow, 'state', NEW.state), coalesce(NEW.actor->>'id', 'optimus'));
  PERFORM pg_notify('optimus_outbox', '');
  IF NEW.state IN ('done', 'failed', 'cancelled') THEN
    PERFORM pg_notify('optimus_run', 'ended ' || NEW.id);
  ELSIF NEW.cancel_requested_at IS DISTINCT FROM OLD.cancel_requested_at AND NEW.cancel_requested_at IS NOT NULL THEN
    PERFORM pg_notify('optimus_run', 'cancel ' || NEW.id);
  ELSIF OLD.state IN ('failed', 'cancelled') THEN
    PERFORM pg_notify('optimus_run', 'resume ' || NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER run_inserted AFTER INSERT ON kernel.run FOR EACH ROW EXECUTE FUNCTION kernel.tell_run();
CREATE TRIGGER run_changed AFTER UPDATE ON kernel.run FOR EACH ROW
  WHEN ((OLD.state, OLD.reason, OLD.progress, OLD.cancel_requested_at) IS DISTINCT FROM (NEW.state, NEW.reason, NEW.progress, NEW.cancel_requested_at))
  EXECUTE FUNCTION kernel.tell_run();
