import type { Json, JsonObject } from '../expressions/json.ts'
import { asFailure, Failure, failure, Stopped } from './failure.ts'
import { stoppable, type TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'
import { timeoutOf } from './timeouts.ts'
import type { EffectRequest, EffectResult } from './world.ts'

export interface Wanted {
  readonly kind: EffectRequest['kind']
  readonly what: string
  /** The definition of the call; its expressions are evaluated on the task's input. */
  readonly definition: Json
  /** Members that are text for somebody else and are never evaluated. */
  readonly verbatim?: readonly string[]
}

/**
 * Does something outside, at most once for all who may read it: its outcome is recorded, a failure too. The name that
 * the outside world gets for it is the same in each try and after each crash.
 */
export async function effectOf(walker: Walker, call: TaskCall, input: Json, wanted: Wanted): Promise<Json> {
  const { world } = walker
  const { place, frame } = call
  const known = world.journal.recorded(place.key)
  if (known) {
    if (known.state === 'failed') throw new Failure(known.error!)
    return known.output ?? null
  }
  await world.gate(stoppable(frame))
  const shown = await filled(walker, call, { input, wanted })
  const limit = await timeoutOf(walker, call, input)
  const late = new AbortController()
  const timer = limit === null ? undefined : setTimeout(() => late.abort(), limit)
  const startedAt = world.now()
  const outcome = await perform(walker, {
    kind: wanted.kind,
    what: wanted.what,
    place,
    idempotencyKey: `${String(world.workflow['id'])}:${effectKey(place.key)}`,
    input: shown,
    data: input,
    withSecrets: () => filled(walker, call, { input, wanted, secrets: true }),
    signal: AbortSignal.any([frame.signal, late.signal]),
  }).finally(() => clearTimeout(timer))
  if (frame.signal.aborted) throw new Stopped('ended from outside')
  const failed = late.signal.aborted ? failure('timeout', `It took longer than ${limit} ms.`) : 'failed' in outcome ? outcome.failed : null
  const { cpuMilliseconds, cost, repeatable } = 'result' in outcome ? outcome.result : {}
  const more = { input: shown, startedAt, cpuMilliseconds, ...(cost === undefined ? {} : { cost }) }
  const counted = failed
    ? await world.journal.record(place, { state: 'failed', error: failed.at(place.reference).body }, more)
    : await world.journal.record(
        place,
        { state: 'done', output: (outcome as { result: EffectResult }).result.output },
        { ...more, repeatable },
      )
  if (counted.state === 'failed') throw new Failure(counted.error!)
  return counted.output ?? null
}

async function perform(walker: Walker, request: EffectRequest): Promise<{ result: EffectResult } | { failed: Failure }> {
  try {
    return { result: await walker.world.effect(request) }
  } catch (error) {
    if (error instanceof Failure) return { failed: error }
    if (request.signal.aborted) return { failed: asFailure(error) }
    throw error
  }
}

interface Filling {
  readonly input: Json
  readonly wanted: Wanted
  readonly secrets?: boolean
}

async function filled(walker: Walker, call: TaskCall, { input, wanted, secrets = false }: Filling): Promise<Json> {
  const { definition, verbatim = [] } = wanted
  const values = secrets ? await granted(walker, call, definition) : undefined
  const data = { data: input, ...(values ? { secrets: values } : {}) }
  if (verbatim.length === 0) return walker.evaluation.filled(call, definition, data)
  const { given, kept } = split(definition as JsonObject, verbatim)
  return { ...((await walker.evaluation.filled(call, given, data)) as JsonObject), ...kept }
}

/** The secrets of the step; throws when the call names one that it was not granted. */
function granted({ world }: Walker, { place }: TaskCall, definition: Json): Promise<JsonObject> {
  const named = [...JSON.stringify(definition).matchAll(/\$secrets(?:\.([A-Za-z_]\w*)|\[\\"([^"\\]+)\\"\])/g)].map(
    (found) => found[1] ?? found[2]!,
  )
  return world.secrets(place, named)
}

function split(definition: JsonObject, verbatim: readonly string[]): { given: JsonObject; kept: JsonObject } {
  const entries = Object.entries(definition)
  return {
    given: Object.fromEntries(entries.filter(([key]) => !verbatim.includes(key))),
    kept: Object.fromEntries(entries.filter(([key]) => verbatim.includes(key))),
  }
}

/** Tries are one effect to the outside world. */
function effectKey(key: string): string {
  return key.replace(/\/try#\d+/g, '/try')
}
