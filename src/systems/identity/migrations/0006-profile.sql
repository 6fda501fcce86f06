-- How times, dates and numbers are written for somebody; null is as their browser has it.
ALTER TABLE identity.person ADD COLUMN time_zone text;
ALTER TABLE identity.person ADD COLUMN locale text;
