import { started } from '#kernel/contract.ts'
import { contract as approvals } from '#kernel/approvals/contract.ts'
import { contract as runs } from '#kernel/runs/contract.ts'
import type { Ctx } from '#kernel/context.ts'
import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { failure, Failure } from '../interpreter/failure.ts'
import type { Outcome, TaskPlace, Wait } from '../interpreter/world.ts'
import { costOf } from './model-cost.ts'
import type { RunParts } from './run-parts.ts'

/** A person has a day to allow what an automation asks for. */
const approvalMinutes = 1440

interface Allowing {
  readonly place: TaskPlace
  readonly operation: string
  readonly input: Json
  readonly signal: AbortSignal
}

/** Where the approval of a dangerous call is kept, for the call that uses it. */
export function approvalKey(place: TaskPlace): string {
  return `${place.key}?approval`
}

/** Asks a person to allow a dangerous operation with exactly this input, and waits for the answer. */
export async function allowOperation(parts: RunParts, { place, operation, input, signal }: Allowing): Promise<void> {
  const { step, journal, waiting } = parts
  const { ctx } = step
  if (ctx.operations.get(operation)?.declaration.effect !== 'danger') return
  const own: TaskPlace = { ...place, key: approvalKey(place), kind: 'approval' }
  const known = journal.recorded(own.key)
  if (known) return requireAllowed(known)
  await journal.flush()
  const approval = journal.childRun(own.key) ?? (await waiting.working(() => ask(parts, operation, input)))
  await journal.recordWait(own, { childRun: approval, waitsFor: `approval:${approval}`, input })
  const sentence = `It waits for a person to allow ${operation}.`
  const until = new Date((journal.beganAt(own.key) ?? ctx.clock.now()).getTime() + approvalMinutes * 60_000)
  const wait: Wait = { place: own, code: 'approval', sentence, until, signal }
  const decided = await waiting.until(wait, () => decision(ctx, approval))
  const outcome: Outcome = decided === 'timeout' ? refused('Nobody allowed it in time.') : decided
  requireAllowed(await journal.record(own, outcome))
}

function requireAllowed(outcome: Outcome): void {
  if (outcome.state === 'failed') throw new Failure(outcome.error!)
}

async function ask({ step, run }: RunParts, operation: string, input: Json): Promise<string> {
  const reason = `Run #${run.number} of ${run.name}`
  const asked = await step.ctx.call(approvals.request, { operation, input: input as JsonObject, reason, minutes: approvalMinutes })
  return asked.id
}

async function decision(ctx: Ctx, id: string): Promise<Outcome | null> {
  const approval = await ctx.call(approvals.get, { id })
  if (approval.state === 'open') return null
  if (approval.state === 'approved' || approval.state === 'used') return { state: 'done', output: id }
  return refused(approval.state === 'refused' ? `${approval.decidedBy ?? 'Somebody'} refused it.` : 'Nobody allowed it in time.')
}

function refused(sentence: string): Outcome {
  return { state: 'failed', error: failure('authorization', sentence).body }
}

interface Awaiting {
  readonly place: TaskPlace
  readonly operation: string
  readonly answer: Json
  readonly signal: AbortSignal
}

/** Long operations answer the run that carries the work on: what came of that is the output. */
export async function awaitOperation(parts: RunParts, { place, operation, answer, signal }: Awaiting): Promise<Json> {
  const { step, journal, waiting } = parts
  const { ctx } = step
  const isLong = ctx.operations.get(operation)?.declaration.output === started
  if (!isLong || !isObject(answer) || typeof answer['run'] !== 'string') return answer
  const id = answer['run']
  const own: TaskPlace = { ...place, key: `${place.key}?run`, kind: 'run' }
  const known = journal.recorded(own.key)
  if (known) return outputOf(known, id)
  await journal.recordWait(own, { childRun: id, waitsFor: `run:${id}` })
  const wait: Wait = { place: own, code: 'child', sentence: `It waits until ${operation} has ended.`, until: null, signal }
  const outcome = await waiting.until(wait, () => endOf(ctx, id))
  const ended = outcome === 'timeout' ? { state: 'done' as const } : outcome
  return outputOf(await journal.record(own, ended, costOf(ended.output ?? null)), id)
}

async function endOf(ctx: Ctx, id: string): Promise<Outcome | null> {
  const run = await ctx.call(runs.get, { id })
  if (run.state === 'done') return { state: 'done', output: (run.output ?? null) as Json }
  if (run.state === 'failed') return { state: 'failed', error: failure('runtime', run.error ?? `${run.title} failed.`).body }
  return run.state === 'cancelled' ? { state: 'failed', error: failure('runtime', `${run.title} was cancelled.`).body } : null
}

function outputOf(outcome: Outcome, run: string): Json {
  if (outcome.state === 'failed') throw new Failure(outcome.error!)
  return isObject(outcome.output) ? { run, ...outcome.output } : { run, output: outcome.output ?? null }
}
