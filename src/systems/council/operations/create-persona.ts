import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { findPersona, keepVersion } from '../personas/persona-row.ts'
import { viewPersona } from '../personas/persona-view.ts'
import { requireKnown } from '../personas/require-known.ts'

export const createPersona = operation(contract.createPersona, async (ctx, input) => {
  const { id, name, duty, artefact, lens = [], model = null, weight = 1, enabled = true } = input
  await requireKnown(ctx, { lens, model })
  const made = await ctx.query(
    `INSERT INTO council.persona (id, name, duty, artefact, lens, model, weight, enabled, position, changed_by)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, coalesce(max(position), 0) + 1, $9 FROM council.persona ON CONFLICT (id) DO NOTHING`,
    [id, name, duty, artefact, lens, model, weight, enabled, ctx.actor.name],
  )
  if (made.rowCount !== 1) throw new Problem(errors.persona_exists)
  await keepVersion(ctx, await findPersona(ctx, id))
  await ctx.emit(events.persona_changed, { persona: id })
  return viewPersona(ctx, id)
})
