import { setTimeout as delay } from 'node:timers/promises'
import type { Ctx } from '#kernel/context.ts'
import { countLiveHosts } from '#kernel/durable/live-hosts.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import type { Json } from '../expressions/json.ts'
import type { ErrorBody } from '../interpreter/failure.ts'
import { mergeContexts } from '../interpreter/merge-contexts.ts'
import type { FanOutRequest, Outcome, Wait } from '../interpreter/world.ts'
import { sliceStartable } from '../slice-startable.ts'
import { cutFanOut } from './cut.ts'
import type { RunParts } from './run-parts.ts'

/** Slices that were told to end get this long until nothing of them is left. */
const patience = 30_000

/** Few slices, so that what they record is still stored together; two for each host, as one may be done before the other. */
const slicesPerHost = 2

/**
 * Cuts a fan-out into slices where there is more than one host to carry them out, and waits for all of them. Nodes of
 * one host have the same processors: there it would only cost.
 */
export async function shareFanOut(parts: RunParts, request: FanOutRequest): Promise<Outcome | null> {
  const { waiting, step, run, signal } = parts
  const { ctx } = step
  if (!(await waiting.working(() => isCut(parts, request)))) return null
  const { place } = request
  const sentence = `It waits for the slices of "${place.step ?? place.name}", which the nodes share.`
  const wait: Wait = { place, code: 'child', sentence, until: null, signal: request.signal }
  try {
    const outcome = await waiting.until(wait, () => outcomeOf(ctx, run.id, request))
    if (outcome !== 'timeout' && outcome.state === 'failed') await waiting.working(() => stopSlices(ctx, run.id, place.key))
    return outcome === 'timeout' ? null : outcome
  } catch (error) {
    // Another branch decided, or its time is over. Where only this execution ends, the slices go on.
    if (request.signal.aborted && !signal.aborted) await waiting.working(() => stopSlices(ctx, run.id, place.key))
    throw error
  }
}

/** An earlier execution may have cut it, or begun to carry it out whole. */
async function isCut({ step, run, journal }: RunParts, request: FanOutRequest): Promise<boolean> {
  const { ctx } = step
  const { place, items, parallel } = request
  const known = await ctx.query('SELECT FROM automations.fan_out WHERE run = $1 AND task = $2', [run.id, place.key])
  if (known.rowCount === 1) return true
  if (cutFanOut(items.length, parallel, 2).length === 1) return false
  const bound = await ctx.query('SELECT FROM automations.automation WHERE id = $1 AND host IS NOT NULL', [run.automation])
  if (bound.rowCount === 1 || journal.hasBelow(`${place.key}/each#`)) return false
  const hosts = await countLiveHosts(ctx.query)
  const cuts = cutFanOut(items.length, parallel, hosts * slicesPerHost)
  if (hosts < 2 || cuts.length === 1) return false
  await ctx.transaction(async (open) => {
    await open.query('INSERT INTO automations.fan_out (run, task, request) VALUES ($1, $2, $3)', [
      run.id,
      place.key,
      storedRequest(request),
    ])
    for (const [number, { first, count, parallel: share }] of cuts.entries()) {
      const title = `${run.name}: ${place.step ?? place.name}, part ${number + 1} of ${cuts.length}`
      const options = { title, project: run.project, host: 'any' }
      const workflow = await open.start(sliceStartable, { run: run.id, task: place.key, number }, options)
      await open.query(
        'INSERT INTO automations.slice (run, task, number, workflow, first, parallel, items) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [run.id, place.key, number, workflow, first, share, toJson(items.slice(first, first + count))],
      )
    }
  })
  return true
}

function storedRequest({ place, task, around, input }: FanOutRequest): string {
  return toJson({ place, task, around, input })
}

interface SliceEnd {
  state: 'open' | 'done' | 'failed' | 'stopped'
  output: Json[] | null
  context: Json
  error: ErrorBody | null
}

/** The first failure decides; otherwise every slice has to be done. */
async function outcomeOf(ctx: Ctx, run: string, { place, around }: FanOutRequest): Promise<Outcome | null> {
  const found = await ctx.query<SliceEnd>(
    'SELECT state, output, context, error FROM automations.slice WHERE run = $1 AND task = $2 ORDER BY number',
    [run, place.key],
    'automations.slice.ends',
  )
  const failed = await ctx.query<{ error: ErrorBody }>(
    "SELECT error FROM automations.slice WHERE run = $1 AND task = $2 AND state = 'failed' ORDER BY ended_at, number LIMIT 1",
    [run, place.key],
    'automations.slice.failed',
  )
  const contexts = found.rows.flatMap(({ state, context }) => (state === 'open' || context === null ? [] : [context]))
  const context = mergeContexts(around.context, contexts)
  if (failed.rows[0]) return { state: 'failed', error: failed.rows[0].error, context }
  if (found.rows.some(({ state }) => state !== 'done')) return null
  return { state: 'done', output: found.rows.flatMap(({ output }) => output ?? []), context }
}

/** Slices that are open end where they stand; returns when nothing of them is left on any node. */
async function stopSlices(ctx: Ctx, run: string, task: string): Promise<void> {
  await ctx.query(
    "UPDATE automations.slice SET state = 'stopped', claim = NULL, ended_at = now() WHERE run = $1 AND task = $2 AND state = 'open'",
    [run, task],
  )
  const left = 'SELECT FROM automations.slice WHERE run = $1 AND task = $2 AND over_at IS NULL LIMIT 1'
  const until = performance.now() + patience
  while ((await ctx.query(left, [run, task])).rowCount === 1) {
    if (performance.now() > until) throw new Error('Slices of a fan-out do not end.')
    await delay(100)
  }
}
