import type { ListeningPort } from '../process.ts'
import { parseSocketLine } from '../socket-table.ts'
import type { Procfs } from './procfs.ts'

/** A process as far as its sockets are concerned. */
export interface SocketHolder {
  readonly pid: number
  readonly startTicks: number
  readonly userId: number | null
  /** null: may not be asked, taken to be the reader's own. */
  readonly network: string | null
  /** New, or running another program than in the pass before. */
  readonly fresh: boolean
}

export interface SocketJoin {
  /** Joins this pass's processes with the listening sockets. */
  update(holders: readonly SocketHolder[]): void
  /** null: its descriptors may not be read. */
  portsOf(pid: number): readonly ListeningPort[] | null
  unheldPorts(): ListeningPort[]
  readonly descriptorsRead: number
}

/**
 * Finds which process listens where by the inode of the socket. Reading every
 * descriptor of every process is what makes this costly, so they are read only
 * of new processes, and of others when a socket appears that nobody is known to hold.
 */
export function createSocketJoin(procfs: Procfs): SocketJoin {
  const join: Join = {
    procfs,
    ownNetwork: linkOrEmpty(procfs, 'self/ns/net'),
    held: new Map(),
    searched: new Map(),
    tables: new Map(),
    before: new Set(),
    pass: 0,
    descriptorsRead: 0,
  }
  return {
    update: (holders) => updateJoin(join, holders),
    portsOf: (pid) => {
      const found = join.held.get(pid)
      return found === undefined ? NONE : found.inodes === null ? null : found.ports
    },
    unheldPorts: () => {
      const known = heldInodes(join.held)
      return [...(join.tables.get(join.ownNetwork) ?? [])].filter(([inode]) => !known.has(inode)).map(([, entry]) => entry.port)
    },
    get descriptorsRead() {
      return join.descriptorsRead
    },
  }
}

interface Join {
  readonly procfs: Procfs
  readonly ownNetwork: string
  readonly held: Map<number, Held>
  /** Sockets whose holder was looked for in vain, and in which pass. */
  readonly searched: Map<number, number>
  tables: Tables
  /** The sockets of the pass before. */
  before: ReadonlySet<number>
  pass: number
  descriptorsRead: number
}

function updateJoin(join: Join, holders: readonly SocketHolder[]): void {
  join.pass += 1
  join.before = new Set([...join.tables.values()].flatMap((table) => [...table.keys()]))
  join.tables = readTables(join, holders)
  const alive = new Set(holders.map(({ pid }) => pid))
  for (const pid of join.held.keys()) if (!alive.has(pid)) join.held.delete(pid)
  for (const holder of holders) {
    const table = tableOf(join, holder)
    if (table.size > 0 && isDue(join, holder)) checkDescriptors(join, holder)
  }
  search(join, holders)
  for (const holder of holders) assignPorts(join.held.get(holder.pid), tableOf(join, holder))
  for (const [inode, at] of join.searched) if (!join.before.has(inode) && at !== join.pass) join.searched.delete(inode)
}

function isDue({ held, pass }: Join, holder: SocketHolder): boolean {
  const earlier = held.get(holder.pid)
  if (earlier === undefined || holder.fresh) return true
  if (earlier.inodes === null || earlier.inodes.size === 0) return false
  // Just after a fork a child still has its parent's sockets, so what was seen first is checked once more.
  return earlier.isFirst || (holder.pid + pass) % RECHECK_PASSES === 0
}

function checkDescriptors(join: Join, holder: SocketHolder): Held {
  const { found, read } = readSocketInodes(join.procfs, holder.pid, tableOf(join, holder))
  join.descriptorsRead += read
  const earlier = join.held.get(holder.pid)
  const isFirst = holder.fresh || earlier?.inodes === undefined || earlier.inodes === null || earlier.inodes.size === 0
  const held: Held = { inodes: found, ports: NONE, checkedAt: join.pass, isFirst }
  if (!holder.fresh && earlier !== undefined) held.ports = earlier.ports
  join.held.set(holder.pid, held)
  return held
}

function search(join: Join, holders: readonly SocketHolder[]): void {
  const wanted = wantedInodes(join)
  if (wanted.size === 0) return
  for (const holder of likeliestFirst(holders, wanted)) {
    if (wanted.size === 0) break
    if (join.held.get(holder.pid)?.checkedAt === join.pass) continue
    for (const inode of checkDescriptors(join, holder).inodes ?? []) wanted.delete(inode)
  }
  for (const inode of wanted.keys()) join.searched.set(inode, join.pass)
}

const RECHECK_PASSES = 16
/** Other namespaces are many where containers are; each costs four files, so at most this many per pass. */
const OTHER_NETWORKS_PER_PASS = 8
const DESCRIPTORS_AT_MOST = 10_000
const NONE: readonly ListeningPort[] = []
const TABLES = [
  ['tcp', 'tcp'],
  ['tcp6', 'tcp'],
  ['udp', 'udp'],
  ['udp6', 'udp'],
] as const

interface Listener {
  readonly port: ListeningPort
  readonly userId: number
}

/** By socket inode, which is unique on the host, whatever the namespace. */
type Table = ReadonlyMap<number, Listener>
type Tables = Map<string, Table>

interface Held {
  /** null: not permitted. */
  readonly inodes: ReadonlySet<number> | null
  ports: readonly ListeningPort[]
  readonly checkedAt: number
  readonly isFirst: boolean
}

function readTables({ procfs, ownNetwork, pass, tables: earlier }: Join, holders: readonly SocketHolder[]): Tables {
  const others = new Map<string, number>()
  for (const { network, pid } of holders) if (network !== null && network !== ownNetwork) others.set(network, pid)
  const tables: Tables = new Map([[ownNetwork, readTable(procfs, 'self/net', true)]])
  const turns = Math.max(1, Math.ceil(others.size / OTHER_NETWORKS_PER_PASS))
  for (const [turn, [network, pid]] of [...others].entries()) {
    const known = earlier.get(network)
    tables.set(network, known === undefined || turn % turns === pass % turns ? readTable(procfs, `${pid}/net`, false) : known)
  }
  return tables
}

function readTable(procfs: Procfs, folder: string, onHost: boolean): Table {
  const table = new Map<number, Listener>()
  for (const [file, protocol] of TABLES) {
    procfs.lines(`${folder}/${file}`, (line) => {
      const entry = parseSocketLine(line)
      if (entry?.listening && entry.inode !== 0) {
        const { address, port, userId } = entry
        table.set(entry.inode, { port: { protocol, address, port, onHost }, userId })
      }
      // The kernel lists listening TCP sockets before all others, so a busy server costs no more than an idle one.
      return entry === null || entry.listening || protocol === 'udp'
    })
  }
  return table
}

function readSocketInodes(procfs: Procfs, pid: number, table: Table): { found: Set<number> | null; read: number } {
  const names = procfs.names(`${pid}/fd`)
  if (!names.ok) return { found: names.denial === 'not-permitted' ? null : new Set(), read: 1 }
  const found = new Set<number>()
  const descriptors = names.value.slice(0, DESCRIPTORS_AT_MOST)
  for (const descriptor of descriptors) {
    const link = procfs.link(`${pid}/fd/${descriptor}`)
    if (!link.ok || !link.value.startsWith('socket:[')) continue
    const inode = Number(link.value.slice(8, -1))
    if (table.has(inode)) found.add(inode)
  }
  return { found, read: descriptors.length + 1 }
}

/** Sockets worth a search: held by nobody known, not searched for lately, and not a passing UDP question. */
function wantedInodes({ tables, held, searched, before, pass }: Join): Map<number, Listener> {
  const known = heldInodes(held)
  const wanted = new Map<number, Listener>()
  for (const [inode, listener] of [...tables.values()].flatMap((table) => [...table])) {
    if (known.has(inode) || pass - (searched.get(inode) ?? -RECHECK_PASSES) < RECHECK_PASSES) continue
    if (listener.port.protocol === 'udp' && pass > 1 && !before.has(inode)) continue
    wanted.set(inode, listener)
  }
  return wanted
}

/** Processes of the socket's user first, and the youngest among them: a new socket mostly belongs to a new server. */
function likeliestFirst(holders: readonly SocketHolder[], wanted: ReadonlyMap<number, Listener>): SocketHolder[] {
  const users = new Set([...wanted.values()].map(({ userId }) => userId))
  const rank = ({ userId }: SocketHolder): number => (userId !== null && users.has(userId) ? 0 : 1)
  return holders.toSorted((left, right) => rank(left) - rank(right) || right.startTicks - left.startTicks)
}

function tableOf({ tables, ownNetwork }: Join, holder: SocketHolder): Table {
  return tables.get(holder.network ?? ownNetwork) ?? EMPTY
}

const EMPTY: Table = new Map()

function assignPorts(held: Held | undefined, table: Table): void {
  if (held?.inodes === undefined || held.inodes === null) return
  const ports = [...held.inodes].flatMap((inode) => table.get(inode)?.port ?? [])
  // The same list object while nothing changed spares everyone above a comparison.
  if (JSON.stringify(ports) !== JSON.stringify(held.ports)) held.ports = ports
}

function heldInodes(held: ReadonlyMap<number, Held>): Set<number> {
  return new Set([...held.values()].flatMap(({ inodes }) => [...(inodes ?? [])]))
}

function linkOrEmpty(procfs: Procfs, path: string): string {
  const link = procfs.link(path)
  return link.ok ? link.value : ''
}
