import { didYouMean } from '../../expressions/nearest.ts'
import { problemAt, type Problem } from '../problem.ts'
import { functionName } from '../validation/functions.ts'
import { BUILT_IN_USES, isSubWorkflow } from './actions.ts'
import type { AutomationContext } from './context.ts'
import { expressionChecks } from './expression-checks.ts'
import type { Automation, Step } from './model.ts'
import { StepOrder } from './step-order.ts'
import { everyStep, innerSteps, undoable } from './steps.ts'
import { triggerChecks } from './trigger-checks.ts'

/** What the parts of an automation mean together: names, dependencies, what belongs with what. */
export function checkAutomation(automation: Automation, context: AutomationContext): Problem[] {
  const steps = [...automation.steps, ...(automation.onFailure ?? [])]
  const ids = idProblems(everyStep(steps), context)
  return [
    ...headerProblems(automation, context),
    ...ids,
    ...(ids.length > 0 ? [] : listsOf(automation).flatMap((list) => needsProblems(list, { ...context, all: everyStep(steps) }))),
    ...everyStep(steps).flatMap((step) => combinationProblems(step, context)),
    ...undoProblems(automation, everyStep(steps), context),
    ...triggerChecks(automation, context),
    ...expressionChecks(automation, context),
  ]
}

const NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/

function headerProblems(automation: Automation, { source }: AutomationContext): Problem[] {
  const named = (['name', 'namespace'] as const).flatMap((key) => {
    const value = automation[key]
    if (value === undefined || NAME.test(value)) return []
    const suggestion = slug(value)
    const message = `"${key}" has letters, digits and dashes only, at most 63.${suggestion === '' ? '' : ` Write "${suggestion}" and put the rest into "title".`}`
    return [problemAt(source.valueAt([key]), [key], { code: 'name', message })]
  })
  const { version } = automation
  if (version === undefined || VERSION.test(version)) return named
  return [
    ...named,
    problemAt(source.valueAt(['version']), ['version'], { code: 'name', message: '"version" is three numbers, such as 1.0.0.' }),
  ]
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
    .toLowerCase()
}

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/

function idProblems(steps: readonly Step[], { source, origins }: AutomationContext): Problem[] {
  const seen = new Set<string>()
  return steps.flatMap((step) => {
    const path = [...origins.get(step)!, 'id']
    const complain = (message: string): Problem[] => [problemAt(source.valueAt(path), path, { code: 'step-id', message })]
    if (seen.has(step.id)) return complain(`There is another step "${step.id}"; ids have to differ in the whole automation.`)
    seen.add(step.id)
    if (!ID.test(step.id)) return complain('An id starts with a letter and has letters, digits, "-" and "_", at most 63.')
    if (/^(?:optimus|undo)-/.test(step.id))
      return complain('Ids that start with "optimus-" or "undo-" are used by the runtime; take another.')
    return []
  })
}

/** Every list of steps that is a unit of dependencies. */
function listsOf({ steps, onFailure }: Automation): (readonly Step[])[] {
  const inside = (list: readonly Step[]): (readonly Step[])[] => [
    list,
    ...list.flatMap((step) => innerSteps(step).flatMap((inner) => inside(inner.steps))),
  ]
  return [...inside(steps), ...(onFailure === undefined ? [] : inside(onFailure))]
}

function needsProblems(steps: readonly Step[], context: AutomationContext & { all: readonly Step[] }): Problem[] {
  const { source, origins, all } = context
  const ids = steps.map(({ id }) => id)
  const unknown = steps.flatMap((step) =>
    (step.needs ?? []).flatMap((id, index) => {
      if (ids.includes(id) && id !== step.id) return []
      const path = [...origins.get(step)!, 'needs', index]
      return [problemAt(source.valueAt(path), path, { code: 'needs', message: needComplaint(step, id, { ids, all }) })]
    }),
  )
  if (unknown.length > 0) return unknown
  const circle = new StepOrder(steps).circle()
  if (circle === null) return []
  const first = steps.find(({ id }) => id === circle[0])!
  const path = origins.get(first)!
  const place = first.needs === undefined ? source.valueAt([...path, 'id']) : source.keyAt([...path, 'needs'])
  return [problemAt(place, path, { code: 'cycle', message: `These steps wait for each other, so none can start: ${circle.join(' → ')}.` })]
}

function needComplaint(step: Step, id: string, known: { ids: readonly string[]; all: readonly Step[] }): string {
  if (id === step.id) return `The step "${id}" cannot wait for itself.`
  if (known.all.some((other) => other.id === id))
    return `"${id}" lies in another list of steps; a step can wait for steps of its own list only.`
  return `There is no step "${id}".${didYouMean(
    id,
    known.ids.filter((other) => other !== step.id),
  )}`
}

/** Parts of a step that do not go together. */
function combinationProblems(step: Step, { source, origins }: AutomationContext): Problem[] {
  const path = origins.get(step)!
  const complain = (key: string, message: string): Problem[] => [
    problemAt(source.keyAt([...path, key]), [...path, key], { code: 'step', message }),
  ]
  const alone = step.action.kind === 'approve'
  return [
    ...(alone && step.retry !== undefined ? complain('retry', 'An approval alone cannot be tried again.') : []),
    ...(alone && step.queue !== undefined ? complain('queue', 'An approval alone needs no queue.') : []),
    ...(alone && step.forEach !== undefined
      ? complain('forEach', 'An approval alone cannot be repeated; put it in front of the step that is.')
      : []),
    ...(alone && step.compensate !== undefined ? complain('compensate', 'An approval has nothing to undo.') : []),
    ...(step.approve?.quorum !== undefined && step.approve.quorum > step.approve.people.length && !step.approve.people.some(isGroup)
      ? complain('approve', `The quorum is ${step.approve.quorum}, but only ${step.approve.people.length} people are asked.`)
      : []),
    ...(step.approve?.escalate !== undefined && step.approve.expires === undefined
      ? complain('approve', '"escalate" needs "expires", so that an approval ends one day.')
      : []),
    ...(step.action.kind === 'race' && step.action.steps.length < 2 ? complain('race', 'A race needs at least two steps.') : []),
    ...raceProblems(step, complain),
    ...usesProblems(step, complain),
  ]
}

/** `role:admin` stands for any number of people, and an expression may too. */
function isGroup(person: string): boolean {
  return person.includes(':') || person.includes('${')
}

function raceProblems(step: Step, complain: (key: string, message: string) => Problem[]): Problem[] {
  if (step.action.kind !== 'race') return []
  const waiting = step.action.steps.find(({ needs }) => needs !== undefined && needs.length > 0)
  return waiting === undefined ? [] : complain('race', `The steps of a race start together; "${waiting.id}" cannot wait for another.`)
}

/** Only steps of the run itself, and of groups in it, are undone when it fails. */
function undoProblems(automation: Automation, all: readonly Step[], { source, origins }: AutomationContext): Problem[] {
  const known = undoable(automation.steps)
  return all
    .filter((step) => step.compensate !== undefined && !known.includes(step))
    .map((step) => {
      const path = [...origins.get(step)!, 'compensate']
      const message = 'Inside of a loop, a race or "onFailure" a step cannot be undone by itself; give "compensate" to the step around it.'
      return problemAt(source.keyAt(path), path, { code: 'step', message })
    })
}

/** What is none of the built-in names and has none of the forms of the others. */
function usesProblems({ action }: Step, complain: (key: string, message: string) => Problem[]): Problem[] {
  if (action.kind !== 'uses' || action.uses === '') return []
  const { uses } = action
  const builtIn: readonly string[] = BUILT_IN_USES
  if (builtIn.includes(uses) || isSubWorkflow(uses) || functionName(uses, {}).kind !== 'unknown') return []
  const forms = `Steps use ${builtIn.join(', ')}, an operation such as projects.scan, or another automation as name@version.`
  return complain('uses', `"${uses}" is nothing that a step can use.${didYouMean(uses, builtIn) || ` ${forms}`}`)
}
