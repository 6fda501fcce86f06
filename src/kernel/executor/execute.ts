import { anonymous } from '../actor.ts'
import type { Answer, Call } from '../call.ts'
import { started } from '../contract.ts'
import { kernelErrors, Problem } from '../errors.ts'
import { newId } from '../ids.ts'
import type { BoundOperation } from '../operation.ts'
import { auditDone, auditFailed, auditRefused } from './audit.ts'
import { requireConfirmation, requireFreshness } from './confirmation.ts'
import type { Connection } from './connection.ts'
import { buildContext, type Machinery } from './context.ts'
import { replayOrClaim, rememberAnswer } from './idempotency.ts'
import { parseInput } from './input.ts'
import { checkOutput } from './output.ts'
import { requirePermission, requireProject, resolveProjectInput } from './permission.ts'
import { toProblem } from './problem.ts'
import { requireRate } from './rate-limit.ts'
import { withConnection } from './transaction.ts'

/**
 * The one path every call takes: actor, permission, input, rate limit, freshness, confirmation, idempotency,
 * transaction, run, output, audit; whatever goes wrong leaves as a Problem.
 */
export async function execute(machinery: Machinery, call: Call): Promise<Answer> {
  const bound = machinery.operations.get(call.operation)
  const requestId = call.requestId ?? newId()
  if (!bound) throw new Problem(kernelErrors.not_found, `There is no operation ${call.operation}.`)
  const complete = { ...call, requestId, actor: call.actor ?? anonymous, identified: { person: null } }
  try {
    return await runStages(machinery, bound, complete)
  } catch (error) {
    const problem = toProblem(error, machinery.log, complete)
    await auditFailed(machinery, bound, complete, problem)
    throw problem
  }
}

async function runStages(machinery: Machinery, bound: BoundOperation, call: Call & { requestId: string }): Promise<Answer> {
  const declaration = bound.declaration
  try {
    requirePermission(call.actor, declaration)
  } catch (error) {
    await auditRefused(machinery, bound, call)
    throw error
  }
  const input = parseInput(declaration, call.input)
  requireRate(machinery.rates, call.actor, declaration, machinery.clock)
  return withConnection(machinery, declaration, async (connection) => {
    const scoped = await resolveProjectInput(machinery, connection, call, declaration, input)
    requireFreshness(call, declaration, machinery.clock)
    await requireConfirmation(connection, call, declaration, scoped)
    const earlier = await replayOrClaim(connection, call, declaration, scoped)
    if (earlier) return earlier
    const output = await runBound(machinery, bound, call, connection, scoped)
    const answer: Answer = { status: statusOf(bound), output, replayed: false }
    await rememberAnswer(connection, call, declaration, answer)
    return answer
  })
}

/** Scope, run, output and audit: also the path of a nested call inside an open transaction. */
export async function runBound(
  machinery: Machinery,
  bound: BoundOperation,
  call: Call & { requestId: string },
  connection: Connection,
  input: Record<string, unknown>,
): Promise<unknown> {
  const ctx = buildContext(machinery, bound.declaration, call, connection, runNested)
  const project = await requireProject(ctx, bound, input)
  const output = checkOutput(bound.declaration, await bound.run(ctx, input), machinery.config.checkOutputs)
  await auditDone(connection, bound.declaration, call, input, project)
  return output
}

/** A call made by an operation: the same stages but for rate, confirmation and idempotency, which its caller passed. */
export async function runNested(machinery: Machinery, call: Call & { requestId: string }, connection: Connection): Promise<unknown> {
  const bound = machinery.operations.get(call.operation)
  if (!bound) throw new Problem(kernelErrors.not_found, `There is no operation ${call.operation}.`)
  requirePermission(call.actor, bound.declaration)
  const input = parseInput(bound.declaration, call.input)
  const inside = async (open: Connection) => {
    const scoped = await resolveProjectInput(machinery, open, call, bound.declaration, input)
    return runBound(machinery, bound, call, open, scoped)
  }
  return connection.client ? inside(connection) : withConnection(machinery, bound.declaration, inside)
}

function statusOf(bound: BoundOperation): number {
  if (bound.declaration.output === started) return 202
  return bound.declaration.http[0] === 'POST' && /^(create|add)/.test(bound.declaration.name) ? 201 : 200
}
