import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export function runLogPath(logDir: string, run: string): string {
  return join(logDir, `${run}.log`)
}

/**
 * Opens the log for appending, so that the command writes to the file itself and
 * goes on doing so when the server is gone. Only the server's user may read it.
 */
export async function openRunLog(logDir: string, run: string): Promise<{ path: string; descriptor: number; close: () => Promise<void> }> {
  await mkdir(logDir, { recursive: true, mode: 0o700 })
  const path = runLogPath(logDir, run)
  const file = await open(path, 'a', 0o600)
  return { path, descriptor: file.fd, close: () => file.close() }
}

export interface RotationLimits {
  /** Default 10 MiB. */
  readonly maxBytes?: number
  /** Older files kept as ".1", ".2" …; default 3. */
  readonly keep?: number
}

/**
 * Moves a grown log aside. The command holds the file open, so it is copied and
 * emptied rather than renamed; what is written in the last instant between the
 * two may be lost. Returns whether it did anything.
 */
export async function rotateRunLog(path: string, limits: RotationLimits = {}): Promise<boolean> {
  const { maxBytes, keep } = { maxBytes: 10 * 1024 * 1024, keep: 3, ...limits }
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size <= maxBytes) return false
  await rm(`${path}.${keep}`, { force: true })
  for (let number = keep - 1; number >= 1; number -= 1) {
    await rename(`${path}.${number}`, `${path}.${number + 1}`).catch(ignoreMissing)
  }
  await copyFile(path, `${path}.1`)
  await appendRest(path, `${path}.1`)
  return true
}

export interface LogPiece {
  readonly text: string
  /** Hand back as `from` for what comes after. */
  readonly next: number
  readonly size: number
}

/**
 * Reads a piece of the log: from an offset, or its end. An offset beyond the end
 * means that the log was rotated meanwhile, and reading starts over.
 */
export async function readRunLog(path: string, wanted: { from?: number; maxBytes?: number } = {}): Promise<LogPiece> {
  const maxBytes = wanted.maxBytes ?? 64 * 1024
  const file = await open(path, 'r').catch(ignoreMissing)
  if (file === undefined) return { text: '', next: 0, size: 0 }
  try {
    const { size } = await file.stat()
    const asked = wanted.from === undefined ? Math.max(0, size - maxBytes) : wanted.from
    const from = asked > size ? 0 : asked
    const buffer = Buffer.alloc(Math.min(maxBytes, size - from))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
    return { text: buffer.toString('utf8', 0, bytesRead), next: from + bytesRead, size }
  } finally {
    await file.close()
  }
}

/** Copies what was written since the copy began, then empties the log at once. */
async function appendRest(from: string, to: string): Promise<void> {
  const source = await open(from, 'r+')
  const target = await open(to, 'a')
  try {
    let copied = (await target.stat()).size
    for (;;) {
      const { bytesRead, buffer } = await source.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, copied)
      if (bytesRead === 0) break
      await target.write(buffer, 0, bytesRead)
      copied += bytesRead
    }
    await source.truncate(0)
  } finally {
    await source.close()
    await target.close()
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
  return undefined
}
