import type { Automation, Step } from './model.ts'
import { StepOrder } from './step-order.ts'
import { innerSteps } from './steps.ts'

/** What the expressions of a step may read of other steps, and which names loops and failures give them. */
export interface Visibility {
  /** Whether a step is certainly done by then. */
  readonly sees: (id: string) => boolean
  readonly variables: readonly string[]
}

/** For every step, by id: what it may read. */
export function visibilityOf(automation: Automation): Map<string, Visibility> {
  const found = new Map<string, Visibility>()
  const all = new Set(exported(automation.steps))
  visit(automation.steps, { sees: () => false, variables: [] }, found)
  visit(automation.onFailure ?? [], { sees: (id) => all.has(id), variables: ['error'] }, found)
  return found
}

function visit(steps: readonly Step[], outer: Visibility, found: Map<string, Visibility>): void {
  const order = new StepOrder(steps)
  const givers = new Map(steps.flatMap((step) => exported([step]).map((id) => [id, step.id])))
  for (const step of steps) {
    const sees = (id: string): boolean => outer.sees(id) || (givers.has(id) && order.isBefore(givers.get(id)!, step.id))
    const visible: Visibility = { sees, variables: outer.variables }
    found.set(step.id, visible)
    for (const inner of innerSteps(step))
      visit(inner.role === 'race' ? together(inner.steps) : inner.steps, innerVisibility(step, visible, inner.role), found)
  }
}

function innerVisibility(step: Step, outer: Visibility, role: 'steps' | 'race' | 'onFailure'): Visibility {
  if (role !== 'onFailure') return { ...outer, variables: [...outer.variables, ...loopNames(step)] }
  const own = new Set(exported(insideOf(step)))
  return { sees: (id) => outer.sees(id) || own.has(id), variables: [...outer.variables, 'error'] }
}

/** The steps of a race start at the same time, whatever their order in the text. */
export function together(steps: readonly Step[]): Step[] {
  return steps.map((step) => ({ ...step, needs: [] }))
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
