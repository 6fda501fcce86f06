import { isObject, type Json } from '../../expressions/json.ts'
import { hasErrors, inOrder, problemAt, type Path, type Problem } from '../problem.ts'
import type { Source } from '../source.ts'
import { explain } from '../validation/explain.ts'
import { DOCUMENT_BOUNDS } from '../validation/limits.ts'
import { automationErrors } from '../validation/schema.ts'
import { checkAutomation } from './check.ts'
import type { Automation } from './model.ts'
import { Normaliser } from './normalise.ts'
import { everyStep } from './steps.ts'

export interface ReadAutomation {
  /** The automation with its short forms spelled out; null when there are errors. */
  readonly automation: Automation | null
  /** The automation even where its parts do not fit together yet, for pictures of it; null when its shape is wrong. */
  readonly draft: Automation | null
  readonly problems: readonly Problem[]
  /** Where each step and its parts are in the text, by the object in the automation. */
  readonly origins: ReadonlyMap<object, Path>
}

/** Reads a friendly text: its shape, then what its parts mean together. */
export function readAutomation(source: Source): ReadAutomation {
  const stop = (problems: readonly Problem[]): ReadAutomation => ({
    automation: null,
    draft: null,
    problems: inOrder(problems),
    origins: new Map(),
  })
  if (hasErrors(source.problems)) return stop(source.problems)
  if (!isObject(source.value)) {
    const message = 'An automation is a set of keys: at least "name:" and "steps:".'
    return stop([problemAt(source.valueAt([]), [], { code: 'schema', message })])
  }
  const shape = explain(automationErrors(source.value), [], source)
  if (shape.length > 0) return stop([...source.problems, ...shape])
  const normaliser = new Normaliser(source)
  const automation = normaliser.automation(source.value)
  const origins = normaliser.origins
  const steps = everyStep(automation.steps)
  // How steps relate is work that grows with the square of their number, and everybody waits for it.
  if (steps.length > DOCUMENT_BOUNDS.steps) {
    const message = `An automation has at most ${DOCUMENT_BOUNDS.steps} steps; this one has ${steps.length}. Put some into a workflow of their own.`
    const path = origins.get(steps[DOCUMENT_BOUNDS.steps]!) ?? []
    return stop([problemAt(source.valueAt(path), path, { code: 'too-large', message })])
  }
  const problems = inOrder([...source.problems, ...normaliser.problems, ...checkAutomation(automation, { source, origins })])
  return { automation: hasErrors(problems) ? null : automation, draft: automation, problems, origins }
}

/** Whether a value is an automation of ours rather than a document of the DSL. */
export function isFriendly(value: Json): boolean {
  return isObject(value) && !Object.hasOwn(value, 'document') && !Object.hasOwn(value, 'do')
}
