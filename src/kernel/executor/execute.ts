import type { Answer, Call } from '../call.ts'
import { started } from '../contract.ts'
import { kernelErrors, Problem } from '../errors.ts'
import { newId } from '../ids.ts'
import type { BoundOperation } from '../operation.ts'
import { auditDone, auditFailed, auditRefused } from './audit.ts'
import { requireConfirmation, requireFreshness } from './confirmation.ts'
import type { Connection } from './connection.ts'
import { CallContext, type Machinery, type NumberedCall } from './context.ts'
import { replayOrClaim, rememberAnswer } from './idempotency.ts'
import { parseInput, requireKnownFields } from './input.ts'
import { checkOutput } from './output.ts'
import { namesProject, requirePermission, requireProject, resolveProjectInput } from './permission.ts'
import { toProblem } from './problem.ts'
import { requireRate } from './rate-limit.ts'
import { withConnection } from './transaction.ts'

/**
 * The one path every call takes: actor, permission, input, rate limit, freshness, confirmation, idempotency,
 * transaction, run, output, audit; whatever goes wrong leaves as a Problem.
 */
export async function execute(machinery: Machinery, call: Call): Promise<Answer> {
  const bound = machinery.operations.get(call.operation)
  if (!bound) throw new Problem(kernelErrors.not_found, `There is no operation ${call.operation}.`)
  const numbered = isNumbered(call) ? call : { ...call, requestId: newId() }
  try {
    return await runStages(machinery, bound, numbered)
  } catch (error) {
    const problem = toProblem(error, machinery.log, numbered)
    await auditFailed(machinery, bound, numbered, problem)
    throw problem
  }
}

function isNumbered(call: Call): call is NumberedCall {
  return call.requestId !== undefined
}

async function runStages(machinery: Machinery, bound: BoundOperation, call: NumberedCall): Promise<Answer> {
  const declaration = bound.declaration
  try {
    requirePermission(call.actor, declaration)
  } catch (error) {
    await auditRefused(machinery, bound, call)
    throw error
  }
  requireKnownFields(declaration, call.input)
  const input = parseInput(declaration, call.input)
  requireRate(machinery.rates, call.actor, declaration, machinery.clock)
  if (declaration.effect === 'read') return runRead(machinery, bound, call, input)
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

/** Reads are most calls: they have no transaction, nothing to confirm and nothing to replay. */
async function runRead(machinery: Machinery, bound: BoundOperation, call: NumberedCall, input: Record<string, unknown>): Promise<Answer> {
  const connection: Connection = { client: null, query: machinery.query }
  const { declaration } = bound
  const scoped = namesProject(declaration, input) ? await resolveProjectInput(machinery, connection, call, declaration, input) : input
  requireFreshness(call, declaration, machinery.clock)
  return { status: statusOf(bound), output: await runBound(machinery, bound, call, connection, scoped), replayed: false }
}

/** Scope, run, output and audit: also the path of a nested call inside an open transaction. */
export async function runBound(
  machinery: Machinery,
  bound: BoundOperation,
  call: NumberedCall,
  connection: Connection,
  input: Record<string, unknown>,
): Promise<unknown> {
  const { declaration } = bound
  const ctx = new CallContext(machinery, declaration, call, connection, runNested)
  const project = typeof declaration.project === 'object' ? await requireProject(ctx, bound, input) : null
  const output = checkOutput(declaration, await bound.run(ctx, input), machinery.config.checkOutputs)
  if (declaration.effect !== 'read') await auditDone(connection, declaration, call, input, project)
  return output
}

/** A call made by an operation: the same stages but for rate, confirmation and idempotency, which its caller passed. */
export async function runNested(machinery: Machinery, call: NumberedCall, connection: Connection): Promise<unknown> {
  const bound = machinery.operations.get(call.operation)
  if (!bound) throw new Problem(kernelErrors.not_found, `There is no operation ${call.operation}.`)
  requirePermission(call.actor, bound.declaration)
  const input = parseInput(bound.declaration, call.input)
  const inside = async (open: Connection) => {
    const scoped = await resolveProjectInput(machinery, open, call, bound.declaration, input)
    return runBound(machinery, bound, call, open, scoped)
  }
  const { client, query } = connection
  return client ? inside({ client, query }) : withConnection(machinery, bound.declaration, inside)
}

function statusOf(bound: BoundOperation): number {
  if (bound.declaration.output === started) return 202
  return bound.declaration.http[0] === 'POST' && /^(create|add)/.test(bound.declaration.name) ? 201 : 200
}
