/** One entry of the server's log, as configuration.ts has it written. */
export type LogEntry = { readonly level: string; readonly pid: number | undefined; readonly text: string }

export type Failure = {
  readonly code: string
  readonly sentence: string
  /** True where another try in a moment may succeed: an old server is still ending. */
  readonly passing: boolean
}

type Facts = {
  /** The folder of the database, to be named in sentences. */
  readonly folder: string
  readonly freeBytes: number | undefined
  readonly ending: string
}

/** Parses lines of the log; a line without a level (DETAIL and HINT aside) is another program's word. */
export function parseLog(text: string): LogEntry[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseLine)
}

function parseLine(line: string): LogEntry {
  const match = /^\S+ \S+ \S+ \[(\d+)\] (?:\S+ )?([A-Z]+[0-9]?): {1,2}(.*)$/.exec(line)
  if (!match) return { level: '', pid: undefined, text: line.trim() }
  return { level: match[2] ?? '', pid: Number(match[1]), text: match[3] ?? '' }
}

/** True once the log says that clients may connect. */
export function saysReady(entries: readonly LogEntry[]): boolean {
  return entries.some(({ level, text }) => level === 'LOG' && text.includes('ready to accept connections'))
}

/** Why the server did not start, from its last words and what is known about the disk. */
export function explain(entries: readonly LogEntry[], facts: Facts): Failure {
  const words = entries.map(({ text }) => text).join('\n')
  // On a full disk the log itself cannot be written.
  const full = facts.freeBytes !== undefined && facts.freeBytes < fullBelow
  const known = full ? causes[0] : causes.find(({ pattern }) => pattern.test(words))
  if (!known) {
    return { code: 'postgres_failed', sentence: `Postgres did not start (${facts.ending}). Its last words are below.`, passing: false }
  }
  return { code: known.code, sentence: known.sentence.replaceAll('{folder}', facts.folder), passing: known.passing ?? false }
}

/** Less than this cannot hold what a start writes. */
const fullBelow = 256 * 1024

type Cause = { pattern: RegExp; code: string; sentence: string; passing?: boolean }

const causes: readonly Cause[] = [
  {
    pattern: /No space left on device|Disk quota exceeded/,
    code: 'disk_full',
    sentence: 'The disk that holds {folder} is full. Free some space and start again; the data is safe.',
  },
  {
    pattern: /lock file ".*" already exists|pre-existing shared memory block|Is another postmaster|Address already in use/,
    code: 'postgres_busy',
    sentence: 'Another Postgres still uses {folder} and did not end in time. Stop it and start again.',
    passing: true,
  },
  {
    pattern: /Read-only file system/,
    code: 'read_only',
    sentence: '{folder} lies on a read-only file system. Set OPTIMUS_HOME to a folder that can be written.',
  },
  {
    pattern: /could not (?:create|resize|map|open) (?:anonymous )?shared memory|Cannot allocate memory|out of memory/,
    code: 'out_of_memory',
    sentence: 'There is too little memory for Postgres: it needs about 150 MB (and /dev/shm in a container). Free some and start again.',
  },
  {
    pattern: /Permission denied|wrong ownership|invalid permissions|could not change directory/,
    code: 'no_permission',
    sentence:
      '{folder} does not belong to the user that Postgres runs as. Start Optimus as the user who started it first, or give the folder back to that user.',
  },
  {
    pattern: /files are incompatible with server|initialized by PostgreSQL version/,
    code: 'postgres_version',
    sentence: '{folder} was made by another version of Postgres. Start the Optimus release that made it, or restore a backup.',
  },
  {
    pattern: /contains errors|unrecognized configuration parameter|invalid value for parameter|could not load library/,
    code: 'postgres_settings',
    sentence: 'A setting made with ALTER SYSTEM keeps Postgres from starting. Correct it in {folder}/data/postgresql.auto.conf.',
  },
  {
    pattern: /error while loading shared libraries|cannot execute|Exec format error/,
    code: 'postgres_programs',
    sentence:
      'The Postgres programs in node_modules cannot run. Run bin/setup; if that does not help, set DATABASE_URL to a Postgres of your own.',
  },
  {
    pattern:
      /checkpoint record|pg_control|incorrect checksum|WAL ended before|could not (?:open|read|access) (?:file|directory)|not (?:a|in the) (?:valid data directory|database cluster|correct format)|could not find the database system|invalid data in file/i,
    code: 'postgres_damaged',
    sentence: 'The database files in {folder}/data are damaged. Move the folder away and restore a backup; nothing was changed.',
  },
]
