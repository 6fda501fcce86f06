-- The files that a file trigger has seen, so that changes made while nobody watched are found. `files_at` says since when;
-- null: nothing was looked at yet, or there are too many files to remember.
ALTER TABLE automations.trigger ADD COLUMN files_at timestamptz(3);
CREATE TABLE automations.trigger_file (
  trigger uuid NOT NULL REFERENCES automations.trigger ON DELETE CASCADE,
  path text NOT NULL,
  -- Time of the last change in nanoseconds, and length.
  mark text NOT NULL,
  PRIMARY KEY (trigger, path)
);
