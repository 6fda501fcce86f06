import type { Step } from './model.ts'

/** The steps directly inside of a step: of its group or race, and what runs when it fails. */
export function innerSteps(step: Step): { steps: readonly Step[]; role: 'steps' | 'race' | 'onFailure' }[] {
  const { action } = step
  const own = action.kind === 'steps' || action.kind === 'race' ? [{ steps: action.steps, role: action.kind }] : []
  return step.onFailure === undefined ? own : [...own, { steps: step.onFailure.steps, role: 'onFailure' as const }]
}

/** A list of steps and everything inside of it, in the order of the text. */
export function everyStep(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...innerSteps(step).flatMap((inner) => everyStep(inner.steps))])
}

/** The steps with something to undo, in their order: those of the run itself and of groups in it. */
export function undoable(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [
    ...(step.action.kind === 'steps' && step.forEach === undefined ? undoable(step.action.steps) : []),
    ...(step.compensate === undefined ? [] : [step]),
  ])
}
