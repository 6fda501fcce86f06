import { homedir } from 'node:os'
import { program } from '#kernel/actor.ts'
import { coalesce } from '#kernel/coalesce.ts'
import { Election } from '#kernel/election.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { events } from './events.ts'
import type { MappedProcess, ProcessMap, ProcessMapChanges, ProjectPlace, StartedRun } from './processes/process.ts'
import { createEngineContainerReader } from './processes/providers/engine-containers.ts'
import { createProcessReader } from './processes/providers/index.ts'
import type { ProcessReader } from './processes/providers/port.ts'
import { ProcessSampler } from './processes/providers/process-sampler.ts'
import { isAlive } from './processes/process-tree.ts'
import { nothingRuns, type Running } from './running.ts'
import { settleMilliseconds } from './settle.ts'

/** Shared by the sampler and whoever stops or awaits processes: it remembers what cannot change. */
export const processReader: ProcessReader = createProcessReader()

let watch: ProcessWatch | null = null

/** What runs of a project of this host; null while nobody has looked, or when it lies on another host. */
export function runningOf(project: { readonly id: string; readonly host: string }): Running | null {
  if (!watch || project.host !== watch.host) return null
  const running = watch.running
  return running === null ? null : (running.get(project.id) ?? nothingRuns)
}

/** The newest map of this host's processes; null before the first pass. */
export function processMap(): ProcessMap | null {
  return watch?.map ?? null
}

/** Looks now instead of at the next beat; for whoever has just started or stopped something. */
export async function lookAtProcesses(): Promise<ProcessMap | null> {
  return (await watch?.look()) ?? null
}

/** Starts to look at the processes of this host every two seconds; the answer stops it. */
export async function beginProcessWatch(kernel: Kernel): Promise<() => Promise<void>> {
  const begun = new ProcessWatch(kernel)
  await begun.begin()
  watch = begun
  return async () => {
    watch = null
    await begun.stop()
  }
}

/** Keeps the map current on every node; the elected node of the host tells the news of it. */
class ProcessWatch {
  readonly host: string
  readonly #kernel: Kernel
  readonly #election: Election
  readonly #sampler: ProcessSampler
  #places: readonly ProjectPlace[] = []
  #started: readonly StartedRun[] = []
  #running: ReadonlyMap<string, Running> | null = null
  #readBegan = 0
  #stopListening = (): void => {}
  #starting: NodeJS.Timeout | undefined

  constructor(kernel: Kernel) {
    this.host = kernel.host.id
    this.#kernel = kernel
    this.#election = new Election(kernel, `projects.processes:${kernel.host.id}`)
    this.#sampler = new ProcessSampler({
      reader: {
        read: () => {
          this.#readBegan = performance.now()
          return processReader.read()
        },
      },
      containers: createEngineContainerReader(),
      projects: () => this.#places,
      started: () => this.#started,
      home: homedir(),
      onPass: (map) => (this.#running = countRunning(map)),
      onChanges: (changes, map) => void this.#tell(changes, map),
      onError: (error) => kernel.log.warn({ err: error }, 'processes could not be read; trying again'),
    })
  }

  get map(): ProcessMap | null {
    return this.#sampler.map
  }

  get running(): ReadonlyMap<string, Running> | null {
    return this.#running
  }

  /** A pass that was under way already may not have seen what the caller has just done. */
  async look(): Promise<ProcessMap | null> {
    const asked = performance.now()
    const map = await this.#sampler.refresh()
    return this.#readBegan < asked ? this.#sampler.refresh() : map
  }

  async begin(): Promise<void> {
    await this.#readPlaces()
    await this.#election.begin()
    const readAgain = coalesce(() => this.#readPlaces())
    this.#stopListening = this.#kernel.live.listen((event) => {
      if (placesChange.has(event.name)) readAgain()
    })
    this.#starting = setTimeout(() => this.#sampler.start(), settleMilliseconds)
  }

  async stop(): Promise<void> {
    clearTimeout(this.#starting)
    this.#stopListening()
    await this.#sampler.stop()
    await this.#election.stop()
  }

  async #readPlaces(): Promise<void> {
    try {
      const projects = await this.#kernel.query<ProjectPlace>(
        'SELECT id, name, path AS root FROM projects.project WHERE host = $1 AND missing_since IS NULL',
        [this.host],
        'projects.places',
      )
      const runs = await this.#kernel.query<StartedRun>(
        `SELECT id AS run, project, pid, start_time AS "startTime" FROM projects.command_run WHERE host = $1 AND ended_at IS NULL AND pid IS NOT NULL`,
        [this.host],
        'projects.started',
      )
      this.#places = projects.rows
      this.#started = runs.rows
    } catch (error) {
      this.#kernel.log.warn({ err: error }, 'the places of projects could not be read; trying again at the next change')
    }
  }

  /** One event for each project whose processes came, went or opened a port; what belongs to nobody is not news. */
  async #tell(changes: ProcessMapChanges, map: ProcessMap): Promise<void> {
    if (!this.#election.elected) return
    const touched = new Set([...changes.appeared, ...changes.changed].flatMap(ownerOf))
    const owners = new Set(map.processes.flatMap(ownerOf))
    // Who is gone is not in the map any more: every project that had processes then or now may have lost one.
    if (changes.gone.length > 0) for (const project of this.#told.union(owners)) touched.add(project)
    this.#told = owners
    if (touched.size === 0) return
    const ctx = this.#kernel.context(program)
    await ctx
      .transaction(async (inside) => {
        for (const project of touched) await inside.emit(events.processes_changed, { project }, project)
      })
      .catch((error: unknown) => this.#kernel.log.warn({ err: error }, 'news of processes could not be told'))
  }

  #told = new Set<string>()
}

const placesChange = new Set<string>([
  events.found.name,
  events.moved.name,
  events.missing.name,
  events.project_deleted.name,
  events.command_changed.name,
  events.changed.name,
])

function ownerOf(entry: MappedProcess): string[] {
  return entry.owner.known ? [entry.owner.project] : []
}

function countRunning(map: ProcessMap): Map<string, Running> {
  const groups = Map.groupBy(
    map.processes.filter((entry) => entry.owner.known && isAlive(entry.process)),
    (entry) => (entry.owner as { project: string }).project,
  )
  const ports = Map.groupBy(
    map.ports.filter((held) => held.owner.known && held.protocol === 'tcp'),
    (held) => (held.owner as { project: string }).project,
  )
  const projects = new Set([...groups.keys(), ...ports.keys()])
  return new Map(
    [...projects].map((project) => {
      const listening = new Set((ports.get(project) ?? []).map((held) => held.port))
      return [project, { processes: groups.get(project)?.length ?? 0, ports: [...listening].sort((a, b) => a - b) }]
    }),
  )
}
