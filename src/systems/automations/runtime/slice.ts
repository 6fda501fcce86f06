import { randomUUID } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import type { Step } from '#kernel/workflow.ts'
import type { Json, JsonObject } from '../expressions/json.ts'
import { failure, Stopped } from '../interpreter/failure.ts'
import { playSlice } from '../interpreter/for-each.ts'
import { Interpreter } from '../interpreter/interpreter.ts'
import type { FanOutFrame, Outcome, TaskPlace } from '../interpreter/world.ts'
import { wakeRun } from '../wake-run.ts'
import { largestOutcome } from './journal.ts'
import { requireSliceProcessesGone } from './leftover-processes.ts'
import type { ClaimedRun } from './run-row.ts'
import { redacted, Segment, type Hold, type Seen, type SegmentEnd } from './segment.ts'

export interface SliceKey {
  readonly run: string
  /** Key of the fan-out. */
  readonly task: string
  readonly number: number
}

/** Slices are not woken one by one: they look again by themselves. */
const longestAside = 2000

interface ClaimedSlice extends ClaimedRun {
  readonly first_item: number
  readonly parallel: number
  readonly items: Json[]
  readonly request: { readonly place: TaskPlace; readonly task: JsonObject; readonly around: FanOutFrame; readonly input: Json }
}

/** Interprets a slice of a fan-out until it ends or nothing of it can go on; its tasks are tasks of the run. */
export async function runSlice(step: Step, key: SliceKey): Promise<SegmentEnd> {
  const claim = randomUUID()
  const claimed = await claimSlice(step.ctx, key, claim)
  if (claimed === null) return { kind: 'ended' }
  await requireSliceProcessesGone(step.ctx, key, { first: claimed.first_item, count: claimed.items.length })
  try {
    return await new Segment(step, holdOf(claimed, key, claim)).run()
  } catch (error) {
    // It was stopped while it ran: that is its end. Where the node stops or loses it, the engine goes on elsewhere.
    if (error instanceof Stopped && !step.signal.aborted) return { kind: 'ended' }
    throw error
  }
}

async function claimSlice(ctx: Ctx, { run, task, number }: SliceKey, claim: string): Promise<ClaimedSlice | null> {
  const found = await ctx.query<ClaimedSlice>(
    `UPDATE automations.slice s SET claim = $4
     FROM automations.fan_out f, automations.run r JOIN automations.definition d ON d.hash = r.hash
     WHERE s.run = $1 AND s.task = $2 AND s.number = $3 AND s.state = 'open' AND f.run = s.run AND f.task = s.task
       AND r.id = s.run AND r.state IN ('waiting', 'running', 'paused') AND r.cancel_requested_at IS NULL
     RETURNING r.id, r.number, r.automation, r.name, r.project, r.hash, r.input, r.overrides, r.pins, r.parent, r.trigger_kind, r.created_at,
       r.started_at, r.wakes, r.pause_requested_at, r.edited_by, false AS first, false AS fresh, d.document, s.first AS first_item, s.parallel, s.items, f.request`,
    [run, task, number, claim],
    'automations.slice.claim',
  )
  return found.rows[0] ?? null
}

function holdOf(slice: ClaimedSlice, key: SliceKey, claim: string): Hold<Outcome> {
  const { run, task, number } = key
  const mine = [run, task, number, claim]
  return {
    run: slice,
    claim,
    below: task,
    longestAside,
    async play(world, secrets) {
      const { request, first_item: first, items, parallel } = slice
      const outcome = bounded(await playSlice(new Interpreter(world), { ...request, first, items, parallel, signal: world.signal }))
      return outcome.error === undefined ? outcome : { ...outcome, error: redacted(secrets, outcome.error) }
    },
    end: (ctx, { state, output, context, error }) =>
      ctx.transaction(async (open) => {
        const ended = await open.query(
          `UPDATE automations.slice SET state = $5, output = $6, context = $7, error = $8, ended_at = now()
           WHERE run = $1 AND task = $2 AND number = $3 AND claim = $4 AND state = 'open'`,
          [...mine, state, toJson(output ?? []), toJson(context ?? null), error === undefined ? null : toJson(error)],
          'automations.slice.end',
        )
        if (ended.rowCount === 1) await wakeRun(open, run)
        return ended.rowCount === 1
      }),
    putAside: async () => true,
    async look(ctx) {
      const found = await ctx.query<Seen>(
        `SELECT r.wakes, r.pause_requested_at IS NOT NULL AS paused FROM automations.slice s JOIN automations.run r ON r.id = s.run
         WHERE s.run = $1 AND s.task = $2 AND s.number = $3 AND s.claim = $4 AND s.state = 'open' AND r.cancel_requested_at IS NULL
           AND r.state IN ('waiting', 'running', 'paused')`,
        mine,
        'automations.slice.look',
      )
      return found.rows[0] ?? null
    },
  }
}

function bounded(outcome: Outcome): Outcome {
  const size = Buffer.byteLength(toJson(outcome.output ?? null))
  if (outcome.state === 'failed' || size <= largestOutcome) return outcome
  const sentence = `A part of the fan-out answered ${size} bytes; at most ${largestOutcome} are kept. Store it elsewhere and answer where it is.`
  return { state: 'failed', error: failure('validation', sentence).body }
}
