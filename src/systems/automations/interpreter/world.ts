import type { CompiledExpression } from '../expressions/compile-expression.ts'
import type { Json, JsonObject } from '../expressions/json.ts'
import type { WorkflowDocument } from '../language/model/document.ts'
import type { ErrorBody } from './failure.ts'

/** How a task ended, as the journal keeps it. Whatever is recorded is not done again. */
export interface Outcome {
  readonly state: 'done' | 'failed'
  readonly output?: Json
  readonly error?: ErrorBody
  /** What a composed task left in the context. */
  readonly context?: Json
  /** Positions of the events that it took. */
  readonly taken?: readonly string[]
}

/** Where a task is: in the document, in the journal, and in the text that people wrote. */
export interface TaskPlace {
  /** JSON pointer into the document. */
  readonly reference: string
  /** The reference with rounds of loops, tries and visits: unique within the run. */
  readonly key: string
  readonly name: string
  readonly kind: string
  readonly step: string | null
}

export interface Note {
  readonly place: TaskPlace
  readonly state: 'running' | 'waiting' | 'done' | 'failed' | 'cancelled' | 'skipped'
  readonly input?: Json
  readonly output?: Json
  readonly error?: ErrorBody
  readonly attempts?: number
}

/** What a run did so far. */
export interface Journal {
  recorded(key: string): Outcome | null
  /** When a task that is not recorded yet began, in this or an earlier execution. */
  beganAt(key: string): Date | null
  /** A moment that a task waits for, of this or an earlier execution. */
  wakeAt(key: string): Date | null
  /** For people: stored some time soon, and never in place of what is recorded. */
  note(note: Note): void
  /**
   * Stored when it returns, a repeatable one before anything else is done. Gives the outcome that counts: an earlier one
   * wins.
   */
  record(place: TaskPlace, outcome: Outcome, more?: Recorded): Promise<Outcome>
  /** Stores that a task waits, and until when; nothing of it is done yet. */
  recordWait(place: TaskPlace, wait: { wakeAt?: Date; waitsFor?: string; input?: Json; childRun?: string }): Promise<void>
  childRun(key: string): string | null
}

export interface Recorded {
  readonly input?: Json
  readonly attempts?: number
  readonly startedAt?: Date
  readonly cpuMilliseconds?: number
  readonly cost?: Cost
  readonly repeatable?: boolean
}

/** What models cost, in millionths of a US dollar; null where nobody knows. */
export interface Cost {
  readonly micros: number | null
}

/** What a task asks of the world, with its data worked out; secrets in it are names in brackets. */
export interface EffectRequest {
  readonly kind: 'http' | 'openapi' | 'mcp' | 'operation' | 'emit' | 'shell' | 'script' | 'container' | 'function'
  /** What people read: `GET https://…`, `backups.run`. */
  readonly what: string
  readonly place: TaskPlace
  /** Names the effect to the outside world; the same for each try. */
  readonly idempotencyKey: string
  readonly input: Json
  /** The data of the task, for addresses with parts in braces. */
  readonly data: Json
  /** The same with the values of secrets; only for the call itself. */
  readonly withSecrets: () => Promise<Json>
  readonly signal: AbortSignal
}

export interface EffectResult {
  readonly output: Json
  /** It only read: after a crash, and before anything else was done with it, it may be done again. */
  readonly repeatable?: boolean
  readonly cpuMilliseconds?: number
  readonly cost?: Cost
}

export interface Wait {
  readonly place: TaskPlace
  readonly sentence: string
  readonly code: 'sleeping' | 'retry' | 'event' | 'child' | 'limit' | 'concurrency' | 'approval' | 'paused'
  readonly until: Date | null
  readonly signal: AbortSignal
}

export interface PlaceRequest {
  readonly queue: string
  readonly key: string | null
  readonly limit: number | null
  readonly keyLimit: number | null
  readonly rate: { readonly count: number; readonly milliseconds: number } | null
  readonly priority: number
  readonly deduplicate: string | null
  readonly whenBusy: 'queue' | 'skip' | 'replace'
}

export interface ListenRequest {
  readonly place: TaskPlace
  /** Types that may be taken; null for any. */
  readonly types: readonly string[] | null
  /** Looks at events that were not taken yet, in order; null: wait for more. */
  readonly choose: (events: readonly SeenEvent[]) => Promise<readonly SeenEvent[] | null>
  readonly until: Date | null
  readonly signal: AbortSignal
}

export interface SeenEvent {
  readonly position: string
  readonly content: JsonObject
}

/** What the walker works in: the real one of a run, or that of a dry run. */
export interface World {
  readonly document: WorkflowDocument
  /** The descriptor that expressions see as `$workflow`. */
  readonly workflow: JsonObject
  readonly runtime: JsonObject
  readonly overrides: Readonly<Record<string, Json>>
  readonly journal: Journal
  readonly signal: AbortSignal
  now(): Date
  /** Lets others have a turn in long work. */
  breathe(): Promise<void>
  random(): number
  /** All results of an expression that needs real jq. */
  evaluateSlow(compiled: CompiledExpression, input: Json, variables: Readonly<Record<string, Json>>): Promise<Json[]>
  /** Holds the task back while the run is paused. */
  gate(signal: AbortSignal): Promise<void>
  effect(request: EffectRequest): Promise<EffectResult>
  /** The secrets that were granted to a task, by their names in the document; throws when one of those named was not. */
  secrets(place: TaskPlace, named: readonly string[]): Promise<JsonObject>
  /** Returns when the moment has come; an execution may end before. */
  sleep(wait: Wait): Promise<void>
  /** A moment at which something has to be looked at again, while other things go on. */
  alarm(until: Date, signal: AbortSignal): Promise<void>
  listen(request: ListenRequest): Promise<readonly SeenEvent[] | 'timeout'>
  takePlace(place: TaskPlace, request: PlaceRequest, signal: AbortSignal): Promise<'taken' | 'skipped' | 'duplicate'>
  givePlaceBack(place: TaskPlace, queue: string): Promise<void>
  runWorkflow(request: WorkflowRequest): Promise<Json>
  /** Has others carry a fan-out out together, where there are others; null: it is carried out here. */
  share(request: FanOutRequest): Promise<Outcome | null>
  /** Returns once a dangerous operation is allowed by a person; at once for any other. */
  allow(request: { place: TaskPlace; operation: string; input: Json; signal: AbortSignal }): Promise<void>
  /** The answer of an operation, or, where that only started something, what came of it. */
  awaitOperation(request: { place: TaskPlace; operation: string; answer: Json; signal: AbortSignal }): Promise<Json>
}

/** A fan-out with all that its branches find around themselves. */
export interface FanOutRequest {
  readonly place: TaskPlace
  /** The definition of the task. */
  readonly task: JsonObject
  readonly around: FanOutFrame
  readonly input: Json
  readonly items: readonly Json[]
  readonly parallel: number
  readonly signal: AbortSignal
}

export interface FanOutFrame {
  readonly context: Json
  readonly variables: Readonly<Record<string, Json>>
  readonly extending: boolean
  readonly caught: ErrorBody | null
  readonly step: string | null
}

export interface WorkflowRequest {
  readonly place: TaskPlace
  /** `namespace/name@version` */
  readonly workflow: string
  readonly input: Json
  readonly await: boolean
  readonly signal: AbortSignal
}
