import { readdirSync, statSync } from 'node:fs'
import { type ChangeKind, type ProjectChange, readChange, type WatchedProject } from './change.ts'
import { ignoredNames } from './ignored-names.ts'
import { readPolls } from './read-polls.ts'

export type WatchOptions = {
  /** The projects known at the moment of a change. */
  projects: () => readonly WatchedProject[]
  /** Says in a sentence why a root is only polled. */
  onProblem?: (root: string, text: string) => void
  /** Quiet time before changes are reported; 150 ms by default. */
  settleMs?: number
  /** A project that never falls quiet is reported at least this often; 1,000 ms by default. */
  longestMs?: number
  /** Time between looks at a root that cannot be watched; 5,000 ms by default. */
  pollMs?: number
}

export type Watch = { /** how each root is watched now */ mode: (root: string) => 'native' | 'poll'; close: () => Promise<void> }

/**
 * Reports which projects under the roots changed and in what way, many changes as one. Where the system refuses to
 * watch (no watches left, a missing folder, an unsupported platform) the root is polled, which sees repositories and
 * manifests but not each edited file.
 */
export async function watchRoots(
  roots: readonly string[],
  onChange: (change: ProjectChange) => void,
  options: WatchOptions,
): Promise<Watch> {
  const watching = roots.map((root) => new RootWatch(root, onChange, options))
  await Promise.all(watching.map((one) => one.open()))
  return {
    mode: (root) => watching.find((one) => one.root === root)?.mode ?? 'poll',
    close: async () => void (await Promise.all(watching.map((one) => one.close()))),
  }
}

type Event = { path: string; type: 'create' | 'update' | 'delete' }
type Subscription = { unsubscribe: () => Promise<void> }

const ignored = [...ignoredNames]
  .filter((name) => name !== '.git')
  .map((name) => `**/${name}/**`)
  .concat(['objects', 'logs', 'lfs', 'hooks'].flatMap((name) => [`**/.git/**/${name}/**`, `**/*.git/${name}/**`]))

const mostFresh = 20

/** One root with its native subscriptions or its poll, and the changes not yet reported. */
class RootWatch {
  readonly root: string
  mode: 'native' | 'poll' = 'native'
  readonly #onChange: (change: ProjectChange) => void
  readonly #options: WatchOptions
  readonly #subscriptions: Subscription[] = []
  readonly #waiting = new Map<string | undefined, Set<ChangeKind>>()
  readonly #fresh = new Set<string>()
  #stopPolls: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #firstWaiting = 0
  #closed = false

  constructor(root: string, onChange: (change: ProjectChange) => void, options: WatchOptions) {
    this.root = root
    this.#onChange = onChange
    this.#options = options
  }

  async open(): Promise<void> {
    try {
      if (!statSync(this.root).isDirectory()) throw new Error('it is not a folder')
      await this.#subscribe(this.root)
    } catch (error) {
      this.#poll(error)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#stopPolls?.()
    // A subscription to a folder that has gone refuses to end; the others must still.
    await Promise.allSettled(this.#subscriptions.splice(0).map((one) => one.unsubscribe()))
  }

  async #subscribe(folder: string): Promise<void> {
    // Native code: loaded only where something is watched.
    const { default: watcher } = await import('@parcel/watcher')
    const receive = (error: Error | null, events: Event[]) => (error ? this.#lost(error) : this.#receive(events))
    const subscription = await watcher.subscribe(folder, receive, { ignore: ignored })
    if (this.#closed) await subscription.unsubscribe()
    else this.#subscriptions.push(subscription)
  }

  #receive(events: readonly Event[]): void {
    if (this.#closed) return
    const projects = this.#options.projects()
    for (const event of events) {
      if (event.type === 'create') this.#fresh.add(event.path)
      const change = readChange(this.root, event.path, projects)
      if (change) this.#add(change)
    }
  }

  #add(change: ProjectChange): void {
    const kinds = this.#waiting.get(change.project) ?? new Set()
    for (const kind of change.kinds) kinds.add(kind)
    if (this.#waiting.size === 0) this.#firstWaiting = performance.now()
    this.#waiting.set(change.project, kinds)
    const { settleMs = 150, longestMs = 1000 } = this.#options
    const left = Math.max(0, this.#firstWaiting + longestMs - performance.now())
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#report(), Math.min(settleMs, left))
  }

  #report(): void {
    const changes = [...this.#waiting]
    this.#waiting.clear()
    for (const [project, kinds] of changes) this.#onChange({ root: this.root, project, kinds: [...kinds] })
    this.#watchFresh()
  }

  // Folders made together with their parent come before the watcher can look at the parent, and stay unwatched.
  #watchFresh(): void {
    const folders = [...this.#fresh].filter((path) => !this.#hasFreshParent(path)).filter(hasFolders)
    this.#fresh.clear()
    for (const folder of folders.slice(0, mostFresh)) {
      this.#subscribe(folder).then(
        () => this.#add({ root: this.root, kinds: ['rescan'] }),
        () => this.#add({ root: this.root, kinds: ['rescan'] }),
      )
    }
    if (folders.length > mostFresh) void this.#reopen()
  }

  #hasFreshParent(path: string): boolean {
    return this.#fresh.has(path.slice(0, path.lastIndexOf('/')))
  }

  async #reopen(): Promise<void> {
    await Promise.allSettled(this.#subscriptions.splice(0).map((one) => one.unsubscribe()))
    if (this.#closed) return
    await this.open()
    this.#add({ root: this.root, kinds: ['rescan'] })
  }

  #lost(error: Error): void {
    this.#poll(error)
    this.#add({ root: this.root, kinds: ['rescan'] })
  }

  #poll(error: unknown): void {
    if (this.#closed || this.#stopPolls) return
    this.mode = 'poll'
    const reason = error instanceof Error ? error.message : String(error)
    this.#options.onProblem?.(this.root, `Changes in ${this.root} cannot be watched (${reason}); it is looked at now and then.`)
    const { projects, pollMs = 5000 } = this.#options
    this.#stopPolls = readPolls({ root: this.root, projects, everyMs: pollMs }, (change) => this.#seen(change))
  }

  // A root that was missing at first can be watched as soon as it is there.
  #seen(change: ProjectChange): void {
    this.#add(change)
    if (this.#subscriptions.length > 0 || change.project !== undefined) return
    this.#subscribe(this.root).then(
      () => this.#watchAgain(),
      () => {},
    )
  }

  #watchAgain(): void {
    this.#stopPolls?.()
    this.#stopPolls = undefined
    this.mode = 'native'
    this.#add({ root: this.root, kinds: ['rescan'] })
  }
}

function hasFolders(path: string): boolean {
  try {
    return readdirSync(path, { withFileTypes: true }).some((entry) => entry.isDirectory() && !ignoredNames.has(entry.name))
  } catch {
    return false
  }
}
