import type { JsonObject } from '../../expressions/json.ts'
import type { Problem } from '../problem.ts'
import type { TaskPlace } from '../task-tree.ts'
import { unknownKey } from '../unknown-key.ts'
import { atKey, type CheckContext } from './context.ts'
import { PUBLISHED_SCHEMA } from './schema.ts'

/** Bounds of a text and of a definition, and `taskRuns`, at which the interpreter ends a run that goes round and round. */
export const DOCUMENT_BOUNDS = { steps: 1_000, tasks: 2_000, taskDepth: 24, taskRuns: 100_000 } as const

/** Sizes, and keys at the root that the schema would let pass. */
export function limitProblems(context: CheckContext): Problem[] {
  const { tasks, document } = context
  const known = Object.keys(PUBLISHED_SCHEMA['properties'] as JsonObject)
  const unknown = Object.keys(document).filter((key) => !known.includes(key))
  const deep = tasks.find((place) => depthOf(place) > DOCUMENT_BOUNDS.taskDepth)
  const many = tasks[DOCUMENT_BOUNDS.tasks]
  return [
    ...unknown.map((key) => atKey(context, [key], { code: 'unknown-key', message: unknownKey(key, known) })),
    ...(deep === undefined
      ? []
      : [atKey(context, deep.path, { code: 'too-deep', message: `Tasks are nested at most ${DOCUMENT_BOUNDS.taskDepth} deep.` })]),
    ...(many === undefined
      ? []
      : [
          atKey(context, many.path, {
            code: 'too-large',
            message: `An automation has at most ${DOCUMENT_BOUNDS.tasks} tasks; this one has ${tasks.length}.`,
          }),
        ]),
  ]
}

function depthOf(place: TaskPlace): number {
  let depth = 1
  for (let at = place.list.parent; at !== null; at = at.list.parent) depth += 1
  return depth
}
