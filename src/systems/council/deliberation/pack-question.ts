import type { Ctx } from '#kernel/context.ts'
import { estimateCost, holdsSecret, listUsableModels } from '#systems/models/public.ts'
import type { EvidenceItem } from '../evidence/draft.ts'
import { keepEvidence } from '../evidence/evidence-row.ts'
import { gatherEvidence } from '../evidence/gather.ts'
import { packEvidence } from '../evidence/pack.ts'
import { findQuestion, lockQuestion } from '../find-question.ts'
import { keepLenses } from '../lenses/lens-store.ts'
import { readPersonas } from '../personas/persona-row.ts'
import type { QuestionRow } from '../question-row.ts'

/** Tokens of evidence at most, whatever the models could take: more is not read any better. */
const mostTokens = 24_000
/** What a model is taken to hold when nobody says. */
const unknownWindow = 16_000
/** Kept for the question, the mind's own part, its answer and a tenth for wrong estimates. */
const keptForRest = 6500
/** No pack is smaller: a question about records needs some. */
const leastTokens = 2000

/**
 * Gathers evidence with the asker's rights and freezes the pack E1…En, once; it is the same for every mind. What the
 * computed lenses see is kept beside it.
 */
export async function packQuestion(ctx: Ctx, id: string): Promise<{ items: number; cut: number }> {
  const row = await findQuestion(ctx, id)
  const project = row.scope === 'project' ? row.project : null
  const { drafts, notes } = await gatherEvidence(ctx, { project, now: row.asked_at })
  const personas = (await readPersonas(ctx)).filter((persona) => persona.enabled)
  const text = `${row.text} ${row.context} ${row.options.map((option) => option.label).join(' ')}`
  const { tokens, tokensOf } = await tokenBudget(ctx, id)
  const secret = await holdsSecret(ctx)
  const lenses = personas.map((persona) => persona.lens)
  const items = packEvidence(drafts, { tokens, tokensOf, now: row.asked_at, text, lenses, holdsSecret: secret })
  await ctx.transaction((open) => keepPack(open, row, { items, notes }))
  return { items: items.length, cut: items.filter((item) => item.cut !== null).length }
}

async function keepPack(ctx: Ctx, { id }: QuestionRow, pack: { items: readonly EvidenceItem[]; notes: readonly string[] }): Promise<void> {
  await lockQuestion(ctx, id)
  const begun = await ctx.query('SELECT FROM council.ballot WHERE question = $1 LIMIT 1', [id])
  if (begun.rowCount) return
  await keepEvidence(ctx, id, pack.items)
  await keepLenses(ctx, id, pack.items)
  const note = pack.notes.length > 0 ? `Not read: ${pack.notes.join(' ')}`.slice(0, 2000) : null
  await ctx.query(`UPDATE council.question SET note = $2, stage = 'ballots' WHERE id = $1`, [id, note])
}

/** The room in the smallest window of the models that will be asked, counted by the one that needs most tokens. */
async function tokenBudget(ctx: Ctx, id: string): Promise<{ tokens: number; tokensOf: (text: string) => number }> {
  const seats = await ctx.query<{ model: string }>('SELECT DISTINCT model FROM council.seat WHERE question = $1 AND model IS NOT NULL', [
    id,
  ])
  const asked = new Set(seats.rows.map((seat) => seat.model))
  const usable = (await listUsableModels(ctx)).filter((model) => asked.has(model.model))
  const windows = usable.map((model) => model.contextWindow ?? unknownWindow)
  const sample = 100_000
  const estimates = await Promise.all(usable.map(({ model }) => estimateCost(ctx, { model, input: sample, maxOutputTokens: 1 })))
  const perByte = Math.max(...estimates.map((estimate) => estimate.inputTokens / sample), 0.25)
  const room = Math.min(...windows, mostTokens / 0.9 + keptForRest) * 0.9 - keptForRest
  return { tokens: Math.max(leastTokens, Math.floor(room)), tokensOf: (text) => Math.ceil(Buffer.byteLength(text) * perByte) }
}
