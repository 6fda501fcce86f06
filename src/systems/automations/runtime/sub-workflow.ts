import { may } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import type { Json } from '../expressions/json.ts'
import { failure, Failure, type ErrorBody } from '../interpreter/failure.ts'
import type { Outcome, Wait, WorkflowRequest } from '../interpreter/world.ts'
import { startRun } from '../start-run.ts'
import type { RunParts } from './run-parts.ts'

/** Runs another automation as a run of its own, in the version that was pinned when this one was saved. */
export async function awaitWorkflow(parts: RunParts, request: WorkflowRequest): Promise<Json> {
  const { journal, waiting, step } = parts
  const { place } = request
  const known = journal.recorded(place.key)
  if (known) return outputOf(known)
  const child = journal.childRun(place.key) ?? (await waiting.working(() => startChild(parts, request)))
  if (!request.await) return outputOf(await journal.record(place, { state: 'done', output: { run: child } }))
  await journal.recordWait(place, { childRun: child, waitsFor: `run:${child}`, input: request.input })
  const wait: Wait = { place, code: 'child', sentence: `It waits for ${request.workflow}.`, until: null, signal: request.signal }
  const outcome = await waiting.until(wait, () => endOf(step.ctx, child))
  return outputOf(await journal.record(place, outcome === 'timeout' ? { state: 'done' } : outcome))
}

async function startChild({ step, run }: RunParts, { place, workflow, input }: WorkflowRequest): Promise<string> {
  const { ctx } = step
  const [, namespace, name] = /^(.*)\/(.*)@/.exec(workflow) ?? []
  const found = await ctx.query<{ id: string; project: string | null }>(
    'SELECT id, project FROM automations.automation WHERE namespace = $1 AND name = $2',
    [namespace, name],
  )
  const row = found.rows[0]
  const hash = run.pins[workflow]
  if (!row || hash === undefined) throw failure('configuration', `There is no workflow ${workflow}.`).at(place.reference)
  if (!may(ctx.actor, 'automations:run', row.project))
    throw failure('authorization', `${ctx.actor.name} may not run ${workflow}.`).at(place.reference)
  return startRun(ctx, {
    automation: row.id,
    hash,
    input,
    trigger: { kind: 'run', detail: `#${run.number}` },
    parent: { run: run.id, task: place.key },
    editedBy: run.edited_by,
  })
}

async function endOf(ctx: Ctx, run: string): Promise<Outcome | null> {
  const found = await ctx.query<{ state: string; output: Json; error: ErrorBody | null }>(
    'SELECT state, output, error FROM automations.run WHERE id = $1',
    [run],
  )
  const row = found.rows[0]
  if (!row) return { state: 'failed', error: failure('runtime', 'The run it waited for was deleted.').body }
  if (row.state === 'done') return { state: 'done', output: row.output }
  if (row.state === 'failed') return { state: 'failed', error: row.error ?? failure('runtime', 'The run it waited for failed.').body }
  return row.state === 'cancelled' ? { state: 'failed', error: failure('runtime', 'The run it waited for was cancelled.').body } : null
}

function outputOf(outcome: Outcome): Json {
  if (outcome.state === 'failed') throw new Failure(outcome.error!)
  return outcome.output ?? null
}
