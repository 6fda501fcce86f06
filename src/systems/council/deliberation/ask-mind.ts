import { setTimeout as delay } from 'node:timers/promises'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { Step } from '#kernel/workflow.ts'
import { complete, type Completion } from '#systems/models/public.ts'
import { excuse } from './excuse.ts'
import { reserveFor } from './question-budget.ts'
import { sealBallot } from './seal-ballot.ts'
import type { Asking } from './stored-ballot.ts'
import { writeRequest, type MindRequest } from './write-request.ts'

/** A call that ignores its deadline is given up so much later. */
const graceMilliseconds = 1500

/**
 * Asks one mind for one round. A ballot that is sealed already is not asked for again; an answer that the models system
 * recorded before a crash is taken from there. Whatever goes wrong makes this mind absent, and nobody else.
 */
export async function askMind({ ctx, signal }: Step, asking: Asking): Promise<'sealed' | 'absent' | 'over'> {
  const request = await writeRequest(ctx, asking)
  if (request === 'sealed' || request === 'over') return request
  if (ctx.clock.now() >= new Date(asking.until)) return excuse(ctx, asking, 'The deadline had passed before it was asked.')
  const refused = await reserveFor(ctx, asking, request)
  if (refused) return excuse(ctx, asking, refused)
  const began = performance.now()
  try {
    const completion = await withinDeadline(asking, signal, (ending) => complete(ctx, { ...request.completion, signal: ending }))
    return await seal(ctx, asking, { request, completion, milliseconds: performance.now() - began })
  } catch (error) {
    if (signal.aborted || !(error instanceof Problem || error instanceof TooLate)) throw error
    return excuse(ctx, asking, reasonOf(error))
  }
}

class TooLate extends Error {}

async function withinDeadline<T>({ until }: Asking, signal: AbortSignal, call: (ending: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController()
  const end = () => over.abort(signal.reason)
  signal.addEventListener('abort', end, { once: true })
  const timer = new AbortController()
  const left = Math.max(0, Date.parse(until) - Date.now()) + graceMilliseconds
  const late = delay(left, undefined, { signal: timer.signal }).then(() => {
    const error = new TooLate('It did not answer before the deadline.')
    over.abort(error)
    throw error
  })
  late.catch(() => {})
  try {
    return await Promise.race([call(over.signal), late])
  } finally {
    timer.abort()
    signal.removeEventListener('abort', end)
  }
}

async function seal(
  ctx: Ctx,
  asking: Asking,
  answer: { request: MindRequest; completion: Completion; milliseconds: number },
): Promise<'sealed' | 'absent'> {
  const { request, completion } = answer
  const content = request.form.read(completion.object)
  const { usage, cost, ledgerId } = completion
  await sealBallot(ctx, {
    question: asking.question,
    voter: asking.voter,
    round: asking.round,
    content,
    payment: {
      micros: cost.micros,
      tokensIn: usage.input,
      tokensOut: usage.output,
      milliseconds: Math.round(answer.milliseconds),
      paidBy: ledgerId,
    },
  })
  return 'sealed'
}

/** Why a mind is absent, in words for the reader. */
function reasonOf(error: Error): string {
  const code = error instanceof Problem ? error.code : ''
  return `${reasons[code] ?? 'It gave no answer.'} ${error.message}`.trim().slice(0, 500)
}

const reasons: Readonly<Record<string, string>> = {
  'models.no_provider': 'Its model cannot be asked any more.',
  'models.price_unknown': 'What its model costs is not known.',
  'models.budget_exceeded': 'The budget is used up.',
  'models.rate_limited': 'Its provider takes no more calls now.',
  'models.refused_secret': 'The question holds what looks like a secret, so nothing was sent.',
  'models.circuit_open': 'Its provider has failed too often and rests.',
  'models.too_long': 'The question does not fit into its model.',
  'models.timeout': 'It did not answer before the deadline.',
  'models.bad_output': 'Its answer had not the form of a ballot, twice.',
  'models.provider_refused': 'Its provider refused.',
  'models.provider_failed': 'Its provider failed.',
  'models.possibly_paid': 'It was asked twice, the program died both times, and nobody asks a third time.',
}
