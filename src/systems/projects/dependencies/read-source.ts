import { closeSync, constants, fstatSync, openSync, readFileSync, readdirSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { DependencyNote, SourceText } from './graph.ts'
import { decodeText } from './texts/source-text.ts'

/** Larger lockfiles are not read; bytes. */
export const largestFile = 64 * 1024 * 1024

/**
 * Reads one file of a project, relative to its root, or says why not.
 * A link that leads out of the project is not followed, and a pipe or device is not opened for reading.
 */
export function readSource(projectDir: string, path: string, limit = largestFile): SourceText | DependencyNote {
  const bytes = readInside(projectDir, path, limit)
  return typeof bytes === 'string' ? { file: path, sentence: bytes } : { path, text: decodeText(bytes) }
}

/** The file's bytes, or a sentence. Synchronous: only a worker calls it. */
export function readInside(projectDir: string, path: string, limit: number): Uint8Array | string {
  let file: number | undefined
  try {
    const real = insidePath(projectDir, path)
    if (real === null) return 'Leads out of the project; it was not read.'
    // Without O_NONBLOCK a named pipe would wait for a writer for ever.
    file = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK)
    const status = fstatSync(file)
    if (!status.isFile()) return 'Is no regular file; it was not read.'
    if (status.size > limit) return `Has ${megabytes(status.size)} MB, more than the limit of ${megabytes(limit)} MB; it was not read.`
    return readFileSync(file)
  } catch (error) {
    return reasonOf(error)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** The names in a folder of the project; none where it is absent or leads out. */
export function listInside(projectDir: string, path: string): string[] {
  try {
    const real = insidePath(projectDir, path)
    return real === null ? [] : readdirSync(real)
  } catch {
    return []
  }
}

/** Where a path really leads, links followed, or null if that is outside. Throws where there is nothing. */
function insidePath(projectDir: string, path: string): string | null {
  const root = realpathSync(projectDir)
  const real = realpathSync(join(root, path))
  return real.startsWith(root.endsWith(sep) ? root : root + sep) ? real : null
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  const reasons: Record<string, string> = {
    ENOENT: 'Is no longer there.',
    EACCES: 'May not be read by the user that runs Optimus; give it read permission.',
    EPERM: 'May not be read by the user that runs Optimus.',
    ELOOP: 'Is a link that leads in a circle.',
    EISDIR: 'Is a folder.',
    ENOTDIR: 'Is no longer there.',
  }
  return reasons[code] ?? `Could not be read (${code}).`
}
