-- Words in names, triggers and errors of a million runs are found by their trigrams. Where the server has not that
-- extension, or we may not create it, the search reads the table.
DO $$
DECLARE
  place text;
BEGIN
  BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA automations;
  EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'There is no pg_trgm: %', SQLERRM;
  END;
  SELECT n.nspname INTO place FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
  IF place IS NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE INDEX run_name_words ON automations.run USING gin (name %I.gin_trgm_ops)', place);
  EXECUTE format('CREATE INDEX run_trigger_words ON automations.run USING gin (trigger_detail %I.gin_trgm_ops)', place);
  EXECUTE format('CREATE INDEX run_error_words ON automations.run USING gin ((error->>''detail'') %I.gin_trgm_ops)', place);
END
$$;
