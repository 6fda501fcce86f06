import { setTimeout as pause } from 'node:timers/promises'
import { program } from '#kernel/actor.ts'
import { coalesce } from '#kernel/coalesce.ts'
import { Election } from '#kernel/election.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { events as runEvents } from '#kernel/runs/events.ts'
import type { ProjectChange, WatchedProject } from './discovery/change.ts'
import { watchRoots, type Watch } from './discovery/read-changes.ts'
import type { Known } from './discovery/identity.ts'
import { events } from './events.ts'
import { scanProject } from './scan/scan-project.ts'
import { settleMilliseconds } from './settle.ts'
import { scanWorkflow } from './workflows.ts'

/**
 * Watches the folders of this host on the elected node: what changes is read again within moments. Looks once at what
 * changed while nobody watched. Nobody waits for it: a root of 200,000 files takes half a minute to be watched.
 */
export async function beginRootWatch(kernel: Kernel): Promise<() => Promise<void>> {
  const watch = new RootWatch(kernel)
  await watch.begin()
  return () => watch.stop()
}

interface Place extends WatchedProject {
  readonly id: string
}

/** A scan waits so long for the folders to be watched. */
const patienceMilliseconds = 2000

class RootWatch {
  readonly #kernel: Kernel
  readonly #election: Election
  #watch: Watch | null = null
  #opening: Promise<void> = Promise.resolve()
  #places: readonly Place[] = []
  #stopListening = (): void => {}
  /** Projects to be read, each once; one is read at a time, so that a storm of changes stays a breeze. */
  readonly #waiting = new Set<string>()
  #reading: Promise<void> | null = null
  /** Something changed while a scan was under way that may have looked there already. */
  #again = false
  #stopped = false

  constructor(kernel: Kernel) {
    this.#kernel = kernel
    this.#election = new Election(kernel, `projects.folders:${kernel.host.id}`)
  }

  async begin(): Promise<void> {
    await this.#election.begin()
    await this.#readPlaces()
    const readAgain = coalesce(() => this.#readPlaces())
    this.#stopListening = this.#kernel.live.listen((event) => {
      if (placesChange.has(event.name)) readAgain()
      if (event.name === runEvents.changed.name) this.#onRun(event.payload as unknown as RunChange)
    })
    this.#opening = this.#open().catch((error: unknown) => {
      this.#kernel.log.error({ err: error }, 'the folders of projects are not watched; restart to try again')
    })
  }

  /** What changes before the folders are watched is found by the scan after that; one that cannot wait is followed by another. */
  async #open(): Promise<void> {
    await pause(settleMilliseconds, undefined, { ref: false })
    if (this.#stopped) return
    const opening = watchRoots(this.#kernel.config.roots, (change) => this.#onChange(change), {
      projects: () => this.#places,
      onProblem: (root, text) => this.#kernel.log.warn({ root }, text),
    })
    const inTime = await Promise.race([opening.then(() => true), pause(patienceMilliseconds, false, { ref: false })])
    if (!this.#stopped) await this.#startScan('Scan the project folders')
    this.#watch = await opening
    if (this.#stopped) await this.#watch.close()
    else if (!inTime) await this.#startScan()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#stopListening()
    // Opening cannot be broken off: what it opens too late is closed then.
    if (this.#watch) await this.#opening.then(() => this.#watch?.close())
    await this.#reading
    await this.#election.stop()
  }

  async #readPlaces(): Promise<void> {
    const rows = await this.#kernel
      .query<{ id: string; path: string; found: Known }>(
        'SELECT id, path, found FROM projects.project WHERE host = $1 AND missing_since IS NULL',
        [this.#kernel.host.id],
        'projects.watched',
      )
      .catch(() => null)
    if (rows) this.#places = rows.rows.map(({ id, path }) => ({ id, path }))
  }

  #onChange(change: ProjectChange): void {
    if (!this.#election.elected || this.#stopped) return
    const place = this.#places.find((one) => one.path === change.project)
    if (!place) return void this.#startScan()
    this.#waiting.add(place.id)
    this.#reading ??= this.#readAll().finally(() => (this.#reading = null))
  }

  async #readAll(): Promise<void> {
    for (const id of this.#waiting) {
      this.#waiting.delete(id)
      if (this.#stopped) return
      await scanProject(this.#kernel.context(program), id, { everything: false }).catch((error: unknown) =>
        this.#kernel.log.warn({ err: error, project: id }, 'a changed project could not be read; the next scan tries again'),
      )
    }
  }

  /** Something appeared, went or moved: only a look at the whole root can tell which. */
  async #startScan(title = 'Scan after a change'): Promise<void> {
    const ctx = this.#kernel.context(program)
    const changed = Date.now()
    try {
      const wanted = { title, dedupe: `scan:${this.#kernel.host.id}` }
      const run = await ctx.start(scanWorkflow, { everything: false }, wanted)
      if (askedAt(run) < changed) this.#again = true
    } catch (error) {
      this.#kernel.log.warn({ err: error }, 'a scan could not be started')
    }
  }

  #onRun({ workflow, state }: RunChange): void {
    if (workflow !== scanWorkflow.name || !this.#again || state === 'waiting' || state === 'running') return
    this.#again = false
    if (this.#election.elected && !this.#stopped) void this.#startScan()
  }
}

interface RunChange {
  readonly workflow: string
  readonly state: string
}

/** When a run was asked for, in milliseconds: its id begins with that moment (RFC 9562). */
function askedAt(run: string): number {
  return Number.parseInt(run.replace('-', '').slice(0, 12), 16)
}

const placesChange = new Set<string>([events.found.name, events.moved.name, events.missing.name, events.project_deleted.name])
