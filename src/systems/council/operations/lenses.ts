import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asEvidence } from '../evidence/evidence-row.ts'
import { gatherEvidence } from '../evidence/gather.ts'
import { packEvidence } from '../evidence/pack.ts'
import { computeLenses } from '../lenses/lens-store.ts'
import { namedProject } from '../named-project.ts'
import { holdsSecret } from '#systems/models/public.ts'

const everything = 1_000_000

/** Computed now, from what the caller may see now. */
export const lenses = operation(contract.lenses, async (ctx, input) => {
  const project = await namedProject(ctx, input.project)
  const now = ctx.clock.now()
  const { drafts, notes } = await gatherEvidence(ctx, { project, now })
  const tokensOf = (text: string) => Math.ceil(text.length / 4)
  const secret = await holdsSecret(ctx)
  const items = packEvidence(drafts, { tokens: everything, tokensOf, now, text: '', lenses: [], holdsSecret: secret })
  return { items: await computeLenses(ctx, items), evidence: items.map(asEvidence), notes: [...notes] }
})
