import type { GitFailure, GitProblemCode } from './facts.ts'
import { withoutCredentials } from './credentials.ts'

/** How git ended, its messages in English (LC_ALL=C). */
export interface GitEnd {
  readonly exitCode: number | null
  readonly signal: string | null
  readonly stderr: string
}

/** Turns git's own words into a code and one sentence without credentials. */
export function explainFailure(end: GitEnd): GitFailure {
  const message = withoutCredentials(lastMessage(end.stderr))
  const known = KNOWN.find(({ pattern }) => pattern.test(end.stderr))
  if (known !== undefined) return { code: known.code, sentence: message === '' ? known.says : `${known.says}: ${message}` }
  if (end.signal !== null) return { code: 'failed', sentence: `Git was ended by ${end.signal}.` }
  const ended = `Git ended with status ${end.exitCode}`
  return { code: 'failed', sentence: message === '' ? `${ended} and said nothing.` : `${ended}: ${message}` }
}

interface KnownFailure {
  readonly pattern: RegExp
  readonly code: GitProblemCode
  readonly says: string
}

// Order matters: the first match wins, and network refusals also mention permissions.
const KNOWN: readonly KnownFailure[] = [
  {
    pattern:
      /could not read (Username|Password)|Authentication failed|terminal prompts disabled|Permission denied \((publickey|password)|HTTP Basic: Access denied|returned error: 40[13]/i,
    code: 'authentication_failed',
    says: "The remote did not accept this machine's credentials",
  },
  {
    pattern:
      /Could not resolve host|Failed to connect|Connection (refused|reset|timed out|closed)|Network is unreachable|No route to host|Host key verification failed|The remote end hung up|SSL|early EOF/i,
    code: 'unreachable',
    says: 'The remote could not be reached',
  },
  { pattern: /transport '[^']*' not allowed/i, code: 'protocol_refused', says: 'The address uses a transport that Optimus does not run' },
  {
    pattern:
      /No such remote|does not appear to be a git repository|Repository not found|repository '[^']*' (not found|does not exist)|Could not read from remote repository/i,
    code: 'remote_missing',
    says: 'The remote repository was not found',
  },
  { pattern: /No space left on device|Disk quota exceeded/i, code: 'disk_full', says: 'The disk is full' },
  {
    pattern: /unknown (option|switch)|is not a git command/i,
    code: 'git_too_old',
    says: 'The installed git is older than 2.36 and cannot answer this',
  },
  {
    pattern: /Permission denied|Operation not permitted|dubious ownership/i,
    code: 'permission_denied',
    says: 'Git may not read this repository',
  },
  {
    pattern:
      /corrupt|bad (object|signature|index|config|tree|revision)|unable to (read|parse|unpack)|could not (read|parse)|missing (blob|tree|commit|object)|invalid (object|sha1|reference)|index file|packfile|broken|loose object|unknown repository extension|failed to (traverse|resolve)|fatal: failed to read/i,
    code: 'corrupt',
    says: 'The repository is damaged',
  },
  {
    pattern: /not a git repository|must be run in a work tree/i,
    code: 'not_a_repository',
    says: 'Git does not recognise this folder as a repository',
  },
]

/** The first fatal or error line; hints and progress around it explain less. */
function lastMessage(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const telling = lines.find((line) => /^(fatal|error):/.test(line)) ?? lines.at(-1) ?? ''
  return telling.replace(/^(fatal|error): /, '').slice(0, 300)
}
