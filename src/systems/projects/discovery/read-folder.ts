import { type Dirent, lstatSync, opendirSync, readdirSync } from 'node:fs'
import { type BytePath, join, toSystem, toText } from './byte-path.ts'
import type { DiscoveryFact } from './found.ts'
import { pause } from './read-pace.ts'

export type Entry = { name: BytePath; type: 'folder' | 'file' | 'link' | 'other' }
export type Folder = { entries: Entry[]; facts: DiscoveryFact[]; readable: boolean }

/**
 * Lists one folder, stopping after `most` entries: one of 200,000 files neither blocks the event loop nor fills the
 * memory. What cannot be read becomes a fact, never an error.
 */
export async function readFolder(path: BytePath, most: number): Promise<Folder> {
  const entries: Entry[] = []
  const facts: DiscoveryFact[] = []
  try {
    for (const entry of listing(path)) {
      if (entries.length >= most) {
        facts.push(tooMany(path, most))
        break
      }
      entries.push({ name: entry.name, type: typeOf(path, entry) })
      if (entries.length % 256 === 0) await pause()
    }
  } catch (error) {
    return { entries, facts: [...facts, readProblem(path, error)], readable: entries.length > 0 }
  }
  await pause()
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { entries, facts, readable: true }
}

// `latin1` keeps one character per byte; the declared types only know text.
const asBytes = { encoding: 'latin1' } as const

// A folder whose own record is small is read in one call, three times faster than as a stream.
const smallFolder = 64 * 1024

function listing(path: BytePath): Iterable<Dirent> {
  const place = toSystem(path) as string
  if (lstatSync(place).size > smallFolder) return stream(place)
  return readdirSync(place, { ...asBytes, withFileTypes: true })
}

function* stream(place: string): Generator<Dirent> {
  const folder = opendirSync(place, { ...asBytes, bufferSize: 256 })
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) yield entry
  } finally {
    folder.closeSync()
  }
}

/** The fact for a failed file system call on `path`. */
export function readProblem(path: BytePath, error: unknown): DiscoveryFact {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const shown = toText(path)
  if (code === 'EACCES' || code === 'EPERM') {
    return { code: 'permission_denied', path: shown, text: 'May not be read by the user Optimus runs as.' }
  }
  if (code === 'ELOOP') return { code: 'symlink_loop', path: shown, text: 'Links in a circle.' }
  return { code: 'unreadable', path: shown, text: `Could not be read (${code || String(error)}).` }
}

function tooMany(path: BytePath, most: number): DiscoveryFact {
  const text = `Holds more than ${most} entries; only that many were looked at.`
  return { code: 'too_many_entries', path: toText(path), text }
}

function typeOf(folder: BytePath, entry: Dirent): Entry['type'] {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  if (entry.isSymbolicLink()) return 'link'
  if (entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice()) return 'other'
  return askedType(join(folder, entry.name))
}

// Some file systems do not tell the type in the listing.
function askedType(path: BytePath): Entry['type'] {
  const found = lstatSync(toSystem(path), { throwIfNoEntry: false })
  if (found?.isFile()) return 'file'
  if (found?.isDirectory()) return 'folder'
  return found?.isSymbolicLink() ? 'link' : 'other'
}
