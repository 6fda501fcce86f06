import type { ListeningPort, ObservedProcess, ProcessState, UnknownPart } from './process.ts'

/** The fields of systeminformation's process and connection lists that are used. */
export interface LibraryProcess {
  readonly pid: number
  readonly parentPid: number
  readonly name: string
  readonly cpu: number
  readonly memRss: number
  readonly started: string
  readonly state: string
  readonly command: string
  readonly params: string
  readonly path: string
}

export interface LibraryConnection {
  readonly protocol: string
  readonly localAddress: string
  readonly localPort: string
  readonly state: string
  readonly pid: number | null
}

/** Ports by pid; those of nobody visible under null. */
export function listenersFrom(connections: readonly LibraryConnection[]): Map<number | null, ListeningPort[]> {
  const ports = new Map<number | null, ListeningPort[]>()
  for (const connection of connections) {
    const port = portFrom(connection)
    if (port === null) continue
    const pid = connection.pid || null
    ports.set(pid, [...(ports.get(pid) ?? []), port])
  }
  return ports
}

/** What this library cannot tell is unknown here; a start time without a zone is local time. */
export function processFrom(entry: LibraryProcess, ports: readonly ListeningPort[]): ObservedProcess {
  const started = Date.parse(entry.started.replace(' ', 'T'))
  return {
    pid: entry.pid,
    startTime: entry.started,
    startedAt: new Date(Number.isNaN(started) ? 0 : started).toISOString(),
    parentPid: entry.parentPid,
    groupId: null,
    sessionId: null,
    name: entry.name,
    state: STATES[entry.state] ?? 'unknown',
    kernel: false,
    command: wordsOf(entry),
    cwd: null,
    executable: executableOf(entry),
    userId: null,
    container: null,
    marker: null,
    cpuPercent: Math.round(entry.cpu * 10) / 10,
    residentBytes: entry.memRss * 1024,
    ports,
    unknowns: UNTOLD,
  }
}

const UNTOLD: readonly UnknownPart[] = (['cwd', 'userId', 'container', 'marker'] as const).map((part) => ({
  part,
  reason: 'not-told-by-this-system' as const,
}))

const STATES: Readonly<Record<string, ProcessState>> = {
  running: 'running',
  sleeping: 'sleeping',
  idle: 'idle',
  waiting: 'waiting',
  blocked: 'waiting',
  stopped: 'stopped',
  zombie: 'zombie',
}

function portFrom({ protocol, localAddress, localPort, state }: LibraryConnection): ListeningPort | null {
  const isTcp = protocol.startsWith('tcp')
  const port = Number(localPort)
  if (!Number.isInteger(port) || port <= 0 || (isTcp && state !== 'LISTEN')) return null
  const address = localAddress === '*' ? (protocol.endsWith('6') ? '::' : '0.0.0.0') : localAddress.replace(/^\[|\]$/g, '')
  return { protocol: isTcp ? 'tcp' : 'udp', address, port, onHost: true }
}

/** The library joins arguments with spaces; a path with a space cannot be told from two words. */
function wordsOf({ command, params, path }: LibraryProcess): string[] {
  const program = path !== '' && !command.includes('/') ? `${path.replace(/\/$/, '')}/${command}` : command
  return [program, ...params.split(' ').filter((word) => word !== '')]
}

function executableOf(entry: LibraryProcess): string | null {
  const [program] = wordsOf(entry)
  return program?.startsWith('/') ? program : null
}
