-- A project keeps its id when its folder moves or is renamed; what people said about it hangs on the id.
CREATE TABLE projects.project (
  id uuid PRIMARY KEY,
  number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  named_by_person boolean NOT NULL DEFAULT false,
  host text NOT NULL,
  root text NOT NULL,
  path text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('repository', 'worktree', 'bare', 'folder', 'unknown')),
  parent uuid,
  -- What discovery knows of the folder: place on disk, remotes, root commits.
  found jsonb NOT NULL,
  description text,
  tags text[] NOT NULL DEFAULT '{}',
  group_name text,
  favourite boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  first_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  missing_since timestamptz(3)
);
CREATE UNIQUE INDEX project_path ON projects.project (host, path) WHERE missing_since IS NULL;
CREATE INDEX project_tags ON projects.project USING gin (tags);

-- What the last scan read; one document a source, replaced as a whole.
CREATE TABLE projects.facts (
  project uuid PRIMARY KEY REFERENCES projects.project ON DELETE CASCADE,
  -- Equal key: nothing changed, nothing has to be read again.
  key text NOT NULL,
  technologies jsonb NOT NULL,
  languages jsonb NOT NULL,
  parts jsonb NOT NULL,
  commands jsonb NOT NULL,
  git jsonb,
  git_summary jsonb,
  -- What lists show: stack, main language, numbers of dependencies and notices, risk.
  summary jsonb NOT NULL,
  graphs jsonb NOT NULL,
  notices jsonb NOT NULL,
  milliseconds integer NOT NULL,
  scanned_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE projects.dependency (
  project uuid NOT NULL REFERENCES projects.project ON DELETE CASCADE,
  ecosystem text NOT NULL,
  name text NOT NULL,
  version text,
  purl text NOT NULL,
  direct boolean NOT NULL,
  scope text NOT NULL,
  requested text,
  licences text[],
  part text NOT NULL,
  file text NOT NULL,
  line integer,
  -- Package URLs that this one needs, for the ways that lead to a package.
  uses text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX dependency_project ON projects.dependency (project, name);
CREATE INDEX dependency_name ON projects.dependency (lower(name), ecosystem);

-- What a person said about a technology; a scan never changes it.
CREATE TABLE projects.technology_override (
  project uuid NOT NULL REFERENCES projects.project ON DELETE CASCADE,
  technology text NOT NULL,
  part text NOT NULL DEFAULT '',
  verdict text NOT NULL CHECK (verdict IN ('confirmed', 'rejected', 'added')),
  said_by text NOT NULL,
  said_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (project, technology, part)
);

-- The newest word of each other system about a project; health, risk and order are reckoned from it.
CREATE TABLE projects.signal (
  project uuid NOT NULL REFERENCES projects.project ON DELETE CASCADE,
  source text NOT NULL,
  level text NOT NULL,
  value double precision,
  sentence text NOT NULL,
  evidence jsonb NOT NULL DEFAULT '{}',
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (project, source)
);

-- A command that Optimus started. (pid, start_time) finds it again after a restart of Optimus.
CREATE TABLE projects.command_run (
  id uuid PRIMARY KEY,
  project uuid NOT NULL REFERENCES projects.project ON DELETE CASCADE,
  command text NOT NULL,
  host text NOT NULL,
  -- What was started, as the supervisor needs it to start it again.
  spec jsonb NOT NULL,
  pid integer,
  start_time text,
  log_path text NOT NULL,
  ports integer[] NOT NULL DEFAULT '{}',
  restarts integer NOT NULL DEFAULT 0,
  state text NOT NULL CHECK (state IN ('starting', 'running', 'healthy', 'stopped', 'failed')),
  sentence text,
  started_by text NOT NULL,
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz(3)
);
CREATE INDEX command_run_project ON projects.command_run (project, command, started_at DESC);
CREATE INDEX command_run_open ON projects.command_run (host) WHERE ended_at IS NULL;

-- How each root looked at the last scan.
CREATE TABLE projects.root (
  host text NOT NULL,
  path text NOT NULL,
  problem text,
  scanned_at timestamptz(3) NOT NULL,
  PRIMARY KEY (host, path)
);
