import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import { chunkSize } from './store-file.ts'

export const largestFile = 64 * 1024 * 1024

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface Spooled {
  readonly hash: string
  readonly size: number
  readonly chunks: AsyncIterable<Uint8Array>
}

/** Writes bytes to a file below the home folder while it hashes them, and removes it after the work. */
export async function withSpooled<T>(home: string, body: Bytes, work: (spooled: Spooled) => Promise<T>): Promise<T> {
  const path = join(spoolOf(home), randomUUID())
  await mkdir(spoolOf(home), { recursive: true, mode: 0o700 })
  try {
    const { hash, size } = await write(path, body)
    return await work({ hash, size, chunks: size === 0 ? none() : createReadStream(path, { highWaterMark: chunkSize }) })
  } finally {
    await rm(path, { force: true })
  }
}

/** Removes what a crash left behind; nothing in there outlives a call. */
export async function emptySpool(home: string): Promise<void> {
  const names = await readdir(spoolOf(home)).catch(() => [])
  for (const name of names) await rm(join(spoolOf(home), name), { force: true, recursive: true })
}

async function write(path: string, body: Bytes): Promise<{ hash: string; size: number }> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let size = 0
  try {
    for await (const bytes of body) {
      size += bytes.length
      if (size > largestFile) throw new Problem(errors.too_large)
      hash.update(bytes)
      await file.write(bytes)
    }
  } finally {
    await file.close()
  }
  return { hash: hash.digest('hex'), size }
}

function spoolOf(home: string): string {
  return join(home, 'spool')
}

function none(): AsyncIterable<Uint8Array> {
  return (async function* () {})()
}
