import { setTimeout as delay } from 'node:timers/promises'
import type { Ctx } from '#kernel/context.ts'
import { type DeclaredError, Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import { cancelled, timedOut, unsent, type Failure } from './failure.ts'
import type { Plan } from './plan.ts'
import { ask, type Answer } from './providers/ask.ts'
import { providers } from './providers/index.ts'
import type { Connection } from './providers/port.ts'
import { readFailure } from './providers/read-failure.ts'
import type { Recorded } from './reserve.ts'
import { settleAnswer, settleFailure } from './settle.ts'

/** Without a deadline of its own a call has this long. */
const usualMilliseconds = 120_000
const mostTries = 4
const firstPause = 500
/** A provider that wants to be left alone for longer is not waited for. */
const longestPause = 30_000

export interface Call {
  /** The ledger's row. */
  readonly id: string
  readonly connection: Connection
  readonly onText?: (piece: string) => void
  readonly signal?: AbortSignal
}

/** Asks with retries until the deadline, and settles the ledger's row whatever comes of it. */
export async function callProvider(ctx: Ctx, plan: Plan, call: Call): Promise<Recorded> {
  const began = performance.now()
  const milliseconds = (): number => Math.round(performance.now() - began)
  const tally = { tries: 0 }
  const result = await tryUntil(ctx, plan, call, tally)
  const measured = { id: call.id, tries: tally.tries, milliseconds: milliseconds() }
  if ('text' in result) return settleAnswer(ctx, plan, measured, result)
  await settleFailure(ctx, plan, measured, result)
  signalOf(ctx, plan, call).throwIfAborted()
  const wait = result.afterMilliseconds === null ? {} : { retryAfterSeconds: Math.ceil(result.afterMilliseconds / 1000) }
  throw new Problem(declaredOf(result), result.sentence, { ledgerId: call.id, possiblyPaid: result.paid === 'maybe', ...wait })
}

async function tryUntil(ctx: Ctx, plan: Plan, call: Call, tally: { tries: number }): Promise<Answer | Failure> {
  const stop = signalOf(ctx, plan, call)
  const left = plan.request.deadline ? plan.request.deadline.getTime() - Date.now() : usualMilliseconds
  const end = performance.now() + left
  const late = AbortSignal.timeout(Math.max(0, Math.floor(left)))
  for (;;) {
    // Nothing is on its way here: what ends now was not bought.
    if (stop.aborted) return unsent(cancelled)
    if (performance.now() >= end) return unsent(timedOut(Math.max(0, left)))
    tally.tries += 1
    const result = await tryOnce(ctx, plan, call, AbortSignal.any([stop, late]), () => late.aborted, left)
    if ('text' in result) return result
    if (stop.aborted) return cancelled
    const pause = result.afterMilliseconds ?? firstPause * 2 ** (tally.tries - 1) * (0.75 + Math.random() / 2)
    const isFinal = !result.retry || tally.tries >= mostTries || pause > longestPause || performance.now() + pause > end
    if (isFinal) return result
    await delay(pause, undefined, { signal: stop }).catch(() => {})
  }
}

async function tryOnce(
  ctx: Ctx,
  plan: Plan,
  call: Call,
  signal: AbortSignal,
  isLate: () => boolean,
  left: number,
): Promise<Answer | Failure> {
  const { target, request } = plan
  try {
    return await ask({
      provider: providers[target.kind],
      connection: call.connection,
      model: target.model,
      request,
      messages: plan.messages,
      json: plan.json,
      maxOutputTokens: plan.maxOutputTokens,
      signal,
      onText: call.onText,
    })
  } catch (error) {
    const host = new URL(call.connection.baseUrl).host
    return readFailure({ error, host, milliseconds: left, timedOut: isLate(), now: ctx.clock.now() })
  }
}

function signalOf(ctx: Ctx, plan: Plan, call: Call): AbortSignal {
  return AbortSignal.any([ctx.signal, ...(plan.request.signal ? [plan.request.signal] : []), ...(call.signal ? [call.signal] : [])])
}

/** How a call may fail once it was made. */
function declaredOf(failure: Failure): DeclaredError {
  if (failure.code === 'models.rate_limited') return errors.rate_limited
  if (failure.code === 'models.timeout') return errors.timeout
  if (failure.code === 'models.too_long') return errors.too_long
  if (failure.code === 'models.bad_output') return errors.bad_output
  return failure.code === 'models.provider_refused' ? errors.provider_refused : errors.provider_failed
}
