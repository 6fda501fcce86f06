import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { findPersona, type PersonaContent } from '../personas/persona-row.ts'
import { viewPersona } from '../personas/persona-view.ts'

export const getPersona = operation(contract.getPersona, async (ctx, { persona }) => {
  await findPersona(ctx, persona)
  const versions = await ctx.query<{ version: number; content: PersonaContent; changed_by: string; changed_at: Date }>(
    'SELECT version, content, changed_by, changed_at FROM council.persona_version WHERE persona = $1 ORDER BY version DESC',
    [persona],
  )
  return {
    ...(await viewPersona(ctx, persona)),
    versions: versions.rows.map(({ version, content, changed_by, changed_at }) => ({
      ...content,
      version,
      changedBy: changed_by,
      changedAt: changed_at.toISOString(),
    })),
  }
})
