import type { Change, WorkTreeState } from './facts.ts'
import { readableName, splitAtNul } from './fields.ts'

export interface StatusReport {
  /** null on a branch without commits. */
  readonly commit: string | null
  /** null when detached. */
  readonly branch: string | null
  readonly upstream: string | null
  /** null without an upstream, or when the upstream branch is gone. */
  readonly ahead: number | null
  readonly behind: number | null
  readonly workTree: WorkTreeState
  /** Paths of submodules whose checked-out commit differs from the recorded one. */
  readonly movedSubmodules: readonly string[]
}

/**
 * Reads `git status --porcelain=v2 --branch -z`
 * (git-status documentation, "Porcelain Format Version 2").
 */
export function parseStatus(output: Buffer): StatusReport {
  const headers = new Map<string, string>()
  const tally: Tally = { staged: 0, unstaged: 0, untracked: 0, conflicted: 0, changes: [], movedSubmodules: [] }
  const records = splitAtNul(output)
  for (let at = 0; at < records.length; at += 1) {
    const record = records[at]!
    const kind = String.fromCharCode(record[0] ?? 0)
    if (kind === '#') readHeader(record.toString('utf8'), headers)
    else countEntry(tally, kind, record)
    // A renamed entry is followed by its old name as a record of its own.
    if (kind === '2') at += 1
  }
  const { movedSubmodules, ...workTree } = tally
  return { ...branchFrom(headers), workTree: { clean: isClean(tally), ...workTree }, movedSubmodules }
}

/** Reads the file HEAD: a branch, which may have no commit yet, or a commit. */
export function parseHeadFile(text: string): Pick<StatusReport, 'branch' | 'commit'> | null {
  const branch = /^ref: refs\/heads\/(.+?)\s*$/.exec(text)?.[1]
  if (branch !== undefined) return { branch, commit: null }
  const commit = /^([0-9a-f]{40}|[0-9a-f]{64})\s*$/.exec(text)?.[1]
  return commit === undefined ? null : { branch: null, commit }
}

const LISTED_CHANGES = 100

interface Tally {
  staged: number
  unstaged: number
  untracked: number
  conflicted: number
  readonly changes: Change[]
  readonly movedSubmodules: string[]
}

function readHeader(line: string, headers: Map<string, string>): void {
  const [, key, value] = /^# (\S+) (.*)$/s.exec(line) ?? []
  if (key !== undefined && value !== undefined) headers.set(key, value)
}

function countEntry(tally: Tally, kind: string, record: Buffer): void {
  const code = record.toString('latin1', 2, 4)
  if (kind === '?') {
    tally.untracked += 1
    list(tally, { kind: 'untracked', code: '??' }, record.subarray(2))
  } else if (kind === 'u') {
    tally.conflicted += 1
    list(tally, { kind: 'conflicted', code }, afterFields(record, 10))
  } else if (kind === '1' || kind === '2') {
    const path = afterFields(record, kind === '1' ? 8 : 9)
    if (code[0] !== '.') tally.staged += 1
    if (code[1] !== '.') tally.unstaged += 1
    if (record.toString('latin1', 5, 7) === 'SC') tally.movedSubmodules.push(readableName(path))
    list(tally, { kind: 'tracked', code }, path)
  }
}

function list(tally: Tally, change: Omit<Change, 'path'>, path: Buffer): void {
  if (tally.changes.length < LISTED_CHANGES) tally.changes.push({ path: readableName(path), ...change })
}

/** The rest of a record after this many space-separated fields; the path itself may contain spaces. */
function afterFields(record: Buffer, count: number): Buffer {
  let start = 0
  for (let field = 0; field < count; field += 1) {
    const space = record.indexOf(0x20, start)
    if (space < 0) return Buffer.alloc(0)
    start = space + 1
  }
  return record.subarray(start)
}

function isClean(tally: Tally): boolean {
  return tally.staged + tally.unstaged + tally.untracked + tally.conflicted === 0
}

function branchFrom(headers: Map<string, string>): Omit<StatusReport, 'workTree' | 'movedSubmodules'> {
  const commit = headers.get('branch.oid') ?? '(initial)'
  const branch = headers.get('branch.head') ?? '(detached)'
  const [, ahead, behind] = /^\+(\d+) -(\d+)$/.exec(headers.get('branch.ab') ?? '') ?? []
  return {
    commit: commit === '(initial)' ? null : commit,
    branch: branch === '(detached)' ? null : branch,
    upstream: headers.get('branch.upstream') ?? null,
    ahead: ahead === undefined ? null : Number(ahead),
    behind: behind === undefined ? null : Number(behind),
  }
}
