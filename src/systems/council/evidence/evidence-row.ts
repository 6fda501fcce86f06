import type { z } from 'zod'
import { may, reach, type Actor } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import type { evidenceView } from '../shapes.ts'
import type { EvidenceItem, Trust } from './draft.ts'

export interface EvidenceRow {
  id: string
  source: string
  operation: string
  permission: string
  project: string | null
  words: string[]
  title: string
  text: string
  link: string | null
  at: Date
  trust: Trust
  hash: string
  tokens: number
  cut: string | null
}

export async function keepEvidence(ctx: Pick<Ctx, 'query'>, question: string, items: readonly EvidenceItem[]): Promise<void> {
  await ctx.query('DELETE FROM council.evidence WHERE question = $1', [question])
  for (const item of items) {
    await ctx.query(
      `INSERT INTO council.evidence (question, id, position, source, operation, permission, project, words, title, text, link, at, trust, hash, tokens, cut)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        question,
        item.id,
        item.position,
        item.source,
        item.operation,
        item.permission,
        item.project,
        item.words,
        storable(item.title),
        storable(item.text),
        item.link,
        item.at,
        item.trust,
        item.hash,
        item.tokens,
        item.cut,
      ],
      'council.evidence-keep',
    )
  }
}

/** Records quote files that may hold anything; Postgres takes no null character and no half of a pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

export async function readEvidence(ctx: Pick<Ctx, 'query'>, question: string): Promise<EvidenceRow[]> {
  const rows = await ctx.query<EvidenceRow>(
    `SELECT id, source, operation, permission, project, words, title, text, link, at, trust, hash, tokens, cut
     FROM council.evidence WHERE question = $1 ORDER BY position`,
    [question],
    'council.evidence',
  )
  return rows.rows
}

/** Whether somebody may see a piece: they hold the right of the operation that told it, where it lies. */
export function maySee(actor: Actor, row: Pick<EvidenceRow, 'permission' | 'project'>): boolean {
  if (row.permission === 'public' || row.permission === 'signed-in') return actor.kind !== 'anonymous'
  return row.project === null ? reach(actor, row.permission) === 'all' : may(actor, row.permission, row.project)
}

export function asEvidence(row: Omit<EvidenceRow, 'words' | 'permission'>): z.output<typeof evidenceView> {
  const { id, source, operation, project, title, text, link, at, trust, hash, tokens, cut } = row
  return { id, source, operation, project, title, text, link, at: at.toISOString(), trust, hash, tokens, cut }
}
