import type { Json, JsonObject } from '../expressions/json.ts'
import { describeValue } from './describe-value.ts'
import { runBranches } from './branches.ts'
import { failure } from './failure.ts'
import type { Frame, TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'

const mostItems = 100_000

/** Runs tasks for each item, so many at a time; the output is the list of outputs in the order of the items. */
export async function forEach(walker: Walker, call: TaskCall, input: Json): Promise<Json> {
  const definition = call.task['with'] as JsonObject
  const { each = 'item', at = 'index', while: condition } = definition as { each?: string; at?: string; while?: string }
  const items = await walker.evaluation.shaped(call, definition['in'] ?? null, { data: input })
  if (!Array.isArray(items)) throw failure('validation', `What "forEach" goes through is no list but ${describeValue(items)}.`)
  if (items.length > mostItems) throw failure('validation', `"forEach" takes at most ${mostItems} items; these are ${items.length}.`)
  const { place } = call
  const around = (frame: Frame, index: number): Frame => ({
    ...frame,
    variables: { ...frame.variables, [each]: items[index]!, [at]: index },
  })
  return runBranches(walker, call, {
    count: items.length,
    parallel: Number(definition['parallel'] ?? items.length),
    compete: false,
    ...(condition === undefined
      ? {}
      : { wanted: (index, frame) => walker.evaluation.holds({ ...call, frame: around(frame, index) }, condition, { data: input }) }),
    async begin(index, frame) {
      const list = { items: definition['do'] as Json[], reference: `${place.reference}/with/do`, key: `${place.key}/each#${index}` }
      return (await walker.list({ ...list, frame: around(frame, index) }, input)).output
    },
  })
}
