import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import type { EvidenceDraft } from '../evidence/draft.ts'
import { readPersonas } from '../personas/persona-row.ts'
import type { lensView } from '../shapes.ts'
import type { LensReading, LensRecord } from './lens.ts'
import { lensRules } from './rules.ts'

type LensView = z.output<typeof lensView>

/** What the rules of the enabled minds see in the records; a mind without a rule is left out. */
export async function computeLenses(
  ctx: Pick<Ctx, 'query'>,
  items: readonly (EvidenceDraft & { readonly id?: string })[],
): Promise<LensView[]> {
  const records = items.map(({ id = null, source, words, title, link, facts }): LensRecord => ({ id, source, words, title, link, facts }))
  const personas = (await readPersonas(ctx)).filter((persona) => persona.enabled)
  return personas.flatMap((persona) => {
    const rule = lensRules[persona.id]
    return rule ? [{ persona: persona.id, name: persona.name, computed: true as const, ...plain(rule(records)) }] : []
  })
}

export async function keepLenses(
  ctx: Pick<Ctx, 'query'>,
  question: string,
  items: readonly (EvidenceDraft & { id: string })[],
): Promise<void> {
  await ctx.query('DELETE FROM council.lens_reading WHERE question = $1', [question])
  for (const lens of await computeLenses(ctx, items)) {
    await ctx.query('INSERT INTO council.lens_reading (question, persona, content) VALUES ($1, $2, $3)', [
      question,
      lens.persona,
      JSON.stringify(lens),
    ])
  }
}

/** What was computed then. A number over records that somebody may not see is not theirs either. */
export async function readLenses(ctx: Pick<Ctx, 'query'>, question: string, seen: ReadonlySet<string> | 'all'): Promise<LensView[]> {
  const rows = await ctx.query<{ content: LensView }>(
    `SELECT l.content FROM council.lens_reading l JOIN council.persona p ON p.id = l.persona WHERE l.question = $1 ORDER BY p.position`,
    [question],
  )
  if (seen === 'all') return rows.rows.map((row) => row.content)
  return rows.rows.map(({ content }) => ({
    ...content,
    headline: 'Computed from records you may not see in full.',
    value: null,
    unit: null,
    lines: content.lines.filter((one) => one.evidence !== null && seen.has(one.evidence)),
  }))
}

function plain({ headline, value, unit, lines }: LensReading): Pick<LensView, 'headline' | 'value' | 'unit' | 'lines'> {
  return { headline, value, unit, lines: [...lines] }
}
