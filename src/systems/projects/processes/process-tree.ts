import type { ObservedProcess, ProcessIdentity } from './process.ts'

export type TreeProcess = Pick<ObservedProcess, 'pid' | 'startTime' | 'parentPid' | 'groupId' | 'sessionId' | 'state' | 'marker' | 'kernel'>

export interface TreeTarget {
  readonly root: ProcessIdentity
  /** The OPTIMUS_RUN of the tree; finds what left it by a double fork. */
  readonly run?: string | null
  /** Never part of the tree: the server itself and its parents. */
  readonly spared?: ReadonlySet<number>
  /** Found in an earlier look; still part of the tree after its parent ended. */
  readonly found?: ReadonlySet<string>
}

/**
 * The processes that belong to one run: its root, whoever is in the session or
 * group the root leads, whoever carries its marker, and all their children.
 * Processes marked by another run, and pids that were reused, do not.
 */
export function treeMembers<Row extends TreeProcess>(rows: readonly Row[], target: TreeTarget): Row[] {
  const candidates = rows.filter((row) => mayBelong(row, target))
  const members = new Map<number, Row>()
  for (const row of candidates) if (isSeed(row, target)) members.set(row.pid, row)
  const sessions = ownSessions([...members.values()], target)
  for (const row of candidates) {
    if (row.sessionId !== null && sessions.has(row.sessionId)) members.set(row.pid, row)
    else if (isInRootGroup(row, members, target)) members.set(row.pid, row)
  }
  addChildren(members, candidates)
  return [...members.values()]
}

export function identityKey({ pid, startTime }: ProcessIdentity): string {
  return `${pid}@${startTime}`
}

/** A zombie has ended; only its parent has not yet asked how. */
export function isAlive({ state }: Pick<ObservedProcess, 'state'>): boolean {
  return state !== 'zombie'
}

/** The process and all its parents up to the first. */
export function withAncestors(rows: readonly TreeProcess[], pid: number): Set<number> {
  const parents = new Map(rows.map((row) => [row.pid, row.parentPid]))
  const line = new Set<number>()
  for (let at: number | undefined = pid; at !== undefined && at > 0 && !line.has(at); at = parents.get(at)) line.add(at)
  return line
}

function mayBelong(row: TreeProcess, { root, run, spared }: TreeTarget): boolean {
  if (row.pid <= 1 || row.kernel || spared?.has(row.pid)) return false
  if (row.pid === root.pid && row.startTime !== root.startTime) return false
  const marked = row.marker?.run ?? null
  return marked === null || !run || marked === run
}

function isSeed(row: TreeProcess, { root, run, found }: TreeTarget): boolean {
  if (row.pid === root.pid && row.startTime === root.startTime) return true
  if (run && row.marker?.run === run) return true
  return found?.has(identityKey(row)) ?? false
}

/**
 * Sessions led by the root. A session keeps its number from being reused while
 * anyone is in it, but only a member we know proves that it is still the same one.
 */
function ownSessions(members: readonly TreeProcess[], { root }: TreeTarget): Set<number> {
  return new Set(members.some(({ sessionId }) => sessionId === root.pid) ? [root.pid] : [])
}

function isInRootGroup(row: TreeProcess, members: ReadonlyMap<number, TreeProcess>, { root }: TreeTarget): boolean {
  return row.groupId === root.pid && members.get(root.pid)?.groupId === root.pid
}

function addChildren<Row extends TreeProcess>(members: Map<number, Row>, candidates: readonly Row[]): void {
  const children = Map.groupBy(candidates, ({ parentPid }) => parentPid)
  const open = [...members.keys()]
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    for (const child of children.get(pid) ?? []) {
      if (members.has(child.pid)) continue
      members.set(child.pid, child)
      open.push(child.pid)
    }
  }
}
