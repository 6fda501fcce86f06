import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { WatchedPath } from './watched-path.ts'

export interface Change {
  readonly path: string
  readonly change: 'created' | 'modified' | 'deleted'
}

interface Wanted {
  readonly path: WatchedPath
  readonly changes: readonly Change['change'][]
  /** Quiet time after which what changed is told as one. */
  readonly debounce: number
}

export interface FolderWatch {
  close(): Promise<void>
}

const words = { create: 'created', update: 'modified', delete: 'deleted' } as const
/** A folder that never falls quiet is told at least this often. */
const longest = 30_000
/** Changes that are told as one; more are left out of the event. */
export const mostChanges = 200

/** Tells what changed, many changes as one. Throws with a sentence when the folder cannot be watched. */
export async function watchFolder(wanted: Wanted, tell: (changes: Change[]) => void, lost: (error: Error) => void): Promise<FolderWatch> {
  // Native code: loaded only where something is watched.
  const { default: watcher } = await import('@parcel/watcher')
  const waiting = new Map<string, Change['change']>()
  let timer: NodeJS.Timeout | undefined
  let first = 0
  const report = (): void => {
    const changes = [...waiting].slice(0, mostChanges).map(([path, change]) => ({ path, change }))
    waiting.clear()
    tell(changes)
  }
  const note = (path: string, change: Change['change']): void => {
    if (!wanted.path.matches(path) || !wanted.changes.includes(change)) return
    if (waiting.size === 0) first = performance.now()
    // What appeared and was written since is new; what went and came back was changed.
    const before = waiting.get(path)
    waiting.set(
      path,
      before === 'created' && change === 'modified' ? 'created' : before === 'deleted' && change === 'created' ? 'modified' : change,
    )
    clearTimeout(timer)
    timer = setTimeout(report, Math.min(wanted.debounce, Math.max(0, first + longest - performance.now())))
  }
  const subscription = await watcher.subscribe(await folderOf(wanted.path.folder), (error, found) => {
    if (error) return lost(error)
    for (const { path, type } of found) note(path, words[type])
  })
  return {
    async close() {
      clearTimeout(timer)
      // A subscription to a folder that has gone refuses to end.
      await subscription.unsubscribe().catch(() => undefined)
    },
  }
}

/** The folder itself, or that of a single file, which may be made later. */
async function folderOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null)
  const folder = found?.isDirectory() ? path : dirname(path)
  if (!(await stat(folder).catch(() => null))?.isDirectory()) throw new Error(`There is no folder ${folder} on this machine.`)
  return folder
}
