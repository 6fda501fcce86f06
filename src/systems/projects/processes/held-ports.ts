import { programName } from './command-line.ts'
import { containerOwner, describedContainer } from './container-owner.ts'
import type { HeldPort, MappedProcess, ProcessMap, RunningContainer } from './process.ts'
import type { MappingInput, Surroundings } from './surroundings.ts'

/** Every port that answers on this host, by process, by container, or by nobody that can be seen. */
export function heldPorts(processes: readonly MappedProcess[], input: MappingInput, around: Surroundings): HeldPort[] {
  const byProcess = processes.flatMap(portsOfProcess)
  const seen = new Set(byProcess.map(keyOf))
  const containers = input.containers.known ? input.containers.containers : []
  const published = containers.flatMap((container) => portsOfContainer(container, around)).filter((port) => !seen.has(keyOf(port)))
  for (const port of published) seen.add(keyOf(port))
  const unheld = input.snapshot.unheldPorts
    .map((port): HeldPort => ({
      protocol: port.protocol,
      address: port.address,
      port: port.port,
      pid: null,
      name: null,
      container: null,
      owner: { known: false, reason: 'The process that listens here cannot be seen by this user.' },
    }))
    .filter((port) => !seen.has(keyOf(port)))
  return [...byProcess, ...published, ...unheld].toSorted((left, right) => left.port - right.port)
}

/** Who answers on a port; several when it is bound on different addresses or shared. */
export function whoHolds(port: number, map: Pick<ProcessMap, 'ports'>, protocol: HeldPort['protocol'] = 'tcp'): HeldPort[] {
  return map.ports.filter((held) => held.port === port && held.protocol === protocol)
}

/** e.g. "Port 3000 is held by node (pid 4711) of shop." */
export function holderSentence(held: HeldPort, projectName: (id: string) => string): string {
  const who = held.name === null ? held.container : `${held.name} (pid ${held.pid})`
  const whose = held.owner.known ? ` of ${projectName(held.owner.project)}` : ''
  return who === null ? `Port ${held.port} is held by a process that this user cannot see.` : `Port ${held.port} is held by ${who}${whose}.`
}

export interface ConfiguredPort {
  readonly project: string
  readonly port: number
  readonly protocol: HeldPort['protocol']
  /** Where it is configured, e.g. "compose.yml:12". */
  readonly source: string
}

export interface PortConflict {
  readonly port: number
  readonly protocol: HeldPort['protocol']
  /** Of more than one project, or of one that finds its port taken. */
  readonly wanted: readonly ConfiguredPort[]
  /** Holders that none of the wanting projects owns. */
  readonly strangers: readonly HeldPort[]
}

/** Ports that two projects are configured for, or that somebody else holds already. */
export function portConflicts(configured: readonly ConfiguredPort[], map: Pick<ProcessMap, 'ports'>): PortConflict[] {
  const groups = Map.groupBy(configured, ({ protocol, port }) => `${protocol}/${port}`)
  return [...groups.values()]
    .map((wanted): PortConflict => {
      const { port, protocol } = wanted[0]!
      const wanting = new Set(wanted.map(({ project }) => project))
      const strangers = whoHolds(port, map, protocol).filter(({ owner }) => !owner.known || !wanting.has(owner.project))
      return { port, protocol, wanted, strangers }
    })
    .filter(({ wanted, strangers }) => strangers.length > 0 || new Set(wanted.map(({ project }) => project)).size > 1)
}

function portsOfProcess({ process, owner }: MappedProcess): HeldPort[] {
  const name = programName(process.command, process.name)
  return (process.ports ?? [])
    .filter(({ onHost }) => onHost)
    .map(({ protocol, address, port }) => ({
      protocol,
      address,
      port,
      pid: process.pid,
      name,
      container: process.container?.id ?? null,
      owner,
    }))
}

function portsOfContainer(container: RunningContainer, around: Surroundings): HeldPort[] {
  const owner = containerOwner({ id: container.id, runtime: 'docker' }, around)
  return container.published.map(({ protocol, address, hostPort }) => ({
    protocol,
    address,
    port: hostPort,
    pid: null,
    name: null,
    container: describedContainer(container),
    owner,
  }))
}

function keyOf({ protocol, address, port }: Pick<HeldPort, 'protocol' | 'address' | 'port'>): string {
  return `${protocol}/${address}/${port}`
}
