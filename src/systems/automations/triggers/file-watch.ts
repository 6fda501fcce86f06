import { isDeepStrictEqual } from 'node:util'
import { program, reach } from '#kernel/actor.ts'
import { coalesce } from '#kernel/coalesce.ts'
import type { Ctx } from '#kernel/context.ts'
import { Election } from '#kernel/election.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { restoredActor } from '#kernel/outbox/write.ts'
import { events } from '../events.ts'
import type { JsonObject } from '../expressions/json.ts'
import { durationMilliseconds } from '../language/durations.ts'
import type { Start } from '../language/starts.ts'
import { fireTrigger } from './fire-trigger.ts'
import { findTrigger } from './trigger-row.ts'
import { differences, marksBelow, newsAmong, rememberFiles, seenFiles } from './seen-files.ts'
import { mostChanges, watchFolder, type Change, type FolderWatch } from './watch-folder.ts'
import { watchedPath, type WatchedPath } from './watched-path.ts'

type FileStart = Extract<Start, { kind: 'file' }>

interface FileTrigger {
  id: string
  start: FileStart
  project: string | null
  author: unknown
}

const usualDebounce = 1000
const lookAgain = 30_000

/** Watches files for the triggers of this host, on the one node of the host that is elected. */
export async function beginFileWatch(kernel: Kernel): Promise<() => Promise<void>> {
  const watch = new FileWatch(kernel)
  await watch.begin()
  return () => watch.stop()
}

class FileWatch {
  readonly #kernel: Kernel
  readonly #election: Election
  readonly #watches = new Map<string, { start: FileStart; watch: FolderWatch }>()
  #looking: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #stopListening = (): void => {}
  #stopped = false

  constructor(kernel: Kernel) {
    this.#kernel = kernel
    this.#election = new Election(kernel, `automations.files:${kernel.host.id}`)
  }

  async begin(): Promise<void> {
    await this.#election.begin()
    const look = coalesce(() => this.#look())
    this.#stopListening = this.#kernel.live.listen((event) => {
      if (changesTriggers.has(event.name)) look()
    })
    // Folders appear, and another node of the host may have gone.
    this.#timer = setInterval(look, lookAgain)
    await this.#look()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#stopListening()
    clearInterval(this.#timer)
    await this.#looking
    for (const { watch } of this.#watches.values()) await watch.close()
    await this.#election.stop()
  }

  #look(): Promise<void> {
    this.#looking = this.#looking
      .then(() => this.#compare())
      .catch((error: unknown) => this.#kernel.log.warn({ err: error }, 'files are not watched yet'))
    return this.#looking
  }

  async #compare(): Promise<void> {
    if (this.#stopped) return
    const wanted = this.#election.elected ? await this.#wanted() : []
    for (const [id, { start, watch }] of this.#watches) {
      if (wanted.some((one) => one.id === id && isDeepStrictEqual(one.start, start))) continue
      this.#watches.delete(id)
      await watch.close()
    }
    for (const trigger of wanted) if (!this.#watches.has(trigger.id) && !this.#stopped) await this.#watch(trigger)
  }

  async #wanted(): Promise<FileTrigger[]> {
    const found = await this.#kernel.query<FileTrigger>(
      `SELECT t.id, t.start, a.project, a.author FROM automations.trigger t JOIN automations.automation a ON a.id = t.automation
       WHERE t.kind = 'file' AND t.host = $1 AND t.paused_at IS NULL AND a.disabled_at IS NULL`,
      [this.#kernel.host.id],
      'automations.file-triggers',
    )
    return found.rows
  }

  async #watch(trigger: FileTrigger): Promise<void> {
    const { id, start } = trigger
    try {
      const path = watchedPath(start.path, await this.#folderOfProject(trigger))
      if (path === null) throw new Error(`"${start.path}" begins nowhere: the automation belongs to no project. Write the whole path.`)
      this.#requireReach(trigger, path.folder)
      const debounce = start.debounce === undefined ? usualDebounce : (durationMilliseconds(start.debounce) ?? usualDebounce)
      const changes = start.changes ?? ['created', 'modified', 'deleted']
      const watch = await watchFolder(
        { path, changes, debounce },
        (found) => void this.#fire(id, found),
        (error) => void this.#note(id, error),
      )
      this.#watches.set(id, { start, watch })
      await this.#catchUp(id, path, changes)
      await this.#kernel.query('UPDATE automations.trigger SET last_error = NULL WHERE id = $1 AND last_run IS NULL', [id])
    } catch (error) {
      await this.#note(id, error as Error)
    }
  }

  /** What changed while nobody watched is told as one, like what changes now; the first time there is nothing to compare with. */
  async #catchUp(id: string, path: WatchedPath, wanted: readonly Change['change'][]): Promise<void> {
    const marks = await marksBelow(path)
    const seen = await seenFiles(this.#kernel, id)
    if (this.#stopped) return
    const missed = seen === null || marks === null ? [] : differences(seen, marks).filter(({ change }) => wanted.includes(change))
    await this.#kernel.context(program).transaction(async (ctx) => {
      await rememberFiles(ctx, id, marks)
      if (missed.length > 0) await this.#tell(ctx, id, missed.slice(0, mostChanges))
    })
  }

  /** Which files there are is told to nobody who may not run commands here, but for those below the project folders. */
  #requireReach({ author }: FileTrigger, folder: string): void {
    const inRoots = this.#kernel.config.roots.some((root) => folder === root || folder.startsWith(`${root}/`))
    if (inRoots || reach(restoredActor(author), 'automations:processes') === 'all') return
    throw new Error(`${folder} lies outside of the project folders; watching it needs the right automations:processes.`)
  }

  async #folderOfProject({ project, author }: FileTrigger): Promise<string | null> {
    if (project === null || !this.#kernel.operations.has('projects.get')) return null
    const found = await this.#kernel.context(restoredActor(author)).perform('projects.get', { project })
    return (found as { path?: string }).path ?? null
  }

  async #fire(id: string, changes: Change[]): Promise<void> {
    if (this.#stopped || !this.#election.elected || changes.length === 0) return
    await this.#kernel
      .context(program)
      .transaction(async (ctx) => {
        const news = await newsAmong(ctx, id, changes)
        if (news.length > 0) await this.#tell(ctx, id, news)
      })
      .catch((error: unknown) => this.#note(id, error as Error))
  }

  async #tell(ctx: Ctx, id: string, changes: Change[]): Promise<void> {
    await fireTrigger(ctx, await findTrigger(ctx, id), [changeEvent(ctx.id(), { id, changes, now: ctx.clock.now() })])
  }

  async #note(id: string, error: Error): Promise<void> {
    this.#kernel.log.debug({ err: error.message, trigger: id }, 'a file trigger does not work')
    await this.#kernel
      .query('UPDATE automations.trigger SET last_error = $2 WHERE id = $1', [id, error.message.slice(0, 2000)])
      .catch(() => undefined)
  }
}

const changesTriggers = new Set<string>([events.saved.name, events.changed.name, events.removed.name])

function changeEvent(event: string, { id, changes, now }: { id: string; changes: Change[]; now: Date }): JsonObject {
  return {
    specversion: '1.0',
    id: event,
    source: `optimus:trigger/${id}`,
    type: 'optimus.files.changed.v1',
    subject: changes[0]!.path,
    time: now.toISOString(),
    data: { path: changes[0]!.path, changes: changes.map((one) => ({ ...one })) },
  }
}
