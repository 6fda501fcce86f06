import type { JsonObject } from '../../expressions/json.ts'
import { given } from './given.ts'
import type { Compilation } from './marks.ts'
import type { Automation, Step } from './model.ts'
import { compileSteps, simpleAction } from './compile-step.ts'
import { rethrowTask, stepInContext } from './records.ts'
import { wrapRetry } from './retry-layer.ts'
import { undoable } from './steps.ts'
import { standardValue, wrapped } from './texts.ts'
import type { Json } from '../../expressions/json.ts'

/**
 * What happens when a run fails: every step that was done and knows how is undone, the latest first; then the steps of
 * `onFailure` run; then the error goes on. Null when there is nothing to do.
 */
export function failureTasks(automation: Automation, names: Compilation): JsonObject[] | null {
  const undo = undoable(automation.steps)
    .reverse()
    .map((step) => ({ [`undo-${step.id}`]: undoTask(step, names) }))
  const steps = automation.onFailure === undefined ? [] : compileSteps(automation.onFailure, names)
  if (undo.length === 0 && steps.length === 0) return null
  return [...undo, ...steps, { 'optimus-rethrow': rethrowTask() }]
}

/** Undoes a step if it was done. A failure to undo is kept with the run and does not keep the others from being undone. */
function undoTask(step: Step, names: Compilation): JsonObject {
  const { retry, timeout, action } = step.compensate!
  const name = `undo-${step.id}`
  const simple = simpleAction(name, action, names)
  const tried = retry === undefined ? simple : wrapRetry(name, simple, { retry, names })
  const limited = given({ ...tried, timeout: timeout === undefined ? undefined : { after: standardValue(timeout as Json, names.stepIds) } })
  const here = stepInContext(step.id)
  const failed = {
    set: { undoError: '${ $undoError }' },
    export: { as: wrapped(`$context + {undoErrors: ($context.undoErrors + {${JSON.stringify(step.id)}: $undoError})}`) },
  }
  const task: JsonObject = {
    if: wrapped(`${here} != null and ${here}.error == null`),
    try: [{ [name]: limited }],
    catch: { as: 'undoError', do: [{ failed }] },
    metadata: {
      optimus: {
        undo: given({
          step: step.id,
          action: action.kind,
          retry: retry === undefined ? undefined : true,
          timeout: timeout === undefined ? undefined : true,
        }),
      },
    },
  }
  return names.mark(task, step.compensate)
}
