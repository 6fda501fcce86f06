import type { Json, JsonObject } from '../expressions/json.ts'
import type { Evaluation } from './evaluation.ts'
import type { Frame, ListCall, ListResult, TaskCall, TaskResult } from './frame.ts'
import type { World } from './world.ts'

/** What the kinds of tasks are given: the world, and the way to run what lies in them. */
export interface Walker {
  readonly world: World
  readonly evaluation: Evaluation
  /** Runs tasks one after the other, or as `then` says. */
  list(call: ListCall, input: Json): Promise<ListResult>
  /** One task with all that belongs to it. */
  task(call: TaskCall, given: Json): Promise<TaskResult>
  taskCall(task: JsonObject, at: { name: string; reference: string; key: string; frame: Frame }): TaskCall
}
