import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { type BytePath, folderOf, isInside, toSystem, toText } from './byte-path.ts'
import type { DiscoveryFact } from './found.ts'
import { readProblem } from './read-folder.ts'

/** The folders a read may touch, with the answers already found. Keep one for a whole scan of a project. */
export type Reach = { within: readonly BytePath[]; known: Map<BytePath, boolean> }

export type Bytes = { bytes: Buffer; /** of the whole file */ size: number }
export type ReadResult = Bytes | { problem: DiscoveryFact } | undefined

/** @param within real paths, as `realFolder` gives them */
export function reachOf(...within: BytePath[]): Reach {
  return { within, known: new Map() }
}

/** The path without symbolic links, or undefined when nothing is there. Throws what the system throws otherwise. */
export function realFolder(path: BytePath): BytePath | undefined {
  try {
    // The native form asks the kernel once; `latin1` keeps one character per byte.
    return realpathSync.native(toSystem(path), { encoding: 'latin1' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * The first `limit` bytes of a regular file. Undefined when there is none. A link, a pipe, or a path that leads out of
 * the reach is not followed: a scanned project must not be able to show other files of this machine.
 */
export function readInside(reach: Reach, path: BytePath, limit: number): ReadResult {
  let file: number | undefined
  try {
    if (!reachesInto(reach, folderOf(path))) return { problem: outside(path) }
    // Without O_NONBLOCK opening a pipe would wait for a writer for ever.
    file = openSync(toSystem(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const facts = fstatSync(file)
    if (!facts.isFile()) return undefined
    const bytes = Buffer.allocUnsafe(Math.min(limit, facts.size))
    const length = bytes.length === 0 ? 0 : readSync(file, bytes, 0, bytes.length, 0)
    return { bytes: bytes.subarray(0, length), size: facts.size }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    // ELOOP: the name itself is a link. ENXIO: a socket.
    return gone.has(code) ? undefined : { problem: readProblem(path, error) }
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** The text of a file of at most `limit` bytes, or undefined when it is absent, longer or unreadable. */
export function readTextInside(reach: Reach, path: BytePath, limit: number): string | undefined {
  const read = readInside(reach, path, limit)
  return read && 'bytes' in read && read.size <= limit ? decode(read.bytes) : undefined
}

/** UTF-8 without its byte order mark, or UTF-16 where the mark says so. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return bytes.toString('utf8', start)
}

const gone = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'EISDIR'])

/** True when the folder, whatever links lead to it, lies within the reach. */
export function reachesInto(reach: Reach, folder: BytePath): boolean {
  const known = reach.known.get(folder)
  if (known !== undefined) return known
  const real = realFolder(folder)
  const answer = real !== undefined && reach.within.some((one) => isInside(real, one))
  reach.known.set(folder, answer)
  return answer
}

function outside(path: BytePath): DiscoveryFact {
  return { code: 'symlink_outside', path: toText(path), text: 'Leads out of the folder that may be read; not followed.' }
}
