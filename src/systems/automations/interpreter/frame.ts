import type { Json, JsonObject } from '../expressions/json.ts'
import type { Failure } from './failure.ts'
import type { TaskPlace } from './world.ts'

/** The data that tasks of one flow pass on with `export`; branches have their own. */
export interface ContextCell {
  value: Json
}

/** What a task finds around itself. */
export interface Frame {
  readonly context: ContextCell
  /** Of loops and catches, without `$`. */
  readonly variables: Readonly<Record<string, Json>>
  readonly signal: AbortSignal
  /** Nothing that is not recorded may be done any more: what this branch did is only read again. */
  readonly replayOnly: boolean
  /** Tasks of extensions are not extended themselves. */
  readonly extending: boolean
  /** The error that is being handled. */
  readonly caught: Failure | null
  /** The id of the step of the text that the task belongs to. */
  readonly step: string | null
}

/** A task about to run: its definition and where it is. */
export interface TaskCall {
  readonly task: JsonObject
  readonly place: TaskPlace
  readonly frame: Frame
}

/** A list of tasks about to run: where it is in the document and in the journal. */
export interface ListCall {
  readonly items: readonly Json[]
  readonly reference: string
  readonly key: string
  readonly frame: Frame
}

export interface ListResult {
  readonly output: Json
  /** It ended by `then: exit`. */
  readonly exited: boolean
}

export interface TaskResult {
  readonly output: Json
  readonly then: string | undefined
}

/** A copy of the context that a branch may change for itself. */
export function branchFrame(frame: Frame, more: Partial<Frame>): Frame {
  return { ...frame, context: { value: frame.context.value }, ...more }
}

/** The signal of a task, aborted already where only what is recorded may be read. */
export function stoppable({ signal, replayOnly }: Frame): AbortSignal {
  return replayOnly ? AbortSignal.abort('replay only') : signal
}
