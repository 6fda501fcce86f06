-- Where the number of a process has meaning: one boot of a machine, one namespace. Elsewhere it may be anybody's.
ALTER TABLE automations.process ADD COLUMN scope text;
