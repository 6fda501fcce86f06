import { changesSince, hasChanges } from '../map-changes.ts'
import type { ToldProcesses } from '../map-changes.ts'
import { mapProcesses } from '../map-processes.ts'
import type { ContainerListing, ProcessMap, ProcessMapChanges, ProcessSnapshot, ProjectPlace, StartedRun } from '../process.ts'
import type { ContainerReader, ProcessReader } from './port.ts'

export interface SamplerOptions {
  readonly reader: ProcessReader
  readonly containers: ContainerReader
  /** Asked in each pass, so that a new project counts at once. */
  readonly projects: () => readonly ProjectPlace[]
  readonly started: () => readonly StartedRun[]
  readonly home: string | null
  /** Optimus itself, whose helpers are no project's; this process by default, null for nobody. */
  readonly self?: number | null
  /** Milliseconds between the beginnings of two passes; default 2 s. */
  readonly intervalMs?: number
  readonly onPass?: (map: ProcessMap, snapshot: ProcessSnapshot) => void
  /** Called only when something is worth telling. */
  readonly onChanges?: (changes: ProcessMapChanges, map: ProcessMap) => void
  /** A pass that failed; the map before stays and the next pass tries again. */
  readonly onError?: (error: unknown) => void
}

/** Keeps a map of this host's processes current until it is stopped. */
export class ProcessSampler {
  readonly #options: SamplerOptions
  #map: ProcessMap | null = null
  #told: ToldProcesses = new Map()
  #timer: NodeJS.Timeout | undefined
  #pass: Promise<ProcessMap | null> | null = null
  #running = false
  #readingMs = 0

  constructor(options: SamplerOptions) {
    this.#options = options
  }

  /** The newest map; null before the first pass is through. */
  get map(): ProcessMap | null {
    return this.#map
  }

  start(): void {
    if (this.#running) return
    this.#running = true
    void this.#loop()
  }

  /** Resolves when the last pass is through; nothing is called after that. */
  async stop(): Promise<void> {
    this.#running = false
    clearTimeout(this.#timer)
    await this.#pass
  }

  /** One pass now, or the one under way; null when it failed. */
  refresh(): Promise<ProcessMap | null> {
    this.#pass ??= this.#sample().finally(() => {
      this.#pass = null
    })
    return this.#pass
  }

  async #loop(): Promise<void> {
    const began = performance.now()
    await this.refresh()
    if (!this.#running) return
    const took = performance.now() - began
    // Where reading is slow, four times as long is left free as it took.
    const wait = Math.max((this.#options.intervalMs ?? INTERVAL_MS) - took, this.#readingMs * 4)
    this.#timer = setTimeout(() => void this.#loop(), wait)
    this.#timer.unref()
  }

  async #sample(): Promise<ProcessMap | null> {
    try {
      const began = performance.now()
      const snapshot = await this.#options.reader.read()
      this.#readingMs = performance.now() - began
      const containers = await this.#options.containers.read(containerIds(snapshot))
      this.#publish(snapshot, containers)
      return this.#map
    } catch (error) {
      this.#options.onError?.(error)
      return null
    }
  }

  #publish(snapshot: ProcessSnapshot, containers: ContainerListing): void {
    const { projects, started, home, self = process.pid, onPass, onChanges } = this.#options
    const map = mapProcesses({ snapshot, projects: projects(), containers, started: started(), home, self })
    const { changes, told } = changesSince(this.#told, map)
    this.#map = map
    this.#told = told
    onPass?.(map, snapshot)
    if (hasChanges(changes)) onChanges?.(changes, map)
  }
}

const INTERVAL_MS = 2_000

function containerIds(snapshot: ProcessSnapshot): Set<string> {
  return new Set(snapshot.processes.flatMap(({ container }) => container?.id ?? []))
}
