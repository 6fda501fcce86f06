import type { Json, JsonObject } from '../../expressions/json.ts'
import { usesToTask } from './actions.ts'
import { approvalTask, wrapGate } from './approval-layer.ts'
import { arrange, stepsOf, type Arrangement } from './arrange.ts'
import { given } from './given.ts'
import { wrapLoop } from './loop-layer.ts'
import type { Compilation } from './marks.ts'
import type { Action, Step } from './model.ts'
import { wrapQueue } from './queue-layer.ts'
import { branchOutput, exportBranches, exportError, exportOutput, groupOutput, rethrowTask } from './records.ts'
import { wrapRetry } from './retry-layer.ts'
import { standardCondition, standardValue } from './texts.ts'
import { exported } from './visibility.ts'

export type Layer = 'retry' | 'queue' | 'forEach' | 'timeout' | 'approve' | 'onFailure'

/** A list of steps as a list of tasks: one after the other where they wait, forks where they do not. */
export function compileSteps(steps: readonly Step[], names: Compilation): JsonObject[] {
  const { arrangement } = arrange(steps)
  const moved = stepsOf(arrangement).some((step, index) => step !== steps[index])
  if (moved) steps.forEach((step, index) => names.order.set(step, index))
  return compileArrangement(arrangement, names)
}

function compileArrangement(arrangement: Arrangement, names: Compilation): JsonObject[] {
  return arrangement.map((part) => {
    if (!('branches' in part)) return { [part.id]: compileStep(part, names) }
    const branches = part.branches.map((branch) => compileBranch(branch, names))
    return {
      [`optimus-parallel-${firstId(part.branches[0]!)}`]: {
        fork: { branches },
        export: exportBranches(),
        metadata: { optimus: { role: 'parallel' } },
      },
    }
  })
}

function compileBranch(branch: Arrangement, names: Compilation): JsonObject {
  const ids = branch.flatMap((part) => ('branches' in part ? part.branches.flatMap(idsOf) : exported([part])))
  const task: JsonObject = { do: compileArrangement(branch, names), output: branchOutput(ids) }
  return { [`optimus-branch-${firstId(branch)}`]: task }
}

function idsOf(arrangement: Arrangement): string[] {
  return arrangement.flatMap((part) => ('branches' in part ? part.branches.flatMap(idsOf) : exported([part])))
}

function firstId(arrangement: Arrangement): string {
  const [first] = arrangement
  if (first === undefined) return 'empty'
  return 'branches' in first ? firstId(first.branches[0]!) : first.id
}

/**
 * One step as one task that bears its id. Its parts lie around the action from the inside out: tried again, through a
 * queue, for each item, within a time, after an approval, with something to do when it fails.
 */
export function compileStep(step: Step, names: Compilation): JsonObject {
  const { id, approve, forEach, retry, queue, timeout, onFailure } = step
  const layers: Layer[] = []
  let task = compileAction(id, step, names)
  const wrap = (layer: Layer, value: unknown, wrapped: () => JsonObject): void => {
    if (value === undefined) return
    layers.unshift(layer)
    task = wrapped()
  }
  wrap('retry', retry, () => wrapRetry(id, task, { retry: retry!, names }))
  wrap('queue', queue, () => wrapQueue(id, task, { queue: queue!, names }))
  wrap('forEach', forEach, () => wrapLoop(id, task, { loop: forEach!, names }))
  wrap('timeout', timeout, () => ({ ...task, timeout: { after: standardValue(timeout as Json, names.stepIds) } }))
  if (step.action.kind !== 'approve') wrap('approve', approve, () => wrapGate(id, task, { approval: approve!, names }))
  task = { ...task, export: exportOutput(id) }
  wrap('onFailure', onFailure, () => wrapFailure(step, task, names))
  return names.mark(withDescription(step, task, { layers, names }), step)
}

function withDescription(step: Step, task: JsonObject, { layers, names }: { layers: readonly Layer[]; names: Compilation }): JsonObject {
  const condition = step.if === undefined ? undefined : standardCondition(step.if, names.stepIds)
  const described = given({
    title: step.title,
    needs: step.needs,
    order: names.order.get(step),
    action: step.action.kind,
    layers: layers.length > 0 ? layers : undefined,
  })
  return given({ if: condition, ...task, metadata: { optimus: { step: described } } })
}

function compileAction(id: string, step: Step, names: Compilation): JsonObject {
  const { action } = step
  switch (action.kind) {
    case 'uses':
    case 'task':
      return simpleAction(id, action, names)
    case 'steps':
      return { do: compileSteps(action.steps, names), output: groupOutput(action.steps.map((inner) => inner.id)) }
    case 'race':
      return { fork: { compete: true, branches: action.steps.map((inner) => ({ [inner.id]: compileStep(inner, names) })) } }
    case 'approve':
      return withoutMetadata(approvalTask(id, step.approve!, names))
  }
}

function withoutMetadata({ metadata, ...task }: JsonObject): JsonObject {
  void metadata
  return task
}

/** An action without steps of its own. A raw task lies in a list of its own, so that it may carry whatever it wants. */
export function simpleAction(id: string, action: Extract<Action, { kind: 'uses' | 'task' }>, names: Compilation): JsonObject {
  if (action.kind === 'task') return { do: [{ [id]: names.mark({ ...action.task }, action.task) }] }
  const { task, holder } = usesToTask(action.uses, action.with ?? {}, names)
  names.mark(holder, action.with)
  return task
}

function wrapFailure({ id, onFailure }: Step, task: JsonObject, names: Compilation): JsonObject {
  const steps = compileSteps(onFailure!.steps, names)
  const ending: JsonObject =
    onFailure!.then === 'fail'
      ? { 'optimus-rethrow': rethrowTask() }
      : { 'optimus-failed': { set: { error: '${ $error }' }, export: exportError(id) } }
  return { try: [{ [id]: task }], catch: { as: 'error', do: [...steps, ending] } }
}
