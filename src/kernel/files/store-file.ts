import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import type { file } from './contract.ts'
import { events } from './events.ts'
import { asFile, fileColumns, type FileRow } from './row.ts'

/** Bytes of one row; a bytea is read and sent as a whole. */
export const chunkSize = 1024 * 1024

export interface FileContent {
  readonly hash: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  /** The bytes in pieces of `chunkSize`, the last one shorter. */
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** Keeps a file in the caller's transaction; what is kept already stays as it is. */
export async function writeFile(ctx: Ctx, content: FileContent): Promise<z.output<typeof file>> {
  const made = await ctx.query<FileRow>(
    `INSERT INTO kernel.file (hash, size, media_type, name, created_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (hash) DO NOTHING RETURNING ${fileColumns}`,
    [content.hash, content.size, content.mediaType, content.name, ctx.actor.name],
    'file.insert',
  )
  if (!made.rows[0])
    return asFile((await ctx.query<FileRow>(`SELECT ${fileColumns} FROM kernel.file WHERE hash = $1`, [content.hash])).rows[0]!)
  let part = 0
  for await (const bytes of content.chunks) {
    await ctx.query('INSERT INTO kernel.file_chunk (hash, part, bytes) VALUES ($1, $2, $3)', [content.hash, part, bytes], 'file.chunk')
    part += 1
  }
  await ctx.emit(events.kept, { hash: content.hash })
  return asFile(made.rows[0])
}

/** The bytes of a kept file, one piece in memory at a time. */
export async function* readFile(ctx: Pick<Ctx, 'query'>, hash: string, size: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; part * chunkSize < size; part += 1) {
    const found = await ctx.query<{ bytes: Buffer }>(
      'SELECT bytes FROM kernel.file_chunk WHERE hash = $1 AND part = $2',
      [hash, part],
      'file.read',
    )
    const row = found.rows[0]
    if (!row) throw new Error(`The file ${hash} was removed while it was read.`)
    yield row.bytes
  }
}
