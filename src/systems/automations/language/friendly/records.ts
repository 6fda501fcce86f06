import type { JsonObject } from '../../expressions/json.ts'
import { wrapped } from './texts.ts'

// What a step leaves behind for later steps lies in the context under its id. These texts say how it gets there.

/** Adds the output of a step, which is what the task has just put out. */
export function exportOutput(id: string): JsonObject {
  return exportStep(id, '{output: .}')
}

/** Adds the error of a step that may fail. */
export function exportError(id: string): JsonObject {
  return exportStep(id, '{error: $error}')
}

function exportStep(id: string, entry: string): JsonObject {
  return { as: wrapped(`$context + {steps: ($context.steps + {${JSON.stringify(id)}: ${entry}})}`) }
}

/** Branches of a fork may each have a context of their own, so each puts out what it has to add … */
export function branchOutput(ids: readonly string[]): JsonObject {
  const entries = ids.map((id) => `${JSON.stringify(id)}: ${stepInContext(id)}`)
  return { as: wrapped(`{${entries.join(', ')}} | with_entries(select(.value != null))`) }
}

/** … and the fork, whose output is the list of its branches', adds all of it. */
export function exportBranches(): JsonObject {
  return { as: wrapped('reduce .[] as $branch ($context; .steps += $branch)') }
}

/** The outputs of the steps of a group, by id. */
export function groupOutput(ids: readonly string[]): JsonObject {
  const entries = ids.map((id) => `${JSON.stringify(id)}: ${stepInContext(id)}.output`)
  return { as: wrapped(`{${entries.join(', ')}}`) }
}

export function stepInContext(id: string): string {
  return /^[A-Za-z_]\w*$/.test(id) ? `$context.steps.${id}` : `$context.steps[${JSON.stringify(id)}]`
}

/** The first task: what the run was given, with defaults, as the context that all expressions read. */
export function startTask(defaults: JsonObject): JsonObject {
  const given = '(if type == "array" then {inputs: (.[0].optimusinputs // {}), trigger: .[0]} else {inputs: (. // {}), trigger: null} end)'
  return {
    set: wrapped(`${given} | {inputs: (${JSON.stringify(defaults)} + .inputs), trigger: .trigger, steps: {}}`),
    export: { as: wrapped('.') },
    metadata: { optimus: { role: 'start' } },
  }
}

/** Raises the error that was caught, for everybody outside to see. */
export function rethrowTask(): JsonObject {
  return {
    raise: {
      error: {
        type: wrapped('$error.type'),
        status: 500,
        title: wrapped('$error.title'),
        detail: wrapped('$error.detail'),
        instance: wrapped('$error.instance'),
      },
    },
    metadata: { optimus: { role: 'rethrow' } },
  }
}
