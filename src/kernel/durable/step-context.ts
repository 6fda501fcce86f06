import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Ctx, Startable, StartOptions } from '../context.ts'
import type { CallInput, Operation, OutputOf } from '../contract.ts'
import { canonicalJson } from '../executor/canonical-json.ts'
import { freeContext, type Machinery } from '../executor/context.ts'
import { runNested } from '../executor/execute.ts'
import { rememberAnswer, replayOrClaim } from '../executor/idempotency.ts'
import type { StoredRun } from './stored-run.ts'

export interface StepSource {
  readonly run: StoredRun
  /** `<run>:<step>` */
  readonly key: string
  readonly signal: AbortSignal
}

/**
 * The `ctx` of one try of a step, with the actor of the run. What it starts and the writes it calls take effect once
 * even when the step runs again after a crash: the same call with the same input, counted where it repeats, finds
 * what it did before. (Operations declared `unmanaged` take care of themselves.)
 */
export function stepContext(machinery: Machinery, { run, key, signal }: StepSource): Ctx {
  const plain = freeContext(machinery, {
    name: run.workflow,
    actor: run.actor,
    surface: 'automation',
    nested: runNested,
    requestId: key,
    signal,
  })
  return onceOnly(plain, new Occurrences(key))
}

/** Starts a run once for this key; a second start answers the id of the first. */
export function startOnce<I extends z.ZodObject>(ctx: Ctx, start: OnceStart<I>): Promise<string> {
  return ctx.transaction(async (open) => {
    await open.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [start.key])
    const known = await open.query<{ id: string }>('SELECT id FROM kernel.run WHERE started_by = $1', [start.key])
    if (known.rows[0]) return known.rows[0].id
    const id = await open.start(start.workflow, start.input, start.options)
    // A start that met an open run of the same `dedupe` key is not ours: only what this transaction made is marked.
    await open.query('UPDATE kernel.run SET started_by = $2, parent = $3 WHERE id = $1 AND created_at = now()::timestamptz(3)', [
      id,
      start.key,
      start.parent,
    ])
    return id
  })
}

interface OnceStart<I extends z.ZodObject> {
  readonly key: string
  readonly workflow: Startable<I>
  readonly input: z.input<I>
  readonly options?: StartOptions
  /** The run that is cancelled together with this one's; null for work that stands on its own. */
  readonly parent: string | null
}

function onceOnly(plain: Ctx, occurrences: Occurrences): Ctx {
  return Object.create(plain, {
    start: {
      value: <I extends z.ZodObject>(workflow: Startable<I>, input: z.input<I>, options?: StartOptions) =>
        startOnce(plain, { key: occurrences.next('start', workflow.name, { input, options }), workflow, input, options, parent: null }),
    },
    call: {
      value: <D extends Operation>(operation: D, input: CallInput<D>) => {
        if (operation.effect === 'read' || operation.unmanaged) return plain.call(operation, input)
        return callOnce(plain, operation, { input, key: occurrences.next('call', operation.id, input) })
      },
    },
    transaction: { value: <T>(work: (ctx: Ctx) => Promise<T>) => plain.transaction((open) => work(onceOnly(open, occurrences))) },
  }) as Ctx
}

function callOnce<D extends Operation>(ctx: Ctx, operation: D, { input, key }: { input: CallInput<D>; key: string }): Promise<OutputOf<D>> {
  return ctx.transaction(async (open) => {
    const connection = { client: null, query: open.query }
    const claim = { operation: operation.id, input, actor: open.actor, surface: open.surface, idempotencyKey: key }
    const earlier = await replayOrClaim(connection, claim, operation, input)
    if (earlier) return earlier.output as OutputOf<D>
    const output = await open.call(operation, input)
    await rememberAnswer(connection, claim, operation, { status: 200, output, replayed: false })
    return output
  })
}

/** Names each call of a step by what it asks for, and by how often it asked for just that before. */
class Occurrences {
  readonly #key: string
  readonly #counts = new Map<string, number>()

  constructor(key: string) {
    this.#key = key
  }

  next(kind: string, name: string, content: unknown): string {
    const hash = createHash('sha256')
      .update(canonicalJson(content ?? null))
      .digest('base64url')
      .slice(0, 22)
    const same = `${this.#key}:${kind}:${name}:${hash}`
    const count = (this.#counts.get(same) ?? 0) + 1
    this.#counts.set(same, count)
    return `${same}:${count}`
  }
}
