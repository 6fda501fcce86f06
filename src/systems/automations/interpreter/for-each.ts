import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { systemFunction } from '../language/system-functions.ts'
import { describeValue } from './describe-value.ts'
import { playBranches, runBranches, type Branches } from './branches.ts'
import { Failure, failure } from './failure.ts'
import type { Frame, TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'
import type { FanOutFrame, FanOutRequest, Outcome } from './world.ts'

const mostItems = 100_000

/** Runs tasks for each item, so many at a time; the output is the list of outputs in the order of the items. */
export async function forEach(walker: Walker, call: TaskCall, input: Json): Promise<Json> {
  const definition = call.task['with'] as JsonObject
  const items = await walker.evaluation.shaped(call, definition['in'] ?? null, { data: input })
  if (!Array.isArray(items)) throw failure('validation', `What "forEach" goes through is no list but ${describeValue(items)}.`)
  if (items.length > mostItems) throw failure('validation', `"forEach" takes at most ${mostItems} items; these are ${items.length}.`)
  const parallel = Math.min(items.length, Number(definition['parallel'] ?? items.length))
  const condition = definition['while'] as string | undefined
  const around = aroundItem(definition, items, 0)
  return runBranches(walker, call, {
    ...branchesOf(walker, call, { input, items, first: 0, parallel }),
    ...(condition === undefined
      ? {}
      : { wanted: (index, frame) => walker.evaluation.holds({ ...call, frame: around(frame, index) }, condition, { data: input }) }),
    share: async () => {
      const { place, task, frame } = call
      if (condition !== undefined || frame.replayOnly || !canBeCut(definition['do'] ?? null)) return null
      return walker.world.share({ place, task, around: frameOf(frame), input, items, parallel, signal: frame.signal })
    },
  })
}

/** Some items of a fan-out, and the number of the first of them. */
interface Slice {
  readonly input: Json
  readonly items: readonly Json[]
  readonly first: number
  readonly parallel: number
}

/** Carries out a slice of a fan-out as if the whole of it were carried out here. */
export async function playSlice(
  walker: Walker,
  { place, task, around, signal, ...slice }: Omit<FanOutRequest, 'items'> & Slice,
): Promise<Outcome> {
  const { context, caught, ...same } = around
  const frame: Frame = { ...same, context: { value: context }, caught: caught && new Failure(caught), signal, replayOnly: false }
  const call: TaskCall = { task, place, frame }
  return playBranches(walker, call, branchesOf(walker, call, slice))
}

function branchesOf(walker: Walker, call: TaskCall, { input, items, first, parallel }: Slice): Branches {
  const { place } = call
  const definition = call.task['with'] as JsonObject
  const around = aroundItem(definition, items, first)
  return {
    first,
    count: items.length,
    parallel,
    compete: false,
    async begin(index, frame) {
      const list = { items: definition['do'] as Json[], reference: `${place.reference}/with/do`, key: `${place.key}/each#${index}` }
      return (await walker.list({ ...list, frame: around(frame, index) }, input)).output
    },
  }
}

function aroundItem(definition: JsonObject, items: readonly Json[], first: number): (frame: Frame, index: number) => Frame {
  const { each = 'item', at = 'index' } = definition as { each?: string; at?: string }
  return (frame, index) => ({ ...frame, variables: { ...frame.variables, [each]: items[index - first]!, [at]: index } })
}

function frameOf({ context, variables, extending, caught, step }: Frame): FanOutFrame {
  return { context: context.value, variables, extending, caught: caught?.body ?? null, step }
}

/**
 * What listens takes events that no other branch may take, what waits in a queue is woken through its run, and what
 * ends the workflow ends all of it: such branches stay together.
 */
function canBeCut(value: Json): boolean {
  if (Array.isArray(value)) return value.every(canBeCut)
  if (!isObject(value)) return true
  if ('listen' in value || value['then'] === 'end' || systemFunction(value['call']) !== null) return false
  return Object.values(value).every(canBeCut)
}
