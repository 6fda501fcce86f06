import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { findPersona, keepVersion } from '../personas/persona-row.ts'
import { viewPersona } from '../personas/persona-view.ts'
import { requireKnown } from '../personas/require-known.ts'

export const updatePersona = operation(contract.updatePersona, async (ctx, input) => {
  await requireKnown(ctx, input, await findPersona(ctx, input.persona))
  const changed = await ctx.query(
    `UPDATE council.persona SET name = coalesce($2, name), duty = coalesce($3, duty), artefact = coalesce($4, artefact),
       lens = coalesce($5, lens), model = CASE WHEN $6 THEN $7 ELSE model END, weight = coalesce($8, weight),
       enabled = coalesce($9, enabled), version = version + 1, changed_by = $10, changed_at = now()
     WHERE id = $1 AND ($11::integer IS NULL OR version = $11)`,
    [
      input.persona,
      input.name ?? null,
      input.duty ?? null,
      input.artefact ?? null,
      input.lens ?? null,
      input.model !== undefined,
      input.model ?? null,
      input.weight ?? null,
      input.enabled ?? null,
      ctx.actor.name,
      ctx.ifMatch,
    ],
  )
  if (changed.rowCount !== 1) {
    throw new Problem(kernelErrors.stale_version, undefined, { current: await viewPersona(ctx, input.persona) })
  }
  await keepVersion(ctx, await findPersona(ctx, input.persona))
  await ctx.emit(events.persona_changed, { persona: input.persona })
  return viewPersona(ctx, input.persona)
})
