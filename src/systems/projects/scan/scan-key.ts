import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiscoveryFact } from '../discovery/found.ts'
import { gitStateKey } from '../git/providers/state-key.ts'

/** Bumped when a scan learns to read more, so that everything is read again once. */
const reader = 3
const mostEntries = 2000

/**
 * Equal keys: nothing has to be read again. What the walk over the roots saw, the state of git, and names, sizes and
 * times of what lies in the folder and one folder below, where manifests and lockfiles lie; no process is started.
 */
export async function scanKey(folder: string, kind: string, seen: readonly DiscoveryFact[]): Promise<string> {
  const hash = createHash('sha256').update(`${reader} ${kind} ${new Date().toISOString().slice(0, 10)} ${JSON.stringify(seen)}\n`)
  if (kind !== 'folder' && kind !== 'unknown') hash.update(await gitStateKey(folder).catch(() => 'unreadable'))
  if (kind !== 'bare') {
    const top = await listing(folder)
    hash.update(top.text)
    for (const name of top.folders.slice(0, 200)) hash.update(name).update((await listing(join(folder, name))).text)
  }
  return hash.digest('base64url')
}

const passedOver = new Set(['.git', 'node_modules', '.venv', 'venv', 'vendor', 'target', 'dist', 'build', '.next', '.cache'])

async function listing(folder: string): Promise<{ text: string; folders: string[] }> {
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !passedOver.has(entry.name)).slice(0, mostEntries)
    const lines = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => line(folder, entry.name)))
    const folders = entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
    return { text: [...lines.sort(), ...folders].join('\n'), folders }
  } catch {
    return { text: 'unreadable', folders: [] }
  }
}

async function line(folder: string, name: string): Promise<string> {
  const info = await stat(join(folder, name)).catch(() => null)
  return `${name} ${info?.size} ${info?.mtimeMs}`
}
