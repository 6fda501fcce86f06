import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { findPersona } from '../personas/persona-row.ts'

export const removePersona = operation(contract.removePersona, async (ctx, { persona }) => {
  const row = await findPersona(ctx, persona)
  if (row.built_in) throw new Problem(errors.persona_built_in)
  await ctx.query('UPDATE council.persona SET removed_at = now(), enabled = false WHERE id = $1', [persona])
  await ctx.emit(events.persona_changed, { persona })
  return {}
})
