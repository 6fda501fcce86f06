import type { JsonObject } from '../../expressions/json.ts'
import { problemAt, type Path, type Problem, type Severity } from '../problem.ts'
import type { Source } from '../source.ts'
import type { Askable } from './askable.ts'
import { allLists, tasksOf, type TaskListPlace, type TaskPlace } from '../task-tree.ts'

/** What the checks may know of the world outside of the text. What is left out is not checked. */
export interface Surroundings {
  /** Ids of the operations that exist, such as `backups.createPlan`. */
  readonly operations?: ReadonlySet<string>
  /** What an operation that exists says of an input; places that an expression fills are left out. */
  readonly inputFaults?: (operation: string, input: JsonObject) => readonly InputFault[]
  /** `namespace/name` of the workflows that exist. */
  readonly workflows?: ReadonlySet<string>
  /** Names of the secrets in the vault that the author may use. */
  readonly secrets?: ReadonlySet<string>
  /** Whom steps may ask. */
  readonly askable?: Askable
}

export interface InputFault {
  /** Of the input's own fields; null: it is missing. */
  readonly field: string | null
  readonly code: 'unknown-key' | 'schema'
  readonly message: string
}

export interface CheckContext extends Surroundings {
  readonly document: JsonObject
  readonly source: Source
  readonly lists: readonly TaskListPlace[]
  readonly tasks: readonly TaskPlace[]
}

export function checkContext(document: JsonObject, source: Source, surroundings: Surroundings): CheckContext {
  const lists = allLists(document)
  return { ...surroundings, document, source, lists, tasks: lists.flatMap(tasksOf) }
}

interface Finding {
  readonly code: string
  readonly message: string
  readonly severity?: Severity
}

/** A problem with the value at a path. */
export function atValue(context: CheckContext, path: Path, finding: Finding): Problem {
  return problemAt(context.source.valueAt(path), path, finding)
}

/** A problem with the key at a path. */
export function atKey(context: CheckContext, path: Path, finding: Finding): Problem {
  return problemAt(context.source.keyAt(path), path, finding)
}
