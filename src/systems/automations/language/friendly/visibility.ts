import { ancestors, dependencies } from './dependencies.ts'
import type { Automation, Step } from './model.ts'
import { innerSteps } from './steps.ts'

/** What the expressions of a step may read of other steps, and which names loops and failures give them. */
export interface Visibility {
  readonly steps: ReadonlySet<string>
  readonly variables: readonly string[]
}

/** For every step, by id: the steps that are certainly done when it starts. */
export function visibilityOf(automation: Automation): Map<string, Visibility> {
  const found = new Map<string, Visibility>()
  const all = exported(automation.steps)
  visit(automation.steps, { steps: new Set(), variables: [] }, found)
  visit(automation.onFailure ?? [], { steps: new Set(all), variables: ['error'] }, found)
  return found
}

function visit(steps: readonly Step[], outer: Visibility, found: Map<string, Visibility>): void {
  const before = ancestors(dependencies(steps))
  for (const step of steps) {
    const done = steps.filter(({ id }) => before.get(step.id)!.has(id))
    const visible: Visibility = { ...outer, steps: new Set([...outer.steps, ...exported(done)]) }
    found.set(step.id, visible)
    const inLoop = [...outer.variables, ...loopNames(step)]
    for (const inner of innerSteps(step)) {
      if (inner.role === 'onFailure') visit(inner.steps, { steps: new Set([...visible.steps, ...exported(insideOf(step))]), variables: [...outer.variables, 'error'] }, found)
      else visit(inner.steps, { ...visible, variables: inLoop }, found)
    }
  }
}

export function loopNames(step: Step): string[] {
  return step.forEach === undefined ? [] : [step.forEach.as ?? 'item', step.forEach.at ?? 'index']
}

function insideOf({ action }: Step): readonly Step[] {
  return action.kind === 'steps' ? action.steps : []
}

/** The ids that later steps may read: a group gives away its inner steps, a loop or a race only itself. */
export function exported(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => [step.id, ...(step.forEach === undefined ? exported(insideOf(step)) : [])])
}
