import type { z } from 'zod'
import { may } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { approval } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { asApproval, findApproval } from './row.ts'

/** A person decides, and only one who may make the call in question; agents and keys never do. */
export async function decide(ctx: Ctx, id: string, state: 'approved' | 'refused'): Promise<z.output<typeof approval>> {
  // A person's own credential also reaches us through their agents: what comes from there is not the person.
  const isPerson = ctx.actor.kind === 'person' && (ctx.surface === 'http' || ctx.surface === 'cli')
  if (!isPerson) throw new Problem(errors.not_a_person)
  const before = await findApproval(ctx, id)
  const declared = ctx.operations.get(before.operation)?.declaration
  if (!declared || !may(ctx.actor, declared.permission, before.project)) {
    throw new Problem(kernelErrors.forbidden, `You may not call ${before.operation} yourself, so you cannot allow it.`)
  }
  const decided = await ctx.query(
    `UPDATE kernel.approval SET state = $2, decided_by = $3, decided_at = now() WHERE id = $1 AND state = 'open' AND expires_at > now()`,
    [id, state, ctx.actor.name],
  )
  if (decided.rowCount !== 1) throw new Problem(errors.not_open)
  await ctx.emit(events.decided, { approval: id, operation: before.operation }, before.project)
  return asApproval(await findApproval(ctx, id))
}
