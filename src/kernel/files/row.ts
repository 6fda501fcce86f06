import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { file } from './contract.ts'
import { errors } from './errors.ts'

export interface FileRow {
  hash: string
  name: string
  media_type: string
  size: string
  created_by: string
  created_at: Date
}

export const fileColumns = 'hash, name, media_type, size, created_by, created_at'

/** A row as the contract promises it. */
export function asFile(row: FileRow): z.output<typeof file> {
  return {
    hash: row.hash,
    name: row.name,
    mediaType: row.media_type,
    size: Number(row.size),
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
  }
}

export async function findFile(ctx: Pick<Ctx, 'query'>, hash: string): Promise<FileRow> {
  const found = await ctx.query<FileRow>(`SELECT ${fileColumns} FROM kernel.file WHERE hash = $1`, [hash], 'file.find')
  const row = found.rows[0]
  if (!row) throw new Problem(errors.not_found)
  return row
}
