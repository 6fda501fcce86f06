import { reach } from '#kernel/actor.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { hashInput } from '#kernel/executor/confirmation.ts'
import { parseInput } from '#kernel/executor/input.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { asApproval, findApproval } from '../row.ts'

/** Binds the approval to the input as the executor will see it: parsed, and with the project's id for its slug. */
export const request = operation(contract.request, async (ctx, input) => {
  const declared = ctx.operations.get(input.operation)?.declaration
  if (!declared) throw new Problem(kernelErrors.not_found, `There is no operation ${input.operation}.`)
  if (declared.effect !== 'danger') throw new Problem(errors.not_dangerous)
  if (reach(ctx.actor, declared.permission) !== 'all' && !projectOf(declared.project)) throw new Problem(kernelErrors.forbidden)
  const exact = parseInput(declared, input.input)
  const field = projectOf(declared.project)
  const project = field && exact[field] != null ? await ctx.resolveProject(exact[field] as string) : null
  if (field && project !== null) exact[field] = project
  const id = ctx.id()
  await ctx.query(
    `INSERT INTO kernel.approval (id, operation, input, input_hash, project, requested_by, requested_name, surface, reason, state, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', now() + $10 * interval '1 minute')`,
    [
      id,
      declared.id,
      JSON.stringify(exact),
      hashInput(exact),
      project,
      ctx.actor.id,
      ctx.actor.name,
      ctx.surface,
      input.reason ?? null,
      input.minutes,
    ],
  )
  await ctx.emit(events.requested, { approval: id, operation: declared.id }, project)
  return asApproval(await findApproval(ctx, id))
})

function projectOf(scope: unknown): string | null {
  return typeof scope === 'object' && scope !== null && 'input' in scope ? String(scope.input) : null
}
