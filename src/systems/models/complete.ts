import type { Config } from '#kernel/config.ts'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { callProvider } from './call-provider.ts'
import type { Completion, CompletionRequest, CompletionStream } from './completion.ts'
import { errors } from './errors.ts'
import { planCall, planMessages, type Plan } from './plan.ts'
import { openCall, type Recorded } from './reserve.ts'
import { connectionOf } from './target.ts'
import { readStructured, repairMessages } from './structured.ts'

/**
 * Asks a model once for this key. Call it from a workflow's step or an operation declared `unmanaged`, never inside a
 * transaction. Fails with a `Problem` whose code is a `ModelFailure`.
 */
export async function complete<T = unknown>(ctx: Ctx, request: CompletionRequest<T>): Promise<Completion<T>> {
  const plan = await planCall(ctx, request)
  const first = await askOnce(ctx, plan)
  if (!request.schema) return asCompletion<T>(plan, first, null)
  const read = readStructured(request.schema.shape, first.recorded.answer)
  if (read.fits) return asCompletion(plan, first, read.value)
  const repair = await planMessages(
    ctx,
    { ...plan, key: `${plan.key}:repair` },
    repairMessages(plan.messages, first.recorded.answer, read.why),
  )
  const second = await askOnce(ctx, repair)
  const again = readStructured(request.schema.shape, second.recorded.answer)
  if (again.fits) return { ...asCompletion(repair, second, again.value), repairedBy: second.recorded.id, ...sumOf(first, second) }
  const detail = `${plan.target.reference} missed the form twice: ${again.why}`
  throw new Problem(errors.bad_output, detail, { ledgerId: first.recorded.id, repairedBy: second.recorded.id })
}

/** The same, while the answer grows. A recorded answer comes in one piece; who stops reading ends the call. */
export async function stream(ctx: Ctx, request: Omit<CompletionRequest, 'schema'>): Promise<CompletionStream> {
  const plan = await planCall(ctx, request)
  const stopped = new AbortController()
  let wasRead = false
  let writer!: ReadableStreamDefaultController<string>
  const text = new ReadableStream<string>({
    start: (controller) => void (writer = controller),
    cancel: () => stopped.abort(new Error('Nobody reads the answer any more.')),
  })
  const onText = (piece: string): void => {
    wasRead = true
    if (!stopped.signal.aborted) writer.enqueue(piece)
  }
  const completion = askOnce(ctx, plan, { onText, signal: stopped.signal }).then((asked) => asCompletion(plan, asked, null))
  completion.then(
    (done) => {
      if (!wasRead && done.text) onText(done.text)
      if (!stopped.signal.aborted) writer.close()
    },
    (error) => !stopped.signal.aborted && writer.error(error),
  )
  return { text, completion }
}

interface AskedOnce {
  readonly recorded: Recorded
  readonly replayed: boolean
}

interface Streaming {
  readonly onText: (piece: string) => void
  readonly signal: AbortSignal
}

/** Calls of this process that run: the same key asked twice at once is one call. By configuration, as tests run several programs. */
const inFlight = new WeakMap<Config, Map<string, Promise<AskedOnce>>>()

function askOnce(ctx: Ctx, plan: Plan, streaming?: Streaming): Promise<AskedOnce> {
  const running = inFlight.get(ctx.config) ?? new Map<string, Promise<AskedOnce>>()
  inFlight.set(ctx.config, running)
  const same = running.get(plan.key)
  if (same) return same.then((asked) => ({ ...asked, replayed: true }))
  const call = openAndCall(ctx, plan, streaming).finally(() => running.delete(plan.key))
  running.set(plan.key, call)
  return call
}

async function openAndCall(ctx: Ctx, plan: Plan, streaming?: Streaming): Promise<AskedOnce> {
  const connection = await connectionOf(ctx, plan.target.providerId)
  const opened = await openCall(ctx, plan)
  if ('refusal' in opened) throw opened.refusal
  if ('recorded' in opened) return { recorded: opened.recorded, replayed: true }
  return { recorded: await callProvider(ctx, plan, { id: opened.id, connection, ...streaming }), replayed: false }
}

function asCompletion<T>(plan: Plan, { recorded, replayed }: AskedOnce, object: T | null): Completion<T> {
  const { answer } = recorded
  return {
    text: answer.text,
    object,
    model: plan.target.reference,
    provider: plan.target.provider,
    reportedModel: answer.reportedModel,
    usage: answer.usage,
    cost: { micros: asNumber(recorded.costMicros), reservedMicros: asNumber(recorded.reservedMicros) },
    ledgerId: recorded.id,
    repairedBy: null,
    replayed,
    finish: answer.finish,
    milliseconds: recorded.milliseconds,
  }
}

/** A repaired answer cost both calls. */
function sumOf(first: AskedOnce, second: AskedOnce): Pick<Completion, 'ledgerId' | 'cost' | 'replayed' | 'milliseconds'> {
  const sum = (one: bigint | null, other: bigint | null): number | null => (one === null || other === null ? null : Number(one + other))
  return {
    ledgerId: first.recorded.id,
    replayed: second.replayed,
    milliseconds: first.recorded.milliseconds + second.recorded.milliseconds,
    cost: {
      micros: sum(first.recorded.costMicros, second.recorded.costMicros),
      reservedMicros: sum(first.recorded.reservedMicros, second.recorded.reservedMicros),
    },
  }
}

function asNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}
