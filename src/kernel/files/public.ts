import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import type { file } from './contract.ts'
import { chunkSize, writeFile } from './store-file.ts'

export interface MadeFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Keeps what a system made, in the caller's transaction; the same bytes are kept once. */
export function storeFile(ctx: Ctx, { name, mediaType, bytes }: MadeFile): Promise<z.output<typeof file>> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return writeFile(ctx, { hash, name, mediaType, size: bytes.length, chunks: cut(bytes) })
}

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize)
}
