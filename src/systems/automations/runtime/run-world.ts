import { version } from '#kernel/version.ts'
import { isRead } from '../effects/call-operation.ts'
import { performEffect } from '../effects/perform-effect.ts'
import type { CompiledExpression } from '../expressions/compile-expression.ts'
import type { Json, JsonObject } from '../expressions/json.ts'
import { Stopped } from '../interpreter/failure.ts'
import type {
  EffectRequest,
  EffectResult,
  FanOutRequest,
  ListenRequest,
  Outcome,
  PlaceRequest,
  SeenEvent,
  TaskPlace,
  Wait,
  WorkflowRequest,
  World,
} from '../interpreter/world.ts'
import { cancelRun } from '../cancel-run.ts'
import type { WorkflowDocument } from '../language/model/document.ts'
import { allowOperation, awaitOperation } from './operation-waits.ts'
import { shareFanOut } from './fan-out.ts'
import type { StoredJournal } from './journal.ts'
import { listenForEvents } from './listening.ts'
import { askForPlace, giveBack, holdersOf } from './places.ts'
import { referenceJq } from './reference-jq.ts'
import type { RunParts } from './run-parts.ts'
import { awaitWorkflow } from './sub-workflow.ts'

/** The real world of a run: its effects are real, its waits put the run aside, its journal is a table. */
export class RunWorld implements World {
  readonly document: WorkflowDocument
  readonly workflow: JsonObject
  readonly runtime: JsonObject = { name: 'optimus', version, metadata: {} }
  readonly overrides: Readonly<Record<string, Json>>
  readonly journal: StoredJournal
  readonly signal: AbortSignal
  readonly #parts: RunParts

  constructor(parts: RunParts) {
    const { run } = parts
    this.#parts = parts
    this.document = run.document
    this.overrides = run.overrides
    this.journal = parts.journal
    this.signal = parts.signal
    this.workflow = {
      id: run.id,
      definition: run.document as unknown as JsonObject,
      input: run.input,
      startedAt: {
        iso8601: run.started_at.toISOString(),
        epoch: { milliseconds: run.started_at.getTime(), seconds: Math.floor(run.started_at.getTime() / 1000) },
      },
    }
  }

  now(): Date {
    return this.#parts.step.ctx.clock.now()
  }

  random(): number {
    return Math.random()
  }

  breathe(): Promise<void> {
    return this.#parts.waiting.working(() => new Promise((resolve) => setImmediate(resolve)))
  }

  evaluateSlow(compiled: CompiledExpression, input: Json, variables: Readonly<Record<string, Json>>): Promise<Json[]> {
    return this.#parts.waiting.working(() => referenceJq().evaluate(compiled, input, variables))
  }

  async gate(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new Stopped('ended from outside')
    if (!this.#parts.isPaused()) return
    const place: TaskPlace = { reference: '', key: '', name: 'pause', kind: 'pause', step: null }
    const wait: Wait = { place, code: 'paused', sentence: 'Somebody paused it.', until: null, signal }
    await this.#parts.waiting.until(wait, async () => (this.#parts.isPaused() ? null : true))
  }

  async effect(request: EffectRequest): Promise<EffectResult> {
    if (request.kind !== 'operation' || !isRead(this.#parts, request.what)) await this.journal.flush()
    return this.#parts.waiting.working(() => performEffect(this.#parts, request))
  }

  async secrets(place: TaskPlace, named: readonly string[]): Promise<JsonObject> {
    return this.#parts.secrets.forStep(place.step, named)
  }

  async sleep(wait: Wait): Promise<void> {
    await this.#parts.waiting.until(wait, async () => null)
  }

  alarm(until: Date, signal: AbortSignal): Promise<void> {
    return this.#parts.waiting.alarm(until, signal)
  }

  async listen(request: ListenRequest): Promise<readonly SeenEvent[] | 'timeout'> {
    await this.journal.flush()
    return listenForEvents(this.#parts, request)
  }

  async takePlace(place: TaskPlace, request: PlaceRequest, signal: AbortSignal): Promise<'taken' | 'skipped' | 'duplicate'> {
    const { step, waiting, run } = this.#parts
    const { ctx } = step
    const asking = { run: run.id, task: place.key }
    for (let replaced = false; ;) {
      const { wakes } = waiting
      const standing = await waiting.working(() => askForPlace(ctx, asking, request))
      if (standing.kind === 'held') return 'taken'
      if (standing.kind !== 'waits') return standing.kind === 'busy' ? 'skipped' : 'duplicate'
      if (request.whenBusy === 'replace' && !replaced) {
        replaced = true
        await waiting.working(async () => {
          for (const other of await holdersOf(ctx, request.queue, request.key)) if (other !== run.id) await cancelRun(ctx, other)
        })
      }
      const isRun = request.queue.startsWith('automation:')
      const sentence = isRun
        ? 'It waits until another run of this automation ends.'
        : `It waits for a place in the queue "${request.queue}".`
      const wait: Wait = { place, code: isRun ? 'concurrency' : 'limit', sentence, until: standing.until, signal }
      await waiting.untilWoken(wait, wakes)
    }
  }

  givePlaceBack(place: TaskPlace, queue: string): Promise<void> {
    const { step, waiting, run } = this.#parts
    return waiting.working(() => giveBack(step.ctx, { run: run.id, task: place.key }, queue))
  }

  async share(request: FanOutRequest): Promise<Outcome | null> {
    await this.journal.flush()
    return shareFanOut(this.#parts, request)
  }

  async runWorkflow(request: WorkflowRequest): Promise<Json> {
    await this.journal.flush()
    return awaitWorkflow(this.#parts, request)
  }

  allow(request: { place: TaskPlace; operation: string; input: Json; signal: AbortSignal }): Promise<void> {
    return allowOperation(this.#parts, request)
  }

  awaitOperation(request: { place: TaskPlace; operation: string; answer: Json; signal: AbortSignal }): Promise<Json> {
    return awaitOperation(this.#parts, request)
  }
}
